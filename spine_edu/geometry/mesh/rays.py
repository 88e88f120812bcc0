"""Where a straight line enters and leaves a bone, and which points lie inside one:
how screws find their entry and their length.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.solids import frame
from spine_edu.steady import steady

Floats = NDArray[np.float64]
_NEAR = 1e-6  # mm, more than rounding moves a point


def crossings(mesh: Mesh, start: ArrayLike, direction: ArrayLike) -> Floats:
    """Return at which distances (mm, sorted) a ray from `start` along a unit `direction` crosses a surface.

    >>> from spine_edu.geometry.mesh.mesh import box
    >>> crossings(box((0, 0, 0), (2, 2, 2)), (0.7, 0.9, -1), (0, 0, 1)).tolist()
    [1.0, 3.0]
    """
    a, b, c = (mesh.points[mesh.faces[:, corner]].astype(float) for corner in range(3))
    way, origin = np.asarray(direction, float), np.asarray(start, float)
    side, other = b - a, c - a
    across = np.cross(way, other)
    scale = np.einsum("nj,nj->n", side, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        from_a = origin - a
        u = steady(np.einsum("nj,nj->n", from_a, across) / scale)
        upright = np.cross(from_a, side)
        v = steady(upright @ way / scale)
        far = steady(np.einsum("nj,nj->n", other, upright) / scale)
        hit = (np.abs(scale) > 1e-12) & (u >= 0) & (v >= 0) & (steady(u + v) <= 1) & (far > 0)
    return np.unique(far[hit])  # through an edge a ray meets two triangles at one place


def inside(mesh: Mesh, points: ArrayLike) -> NDArray[np.bool_]:
    """Return for each point (n, 3) whether it lies inside a closed mesh.

    >>> from spine_edu.geometry.mesh.mesh import box
    >>> inside(box((0, 0, 0), (2, 2, 2)), [(1, 1, 1), (1, 1, 3)]).tolist()
    [True, False]
    """
    skew = frame((0.3713, 0.5519, 0.7467), (1, 0, 0))  # a direction along which no edge of ours is likely to lie
    given = np.asarray(points, float).reshape(-1, 3) @ skew
    corners = (mesh.points.astype(float) @ skew)[mesh.faces]
    within = np.zeros(len(given), bool)
    for begin in range(0, len(given), 200):
        some = given[begin : begin + 200]
        x, y, z = (some[:, k, None] for k in range(3))
        near = _over(corners, some)
        a, b, c = (near[:, k] for k in range(3))
        area = _area(a, b, c)
        u = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (y - a[:, 1]) * (c[:, 0] - a[:, 0])) / area
        v = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (b[:, 1] - a[:, 1]) * (x - a[:, 0])) / area
        height = a[:, 2] + u * (b[:, 2] - a[:, 2]) + v * (c[:, 2] - a[:, 2])
        above = (u >= 0) & (v >= 0) & (u + v <= 1) & (height > z)
        within[begin : begin + 200] = above.sum(axis=1) % 2 == 1
    return within


def _over(corners: Floats, points: Floats) -> Floats:
    """Return those triangles (n, 3, 3) that may lie above or below one of the points, but for those seen edge on."""
    low, high = points[:, :2].min(axis=0) - _NEAR, points[:, :2].max(axis=0) + _NEAR
    flat = corners[:, :, :2]
    near = corners[((flat.max(axis=1) >= low) & (flat.min(axis=1) <= high)).all(axis=1)]
    return near[np.abs(_area(near[:, 0], near[:, 1], near[:, 2])) > 1e-12]


def _area(a: Floats, b: Floats, c: Floats) -> Floats:
    """Return twice the areas (n,) of triangles as they are seen from above."""
    return (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])


def reach(mesh: Mesh, start: ArrayLike, direction: ArrayLike) -> float:
    """Return how far one gets from a point inside a mesh before leaving it (mm); 0 where the ray meets nothing."""
    found = crossings(mesh, start, direction)
    return float(found[0]) if len(found) else 0.0
