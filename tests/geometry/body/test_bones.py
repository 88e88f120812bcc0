"""The bones are solids with the tunnels of anatomy, have the sizes of their tables, and do not touch."""

from __future__ import annotations

import functools
import itertools

import numpy as np
import pytest
from scipy.spatial import cKDTree

from spine_edu.errors import GeometryError
from spine_edu.geometry.body.bones import DETAILS, bone
from spine_edu.geometry.body.landmarks import LEAD_OF_C2, landmarks
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import BONES, neutral
from tests.geometry.measuring import measured, reach

TYPICAL = [*(f"C{n}" for n in range(3, 8)), *(f"T{n}" for n in range(1, 13)), *(f"L{n}" for n in range(1, 6))]
WITHIN_5 = {
    "endplate_width_upper",
    "endplate_width_lower",
    "endplate_depth_upper",
    "endplate_depth_lower",
    "transverse_width",
    "canal_width",
    "spinous_reach",
}
CHAIN = [name for name in BONES if not name.startswith("ilium")]
PAIRS = [*itertools.pairwise(CHAIN), ("S1", "ilium-left"), ("S1", "ilium-right"), ("L5", "ilium-left")]


def tunnels(name: str) -> int:
    """Foramen magnum or vertebral foramen; with it, in the neck, two transverse foramina.

    The sacral canal is one cavity with 18 openings: above, the hiatus, eight in front, eight behind.
    """
    if name == "S1":
        return 17
    return 0 if name in ("Co", "ilium-left", "ilium-right") else 3 if name[0] == "C" else 1


@functools.cache
def sizes(name: str) -> dict[str, float]:
    return measured(bone(name), name)


