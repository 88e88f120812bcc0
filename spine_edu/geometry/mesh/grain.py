"""How finely the parts are made: more corners for one bone seen close, fewer for a long construct seen whole.

A figure of four vertebrae shows a millimetre as three pixels, the whole spine as less than one. What nobody would see there
is not stored: a lesson carries every corner of its figures.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeshGrain:
    """Numbers of corners, by what is made."""

    root: tuple[int, int] = (8, 6)
    """Corners around a nerve root, and steps along each stretch of it."""
    cord: int = 16
    vessel: int = 12
    rim: int = 48
    """Points around a disc."""
    wall: tuple[float, ...] = (0.03, 0.25, 0.5, 0.75, 0.97)
    """Heights at which the wall of a disc is made, from the lower endplate (0) to the upper (1)."""
    strip: tuple[int, int] = (9, 3)
    """Points across a ligament along the bodies, and steps from row to row."""
    capsule: int = 20
    thread: tuple[int, float, float] = (8, 3, 1.0)
    """Corners around a screw, rings a pitch, and how many times its own pitch the thread climbs in a turn."""
    head: tuple[int, int] = (14, 6)
    """Corners around the head of a screw, and along one of its cheeks."""
    mass: tuple[int, int] = (14, 11)
    """Corners around a mass of bone, and rings along it."""
    chips: int = 40
    """Most chips in one bed of graft."""


FULL = MeshGrain()
"""What is made where nobody says how finely."""

FINE = MeshGrain(thread=(12, 4, 1.0), head=(20, 9), mass=(14, 17), chips=110)
COARSE = MeshGrain(
    root=(6, 4),
    cord=12,
    vessel=8,
    rim=24,
    wall=(0.03, 0.5, 0.97),
    strip=(7, 2),
    capsule=12,
    thread=(8, 2, 1.5),
    mass=(11, 9),
    chips=32,
)
FAR = MeshGrain(
    root=(5, 3), cord=9, vessel=6, rim=20, wall=(0.03, 0.5, 0.97), strip=(5, 2), capsule=8, thread=(6, 2, 2.2), head=(10, 4),
    mass=(8, 7), chips=16,
)  # fmt: skip

LONG = 9
"""From so many bones on a figure is long, and its parts are far."""


def grain_of(detail: str, bones: int) -> MeshGrain:
    """Return how finely a scene of so many bones is made in a detail, 'fine' or 'coarse'.

    >>> grain_of("coarse", 4).chips, grain_of("coarse", 14).chips
    (32, 16)
    """
    return FINE if detail == "fine" else FAR if bones >= LONG else COARSE
