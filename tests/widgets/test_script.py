"""The files of static/ become one script: complete, in order, no name taken twice, nothing left over."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from spine_edu.browser.bundle import files_of, joined
from spine_edu.widgets.script import STATIC, script

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = [
    "asking/exam.js",
    "asking/question.js",
    "asking/worklist.js",
    "coding/builder.js",
    "coding/picker.js",
    "coding/timeline.js",
    "glossary.js",
    "progress.js",
    "turning/body.js",
    "turning/column.js",
    "turning/nod.js",
    "turning/profile.js",
    "turning/screw.js",
    "turning/views.js",
]
"""The files that widgets name; everything else in static/ is imported by one of them."""

FILES = sorted(STATIC.rglob("*.js"))
EVERYWHERE = sorted((ROOT / "spine_edu").rglob("*.js"))


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_import_of_our_own_is_left_over(entry: str) -> None:
    assert not re.findall(r"^import ", script(entry), re.MULTILINE)


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_name_is_declared_twice_at_the_top_level(entry: str) -> None:
    texts = [path.read_text("utf-8") for path in files_of(STATIC / entry)]
    declared = r"^(?:export )?(?:async )?(?:function|const|class|let) ([A-Za-z_$][\w$]*)"
    names = [name for text in texts for name in re.findall(declared, text, re.MULTILINE)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_script_is_used_by_a_widget() -> None:
    used = {path for entry in ENTRIES for path in files_of(STATIC / entry)}
    assert [path.name for path in FILES if path not in used] == []


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: path.name)
def test_no_text_of_a_script_spans_lines(path: Path) -> None:
    """A line of it that looks like a comment would be left out, and so would blanks before it."""
    lines = [re.sub(r"/(?![/*])(?:\\.|[^/\\])+/", "", line) for line in path.read_text("utf-8").splitlines()]  # no patterns
    assert [line for line in lines if line.count("`") % 2] == []


def test_comments_types_and_blanks_before_lines_stay_behind(tmp_path: Path) -> None:
    (tmp_path / "low.js").write_text("// What it is.\n\n/** @type {number} */\nexport const low = 1; // a foot\n")
    (tmp_path / "high.js").write_text(
        '// More.\nimport { low } from "./low.js";\n\n/**\n * Twice.\n *\n * @param {number} n\n */\n'
        "export const high = (n) => {\n  // in between\n  return /** @type {any} */ (n) * low;\n};\n"
    )
    assert joined(tmp_path / "high.js") == (
        "const low = 1; // a foot\nexport const high = (n) => {\nreturn /** @type {any} */ (n) * low;\n};\n"
    )


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import "./b.js";\n')
    (tmp_path / "b.js").write_text('import "./a.js";\n')
    with pytest.raises(ImportError, match="imports itself"):
        joined(tmp_path / "a.js")
