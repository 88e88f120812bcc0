"""A test that holds alone holds beside others: in one worker, a browser's loop, the environment and the folder are shared."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted(path for part in ("tests", "benchmarks") for path in (ROOT / part).rglob("*.py"))
SETS_THE_STAGE = {"tests/conftest.py": "each test has a place of its own for the learner's log, and leaves it"}
REMEDY = {
    "asyncio.run": "apart(asyncio.run, …): a test that drove a browser left a loop in this thread (tests/surroundings.py)",
    "os.environ": "monkeypatch.setenv: what is set stays set for every test after this one",
    "os.chdir": "monkeypatch.chdir: every test after this one would be somewhere else",
}


def shared(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each place that takes for its own what all tests of a worker share, and what that is."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="asyncio" | "os"), attr="run" | "chdir")):
                yield node.lineno, ast.unparse(node.func)
            case (
                ast.Call(func=ast.Attribute(value=place, attr="update" | "setdefault" | "pop" | "clear"))
                | ast.Subscript(value=place, ctx=ast.Store() | ast.Del())
            ) if ast.unparse(place) == "os.environ":
                yield node.lineno, "os.environ"


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("asyncio.run(serve())", ["asyncio.run"]),
        ("apart(asyncio.run, serve())", []),
        ("os.environ['HOME'] = '/'", ["os.environ"]),
        ("os.environ.pop('HOME')", ["os.environ"]),
        ("del os.environ['HOME']", ["os.environ"]),
        ("os.chdir('/')", ["os.chdir"]),
        ("env = {**os.environ, 'HOME': '/'}\nos.environ['HOME']", []),
    ],
)
def test_what_tests_share_is_found_where_it_is_changed_or_taken(source: str, what: list[str]) -> None:
    assert [name for _, name in shared(ast.parse(source))] == what


@pytest.mark.thorough
def test_no_test_changes_what_the_others_of_its_worker_have() -> None:
    told = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in TESTS}
    found = [
        f"{name}:{line}: {REMEDY[what]}"
        for name, tree in told.items()
        if name not in SETS_THE_STAGE
        for line, what in shared(tree)
    ]
    assert not found
