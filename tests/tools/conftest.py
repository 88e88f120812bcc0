"""A clone whose tables end in September 2026, and the official files of FY2027 beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tools.official import Course, before, diagnoses_before, whole, write_downloads
from tools.codes.edition import Edition, Sources
from tools.codes.tables.ours import read_ours, write_ours
from tools.codes.tables.packed import read_packed

ROOT = Path(__file__).resolve().parents[2]
FY2027 = Edition("2026-10-01")
AS_READ = Sources(
    pcs="pcs-order-2027",
    days="cms-mce-v44",
    cm="cms-ms-drg-v40-v44",
    weights="cms-ipps-2027-table5",
    manual="cms-ms-drg-v40-v44",
    pairs="cms-ms-drg-definitions-v43",
)
"""Where the rows of FY2027 were really read, in 2026, before there was a command."""


class Turn(NamedTuple):
    """All that a turn begins with and should end with."""

    root: Path
    downloads: Path
    old: Course
    wanted: Course


@pytest.fixture(scope="session")
def turn(tmp_path_factory: pytest.TempPathFactory) -> Turn:
    """The course on 30 September 2026, as far as its tables go, and the downloads of that autumn."""
    folder = tmp_path_factory.mktemp("year")
    root, downloads = folder / "clone", folder / "downloads"
    for name in ("data", "docs", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(ROOT / "spine_edu" / "coding", root / "spine_edu" / "coding", ignore=shutil.ignore_patterns("__pycache__"))
    wanted = Course(whole(read_ours(ROOT / "data" / "codes")), read_packed())
    old = Course(before(wanted.tables, FY2027), diagnoses_before(wanted.diagnoses, FY2027.version, "v43.1"))
    write_ours(root / "data" / "codes", old.tables, old.diagnoses)
    write_downloads(downloads, wanted, old, FY2027)
    return Turn(root, downloads, old, wanted)
