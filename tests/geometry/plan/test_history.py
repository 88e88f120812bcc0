"""A history as plans: what an earlier operation left in the spine is told by its fields, in whatever words its title is put."""

from __future__ import annotations

from dataclasses import replace

from spine_edu.cases import Case, all_cases, case_named
from spine_edu.geometry.plan.history import cages_told, stages_of

SUNKEN = case_named("sunken-cage-l4-l5")


def retold(case: Case, title: str, cage: str) -> Case:
    """A case whose first operation has another title and another cage."""
    first, *later = case.timeline.events
    events = (replace(first, title=title, cage=cage), *later)
    return replace(case, timeline=replace(case.timeline, events=events))


def cages_before(case: Case) -> list[str]:
    return [cage.kind for cage in stages_of(case)[0].plan.cages]


def test_the_cage_of_an_earlier_operation_is_the_one_its_event_tells_of() -> None:
    assert cages_before(SUNKEN) == ["TLIF"]
    assert cages_before(retold(SUNKEN, "First fusion", "PLIF")) == ["PLIF"]


def test_a_title_tells_no_cage() -> None:
    assert cages_told(retold(SUNKEN, "ALIF L4-L5", ""), before=True) == {}


def test_every_stage_of_every_case_can_be_drawn_and_one_is_the_day_of_the_operation() -> None:
    labels = {case.id: [stage.label for stage in stages_of(case)] for case in all_cases()}
    assert [id for id, told in labels.items() if told.count("today") != 1] == []


def test_the_cage_that_today_laid_is_drawn_as_its_event_tells_it() -> None:
    """Two cages from behind, on either side of the sac, are no single one through the foramen."""
    [today] = stages_of(case_named("both-columns-l4-l5"), 10)
    assert [cage.kind for cage in today.plan.cages] == ["PLIF"]