def scattered(mesh, count: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Return points all over a surface, its corners among them, and the normals of their faces."""
    a, b, c = (mesh.points[mesh.faces[:, i]].astype(float) for i in range(3))
    normal = np.cross(b - a, c - a)
    area = np.linalg.norm(normal, axis=1)
    dice = np.random.default_rng(seed)
    face = dice.choice(len(area), count, p=area / area.sum())
    u, v = dice.random((2, count, 1))
    u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
    spots = a[face] + u * (b[face] - a[face]) + v * (c[face] - a[face])
    return spots, normal[face] / area[face, None]


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", BONES)
def test_a_bone_is_one_closed_solid_with_the_tunnels_of_anatomy(name, detail):
    mesh = bone(name, detail)
    assert mesh.is_closed(), f"{name} {detail} has an open edge"
    assert mesh.pieces() == 1
    assert mesh.volume() > 500
    assert mesh.genus() == tunnels(name)
    assert mesh.shade is not None and np.ptp(mesh.shade) > 60, "no ambient occlusion was baked"


@pytest.mark.parametrize("name", TYPICAL)
def test_a_vertebra_has_the_sizes_of_its_table(name):
    wrong = []
    for key, got in sizes(name).items():
        wanted = size(name, key)
        if abs(got / wanted - 1) > (0.05 if key in WITHIN_5 else 0.10):
            wrong.append(f"{key}: {got:.1f}, wanted {wanted:.1f}")
    assert not wrong, f"{name}: {'; '.join(wrong)}"


def extent(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the greatest x, y and z of a bone."""
    points = bone(name).points
    return points.min(0), points.max(0)


def test_atlas_axis_and_sacrum_have_the_sizes_of_their_tables():
    low, high = extent("C1")
    assert 2 * high[0] == pytest.approx(size("C1", "transverse_width"), rel=0.05)
    assert high[1] - low[1] == pytest.approx(size("C1", "ring_depth"), rel=0.05)
    _, high = extent("C2")
    assert 2 * high[0] == pytest.approx(size("C2", "transverse_width"), rel=0.05)
    assert high[2] + size("C2", "body_height") / 2 == pytest.approx(size("C2", "body_and_dens_height"), rel=0.05)
    top = bone("S1").points[bone("S1").points[:, 2] > -1.2]
    plate = top[(np.abs(top[:, 0]) < 27) & (top[:, 1] < 18)]
    assert 2 * plate[:, 0].max() == pytest.approx(size("S1", "endplate_width_upper"), rel=0.08)


def test_bodies_grow_from_the_fourth_thoracic_to_the_last_lumbar():
    widths = [sizes(name)["endplate_width_upper"] for name in TYPICAL[TYPICAL.index("T4") :]]
    assert all(b > a - 0.3 for a, b in itertools.pairwise(widths)), widths
    volumes = [bone(name).volume() for name in ("C4", "T2", "T8", "L1", "L4")]
    assert volumes == sorted(volumes)


def test_the_canal_is_narrow_in_the_chest_and_wide_in_neck_and_loin():
    widths = {name: sizes(name)["canal_width"] for name in ("C5", "T6", "L5")}
    assert widths["T6"] < 0.8 * widths["C5"] and widths["T6"] < 0.8 * widths["L5"]


def test_the_spine_of_the_middle_thoracic_vertebrae_points_down_most_steeply():
    tips = {name: landmarks(name).spinous_tip[2] for name in TYPICAL if name[0] == "T"}
    assert min(tips, key=tips.__getitem__) in ("T5", "T6", "T7", "T8")


def test_the_seventh_cervical_spine_is_the_vertebra_prominens():
    reaches = [sizes(f"C{n}")["spinous_reach"] for n in range(3, 8)]
    assert max(reaches) == reaches[-1] > 1.15 * reaches[-2]


def test_lumbar_facets_turn_from_sagittal_above_to_frontal_below():
    turns = [abs(size(joint, "turn")) for joint in ("T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1")]
    assert turns == sorted(turns, reverse=True)


@pytest.mark.parametrize("name", [name for name in BONES if not name.startswith("ilium")])
def test_left_and_right_are_alike(name):
    points = np.round(bone(name).points, 3)
    there = {tuple(p) for p in (points + 0.0).tolist()}
    assert {tuple(p) for p in (points * [-1, 1, 1] + 0.0).tolist()} == there


def test_the_right_ilium_mirrors_the_left():
    assert np.allclose(bone("ilium-right").points * [-1, 1, 1], bone("ilium-left").points)


@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_neighbours_keep_apart_and_do_not_pass_through_each_other(upper, lower):
    above, below = (scattered(bone(name).moved(neutral()[name]), 14000) for name in (upper, lower))
    tree = cKDTree(above[0])
    gap, nearest = tree.query(below[0])
    assert gap.min() >= 0.3, f"{upper} and {lower} come within {gap.min():.2f} mm"
    close = gap < 1.5
    outside = ((below[0] - above[0][nearest]) * above[1][nearest]).sum(1)[close]
    assert (outside > -0.35).all(), f"{lower} lies inside {upper}"


@pytest.mark.parametrize("name", [n for n in TYPICAL if n not in ("C3", "C4", "C5", "C6", "C7")])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_screw_along_the_pedicle_stays_in_bone_and_off_the_canal(name, side):
    mesh, axis = bone(name), landmarks(name).pedicles[side]
    across = np.cross(axis.direction, (0, 0, 1))
    radius = min(axis.width * 0.35, 3.0)
    for s in np.arange(-4, 17, 3.0):
        here = axis.isthmus + axis.direction * s
        for way in (across, -across, np.array([0, 0, 1.0]), np.array([0, 0, -1.0])):
            assert reach(mesh, here, way) > min(radius, 2.2) * 0.9, f"{name} {side}: {s:.0f} mm ahead of the isthmus"


@pytest.mark.parametrize("name", [f"C{n}" for n in range(1, 8)])
def test_a_cervical_vertebra_has_a_lateral_mass_to_screw_and_a_foramen_for_the_artery(name):
    mesh, marks = bone(name), landmarks(name)
    mass, hole = marks.lateral_masses["left"], marks.transverse_foramina["left"]
    inside = [reach(mesh, mass, way) for way in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0))]
    assert 2.5 < min(inside) < 14, "the centre of the lateral mass lies outside the bone"
    lead = LEAD_OF_C2 if name == "C2" else (0, 0, 1)
    if name != "C7":  # the artery passes in front of C7
        for height in np.arange(-10, 10, 1.5):
            here = hole + height * np.array(lead)
            free = [reach(mesh, here, way) for way in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0))]
            assert min(free) > 2.1, f"{name}: bone in the way of the artery, {height:.0f} mm above the foramen"


