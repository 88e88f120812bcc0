"""Cages and struts: what keeps a disc space, or the place of a removed vertebral body, open while bone grows through it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.solids import circle, frame, hollow, lofted, placed, turned

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DiscSpace:
    """The room between two endplates: its middle (mm), its axes (columns: left, back, up), its measures, its wedge in degrees.

    A positive wedge is lordotic: higher in front.
    """

    joint: str
    middle: tuple[float, float, float]
    turn: tuple[tuple[float, float, float], ...]
    width: float
    depth: float
    height: float
    wedge: float

    def at(self, x: float, y: float, z: float) -> Floats:
        """Return the point of the world at x to the left, y to the back and z up from the middle of the disc space."""
        return np.asarray(self.middle) + np.asarray(self.turn) @ np.array([x, y, z], float)

    def height_at(self, y: Floats) -> Floats:
        """Return how high the space is at a distance y behind its middle."""
        return self.height - np.tan(np.radians(self.wedge)) * np.asarray(y, float)


@dataclass(frozen=True, slots=True)
class CageShape:
    """A cage in the plane of the disc: length across its way in, breadth, how far its middle is off, turn and bend."""

    kind: str
    length: float
    breadth: float
    x: float
    y: float
    turned: float = 0.0
    bend: float = 0.0
    square: float = 3.0


def shape_of(kind: str, space: DiscSpace, side: str = "left") -> tuple[CageShape, ...]:
    """Return the shape (two for a PLIF) of a cage of a kind: 'ACDF', 'ALIF', 'PLIF', 'TLIF' or 'LLIF'.

    Sizes follow the disc space, so that the cage stays inside its rim and out of the canal. The way in decides the rest: from
    the front a broad one, from the side one that spans the whole width, from behind two narrow ones past the dural sac,
    through the foramen one curved one.
    """
    w, d, s = space.width, space.depth, 1 if side == "left" else -1
    if kind == "ACDF":
        return (CageShape(kind, min(w * 0.62, 15.5), min(d * 0.74, 13.0), 0, -d * 0.03, square=4.0),)
    if kind == "ALIF":
        return (CageShape(kind, min(w * 0.72, 37), min(d * 0.70, 27), 0, -d * 0.07, square=2.7),)
    if kind == "PLIF":
        breadth, length = min(w * 0.20, 9.5), min(d * 0.68, 24)
        return tuple(CageShape(kind, length, breadth, e * w * 0.20, -d * 0.02, 90.0, square=4.5) for e in (1, -1))
    if kind == "TLIF":
        return (
            CageShape(kind, min(w * 0.64, 30), min(d * 0.32, 10.5), s * w * 0.02, -d * 0.16, s * -18.0, bend=4.2, square=3.2),
        )
    return (CageShape(kind, w * 0.94, min(d * 0.52, 18), 0, -d * 0.06, square=4.5),)


def cage(shape: CageShape, space: DiscSpace, fine: bool = False) -> Mesh:
    """Return a cage in its disc space: a toothed ring with a window for graft, its height following the endplates."""
    around, steps = (48, 7) if fine else (28, 5)
    outer, inner = (_footprint(shape, around, share) for share in (1.0, 0.56))
    share = np.linspace(0, 1, steps)[:, None, None]
    flat = outer + (inner - outer) * share
    high = space.height_at(flat[..., 1]) / 2 + 0.15  # teeth bite a little into the endplates
    tooth = np.where(np.arange(steps)[:, None] % 2 == 0, -0.30, 0.30) * min(space.height / 8, 1)
    nose = _nose(shape, outer, around)
    top = high * nose + tooth
    return placed(hollow(outer, inner, top, -top, steps), space.middle, space.turn)


def _footprint(shape: CageShape, around: int, share: float) -> Floats:
    """Return the outline (around, 2) of a cage, or of its window (share < 1), in the plane of the disc."""
    angle = np.arange(around) * 2 * np.pi / around
    ca, sa = np.cos(angle), np.sin(angle)
    reach = (np.abs(ca) ** shape.square + np.abs(sa) ** shape.square) ** (-1 / shape.square)
    half = shape.breadth / 2
    wall = half * (1 - share) if share < 1 else 0.0
    u, v = reach * ca * (shape.length / 2 - wall), reach * sa * (half - wall)
    v = v + shape.bend * ((2 * u / shape.length) ** 2 - 0.4)  # the ends bow backwards, the belly lies in front
    t = np.radians(shape.turned)
    return np.column_stack([shape.x + u * np.cos(t) - v * np.sin(t), shape.y + u * np.sin(t) + v * np.cos(t)])


def _nose(shape: CageShape, outer: Floats, around: int) -> Floats:
    """Return how the height tapers (around,) towards the end that goes in first: a bullet for cages from behind."""
    if shape.kind not in ("PLIF", "TLIF", "LLIF"):
        return np.ones(around)
    angle = np.arange(around) * 2 * np.pi / around
    ahead = -np.cos(angle) if shape.kind == "PLIF" else np.cos(angle) * (1 if shape.turned >= 0 else -1)
    return 1 - 0.22 * np.clip(ahead - 0.55, 0, 1) / 0.45


def window(shape: CageShape, space: DiscSpace, share: float = 0.97) -> Mesh:
    """Return the graft that fills a cage's window, standing a hair above it so that it is seen."""
    ring = _footprint(shape, 24, 0.56)
    middle = ring.mean(axis=0)
    ring = middle + (ring - middle) * share
    high = space.height_at(ring[:, 1]) / 2 + 0.1
    rings = [np.column_stack([ring, -high]), np.column_stack([ring, high])]
    return placed(lofted([rings[0], rings[0], rings[1], rings[1]]), space.middle, space.turn)


