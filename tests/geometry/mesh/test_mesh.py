"""A mesh can be moved, mirrored, cut and hollowed, and stays the surface of a solid."""

from __future__ import annotations

import numpy as np
import pytest

from spine_edu.errors import GeometryError
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.mesh.mesh import Mesh, Plane, box, box_region, joined
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.mesh.tubes import loft, ring_solid, sheet, smooth, tube

CIRCLE = np.stack([np.cos(np.arange(24) * np.pi / 12), np.sin(np.arange(24) * np.pi / 12), np.zeros(24)], 1)
RING = ring_solid(
    [
        np.stack([(10 + 3 * np.cos(a)) * CIRCLE[:, 0], (10 + 3 * np.cos(a)) * CIRCLE[:, 1], np.full(24, 3 * np.sin(a))], 1)
        for a in np.arange(16) * np.pi / 8
    ]
)
PLANES = [(0, 0, 1), (1, 0, 0), (0.6, 0, 0.8), (0.36, 0.48, 0.8), (0, -1, 0)]


def test_a_ring_has_one_tunnel_and_the_volume_of_a_torus():
    assert (RING.is_closed(), RING.genus(), RING.pieces()) == (True, 1, 1)
    assert RING.volume() == pytest.approx(2 * np.pi**2 * 10 * 9, rel=0.04)


@pytest.mark.parametrize("normal", PLANES)
@pytest.mark.parametrize("offset", [-11.0, -2.0, 0.0, 0.7, 9.5])
def test_the_two_parts_of_a_cut_ring_are_solids_and_add_up(normal, offset):
    point = tuple(np.array(normal) * offset)
    near, far = RING.clipped(Plane(point, normal)), RING.clipped(Plane(point, tuple(-np.array(normal, float))))
    assert near.is_closed() and far.is_closed()
    assert near.volume() + far.volume() == pytest.approx(RING.volume(), rel=1e-5)


def test_cutting_a_ring_across_its_axis_leaves_two_rings_and_along_it_two_bows():
    assert RING.clipped(Plane((0, 0, 0), (0, 0, 1))).genus() == 1
    bow = RING.clipped(Plane((0, 0, 0), (1, 0, 0)))
    assert (bow.genus(), bow.pieces()) == (0, 1)


def test_what_lies_beyond_the_plane_is_not_touched_and_what_lies_behind_is_gone():
    assert RING.clipped(Plane((0, 0, 99), (0, 0, 1))).volume() == pytest.approx(RING.volume())
    assert len(RING.clipped(Plane((0, 0, -99), (0, 0, 1))).faces) == 0


@pytest.mark.parametrize("turn", [None, Pose.tilted(25).turn])
@pytest.mark.parametrize(("low", "high"), [((-3, 5, -9), (3, 20, 9)), ((6, -5, -2), (20, 5, 2)), ((9, -2, -1), (11, 2, 1))])
def test_a_box_carved_out_takes_away_exactly_what_it_held(low, high, turn):
    region = box_region(low, high, turn)
    carved = RING.carved(region)
    held = RING
    for plane in region:
        held = held.clipped(plane)
    assert carved.is_closed()
    assert carved.volume() + held.volume() == pytest.approx(RING.volume(), rel=1e-4)


def test_carving_where_nothing_is_changes_nothing():
    assert RING.carved(box_region((50, 50, 50), (60, 60, 60))) is RING


def test_a_laminectomy_opens_the_canal_of_a_real_vertebra():
    whole = bone("L4")
    open_ = whole.carved(box_region((-9, 27, -40), (9, 90, 14)))
    assert (whole.genus(), open_.genus()) == (1, 0)
    assert open_.is_closed() and 0.7 < open_.volume() / whole.volume() < 0.97
    assert open_.shade is not None and len(open_.shade) == len(open_.points)


def test_a_mirrored_mesh_is_not_inside_out_and_a_moved_one_keeps_its_volume():
    tilted = RING.moved(Pose.tilted(30, (1, 2, 3)))
    assert RING.mirrored().volume() == pytest.approx(RING.volume())
    assert tilted.volume() == pytest.approx(RING.volume(), rel=1e-4)


def test_normals_look_outwards():
    normals = RING.normals()
    assert Mesh(RING.points + 0.1 * normals, RING.faces).volume() > RING.volume()


def test_tubes_lofts_and_sheets_are_solids_that_look_outwards():
    way = smooth([[0, 0, 0], [3, 0, 5], [0, 4, 10], [-6, 4, 10]])
    for mesh in (
        tube(way, 0.8),
        loft([CIRCLE, CIRCLE * 2 + (0, 0, 4), CIRCLE + (0, 0, 8)]),
        sheet(np.stack(np.mgrid[0:4, 0:5, 0:1], -1)[:, :, 0, :].astype(float), 0.5),
    ):
        assert mesh.is_closed() and mesh.volume() > 0 and mesh.pieces() == 1


def test_joined_meshes_keep_their_shades_only_if_all_have_one():
    cube = box((0, 0, 0), (1, 1, 1))
    grey = Mesh(cube.points, cube.faces, np.full(8, 9))
    assert joined([grey, grey]).shade is not None
    assert joined([grey, cube]).shade is None
    assert joined([]).pieces() == 0


def test_a_mesh_that_is_none_is_refused():
    with pytest.raises(GeometryError, match="not among"):
        Mesh(np.zeros((2, 3)), np.array([[0, 1, 2]]))
    with pytest.raises(GeometryError, match="shades"):
        Mesh(np.zeros((3, 3)), np.array([[0, 1, 2]]), np.zeros(2))
