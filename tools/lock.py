"""Write the locks anew: `python3 tools/lock.py`, or `python3 tools/lock.py --upgrade` for newer versions. Needs uv.

requirements.lock       what a learner gets, every file pinned by its hash, for all platforms and Pythons we support
requirements-test.lock  the same versions, and what the tests need
requirements.txt        requirements.lock without hashes, for environment.yml: pip refuses hashes beside an editable project
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
NOTE = "# Written by tools/lock.py from pyproject.toml; do not edit.\n"


def main(options: list[str]) -> None:
    """Compile both locks and the plain list; options go to uv."""
    compile_lock("requirements.lock", *options)
    compile_lock("requirements-test.lock", "--group", "test", "--constraints", "requirements.lock", *options)
    (CLONE / "requirements.txt").write_text(without_hashes((CLONE / "requirements.lock").read_text("utf-8")), "utf-8")


def compile_lock(name: str, *options: str) -> None:
    """Pin what pyproject.toml asks for, without naming any index or machine."""
    common = [
        "--universal",
        "--generate-hashes",
        "--python-version",
        "3.11",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--quiet",
    ]
    subprocess.run(["uv", "pip", "compile", "pyproject.toml", "--output-file", name, *common, *options], cwd=CLONE, check=True)
    lock = CLONE / name
    lock.write_text(NOTE + lock.read_text("utf-8").removeprefix(NOTE), "utf-8")


def without_hashes(lock: str) -> str:
    """Return the pins of a lock and their markers, one a line.

    >>> without_hashes("six==1.17.0 ; sys_platform == 'win32' \\\\\\n    --hash=sha256:00\\n")
    "six==1.17.0 ; sys_platform == 'win32'\\n"
    """
    return re.sub(r" \\\n( +--hash=\S+( \\)?\n)+", "\n", lock)


if __name__ == "__main__":
    main(sys.argv[1:])
