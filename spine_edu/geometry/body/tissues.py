"""What is soft: discs, cord, roots, vertebral arteries and ligaments, fitted to the bones in any posture.

Schematic. Only where the cord ends, and at which vertebra the artery enters, rest on a source; sizes are chosen for the eye.
All meshes are in the world; `poses` is what `posture.neutral` or `posture.bent` returns (default: neutral).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from spine_edu.anatomy import VERTEBRAE, Joint, joint_named
from spine_edu.errors import GeometryError
from spine_edu.geometry.body import sacral
from spine_edu.geometry.body.bodies import form, outline
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.body.landmarks import LEAD_OF_C2, SIDES, Side, landmarks, wall
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import MOVING, body_height, neutral
from spine_edu.geometry.mesh.grain import MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.mesh.tubes import loft, ring_solid, sheet, smooth, tube
from spine_edu.steady import steady
from spine_edu.text.quoting import shown

Poses = Mapping[str, Pose]

DISCS: tuple[Joint, ...] = tuple(joint for joint in MOVING if joint.has_disc)
"""The 23 joints with a disc, C2-C3 to L5-S1."""

LIGAMENTS = ("anterior longitudinal", "posterior longitudinal", "flavum", "interspinous", "supraspinous", "capsules")

_SPINE = tuple(joint.upper for joint in DISCS)  # C2 to L5
_FULL = MeshGrain()


@dataclass(frozen=True, slots=True, eq=False)
class Disc:
    """An intervertebral disc: the annulus is a ring, the nucleus lies in it, a little behind the middle."""

    annulus: Mesh
    nucleus: Mesh


def disc(joint: Joint | str, poses: Poses | None = None, grain: MeshGrain = _FULL) -> Disc:
    """Return the disc of a joint, stretched between the two endplates wherever these are.

    Raises GeometryError where there is none: occiput-C1 and C1-C2 have no disc.

    >>> disc("L4-L5").annulus.genus(), disc("L4-L5").nucleus.genus()
    (1, 0)
    """
    joint = joint_named(joint) if isinstance(joint, str) else joint
    if joint not in DISCS:
        raise GeometryError(f"{joint} has no disc: discs lie between C2-C3 and L5-S1.")
    place = poses or neutral()
    above, below = place[joint.upper], place[joint.lower]
    bulge = 0.06 * size(joint.name, "height_middle") + 0.3

    def ring(share: float, level: float, out: float = 0.0) -> np.ndarray:
        """Points around the disc at a share of its radius, from its lower (0) to its upper (1) face."""
        lower = _shrunk(outline(joint.lower, 1.0, out, grain.rim), share, form(joint.lower).dish)
        upper = _shrunk(outline(joint.upper, 0.0, out, grain.rim), share, -form(joint.upper).dish)
        return below.apply(lower) * (1 - level) + above.apply(upper) * level

    levels = grain.wall
    outer = [ring(1.0, level, bulge * (1 - (2 * level - 1) ** 2) - 0.3) for level in levels]
    inner = [ring(0.60 + 0.07 * (1 - (2 * level - 1) ** 2), level) for level in levels]
    over = [ring(0.80, levels[-1])]
    under = [ring(0.80, levels[0])]
    annulus = ring_solid([*outer, *over, *inner[::-1], *under])
    core = [
        ring(share, level)
        for share, level in ((0.25, 0.06), (0.46, 0.1), (0.56, 0.28), (0.60, 0.5), (0.56, 0.72), (0.46, 0.9), (0.25, 0.94))
    ]
    return Disc(annulus, loft(core))


def _shrunk(rim: np.ndarray, share: float, dish: float) -> np.ndarray:
    """Return a rim drawn in towards a point a little behind its middle, and sunk where the endplate is dished."""
    centre = rim.mean(0) + (0, 0.06 * np.ptp(rim[:, 1]) * (share < 1), 0)
    inner = centre + (rim - centre) * share
    inner[:, 2] -= dish * max(0.0, 1 - (share / 0.84) ** 2) * 0.9
    return inner


def _canal_way(poses: Poses) -> tuple[np.ndarray, np.ndarray]:
    """Return places (n, 3) down the middle of the canal, one a vertebra from C1 to L5, and (n, 2) half its width and depth."""
    names = VERTEBRAE[:-1]
    middle = [poses[name].apply(landmarks(name).canal.centre + (0, 5.5 if name == "C1" else 0, 0)) for name in names]  # type: ignore[union-attr]
    room = [(size(name, "canal_width") / 2, size(name, "canal_depth") / 2) for name in names]
    return np.array(middle), np.array(room)


def _segments() -> list[str]:
    return [f"C{n}" for n in range(1, 8)] + [f"T{n}" for n in range(1, 13)] + ["L1"]


def cord(poses: Poses | None = None, grain: MeshGrain = _FULL) -> Mesh:
    """Return the spinal cord, from the foramen magnum to its end at the lower third of L1.

    In 504 adults it ended there on average, anywhere from the middle of T12 to the upper third of L3 (saifuddin1998).
    """
    place = poses or neutral()
    way = [place["O"].apply((0, -4.5, 8.0)), place["O"].apply((0, -3.0, 0))]
    middle, _ = _canal_way(place)
    names = _segments()
    radii = [(6.0, 4.6), (5.7, 4.2)] + [(size(n, "cord_width") / 2, size(n, "cord_depth") / 2) for n in names]
    way += list(middle[: len(names)])
    tip = _cord_tip(place)
    way[-1] = tip * 0.25 + way[-2] * 0.2 + way[-1] * 0.55
    radii[-1] = (3.6, 3.2)
    steps = 5 if grain.cord > 12 else 3
    line, width = smooth([*way, tip], steps), smooth([*radii, (0.7, 0.7)], steps)
    return tube(line, np.maximum(width, 0.5), grain.cord)


def _cord_tip(poses: Poses) -> np.ndarray:
    """Return the tip of the cord: behind the body of L1, the sourced share of its height from above."""
    height = body_height("L1")
    behind = wall("L1") + size("L1", "canal_depth") * 0.5
    return poses["L1"].apply((0, behind, height * (0.5 - size("L1", "cord_end"))))


def dural_sac(poses: Poses | None = None) -> Mesh:
    """Return the dural sac, from the foramen magnum to the second sacral segment."""
    place = poses or neutral()
    middle, room = _canal_way(place)
    radii = np.minimum(room * (0.74, 0.76), (9.0, 7.6))
    radii[-5:] = room[-5:] * (0.62, 0.66)
    way = [place["O"].apply((0, -2.0, 0)), *middle, *(place["S1"].apply(sacral.in_canal(s)) for s in (4.0, 24.0, 46.0))]
    return tube(smooth(way, 5), smooth([(8.5, 7.0), *radii, (7.5, 5.0), (6.0, 3.8), (1.0, 0.8)], 5), 20)


@functools.cache
def _nerves() -> dict[str, tuple[str, str]]:
    """Return for each spinal nerve down to L5 the two vertebrae between which it leaves."""
    names = ["O", *VERTEBRAE]
    exits = {f"C{n}": (names[n - 1], names[n]) for n in range(1, 9)}
    exits |= {f"T{n}": (f"T{n}", f"T{n + 1}" if n < 12 else "L1") for n in range(1, 13)}
    return exits | {f"L{n}": (f"L{n}", f"L{n + 1}" if n < 5 else "S1") for n in range(1, 6)}


def exit_point(nerve: str, side: Side, poses: Poses | None = None) -> np.ndarray:
    """Return where a nerve leaves the canal: in its intervertebral foramen, under the pedicle above it (S1-S5: in the sacrum).

    C1 to C7 leave above the vertebra of their name, C8 below C7, all others below theirs.
    """
    place, sign = poses or neutral(), 1 if side == "left" else -1
    if nerve[0] == "S":
        number = int(nerve[1:])
        if number == 5:
            return place["S1"].apply(sacral.at(sacral.APEX - 2, -9.5, sign * 7.5))
        along, aside, _ = sacral.FORAMINA[number - 1]
        return place["S1"].apply(sacral.at(along, float(np.interp(along, *sacral.CANAL)) + 5, sign * (aside - 0.3)))
    upper, lower = _nerves()[nerve]
    if upper == "O":
        return place["C1"].apply((sign * 17.5, 4.0, 7.0))
    if upper == "C1":
        return place["C2"].apply((sign * 17.0, 12.5, 6.5))
    above, below = landmarks(upper).pedicles[side], landmarks(lower).pedicles[side]
    floor = place[upper].apply(above.isthmus - (0, 0, above.height / 2))
    roof = place[lower].apply(below.isthmus + (0, 0, below.height / 2))
    middle = floor * 0.62 + roof * 0.38
    if nerve[0] == "C":
        return floor * 0.45 + roof * 0.55 + place[upper].direct((0, -3.2, 0))
    return middle + place[upper].direct((0, -0.6 if nerve in ("T1", "T2", "T3") else 1.5, 0))


def roots(poses: Poses | None = None, grain: MeshGrain = _FULL) -> dict[str, dict[Side, Mesh]]:
    """Return the 30 pairs of nerve roots we draw, C1 to S5: from the cord, down the canal, out of their foramen.

    Lumbar and sacral roots leave the cord high above their foramen and hang as the cauda equina.

    >>> list(roots())[6:9], sorted(roots()["L5"])
    (['C7', 'C8', 'T1'], ['left', 'right'])
    """
    place = poses or neutral()
    middle, _ = _canal_way(place)
    line = smooth(
        np.concatenate(
            [
                [place["O"].apply((0, -2.0, 0))],
                middle,
                [place["S1"].apply(sacral.in_canal(s)) for s in (6.0, 31.0, 56.0, 76.0, 92.0)],
            ]
        ),
        6,
    )
    fall = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    end = fall[steady(np.linalg.norm(line - _cord_tip(place), axis=1)).argmin()]
    names = [*_nerves(), *(f"S{n}" for n in range(1, 6))]
    made: dict[str, dict[Side, Mesh]] = {}
    for number, nerve in enumerate(names):
        share = (number + 0.4) / len(names)
        start = end * (0.02 + 0.98 * share**0.86)
        made[nerve] = {}
        for side in SIDES:
            made[nerve][side] = _root(nerve, side, place, line, fall, start, grain)
    return made


def _root(nerve: str, side: Side, poses: Poses, line: np.ndarray, fall: np.ndarray, start: float, grain: MeshGrain) -> Mesh:
    sign = 1 if side == "left" else -1
    out = exit_point(nerve, side, poses)
    goal = fall[steady(np.linalg.norm(line - out, axis=1)).argmin()]
    level = nerve[0]
    spread = {"C": 5.2, "T": 3.6, "L": 5.2, "S": 3.4}[level]

    def inside(at: float, aside: float, back: float = 0.0) -> np.ndarray:
        return np.array([np.interp(at, fall, line[:, i]) for i in range(3)]) + (sign * aside, back, 0)

    begin = inside(start, 2.6 if level in "LS" else 4.2, 0.8)
    way = [begin]
    if goal - start > 14:
        depth = {"L": 2.0, "S": 3.0}.get(level, 0.5)
        stretch = goal - start
        for share in (0.3, 0.62) if level in "TL" else (0.2, 0.5):
            way.append(inside(start + stretch * share, spread * (0.75 + 0.25 * share), depth * (1 - share)))
    way += _beside_the_exit(nerve, side, poses)
    upper = _nerves().get(nerve, ("S1", "S1"))[0]
    frame = poses["C1" if upper == "O" else upper]
    lead = {"C": (10, -7, -3), "T": (12, 2, -4), "L": (9, -11, -15), "S": (3, -16, -6)}[level]
    if nerve in ("C1", "C2"):
        lead = (9, 2, -2)
    elif nerve == "L5":  # it passes in front of the ala of the sacrum
        lead = (7, -18, -12)
    beyond = out + frame.direct(np.array(lead) * (sign, 1, 1))
    if level == "S" and nerve != "S5":  # straight out of its foramen, to the front of the sacrum
        along, aside, _ = sacral.FORAMINA[int(nerve[1]) - 1]
        beyond = poses["S1"].apply(sacral.at(along + 1, float(np.interp(along, *sacral.CANAL)) + 19, sign * (aside + 2.2)))
    thick = {"C": 1.6, "T": 1.2, "L": 2.0, "S": 1.6}[level] * (0.7 if nerve in ("C1", "S4", "S5") else 1)
    points = np.array([*way, out, beyond])
    widths = np.array([[0.55]] * (len(points) - 2) + [[1.25], [1.0]]) * thick
    sides, steps = grain.root
    return tube(smooth(points, steps), smooth(widths, steps)[:, 0], sides)


def _beside_the_exit(nerve: str, side: Side, poses: Poses) -> list[np.ndarray]:
    """Return where a root lies just before it leaves: medial to the pedicle it then turns under, or in the sacral canal."""
    sign = np.array([1 if side == "left" else -1, 1, 1])
    if nerve[0] == "C":
        return []
    if nerve[0] in "TL":
        upper = _nerves()[nerve][0]
        pedicle, room = landmarks(upper).pedicles["left"], size(upper, "canal_depth")
        recess = np.array(
            [size(upper, "canal_width") / 2 - 2.6, wall(upper) + 0.3 * room, pedicle.isthmus[2] - 0.2 * pedicle.height]
        )
        return [poses[upper].apply(recess * sign)]
    number = int(nerve[1])
    along, aside, _ = sacral.FORAMINA[number - 1] if number < 5 else (99.0, 0.0, 0.0)
    way = [sacral.in_canal(place) + (3.0, 0, 0) for place in np.arange(12.0, along - 8, 11.0)]
    way += [sacral.in_canal(along - 1) + (4.5, 0, 0)]
    if number < 5:
        way += [sacral.in_canal(along + 0.5) + (aside * 0.75, 0, 0)]
    return [poses["S1"].apply(place * sign) for place in way]


def vertebral_artery(side: Side, poses: Poses | None = None, grain: MeshGrain = _FULL) -> Mesh:
    """Return a vertebral artery: up through the transverse foramina from C6 to C1, then round behind the lateral mass.

    It enters at C6 in about 93 of 100 necks (bruneau2006) and passes in front of the transverse process of C7.
    """
    place, sign = poses or neutral(), 1 if side == "left" else -1
    through = {name: landmarks(name).transverse_foramina[side] for name in ("C1", "C2", "C3", "C4", "C5", "C6", "C7")}
    way = [
        place["T1"].apply((sign * 17.0, -14.0, -4.0)),
        place["C7"].apply(through["C7"] + (sign * -1.0, -9.5, 0)),
        place["C6"].apply(through["C6"] - (0, 0.8, 7.5)),
        *(place[name].apply(through[name]) for name in ("C6", "C5", "C4", "C3")),
        *(place["C2"].apply(through["C2"] + np.array((sign, 1, 1)) * LEAD_OF_C2 * way_in) for way_in in (-6.0, 0.5, 7.0)),
        place["C2"].apply((sign * 27.0, -0.2, 5.5)),
        place["C1"].apply(through["C1"] - (0, 0, 5.0)),
        place["C1"].apply(through["C1"] + (0, 0.5, 5.5)),
        place["C1"].apply((sign * 24.5, 3.0, 5.8)),
        place["C1"].apply((sign * 17.4, 7.4, 5.2)),
        place["C1"].apply((sign * 10.8, 3.4, 9.4)),
        place["O"].apply((sign * 4.5, -11.0, 3.0)),
    ]
    return tube(smooth(way, 7 if grain.vessel > 8 else 5), 2.1, grain.vessel)


def ligament(name: str, poses: Poses | None = None, grain: MeshGrain = _FULL) -> Mesh:
    """Return one of the LIGAMENTS along the whole spine.

    >>> ligament("flavum").pieces() > 40     # a pair at each joint
    True
    """
    makers = {
        "anterior longitudinal": lambda p: _along_bodies(p, grain, front=True),
        "posterior longitudinal": lambda p: _along_bodies(p, grain, front=False),
        "flavum": _flava,
        "interspinous": _interspinous,
        "supraspinous": _supraspinous,
        "capsules": lambda p: _capsules(p, grain),
    }
    if name not in makers:
        raise GeometryError(f"There is no ligament {shown(name)} in our model; there are {', '.join(LIGAMENTS)}.")
    return makers[name](poses or neutral())


def _along_bodies(poses: Poses, grain: MeshGrain, *, front: bool) -> Mesh:
    """Return the ligament along the front or the back of the bodies: broad at the discs behind, even in front."""
    rows = []
    wide, steps = grain.strip
    for name in (*_SPINE, "S1"):
        for height in (1.0,) if name == "S1" else (1.0, 0.5, 0.0):
            rim = outline(name, height, 0.9, 96)
            half = 0.30 * np.ptp(rim[:, 0]) if front else (0.30 if height != 0.5 else 0.13) * np.ptp(rim[:, 0])
            part = rim[(rim[:, 1] < 0) if front else (rim[:, 1] > 0)]
            part = part[np.argsort(part[:, 0])]
            across = np.linspace(-half, half, wide)
            strip = np.stack([np.interp(across, part[:, 0], part[:, i]) for i in range(3)], 1)
            rows.append(poses[name].apply(strip))
    if front:
        rows.append(
            poses["S1"].apply(
                np.stack([np.linspace(-12, 12, wide), *(np.full(wide, sacral.at(22, 14.5)[axis]) for axis in (1, 2))], 1)
            )
        )
    grid = np.array(rows)
    dense = smooth(grid.reshape(len(grid), -1), steps).reshape(-1, wide, 3)
    return sheet(dense, 1.1)


@functools.cache
def _arch(name: str) -> np.ndarray:
    """Return the points of the lamina and spinous process of a bone, in its own frame."""
    mesh = bone(name, "fine").points.astype(float)
    canal = landmarks(name).canal
    assert canal is not None
    return mesh[mesh[:, 1] > canal.centre[1] + canal.depth * 0.12]


def _lamina_edge(name: str, aside: float, *, upper: bool) -> np.ndarray:
    """Return the point on the upper or lower border of the left lamina, so far from the midline."""
    arch = _arch(name)
    canal = landmarks(name).canal
    assert canal is not None
    rear = canal.centre[1] + canal.depth / 2
    near = arch[(np.abs(arch[:, 0] - aside) < 1.6) & (arch[:, 1] < rear + 7.5)]
    return near[near[:, 2].argmax() if upper else near[:, 2].argmin()]


def _flava(poses: Poses) -> Mesh:
    parts = []
    for joint in MOVING[2:]:
        reach = min(abs(landmarks(joint.lower).upper_facets["left"].centre[0]) * 0.62, 9.5)
        columns = []
        for aside in (1.4, reach / 2 + 0.7, reach):
            top = _lamina_edge(joint.upper, aside, upper=False) + (0, -1.6, 2.5)
            bottom = (
                np.array((aside, wall("S1") + size("S1", "canal_depth") + 0.5, -9.5))
                if joint.lower == "S1"
                else _lamina_edge(joint.lower, aside, upper=True) + (0, 0.6, -0.6)
            )
            columns.append(np.linspace(poses[joint.upper].apply(top), poses[joint.lower].apply(bottom), 5))
        left = np.array(columns)
        parts += [sheet(smooth(left.reshape(3, -1), 2).reshape(-1, 5, 3), 2.2), _other_side(left, poses, joint)]
    return joined(parts)


def _other_side(left: np.ndarray, poses: Poses, joint: Joint) -> Mesh:
    """Return the right ligament: each end mirrored in the frame of its own bone, so that it follows any posture."""
    flip = np.array([-1, 1, 1])
    top = poses[joint.upper].apply(poses[joint.upper].back().apply(left[:, 0]) * flip)
    bottom = poses[joint.lower].apply(poses[joint.lower].back().apply(left[:, -1]) * flip)
    right = np.stack([np.linspace(a, b, 5) for a, b in zip(top, bottom, strict=True)])
    return sheet(smooth(right.reshape(3, -1), 2).reshape(-1, 5, 3), 2.2)


@functools.cache
def _ridge(name: str, *, upper: bool) -> np.ndarray:
    """Return points (8, 3) along the upper or lower border of a spinous process in the midline, from root to tip."""
    arch = _arch(name)
    canal, tip = landmarks(name).canal, landmarks(name).spinous_tip
    assert canal is not None and tip is not None
    spine = arch[(np.abs(arch[:, 0]) < 1.2) & (arch[:, 1] > canal.centre[1] + canal.depth / 2 + 1.5)]
    y = np.linspace(canal.centre[1] + canal.depth / 2 + 6, spine[:, 1].max() - 2.5, 8)
    z = []
    for place in y:
        near = spine[np.abs(spine[:, 1] - place) < 2.4]
        near = near if len(near) else spine
        z.append(near[:, 2].max() if upper else near[:, 2].min())
    return np.stack([np.zeros(8), y, np.array(z)], 1)


def _interspinous(poses: Poses) -> Mesh:
    parts = []
    for joint in DISCS:
        if joint.lower == "S1":
            continue
        top, bottom = (
            poses[joint.upper].apply(_ridge(joint.upper, upper=False)),
            poses[joint.lower].apply(_ridge(joint.lower, upper=True)),
        )
        rows = np.stack([np.linspace(a, b, 5) for a, b in zip(top, bottom, strict=True)])
        parts.append(sheet(rows, 1.6))
    return joined(parts)


def _supraspinous(poses: Poses) -> Mesh:
    """Return the ligament over the tips of the spinous processes, C7 to L5: it ends above the sacrum in most people."""
    tips = [poses[name].apply(_tip(name) + (0, 0.9, 0)) for name in _SPINE if name == "C7" or name[0] in "TL"]
    return tube(smooth(tips, 5), np.full((len(smooth(tips, 5)), 2), (2.6, 1.1)), 10)


@functools.cache
def _tip(name: str) -> np.ndarray:
    """Return the place on a spinous process that stands out most, in the midline."""
    arch = _arch(name)
    middle = arch[np.abs(arch[:, 0]) < 1.5]
    return np.array([0, middle[:, 1].max(), middle[middle[:, 1].argmax(), 2]])


def _capsules(poses: Poses, grain: MeshGrain) -> Mesh:
    parts = []
    for joint in MOVING:
        for side in SIDES:
            facet = landmarks(joint.lower).upper_facets[side]
            across = np.cross(facet.up, facet.normal)
            angle = 2 * np.pi * np.arange(grain.capsule) / grain.capsule
            rings = []
            for depth, swell in ((-2.4, 0.84), (-0.9, 1.06), (0.55, 1.12), (2.0, 1.06), (3.5, 0.84)):
                wide, tall = (facet.width / 2 + 0.9) * swell, (facet.height / 2 + 0.9) * swell
                rings.append(
                    facet.centre
                    + facet.normal * depth
                    + np.cos(angle)[:, None] * across * wide
                    + np.sin(angle)[:, None] * facet.up * tall
                )
            parts.append(loft([poses[joint.lower].apply(ring) for ring in rings]))
    return joined(parts)
