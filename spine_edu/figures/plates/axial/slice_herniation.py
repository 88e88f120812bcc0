"""What does a herniated disc press? The L4-L5 slice once more: what comes out of the disc dents what it meets.

The herniation lies on the patient's right, or in the midline. Whatever would lie in it is pushed out to its rim.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.axial.axial_lumbar import lumbar_slice
from spine_edu.figures.plates.axial.slices import labelled
from spine_edu.figures.plates.pressed_root import hit_by, what_is_pressed
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse

WINDOW = (-46, -22, 46, 46)
SHOWN = ("disc", "herniation", "sac", "traversing-roots", "exiting-roots", "facet")


@dataclass(frozen=True, slots=True)
class Bulge:
    """What has come out of a disc: an oval at a place, with its half axes, turned clockwise by degrees."""

    at: Point
    axes: Point
    turn: float
    meets: str  # the key of the part that it presses

    def ring(self) -> tuple[Point, ...]:
        """Return its outline."""
        return ellipse(*self.at, *self.axes, self.turn, 12)

    def depth(self, point: Point, free: float = 0.5) -> float:
        """Return how far out a point lies: 0 in the middle, 1 where it is so many millimetres free of the rim, more outside."""
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        dx, dy = point[0] - self.at[0], point[1] - self.at[1]
        return math.hypot((dx * c + dy * s) / (self.axes[0] + free), (dy * c - dx * s) / (self.axes[1] + free))

    def pushed(self, point: Point, free: float = 0.5) -> Point:
        """Return where a point comes to lie: where it was, or straight out beside the rim."""
        depth = self.depth(point, free)
        if depth >= 1 or not depth:
            return point
        return self.at[0] + (point[0] - self.at[0]) / depth, self.at[1] + (point[1] - self.at[1]) / depth

    def yielding(self, point: Point, middle: Point, free: float = 0.5) -> Point:
        """Return where a point of a sac or muscle comes to lie, which yields towards its middle."""
        way = (_between(point, middle, step / 40) for step in range(41))
        return next((place for place in way if self.depth(place, free) >= 1), middle)

    def touched(self, points: Iterable[Point]) -> Point:
        """Return which of these points lies next to it."""
        return min(points, key=lambda point: math.dist(point, self.at))

    def tear(self) -> Stroke:
        """Return the tear from the nucleus through the rings of the disc."""
        return Stroke(((self.at[0] * 0.4, self.at[1] * 0.4), self.at), "nucleus", "line", 3)


BULGES = {
    "central": Bulge((0, 16.4), (8, 5.6), 0, "sac"),
    "paracentral": Bulge((-8.8, 16.4), (6, 4.8), 12, "traversing-roots"),
    "foraminal": Bulge((-20.4, 14.4), (6.6, 4.4), 34, "exiting-roots"),
    "far lateral": Bulge((-27.6, 11), (6.4, 4), 62, "exiting-roots"),
}
"""Where the disc L4-L5 herniates, from the midline outward."""


def herniated_slice(place: str) -> Picture:
    """Draw the slice through a herniated disc L4-L5, what it dents, and a ring where it touches; raise FigureError elsewhere.

    >>> herniated_slice("paracentral").name
    'L4-L5, axial slice: a paracentral herniation presses the L5 root'
    """
    pressed, plate = hit_by("L4-L5", place), lumbar_slice()
    bulge = BULGES[place]
    parts = labelled(_parts(plate.parts, bulge, place), SHOWN, {}, WINDOW)
    return replace(
        plate,
        name=f"{plate.name}: a {place} herniation presses the {pressed}",
        parts=tuple(_hit(part, bulge, pressed) if part.key == bulge.meets else part for part in parts),
        window=WINDOW,
        notes=(what_is_pressed("L4-L5", place),),
    ).draw()


def _parts(parts: Iterable[PlatePart], bulge: Bulge, place: str) -> Iterator[PlatePart]:
    """Return the parts of the slice, the soft ones pushed aside, and behind the torn disc what has come out of it."""
    for part in parts:
        if part.key == "disc":
            yield replace(part, strokes=(*part.strokes[:-1], bulge.tear(), part.strokes[-1]))
        elif part.key == "sac":
            sac, *strands = part.strokes
            inward = _middle(sac)
            yield replace(part, strokes=(_dented(sac, bulge, inward), *(_inward(strand, bulge, inward) for strand in strands)))
        elif part.key == "psoas":
            yield replace(part, strokes=tuple(_dented(stroke, bulge, _middle(stroke)) for stroke in part.strokes))
        elif part.key in ("traversing-roots", "exiting-roots"):
            yield replace(part, strokes=tuple(_aside(stroke, bulge) for stroke in part.strokes))
        else:
            yield part
        if part.key == "canal":
            name = f"{place} herniation of L4-L5"
            yield PlatePart("herniation", name, (Stroke(bulge.ring(), "nucleus"),), bulge.at, short="herniation")


def _dented(stroke: Stroke, bulge: Bulge, middle: Point) -> Stroke:
    """Return a ring dented towards a middle, where the bulge meets it."""
    fine = tuple(_followed(stroke.points))
    dented = tuple(bulge.yielding(point, middle) for point in fine)
    return stroke if dented == fine else replace(stroke, points=dented)


def _inward(strand: Stroke, bulge: Bulge, middle: Point) -> Stroke:
    """Return a strand of the cauda equina, which gives way to the middle of its sac."""
    x, y = _middle(strand)
    to = bulge.yielding((x, y), middle, 0.9 + math.dist((x, y), strand.points[0]))
    return strand.moved(to[0] - x, to[1] - y)


def _aside(stroke: Stroke, bulge: Bulge) -> Stroke:
    """Return a root pushed aside: a cord bends around the bulge, one that is cut across moves as a whole."""
    if stroke.kind == "area":
        (x, y), radius = _middle(stroke), math.dist(_middle(stroke), stroke.points[0])
        to = bulge.pushed((x, y), 0.6 + radius)
        return stroke.moved(to[0] - x, to[1] - y)
    fine = [_between(a, b, k / 3) for a, b in pairwise(stroke.points) for k in range(3)]
    return replace(stroke, points=tuple(bulge.pushed(point, 0.6 + stroke.thick / 2) for point in (*fine, stroke.points[-1])))


def _followed(ring: Sequence[Point]) -> Iterator[Point]:
    """Follow a soft ring in steps small enough to be dented."""
    for before, point, after in zip((ring[-1], *ring), ring, (*ring[1:], ring[0]), strict=False):
        start, end = _between(before, point, 0.5), _between(point, after, 0.5)
        yield from (_between(_between(start, point, k / 6), _between(point, end, k / 6), k / 6) for k in (1, 3, 5))


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _middle(stroke: Stroke) -> Point:
    return sum(x for x, _ in stroke.points) / len(stroke.points), sum(y for _, y in stroke.points) / len(stroke.points)


def _hit(part: PlatePart, bulge: Bulge, pressed: str) -> PlatePart:
    """Return what is pressed with a ring where it is touched, and in the colour of what suffers if it is a root."""
    own = next(stroke for stroke in part.strokes if sum(x for x, _ in stroke.points) <= 1e-6)
    at = bulge.touched(own.points)
    colour = own.tissue if part.key == "sac" else "pressed"
    strokes = tuple(replace(stroke, tissue=colour) if stroke is own else stroke for stroke in part.strokes)
    ring = Stroke(ellipse(*at, 3.4, 3.4), "")
    return replace(part, strokes=strokes, at=at, mark="hit", spot=(ring,), short=f"{pressed}: pressed")
