"""Names say who may use them: what begins with an underscore belongs to its own module, and tests leave it alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OF_PYTHON = {"_base_executable"}
"""Python's own name for the interpreter behind an environment, for which it has no public one."""


def private(name: str) -> bool:
    """Whether a name is its owner's: `_name`, but not `__name__` or `_repr_html_`, which are protocols."""
    return name.startswith("_") and not name.startswith("__") and not name.endswith("_")


def private_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each place where a module reaches for a private name of another: by a dot, by import, or by its name as text."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=name) if private(name):
                yield node.lineno, name
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] in ("spine_edu", "tools"):
                yield from ((node.lineno, name) for name in (*module.split("."), *(a.name for a in names)) if private(name))
            case ast.Call(func=ast.Name(id="getattr" | "setattr" | "hasattr") | ast.Attribute(attr="setattr"), args=given):
                texts = [
                    one.value.split(".")[-1] for one in given[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                yield from ((node.lineno, name) for name in texts if private(name) and name not in OF_PYTHON)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_test_asks_what_is_public(path: Path) -> None:
    reached = [f"line {line}: {name}" for line, name in private_names(ast.parse(path.read_text("utf-8")))]
    assert not reached, "what a test needs deserves a public name, or is seen from outside"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("from spine_edu.quiz.bank import _read", id="an import"),
        pytest.param("from spine_edu.quiz import bank\nbank._read", id="a dot"),
        pytest.param("getattr(bank, '_read')", id="a name as text"),
        pytest.param("monkeypatch.setattr('spine_edu.quiz.bank._read', None)", id="a patch"),
    ],
)
def test_a_private_name_is_found_however_it_is_reached(source: str) -> None:
    assert [name for _, name in private_names(ast.parse(source))] == ["_read"]


def test_protocols_and_what_is_one_s_own_are_no_private_names_of_others() -> None:
    assert [
        *private_names(ast.parse("widget._repr_mimebundle_()\nself._count\nx.__dict__\nfrom spine_edu import __main__"))
    ] == []
