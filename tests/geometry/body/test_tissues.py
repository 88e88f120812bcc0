"""Discs, nerves, arteries and ligaments: closed, in their place, and moving with the bones."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from scipy.spatial import cKDTree

from spine_edu.errors import GeometryError
from spine_edu.geometry.body.arteries import vertebral_artery
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.body.discs import DISCS, disc
from spine_edu.geometry.body.landmarks import landmarks
from spine_edu.geometry.body.ligaments import LIGAMENTS, ligament
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.nerves import cord, exit_point, exits, roots
from spine_edu.geometry.body.posture import BONES, bent, body_height, neutral
from spine_edu.geometry.mesh import rays
from tests.geometry.body.test_bones import scattered

POSTURES = {"neutral": neutral(), "bowed and turned": bent(0.5, 0.4, -0.5, fused=["L4-L5"])}
NERVES = roots()


@functools.cache
def bone_points(*names: str) -> cKDTree:
    return cKDTree(np.concatenate([scattered(bone(name).moved(neutral()[name]), 12000)[0] for name in names]))


def inside(points: np.ndarray, *names: str) -> np.ndarray:
    """Return how deep points lie in bone (mm); negative outside.

    Rays say whether: beside a sharp rim the nearest face may not.
    """
    far, _ = bone_points(*names).query(points)
    within = np.any([rays.inside(bone(name).moved(neutral()[name]), points) for name in names], axis=0)
    return np.where(within, far, -far)


@pytest.mark.parametrize("posture", POSTURES)
def test_all_tissues_are_solids_in_any_posture(posture):
    poses = POSTURES[posture]
    meshes = {str(joint): mesh for joint in DISCS for mesh in (disc(joint, poses).annulus, disc(joint, poses).nucleus)}
    meshes |= {
        "cord": cord(poses),
        "left": vertebral_artery("left", poses),
        "right": vertebral_artery("right", poses),
    }
    meshes |= {name: ligament(name, poses) for name in LIGAMENTS}
    meshes |= {f"{nerve} {side}": mesh for nerve, both in roots(poses).items() for side, mesh in both.items()}
    bad = [
        name for name, mesh in meshes.items() if not mesh.is_closed() or mesh.volume() <= 0 or not np.isfinite(mesh.points).all()
    ]
    assert not bad


def test_there_are_23_discs_and_none_above_c2_c3():
    assert len(DISCS) == 23
    for joint in ("O-C1", "C1-C2", "SI-left"):
        with pytest.raises(GeometryError, match="has no disc"):
            disc(joint)


@pytest.mark.parametrize("joint", DISCS, ids=str)
def test_a_disc_fills_the_space_between_its_vertebrae_and_no_more(joint):
    parts = disc(joint)
    rim = parts.annulus.points.astype(float)
    assert np.quantile(inside(rim, joint.upper, joint.lower), 0.97) < 1.0, "the disc grows into bone"
    width = np.ptp(rim[:, 0])
    assert 0.9 < width / size(joint.upper, "endplate_width_lower") < 1.15
    assert 0.1 < parts.nucleus.volume() / parts.annulus.volume() < 0.8


def test_discs_grow_taller_down_to_l4_l5():
    volumes = {name: disc(name).annulus.volume() for name in ("C4-C5", "T6-T7", "L1-L2", "L4-L5")}
    assert list(volumes.values()) == sorted(volumes.values())


def test_the_cord_ends_at_the_lower_third_of_l1():
    tip = cord().points[cord().points[:, 2].argmin()].astype(float)
    height = neutral()["L1"].back().apply(tip)[2] / body_height("L1") + 0.5
    assert 0 < height < 1 / 3


def test_the_cord_runs_free_in_the_canal():
    names = [name for name in BONES if name[0] in "CTL" and name != "Co"]
    assert inside(cord().points.astype(float), *names).max() < -0.3


def test_thirty_pairs_of_roots_leave_and_the_eighth_cervical_has_no_vertebra_of_its_name():
    assert list(NERVES) == [
        *(f"C{n}" for n in range(1, 9)),
        *(f"T{n}" for n in range(1, 13)),
        *(f"L{n}" for n in range(1, 6)),
        *(f"S{n}" for n in range(1, 6)),
    ]
    assert all(set(both) == {"left", "right"} for both in NERVES.values())


@pytest.mark.parametrize(
    ("nerve", "above", "below"),
    [
        pytest.param("C5", "C4", "C5", id="C5 leaves above C5"),
        pytest.param("C8", "C7", "T1", id="C8 leaves below C7"),
        pytest.param("T6", "T6", "T7", id="T6 leaves below T6"),
        pytest.param("L5", "L5", "S1", id="L5 leaves below L5"),
    ],
)
def test_a_root_leaves_between_its_two_pedicles(nerve, above, below):
    here = exit_point(nerve, "left")
    top, bottom = (neutral()[name].apply(landmarks(name).pedicles["left"].isthmus) for name in (above, below))
    assert bottom[2] < here[2] < top[2]
    assert here[0] > landmarks(above).canal.width / 2 - 1


@pytest.mark.parametrize("nerve", [n for n in NERVES if n not in ("C1", "C2", "S5")])
def test_a_root_finds_its_foramen_open(nerve):
    near = ["S1"] if nerve[0] == "S" else list(exits()[nerve])
    mesh = NERVES[nerve]["left"]
    assert np.linalg.norm(mesh.points - exit_point(nerve, "left"), axis=1).min() < 3
    assert inside(mesh.points.astype(float), *near).max() < 1.0, f"{nerve} runs through bone"


def test_lumbar_roots_hang_below_the_cord():
    end = cord().points[:, 2].min()
    assert NERVES["L5"]["left"].points[:, 2].max() > end > exit_point("L1", "left")[2] - 25
    assert exit_point("L5", "left")[2] < end - 100


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_vertebral_artery_climbs_through_the_foramina_without_touching_bone(side):
    artery = vertebral_artery(side).points.astype(float)
    assert inside(artery, *(f"C{n}" for n in range(1, 8))).max() < 0.35
    for name in ("C6", "C5", "C4", "C3", "C1"):
        hole = neutral()[name].apply(landmarks(name).transverse_foramina[side])
        assert np.linalg.norm(artery - hole, axis=1).min() < 3.0


def test_the_artery_passes_in_front_of_the_foramen_of_c7():
    hole = neutral()["C7"].apply(landmarks("C7").transverse_foramina["left"])
    assert np.linalg.norm(vertebral_artery("left").points - hole, axis=1).min() > 4


def test_ligaments_lie_where_their_names_say():
    front, back = ligament("anterior longitudinal"), ligament("posterior longitudinal")
    at_l3 = neutral()["L3"].back()
    for mesh, sign in ((front, -1), (back, 1)):
        here = at_l3.apply(mesh.points)
        here = here[np.abs(here[:, 2]) < 12]
        assert (sign * here[:, 1] > 8).all()
    assert ligament("flavum").pieces() == 46
    assert ligament("capsules").pieces() == 50
    assert ligament("supraspinous").points[:, 2].min() > neutral()["S1"].origin[2] + 5
    with pytest.raises(GeometryError, match="supraspinous"):
        ligament("nuchal")


def test_a_disc_between_fused_vertebrae_keeps_its_shape_when_the_spine_bends():
    poses = bent(0.8, fused=["L4-L5"]), bent(0.8)
    still = neutral()["L5"].back().apply(disc("L4-L5").annulus.points)
    stiff, free = (pose["L5"].back().apply(disc("L4-L5", pose).annulus.points) for pose in poses)
    assert np.abs(stiff - still).max() < 1e-3
    assert np.abs(free - still).max() > 1
