"""What is committed is what the tables make: bones and outlines, within their budgets."""

from __future__ import annotations

import json

import numpy as np
import pytest
from skimage.draw import polygon

from spine_edu import data
from spine_edu.geometry.bones import bone, whole
from spine_edu.geometry.posture import BONES, neutral
from tests.geometry.test_bones import scattered

OUTLINES = json.loads(data.content("anatomy/outlines.json"))


def test_the_asset_and_the_outlines_are_small():
    assert len(data.content("anatomy/bones.npz")) < 600_000
    assert len(data.content("anatomy/outlines.json")) < 60_000


@pytest.mark.parametrize("name", ["C1", "C5", "T8", "L4", "Co"])
def test_a_bone_built_anew_is_the_one_that_is_stored(name):
    scipy_spatial = pytest.importorskip("scipy.spatial")
    pytest.importorskip("fast_simplification")
    from tools import build_anatomy

    for detail, mesh in build_anatomy.meshes(name).items():
        fresh, stored = scattered(whole(mesh), 20000)[0], scattered(bone(name, detail), 20000)[0]
        apart, _ = scipy_spatial.cKDTree(stored).query(fresh)
        spacing, _ = scipy_spatial.cKDTree(stored).query(scattered(bone(name, detail), 20000, seed=9)[0])
        assert apart.mean() - spacing.mean() < 0.1, f"{name} {detail}: run python3 tools/build_anatomy.py"


def filled(rings, pixel: float = 0.5) -> np.ndarray:
    """Return a picture, 300 x 1300 pixels of half a millimetre, of what an outline surrounds."""
    picture = np.zeros((620, 1500), bool)
    for ring in rings:
        corners = (np.array(ring) + (155, 140)) / pixel
        mask = np.zeros_like(picture)
        mask[polygon(corners[:, 0], corners[:, 1], picture.shape)] = True
        picture ^= mask
    return picture


@pytest.mark.parametrize("name", BONES)
def test_the_stored_outlines_are_those_of_the_bones(name):
    mesh = bone(name).moved(neutral()[name])
    for view, columns in (("lateral", [1, 2]), ("posterior", [0, 2])):
        seen = np.zeros((620, 1500), bool)
        place = (mesh.points[:, columns].astype(float) + (155, 140)) / 0.5
        for corners in place[mesh.faces]:
            seen[polygon(corners[:, 0], corners[:, 1], seen.shape)] = True
        drawn = filled(OUTLINES[name][view])
        share = (seen & drawn).sum() / (seen | drawn).sum()
        assert share > (0.95 if name == "Co" else 0.965), f"{name} {view}: only {share:.3f} in common"


def test_every_bone_has_both_outlines():
    assert list(OUTLINES) == list(BONES)
    assert all(OUTLINES[name][view] and len(OUTLINES[name][view][0]) > 8 for name in BONES for view in ("lateral", "posterior"))
