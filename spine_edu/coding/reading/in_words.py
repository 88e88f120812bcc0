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
from spine_edu.coding.rules import source_of
from spine_edu.text.typed import tidy

FIRST_DAY = "2015-10-01"
_AXES = ("body part", "approach", "device", "qualifier")

_UPPER = {
    "0": "the joint between occiput and atlas (O-C1)",
    "1": "one cervical joint (C1-C2 to C6-C7)",
    "2": "two or more cervical joints (C1-C2 to C6-C7)",
    "4": "the joint C7-T1",
    "6": "one thoracic joint (T1-T2 to T11-T12)",
    "7": "two to seven thoracic joints (T1-T2 to T11-T12)",
    "8": "eight or more thoracic joints (T1-T2 to T11-T12)",
    "A": "the joint T12-L1",
}
_LUMBAR = {
    "0": "one lumbar joint (L1-L2 to L4-L5)",
    "1": "two or more lumbar joints (L1-L2 to L4-L5)",
    "3": "the joint L5-S1",
}
_UPPER_DISCS = {
    "3": "the disc of one cervical joint",
    "5": "the disc of C7-T1",
    "9": "the disc of one thoracic joint",
    "B": "the disc of T12-L1",
}
_LOWER_DISCS = {"2": "the disc of one lumbar joint", "4": "the disc of L5-S1"}
_PELVIC = {"7": "the right sacroiliac joint", "8": "the left sacroiliac joint"}
_LOWER = {**_LUMBAR, **_PELVIC, "5": "the joint between sacrum and coccyx", "6": "the joint between coccygeal bones"}
_NEW = {**_UPPER, "B": _LUMBAR["0"], "C": _LUMBAR["1"], "D": _LUMBAR["3"], "E": _PELVIC["7"], "F": _PELVIC["8"]}
_APPROACH = {
    "0": "by an open approach (the site is cut down to and seen)",
    "3": "by a percutaneous approach (through the skin, the site is not seen)",
    "4": "by a percutaneous endoscopic approach (through the skin, seen through an endoscope)",
    "X": "by an external approach (without cutting)",
}
_COLUMN = {
    "0": " in the anterior column (the bodies and what lies between them), reached from the front or the side",
    "1": " in the posterior column (facets, laminae, transverse processes), reached from behind",
    "J": " in the anterior column (the bodies and what lies between them), reached from behind",
    "Z": "",
}
_BRIDGE = {
    "4": "an internal fixation device across the joint",
    "7": "the patient's own bone, alone or mixed with other graft",
    "A": "an interbody fusion device in the disc space, with graft or substitute",
    "E": (
        "an interbody fusion device made for this patient (custom-made, "
        "anatomically and virtually designed), with graft or substitute"
    ),
    "J": "a synthetic bone substitute alone",
    "K": "donor bone, without any of the patient's own",
    "Z": "nothing that is named: the code says that no device and no graft was left",
}
_NEW_BRIDGE = {
    "5": "an internal fixation device with tulip connector",
    "9": "an interbody fusion device with a nanotextured surface, with graft or substitute",
    "E": "paired titanium cages in the facet joints",
    "F": "a radiolucent porous interbody fusion device, with graft or substitute",
    "H": "an internal fixation device with bone-density-specific thread and porosity pattern",
    "R": "an interbody fusion device made for this patient (custom-made, anatomically designed), with graft or substitute",
}
_OLD_DEVICE = {
    "4": "an internal fixation device",
    "7": "graft of the patient's own tissue",
    "8": "a spacer",
    "A": "an interbody fusion device",
    "J": "a synthetic substitute",
    "K": "graft of donor tissue",
}
_BRIEF_COLUMN = {
    "0": "anterior column, from the front or the side",
    "1": "posterior column, from behind",
    "J": "anterior column, from behind",
}
_BRIEF_BRIDGE = {
    "4": "internal fixation device",
    "7": "the patient's own bone",
    "A": "interbody device",
    "E": "custom-made interbody device",
    "J": "bone substitute",
    "K": "donor bone",
    "Z": "no device",
}
_GROUPS = {value: number for number, value in enumerate("123456789ABCDEFGH", 1)}
_FUSED = "{4} made rigid{7}, {5}. What makes the bone bridge: {6}. The code does not say whether this was fused before."
_NEW_FUSED = (
    "{4} made rigid, {5}. What makes the bone bridge: {6}. The last character names {7}; it says nothing of column or direction."
)
_REMOVED = "{6} taken out of {4}, {5}. This code fuses nothing: a new fusion is coded beside it."
_REVISED = "{6} in {4} put right where it lies, {5}. It stays in, and this code fuses nothing."


