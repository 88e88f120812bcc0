"""The scripts of the browser are in order: what TypeScript says of their types, and Biome of their layout and faults.

Both come from npm by package-lock.json, once for each lock, into pytest's cache. They are tools of this test: what runs
needs no npm.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.surroundings import missing

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "package-lock.json"
NPM = ("--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=60000")
UNCHECKED = "the scripts of the browser were not checked"
PATIENCE = 300  # seconds for npm to answer or give up


@pytest.fixture(scope="module")
def tools(pytestconfig: pytest.Config) -> Path:
    """The folder of the commands that the lock pins."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        missing(f"no node with npm on this machine; {UNCHECKED}")
    pinned = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    home = pytestconfig.cache.mkdir(f"npm-{pinned}")
    installed = home / "installed"
    if not installed.exists():
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, home)
        try:
            ran = subprocess.run(
                [str(shutil.which("npm")), "ci", *NPM], cwd=home, capture_output=True, text=True, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            missing(f"npm did not answer in {PATIENCE} seconds; {UNCHECKED}")
        if ran.returncode:
            said = ran.stderr.strip().splitlines() or ["it did not say why"]
            reason = next((line for line in said if "reason: " in line), said[0])
            missing(f"npm could not install what package-lock.json pins: {reason}; {UNCHECKED}")
        installed.touch()
    return home / "node_modules" / ".bin"


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
