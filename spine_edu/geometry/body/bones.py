"""The bones themselves, read from the stored asset that tools/build_anatomy.py writes."""

from __future__ import annotations

import functools
import io
from typing import Literal

import numpy as np

from spine_edu import data
from spine_edu.errors import GeometryError
from spine_edu.geometry.body.landmarks import Axis, Canal, Endplate, Facet, Landmarks, landmarks
from spine_edu.geometry.body.posture import BONES
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.text.quoting import shown

__all__ = ["DETAILS", "Axis", "Canal", "Detail", "Endplate", "Facet", "Landmarks", "bone", "landmarks", "whole"]

Detail = Literal["fine", "coarse"]
DETAILS: tuple[Detail, Detail] = ("fine", "coarse")

STEP = 0.01
"""Stored coordinates are whole multiples of this many millimetres."""


@functools.cache
def bone(name: str, detail: Detail = "fine") -> Mesh:
    """Return a bone in its own frame, closed and shaded. Read-only: use the methods of Mesh, which return new ones.

    'fine' is for one bone or a construct, 'coarse' (about 1,000 faces) for the whole spine.

    >>> bone("L4").is_closed(), bone("L4", "coarse").genus()     # one vertebral foramen
    (True, 1)
    """
    if name not in BONES or detail not in DETAILS:
        raise GeometryError(
            f"There is no bone {shown(name)} in detail {shown(detail)}; bones are {', '.join(BONES)}, in detail fine or coarse."
        )
    if name == "ilium-right":
        return _frozen(bone("ilium-left", detail).mirrored())
    stored = _asset()
    key = f"{name}.{detail}"
    if f"{key}.points" not in stored:
        raise GeometryError(f"data/anatomy/bones.npz has no {key}: run python3 tools/build_anatomy.py")
    points = _undone(stored[f"{key}.points"]).astype(np.float32) * np.float32(STEP)
    half = Mesh(points, _undone(stored[f"{key}.faces"]), stored[f"{key}.shade"])
    return _frozen(half if name == "ilium-left" else whole(half))


def whole(half: Mesh) -> Mesh:
    """Return a symmetric bone from its left half: the half, its mirror image, and one seam where x is 0."""
    seam = half.points[:, 0] == 0
    twin = np.arange(len(half.points))
    twin[~seam] = len(half.points) + np.arange((~seam).sum())
    points = np.concatenate([half.points, half.points[~seam] * np.array([-1, 1, 1], np.float32)])
    faces = np.concatenate([half.faces, twin[half.faces][:, ::-1]])
    shade = None if half.shade is None else np.concatenate([half.shade, half.shade[~seam]])
    return Mesh(points, faces, shade)


@functools.cache
def _asset() -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(data.content("anatomy/bones.npz"))) as stored:
        return {key: stored[key] for key in stored.files}


def _undone(steps: np.ndarray) -> np.ndarray:
    """Return numbers from the differences between rows that they are stored as: small numbers pack better."""
    return np.cumsum(steps.astype(np.int32), axis=0)


def _frozen(mesh: Mesh) -> Mesh:
    for array in (mesh.points, mesh.faces, mesh.shade):
        if array is not None:
            array.flags.writeable = False
    return mesh
