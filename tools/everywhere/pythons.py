"""Run every cell of every notebook, strictly compared, on other Pythons: `python3 tools/everywhere/pythons.py 3.12 3.13 3.14`.

A Python is named by its version, if it is on the path as python3.12, or by its path. Each gets an environment of its own beside
the clone's others (.venv-3.12), from the lock of the tests; the examples in docstrings run there, too. A Python that is not on
this machine is told, and counts as a failure where CI=true.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CLONE))

from spine_edu.errors import SetupError  # noqa: E402
from spine_edu.setup.checks import TESTS  # noqa: E402
from spine_edu.setup.environment import Environment  # noqa: E402
from spine_edu.setup.launch import run  # noqa: E402
from spine_edu.setup.processes import answers, say  # noqa: E402

CHECKS = ["notebooks", "spine_edu", "--nbval", "--nbval-current-env", "--doctest-modules", "-n", "2", "--dist", "loadfile"]
HERE = "--with-this-python"


def main(argv: Sequence[str]) -> int:
    """Check each Python that is named; print one line for each, and return 1 where one failed."""
    if list(argv) == [HERE]:
        return check()
    told = {}
    for name in argv:
        python = f"python{name}" if name[:1].isdigit() else name
        if answers([python, "-c", ""]):
            told[name] = "passed" if subprocess.run([python, __file__, HERE], check=False).returncode == 0 else "FAILED"
        else:
            told[name] = "not on this machine"
    print(*(f"Python {name}: {result}" for name, result in told.items()), sep="\n")
    bad = {"FAILED", "not on this machine"} if os.environ.get("CI") == "true" else {"FAILED"}
    return int(bool(bad & set(told.values())))


def check() -> int:
    """Run the notebooks in an environment of the Python that runs this; return pytest's status."""
    version = ".".join(map(str, sys.version_info[:2]))
    try:
        python = Environment(CLONE / f".venv-{version}", TESTS.lock).ensure().python
    except SetupError as error:
        say(str(error))
        return error.status
    return run([str(python), "-m", "pytest", *CHECKS], cwd=CLONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
