"""A history never contradicts itself, and every month knows its states."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.errors import TimelineError
from spine_edu.histories.timeline import Event, Span, Timeline, months_between

LANES = ["L3-L4", "L4-L5", "L5-S1"]
STATES = ["healing", "solid", "pseudarthrosis", "initial", "refusion"]


@st.composite
def histories(draw):
    """Timelines whose columns change state at drawn months, told in any order; the spans come along."""
    spans = []
    for lane in LANES:
        for column in ("anterior", "posterior"):
            months = sorted(draw(st.sets(st.integers(0, 120), max_size=5)))
            ends = [*months[1:], draw(st.sampled_from([None, 200]))][: len(months)]
            spans += [Span(lane, column, draw(st.sampled_from(STATES)), a, b) for a, b in zip(months, ends, strict=True)]
    shuffled = draw(st.permutations(spans))
    return Timeline("drawn", LANES, shuffled), spans


@given(histories(), st.one_of(st.integers(-2, 202), st.floats(-10, 250)))
def test_every_month_has_at_most_one_state_a_column_and_it_is_the_one_told(history, month):
    timeline, spans = history
    found = timeline.state_at(month)
    told = {}
    for span in spans:
        if span.start <= month and (span.end is None or month < span.end):
            assert span.column not in told.setdefault(span.joint, {}), "the drawn history itself is at fault"
            told[span.joint][span.column] = span.state
    assert found == told


@given(histories())
def test_the_order_of_spans_does_not_matter(history):
    timeline, spans = history
    assert timeline.spans == Timeline("drawn", LANES, spans).spans
    assert timeline.describe() == Timeline("drawn", LANES, reversed(spans)).describe()


def test_a_span_begins_with_its_first_month_and_ends_before_its_last():
    case = Timeline("x", ["L4-L5"], [Span("L4-L5", "anterior", "healing", 0, 14), Span("L4-L5", "anterior", "solid", 14)])
    months = (-0.1, 0, 13.99, 14, 999)
    assert [case.state_at(month).get("L4-L5", {}).get("anterior") for month in months] == [
        None,
        "healing",
        "healing",
        "solid",
        "solid",
    ]


def test_a_span_that_ends_leaves_its_last_month_to_nobody():
    assert Timeline("x", ["L4-L5"], [Span("L4-L5", "anterior", "healing", 0, 14)]).state_at(14) == {}


S = Span


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        pytest.param([S("L5-L6", "anterior", "solid", 0)], "has no lane. Lanes here: L4-L5", id="a joint without a lane"),
        pytest.param([S("L4-L5", "anterior", "solid", 9, 4)], "Were the two exchanged", id="an end before its start"),
        pytest.param([S("L4-L5", "anterior", "solid", 9, 9)], "not after its start", id="a span of no length"),
        pytest.param([S("L4-L5", "anterior", "solid", "0")], "months as numbers", id="a month as text"),
        pytest.param([S("L4-L5", "anterior", "solid", float("nan"))], "months as numbers", id="a month that is no number"),
        pytest.param(
            [S("L4-L5", "anterior", "solid", 10), S("L4-L5", "anterior", "healing", 0, 12)],
            "two things at once: 'healing' ends only at month 12, and 'solid' starts at month 10",
            id="two states at once",
        ),
        pytest.param(
            [S("L4-L5", "anterior", "solid", 0), S("L4-L5", "anterior", "healing", 12)],
            "'solid' never ends",
            id="a state after one that lasts",
        ),
    ],
)
def test_a_span_that_contradicts_is_refused_with_a_reason(spans, says):
    with pytest.raises(TimelineError, match=says):
        Timeline("x", ["L4-L5"], spans)


def test_two_columns_may_be_in_two_states():
    spans = [S("L4-L5", "anterior", "pseudarthrosis", 0), S("L4-L5", "posterior", "solid", 0)]
    assert Timeline("x", ["L4-L5"], spans).state_at(5) == {"L4-L5": {"anterior": "pseudarthrosis", "posterior": "solid"}}


@pytest.mark.parametrize(
    ("event", "says"),
    [
        pytest.param(Event(0, "party", "Cake"), "operation, imaging, symptom, note", id="an unknown kind"),
        pytest.param(Event(0, "imaging", "CT", cage="TLIF"), "only an operation lays one", id="a cage that no operation laid"),
        pytest.param(Event(0, "operation", "XLIF", cage="XLIF"), "one of: ACDF, ALIF, LLIF, TLIF, PLIF", id="a cage of no kind"),
        pytest.param(
            Event(0, "operation", "PLIF", joints=("C1-C2",)), "names C1-C2, which has no lane", id="a joint without a lane"
        ),
        pytest.param(Event("later", "note", "x"), "month as a number", id="a month as text"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused_with_a_reason(event, says):
    with pytest.raises(TimelineError, match=says):
        Timeline("x", ["L4-L5"], events=[event])


def test_a_lane_given_twice_is_refused():
    with pytest.raises(TimelineError, match="L4-L5 stands twice"):
        Timeline("x", ["L4-L5", "L4-L5"])


@pytest.mark.parametrize("anchor", ["01.03.2012", "2012-13-01", 2012, "20120301"])
def test_an_anchor_is_a_real_day(anchor):
    with pytest.raises(TimelineError, match="no calendar day"):
        Timeline("x", [], anchor=anchor)


@pytest.mark.parametrize(
    ("first", "later", "months"),
    [
        pytest.param("2012-03-01", "2015-10-01", 43, id="whole months"),
        pytest.param("2015-09-30", "2015-10-01", 0.06, id="the last day of ICD-9-CM and the first of ICD-10"),
        pytest.param("2015-10-01", "2012-03-01", -43, id="backwards"),
        pytest.param("2012-02-29", "2013-02-28", 11.96, id="a leap day"),
    ],
)
def test_months_between_two_days(first, later, months):
    assert months_between(first, later) == pytest.approx(months, abs=0.01)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 28)), st.integers(-24, 240))
def test_a_whole_month_and_its_day_find_each_other(first, month):
    case = Timeline("x", [], anchor=first.isoformat())
    assert case.month_of(case.day_of(month)) == pytest.approx(month, abs=0.12), (
        "a short month moves the day by three days at most"
    )


def test_without_an_anchor_there_are_no_days():
    case = Timeline("x", [])
    assert case.day_of(3) is None
    assert case.month_of("2015-10-01") is None


def test_the_end_leaves_room_for_a_state_that_lasts():
    assert Timeline("x", ["a"], [Span("a", "", "solid", 10)]).end == 16
    assert Timeline("x", ["a"], [Span("a", "", "solid", 10, 20)]).end == 20
    assert Timeline("x", ["a"], [Span("a", "", "solid", 10, 20)], until=60).end == 60


def test_words_tell_events_in_order_then_each_lane_once():
    case = Timeline(
        "x",
        ["L4-L5"],
        [Span("L4-L5", column, "healing", 0, 14) for column in ("anterior", "posterior")],
        [
            Event(14, "imaging", "CT: no bridging bone", "Lucency.", ("L4-L5",)),
            Event(0, "operation", "PLIF L4-L5", joints=("L4-L5",)),
        ],
        anchor="2012-03-01",
    )
    assert case.describe() == (
        "Month 0 (2012-03-01), operation: PLIF L4-L5.",
        "Month 14 (2013-05-01), imaging: CT: no bridging bone (L4-L5). Lucency.",
        "L4-L5, anterior and posterior columns: healing from month 0 to 14.",
    )
    assert case.describe({"healing": "healing fusion"})[2].endswith("healing fusion from month 0 to 14.")


def test_spans_may_come_from_a_generator():
    case = Timeline("x", iter(["L4-L5"]), (Span("L4-L5", "", "solid", n, n + 1) for n in range(3)))
    assert len(case.spans) == 3


def test_a_timeline_says_what_it_is():
    assert repr(Timeline("Case", ["L4-L5"], events=[Event(0, "note", "x")])) == "Timeline('Case', 1 lanes, 1 events)"


def test_a_history_may_count_in_weeks_and_says_so():
    line = Timeline("x", ["bone"], [Span("bone", "", "repair", 1, 12)], [Event(2, "note", "Callus")], unit="week")
    assert line.describe() == ("Week 2, note: Callus.", "bone: repair from week 1 to 12.")
    with pytest.raises(TimelineError, match="only a history told in months can stand on a calendar; this one counts weeks"):
        Timeline("x", [], anchor="2020-01-01", unit="week")
    with pytest.raises(TimelineError, match="not counted by the 'fortnight' here"):
        Timeline("x", [], unit="fortnight")


@given(histories())
def test_between_two_moments_nothing_changes(history):
    timeline, _ = history
    months = [month for month, _ in timeline.moments]
    assert months == sorted(months)
    assert months, "even an empty history has one moment"
    for month, later in zip(months, [*months[1:], timeline.end], strict=True):
        if month < later:
            assert timeline.state_at(month) == timeline.state_at((month + later) / 2), month


def test_every_event_is_a_moment_of_its_own():
    events = [Event(3, "imaging", "CT"), Event(3, "symptom", "Pain"), Event(0, "operation", "PLIF")]
    assert [event.title for _, event in Timeline("x", [], [], events).moments] == ["PLIF", "CT", "Pain"]
