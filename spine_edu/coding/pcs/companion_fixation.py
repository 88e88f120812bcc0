"""Codes for screws, rods and plates that are placed: part of the fusion they hold, or Insertion where nothing is fused."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.anatomy import Joint, by_region
from spine_edu.coding.pcs.found import VERTEBRA, VERTEBRA_NAME, Found, approach_value, sides_of
from spine_edu.coding.pcs.tables import APPROACH
from spine_edu.operation import Procedure
from spine_edu.text.lists import listed, said_of


def instrumentation(
    procedure: Procedure,
    found: Found,
    fused: frozenset[Joint],
    unsettled: frozenset[Joint],
    set_with_device: frozenset[str],
) -> None:
    """Say that fixation is part of the fusion it holds (B3.1b); without a fusion it is Insertion.

    In bones that were `set_with_device` it is the device value of Reposition (B3.15).
    """
    what = procedure.of or "instrumentation"
    bones = procedure.bones
    fused_bones = {bone for joint in fused for bone in joint.vertebrae}
    open_bones = {bone for joint in unsettled for bone in joint.vertebrae}
    if procedure.of == "iliac screws":
        _iliac_screws(procedure, found, fused, unsettled)
    elif not bones:
        found.ask(what, "vertebrae", f"Which vertebrae hold the {what}?")
    elif fused_bones & set(bones):
        outside = [bone for bone in bones if bone not in fused_bones | open_bones]
        bridged = (
            f" {said_of(outside, 'is held but not fused, and adds', 'are held but not fused, and add')} nothing to the count."
            if outside
            else ""
        )
        found.reject(
            what,
            "B3.1b",
            f"placed today at {listed(bones)} to hold the joints still while the bone grows: "
            f"part of the fusion, not coded beside it.{bridged}",
        )
    elif open_bones & set(bones):
        found.reject(
            what,
            "insertion-without-fusion",
            f"placed at {listed(bones)}: whether this is part of a fusion waits for the query on the joint; "
            f"without a fusion it would be Insertion{in_brackets(insertion_codes(procedure))}",
        )
    elif procedure.of == "rod connectors":
        ask = (
            f"Connectors join rods at {listed(bones)}, where no joint was fused today. "
            "Was the old construct corrected and left in (Revision), or was it extended by new rods (Insertion)?"
        )
        found.ask(what, "objective", ask, "root-revision")
    elif procedure.of is None:
        found.ask(what, "device", f"What was placed at {listed(bones)}, where no joint was fused?")
    else:
        _held_alone(procedure, found, what, set_with_device)


def _held_alone(procedure: Procedure, found: Found, what: str, set_with_device: frozenset[str]) -> None:
    """Code fixation where nothing was fused: Insertion, but for vertebrae that were set with it."""
    approach = approach_value(procedure, found, what)
    beside = [bone for bone in procedure.bones if bone not in set_with_device]
    if len(beside) < len(procedure.bones):
        found.reject(what, "B3.15", _SET_AND_FIXED.format(listed(bone for bone in procedure.bones if bone in set_with_device)))
    for region, here in by_region(beside if approach else ()).items():
        found.code(
            f"0{VERTEBRA[region].format('H')}{approach}4Z",
            "insertion-without-fusion",
            f"{what} in {listed(here)} with no graft {_THERE[len(here) > 1]}: "
            f"fixation without fusion is Insertion, body part {VERTEBRA_NAME[region]}",
            contested=_HOLDS_A_FRACTURE if len(beside) < len(procedure.bones) else "",
        )


_SET_AND_FIXED = "the fracture of {} was set and fixed: the device value of Reposition says so, and no Insertion stands beside it"
_HOLDS_A_FRACTURE = (
    "One construct holds a fracture that was set: some report Insertion for the vertebrae beside it, "
    "some take all of it as the device of Reposition; no official ruling was found."
)
_THERE = ("at this vertebra", "at these vertebrae")


def insertion_codes(procedure: Procedure) -> list[str]:
    """Return the codes that fixation of vertebrae has where nothing is fused; none where approach or vertebrae are not said."""
    if procedure.approach is None:
        return []
    starts = [VERTEBRA[region].format("H") for region in by_region(procedure.bones)]
    return [f"0{start}{APPROACH[procedure.approach]}4Z" for start in starts]


def in_brackets(codes: Sequence[str]) -> str:
    """Return codes in brackets, to stand behind a sentence; nothing where there is none."""
    return f" ({listed(codes)})" if codes else ""


def _iliac_screws(procedure: Procedure, found: Found, fused: frozenset[Joint], unsettled: frozenset[Joint]) -> None:
    """Code screws that end in the ilium: with a fusion above a code that some report, without one Insertion as any screw."""
    sides = sides_of(procedure, found, "iliac screws", "placed")
    approach = approach_value(procedure, found, "iliac screws") if sides else ""
    above = bool(fused | unsettled)
    for side, value in sides if approach else ():
        found.code(
            f"0QH{value}{approach}4Z",
            "iliac-screws" if above else "insertion-without-fusion",
            f"screws anchored in the {side} ilium do not fuse the sacroiliac joint"
            if above
            else (
                f"screws in the {side} ilium, and nothing was fused: fixation without fusion is Insertion, body part pelvic bone"
            ),
            kind="optional" if above else "companion",
            contested=_PART_OF_A_CONSTRUCT if above else "",
        )
    if not sides:
        return
    if not any(joint.is_sacroiliac for joint in fused):
        found.reject(
            "sacroiliac fusion",
            "iliac-screws",
            "screws that end in the ilium anchor the rods; without fusing the sacroiliac joint they are no fusion of it",
        )


_PART_OF_A_CONSTRUCT = (
    "Iliac screws of a construct that is fused above: some report Insertion into the pelvic bone, some nothing."
)
