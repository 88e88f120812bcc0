"""What plates of anatomy are made of: parts with their strokes and names, ways in, and the outlines that recur."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spine_edu.figures.drawing.svg import Point


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of a part: 'area' (soft closed), 'firm' (straight closed), 'line' or 'curve' (open), in a tissue's colours.

    'clear' (straight closed) shows nothing: it is where a part of the picture below can be clicked. A line without thickness is
    a thin stroke: in the colour of bone edges, or with the tissue 'ink' in that of writing.
    """

    points: tuple[Point, ...]
    tissue: str
    kind: str = "area"
    thick: float = 0  # of a line, in millimetres

    def moved(self, x: float = 0, y: float = 0) -> Stroke:
        """Return the stroke so many millimetres further to the right and down the page."""
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels (PNG) that lies under a plate's parts, and the millimetres that it fills: left, top, right, bottom."""

    png: bytes
    window: tuple[float, float, float, float]

    def moved(self, x: float = 0, y: float = 0) -> Raster:
        """Return the picture so many millimetres further to the right and down the page."""
        left, top, right, bottom = self.window
        return replace(self, window=(left + x, top + y, right + x, bottom + y))


@dataclass(frozen=True, slots=True)
class Sign:
    """Where the label of a part is written once more: upon it, or beside it with a thin line `to` it."""

    at: Point
    to: Point | None = None


@dataclass(frozen=True, slots=True)
class PlatePart:
    """A structure on a plate: a key for programs, a name for people, its strokes, and where its label points.

    `side` is the column of the label, 'left' or 'right', or its row, 'above' or 'below'; 'in' writes the name upon the part,
    'free' beside it on the bare sheet; 'none' leaves it to the words.
    """

    key: str
    name: str  # '' where nothing is to say what it is
    strokes: tuple[Stroke, ...]
    at: Point
    side: str = "none"
    short: str = ""  # what the label says, where the name is too long
    mark: str = ""  # 'risk' draws a dashed ring round the part, 'hit' a heavy one
    spot: tuple[Stroke, ...] = ()  # the ring is drawn here, where not the whole part is meant
    signs: tuple[Sign, ...] = ()  # of a part that is seen in several places


@dataclass(frozen=True, slots=True)
class Band:
    """A way in: a band with an arrowhead from outside to its target, and the word that stands at its beginning.

    Where the band lies among parts that a word would cover, the word stands on a `side` of the window, as labels of parts do.
    """

    key: str
    name: str
    path: tuple[Point, Point]
    width: float
    tag: Point | None = None  # where its key stands; a band with neither tag nor side is told apart by its rows
    side: str = ""  # 'above' or 'below', with a line to its beginning

    @property
    def at(self) -> Point:
        """Where it begins."""
        return self.path[0]


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0, n: int = 14) -> tuple[Point, ...]:
    """Return points whose soft outline is an ellipse; `turn` in degrees, clockwise on the page."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    grow = 1 / math.cos(math.pi / n) ** 0.5
    ring = [(rx * grow * math.cos(2 * math.pi * k / n), ry * grow * math.sin(2 * math.pi * k / n)) for k in range(n)]
    return tuple((x + a * c - b * s, y + a * s + b * c) for a, b in ring)


def trace(points: str) -> tuple[Point, ...]:
    """Return points that are written as x,y in millimetres.

    >>> trace("29,-8 33.5,-13")
    ((29.0, -8.0), (33.5, -13.0))
    """
    pairs = (pair.split(",") for pair in points.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def mirror(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return points on the other side of the midline."""
    return tuple((-x, y) for x, y in points)


def both(points: Sequence[Point], tissue: str, kind: str = "area", thick: float = 0) -> tuple[Stroke, Stroke]:
    """Return a stroke and its mirror image: the patient's left (as given), then the right."""
    return Stroke(tuple(points), tissue, kind, thick), Stroke(mirror(points), tissue, kind, thick)


def closed(ring: Sequence[Point]) -> tuple[Point, ...]:
    """Return a ring as a line that ends where it begins, halfway between two of its points: drawn softly, it has no corner.

    >>> closed([(0, 0), (2, 0), (2, 2)])
    ((1.0, 0.0), (2, 0), (2, 2), (0, 0), (1.0, 0.0))
    """
    (ax, ay), (bx, by) = ring[:2]
    middle = (ax + bx) / 2, (ay + by) / 2
    return (middle, *ring[1:], ring[0], middle)


def midline(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the whole outline of a structure in the midline, whose left half is given from one end to the other.

    >>> midline([(0, 1), (2, 3), (0, 5)])
    ((0, 1), (2, 3), (0, 5), (-2, 3))
    """
    inner = [point for point in points if point[0]]
    return (*points, *mirror(inner[::-1]))


def kidney(wide: float, deep: float, hollow: float, n: int = 28) -> tuple[Point, ...]:
    """Return the outline of a vertebral body or disc from above: wide and deep from its middle, its back wall hollowed."""
    ring = []
    for k in range(n):
        angle = 2 * math.pi * k / n
        c, s = math.cos(angle), math.sin(angle)
        x = wide * math.copysign(abs(c) ** 0.86, c)
        y = deep * math.copysign(abs(s) ** (0.8 if s > 0 else 0.92), s)
        ring.append((x, y - (hollow * math.exp(-((x / (wide * 0.45)) ** 2)) if s > 0 else 0)))
    return tuple(ring)


def artery(x: float, y: float, r: float = 5) -> tuple[Stroke, ...]:
    """Return a thick-walled vessel: its wall is a second ring, so that an artery is told from a vein without colour."""
    ring = ellipse(x, y, r, r)
    inner = ellipse(x, y, r * 0.66, r * 0.66)
    return Stroke(ring, "artery"), Stroke((*inner, inner[0]), "artery", "line", 0.35)
