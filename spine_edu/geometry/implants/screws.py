"""Screws: threaded shafts, polyaxial heads and set screws, from an entry point and a direction.

Where a screw goes is decided in `trajectories`; here it is only made. Sizes are those of common systems, rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spine_edu.geometry.mesh.grain import FINE, MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.solids import circle, frame, lofted, placed, prism, triple, turned, unit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Where one screw goes: `entry` on the bone's surface (mm), unit `direction` into it, `length` of thread in bone.

    `bone` is the vertebra (or 'ilium', 'occiput') that holds it, `kind` says how ('pedicle', 'lateral mass', …).
    """

    bone: str
    side: str
    kind: str
    entry: tuple[float, float, float]
    direction: tuple[float, float, float]
    length: float
    diameter: float

    @property
    def name(self) -> str:
        return f"{self.side} {self.bone} {self.kind} screw"

    def at(self, depth: float) -> Floats:
        """Return the point of the axis at a depth (mm) below the entry."""
        return np.asarray(self.entry) + np.asarray(self.direction) * depth

    def loosened(self) -> Trajectory:
        """Return the same screw backed out a little and toggled, as a loose one lies in its halo."""
        tip = self.at(self.length * 0.7)
        tilted = unit(np.asarray(self.direction) + np.array([0, 0, -0.075]))
        entry = tip - tilted * (self.length * 0.7 + 2.5)
        return replace(self, entry=tuple(entry.tolist()), direction=tuple(tilted.tolist()))


@dataclass(frozen=True, slots=True)
class Head:
    """The measures of a screw's head (mm): outer diameter, height, and the rod it takes."""

    across: float
    height: float
    rod: float

    @property
    def seat(self) -> float:
        """How far above the centre of the ball the axis of the rod lies."""
        return self.height * 0.42


LARGE = Head(12.6, 15.0, 5.5)
SMALL = Head(7.6, 10.0, 3.5)


def head_for(trajectory: Trajectory) -> Head:
    """Return the head that fits: small ones and 3.5 mm rods in the neck, large ones and 5.5 mm rods below."""
    return SMALL if trajectory.bone[:1] in "CO" else LARGE


def shaft(trajectory: Trajectory, grain: MeshGrain = FINE, ball_head: bool = True) -> Mesh:
    """Return the threaded part with its neck and, if it has one, the ball that sits in a polyaxial head."""
    sides, steps, climb = grain.thread
    r, long = trajectory.diameter / 2, trajectory.length
    pitch = max(2.4, r * 0.85) * climb
    heights = np.arange(1.5, long - 1.2, pitch / steps)
    angle = np.arange(sides) / sides
    tops = ((0.55, -5.6), (1.18, -4.6), (1.32, -3.0), (1.12, -1.5), (0.86, -0.6), (0.86, 0.9))
    rings = [level(r * f, z, sides) for f, z in (tops if ball_head else tops[-2:])]
    for z in heights:
        phase = (z / pitch - angle) % 1.0  # a helix: the crest climbs one pitch a turn
        crest = np.clip(1 - np.abs(phase - 0.5) * 3.1, 0, 1)
        taper = 1 - 0.30 * max(z / long - 0.72, 0) / 0.28
        radius = r * taper * (0.70 + 0.30 * crest)
        rings.append(np.column_stack([circle(1, sides) * radius[:, None], np.full(sides, z)]))
    rings += [level(r * 0.42, long - 0.7, sides), level(r * 0.12, long, sides)]
    return placed(lofted(rings), trajectory.entry, frame(trajectory.direction, (1, 0, 0.2)))


def level(radius: float, height: float, sides: int) -> Floats:
    """Return one level ring (sides, 3) of a turned part."""
    return np.column_stack([circle(radius, sides), np.full(sides, height)])


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a head holds the rod: the axis of the head (away from the bone), the ball's centre, the rod's place and direction."""

    ball: tuple[float, float, float]
    axis: tuple[float, float, float]
    rod: tuple[float, float, float]
    along: tuple[float, float, float]


def seat(trajectory: Trajectory, along: ArrayLike) -> Seat:
    """Return the seat of a polyaxial head on a screw: it turns on its ball until its slot lies along the rod."""
    head = head_for(trajectory)
    rod = unit(along)
    back = -np.asarray(trajectory.direction)
    axis = unit(back - rod * (back @ rod))
    centre = trajectory.at(-3.0)
    place = centre + axis * head.seat
    return Seat(triple(centre), triple(axis), triple(place), triple(rod))


def tulip(head: Head, grain: MeshGrain = FINE) -> Mesh:
    """Return a polyaxial head: two cheeks on a cup, the slot for the rod along x, the ball's centre at the origin."""
    outer, slot = head.across / 2, head.rod / 2 * 1.06
    floor, top = head.seat - slot * 0.72, head.height * 0.82
    sides, along = grain.head
    cup = turned(
        [(outer * 0.60, -head.height * 0.20), (outer * 0.93, -head.height * 0.09), (outer, 0), (outer, floor), (outer, floor)],
        sides,
    )
    half = np.arccos(min(slot / outer, 0.95))
    angle = np.linspace(np.pi / 2 - half, np.pi / 2 + half, along)
    cheek = np.column_stack([outer * np.cos(angle), outer * np.sin(angle)])
    left = prism(cheek, floor - 0.4, top, bevel=min(0.7, head.height * 0.05))
    right = Mesh(left.points * np.array([-1, -1, 1], np.float32), left.faces)
    return joined([cup, left, right])


def set_screw(head: Head, fine: bool = False) -> Mesh:
    """Return the set screw that locks the rod, with its recess, in the frame of `tulip`."""
    sides = 12 if fine else 8
    radius, low, top = head.rod / 2 * 1.04, head.seat + head.rod / 2 * 0.7, head.height * 0.80
    return turned(
        [(radius, low), (radius, top), (radius, top), (radius * 0.62, top), (radius * 0.62, top), (radius * 0.55, top - 1.6)],
        sides,
    )


def placed_on(part: Mesh, place: Seat) -> Mesh:
    """Return a part made in the frame of `tulip` on its screw."""
    return placed(part, place.ball, frame(place.axis, place.along))


def halo(trajectory: Trajectory) -> Mesh:
    """Return the sheath of lost bone around a loose screw: wider towards both ends, as it wobbles about its waist."""
    r, long = trajectory.diameter / 2, trajectory.length
    profile = [(r * (1.34 + 0.5 * abs(2 * s - 0.9)), s * (long + 1.5)) for s in np.linspace(0, 1, 9)]
    return placed(turned(profile, 16), trajectory.entry, frame(trajectory.direction, (1, 0, 0.2)))


def tract(trajectory: Trajectory) -> Mesh:
    """Return the empty channel a removed screw leaves."""
    r, long = trajectory.diameter / 2, trajectory.length
    return placed(
        turned([(r * 1.02, -0.7), (r, long * 0.8), (r * 0.5, long)], 14),
        trajectory.entry,
        frame(trajectory.direction, (1, 0, 0.2)),
    )
