"""Callipers for meshes: how a bone is measured, whoever made it."""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.body.landmarks import landmarks, wall
from spine_edu.geometry.body.posture import body_height, body_wedge
from spine_edu.geometry.mesh.mesh import Mesh


def reach(mesh: Mesh, origin, direction) -> float:
    """Return how far a ray from a point runs before it meets the surface; infinite if it never does."""
    o, d = np.asarray(origin, float), np.asarray(direction, float) / np.linalg.norm(direction)
    a, b, c = (mesh.points[mesh.faces[:, i]].astype(float) for i in range(3))
    e1, e2 = b - a, c - a
    p = np.cross(d, e2)
    det = (e1 * p).sum(1)
    det[np.abs(det) < 1e-12] = np.nan
    s = o - a
    u = (s * p).sum(1) / det
    q = np.cross(s, e1)
    v = (q @ d) / det
    t = (e2 * q).sum(1) / det
    hits = t[(u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (t > 1e-6)]
    return float(hits.min()) if len(hits) else np.inf


def endplate(mesh: Mesh, bone: str, *, upper: bool) -> tuple[float, float]:
    """Return the width and the depth of a body near one of its ends, in front of the pedicles."""
    sign, half, slope = (1 if upper else -1), body_height(bone) / 2, np.tan(np.radians(body_wedge(bone) / 2))
    if bone == "S1":
        half = 0.0
    back, wide, deep = wall(bone), [], []
    neck = bone[0] == "C"  # there the transverse processes spring from the side of the body
    for inside in ((0.8, 1.2) if upper else (1.4,)) if neck else (1.2, 1.8, 2.4, 3.0):
        for share in (-0.4, -0.25) if neck else (-0.4, -0.2, 0.0, 0.15):
            y = share * back
            wide.append(2 * reach(mesh, (0, y, sign * (half - inside) + y * slope * sign), (1, 0, 0)))
        z = sign * (half - inside)
        deep.append(reach(mesh, (0.3, 0, z), (0, 1, 0)) + reach(mesh, (0.3, 0, z), (0, -1, 0)))
    return max(wide), max(deep)


def heights(mesh: Mesh, bone: str) -> tuple[float, float]:
    """Return the height of a body at its front and at its back rim, in the midline."""
    x, y, z = mesh.points.astype(float).T
    back = wall(bone)
    found = []
    for there in ((y < -back * 0.72), (y > back * 0.72) & (y < back + 0.6)):
        rim = there & (np.abs(x) < 4)
        found.append(float(np.ptp(z[rim])))
    return found[0], found[1]


def canal(mesh: Mesh, bone: str) -> tuple[float, float]:
    """Return width (least, between the pedicles) and depth (body to lamina, at its narrowest) of the vertebral foramen."""
    marks = landmarks(bone)
    centre, depth = marks.canal.centre, marks.canal.depth
    level = marks.pedicles["left"].isthmus[2]
    width = min(2 * reach(mesh, (0, wall(bone) + share * depth, level), (1, 0, 0)) for share in (0.18, 0.23, 0.28))
    depths = []
    for z in np.arange(-body_height(bone) * 0.75, body_height(bone) * 0.4, 0.6):
        depths.append(reach(mesh, (0.3, centre[1], z), (0, -1, 0)) + reach(mesh, (0.3, centre[1], z), (0, 1, 0)))
    return width, float(min(depths))


def pedicle(mesh: Mesh, bone: str) -> tuple[float, float]:
    """Return the least width and the least height along the left pedicle."""
    axis = landmarks(bone).pedicles["left"]
    across = np.cross(axis.direction, (0, 0, 1.0))
    widths, tall = [], []
    for s in np.arange(-4, 4.1, 0.8):
        here = axis.isthmus + axis.direction * s
        widths.append(reach(mesh, here, across) + reach(mesh, here, -across))
        tall.append(reach(mesh, here, (0, 0, 1)) + reach(mesh, here, (0, 0, -1)))
    return min(widths), min(tall)


def spread(mesh: Mesh) -> float:
    """Return the greatest width: across the transverse processes."""
    return float(np.ptp(mesh.points[:, 0]))


def spinous(mesh: Mesh, bone: str) -> float:
    """Return how far the tip of the spinous process is from the middle of the back wall of the body."""
    points = mesh.points.astype(float)
    near = points[(np.abs(points[:, 0]) < 7) & (points[:, 1] > wall(bone) + 3)]
    return float(np.linalg.norm(near[:, 1:] - (wall(bone), 0), axis=1).max())


def measured(mesh: Mesh, bone: str) -> dict[str, float]:
    """Return all measures of a vertebra from C3 to L5, by their names in data/anatomy/morphometry.csv."""
    found = {}
    for end in ("upper", "lower"):
        found[f"endplate_width_{end}"], found[f"endplate_depth_{end}"] = endplate(mesh, bone, upper=end == "upper")
    found["body_height_front"], found["body_height_back"] = heights(mesh, bone)
    found["canal_width"], found["canal_depth"] = canal(mesh, bone)
    found["pedicle_width"], found["pedicle_height"] = pedicle(mesh, bone)
    found["transverse_width"], found["spinous_reach"] = spread(mesh), spinous(mesh, bone)
    return found
