"""What several test files share: an empty log for every test, a fresh clone to try things in, and how long properties are drawn.

Property tests take the time they need, and draw the same examples in every CI run.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "spine_edu", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", parent=settings.get_profile("spine_edu"), max_examples=3000)
settings.register_profile("quick", parent=settings.get_profile("spine_edu"), max_examples=10)
settings.load_profile(os.environ.get("SPINE_EDU_HYPOTHESIS", "spine_edu"))


def examples(usually: int) -> settings:
    """Say of how many examples a property is usually tried.

    A profile that draws more or fewer does so here in the same measure.
    """
    return settings(max_examples=max(1, usually * settings().max_examples // 100))


def some(values: Sequence[Any]) -> Sequence[Any]:
    """Take all of many values that are tried alike; under a profile that draws fewer examples, as many fewer of them."""
    return values[:: max(1, 100 // settings().max_examples)]


_numbers = itertools.count()
_shared = os.environ["SPINE_EDU_HOME"]


@pytest.fixture(autouse=True)
def home() -> Iterator[Path]:
    """A place of its own for the learner's log of every test, inside the one that conftest.py of the clone made."""
    folder = Path(_shared, f"{os.getpid()}-{next(_numbers)}")
    os.environ["SPINE_EDU_HOME"] = str(folder)
    if "spine_edu.learner.log" in sys.modules:
        sys.modules["spine_edu.learner.log"].of_this_kernel.open_anew()
    yield folder
    os.environ["SPINE_EDU_HOME"] = _shared


@pytest.fixture(scope="session")
def fresh_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository as a learner gets it, in a folder with a space and letters beyond ASCII.

    Files that git knows and somebody is editing come along as they are now; files that git does not know do not.
    """
    clone = tmp_path_factory.mktemp("clone") / "Wirbelsäule und 脊椎"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True, capture_output=True)
    changed = subprocess.run(["git", "diff", "--name-only", "-z", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, changed.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, clone / name)
        else:
            (clone / name).unlink(missing_ok=True)
    return clone
