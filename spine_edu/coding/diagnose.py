"""What went wrong in a learner's list of codes: which is right, which is near and where, what is missing, and why.

Any list is diagnosed: too short, too long, misspelt, in lower case, without dots, of another year or system.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from spine_edu.coding import icd9cm, icd10pcs
from spine_edu.coding.answer import Assignment
from spine_edu.coding.engine import Answer, codes_for
from spine_edu.coding.pairing import cheapest_pairs
from spine_edu.coding.rules import rules
from spine_edu.data import document
from spine_edu.errors import CodeError
from spine_edu.operation import Fusion, Operation
from spine_edu.tables import framed, grouped

_SYSTEMS = ("ICD-10-PCS", "ICD-9-CM")
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

    @property
    def place(self) -> str:
        """Where the fault lies, in words."""
        return f"character {self.character}, {self.axis}" if self.character else "whole code"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one code. `verdict`: right, optional, near, missing, not coded, malformed, or twice."""

    given: str | None
    expected: str | None
    verdict: str
    faults: tuple[Fault, ...]
    because: str

    @property
    def mark(self) -> str:
        """The verdict as one sign; the words beside it say the same."""
        return {"right": "✓", "optional": "✓", "near": "≠", "missing": "+", "twice": "–"}.get(self.verdict, "✗")

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
        lines = []
        for finding in self.findings:
            lines.append(f"{finding.mark} {finding.given or finding.expected}: {finding.because}")
            lines += [f"    {fault.place}: {fault.because}" for fault in finding.faults]
        return "\n".join([*lines, *(f"? {query}" for query in self.queries)])

    def html(self) -> str:
        """Return the diagnosis as a table, a group of rows for each code; everything escaped."""
        groups = [
            (
                f"{finding.mark} <b>{escape(finding.given or finding.expected or '')}</b> {escape(finding.because)}",
                [(escape(fault.place), f"{escape(fault.because)}{_belief(fault)}") for fault in finding.faults],
            )
            for finding in self.findings
        ]
        asked = "".join(f"<p>Ask the surgeon: {escape(query)}</p>" for query in self.queries)
        return framed(grouped(f"Your codes in {self.system}", ("Where", "What to know"), groups), asked)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

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
    if system not in _SYSTEMS:
        raise CodeError(f"{str(system)[:40]!r} is no code system of this course; it knows {' and '.join(_SYSTEMS)}.")
    given, malformed = _read(answer, system)
    best = _compare(given, malformed, key, system)
    if not best.correct and any(code.contested for code in key.assignments if code.system == system):
        ours = frozenset(code.code for code in key.assignments)
        for reading in _other_readings(key.operation, system):
            other = _compare(given, malformed, codes_for(reading), system)
            if other.score > best.score:
                best = _as_other_reading(other, ours)
    return best


def _other_readings(operation: Operation, system: str) -> Iterator[Operation]:
    """Yield the operation as other readers of the contested points take it, each point alone and all together."""
    changes = (_as_synthetic, _as_graft) if system == "ICD-10-PCS" else (_as_from_the_front, _as_refused)
    for chosen in ((changes[0],), (changes[1],), changes):
        fusions = operation.fusions
        for change in chosen:
            fusions = tuple(change(fusion, operation) for fusion in fusions)
        if fusions != operation.fusions:
            yield replace(operation, fusions=fusions)


def _as_synthetic(fusion: Fusion, _: Operation) -> Fusion:
    """Demineralized bone matrix read as a synthetic substitute."""
    materials = fusion.materials or frozenset()
    if "demineralized bone matrix" not in materials or "allograft" in materials:
        return fusion
    return replace(fusion, materials=materials - {"demineralized bone matrix"} | {"synthetic substitute"})


def _as_graft(fusion: Fusion, _: Operation) -> Fusion:
    """Implant and graft in a joint of the pelvis, read as graft."""
    graft = (fusion.materials or frozenset()) - icd10pcs.IMPLANTS
    return fusion if fusion.joint.is_vertebral or not graft else replace(fusion, materials=graft)


def _as_from_the_front(fusion: Fusion, _: Operation) -> Fusion:
    """An anterior column reached from behind, read by its column where ICD-9-CM has no code for the pair."""
    doubtful = fusion.column == "anterior" and fusion.direction == "posterior" and fusion.joint.region in ("cervical", "thoracic")
    return replace(fusion, direction="anterior") if doubtful else fusion


def _as_refused(fusion: Fusion, operation: Operation) -> Fusion:
    """A joint of which one column was fused before, read as refusion in both."""
    other = any(also.joint == fusion.joint and also.status == "refusion" for also in operation.fusions)
    return replace(fusion, status="refusion") if other and fusion.status == "initial" else fusion


