"""What npm installs for the tests: the packages that package-lock.json pins, once for each lock, into pytest's cache."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import shutil
import subprocess
import tarfile
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


def package(cache: pytest.Cache, name: str, integrity: str, unproved: str) -> Path:
    """Return the files of one package, such as 'left-pad@1.3.0', without what it depends on; `integrity` pins its bytes."""
    home = cache.mkdir("npm-packages") / hashlib.sha256(integrity.encode()).hexdigest()[:12]
    if not home.exists():
        fresh = Path(tempfile.mkdtemp(dir=home.parent))
        try:
            (fresh / "files").mkdir()
            archive = _pack(fresh, name, unproved)
            told = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            assert told == integrity, f"{name} is not what was pinned"
            with tarfile.open(archive) as held:
                held.extractall(fresh / "files", filter="data")
            with contextlib.suppress(OSError):  # another worker was faster
                (fresh / "files").rename(home)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return home / "package"


def _pack(folder: Path, name: str, unproved: str) -> Path:
    """Let npm fetch the archive of one package."""
    if shutil.which("npm") is None:
        missing(f"no npm on this machine; {unproved}")
    command = [str(shutil.which("npm")), "pack", name, "--silent", "--prefer-offline", "--fetch-retries=1"]
    try:
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        missing(f"npm did not answer in {PATIENCE} seconds; {unproved}")
    return next(folder.glob("*.tgz"), None) or missing(f"npm could not fetch {name}: {ran.stderr.strip()[:200]}; {unproved}")
