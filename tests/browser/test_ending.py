"""Tables that end soon are told of on screen, by the clock of the reader: in pages, and beside what answers for any day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.coding.eras import ending
from spine_edu.lesson import case
from spine_edu.publish.page import page
from spine_edu.widgets.coding.builder import CodeBuilder
from spine_edu.widgets.coding.timeline import TimelineView
from tests.publish.test_page import markdown, notebook

pytestmark = pytest.mark.browser

LAST = ending().last
FAR, SOON, PAST = "2026-11-24T12:00", f"{LAST}T12:00", "2999-01-01T12:00"
TOLD = {
    FAR: [],
    SOON: [f"tables of this course end on {LAST}"],
    PAST: [f"ended on {LAST}: answers for discharges after that day"],
}
NARROW = {"width": 320, "height": 640}


def told(shown: Any) -> list[str]:
    return [note.inner_text() for note in shown.locator(".spine-ending").all()]


def test_one_stored_page_tells_of_the_end_once_and_in_good_time_fits_a_phone_and_can_be_read(
    tmp_path: Path, new_page: Callable[..., Any], in_both_themes: Callable[..., list[str]]
) -> None:
    file = tmp_path / "lesson.html"
    shown = notebook(CodeBuilder(on="2026-01-14"), TimelineView(case("mixed-l3-l5")), cells=(markdown("# Codes"),))
    file.write_text(page(shown, "lesson"), encoding="utf-8")
    opened = new_page()
    for now, expected in TOLD.items():
        opened.clock.set_fixed_time(now)
        opened.goto(file.as_uri())
        opened.wait_for_selector("body[data-ready]")
        said = told(opened)
        assert len(said) == len(expected), now
        assert all(part in text for part, text in zip(expected, said, strict=True)), now

    opened.set_viewport_size(NARROW)
    assert opened.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert in_both_themes(opened, "#tables-end") == []


SPANS = {"far": ("2999-01-01", "2999-03-31"), "soon": ("2000-01-01", "2999-03-31"), "past": ("2000-01-01", "2000-03-31")}


@pytest.mark.parametrize("made", [CodeBuilder, lambda: TimelineView(case("mixed-l3-l5"))], ids=["builder", "timeline"])
def test_what_answers_for_any_day_tells_of_the_end_in_a_notebook(saved_page: Callable[..., Any], made: Callable[[], Any]) -> None:
    widgets = [made() for _ in SPANS]
    for widget, (since, last) in zip(widgets, SPANS.values(), strict=True):
        assert widget.ending["last"] == LAST
        widget.ending = {"since": since, "last": last, "soon": "soon", "past": "past"}
    places = saved_page(*widgets).locator("main > div").all()
    assert {when: told(place) for when, place in zip(SPANS, places, strict=True)} == {
        "far": [],
        "soon": ["soon"],
        "past": ["past"],
    }


def test_a_history_without_codes_has_no_tables_that_could_end(saved_page: Callable[..., Any]) -> None:
    assert told(saved_page(TimelineView(case("mixed-l3-l5").timeline))) == []
