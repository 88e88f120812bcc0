"""Solids as signed distances (negative inside), and a grid on which they are blended.

Every bone but the ilium is symmetric, so a field covers the left half only (x from 0 upwards); solids beside the
midline are entered together with their mirror image, so that both blend over it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.ndimage import map_coordinates

Distance = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
FAR = 14.0
"""What a field holds where no solid is near, in millimetres."""

X, Y, Z = np.eye(3)


def union(a: np.ndarray, b: np.ndarray, blend: float) -> np.ndarray:
    """Return the distance to either solid, with the crease between them filled over `blend` millimetres."""
    if blend <= 0:
        return np.minimum(a, b)
    h = np.maximum(blend - np.abs(a - b), 0) / blend
    return np.minimum(a, b) - h * h * blend / 4


def overlap(a: np.ndarray, b: np.ndarray, blend: float) -> np.ndarray:
    """Return the distance to what lies in both solids, with the edge rounded over `blend` millimetres."""
    return -union(-a, -b, blend)


def unit(vector: ArrayLike) -> np.ndarray:
    """Return a vector of length 1 in the same direction."""
    v = np.asarray(vector, float)
    return v / np.linalg.norm(v)


def across(axis: np.ndarray, up: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return two unit vectors across an axis; the second is as near to `up` as it can be."""
    w = np.asarray(up, float) - axis * (axis @ np.asarray(up, float))
    if np.linalg.norm(w) < 1e-6:
        w = X - axis * axis[0]
    w = unit(w)
    return np.cross(w, axis), w


@dataclass(frozen=True)
class Solid:
    """A signed distance, and the box outside which it need not be asked."""

    distance: Distance
    low: np.ndarray
    high: np.ndarray

    def mirrored(self) -> Solid:
        """Return the solid on the other side of the body."""
        flip = np.array([-1, 1, 1])
        return Solid(
            lambda x, y, z: self.distance(-x, y, z),
            np.minimum(self.low * flip, self.high * flip),
            np.maximum(self.low * flip, self.high * flip),
        )

    def within(self, other: Distance, blend: float = 1.0) -> Solid:
        """Return the part of this solid where another distance is negative too."""
        return Solid(lambda x, y, z: overlap(self.distance(x, y, z), other(x, y, z), blend), self.low, self.high)


def ellipsoid(centre: ArrayLike, radii: ArrayLike, axes: np.ndarray | None = None) -> Solid:
    """Return an ellipsoid; `axes` are its three unit axes as rows."""
    c, r = np.asarray(centre, float), np.asarray(radii, float)

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        p = [x - c[0], y - c[1], z - c[2]]
        if axes is not None:
            p = [a[0] * p[0] + a[1] * p[1] + a[2] * p[2] for a in axes]
        near = np.sqrt(sum((p[i] / r[i]) ** 2 for i in range(3)))
        steep = np.sqrt(sum((p[i] / r[i] ** 2) ** 2 for i in range(3)))
        return near * (near - 1) / np.maximum(steep, 1e-6)

    reach = r if axes is None else np.full(3, r.max())
    return Solid(distance, c - reach, c + reach)


