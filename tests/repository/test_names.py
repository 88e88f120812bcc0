"""Names say who may use them: what begins with an underscore is its module's own, and what does not is there for somebody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PROGRAM = sorted(path for room in ("spine_edu", "tools") for path in (ROOT / room).rglob("*.py"))
DOORS = {"spine_edu.api", "spine_edu.lesson"}
"""Modules whose names are for programs and notebooks of anybody."""
FOR_TESTS = {
    ("spine_edu.coding.drg.elsewhere", "CLASSES"): "tests of data ask whether each class of it has a title in every version",
}
"""What only tests name, and why it stays."""
OF_PYTHON = {"_base_executable"}
"""Python's own name for the interpreter behind an environment, for which it has no public one."""
OF_OTHERS = {"_replace", "_make", "_showtraceback"}
"""What named tuples call public all the same, and where IPython lets an error be shown in another way."""


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


def test_a_module_keeps_to_the_public_names_of_the_others() -> None:
    """What it reaches for by a dot is its own class's, or its own field's."""
    reached = []
    for path in PROGRAM:
        tree = ast.parse(path.read_text("utf-8"))
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        own |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
        own |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        reached += [
            f"{path.relative_to(ROOT)}, line {line}: {name}" for line, name in private_names(tree) if name not in own | OF_OTHERS
        ]
    assert not reached, "what another module needs deserves a public name"


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


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def names_used(path: Path, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (module, name) of what a module uses, also by its examples; '' stands for a module that is found only at work.

    A definition that speaks of itself uses nothing, and a package that hands a name on does not use it yet.
    """
    here = module_of(path)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    bound = {one.asname or one.name: f"{node.module}.{one.name}" for node in imports for one in node.names}
    if path.name != "__init__.py":
        yield from ((str(node.module), one.name) for node in imports for one in node.names)
    for statement in tree.body:
        for node in ast.walk(statement):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) if name != getattr(statement, "name", ""):
                    yield here, name
                case ast.Attribute(value=ast.Name(id=module), attr=name) if module in bound:
                    yield bound[module], name
                case ast.Attribute(value=ast.Call(), attr=name):
                    yield "", name
                case ast.Constant(value=str(text)) if "spine_edu." in text or ">>>" in text:
                    yield from (tuple(found.rpartition(".")[::2]) for found in re.findall(r"\bspine_edu(?:\.\w+)+", text))
                    examples = " ".join(re.findall(r"^ *(?:>>>|\.\.\.) (.*)", text, re.MULTILINE))
                    yield from ((here, name) for name in re.findall(r"\w+", examples) if name != getattr(statement, "name", ""))


def names_made(tree: ast.Module) -> Iterator[str]:
    """Yield what a module defines at its top."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.thorough
def test_what_is_defined_is_used_by_more_than_tests() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in PROGRAM}
    used = {use for path, tree in trees.items() for use in names_used(path, tree)}
    for path, tree in trees.items():  # what a package hands on is used where the package is asked for it
        if path.name == "__init__.py":
            handed_on = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
            used |= {(str(n.module), one.name) for n in handed_on for one in n.names if (module_of(path), one.name) in used}
    idle = [
        (path, name)
        for path, tree in trees.items()
        for name in names_made(tree)
        if module_of(path) not in DOORS
        and not name.startswith("__")
        and not {(module_of(path), name), ("", name)} & used
        and (module_of(path), name) not in FOR_TESTS
    ]
    told = [*(ROOT / "notebooks").rglob("*.ipynb"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), ROOT / "pyproject.toml"]
    told += [path for ending in ("*.js", "*.ts") for path in (ROOT / "spine_edu").rglob(ending)]
    words = {word for path in told for word in re.findall(r"\w+", path.read_text("utf-8"))} if idle else set()
    idle = [(path, name) for path, name in idle if name not in words]
    assert not [f"{path.relative_to(ROOT)}: {name}" for path, name in idle], "give it a caller, or let it go with its tests"
