"""An order: what is in it, what must be moved, and what it earns."""

from __future__ import annotations

import itertools
import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.quiz import judge, read_question
from spine_edu.quiz.kinds.order import longest_rise
from tests.quiz.samples import ENTRIES, ORDER

RIGHT = ORDER.solution()
EVERY = [list(order) for order in itertools.permutations(RIGHT)]
orders = st.permutations(range(7))


def arranged(*places: int) -> list[str]:
    return [RIGHT[place - 1] for place in places]


@pytest.mark.parametrize(
    ("places", "score", "stay"),
    [
        pytest.param((1, 2, 3, 4, 5), 1.0, 5, id="the right order"),
        pytest.param((1, 2, 4, 3, 5), 0.8, 4, id="two neighbours swapped: 9 pairs right, 1 turned"),
        pytest.param((2, 3, 4, 5, 1), 0.2, 4, id="the first put last: 6 pairs right, 4 turned"),
        pytest.param((1, 4, 3, 2, 5), 0.4, 3, id="the middle reversed: 7 pairs right, 3 turned"),
        pytest.param((5, 4, 3, 2, 1), 0.0, 0, id="all reversed"),
    ],
)
def test_a_right_pair_earns_what_a_turned_pair_costs(places: tuple[int, ...], score: float, stay: int) -> None:
    verdict = judge(ORDER, arranged(*places))
    assert verdict.score == pytest.approx(score)
    assert verdict.correct == (score == 1)
    assert sum(part.correct for part in verdict.parts) == stay
    assert [part.label for part in verdict.parts] == arranged(*places)
    assert all(part.why for part in verdict.parts if not part.correct)
    if 0 < stay < 5:
        rest = {4: "move the other.", 3: "move the other 2."}[stay]
        assert verdict.why.startswith(f"{stay} of 5 can stay, as they follow each other rightly; {rest}")


@pytest.mark.parametrize(
    ("places", "score"),
    [
        pytest.param((2, 3, 4, 5, 1), 0.2, id="6 of 10 pairs, less the 4 turned ones"),
        pytest.param((2, 1, 3, 4, 5), 0.8, id="9 of 10 pairs, less the turned one"),
        pytest.param((5, 4, 3, 1, 2), 0, id="one pair is not worth more than 9 turned ones"),
    ],
)
def test_each_turned_pair_takes_one_that_stands_right_away(places: tuple[int, ...], score: float) -> None:
    assert judge(ORDER, arranged(*places)).score == score


def test_an_order_left_to_chance_earns_little() -> None:
    assert statistics.mean(judge(ORDER, order).score for order in EVERY) < 0.2
    assert sum(judge(ORDER, order).correct for order in EVERY) == 1


def test_a_telling_wrong_order_names_its_misconception() -> None:
    verdict = judge(ORDER, arranged(1, 2, 4, 3, 5))
    assert verdict.misconception == "sample-spine-by-alphabet"
    assert verdict.why.endswith("L stands before T in the alphabet, not in the spine.")
    assert not judge(ORDER, arranged(2, 1, 3, 4, 5)).misconception


@given(orders)
def test_what_is_marked_to_stay_is_in_order_and_nothing_more_could_stay(order: list[int]) -> None:
    stay = longest_rise(order)
    kept = [item for item in order if item in stay]
    assert kept == sorted(kept)
    most = max(n for n in range(8) for some in itertools.combinations(order, n) if list(some) == sorted(some))
    assert len(stay) == (most if most > 1 else 0)


@given(orders, st.integers(0, 5))
def test_swapping_two_neighbours_into_order_never_costs(order: list[int], at: int) -> None:
    entry = {**ENTRIES[6], "items": [{"text": f"item {n}", "why": "so"} for n in range(7)], "near": []}
    question = read_question(entry)
    first, second = sorted(order[at : at + 2])
    better = [*order[:at], first, second, *order[at + 2 :]]
    scores = [judge(question, [f"item {n}" for n in listed]).score for listed in (order, better)]
    assert scores[1] >= scores[0]


@pytest.mark.parametrize(
    "answer",
    [RIGHT[:4], [*RIGHT, RIGHT[0]], [RIGHT[0]] * 5, [0, 1, 2, 3, 4], ", ".join(RIGHT), set(RIGHT), None, dict.fromkeys(RIGHT)],
    ids=["four", "six", "one again and again", "places", "text", "a set", "nothing", "a mapping"]
)  # fmt: skip
def test_what_is_no_order_of_all_items_is_told_so(answer: Any) -> None:
    verdict = judge(ORDER, answer)
    assert not verdict.answered
    assert verdict.why == "Put all 5 in order, each once."


def test_three_items_are_never_shown_in_their_right_order() -> None:
    for n in range(60):
        question = read_question({**ENTRIES[6], "id": f"three-{n}", "items": ENTRIES[6]["items"][:3], "near": []})
        assert question.face()["items"] != question.solution()
        assert question.face(seed=n)["items"] != question.solution()
