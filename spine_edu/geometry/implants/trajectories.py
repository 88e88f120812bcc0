"""Where screws go: for each vertebra and kind of screw an entry, a direction and a length, found in the bone itself.

The angles are the usual teaching ones and schematic: parallel to the facets in the lateral masses, along the axis of the
pedicle elsewhere. Entry and length are measured on our bone, so that a screw ends before the far cortex.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from spine_edu.geometry.body.bones import bone, landmarks
from spine_edu.geometry.body.landmarks import Side, wall
from spine_edu.geometry.implants.screws import Trajectory
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.mesh.rays import crossings, inside, reach
from spine_edu.geometry.mesh.solids import frame, triple, unit
from spine_edu.geometry.plan.plan import THINNEST, WALL
from spine_edu.geometry.plan.screw_kinds import refuse
from spine_edu.steady import steady

Floats = NDArray[np.float64]


def trajectory(vertebra: str, side: Side, kind: str, pose: Pose) -> Trajectory:
    """Return the path of one screw in the world, the bone standing in a pose.

    Raises FigureError with the anatomical reason for a screw that has no bone to go into.
    """
    local = _local(vertebra, side, kind)
    entry, direction = pose.apply(np.array(local.entry)), pose.direct(np.array(local.direction))
    return Trajectory(vertebra, side, kind, triple(entry), triple(direction), local.length, local.diameter)


@functools.cache
def _local(vertebra: str, side: Side, kind: str) -> Trajectory:
    refuse(vertebra, kind)
    if kind == "pedicle":
        return _pedicle(vertebra, side)
    if kind == "lateral mass":
        return _atlas(side) if vertebra == "C1" else _lateral_mass(vertebra, side)
    if kind == "pars":
        return _pars(side)
    if kind == "lamina":
        return _lamina(side)
    return _pelvic(vertebra, side, kind)


def _make(vertebra: str, side: str, kind: str, entry: Floats, direction: Floats, length: float, diameter: float) -> Trajectory:
    long, thick = (round(steady(float(size)), 1) for size in (length, diameter))
    return Trajectory(vertebra, side, kind, triple(entry), triple(direction), long, thick)


def safe_depth(mesh: Mesh, entry: Floats, direction: Floats, length: float, diameter: float) -> float:
    """Return down to which depth (mm) a shaft of a diameter stays inside a bone; `length` if it never leaves it.

    The first 3 mm, where head and cortex meet, do not count.
    """
    depths = np.arange(3.0, length - 0.4, 1.5)
    angle = np.arange(8) * np.pi / 4
    turn = frame(direction, (1, 0, 0.2))
    around = np.cos(angle)[:, None] * turn[:, 0] + np.sin(angle)[:, None] * turn[:, 1]
    radius = diameter / 2 * np.where(depths > length * 0.8, 0.75, 1.0)
    points = entry + depths[:, None, None] * direction + radius[:, None, None] * around
    within = inside(mesh, points.reshape(-1, 3)).reshape(len(depths), 8).all(axis=1)
    return length if within.all() else float(depths[int(np.argmin(within))])


def _pedicle(vertebra: str, side: Side) -> Trajectory:
    """Return the path along the axis of the pedicle, or as near to it as keeps the screw in bone:
    a little steeper or turned in.
    """
    axis = landmarks(vertebra).pedicles[side]
    sign = 1 if side == "left" else -1
    widest = {"C": 3.5, "T": 5.0, "L": 6.5, "S": 7.0}[vertebra[0]]
    spare = 2 * WALL + (0.3 if axis.width > 7 else 0.0)
    diameter = min(widest, max(min(axis.width, axis.height) - spare, THINNEST))
    mesh = bone(vertebra)
    best: tuple[float, Trajectory] | None = None
    steep = -0.16 if vertebra == "S1" else 0.0  # at the sacrum towards the front of its endplate, where bone is densest
    for inward in (0.0, 0.05, 0.10):
        for tilt in (steep, steep - 0.06, steep + 0.06):
            direction = unit(axis.direction + np.array([-sign * inward, 0, tilt]))
            back, ahead = reach(mesh, axis.isthmus, -direction), reach(mesh, axis.isthmus, direction)
            entry = axis.isthmus - direction * back
            longest = {"C": 24, "T": 40, "L": 50, "S": 45}[vertebra[0]]
            useful = (axis.isthmus[1] + wall(vertebra) - 0.17 * wall(vertebra) * 2) / -direction[1]
            length = min(back + min(useful, ahead - 2.0), longest)
            safe = safe_depth(mesh, entry, direction, length, diameter)
            if best is None or safe > best[0] + 1.0:
                best = safe, _make(vertebra, side, "pedicle", entry, direction, length, diameter)
            if safe >= length:
                return _make(vertebra, side, "pedicle", entry, direction, length, diameter)
    assert best is not None
    return replace(best[1], length=round(max(best[0] - 1.0, 20.0), 1))


def _lateral_mass(vertebra: str, side: Side) -> Trajectory:
    """Return the path from the middle of the back of a lateral mass: outwards,
    and up as near to the facets' slope as bone allows.
    """
    centre = landmarks(vertebra).lateral_masses[side]
    sign = 1 if side == "left" else -1
    mesh = bone(vertebra)
    best: tuple[float, Trajectory] | None = None
    for up, out, (inner, low) in product((40, 30, 20, 10), (25, 15), ((1.0, 0.0), (2.0, 1.5))):
        start = np.array([centre[0] - sign * inner, 60.0, centre[2] - low])
        entry = start - np.array([0, crossings(mesh, start, (0, -1, 0))[0], 0])
        a, b = np.radians([up, out])
        direction = np.array([sign * np.sin(b), -np.cos(b) * np.cos(a), np.cos(b) * np.sin(a)])
        ahead = reach(mesh, entry + direction * 0.3, direction) + 0.3
        length = min(ahead - 1.0, 14.0)
        safe = safe_depth(mesh, entry, direction, length, 3.5)
        found = _make(vertebra, side, "lateral mass", entry, direction, length, 3.5)
        if length >= 10 and safe >= length:
            return found
        if best is None or min(safe, length) > best[0]:
            best = min(safe, length), found
    assert best is not None
    return replace(best[1], length=round(max(best[0], 8.0), 1))


def _atlas(side: Side) -> Trajectory:
    centre = landmarks("C1").lateral_masses[side]
    sign = 1 if side == "left" else -1
    inward, upward = np.radians(10), np.radians(12)
    direction = unit(np.array([-sign * np.sin(inward), -np.cos(inward), np.sin(upward)]))
    mesh = bone("C1")
    back, ahead = reach(mesh, centre, -direction), reach(mesh, centre, direction)
    return _make("C1", side, "lateral mass", centre - direction * back, direction, min(back + ahead - 1.0, 22.0), 3.5)


def _pars(side: Side) -> Trajectory:
    """Return the path through the pars of C2: from above its lower facet, steep, stopping before the foramen of the artery."""
    marks = landmarks("C2")
    below, above = marks.lower_facets[side].centre, marks.upper_facets[side].centre
    sign = 1 if side == "left" else -1
    mesh = bone("C2")
    start = np.array([below[0] - sign * 2.0, 80.0, below[2] + 5.0])
    entry = start - np.array([0, crossings(mesh, start, (0, -1, 0))[0], 0])
    best: tuple[float, Trajectory] | None = None
    for inward, low in product((3.0, 4.0, 2.0, 5.0), (5.0, 3.5, 7.0)):
        direction = unit(above + np.array([-sign * inward, 3.0, -low]) - entry)
        ahead = reach(mesh, entry + direction * 0.3, direction) + 0.3
        length = min(ahead - 1.5, 16.0)
        safe = min(safe_depth(mesh, entry, direction, length, 3.5), length)
        if best is None or safe > best[0]:
            best = safe, _make("C2", side, "pars", entry, direction, length, 3.5)
    assert best is not None
    return replace(best[1], length=round(best[0], 1))


def _lamina(side: Side) -> Trajectory:
    """Return the path inside a lamina: its head stands on one side of the spinous process, its tip lies in the other lamina.

    The two screws pass one above the other.
    """
    sign = 1 if side == "left" else -1
    near, far = _lamina_at(sign * 5.5), _lamina_at(-sign * 11.0)
    low, high = max(near[0, 0], far[0, 0]), min(near[-1, 0], far[-1, 0])
    height = low + (high - low) * (0.54 if side == "left" else 0.20)
    depth = [float(np.interp(height, lamina[:, 0], lamina[:, 1])) for lamina in (near, far)]
    mesh = bone("C2")
    best: tuple[float, Trajectory] | None = None
    for aside, ahead_of in product((2.0, 4.0), (0.0, 1.0, 2.0)):  # far back, where it meets the bone squarely
        aim = np.array([-sign * 11.0, depth[1] + ahead_of, height])
        direction = unit(aim - np.array([sign * aside, depth[0] + 5.0, height]))
        middle = aim - direction * 11.0
        behind, ahead = reach(mesh, middle, -direction), reach(mesh, middle, direction)
        entry = middle - direction * behind
        length = min(behind + ahead - 1.5, 26.0)
        safe = min(safe_depth(mesh, entry, direction, length, 3.5), length)
        if best is None or safe > best[0]:
            best = safe, _make("C2", side, "lamina", entry, direction, safe, 3.5)
    assert best is not None
    return best[1]


@functools.cache
def _lamina_at(x: float) -> Floats:
    """Return the middle of the lamina of C2 at x to the left: heights and how far back (n, 2), from below."""
    mesh = bone("C2")
    found = []
    for z in np.arange(-16.0, 8.0, 0.5):
        walls = 80.0 - crossings(mesh, (x, 80.0, z), (0, -1, 0))
        pairs = [(rear, near) for rear, near in zip(walls[::2], walls[1::2], strict=False) if near > 15]
        if pairs:
            found.append((z, sum(pairs[-1]) / 2))
    return np.array(found)


def _pelvic(vertebra: str, side: Side, kind: str) -> Trajectory:
    name = {"S2-alar-iliac": f"S2AI {side}", "iliac": f"iliac {side}"}.get(kind, "keel middle")
    axis = landmarks(vertebra).fixation[name]
    mesh = bone(vertebra)
    length, diameter = {"S2-alar-iliac": (75.0, 8.0), "iliac": (75.0, 7.5), "keel": (9.0, 4.5)}[kind]
    start = axis.entry - axis.direction * 30
    found = crossings(mesh, start, axis.direction)
    entry = start + axis.direction * (found[0] if len(found) else 30.0)
    if kind == "iliac":
        length = min(length, max(reach(mesh, entry + axis.direction, axis.direction) - 2.0, 30.0))
    return _make(vertebra, side, kind, entry, axis.direction, length, diameter)
