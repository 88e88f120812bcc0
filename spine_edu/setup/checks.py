"""`python3 -m spine_edu test`: all that CI runs, the quick part of it, or parts by name.

Standard library only: it begins on a bare clone. Style is asked first and alone, so that a fault of style is told in seconds.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spine_edu.errors import SetupError
from spine_edu.setup.environment import CLONE, Environment
from spine_edu.setup.launch import run

TESTS = Environment(CLONE / ".venv-test", CLONE / "requirements-test.lock")
"""What a learner needs, and what tests it: the same versions, by construction of the lock."""


@dataclass(frozen=True)
class PartOfTests:
    """Some of the tests: what they see to, where they are, and what pytest is told to find all of them."""

    about: str
    places: tuple[str, ...]
    options: tuple[str, ...] = ()
    quick: bool = False
    """Whether it does without a browser, without the lessons, without drawing every bone and without installing anything."""


_NOTEBOOKS = ("--nbval", "--nbval-current-env")
_NO_NOTEBOOKS = ("-p", "no:nbval")
"""To load what runs notebooks takes every process of pytest two seconds."""

STYLE = "style"
PARTS = {
    STYLE: PartOfTests(
        "ruff and mypy; of the scripts TypeScript and Biome, where npm is",
        ("tests/repository/test_style.py", "tests/js/test_checked.py"),
        quick=True,
    ),
    "start": PartOfTests(
        "installing and starting, as a learner does it",
        ("tests/setup/test_launch.py", "tests/repository/test_packaging.py", "tests/setup/test_environment.py"),
    ),
    "browser": PartOfTests("what Chromium shows, in JupyterLab and without it", ("tests/browser",)),
    "notebooks": PartOfTests(
        "every cell of every lesson, on this processor and on others, and what is made of lessons",
        ("notebooks", "tests/repository/test_processors.py", "tests/publish", "spine_edu/publish"),
        (*_NOTEBOOKS, "--doctest-modules"),
    ),
    "benchmarks": PartOfTests("that what is measured runs; without the measuring", ("benchmarks",), ("--benchmark-disable",)),
    "year": PartOfTests("that a new year of codes is read from the official files", ("tests/tools",)),
    "shapes": PartOfTests(
        "bones, implants and the figures to turn, most of them drawn",
        ("tests/geometry", "tests/figures/spine3d", "spine_edu/geometry", "spine_edu/figures/spine3d"),
        ("--doctest-modules",),
    ),
    "program": PartOfTests(
        "all other tests, and the examples in docstrings",
        ("tests", "spine_edu", "tools/codes"),
        ("--doctest-modules",),
        quick=True,
    ),
}
"""The slow parts first, so that no worker is left alone with one at the end."""

_IN_PARALLEL = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""`loadfile` keeps the cells of a notebook, and the tests of a file, on one worker."""

_QUICKLY = ("--hypothesis-profile=quick", "-m", "not thorough")
"""A tenth of the examples of each property (tests/conftest.py), and no test that takes long; the whole run leaves nothing out."""


def main(args: Sequence[str]) -> int:
    """Do `test ...`; return the exit status.

    Arguments that name no part of ours go to pytest; where one of them is a place in the clone, it is looked at instead of all.
    """
    chosen, rest = chosen_in(args[1:])
    if not TESTS.lock.is_file():
        raise SetupError("The tests live in a clone of the repository, not in the installed package.")
    pytest = functools.partial(_pytest, TESTS.ensure().python)
    if not chosen and any(_is_a_place(arg) for arg in rest):
        return pytest(rest)
    chosen = chosen or list(PARTS)
    status = pytest([*arguments([STYLE]), *rest]) if STYLE in chosen else 0
    slower = [name for name in PARTS if name in chosen and name != STYLE]
    if status or not slower:
        return status
    return pytest([*arguments(slower), *_IN_PARALLEL, *rest])


def _is_a_place(arg: str) -> bool:
    """Whether an argument is a folder, a file or a test: 'tests/test_anatomy.py::test_a_junction'."""
    return (CLONE / arg.partition("::")[0]).exists()


def _pytest(python: Path, args: Sequence[str]) -> int:
    """Run pytest in the clone, and let Python keep what it has compiled, whoever forbade it elsewhere.

    Some hundred kernels, servers and programs start: each would compile the whole course again.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return run([str(python), "-m", "pytest", *args], cwd=CLONE, env=env)


def chosen_in(args: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take `--quick` and `--only PART` out of the arguments.

    >>> chosen_in(["--only", "notebooks", "--only=style", "-x"])
    (['notebooks', 'style'], ['-x'])
    """
    chosen: list[str] = []
    rest: list[str] = []
    given = iter(args)
    for arg in given:
        name, _, value = arg.partition("=")
        if arg == "--quick":
            chosen += [part for part, what in PARTS.items() if what.quick]
            rest.extend(_QUICKLY)
        elif name == "--only":
            chosen.append(value or next(given, ""))
        else:
            rest.append(arg)
    if unknown := [part for part in chosen if part not in PARTS]:
        raise SetupError(f"There is no part {unknown[0]!r} of the tests. Parts: {in_words()}.")
    return chosen, rest


def arguments(parts: Sequence[str]) -> list[str]:
    """Return what pytest is told to run these parts, and no other, in one go."""
    places = [place for name in parts for place in PARTS[name].places if (CLONE / place).exists()]
    others = [place for name, part in PARTS.items() if name not in parts for place in part.places]
    kept_out = [f"--ignore={other}" for other in others if any(Path(place) in Path(other).parents for place in places)]
    options = [option for name in parts for option in PARTS[name].options]
    return [*places, *options, *kept_out, *([] if set(_NOTEBOOKS) <= set(options) else _NO_NOTEBOOKS)]


def in_words() -> str:
    """Name the parts, and what they see to."""
    return "; ".join(f"{name} ({part.about})" for name, part in PARTS.items())