@dataclass(frozen=True, slots=True)
class Why:
    """A reason why a combination is no code: it holds where every given character (4 to 7) is among the named values."""

    table: str
    where: Mapping[str, str]
    says: str
    rule: str


_VERTEBRAL = {"0RG": "0124678A", "0SG": "013"}


def _at_vertebrae(where: Mapping[str, str], says: str, rule: str) -> tuple[Why, ...]:
    return tuple(Why(table, {"4": parts, **where}, says, rule) for table, parts in _VERTEBRAL.items())


_IMPOSSIBLE = (
    *_at_vertebrae(
        {"6": "AE", "7": "1"},
        "An interbody fusion device lies in the disc space, which belongs to the anterior column; qualifier 1 is the posterior "
        "column. Since 2017-10-01 no row holds the pair.",
        "qualifier",
    ),
    *_at_vertebrae(
        {"6": "4"},
        "Screws, rods and plates hold a vertebral joint still until bone has grown, and are no device value of its fusion. "
        "Only at the joints of the pelvis may an internal fixation device alone be the value.",
        "sacroiliac",
    ),
    *_at_vertebrae(
        {"6": "Z"},
        "A vertebral joint in which nothing was laid that bone grows through is not coded as fused: "
        "since 2018-10-01 its rows have no value No Device.",
        "no-device",
    ),
    *_at_vertebrae(
        {"7": "Z"},
        "At a vertebral joint the seventh character says which column was fused and from where; Z says neither.",
        "qualifier",
    ),
    Why(
        "0SG",
        {"4": "5678", "7": "01J"},
        "Below L5-S1 the rows ask for no column and no direction: the seventh character is always Z.",
        "sacroiliac",
    ),
    Why("0SG", {"4": "5678", "6": "AE"}, "The rows of the joints below L5-S1 hold no interbody fusion device.", "sacroiliac"),
    Why(
        "0RG",
        {"4": "0124678", "6": "E"},
        "The custom-made device has a value in the rows of T12-L1, the lumbar joints and L5-S1, and only since 2026-10-01.",
        "new-interbody-value",
    ),
    Why(
        "XRG",
        {},
        "In section X each device goes with its own joints, approaches and year group; "
        "the last character says nothing of column or direction.",
        "section-x",
    ),
)


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


def in_brief(code: str) -> str:
    """Return column, direction and device of a fusion code in a line of words; '' for a code that fuses nothing.

    >>> in_brief("0SG00AJ"), in_brief("0SB20ZZ")
    ('anterior column, from behind; interbody device', '')
    """
    if code[:3] == "XRG":
        return _NEW_BRIDGE[code[5]]
    if code[:3] not in ("0RG", "0SG"):
        return ""
    return "; ".join(said for said in (_BRIEF_COLUMN.get(code[6]), _BRIEF_BRIDGE[code[5]]) if said)


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
                f"{before} character {place + 4} ({_AXES[place]}) can be {choice}, not {code[3 + place]}."
            )
            break
    why, source = _special(code)
    return Reading(code, on, False, "", said, why, source)


def _special(code: str) -> tuple[str, str]:
    for why in _IMPOSSIBLE:
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
        "axes": list(_AXES),
        "tables": {table: _pieces(table, rows[table]) for table in OFFERED},
        "impossible": [
            {
                "table": why.table,
                "where": dict(why.where),
                "says": why.says,
                "source": f"{why.rule}; source: {source_of(why.rule)}",
            }
            for why in _IMPOSSIBLE
        ],
    }  # fmt: skip


def _pieces(table: str, rows: list[list[str]]) -> ReadTable:
    """Return the sentence of a table and what stands in it for each value in use; labels are those of the official tables."""
    bodies = _NEW if table == "XRG" else _UPPER | _UPPER_DISCS if table[1] == "R" else _LOWER | _LOWER_DISCS
    devices = _NEW_BRIDGE if table == "XRG" else _BRIDGE if table[2] == "G" else _OLD_DEVICE
    groups = {value: f"year group {number}" for value, number in _GROUPS.items()}
    sources = (bodies, _APPROACH, devices, groups if table == "XRG" else _COLUMN)
    says = _NEW_FUSED if table == "XRG" else {"G": _FUSED, "P": _REMOVED, "W": _REVISED}[table[2]]
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
