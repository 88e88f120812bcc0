"""Closed surfaces swept along a line or thickened from a sheet: nerves, vessels, ligaments, rods."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from spine_edu.geometry.mesh.mesh import Mesh


def smooth(points: ArrayLike, steps: int = 6) -> np.ndarray:
    """Return points on a smooth curve (Catmull-Rom) through the given ones, `steps` for each stretch; any columns.

    >>> smooth([[0, 0], [1, 0], [2, 0]], steps=2).tolist()
    [[0.0, 0.0], [0.5, 0.0], [1.0, 0.0], [1.5, 0.0], [2.0, 0.0]]
    """
    knots = np.asarray(points, float)
    padded = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    t = (np.arange(1, steps + 1) / steps)[:, None]
    curve = [knots[:1]]
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3))
    return np.concatenate(curve)


def tube(way: ArrayLike, radii: ArrayLike, sides: int = 12, wide: ArrayLike = (1, 0, 0)) -> Mesh:
    """Return a tube along points (n, 3), closed at both ends.

    `radii` is one radius, one per point, or (n, 2): along `wide` and across it.

    >>> tube([[0, 0, 0], [0, 0, 9]], 2.0).is_closed()
    True
    """
    line = np.asarray(way, float)
    radius = np.asarray(radii, float)
    radius = np.broadcast_to(radius[:, None] if radius.ndim == 1 else radius, (len(line), 2))
    ahead = np.gradient(line, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    aside = np.asarray(wide, float) - ahead * (ahead @ np.asarray(wide, float))[:, None]
    weak = np.linalg.norm(aside, axis=1) < 0.2
    aside[weak] = np.cross(ahead[weak], (0, 0, 1.0)) + np.cross(ahead[weak], (0, 1.0, 0)) * 1e-3
    for i in range(1, len(line)):
        if aside[i] @ aside[i - 1] < 0:
            aside[i] = -aside[i]
    aside /= np.maximum(np.linalg.norm(aside, axis=1, keepdims=True), 1e-9)
    other = np.cross(ahead, aside)
    angle = 2 * np.pi * np.arange(sides) / sides
    ring = (
        aside[:, None] * np.cos(angle)[None, :, None] * radius[:, :1, None]
        + other[:, None] * np.sin(angle)[None, :, None] * radius[:, 1:, None]
    )
    return _cap(line[:, None] + ring, line[0], line[-1])


def loft(rings: Sequence[np.ndarray]) -> Mesh:
    """Return the surface through rings (k, 3) of equal length, closed at both ends by fans; oriented outwards."""
    stack = np.asarray(rings, float)
    return outwards(_cap(stack, stack[0].mean(0), stack[-1].mean(0)))


def ring_solid(rings: Sequence[np.ndarray]) -> Mesh:
    """Return the solid whose section runs through the rings and back to the first, as a tyre's does; oriented outwards."""
    stack = np.asarray(rings, float)
    n, k = stack.shape[:2]
    return outwards(Mesh(stack.reshape(-1, 3), _quads(np.arange(n * k).reshape(n, k), closed=True)))


def sheet(grid: ArrayLike, thickness: float) -> Mesh:
    """Return a sheet given by a grid of points (n, m, 3), thickened by so many millimetres, half to each side; closed."""
    g = np.asarray(grid, float)
    along, across = np.gradient(g, axis=0), np.gradient(g, axis=1)
    normal = np.cross(along, across)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-9)
    n, m = g.shape[:2]
    upper, lower = np.arange(n * m).reshape(n, m), np.arange(n * m, 2 * n * m).reshape(n, m)
    faces = [_quads(upper), _quads(lower)[:, ::-1]]
    rim_of = lambda p: np.concatenate([p[0, :-1], p[:-1, -1], p[-1, :0:-1], p[:0:-1, 0]])  # noqa: E731
    a, b = rim_of(upper), rim_of(lower)
    faces.append(_quads(np.stack([np.append(b, b[0]), np.append(a, a[0])])))
    points = np.concatenate([(g + normal * thickness / 2).reshape(-1, 3), (g - normal * thickness / 2).reshape(-1, 3)])
    return outwards(Mesh(points, np.concatenate(faces)))


def outwards(mesh: Mesh) -> Mesh:
    """Return the mesh with its faces looking outwards."""
    return Mesh(mesh.points, mesh.faces[:, ::-1], mesh.shade) if mesh.volume() < 0 else mesh


def _quads(numbers: np.ndarray, closed: bool = False) -> np.ndarray:
    """Return two faces for each cell of a grid of point numbers (n, m); `closed` joins the last row and column to the first."""
    if closed:
        numbers = np.concatenate([numbers, numbers[:1]])
        numbers = np.concatenate([numbers, numbers[:, :1]], axis=1)
    a, b, c, d = numbers[:-1, :-1].ravel(), numbers[:-1, 1:].ravel(), numbers[1:, 1:].ravel(), numbers[1:, :-1].ravel()
    return np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])


def _cap(stack: np.ndarray, first: np.ndarray, last: np.ndarray) -> Mesh:
    n, k = stack.shape[:2]
    numbers = np.arange(n * k).reshape(n, k)
    round_ = np.concatenate([numbers, numbers[:, :1]], axis=1)
    begin, end = round_[0], round_[-1]
    caps = [np.stack([np.full(k, n * k), begin[1:], begin[:-1]], 1), np.stack([np.full(k, n * k + 1), end[:-1], end[1:]], 1)]
    return outwards(Mesh(np.concatenate([stack.reshape(-1, 3), [first], [last]]), np.concatenate([_quads(round_), *caps])))
