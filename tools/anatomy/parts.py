"""Parts that vertebrae of every region share: body, canal, articular processes, pedicles."""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.body.bodies import ends, form, radii
from spine_edu.geometry.body.landmarks import Axis, Facet, wall
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import body_height, body_wedge
from tools.anatomy.fields import Distance, Solid, bar, ellipsoid, inside_polygon, overlap


def body(bone: str) -> Solid:
    """Return a vertebral body from its table: kidney-shaped, waisted, with dished endplates."""
    kind, (lower_end, upper_end) = form(bone), ends(bone)
    half, slope = body_height(bone) / 2, np.tan(np.radians(body_wedge(bone) / 2))

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        """How far a place is from the surface of the body, negative inside it."""
        top, bottom = half + y * slope, -half - y * slope
        t = np.clip((z - bottom) / (top - bottom), 0, 1)
        a, b = radii(bone, t, x, y, margin=0.45)
        r = (np.abs(x / a) ** kind.square + np.abs(y / b) ** kind.square) ** (1 / kind.square)
        side = (r - 1) * np.minimum(a, b) * 0.95
        dish = kind.dish * np.clip(1 - (r / 0.84) ** 2, 0, 1)
        upper, lower = top - dish, bottom + dish
        if kind.lips:
            g = np.clip((np.abs(x / a) - 0.52) / 0.4, 0, 1)
            g = g * g * (3 - 2 * g) * np.clip(0.75 + 0.6 * y / b, 0.1, 1)
            upper = upper + kind.lips * g
            lower = lower + 0.7 * kind.lips * g
        if kind.overhang:
            lower = lower - kind.overhang * np.clip(-y / b - 0.25, 0, 1)
        return overlap(side, np.maximum(z - upper, lower - z), kind.edge)

    reach = np.array(
        [max(lower_end[0], upper_end[0]) / 2 + 2, max(lower_end[1], upper_end[1]) / 2 + 2, half + kind.lips + kind.overhang + 3]
    )
    return Solid(distance, -reach, reach)


def canal(bone: str, outline: list[tuple[float, float]], rounding: float) -> Solid:
    """Return the vertebral foramen as a shaft: an outline of (share of half the width, share of the depth), rounded."""
    w, d = size(bone, "canal_width") / 2, size(bone, "canal_depth")
    left = [(w * u, wall(bone) + d * v) for u, v in outline]
    return shaft(left + [(-x, y) for x, y in reversed(left) if x > 0], rounding)


def shaft(ring: list[tuple[float, float]], rounding: float, low: float = -60, high: float = 60) -> Solid:
    """Return a straight shaft along z with an outline in (x, y); corners are rounded inside the outline."""
    corners = np.array(ring, float)
    inner = _shrunk(corners, rounding)

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        flat_x, flat_y = np.broadcast_arrays(x, y)
        across = inside_polygon(inner, flat_x, flat_y) - rounding
        return np.maximum(across, np.maximum(low - z, z - high))

    return Solid(distance, np.array([*corners.min(0), low]), np.array([*corners.max(0), high]))


def _shrunk(ring: np.ndarray, by: float) -> np.ndarray:
    """Return a convex outline moved inwards by a distance."""
    x, y = ring.T
    if (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() < 0:
        ring = ring[::-1]
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    before /= np.linalg.norm(before, axis=1, keepdims=True)
    after /= np.linalg.norm(after, axis=1, keepdims=True)
    n0, n1 = np.stack([-before[:, 1], before[:, 0]], 1), np.stack([-after[:, 1], after[:, 0]], 1)
    middle = (n0 + n1) / (1 + (n0 * n1).sum(1, keepdims=True))
    return ring + middle * by


def facing(facet: Facet, *, upper: bool) -> Distance:
    """Return the distance beyond a facet's surface: positive in the joint space, negative on the side of its own bone."""
    c, n, u = facet.centre, facet.normal, facet.up
    a = np.cross(u, n)
    sign = 1 if upper else -1
    reach_a, reach_u = facet.width / 2 + 3, facet.height / 2 + 3

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        p = (x - c[0], y - c[1], z - c[2])
        out = p[0] * n[0] + p[1] * n[1] + p[2] * n[2]
        along = np.clip(p[0] * u[0] + p[1] * u[1] + p[2] * u[2], -reach_u, reach_u)
        aside = np.clip(p[0] * a[0] + p[1] * a[1] + p[2] * a[2], -reach_a, reach_a)
        return out - sign * (facet.hollow[0] * aside**2 + facet.hollow[1] * along**2) / 2

    return distance


def process(
    facet: Facet,
    *,
    upper: bool,
    depth: float,
    lift: float,
    radii: tuple[float, float, float],
    aside: float = 0.0,
    edge: float = 1.0,
) -> Solid:
    """Return an articular process: an ellipsoid behind its facet's surface, cut by it.

    `depth`: how far behind the surface its centre lies; `lift`, `aside`: shifted along and across the surface;
    radii along the normal, along `up`, across.
    """
    across = np.cross(facet.up, facet.normal)
    centre = facet.centre - facet.normal * depth + facet.up * lift + across * aside
    solid = ellipsoid(centre, radii, np.array([facet.normal, facet.up, across]))
    return solid.within(facing(facet, upper=upper), edge)


def cap(
    facet: Facet,
    *,
    upper: bool,
    radii: tuple[float, float],
    thick: float,
    taper: float = 0.0,
    converge: float = 0.0,
    bend: float = 0.0,
    square: float = 2.2,
    edge: float = 1.4,
) -> Solid:
    """Return what carries a left facet as a disc with the outline of the facet: `radii` = (across, along `up`), `thick` mm deep.

    The outline may narrow with the depth (`taper`, mm a mm), turn its front or upper end to the midline (`converge`,
    degrees) and bend like a kidney around the canal (`bend`, 1/mm).
    """
    c, n, u = facet.centre, facet.normal, facet.up
    a = np.cross(u, n)
    a = a if a[0] > 0 else -a
    surface, lean = facing(facet, upper=upper), np.tan(np.radians(converge))

    def distance(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        p = (x - c[0], y - c[1], z - c[2])
        deep, along, aside = (-(p[0] * v[0] + p[1] * v[1] + p[2] * v[2]) for v in (n, -u, -a))
        wide, long = (np.maximum(r - taper * np.clip(deep, 0, thick), 1.0) for r in radii)
        off = aside - lean * along + bend * along**2
        outline = (np.abs(off / wide) ** square + np.abs(along / long) ** square) ** (1 / square)
        return overlap((outline - 1) * np.minimum(wide, long), np.maximum(surface(x, y, z), deep - thick), edge)

    reach = max(*radii, thick) + 4
    return Solid(distance, c - reach, c + reach)


def pedicle(axis: Axis, ahead: float, behind: float, flare: float = 0.8) -> Solid:
    """Return a pedicle: narrowest at its isthmus, wider towards the body and the arch."""
    r = np.array([axis.width / 2, axis.height / 2])
    at = [axis.isthmus + axis.direction * s for s in (ahead, 0, -behind)]
    return bar(at, [r + flare, r + (0.12, 0.05), r + flare * 0.5])
