"""Which cases train a skill fairly: each of its answers is to be right as often as any other, so that guessing does not pay.

What happens in operating rooms is not even: most fusions are from behind, and most notes leave nothing out. So of the answers
that come up often some cases are passed over, by a lot that the number of the case decides; how many are dealt stands in
data/practice/skills.yml. Who names a number gets that case, whatever the lot says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spine_edu import data
from spine_edu.anatomy import JOINTS, Joint
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.vocabulary import INTERBODY

WAYS: Mapping[tuple[str, str], int] = {
    ("anterior", "anterior"): 0, ("anterior", "lateral"): 1, ("anterior", "posterior"): 2, ("posterior", "posterior"): 3,
}  # fmt: skip
"""By column and direction: which of the ways to fuse it is."""
BOTH_COLUMNS = 4


def is_dealt(skill: str, plan: CasePlan) -> bool:
    """Whether the lot deals this case to somebody who trains a skill.

    >>> from spine_edu.practice.plans.draw import plan_of
    >>> 0 < sum(is_dealt("count", plan_of(n)) for n in range(100)) < 50
    True
    """
    answer = _TURNS_ON[skill](plan) if skill in _TURNS_ON else ""
    of_a_thousand = int(data.document("practice/skills.yml")[skill].get("deal", {}).get(answer, 1000))
    return Chance(plan.number).stream(f"deal {skill}").below(1000) < of_a_thousand


def rows_to_read(plan: CasePlan) -> tuple[Joint, ...]:
    """Return the joints whose state is asked for: those fused, with about as many neighbors all above or all below, or none.

    Were there always one neighbor at each end, the first row and the last would be known without reading.
    """
    if not plan.joints:
        return plan.meant
    side = _side(plan)
    if side == "all":
        return plan.joints
    chance = Chance(plan.number).stream("neighbors")
    count = max(1, len(plan.joints) + chance.between(-1, 1))
    first, last = plan.joints[0].place, plan.joints[-1].place
    return JOINTS[max(0, first - count) : last + 1] if side == "above" else JOINTS[first : min(_LAST, last + count) + 1]


_LAST = next(joint.place for joint in JOINTS if joint.name == "L5-S1")


def _side(plan: CasePlan) -> str:
    """Return where neighbors are asked for as well; of a fusion that reaches an end of the spine, where there are any."""
    drawn = Chance(plan.number).stream("side").weighed({"above": 2, "below": 2, "all": 1})
    if plan.joints[-1].place >= _LAST and drawn == "below":
        return "above"
    return "below" if plan.joints[0].place == 0 and drawn == "above" else drawn


def way_fused(plan: CasePlan) -> int:
    """Return which way the joints of today were fused: one of `WAYS`, or in both columns."""
    ways = {WAYS[stage.technique.column, stage.technique.direction] for stage in plan.stages}
    return BOTH_COLUMNS if len({way == WAYS["posterior", "posterior"] for way in ways}) == 2 else min(ways)


def states_of(plan: CasePlan) -> dict[Joint, int]:
    """Return of each joint of today and before whether it is fused for the first time (0), again (1), or not today (2)."""
    refused = {joint for stage in plan.stages for joint in stage.refused}
    earlier = plan.earlier.joints if plan.earlier else ()
    return {joint: 2 if joint not in plan.joints else 1 if joint in refused else 0 for joint in sorted({*plan.joints, *earlier})}


def _levels(plan: CasePlan) -> str:
    return _side(plan) if plan.joints else "nothing"


def _status(plan: CasePlan) -> str:
    return " ".join(("first", "again", "not")[state] for state in sorted(set(states_of(plan).values())))


def _device(plan: CasePlan) -> str:
    return "left out" if plan.gap == "graft" else device_value(plan.stages[0].materials)


def device_value(materials: frozenset[str]) -> str:
    """Return the device value of plain materials, the same on any day; '' for nothing, and for devices of a year's own."""
    if materials & {"interbody cage", "machined bone dowel"}:
        return "A"
    if materials & INTERBODY or "paired titanium facet cages" in materials:
        return ""
    if materials & {"local autograft", "harvested autograft"}:
        return "7"
    return "K" if materials & {"allograft", "demineralized bone matrix"} else "J" if "synthetic substitute" in materials else ""


_TURNS_ON: Mapping[str, Callable[[CasePlan], str]] = {
    "levels": _levels,
    "status": _status,
    "column": lambda plan: ("front", "side", "anterior from behind", "behind", "both")[way_fused(plan)],
    "device": _device,
    "count": lambda plan: str(len(plan.joints)),
    "query": lambda plan: plan.gap or "nothing",
}
"""What answer a case gives to each skill, in the words of data/practice/skills.yml."""
