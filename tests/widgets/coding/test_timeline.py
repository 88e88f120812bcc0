"""The timeline on screen, seen from Python: each step shows the spine of its month, each year the codes of the engine."""

from __future__ import annotations

import functools
import json
import re

import pytest

from spine_edu.cases import all_cases, case_named
from spine_edu.coding.engine import codes_for
from spine_edu.errors import FigureError
from spine_edu.figures.drawing import theme
from spine_edu.figures.levelmap.levelmap import describe
from spine_edu.figures.levelmap.metal import hardware_at
from spine_edu.figures.timeline import timeline_figure
from spine_edu.histories.history import history_named
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.widgets.coding.timeline import TimelineView
from spine_edu.widgets.pack import drawing
from tests.figures.svgs import NAME, joints_of, parsed
from tests.widgets.timelines import (
    AGAIN,
    HEALING,
    HEALING_STATES,
    NONUNION,
    RECOVERY,
    RECOVERY_STATES,
    SYSTEMS,
    SYSTEMS_STATES,
)
from tests.widgets.unpack import unpacked

each_case = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)


@functools.cache
def view_of(case_id):
    return TimelineView(case_named(case_id))


@functools.cache
def story_of(case_id):
    return unpacked(view_of(case_id).story)


def states_drawn(svg):
    """The states a level map shows, read back from its fills."""
    found = {}
    for joint, group in joints_of(parsed(svg)).items():
        for path in group.iter(f"{NAME}path"):
            fill = path.get("fill")
            if path.get("data-column") and fill:
                state = next((state.name for state in theme.STATES.values() if fill == state.colour), "")
                found.setdefault(joint, {})[path.get("data-column")] = state or fill.rsplit("-", 1)[1].rstrip(")")
    return found


@each_case
def test_every_step_shows_the_spine_of_its_month(case):
    for step, (month, event) in zip(story_of(case.id)["steps"], case.timeline.moments, strict=True):
        told = {
            joint: {c: state for c, state in columns.items() if state != "native"}
            for joint, columns in case.states_at(month).items()
        }
        told = {joint: columns for joint, columns in told.items() if columns}
        assert states_drawn("".join(step["map"]).replace("§", "x")) == told, f"{case.id}, month {month}"
        assert step["said"] == describe(case.states_at(month), hardware=hardware_at(case, month))
        assert (step["month"], step["title"]) == (month, event.title)


@each_case
def test_every_drawing_sent_in_parts_is_the_level_map_itself(case):
    for step in story_of(case.id)["steps"]:
        assert step["map"] == drawing(view_of(case.id).level_map(step["month"]))


@each_case
def test_all_steps_show_the_same_part_of_the_spine(case):
    shown = [[*joints_of(parsed("".join(step["map"]).replace("§", "x")))] for step in story_of(case.id)["steps"]]
    assert all(one == shown[0] for one in shown)


@each_case
def test_what_is_said_to_be_different_is_different(case):
    steps = story_of(case.id)["steps"]
    months = [month for month, _ in case.timeline.moments]
    for place, step in enumerate(steps):
        before = case.states_at(months[place - 1]) if place else {}
        assert bool(step["means"]) == (before != case.states_at(months[place])), f"{case.id}, step {place + 1}"


@each_case
def test_every_year_shows_the_codes_of_the_engine(case):
    for stretch in story_of(case.id)["era"]["stretches"]:
        answer = codes_for(case.operation.on(stretch["last"]))
        own = answer.icd9_fusion + answer.icd9_companion if answer.icd9_applies else answer.pcs_fusion + answer.pcs_companion
        expected = {code.code for code in own} | (
            {answer.icd9_count.code} if answer.icd9_applies and answer.icd9_count else set()
        )
        shown = {code["code"] for system in stretch["answer"]["systems"] for code in system["codes"]}
        assert shown == expected, f"{case.id}, {stretch['last']}"
        assert stretch["answer"]["drg"]["drg"] == (answer.grouping.drg or "")


@each_case
def test_no_sentence_names_a_day_that_is_not_the_day_shown(case):
    for stretch in story_of(case.id)["era"]["stretches"]:
        said = " ".join(stretch["answer"]["drg"]["because"]) + " ".join(query["ask"] for query in stretch["answer"]["queries"])
        assert stretch["first"] not in said


@each_case
def test_only_the_operation_that_the_case_gives_is_coded(case):
    coded = [step["month"] for step in story_of(case.id)["steps"] if step["coded"]]
    assert coded == [case.operation_month]


@each_case
def test_a_case_takes_at_most_60_kb_of_the_wire(case):
    assert len(json.dumps(view_of(case.id).story, ensure_ascii=False, separators=(",", ":")).encode()) <= 60_000


