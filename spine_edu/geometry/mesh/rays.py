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
    given = np.asarray(points, float).reshape(-1, 3)
    skew = frame((0.3713, 0.5519, 0.7467), (1, 0, 0))  # a direction along which no edge of ours is likely to lie
    corners = (mesh.points.astype(float) @ skew)[mesh.faces]
    a, b, c = (corners[:, k] for k in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    proper = np.abs(area) > 1e-12
    a, b, c, area = a[proper], b[proper], c[proper], area[proper]
    within = np.zeros(len(given), bool)
    for begin in range(0, len(given), 200):
        x, y, z = ((given[begin : begin + 200] @ skew)[:, k, None] for k in range(3))
        u = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (y - a[:, 1]) * (c[:, 0] - a[:, 0])) / area
        v = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (b[:, 1] - a[:, 1]) * (x - a[:, 0])) / area
        height = a[:, 2] + u * (b[:, 2] - a[:, 2]) + v * (c[:, 2] - a[:, 2])
        above = (u >= 0) & (v >= 0) & (u + v <= 1) & (height > z)
        within[begin : begin + 200] = above.sum(axis=1) % 2 == 1
    return within


def reach(mesh: Mesh, start: ArrayLike, direction: ArrayLike) -> float:
    """Return how far one gets from a point inside a mesh before leaving it (mm); 0 where the ray meets nothing."""
    found = crossings(mesh, start, direction)
    return float(found[0]) if len(found) else 0.0
