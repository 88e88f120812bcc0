"""From a code back to the operation: what an ICD-10-PCS code of the spinal joints says was done, or why it is no code.

The tables returned here are all that is needed, so that a browser can read codes by the same look-ups.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.pcs.choices import OFFERED, rows_of
from spine_edu.coding.reading.impossible import IMPOSSIBLE
from spine_edu.coding.reading.wording import AXES, wording_of
from spine_edu.coding.rules import source_of
from spine_edu.text.typed import tidy

FIRST_DAY = "2015-10-01"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a code says: `valid` (None where our tables cannot judge the day), the operation in words, its days, and why not."""

    code: str
    on: str
    valid: bool | None
    words: str
    dates: str
    why: str
    source: str = ""


def read_code(code: str, on: str) -> Reading:
    """Read a code of the spinal joints on a day: in words if it is one, with the reason if it is not.

    >>> read_code("0SG00A1", "2026-01-14").why[:79]
    'An interbody fusion device lies in the disc space, which belongs to the anterio'
    """
    tables = code_tables()
    code = "".join(letter for letter in tidy(str(code)).upper() if letter.isascii() and letter.isalnum())
    on = eras.read_day(on)
    if len(code) != 7:
        return Reading(code, on, False, "", "", f"An ICD-10-PCS code has seven characters; this one has {len(code)}.")
    if "O" in code or "I" in code:
        return Reading(
            code, on, False, "", "", "ICD-10-PCS never uses the letters O and I; they would be taken for the digits 0 and 1."
        )
    table = tables["tables"].get(code[:3])
    if table is None:
        offered = ", ".join(tables["tables"])
        return Reading(code, on, False, "", "", f"Table {code[:3]} is none of those read here: {offered}.")
    row = next((row for row in table["rows"] if all(value in row[n] for n, value in enumerate(code[3:]))), None)
    if row is None:
        return _misfit(code, on, table)
    words = _words(code, table)
    begin, end = row[4], row[5]
    dates = (
        f"Valid from {begin} to {end}."
        if end
        else f"Valid since {begin}, and still on {tables['last']}, the last day we verified."
    )
    if on < begin:
        early = "ICD-10-PCS itself began on 2015-10-01." if on < FIRST_DAY else "On that day it did not exist yet."
        return Reading(code, on, False, words, f"{dates} {early}", "")
    if end and on > end:
        return Reading(code, on, False, words, f"{dates} On that day it was no longer in use.", *_special(code))
    if on > tables["last"]:
        return Reading(code, on, None, words, f"{dates} Later days are not judged here.", "")
    return Reading(code, on, True, words, dates, "")


def _misfit(code: str, on: str, table: Mapping[str, Any]) -> Reading:
    """Say at which character the combination leaves the rows in force, and why, where a rule tells."""
    force = [row for row in table["rows"] if row[4] <= on and (not row[5] or on <= row[5])]
    said = f"Table {code[:3]} has no rows on {on}."
    for place in range(4):
        fitting = [row for row in force if all(code[3 + n] in row[n] for n in range(place))]
        allowed = sorted({value for row in fitting for value in row[place]})
        if allowed and code[3 + place] not in allowed:
            before = f"after {code[: 3 + place]}" if place else "there"
            choice = " or ".join([", ".join(allowed[:-1]), allowed[-1]]) if len(allowed) > 1 else allowed[0]
            said = (
                f"No row of {code[:3]} holds this combination on {on}: "
                f"{before} character {place + 4} ({AXES[place]}) can be {choice}, not {code[3 + place]}."
            )
            break
    why, source = _special(code)
    return Reading(code, on, False, "", said, why, source)


def _special(code: str) -> tuple[str, str]:
    for why in IMPOSSIBLE:
        if code[:3] == why.table and all(code[int(place) - 1] in values for place, values in why.where.items()):
            return why.says, f"{why.rule}; source: {source_of(why.rule)}"
    return "", ""


def _words(code: str, table: Mapping[str, Any]) -> str:
    said = table["says"]
    for place in range(4):
        said = said.replace(f"{{{place + 4}}}", table["parts"][place][code[3 + place]])
    return said[0].upper() + said[1:]


class ReadTable(TypedDict):
    """A table: its rows with their days, its sentence, and for characters 4 to 7 what each value puts there, and its label."""

    rows: list[list[str]]
    says: str
    parts: list[dict[str, str]]
    labels: list[dict[str, str]]


class Impossible(TypedDict):
    """Values that never go together in a table, by their places, and why."""

    table: str
    where: dict[str, str]
    says: str
    source: str


class CodeTables(TypedDict):
    """All that a code of the spinal joints is read by; `first` and `last` are the days between which it can be judged."""

    first: str
    last: str
    axes: list[str]
    tables: dict[str, ReadTable]
    impossible: list[Impossible]


@functools.cache
def code_tables() -> CodeTables:
    """Return all a reader of codes needs, for every day: rows with their days, labels, and the pieces of the sentences.

    A row is [body parts, approaches, devices, qualifiers, first day, last day or '']; every combination of a row is a code.

    >>> code_tables()["tables"]["0SG"]["rows"][0]
    ['013', '034', '7JK', '01J', '2015-10-01', '']
    """
    folded: dict[tuple[str, str, str], list[str]] = {}
    for name in ("icd10pcs_fusion", "icd10pcs_companion"):
        for row in data.table(name):
            if row["code"][:3] in OFFERED:
                folded.setdefault((row["code"][:3], row["valid_from"], row["valid_to"]), []).append(row["code"][3:])
    rows: dict[str, list[list[str]]] = {table: [] for table in OFFERED}
    for (table, first, last), endings in sorted(folded.items()):
        rows[table] += [[*row, first, last] for row in rows_of(endings)]
    return {
        "first": FIRST_DAY,
        "last": eras.last_verified_day(),
        "axes": list(AXES),
        "tables": {table: _pieces(table, rows[table]) for table in OFFERED},
        "impossible": [
            {
                "table": why.table,
                "where": dict(why.where),
                "says": why.says,
                "source": f"{why.rule}; source: {source_of(why.rule)}",
            }
            for why in IMPOSSIBLE
        ],
    }  # fmt: skip


def _pieces(table: str, rows: list[list[str]]) -> ReadTable:
    """Return the sentence of a table and what stands in it for each value in use; labels are those of the official tables."""
    says, sources = wording_of(table)
    used = [sorted({value for row in rows for value in row[place]}) for place in range(4)]
    return {
        "rows": rows,
        "says": says,
        "parts": [{value: sources[place][value] for value in used[place]} for place in range(4)],
        "labels": _all_labels(table, used),
    }


def _all_labels(table: str, used: list[list[str]]) -> list[dict[str, str]]:
    labels = {(row["position"], row["value"]): row["label"] for row in data.table("icd10pcs_axes") if row["table"] == table}
    return [{value: labels[str(place + 4), value] for value in values} for place, values in enumerate(used)]
