"""A patient's history as plans: what stands in the spine before the operation, on its day, and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spine_edu.errors import FigureError
from spine_edu.geometry.plan.from_operation import plan_of
from spine_edu.geometry.plan.plan import Plan

if TYPE_CHECKING:
    from spine_edu.cases import Case


@dataclass(frozen=True, slots=True)
class Stage:
    """One moment of a history: a short label, a sentence that says when and why, and what stands in the spine."""

    label: str
    sentence: str
    plan: Plan


def stages_of(of: Case, at: float | None = None, **choices: Any) -> list[Stage]:
    """Return the stage of every month of a case at which something differs, or of one month alone.

    `choices` are those of `plan_of`; without a month, `faults` belong to what was there before the operation. Raises FigureError
    for a month outside the history and for a construct that cannot be.

    >>> from spine_edu.cases import case_named
    >>> [stage.label for stage in stages_of(case_named("mixed-l3-l5"))]
    ['month 0', 'month 14', 'today', 'month 52']
    """
    story = of.timeline
    if at is not None and not story.start <= at <= story.end:
        raise FigureError(f"{of.title}: month {at:g} lies outside its history, which runs from {story.start:g} to {story.end:g}.")
    choices = {**choices, "kept": of.kept, "from_the_right": of.from_the_right}
    months = sorted({event.month for event in story.events} | {of.operation_month}) if at is None else [at]
    stages: list[Stage] = []
    failed, refusal = False, FigureError(f"{of.title}: there are no implants from before that could have failed.")
    for month in months:
        moment = "today" if month == of.operation_month else "before" if month < of.operation_month else "after"
        here = {"cages": {**cages_told(of, before=moment == "before"), **(choices.get("cages") or {})}}
        asked: dict[str, Any] = {**choices, **here}
        states, sound = of.states_at(month), {**asked, "faults": None}
        if at is not None or not choices.get("faults"):
            plan = plan_of(of.operation, states, moment, **asked)
        else:
            try:
                plan = plan_of(of.operation, states, moment, **(asked if moment == "before" else sound))
                failed |= moment == "before"
            except FigureError as error:  # that implant was not there yet
                refusal, plan = error, plan_of(of.operation, states, moment, **sound)
        if stages and moment == "before" and stages[-1].plan == plan:
            continue
        titles = [event.title for event in story.events if event.month == month]
        sentence = f"Month {month:g}" + (f": {titles[0]}" if titles else "")
        stages.append(Stage("today" if moment == "today" else f"month {month:g}", sentence, plan))
    if at is None and choices.get("faults") and not failed:
        raise refusal
    return stages


def cages_told(of: Case, *, before: bool) -> dict[str, str]:
    """Return what kind of cage an operation laid at which joint, where the history tells it: those before today's, or today's.

    >>> from spine_edu.cases import case_named
    >>> cages_told(case_named("mixed-l3-l5"), before=True), cages_told(case_named("both-columns-l4-l5"), before=False)
    ({'L4-L5': 'TLIF'}, {'L4-L5': 'PLIF'})
    """
    events = [event for event in of.timeline.events if event.cage and event.month <= of.operation_month]
    told = [event for event in events if (event.month < of.operation_month) == before]
    return {joint: event.cage for event in told for joint in event.joints}
