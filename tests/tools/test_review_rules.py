"""The comparison of rules of review: its rule of ours is the one that learners get, and everybody meets the same learners."""

from __future__ import annotations

import pytest

from spine_edu.learner.answered import Tried
from spine_edu.learner.standing import INTERVALS, standing

pytest.importorskip("fsrs", reason="the package fsrs, which is compared with, is not installed")
review_rules = pytest.importorskip("tools.review_rules")


@pytest.mark.parametrize("right", [[True] * 6, [True, False, True, True], [False, False], [True, True, False, True]], ids=str)
def test_what_is_compared_as_ours_is_what_learners_get(right: list[bool]) -> None:
    state, due, tries = None, 0, []
    answered = review_rules.steps(*INTERVALS)
    for n, was_right in enumerate(right):
        state, due = answered(state, n, was_right)
        tries.append(Tried(n, f"2026-03-{n + 1:02}", was_right))
    stands = standing(reversed(tries), "2026-03-31")
    assert stands and stands.due == standing(reversed(tries), tries[-1].day).due
    assert due == int(stands.due[-2:]) - 1 + 31 * (stands.due[5:7] == "04")


@pytest.mark.parametrize("model", review_rules.MODELS)
def test_reviewing_leaves_more_behind_than_never_reviewing(model: str) -> None:
    learner = review_rules.MODELS[model]
    reviewed, never = (review_rules.study(rule, learner, 1) for rule in (review_rules.steps(1, 3, 7, 21), review_rules.never))
    assert reviewed.reviews and not never.reviews
    assert reviewed.known > never.known
    assert review_rules.study(review_rules.never, learner, 1) == never, "the same learner comes again"
