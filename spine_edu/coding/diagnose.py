"""What went wrong in a learner's list of codes: which is right, which is near and where, what is missing, and why.

Any list is diagnosed: too short, too long, misspelt, in lower case, without dots, of another year or system.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spine_edu.coding import icd9cm, icd10pcs
from spine_edu.coding.answer import Assignment
from spine_edu.coding.engine import Answer, codes_for
from spine_edu.coding.pairing import cheapest_pairs
from spine_edu.coding.rules import rules
from spine_edu.data import document
from spine_edu.operation import Operation

_AXES = ("section", "body system", "root operation", "body part", "approach", "device", "qualifier")
_UNPAIRED = 2.6
_MOST = 60
"""How many codes of one answer are diagnosed one by one; no operation needs half as many."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong character (counted from 1; 0 = the code as a whole), the belief behind it, and the rule against it."""

    character: int
    axis: str
    given: str
    expected: str
    misconception: str | None
    rule: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one code. `verdict`: right, optional, near, missing, not coded, malformed, or twice."""

    given: str | None
    expected: str | None
    verdict: str
    faults: tuple[Fault, ...]
    because: str

    @property
    def misconceptions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fault.misconception for fault in self.faults if fault.misconception))


@dataclass(frozen=True, slots=True, repr=False)
class Diagnosis:
    """Every finding about one answer, in the learner's order, then what is missing."""

    system: str
    findings: tuple[Finding, ...]
    queries: tuple[str, ...]

    @property
    def correct(self) -> bool:
        return all(finding.verdict in ("right", "optional") for finding in self.findings)

    @property
    def score(self) -> float:
        """The share that is right, from 0 to 1: right codes over all that were given or expected."""
        counted = [finding for finding in self.findings if finding.verdict not in ("optional", "twice")]
        return sum(finding.verdict == "right" for finding in counted) / len(counted) if counted else 1.0

    @property
    def misconceptions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for finding in self.findings for name in finding.misconceptions))

    def as_dict(self) -> dict[str, Any]:
        return {
            "system": self.system,
            "correct": self.correct,
            "score": round(self.score, 3),
            "findings": [
                {
                    "given": finding.given,
                    "expected": finding.expected,
                    "verdict": finding.verdict,
                    "because": finding.because,
                    "faults": [{name: getattr(fault, name) for name in Fault.__slots__} for fault in finding.faults],
                }
                for finding in self.findings
            ],
            "queries": list(self.queries),
        }

    def text(self) -> str:
        """Return the diagnosis as lines: one a code, indented ones for its faults."""
        marks = {"right": "✓", "optional": "✓", "near": "≠", "missing": "+", "twice": "–"}
        lines = []
        for finding in self.findings:
            lines.append(f"{marks.get(finding.verdict, '✗')} {finding.given or finding.expected}: {finding.because}")
            lines += [
                f"    {f'character {fault.character}, {fault.axis}' if fault.character else 'whole code'}: {fault.because}"
                for fault in finding.faults
            ]
        return "\n".join([*lines, *(f"? {query}" for query in self.queries)])

    def __repr__(self) -> str:
        return self.text() or "Nothing was given, and nothing is to be coded."


