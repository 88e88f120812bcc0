"""`test` runs everything, style first, or the parts that somebody asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from spine_edu.__main__ import COMMANDS
from spine_edu.errors import SetupError
from spine_edu.setup import checks, launch
from spine_edu.setup.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
LOOK = "see spine_edu/setup/checks.py"


@pytest.fixture
def commands(monkeypatch) -> list[list[str]]:
    """What would be run, with environments taken for made."""
    ran: list[list[str]] = []
    monkeypatch.setattr(Environment, "ensure", lambda me: me)
    monkeypatch.setattr(checks, "run", lambda command, **_: ran.append(list(command)) or 0)
    return ran


def test_style_is_asked_first_and_all_the_rest_in_one_run(commands):
    checks.main(["test"])
    style, rest = commands
    places = ["tests/repository/test_style.py", "tests/js/test_checked.py"]
    assert style[1:] == ["-m", "pytest", *places, "-p", "no:nbval"], LOOK
    assert rest[1:3] == ["-m", "pytest"]
    assert {"tests", "tests/browser", "spine_edu", "notebooks", "--doctest-modules", "--nbval", "--nbval-current-env"} <= set(
        rest
    )
    assert [part for part in rest if part.startswith("--ignore")] == [f"--ignore={place}" for place in places]
    assert rest[rest.index("--dist") + 1] == "loadfile", "the cells of one notebook must stay on one worker"


def test_a_fault_of_style_ends_it_there(commands, monkeypatch):
    monkeypatch.setattr(checks, "run", lambda command, **_: commands.append(command) or 1)
    assert checks.main(["test"]) == 1
    assert len(commands) == 1


def test_the_quick_part_needs_no_browser_runs_no_lesson_and_installs_nothing(commands):
    checks.main(["test", "--quick"])
    _style, rest = commands
    assert not {"tests/browser", "notebooks", "benchmarks", "tests/geometry", "--nbval"} & set(rest)
    left_out = {part.removeprefix("--ignore=") for part in rest if part.startswith("--ignore=")}
    assert {
        "tests/browser",
        "tests/geometry",
        "tests/figures/spine3d",
        "tests/repository/test_processors.py",
        "tests/publish",
        "tests/tools",
        "tests/setup/test_launch.py",
        "tests/repository/test_packaging.py",
        "tests/setup/test_environment.py",
    } <= left_out


def test_only_the_quick_part_draws_few_examples_and_leaves_out_what_takes_long(commands):
    checks.main(["test", "--quick"])
    checks.main(["test"])
    for least in ("--hypothesis-profile=quick", "not thorough"):
        assert [least in command for command in commands] == [True, True, False, False]


def test_a_part_is_run_alone_with_what_is_added_for_pytest(commands):
    checks.main(["test", "--only", "notebooks", "-x"])
    [command] = commands
    assert command[3] == "notebooks" and {"--nbval", "--nbval-current-env"} < set(command)
    assert command[-1] == "-x"


@pytest.mark.parametrize("option", ["-x", "--durations=9", "--lf"])
def test_an_option_is_for_all_parts_and_a_place_stands_for_itself(commands, option):
    checks.main(["test", option])
    style, all_else = commands
    assert style[-1] == all_else[-1] == option
    assert "--dist" in all_else and "notebooks" in all_else
    checks.main(["test", "tests/test_anatomy.py::test_a_junction", option])
    assert commands[-1][3:] == ["tests/test_anatomy.py::test_a_junction", option]


def test_every_file_that_holds_tests_is_in_one_part_and_no_more():
    asked_by = {name: set(checks.arguments([name])) for name in checks.PARTS}

    def takes(name: str, file: Path) -> bool:
        over = {str(place) for place in (file, *file.parents)}
        return bool(over & asked_by[name]) and not {f"--ignore={place}" for place in over} & asked_by[name]

    patterns = ("tests/**/test_*.py", "benchmarks/test_*.py", "notebooks/**/*.ipynb", "spine_edu/**/*.py")
    files = [file.relative_to(ROOT) for pattern in patterns for file in ROOT.glob(pattern)]
    assert len(files) > 200
    homes = {file: [name for name in checks.PARTS if takes(name, file)] for file in files}
    assert not {file: names for file, names in homes.items() if len(names) != 1}, LOOK


def test_a_part_that_is_none_is_answered_with_those_there_are(commands):
    with pytest.raises(SetupError, match="notebooks") as refused:
        checks.main(["test", "--only", "notebook"])
    assert all(name in str(refused.value) for name in checks.PARTS)


def test_the_help_names_every_part():
    assert f"--only {'|'.join(checks.PARTS)}" in COMMANDS["test"][2], "see spine_edu/__main__.py"


def test_arguments_for_pytest_replace_ours(commands):
    checks.main(["test", "tests/setup/test_launch.py", "-k", "port"])
    assert commands[0][1:] == ["-m", "pytest", "tests/setup/test_launch.py", "-k", "port"]


def test_the_tests_have_an_environment_of_their_own():
    """A learner is not made to download a type checker and a browser driver."""
    assert checks.TESTS.folder != launch.COURSE.folder
    assert "playwright" not in launch.COURSE.lock.read_text("utf-8")
    assert "playwright" in checks.TESTS.lock.read_text("utf-8")


@pytest.mark.usefixtures("commands")
def test_python_keeps_what_it_compiles_even_where_that_is_forbidden(monkeypatch):
    given: list[dict[str, str]] = []
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("SPINE_EDU_CHROMIUM", "elsewhere/chromium")
    monkeypatch.setattr(checks, "run", lambda _, env, **__: given.append(env) or 0)
    checks.main(["test"])
    checks.main(["test", "tests", "-x"])
    assert len(given) == 3
    assert all("PYTHONDONTWRITEBYTECODE" not in env and env["SPINE_EDU_CHROMIUM"] == "elsewhere/chromium" for env in given)


def test_an_installed_package_has_no_tests_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(checks, "TESTS", Environment(tmp_path / ".venv-test", tmp_path / "requirements-test.lock"))
    with pytest.raises(SetupError, match="clone"):
        checks.main(["test"])
