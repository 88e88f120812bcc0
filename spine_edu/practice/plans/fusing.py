"""How joints come to be fused: which ones, by which technique, with what laid in and held; today, and years ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import CasePlan, Earlier, Sitting
from spine_edu.practice.plans.tables import Method, patients, scenarios, techniques


def first_fusion(chance: Chance, plan: CasePlan, indications: Mapping[str, int], allowed: frozenset[str]) -> CasePlan:
    """Fuse joints for the first time, for one of some indications, by one of the techniques allowed."""
    met = {name: weight for name, weight in indications.items() if allowed & set(patients().indications[name].techniques)}
    indication = patients().indications[chance.weighed(met)]
    by = {name: weight for name, weight in indication.techniques.items() if name in allowed}
    technique = techniques()[chance.weighed(by)]
    starts = {
        joint: weight
        for joint, weight in technique.starts.items()
        if indication.code_at(joint, plan.discharged) and technique.last.place - joint.place + 1 >= indication.fewest
    }
    joints = _run_from(chance, technique, chance.weighed(starts), indication.fewest)
    stages = stages_of(chance, technique, joints, frozenset(), indication.spared)
    return replace(plan, indication=indication, stages=stages, meant=joints, meant_by=technique)


def _run_from(chance: Chance, technique: Method, start: Joint, fewest: int = 1) -> tuple[Joint, ...]:
    """Draw how many joints are taken in from one on, no further than the technique goes."""
    room = technique.last.place - start.place + 1
    counts = {count: weight for count, weight in technique.counts.items() if fewest <= count <= room}
    count = chance.weighed(counts) if counts else room  # at the end of where it is done a long fusion has to be shorter
    return JOINTS[start.place : start.place + count]


def stages_of(
    chance: Chance,
    technique: Method,
    joints: tuple[Joint, ...],
    refused: frozenset[Joint],
    spared: frozenset[str] = frozenset(),
) -> tuple[Sitting, ...]:
    """Draw how a technique is carried out at some joints without what is spared, and whether another one follows there."""
    approach = "open" if refused else chance.weighed(technique.approaches)
    stage = Sitting(
        technique=technique,
        joints=joints,
        refused=refused,
        approach=approach,
        materials=chance.weighed({laid: weight for laid, weight in technique.materials.items() if not laid & spared}),
        fixation=chance.weighed(technique.fixation),
        extent=chance.weighed(technique.disc) if technique.disc else "",
    )
    if stage.fixation != "none" and any(not joint.vertebrae for joint in joints):
        stage = replace(stage, fixation="none")
    for name, percent in technique.beside.items():
        if approach == "open" and chance.happens(percent):
            second = techniques()[name]
            laid_in = chance.weighed(second.materials)
            return (stage, Sitting(second, joints, refused, "open", laid_in, "screws and rods"))
    return (stage,)


def earlier_fusion(chance: Chance, united: bool, names: frozenset[str] | None = None) -> Earlier:
    """Draw a fusion of years ago that united everywhere, or did not in one joint at least."""
    weights = {name: weight for name, weight in scenarios().earlier.items() if names is None or name in names}
    technique = techniques()[chance.weighed(weights)]
    joints = _run_from(chance, technique, chance.weighed(technique.starts))
    if united:
        still_open: frozenset[Joint] = frozenset()
    elif len(joints) == 1 or any(len(joint.vertebrae) < 2 for joint in joints) or chance.happens(45):
        still_open = frozenset(joints)
    else:
        still_open = frozenset({joints[0] if chance.happens(25) else joints[-1]})  # ends of a long fusion give way first
    return Earlier(
        technique=technique,
        joints=joints,
        open_joints=still_open,
        months=chance.between(9, 110),
        hardware=chance.weighed(scenarios().hardware["union" if united else "nonunion"]),
        bones=tuple(dict.fromkeys(bone for joint in joints for bone in joint.vertebrae)),
    )


def neighbours(joints: tuple[Joint, ...]) -> list[Joint]:
    """Return the joints above and below some that were fused."""
    places = (joints[0].place - 1, joints[-1].place + 1)
    return [JOINTS[place] for place in places if place >= 0 and JOINTS[place].is_vertebral]