def diagnose(answer: Iterable[Any] | str, operation: Operation | Answer, system: str | None = None) -> Diagnosis:
    """Compare a learner's codes with the right ones and say, for each, what went wrong.

    `answer` is any list of codes, or one text with codes between blanks or commas. `system` ('ICD-10-PCS' or 'ICD-9-CM')
    is the one of the discharge day unless given. Contested readings count as right.

    >>> from spine_edu.operation import read_operation
    >>> operation = read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "status": "refusion",
    ...     "column": "anterior", "direction": "posterior", "approach": "open", "materials": ["interbody cage", "local autograft"]}]})
    >>> diagnose("0sg0071", operation).misconceptions
    ('graft-beats-cage', 'approach-is-column')
    """
    key = operation if isinstance(operation, Answer) else codes_for(operation)
    system = system or ("ICD-9-CM" if key.icd9_applies else "ICD-10-PCS")
    expected = [code for code in key.assignments if code.system == system and code.kind != "optional"]
    optional = {code.code for code in key.assignments if code.kind == "optional"}
    given, findings = _read(answer, system, key)
    rest: list[tuple[int, str]] = []
    open_codes = list(expected)
    for place, code in given:
        match = next((right for right in open_codes if code == right.code), None) or next(
            (right for right in open_codes if code in right.accepts), None
        )
        if match:
            open_codes.remove(match)
            note = "right" if code == match.code else f"a reading that is contested and not wrong; we give {match.code}"
            findings[place] = Finding(
                code, match.code, "right", (), f"{note}: {match.reasons[-1].because}" if code == match.code else note
            )
        elif code in optional:
            findings[place] = Finding(code, code, "optional", (), "reported where the hospital's policy asks for it")
        elif any(code == finding.given for finding in findings.values()):
            findings[place] = Finding(code, None, "twice", (), "already given; a code is reported once for this operation")
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


def _read(answer: Iterable[Any] | str, system: str, key: Answer) -> tuple[list[tuple[int, str]], dict[int, Finding]]:
    """Split an answer into codes that have the form of one, and findings for the rest."""
    if isinstance(answer, str):
        answer = answer.replace(",", " ").replace(";", " ").split()
    elif not isinstance(answer, Iterable):
        answer = [answer]
    given: list[tuple[int, str]] = []
    findings: dict[int, Finding] = {}
    for place, item in enumerate(answer):
        if place >= _MOST:
            findings[place] = Finding("…", None, "malformed", (), f"more than {_MOST} codes were given; the rest was not read")
            break
        code = normal_form(str(item)[:40])
        if code:
            given.append((place, code))
        else:
            shown = " ".join(str(item).split())[:40]
            form = (
                "seven digits and letters (never I or O), such as 0SG00AJ"
                if system == "ICD-10-PCS"
                else "two digits, a dot and one or two digits, such as 81.38"
            )
            findings[place] = Finding(
                shown or "(blank)", None, "malformed", (), f"this has not the form of a code; an {system} code has {form}"
            )
    return given, findings


def normal_form(text: str) -> str:
    """Return a code as the tables write it, or '' where the text has not the form of one.

    Case, blanks and dots do not matter; the letters O and I, which ICD-10-PCS never uses, are read as 0 and 1.

    >>> normal_form("0sg0-0aj"), normal_form("8138"), normal_form("OSG00AJ"), normal_form("banana!")
    ('0SG00AJ', '81.38', '0SG00AJ', '')
    """
    code = "".join(letter for letter in text.upper() if letter not in " .-_\t\n\u00a0")
    if not code.isascii() or not code.isalnum():
        return ""
    if len(code) == 7:
        return code.replace("O", "0").replace("I", "1")
    if code.isdigit() and len(code) in (3, 4):
        return f"{code[:2]}.{code[2:]}"
    return ""


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


def _near(given: str, right: Assignment, key: Answer) -> Finding:
    faults = tuple(_icd9_faults(given, right, key) if right.system == "ICD-9-CM" else _pcs_faults(given, right, key))
    what = f"near: expected {right.code} ({_title(right.code)})"
    gone = _date_fault(given, key)
    return Finding(given, right.code, "near", (*((gone,) if gone else ()), *faults), what)


def _pcs_faults(given: str, right: Assignment, key: Answer) -> Iterable[Fault]:
    reasons = {reason.character: reason for reason in right.reasons}
    code = right.code
    in_x = (given[0] == "X") != (code[0] == "X")
    if in_x:
        reason = reasons.get(6)
        yield Fault(
            1,
            "section",
            given[0],
            code[0],
            "another-years-code",
            "section-x",
            reason.because if reason else rules()["section-x"].says,
        )
    for position, (a, b) in enumerate(zip(given, code, strict=True), 1):
        if a == b or (in_x and position in (1, 2, 4, 7)):
            continue
        reason = reasons.get(position) or reasons.get(3 if position <= 3 else 0)
        said = f"{_said(given, position)} is not what was done; {_said(code, position)} is"
        because = f"{said}: {reason.because}" if reason else said
        yield Fault(
            position,
            _AXES[position - 1],
            a,
            b,
            _pcs_belief(given, code, position, right),
            reason.rule if reason else None,
            because,
        )


