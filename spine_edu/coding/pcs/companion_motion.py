"""Codes for devices that let a joint go on moving."""

from __future__ import annotations

from spine_edu.coding.pcs.found import Found, approach_value, disc_value, joint_table
from spine_edu.operation import Procedure

_STABILIZER = {"interspinous process device": "B", "pedicle-based dynamic device": "C", "facet replacement device": "D"}


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
