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


@pytest.fixture
def page_on(tmp_path: Path, new_page: Callable[..., Any]) -> Callable[..., Any]:
    """Open one stored page on a day."""
    file = tmp_path / "lesson.html"
    shown = notebook(CodeBuilder(on="2026-01-14"), TimelineView(case("mixed-l3-l5")), cells=(markdown("# Codes"),))
    file.write_text(page(shown, "lesson"), encoding="utf-8")

    def open_it(now: str, **options: Any) -> Any:
        opened = new_page(**options)
        opened.clock.set_fixed_time(now)
        opened.goto(file.as_uri())
        opened.wait_for_selector("body[data-ready]")
        return opened

    return open_it


@pytest.mark.parametrize("now", TOLD)
def test_one_stored_page_tells_of_the_end_once_and_in_good_time(page_on: Callable[..., Any], now: str) -> None:
    said = told(page_on(now))
    assert len(said) == len(TOLD[now])
    assert all(part in text for part, text in zip(TOLD[now], said, strict=True))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_a_page_tells_fits_a_phone_and_can_be_read(
    page_on: Callable[..., Any], violations: Callable[..., list[str]], dark: bool
) -> None:
    opened = page_on(PAST, viewport=NARROW, dark=dark)
    assert opened.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert violations(opened, "#tables-end") == []


SPANS = {"far": ("2999-01-01", "2999-03-31"), "soon": ("2000-01-01", "2999-03-31"), "past": ("2000-01-01", "2000-03-31")}


@pytest.mark.parametrize("when", SPANS)
@pytest.mark.parametrize("made", [CodeBuilder, lambda: TimelineView(case("mixed-l3-l5"))], ids=["builder", "timeline"])
def test_what_answers_for_any_day_tells_of_the_end_in_a_notebook(
    saved_page: Callable[..., Any], made: Callable[[], Any], when: str
) -> None:
    widget = made()
    assert widget.ending["last"] == LAST
    widget.ending = {"since": SPANS[when][0], "last": SPANS[when][1], "soon": "soon", "past": "past"}
    assert told(saved_page(widget)) == {"far": [], "soon": ["soon"], "past": ["past"]}[when]


def test_a_history_without_codes_has_no_tables_that_could_end(saved_page: Callable[..., Any]) -> None:
    assert told(saved_page(TimelineView(case("mixed-l3-l5").timeline))) == []
