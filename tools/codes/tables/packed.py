"""Every ICD-10-CM diagnosis, packed.

`python3 -m tools.codes.tables.packed --unpack FOLDER` makes plain tables of it; without `--unpack` it packs a folder again.

The folder holds two plain tables:

- `diagnoses.csv`: one row for each code and run of versions in which nothing changes, codes without their dot
- `cancelled_by.csv`: set, principals (separated by blanks)

What the columns mean stands in data/codes/README.md. Packed, codes of one category that share a row are gathered, and runs of
principals are written as first-last; gzip does the rest.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CODES = Path(__file__).resolve().parents[3] / "data" / "codes"
DIAGNOSES, CANCELLED = "icd10cm_diagnoses", "icd10cm_cancelled_by"
SHARED = ("from_version", "to_version", "mdc", "cc", "cancelled_by", "trauma_site", "marks")


@dataclass(frozen=True)
class Diagnoses:
    """All diagnoses: rows by code and version, and the principal diagnoses of each set."""

    rows: list[dict[str, str]]
    sets: Mapping[str, frozenset[str]]


def read_packed(folder: Path = CODES) -> Diagnoses:
    """Return the diagnoses of a folder of packed tables, sorted by code and first version."""
    rows = [
        {"code": row["category"] + ending.strip("."), **{name: row[name] for name in SHARED}}
        for row in _packed(folder, DIAGNOSES)
        for ending in row["endings"].split()
    ]
    rows.sort(key=_place)
    codes = sorted({row["code"] for row in rows})
    return Diagnoses(rows, {row["set"]: frozenset(_of_runs(row["principals"], codes)) for row in _packed(folder, CANCELLED)})


def write_packed(folder: Path, diagnoses: Diagnoses) -> None:
    """Write the two packed tables; without a time in its head, the same table gives the same file."""
    for name, text in texts_of(diagnoses).items():
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def texts_of(diagnoses: Diagnoses) -> dict[str, str]:
    """Return the text of each packed table."""
    gathered: dict[tuple[str, ...], list[str]] = {}
    for row in diagnoses.rows:
        gathered.setdefault((row["code"][:3], *(row[name] for name in SHARED)), []).append(row["code"][3:] or ".")
    lines = ((*key, " ".join(sorted(endings))) for key, endings in sorted(gathered.items()))
    codes = sorted({row["code"] for row in diagnoses.rows})
    sets = sorted((name, _as_runs(principals, codes)) for name, principals in diagnoses.sets.items())
    return {DIAGNOSES: _text(("category", *SHARED, "endings"), lines), CANCELLED: _text(("set", "principals"), sets)}


def unpack(folder: Path) -> None:
    """Write the two plain tables from the packed ones of data/codes."""
    found = read_packed()
    rows = ([row["code"], *(row[name] for name in SHARED)] for row in found.rows)
    sets = ([name, " ".join(sorted(principals))] for name, principals in found.sets.items())
    (folder / "diagnoses.csv").write_text(_text(("code", *SHARED), rows), "utf-8", newline="")
    (folder / "cancelled_by.csv").write_text(_text(("set", "principals"), sets), "utf-8", newline="")


def pack(folder: Path, to: Path = CODES) -> None:
    """Write the two packed tables from the plain ones of a folder."""
    sets = {row["set"]: frozenset(row["principals"].split()) for row in _plain(folder / "cancelled_by.csv")}
    write_packed(to, Diagnoses(_plain(folder / "diagnoses.csv"), sets))


def _place(row: Mapping[str, str]) -> tuple[str, float]:
    return row["code"], float(row["from_version"][1:])


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


def _packed(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress((folder / f"{name}.csv.gz").read_bytes()).decode("utf-8"))))


def _text(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((header, *lines))
    return text.getvalue()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--unpack"]:
        unpack(Path(sys.argv[2]))
    else:
        pack(Path(sys.argv[1]))
