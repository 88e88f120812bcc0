"""What goes wrong with implants, and the bar between two rods: changes to a plan, refused where there is nothing to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spine_edu.anatomy import VERTEBRAE, Joint, joint_named, position, vertebra_named
from spine_edu.errors import FigureError
from spine_edu.geometry.plan.plan import Plan, Rods
from spine_edu.text.quoting import shown

FAULTS = ("loose screws", "broken rod", "subsided cage")


def bone_named(text: str) -> str:
    """Return the bone that a choice names: a vertebra, 'O' for the occiput, or an ilium."""
    return text if text == "O" or text.startswith("ilium") else vertebra_named(text)


def with_cross_links(plan: Plan, joints: Sequence[Joint]) -> Plan:
    """Return the plan with cross-links; one without rods to join is refused."""
    for joint in joints:
        if not any(_spans(entry, joint) for entry in plan.rods):
            raise FigureError(f"No rods pass {joint}, so a cross-link would join nothing there.")
    linked = [replace(r, linked_at=tuple(j for j in joints if _spans(r, j))) for r in plan.rods]
    return replace(plan, rods=tuple(linked))


def with_faults(plan: Plan, faults: Mapping[str, Iterable[str] | str]) -> Plan:
    """Return the plan with its loose screws, its broken rod, its sunken cage."""
    for fault, given in faults.items():
        places = [given] if isinstance(given, str) else list(given)
        if fault not in FAULTS:
            raise FigureError(f"There is no fault {shown(fault)} to draw; there are {', '.join(FAULTS)}.")
        for place in places:
            plan = _with_fault(plan, fault, place)
    return plan


def _with_fault(plan: Plan, fault: str, place: str) -> Plan:
    if fault == "loose screws":
        bone = bone_named(place)
        if bone not in {screws.bone for screws in plan.screws}:
            raise FigureError(f"There are no screws in {bone} that could be loose.")
        return replace(plan, screws=tuple(replace(s, loose=s.loose or s.bone == bone) for s in plan.screws))
    joint = joint_named(place)
    if fault == "subsided cage":
        if joint not in {cage.joint for cage in plan.cages}:
            raise FigureError(f"There is no cage at {joint} that could have sunk.")
        return replace(plan, cages=tuple(replace(c, subsided=c.subsided or c.joint == joint) for c in plan.cages))
    if not any(_spans(entry, joint) for entry in plan.rods):
        raise FigureError(f"No rod passes {joint}, so none can be broken there.")
    return replace(plan, rods=tuple(replace(r, broken_at=joint) if _spans(r, joint) else r for r in plan.rods))


def _spans(entry: Rods, joint: Joint) -> bool:
    bones = [bone for bone in entry.bones if bone in VERTEBRAE]
    return bool(bones) and joint.is_vertebral and position(bones[0]) <= position(joint.upper) < position(bones[-1])