@each_case
def test_without_scripts_there_are_the_picture_the_events_and_the_years(case):
    page = view_of(case.id)._repr_mimebundle_()[0]["text/html"]
    assert page.count("<li>") >= len(case.timeline.events)
    assert "<img" in page and "through the years" in page
    for code in codes_for(case.operation.on("2015-10-01")).codes:
        assert f"<b>{code}</b>" in page


def test_a_timeline_says_in_one_line_what_it_is():
    view = TimelineView(NONUNION, operation=AGAIN, operation_month=31)
    assert view._repr_mimebundle_()[0]["text/plain"] == "TimelineView('L4-L5 that did not heal', 4 steps, one operation coded)"


def test_the_same_timeline_is_sent_in_the_same_bytes():
    assert TimelineView(all_cases()[0]).story == TimelineView(all_cases()[0]).story


@pytest.mark.parametrize(
    ("timeline", "states", "steps"),
    [
        pytest.param(HEALING, HEALING_STATES, ["week 0", "week 1", "week 12"], id="healing"),
        pytest.param(RECOVERY, RECOVERY_STATES, ["week 0", "week 0.5", "week 3", "week 5", "week 12"], id="recovery, in weeks"),
        pytest.param(SYSTEMS, SYSTEMS_STATES, ["month 0", "month 360"], id="the history of coding"),
    ],
)
def test_a_history_without_joints_has_steps_and_no_spine(timeline, states, steps):
    story = unpacked(TimelineView(timeline, states=states).story)
    assert [step["when"] for step in story["steps"]] == steps
    assert all("".join(step["map"]) == "" for step in story["steps"])
    assert story["era"] is None
    for step in story["steps"]:
        for lane, columns in timeline.state_at(step["month"]).items():
            assert f"{lane}: {states[columns['']].word}" in step["said"]


def test_it_starts_at_the_last_moment_not_after_the_month_asked_for():
    assert [TimelineView(NONUNION, at).step for at in (None, 0, 13, 14, 31, 60)] == [0, 0, 0, 1, 2, 3]
    assert "Now: month 14." in TimelineView(NONUNION, 14).static_html()
    with pytest.raises(FigureError, match="month 99 lies outside"):
        TimelineView(NONUNION, 99)


def test_a_history_can_be_walked_without_its_codes():
    case = case_named("mixed-l3-l5")
    told = TimelineView(case, show="history")
    steps = [step | {"coded": False} for step in story_of(case.id)["steps"]]
    plain_years = [lines[:1] for lines in story_of(case.id)["lines"]]
    assert unpacked(told.story) | {"steps": steps} == story_of(case.id) | {"steps": steps, "era": None, "lines": plain_years}
    assert (told.day, told.eras) == ("", ())
    assert not [word for word in ("MS-DRG", "ICD-", "0SG") if word in told.static_html()]
    with pytest.raises(FigureError, match="'history' or 'all', not 'codes'"):
        TimelineView(case, show="codes")


def test_a_patient_is_told_in_months_until_dates_are_asked_for():
    view = TimelineView(case_named("mixed-l3-l5").timeline)
    months, dates = unpacked(view.story)["lanes"]
    assert not view.dates
    assert "from month" in months[0] and "month" not in "".join(dates)


def test_a_history_told_by_dates_never_says_months():
    told = history_named("code-systems")
    states = {name: theme.State(name, **drawn) for name, drawn in told.states.items()}
    view = TimelineView(told.timeline, 36, states=states)
    assert view.dates
    assert not re.search(r"\bmonths?\b(?!')", " ".join([view.static_html(), str(view.story), str(view._repr_mimebundle_()[1])]))


def test_the_bars_of_the_code_systems_hold_words_or_letters_that_are_no_numbers():
    told = history_named("code-systems")
    states = {name: theme.State(name, **drawn) for name, drawn in told.states.items()}
    root = parsed(timeline_figure(told.timeline, states=states).svg)
    bars = [bar for bar in root.iter() if bar.get("data-state")]
    words = ["".join(text.text or "" for text in bar.iter(f"{NAME}text")) for bar in bars]
    assert all(words) and not [word for word in words if word.isdigit()]


def test_a_hostile_title_stays_text():
    attack = "<img src=x onerror=alert(1)>"
    line = Timeline(attack, ["L4-L5"], [Span("L4-L5", "anterior", "solid", 0)], [Event(0, "note", attack, attack)])
    view = TimelineView(line)
    drawn = "".join(piece for lines in unpacked(view.story)["lines"] for line in lines for piece in line)
    assert "<img" not in drawn
    assert attack not in view.static_html()
