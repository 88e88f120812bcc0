"""What npm installs for the tests: the packages that package-lock.json pins, once for each lock, into pytest's cache."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.surroundings import missing

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"
NPM = ("--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=60000")
PATIENCE = 300  # seconds for npm to answer or give up


def node_modules(cache: pytest.Cache, unproved: str) -> Path:
    """Return the folder of the packages; where npm cannot bring them, `missing` says so, and what stays `unproved`."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        missing(f"no node with npm on this machine; {unproved}")
    home = cache.mkdir("npm") / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    if not home.exists():
        fresh = Path(tempfile.mkdtemp(dir=home.parent))
        try:
            install(fresh, unproved)
            with contextlib.suppress(OSError):  # another worker was faster
                fresh.rename(home)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return home / "node_modules"


def install(folder: Path, unproved: str) -> None:
    """Let npm install into a folder what the lock pins."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, folder)
    try:
        ran = subprocess.run([str(shutil.which("npm")), "ci", *NPM], cwd=folder, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        missing(f"npm did not answer in {PATIENCE} seconds; {unproved}")
    if ran.returncode:
        said = ran.stderr.strip().splitlines() or ["it did not say why"]
        reason = next((line for line in said if "reason: " in line), said[0])
        missing(f"npm could not install what package-lock.json pins: {reason}; {unproved}")
