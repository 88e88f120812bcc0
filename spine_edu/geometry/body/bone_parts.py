"""The named parts of a bone: pedicle, lamina, processes, facets, holes; and which piece of its surface belongs to which.

Each part has a core, a path along its middle with a thickness, laid out from the landmarks that the bones are built around. A
triangle of the surface belongs to the part whose core it lies nearest to, measured from the core's own surface. Facets lie upon
other parts and go before them. Holes have no surface; they are a place to point at. All in the frame of the bone, millimetres.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spine_edu.anatomy import vertebra_named
from spine_edu.geometry.body.bodies import form, radii
from spine_edu.geometry.body.bones import Detail, bone
from spine_edu.geometry.body.landmarks import LEAD_OF_C2, SIDES, Facet, landmarks, wall
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import body_height
from spine_edu.geometry.body.sacral import FORAMINA, at
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.steady import steady

Floats = NDArray[np.float64]
Core = Callable[[Floats], Floats]
"""How far points (n, 3) lie outside a core, in millimetres; less than 0 within it."""

Way = Any
"""One point or several (n, 3): an array, or a list of points, each a tuple or an array."""

X, Y, Z = np.eye(3)
_MIRROR = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class BonePart:
    """One part: what it is called, on which side ('' in the midline), its core, and a place in its middle.

    `layer` is 'bone' for a piece of the bone, 'facet' for a joint surface upon it, 'hole' for a room without bone.
    """

    name: str
    side: str
    place: tuple[float, float, float]
    core: Core
    layer: str = "bone"

    @property
    def full_name(self) -> str:
        """The name with its side.

        >>> [part.full_name for part in parts_of_bone("L4")][1]
        'left pedicle'
        """
        return f"{self.side} {self.name}".strip()

    @property
    def names(self) -> str:
        """The name of the pair, or of the one in the midline.

        >>> [part.names for part in parts_of_bone("L4")][:2]
        ['body', 'pedicles']
        """
        return _both_of(self.name) if self.side else self.name


@functools.cache
def parts_of_bone(name: str) -> tuple[BonePart, ...]:
    """Return the parts of a vertebra 'C1' to 'L5' or of the sacrum 'S1'; each pair is given left, then right.

    >>> [part.name for part in parts_of_bone("L4") if part.side != "right"][:4]
    ['body', 'pedicle', 'transverse process', 'superior articular process']
    """
    name = vertebra_named(name)
    make = {"C1": _atlas, "C2": _axis, "S1": lambda _: _sacrum()}.get(name) or {"C": _cervical, "T": _thoracic, "L": _lumbar}[
        name[0]
    ]
    return tuple(make(name))


@functools.cache
def surfaces_of(name: str, detail: Detail = "fine") -> dict[str, Mesh]:
    """Return the surface of a vertebra cut into its parts, by their full names: together they are the whole bone.

    >>> sum(len(mesh.faces) for mesh in surfaces_of("L4").values()) == len(bone("L4").faces)
    True
    """
    mesh, parts = bone(name, detail), [part for part in parts_of_bone(name) if part.layer != "hole"]
    owner = _owners(mesh.points[mesh.faces].astype(float).mean(axis=1), parts)
    return {part.full_name: _piece(mesh, owner == number) for number, part in enumerate(parts) if (owner == number).any()}


def _both_of(name: str) -> str:
    """Return the name of two of a kind.

    >>> _both_of("facet for the head of a rib"), _both_of("inferior articular process")
    ('facets for the head of a rib', 'inferior articular processes')
    """
    for one, many in _MANY.items():
        if one in name:
            return name.replace(one, many, 1)
    return f"{name}s"


_MANY = {
    "process": "processes",
    "lamina": "laminae",
    "mass": "masses",
    "foramen": "foramina",
    "facet": "facets",
    "ala": "alae",
    "pars": "pars",
}


def _owners(points: Floats, parts: Sequence[BonePart]) -> NDArray[np.intp]:
    """Return for each point the number of the part it belongs to: a facet that it lies on, or the nearest piece of bone."""
    outside = steady(np.stack([part.core(points) for part in parts]))
    on_top = np.array([part.layer == "facet" for part in parts])
    bone_only = np.where(on_top[:, None], np.inf, outside)
    owner = bone_only.argmin(axis=0)
    if on_top.any():
        facets = np.where(on_top[:, None], outside, np.inf)
        owner = np.where(facets.min(axis=0) <= 0, facets.argmin(axis=0), owner)
    return owner


def _piece(mesh: Mesh, chosen: NDArray[np.bool_]) -> Mesh:
    """Return some faces of a mesh with the points they use."""
    used, faces = np.unique(mesh.faces[chosen], return_inverse=True)
    return Mesh(mesh.points[used], faces.reshape(-1, 3), None if mesh.shade is None else mesh.shade[used])


# Cores ------------------------------------------------------------------------------------------------------------------------


def _limb(path: Way, radius: float) -> Core:
    """A path as thick as its radius."""
    knots = np.asarray(path, float).reshape(-1, 3)

    def outside(points: Floats) -> Floats:
        distance = np.linalg.norm(points - knots[0], axis=1)
        for a, b in pairwise(knots):
            along = np.clip((points - a) @ (b - a) / float((b - a) @ (b - a)), 0, 1)
            distance = np.minimum(distance, np.linalg.norm(points - a - along[:, None] * (b - a), axis=1))
        return distance - radius

    return outside


def _block(half: float, back: float, top: float = np.inf, waist: float = 0.0) -> Core:
    """All that lies before a back wall, within half a width and below a top: nothing else is there.

    At its sides the wall stands by `waist` further in front: a pedicle rises there.
    """

    def outside(points: Floats) -> Floats:
        wall_there = back - waist * (points[:, 0] / half) ** 2
        beyond = np.maximum(np.maximum(np.abs(points[:, 0]) - half, points[:, 1] - wall_there), points[:, 2] - top)
        return np.where(beyond <= 0, -100.0, beyond)

    return outside


def _patch(facet: Facet) -> Core:
    """The surface of a facet: within its outline, near its plane, and looking out of the bone."""
    across = np.cross(facet.normal, facet.up)

    def outside(points: Floats) -> Floats:
        off = points - facet.centre
        flat = np.hypot(off @ across / (facet.width / 2), off @ facet.up / (facet.height / 2)) - 1
        return np.maximum(flat * facet.width / 2, np.abs(off @ facet.normal) - 1.9)

    return outside


def _both(name: str, left: Way, radius: float, place: Way | None = None, layer: str = "bone") -> list[BonePart]:
    """Return a part of both sides, given as its left path; it points to the middle of that path, or to a place of its own."""
    path = np.asarray(left, float).reshape(-1, 3)
    middle = np.asarray(path.mean(axis=0) if place is None else place, float)
    turns = {"left": np.ones(3), "right": _MIRROR}
    return [BonePart(name, side, _triple(middle * turns[side]), _limb(path * turns[side], radius), layer) for side in SIDES]


def _one(name: str, path: Way, radius: float, layer: str = "bone") -> BonePart:
    knots = np.asarray(path, float).reshape(-1, 3)
    return BonePart(name, "", _triple(knots.mean(axis=0)), _limb(knots, radius), layer)


def _facets(name: str, facets: Any) -> list[BonePart]:
    return [BonePart(name, side, _triple(facets[side].centre), _patch(facets[side]), "facet") for side in SIDES]


def _body(name: str, top: float = np.inf, waist: float = 0.0) -> BonePart:
    half = max(size(name, f"endplate_width_{end}") for end in ("upper", "lower")) / 2 if name != "C2" else 9.5
    return BonePart("body", "", (0.0, 0.0, 0.0), _block(half + 1.6, wall(name) + 0.6, top, waist))


def _canal(name: str) -> BonePart:
    canal = landmarks(name).canal
    assert canal, name  # every vertebra has one
    return _one("vertebral foramen", canal.centre, 1, "hole")


def _tip(name: str) -> Floats:
    """Return the tip of the spinous process."""
    tip = landmarks(name).spinous_tip
    assert tip is not None, name  # every vertebra has one
    return tip


def _triple(point: ArrayLike) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in steady(np.asarray(point, float)))
    return x, y, z


# Bones ------------------------------------------------------------------------------------------------------------------------


def _lumbar(name: str) -> Iterable[BonePart]:
    """Yield the parts of L1 to L5."""
    marks, back, half = landmarks(name), wall(name), body_height(name) / 2
    stem, up, low = marks.pedicles["left"], marks.upper_facets["left"], marks.lower_facets["left"]
    rear, tip = back + size(name, "canal_depth"), _tip(name)
    root, foot = stem.isthmus - stem.direction * 6.5, low.centre - low.normal * 3.3
    waist = np.array([(foot[0] + stem.isthmus[0]) / 2 - 0.6, back + 12.2, -half * 0.28])
    seam = rear + 5.5  # where the laminae have met
    yield _body(name, waist=7.0)
    yield from _both("pedicle", [stem.isthmus + stem.direction * 8, stem.isthmus - stem.direction * 3], 7.4, stem.isthmus)
    begin = root + (3.5, 0.0, 0.2)
    yield from _both("transverse process", [begin, marks.transverse_tips["left"]], 4.2)
    yield from _both("superior articular process", [up.centre - up.normal * 3.5 + Z * 5, up.centre - up.normal * 4 - Z * 5], 6.4)
    yield from _both("inferior articular process", [foot + Z * 2, foot - Z * 9], 5.6)
    yield from _both("pars interarticularis", [waist + Z * 3.0, waist - Z * 1.5], 3.6)
    middle = (foot[0] * 0.52, rear - 0.4, -half * 0.62)
    yield from _both("lamina", [(foot[0] * 0.72, rear - 3.4, -half * 0.56), middle, (1.5, rear + 1.3, -half * 0.64)], 5.0, middle)
    yield _one("spinous process", [(0, seam + 2, tip[2] * 0.6), tip - Y * 3], 4.4)
    yield from _facets("upper facet", marks.upper_facets)
    yield from _facets("lower facet", marks.lower_facets)
    yield _canal(name)


def _thoracic(name: str) -> Iterable[BonePart]:
    """Yield the parts of T1 to T12, with their facets for ribs."""
    marks, back, number = landmarks(name), wall(name), int(name[1:])
    stem, up, low = marks.pedicles["left"], marks.upper_facets["left"], marks.lower_facets["left"]
    rear, tip, point = back + size(name, "canal_depth"), _tip(name), marks.transverse_tips["left"]
    root, foot = stem.isthmus - stem.direction * 7, low.centre - low.normal * 2.4
    middle = (stem.isthmus[2] + foot[2]) / 2 + 1.4
    tall = (stem.isthmus[2] - foot[2]) / 2
    yield _body(name, waist=3.0)
    yield from _both("pedicle", [stem.isthmus + stem.direction * 4, stem.isthmus - stem.direction * 2.5], 4.4, stem.isthmus)
    yield from _both("transverse process", [root + (3.0, 2.0, 1.0), point - X * 2], 4.4)
    yield from _both("superior articular process", [up.centre - up.normal * 1.5 + Z * 2, up.centre - up.normal * 2 - Z * 2], 4.2)
    yield from _both("inferior articular process", [foot, foot - Z * 5], 4.2)
    sheet = np.array([(foot[0] * 0.8, back + size(name, "canal_depth") * 0.86, middle), (1.5, rear + 1.8, middle - 1.6)])
    rise = Z * tall * 0.4
    yield from _both("lamina", [*(sheet + rise), *(sheet[::-1] - rise)], 3.6)
    heel = np.array([0, rear + 5.0, middle - 4.0])
    yield _one("spinous process", [heel, tip - Y * 2], 3.4)
    yield from _facets("upper facet", marks.upper_facets)
    yield from _facets("lower facet", marks.lower_facets)
    yield from _rib_facets(name, number, point)
    yield _canal(name)


def _rib_facets(name: str, number: int, tip: Floats) -> Iterable[BonePart]:
    """Yield where ribs rest: on the corners of the body to T9, on the pedicle's root below; on the transverse process to T10."""
    half, back, stem = body_height(name) / 2, wall(name), landmarks(name).pedicles["left"]
    if number <= 9:
        y = back - (6.6 if number == 1 else 5.2 if number == 2 else 4.0)
        for which, z, t, radius in (("upper", half - 3.8, 0.9, 3.8), ("lower", 3.4 - half, 0.1, 3.2))[: 2 if number <= 8 else 1]:
            a, b = radii(name, np.array(t), np.array(0.0), np.array(y), margin=0.45)
            side = float(a * (1 - abs(y / b) ** form(name).square) ** (1 / form(name).square))
            word = f"{which} facet for the head of a rib" if number <= 8 else "facet for the head of a rib"
            yield from _both(word, (side + 1.4, y, z), radius, layer="facet")
    else:
        spot = (stem.isthmus[0] + stem.width / 2 + 0.4, back - 2.4, stem.isthmus[2])
        yield from _both("facet for the head of a rib", spot, 3.8, layer="facet")
    if number <= 10:
        end = tip - (4.0, 1.5, 0.4)
        outward = np.array([0.45, -0.85, 0.1 + 0.03 * number])
        yield from _both("facet for the tubercle of a rib", end + outward / np.linalg.norm(outward) * 4.2, 3.6, layer="facet")


