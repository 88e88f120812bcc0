"""What is done beside the fusion: old hardware, discs, nerves, bone that is taken, screws and monitoring."""

from __future__ import annotations

from dataclasses import replace

from spine_edu.operation import Procedure
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import CasePlan, Earlier


def with_acts(chance: Chance, plan: CasePlan) -> CasePlan:
    """Add what is done beside the fusion, in the order in which it is done."""
    acts: list[Procedure] = []
    if plan.earlier is not None:
        acts += _acts_on_old_hardware(plan, plan.earlier)
    for stage in plan.stages:
        acts += [
            Procedure("discectomy", joint=joint, extent=stage.extent, approach=stage.approach)
            for joint in stage.joints
            if stage.extent and not plan.disc_gone(joint)
        ]
    roots = chance.stream("roots")
    freed = _freed(plan, roots)
    if freed and (plan.indication.name in NERVES_BRING_THEM or plan.given_up == "after decompression" or roots.happens(75)):
        acts += freed
        if plan.difficulty >= 3 and not plan.freed_in_front and roots.happens(10):
            acts.append(Procedure("dural repair", of="suture", approach="open"))
    if plan.given_up == "before anything":
        acts = [Procedure("exploration", joint=plan.meant[0], approach="open")]
    if any("harvested autograft" in stage.materials for stage in plan.stages):
        acts.append(Procedure("harvest", source="iliac crest", side=chance.pick(("left", "right")), approach="open"))
    if any("bone marrow aspirate" in stage.materials for stage in plan.stages):
        acts.append(
            Procedure("harvest", source="iliac bone marrow", side=chance.pick(("left", "right")), approach="percutaneous")
        )
    for stage in plan.stages:
        if stage.fixation != "none":
            through = "open" if stage.approach == "open" else "percutaneous"
            acts.append(Procedure("instrumentation", of=stage.fixation, vertebrae=stage.bones, approach=through))
    watched = plan.difficulty >= 2 and plan.meant[0].region != "lumbar" and chance.happens(60)
    if watched or (plan.stages and plan.indication.fewest > 1):  # a curve is not bent without evoked potentials
        acts.append(Procedure("monitoring"))
    return replace(plan, procedures=tuple(dict.fromkeys(acts)))


def _acts_on_old_hardware(plan: CasePlan, earlier: Earlier) -> list[Procedure]:
    """Take old hardware out where today's way leads to it; look at a fusion where that is why the patient came."""
    acts: list[Procedure] = []
    if plan.kind == "exploration":
        return [Procedure("exploration", joint=joint, approach="open") for joint in earlier.joints]
    if earlier.way_to_hardware in ({stage.technique.way for stage in plan.stages} or {earlier.way_to_hardware}):
        acts.append(Procedure("removal", of=earlier.of, vertebrae=earlier.bones, approach="open"))
    if plan.kind == "removal":
        acts += [Procedure("exploration", joint=joint, approach="open") for joint in earlier.joints]
    for stage in plan.stages:
        if earlier.caged and stage.technique.column == "anterior":
            acts += [
                Procedure("removal", of="interbody device", joint=joint, approach="open")
                for joint in stage.joints
                if joint in earlier.joints
            ]
    return acts


_PRESSED = {
    "claudication": "nerve root",
    "slip": "nerve root",
    "sciatica": "nerve root",
    "arm pain": "nerve root",
    "clumsy hands": "spinal cord",
    "cord of the chest": "spinal cord",
    "tumor": "spinal cord",
}
"""What an indication wants freed, where the way leads to it."""
NERVES_BRING_THEM = frozenset(_PRESSED) - {"slip"}
"""Indications that are not treated unless the nerves are freed, or relieved by height; a slip may hurt in the back alone."""


def _freed(plan: CasePlan, chance: Chance) -> list[Procedure]:
    """Return the decompression that is an aim of its own; nothing where there is none, or nerves lie beyond the way.

    Where two regions meet, the root that leaves is of the one and the root that runs on of the other: there it is said which
    was freed, and of several joints it is the roots that leave, of every region they belong to.
    """
    of = _PRESSED.get(plan.indication.name)
    if of is None or not (plan.given_up or plan.freed_behind or plan.freed_in_front):
        return []
    freed = Procedure("decompression", of=of, own_objective=True, approach="open")
    if of != "nerve root" or not any(joint.is_junction for joint in plan.meant):
        return [replace(freed, region=plan.meant[0].region)]
    if len(plan.meant) == 1:
        runs_on = plan.meant[0].region != "cervical" and chance.happens(50)  # below the neck a disc may press either
        return [replace(freed, of=f"{'traversing' if runs_on else 'exiting'} nerve root", joint=plan.meant[0])]
    regions = dict.fromkeys(joint.region for joint in plan.meant)
    return [replace(freed, of="exiting nerve root", region=region) for region in regions]
