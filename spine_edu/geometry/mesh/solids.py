"""Simple solids that implants are made of: turned and lofted shapes, and splines, all closed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.steady import steady

Floats = NDArray[np.float64]


def unit(vector: ArrayLike) -> Floats:
    """Return a vector of length 1 in the same direction.

    >>> unit((0, 3, 4)).tolist()
    [0.0, 0.6, 0.8]
    """
    given = np.asarray(vector, float)
    return given / max(float(np.linalg.norm(given)), 1e-12)


def triple(point: ArrayLike) -> tuple[float, float, float]:
    """Return a point as three plain numbers, to a tenth of a micrometre, as frozen models hold it.

    >>> triple(np.array([1, 2.5, 3]))
    (1.0, 2.5, 3.0)
    """
    x, y, z = (round(float(value), 4) for value in steady(np.asarray(point, float)))
    return x, y, z


def frame(z: ArrayLike, x: ArrayLike) -> Floats:
    """Return a turn (3, 3) whose third column is `z` and whose first is as near to `x` as a right angle allows."""
    third = unit(z)
    first = np.asarray(x, float) - third * (np.asarray(x, float) @ third)
    if np.linalg.norm(first) < 1e-6:
        first = np.cross(third, [0.0, 1.0, 0.1])
    first = unit(first)
    return np.stack([first, np.cross(third, first), third], axis=1)


def placed(mesh: Mesh, origin: ArrayLike, turn: ArrayLike) -> Mesh:
    """Return a mesh turned by (3, 3) and then moved to an origin."""
    return Mesh(mesh.points.astype(float) @ np.asarray(turn, float).T + np.asarray(origin, float), mesh.faces, mesh.shade)


def lofted(rings: ArrayLike, loop: bool = False) -> Mesh:
    """Return the solid between rings (k, n, 3), each running counter-clockwise seen from where the rings go.

    Ends are closed by fans; with `loop` the last ring is joined to the first instead. A ring given twice makes a sharp edge.
    """
    given = np.asarray(rings, float)
    many, around = given.shape[:2]
    faces: list[NDArray[np.int64]] = []
    here = np.arange(around)
    onward = np.roll(here, -1)
    pairs = [(k, (k + 1) % many) for k in range(many if loop else many - 1)]
    for k, following in pairs:
        if np.array_equal(given[k], given[following]):
            continue
        a, b = k * around, following * around
        faces += [np.stack([a + here, a + onward, b + onward], 1), np.stack([a + here, b + onward, b + here], 1)]
    points = given.reshape(-1, 3)
    if not loop:
        for end, turned in ((0, True), (many - 1, False)):
            start = len(points)
            points = np.concatenate([points, given[end], given[end].mean(axis=0, keepdims=True)])
            hub = np.full(around, start + around)
            fan = [hub, start + onward, start + here] if turned else [hub, start + here, start + onward]
            faces.append(np.stack(fan, 1))
    return Mesh(points, np.concatenate(faces)).compact()


def circle(radius: float, sides: int) -> Floats:
    """Return points (sides, 2) on a circle, counter-clockwise."""
    angle = np.arange(sides) * 2 * np.pi / sides
    return radius * np.stack([np.cos(angle), np.sin(angle)], 1)


def turned(profile: Sequence[tuple[float, float]], sides: int = 16) -> Mesh:
    """Return a solid of revolution about z; `profile` lists (radius, height) from bottom to top.

    >>> turned([(1, 0), (1, 2)], 32).volume() > 6.2
    True
    """
    ring = circle(1, sides)
    return lofted([np.column_stack([ring * max(radius, 1e-3), np.full(sides, height)]) for radius, height in profile])


def prism(outline: ArrayLike, low: float, high: float, bevel: float = 0.0) -> Mesh:
    """Return an outline (n, 2), counter-clockwise and star-shaped from its middle, raised from z = low to z = high.

    `bevel` rounds the rims by so many millimetres.
    """
    flat = np.asarray(outline, float)
    middle = flat.mean(axis=0)
    inner = middle + (flat - middle) * (1 - bevel / np.abs(flat - middle).max())
    level = lambda ring, z: np.column_stack([ring, np.full(len(ring), z)])  # noqa: E731
    if not bevel:
        return lofted([level(flat, low), level(flat, high)])
    sides = [level(inner, low), level(flat, low + bevel), level(flat, low + bevel)]
    return lofted([*sides, level(flat, high - bevel), level(flat, high - bevel), level(inner, high)])


def hollow(outer: ArrayLike, inner: ArrayLike, top: ArrayLike, bottom: ArrayLike, steps: int = 5) -> Mesh:
    """Return a ring-shaped body between two outlines (n, 2) with as many points.

    `top` and `bottom` hold the heights (steps, n) on the way from the outer to the inner outline.
    """
    out, into = np.asarray(outer, float), np.asarray(inner, float)
    share = np.linspace(0, 1, steps)[:, None, None]
    flat = out + (into - out) * share
    upper = np.concatenate([flat, np.broadcast_to(np.asarray(top, float), flat.shape[:2])[..., None]], axis=2)
    lower = np.concatenate([flat, np.broadcast_to(np.asarray(bottom, float), flat.shape[:2])[..., None]], axis=2)
    rings = [lower[0], upper[0], *upper, upper[-1], lower[-1], *lower[::-1]]
    return lofted(rings, loop=True)


def spline(points: ArrayLike, count: int) -> Floats:
    """Return `count` points on a smooth curve (natural cubic) that passes through every given point (n, 3).

    Given points are among those returned as nearly as `count` allows; the ends are exact.
    """
    given = np.asarray(points, float)
    if len(given) == 2:
        return given[0] + (given[1] - given[0]) * np.linspace(0, 1, count)[:, None]
    knots = np.r_[0, np.cumsum(np.linalg.norm(np.diff(given, axis=0), axis=1))]
    gap = np.diff(knots)[:, None]
    system = np.zeros((len(given), len(given)))
    right = np.zeros_like(given)
    system[0, 0] = system[-1, -1] = 1
    slopes = np.diff(given, axis=0) / gap
    for i in range(1, len(given) - 1):
        system[i, i - 1 : i + 2] = gap[i - 1, 0], 2 * (gap[i - 1, 0] + gap[i, 0]), gap[i, 0]
        right[i] = 6 * (slopes[i] - slopes[i - 1])
    bend = np.linalg.solve(system, right)
    where = np.linspace(0, knots[-1], count)
    piece = np.clip(np.searchsorted(knots, where, "right") - 1, 0, len(gap) - 1)
    h = gap[piece]
    left, after = knots[piece + 1][:, None] - where[:, None], where[:, None] - knots[piece][:, None]
    return (
        bend[piece] * left**3 / (6 * h)
        + bend[piece + 1] * after**3 / (6 * h)
        + (given[piece] / h - bend[piece] * h / 6) * left
        + (given[piece + 1] / h - bend[piece + 1] * h / 6) * after
    )
