"""What a person decided where files leave it open: `decisions.csv` in the folder of downloads; code, field and value.

code,field,value
J4B,marks,hiv
0SH00XZ,role,stabilization
"""

from __future__ import annotations

import csv

from tools.codes.edition import TurnError
from tools.codes.official.downloads import Download

FIELDS = ("role", "trauma_site", "marks")


class Decisions:
    """Decisions by code; nothing is decided where there is no file."""

    def __init__(self, file: Download | None = None) -> None:
        self._values: dict[tuple[str, str], str] = {}
        for number, row in enumerate(csv.DictReader(file.text.splitlines()) if file else (), 2):
            if set(row) != {"code", "field", "value"} or row["field"] not in FIELDS:
                raise TurnError(
                    f"decisions.csv, line {number}: its columns are code, field and value, and a field is {', '.join(FIELDS)}."
                )
            self._values[row["code"].replace(".", ""), row["field"]] = row["value"] or ""

    def __contains__(self, code: str) -> bool:
        return any(decided == code for decided, _ in self._values)

    def value(self, code: str, field: str, otherwise: str) -> str:
        """Return what was decided for a field of a code.

        >>> Decisions(Download("decisions.csv", "code,field,value\\nJ4B,marks,hiv")).value("J4B", "marks", "")
        'hiv'
        """
        return self._values.get((code, field), otherwise)
