"""A match: every item has its partner, and each right one earns a share."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from spine_edu.quiz import judge, read_question
from tests.quiz.samples import ENTRIES, MATCH

RIGHT: dict[str, str] = MATCH.solution()
ITEMS, TARGETS = list(RIGHT), MATCH.face()["targets"]


@pytest.mark.parametrize(
    "chosen", list(itertools.product(TARGETS, repeat=4)), ids=lambda chosen: "".join(target[0] for target in chosen)
)
def test_each_right_match_earns_a_share(chosen: tuple[str, ...]) -> None:
    answer = dict(zip(ITEMS, chosen, strict=True))
    right = sum(RIGHT[item] == target for item, target in answer.items())
    verdict = judge(MATCH, answer)
    assert verdict.score == right / 4
    assert verdict.correct == (right == 4)
    assert [part.correct for part in verdict.parts] == [RIGHT[item] == target for item, target in answer.items()]
    assert all(part.why for part in verdict.parts)
    if right < 4:
        assert verdict.why == f"{right} of 4 {'is' if right == 1 else 'are'} right."


def test_a_near_match_names_its_misconception_and_another_wrong_one_the_reason_of_the_item() -> None:
    parts = judge(MATCH, dict.fromkeys(ITEMS, "posterior column")).parts
    assert parts[0].misconception == "approach-is-column"
    assert parts[2].why == "The cage bridges the bodies in front, the bone the laminae behind."
    assert not parts[2].misconception


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({}, id="nothing"),
        pytest.param({**RIGHT, ITEMS[0]: ""}, id="one still open"),
        pytest.param(dict(list(RIGHT.items())[1:]), id="one left out"),
        pytest.param({**RIGHT, "a rod": TARGETS[0]}, id="an item too many"),
        pytest.param({**RIGHT, ITEMS[0]: "middle column"}, id="a target that is none"),
        pytest.param({**RIGHT, f" {ITEMS[0]}": TARGETS[0]}, id="an item twice"),
        pytest.param(list(RIGHT.items()), id="a list"),
        pytest.param(TARGETS[0], id="one target for all"),
        pytest.param({1: 2}, id="numbers"),
    ],
)
def test_a_match_not_yet_complete_is_told_so(answer: Any) -> None:
    verdict = judge(MATCH, answer)
    assert not verdict.answered
    assert verdict.why == "Choose one for each of the 4."


def test_a_reason_for_the_whole_is_said_when_all_are_matched() -> None:
    assert judge(MATCH, RIGHT).why == "All 4 are matched."
    assert (
        judge(read_question({**ENTRIES[7], "why": "Two columns, four ways to them."}), RIGHT).why
        == "Two columns, four ways to them."
    )