def _cervical(name: str) -> Iterable[BonePart]:
    """Yield the parts of C3 to C7: a pillar that bears both facets, lips on the body, a hole in the transverse process."""
    marks, back, half = landmarks(name), wall(name), body_height(name) / 2
    stem, up, low = marks.pedicles["left"], marks.upper_facets["left"], marks.lower_facets["left"]
    rear, tip, hole = back + size(name, "canal_depth"), _tip(name), marks.transverse_foramina["left"]
    centre, side, point = (up.centre + low.centre) / 2, size(name, "endplate_width_upper") / 2, marks.transverse_tips["left"]
    yield BonePart("body", "", (0.0, 0.0, 0.0), _block(side - 0.2, back + 0.4))
    yield from _both("uncinate process", [(side + 0.4, back - 3, half + 1.6), (side + 0.6, 0, half + 1.4)], 2.6, layer="facet")
    yield from _both("pedicle", [stem.isthmus + stem.direction * 1.5, stem.isthmus - stem.direction * 1.5], 2.8)
    path = [up.centre - up.normal * 3 + Y * 0.8, low.centre - low.normal * 3]
    yield from _both("lateral mass", path, 5.4, centre)
    bars = [(side + 1, hole[1] - 3.4, -1.2), (hole[0], hole[1] - 4.8, -2.4), (hole[0] + 4.9, hole[1] - 0.4, -4.0), point - X]
    yield from _both("transverse process", bars, 2.8, point - X)
    inner = (centre[0] * 0.48, rear - 1.2, centre[2] - 1.6)
    yield from _both("lamina", [centre + (-5.0, 4.6, -1.2), inner, (1.5, rear + 1.0, centre[2] - 2.2)], 3.6, inner)
    spine = "spinous process" if name == "C7" else "forked spinous process"
    yield _one(spine, [(0, rear + 5, centre[2] - 2.8), tip - Y * 3], 3.4)
    yield from _facets("upper facet", marks.upper_facets)
    yield from _facets("lower facet", marks.lower_facets)
    yield from _both("transverse foramen", hole, 1, layer="hole")
    yield _canal(name)


