"""The simulated surgeon: an open query is answered with the truth, a leading one evaded."""

import functools

import pytest

from spine_edu.practice.claims.surgeon import ask_surgeon, query_about
from spine_edu.practice.plans.draw import plan_of
from tests.practice.reading import SAID

every_gap = pytest.mark.parametrize("gap", ["graft", "column", "status", "level"])


@functools.cache
def numbers_by_gap() -> dict[str, list[int]]:
    """The numbers of some thousand operations, by what their notes leave open."""
    found: dict[str, list[int]] = {}
    for number in range(2000):
        found.setdefault(plan_of(number).gap, []).append(number)
    return found


def some_with(gap: str) -> list[int]:
    """Three numbers whose note leaves this open."""
    first, second, third, *_ = numbers_by_gap()[gap]
    return [first, second, third]


@every_gap
def test_an_open_query_is_answered(gap):
    for number in some_with(gap):
        reply = ask_surgeon(number, query_about(plan_of(number)).example)
        assert reply.settles, (number, reply.query)


@every_gap
def test_a_leading_query_is_evaded_and_tells_nothing(gap):
    for number in some_with(gap):
        question = query_about(plan_of(number))
        reply = ask_surgeon(number, f"{question.example} Please confirm, as usual.")
        assert not reply.settles
        assert not any(word in reply.said.lower() for word in ("local", "crest", "allograft", "disc space", "gutter", "l4"))


def test_the_reply_tells_what_was_really_laid_in():
    import re

    for number in some_with("graft"):
        plan = plan_of(number)
        reply = ask_surgeon(number, query_about(plan).example)
        for material in plan.stages[0].materials - plan.stages[0].cages:
            assert re.search(SAID[material], reply.said, re.IGNORECASE), (number, reply.said)


def test_a_vague_query_is_asked_back():
    number = some_with("graft")[0]
    assert not ask_surgeon(number, "What did you do there that day?").settles


def test_where_nothing_is_open_the_surgeon_says_so():
    number = next(n for n in range(50) if not plan_of(n).gap)
    reply = ask_surgeon(number, query_about(plan_of(number)).example.replace('says ""', "has no word of it"))
    assert not reply.settles
