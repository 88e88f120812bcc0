"""What a root serves and what presses it, in words: for the body on which it is found."""

from __future__ import annotations

from typing import TypedDict

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.figures.plates.person.body import roots_told
from spine_edu.figures.plates.pressed_root import hit_by, region_of, root_above


class RootTold(TypedDict):
    """What is said of one root: its name, and line by line what, and the words for it."""

    root: str
    lines: list[tuple[str, str]]


def root_told(root: str) -> RootTold:
    """Say what a root serves, where it leaves, and which disc presses it where.

    >>> dict(root_told("L5")["lines"])["Pressed by"]
    'L4-L5 (paracentral), L5-S1 (foraminal, far lateral)'
    >>> dict(root_told("C8")["lines"])["Leaves"]
    'at C7-T1: the eighth of the neck, which has no eighth bone'
    """
    served = roots_told()[root]
    lines = [("Skin", f"{served['skin']}; tested: {served['point']}")]
    if "movement" in served:
        lines.append(("Movement", f"{served['movement']} ({served['muscle']})"))
    if "reflex" in served:
        lines.append(("Reflex", served["reflex"]))
    lines.append(("Leaves", _leaves(root)))
    pressing = _pressing(root)
    if pressing:
        lines.append(("Pressed by", ", ".join(f"{joint} ({', '.join(places)})" for joint, places in pressing.items())))
        lines.append(("Why there", _WHY[root[0]]))
    return {"root": root, "lines": lines}


_WHY = {
    "C": "In the neck a root leaves at the height of the disc, so the place of the herniation hardly matters.",
    "L": "In the low back a root leaves high in its gap, above the disc: beside the sac it is met one joint higher, "
    "far out at its own.",
    "S": "It passes this disc on its way into the sacrum.",
}


def _leaves(root: str) -> str:
    if root[0] == "S":
        return "through the sacrum"
    (joint,) = (joint for joint in JOINTS if joint.is_vertebral and root_above(joint.lower) == root)
    if root == "C8":
        return f"at {joint}: the eighth of the neck, which has no eighth bone"
    return f"at {joint}, {'above' if root[0] == 'C' else 'below'} the bone of its number"


def _pressing(root: str) -> dict[Joint, list[str]]:
    """Return the discs of neck and low back that press a root, each with the places of the herniation that does it."""
    found: dict[Joint, list[str]] = {}
    for joint in JOINTS:
        if joint.has_disc and joint.region in ("cervical", "lumbar"):
            hits = [place for place in region_of(joint).places if hit_by(joint, place) == f"{root} root"]
            found |= {joint: hits} if hits else {}
    return found
