"""Regions of pixels as outlines: the ring around each, and the place deepest within it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from spine_edu.figures.drawing.rings import Ring, simplify
from spine_edu.figures.drawing.svg import Point

Mask = NDArray[np.bool_]


def deepest(mask: Mask) -> Point:
    """Return the pixel (column, row) of a region that lies farthest from its rim, the most central of several.

    >>> deepest(np.ones((3, 5), bool))
    (2, 1)
    """
    left = np.pad(mask, 1)
    while True:
        core = left.copy()
        for axis in (0, 1):
            for step in (-1, 1):
                core &= np.roll(left, step, axis)
        if not core.any():
            break
        left = core
    rows, columns = np.nonzero(left[1:-1, 1:-1])
    count = len(rows)
    far = np.abs(columns * count - columns.sum()) + np.abs(rows * count - rows.sum())  # whole numbers: the same everywhere
    best = int(far.argmin())
    return int(columns[best]), int(rows[best])


def region_at(mask: Mask, row: int, column: int) -> Mask:
    """Return the region of a mask that a pixel belongs to, connected by sides; nothing where the pixel lies outside.

    >>> int(region_at(np.array([[1, 0, 1], [0, 0, 1]], bool), 0, 2).sum())
    2
    """
    region = np.zeros_like(mask)
    region[row, column] = mask[row, column]
    while True:
        grown = region.copy()
        grown[1:] |= region[:-1]
        grown[:-1] |= region[1:]
        grown[:, 1:] |= region[:, :-1]
        grown[:, :-1] |= region[:, 1:]
        grown &= mask
        if (grown == region).all():
            return region
        region = grown


def smoothed(mask: Mask, pixels: int) -> Mask:
    """Return a mask without teeth and nicks that are less than twice so many pixels wide.

    >>> comb = np.zeros((8, 7), bool)
    >>> comb[1:5, 1:6] = comb[5:, 3] = True  # a block with a tooth
    >>> bool(smoothed(comb, 1)[2].any()), bool(smoothed(comb, 1)[7].any())
    (True, False)
    """
    wide = np.pad(mask, 2 * pixels)
    for times, keep in ((pixels, False), (2 * pixels, True), (pixels, False)):  # smaller, larger, smaller
        for _ in range(times):
            moved = [np.roll(wide, step, axis) for axis in (0, 1) for step in (-1, 1)]
            wide = np.logical_or.reduce([wide, *moved]) if keep else np.logical_and.reduce([wide, *moved])
    return wide[2 * pixels : -2 * pixels, 2 * pixels : -2 * pixels]


def regions(mask: Mask) -> list[Mask]:
    """Return the connected regions of a mask, the largest first.

    >>> [int(region.sum()) for region in regions(np.array([[1, 0, 1], [0, 0, 1]], bool))]
    [2, 1]
    """
    left, found = mask.copy(), []
    while left.any():
        row, column = np.argwhere(left)[0].tolist()
        found.append(region_at(left, row, column))
        left &= ~found[-1]
    return sorted(found, key=lambda region: -int(region.sum()))


def ring_around(mask: Mask, tolerance: float) -> Ring:
    """Return the longest outline of a region, in pixels from its upper left corner, simplified within a tolerance.

    >>> ring_around(np.ones((2, 3), bool), 0.1)
    ((0, 0), (3, 0), (3, 2), (0, 2))
    """
    inside = np.pad(mask, 1)
    ways: dict[Point, list[Point]] = {}
    for axis, step, start, end in (  # the sides of pixels that face out, with the region to their right
        (0, 1, (0, 0), (1, 0)),
        (1, -1, (1, 0), (1, 1)),
        (0, -1, (1, 1), (0, 1)),
        (1, 1, (0, 1), (0, 0)),
    ):
        for row, column in np.argwhere(inside & ~np.roll(inside, step, axis)).tolist():
            corner = (column - 1 + start[0], row - 1 + start[1])
            ways.setdefault(corner, []).append((column - 1 + end[0], row - 1 + end[1]))
    rings: list[list[Point]] = []
    while ways:
        ring = [min(ways, key=lambda corner: (corner[1], corner[0]))]
        while ring[-1] in ways:
            here = ring[-1]
            ring.append(ways[here].pop())
            if not ways[here]:
                del ways[here]
        rings.append(ring[:-1])
    return simplify(max(rings, key=len), tolerance)
