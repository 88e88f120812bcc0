"""Codes come when they have been taught: the lessons before coding show a code and the characters in question, and no more."""

from __future__ import annotations

import json
import re

import pytest

from spine_edu.quiz import Question
from tests.course.test_course import LESSONS, asked_at_the_end, asked_on_the_way, prose

BEFORE_CODING = [name for name in LESSONS if name < "08"]
NOT_YET = re.compile(r"MS-DRG|ICD-9|Not coded|Ranked above|FY20\d\d, MS|Coded on its day")
before_coding = pytest.mark.parametrize("name", BEFORE_CODING)


@before_coding
def test_no_figure_and_no_sentence_names_what_later_lessons_teach(name: str) -> None:
    """Sources keep their titles, under a question and in the list at the end."""
    shown = [
        re.sub(r"Sources?: .*?</small>", "", json.dumps(cell["outputs"], ensure_ascii=False))
        for cell in LESSONS[name]["cells"]
        if cell["cell_type"] == "code" and not "".join(cell["source"]).startswith("sources(")
    ]
    found = {found[0] for text in (prose(name), *shown) for found in NOT_YET.finditer(text)}
    assert not found, f"{name} shows {found}"


@before_coding
def test_no_question_asks_to_build_a_code(name: str) -> None:
    asked: list[Question] = [*asked_on_the_way(name), *asked_at_the_end(name)]
    kinds = {question.id: {question.kind, *(part.kind for part in getattr(question, "parts", ()))} for question in asked}
    assert not [id for id, known in kinds.items() if "code" in known]
