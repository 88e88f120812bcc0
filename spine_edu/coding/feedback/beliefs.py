"""Which character of a code is wrong, and the belief that most likely led there."""

from __future__ import annotations

from collections.abc import Iterable

from spine_edu.coding.feedback.diagnosis import Fault
from spine_edu.coding.findings import Assignment
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.pcs import tables as pcs_tables
from spine_edu.coding.rules import rules

_AXES = ("section", "body system", "root operation", "body part", "approach", "device", "qualifier")


def pcs_faults(given: str, right: Assignment, key: Answer) -> Iterable[Fault]:
    """Yield every wrong character of an ICD-10-PCS code beside the one it was compared with."""
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
    meaning = pcs_tables.label(code[:3], position, value)
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
    if several and any(_differs_in_device_only(right.code, other.code) for other in key.pcs_fusion):
        return "one-device-for-all"
    if several and any(given[:4] == other.code[:4] for other in key.pcs_fusion):
        return "all-joints-in-every-code"  # several joints do share a code, though not this one
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


def icd9_faults(given: str, right: Assignment, key: Answer) -> Iterable[Fault]:
    """Yield what is wrong in an ICD-9-CM code: count, status, or region and column."""
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


def date_fault(given: str, key: Answer) -> Fault | None:
    """Say when a code exists but not on the day of discharge."""
    day = key.operation.discharged
    validity = icd9_tables.validity() if "." in given else pcs_tables.validity()
    if given not in validity:
        return None
    first, last = validity[given]
    if "." in given and not key.icd9_applies:
        day = icd9_tables.LAST_DAY  # what the comparison with ICD-9-CM is made for
    if first <= day <= last:
        return None
    span = f"from {first} to {last}" if last != "9999" else f"since {first}"
    return Fault(0, "validity", given, "", "another-years-code", "validity", f"{given} is valid {span}, not on {day}")


def belief_of_extra(given: str, key: Answer) -> tuple[str | None, str | None]:
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
        {"graft", "column", "direction", "objective", "status"}
        if "." in given
        else {"graft", "column", "direction", "objective", "approach", "device"}
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


def belief_of_missing(right: Assignment, key: Answer) -> str | None:
    """Name the belief behind a code that was forgotten."""
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
