"""The codes of a claim: each right one with reason, phrase and trap of each of its characters."""

from __future__ import annotations

import functools

from spine_edu.coding.feedback.beliefs import belief_of_missing
from spine_edu.coding.feedback.diagnose import diagnose
from spine_edu.coding.findings import Assignment
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.pcs import tables as pcs_tables
from spine_edu.data import table
from spine_edu.practice.case import PracticeCase
from spine_edu.practice.claims.contract import ClaimCharacter, ClaimCode


def right_codes(found: PracticeCase) -> list[Assignment]:
    """Return the codes to report in the system of the day."""
    system = "ICD-9-CM" if found.answer.icd9_applies else "ICD-10-PCS"
    return [code for code in found.answer.assignments if code.system == system and code.kind != "optional"]


_AXES = ("section", "body system", "root operation", "body part", "approach", "device", "qualifier")
_DECIDES = {4: "joint", 5: "approach", 6: "materials", 7: "column"}


def claim_code(found: PracticeCase, code: Assignment) -> ClaimCode:
    """Return a right code with the reason, the phrase and the traps of each of its characters."""
    nine = code.system == "ICD-9-CM"
    titles = icd9_tables.titles() if nine else pcs_tables.titles()
    reasons = {reason.character: reason.because for reason in code.reasons}
    told = "; ".join(dict.fromkeys(reason.because for reason in code.reasons))
    places = (0,) if nine else range(1, 8)
    characters: list[ClaimCharacter] = [
        {
            "axis": "code" if nine else _AXES[place - 1],
            "why": told if nine else reasons.get(place, "") or (reasons.get(3, "") if place < 4 else ""),
            "phrase": _phrase(found, code, place),
        }
        for place in places
    ]
    return {
        "code": code.code, "title": titles.get(code.code, ""), "accepts": list(code.accepts), "characters": characters,
        "traps": _traps(found, code.code), "idea": belief_of_missing(code, found.answer) or "",
    }  # fmt: skip


def _phrase(found: PracticeCase, code: Assignment, place: int) -> str:
    """Return the words of the note that decide a character; of a code beside the fusion, those of the act."""
    if code.kind in ("fusion", "count"):
        fact = _DECIDES.get(place, "joint")
        stages = _stages_of(found, code)
        told = [
            (decided, phrase)
            for decided, phrase in found.note.facts(fact)
            if (not decided.joints or set(decided.joints) & set(code.joints)) and (not stages or stages & set(decided.stages))
        ]
        return told[0][1] if told else ""
    acts = {
        "P": "removal",
        "B": "discectomy",
        "T": "discectomy",
        "N": "decompression",
        "J": "exploration",
        "Q": "dural repair",
        "D": "harvest",
    }
    kind = acts.get(code.code[2], "")
    if kind == "discectomy" and code.code[:3] == "0QB":
        kind = "harvest"
    return next((phrase for _, phrase in found.note.facts(kind)), "")


def _stages_of(found: PracticeCase, code: Assignment) -> set[int]:
    """Return the stages that a fusion code of ICD-10-PCS tells of, by its column; none of a code of ICD-9-CM, which says less."""
    if "." in code.code:
        return set()
    column = "posterior" if code.code[6] == "1" else "anterior"
    return {n for n, stage in enumerate(found.plan.stages) if code.code[0] == "X" or stage.technique.column == column}


def _traps(found: PracticeCase, code: str) -> dict[str, str]:
    """Return the belief behind each wrong sign of a code that betrays one: by place and sign,
    or by the whole code of ICD-9-CM.
    """
    right = [one.code for one in right_codes(found)]
    if "." in code:
        others = [other for other in icd9_tables.titles() if other[:3] in ("81.",) and other not in right]
        tried = {other: other for other in others}
    else:
        tried = {
            f"{place + 1}{sign}": f"{code[:place]}{sign}{code[place + 1 :]}"
            for place in range(7)
            for sign in _signs(code, place)
            if sign != code[place]
        }
    found_ideas: dict[str, str] = {}
    for key, wrong in tried.items():
        if wrong in right:
            continue
        findings = diagnose([wrong if one == code else one for one in right], found.answer).findings
        near = next((one for one in findings if one.given == wrong and one.expected == code), None)
        if near and near.misconceptions:
            found_ideas[key] = near.misconceptions[0]
    return found_ideas


def _signs(code: str, place: int) -> list[str]:
    """Return the signs that a learner may think of at one place of a code."""
    if place == 0:
        return ["0", "X"]
    if place == 1:
        return ["R", "S", "P", "Q"]
    if place == 2:
        return ["G", "W", "P", "H", "S", "J", "U"]
    return list(_values().get((code[:3], place + 1), ()))


@functools.cache
def _values() -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for row in table("icd10pcs_axes"):
        key = (row["table"], int(row["position"]))
        found[key] = (*found.get(key, ()), row["value"])
    return found
