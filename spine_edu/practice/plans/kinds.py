"""What is done today, by kind: a first fusion, one done again, hardware taken out, an operation given up, and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from spine_edu.anatomy import Joint
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.fusing import earlier_fusion, first_fusion, neighbours, stages_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.practice.plans.tables import patients, scenarios, techniques
from spine_edu.practice.plans.unusual import unusual_stage


def _first(chance: Chance, plan: CasePlan) -> CasePlan:
    """Fuse joints that nobody has touched."""
    return first_fusion(chance, plan, {one.name: one.weight for one in patients().indications.values()}, frozenset(techniques()))


def _refusion(chance: Chance, plan: CasePlan, beside: bool = False) -> CasePlan:
    """Fuse again what did not unite; `beside` takes in a neighbour for the first time, where there is one."""
    earlier = earlier_fusion(chance, united=False)
    refused = tuple(sorted(earlier.open_joints))
    fits = {name: weight for name, weight in earlier.technique.again.items() if set(refused) <= set(techniques()[name].joints)}
    technique = techniques()[chance.weighed(fits)] if fits else earlier.technique
    joints = refused
    if beside:
        around = [joint for joint in neighbours(earlier.joints) if joint in technique.joints and _touch(joint, refused)]
        if around:
            joints = tuple(sorted({*refused, chance.pick(around)}))
        else:
            plan = replace(plan, kind="refusion")
    return replace(
        plan, earlier=earlier, stages=stages_of(chance, technique, joints, frozenset(refused)), meant=joints, meant_by=technique
    )


def _mixed(chance: Chance, plan: CasePlan) -> CasePlan:
    return _refusion(chance, plan, beside=True)


def _touch(joint: Joint, others: tuple[Joint, ...]) -> bool:
    return any(abs(joint.place - other.place) == 1 for other in others)


def _adjacent(chance: Chance, plan: CasePlan) -> CasePlan:
    """Fuse the neighbour of a fusion that has united."""
    wanted = scenarios().among["adjacent"].techniques
    while True:
        earlier = earlier_fusion(chance, united=True, names=wanted)
        found = [
            (joint, indication, name)
            for joint in neighbours(earlier.joints)
            for indication in patients().indications.values()
            if indication.fewest == 1 and indication.code_at(joint, plan.discharged)
            for name in indication.techniques
            if name in wanted and joint in techniques()[name].joints
        ]
        if found:
            break
    joint, indication, name = chance.pick(found)
    technique = techniques()[name]
    stages = tuple(replace(stage, approach="open") for stage in stages_of(chance, technique, (joint,), frozenset()))
    earlier = replace(earlier, hardware="firm")  # what brings the patient is the joint beside it
    return replace(plan, earlier=earlier, indication=indication, stages=stages, meant=(joint,), meant_by=technique)


def _removal(chance: Chance, plan: CasePlan) -> CasePlan:
    """Take out the hardware of a fusion that has united; nothing is fused."""
    earlier = earlier_fusion(chance, united=True, names=scenarios().among["removal"].techniques)
    earlier = replace(earlier, hardware="painful")
    return replace(
        plan, earlier=earlier, indication=patients().returns["painful hardware"], meant=earlier.joints, meant_by=earlier.technique
    )


def _exploration(chance: Chance, plan: CasePlan) -> CasePlan:
    """Look for a pseudarthrosis and find none; nothing is fused."""
    earlier = earlier_fusion(chance, united=True, names=scenarios().among["exploration"].techniques)
    earlier = replace(earlier, hardware="firm")
    cause = patients().returns["pain without a cause"]
    return replace(plan, earlier=earlier, indication=cause, meant=earlier.joints, meant_by=earlier.technique)


def _staged(chance: Chance, plan: CasePlan) -> CasePlan:
    """Fuse from the front or the side; what is to come from behind belongs to another stay."""
    few = scenarios().among["staged"]
    plan = first_fusion(chance, plan, few.indications, few.techniques)
    return replace(plan, stages=plan.stages[:1])


def _aborted(chance: Chance, plan: CasePlan) -> CasePlan:
    """Set out to fuse, and stop: after the nerves were freed, or before anything was done."""
    few = scenarios().among["aborted"]
    plan = first_fusion(chance, plan, few.indications, few.techniques)
    return replace(plan, stages=(), given_up=chance.weighed({"after decompression": 3, "before anything": 2}))


def _unusual(chance: Chance, plan: CasePlan) -> CasePlan:
    """Take a fusion code that is valid on the day, and do what it says, for joints that are loose."""
    day = plan.discharged if plan.discharged > "2015-09-30" else "2026-11-20"
    stage = unusual_stage(chance, day)
    loose = patients().indications["unstable"]
    return replace(plan, discharged=day, indication=loose, stages=(stage,), meant=stage.joints, meant_by=stage.technique)


KINDS: Mapping[str, Callable[[Chance, CasePlan], CasePlan]] = {
    "first": _first,
    "refusion": _refusion,
    "mixed": _mixed,
    "adjacent": _adjacent,
    "removal": _removal,
    "exploration": _exploration,
    "staged": _staged,
    "aborted": _aborted,
    "unusual": _unusual,
}
"""How an operation of each kind of data/practice/scenarios.yml is drawn."""
