"""Points on the outline of a cut bone: foremost, on a border, at a height. The front is +x, down is +y."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from spine_edu.figures.drawing.rings import Ring
from spine_edu.figures.drawing.svg import Point


def wall(ring: Ring, ahead: int) -> Ring:
    """Return three points down the front (1) or the back (-1) of a body, a little before the bone."""
    top, bottom = corner(ring, ahead, -1), corner(ring, ahead, 1)
    middle = (top[1] + bottom[1]) / 2
    waist = stretch_at(ring, middle)[1 if ahead > 0 else 0]
    return tuple((x + ahead * 0.8, y) for x, y in (top, (waist, middle), bottom))


def corner(ring: Ring, ahead: float, down: float) -> Point:
    """Return the point of an outline that lies farthest ahead and down, weighed so.

    >>> corner(((0, 0), (4, 0), (4, 2), (0, 2)), -1, 1)
    (0, 2)
    """
    return max(ring, key=lambda point: point[0] * ahead + point[1] * down)


def border(ring: Ring, share: float, *, down: bool) -> Point:
    """Return the point on the lower or upper border of a spinous process, so far from its front to its tip."""
    front, tip = corner(ring, 1, 0)[0], corner(ring, -1, 0)[0]
    x = front + (tip - front) * share
    heights = [y for y, _ in crossings([(b, a) for a, b in ring], x)]
    return x, (max if down else min)(heights)


def stretch_at(ring: Ring, y: float) -> tuple[float, float]:
    """Return where the foremost stretch of an outline begins and ends at a height.

    >>> stretch_at(((0, 0), (4, 0), (4, 2), (0, 2)), 1)
    (0.0, 4.0)
    """
    back, front = sorted(x for x, _ in crossings(ring, y))[-2:]
    return back, front


def crossings(ring: Sequence[Point], y: float) -> list[Point]:
    """Return where an outline crosses a height."""
    return [
        (ax + (bx - ax) * (y - ay) / (by - ay), y) for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]) if (ay - y) * (by - y) < 0
    ]


def middle_of(ring: Ring) -> Point:
    """Return the middle of the box around an outline."""
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def bow(start: Point, end: Point, spare: float) -> Ring:
    """Return the middle of a bow that has so much more length than the straight way."""
    (ax, ay), (bx, by) = start, end
    wide = math.dist(start, end)
    high = math.sqrt(3 / 8 * wide * spare)
    return (((ax + bx) / 2 + (by - ay) / wide * high, (ay + by) / 2 - (bx - ax) / wide * high),)
