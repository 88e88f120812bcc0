"""Where screws go: for each vertebra and kind of screw an entry, a direction and a length, found in the bone itself.

The angles are the usual teaching ones and schematic: parallel to the facets in the lateral masses, along the axis of the
pedicle elsewhere. Entry and length are measured on our bone, so that a screw ends before the far cortex.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from spine_edu.errors import FigureError
from spine_edu.geometry.bones import bone, landmarks
from spine_edu.geometry.landmarks import Side, wall
from spine_edu.geometry.posture import Pose
from spine_edu.geometry.rays import crossings, reach
from spine_edu.geometry.screws import Trajectory
from spine_edu.geometry.solids import triple, unit

Floats = NDArray[np.float64]
KINDS = ("pedicle", "lateral mass", "pars", "lamina", "S2-alar-iliac", "iliac", "keel")


def usual_kind(vertebra: str, *, long: bool = False) -> str:
    """Return the kind of screw a vertebra usually gets; `long` constructs that reach the chest take pedicle screws in C7.

    >>> [usual_kind(name) for name in ("C1", "C2", "C5", "C7", "T4", "S1")]
    ['lateral mass', 'pars', 'lateral mass', 'lateral mass', 'pedicle', 'pedicle']
    """
    if vertebra == "C2":
        return "pars"
    if vertebra == "C7" and long:
        return "pedicle"
    return "lateral mass" if vertebra[0] == "C" else "pedicle"


def trajectory(vertebra: str, side: Side, kind: str, pose: Pose) -> Trajectory:
    """Return the path of one screw in the world, the bone standing in a pose.

    Raises FigureError with the anatomical reason for a screw that has no bone to go into.
    """
    local = _local(vertebra, side, kind)
    entry, direction = pose.apply(np.array(local.entry)), pose.direct(np.array(local.direction))
    return Trajectory(vertebra, side, kind, triple(entry), triple(direction), local.length, local.diameter)


@functools.cache
def _local(vertebra: str, side: Side, kind: str) -> Trajectory:
    _refuse(vertebra, kind)
    if kind == "pedicle":
        return _pedicle(vertebra, side)
    if kind == "lateral mass":
        return _atlas(side) if vertebra == "C1" else _lateral_mass(vertebra, side)
    if kind == "pars":
        return _pars(side)
    if kind == "lamina":
        return _lamina(side)
    return _pelvic(vertebra, side, kind)


def _refuse(vertebra: str, kind: str) -> None:
    """Raise the lesson for a screw that the anatomy does not allow."""
    if kind not in KINDS:
        raise FigureError(f"There is no {kind!r} screw here; there are {', '.join(KINDS)}.")
    cervical = vertebra[0] == "C" and vertebra != "Co"
    lessons: Mapping[str, tuple[bool, str]] = {
        "pedicle": (
            vertebra not in ("C1", "O", "Co"),
            "C1 is a ring without body and pedicles; its screws go into the lateral masses",
        ),
        "lateral mass": (
            cervical and vertebra != "C2",
            "lateral masses that hold a screw belong to C1 and to C3 to C7; C2 takes pars, pedicle or lamina screws, "
            "and below the neck screws go through the pedicles",
        ),
        "pars": (
            vertebra == "C2",
            "pars screws are a choice in C2, where the pars is thick; elsewhere take the pedicle or lateral mass",
        ),
        "lamina": (vertebra == "C2", "only the laminae of C2 are drawn with screws: they are the thickest of the neck"),
        "S2-alar-iliac": (vertebra == "S1", "an S2-alar-iliac screw enters the sacrum: name the vertebra S1"),
        "iliac": (vertebra in ("ilium-left", "ilium-right"), "an iliac screw goes into the ilium"),
        "keel": (vertebra == "O", "only the occiput has the midline keel that an occipital plate is screwed to"),
    }
    allowed, why = lessons[kind]
    if not allowed:
        raise FigureError(f"A {kind} screw in {vertebra} cannot be drawn: {why}.")


def _made(vertebra: str, side: str, kind: str, entry: Floats, direction: Floats, length: float, diameter: float) -> Trajectory:
    return Trajectory(vertebra, side, kind, triple(entry), triple(direction), round(float(length), 1), round(float(diameter), 1))


def _pedicle(vertebra: str, side: Side) -> Trajectory:
    axis = landmarks(vertebra).pedicles[side]
    widest = {"C": 3.5, "T": 6.0, "L": 6.5, "S": 7.0}[vertebra[0]]
    diameter = min(widest, max(min(axis.width, axis.height) - 1.2, 3.5))
    mesh = bone(vertebra)
    direction = axis.direction
    if vertebra == "S1":  # towards the front edge of its endplate, where bone is densest
        direction = unit(np.array([direction[0], direction[1], -0.16]))
    back = reach(mesh, axis.isthmus, -direction)
    entry = axis.isthmus - direction * back
    ahead = reach(mesh, axis.isthmus, direction)
    longest = {"C": 24, "T": 40, "L": 50, "S": 45}[vertebra[0]]
    depth = wall(vertebra) * 2
    useful = (axis.isthmus[1] + wall(vertebra) - 0.17 * depth) / -direction[1]
    return _made(vertebra, side, "pedicle", entry, direction, min(back + min(useful, ahead - 2.0), longest), diameter)


def _lateral_mass(vertebra: str, side: Side) -> Trajectory:
    marks = landmarks(vertebra)
    sign = 1 if side == "left" else -1
    centre = marks.lateral_masses[side] + np.array([-1.0 * sign, 0, -0.6])
    up = (marks.upper_facets[side].up + marks.lower_facets[side].up) / 2
    up = unit(up * np.array([0, 1, 1]))
    turned = np.radians(25)
    direction = unit(np.cos(turned) * up + np.array([sign * np.sin(turned), 0, 0]))
    mesh = bone(vertebra)
    back, ahead = reach(mesh, centre, -direction), reach(mesh, centre, direction)
    return _made(vertebra, side, "lateral mass", centre - direction * back, direction, min(back + ahead - 1.0, 14.0), 3.5)


def _atlas(side: Side) -> Trajectory:
    centre = landmarks("C1").lateral_masses[side]
    sign = 1 if side == "left" else -1
    inward, upward = np.radians(10), np.radians(12)
    direction = unit(np.array([-sign * np.sin(inward), -np.cos(inward), np.sin(upward)]))
    mesh = bone("C1")
    back, ahead = reach(mesh, centre, -direction), reach(mesh, centre, direction)
    return _made("C1", side, "lateral mass", centre - direction * back, direction, min(back + ahead - 1.0, 22.0), 3.5)


def _pars(side: Side) -> Trajectory:
    """Return the path through the pars of C2: short, steep, stopping before the foramen of the artery."""
    marks = landmarks("C2")
    below, above = marks.lower_facets[side].centre, marks.upper_facets[side].centre
    sign = 1 if side == "left" else -1
    start = below + np.array([-2.2 * sign, 0.5, 4.0])
    aim = above + np.array([-3.2 * sign, 3.0, -4.5])
    direction = unit(aim - start)
    mesh = bone("C2")
    middle = (start + aim) / 2
    back, ahead = reach(mesh, middle, -direction), reach(mesh, middle, direction)
    return _made("C2", side, "pars", middle - direction * back, direction, min(back + ahead - 1.5, 16.0), 3.5)


def _lamina(side: Side) -> Trajectory:
    """Return the path inside the lamina of one side, entered from the other side of the spinous process."""
    marks = landmarks("C2")
    sign = 1 if side == "left" else -1
    canal = marks.canal
    assert canal is not None and marks.spinous_tip is not None
    back = canal.centre[1] + canal.depth / 2
    height = (marks.spinous_tip[2] + canal.centre[2]) / 2 + (1.2 if side == "left" else -1.6)  # one above the other: they cross
    aim = marks.lower_facets[side].centre + np.array([sign * -1.0, 2.5, 5.5])
    start = np.array([-sign * 3.0, back + 4.2, height])
    direction = unit(aim - start)
    mesh = bone("C2")
    middle = (start + aim) / 2
    behind, ahead = reach(mesh, middle, -direction), reach(mesh, middle, direction)
    return _made("C2", side, "lamina", middle - direction * behind, direction, min(behind + ahead - 1.5, 26.0), 3.5)


def _pelvic(vertebra: str, side: Side, kind: str) -> Trajectory:
    name = {"S2-alar-iliac": f"S2AI {side}", "iliac": f"iliac {side}"}.get(kind, "keel middle")
    axis = landmarks(vertebra).fixation[name]
    mesh = bone(vertebra)
    length, diameter = {"S2-alar-iliac": (75.0, 8.0), "iliac": (75.0, 7.5), "keel": (9.0, 4.5)}[kind]
    start = axis.entry - axis.direction * 30
    found = crossings(mesh, start, axis.direction)
    entry = start + axis.direction * (found[0] if len(found) else 30.0)
    return _made(vertebra, side, kind, entry, axis.direction, length, diameter)
