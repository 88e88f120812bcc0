"""What is committed is what the tables make: bones and outlines, within their budgets."""

from __future__ import annotations

import json

import numpy as np
import pytest
from skimage.draw import polygon

from spine_edu import data
from spine_edu.geometry.body.bones import bone, whole
from spine_edu.geometry.body.posture import BONES, neutral
from tests.geometry.body.test_bones import scattered

OUTLINES = json.loads(data.content("anatomy/outlines.json"))


def test_the_asset_and_the_outlines_are_small():
    assert len(data.content("anatomy/bones.npz")) < 600_000
    assert len(data.content("anatomy/outlines.json")) < 60_000


@pytest.mark.parametrize("name", ["C1", "T8", "L4", "Co"])
def test_a_bone_built_anew_is_the_one_that_is_stored(name):
    scipy_spatial = pytest.importorskip("scipy.spatial")
    pytest.importorskip("fast_simplification")
    from tools import build_anatomy

    for detail, mesh in build_anatomy.meshes(name).items():
        fresh, stored = scattered(whole(mesh), 20000)[0], scattered(bone(name, detail), 20000)[0]
        apart, _ = scipy_spatial.cKDTree(stored).query(fresh)
        spacing, _ = scipy_spatial.cKDTree(stored).query(scattered(bone(name, detail), 20000, seed=9)[0])
        assert apart.mean() - spacing.mean() < 0.1, f"{name} {detail}: run python3 tools/build_anatomy.py"


PIXEL = 0.4


def filled(rings, low, shape) -> np.ndarray:
    """Return a picture of what an outline surrounds."""
    picture = np.zeros(shape, bool)
    for ring in rings:
        corners = (np.array(ring) - low) / PIXEL
        mask = np.zeros_like(picture)
        mask[polygon(corners[:, 0], corners[:, 1], shape)] = True
        picture ^= mask
    return picture


def in_common(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize("view", ["lateral", "posterior"])
@pytest.mark.parametrize("name", BONES)
def test_the_stored_outlines_are_those_of_the_bones_where_they_stand(name, view):
    from tools.anatomy.outlines import outline

    mesh = bone(name).moved(neutral()[name])
    flat = mesh.points[:, [1, 2] if view == "lateral" else [0, 2]].astype(float)
    low = flat.min(0) - 6
    shape = tuple(np.ceil((flat.max(0) + 6 - low) / PIXEL).astype(int))
    stored = filled(OUTLINES[name][view], low, shape)
    assert in_common(stored, filled(outline(flat, mesh.faces), low, shape)) > 0.99, f"{name}: run python3 tools/build_anatomy.py"
    covered = np.zeros_like(stored)
    faces = ((flat - low) / PIXEL)[mesh.faces]
    one, other = faces[:, 1] - faces[:, 0], faces[:, 2] - faces[:, 0]
    for corners in faces[one[:, 0] * other[:, 1] > one[:, 1] * other[:, 0]]:  # a closed surface covers as much from either side
        covered[polygon(corners[:, 0], corners[:, 1], shape)] = True
    assert in_common(stored, covered) > 0.95, f"{name}: the outline does not surround the bone"


def test_every_bone_has_both_outlines():
    assert list(OUTLINES) == list(BONES)
    assert all(OUTLINES[name][view] and len(OUTLINES[name][view][0]) > 8 for name in BONES for view in ("lateral", "posterior"))
