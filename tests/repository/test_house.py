"""The house: imports go down only, its picture is true, each room has its tests, and says what it is for."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MIRRORS_NO_ROOM = {
    "browser": "what Chromium shows, across all rooms",
    "course": "what is taught: data, questions, lessons",
    "js": "the scripts of the browser, run by node",
    "repository": "the repository itself",
    "tools": "the tools of maintainers, which are no part of the package",
}
"""Folders of tests that are not named after a room, and what they see to."""


def house():
    found = importlib.util.spec_from_file_location("house", ROOT / "tools" / "house.py")
    module = importlib.util.module_from_spec(found)
    sys.modules["house"] = module
    found.loader.exec_module(module)
    return module


def test_a_room_asks_only_what_lies_below_it():
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, is_debug_mode=False))"
    run = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f"see [tool.importlinter] in pyproject.toml and docs/house.md\n{run.stdout}{run.stderr}", pytrace=False)


def test_the_picture_of_the_house_is_true():
    drawn = house()
    assert drawn.PICTURE.read_text("utf-8") == drawn.picture(), "python3 tools/house.py draws it anew"


def test_the_table_of_rooms_is_true():
    told = house()
    page = told.PAGE.read_text("utf-8")
    assert page == told.page(page), "python3 tools/house.py writes it anew"


ROOMS = sorted({path.parent for path in (ROOT / "spine_edu").rglob("__init__.py")} - {ROOT / "spine_edu"})


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_says_what_it_is_for_and_who_comes_here(room):
    said = house().purpose(room)
    assert said.count(".") >= 2, f"{room.relative_to(ROOT)}/__init__.py: two sentences, what for and who enters"


def place_of(test: Path) -> Path:
    """What a file of tests is named after: tests/coding/pcs/test_slot.py after spine_edu/coding/pcs/slot.py or slot/."""
    inside = test.relative_to(ROOT / "tests")
    return ROOT / "spine_edu" / inside.parent / inside.name.removeprefix("test_")


TESTS = [
    path
    for path in sorted((ROOT / "tests").rglob("test_*.py"))
    if path.relative_to(ROOT / "tests").parts[0] not in MIRRORS_NO_ROOM
]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: str(test.relative_to(ROOT)))
def test_tests_stand_where_what_they_test_stands(test):
    """A test of a whole room may have a name of its own, but stands in the folder of that room."""
    room = place_of(test).parent
    assert room.is_dir() and (test.stem == "test_main" or room != ROOT / "spine_edu" or place_of(test).exists()), (
        f"{test.relative_to(ROOT)} mirrors no room; move it, or name its folder in MIRRORS_NO_ROOM"
    )


def test_every_folder_of_tests_that_mirrors_no_room_is_there():
    assert all((ROOT / "tests" / name).is_dir() for name in MIRRORS_NO_ROOM)


@pytest.fixture(scope="module")
def defined():
    """What the program defines, at any depth: the file and the node of each function and class."""
    files = [path for folder in ("spine_edu", "tools") for path in (ROOT / folder).rglob("*.py")]
    return [
        (file.relative_to(ROOT), node)
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]


def test_a_long_function_says_what_it_does(defined):
    long = [(file, f) for file, f in defined if isinstance(f, ast.FunctionDef) and (f.end_lineno or 0) - f.lineno >= 15]
    assert not [f"{file}: {f.name}" for file, f in long if not ast.get_docstring(f)]


def test_a_name_of_a_class_means_one_class(defined):
    named = Counter(node.name for _, node in defined if isinstance(node, ast.ClassDef))
    assert not {name for name, count in named.items() if count > 1}