def _said(code: str, position: int) -> str:
    value = code[position - 1]
    meaning = icd10pcs.label(code[:3], position, value) if position > 3 else ""
    return f"{value} ({meaning})" if meaning and meaning != value else value


def _pcs_belief(given: str, code: str, position: int, right: Assignment) -> str | None:
    """Name the belief that most likely led to a wrong character."""
    a, b = given[position - 1], code[position - 1]
    fusion = code[2] == "G"
    if position == 3:
        beliefs = {
            "W": "revision-surgery-is-revision",
            "P": "removal-alone-is-refusion",
            "J": "exploration-is-fusion",
            "H": "hardware-is-fusion",
        }
        return beliefs.get(a) if fusion or a == "W" else None
    if position in (2, 4) and fusion and right.joints:
        if any(joint.is_junction for joint in right.joints) or _is_junction_value(given):
            return "junction-in-region"
        counted = len(right.joints)
        return (
            "count-vertebrae-in-pcs" if counted == 1 or (b == "7" and a == "8") else "one-code-per-joint" if a in "016" else None
        )
    if position == 2 and code[2] == "P":
        return "cage-leaves-bone" if code[1] in "RS" and a in "PQ" else None
    if position == 5:
        return "minimally-invasive-is-percutaneous" if b == "0" else None
    if position == 6 and fusion:
        by_value = {"A": "graft-beats-cage", "E": "another-years-code"}
        if a in "4Z":
            return "hardware-is-fusion"
        return by_value.get(b) or ("allograft-beats-autograft" if b == "7" else None)
    if position == 7 and fusion:
        return "approach-is-column"
    return None


def _is_junction_value(code: str) -> bool:
    return code[:4] in ("0RG0", "0RG4", "0RGA", "0SG3")


def _icd9_faults(given: str, right: Assignment, key: Answer) -> Iterable[Fault]:
    code = right.code
    reasons = {reason.character: reason for reason in right.reasons}
    if right.kind == "count":
        yield Fault(0, "count", given, code, "count-joints-in-icd9", "icd9-count-vertebrae", right.reasons[0].because)
        return
    if given[3] != code[3]:
        reason = reasons.get(4) or right.reasons[0]
        mixed = any(other.code[:4] == given[:4] for other in key.icd9_fusion)
        belief = (
            ("refusion-hides-initial" if mixed else "any-later-surgery-is-refusion") if code[3] == "0" else "refusion-overlooked"
        )
        yield Fault(4, "status", given[3], code[3], belief, "icd9-status-by-joint", reason.because)
    if given[4:] != code[4:]:
        reason = reasons.get(5) or right.reasons[0]
        pairs = ({"6", "7", "8"}, {"2", "3"}, {"4", "5"})
        same_region = any({given[-1], code[-1]} <= pair for pair in pairs)
        yield Fault(
            5,
            "region, column and technique",
            given[4:],
            code[4:],
            "approach-is-column" if same_region else None,
            reason.rule,
            reason.because,
        )


def _date_fault(given: str, key: Answer) -> Fault | None:
    """Say when a code exists but not on the day of discharge."""
    day = key.operation.discharged
    validity = icd9cm.validity() if "." in given else icd10pcs.validity()
    if given not in validity:
        return None
    first, last = validity[given]
    if first <= day <= last or ("." in given and not key.icd9_applies):
        return None
    span = f"from {first} to {last}" if last != "9999" else f"since {first}"
    return Fault(0, "validity", given, "", "another-years-code", "validity", f"{given} is valid {span}, not on {day}")


