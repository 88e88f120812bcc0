"""What went wrong in a learner's list of codes: which is right, which is near and where, what is missing, and why.

Any list is diagnosed: too short, too long, misspelt, in lower case, without dots, of another year or system.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

from spine_edu.coding.engine import codes_for
from spine_edu.coding.feedback.beliefs import belief_of_extra, belief_of_missing, date_fault, icd9_faults, pcs_faults
from spine_edu.coding.feedback.codes_given import codes_in
from spine_edu.coding.feedback.contested import other_readings
from spine_edu.coding.feedback.diagnosis import CodeFinding, Diagnosis, Fault
from spine_edu.coding.feedback.pairing import cheapest_pairs
from spine_edu.coding.findings import Assignment
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.pcs import tables as pcs_tables
from spine_edu.coding.rules import rules
from spine_edu.errors import CodeError
from spine_edu.operation import Operation
from spine_edu.text.quoting import shown

_SYSTEMS = ("ICD-10-PCS", "ICD-9-CM")
_UNPAIRED = 2.6


def diagnose(answer: Iterable[object] | str, operation: Operation | Answer, system: str | None = None) -> Diagnosis:
    """Compare a learner's codes with the right ones and say, for each, what went wrong.

    `answer` is any list of codes, or one text with codes between blanks or commas. `system` ('ICD-10-PCS' or 'ICD-9-CM')
    is the one of the discharge day unless given. Contested readings count as right.

    >>> from spine_edu.operation import read_operation
    >>> operation = read_operation({"discharged": "2026-01-14", "fusions": [{
    ...     "joint": "L4-L5", "status": "refusion", "column": "anterior", "direction": "posterior", "approach": "open",
    ...     "materials": ["interbody cage", "local autograft"],
    ... }]})
    >>> diagnose("0sg0071", operation).misconceptions
    ('graft-beats-cage', 'approach-is-column')
    """
    key = operation if isinstance(operation, Answer) else codes_for(operation)
    system = system or ("ICD-9-CM" if key.icd9_applies else "ICD-10-PCS")
    if system not in _SYSTEMS:
        raise CodeError(f"{shown(system)} is no code system of this course; it knows {' and '.join(_SYSTEMS)}.")
    given, malformed = codes_in(answer, system)
    best = _compare(given, malformed, key, system)
    if not best.correct and any(code.contested for code in key.assignments if code.system == system):
        ours = frozenset(code.code for code in key.assignments)
        for reading in other_readings(key.operation, system):
            other = _compare(given, malformed, codes_for(reading), system)
            if other.score > best.score:
                best = _as_other_reading(other, ours)
    return best


def _as_other_reading(diagnosis: Diagnosis, ours: frozenset[str]) -> Diagnosis:
    """Say of each code that is right only in the other reading that it is contested, and not wrong."""
    findings = tuple(
        replace(finding, because="a reading that is contested and not wrong")
        if finding.verdict == "right" and finding.given not in ours
        else finding
        for finding in diagnosis.findings
    )
    return replace(diagnosis, findings=findings)


def _compare(given: list[tuple[int, str]], malformed: dict[int, CodeFinding], key: Answer, system: str) -> Diagnosis:
    """Find for each code given what became of it: right or accepted ones first, then the nearest pairs of what is left over.

    `given` and `malformed` hold places in the learner's list, so that the findings come back in that order.
    """
    findings = dict(malformed)
    expected = [code for code in key.assignments if code.system == system and code.kind != "optional"]
    optional = {code.code: code.contested for code in key.assignments if code.kind == "optional"}
    repeatable = {code.code: len(code.joints) - 1 for code in expected if code.kind == "companion"}
    rest: list[tuple[int, str]] = []
    open_codes = list(expected)
    for place, code in given:
        match = next((right for right in open_codes if code == right.code), None) or next(
            (right for right in open_codes if code in right.accepts), None
        )
        if match:
            open_codes.remove(match)
            note = "right" if code == match.code else f"a reading that is contested and not wrong; we give {match.code}"
            findings[place] = CodeFinding(
                code, match.code, "right", (), f"{note}: {match.reasons[-1].because}" if code == match.code else note
            )
        elif code in optional:
            because = optional[code] or "reported where the hospital's policy asks for it"
            findings[place] = CodeFinding(code, code, "optional", (), because)
        elif any(code == finding.given for finding in findings.values()) and repeatable.get(code, 0) > 0:
            repeatable[code] -= 1
            findings[place] = CodeFinding(code, code, "optional", (), rules()["B3.2b"].says)
        elif any(code == finding.given for finding in findings.values()):
            findings[place] = CodeFinding(code, None, "twice", (), "already given; a code is reported once for this operation")
        else:
            rest.append((place, code))
    costs = [[_distance(code, right.code) for right in open_codes] for _, code in rest]
    pairs = dict(cheapest_pairs(costs, _UNPAIRED))
    for row, (place, code) in enumerate(rest):
        findings[place] = _near(code, open_codes[pairs[row]], key) if row in pairs else _not_coded(code, key, system)
    ordered = [findings[place] for place in sorted(findings)]
    missing = [right for column, right in enumerate(open_codes) if column not in pairs.values()]
    ordered += [_missing(right, key) for right in missing]
    return Diagnosis(system, tuple(ordered), tuple(f"{query.about}, {query.missing}: {query.ask}" for query in key.queries))


@functools.lru_cache(maxsize=65536)
def _distance(given: str, right: str) -> float:
    """How far two codes are apart; anything over twice the cost of staying alone is never paired."""
    if len(given) != len(right) or ("." in given) != ("." in right):
        return 9.0
    if "." in right:
        if (given[:4] in ("81.6",)) != (right[:4] in ("81.6",)):
            return 9.0
        return (
            (4.0 if given[:2] != right[:2] or (given[:4] not in ("81.0", "81.3", "81.6") and given != right) else 0.0)
            + (given[3] != right[3])
            + (given[4:] != right[4:])
        )
    weights = (3.5, 2.0, 3.5, 1.0, 1.0, 1.0, 1.0)
    if {given[:3], right[:3]} <= {"0RG", "0SG", "XRG"}:
        weights = (0.5, 0.5, 0.0, 1.0, 1.0, 1.0, 1.0)
    return sum(weight for weight, a, b in zip(weights, given, right, strict=True) if a != b)


def _near(given: str, right: Assignment, key: Answer) -> CodeFinding:
    faults = tuple(icd9_faults(given, right, key) if right.system == "ICD-9-CM" else pcs_faults(given, right, key))
    what = f"near: expected {right.code} ({_title(right.code)})"
    gone = date_fault(given, key)
    return CodeFinding(given, right.code, "near", (*((gone,) if gone else ()), *faults), what)


def _not_coded(given: str, key: Answer, system: str) -> CodeFinding:
    """Explain a code that pairs with nothing: another system's, another year's, unknown, or of an act that is not coded."""
    if ("." in given) != (system == "ICD-9-CM"):
        other = "ICD-9-CM" if "." in given else "ICD-10-PCS"
        fault = Fault(
            0, "system", given, "", "wrong-system", "icd9-dates", f"{given} is an {other} code; this case is coded in {system}"
        )
        return CodeFinding(given, None, "not coded", (fault,), f"a code of {other}, not of {system}")
    gone = date_fault(given, key)
    if gone:
        return CodeFinding(given, None, "not coded", (gone,), f"{_title(given)}: no code on the day of discharge")
    known = given in (icd9_tables.validity() if "." in given else pcs_tables.validity())
    if not known:
        return CodeFinding(given, None, "not coded", (), "not in our tables of spinal fusion and what goes with it")
    belief, rule = belief_of_extra(given, key)
    because = f"{_title(given)}: not supported by this operation"
    faults = (Fault(0, "whole code", given, "", belief, rule, rules()[rule].says),) if rule else ()
    return CodeFinding(given, None, "not coded", faults, because)


def _missing(right: Assignment, key: Answer) -> CodeFinding:
    belief = belief_of_missing(right, key)
    told = [reason for reason in right.reasons if reason.character not in (3, 5)] or right.reasons
    fault = Fault(0, "whole code", "", right.code, belief, told[0].rule, "; ".join(reason.because for reason in told))
    return CodeFinding(None, right.code, "missing", (fault,), f"missing: {_title(right.code)}")


def _title(code: str) -> str:
    return (icd9_tables.titles() if "." in code else pcs_tables.titles()).get(code, "")
