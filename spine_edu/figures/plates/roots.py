"""Which root does a herniated disc press? The canal opened from behind, with sac or cord, pedicles, discs and roots.

Millimetres; x grows to the patient's right (right on the page: we stand behind the patient), y grows caudally.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spine_edu.anatomy import VERTEBRAE, Joint, joint_named
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.pressed_root import CERVICAL, Region, hit_by, region_of, root_above, what_is_pressed
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse, mirror
from spine_edu.steady import steady


def roots(joint: str = "L4-L5", herniation: str = "paracentral") -> Picture:
    """Draw the canal from behind, laminae taken away, with a herniated disc on the patient's right and what it presses.

    >>> roots("L4-L5", "paracentral").words.split(". ")[1]
    'A paracentral herniation of L4-L5 presses the L5 root, which traverses the disc and leaves under the pedicle of L5'
    """
    found = joint_named(joint)
    pressed = hit_by(found, herniation)
    region = region_of(found)
    neck = region is CERVICAL
    places = _places(found, region)
    bones = list(places)
    half = region.root[-1][0] + 1
    bottom = places[bones[-1]] + region.body[2]
    top = places[bones[0]] + region.body[1]
    return Plate(
        name=f"{found}: a {herniation} herniation presses the {pressed}",
        parts=root_parts(found, herniation),
        window=(-half, top - 3, half, bottom + (10 if neck else 12)),
        lead=f"{bones[0]} to {bones[-1]} from behind, laminae and spinous processes taken away.",
        edges=("cranial", "right", "caudal", "left"),
        notes=(what_is_pressed(found, herniation),),
    ).draw()


def root_parts(joint: Joint, herniation: str) -> tuple[PlatePart, ...]:
    """Return what is seen in the opened canal, from the front to the eye: bones and discs, the herniation, roots, sac or cord."""
    region = region_of(joint)
    neck = region is CERVICAL
    places = _places(joint, region)
    hernia = _Herniation(region, herniation, hit_by(joint, herniation))
    roots_seen = [root for name, y in places.items() for root in _root_pair(region, name, y, neck, hernia)]
    return (*_bones(region, places, joint), hernia.part(joint), *roots_seen, *_middle(region, places, neck, hernia))


def _places(joint: Joint, region: Region) -> dict[str, float]:
    """Return the vertebrae that are drawn, and how far down each stands, in mm: 0 is the upper one of the joint."""
    first = VERTEBRAE.index(joint.upper)
    bones = VERTEBRAE[max(first - 1, VERTEBRAE.index("C2")) : first + 3]  # the atlas has no body to draw
    return {name: (n - 1) * region.pitch for n, name in enumerate(bones)}


@dataclass(frozen=True, slots=True)
class _Herniation:
    """What comes out of a disc, on the patient's right or in the middle, and what it presses."""

    region: Region
    place: str
    pressed: str

    @property
    def at(self) -> Point:
        return self.region.places[self.place]

    def part(self, joint: Joint) -> PlatePart:
        """Return it as a part; in the middle it is broad, so that it is seen beside the sac in front of which it lies."""
        name = f"{self.place} herniation of {joint}"
        side = "left" if self.place == "central" else "right"
        return PlatePart("herniation", name, (Stroke(self.ring(), "nucleus"),), self._seen_at, side, "herniation")

    def ring(self) -> tuple[Point, ...]:
        wide, tall = self.region.bulge
        return ellipse(*self.at, max(wide, self.region.sac + 2.6) if self.place == "central" else wide, tall)

    @property
    def _seen_at(self) -> Point:
        """A place on it that no sac or root covers."""
        x, y = self.at
        return (-self.region.sac - 1.4, y) if self.place == "central" else (x + self.region.bulge[0] * 0.6, y + 1.6)

    def moved(self, path: Sequence[Point]) -> tuple[Point, ...]:
        """Return the way of the root that it presses: pushed aside beside it, as before elsewhere."""
        (x, y), (aside, up), reach = self.at, self.region.pushes[self.place], self.region.bulge[0] * 1.15
        fine = [(a[0] + (b[0] - a[0]) * k / 3, a[1] + (b[1] - a[1]) * k / 3) for a, b in pairwise(path) for k in range(3)]
        pushed = []
        for px, py in (*fine, path[-1]):
            share = math.exp(-((px - x) ** 2 + (py - y) ** 2) / reach**2)
            pushed.append((px + aside * share, py + up * share))
        return tuple(pushed)

    def contact(self, path: Sequence[Point]) -> int:
        """Return which point of a path it touches."""
        return min(range(len(path)), key=lambda n: steady(math.dist(path[n], self.at)))

    def dent(self, y: float) -> float:
        """Return how far it pushes in the right rim of the sac at a height."""
        if self.place != "paracentral":
            return 0.0
        return self.region.bulge[0] * 0.5 * math.exp(-(((y - self.at[1]) / self.region.bulge[1]) ** 2))


def _bones(region: Region, places: dict[str, float], joint: Joint) -> list[PlatePart]:
    """Return bodies, then discs, then pedicles, cranial first; `places` says how far down each vertebra stands, in mm.

    Only the disc of `joint` has a label.
    """
    out, wide, tall = region.pedicle
    parts = [_body(region, name, y) for name, y in places.items()]
    for upper, lower in pairwise(places):
        parts.append(_disc(region, f"{upper}-{lower}", places[upper], places[lower], "left" if upper == joint.upper else "none"))
    for name, y in places.items():
        ring = ellipse(out, y, wide, tall)
        pair = (Stroke(ring, "bone"), Stroke(mirror(ring), "bone"))
        parts.append(PlatePart(f"pedicle-{name}", f"pedicles of {name}", pair, (-out, y), "in", name))
    return parts


