"""The outlines the level map is drawn from: a schematic spine seen from its right side.

Proportions are rounded and meant to be recognised, not measured. Whoever brings outlines of real bones replaces
`side_view` (and `pelvis_from_behind`) and nothing else: all else reads the `View` they return.
Millimetres; x grows to the front, y grows caudally, as on the page.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spine_edu.figures.svg import Point

Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Bone:
    """One bone: closed rings that together are its outline, fine lines upon it, and where its name and screw go."""

    rings: tuple[Ring, ...]
    label: Point
    lines: tuple[Ring, ...] = ()
    screw: tuple[Point, Point] | None = None
    front: Point | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One joint: the shape of its anterior column, of its posterior column, and the point its label leads to."""

    anterior: Ring
    posterior: Ring
    anchor: Point


@dataclass(frozen=True, slots=True)
class View:
    """Bones and joints as seen from one side, cranial first; ghosts are hints of neighbours, drawn faintly behind."""

    bones: Mapping[str, Bone]
    joints: Mapping[str, Gap]
    ghosts: Mapping[str, Ring]


# upper depth, lower depth, body height, body wedge (degrees, + opens to the front), disc below: height, wedge
_SIZES = {
    "C2": (13, 15, 16, 0, 5.2, 3),
    "C3": (15, 15.5, 13.2, 0.5, 5.4, 3),
    "C4": (15.5, 16, 13, 0.5, 5.4, 3.5),
    "C5": (15.5, 17, 12.8, 0.5, 5.4, 3.5),
    "C6": (16.5, 18, 13, 0.5, 5.8, 4),
    "C7": (17.5, 17.5, 14.4, 1, 5.2, 3),
    "T1": (18.5, 19.7, 15, -1.5, 4.6, 0),
    "T2": (19.6, 21.6, 16, -2.5, 4.4, 0),
    "T3": (21.7, 23, 16.4, -3, 4.2, 0),
    "T4": (23, 24.5, 16.8, -3.5, 4.2, 0),
    "T5": (24.3, 25.8, 17.2, -4, 4.4, 0),
    "T6": (26, 27, 17.8, -4.5, 4.6, 0),
    "T7": (27.2, 28, 18.4, -4.5, 4.8, 0),
    "T8": (28, 29, 19, -4, 5, 0),
    "T9": (29, 30, 19.8, -3.5, 5.4, 0),
    "T10": (30, 31, 20.8, -3, 6, 0),
    "T11": (31, 32, 22, -3.5, 6.6, 0),
    "T12": (32, 33, 23.4, -2.5, 7.4, 2),
    "L1": (33.4, 34, 25, -2, 8.8, 5),
    "L2": (34, 34.5, 25.8, -0.5, 10, 7),
    "L3": (34.5, 35, 26.2, 1, 11, 9),
    "L4": (35, 35, 26.2, 3, 11.6, 11),
    "L5": (35, 34, 26, 9, 11, 14),
}
_SACRAL_SLOPE = 40
_S1_DEPTH = 33

# Arch of one vertebra of each kind; x counts from the back wall of the body, y from its middle, upwards.
# Order: pedicle, superior process, lamina, spinous process, inferior process, back to the pedicle.
_LUMBAR = (
    *((4, 11), (-5, 10), (-8, 13), (-8.5, 20), (-10, 24), (-13.5, 24.5), (-15.5, 20), (-15.5, 11), (-19, 6.5)),
    *((-34, 6.5), (-49, 4.5), (-53, 2), (-54.5, -7), (-53, -15), (-49, -17), (-38, -15), (-27, -12), (-22, -14)),
    *((-21, -21), (-19, -26), (-15.5, -26.5), (-13, -22), (-12.5, -12), (-11, -4), (-5, -1.5), (4, -1)),
)
_THORACIC = (
    *((4, 8), (-4, 7.5), (-6, 9), (-6.5, 14), (-8, 17.5), (-10, 17), (-11.5, 11), (-12.5, 5), (-14.5, 2)),
    *((-14, -13), (-12, -16), (-9.5, -15), (-8.8, -8), (-7, -2), (-3, -0.5), (4, -0.5)),
)
_CERVICAL = (
    *((3, 3.5), (-1.5, 6), (-3.5, 9.6), (-5.5, 9.8), (-12.5, 2.2), (-16, 1.2), (-25, -0.5), (-31, -2.8), (-33, -5.4)),
    *((-31.5, -8), (-28, -7.6), (-20, -6.4), (-14.5, -7.4), (-13, -13.5), (-11, -14.6), (-3.6, -6.6), (-2.6, -3.6), (3, -3.5)),
)
_SPINOUS = {"C3": 0.86, "C4": 0.86, "C5": 0.95, "C6": 1.15, "C7": 1.55}
_SLOPE = dict(zip((f"T{n}" for n in range(1, 13)), (20, 28, 38, 46, 53, 58, 59, 56, 46, 34, 20, 8), strict=True))
_REACH = dict(zip((f"T{n}" for n in range(1, 13)), (35, 35, 36, 38, 40, 42, 42, 40, 37, 33, 30, 30), strict=True))