def _as_other_reading(diagnosis: Diagnosis, ours: frozenset[str]) -> Diagnosis:
    """Say of each code that is right only in the other reading that it is contested, and not wrong."""
    findings = tuple(
        replace(finding, because="a reading that is contested and not wrong")
        if finding.verdict == "right" and finding.given not in ours
        else finding
        for finding in diagnosis.findings
    )
    return replace(diagnosis, findings=findings)


def _compare(given: list[tuple[int, str]], malformed: dict[int, Finding], key: Answer, system: str) -> Diagnosis:
    findings = dict(malformed)
    expected = [code for code in key.assignments if code.system == system and code.kind != "optional"]
    optional = {code.code for code in key.assignments if code.kind == "optional"}
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
            findings[place] = Finding(
                code, match.code, "right", (), f"{note}: {match.reasons[-1].because}" if code == match.code else note
            )
        elif code in optional:
            findings[place] = Finding(code, code, "optional", (), "reported where the hospital's policy asks for it")
        elif any(code == finding.given for finding in findings.values()) and repeatable.get(code, 0) > 0:
            repeatable[code] -= 1
            findings[place] = Finding(code, code, "optional", (), rules()["B3.2b"].says)
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


def _read(answer: Any, system: str) -> tuple[list[tuple[int, str]], dict[int, Finding]]:
    """Split an answer into codes that have the form of one, and findings for the rest."""
    if isinstance(answer, str):
        answer = answer.replace(",", " ").replace(";", " ").split()
    elif isinstance(answer, bytes | bytearray):
        return _read(bytes(answer[:4000]).decode("utf-8", errors="replace"), system)
    elif answer is None:
        answer = []
    elif not isinstance(answer, Iterable):
        answer = [answer]
    given: list[tuple[int, str]] = []
    findings: dict[int, Finding] = {}
    for place, item in enumerate(answer):
        if place >= _MOST:
            findings[place] = Finding("…", None, "malformed", (), f"more than {_MOST} codes were given; the rest was not read")
            break
        text = _text_of(item)
        code = normal_form(text)
        if code:
            given.append((place, code))
        else:
            shown = " ".join(text.split())
            form = (
                "seven digits and letters (never I or O), such as 0SG00AJ"
                if system == "ICD-10-PCS"
                else "two digits, a dot and one or two digits, such as 81.38"
            )
            findings[place] = Finding(
                shown or "(blank)", None, "malformed", (), f"this has not the form of a code; an {system} code has {form}"
            )
    return given, findings


def _text_of(item: Any) -> str:
    """Return what was given as short text; whatever cannot be shown is named by its type."""
    if isinstance(item, str):
        return item[:40]
    if isinstance(item, bytes):
        return item[:40].decode("utf-8", errors="replace")
    if not isinstance(item, int | float):
        return f"({type(item).__name__})"
    return str(item) if abs(item) < 1e15 else f"({type(item).__name__})"


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
            _pcs_belief(given, position, right, key),
            reason.rule if reason else None,
            because,
        )


def _said(code: str, position: int) -> str:
    value = code[position - 1]
    meaning = icd10pcs.label(code[:3], position, value) if position > 3 else ""
    return f"{value} ({meaning})" if meaning and meaning != value else value


def _pcs_belief(given: str, position: int, right: Assignment, key: Answer) -> str | None:
    """Name the belief that most likely led to a wrong character."""
    code = right.code
    a, b = given[position - 1], code[position - 1]
    if position == 3:
        return _ROOT_BELIEF.get(a) if code[2] == "G" or a == "W" else None
    if position == 2 and code[2] == "P":
        return "cage-leaves-bone" if code[1] in "RS" and a in "PQ" else None
    if position == 5:
        return "minimally-invasive-is-percutaneous" if b == "0" and a == "3" else None
    if code[2] != "G" or not right.joints:
        return None
    if position in (2, 4):
        return _belief_on_level(given, right, key)
    if position == 6:
        if a in "4Z":
            return "hardware-is-fusion"
        if b == "A":
            return "graft-beats-cage" if a in "7JK" else "another-years-code"
        return "allograft-beats-autograft" if b == "7" and a == "K" else "another-years-code" if b == "E" else None
    return "approach-is-column"


_ROOT_BELIEF = {
    "W": "revision-surgery-is-revision",
    "P": "removal-alone-is-refusion",
    "J": "exploration-is-fusion",
    "H": "hardware-is-fusion",
}


def _differs_in_device_only(code: str, other: str) -> bool:
    return code[5] != other[5] and code[:5] + code[6] == other[:5] + other[6]


