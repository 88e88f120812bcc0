"""Answers on their way from the browser into the log: none is written twice, none is invented, an exam's stay out."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from spine_edu.learner import log, progress
from spine_edu.widgets.asking.given import read_given
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from tests.quiz.answers import JSON_ANSWERS
from tests.quiz.samples import CASE, NUMBER, SINGLE
from tests.widgets.telling import tell, told


def kept() -> list[tuple[str, Any, int]]:
    return [(answer.question, answer.answer, answer.number) for answer in log.answers()]


def test_an_answer_bears_the_time_at_which_it_was_given() -> None:
    given = told("3")
    tell(QuizCard(NUMBER), given)
    (answer,) = progress.history()
    assert answer.time == given["time"]
    assert not answer.correct, "what it is worth is judged here, not there"


def test_an_answer_that_is_told_again_is_kept_once() -> None:
    """By the same card, by another card of the question, by a deck: the kernel may have died before its receipt arrived."""
    first, second = told("3"), told("4", 2)
    card = QuizCard(NUMBER)
    tell(card, first)
    tell(card, first, second)
    tell(QuizCard(NUMBER), second)
    tell(Quiz([SINGLE, NUMBER]), {**first, "place": 1}, {**second, "place": 1})
    assert kept() == [(NUMBER.id, "3", 1), (NUMBER.id, "4", 2)]


def test_a_kernel_knows_what_another_kernel_kept() -> None:
    given = told("3")
    lines = [
        "from spine_edu.widgets.asking.question import QuizCard",
        "from tests.quiz.samples import NUMBER",
        f"QuizCard(NUMBER).given = [{given}]",
    ]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
    tell(QuizCard(NUMBER), given, told("4", 2))
    assert kept() == [(NUMBER.id, "3", 1), (NUMBER.id, "4", 2)]


def test_two_answers_alike_to_two_cards_of_a_question_are_two() -> None:
    tell(QuizCard(NUMBER), told("3"))
    tell(QuizCard(NUMBER), told("3"))
    assert len(kept()) == 2


def test_what_was_kept_while_the_disk_was_full_is_known_too(home: Any) -> None:
    home.write_text("a file in the place of the folder")
    given = told("3")
    tell(QuizCard(NUMBER), given)
    home.unlink()
    tell(QuizCard(NUMBER), given, told("4", 2))
    assert kept() == [(NUMBER.id, "3", 1), (NUMBER.id, "4", 2)]


def test_the_parts_of_a_case_are_kept_by_their_own_ids() -> None:
    part = CASE.parts[0]
    tell(Quiz([NUMBER, CASE]), told(part.solution(), place=1, part=part.id), told("no part", place=1, part="of this case"))
    assert kept() == [(part.id, part.solution(), 1)]


def test_an_exam_takes_an_answer_and_writes_nothing_down() -> None:
    exam = QuizCard(NUMBER, key=False)
    tell(exam, told("3"))
    assert kept() == []


MALFORMED = [None, "text", [], {}, *({**told("3"), name: value} for name, value in [
    ("place", -1), ("place", True), ("place", "0"), ("part", None),
    ("time", "yesterday"), ("time", "2026-02-31T12:00:00.000000Z"), ("time", 3),
    ("number", 1.5), ("number", -1), ("confidence", 1), ("hints", None), ("revealed", "no"),
])]  # fmt: skip


@pytest.mark.parametrize("given", MALFORMED, ids=[f"malformed {n}" for n, _ in enumerate(MALFORMED, 1)])
def test_what_is_no_answer_is_neither_kept_nor_in_the_way_of_one(given: Any) -> None:
    assert read_given(given) is None
    good, card = told("3"), QuizCard(NUMBER)
    card.given = [given, good]
    assert (card.kept, kept()) == ([good["time"]], [(NUMBER.id, "3", 1)])


def test_an_answer_to_a_question_that_is_not_here_is_passed_over() -> None:
    tell(QuizCard(NUMBER), told("3", place=7))
    assert kept() == []


@pytest.mark.parametrize("answer", JSON_ANSWERS, ids=lambda answer: repr(answer)[:40])
def test_any_value_may_stand_for_an_answer(answer: Any) -> None:
    tell(QuizCard(NUMBER), told(answer))
    assert len(kept()) <= 1
