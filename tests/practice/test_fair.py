"""Whether guessing pays in single skills, over tens of thousands of numbers: by length, by place, by tone, or by the row."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable

import pytest

from spine_edu.practice.chance import Chance
from spine_edu.practice.claims.claim import dealt
from spine_edu.practice.claims.contract import ClaimSection
from spine_edu.practice.claims.skills import SKILLS, can_train
from spine_edu.practice.plans.draw import plan_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.review.fairness import Options, told_by_guessing

pytestmark = pytest.mark.thorough
ALONE = [skill for skill in SKILLS if skill not in ("claim", "note")]
ITEMS = 150
each_skill = pytest.mark.parametrize("skill", ALONE)


def sections(skill: str, trains: Callable[[CasePlan], bool], items: int = ITEMS) -> list[ClaimSection]:
    """The first items of a skill that are dealt, in the order of their numbers."""
    numbers = (number for number in itertools.count() if trains(plan_of(number)))
    return [dealt(number, skill)["sections"][0] for number in itertools.islice(numbers, items)]


@functools.cache
def fair(skill: str) -> list[ClaimSection]:
    return sections(skill, can_train(skill))


def one_row_each(items: list[ClaimSection]) -> list[Options]:
    """One row of each item, by lot: rows of one case go together, and would count as one guess."""
    found = []
    for n, section in enumerate(items):
        row = Chance(n).pick(section["rows"])
        found.append([(text, place in row["right"]) for place, text in enumerate(section["options"])])
    return found


def rules_that_pay(skill: str, singles: list[Options]) -> set[str]:
    """The rules by which guessing pays in each third of some questions: what is chance in one is none in all."""
    size = len(singles) // 3
    told = [told_by_guessing(skill, singles[n * size : (n + 1) * size]) for n in range(3)]
    return set.intersection(*({re.sub(r"\d+ of \d+ ", "", one.text.split(";")[0]) for one in findings} for findings in told))


@each_skill
def test_guessing_by_length_place_or_tone_does_not_pay(skill: str) -> None:
    assert rules_that_pay(skill, one_row_each(fair(skill))) == set()


@each_skill
@pytest.mark.parametrize("place", [0, -1], ids=["first", "last"])
def test_no_answer_is_known_by_the_row_it_stands_in(skill: str, place: int) -> None:
    singles = [
        [(text, n in section["rows"][place]["right"]) for n, text in enumerate(section["options"])] for section in fair(skill)
    ]
    assert rules_that_pay(skill, singles) == set()


def test_a_bias_that_is_planted_is_found() -> None:
    """Dealt as they come up, notes leave nothing out nine times in ten: always to choose that would pay."""
    as_they_come = sections("query", lambda plan: bool(plan.stages), 90)
    assert any("Option 1 is right" in rule for rule in rules_that_pay("query", one_row_each(as_they_come)))


def test_rows_of_which_the_first_is_never_fused_are_found() -> None:
    """One neighbor at each end, always: who answers "not fused" in the first row would be right without reading."""
    singles = [[(text, n == 0) for n, text in enumerate(section["options"])] for section in fair("levels")[:90]]
    assert rules_that_pay("levels", singles)


def test_a_longer_right_option_that_is_planted_is_found() -> None:
    singles = [[(f"{text}, as told" if right else text, right) for text, right in row] for row in one_row_each(fair("levels"))]
    assert any("longest" in rule for rule in rules_that_pay("levels", singles))
