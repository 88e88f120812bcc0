"""Where a note says two things of one joint, disc or device: the surgeon is asked, and nothing is coded of it (decision 0006)."""

from __future__ import annotations

import pytest

from spine_edu.coding.engine import codes_for
from spine_edu.coding.full_answer import Answer
from tests.coding.build import CAGE, Fields, done, fused, operation

FY26, OLD = "2026-01-14", "2010-01-14"
AGAIN = {"status": "refusion"}


def asked(found: Answer) -> list[tuple[str, str]]:
    return [(query.about, query.missing) for query in found.queries]


TWO_WAYS = [
    pytest.param([fused("L4-L5", **AGAIN), fused("L4-L5", approach="percutaneous", **AGAIN)], "approach",
                 id="open and percutaneous"),
    pytest.param([fused("SI-left", "pelvic"), fused("SI-left", "pelvic", approach="percutaneous")], "approach",
                 id="a joint of the pelvis"),
    pytest.param([fused("L4-L5", "alif", CAGE), fused("L4-L5", "plif", CAGE)], "direction", id="from the front and from behind"),
    pytest.param([fused("L4-L5", "llif", CAGE), fused("L4-L5", "plif", CAGE)], "direction", id="from the side and from behind"),
]  # fmt: skip
CUT = done("discectomy", joint="L4-L5", extent="partial")


@pytest.mark.parametrize(("fusions", "missing"), TWO_WAYS)
def test_one_joint_told_two_ways_is_asked_about_and_is_not_two_levels(fusions: list[Fields], missing: str) -> None:
    found = codes_for(operation(FY26, *fusions, procedures=[CUT], principal="M96.0"))
    assert asked(found) == [(fusions[0]["joint"], missing)]
    assert not found.pcs_fusion
    assert found.grouping is not None
    assert found.grouping.drg == ("451" if missing == "approach" else None)


def test_front_and_side_of_one_joint_are_no_contradiction_and_neither_are_its_two_columns() -> None:
    fusions = [fused("L4-L5", "llif", CAGE), fused("L4-L5", "alif", CAGE), fused("L4-L5", approach="percutaneous")]
    found = codes_for(operation(FY26, *fusions, procedures=[CUT]))
    assert found.codes == ("0SG00A0", "0SG0371", "0SB20ZZ")
    assert not found.queries


def test_a_cage_from_the_side_and_graft_from_the_front_are_one_fusion_with_a_cage() -> None:
    found = codes_for(operation(FY26, fused("L4-L5", "llif", CAGE), fused("L4-L5", "alif")))
    assert found.codes == ("0SG00A0",)


def test_icd9_knows_no_approach_and_does_not_ask_which_of_two_it_was() -> None:
    found = codes_for(operation(OLD, fused("L4-L5", **AGAIN), fused("L4-L5", approach="percutaneous", **AGAIN)))
    assert found.codes == ("81.37", "81.62")
    assert not found.queries


def test_icd9_counts_the_vertebrae_of_a_joint_of_which_only_the_direction_is_open() -> None:
    fusions = [fused("L3-L4"), fused("L4-L5", "alif", CAGE), fused("L4-L5", "plif", CAGE)]
    found = codes_for(operation(OLD, *fusions, procedures=[CUT]))
    assert found.codes == ("81.07", "81.62", "80.51", "84.51")
    assert "3 vertebrae" in found.icd9_count.reasons[0].because  # type: ignore[union-attr]
    assert asked(found) == [("L4-L5", "direction")]


@pytest.mark.parametrize("day", [FY26, OLD])
def test_a_joint_is_not_both_fused_and_given_an_artificial_disc(day: str) -> None:
    acts = [done("disc replacement", joint="L4-L5"), done("instrumentation", of="screws", vertebrae=["L4", "L5"])]
    found = codes_for(operation(day, fused("L4-L5", "alif", CAGE), procedures=acts, principal="M96.0"))
    assert not list(found.assignments)
    assert asked(found) == [("L4-L5", "objective")]


