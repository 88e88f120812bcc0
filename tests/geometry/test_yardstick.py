"""Our lumbar vertebrae beside real ones: a mean of 87 patients, and one man. Nothing of theirs is in ours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import cKDTree

from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.mesh.mesh import Mesh
from tests.geometry.body.test_bones import scattered

LIMITS = {"mean L2": 2.0, "mean L3": 2.0, "mean L4": 2.0, "mean L5": 2.1, "one man L1": 2.5, "one man L3": 2.6, "one man L5": 2.5}


def fitted(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the mean distance of two clouds of points, each to the other, once size, place and turn agree."""
    a, b = ours - ours.mean(0), theirs - theirs.mean(0)
    tree, best = cKDTree(b), np.inf
    for tilt in (-20.0, 0.0, 20.0):
        angle = np.radians(tilt)
        turn = np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])
        scale, shift = 1.0, np.zeros(3)
        for _ in range(30):
            moved = scale * a @ turn.T + shift
            near, far = tree.query(moved)[1], cKDTree(moved).query(b)[1]
            source, goal = np.concatenate([a, a[far]]), np.concatenate([b[near], b])
            s0, g0 = source - source.mean(0), goal - goal.mean(0)
            u, singular, v = np.linalg.svd(s0.T @ g0)
            flip = np.diag([1, 1, np.sign(np.linalg.det(v.T @ u.T))])
            turn = v.T @ flip @ u.T
            scale = (singular * np.diag(flip)).sum() / (s0**2).sum()
            shift = goal.mean(0) - scale * turn @ source.mean(0)
        moved = scale * a @ turn.T + shift
        best = min(best, float(np.concatenate([tree.query(moved)[0], cKDTree(moved).query(b)[0]]).mean()))
    return best


@pytest.mark.parametrize("whose", LIMITS)
def test_a_lumbar_vertebra_of_ours_lies_close_to_a_real_one(whose):
    with np.load(Path(__file__).parent / "yardstick" / "lumbar.npz") as stored:
        theirs = Mesh(stored[f"{whose} points"] / 10, stored[f"{whose} faces"])
    distance = fitted(scattered(bone(whose[-2:]), 2500)[0], scattered(theirs, 2500)[0])
    assert distance < LIMITS[whose], f"{whose}: {distance:.2f} mm on average"
