"""Codes for devices taken out, corrected, placed without a fusion, or made to keep a joint moving."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.anatomy import Joint, by_region
from spine_edu.coding.pcs.found import (
    PLURAL,
    VERTEBRA,
    VERTEBRA_NAME,
    Found,
    approach_value,
    disc_value,
    joint_table,
    was,
)
from spine_edu.coding.pcs.tables import APPROACH, validity
from spine_edu.operation import Procedure
from spine_edu.text.lists import listed, said_of
from spine_edu.vocabulary import FIXATION, STABILIZERS

_STABILIZER = {"interspinous process device": "B", "pedicle-based dynamic device": "C", "facet replacement device": "D"}


_PELVIS = {"right": "2", "left": "3"}


def _they(what: str) -> str:
    return "they sit" if what in PLURAL else "it sits"


def removal(procedure: Procedure, found: Found) -> None:
    """Code a device that was taken out, by where it sat: bone or joint."""
    what = procedure.of
    if what is None:
        found.ask("removal", "device", "What was taken out: screws and rods, a plate, or an interbody device?")
        return
    about = f"removal of {what}"
    approach = approach_value(procedure, found, about)
    from_joint = (
        what in ("interbody device", "disc prosthesis", *STABILIZERS)
        or (what == "internal fixation device" and procedure.joint is not None)
        or (procedure.joint is not None and not procedure.joint.is_vertebral)
    )
    if from_joint:
        if procedure.joint is None:
            found.ask(about, "joint", f"From which joint was the {what} removed?")
        elif what != "internal fixation device" and not procedure.joint.is_vertebral and what not in FIXATION:
            found.ask(about, "joint", f"{_no_place(what, procedure.joint)} From which joint was it removed?", "sacroiliac")
        elif what == "disc prosthesis" and not procedure.joint.has_disc:
            found.ask(
                about, "joint", f"The joint {procedure.joint} has no disc. From which joint was it removed?", "anatomy-discs"
            )
        elif approach:
            _out_of_joint(what, procedure.joint, approach, found)
        return
    bones = procedure.bones
    if what == "iliac screws":
        for side, value in _sides(procedure, found, about, "removed") if approach else ():
            because = f"the old iliac screws came out of the {side} ilium, which is bone: the body part is the pelvic bone"
            found.code(f"0QP{value}{approach}4Z", "removal-bone", because)
    elif not bones:
        found.ask(about, "vertebrae", f"From which vertebrae {was(what)} the {what} removed?")
    elif approach:
        for region, held in by_region(bones).items():
            code = f"0{VERTEBRA[region].format('P')}{approach}4Z"
            here = listed(held)
            found.code(
                code,
                "removal-bone",
                f"the old {what} came out of {here}: "
                f"{_they(what)} in bone, so the body part is {VERTEBRA_NAME[region]}, once for the region",
            )


def _no_place(what: str, joint: Joint) -> str:
    return (
        f"{'An' if what[0] in 'aeiou' else 'A'} {what} is made for the joints between vertebrae "
        f"and has no place in the joint {joint}."
    )


def _sides(procedure: Procedure, found: Found, about: str, done: str) -> list[tuple[str, str]]:
    """Return the sides of the pelvis with their body part values; ask where the note names none."""
    if procedure.side is None:
        found.ask(about, "side", f"On which side were the iliac screws {done}?")
        return []
    return [(side, value) for side, value in _PELVIS.items() if procedure.side in (side, "both")]


def _out_of_joint(what: str, joint: Joint, approach: str, found: Found) -> None:
    """Code what came out of a joint; fixation of a vertebral joint is contested, since its screws sit in bone."""
    device = {"interbody device": "A", "disc prosthesis": "J"}.get(what, "4")
    start = disc_value(joint, "P") if what == "disc prosthesis" else joint_table("P", joint)
    code = f"{start}{approach}{device}Z"
    if code not in validity():
        found.not_in_tables(f"removal of {what} from the {joint} joint")
        return
    in_bone = joint.is_vertebral and device == "4" and what not in STABILIZERS
    sat = "disc" if what == "disc prosthesis" else "joint"
    bones = tuple(f"0{VERTEBRA[region].format('P')}{approach}4Z" for region in by_region(joint.vertebrae))
    found.code(
        code,
        "removal-joint",
        f"the old {what} came out of the {sat} {joint}, and the joint tables hold its device value {device}; "
        f"taking it out is Removal{', coded beside any new fusion' if found.fusing else ''}",
        contested=_FIXATION_OF_A_JOINT.format(listed(bones)) if in_bone else "",
        joint=joint,
        accepts=bones if in_bone and len(bones) == 1 else (),
    )
    found.reject(
        "Revision", "root-revision", f"{joint}: Revision corrects a device that stays; this one left the body, so it is Removal"
    )


_FIXATION_OF_A_JOINT = (
    "The entry names the joint. Screws, rods and plates sit in the vertebrae, and coders then report Removal from the bone ({}): "
    "name what was taken out, or the vertebrae it sat in."
)
_ROD_EXCHANGE = (
    "Exchanging a rod across a solid fusion: some report Revision, some Removal and Insertion; no official ruling was found."
)


def revision(procedure: Procedure, found: Found) -> None:
    """Code a device that was corrected and stays in."""
    what = procedure.of or "device"
    approach = approach_value(procedure, found, f"revision of {what}")
    if procedure.of == "interbody device":
        if procedure.joint is None:
            found.ask("revision of interbody device", "joint", "In which joint was the interbody device corrected?")
        elif not procedure.joint.is_vertebral:
            ask = f"{_no_place(procedure.of, procedure.joint)} In which joint was it corrected?"
            found.ask("revision of interbody device", "joint", ask, "sacroiliac")
        elif approach:
            found.code(
                f"{joint_table('W', procedure.joint)}{approach}AZ",
                "root-revision",
                f"the interbody device of {procedure.joint} was corrected and stays in",
                joint=procedure.joint,
            )
        return
    bones = procedure.bones
    if procedure.of == "iliac screws":
        for side, value in _sides(procedure, found, "revision of iliac screws", "corrected") if approach else ():
            found.code(
                f"0QW{value}{approach}4Z", "root-revision", f"the iliac screws in the {side} ilium were corrected and stay in"
            )
    elif procedure.of is None or not bones:
        found.ask(f"revision of {what}", "vertebrae", "Which device was corrected, and in which vertebrae does it sit?")
    elif approach:
        for region in by_region(bones):
            found.code(
                f"0{VERTEBRA[region].format('W')}{approach}4Z",
                "root-revision",
                f"the {what} {was(what)} corrected and {'stay' if what in PLURAL else 'stays'} in; "
                f"the body part is {VERTEBRA_NAME[region]}",
                contested=_ROD_EXCHANGE if "rods" in what else "",
            )


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
        approach = approach_value(procedure, found, what)
        beside = [bone for bone in bones if bone not in set_with_device]
        if len(beside) < len(bones):
            found.reject(what, "B3.15", _SET_AND_FIXED.format(listed(bone for bone in bones if bone in set_with_device)))
        for region, here in by_region(beside if approach else ()).items():
            found.code(
                f"0{VERTEBRA[region].format('H')}{approach}4Z",
                "insertion-without-fusion",
                f"{what} in {listed(here)} with no graft {_THERE[len(here) > 1]}: "
                f"fixation without fusion is Insertion, body part {VERTEBRA_NAME[region]}",
                contested=_HOLDS_A_FRACTURE if len(beside) < len(bones) else "",
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
    return f" ({listed(codes)})" if codes else ""


def _iliac_screws(procedure: Procedure, found: Found, fused: frozenset[Joint], unsettled: frozenset[Joint]) -> None:
    """Code screws that end in the ilium: with a fusion above a code that some report, without one Insertion as any screw."""
    sides = _sides(procedure, found, "iliac screws", "placed")
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


def stabilization(procedure: Procedure, found: Found) -> None:
    """Code a device that lets the joint go on moving."""
    if procedure.of is None or procedure.joint is None:
        found.ask(
            "stabilization",
            "device" if procedure.of is None else "joint",
            "Which motion-preserving device was placed, and at which joint?",
        )
        return
    approach = approach_value(procedure, found, procedure.of)
    if not procedure.joint.is_vertebral:
        ask = (
            f"The {procedure.of} is made for vertebral joints and has no place in the joint {procedure.joint}. "
            "At which joint was it placed?"
        )
        found.ask(procedure.of, "joint", ask, "stabilization")
    elif approach:
        code = f"{joint_table('H', procedure.joint)}{approach}{_STABILIZER[procedure.of]}Z"
        found.code(
            code,
            "stabilization",
            f"{procedure.of} at {procedure.joint}: the joint goes on moving, so this is Insertion, not Fusion",
            joint=procedure.joint,
        )


def disc_replacement(procedure: Procedure, found: Found) -> None:
    """Code an artificial disc."""
    joint = procedure.joint
    if joint is None or not joint.has_disc:
        found.ask(
            "disc replacement", "joint", "Which disc was replaced? Occiput-C1, C1-C2 and the sacrum have none.", "anatomy-discs"
        )
        return
    approach = approach_value(procedure, found, f"disc replacement {joint}")
    if approach not in ("", "0"):
        ask = (
            f"The tables know an artificial disc by open approach only, and the note says {procedure.approach}. "
            f"How was the disc of {joint} reached?"
        )
        found.ask(f"disc replacement {joint}", "approach", ask, "stabilization")
    elif approach:
        found.code(
            f"{disc_value(joint, 'R')}{approach}JZ",
            "stabilization",
            f"an artificial disc at {joint} keeps the joint moving: Replacement, not Fusion",
            joint=joint,
        )
