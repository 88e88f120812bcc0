"""Codes for devices taken out, or corrected and left in."""

from __future__ import annotations

from spine_edu.anatomy import Joint, by_region
from spine_edu.coding.pcs.found import (
    PLURAL,
    VERTEBRA,
    VERTEBRA_NAME,
    Found,
    approach_value,
    disc_value,
    joint_table,
    sides_of,
    was,
)
from spine_edu.coding.pcs.tables import validity
from spine_edu.operation import Procedure
from spine_edu.text.lists import listed
from spine_edu.vocabulary import FIXATION, STABILIZERS


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
        for side, value in sides_of(procedure, found, about, "removed") if approach else ():
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
        for side, value in sides_of(procedure, found, "revision of iliac screws", "corrected") if approach else ():
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