def _atlas(name: str) -> Iterable[BonePart]:
    """Yield the parts of C1: a ring of two masses and two arches, without a body."""
    marks, ends = landmarks(name), size(name, "ring_depth") / 2
    mass, hole, tip = marks.lateral_masses["left"], marks.transverse_foramina["left"], marks.transverse_tips["left"]
    yield _one("anterior arch", [(-9.5, 5.0 - ends, -1.4), (0, 3.0 - ends, -1.2), (9.5, 5.0 - ends, -1.4)], 3.4)
    yield from _both("lateral mass", [mass + Z * 3, mass - Z * 3], 8.0)
    path = np.array([mass + (1.5, 10.5, 0.4), (18.0, 8.5, -0.6), (11.6, ends - 5.6, -1.4), (4.5, ends - 2.8, -1.6)])
    yield _one("posterior arch", [*path, *path[::-1] * _MIRROR], 3.6)
    yield _one("posterior tubercle", (0, ends - 1.4, -1.2), 3.6)
    bars = [(hole[0], hole[1] - 4.9, -2.2), (hole[0] + 4.8, hole[1], -2.2), (hole[0], hole[1] + 4.9, -2.0)]
    yield from _both("transverse process", [*bars, bars[1], tip - X * 2], 2.8, tip - X * 2)
    yield from _facets("upper facet, for the skull", marks.upper_facets)
    yield from _facets("lower facet, for C2", marks.lower_facets)
    yield from _both("transverse foramen", hole, 1, layer="hole")
    yield _one("vertebral foramen", (0, 6.0, 0), 1, "hole")