def limb(start: ArrayLike, end: ArrayLike, radii: ArrayLike, end_radii: ArrayLike | None = None, up: ArrayLike = Z) -> Solid:
    """Return a tapering bar with rounded ends and elliptic section; radii = (across, along `up`)."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    r0 = np.broadcast_to(np.asarray(radii, float), 2)
    r1 = r0 if end_radii is None else np.broadcast_to(np.asarray(end_radii, float), 2)
    length = float(np.linalg.norm(b - a))
    t = (b - a) / length
    u, w = across(t, up)

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        dx, dy, dz = x - a[0], y - a[1], z - a[2]
        s = dx * t[0] + dy * t[1] + dz * t[2]
        q = np.clip(s / length, 0, 1)
        ru, rw = r0[0] + (r1[0] - r0[0]) * q, r0[1] + (r1[1] - r0[1]) * q
        along = (s - np.clip(s, 0, length)) / np.minimum(ru, rw)
        au = (dx * u[0] + dy * u[1] + dz * u[2]) / ru
        aw = (dx * w[0] + dy * w[1] + dz * w[2]) / rw
        near = np.sqrt(au * au + aw * aw + along * along)
        steep = np.sqrt((au / ru) ** 2 + (aw / rw) ** 2 + (along / np.minimum(ru, rw)) ** 2)
        return near * (near - 1) / np.maximum(steep, 1e-6)

    reach = max(r0.max(), r1.max())
    return Solid(distance, np.minimum(a, b) - reach, np.maximum(a, b) + reach)


def bar(points: Sequence[ArrayLike], radii: Sequence[ArrayLike], up: ArrayLike = Z, steps: int = 8) -> Solid:
    """Return a bent bar along a smooth curve through `points`, with an elliptic section (across, along `up`) at each."""
    way, width = _smooth(np.array(points, float), steps), _smooth(np.array([np.broadcast_to(r, 2) for r in radii], float), steps)
    parts = [limb(way[i], way[i + 1], width[i], width[i + 1], up) for i in range(len(way) - 1)]

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        nearest = parts[0].distance(x, y, z)
        for part in parts[1:]:
            nearest = np.minimum(nearest, part.distance(x, y, z))
        return nearest

    return Solid(distance, np.min([p.low for p in parts], 0), np.max([p.high for p in parts], 0))


def _smooth(knots: np.ndarray, steps: int) -> np.ndarray:
    """Return points on a Catmull-Rom curve through the knots."""
    padded = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    curve = [knots[:1]]
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        t = (np.arange(1, steps + 1) / steps)[:, None]
        curve.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3))
    return np.concatenate(curve)


def plate(
    outline: Sequence[ArrayLike], thickness: Callable[[np.ndarray, np.ndarray], np.ndarray], rounding: float = 1.0
) -> Solid:
    """Return a plate in the sagittal plane: an outline in (y, z) and half a thickness at each place of it."""
    ring = rounded(np.asarray(outline, float))

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        y, z = np.broadcast_arrays(y, z)
        edge = inside_polygon(ring, y, z) + rounding
        side = np.abs(x) - thickness(y, z) + rounding
        return np.sqrt(np.maximum(edge, 0) ** 2 + np.maximum(side, 0) ** 2) + np.minimum(np.maximum(edge, side), 0) - rounding

    reach = 9.0
    return Solid(distance, np.array([-reach, *ring.min(0)]), np.array([reach, *ring.max(0)]))


def rounded(ring: np.ndarray, times: int = 2) -> np.ndarray:
    """Return a closed outline with its corners cut again and again (Chaikin)."""
    for _ in range(times):
        following = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * following, 0.25 * ring + 0.75 * following], 1).reshape(-1, 2)
    return ring


def inside_polygon(ring: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return the signed distance of points (u, v) to a polygon, negative inside."""
    nearest, inside = np.full(u.shape, np.inf), np.zeros(u.shape, bool)
    for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        e = b - a
        t = np.clip(((u - a[0]) * e[0] + (v - a[1]) * e[1]) / (e @ e), 0, 1)
        nearest = np.minimum(nearest, (u - a[0] - t * e[0]) ** 2 + (v - a[1] - t * e[1]) ** 2)
        if a[1] != b[1]:
            inside ^= ((a[1] > v) != (b[1] > v)) & (u < (b[0] - a[0]) * (v - a[1]) / (b[1] - a[1]) + a[0])
    return np.sqrt(nearest) * np.where(inside, -1, 1)


class Field:
    """A grid of signed distances over the left half of a bone."""

    def __init__(self, low: ArrayLike, high: ArrayLike, step: float) -> None:
        self.low, self.step = np.asarray(low, float), step
        count = np.ceil((np.asarray(high, float) - self.low) / step).astype(int) + 1
        self.axes = [self.low[i] + step * np.arange(count[i]) for i in range(3)]
        self.values = np.full(count, FAR)

    def add(self, solid: Solid, blend: float = 2.0) -> None:
        """Add a solid that lies on the midline or is symmetric about it."""
        window, at = self._window(solid, blend + 3)
        if at is not None:
            self.values[window] = union(self.values[window], solid.distance(*at), blend)

    def cut(self, solid: Solid, blend: float = 1.0) -> None:
        """Take a solid away."""
        window, at = self._window(solid, blend + 2)
        if at is not None:
            self.values[window] = overlap(self.values[window], -solid.distance(*at), blend)

    def pair(self, solid: Solid, blend: float = 2.0) -> None:
        """Add a solid of the left side and its mirror image."""
        self.add(solid, blend)
        if solid.low[0] < blend + 2:
            self.add(solid.mirrored(), blend)

    def pair_cut(self, solid: Solid, blend: float = 1.0) -> None:
        """Take a solid of the left side and its mirror image away."""
        self.cut(solid, blend)
        if solid.low[0] < blend + 2:
            self.cut(solid.mirrored(), blend)

    def everywhere(self, change: Callable[..., np.ndarray]) -> None:
        """Replace the whole field by change(values, x, y, z)."""
        at = np.meshgrid(*self.axes, indexing="ij", sparse=True)
        self.values = np.broadcast_to(change(self.values, *at), self.values.shape).copy()

    def sample(self, points: np.ndarray) -> np.ndarray:
        """Return the distance at points (n, 3) of either side; far outside the grid it is only known to be far."""
        return self.sample_as_stored(np.column_stack((np.abs(points[:, 0]), points[:, 1:])))

    def sample_as_stored(self, points: np.ndarray) -> np.ndarray:
        """Return the distance at points (n, 3) of the side that is stored: a bone that is no half has no mirror image."""
        place = [(p - low) / self.step for p, low in zip(points.T, self.low, strict=True)]
        return map_coordinates(self.values, place, order=1, mode="constant", cval=FAR)

    def _window(self, solid: Solid, pad: float) -> tuple[tuple[slice, ...], list[np.ndarray] | None]:
        first = np.floor((solid.low - pad - self.low) / self.step).astype(int)
        last = np.ceil((solid.high + pad - self.low) / self.step).astype(int) + 1
        window = tuple(slice(max(a, 0), max(min(b, n), 0)) for a, b, n in zip(first, last, self.values.shape, strict=True))
        if any(s.stop <= s.start for s in window):
            return window, None
        return window, np.meshgrid(*(axis[s] for axis, s in zip(self.axes, window, strict=True)), indexing="ij", sparse=True)
