"""Where each bone stands: the neutral posture from the tables of curvature, and how it bends.

The sacrum stays still. The world has its origin at the centre of the S1 endplate, x to the patient's left, y to the back,
z cranial. Ranges of motion differ widely between people and studies: bending is schematic.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from spine_edu.anatomy import JOINTS, VERTEBRAE, Joint, joint_named
from spine_edu.errors import GeometryError
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.mesh.pose import Pose, turned

Poses = Mapping[str, Pose]
"""Where each bone stands, by its name."""

BONES: tuple[str, ...] = ("O", *VERTEBRAE, "Co", "ilium-left", "ilium-right")
"""All bones we draw, cranial first. 'S1' is the whole sacrum, 'O' the base of the skull."""

MOVING: tuple[Joint, ...] = tuple(joint for joint in JOINTS if joint.is_vertebral)
"""The 25 joints that bend, cranial first; the sacroiliac joints and the coccyx do not move here."""


def body_height(bone: str) -> float:
    """Return the height of a vertebral body at its middle, in millimetres."""
    if bone == "C2":
        return size("C2", "body_height")
    return (size(bone, "body_height_front") + size(bone, "body_height_back")) / 2


def body_wedge(bone: str) -> float:
    """Return the angle between the endplates of a body in degrees, positive if it is taller behind (kyphotic)."""
    if bone in ("C1", "C2", "S1"):
        return 0.0
    depth = (size(bone, "endplate_depth_upper") + size(bone, "endplate_depth_lower")) / 2
    return 2 * math.degrees(math.atan((size(bone, "body_height_back") - size(bone, "body_height_front")) / 2 / depth))


@functools.cache
def _seats() -> Mapping[Joint, tuple[Pose, Pose]]:
    """Return for each moving joint two poses in the frame of its lower bone: of the joint itself and of the upper bone."""
    seats = {}
    for joint in MOVING:
        angle = size(joint.name, "neutral_angle")
        if not joint.has_disc:
            seat = Pose.tilted(angle, (0, size(joint.upper, "seat_back"), size(joint.upper, "seat_up")))
            seats[joint] = (Pose.here(), seat)
            continue
        lower_half = 0 if joint.lower == "S1" else body_height(joint.lower) / 2
        endplate = Pose.tilted(body_wedge(joint.lower) / 2, (0, 0, lower_half))
        wedge = angle - body_wedge(joint.upper)
        middle = endplate.after(Pose.tilted(wedge / 2))
        disc = Pose(middle.turn, middle.apply((0, 0, size(joint.name, "height_middle") / 2)))
        above = disc.apply((0, 0, size(joint.name, "height_middle") / 2))
        upper_turn = middle.after(Pose.tilted((wedge + body_wedge(joint.upper)) / 2)).turn
        upper = Pose(upper_turn, above + upper_turn @ (0, 0, body_height(joint.upper) / 2))
        seats[joint] = (disc, upper)
    return seats


def _stack(moves: Mapping[Joint, np.ndarray]) -> dict[str, Pose]:
    """Return all poses when each joint is turned about its centre by a matrix (missing: not at all)."""
    poses = {"S1": Pose.tilted(size("S1", "sacral_slope"))}
    for joint in reversed(MOVING):
        below = poses[joint.lower]
        disc, seat = _seats()[joint]
        if joint in moves:
            centre = disc.origin if joint.has_disc else seat.origin
            turn = disc.turn @ moves[joint] @ disc.turn.T
            seat = Pose(turn @ seat.turn, centre + turn @ (seat.origin - centre))
        poses[joint.upper] = below.after(seat)
    for bone in ("Co", "ilium-left", "ilium-right"):
        poses[bone] = poses["S1"]
    return {bone: poses[bone] for bone in BONES}


@functools.cache
def _neutral() -> Poses:
    return _stack({})


def neutral() -> dict[str, Pose]:
    """Return the pose of every bone in relaxed standing.

    >>> [round(x) for x in neutral()["S1"].origin.tolist()], list(neutral())[:3]
    ([0, 0, 0], ['O', 'C1', 'C2'])
    """
    return dict(_neutral())


def joint_pose(joint: Joint | str, poses: Poses | None = None) -> Pose:
    """Return the frame of a joint in the world: the centre of its disc, z across its mid-plane.

    Joints without a disc have the frame of their lower bone.
    """
    joint = _moving(joint)
    if poses is None:
        return _neutral()[joint.lower].after(_seats()[joint][0])
    if not joint.has_disc:
        return poses[joint.lower]
    below = poses[joint.lower].after(_seats()[joint][0])
    disc, upper = _seats()[joint]
    above = poses[joint.upper].after(upper.back().after(disc))
    middle = below.turn + above.turn
    u, _, v = np.linalg.svd(middle)
    return Pose(u @ v, (below.origin + above.origin) / 2)


def _moving(joint: Joint | str) -> Joint:
    found = joint_named(joint) if isinstance(joint, str) else joint
    if found not in MOVING:
        raise GeometryError(f"{found} has no disc frame and does not bend in our model; joints from O-C1 to L5-S1 do.")
    return found


@dataclass(frozen=True, slots=True)
class Motion:
    """How one joint has moved from neutral, in degrees: forward (back is negative), to the left, front turned to the left."""

    forward: float = 0.0
    left: float = 0.0
    leftwards: float = 0.0


def motions(
    flexion: float = 0, bending: float = 0, rotation: float = 0, fused: Collection[Joint | str] = ()
) -> dict[Joint, Motion]:
    """Return how far each joint moves when a person bends, as a share of the full range of the spine.

    `flexion` from -1 (full extension) to 1, `bending` and `rotation` from -1 (right) to 1 (left). A fused joint does not
    move. What it would have given is asked of its nearest mobile neighbours, above and below alike, until they reach
    the end of their own range: schematic, for nobody moves exactly so.

    >>> free, fixed = motions(flexion=0.5), motions(flexion=0.5, fused=["L4-L5"])
    >>> [(joint.name, fixed[joint].forward - free[joint].forward) for joint in MOVING[-3:]]
    [('L3-L4', 3.0), ('L4-L5', -6.0), ('L5-S1', 3.0)]
    """
    for name, share in (("flexion", flexion), ("bending", bending), ("rotation", rotation)):
        if not -1 <= share <= 1:
            raise GeometryError(f"{name}={share:g} is no share of a range: give -1 to 1, for example {name}=0.5 for half of it.")
    stiff = {_moving(joint) for joint in fused}
    forward = _share([size(j.name, "flexion" if flexion > 0 else "extension") for j in MOVING], flexion, stiff)
    left = _share([size(j.name, "bending_to_one_side") for j in MOVING], bending, stiff)
    leftwards = _share([size(j.name, "rotation_to_one_side") for j in MOVING], rotation, stiff)
    return {joint: Motion(*move) for joint, *move in zip(MOVING, forward, left, leftwards, strict=True)}


def _share(ranges: list[float], share: float, stiff: Collection[Joint]) -> list[float]:
    """Return the angle of each joint: its own share, and for mobile ones what fused neighbours leave to them."""
    limits = [0.0 if joint in stiff else limit for joint, limit in zip(MOVING, ranges, strict=True)]
    angles = [limit * abs(share) for limit in limits]
    for place, joint in enumerate(MOVING):
        if joint in stiff:
            lost = ranges[place] * abs(share)
            left = _hand_on(angles, limits, range(place - 1, -1, -1), lost / 2)
            left = _hand_on(angles, limits, range(place + 1, len(MOVING)), lost / 2 + left)
            _hand_on(angles, limits, range(place - 1, -1, -1), left)
    return [math.copysign(angle, share) if angle else 0.0 for angle in angles]


def _hand_on(angles: list[float], limits: list[float], places: range, rest: float) -> float:
    """Add an angle to the first joints that have room for it, in the order of `places`; return what found no room."""
    for place in places:
        taken = min(rest, limits[place] - angles[place])
        angles[place] += taken
        rest -= taken
    return rest


def bent(flexion: float = 0, bending: float = 0, rotation: float = 0, fused: Collection[Joint | str] = ()) -> dict[str, Pose]:
    """Return the pose of every bone when a person bends; see `motions` for the shares and for what fused joints do.

    >>> stiff = bent(flexion=1, fused=["C1-C2"])
    >>> before, after = (p["C2"].back().after(p["C1"]) for p in (neutral(), stiff))
    >>> bool(abs(before.turn - after.turn).max() < 1e-12)
    True
    """
    moves = motions(flexion, bending, rotation, fused)
    return _stack({joint: turned(m.forward, m.left, m.leftwards) for joint, m in moves.items() if m != Motion()})
