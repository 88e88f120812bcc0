"""The picture of a history: spans, events and era lines stand where their months are."""

from __future__ import annotations

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.theme import State
from spine_edu.figures.time_axis import LEFT, RIGHT
from spine_edu.figures.timeline import timeline_figure
from spine_edu.histories.timeline import Event, Span, Timeline
from tests.figures.svgs import NAME, box_of, ids_of, inline, parsed, references_of

BOTH = ("anterior", "posterior")


def nonunion(anchor="2013-03-01", **changes):
    spans = [
        *(Span("L4-L5", column, "healing", 0, 14) for column in BOTH),
        *(Span("L4-L5", column, "pseudarthrosis", 14, 31) for column in BOTH),
        *(Span("L4-L5", column, "refusion", 31, 43) for column in BOTH),
        *(Span("L4-L5", column, "solid", 43) for column in BOTH),
        Span("L3-L4", "posterior", "initial", 31, 45),
        Span("L3-L4", "posterior", "solid", 45),
    ]
    events = [
        Event(0, "operation", "PLIF L4-L5"),
        Event(14, "imaging", "CT: no bridging bone", joints=("L4-L5",)),
        Event(31, "operation", "Refusion L4-L5, initial fusion L3-L4"),
    ]
    return Timeline("L4-L5 that did not heal", ["L3-L4", "L4-L5"], spans, events, anchor=anchor, until=60, **changes)


def x_of(timeline, month):
    return LEFT + (month - timeline.start) / (timeline.end - timeline.start) * (RIGHT - LEFT)


def of_class(root, kind):
    return [element for element in root.iter() if kind in element.get("class", "").split()]


def test_spans_reach_from_their_start_to_their_end():
    case = nonunion()
    boxes = of_class(parsed(timeline_figure(case).svg), "span")[:6]
    found = [(float(box.get("x")), float(box.get("x")) + float(box.get("width"))) for box in boxes]
    months = [(31, 45), (45, 60), (0, 14), (14, 31), (31, 43), (43, 60)]
    for (left, right), (start, end) in zip(found, months, strict=True):
        assert left == pytest.approx(x_of(case, start), abs=0.1)
        assert right == pytest.approx(x_of(case, end), abs=0.2)


def test_the_change_of_code_system_stands_at_its_day():
    case = nonunion()
    picture = timeline_figure(case)
    (line,) = of_class(parsed(picture.svg), "era")
    assert box_of(line)[0] == pytest.approx(x_of(case, 31), abs=0.1), "1 March 2013 to 1 October 2015 are 31 months"
    assert "2015-10-01: ICD-10 replaces ICD-9-CM." in picture.words


@pytest.mark.parametrize(
    "anchor", ["2016-01-01", "2005-01-01", None], ids=["begins after it", "ends before it", "has no calendar"]
)
def test_a_history_that_does_not_cross_the_change_shows_no_line(anchor):
    picture = timeline_figure(nonunion(anchor))
    assert not of_class(parsed(picture.svg), "era")
    assert "2015-10-01" not in picture.words


def test_eras_of_ones_own_are_drawn_each_with_its_name():
    picture = timeline_figure(nonunion(), eras=[("2014-10-01", "one"), ("2016-10-01", "two")])
    assert [line.get("data-era") for line in of_class(parsed(picture.svg), "era")] == ["2014-10-01", "2016-10-01"]


def test_events_are_numbered_in_order_and_told_below():
    picture = timeline_figure(nonunion())
    numbers = [text.text for text in of_class(parsed(picture.svg), "number")]
    assert numbers == ["1", "2", "3"]
    assert picture.below.count("<li>") == 3
    assert picture.below.index("PLIF") < picture.below.index("CT") < picture.below.index("Refusion L4-L5")


def test_events_of_the_same_month_do_not_hide_each_other():
    case = Timeline("Busy day", ["L4-L5"], events=[Event(3, "note", f"note {n}") for n in range(4)])
    places = [(circle.get("cx"), circle.get("cy")) for circle in of_class(parsed(timeline_figure(case).svg), "marker")]
    assert len(places) == len(set(places)) == 4


def test_now_is_marked_where_it_is():
    case = nonunion()
    picture = timeline_figure(case, at=33)
    (line,) = of_class(parsed(picture.svg), "now")
    assert box_of(line)[0] == pytest.approx(x_of(case, 33), abs=0.1)
    assert picture.words.endswith("Now: month 33.")
    assert not of_class(parsed(timeline_figure(case).svg), "now")


def test_columns_with_one_history_share_a_bar_and_columns_with_two_do_not():
    captions = [text.text for text in of_class(parsed(timeline_figure(nonunion()).svg), "column")]
    assert captions[:2] == ["posterior", "both"]
    apart = Timeline("Apart", ["L4-L5"], [Span("L4-L5", "anterior", "solid", 0), Span("L4-L5", "posterior", "healing", 0)])
    captions = [text.text for text in of_class(parsed(timeline_figure(apart).svg), "column")]
    assert captions[:2] == ["anterior", "posterior"]


def test_fiscal_years_need_a_calendar():
    texts = [text.text for text in of_class(parsed(timeline_figure(nonunion(), fiscal_years=True).svg), "tick")]
    assert {"FY2014", "FY2015", "FY2016"} <= set(texts)
    with pytest.raises(FigureError, match="anchor"):
        timeline_figure(nonunion(None), fiscal_years=True)


def test_a_month_outside_the_history_cannot_be_now():
    with pytest.raises(FigureError, match="from 0 to 60"):
        timeline_figure(nonunion(), at=61)


def test_an_unknown_state_is_refused_unless_it_is_brought_along():
    codes = Timeline(
        "Code systems", ["Procedures"], [Span("Procedures", "", "ICD-9-CM", 0, 84), Span("Procedures", "", "ICD-10", 84)]
    )
    with pytest.raises(FigureError, match="'ICD-9-CM'"):
        timeline_figure(codes)
    own = {name: State(name, name, "", colour, "plain") for name, colour in (("ICD-9-CM", "#56B4E9"), ("ICD-10", "#E69F00"))}
    assert timeline_figure(codes, states=own).words == "Procedures: ICD-9-CM from month 0 to 84; ICD-10 from month 84 on."


def test_history_says_refusion_without_today():
    assert "today" not in timeline_figure(nonunion()).words


def test_an_empty_history_is_drawn_too():
    picture = timeline_figure(Timeline("Nothing yet", []))
    parsed(picture.svg)
    assert picture.words == ""


def test_a_timeline_is_small_and_always_the_same():
    one, again = timeline_figure(nonunion(), at=33), timeline_figure(nonunion(), at=33)
    assert one == again
    assert len(one.svg.encode()) <= 15_000
    assert references_of(one.svg) <= set(ids_of(one.svg))
    assert not set(ids_of(one.svg)) & set(ids_of(timeline_figure(nonunion()).svg)), "two figures on one page share ids"


def test_hostile_text_stays_text():
    evil = "<img src=x onerror=alert(1)> & '\""
    case = Timeline(evil, [evil], [Span(evil, "", "solid", 0)], [Event(0, "note", evil, evil)])
    picture = timeline_figure(case)
    assert not [*parsed(picture.svg).iter(f"{NAME}img")]
    for html in (picture.below, picture.as_html(), inline(picture)):
        assert "<img src=x" not in html
