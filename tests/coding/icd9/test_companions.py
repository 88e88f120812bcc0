"""ICD-9-CM beside the fusions.

What is contested and said, what has no code and is said too, and one answer on both sides of its last day.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from spine_edu.coding.engine import codes_for
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.summary import summary
from spine_edu.operation import Operation, read_operation
from tests.coding.build import CAGE, DONOR, OWN, Fields, contents, done, fused, operation

DAY = "2014-06-02"
FREED = {"of": "nerve root", "own_objective": True}
DISC = done("discectomy", joint="L4-L5", extent="partial")


def beside(*fusions: Fields, procedures: list[Fields]) -> dict[str, Any]:
    told: dict[str, Any] = codes_for(operation(DAY, *fusions, procedures=procedures)).as_dict()["icd9cm"]
    return told


@pytest.mark.parametrize(
    ("freed", "firm"),
    [
        pytest.param({"joint": "L4-L5"}, False, id="a root at the joint of the disc"),
        pytest.param({"joint": "L3-L4"}, True, id="a root at another joint"),
        pytest.param({"region": "lumbar"}, False, id="a root in the region of the disc"),
        pytest.param({"region": "thoracic"}, True, id="a root in another region"),
        pytest.param({"joint": "L4-L5", "of": "dural sac"}, True, id="the sac, and no root"),
    ],
)
def test_03_09_is_contested_where_a_root_is_freed_at_the_disc_that_came_out(freed: Fields, firm: bool) -> None:
    found = beside(procedures=[DISC, done("decompression", **{**FREED, **freed})])
    assert found["companion"] == (["03.09", "80.51"] if firm else ["80.51"])
    assert found["optional"] == ([] if firm else ["03.09"])


def test_03_09_stands_where_a_root_was_freed_at_another_joint_as_well() -> None:
    found = beside(procedures=[DISC, *(done("decompression", **FREED, joint=joint) for joint in ("L4-L5", "L5-S1"))])
    assert (found["companion"], found["optional"]) == (["03.09", "80.51"], [])


@pytest.mark.parametrize(
    ("materials", "procedures", "companion", "optional"),
    [
        pytest.param(OWN, [], [], ["77.79"], id="bone of the same wound alone"),
        pytest.param(DONOR, [done("harvest", from_="local bone")], [], ["77.79"], id="an entry says so"),
        pytest.param(OWN, [done("harvest", from_="iliac crest", side="left")], ["77.79"], [], id="the crest as well"),
        pytest.param(DONOR, [], [], [], id="donor bone"),
    ],
)  # fmt: skip
def test_bone_of_the_same_wound_is_contested(
    materials: list[str], procedures: list[Fields], companion: list[str], optional: list[str]
) -> None:
    found = beside(fused("L4-L5", materials=materials), procedures=procedures)
    assert (found["companion"], found["optional"]) == (companion, optional)


def test_an_artificial_disc_takes_in_the_discectomy() -> None:
    assert beside(procedures=[DISC, done("disc replacement", joint="L4-L5")])["companion"] == ["84.65"]


@pytest.mark.parametrize(
    ("act", "codes"),
    [
        pytest.param(done("removal", of="disc prosthesis", joint="L4-L5"), ["80.09"], id="a disc prosthesis out"),
        pytest.param(done("osteotomy", of="Smith-Petersen", vertebrae=["L3"]), ["77.29"], id="osteotomy"),
        pytest.param(done("vertebral augmentation", of="vertebroplasty", vertebrae=["L1"]), ["81.65"], id="vertebroplasty"),
        pytest.param(done("vertebral augmentation", of="kyphoplasty", vertebrae=["L1"]), ["81.66"], id="kyphoplasty"),
        pytest.param(
            done("debridement", of="muscle", extent="excisional", region="lumbar", side="left"), ["83.45"], id="muscle cut away"
        ),
        pytest.param(
            done("debridement", of="bone", extent="non-excisional", region="lumbar"), ["86.28"], id="washed, however deep"
        ),
    ],
)
def test_other_acts_have_the_codes_of_the_official_map(act: Fields, codes: list[str]) -> None:
    assert beside(procedures=[act])["companion"] == codes


def test_fixation_where_nothing_is_fused_has_a_code_and_where_something_is_none() -> None:
    screws, iliac = (
        done("instrumentation", of="screws and rods", vertebrae=["L4", "L5"]),
        done("instrumentation", of="iliac screws", side="both"),
    )
    assert beside(procedures=[screws, iliac])["companion"] == ["78.59"]
    assert beside(fused("L4-L5"), procedures=[screws, iliac])["companion"] == []
    assert beside(fused("C5-C6"), procedures=[screws])["companion"] == ["78.59"]


@pytest.mark.parametrize(
    ("act", "code", "first"),
    [
        pytest.param(done("monitoring"), "00.94", "2007-10-01", id="nerves watched"),
        pytest.param(done("navigation", region="lumbar", of="CT"), "00.31", "2004-10-01", id="navigated"),
        pytest.param(done("robotic assistance", region="lumbar"), "17.41", "2008-10-01", id="robot"),
    ],
)
def test_what_policy_asks_for_has_a_code_since_its_day_and_a_word_before(act: Fields, code: str, first: str) -> None:
    assert beside(procedures=[act])["optional"] == [code]
    older = codes_for(operation("2004-09-30", procedures=[act]))
    assert not older.icd9_companion
    assert [(left.what, first in left.because) for left in older.rejections] == [(code, True)]


def test_a_cage_and_a_growth_factor_had_no_code_before_october_2002() -> None:
    answer = codes_for(operation("2002-09-30", fused("L4-L5", "plif", [*CAGE, "rhBMP"], status="refusion")))
    assert answer.codes == ("81.38",)
    assert [left.what for left in answer.rejections if "2002-10-01" in left.because] == ["84.51", "84.52"]


@pytest.mark.parametrize(
    "act",
    [
        done("harvest", from_="iliac bone marrow", side="left"),
        done("removal", of="interspinous process device", joint="L4-L5"),
        done("hematoma evacuation", of="spinal canal", region="lumbar"),
        done("revision", of="rods", vertebrae=["L4"]),
        done("exploration", joint="L4-L5"),
        done("navigation", region="lumbar"),
    ],
    ids=lambda act: f"{act['kind']} {act.get('of', act.get('from', ''))}",
)
def test_what_has_no_code_is_not_passed_over_in_silence(act: Fields) -> None:
    answer = codes_for(operation(DAY, procedures=[act]))
    assert not answer.codes
    assert [rejection.rule for rejection in answer.rejections] == ["icd9-not-in-table"]


@pytest.mark.parametrize(
    ("fusion", "code"),
    [
        pytest.param(fused("T8-T9", "alif", CAGE, direction="extracavitary"), "81.04", id="thorax: named in Volume 3"),
        pytest.param(fused("L1-L2", "alif", CAGE, direction="extracavitary"), "81.08", id="lumbar: contested"),
    ],
)
def test_the_extracavitary_way_has_its_code(fusion: Fields, code: str) -> None:
    (found,) = codes_for(operation(DAY, fusion)).icd9_fusion
    assert found.code == code
    assert bool(found.contested) == (code == "81.08")


@given(contents())
def test_the_answer_is_the_same_before_and_after_the_last_day(content: Fields) -> None:
    """What would have been coded on 2015-09-30 is said alike of an operation of that day and of the day after."""
    before, after = (read_operation({**content, "discharged": day}) for day in ("2015-09-30", "2015-10-01"))
    assert _icd9(before) == _icd9(after)


def _icd9(operation: Operation) -> tuple[Any, ...]:
    answer: Answer = codes_for(operation)
    return answer.icd9_fusion, answer.icd9_count, answer.icd9_companion


@pytest.mark.parametrize(
    ("act", "code"),
    [
        pytest.param(done("corpectomy", vertebrae="L1", own_objective=True), None, id="a body removed for its own disease"),
        pytest.param(done("debridement", of="bone", extent="excisional", region="lumbar"), None, id="bone cut away"),
        pytest.param(done("hematoma evacuation", of="spinal canal"), None, id="a hematoma of the canal"),
        pytest.param(done("revision", of="screws", vertebrae="L4"), None, id="screws corrected"),
        pytest.param(done("exploration", joint="L4-L5"), None, id="a joint looked at"),
        pytest.param(done("osteotomy", of="Smith-Petersen"), "77.29", id="an osteotomy of vertebrae not named"),
        pytest.param(done("vertebral augmentation", of="kyphoplasty"), "81.66", id="cement in a vertebra not named"),
    ],
)
def test_what_was_done_in_2014_has_a_code_or_a_sentence_among_the_codes(act: Fields, code: str | None) -> None:
    found = codes_for(operation("2014-02-02", procedures=[act]))
    assert list(found.codes) == ([code] if code else [])
    assert ("  none  " in summary(found)) == (code is None)
    for line in summary(found).splitlines():
        names = line.strip().split(": ")
        assert len(names) == len(set(names)), "nothing is named twice"


def test_how_a_wound_was_cleaned_in_2014_is_asked() -> None:
    found = codes_for(operation("2014-02-02", procedures=[done("debridement", of="muscle", region="lumbar", side="left")]))
    assert [query.missing for query in found.queries] == ["extent"]