@dataclass(frozen=True, slots=True)
class _Frame:
    """A place and a tilt: turns local points (x to the front, y upwards) into points of the page."""

    x: float
    y: float
    tilt: float

    def __call__(self, point: Point) -> Point:
        c, s = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        return (self.x + point[0] * c - point[1] * s, -(self.y + point[0] * s + point[1] * c))

    def all(self, points: Sequence[Point]) -> Ring:
        return tuple(self(point) for point in points)

    def up(self, distance: float, tilt: float, final: float) -> _Frame:
        """Move along the direction that `tilt` calls up, and end with tilt `final`."""
        angle = math.radians(tilt)
        return _Frame(self.x - distance * math.sin(angle), self.y + distance * math.cos(angle), final)


@functools.cache
def side_view() -> View:
    """Return the spine from the occiput to the coccyx, seen from the right: the front is on the right of the page."""
    bones: dict[str, Bone] = {}
    joints: dict[str, Gap] = {}
    plate = _Frame(0, 0, -_SACRAL_SLOPE)
    bones["S1"], bones["coccyx"], tail = _sacrum(plate)
    below, below_depth, below_middle = "S1", float(_S1_DEPTH), plate.up(-13, plate.tilt, plate.tilt)
    for name in reversed(_SIZES):
        upper, lower, height, wedge, disc, disc_wedge = _SIZES[name]
        bottom = plate.up(disc, plate.tilt + disc_wedge / 2, plate.tilt + disc_wedge)
        middle = bottom.up(height / 2, bottom.tilt + wedge / 2, bottom.tilt + wedge / 2)
        top = bottom.up(height, bottom.tilt + wedge / 2, bottom.tilt + wedge)
        bones[name] = _vertebra(name, top, middle, bottom, upper, lower)
        front = _ends(plate, below_depth)[1], _ends(bottom, lower)[1]
        joints[f"{name}-{below}"] = Gap(
            _disc(plate, below_depth, bottom, lower),
            _bridge(middle(_mass(name, lower, -1)), below_middle(_mass(below, below_depth, 1)), _mass_width(name)),
            ((front[0][0] + front[1][0]) / 2 + 1.5, (front[0][1] + front[1][1]) / 2),
        )
        plate, below, below_depth, below_middle = top, name, upper, middle
    ghosts: dict[str, Ring] = {"ilium": _ILIUM}
    _craniocervical(below_middle, bones, joints, ghosts)
    order = [*("O", "C1"), *_SIZES, "S1", "coccyx"]
    named = {**joints, **tail}
    links = [*(f"{a}-{b}" for a, b in pairwise(order[:-1])), *tail]
    return View({name: bones[name] for name in order if name in bones}, {name: named[name] for name in links}, ghosts)


def _ends(frame: _Frame, depth: float) -> tuple[Point, Point]:
    return frame((-depth / 2, 0)), frame((depth / 2, 0))