def subsided(space: DiscSpace, by: float = 3.2, tilt: float = 5.0) -> DiscSpace:
    """Return the space as a sunken cage takes it: `by` millimetres lower, through the endplate below, and tilted (degrees)."""
    turn = np.asarray(space.turn)
    t = np.radians(tilt)
    about_x = np.array([[1, 0, 0], [0, np.cos(t), -np.sin(t)], [0, np.sin(t), np.cos(t)]])
    return replace(
        space,
        middle=tuple((np.asarray(space.middle) - turn[:, 2] * by).tolist()),
        turn=tuple(map(tuple, (turn @ about_x).tolist())),
    )


def strut(low: Floats, high: Floats, radius: float, front: Floats, fine: bool = False) -> Mesh:
    """Return the cage that replaces a vertebral body: a ribbed tube between two end caps, from one endplate to another."""
    long = float(np.linalg.norm(high - low))
    sides = 28 if fine else 18
    cap = 2.4
    profile = [(radius * 0.96, 0), (radius, 0.5), (radius, cap), (radius, cap), (radius * 0.80, cap), (radius * 0.80, cap)]
    ribs = np.arange(cap + 1.6, long - cap - 1.6, 3.4)
    for z in ribs:
        profile += [(radius * 0.74, z - 0.8), (radius * 0.86, z), (radius * 0.86, z + 0.9), (radius * 0.74, z + 1.7)]
    profile += [(radius * 0.80, long - cap), (radius * 0.80, long - cap), (radius, long - cap), (radius, long - cap)]
    profile += [(radius, long - 0.5), (radius * 0.96, long)]
    body = turned(profile, sides)
    spikes = [
        lofted([np.column_stack([circle(r, 6) + circle(radius * 0.82, 6)[k], np.full(6, z)]) for r, z in tip])
        for k in range(6)
        for tip in (((0.9, long - 0.2), (0.08, long + 1.3)), ((0.08, -1.3), (0.9, 0.2)))
    ]
    return placed(joined([body, *spikes]), low, frame(high - low, front))


def prosthesis(space: DiscSpace, fine: bool = False) -> Mesh:
    """Return an artificial disc: two plates on the endplates and a bearing between them that lets them move."""
    sides = 28 if fine else 16
    w, d, high = min(space.width * 0.74, 36.0), space.depth * 0.72, space.height
    angle = np.arange(sides) * 2 * np.pi / sides
    flat = np.column_stack([np.cos(angle) * w / 2, np.sin(angle) * d / 2])
    plate = max(high * 0.16, 0.8)
    parts = []
    for sign in (1, -1):
        face = space.height_at(flat[:, 1]) / 2
        levels = (face - plate, face) if sign > 0 else (-face, -face + plate)
        near, far = (np.column_stack([flat, level]) for level in levels)
        parts.append(lofted([near, near, far, far]))
    ball = [(min(w, d) * 0.34 * np.cos(a), high * 0.40 * np.sin(a)) for a in np.linspace(-np.pi / 2, np.pi / 2, 9)]
    parts.append(turned(ball, sides))
    return placed(joined(parts), space.middle, space.turn)


def spacer(middle: Floats, up: Floats, gap: float, thick: float) -> Mesh:
    """Return a spacer between two spinous processes: a core that holds them apart, and four wings that keep it there."""
    turn = frame((1, 0, 0), up)
    core = placed(turned([(gap * 0.46, -thick * 0.75), (gap * 0.5, 0), (gap * 0.46, thick * 0.75)], 16), middle, turn)
    wings = []
    for sign in (1, -1):
        angle = np.arange(20) * 2 * np.pi / 20
        flat = np.column_stack([np.cos(angle) * (gap / 2 + 5.0), np.sin(angle) * gap * 0.42])
        low, high = sorted((sign * thick * 0.75, sign * (thick * 0.75 + 1.8)))
        rings = [np.column_stack([flat, np.full(20, z)]) for z in (low, low, high, high)]
        wings.append(placed(lofted(rings), middle, turn))
    return joined([core, *wings])
