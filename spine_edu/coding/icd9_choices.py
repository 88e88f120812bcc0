"""The choices behind an ICD-9-CM fusion code: status, region, column and direction in, the engine's code out, for all 32."""

from __future__ import annotations

import functools
import itertools
from typing import TypedDict

from spine_edu import data
from spine_edu.coding.engine import codes_for
from spine_edu.coding.icd9.tables import LAST_DAY
from spine_edu.operation import read_operation

CHOICES: dict[str, tuple[str, ...]] = {
    "status": ("initial", "refusion"),
    "region": ("atlas-axis", "cervical", "thoracic", "lumbar"),
    "column": ("anterior", "posterior"),
    "direction": ("anterior", "posterior"),
}
_JOINT = {"atlas-axis": "C1-C2", "cervical": "C5-C6", "thoracic": "T5-T6", "lumbar": "L4-L5"}
_FAMILIES = ("81.0", "81.3", "81.6")
_COUNTS = (("81.62", 2, 3), ("81.63", 4, 8), ("81.64", 9, 25))


class Icd9Code(TypedDict):
    """What a code says, and the first and the last day of its use."""

    title: str
    note: str
    first: str
    last: str


class Icd9Choice(TypedDict):
    """What four choices lead to: a code with its reasons, or no code and the questions that stop it."""

    code: str
    why: list[str]
    contested: str


class Icd9Count(TypedDict):
    """The code for so many vertebrae fused, both ends included."""

    code: str
    least: int
    most: int


class Icd9Tables(TypedDict):
    """Codes by their text, choices by their four words ('refusion lumbar anterior posterior'), and the words of each choice."""

    codes: dict[str, Icd9Code]
    choices: dict[str, Icd9Choice]
    axes: dict[str, list[str]]
    counts: list[Icd9Count]


@functools.cache
def icd9_tables() -> Icd9Tables:
    """Return every code of 81.0, 81.3 and 81.6 with its title and days, and what each of the 32 choices leads to.

    A choice has a code and reasons, or no code and the question that stops it. `counts` are the codes for the vertebrae fused.

    >>> icd9_tables()["choices"]["refusion lumbar anterior posterior"]["code"]
    '81.38'
    """
    codes: dict[str, Icd9Code] = {
        row["code"]: {"title": row["title"], "note": row["note"], "first": row["valid_from"], "last": row["valid_to"]}
        for row in data.table("icd9cm")
        if row["code"][:4] in _FAMILIES and row["role"] in ("fusion", "refusion", "count")
    }
    choices = {" ".join(chosen): _choice(*chosen) for chosen in itertools.product(*CHOICES.values())}
    counts: list[Icd9Count] = [{"code": code, "least": least, "most": most} for code, least, most in _COUNTS]
    return {
        "codes": codes,
        "choices": choices,
        "axes": {name: list(values) for name, values in CHOICES.items()},
        "counts": counts,
    }


def _choice(status: str, region: str, column: str, direction: str) -> Icd9Choice:
    fusion = {"joint": _JOINT[region], "status": status, "column": column, "direction": direction, "approach": "open"}
    fusion["materials"] = ["local autograft"]  # type: ignore[assignment]  # which graft does not matter to ICD-9-CM
    answer = codes_for(read_operation({"discharged": LAST_DAY, "fusions": [fusion]}))
    if not answer.icd9_fusion:
        return {"code": "", "why": [query.ask for query in answer.queries], "contested": ""}
    (found,) = answer.icd9_fusion
    return {"code": found.code, "why": [reason.because for reason in found.reasons], "contested": found.contested}
