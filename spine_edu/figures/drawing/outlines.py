"""The outlines the level map is drawn from: our bones as their shadows fall, and the joints between their landmarks.

The rings come from data/anatomy/outlines.json, which tools/build_anatomy.py writes from the bones; discs, facet joints and the
paths of screws come from the landmarks of the same bones, so that a better bone brings a better map.
Millimetres on the page: x grows to the front (side view) or to the patient's right (back view), y grows caudally.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spine_edu import data
from spine_edu.anatomy import VERTEBRAE
from spine_edu.figures.drawing.rings import (
    Ring,
    between,
    bridge,
    disc_between,
    edge_at,
    firm,
    level_at,
    middle_of,
    ribbon,
    slice_at,
)
from spine_edu.figures.drawing.svg import Point

ORDER: tuple[str, ...] = ("O", *VERTEBRAE, "coccyx")
VIEWS = ("side", "back")


@dataclass(frozen=True, slots=True)
class Bone:
    """One bone: the rings that together are its outline, and where its name, its screws (head, tip) and a plate on it go."""

    rings: tuple[Ring, ...]
    label: Point
    screws: tuple[tuple[Point, Point], ...] = ()
    front: Point | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One joint: the shapes of its anterior and posterior column (one, or left and right), and where its label leads to."""

    anterior: tuple[Ring, ...]
    posterior: tuple[Ring, ...]
    anchor: Point


@dataclass(frozen=True, slots=True)
class OutlineView:
    """Bones and joints as seen from one side, cranial first; ghosts are hints of neighbours, drawn faintly behind."""

    bones: Mapping[str, Bone]
    joints: Mapping[str, Gap]
    ghosts: Mapping[str, Ring]


def view_from(side: str) -> OutlineView:
    """Return the whole spine, from the occiput to the coccyx, seen from the 'side' or the 'back'."""
    return {"side": side_view, "back": back_view}[side]()


@functools.cache
def side_view() -> OutlineView:
    """Return the spine seen from its right side: the front is on the right of the page."""
    flat = _Flat("lateral", lambda point: (-float(point[1]), -float(point[2])))
    ghosts = {"ilium": flat.rings("ilium-right")[0]}
    return OutlineView(flat.bones(), {**flat.neck(), **flat.discs(), **flat.tail()}, ghosts)


@functools.cache
def back_view() -> OutlineView:
    """Return the spine seen from behind: the patient's left is on the left of the page."""
    flat = _Flat("posterior", lambda point: (-float(point[0]), -float(point[2])))
    ghosts = {name: flat.rings(name)[0] for name in ("ilium-left", "ilium-right")}
    return OutlineView(flat.bones(), {**flat.neck(), **flat.discs(), **flat.tail()}, ghosts)


@functools.cache
def side_ring(bone: str) -> Ring:
    """Return the outline of one vertebra from its right side in its own frame, upright, the middle of its body at 0."""
    from spine_edu.geometry.body.posture import neutral

    home = neutral()[bone].back()
    seen = (home.apply((0, y, z)) for y, z in _stored()[bone]["lateral"][0])
    return tuple((-float(point[1]), -float(point[2])) for point in seen)


@functools.cache
def pelvis_from_behind() -> OutlineView:
    """Return sacrum and both ilia seen from behind, where the two sacroiliac joints can be told apart.

    The cranial, dorsal part of the joint is held by ligaments (our posterior column), the caudal, ventral part is
    covered with cartilage (our anterior column).
    """
    behind = back_view()
    sacrum = behind.bones["S1"]
    ilia = {name: Bone((ring,), middle_of(ring)) for name, ring in behind.ghosts.items()}
    edge = functools.partial(edge_at, sacrum.rings[0])
    joints = {}
    for name, side in (("SI-right", 1), ("SI-left", -1)):
        upper, lower = ([(side * edge(share), level_at(sacrum.rings[0], share)) for share in shares] for shares in _AURICULAR)
        joints[name] = Gap((ribbon(lower, 7.4),), (ribbon(upper, 7.4),), upper[-1])
    return OutlineView({"sacrum": sacrum, **ilia}, joints, {})


_AURICULAR = ((0.13, 0.2, 0.27, 0.33), (0.39, 0.45, 0.51, 0.57))  # how far down the sacrum the joint's two parts begin and end