def _axis(name: str) -> Iterable[BonePart]:
    """Yield the parts of C2: its body and, on it, the dens."""
    marks, back, half = landmarks(name), wall(name), size(name, "body_height") / 2
    up, low, hole = marks.upper_facets["left"], marks.lower_facets["left"], marks.transverse_foramina["left"]
    tip, spine, rear = marks.transverse_tips["left"], _tip(name), back + size(name, "canal_depth")
    top, foot = size(name, "body_and_dens_height") - half, low.centre - low.normal * 3.4
    yield _body(name, half - 1.0)
    yield _one("dens", [(0, -1.0, half + 1.0), (0, -0.6, top - 2)], 5.0)
    shoulder = up.centre - up.normal * 4
    yield from _both("superior articular process", [shoulder + (-1.5, 0, -1), shoulder], 7.0)
    yield from _both("pars interarticularis", [(17.0, 7.6, -1.6), (16.4, 9.6, -3.6)], 3.6)
    yield from _both("inferior articular process", [foot + Z * 1.5, foot - Z * 4], 5.2)
    yield from _both(
        "transverse process", [(hole[0] - 0.4, hole[1] - 4.2, -4.8), tip - X * 2, (18.8, 5.0, -5.4)], 2.8, tip - X * 2
    )
    middle = (9.4, rear - 3.8, -5.4)
    yield from _both("lamina", [foot + (-3.6, 3.2, 2.4), middle, (1.8, rear + 1.2, -6.0)], 4.2, middle)
    yield _one("forked spinous process", [(0, rear + 5.5, -6.6), spine - Y * 3], 4.2)
    yield from _facets("upper facet, for C1", marks.upper_facets)
    yield from _facets("lower facet", marks.lower_facets)
    lead = np.array(LEAD_OF_C2)
    yield from _both("transverse foramen", hole + lead * 4, 1, layer="hole")
    yield _canal(name)


def _sacrum() -> Iterable[BonePart]:
    """Yield the parts of the sacrum: five bones grown into one."""
    up = landmarks("S1").upper_facets["left"]
    below = (16.0, 31.0, 43.0, 56.0, 66.0, 76.0, 84.0, 100.0)
    yield BonePart("body of S1", "", _triple(at(12, 0)), _limb([at(-4, 0, -16), at(-4, 0, 16), at(18, 0, 12), at(18, 0, -12)], 9))
    yield _one("fused bodies, S2 to S5", [at(along, 2) for along in (40.0, *below[3:])], 8)
    yield from _both("ala", [at(2, -8, 38), at(20, -8, 44), at(40, -10, 38), at(60, -11, 27)], 11, at(8, -6, 40))
    yield from _both("superior articular process", [up.centre - up.normal * 4 + Z * 3, up.centre - up.normal * 4 - Z * 6], 6.4)
    yield _one("median sacral crest", [at(along, -30 + along * 0.16) for along in (8.0, *below[1:6])], 6)
    for number, (along, aside, _) in enumerate(FORAMINA[:2]):
        yield from _both(f"{('first', 'second')[number]} sacral foramen", at(along, 4, aside), 1, layer="hole")
