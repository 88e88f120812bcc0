"""Single skills, each a section alone: read the levels, tell initial from refusion, column and direction, device, count,
find the query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.errors import SpineEduError
from spine_edu.practice.case import PracticeCase
from spine_edu.practice.claims.contract import ClaimRow, ClaimSection, claim_row
from spine_edu.practice.claims.sections import asked
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.text.lists import listed
from spine_edu.text.quoting import did_you_mean, shown

SKILLS = ("claim", "levels", "status", "column", "device", "count", "query", "note")
"""The whole claim, and what can be trained alone."""


def check_skill(skill: str) -> None:
    """Raise SpineEduError for what is no skill that can be trained."""
    if skill not in SKILLS:
        known = did_you_mean(str(skill), SKILLS) or f"there are {', '.join(SKILLS)}."
        raise SpineEduError(f"There is no skill {shown(skill)}; {known}")


def can_train(skill: str) -> Callable[[CasePlan], bool]:
    """Return whether a plan is one on which a skill can be trained.

    >>> from spine_edu.practice.plans.draw import plan_of
    >>> can_train("claim")(plan_of(1))
    True
    """
    check_skill(skill)
    told: Mapping[str, Callable[[CasePlan], bool]] = {
        "claim": lambda plan: True,
        "levels": lambda plan: plan.gap != "level",
        "status": lambda plan: plan.earlier is not None and plan.gap == "",
        "column": lambda plan: bool(plan.stages) and plan.gap == "",
        "device": lambda plan: bool(plan.stages) and plan.gap in ("", "graft") and plan.kind != "unusual",
        "count": lambda plan: (
            bool(plan.stages) and plan.gap != "level" and all(len(joint.vertebrae) == 2 for joint in plan.joints)
        ),
        "query": lambda plan: bool(plan.stages),
        "note": lambda plan: bool(plan.stages),
    }
    return told[skill]


def section_of(found: PracticeCase, skill: str) -> list[ClaimSection]:
    """Return the section of one skill; a note to be marked has none."""
    return [_SKILLS[skill](found)] if skill in _SKILLS else []


def _levels(found: PracticeCase) -> ClaimSection:
    """Ask of each joint around whether it was fused today."""
    plan = found.plan
    near = sorted({*plan.meant, *(plan.earlier.joints if plan.earlier else ())})
    around = [JOINTS[n] for n in range(max(0, near[0].place - 1), min(24, near[-1].place + 1) + 1)]
    rows = []
    for joint in around:
        fused = joint in plan.joints
        phrase = _of_joint(found, joint, "joint") if fused else _of_other(found, joint)
        why = (
            "Bone or a device for fusion was laid in here today."
            if fused
            else "Nothing was laid in here today that makes bone grow across."
        )
        rows.append(claim_row(joint.name, [1 if fused else 0], why, phrase, "" if fused else "plan-is-done"))
    return _section("levels", "Which joints were fused today?", ["not fused today", "fused today"], rows)


def _status(found: PracticeCase) -> ClaimSection:
    """Ask of each joint of today and before whether it is fused for the first time, again, or not at all."""
    plan = found.plan
    earlier = plan.earlier.joints if plan.earlier else ()
    refused = {joint for stage in plan.stages for joint in stage.refused}
    rows = []
    for joint in sorted({*plan.joints, *earlier}):
        right = 2 if joint not in plan.joints else 1 if joint in refused else 0
        why = (
            "Nobody had fused this joint before.",
            "It was fused before, did not unite, and is grafted again.",
            "It was fused before and is not grafted today.",
        )[right]
        idea = ("any-later-surgery-is-refusion", "refusion-overlooked", "removal-alone-is-refusion")[right]
        rows.append(claim_row(joint.name, [right], why, _of_joint(found, joint, "status") or _of_other(found, joint), idea))
    return _section("status", "First fusion, refusion, or neither?", ["first fusion", "refusion", "not fused today"], rows)


_WAYS = {("anterior", "anterior"): 0, ("anterior", "lateral"): 1, ("anterior", "posterior"): 2, ("posterior", "posterior"): 3}


def _column(found: PracticeCase) -> ClaimSection:
    """Ask of each joint which column was fused and from where."""
    plan = found.plan
    rows = []
    for joint in plan.joints:
        ways = {_WAYS[stage.technique.column, stage.technique.direction] for stage in plan.stages if joint in stage.joints}
        right = 4 if len({way == 3 for way in ways}) == 2 else min(ways)
        why = (
            "Bodies and disc space are the anterior column, facets, laminae and transverse processes the posterior; "
            "the direction is the surgeon's way."
        )
        rows.append(claim_row(joint.name, [right], why, _of_joint(found, joint, "column"), "approach-is-column"))
    options = [
        "anterior, from the front",
        "anterior, from the side",
        "anterior, from behind",
        "posterior, from behind",
        "both columns",
    ]
    return _section("column", "Which column was fused, and from where?", options, rows)


_DEVICES = {"A": 0, "7": 1, "K": 2, "J": 3}


def _device(found: PracticeCase) -> ClaimSection:
    """Ask for the device value of what each stage laid in."""
    plan = found.plan
    rows = []
    for n, stage in enumerate(plan.stages):
        fused = [code for code in found.answer.pcs_fusion if set(code.joints) & set(stage.joints)]
        behind = {"posterior": "1"}.get(stage.technique.column, "0J")
        value = next((code.code[5] for code in fused if code.code[0] == "0" and code.code[6] in behind), "")
        right = 5 if plan.gap == "graft" else _DEVICES.get(value or _usual(stage.materials), 4)
        phrase = next((phrase for decided, phrase in found.note.facts("materials") if n in decided.stages), "")
        why = (
            "An interbody device comes before graft, own bone before donor bone, bone before a substitute. "
            "What is not told is asked."
        )
        rows.append(
            claim_row(
                f"{listed(stage.joints)}, {stage.technique.column} column",
                [right],
                why,
                phrase,
                "graft-beats-cage" if right == 0 else "allograft-beats-autograft",
            )
        )
    options = [
        "A interbody device",
        "7 the patient's own tissue",
        "K donor tissue",
        "J synthetic substitute",
        "a new device with a value of its own",
        "not told: ask",
    ]
    return _section("device", "Which device value (character 6) does it get?", options, rows)


def _usual(materials: frozenset[str]) -> str:
    """Return the device value of plain materials, on days without tables of ICD-10-PCS."""
    if materials & {"interbody cage", "machined bone dowel"}:
        return "A"
    if materials & {"local autograft", "harvested autograft"}:
        return "7"
    return "K" if materials & {"allograft", "demineralized bone matrix"} else "J" if "synthetic substitute" in materials else ""


def _count(found: PracticeCase) -> ClaimSection:
    """Ask how many joints and how many vertebrae are fused."""
    plan = found.plan
    bones = {bone for joint in plan.joints for bone in joint.vertebrae}
    phrase = next((phrase for _, phrase in found.note.facts("joint")), "")
    rows = [
        claim_row(
            "joints",
            [len(plan.joints) - 1],
            "Every joint that was grafted counts once, whatever was done in it.",
            phrase,
            "one-joint-per-vertebra",
        ),
        claim_row(
            "vertebrae",
            [len(bones) - 1],
            "Each bone counts once, also where two joints meet in it.",
            phrase,
            "count-joints-in-icd9",
        ),
    ]
    return _section("count", "How many are fused today?", [str(n) for n in range(1, 15)], rows)


_SKILLS: Mapping[str, Callable[[PracticeCase], ClaimSection]] = {
    "levels": _levels, "status": _status, "column": _column, "device": _device, "count": _count, "query": asked,
}  # fmt: skip


def _of_joint(found: PracticeCase, joint: Joint, fact: str) -> str:
    """Return the words that decide a fact of one joint."""
    return next((phrase for decided, phrase in found.note.facts(fact) if joint in decided.joints), "")


def _of_other(found: PracticeCase, joint: Joint) -> str:
    """Return the words by which the note names a joint that was not fused."""
    for fact in ("not grafted", "not done", "plan only", "exploration", "removal"):
        for _, phrase in found.note.facts(fact):
            if (
                joint.name in phrase
                or f"{joint.upper}-{joint.lower[1:]}" in phrase
                or f"{joint.upper}/{joint.lower[1:]}" in phrase
            ):
                return phrase
    return ""


def _section(name: str, legend: str, options: list[str], rows: list[ClaimRow]) -> ClaimSection:
    return {"name": name, "legend": legend, "options": options, "rows": rows, "one": -1}
