"""A part of a picture without names: what may be picked is what the picture shows, and nothing on it says what it is."""

from __future__ import annotations

import copy
import html
import re
from typing import Any

import pytest

from spine_edu.errors import DataError
from spine_edu.figures.asked import PLATES, asked_picture
from spine_edu.quiz import Question, all_questions, judge, read_question
from spine_edu.quiz.kinds.part import PartQuestion
from spine_edu.widgets.asking.question import QuizCard
from tests.quiz.samples import LINKED_ENTRIES, PART

ENTRY = next(entry for entry in LINKED_ENTRIES if entry["kind"] == "part")
ASKED = [question for question in (PART, *all_questions()) if isinstance(question, PartQuestion)]
each_asked = pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)


def said_by(svg: str) -> str:
    """All that a drawing says: its words, and names that are heard or seen under the pointer."""
    texts = re.findall(r">([^<]+)<", re.sub(r"<style>.*?</style>", "", svg)) + re.findall(r"aria-label='([^']*)'", svg)
    return html.unescape(" ".join(texts))


@each_asked
def test_every_part_that_can_be_picked_is_on_the_picture_once(question: PartQuestion) -> None:
    drawn = re.findall(r"data-part='([^']*)'", asked_picture(question.drawing()).svg)
    asked = [option.part for option in question.options]
    assert set(asked) <= set(drawn) and all(drawn.count(part) == 1 for part in asked)


@each_asked
def test_neither_picture_nor_list_names_the_part_that_is_asked_for(question: PartQuestion) -> None:
    (right,) = (option for option in question.options if option.correct)
    told = said_by(asked_picture(question.drawing()).svg) + " ".join(option.text for option in question.options)
    assert not re.search(rf"\b{re.escape(right.part)}\b", told, re.IGNORECASE)


@pytest.mark.parametrize("plate", [*PLATES, "L4 back", "C2 front", "T7 side", "C5 top"])
def test_no_part_of_a_picture_to_be_asked_about_has_a_name(plate: str) -> None:
    svg = asked_picture({"plate": plate}).svg
    assert svg.count("<title") == 1, "that of the whole picture"
    assert "aria-label=" not in svg


@pytest.mark.parametrize(
    ("picked", "correct", "says", "belief"),
    [
        pytest.param("The broad plate beside the midline", True, "the roof of the canal", "", id="the part"),
        pytest.param("The ridge in the midline", False, "That is the spinous process", "", id="a wrong part without a belief"),
        pytest.param(
            "The rim that shows far in front", False, "That is the body", "vertebra-is-a-block", id="a wrong part with one"
        ),
    ],
)
def test_a_wrong_part_is_told_what_it_is(picked: str, correct: bool, says: str, belief: str) -> None:
    verdict = judge(PART, picked)
    assert (verdict.correct, verdict.misconception) == (correct, belief)
    assert says in verdict.why


def test_the_picture_and_the_list_offer_the_same_parts_in_the_same_order() -> None:
    face = QuizCard(PART).face
    assert face["picks"] == ["spinous process", "lamina", "body"]
    assert len(face["options"]) == len(face["picks"])
    assert "drawing" not in face and face["picture"].startswith("<svg")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(
            lambda entry: entry["options"][0].update(part="lamina"), "Two options are the same part", id="one part twice"
        ),
        pytest.param(lambda entry: entry["options"][1].pop("correct"), "exactly one option", id="no right part"),
        pytest.param(lambda entry: entry["options"][0].pop("part"), "It must hold text", id="an option without a part"),
        pytest.param(lambda entry: entry.pop("plate"), "plate", id="no picture"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(change: Any, says: str) -> None:
    entry = copy.deepcopy(ENTRY)
    change(entry)
    with pytest.raises(DataError, match=says):
        read_question(entry, "questions/x.yml")


def test_at_least_a_dozen_parts_are_asked_for_from_neck_to_sacrum() -> None:
    asked: list[Question] = [question for question in ASKED if question is not PART]
    assert len(asked) >= 12
    assert {"film", "motion segment", "lumbar slice", "neck slice"} < {question.plate for question in asked}  # type: ignore[attr-defined]
