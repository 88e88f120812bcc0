"""Which packages of an environment are whole: what an installer wrote down, compared with what is on the disk.

Standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path


def site_packages(folder: Path) -> list[Path]:
    """Return the folders of an environment that hold its packages: one, unless Pythons of two versions were at it."""
    return [folder / "Lib" / "site-packages"] if os.name == "nt" else sorted(folder.glob("lib/python3.*/site-packages"))


def lists_of_files(folder: Path) -> list[Path]:
    """Return the list that each installed package came with, of all files that belong to it."""
    return [info / "RECORD" for packages in site_packages(folder) for info in packages.glob("*.dist-info")]


def whole_packages(folder: Path) -> set[str]:
    """Return the names of the packages that lack nothing of what was installed with them, be it among them or in share/ or bin/.

    A file that has grown since is somebody's own change; one that is gone or shorter is damage. No file is opened but the lists.
    """
    return {
        re.sub(r"[-_.]+", "-", record.parent.name.partition("-")[0]).lower()
        for record in lists_of_files(folder)
        if _is_whole(record)
    }


def _is_whole(record: Path) -> bool:
    """Whether every file with a size in the list is there; bytecode has none there, since Python makes it again."""
    here = record.parent.parent
    try:
        with record.open(encoding="utf-8", newline="") as lines:
            sizes = [(name, int(size)) for name, _hash, size in csv.reader(lines) if size]
        return bool(sizes) and all(os.stat(f"{here}/{name}").st_size >= size for name, size in sizes)  # noqa: PTH116 (thousands)
    except (OSError, ValueError):
        return False
