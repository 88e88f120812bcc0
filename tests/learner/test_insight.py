"""What answers tell beside right and wrong, never more than they can."""

from __future__ import annotations

import pytest

from spine_edu.learner import insight, progress
from spine_edu.learner.share import Share
from spine_edu.quiz import question_named

ASKED = question_named("refusion-root-operation")
"""A question with an option that betrays a belief."""
BELIEF, ASTRAY = "revision-surgery-is-revision", "Revision"


def test_a_belief_that_led_astray_is_named_until_the_question_is_answered_rightly() -> None:
    assert insight.beliefs_met() == ()
    progress.remember(ASKED, ASTRAY)
    (met,) = insight.beliefs_met()
    assert (met.id, met.fallen_for.hits, met.fallen_for.tries) == (BELIEF, 1, 1)
    progress.remember(ASKED, ASKED.solution())
    assert insight.beliefs_met() == (), "a second round speaks instead of the first"


def test_sure_and_unsure_are_told_apart() -> None:
    progress.remember(ASKED, ASTRAY, confidence="sure")
    progress.remember(question_named("start-joints"), "2", confidence="unsure")
    assert insight.calibration() == {"sure": Share(0, 1), "unsure": Share(1, 1)}


def test_who_was_never_asked_how_sure_is_told_nothing() -> None:
    progress.remember(ASKED, ASKED.solution())
    assert insight.calibration() == {}


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(0, 0, 0.05, 0.95), (1, 1, 0.2236, 0.9747), (0, 1, 0.0253, 0.7764), (30, 40, 0.6215, 0.8417)],
)
def test_a_share_says_how_little_few_tries_tell(hits: int, tries: int, low: float, high: float) -> None:
    """Against quantiles of the Beta distribution, as scipy.stats.beta.ppf([.05, .95], hits + 1, misses + 1) gives them."""
    share = Share(hits, tries)
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-4)
