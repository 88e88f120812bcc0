"""Neutral posture has the angles of the table; a bent spine keeps to its ranges; a fused joint does not move."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.errors import GeometryError, UnknownJoint
from spine_edu.geometry.body.landmarks import landmarks
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import BONES, MOVING, bent, body_wedge, joint_pose, motions, neutral
from spine_edu.geometry.mesh.pose import Pose
from tests.conftest import examples

SHARE = st.floats(-1, 1)
FUSED = st.sets(st.sampled_from(MOVING), max_size=12)


def forward_tilt(pose: Pose) -> float:
    """Return by how many degrees a bone leans to the front, seen from the side."""
    _, back, up = pose.direct((0, 0, 1))
    return math.degrees(math.atan2(-back, up))


def endplate_angle(upper: str, lower: str) -> float:
    """Return the angle between the upper endplates of two vertebrae, lordosis negative."""
    poses = neutral()
    tilt = [forward_tilt(poses[name]) + (0 if name == "S1" else body_wedge(name) / 2) for name in (upper, lower)]
    return tilt[0] - tilt[1]


@pytest.mark.parametrize(
    ("upper", "lower", "angle"),
    [
        pytest.param("L1", "S1", -57.1, id="lumbar lordosis"),
        pytest.param("T1", "L1", 41, id="thoracic kyphosis"),
        pytest.param("C3", "T1", -16.9, id="cervical lordosis from C3"),
    ],
)
def test_the_curves_are_those_of_the_table(upper, lower, angle):
    assert endplate_angle(upper, lower) == pytest.approx(angle, abs=1)


def test_every_segment_has_the_angle_of_the_table():
    for joint in MOVING:
        if joint.has_disc and joint.upper != "C2":
            assert endplate_angle(joint.upper, joint.lower) == pytest.approx(size(joint.name, "neutral_angle"), abs=1e-6)


def test_the_sacral_slope_is_that_of_the_table_and_pelvic_incidence_an_ordinary_one():
    assert forward_tilt(neutral()["S1"]) == pytest.approx(size("S1", "sacral_slope"))


def test_the_head_stands_over_the_sacrum():
    assert abs(neutral()["C2"].origin[1]) < 40
    assert 480 < neutral()["C1"].origin[2] < 620
    assert abs(forward_tilt(neutral()["C2"])) < 10


def test_all_bones_have_a_pose_and_none_is_out_of_the_middle():
    assert list(neutral()) == list(BONES)
    assert all(abs(pose.origin[0]) < 1e-9 for pose in neutral().values())


def between(poses, joint) -> Pose:
    return poses[joint.lower].back().after(poses[joint.upper])


@examples(40)
@given(SHARE, SHARE, SHARE, FUSED)
def test_a_fused_joint_keeps_its_relative_pose_exactly(flexion, bending, rotation, fused):
    moved, still = bent(flexion, bending, rotation, fused), neutral()
    for joint in fused:
        before, after = between(still, joint), between(moved, joint)
        assert np.allclose(before.turn, after.turn, atol=1e-9)
        assert np.allclose(before.origin, after.origin, atol=1e-6)


@examples(60)
@given(SHARE, SHARE, SHARE, FUSED)
def test_no_joint_leaves_its_range(flexion, bending, rotation, fused):
    for joint, move in motions(flexion, bending, rotation, fused).items():
        assert -size(joint.name, "extension") - 1e-9 <= move.forward <= size(joint.name, "flexion") + 1e-9
        assert abs(move.left) <= size(joint.name, "bending_to_one_side") + 1e-9
        assert abs(move.leftwards) <= size(joint.name, "rotation_to_one_side") + 1e-9


@examples(60)
@given(st.floats(0.05, 0.45), st.sets(st.sampled_from(MOVING), max_size=3))
def test_below_half_range_the_neighbours_of_a_few_fused_joints_make_up_for_them(flexion, fused):
    free, stiff = motions(flexion), motions(flexion, fused=fused)
    total = sum(move.forward for move in free.values())
    assert sum(move.forward for move in stiff.values()) == pytest.approx(total)
    assert all(stiff[joint].forward >= free[joint].forward - 1e-9 for joint in MOVING if joint not in fused)


def test_the_nearest_neighbours_take_over_first():
    free, stiff = motions(0.5), motions(0.5, fused=["L4-L5"])
    changed = [joint.name for joint in MOVING if abs(stiff[joint].forward - free[joint].forward) > 1e-9]
    assert changed == ["L3-L4", "L4-L5", "L5-S1"]


def test_at_full_range_a_fusion_costs_motion():
    whole, stiff = (sum(m.forward for m in motions(1, fused=fused).values()) for fused in ([], ["L3-L4", "L4-L5"]))
    assert whole - stiff == pytest.approx(size("L3-L4", "flexion") + size("L4-L5", "flexion"))


def test_flexion_brings_the_head_forward_bending_to_the_left_and_rotation_turns_it():
    still, ahead, aside, turned = neutral()["O"], bent(flexion=0.6)["O"], bent(bending=0.6)["O"], bent(rotation=0.5)["O"]
    assert ahead.origin[1] < still.origin[1] - 100 and forward_tilt(ahead) > forward_tilt(still) + 60
    assert bent(flexion=-0.6)["O"].origin[1] > still.origin[1]
    assert aside.origin[0] > 80
    assert turned.direct((0, -1, 0))[0] > 0.5, "the face looks to the left"


def test_the_pelvis_stays_where_it_is():
    assert np.array_equal(bent(1, 0.3, -0.2)["S1"].origin, neutral()["S1"].origin)


def test_half_of_the_turning_of_the_neck_is_lost_with_c1_c2():
    neck = [joint for joint in MOVING if joint.name in ("O-C1", "C1-C2") or joint.upper[0] == "C"]
    free = sum(motions(rotation=1)[joint].leftwards for joint in neck)
    stiff = sum(motions(rotation=1, fused=["C1-C2"])[joint].leftwards for joint in neck)
    assert 0.4 < 1 - stiff / free < 0.6


def test_a_joint_lies_between_its_two_bones():
    for joint in MOVING[2:]:
        centre = joint_pose(joint)
        above, below = (neutral()[name].apply(landmarks(name).canal.centre * 0) for name in (joint.upper, joint.lower))
        assert below[2] < centre.origin[2] < above[2]
        again = joint_pose(joint, neutral())
        assert np.allclose(again.turn, centre.turn, atol=1e-6) and np.allclose(again.origin, centre.origin, atol=1e-6)


@examples(30)
@given(SHARE, SHARE, SHARE)
def test_a_pose_and_its_way_back_cancel(flexion, bending, rotation):
    pose = bent(flexion, bending, rotation)["C4"]
    points = np.array([[1.0, 2.0, 3.0], [-4.0, 0.0, 9.0]])
    assert np.allclose(pose.back().apply(pose.apply(points)), points)
    assert np.allclose(pose.turn @ pose.turn.T, np.eye(3)) and np.linalg.det(pose.turn) == pytest.approx(1)


def test_what_cannot_be_is_refused():
    with pytest.raises(GeometryError, match=r"flexion=0\.5"):
        motions(flexion=40)
    with pytest.raises(GeometryError, match="does not bend"):
        bent(fused=["SI-left"])
    with pytest.raises(UnknownJoint):
        bent(fused=["L3-L5"])
