"""The class while questions are open: named where every answer leads to it, told for each answer where they differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from spine_edu.coding.engine import codes_for
from spine_edu.coding.full_answer import Answer
from spine_edu.operation import read_operation
from tests.coding.build import Fields, contents, done, fused, operation

FY26 = "2026-01-14"
SCREWS = done("instrumentation", of="screws and rods", vertebrae=["L4", "L5"])


def grouping(*fusions: Fields, **more: Any) -> Any:
    return codes_for(operation(FY26, *fusions, **more)).grouping


@pytest.mark.parametrize(
    ("fusions", "procedures", "drg"),
    [
        pytest.param([], [done("discectomy", joint="L4-L5", extent="partial", approach=None)], "520",
                     id="how a disc was reached"),
        pytest.param([], [done("discectomy", joint="L4-L5")], "520", id="how much of a disc"),
        pytest.param([], [done("removal", of="screws", approach=None)], "497", id="from which vertebrae, and how"),
        pytest.param([fused("L4-L5", approach=None)], [], "451", id="how a joint was reached"),
        pytest.param([fused("L4-L5", column=None)], [], "451", id="which column, one joint"),
        pytest.param([fused("L4-L5", materials=["bone graft of unknown origin"])], [], "451", id="whose bone it was"),
        pytest.param([fused("L4-L5"), fused("L5-S1", column=None)], [], None, id="which column of the second joint"),
        pytest.param([{"joint": "lumbar"}], [], None, id="which level: not tried"),
    ],
)  # fmt: skip
def test_a_class_that_no_answer_changes_is_named(fusions: list[Fields], procedures: list[Fields], drg: str | None) -> None:
    found = codes_for(operation(FY26, *fusions, procedures=procedures, principal="M51.16"))
    assert found.queries
    assert found.grouping is not None
    assert found.grouping.drg == drg


def test_where_answers_differ_each_is_told_with_its_class() -> None:
    found = grouping({**fused("L4-L5"), "materials": None}, procedures=[SCREWS], principal="M43.16")
    assert found.drg is None
    classes = dict(found.possible)
    assert classes["not fused"] == "517"
    assert {drg for said, drg in classes.items() if said != "not fused"} == {"451"}
    assert "517 if not fused" in found.because[-1]


def test_the_class_of_a_tried_answer_is_that_of_the_operation_that_says_it() -> None:
    for column, direction in (("anterior", "anterior"), ("anterior", "posterior"), ("posterior", "posterior")):
        told = grouping(fused("L4-L5"), fused("L5-S1", column=column, direction=direction), principal="M43.16").drg
        assert (
            told
            in dict(grouping(fused("L4-L5"), fused("L5-S1", column=None, direction=None), principal="M43.16").possible).values()
        )


def _class(answer: Answer) -> str | None:
    return answer.grouping.drg if answer.grouping else None


@given(contents())
def test_a_class_named_while_an_approach_is_open_is_that_of_each_approach(content: Fields) -> None:
    open_at = [entry for entry in content["fusions"] if entry.get("approach") is None]
    answer = codes_for(read_operation(content))
    if not open_at or _class(answer) is None or not any(query.missing == "approach" for query in answer.queries):
        return
    for way in ("open", "percutaneous", "percutaneous endoscopic"):
        told = [{**entry, "approach": entry.get("approach") or way} for entry in content["fusions"]]
        assert _class(codes_for(read_operation({**content, "fusions": told}))) in (_class(answer), None)
