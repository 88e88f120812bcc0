"""Outlines of the bones seen from the side and from behind, for the level map and other flat drawings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from skimage.draw import polygon
from skimage.measure import approximate_polygon, find_contours

from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.body.posture import BONES, neutral

PIXEL, TOLERANCE = 0.35, 0.4
"""Millimetres: how finely a bone is projected, and how far its outline may then be simplified."""


def outline(points: np.ndarray, faces: np.ndarray, pixel: float = PIXEL, tolerance: float = TOLERANCE) -> list[list[list[float]]]:
    """Return the rings (u, v) around the projection (n, 2) of a mesh, the largest first; holes are rings too."""
    low = points.min(0) - 3 * pixel
    size = np.ceil((points.max(0) - low) / pixel).astype(int) + 4
    picture = np.zeros(size, bool)
    place = (points - low) / pixel
    for corners in place[faces]:
        picture[polygon(corners[:, 0], corners[:, 1], size)] = True
    rings = []
    for ring in find_contours(picture.astype(float), 0.5):
        thin = approximate_polygon(ring, tolerance / pixel)[:-1] * pixel + low
        x, y = thin.T
        area = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
        if area > 4:
            rings.append((area, np.round(thin, 1).tolist()))
    return [ring for _, ring in sorted(rings, key=lambda pair: -pair[0])]


def outlines() -> dict[str, dict[str, list[list[list[float]]]]]:
    """Return for each bone in neutral posture its rings from the side (y, z) and from behind (x, z), in the world."""
    drawn = {}
    for name in BONES:
        mesh = bone(name, "fine").moved(neutral()[name])
        drawn[name] = {
            "lateral": outline(mesh.points[:, [1, 2]].astype(float), mesh.faces),
            "posterior": outline(mesh.points[:, [0, 2]].astype(float), mesh.faces),
        }
    return drawn


def write(path: Path) -> int:
    """Write all outlines as JSON; return how many bytes it took."""
    text = json.dumps(outlines(), separators=(",", ":"))
    path.write_text("\n".join(["{", *_lines(json.loads(text)), "}"]) + "\n", encoding="utf-8")
    return path.stat().st_size


def _lines(drawn: dict[str, object]) -> list[str]:
    rows = [f"{json.dumps(name)}: {json.dumps(views, separators=(',', ':'))}" for name, views in drawn.items()]
    return [row + "," for row in rows[:-1]] + rows[-1:]
