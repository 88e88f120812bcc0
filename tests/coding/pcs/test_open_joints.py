"""What an open question may still change says so: the code of a joint beside it, the status, the count."""

from __future__ import annotations

import pytest

from spine_edu.coding.engine import codes_for
from spine_edu.coding.full_answer import Answer
from tests.coding.build import CAGE, DONOR, IMPLANT, OWN, Fields, fused, operation

FY26 = "2026-01-14"
UNKNOWN = ["bone graft of unknown origin"]


def waiting(found: Answer) -> dict[str, str]:
    """The codes that say they may still change, with the words that say so."""
    return {
        code.code: reason.because for code in found.pcs_fusion for reason in code.reasons if "still asked about" in reason.because
    }


@pytest.mark.parametrize("missing", ["column", "direction", "materials"])
@pytest.mark.parametrize("day", [FY26, "2010-01-14"])
def test_whether_the_joint_was_fused_before_is_asked_whatever_else_is_open(missing: str, day: str) -> None:
    found = codes_for(operation(day, fused("L4-L5", status=None) | {missing: None}))
    assert {query.missing for query in found.queries} == {"graft" if missing == "materials" else missing, "status"}


def test_a_joint_of_which_only_the_name_is_known_is_asked_about_in_full() -> None:
    missing = [query.missing for query in codes_for(operation(FY26, {"joint": "L4-L5"})).queries]
    assert missing == ["approach", "column", "direction", "graft", "status"]


@pytest.mark.parametrize(
    ("fusions", "code", "then"),
    [
        pytest.param([fused("L4-L5"), fused("L3-L4", materials=UNKNOWN)], "0SG0071", "1, Lumbar", id="whose bone"),
        pytest.param([fused("L4-L5", materials=DONOR), fused("L3-L4", materials=UNKNOWN)], "0SG00K1", "1, Lumbar",
                     id="donor bone"),
        pytest.param([fused("L4-L5"), {"joint": "L3-L4"}], "0SG0071", "1, Lumbar", id="everything"),
        pytest.param([fused("L4-L5"), fused("L2-L3", approach=None)], "0SG0071", "1, Lumbar",
                     id="approach of a joint further up"),
        pytest.param([fused("L4-L5"), fused("L3-L4", materials=IMPLANT)], "0SG0071", "1, Lumbar", id="whether there was graft"),
        pytest.param([fused("L4-L5", "plif", CAGE), fused("L3-L4", "posterior", CAGE)], "0SG00AJ", "1, Lumbar",
                     id="which column"),
        pytest.param(
            [*[fused(f"T{n}-T{n + 1}") for n in range(2, 9)], fused("T9-T10", materials=UNKNOWN)], "0RG7071", "8, Thoracic",
            id="the eighth thoracic joint"
        ),
    ],
)  # fmt: skip
def test_a_code_that_an_open_query_can_change_says_so(fusions: list[Fields], code: str, then: str) -> None:
    found = codes_for(operation(FY26, *fusions))
    assert [assignment.code for assignment in found.pcs_fusion] == [code]
    assert f"may become {then}" in waiting(found)[code]


@pytest.mark.parametrize(
    "fusions",
    [
        pytest.param([fused("L4-L5"), fused("L3-L4", approach="percutaneous", materials=UNKNOWN)], id="another approach"),
        pytest.param([fused("L4-L5"), fused("L3-L4", "plif", UNKNOWN)], id="another column"),
        pytest.param([fused("L4-L5", "alif", CAGE), fused("L3-L4", "alif", UNKNOWN)], id="graft is no cage, whoever gave it"),
        pytest.param([fused("L4-L5"), fused("L5-S1", materials=UNKNOWN)], id="a junction has a value of its own"),
        pytest.param([fused("L3-L4"), fused("L4-L5"), fused("L2-L3", materials=UNKNOWN)], id="two or more stay two or more"),
        pytest.param([fused("L4-L5"), fused("L4-L5", "plif", UNKNOWN)], id="the other column of the same joint"),
        pytest.param([fused("L4-L5"), fused("T4-T5", materials=UNKNOWN), fused("L3-L4", materials=OWN)], id="another region"),
    ],
)  # fmt: skip
def test_a_code_that_no_answer_can_change_says_nothing(fusions: list[Fields]) -> None:
    found = codes_for(operation(FY26, *fusions))
    assert found.queries
    assert found.pcs_fusion
    assert not waiting(found)
