"""What an open question may still change: a joint that is asked about can join the code of the joints beside it (B3.10a)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spine_edu.anatomy import Joint
from spine_edu.coding.entries import FusionEntry
from spine_edu.coding.findings import Reason
from spine_edu.coding.pcs.slot import Slot, slot_of
from spine_edu.coding.pcs.tables import body_part, body_part_group, label
from spine_edu.text.lists import listed
from spine_edu.vocabulary import GRAFT, INTERBODY

Open = tuple[FusionEntry, frozenset[str]]  # an entry that stays uncoded, and what is missing from it


def waits_for(coded: Sequence[tuple[FusionEntry, Slot]], waiting: Iterable[Open], day: str) -> Reason | None:
    """Say which joints, once their queries are answered, may change the body part of the code that `coded` entries share."""
    joints = {entry.joint for entry, _ in coded}
    group = body_part_group(coded[0][0].joint)
    joining = {
        entry.joint
        for entry, missing in waiting
        if entry.joint not in joints
        and body_part_group(entry.joint) == group
        and any(_may_agree(entry, missing, given, slot, day) for given, slot in coded)
    }
    if not joining:
        return None
    first, section_x = coded[0][0].joint, coded[0][1].values.section_x
    now, then = (body_part(first, number, section_x) for number in (len(joints), len(joints) + len(joining)))
    if now == then:
        return None
    return Reason(4, "B3.10a", _said(sorted(joining), then))


def _said(joining: list[Joint], then: str) -> str:
    are = "is" if len(joining) == 1 else "are"
    return (
        f"{listed(joining)} {are} still asked about: a joint fused with the same approach, device and qualifier joins this code, "
        f"and its body part may become {then[3]}, {label(then[:3], 4, then[3])}"
    )


def _may_agree(entry: FusionEntry, missing: frozenset[str], given: FusionEntry, slot: Slot, day: str) -> bool:
    """Whether an answer to what is missing can give the entry the approach, device and qualifier of one that is coded."""
    joint, column, direction, approach, materials = entry
    _, given_column, given_direction, given_approach, laid = given
    if missing & {"column", "direction"}:
        column, direction = given_column, given_direction
    if "approach" in missing:
        approach = given_approach
    if materials is None or "device" in missing or not materials & (GRAFT | INTERBODY):
        materials = laid
    elif "graft" in missing:
        materials = materials - {"bone graft of unknown origin"} | ((laid or frozenset()) & GRAFT)
    answered = slot_of(FusionEntry(joint, column, direction, approach, materials), day)
    return isinstance(answered, Slot) and answered.values == slot.values
