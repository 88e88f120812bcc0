"""Closed outlines as lists of points: made along a path, cut at a line, drawn with fewer points, measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from spine_edu.figures.drawing.svg import Point
from spine_edu.steady import steady

Ring = tuple[Point, ...]


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


def between(start: Point, end: Point, share: float) -> Point:
    """Return the point that lies a share of the way from start to end."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def middle_of(ring: Sequence[Point]) -> Point:
    """Return the middle of the box around a ring."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def level_at(ring: Ring, share: float) -> float:
    """Return the y that lies a share of the height of a ring down."""
    ys = [y for _, y in ring]
    return min(ys) + (max(ys) - min(ys)) * share


def slice_at(ring: Ring, y: float) -> tuple[float, float]:
    """The leftmost and rightmost x of a ring at one height."""
    found = [
        a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) for a, b in pairwise((*ring, ring[0])) if (a[1] - y) * (b[1] - y) < 0
    ]
    return min(found), max(found)


def edge_at(ring: Ring, share: float) -> float:
    """How far a ring reaches to the side at a share of its height."""
    return slice_at(ring, level_at(ring, share) + 0.01)[1]


def ribbon(path: Sequence[Point], width: float) -> Ring:
    """A band of one width along a path."""
    left = [(x - width / 2, y) for x, y in path]
    right = [(x + width / 2, y) for x, y in path]
    return (left[0], *left, left[-1], right[-1], *right[::-1], right[0])


def firm(ring: Sequence[Point]) -> Ring:
    """A ring whose corners stay corners when it is drawn softly: each is given twice."""
    return tuple(corner for corner in ring for _ in range(2))


def bridge(above: Point, beneath: Point, width: float) -> Ring:
    """A strip with round ends from one point to another."""
    dx, dy = beneath[0] - above[0], beneath[1] - above[1]
    length = math.hypot(dx, dy)
    along, across = (dx / length, dy / length), (-dy / length, dx / length)
    half = width / 2
    round_ = min(half, 1.6)

    def at(a: float, b: float) -> Point:
        return (above[0] + a * along[0] + b * across[0], above[1] + a * along[1] + b * across[1])

    return (
        *(at(0, -half), at(-round_, -half + 1), at(-round_, half - 1), at(0, half), at(length / 2, half * 0.92)),
        *(
            at(length, half),
            at(length + round_, half - 1),
            at(length + round_, -half + 1),
            at(length, -half),
            at(length / 2, -half * 0.92),
        ),
    )


def disc_between(above: tuple[Point, Point], below: tuple[Point, Point], bulge: float) -> Ring:
    """A disc between two end-plates, each given by its two ends; it bulges a little at the second end."""
    (a, b), (c, d) = above, below
    inset = 0.04
    front = between(b, d, 0.5)
    back = between(a, c, 0.5)
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    out = ((b[0] - a[0]) / length * bulge, (b[1] - a[1]) / length * bulge)
    return (
        *(
            between(a, b, inset),
            between(a, b, inset * 2),
            between(b, a, inset * 2),
            between(b, a, inset / 2),
        ),
        (front[0] + out[0], front[1] + out[1]),
        *(
            between(d, c, inset / 2),
            between(d, c, inset * 2),
            between(c, d, inset * 2),
            between(c, d, inset),
        ),
        (back[0] - out[0] * 0.3, back[1] - out[1] * 0.3),
    )
