"""What one entry leaves open, and that each system asks no more of it than it needs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from spine_edu.coding.engine import codes_for
from spine_edu.coding.icd9.tables import LAST_DAY
from spine_edu.coding.open_points import Point, left_open
from spine_edu.operation import read_operation
from tests.coding.build import CAGE, DONOR, IMPLANT, OWN, Fields, contents, fused, opened, operation

OLD, FY26 = "2012-05-01", "2026-01-14"
FACET_CAGES = ["paired titanium facet cages"]


def point(fusion: Fields) -> list[Point]:
    (entry,) = opened(FY26, fusion).merged
    return list(left_open(entry))


@pytest.mark.parametrize(
    ("fusion", "expected"),
    [
        pytest.param(fused("L4-L5", "plif", CAGE), [], id="nothing"),
        pytest.param({"joint": "L4-L5"}, [Point.APPROACH, Point.COLUMN, Point.DIRECTION, Point.MATERIALS],
                     id="only the joint is said"),
        pytest.param({"joint": "SI-left"}, [Point.APPROACH, Point.MATERIALS], id="a joint of the pelvis has no columns"),
        pytest.param(fused("L4-L5", direction="lateral"), [Point.ARCH_FROM_THE_FRONT], id="the arch from the side"),
        pytest.param(fused("L4-L5", "plif", FACET_CAGES), [Point.FACET_CAGES_IN_FRONT], id="facet cages in the disc space"),
        pytest.param(fused("L4-L5", materials=CAGE), [Point.INTERBODY_BEHIND], id="a cage among the facets"),
        pytest.param(fused("SI-left", "pelvic", CAGE), [Point.CAGE_IN_THE_PELVIS], id="a cage in a sacroiliac joint"),
        pytest.param(fused("L4-L5", materials=[]), [Point.NO_BRIDGE], id="nothing was laid in"),
        pytest.param(fused("L4-L5", materials=IMPLANT), [Point.NO_BRIDGE], id="screws and rods alone"),
        pytest.param(fused("SI-left", "pelvic", IMPLANT), [], id="implants alone across a sacroiliac joint"),
        pytest.param(fused("L4-L5", materials=[], approach=None), [Point.APPROACH, Point.NO_BRIDGE],
                     id="what else is open does not wait for the approach"),
    ],
)  # fmt: skip
def test_what_an_entry_does_not_say_or_cannot_mean_is_open(fusion: Fields, expected: list[Point]) -> None:
    assert point(fusion) == expected


@pytest.mark.parametrize(
    ("fusion", "codes"),
    [
        pytest.param(fused("L4-L5", "alif", ["interbody cage"]), ("81.06", "81.62", "84.51"),
                     id="a cage of which nobody says what it holds"),
        pytest.param(fused("L4-L5", materials=FACET_CAGES), ("81.07", "81.62"), id="facet cages"),
        pytest.param(fused("L4-L5", materials=["bone graft of unknown origin"]), ("81.07", "81.62"), id="bone, whoever gave it"),
        pytest.param(fused("L4-L5", approach=None), ("81.07", "81.62"), id="an approach not said"),
    ],
)  # fmt: skip
def test_a_question_that_only_icd10pcs_has_withholds_no_icd9_code(fusion: Fields, codes: tuple[str, ...]) -> None:
    old = codes_for(operation(OLD, fusion))
    assert old.codes == codes
    assert {query.missing for query in old.queries} <= {"disc"}
    new = codes_for(operation("2023-05-01", fusion))
    assert [query.missing for query in new.queries if query.rule != "discectomy"] in (["graft"], ["approach"])
    assert not new.pcs_fusion
    told = new.as_dict()["icd9cm"]
    assert [*told["fusion"], told["count"], *told["companion"]] == list(codes)


@pytest.mark.parametrize(
    "fusion",
    [
        pytest.param(fused("L4-L5", materials=[]), id="nothing laid in, while ICD-10-PCS had No Device"),
        pytest.param(fused("L4-L5", materials=[*CAGE]), id="a cage behind, while ICD-10-PCS had a row for it"),
    ],
)
def test_a_value_of_icd10pcs_answers_no_question_of_icd9(fusion: Fields) -> None:
    asked = [codes_for(operation(day, fusion)) for day in (LAST_DAY, "2015-10-01", FY26)]
    assert not any(answer.icd9_fusion for answer in asked)
    assert asked[1].pcs_fusion
    assert len({answer.queries for answer in asked}) == 1


@given(contents())
def test_the_day_of_discharge_after_its_end_changes_nothing_in_icd9(content: Fields) -> None:
    told: Any = {**content, "discharged": LAST_DAY}
    last, later = (codes_for(read_operation({**told, "discharged": day})) for day in (LAST_DAY, "2026-01-14"))
    same = [(answer.icd9_fusion, answer.icd9_count, answer.icd9_companion) for answer in (last, later)]
    assert same[0] == same[1]


def test_two_sides_of_one_disc_space_are_one_entry() -> None:
    points = opened(FY26, fused("L4-L5", materials=OWN), fused("L4-L5", materials=DONOR), fused("L5-S1"))
    assert len(points.given) == 3
    assert [(entry.joint.name, sorted(entry.materials or ())) for entry in points.merged] == [
        ("L4-L5", ["allograft", "local autograft"]),
        ("L5-S1", ["local autograft"]),
    ]
