"""Table 5 of the final rule: every MS-DRG with its title, weight and mean lengths of stay, as text with tabs.

Two lines of title come first, then a line that names the columns; the weight in force is the one with the cap of ten percent
applied.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from tools.codes.edition import Edition, TurnError
from tools.codes.official.downloads import Download

_COLUMNS = {
    "drg": ("MS-DRG",),
    "mdc": ("MDC",),
    "type": ("TYPE",),
    "title": ("MS-DRG Title",),
    "weight": ("Weights - 10% Cap Applied", "Weights"),
    "gmlos": ("Geometric mean LOS",),
    "amlos": ("Arithmetic mean LOS",),
}


@dataclass(frozen=True)
class Class:
    """One MS-DRG; weight and stays are the text of the table."""

    drg: str
    mdc: str
    type: str
    title: str
    weight: str
    gmlos: str
    amlos: str


def read_table5(file: Download, edition: Edition) -> tuple[Class, ...]:
    """Return the classes of a Table 5, which must name the edition's fiscal year in its head."""
    rows = [[re.sub(r"\s+", " ", cell).strip() for cell in row] for row in csv.reader(file.text.splitlines(), delimiter="\t")]
    head = next((place for place, row in enumerate(rows) if row and row[0] == "MS-DRG"), None)
    if head is None:
        raise TurnError(
            f"{file.name} has no line that begins with MS-DRG and a tab; take the text file of Table 5, not the spreadsheet."
        )
    named = " ".join(cell for row in rows[: head + 1] for cell in row)
    if f"FY {edition.year}" not in named:
        raise TurnError(f"{file.name} does not name FY {edition.year} in its head, but: {named[:160]!r}.")
    places = {}
    for field, names in _COLUMNS.items():
        place = next((rows[head].index(name) for name in names if name in rows[head]), None)
        if place is None:
            raise TurnError(f"{file.name}: no column is called {' or '.join(names)}; it has {', '.join(rows[head])}.")
        places[field] = place
    whole = (row for row in rows[head + 1 :] if len(row) == len(rows[head]) and row[0].isdigit())
    return tuple(
        Class(**{field: row[place].zfill(3) if field == "drg" else row[place] for field, place in places.items()})
        for row in whole
    )
