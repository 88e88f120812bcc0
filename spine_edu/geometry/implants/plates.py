"""Plates: on the front of vertebral bodies, and on the back of the skull."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spine_edu.geometry.implants.screws import Trajectory
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.solids import circle, frame, lofted, placed, spline, triple, turned, unit

Floats = NDArray[np.float64]


def front_plate(rows: Sequence[Sequence[Floats]], thick: float, fine: bool = False) -> Mesh:
    """Return a plate on the front of bodies; `rows` lists, cranial first, the left, middle and right point it lies on.

    It narrows between the rows that hold screws, and follows the curve of the bodies.
    """
    given = np.array([[np.asarray(point, float) for point in row] for row in rows])
    count = (10 if fine else 6) * (len(given) - 1) + 1
    left, middle, right = (spline(given[:, k], count) for k in range(3))
    place = np.linspace(0, len(given) - 1, count)
    waist = 1 - 0.16 * np.abs(np.sin(np.pi * place))
    rings = []
    along = np.gradient(middle, axis=0)
    for k in range(count):
        across = (right[k] - left[k]) / 2 * waist[k]
        out = unit(np.cross(across, along[k]))
        out = -out if out[1] > 0 else out  # away from the spine: to the front
        bow = [middle[k] + across * s + out * (0.25 + 0.10 * np.linalg.norm(across) * (1 - s * s)) for s in (-1, -0.5, 0, 0.5, 1)]
        soft = 0.55 if k in (0, count - 1) else 1.0
        top = [point + out * thick * (0.6 if s in (0, 4) else 1.0) * soft for s, point in enumerate(bow)]
        rings.append(np.array([*bow, *top[::-1]]))
    rings[0], rings[-1] = rings[0] - unit(along[0]) * 1.2, rings[-1] + unit(along[-1]) * 1.2
    plate = lofted(rings)
    return plate if plate.volume() > 0 else Mesh(plate.points, plate.faces[:, ::-1])


def plate_screw(entry: Floats, direction: Floats, length: float, diameter: float) -> tuple[Trajectory, Mesh]:
    """Return a screw of a plate, and its low head with a recess, sitting in the plate."""
    way = Trajectory("", "", "plate", triple(entry), triple(direction), length, diameter)
    r = diameter * 0.72
    head = turned([(r * 0.7, -1.2), (r, 0.2), (r, 0.9), (r * 0.92, 1.2), (r * 0.5, 1.2), (r * 0.5, 1.2), (r * 0.45, 0.2)], 12)
    return way, placed(head, entry, frame(-direction, (1, 0, 0)))


def occipital_plate(keel: Sequence[Floats], wings: Sequence[Floats], thick: float = 2.4) -> Mesh:
    """Return a plate on the back of the skull: a strip along the midline keel, and an arm to each of two rod holders."""
    strip = spline(np.array([keel[0] + (keel[0] - keel[-1]) * 0.18, *keel, keel[-1] + (keel[-1] - keel[0]) * 0.18]), 9)
    parts = [_strap(strip, 6.0, thick)]
    for wing in wings:
        middle = keel[0] + (keel[-1] - keel[0]) * 0.30
        arm = spline(np.array([middle, (middle + wing) / 2 + [0, 1.0, 0], wing]), 7)
        parts.append(_strap(arm, 4.0, thick))
    return joined(parts)


def _strap(axis: Floats, half: float, thick: float) -> Mesh:
    """Return a flat strap along an axis, its broad side to the back."""
    along = np.gradient(axis, axis=0)
    flat = circle(1, 12) * [half, thick / 2]
    rings = []
    for k, (point, direction) in enumerate(zip(axis, along, strict=True)):
        turn = frame(direction, np.cross((0, 1.0, 0.25), direction))
        size = 0.7 if k in (0, len(axis) - 1) else 1.0
        rings.append(point + (flat * [size, 1]) @ turn[:, :2].T)
    return lofted(rings)
