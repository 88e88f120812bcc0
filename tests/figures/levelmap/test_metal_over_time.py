"""The metal of a patient at every month of every history: maps, their words and the three-dimensional figure agree."""

import pytest

from spine_edu import lesson
from spine_edu.anatomy import VERTEBRAE
from spine_edu.cases import all_cases, case_named
from spine_edu.figures.levelmap.levelmap import describe
from spine_edu.figures.levelmap.metal import hardware_at
from spine_edu.geometry.plan.history import stages_of
from spine_edu.widgets.coding.timeline import TimelineView
from tests.widgets.unpack import unpacked

MOMENTS = [(case, month) for case in all_cases() for month in sorted({month for month, _ in case.timeline.moments})]


@pytest.mark.parametrize(("case", "month"), MOMENTS, ids=lambda value: getattr(value, "id", f"{value}"))
def test_maps_show_the_metal_of_the_turning_figure(case, month):
    plan, metal = stages_of(case, month)[0].plan, hardware_at(case, month)
    assert {bone for entry in metal if "screws" in entry["of"] for bone in entry["vertebrae"]} == {
        entry.bone for entry in plan.screws if entry.bone in VERTEBRAE
    }
    assert {tuple(entry["vertebrae"]) for entry in metal if entry["of"] == "plate"} == {*plan.plates, *plan.old_plates}
    assert {entry["joint"] for entry in metal if entry["of"] == "interbody cage"} == {cage.joint.name for cage in plan.cages}
    words = describe(case.states_at(month), hardware=metal)
    assert lesson.level_map(case, at=month).words == words


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_a_timeline_says_the_metal_that_its_map_draws(case):
    view = TimelineView(case)
    steps = unpacked(view.story)["steps"]
    for place, (month, _) in enumerate(view.moments):
        said = steps[place]["said"]
        assert said == describe(case.states_at(month), hardware=hardware_at(case, month))
        assert ("data-hardware" in str(view.level_map(month).body)) == any("cage" in e["of"] for e in hardware_at(case, month))


def test_screws_and_cage_of_the_first_operation_are_there_until_they_are_taken_out():
    gardener = case_named("mixed-l3-l5")
    assert lesson.level_map(gardener, at=14).words.endswith("Screws and rods: L4, L5. Interbody cage: L4-L5.")
    assert hardware_at(case_named("hardware-out-l4-l5"), 29) == []
    assert hardware_at(case_named("first-front-l5-s1"), -1) == []


def test_the_story_of_a_spine_begins_in_months_also_without_its_case():
    assert not TimelineView(case_named("adjacent-only-l3-l4").timeline).dates
