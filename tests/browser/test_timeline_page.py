"""A timeline in a saved page, without a kernel: walked through by keyboard, and moved across the change of code systems."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.cases import all_cases
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.widgets.coding.timeline import TimelineView
from tests.browser.pages import ARRIVED
from tests.quiz.samples import ATTACKS
from tests.widgets.timelines import AGAIN, HEALING, HEALING_STATES, NONUNION

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}


def nonunion() -> TimelineView:
    return TimelineView(NONUNION, operation=AGAIN, operation_month=31)


def state(page: Any, name: str) -> Any:
    return page.evaluate("(name) => models[0].state[name]", name)


def discharge(page: Any, day: str) -> None:
    field = page.get_by_label("Discharged", exact=True)
    field.fill(day)
    field.dispatch_event("change")


def row(page: Any, part: str) -> list[str]:
    """The codes a part was and is coded with, as the table shows them."""
    cells = page.locator(".years tbody tr").filter(has_text=part).locator("td")
    return [text.strip() for text in cells.all_inner_texts()]


def test_the_history_is_walked_through_by_keyboard(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    said = page.locator(".moment")
    assert said.inner_text() == "Month 0, operation: PLIF L4-L5."
    slider = page.get_by_role("slider", name="Step")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert said.inner_text() == "Month 14, imaging: CT: no bridge."
    assert slider.get_attribute("aria-valuetext") == "2 of 4: month 14, CT: no bridge"
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("ArrowRight")
    assert said.inner_text() == "Month 31, operation: Refusion of L4-L5."
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert said.inner_text() == "Month 43: The state changes."
    assert state(page, "step") == 3
    page.keyboard.press("Home")
    assert state(page, "step") == 0
    assert page.get_by_role("button", name="Previous").get_attribute("aria-disabled") == "true"


def test_the_spine_and_the_line_follow_the_moment(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    line = page.locator("[data-now] .now")
    before = line.bounding_box()
    assert "healing fusion" in page.locator(".map svg").get_attribute("aria-label")
    page.locator("[data-event='3']").click()
    page.wait_for_function(ARRIVED)
    assert line.bounding_box()["x"] > before["x"] + 50
    assert "anterior column refusion today, posterior column pseudarthrosis" in page.locator(".map svg").get_attribute(
        "aria-label"
    )
    assert page.locator(".details").inner_text().count("0SG00AJ") == 1
    assert "Coded on its day, 2015-10-05" in page.locator(".details").inner_text()
    page.locator("[data-event='2']").click()
    assert "Coded" not in page.locator(".details").inner_text()


def test_months_can_be_read_as_dates(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    page.get_by_label("Dates instead of months").check()
    page.get_by_role("button", name="Next").click()
    assert page.locator(".moment").inner_text() == "2014-05-01, imaging: CT: no bridge."
    assert page.locator("[data-now] text").text_content() == "now: 2014-05-01"
    assert page.locator(".map svg").get_attribute("aria-label").startswith("Level map at 2014-05-01.")
    told = [page.locator(place).text_content() for place in (".map svg", ".line svg", ".whole", ".panel")]
    assert not [text for text in told if re.search(r"\bmonths?\b", text, re.IGNORECASE)]
    page.get_by_label("Fiscal years").check()
    assert "FY2015" in page.locator(".line svg").inner_html()


def test_what_comes_after_the_step_is_a_pale_outline_without_words(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    bars = page.locator(".line [data-state]")

    def told() -> list[tuple[bool, bool]]:
        found = bars.evaluate_all(
            """(all) => all.map((bar) => {
              return [!!bar.querySelector(".word")?.getClientRects().length, +bar.children[2].getAttribute("width")]; })"""
        )
        return [(words, wide > 1) for words, wide in found]

    healing, lost, solid = 0, 1, 3
    assert told()[healing] == (True, False), "it begins now"
    assert told()[lost] == told()[solid] == (False, False)
    assert page.locator("[data-event].to-come").count() == 2
    page.get_by_role("button", name="Next").click()
    assert told()[healing] == (True, True) and told()[lost] == (True, False)
    page.get_by_role("slider", name="Step").press("End")
    assert all(full for _, full in told())
    assert page.locator(".line .to-come").count() == 0


@pytest.mark.parametrize("size", [PHONE, {"width": 640, "height": 900}, {"width": 1440, "height": 900}], ids=str)
def test_what_next_changes_stands_right_under_the_buttons(saved_page: Callable[..., Any], size: dict[str, int]) -> None:
    page = saved_page(nonunion(), viewport=size)
    page.get_by_role("button", name="Next").click()
    bar, panel, spine = (page.locator(place).bounding_box() for place in (".bar.steps", ".panel", ".map"))
    assert panel["y"] - (bar["y"] + bar["height"]) < 24
    assert spine["y"] + spine["height"] < 900
    assert (spine["x"] >= panel["x"] + panel["width"]) == (size is not PHONE)


def test_81_38_becomes_0sg00aj_when_the_day_slides_across_1_october_2015(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    slider = page.get_by_role("slider", name="Month of discharge")
    slider.focus()
    assert page.locator(".ruling").inner_text() == "ICD-10-PCS"
    page.keyboard.press("ArrowLeft")
    assert state(page, "day") == "2015-09-01"
    assert page.locator(".ruling").inner_text() == "ICD-9-CM"
    page.keyboard.press("ArrowRight")
    assert state(page, "day") == "2015-10-01"
    assert row(page, "anterior column") == ["81.38", "0SG00AJ"]
    turn = page.locator(".turn").inner_text()
    assert turn.startswith(
        "From ICD-9-CM to ICD-10-PCS: 81.38 becomes 0SG00AJ (L4-L5, anterior column, refusion); 81.62 falls away"
    )
    assert "a refusion is coded as Fusion, like a first one" in page.locator(".lesson").inner_text()
    assert slider.get_attribute("aria-valuetext") == "1 October 2015, ICD-10-PCS FY2016"


def test_the_buttons_stop_where_the_answer_changes(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    earlier, later = page.get_by_role("button", name="Earlier change"), page.get_by_role("button", name="Later change")
    days = [state(page, "day")]
    while earlier.get_attribute("aria-disabled") == "false":
        earlier.click()
        days.append(state(page, "day"))
    assert days[1] == "2015-09-30"
    assert days[-1] == "2001-09-30"
    assert row(page, "anterior column") == ["81.38", "81.09"]
    later.click()
    assert state(page, "day") == "2001-10-01"
    page.get_by_role("button", name="Back to its own day").click()
    assert state(page, "day") == "2015-10-05"


def test_the_edition_and_the_ms_drg_follow_the_day(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    discharge(page, "2024-09-30")
    assert page.locator(".edition").inner_text() == "30 September 2024 · FY2024, MS-DRG v41.1"
    discharge(page, "2024-10-01")
    turn = page.locator(".turn").inner_text()
    assert turn.startswith("Now ICD-10-PCS FY2025, MS-DRG v42: MS-DRG")
    discharge(page, "2025-04-01")
    assert (
        page.locator(".turn").inner_text()
        == "Now ICD-10-PCS FY2025 (from April 2025), MS-DRG v42.1: the same codes as on 1 October 2024."
    )


def test_what_is_said_of_a_day_does_not_go_beyond_our_tables(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    turn = page.locator(".turn")
    discharge(page, "2015-09-30")
    discharge(page, "2015-08-01")
    discharge(page, "2015-09-30")
    assert turn.inner_text() == "30 September 2015: the same edition, and the same codes as on 1 August 2015."
    discharge(page, "2024-10-01")
    first = re.search(r"MS-DRG \d+, covered from (.+?) on\b", turn.inner_text())
    assert first, turn.inner_text()
    discharge(page, "2014-05-01")
    assert f"MS-DRG is not covered before {first[1]}" in turn.inner_text()
    assert not re.search(r"MS-DRG \d+ (falls|is new)", turn.inner_text())


def test_a_day_outside_our_tables_is_refused_in_words(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion())
    discharge(page, "1999-01-01")
    assert page.get_by_role("alert").inner_text() == "Our tables answer for discharges from 1 October 2000 to 31 March 2027."
    assert state(page, "day") == "2015-10-05"


def test_reasons_stand_under_a_fold_for_every_case(saved_page: Callable[..., Any]) -> None:
    views = [TimelineView(case) for case in all_cases()]
    page = saved_page(*views)
    for n, view in enumerate(views):
        shown = page.locator(".spine-tl").nth(n)
        assert shown.locator(".answers details").first.get_attribute("open") is None
        shown.get_by_text("Every code, and why").click()
        codes = shown.locator(".answers .codes code.chip").all_inner_texts()
        answer = next(one for one in view.eras if one.first <= view.day <= one.last).answer
        assert [code for code in answer.codes if code not in codes] == [], view


def test_a_timeline_passes_wcag_in_both_themes(saved_page: Callable[..., Any], in_both_themes: Callable[..., Any]) -> None:
    page = saved_page(nonunion(), TimelineView(HEALING, states=HEALING_STATES))
    page.locator("[data-event='3']").click()
    discharge(page, "2015-09-30")
    page.get_by_text("Every code, and why").click()
    page.locator(".answers .codes summary").first.click()
    page.get_by_text("The whole history in words").first.click()
    assert in_both_themes(page, "main") == []


SMALL = """() => [...document.querySelectorAll("button, input, select, summary")]
  .filter((n) => n.offsetParent && n.type !== "checkbox" && n.getBoundingClientRect().height < 24)
  .map((n) => n.outerHTML.slice(0, 80))"""


def test_a_timeline_fits_a_small_screen(saved_page: Callable[..., Any]) -> None:
    """A narrow one, a phone, and a laptop at 200 %."""
    page = saved_page(nonunion(), viewport=NARROW)
    discharge(page, "2015-09-30")
    page.get_by_text("Every code, and why").click()
    for size in (NARROW, PHONE, {"width": 640, "height": 450}):
        page.set_viewport_size(size)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(SMALL) == [], size


def test_nothing_moves_for_those_who_ask_for_stillness(saved_page: Callable[..., Any]) -> None:
    page = saved_page(nonunion(), reduced_motion="reduce")
    moving = "(n) => [getComputedStyle(n).transitionDuration, getComputedStyle(n).animationName].join()"
    assert page.locator("[data-now] .now").evaluate(moving) == "0s,none"
    assert page.locator(".shadow").evaluate(moving) == "0s,none"


def test_two_views_share_no_id_and_a_hostile_text_stays_text(saved_page: Callable[..., Any]) -> None:
    hostile = Timeline(ATTACKS[0], ["L4-L5"], [Span("L4-L5", "anterior", "solid", 0)],
                       [Event(n, "note", attack, attack) for n, attack in enumerate(ATTACKS)])  # fmt: skip
    page = saved_page(nonunion(), nonunion(), TimelineView(hostile))
    page.locator(".spine-tl").nth(2).get_by_role("slider", name="Step").press("End")
    assert ATTACKS[-1] in page.locator(".spine-tl").nth(2).locator(".moment").inner_text()
    assert page.locator("main script, main iframe, main img").count() == 0
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
