"""Points, axes and frames on each bone, from the tables: the bones are built around them, screws and cuts aim at them.

All in the frame of the bone, in millimetres: origin at the centre of the body (C1: of the ring; S1: of its endplate;
O: of the foramen magnum; ilia and coccyx: as S1), x to the patient's left, y to the back, z cranial.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from spine_edu.anatomy import Joint, joint_named
from spine_edu.errors import GeometryError
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import BONES, MOVING, body_height, body_wedge, joint_pose, neutral
from spine_edu.text.quoting import shown

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

FACET_GAP = 1.1
"""The space between the two bony surfaces of a facet joint, in millimetres."""


LEAD_OF_C2 = (0.68, -0.06, 0.73)
"""The way the left transverse foramen of C2 leads: up and outwards. Those of the other vertebrae lead straight up."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The axis of a pedicle: from the `entry` at the back along `direction` (unit) into the body.

    `isthmus` is the narrowest place on it, `width` and `height` its size there. A screw along the axis stays in bone.
    """

    entry: np.ndarray
    direction: np.ndarray
    isthmus: np.ndarray
    width: float
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """One articular surface of this bone. `normal` looks out of the bone, to its neighbour; `up` lies in the surface.

    `width` is measured across `up`. `hollow` is the curvature (1/mm) across and along `up` of the lower bone's surface:
    a lumbar superior facet is hollow across, as a J.
    """

    centre: np.ndarray
    normal: np.ndarray
    up: np.ndarray
    width: float
    height: float
    hollow: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Endplate:
    """The end of a vertebral body: its centre, the normal out of the body, width (x) and depth (y)."""

    centre: np.ndarray
    normal: np.ndarray
    width: float
    depth: float


@dataclass(frozen=True, slots=True, eq=False)
class Canal:
    """The vertebral foramen at the height of the pedicles: its centre, width (x) and depth (y)."""

    centre: np.ndarray
    width: float
    depth: float


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """What there is to aim at on one bone; what a bone has not got is None or an empty mapping."""

    bone: str
    upper_endplate: Endplate | None = None
    lower_endplate: Endplate | None = None
    canal: Canal | None = None
    pedicles: Mapping[Side, Axis] = field(default_factory=dict)
    lateral_masses: Mapping[Side, np.ndarray] = field(default_factory=dict)
    upper_facets: Mapping[Side, Facet] = field(default_factory=dict)
    lower_facets: Mapping[Side, Facet] = field(default_factory=dict)
    transverse_tips: Mapping[Side, np.ndarray] = field(default_factory=dict)
    transverse_foramina: Mapping[Side, np.ndarray] = field(default_factory=dict)
    spinous_tip: np.ndarray | None = None
    fixation: Mapping[str, Axis] = field(default_factory=dict)


def wall(bone: str) -> float:
    """Return y of the back wall of a vertebral body at its middle (mm behind its centre); 0 where there is no body."""
    if bone == "C2":
        return size("C2", "endplate_depth_lower") / 2
    if bone == "S1":
        return size("S1", "endplate_depth_upper") / 2
    if bone not in BONES or bone[0] not in "CTL" or bone in ("C1", "Co"):
        return 0.0
    return (size(bone, "endplate_depth_upper") + size(bone, "endplate_depth_lower")) / 4


@functools.cache
def landmarks(bone: str) -> Landmarks:
    """Return the landmarks of a bone, in its own frame.

    >>> left = landmarks("L4").pedicles["left"]
    >>> left.width, left.height, bool(left.direction[0] < 0)     # it converges
    (16.0, 15.8, True)
    """
    if bone not in BONES:
        raise GeometryError(
            f"There is no bone {shown(bone)} in our model; names run from 'O' and 'C1' to 'S1', 'Co', 'ilium-left', "
            "'ilium-right'."
        )
    if bone in ("Co", "ilium-left", "ilium-right"):
        return Landmarks(bone, fixation=_iliac(bone))
    if bone == "O":
        return Landmarks(bone, canal=_ring("O", "foramen_magnum"), lower_facets=_facets("O", upper=False), fixation=_occipital())
    if bone == "C1":
        return _of_atlas()
    return _of_sacrum() if bone == "S1" else _of_vertebra(bone)


def _of_atlas() -> Landmarks:
    """Return the landmarks of C1, a ring without a body."""
    above, below = _facets("C1", upper=True), _facets("C1", upper=False)
    tip = np.array([size("C1", "transverse_width") / 2, size("C1", "transverse_back"), size("C1", "transverse_up")])
    return Landmarks(
        "C1",
        canal=_ring("C1", "canal"),
        lateral_masses=_both((above["left"].centre + below["left"].centre) / 2),
        upper_facets=above,
        lower_facets=below,
        transverse_tips=_both(tip),
        transverse_foramina=_foramina("C1"),
        spinous_tip=np.array([0, size("C1", "ring_depth") / 2, -1.0]),
    )


def _of_sacrum() -> Landmarks:
    """Return the landmarks of S1, whose crest ends its spinous process."""
    return Landmarks(
        "S1",
        upper_endplate=_endplate("S1", upper=True),
        canal=_canal("S1"),
        pedicles=_both_axes(_pedicle("S1")),
        upper_facets=_facets("S1", upper=True),
        spinous_tip=np.array([0, size("S1", "spinous_reach") + 6.0, -14.0]),
        fixation=_sacral(),
    )


def _of_vertebra(bone: str) -> Landmarks:
    """Return the landmarks of a vertebra with a body, C2 to L5."""
    above, below = _facets(bone, upper=True), _facets(bone, upper=False)
    back, reach = wall(bone), size(bone, "spinous_reach")
    drop = math.radians(size(bone, "spinous_drop"))
    side = np.array([size(bone, "transverse_width") / 2, back + size(bone, "transverse_back"), size(bone, "transverse_up")])
    return Landmarks(
        bone,
        upper_endplate=None if bone == "C2" else _endplate(bone, upper=True),
        lower_endplate=_endplate(bone, upper=False),
        canal=_canal(bone),
        pedicles=_both_axes(_pedicle(bone)),
        lateral_masses=_both((above["left"].centre + below["left"].centre) / 2) if bone[0] == "C" else {},
        upper_facets=above,
        lower_facets=below,
        transverse_tips=_both(side),
        transverse_foramina=_foramina(bone) if bone[0] == "C" else {},
        spinous_tip=np.array([0, back + reach * math.cos(drop), -reach * math.sin(drop)]),
    )


def _canal(bone: str) -> Canal:
    """Return the canal behind the body of a bone."""
    depth = size(bone, "canal_depth")
    return Canal(np.array([0, wall(bone) + depth / 2, 0]), size(bone, "canal_width"), depth)


def facet_plane(joint: Joint | str) -> Facet:
    """Return the left facet surface of a joint in the world (neutral posture), midway in its gap.

    Both bones are cut by this one surface, half the gap each: this is what makes neighbours interlock. The normal looks
    from the lower bone to the upper one.
    """
    joint = joint_named(joint) if isinstance(joint, str) else joint
    frame = joint_pose(joint)
    slope, turn = (math.radians(size(joint.name, angle)) for angle in ("slope", "turn"))
    normal = np.array([math.sin(turn) * math.sin(slope), math.cos(turn) * math.sin(slope), math.cos(slope)])
    if joint.has_disc:
        behind = (wall(joint.upper) + wall(joint.lower)) / 2 + size(joint.name, "behind_wall")
        along = np.array([0, 0, 1.0]) - normal * normal[2]
    else:
        behind = size(joint.name, "behind_centre")
        along = np.array([0, 1.0, 0]) - normal * normal[1]
    centre = np.array([size(joint.name, "lateral"), behind, size(joint.name, "up")])
    return Facet(
        frame.apply(centre),
        frame.direct(normal),
        frame.direct(along / np.linalg.norm(along)),
        size(joint.name, "width"),
        size(joint.name, "height"),
        (size(joint.name, "hollow_across"), size(joint.name, "hollow_along")),
    )


def _facets(bone: str, *, upper: bool) -> dict[Side, Facet]:
    joint = next((j for j in MOVING if (j.lower if upper else j.upper) == bone), None)
    if joint is None:
        return {}
    shared, home = facet_plane(joint), neutral()[bone].back()
    out = shared.normal if upper else -shared.normal
    centre = home.apply(shared.centre - out * FACET_GAP / 2)
    normal, up = home.direct(out), home.direct(shared.up)
    return {
        side: Facet(_on(side, centre), _on(side, normal), _on(side, up), shared.width, shared.height, shared.hollow)
        for side in SIDES
    }


def _on(side: Side, left: np.ndarray) -> np.ndarray:
    return left if side == "left" else left * np.array([-1, 1, 1])


def _both(left: np.ndarray) -> dict[Side, np.ndarray]:
    return {side: _on(side, left) for side in SIDES}


def _both_axes(left: Axis) -> dict[Side, Axis]:
    return {
        side: Axis(_on(side, left.entry), _on(side, left.direction), _on(side, left.isthmus), left.width, left.height)
        for side in SIDES
    }


def _foramina(bone: str) -> dict[Side, np.ndarray]:
    """Return the centres of the transverse foramina, through which the vertebral artery climbs (C6 to C1)."""
    return _both(np.array([size(bone, "foramen_lateral"), wall(bone) + size(bone, "foramen_back"), size(bone, "foramen_up")]))


def _endplate(bone: str, *, upper: bool) -> Endplate:
    which, sign = ("upper", 1) if upper else ("lower", -1)
    tilt = math.radians(body_wedge(bone) / 2)
    height = 0.0 if bone == "S1" else sign * body_height(bone) / 2
    normal = np.array([0, -math.sin(tilt), sign * math.cos(tilt)])
    return Endplate(
        np.array([0, 0, height]), normal, size(bone, f"endplate_width_{which}"), size(bone, f"endplate_depth_{which}")
    )


def _ring(bone: str, name: str) -> Canal:
    return Canal(np.zeros(3), size(bone, f"{name}_width"), size(bone, f"{name}_depth"))


def _pedicle(bone: str) -> Axis:
    """Return the left pedicle: its isthmus stands beside the canal, just behind the body."""
    width, height = size(bone, "pedicle_width"), size(bone, "pedicle_height")
    angle = math.radians(size(bone, "pedicle_convergence"))
    direction = np.array([-math.sin(angle), -math.cos(angle), 0])
    top = 0.0 if bone == "S1" else body_height(bone) / 2
    lateral = size(bone, "canal_width") / 2 + width / 2 / math.cos(angle)
    behind = {"C": 2.5, "T": 2.0, "L": 2.5, "S": 6.0}[bone[0]]
    isthmus = np.array([lateral, wall(bone) + behind, top - size(bone, "pedicle_below_upper_endplate")])
    length = {"C": 8.5, "T": 11.0, "L": 14.0, "S": 14.0}[bone[0]]
    return Axis(isthmus - direction * length, direction, isthmus, width, height)


def _aim(name: str, entry: tuple[float, float, float], aim: tuple[float, float, float], width: float) -> dict[str, Axis]:
    """Return left and right paths from an entry to an aim; `isthmus` is where bone is scarcest, halfway."""
    paths = {}
    for side in SIDES:
        start, end = _on(side, np.array(entry)), _on(side, np.array(aim))
        paths[f"{name} {side}"] = Axis(start, (end - start) / np.linalg.norm(end - start), (start + end) / 2, width, width)
    return paths


def _sacral() -> dict[str, Axis]:
    """Return the paths of S2-alar-iliac screws: from beside the first two dorsal foramina over the joint into the ilium."""
    return _aim("S2AI", (28.0, 33.7, -43.8), (102.0, -56.4, -39.7), 9.0)


def _iliac(bone: str) -> dict[str, Axis]:
    """Return the path of an iliac screw: from the posterior superior spine between the tables, above the hip socket."""
    if bone == "Co":
        return {}
    name = f"iliac {bone.removeprefix('ilium-')}"
    return {name: _aim("iliac", (52.0, 24.6, -49.7), (96.0, -68.2, -30.5), 11.0)[name]}


BOWL = ((0.0, 6.0, 42.0), (52.0, 50.0, 43.0))
"""Centre and radii of the ellipsoid that the base of the skull follows, in the frame of the foramen magnum."""

KEEL = 2.6
"""How far the midline keel stands out from that bowl."""


def _occipital() -> dict[str, Axis]:
    """Return where an occipital plate is screwed down: on the midline keel below the external protuberance."""
    (centre, radii), places = np.array(BOWL), {}
    for name, y in (("keel low", 38.0), ("keel middle", 44.0), ("keel high", 49.0)):
        z = centre[2] - radii[2] * math.sqrt(1 - ((y - centre[1]) / radii[1]) ** 2)
        out = (np.array([0, y, z]) - centre) / radii**2
        out /= np.linalg.norm(out)
        entry = np.array([0, y, z]) + out * KEEL
        places[name] = Axis(entry, -out, entry - out * 4, 8.0, 9.0)
    return places
