"""The ligaments from the head to the sacrum, stretched over bodies, laminae, spinous processes and facets in any posture.

Schematic: sizes are chosen for the eye.
Meshes are in the world; `poses` is what `posture.neutral` or `posture.bent` returns (default: neutral).
"""

from __future__ import annotations

import functools

import numpy as np

from spine_edu.anatomy import Joint
from spine_edu.errors import GeometryError
from spine_edu.geometry.body import sacral
from spine_edu.geometry.body.bodies import outline
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.body.discs import DISCS
from spine_edu.geometry.body.landmarks import SIDES, landmarks, wall
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import MOVING, Poses, neutral
from spine_edu.geometry.mesh.grain import FULL, MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.tubes import loft, sheet, smooth, tube
from spine_edu.text.quoting import shown

LIGAMENTS = ("anterior longitudinal", "posterior longitudinal", "flavum", "interspinous", "supraspinous", "capsules")

_SPINE = tuple(joint.upper for joint in DISCS)  # C2 to L5


def ligament(name: str, poses: Poses | None = None, grain: MeshGrain = FULL) -> Mesh:
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
    """Return the yellow ligaments, a pair at each joint from C2-C3 on, from lamina to lamina."""
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
    """Return the ligaments between the spinous processes; there is none at L5-S1."""
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
    """Return the capsules of all facet joints, each a barrel around the upper facet of the lower bone."""
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