def _body(region: Region, name: str, y: float) -> PlatePart:
    """Return a body from behind, a little narrower in its middle."""
    half, top, bottom = region.body
    right = ((half, top), (half, top + 2), (half * 0.9, (top + bottom) / 2), (half, bottom - 2), (half, bottom))
    ring = Stroke(((-half, top), *right, *mirror(right[:0:-1])), "bone", "firm").moved(y=y)
    return PlatePart(f"body-{name}", f"body of {name}", (ring,), (-half * 0.7, y + bottom - 4), "none")


def _disc(region: Region, name: str, above: float, below: float, side: str) -> PlatePart:
    """Return the disc between vertebrae that stand at two heights, bulging a little at its sides."""
    half, top, bottom = region.body
    upper, lower = above + bottom + 0.6, below + top - 0.6
    middle = (upper + lower) / 2
    ring = ((-half, upper), (half, upper), (half + 1.4, middle), (half, lower), (-half, lower), (-half - 1.4, middle))
    return PlatePart(f"disc-{name}", f"{name} disc", (Stroke(ring, "cartilage", "firm"),), (-half * 0.84, middle), side)


def _middle(region: Region, places: dict[str, float], neck: bool, hernia: _Herniation) -> list[PlatePart]:
    """Return the thecal sac, in the neck with the cord in it, dented.

    One of them is marked where it is pressed from the front.
    """
    top, bottom = min(places.values()) + region.body[1] - 6, max(places.values()) + region.body[2] + (6 if neck else 2)
    spot = (-region.sac * 0.55, top + (bottom - top) * 0.2)
    sac = _tube(region.sac, region.sac * (1 if neck else 0.8), (top, bottom), hernia)
    parts = [_pressed_from_the_front("sac", "thecal sac", Stroke(sac, "sac", "firm"), spot, hernia)]
    if neck:
        cord = Stroke(_tube(6.3, 6.3, (top, bottom), hernia, 0.4), "nerve", "firm")
        parts.append(_pressed_from_the_front("cord", "spinal cord", cord, (-2, top + (bottom - top) * 0.45), hernia))
    return parts


def _tube(half: float, low: float, ends: Point, hernia: _Herniation, yields: float = 1) -> tuple[Point, ...]:
    """Return the outline of a tube in the midline, half so wide above and below; its right rim yields to the herniation."""
    (top, bottom), (_, at), tall = ends, hernia.at, hernia.region.bulge[1]
    middle = (top + bottom) / 2
    rim = []
    for y in sorted([top, middle, bottom, *(at + tall * step * 0.5 for step in range(-4, 5))]):
        wide = half + (low - half) * max(0.0, (y - middle) / (bottom - middle))
        rim.append((wide - yields * hernia.dent(y), y))
    return (*rim, (-low, bottom), (-half, middle), (-half, top))


def _pressed_from_the_front(key: str, name: str, tube: Stroke, at: Point, hernia: _Herniation) -> PlatePart:
    """Return sac or cord; what is pressed is ringed where the herniation lies behind it, seen from here."""
    if hernia.pressed != name:
        return PlatePart(key, name, (tube,), at, "left")
    ring = Stroke(hernia.ring(), "")
    return PlatePart(key, name, (tube,), hernia.at, "right", f"{name}: pressed from the front", "hit", (ring,))


def _root_pair(region: Region, vertebra: str, y: float, neck: bool, hernia: _Herniation) -> list[PlatePart]:
    """The left and the right root of one vertebra; only the right one can be pressed, for there the herniation lies.

    From where it is pressed it has another colour: what it serves below is what the patient feels.
    """
    name = f"{root_above(vertebra) if neck else vertebra} root"
    number = name.split()[0]
    path = tuple((x, y + dy) for x, dy in region.root)
    swell = path[region.ganglion]
    knot = ellipse(*swell, region.thick * 1.15, region.thick * 0.8, 16 if neck else 30, n=10)
    left = (Stroke(mirror(path), "nerve", "curve", region.thick), Stroke(mirror(knot), "nerve"))
    pair = [PlatePart(f"root-{number}-left", f"left {name}", left, mirror([swell])[0], "none")]
    if name != hernia.pressed:
        right = (Stroke(path, "nerve", "curve", region.thick), Stroke(knot, "nerve"))
        return [*pair, PlatePart(f"root-{number}", f"right {name}", right, swell, "right", name)]
    way = hernia.moved(path)
    touched = hernia.contact(way)
    knot = ellipse(
        *min(way, key=lambda point: steady(math.dist(point, swell))), region.thick * 1.15, region.thick * 0.8, 30, n=10
    )
    strokes = (
        Stroke(way, "nerve", "curve", region.thick),
        Stroke(way[touched:], "pressed", "curve", region.thick),
        Stroke(knot, "pressed" if math.dist(swell, path[-1]) < math.dist(way[touched], path[-1]) else "nerve"),
    )
    ring = Stroke(ellipse(*way[touched], region.thick * 1.5, region.thick * 1.5), "")
    return [
        *pair,
        PlatePart(f"root-{number}", f"right {name}", strokes, way[touched], "right", f"{name}: pressed", "hit", (ring,)),
    ]
