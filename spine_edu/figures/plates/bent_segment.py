"""The motion segment L4-L5, cut from our own bones in the midline and through a facet joint, upright or bent.

L4 turns about a point in the back half of the disc. A band that lies far from there lengthens soon, one that lies near it late.
Millimeters on the page; the front is on the right, y goes down.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.masks import regions, ring_around
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.rings import Ring
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.outline_points import border, bow, corner, middle_of, stretch_at, wall
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.body.landmarks import Facet, landmarks
from spine_edu.geometry.body.posture import joint_pose, neutral
from spine_edu.geometry.mesh.mesh import Plane
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.render.render import seen
from spine_edu.geometry.render.triangles import Surface
from spine_edu.steady import steady
from spine_edu.text.quoting import shown

ANGLES = (-3, 0, 2, 4, 8)
"""Degrees by which L4 is shown bent forward on L5; less than 0 is back, where bone soon meets bone."""
LONGER = 1.2
"""A band that is longer by so many millimeters than upright is drawn taut."""
_UPPER, _LOWER = "L4", "L5"
_ASIDE = 18.0  # the second cut runs so far left of the midline, through the middle of the facet joint
_BOX = (-80.0, -36.0, 30.0, 36.0)  # of a bone in its own frame, from the side
_PIXELS = 4
_PIVOT = np.array([0.0, 6.0, 0.0])  # behind the middle of the disc
_APART = 88.0  # the second cut is drawn so far below the first

Move = Callable[[Sequence[Point]], Ring]
"""Puts points of a bone, in its own frame, where they are in the segment."""


@dataclass(frozen=True, slots=True)
class _Band:
    """A ligament: its path on L4 down to the joint, its path on L5 from there, its thickness, and the side of its label.

    A broad one fills what lies between its ends: those on L4 and on L5 `beside` the strand that is measured.
    """

    key: str
    name: str
    above: Ring
    below: Ring
    thick: float
    side: str
    beside: tuple[tuple[Point, Point], ...] = ()


def bent_segment(forward: int = 0) -> Plate:
    """Return the segment with L4 bent forward by one of ANGLES, in both cuts; bands that are taut or slack are called so.

    >>> [part.short for part in bent_segment(2).parts if "taut" in part.short]
    ['interspinous ligament: taut', 'supraspinous ligament: taut']
    """
    if forward not in ANGLES:
        raise FigureError(f"The segment is not drawn at {shown(forward)} degrees. Choose one of {', '.join(map(str, ANGLES))}.")
    up, down = _place(_UPPER, forward), _place(_LOWER, 0)
    upper, lower = ([move(ring) for ring in _cut(name, 0.0)] for name, move in ((_UPPER, up), (_LOWER, down)))
    way = "upright" if not forward else f"bent {'forward' if forward > 0 else 'back'} by {abs(forward)} degrees"
    return Plate(
        name=f"L4-L5 {way}",
        parts=(
            _sac(up, down),
            _disc("disc", "disc: annulus fibrosus", up, down, 0.0, "annulus of the disc"),
            _nucleus(forward),
            PlatePart("upper-body", "body of L4", (Stroke(upper[0], "bone", "firm"),), middle_of(upper[0]), "in", "L4"),
            PlatePart("lower-body", "body of L5", (Stroke(lower[0], "bone", "firm"),), middle_of(lower[0]), "in", "L5"),
            PlatePart(
                "spinous",
                "spinous processes",
                (Stroke(upper[1], "bone", "firm"), Stroke(lower[1], "bone", "firm")),
                middle_of(upper[1]),
                "left",
            ),
            *(_drawn(band, up, down, forward) for band in _bands()),
            *_beside(up, down, forward),
        ),
        window=(-80, -46, 26, 44 + _APART),
        lead=f"L4-L5 {way}, cut in the midline above and through a facet joint below, the front on the right.",
        edges=("cranial", "front", "caudal", "back"),
        notes=(
            "A motion segment is two neighboring vertebrae with the disc, the facet joints and the ligaments between them "
            "[nass-motion-segment].",
            "From front to back: anterior longitudinal ligament, disc, posterior longitudinal ligament, canal, "
            "ligamentum flavum, interspinous and supraspinous ligament; "
            "the capsules of the facet joints lie to the side of the midline [openstax-anatomy].",
        ),
        foot=f"Schematic: L4 turns about a point in the disc; a band longer by {LONGER:g} mm than upright is drawn taut.",
    )


def bent(forward: int) -> Picture:
    """Draw the segment at one of ANGLES; the name of the picture says which bands are taut.

    >>> bent(-3).name
    'L4-L5 bent back by 3 degrees; taut: anterior longitudinal ligament'
    """
    plate = bent_segment(forward)
    taut = [part.name.partition(",")[0] for part in plate.parts if part.short.endswith(": taut")]
    return replace(plate.draw(), name=plate.name + (f"; taut: {', '.join(taut)}" if taut else ""))


def longer_by(key: str, forward: int) -> float:
    """Return by how many millimeters a band is longer across the joint than upright; less than 0 where it is shorter.

    >>> [longer_by(key, 8) > 0 for key in ("supraspinous", "flavum", "posterior-ligament", "anterior-ligament")]
    [True, True, True, False]
    """
    band = next(band for band in (*_bands(), _capsule()) if band.key == key)
    (end,) = _place(_LOWER, 0)(band.below[:1])
    bent, upright = (math.dist(_place(_UPPER, angle)(band.above[-1:])[0], end) for angle in (forward, 0))
    return float(steady(bent - upright))


@functools.cache
def _cut(name: str, aside: float) -> tuple[Ring, ...]:
    """Return the outlines of a bone that is cut so far left of the midline, the largest first, in its own frame."""
    half = bone(name).clipped(Plane((aside, 0, 0), (-1, 0, 0)))
    face = half.only((np.abs(half.points[half.faces][:, :, 0] - aside) < 1e-3).all(axis=1))
    left, top, right, bottom = _BOX
    size = (round((right - left) * _PIXELS), round((bottom - top) * _PIXELS))
    mask = seen([Surface(face, "#000000")], VIEWS["right side"], size, _BOX) >= 0
    rings = (ring_around(region, 2) for region in regions(mask))
    return tuple(tuple((left + x / _PIXELS, top + y / _PIXELS) for x, y in ring) for ring in rings)


@functools.cache
def _pose(name: str, forward: int) -> Pose:
    """Return where a bone stands in the frame of the joint, turned about the pivot."""
    upright = joint_pose(f"{_UPPER}-{_LOWER}").back().after(neutral()[name])
    turn = Pose.tilted(forward)
    return Pose(turn.turn, _PIVOT - turn.direct(_PIVOT)).after(upright)


def _place(name: str, forward: int) -> Move:
    pose = _pose(name, forward)

    def move(points: Sequence[Point]) -> Ring:
        placed = pose.apply([(0.0, -x, -y) for x, y in points])
        return tuple((-float(y), -float(z)) for _, y, z in placed)

    return move


@functools.cache
def _bands() -> tuple[_Band, ...]:
    """Return the ligaments of the midline, from front to back."""
    (upper, spine), (lower, ridge) = _cut(_UPPER, 0.0)[:2], _cut(_LOWER, 0.0)[:2]
    fan = [(border(spine, share, down=True), border(ridge, share, down=False)) for share in (0.5, 0.17, 0.33, 0.67, 0.83)]
    (top, bottom), *others = fan
    lamina = corner(spine, 1, 1)  # its front; the ligament takes hold above its lower border
    tip, end = corner(spine, -1, 0.4), corner(ridge, -1, 0.2)
    return (
        _Band("anterior-ligament", "anterior longitudinal ligament", wall(upper, 1), wall(lower, 1), 2.0, "right"),
        _Band("posterior-ligament", "posterior longitudinal ligament", wall(upper, -1), wall(lower, -1), 1.5, "right"),
        _Band("flavum", "ligamentum flavum", ((lamina[0], lamina[1] - 7),), (corner(ridge, 1, -1),), 2.4, "left"),
        _Band("interspinous", "interspinous ligament", (top,), (bottom,), 5.0, "left", tuple(others)),
        _Band("supraspinous", "supraspinous ligament", (corner(spine, -1, -1), tip), (end,), 2.0, "left"),
    )


@functools.cache
def _capsule() -> _Band:
    """Return the back of the capsule, from the lower pole of the facet of L4 to the root of that of L5."""
    above, below = landmarks(_UPPER).lower_facets["left"], landmarks(_LOWER).upper_facets["left"]
    top, bottom = _pole(above, -0.5), _pole(below, -0.75)
    return _Band("capsule", "capsule of the facet joint", ((top[0] - 3, top[1]),), ((bottom[0] - 3, bottom[1]),), 1.6, "left")


def _drawn(band: _Band, up: Move, down: Move, forward: int, below: float = 0) -> PlatePart:
    """Draw a band: straight and marked where it is taut, in a bow where it is slack."""
    above, under = up(band.above), down(band.below)
    more = longer_by(band.key, forward)
    way = bow(above[-1], under[0], -more) if more < 0 else ()
    state = "taut" if more >= LONGER else "slack" if more <= -LONGER / 2 else ""
    path = tuple((x, y + below) for x, y in (*above, *way, *under))
    told = f", {state}: {abs(more):.0f} mm {'longer' if more > 0 else 'shorter'} than upright" if state else ""
    tissue = "pressed" if state == "taut" else "ligament"
    if band.beside:
        ends = sorted((*up([a]), *down([b])) for a, b in (*band.beside, (band.above[-1], band.below[0])))
        ring = (*(top for top, _ in ends), *(bottom for _, bottom in reversed(ends)))
        strokes: tuple[Stroke, ...] = (Stroke(ring, tissue, "firm"),)
    else:
        strokes = (Stroke(path, tissue, "curve", band.thick),)
    (ax, ay), (bx, by) = above[-1], under[0]
    middle = ((ax + bx) / 2, (ay + by) / 2 + below)
    short = f"{band.name}: {state}" if state else band.name
    return PlatePart(band.key, band.name + told, strokes, middle, band.side, short)


def _beside(up: Move, down: Move, forward: int) -> tuple[PlatePart, ...]:
    """Return the second cut, below the first: two bones, the disc and one of the two facet joints."""

    def lower(points: Ring) -> Ring:
        return tuple((x, y + _APART) for x, y in points)

    bones = [lower(move(_cut(name, _ASIDE)[0])) for name, move in ((_UPPER, up), (_LOWER, down))]
    facet = landmarks(_LOWER).upper_facets["left"]
    face = lower(down([_pole(facet, 0.5), _pole(facet, -0.5)]))
    disc = _disc("disc-beside", "disc, beside the midline", up, down, _ASIDE, "disc")
    strokes = tuple(Stroke(lower(stroke.points), stroke.tissue, stroke.kind) for stroke in disc.strokes)
    return (
        PlatePart(disc.key, disc.name, strokes, lower((disc.at,))[0], "right", disc.short),
        PlatePart(
            "bones-beside",
            "L4 and L5 beside the midline",
            tuple(Stroke(ring, "bone", "firm") for ring in bones),
            (-30, _APART + 41),
            "free",
            "cut through a facet joint",
        ),
        PlatePart("facet", "facet joint, one of two", (Stroke(face, "cartilage", "line", 1.8),), face[0], "left", "facet joint"),
        _drawn(_capsule(), up, down, forward, _APART),
    )


def _disc(key: str, name: str, up: Move, down: Move, aside: float, short: str) -> PlatePart:
    """Return the disc between two cut bodies, which bulges a little in front and behind."""
    upper, lower = _cut(_UPPER, aside)[0], _cut(_LOWER, aside)[0]
    low, high = corner(upper, 1, 1)[1] - 3, corner(lower, 1, -1)[1] + 3
    (near, far), (_, end) = stretch_at(upper, low), stretch_at(lower, high)
    (a, b), (c, d) = up([(near, low), (far, low)]), down([(near, high), (end, high)])
    back, front = ((a[0] + c[0]) / 2 - 1.2, (a[1] + c[1]) / 2), ((b[0] + d[0]) / 2 + 1.2, (b[1] + d[1]) / 2)
    return PlatePart(
        key, name, (Stroke((a, b, front, d, c, back), "cartilage", "firm"),), (front[0] - 3, front[1]), "right", short
    )


def _nucleus(forward: int) -> PlatePart:
    """Return the core of the disc: the bend squeezes it away from the side to which one bends."""
    middle = (-1.0 - forward * 0.12, 0.0)
    return PlatePart(
        "nucleus",
        "disc: nucleus pulposus",
        (Stroke(ellipse(*middle, 8.4, 3.8), "nucleus"),),
        middle,
        "right",
        "nucleus of the disc",
    )


def _sac(up: Move, down: Move) -> PlatePart:
    """Return the sac in the canal, which follows both bones."""
    middles = []
    for name in (_UPPER, _LOWER):
        canal = landmarks(name).canal
        assert canal is not None, name  # a lumbar vertebra has one
        middles.append((-float(canal.centre[1]), -float(canal.centre[2])))
    (ux, uy), (lx, ly) = middles
    path = (*up([(ux, uy - 45), (ux, uy + 8)]), *down([(lx, ly - 8), (lx, ly + 24)]))
    return PlatePart("sac", "thecal sac", (Stroke(path, "sac", "curve", 11),), path[1], "left")


def _pole(facet: Facet, share: float) -> Point:
    """Return a point on the middle line of a facet, by shares of its height from its centre up."""
    _, y, z = facet.centre + facet.up * facet.height * share
    return -float(y), -float(z)
