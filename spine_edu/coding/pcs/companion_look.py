"""Codes for a joint that was looked at: where it was all that was done there, and whether it was."""

from __future__ import annotations

from collections.abc import Iterator

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.coding.pcs.found import Found, approach_value, joint_table
from spine_edu.coding.pcs.tables import validity
from spine_edu.operation import Operation, Procedure

LOOKED = (
    "what is done at a site takes in looking at it: Inspection is coded only where it was all that was done, whatever it was for"
)
ONLY_LOOKED = (
    "Nothing else is told of this joint, and something was done elsewhere: some code Inspection, as the guideline speaks of "
    "looking at what is operated on; some take it as part of deciding where to operate; no official ruling was found."
)


def operated_elsewhere(operation: Operation) -> bool:
    """Whether anything was done at a joint or vertebra beside looking."""
    return bool(operation.fusions or operation.unplaced) or any(act.kind not in _AT_NO_JOINT for act in operation.procedures)


def operated_at(joint: Joint, operation: Operation) -> bool:
    """Whether anything is known to have been done at a joint beside looking at it.

    >>> from spine_edu.anatomy import joint_named
    >>> removal = Procedure("removal", "screws", vertebrae=("L4", "L5"))
    >>> [operated_at(joint_named(name), Operation("2026-01-14", (), (removal,))) for name in ("L3-L4", "L4-L5")]
    [False, True]
    """
    acts = (act for act in operation.procedures if act.kind not in _AT_NO_JOINT)
    return joint in operation.joints or any(joint in _joints_of(act) for act in acts)


_AT_NO_JOINT = frozenset(("exploration", "harvest", "monitoring", "navigation", "robotic assistance", "introduction of rhBMP"))
"""What is done elsewhere, or goes with whatever else is done."""


def _joints_of(act: Procedure) -> Iterator[Joint]:
    """Yield the joints at which an entry was done: the one it names, those between its vertebrae, or beside a single one."""
    if act.joint:
        yield act.joint
        return
    bones = set(act.vertebrae)
    between = [joint for joint in JOINTS if len(joint.vertebrae) == 2 and bones.issuperset(joint.vertebrae)]
    yield from between or (joint for joint in JOINTS if bones.intersection(joint.vertebrae))


def exploration(procedure: Procedure, found: Found) -> None:
    """Code a joint looked at, where that was all that was done there (B3.11a); `operated_at` tells."""
    if procedure.joint is None:
        found.ask("exploration", "joint", "Which joint was explored?")
    else:
        approach = approach_value(procedure, found, f"exploration of {procedure.joint}")
        code = f"{joint_table('J', procedure.joint)}{approach}ZZ"
        if approach and code not in validity():
            found.not_in_tables(f"inspection of the {procedure.joint} joint")
        elif approach:
            found.code(
                code,
                "B3.11a",
                f"{procedure.joint} was inspected and nothing else was done there: Inspection",
                joint=procedure.joint,
            )
