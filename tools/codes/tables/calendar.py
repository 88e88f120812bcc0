"""The calendar of the editions, eras.csv: one row more for each system, and the row before it ends where the new one begins."""

from __future__ import annotations

from tools.codes.edition import Edition, Sources
from tools.codes.tables.ours import Row, Rows


def turned(eras: Rows, edition: Edition, sources: Sources) -> Rows:
    """Return the calendar with the rows of an edition; those before it end on the day before."""
    kept = []
    for row in eras:
        if row["system"] != "ICD-9-CM" and row["valid_from"] < edition.first <= row["valid_to"]:
            row = {**row, "valid_to": edition.day_before, "last_verified": min(row["last_verified"], edition.day_before)}
        kept.append(row)
    for system, version, source in (("ICD-10-PCS", edition.name, sources.days), ("MS-DRG", edition.version, sources.manual)):
        new: Row = {
            "system": system,
            "version": version,
            "valid_from": edition.first,
            "valid_to": f"{edition.year}-09-30",
            "last_verified": edition.last,
            "source": source,
        }
        kept = [row for row in kept if (row["system"], row["valid_from"]) != (system, edition.first)] + [new]
    return kept
