"""Rods through the heads of screws, whole or broken, and the cross-link between two of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spine_edu.errors import FigureError
from spine_edu.geometry.implants.screws import Head, Seat, Trajectory, head_for, seat
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.solids import frame, placed, prism, spline, unit
from spine_edu.geometry.mesh.tubes import tube

Floats = NDArray[np.float64]


def seats_along(trajectories: Sequence[Trajectory], start: ArrayLike | None = None) -> list[Seat]:
    """Return the seats of one side's screws, cranial first, each head turned to the rod that runs through all of them.

    `start` is a point further up that the rod must reach too, such as the plate on the occiput.
    """
    if len(trajectories) + (start is not None) < 2:
        held = trajectories[0].name if trajectories else "no screw"
        raise FigureError(f"A rod needs at least two screws on its side: here it would hang on the {held} and hold nothing.")
    seats = [seat(trajectory, (0, 0, 1)) for trajectory in trajectories]
    for _ in range(2):  # where a head lies depends on the rod, and the rod on the heads
        path = np.array([*([] if start is None else [start]), *(s.rod for s in seats)], float)
        along = np.gradient(path, axis=0)[len(path) - len(seats) :]
        seats = [seat(trajectory, -direction) for trajectory, direction in zip(trajectories, along, strict=True)]
    return seats


def path_through(seats: Sequence[Seat], head: Head, start: Sequence[ArrayLike] = ()) -> Floats:
    """Return the axis of a rod (n, 3) through its seats and a little beyond both ends."""
    inner = [*(np.asarray(point, float) for point in start), *(np.asarray(s.rod) for s in seats)]
    beyond = head.across * 0.72
    last = inner[-1] + unit(inner[-1] - inner[-2]) * beyond
    first = [] if start else [inner[0] + unit(inner[0] - inner[1]) * beyond]
    through = np.array([*first, *inner, last])
    return spline(through, 12 * (len(through) - 1) + 1)


def rod(path: Floats, head: Head, fine: bool = False) -> Mesh:
    """Return a rod along its axis, its ends slightly rounded."""
    r = head.rod / 2
    radius = np.full(len(path), r)
    steps = path if fine else path[:: 3 if len(path) > 25 else 2]
    if not np.array_equal(steps[-1], path[-1]):
        steps = np.vstack([steps, path[-1]])
    radius = radius[: len(steps)]
    tip = lambda here, there: here + unit(here - there) * r * 0.3  # noqa: E731
    steps = np.vstack([tip(steps[0], steps[1]), steps, tip(steps[-1], steps[-2])])
    return tube(steps, np.r_[r * 0.72, radius, r * 0.72], 14 if fine else 10)


def broken(path: Floats, head: Head, share: float = 0.5, fine: bool = False) -> Mesh:
    """Return a rod that has broken at a share of its length: two ends that no longer meet."""
    cut = min(max(round(len(path) * share), 3), len(path) - 4)
    r, gap = head.rod / 2, head.rod * 0.42
    sides = 14 if fine else 10
    halves = []
    for part, sign in ((path[:cut], 1), (path[cut:][::-1], -1)):
        away = unit(part[-2] - part[-1])
        points = part.copy()
        points[-1] = part[-1] + away * gap / 2
        points[-2] = points[-1] + away * 0.9
        points = points + np.linspace(0, 1, len(points))[:, None] ** 3 * np.array([0.0, sign * r * 0.30, 0.0])
        halves.append(_jag(points, r, sides))
    return joined(halves)


def _jag(points: Floats, radius: float, sides: int) -> Mesh:
    """Return a tube whose far end is a fracture: a slanted, uneven face."""
    piece = tube(points, radius, sides)
    end = (len(points) - 1) * sides
    angle = np.arange(sides) * 2 * np.pi / sides
    away = unit(points[-1] - points[-2])
    shift = radius * (0.28 * np.cos(angle) + 0.16 * np.cos(3 * angle + 1))
    moved = piece.points.astype(float).copy()
    moved[end : end + sides] += shift[:, None] * away
    return Mesh(moved, piece.faces)


def cross_link(left: Floats, right: Floats, head: Head, share: float = 0.5, arch: float = 3.0) -> Mesh:
    """Return a bar from one rod to the other at a share of their length, with a clamp on each; it bows `arch` mm backwards."""
    ends = [path[round((len(path) - 1) * share)] for path in (left, right)]
    r = head.rod / 2
    back = np.array([0, 1.0, 0])
    along = unit(left[-1] - left[0])
    clamps = []
    for end in ends:
        turn = frame(along, ends[1] - ends[0])
        size = r * 1.65
        square = size * np.array([[1, -1], [1, 1], [-1, 1], [-1, -1]], float)
        clamps.append(placed(prism(square, -r * 1.3, r * 1.3, bevel=r * 0.2), end + back * r * 0.35, turn))
    s = np.linspace(0, 1, 9)[:, None]
    bar = ends[0] + (ends[1] - ends[0]) * s + back * (r * 1.1 + arch * 4 * s * (1 - s))
    return joined([*clamps, tube(bar, np.full((9, 2), (r * 0.95, r * 0.62)), 10, wide=along)])


def rods_between(trajectories: Sequence[Trajectory], start: Sequence[ArrayLike] = ()) -> tuple[list[Seat], Floats, Head]:
    """Return seats, rod axis and head size for the screws of one side, cranial first."""
    ordered = list(trajectories)
    heads = [head_for(trajectory) for trajectory in ordered]
    head = min(heads, key=lambda kind: kind.rod)
    seats = seats_along(ordered, start[-1] if start else None)
    return seats, path_through(seats, head, start), head