def _not_coded(given: str, key: Answer, system: str) -> Finding:
    """Explain a code that pairs with nothing: another system's, another year's, unknown, or of an act that is not coded."""
    if ("." in given) != (system == "ICD-9-CM"):
        other = "ICD-9-CM" if "." in given else "ICD-10-PCS"
        fault = Fault(
            0, "system", given, "", "wrong-system", "icd9-dates", f"{given} is an {other} code; this case is coded in {system}"
        )
        return Finding(given, None, "not coded", (fault,), f"a code of {other}, not of {system}")
    gone = _date_fault(given, key)
    if gone:
        return Finding(given, None, "not coded", (gone,), gone.because)
    known = given in (icd9cm.validity() if "." in given else icd10pcs.validity())
    if not known:
        return Finding(given, None, "not coded", (), f"{given} is not in our tables of spinal fusion and what goes with it")
    belief, rule = _belief_of_extra(given, key)
    because = f"{given} ({_title(given)}) is not supported by this operation"
    faults = (Fault(0, "whole code", given, "", belief, rule, rules()[rule].says),) if rule else ()
    return Finding(given, None, "not coded", faults, because)


def _belief_of_extra(given: str, key: Answer) -> tuple[str | None, str | None]:
    """Name the belief behind a code that should not stand at all, and the rule against it."""
    root = given[2]
    if "." in given:
        if given.startswith("81.6"):
            return "one-count-code-each", "icd9-count-vertebrae"
        if given.startswith("81.3") or given == "81.09":
            return "any-later-surgery-is-refusion", "icd9-status-by-joint"
        if given.startswith("77.7"):
            return "local-bone-is-harvest", "B3.9"
        return ("decompression-always-coded", "B3.1b") if given in ("03.09", "03.02") else (None, "icd9-companions")
    if given[1:3] == "RG" or given[:3] == "0SG":
        waiting = any(query.missing == "graft" for query in key.queries)
        return ("guess-when-silent", "A8") if waiting else ("one-code-per-joint", "B3.10b")
    beliefs = {
        "W": ("revision-surgery-is-revision", "root-revision"),
        "H": ("hardware-coded-beside", "B3.1b"),
        "J": ("exploration-is-fusion", "B3.11a"),
        "N": ("decompression-always-coded", "B3.1b"),
        "P": ("removal-alone-is-refusion", "removal-bone"),
    }
    if given[:4] in ("0QB2", "0QB3", "0PB1", "0PB2"):
        return "local-bone-is-harvest", "B3.9"
    return beliefs.get(root, (None, "B3.1b"))


def _missing(right: Assignment, key: Answer) -> Finding:
    belief = _belief_of_missing(right, key)
    told = [reason for reason in right.reasons if reason.character not in (3, 5)] or right.reasons
    fault = Fault(0, "whole code", "", right.code, belief, told[0].rule, "; ".join(reason.because for reason in told))
    return Finding(None, right.code, "missing", (fault,), f"missing: {_title(right.code)}")


def _belief_of_missing(right: Assignment, key: Answer) -> str | None:
    code = right.code
    if right.kind == "count":
        return "count-code-forgotten"
    if right.kind == "fusion" and right.system == "ICD-9-CM":
        both = len({fusion.code[:4] for fusion in key.icd9_fusion}) > 1
        return "refusion-hides-initial" if both and code[:4] == "81.0" else "refusion-overlooked" if code[:4] == "81.3" else None
    if right.kind == "fusion":
        return "junction-in-region" if right.joints and right.joints[0].is_junction else None
    if code[2] == "P" or code == "78.69":
        return "removal-forgotten"
    if code[:4] in ("0QB2", "0QB3", "0PB1", "0PB2") or code.startswith("77.7"):
        return "harvest-forgotten"
    if code[:3] in ("00N", "01N") or code in ("03.09", "03.02"):
        return "decompression-forgotten"
    return "discectomy-forgotten" if code[1:3] in ("RB", "RT", "SB", "ST") or code == "80.51" else None


def _title(code: str) -> str:
    return (icd9cm.titles() if "." in code else icd10pcs.titles()).get(code, "")


@functools.cache
def misconceptions() -> dict[str, dict[str, str]]:
    """Return every misconception by id: its text, its refutation, and the rule or source against it.

    >>> misconceptions()["pcs-has-refusion"]["text"]
    'ICD-10-PCS has a code for refusion.'
    """
    found: dict[str, dict[str, str]] = document("misconceptions.yml")
    return found