def _vertebra(name: str, top: _Frame, middle: _Frame, bottom: _Frame, upper: float, lower: float) -> Bone:
    u, w, waist = upper / 2, lower / 2, (upper + lower) / 4
    dish = 0.5 if name[0] == "C" else 0.9
    body = (
        *top.all(((-u, -1.6), (-u + 0.4, 0.1), (-u + 3, 0), (0, -dish), (u - 3, 0), (u - 0.4, 0.1), (u, -1.6))),
        middle((waist * 0.86, 0)),
        *bottom.all(((w, 1.6), (w - 0.4, -0.1), (w - 3, 0), (0, dish), (-w + 3, 0), (-w + 0.4, -0.1), (-w, 1.6))),
        middle((-waist * 0.93, 0)),
    )
    wall = -waist * 0.95
    shift = [(wall + x, y) for x, y in _arch(name)]
    rings = [body, middle.all(shift)]
    lines: list[Ring] = []
    if name[0] == "T" and name != "T12":
        rings.append(middle.all([(wall + x, y) for x, y in _thoracic_spine(name)]))
    if name[0] == "C" and name != "C2":
        lines.append(middle.all([(wall + x, y) for x, y in ((-3.2, 3), (-8, 1.6), (-11.5, -3.4))]))
    if name[0] in "TL":
        reach = 7 if name[0] == "T" else 9
        lines.append(middle.all([(wall + x, y) for x, y in ((-reach, 4.5), (-reach - 2.5, 1), (-reach - 2, -4))]))
    if name == "C2":
        rings.append(middle.all(_DENS))
    screw = _screw(name, wall, waist)
    return Bone(
        tuple(rings),
        middle((0.4, -1.5 if name == "C2" else 0)),
        tuple(lines),
        (middle(screw[0]), middle(screw[1])),
        middle((waist * 0.9, 0)),
    )


def _arch(name: str) -> list[Point]:
    if name[0] == "L" or name == "T12":
        scale = {"T12": 0.82, "L1": 0.92, "L5": 0.9}.get(name, 0.97)
        return [(x * scale, y * (0.9 if name == "T12" else 0.97)) for x, y in _LUMBAR]
    if name[0] == "T":
        tall = (_SIZES[name][2] + _SIZES[name][4]) / 23
        return [(x * (0.85 + 0.2 * tall), y * tall) for x, y in _THORACIC]
    if name == "C2":
        return list(_AXIS_ARCH)
    stretch = _SPINOUS[name]
    return [(-13 + (x + 13) * stretch if x < -13 and y > -9 else x, y) for x, y in _CERVICAL]


def _thoracic_spine(name: str) -> list[Point]:
    slope, reach = math.radians(_SLOPE[name]), _REACH[name]
    along, across = (-math.cos(slope), -math.sin(slope)), (-math.sin(slope), math.cos(slope))
    local = (
        (-7, 3),
        (2, 5.2),
        (reach * 0.6, 3.4),
        (reach - 2, 3.2),
        (reach, 1),
        (reach - 1, -2.6),
        (reach * 0.5, -3),
        (4, -4.5),
        (-6, -3),
    )
    return [(-10 + a * along[0] + b * across[0], -1 + a * along[1] + b * across[1]) for a, b in local]


def _screw(name: str, wall: float, waist: float) -> tuple[Point, Point]:
    """Head and tip: through the pedicle into the body; in C3 to C6 into the lateral mass."""
    if name in ("C3", "C4", "C5", "C6"):
        return (wall - 15, -2.5), (wall - 3.5, 4)
    if name[0] == "C":
        return (wall - 13, 1), (waist * 0.5, -1)
    back = {"T": 17, "L": 22}[name[0]]
    return (wall - back, 6), (waist * 0.55, 2.5)


def _mass(name: str, depth: float, side: int) -> Point:
    """Where the posterior column's strip takes hold of a vertebra, below (side -1) or above (side 1) its middle."""
    back = {"C": 8.2, "T": 11, "L": 14.5, "S": 13}[name[0]]
    rise = {"C": 3.2, "T": 3.4, "L": 5.5, "S": 5.5}[name[0]]
    if name[0] == "S":
        return (-depth / 2 - back, 10)
    if name in ("T11", "T12"):
        back = 12.5
    return (-depth / 2 * 0.95 - back, side * rise)


def _mass_width(name: str) -> float:
    return {"C": 8.4, "T": 8, "L": 11}[name[0]]


def _bridge(above: Point, beneath: Point, width: float) -> Ring:
    """A strip with round ends from one point to another."""
    dx, dy = beneath[0] - above[0], beneath[1] - above[1]
    length = math.hypot(dx, dy)
    along, across = (dx / length, dy / length), (-dy / length, dx / length)
    half = width / 2

    def at(a: float, b: float) -> Point:
        return (above[0] + a * along[0] + b * across[0], above[1] + a * along[1] + b * across[1])

    return (
        *(at(0, -half), at(-2, -half + 1), at(-2, half - 1), at(0, half)),
        *(at(length * 0.5, half * 0.86), at(length, half), at(length + 2, half - 1), at(length + 2, -half + 1)),
        *(at(length, -half), at(length * 0.5, -half * 0.86)),
    )


