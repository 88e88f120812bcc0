"""Single skills, each a section alone: read the levels, tell initial from refusion, column and direction, device, count,
find the query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spine_edu.anatomy import Joint
from spine_edu.errors import SpineEduError
from spine_edu.practice.case import PracticeCase
from spine_edu.practice.chance import Chance
from spine_edu.practice.claims.contract import ClaimRow, ClaimSection, claim_row
from spine_edu.practice.claims.fair import device_value, is_dealt, rows_to_read, states_of, way_fused
from spine_edu.practice.claims.sections import asked
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.text.lists import listed
from spine_edu.text.quoting import did_you_mean, shown

MOST = 5
"""So many joints are counted at most: longer fusions are few, and every number offered is to be right as often."""
SKILLS = ("claim", "levels", "status", "column", "device", "count", "query", "note")
"""The whole claim, and what can be trained alone."""


def check_skill(skill: str) -> None:
    """Raise SpineEduError for what is no skill that can be trained."""
    if skill not in SKILLS:
        known = did_you_mean(str(skill), SKILLS) or f"there are {', '.join(SKILLS)}."
        raise SpineEduError(f"There is no skill {shown(skill)}; {known}")


def can_train(skill: str) -> Callable[[CasePlan], bool]:
    """Return whether a plan is one on which a skill is trained: it can be, and the lot deals it.

    >>> from spine_edu.practice.plans.draw import plan_of
    >>> can_train("claim")(plan_of(1))
    True
    """
    check_skill(skill)
    return lambda plan: can_be_asked(skill, plan) and is_dealt(skill, plan)


def can_be_asked(skill: str, plan: CasePlan) -> bool:
    """Whether a skill can be trained on a plan at all, whatever the lot deals."""
    return _CAN[skill](plan)


_CAN: Mapping[str, Callable[[CasePlan], bool]] = {
    "claim": lambda plan: True,
    "levels": lambda plan: plan.gap != "level",
    "status": lambda plan: plan.earlier is not None and plan.gap == "",
    "column": lambda plan: bool(plan.stages) and plan.gap == "",
    "device": lambda plan: (
        bool(plan.stages) and plan.gap in ("", "graft") and all(device_value(stage.materials) for stage in plan.stages)
    ),
    "count": lambda plan: (
        0 < len(plan.joints) <= MOST and plan.gap != "level" and all(len(joint.vertebrae) == 2 for joint in plan.joints)
    ),
    "query": lambda plan: bool(plan.stages) and plan.gap != "level",
    "note": lambda plan: bool(plan.stages),
}
"""On which plans a skill can be trained at all."""


def section_of(found: PracticeCase, skill: str) -> list[ClaimSection]:
    """Return the section of one skill; a note to be marked has none."""
    return [_SKILLS[skill](found)] if skill in _SKILLS else []


def _levels(found: PracticeCase) -> ClaimSection:
    """Ask of joints fused and of their neighbors whether they were fused today."""
    plan = found.plan
    rows = []
    for joint in rows_to_read(plan):
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
    rows = []
    for joint, right in states_of(found.plan).items():
        why = (
            "Nobody had fused this joint before.",
            "It was fused before, did not unite, and is grafted again.",
            "It was fused before and is not grafted today.",
        )[right]
        idea = ("any-later-surgery-is-refusion", "refusion-overlooked", "removal-alone-is-refusion")[right]
        rows.append(claim_row(joint.name, [right], why, _of_joint(found, joint, "status") or _of_other(found, joint), idea))
    rows = Chance(found.number).stream("status").shuffled(rows)
    return _section("status", "First fusion, refusion, or neither?", ["first fusion", "refusion", "not fused today"], rows)


def _column(found: PracticeCase) -> ClaimSection:
    """Ask which column was fused and from where; the joints of one day are all fused the same way."""
    plan = found.plan
    why = (
        "Bodies and disc space are the anterior column, facets, laminae and transverse processes the posterior; "
        "the direction is the surgeon's way."
    )
    phrase = next((phrase for _, phrase in found.note.facts("column")), "")
    rows = [claim_row(listed(plan.joints), [way_fused(plan)], why, phrase, "approach-is-column")]
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
        right = len(_DEVICES) if plan.gap == "graft" else _DEVICES[value or device_value(stage.materials)]
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
        "not told: ask",
    ]
    return _section("device", "Which device value (character 6) does it get?", options, rows)


def _count(found: PracticeCase) -> ClaimSection:
    """Ask how many joints are fused or, as the lot falls, how many vertebrae: each number offered is right as often."""
    plan = found.plan
    joints = len(plan.joints)
    phrase = next((phrase for _, phrase in found.note.facts("joint")), "")
    if Chance(found.number).stream("count").happens(50):
        why = "Every joint that was grafted counts once, whatever was done in it."
        row, first = claim_row("joints", [joints - 1], why, phrase, "one-joint-per-vertebra"), 1
    else:
        why = "Each bone counts once, also where two joints meet in it."
        bones = {bone for joint in plan.joints for bone in joint.vertebrae}
        row, first = claim_row("vertebrae", [len(bones) - 2], why, phrase, "count-joints-in-icd9"), 2
    return _section("count", f"How many {row['label']} are fused today?", [str(n) for n in range(first, first + MOST)], [row])


_SKILLS: Mapping[str, Callable[[PracticeCase], ClaimSection]] = {
    "levels": _levels, "status": _status, "column": _column, "device": _device, "count": _count,
    "query": lambda found: asked(found, but="level"),
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
