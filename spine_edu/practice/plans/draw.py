"""From a number to a plan: which operation, on whom, why, and how well it will be told; how often is said in data/practice/."""

from __future__ import annotations

import functools
from datetime import date, timedelta

from spine_edu.errors import SpineEduError
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.acts import with_acts
from spine_edu.practice.plans.kinds import KINDS
from spine_edu.practice.plans.plan import Ailments, CasePlan, Person
from spine_edu.practice.plans.stay import with_patient
from spine_edu.practice.plans.tables import patients, scenarios, techniques
from spine_edu.practice.plans.telling import with_troubles

LARGEST = 10**12
"""Numbers of cases go so far; a longer one nobody reads out to a neighbour."""


@functools.lru_cache(maxsize=512)
def plan_of(number: int) -> CasePlan:
    """Return the plan of the case with a number; the same number gives the same plan for ever.

    >>> plan_of(4711).person.job == plan_of(4711).person.job
    True
    """
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= LARGEST:
        raise SpineEduError(f"{number!r} is no number of a case; give a whole number from 0 on, such as 4711.")
    chance = Chance(number)
    drawing = chance.stream("operation")
    difficulty = drawing.between(1, 5)
    kind = drawing.weighed(scenarios().kinds[difficulty])
    plan = KINDS[kind](drawing, CasePlan(
        number=number, difficulty=difficulty, kind=kind, discharged=_day(drawing), indication=patients().returns["nonunion"],
        stages=(), procedures=(), earlier=None, person=_NOBODY, stay=Ailments(()), meant=(), meant_by=techniques()["plf"],
    ))  # fmt: skip
    plan = with_acts(drawing, plan)
    plan = with_patient(chance.stream("patient"), plan)
    return with_troubles(chance.stream("telling"), plan)


_NOBODY = Person("", 0, "")


def _day(chance: Chance) -> str:
    """Draw a day of discharge within a fiscal year, and within our tables."""
    year = int(chance.weighed(scenarios().years)[2:])
    first, last = date(year - 1, 10, 1), date(year, 3 if year == 2027 else 9, 30)
    return (first + timedelta(days=chance.below((last - first).days + 1))).isoformat()