class _Flat:
    """One projection of the spine in neutral posture: what each bone and joint looks like from there."""

    def __init__(self, view: str, seen: Callable[[Any], Point]) -> None:
        from spine_edu.geometry.body.landmarks import landmarks  # numpy, only where a map is drawn
        from spine_edu.geometry.body.posture import neutral

        self.view, self.seen = view, seen
        self.sides: tuple[Any, ...] = ("right",) if view == "lateral" else ("left", "right")
        self.stored = _stored()
        self.poses = neutral()
        self.marks = {name: landmarks(name) for name in ("O", *VERTEBRAE)}

    def at(self, bone: str, point: Any) -> Point:
        """Where a point of a bone, given in the bone's own frame, stands on the page."""
        return self.seen(self.poses[bone].apply(point))

    def rings(self, bone: str) -> tuple[Ring, ...]:
        rings = self.stored["Co" if bone == "coccyx" else bone][self.view]
        return tuple(tuple((-u, -v) for u, v in ring) for ring in rings)

    def bones(self) -> dict[str, Bone]:
        made = {}
        for name in ORDER:
            rings = self.rings(name)
            label = middle_of(rings[0]) if name in ("O", "coccyx") else self.at(name, (0, 0, -12 if name == "S1" else 0))
            made[name] = Bone(rings, label, self.screws(name), self.front(name))
        return made

    def screws(self, name: str) -> tuple[tuple[Point, Point], ...]:
        """Head and tip of the usual screw: through the pedicle into the body; in C1 and C3 to C6 into the lateral mass."""
        if name in ("O", "coccyx"):
            return ()
        marks = self.marks[name]
        found = []
        for side in self.sides:
            if name in ("C1", "C3", "C4", "C5", "C6"):
                x, y, z = marks.lateral_masses[side]
                ends = (x, y + 9, z - 3), (x * 1.1, y - 5, z + 4)
                ends = ((x, y + 8, z), (x, y - 9, z)) if name == "C1" else ends
            else:
                axis = marks.pedicles[side]
                into = 24 if name[0] in "LS" else 18 if name[0] == "T" else 11
                ends = tuple(axis.entry - axis.direction * 3), tuple(axis.isthmus + axis.direction * into)
            found.append((self.at(name, ends[0]), self.at(name, ends[1])))
        return tuple(found)

    def front(self, name: str) -> Point | None:
        """Where a plate lies: on the front of the body; from behind it is hidden, and drawn where it would shine through."""
        if name in ("O", "coccyx"):
            return None
        marks = self.marks[name]
        plate = marks.lower_endplate or marks.upper_endplate
        depth = plate.depth / 2 if plate else 20
        return self.at(name, (0, -depth * 0.96 if self.view == "lateral" else 0, 0))

    def discs(self) -> dict[str, Gap]:
        """The joints with a disc, C2-C3 to L5-S1: the disc in front, the facet joints with their graft bed behind."""
        joints = {}
        for upper, lower in pairwise(VERTEBRAE[1:]):
            above = self.ends(upper, self.marks[upper].lower_endplate)
            below = self.ends(lower, self.marks[lower].upper_endplate)
            ring = disc_between(above, below, 1.3 if self.view == "lateral" else 0.8)
            far = above[1], below[1]
            anchor = ((far[0][0] + far[1][0]) / 2 + 1.5, (far[0][1] + far[1][1]) / 2)
            joints[f"{upper}-{lower}"] = Gap((ring,), self.strips(upper, lower), anchor)
        return joints

    def ends(self, bone: str, plate: Any) -> tuple[Point, Point]:
        """The two ends of an end-plate as seen: back and front, or left and right."""
        x, y, z = plate.centre
        if self.view == "lateral":
            _, ny, nz = plate.normal * (1 if plate.normal[2] > 0 else -1)
            half = plate.depth / 2
            return self.at(bone, (x, y + half * nz, z - half * ny)), self.at(bone, (x, y - half * nz, z + half * ny))
        half = plate.width / 2
        return self.at(bone, (x + half, y, z)), self.at(bone, (x - half, y, z))

    def strips(self, upper: str, lower: str) -> tuple[Ring, ...]:
        """The posterior column of a joint: a strip over the facet joint, from the arch above to the arch below."""
        width = {"C": 7.6, "T": 7.4, "L": 9.6}[upper[0]]
        made = []
        for side in self.sides:
            centre = self.at(upper, self.marks[upper].lower_facets[side].centre)
            above, below = self.bed(upper, side), self.bed(lower, side)
            start, end = between(centre, above, 0.62), between(centre, below, 0.62)
            made.append(bridge(start, end, width))
        return tuple(made)

    def bed(self, bone: str, side: Any) -> Point:
        """The bone between upper and lower facet of one side: what a surgeon roughens for graft."""
        marks = self.marks[bone]
        facet = marks.upper_facets[side].centre
        if bone == "S1":
            return self.at(bone, (facet[0], facet[1] + 4, facet[2] - 15))
        other = marks.lower_facets[side].centre
        return self.at(bone, (facet + other) / 2)

    def neck(self) -> dict[str, Gap]:
        """The two joints without a disc: a strip for the synovial joints in front, another between the arches behind."""
        joints = {}
        for upper, lower in (("O", "C1"), ("C1", "C2")):
            front = []
            for side in self.sides:
                facet = self.marks[lower].upper_facets[side]
                half = (facet.height if self.view == "lateral" else facet.width) / 2
                across = facet.up if self.view == "lateral" else _across(facet)
                ends = (self.at(lower, facet.centre - across * half), self.at(lower, facet.centre + across * half))
                front.append(bridge(*ends, 3.6))
            above, below = self.rim(upper), self.rim(lower)
            back = bridge(between(above, below, 0.12), between(below, above, 0.12), 6.4)
            spot = max((point for ring in front for point in ring), key=lambda point: point[0])
            joints[f"{upper}-{lower}"] = Gap(tuple(front), (back,), (spot[0] + 1, spot[1]))
        return joints

    def rim(self, bone: str) -> Point:
        """The middle of the posterior arch, or of the hind rim of the foramen magnum."""
        canal: Any = self.marks[bone].canal
        behind = {"O": 1.0, "C1": 2.0, "C2": 5.0}[bone]
        return self.at(bone, (0, canal.centre[1] + canal.depth / 2 + behind, canal.centre[2]))

    def tail(self) -> dict[str, Gap]:
        """The two joints of the coccyx: with the sacrum, and between its own pieces."""
        tip = max((point for ring in self.rings("S1") for point in ring), key=lambda point: point[1])
        ring = self.rings("coccyx")[0]
        top, bottom = min(ring, key=lambda p: p[1]), max(ring, key=lambda p: p[1])
        middle = slice_at(ring, top[1] + (bottom[1] - top[1]) * 0.42)
        start = slice_at(ring, top[1] + (bottom[1] - top[1]) * 0.06)
        first = ((start[0] + start[1]) / 2, (tip[1] + top[1]) / 2)
        return {
            "sacrococcygeal": self.pair(first, max(start[1] - start[0], 7) / 2 + 1, 3),
            "coccygeal": self.pair(
                ((middle[0] + middle[1]) / 2, top[1] + (bottom[1] - top[1]) * 0.42), (middle[1] - middle[0]) / 2 + 1.4, 2.4
            ),
        }

    def pair(self, centre: Point, half: float, tall: float) -> Gap:
        """Two boxes side by side: the front and the back of a small joint; from behind both stand one behind the other."""
        (x, y), gap = centre, 0.4
        ahead = ((x + gap, y - tall / 2), (x + half, y - tall / 2), (x + half, y + tall / 2), (x + gap, y + tall / 2))
        back = ((x - half, y - tall / 2), (x - gap, y - tall / 2), (x - gap, y + tall / 2), (x - half, y + tall / 2))
        return Gap((firm(ahead),), (firm(back),), (x + half + 1, y))


@functools.cache
def _stored() -> Any:
    return json.loads(data.content("anatomy/outlines.json"))


def _across(facet: Any) -> Any:
    """The direction across a facet: at right angles to its normal and to its long axis."""
    (a, b, c), (d, e, f) = facet.normal, facet.up
    return facet.up * 0 + (b * f - c * e, c * d - a * f, a * e - b * d)
