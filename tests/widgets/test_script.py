"""The files of static/ become one script: complete, in order, no name taken twice, nothing left over."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from spine_edu.browser.bundle import joined
from spine_edu.widgets.script import STATIC, script

ENTRIES = [
    "builder.js",
    "column.js",
    "glossary.js",
    "nod.js",
    "picker.js",
    "profile.js",
    "progress.js",
    "question.js",
    "timeline.js",
    "views.js",
]
"""The files that widgets name; everything else in static/ is imported by one of them."""

FILES = sorted(STATIC.rglob("*.js"))


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_import_of_our_own_is_left_over(entry: str) -> None:
    assert not re.findall(r"^import ", script(entry), re.MULTILINE)


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_name_is_declared_twice_at_the_top_level(entry: str) -> None:
    names = re.findall(r"^(?:export )?(?:function|const|class|let) ([A-Za-z_$][\w$]*)", script(entry), re.MULTILINE)
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_script_is_used_by_a_widget() -> None:
    lost = [path.name for path in FILES if not any(path.read_text("utf-8").splitlines()[0] in script(entry) for entry in ENTRIES)]
    assert not lost


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import "./b.js";\n')
    (tmp_path / "b.js").write_text('import "./a.js";\n')
    with pytest.raises(ImportError, match="imports itself"):
        joined(tmp_path / "a.js")