def _disc(plate: _Frame, below_depth: float, bottom: _Frame, lower: float) -> Ring:
    (back_below, front_below), (back_above, front_above) = _ends(plate, below_depth), _ends(bottom, lower)
    front = ((front_below[0] + front_above[0]) / 2 + 1.3, (front_below[1] + front_above[1]) / 2)
    back = ((back_below[0] + back_above[0]) / 2 - 0.4, (back_below[1] + back_above[1]) / 2)
    gap, inset = 0.5, 1.2
    return (
        *(bottom((-lower / 2 + inset, -gap)), bottom((-lower / 2 + inset * 2, -gap)), bottom((0, -gap))),
        *(bottom((lower / 2 - inset * 2, -gap)), bottom((lower / 2 - inset / 2, -gap)), front),
        *(plate((below_depth / 2 - inset / 2, gap)), plate((below_depth / 2 - inset * 2, gap)), plate((0, gap))),
        *(plate((-below_depth / 2 + inset * 2, gap)), plate((-below_depth / 2 + inset, gap)), back),
    )


# The axis: dens and arch, in the frame of its body. The atlas and the skull base sit upon them.
_DENS = ((-5, 4), (-4.4, 11), (-4.2, 18), (-3, 22.5), (0, 24), (3, 22.5), (4.2, 18), (4.4, 11), (5.5, 4))
_AXIS_ARCH = (
    *((3, 6), (-2, 9.5), (-6, 10.5), (-11, 7), (-14, 4), (-24, 4), (-34, 1), (-37, -4), (-35, -9), (-31, -8.5)),
    *((-22, -7), (-14.5, -8), (-13, -13.5), (-11, -14.6), (-3.6, -7), (-2.6, -4), (3, -3)),
)
_ATLAS_FRONT = ((6, 13.5), (6.2, 20), (7.5, 22), (10, 21.6), (11.4, 17.5), (10, 13), (7.6, 12))
_ATLAS_MASS = ((3.6, 22), (3.8, 13.5), (1, 11.5), (-9, 12.5), (-11, 14.5), (-10, 21), (-7, 22.6), (-3, 20.8), (1, 22.2))
_ATLAS_ARCH = ((-8, 20), (-16, 18.6), (-28, 18.4), (-34, 19.6), (-37, 16.4), (-34, 12.6), (-27, 13.2), (-16, 13), (-8, 13.5))
_SKULL = (
    *((26, 50), (22, 40), (15, 33.5), (8, 29.5), (3, 27.4), (0, 25.6), (-6, 25), (-10.5, 27.6), (-16, 29), (-30, 27.4)),
    *((-42, 28), (-54, 33), (-63, 43), (-67, 54), (-67, 60), (-58, 60), (10, 60), (26, 60)),
)
_ILIUM = (
    *((-33, 6), (-40, -8), (-37, -25), (-24, -40), (-2, -49), (22, -48), (44, -36), (58, -18), (63, -2), (60, 8)),
    *((50, 8), (46, 18), (48, 30), (42, 44), (24, 52), (6, 48), (-6, 38), (-14, 30), (-24, 24), (-30, 14)),
)


def _craniocervical(axis: _Frame, bones: dict[str, Bone], joints: dict[str, Gap], ghosts: dict[str, Ring]) -> None:
    """Add occiput, atlas and their two joints, which have no disc: the front strip stands for the synovial joints."""
    at = axis.all
    bones["O"] = Bone((at(_SKULL),), axis((-26, 45)), (), None, None)
    bones["C1"] = Bone(
        (at(_ATLAS_ARCH), at(_ATLAS_MASS), at(_ATLAS_FRONT)),
        axis((-7.6, 17)),
        (),
        (axis((-19, 16)), axis((1, 17))),
        axis((11, 17)),
    )
    joints["C1-C2"] = Gap(
        at(((4.6, 9.8), (5.2, 12.6), (1.5, 13), (-6, 13.4), (-12, 13), (-13, 10), (-8, 9), (-2, 9.6))),
        _bridge(axis((-23, 14)), axis((-23.5, 1.5)), 7.6),
        axis((11, 11)),
    )
    joints["O-C1"] = Gap(
        at(((5, 27.8), (4.8, 23.4), (1, 21.4), (-5, 20.8), (-9, 22), (-12, 25.8), (-8, 27), (-1, 26))),
        _bridge(axis((-23, 29)), axis((-23, 17.4)), 7.6),
        axis((10, 26.5)),
    )


