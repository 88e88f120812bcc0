"""Write docs/reference.md from what spine_edu/api.py says of itself: `python3 tools/reference.py`; a test says when it is old.

Signatures and docstrings are read from the source, nothing is said twice; only what belongs together is decided here.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from spine_edu import api  # noqa: E402

PAGE = ROOT / "docs" / "reference.md"

SECTIONS = {
    "An operation and its codes": (
        "read_operation", "read_operations", "codes_for", "Operation", "Fusion", "Procedure", "Joint", "Answer", "Assignment",
        "Reason", "Query", "Rejection", "Explanation",
    ),
    "A claim and its MS-DRG": ("group", "Grouping"),
    "What a code is": ("look", "Look", "read_code", "Reading"),
    "What is wrong with a list of codes": ("diagnose", "Diagnosis", "CodeFinding", "Fault"),
    "Cases": ("all_cases", "case_named", "Case", "Evidence"),
    "Questions": (
        "all_questions", "question_named", "choose", "read_question", "judge", "verdict_table", "beliefs", "Question", "Verdict",
        "Part",
    ),
    "Words": ("terms", "term_named", "GlossaryTerm"),
    "The learner's log": ("history", "export_log", "read_log", "mastery", "due", "LoggedAnswer", "Mastery"),
    "What can go wrong": ("SpineEduError", "WrittenError"),
}  # fmt: skip

PROMISED = {"Question": ("form", "face", "solution", "key"), "LoggedAnswer": ("day", "line")}
"""What can be asked of a value, where it is not all that its class has: the rest is for other rooms of ours."""


def page() -> str:
    """Return the page as the code tells it now."""
    missing = set(api.__all__) ^ {name for names in SECTIONS.values() for name in names}
    assert not missing, f"in __all__ or in SECTIONS, and not in both: {', '.join(sorted(missing))}"
    contents = [
        f"- [{title}](#{_anchor(title)}): {', '.join(f'`{name}`' for name in names)}" for title, names in SECTIONS.items()
    ]
    lines = ["# Reference: spine_edu.api", "", *_prose(inspect.getdoc(api) or ""), "", *contents]
    for title, names in SECTIONS.items():
        lines += ["", f"## {title}"]
        for name in names:
            lines += ["", *_entry(name, getattr(api, name))]
    return "\n".join([*lines, "", "<!-- written by tools/reference.py -->", ""])


def _entry(name: str, of: Any) -> Iterator[str]:
    """Yield what is said of a function, or of a class with its fields and what can be asked of it."""
    node = ast.parse(inspect.cleandoc("\n" + inspect.getsource(of))).body[0]
    yield f"### {name}"
    if isinstance(node, ast.FunctionDef):
        yield from ("", "```python", _signature(node), "```")
    yield from ("", *_prose(inspect.getdoc(of) or ""))
    if isinstance(node, ast.ClassDef):
        fields = [
            ast.unparse(line) for line in node.body if isinstance(line, ast.AnnAssign) and "ClassVar" not in ast.unparse(line)
        ]
        if fields:
            yield from ("", "```python", *fields, "```")
        asked = [line for line in node.body if isinstance(line, ast.FunctionDef) and _is_promised(name, line.name)]
        if asked:
            yield from ("", *map(_method, asked))


def _is_promised(of: str, name: str) -> bool:
    return name in PROMISED[of] if of in PROMISED else not name.startswith("_")


def _method(node: ast.FunctionDef) -> str:
    """Return one line for a method or a property: how it is asked, and the first sentences of what it says."""
    is_property = any(isinstance(mark, ast.Name) and mark.id == "property" for mark in node.decorator_list)
    returned = f": {ast.unparse(node.returns)}" if node.returns else ""
    asked = (
        f"{node.name}{returned}"
        if is_property
        else _signature(node).removeprefix("def ").replace("self, ", "").replace("self", "")
    )
    said = " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())
    return f"- `{asked}`{f'  {said}' if said else ''}"


def _signature(node: ast.FunctionDef) -> str:
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"def {node.name}({ast.unparse(node.args)}){returned}"


def _prose(text: str) -> Iterator[str]:
    """Yield the lines of a docstring as Markdown: examples become blocks of code."""
    inside = False
    for line in text.splitlines():
        if line.startswith(">>> ") and not inside:
            inside = True
            yield "```pycon"
        if inside and not line:
            inside = False
            yield "```"
        yield line
    if inside:
        yield "```"


def _anchor(title: str) -> str:
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
