"""What coders ask about: operations invented for these tests, and the codes that the tables and notes support."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from spine_edu.coding.engine import codes_for
from spine_edu.operation import read_operation

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "coders_questions.yml").read_text(encoding="utf-8"))
KINDS = ("fusion", "companion", "optional")


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["name"] for question in QUESTIONS])
def test_a_coders_question_is_answered_by_tables_and_notes(question: dict[str, Any]) -> None:
    told = codes_for(read_operation(question["operation"])).as_dict()
    expected = question.get("icd10pcs", {})
    assert told["icd10pcs"]["applies"] == ("icd10pcs" in question)
    assert {kind: told["icd10pcs"][kind] for kind in KINDS} == {kind: expected.get(kind, []) for kind in KINDS}
    old = question["icd9cm"]
    assert (told["icd9cm"]["fusion"], told["icd9cm"]["count"]) == (old.get("fusion", []), old.get("count"))
    assert (told["icd9cm"]["companion"], told["icd9cm"]["optional"]) == (old.get("companion", []), old.get("contested", []))
    assert [[query["about"], query["missing"]] for query in told["queries"]] == question.get("asked", [])
    if "ms_drg" in question:
        assert told["ms_drg"]["drg"] == question["ms_drg"]


def test_a_synthetic_part_that_changed_nothing_is_told() -> None:
    (question,) = [question for question in QUESTIONS if question["name"] == "local-bone-marrow-and-glass"]
    answer = codes_for(read_operation(question["operation"]))
    assert [rejection.because for rejection in answer.rejections if rejection.what == "device J"] == [
        "L4-L5: a synthetic substitute was mixed in as an extender; graft with any of the patient's own bone is Autologous"
    ]


def test_the_other_reading_of_bone_matrix_alone_is_shown_as_a_code() -> None:
    (question,) = [question for question in QUESTIONS if question["name"] == "bone-matrix-alone"]
    assert "The other reading: 0SG00J1." in codes_for(read_operation(question["operation"])).explain().text()