def _belief_on_level(given: str, right: Assignment, key: Answer) -> str | None:
    """Name the belief behind a wrong body part: junction, atlas, vertebrae counted, or joints coded one by one."""
    several, one = given[:4] in _SEVERAL, len(right.joints) == 1
    if several and any(
        _differs_in_device_only(right.code, other.code) or given[:4] == other.code[:4] for other in key.pcs_fusion
    ):
        return "one-device-for-all"  # several joints do share a code, though not this one
    if [joint.name for joint in right.joints] == ["C1-C2"] and given[:4] == "0RG0":
        return "gem-is-coding"
    if any(joint.is_junction for joint in right.joints) or _is_junction_value(given):
        return "junction-in-region"
    beside = {joint.name for fusion in key.pcs_fusion for joint in fusion.joints}
    if several and one and beside & _JUNCTIONS_OF[right.joints[0].region]:
        return "junction-in-region"
    if several and (one or given[:4] == "0RG8"):
        return "count-vertebrae-in-pcs"
    return "one-code-per-joint" if not several and not one else None


_SEVERAL = frozenset(("0RG2", "0RG7", "0RG8", "0SG1"))
_JUNCTIONS_OF = {
    "cervical": {"O-C1", "C7-T1"},
    "thoracic": {"C7-T1", "T12-L1"},
    "lumbar": {"T12-L1", "L5-S1"},
    "sacral": set(),
}


def _is_junction_value(code: str) -> bool:
    return code[:4] in ("0RG0", "0RG4", "0RGA", "0SG3")


def _icd9_faults(given: str, right: Assignment, key: Answer) -> Iterable[Fault]:
    code = right.code
    reasons = {reason.character: reason for reason in right.reasons}
    if right.kind == "count":
        belief = "count-joints-in-icd9" if given < code else None
        yield Fault(0, "count", given, code, belief, "icd9-count-vertebrae", right.reasons[0].because)
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
    if "." in given and not key.icd9_applies:
        day = icd9cm.LAST_DAY  # what the comparison with ICD-9-CM is made for
    if first <= day <= last:
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
    operation = key.operation
    fusion = given[:4] in ("81.0", "81.3") if "." in given else given[2] == "G" and given[:3] in ("0RG", "0SG", "XRG")
    if fusion and not operation.fusions:
        kinds = {procedure.kind for procedure in operation.procedures}
        for kind, belief, rule in _NOT_A_FUSION:
            if kind in kinds:
                return belief, rule
        return None, "icd9-status-by-joint" if "." in given else "A8"
    asked = {query.missing for query in key.queries if query.about in {joint.name for joint in operation.joints}}
    if fusion and asked & (
        {"graft", "column", "direction", "status"} if "." in given else {"graft", "column", "direction", "approach"}
    ):
        return "guess-when-silent", "A8"
    if "." in given:
        if given.startswith("81.6"):
            return "one-count-code-each", "icd9-count-vertebrae"
        if given.startswith("81.3") or given == "81.09":
            return "any-later-surgery-is-refusion", "icd9-status-by-joint"
        if fusion:
            refused = any(entry.status == "refusion" for entry in operation.fusions)
            return ("refusion-overlooked" if refused else None), "icd9-status-by-joint"
        if given.startswith("77.7"):
            return "local-bone-is-harvest", "B3.9"
        return ("decompression-always-coded", "B3.1b") if given in ("03.09", "03.02") else (None, "icd9-companions")
    if fusion:
        return "one-code-per-joint", "B3.10b"
    if given[:4] in ("0QB2", "0QB3", "0PB1", "0PB2"):
        return "local-bone-is-harvest", "B3.9"
    return _EXTRA_BELIEF.get(given[2], (None, "B3.1b"))


_NOT_A_FUSION = (  # what was done instead, and the belief that makes a fusion of it
    ("removal", "removal-alone-is-refusion", "removal-bone"),
    ("revision", "revision-surgery-is-revision", "root-revision"),
    ("instrumentation", "hardware-is-fusion", "insertion-without-fusion"),
    ("stabilization", "hardware-is-fusion", "stabilization"),
    ("exploration", "exploration-is-fusion", "B3.11a"),
)
_EXTRA_BELIEF = {
    "W": ("revision-surgery-is-revision", "root-revision"),
    "H": ("hardware-coded-beside", "B3.1b"),
    "J": ("exploration-is-fusion", "B3.11a"),
    "N": ("decompression-always-coded", "B3.1b"),
    "P": (None, "removal-bone"),
}


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


def _belief(fault: Fault) -> str:
    """Say, as HTML, what the learner may have thought, and why it is not so."""
    if fault.misconception is None:
        return ""
    belief = misconceptions()[fault.misconception]
    return f"<small>Did you think: “{escape(belief['text'])}” {escape(belief['refutation'])}</small>"


@functools.cache
def misconceptions() -> dict[str, dict[str, str]]:
    """Return every misconception by id: its text, its refutation, and the rule or source against it.

    >>> misconceptions()["pcs-has-refusion"]["text"]
    'ICD-10-PCS has a code for refusion.'
    """
    found: dict[str, dict[str, str]] = document("misconceptions.yml")
    return found