def test_an_artificial_disc_beside_the_fusion_of_another_joint_is_coded() -> None:
    found = codes_for(operation(FY26, fused("L5-S1", "alif", CAGE), procedures=[done("disc replacement", joint="L4-L5")]))
    assert found.codes == ("0SG30A0", "0SR20JZ")


@pytest.mark.parametrize("day", [FY26, OLD])
def test_a_device_that_lets_a_joint_move_is_asked_about_where_the_joint_was_fused(day: str) -> None:
    spacer = done("stabilization", of="interspinous process device", joint="L4-L5")
    found = codes_for(operation(day, fused("L4-L5", materials=["allograft"]), procedures=[spacer]))
    assert found.codes == (("81.07", "81.62") if day == OLD else ("0SG00K1",))
    assert asked(found) == [("interspinous process device L4-L5", "device")]
    beside = codes_for(operation(day, fused("L5-S1", materials=["allograft"]), procedures=[spacer]))
    assert not beside.queries


def test_a_disc_does_not_come_out_both_in_part_and_as_a_whole() -> None:
    cuts = [done("discectomy", joint="L4-L5", extent=extent) for extent in ("partial", "total")]
    other = done("discectomy", joint="L5-S1", extent="partial")
    found = codes_for(operation(FY26, fused("L4-L5", "alif", CAGE), procedures=[*cuts, other]))
    assert [code.code for code in found.pcs_companion] == ["0SB40ZZ"]
    assert asked(found) == [("discectomy L4-L5", "extent")]
    assert found.as_dict()["icd9cm"]["companion"] == ["80.51", "84.51"], "ICD-9-CM has one code for both"


@pytest.mark.parametrize("day", [FY26, OLD])
def test_a_device_that_left_was_not_also_corrected_in_place(day: str) -> None:
    acts = [done(kind, of="rods", vertebrae=["L4"]) for kind in ("removal", "revision")]
    found = codes_for(operation(day, procedures=acts))
    assert found.codes == ()
    assert asked(found) == [("rods at L4", "objective")]


def test_a_rod_taken_out_and_another_corrected_elsewhere_are_both_coded() -> None:
    acts = [done("removal", of="rods", vertebrae=["L4"]), done("revision", of="rods", vertebrae=["T4"])]
    found = codes_for(operation(FY26, procedures=acts))
    assert found.codes == ("0PW404Z", "0QP004Z")
    assert not found.queries


NEW_KINDS = ["custom-made interbody device", "nanotextured interbody device", "radiolucent porous interbody device"]
SI_KINDS = ["internal fixation device with tulip connector", "internal fixation device with bone-density-specific thread"]


@pytest.mark.parametrize(
    ("day", "fusion"),
    [
        pytest.param("2022-05-01", fused("L4-L5", "alif", ["allograft", *NEW_KINDS[:2]]), id="custom-made and nanotextured"),
        pytest.param("2018-05-01", fused("L4-L5", "alif", ["allograft", *NEW_KINDS[1:]]), id="nanotextured and porous"),
        pytest.param(FY26, fused("SI-left", "pelvic", SI_KINDS), id="two implants across a sacroiliac joint"),
    ],
)
def test_two_devices_with_a_code_of_their_own_in_one_joint_are_asked_about(day: str, fusion: Fields) -> None:
    found = codes_for(operation(day, fusion, procedures=[CUT]))
    assert not found.pcs_fusion
    assert asked(found) == [(fusion["joint"], "device")]
    assert found.icd9_fusion, "ICD-9-CM does not ask which device it was"


def test_a_device_whose_own_code_has_ended_gives_way_to_one_that_has_a_code() -> None:
    found = codes_for(operation(FY26, fused("L4-L5", "alif", ["allograft", *NEW_KINDS[:2]])))
    assert found.codes == ("XRGB0R7",)
    assert any(NEW_KINDS[1] in rejection.because for rejection in found.rejections)
