"""Places on the standing spine where graft and implants go: disc spaces, gutters, fronts of bodies, joints of the pelvis."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from spine_edu.anatomy import Joint
from spine_edu.geometry.body.bones import bone, landmarks
from spine_edu.geometry.body.landmarks import Endplate, Side
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import Poses, joint_pose
from spine_edu.geometry.implants.cages import DiscSpace
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.mesh.rays import crossings
from spine_edu.geometry.mesh.solids import unit
from spine_edu.geometry.plan.plan import ends_of
from spine_edu.steady import steady

Floats = NDArray[np.float64]
_RIM = 28


def disc_space(joint: Joint, poses: Poses) -> DiscSpace:
    """Return the room between the two endplates of a joint with a disc."""
    frame = joint_pose(joint, poses)
    above, under = landmarks(joint.upper).lower_endplate, landmarks(joint.lower).upper_endplate
    assert above is not None and under is not None
    depth = (above.depth + under.depth) / 2
    top = poses[joint.upper].apply(above.centre + np.outer((-1, 1), (0, above.depth * 0.42, 0)))
    low = poses[joint.lower].apply(under.centre + np.outer((-1, 1), (0, under.depth * 0.42, 0)))
    front, back = np.linalg.norm(top - low, axis=1)
    wedge = float(np.degrees(np.arctan2(front - back, depth * 0.84)))
    height = size(joint.name, "height_middle")
    return DiscSpace(
        joint.name,
        tuple(frame.origin.tolist()),
        tuple(map(tuple, frame.turn.tolist())),
        min(above.width, under.width),
        min(above.depth, under.depth),
        max(min(height, (front + back) / 2 + 1.0), 3.0),
        wedge,
    )


def rim(plate: Endplate, pose: Pose, share: float = 0.86, inset: float = 0.35) -> Floats:
    """Return an outline (28, 3) on an endplate, at a share of its size and a little inside the bone;
    it runs counter-clockwise from above.
    """
    angle = np.arange(_RIM) * 2 * np.pi / _RIM
    reach = (np.abs(np.cos(angle)) ** 2.4 + np.abs(np.sin(angle)) ** 2.4) ** (-1 / 2.4)
    x = np.array([1.0, 0, 0])
    up = plate.normal * np.sign(plate.normal[2])
    y = np.cross(up, x)
    flat = np.outer(reach * np.cos(angle) * plate.width / 2 * share, x) + np.outer(
        reach * np.sin(angle) * plate.depth / 2 * share, y
    )
    return pose.apply(plate.centre + flat - plate.normal * inset)


def endplates(joint: Joint, poses: Poses, share: float = 0.86, inset: float = 0.35) -> tuple[Floats, Floats]:
    """Return the outlines above and below the disc space of a joint."""
    above, under = landmarks(joint.upper).lower_endplate, landmarks(joint.lower).upper_endplate
    assert above is not None and under is not None
    return rim(above, poses[joint.upper], share, inset), rim(under, poses[joint.lower], share, inset)


@functools.cache
def back_of(name: str, x: float, z: float, fallback: float = 0.0) -> tuple[float, float, float]:
    """Return the hindmost point of a bone at x to the left and z up, in its own frame."""
    found = crossings(bone(name, "coarse"), (x, 160.0, z), (0, -1, 0))
    return (x, 160.0 - float(found[0]) if len(found) else fallback, z)


def gutter(joint: Joint, side: Side, poses: Poses) -> tuple[Floats, list[tuple[float, float]]]:
    """Return the bed of posterolateral graft of a joint: a path (n, 3) from bone to bone and two half widths at each point.

    In the chest and the low back it lies on the transverse processes, in the neck on the lateral masses beside the rod, above
    C2 on the arches, at the sacrum on its wing.
    """
    upper, lower = ends_of(joint)
    ends = [poses[name].apply(_bed(name, side)) for name in (upper, lower)]
    back = poses[lower].direct((0, 1, 0))
    outward = 1 if side == "left" else -1
    if upper == "O":
        middle = (ends[0] + ends[1]) / 2 + back * 2.0
        return np.array([ends[0], middle, ends[1]]), [(4.2, 2.6), (4.6, 3.0), (4.2, 2.6)]
    middle = (ends[0] + ends[1]) / 2
    if upper[0] == "C":
        return np.array([ends[0], middle + back * 0.6, ends[1]]), [(3.0, 2.3), (3.3, 2.7), (3.0, 2.3)]
    if upper[0] == "T" and upper not in ("T11", "T12"):
        return np.array([ends[0], middle + back * 0.8, ends[1]]), [(5.2, 3.6), (5.6, 4.0), (5.2, 3.6)]
    middle = middle + np.array([outward * 1.5, 0, 0]) + back * -0.5
    return np.array([ends[0], middle, ends[1]]), [(7.6, 5.8), (8.2, 6.8), (7.6, 5.8)]


def _bed(name: str, side: Side) -> Floats:
    """Return the point of a bone, in its own frame, where posterolateral graft takes hold."""
    marks = landmarks(name)
    sign = 1 if side == "left" else -1
    if name == "O":
        return np.array(back_of("O", sign * 13.0, 12.0, 32.0)) + np.array([0, 1.6, 0])
    if name == "C1":
        return np.array(back_of("C1", sign * 9.0, 0.0, 20.0)) + np.array([0, 1.6, 0])
    if name == "C2":
        return np.array(back_of("C2", sign * 10.0, float(marks.lower_facets[side].centre[2] + 5.0), 22.0)) + np.array([0, 1.5, 0])
    if name[0] == "C":
        centre = marks.lateral_masses[side]
        x = float(centre[0]) + sign * 3.6
        return np.array(back_of(name, x, float(centre[2]), float(centre[1]) + 4)) + np.array([0, 1.3, 0])
    if name == "S1":
        return np.array([sign * 33.0, 19.0, -5.0])
    isthmus, tip = marks.pedicles[side].isthmus, marks.transverse_tips[side]
    if name[0] == "T" and name != "T12":
        spot = isthmus + (tip - isthmus) * 0.62
        return np.array(back_of(name, float(spot[0]), float(spot[2]), float(spot[1]))) + np.array([0, 2.0, 0])
    spot = isthmus + (tip - isthmus) * 0.62
    return spot + np.array([0, 2.4, -1.5])


def front_of(name: str, poses: Poses, up: float, aside: float) -> Floats:
    """Return the point on the front of a body, `up` from -1 (lower rim) to 1 (upper rim), `aside` mm to the left."""
    marks = landmarks(name)
    low, high = marks.lower_endplate, marks.upper_endplate
    if name == "S1":
        assert high is not None
        start = high.centre + np.array([aside, -high.depth / 2 - 20, -13 + 12 * up])
    elif name == "C2":
        assert low is not None
        start = low.centre + np.array([aside, -low.depth / 2 - 20, 8.0 + 7.0 * up])
    else:
        assert low is not None and high is not None
        start = (low.centre + high.centre) / 2 + (high.centre - low.centre) / 2 * up + np.array([aside, -high.depth / 2 - 20, 0])
    found = crossings(bone(name, "coarse"), start, (0, 1, 0))
    return poses[name].apply(start + np.array([0, float(found[0]) if len(found) else 20.0, 0]))


def side_joint(joint: Joint, poses: Poses) -> tuple[Floats, Floats, Floats]:
    """Return for a sacroiliac joint where its two faces are nearest: points (n, 3), and the mean normal towards the ilium."""
    sacrum, ilium = ends_of(joint)
    one = poses[sacrum].apply(bone(sacrum, "coarse").points)
    two = poses[ilium].apply(bone(ilium, "coarse").points)
    sign = 1 if joint.name.endswith("left") else -1
    one = one[one[:, 0] * sign > 20]
    away = steady(np.linalg.norm(one[:, None] - two[None], axis=2))
    nearest = away.min(axis=1)
    close = nearest < np.quantile(nearest, 0.12)
    gap = two[away[close].argmin(axis=1)]
    return (one[close] + gap) / 2, unit((gap - one[close]).mean(axis=0) + np.array([sign * 1.0, 0, 0])), gap


def between_spinous(joint: Joint, poses: Poses) -> tuple[Floats, Floats, float, float]:
    """Return the middle between two spinous processes, the direction from lower to upper, their gap and their thickness (mm)."""
    upper, lower = ends_of(joint)
    ends = []
    for name, share in ((upper, 0.72), (lower, 0.72)):
        tip, canal = landmarks(name).spinous_tip, landmarks(name).canal
        assert tip is not None and canal is not None
        root = canal.centre + np.array([0, canal.depth / 2, -2.0])
        ends.append(poses[name].apply(root + (tip - root) * share))
    up = unit(ends[0] - ends[1])
    apart = float(np.linalg.norm(ends[0] - ends[1]))
    return (ends[0] + ends[1]) / 2, up, max(apart * 0.42, 4.0), 7.0 if upper[0] == "L" else 5.0
