"""The ICD-10-PCS tables of the spinal joints as they stood on a day: what a learner may choose from, character by character."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TypedDict

from spine_edu import data

AXES = ("Section", "Body system", "Root operation", "Body part", "Approach", "Device", "Qualifier")

ASKS = (
    "Nearly all operations stand in Medical and Surgical; a few new devices stand in New Technology.",
    "The upper joints run from the occiput to the thoracolumbar joint, the lower joints from the first lumbar joint down.",
    "The root operation names the objective: Fusion makes a joint immobile, Removal takes a device out, "
    "Revision corrects one that stays in.",
    "The body part counts vertebral joints of one region, not vertebrae and not the whole construct.",
    "The approach is how the site was reached through the skin.",
    "The device is what makes the bone bridge. An interbody fusion device comes first, then the kind of graft; "
    "screws, rods and plates are not counted.",
    "The qualifier says from where the surgeon came, and which column was fused: the bodies in front, or all that lies behind.",
)
"""What each character asks for: said when a question gives no reason of its own."""

OFFERED = ("0RG", "0RP", "0RW", "0SG", "0SP", "0SW", "XRG")
"""The tables a learner chooses from in every question: fusion, removal and revision at the spinal joints."""


class OfferedTable(TypedDict):
    """A table of ICD-10-PCS: rows of the values of characters 4 to 7, and what each value says at each of these places."""

    rows: list[list[str]]
    labels: list[dict[str, str]]


@functools.cache
def heads() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return what the first three characters say: sections, body systems (by two characters), root operations.

    Only Medical and Surgical and New Technology: those a learner chooses from.

    >>> heads()[1]["0S"]
    'Lower Joints'
    """
    found: tuple[dict[str, str], dict[str, str], dict[str, str]] = ({}, {}, {})
    for (table, place, value), label in _labels().items():
        if place <= 3 and table[0] in "0X":
            found[place - 1][table[:2] if place == 2 else value] = label
    return found


@functools.lru_cache(maxsize=64)
def codes_on(day: str) -> frozenset[str]:
    """Return every code of our ICD-10-PCS tables that is valid on a day."""
    rows = (row for name in ("icd10pcs_fusion", "icd10pcs_companion") for row in data.table(name))
    return frozenset(row["code"] for row in rows if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"]))


@functools.lru_cache(maxsize=64)
def tables_on(day: str, extra: frozenset[str] = frozenset()) -> dict[str, OfferedTable]:
    """Return the tables offered on a day: for each, its rows, and what each value of characters 4 to 7 says.

    >>> tables_on("2026-01-14")["0SG"]["rows"][1]
    ['013', '034', 'A', '0J']
    """
    labels = _labels()
    valid = codes_on(day)
    tables: dict[str, OfferedTable] = {}
    for prefix in sorted({*OFFERED, *extra}):
        rows = rows_of(code[3:] for code in valid if code[:3] == prefix)
        if rows:
            used = [sorted(set("".join(row[axis] for row in rows))) for axis in range(4)]
            tables[prefix] = {
                "rows": rows,
                "labels": [{value: labels[prefix, axis + 4, value] for value in used[axis]} for axis in range(4)],
            }
    return tables


def rows_of(endings: Iterable[str]) -> list[list[str]]:
    """Fold the last four characters of codes into the rows of their table: every combination of a row is a code.

    >>> rows_of(["0071", "0171", "0371", "0031"])
    [['0', '0', '3', '1'], ['0', '013', '7', '1']]
    """
    rows = {tuple(frozenset(value) for value in ending) for ending in endings}
    for axis in (1, 3, 2, 0):
        groups: dict[tuple[frozenset[str], ...], set[str]] = {}
        for row in rows:
            groups.setdefault(row[:axis] + row[axis + 1 :], set()).update(row[axis])
        rows = {(*rest[:axis], frozenset(values), *rest[axis:]) for rest, values in groups.items()}
    return sorted(["".join(sorted(values)) for values in row] for row in rows)


def label_of(tables: Mapping[str, OfferedTable], code: str, place: int) -> str:
    """Return what the character at a place (0 to 6) says in this code, or '' where no table of ours says it.

    >>> label_of(tables_on("2026-01-14"), "0SG0071", 3)
    'Lumbar Vertebral Joint'
    """
    if place < 3:
        return heads()[place].get(code[:2] if place == 1 else code[place], "")
    table = tables.get(code[:3])
    return table["labels"][place - 3].get(code[place], "") if table else ""


@functools.cache
def _labels() -> dict[tuple[str, int, str], str]:
    return {(row["table"], int(row["position"]), row["value"]): row["label"] for row in data.table("icd10pcs_axes")}
