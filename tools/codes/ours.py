"""Our tables as they stand in data/codes: read as rows of text, and written so that an unchanged row is an unchanged line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

Row = dict[str, str]
Rows = list[Row]
Tables = dict[str, Rows]

KEYS = {
    "eras": ("system", "valid_from"),
    "gems": ("direction", "source_code", "target_code", "scenario", "choice_list"),
    "icd10cm": ("code",),
    "icd10pcs_axes": ("table", "position", "value"),
    "icd10pcs_companion": ("code",),
    "icd10pcs_fusion": ("code",),
    "icd9cm": ("code",),
    "ms_drg": ("version", "drg"),
    "ms_drg_cc_exclusions": ("principal", "secondary"),
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


def with_column(rows: Rows, name: str, value_of: Callable[[Row], str]) -> Rows:
    """Return rows with the column of one more version behind the last one.

    >>> with_column([{"code": "a", "cc_v43": "CC", "source": "s"}], "cc_v44", lambda row: "MCC")
    [{'code': 'a', 'cc_v43': 'CC', 'cc_v44': 'MCC', 'source': 's'}]
    """
    last = versions(rows)[-1]
    found = []
    for row in rows:
        fuller = {}
        for column, value in row.items():
            fuller[column] = value
            if column == last:
                fuller[name] = value_of(row)
        found.append(fuller)
    return found


def versions(rows: Rows) -> list[str]:
    """Return the columns of a table that stand for versions of the MS-DRGs, oldest first."""
    return [column for column in rows[0] if re.fullmatch(r"(cc_)?v\d.*", column)]


def counted(readme: str, tables: Tables) -> str:
    """Return data/codes/README.md with the number of rows of each table as it is now."""
    for name, rows in tables.items():
        readme = re.sub(rf"(?m)^(\| `{name}\.csv` \|) \d+ \|", rf"\1 {len(rows)} |", readme)
    return readme


def write_ours(folder: Path, tables: Tables) -> None:
    """Write every table, and the numbers of rows in the README of the folder."""
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(text_of(name, rows), encoding="utf-8", newline="\n")
    readme = folder / "README.md"
    readme.write_text(counted(readme.read_text("utf-8"), tables), encoding="utf-8", newline="\n")
