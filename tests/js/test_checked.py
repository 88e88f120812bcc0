"""The scripts of the browser are in order: what TypeScript says of their types, and Biome of their layout and faults.

Both come from npm by package-lock.json, once for each lock, into pytest's cache. They are tools of this test: what runs
needs no npm.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.npm import node_modules

ROOT = Path(__file__).resolve().parents[2]
UNCHECKED = "the scripts of the browser were not checked"


@pytest.fixture(scope="module")
def tools(pytestconfig: pytest.Config) -> Path:
    """The folder of the commands that the lock pins."""
    return node_modules(pytestconfig.cache, UNCHECKED) / ".bin"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["tsc", "--project", "tsconfig.json"], id="TypeScript finds the types consistent"),
        pytest.param(["biome", "ci", "--error-on-warnings", "--colors=off"], id="Biome finds no fault and would format nothing"),
    ],
)
def test_the_scripts_are_in_order(tools: Path, command: list[str]) -> None:
    program, *arguments = command
    found = shutil.which(program, path=str(tools))
    assert found, f"package.json no longer asks for {program}"
    ran = subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        pytest.fail(f"{' '.join(command)}\n{ran.stdout[-6000:]}{ran.stderr[-2000:]}", pytrace=False)
