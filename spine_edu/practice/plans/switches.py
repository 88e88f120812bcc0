"""Which cases are wanted: by difficulty and by switches such as 'refusion only'; a number that fits is looked for in order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping

from spine_edu.coding import eras
from spine_edu.errors import SpineEduError
from spine_edu.practice.plans.draw import plan_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.text.quoting import did_you_mean, shown
from spine_edu.vocabulary import INTERBODY

Wanted = Callable[[CasePlan], bool]
SWITCHES: Mapping[str, Wanted] = {
    "refusion only": lambda plan: (
        bool(plan.joints) and all(joint in stage.refused for stage in plan.stages for joint in stage.joints)
    ),
    "mixed": lambda plan: (
        plan.kind == "mixed" and any(joint not in stage.refused for stage in plan.stages for joint in stage.joints)
    ),
    "near misses": lambda plan: plan.kind in ("adjacent", "removal", "exploration", "staged", "aborted"),
    "posterior cervical": lambda plan: any(
        stage.technique.column == "posterior" and stage.joints[0].region == "cervical" for stage in plan.stages
    ),
    "no interbody": lambda plan: bool(plan.stages) and not any(stage.materials & INTERBODY for stage in plan.stages),
    "something left out": lambda plan: bool(plan.gap),
    "ICD-9-CM era": lambda plan: plan.discharged <= eras.LAST_ICD9_DAY,
}
"""What can be asked for, beside a fiscal year such as 'FY2027'."""
_TRIES = 30_000


def wanted(difficulty: int | None = None, only: Iterable[str] = ()) -> Wanted:
    """Return whether a plan is wanted; raise SpineEduError for a difficulty or a switch that there is not."""
    if difficulty is not None and (isinstance(difficulty, bool) or difficulty not in range(1, 6)):
        raise SpineEduError(f"There is no difficulty {shown(difficulty)}; choose 1 (plain) to 5 (crooked).")
    tests = [_switch(name) for name in ([only] if isinstance(only, str) else only)]
    return lambda plan: difficulty in (None, plan.difficulty) and all(test(plan) for test in tests)


def _switch(name: str) -> Wanted:
    if name in SWITCHES:
        return SWITCHES[name]
    years = {era.version[:6] for era in eras.versions("ICD-10-PCS") if era.last_verified}
    if name in years:
        return lambda plan: plan.discharged > eras.LAST_ICD9_DAY and eras.fiscal_year(plan.discharged) == name
    known = (*SWITCHES, max(years))
    raise SpineEduError(
        f"There is no switch {shown(name)}; " + (did_you_mean(str(name), known) or f"there are {', '.join(known)}.")
    )


def numbers_where(fits: Wanted, count: int, start: int = 0) -> list[int]:
    """Return the next numbers from `start` on whose plans fit; raise SpineEduError where hardly any does.

    >>> numbers_where(wanted(only=["ICD-9-CM era"]), 2) == numbers_where(wanted(only="ICD-9-CM era"), 2)
    True
    """
    fitting = (number for number in range(start, start + _TRIES) if fits(plan_of(number)))
    found = list(itertools.islice(fitting, count))
    if len(found) == count:
        return found
    raise SpineEduError(f"Of {_TRIES:,} cases fewer than {count} are like that; take off a switch, or another difficulty.")
