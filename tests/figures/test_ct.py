"""Four slices to be graded: the words tell what is seen, and not what to think of it."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.ct import SLICES, Verdict, ct_slice
from spine_edu.lesson import ct_slices
from spine_edu.quiz import question_named

every_slice = pytest.mark.parametrize("number", range(1, len(SLICES) + 1))


@every_slice
def test_a_slice_says_what_is_seen_and_keeps_the_verdict_for_later(number: int) -> None:
    hidden, told = ct_slice(number).words, ct_slice(number, marked=True).words
    assert not re.search(r"bridge|cannot tell|fused|healed|union", hidden)
    assert SLICES[number - 1].verdict in told.lower() and SLICES[number - 1].why in told


def test_every_verdict_is_needed() -> None:
    assert {one.verdict for one in SLICES} == set(get_args(Verdict))


def test_the_question_grades_as_the_slices_do() -> None:
    question = question_named("step-recovery-grade-slices")
    assert [item.match for item in question.items] == [one.verdict for one in SLICES]


@every_slice
def test_a_marked_slice_rings_the_place_that_decides(number: int) -> None:
    assert "class='ring'" in ct_slice(number, marked=True).svg
    assert "class='ring'" not in ct_slice(number).svg


def test_a_learner_sees_all_of_them_at_once() -> None:
    assert ct_slices().name == "Slice 1 and Slice 2 and Slice 3 and Slice 4"


def test_the_question_asks_for_them_in_their_order() -> None:
    assert question_named("step-recovery-grade-slices").face(7)["items"] == ["Slice 1", "Slice 2", "Slice 3", "Slice 4"]


def test_there_is_no_fifth_slice() -> None:
    with pytest.raises(FigureError, match="Slices: 1 to 4"):
        ct_slice(5)
