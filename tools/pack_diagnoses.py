"""Pack every ICD-10-CM diagnosis into data/codes: `python3 tools/pack_diagnoses.py FOLDER`; `--unpack FOLDER` is the way back.

FOLDER holds two plain tables, one row for each code and run of versions in which nothing changes, codes without their dot:

- `diagnoses.csv`: code, from_version, to_version, mdc, cc, cancelled_by, trauma_site, marks
- `cancelled_by.csv`: set, principals (separated by blanks)

To add a version, unpack, add its rows (or move `to_version` on where nothing changed), and pack. What the columns mean stands in
data/codes/README.md. Packed, codes of one category that share a row are gathered, and runs of principals are written as
first-last; gzip does the rest.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

CODES = Path(__file__).resolve().parent.parent / "data" / "codes"
DIAGNOSES, CANCELLED = "icd10cm_diagnoses.csv.gz", "icd10cm_cancelled_by.csv.gz"
SHARED = ("from_version", "to_version", "mdc", "cc", "cancelled_by", "trauma_site", "marks")


def pack(folder: Path, to: Path = CODES) -> None:
    """Write the two packed tables from the plain ones."""
    rows = _plain(folder / "diagnoses.csv")
    gathered: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        gathered.setdefault((row["code"][:3], *(row[name] for name in SHARED)), []).append(row["code"][3:] or ".")
    lines = ((*key, " ".join(sorted(endings))) for key, endings in sorted(gathered.items()))
    _write(to / DIAGNOSES, ("category", *SHARED, "endings"), lines)
    codes = sorted({row["code"] for row in rows})
    sets = ((row["set"], _as_runs(row["principals"].split(), codes)) for row in _plain(folder / "cancelled_by.csv"))
    _write(to / CANCELLED, ("set", "principals"), sorted(sets))


def unpack(folder: Path, source: Path = CODES) -> None:
    """Write the two plain tables from the packed ones."""
    rows = sorted(
        (row["category"] + ending.strip("."), *(row[name] for name in SHARED))
        for row in _packed(source / DIAGNOSES)
        for ending in row["endings"].split()
    )
    codes = sorted({row[0] for row in rows})
    sets = ((row["set"], " ".join(_of_runs(row["principals"], codes))) for row in _packed(source / CANCELLED))
    for name, header, lines in (
        ("diagnoses.csv", ("code", *SHARED), iter(rows)),
        ("cancelled_by.csv", ("set", "principals"), sets),
    ):
        (folder / name).write_text(_text(header, lines), "utf-8", newline="")


def _as_runs(principals: Iterable[str], codes: Sequence[str]) -> str:
    """Write codes as runs: A01.00 to A01.3, all that lie between, becomes A0100-A013."""
    runs: list[list[int]] = []
    for place in sorted(bisect_left(codes, code) for code in principals):
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return " ".join(codes[first] if first == last else f"{codes[first]}-{codes[last]}" for first, last in runs)


def _of_runs(runs: str, codes: Sequence[str]) -> Iterator[str]:
    for run in runs.split():
        first, _, last = run.partition("-")
        yield from codes[bisect_left(codes, first) : bisect_left(codes, last or first) + 1]


def _plain(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _packed(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))))


def _text(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((header, *lines))
    return text.getvalue()


def _write(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Write one packed table; without a time in its head, the same table gives the same file."""
    path.write_bytes(gzip.compress(_text(header, lines).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--unpack"]:
        unpack(Path(sys.argv[2]))
    else:
        pack(Path(sys.argv[1]))
