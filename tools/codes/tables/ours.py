"""Our tables as they stand in data/codes: read as rows of text, and written so that an unchanged row is an unchanged line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from tools.codes.tables.packed import Diagnoses, write_packed

Row = dict[str, str]
Rows = list[Row]
Tables = dict[str, Rows]

KEYS = {
    "eras": ("system", "valid_from"),
    "gems": ("direction", "source_code", "target_code", "scenario", "choice_list"),
    "icd10cm": ("code",),
    "icd10cm_ended": ("code",),
    "icd10pcs_axes": ("table", "position", "value"),
    "icd10pcs_companion": ("code",),
    "icd10pcs_fusion": ("code",),
    "icd9cm": ("code",),
    "ms_drg": ("version", "drg"),
    "ms_drg_diagnosis_lists": ("code", "list"),
    "ms_drg_lists": ("code", "list"),
}
"""What names a row of each table; rows are sorted by it."""


def read_ours(folder: Path) -> Tables:
    """Return every table of a folder by its name."""
    return {name: list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8")))) for name in KEYS}


def text_of(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """Return a table as the text of its file, sorted.

    >>> text_of("icd9cm", [{"code": "81.38", "title": "Refusion, lumbar"}])
    'code,title\\n81.38,"Refusion, lumbar"\\n'
    """
    ordered = sorted(rows, key=lambda row: [row[part] for part in KEYS[name]])
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ordered[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    return out.getvalue()


def with_column(rows: Rows, version: str, now: Collection[tuple[str, ...]], key: tuple[str, ...]) -> Rows:
    """Return rows with one more version behind the last one: 1 for each row whose key is in `now`, new rows among them.

    >>> with_column([{"code": "a", "list": "x", "v43": "1"}], "v44", {("b", "x")}, ("code", "list"))
    [{'code': 'a', 'list': 'x', 'v43': '1', 'v44': '0'}, {'code': 'b', 'list': 'x', 'v43': '0', 'v44': '1'}]
    """
    held = {tuple(row[part] for part in key) for row in rows}
    added = [dict(zip(key, one, strict=True)) | dict.fromkeys(versions(rows), "0") for one in sorted(set(now) - held)]
    return [{**row, version: "1" if tuple(row[part] for part in key) in now else "0"} for row in (*rows, *added)]


def versions(rows: Rows) -> list[str]:
    """Return the columns of a table that stand for versions of the MS-DRGs, oldest first."""
    return [column for column in rows[0] if re.fullmatch(r"v\d.*", column)]


def counted(readme: str, tables: Tables, diagnoses: Diagnoses) -> str:
    """Return data/codes/README.md with the number of rows of each table as it is now."""
    packed = {
        "icd10cm_diagnoses": f"{len({row['code'] for row in diagnoses.rows}):,} codes",
        "icd10cm_cancelled_by": f"{len(diagnoses.sets):,} sets",
    }
    for name, number in packed.items():
        readme = re.sub(rf"(?m)^(\| `{name}\.csv\.gz` \|) [\d,]+ \w+ \|", rf"\1 {number} |", readme)
    for name, rows in tables.items():
        readme = re.sub(rf"(?m)^(\| `{name}\.csv` \|) \d+ \|", rf"\1 {len(rows)} |", readme)
    return readme


def write_ours(folder: Path, tables: Tables, diagnoses: Diagnoses) -> None:
    """Write every table, plain and packed, and the numbers of rows in the README of the folder."""
    write_packed(folder, diagnoses)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(text_of(name, rows), encoding="utf-8", newline="\n")
    readme = folder / "README.md"
    readme.write_text(counted(readme.read_text("utf-8"), tables, diagnoses), encoding="utf-8", newline="\n")