def depth(name: str, points: np.ndarray) -> np.ndarray:
    """Return how deep points lie in a bone (mm), negative outside."""
    spots, normals = scattered(bone(name), 30000)
    far, nearest = cKDTree(spots).query(points)
    return np.where(((points - spots[nearest]) * normals[nearest]).sum(1) < 0, far, -far)


def test_an_iliac_screw_stays_between_the_tables():
    path = landmarks("ilium-left").fixation["iliac left"]
    assert depth("ilium-left", path.entry + path.direction * np.linspace(6, 85, 20)[:, None]).min() > 4


def test_a_screw_from_s2_goes_through_the_sacrum_and_over_the_joint_into_the_ilium():
    path = landmarks("S1").fixation["S2AI left"]
    way = path.entry + path.direction * np.linspace(0, 85, 60)[:, None]
    sacrum, ilium = depth("S1", way), depth("ilium-left", way)
    assert sacrum[:20].max() > 4 and (ilium[:10] < 0).all()
    assert (ilium > 2).sum() > 15 and (sacrum[-20:] < 0).all()
    assert np.maximum(sacrum, ilium)[4:].min() > -3, "it leaves bone for more than the joint"


@pytest.mark.parametrize("place", ["keel low", "keel middle", "keel high"])
def test_an_occipital_plate_is_screwed_where_the_bone_is_thick(place):
    keel = landmarks("O").fixation[place]
    thick = reach(bone("O"), keel.entry + keel.direction * 2, keel.direction) + 2
    aside = keel.entry + (22, -2, 0)
    assert 7 < thick < 14
    assert reach(bone("O"), aside + keel.direction * 30, -keel.direction) < np.inf


def test_facets_of_neighbours_face_each_other_across_the_joint_space():
    for upper, lower in itertools.pairwise(CHAIN[: CHAIN.index("S1") + 1]):
        one, other = landmarks(upper).lower_facets["left"], landmarks(lower).upper_facets["left"]
        a, b = neutral()[upper], neutral()[lower]
        assert float(a.direct(one.normal) @ b.direct(other.normal)) == pytest.approx(-1)
        assert np.linalg.norm(a.apply(one.centre) - b.apply(other.centre)) == pytest.approx(1.1)
        for name, facet in ((lower, other), (upper, one)):
            depth = reach(bone(name), facet.centre + facet.normal * 2.5, -facet.normal) - 2.5
            assert abs(depth) < 0.7, f"the facet of {name} between {upper} and {lower} is {depth:.1f} mm beside its place"


def test_what_is_sent_to_a_page_stays_small():
    bytes_ = {name: 6 * len(bone(name).points) + 6 * len(bone(name).faces) + len(bone(name).points) for name in BONES}
    assert max(size_ for name, size_ in bytes_.items() if name not in ("S1", "ilium-left", "ilium-right")) * 4 / 3 < 60_000
    whole = sum(7 * len(bone(name, "coarse").points) + 6 * len(bone(name, "coarse").faces) for name in BONES)
    assert whole * 4 / 3 < 600_000


def test_a_bone_that_is_none_is_refused_by_name():
    with pytest.raises(GeometryError, match="ilium-left"):
        bone("pelvis")
    with pytest.raises(GeometryError, match="fine or coarse"):
        bone("L4", "finest")


def test_a_bone_cannot_be_changed_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        bone("L4").points[0, 0] = 7
