"""Closed outlines as lists of points: cut at a line, drawn with fewer points, measured."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spine_edu.figures.drawing.outlines import Ring
from spine_edu.figures.drawing.svg import Point
from spine_edu.steady import steady


def clip(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """Return what of a ring lies beyond a limit: sign 1 keeps larger coordinates, -1 smaller ones.

    >>> clip(((0, 0), (2, 0), (2, 2), (0, 2)), 0, 1, 1)
    ((1.0, 0.0), (2, 0), (2, 2), (1.0, 2.0))
    """
    kept: list[Point] = []
    for here, there in zip(ring, (*ring[1:], ring[0]), strict=True):
        a, b = (here[axis] - limit) * sign, (there[axis] - limit) * sign
        if a >= 0:
            kept.append(here)
        if a * b < 0:
            share = a / (a - b)
            kept.append((here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share))
    return tuple(kept)


def simplify(ring: Sequence[Point], tolerance: float) -> Ring:
    """Return a ring with as few of its points as keep the outline within a tolerance (Douglas and Peucker).

    >>> simplify([(0, 0), (5, 0.1), (10, 0), (10, 10), (5, 10), (0, 10)], 0.5)
    ((0, 0), (10, 0), (10, 10), (0, 10))
    """
    if len(ring) < 4:
        return tuple(ring)
    far = max(range(len(ring)), key=lambda place: steady(math.dist(ring[place], ring[0])))
    return (*_line(ring[: far + 1], tolerance)[:-1], *_line([*ring[far:], ring[0]], tolerance)[:-1])


def narrow_side(ring: Sequence[Point]) -> float:
    """Return the narrower side of a shape, measured across its own length.

    >>> round(narrow_side([(0, 0), (10, 10), (9, 11), (-1, 1)]), 2)
    1.41
    """
    cx, cy = (sum(point[axis] for point in ring) / len(ring) for axis in (0, 1))
    xx = sum((x - cx) ** 2 for x, _ in ring)
    yy = sum((y - cy) ** 2 for _, y in ring)
    xy = sum((x - cx) * (y - cy) for x, y in ring)
    turn = math.atan2(2 * xy, xx - yy) / 2
    across = [-(x - cx) * math.sin(turn) + (y - cy) * math.cos(turn) for x, y in ring]
    return max(across) - min(across)


def _line(points: Sequence[Point], tolerance: float) -> list[Point]:
    if len(points) < 3:
        return list(points)
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay) or 1.0
    off = [steady(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length) for x, y in points[1:-1]]
    worst = max(range(len(off)), key=off.__getitem__) + 1
    if off[worst - 1] <= tolerance:
        return [points[0], points[-1]]
    return _line(points[: worst + 1], tolerance)[:-1] + _line(points[worst:], tolerance)
