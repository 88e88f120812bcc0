"""Vertebrae and joints: names as people write them, and the lesson in every refusal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.anatomy import (
    JOINTS,
    VERTEBRAE,
    joint_named,
    joints_in,
    position,
    region_of,
    regions_in,
    vertebra_named,
    vertebrae_in,
)
from spine_edu.errors import SpineEduError, UnknownJoint, UnknownVertebra


def test_the_spine_has_25_countable_vertebrae_and_29_joints() -> None:
    assert (len(VERTEBRAE), len(JOINTS), len({joint.name for joint in JOINTS})) == (25, 29, 29)
    assert [joint.place for joint in JOINTS] == list(range(29))
    assert sorted(set(JOINTS)) == list(JOINTS)


@pytest.mark.parametrize("joint", JOINTS, ids=str)
def test_every_joint_is_read_by_its_own_name(joint: Any) -> None:
    assert joint_named(joint.name) is joint
    assert joint_named(f"  {joint.name.lower()} ") is joint


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("L4-5", "L4-L5"), ("L4/5", "L4-L5"), ("L4/L5", "L4-L5"), ("L4–L5", "L4-L5"), ("L4—5", "L4-L5"), ("L4 − L5", "L4-L5"),
        ("l4-l5", "L4-L5"), ("L 4 - L 5", "L4-L5"), ("L4 to L5", "L4-L5"), ("L4 through L5", "L4-L5"), ("L04-L05", "L4-L5"),
        ("C7-T1", "C7-T1"), ("C7-1", "C7-T1"), ("c7/th1", "C7-T1"), ("T12-L1", "T12-L1"), ("T12/1", "T12-L1"),
        ("D12-L1", "T12-L1"), ("L5-S1", "L5-S1"), ("L5-1", "L5-S1"), ("L5 to S1", "L5-S1"),
        ("O-C1", "O-C1"), ("occiput-C1", "O-C1"), ("Occ-C1", "O-C1"), ("Oc-1", None), ("C0-C1", "O-C1"), ("skull-C1", "O-C1"),
        ("SI right", "SI-right"), ("right SI", "SI-right"), ("SI-left", "SI-left"), ("left sacroiliac joint", "SI-left"),
        ("SI joint (left)", "SI-left"), ("SIJ right", "SI-right"), ("SI rt", "SI-right"), ("sacroiliac, left", "SI-left"),
        ("sacro-coccygeal", "sacrococcygeal"), ("Sacrococcygeal joint", "sacrococcygeal"), ("coccygeal joint", "coccygeal"),
    ],
)  # fmt: skip
def test_a_joint_is_read_as_people_write_it(written: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(SpineEduError):
            joint_named(written)
    else:
        assert joint_named(written).name == meant


@pytest.mark.parametrize(
    ("construct", "joints", "vertebrae"),
    [
        pytest.param("L4-L5", 1, 2, id="one joint joins two vertebrae"),
        pytest.param("L4 to S1", 2, 3, id="L4 to S1"),
        pytest.param("L3-S1", 3, 4, id="three joints join four vertebrae"),
        pytest.param("T4-T12", 8, 9, id="eight joints join nine vertebrae"),
        pytest.param("T2-L2", 12, 13, id="across two regions"),
        pytest.param("occiput-C2", 2, 2, id="the occiput is no vertebra"),
        pytest.param("Occ-T2", 9, 9, id="occiput to T2"),
        pytest.param("C5-6-7", 2, 3, id="a row of neighbors"),
        pytest.param("L4-L5-S1", 2, 3, id="a row across a junction"),
        pytest.param("L4/5/1", 2, 3, id="a row with a bare 1 after L5"),
        pytest.param("SI-left", 1, 0, id="a sacroiliac joint joins no countable vertebrae"),
        pytest.param("O-S1", 25, 25, id="the whole spine"),
    ],
)
def test_a_construct_has_one_joint_fewer_than_bones(construct: str, joints: int, vertebrae: int) -> None:
    assert len(joints_in(construct)) == joints
    assert len(vertebrae_in(joints_in(construct))) == vertebrae
    assert vertebrae_in(construct) == vertebrae_in(joints_in(construct))


@pytest.mark.parametrize(
    ("written", "lesson"),
    [
        ("L6", "transitional vertebra"), ("L5-L6", "transitional"), ("C8", "nerve root"), ("C8-T1", "nerve root"),
        ("T13", "rib-bearing"), ("S2", "part of the sacrum"), ("S1-S2", "part of the sacrum"), ("C0", "counting starts"),
        ("L0", "counting starts"), ("L9", "ends at L5"), ("L34", "L3-L4"), ("T89", "T8-T9"), ("X4", "no vertebra 'X4'"),
        ("", "no vertebra"), ("L", "no vertebra"), ("L⁴", "no vertebra"), ("banana", "no vertebra"), ("L4" * 50, "..."),
    ],
)  # fmt: skip
def test_a_name_that_is_no_vertebra_gets_a_lesson(written: str, lesson: str) -> None:
    with pytest.raises(UnknownVertebra, match=lesson):
        (joints_in if "-" in written else vertebra_named)(written)


@pytest.mark.parametrize(
    ("written", "lesson"),
    [
        ("S1-L5", "upside down.*L5-S1"), ("L5-L4", "write L4-L5"), ("L3-L5", r"2 joints \(L3-L4, L4-L5\)"),
        ("L4-L4", "names L4 twice"), ("L4", "is one vertebra.*'L4-L5'"), ("S1", "is one vertebra"), ("SI", "needs its side"),
        ("sacroiliac joints", "needs its side"), ("left and right SI", "needs its side"), ("", "cannot be read"),
        ("-", "cannot be read"), ("L3-L5-S1", "row of neighbours"),
    ],
)  # fmt: skip
def test_a_name_that_is_no_single_joint_gets_a_lesson(written: str, lesson: str) -> None:
    with pytest.raises(UnknownJoint, match=lesson):
        joint_named(written)


@pytest.mark.parametrize(
    "given_", [None, 4, 4.5, ["L4-L5"], {"L4": "L5"}, b"L4-L5", object()], ids=lambda value: type(value).__name__
)
@pytest.mark.parametrize("read", [joint_named, joints_in, vertebra_named])
def test_what_is_no_text_is_refused(read: Any, given_: Any) -> None:
    with pytest.raises(SpineEduError, match="as text"):
        read(given_)


@given(st.text(max_size=30) | st.from_regex(r"[OCTLSoctls]?[0-9٠-٩]{0,3}[ -–/]{1,3}[CTLS]?[0-9]{0,3}", fullmatch=True))
def test_any_text_is_a_joint_or_a_lesson(text: str) -> None:
    lesson, joints = "", JOINTS
    try:
        joints = joints_in(text)
    except SpineEduError as error:
        lesson = str(error)
    assert "\n" not in lesson
    assert len(lesson) < 300
    assert joints
    assert set(joints) <= set(JOINTS)


@given(st.lists(st.sampled_from(JOINTS)), st.sampled_from(JOINTS))
def test_one_joint_more_never_means_fewer_vertebrae(joints: list[Any], more: Any) -> None:
    assert set(vertebrae_in(joints)) <= set(vertebrae_in([*joints, more]))
    assert list(vertebrae_in(joints)) == sorted(vertebrae_in(joints), key=position)


def test_regions_and_junctions() -> None:
    assert [joint.name for joint in JOINTS if joint.is_junction] == ["O-C1", "C7-T1", "T12-L1", "L5-S1"]
    assert [joint_named(name).region for name in ("O-C1", "C7-T1", "T12-L1", "L5-S1", "SI-left")] == [
        "cervical",
        "cervical",
        "thoracic",
        "lumbar",
        "sacral",
    ]
    assert regions_in(joints_in("C7-T1")) == ("cervical", "thoracic")
    assert regions_in(joints_in("C6-S1")) == ("cervical", "thoracic", "lumbar", "sacral")
    assert [region_of(name) for name in ("C1", "d3", "L5", "S1")] == ["cervical", "thoracic", "lumbar", "sacral"]


def test_discs_begin_below_c2() -> None:
    assert [joint.name for joint in JOINTS if not joint.has_disc][:2] == ["O-C1", "C1-C2"]
    assert sum(joint.has_disc for joint in JOINTS) == 23