def _sacrum(plate: _Frame) -> tuple[Bone, Bone, dict[str, Gap]]:
    half = _S1_DEPTH / 2
    ring = (
        *((-half, -1.2), (-half + 0.4, 0), (-half + 3, 0), (0, -0.8), (half - 3, 0), (half - 0.3, 0.1), (half, -2)),
        *((half - 5, -14), (half - 13, -28), (half - 21, -45), (half - 25, -62), (half - 23, -79), (half - 17, -91)),
        *((half - 20, -96), (half - 26, -94), (half - 34, -84), (half - 42, -68), (half - 47, -62), (half - 47, -52)),
        *((half - 54, -46), (half - 54, -36), (half - 60, -29), (half - 57, -18), (half - 58, -10), (half - 48, -7)),
        *((half - 47, 3), (half - 46, 10), (half - 43, 12), (half - 40, 9), (half - 39, -1), (-half, -5)),
    )
    ridges = [((half - 9, -24), (half - 28, -28)), ((half - 18, -43), (half - 34, -45)), ((half - 23, -61), (half - 37, -61))]
    sacrum = Bone(
        (plate.all(ring),),
        plate((0.5, -12.5)),
        tuple(plate.all(ridge) for ridge in ridges),
        (plate((-half - 20, -4)), plate((half - 9, -9))),
        plate((half - 1, -6)),
    )
    first = plate.all(
        ((half - 22, -100.5), (half - 16, -96), (half - 8, -99), (half - 6, -105), (half - 9, -108), (half - 17, -107))
    )
    last = plate.all(
        ((half - 8, -111), (half - 4, -108), (half + 3, -109.5), (half + 9, -113), (half + 5, -116), (half - 4, -115))
    )
    coccyx = Bone((first, last), plate((half - 13, -102)), ())
    joints = {
        "sacrococcygeal": Gap(
            plate.all(((half - 19, -96.6), (half - 15, -92), (half - 11, -93.5), (half - 10.5, -98), (half - 15, -98.5))),
            _bridge(plate((half - 28, -93)), plate((half - 21, -103)), 4.6),
            plate((half - 8, -95)),
        ),
        "coccygeal": Gap(
            plate.all(((half - 10, -109.6), (half - 6, -105.8), (half - 2.6, -106.6), (half - 4, -109.4), (half - 7, -111.4))),
            _bridge(plate((half - 17, -108)), plate((half - 8, -114.5)), 3.8),
            plate((half - 1, -106)),
        ),
    }
    return sacrum, coccyx, joints


@functools.cache
def pelvis_from_behind() -> View:
    """Return sacrum and both ilia seen from behind, where the two sacroiliac joints can be told apart.

    The cranial, dorsal part of the joint is held by ligaments (our posterior column), the caudal, ventral part is
    covered with cartilage (our anterior column).
    """
    sacrum = (
        *((-18, -2), (0, -3), (18, -2), (30, -1), (44, 4), (46, 12), (40, 26), (31, 42), (22, 52), (16, 64), (9, 76)),
        *((0, 80), (-9, 76), (-16, 64), (-22, 52), (-31, 42), (-40, 26), (-46, 12), (-44, 4), (-30, -1)),
    )
    ilium = (
        *((50, 6), (53, -10), (64, -30), (84, -38), (104, -32), (114, -14), (112, 8), (104, 28), (92, 44), (80, 58)),
        *((68, 62), (56, 58), (46, 62), (38, 54), (40, 42), (48, 28)),
    )
    upper = ((45, 1), (51, 2), (51.5, 12), (48, 25), (43, 24), (46.5, 12))
    lower = ((42, 26.5), (47, 27.5), (41, 40), (35, 50), (30, 47), (36.5, 37))
    mirror = lambda ring: tuple((-x, y) for x, y in ring)  # noqa: E731
    holes = tuple(((s * 13 + 2, y), (s * 13, y + 2), (s * 13 - 2, y)) for y in (16, 30, 44, 57) for s in (-1, 1))
    crest = ((0, 8), (0, 20), (0, 34), (0, 48))
    return View(
        {
            "ilium-right": Bone((ilium,), (84, -8)),
            "ilium-left": Bone((mirror(ilium),), (-84, -8)),
            "sacrum": Bone((sacrum,), (0, 4), (*holes, crest)),
        },
        {
            "SI-right": Gap(lower, upper, (58, 30)),
            "SI-left": Gap(mirror(lower), mirror(upper), (-58, 30)),
        },
        {},
    )
