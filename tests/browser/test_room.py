"""A room as a class meets it: the teacher's desk on a wall and two phones, from the first vote to both votes side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.room.served import Served, serve

pytestmark = pytest.mark.browser

WALL = {"width": 1280, "height": 720}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TOO_SMALL = """() => [...document.querySelectorAll('body *')].filter((node) =>
  [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && node.getClientRects().length
  && parseFloat(getComputedStyle(node).fontSize) < 28).map((node) => node.outerHTML.slice(0, 120))"""
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def room(tmp_path: Path) -> Any:
    with serve("12", tmp_path / "votes.jsonl") as served:
        yield served


def answer(phone: Any, option: str) -> None:
    phone.get_by_label(option).check()
    phone.get_by_role("button", name="Hand in").or_(phone.get_by_role("button", name="Check again")).click()
    phone.get_by_text("Your answer is counted.").wait_for()


def test_a_class_votes_talks_votes_again_and_sees_both_votes_side_by_side(
    room: Served, new_page: Callable[..., Any], violations: Callable[..., Any], expected_errors: list[str]
) -> None:
    right, wrong = "Refusion at L4-L5, first fusion at L3-L4", "One refusion, from L3 to L5"
    desk = new_page(viewport=WALL)
    desk.goto(room.desk)
    desk.get_by_role("combobox").wait_for()
    desk.keyboard.press("ArrowRight")
    desk.get_by_role("heading", name="L4-L5 was fused years ago").wait_for()

    phones = [new_page(**PHONE, dark=dark) for dark in (False, True)]
    for phone in phones:
        phone.goto(room.join)
        phone.get_by_label("The four letters on the screen").fill(room.word.lower())
        phone.get_by_role("button", name="Go in").click()
        phone.get_by_text("A question comes.").wait_for()
    desk.get_by_text("2 phones").wait_for()
    desk.keyboard.press("v")
    for phone in phones:
        answer(phone, wrong)
        assert phone.evaluate(WIDER) <= 0
        assert violations(phone, "body") == []
    desk.get_by_text("2 answered").wait_for()
    assert desk.locator(".bars").count() == 0, "nobody asked for bars"

    expected_errors.append("ERR_INTERNET_DISCONNECTED")
    phones[1].context.set_offline(True)
    phones[1].get_by_label(right).check()
    phones[1].get_by_role("button", name="Hand in").click()
    phones[1].get_by_text("Not sent yet").wait_for()
    phones[1].context.set_offline(False)
    phones[1].get_by_text("Your answer is counted.").wait_for()
    desk.get_by_text("2 answered").wait_for()

    phones[0].reload()
    phones[0].get_by_text("Your answer is counted").or_(phones[0].get_by_text("Handed in")).first.wait_for()
    assert phones[0].get_by_label(wrong).is_checked(), "a phone that reloads is back in its seat"

    desk.keyboard.press("t")
    desk.get_by_text("Talk to your neighbor: 1:").or_(desk.get_by_text("Talk to your neighbor: 2:00")).wait_for()
    phones[1].get_by_text("what did you answer, and why?").wait_for()
    desk.keyboard.press("g")
    for phone in phones:
        phone.get_by_role("button", name="Hand in").wait_for()
    answer(phones[0], right)
    answer(phones[1], wrong)
    desk.get_by_text("second vote: 2 answered").wait_for()
    desk.keyboard.press("a")
    desk.locator(".bars").wait_for()
    assert desk.locator(".belief, .mark").count() == 0, "bars alone say nothing of what is right"
    assert not desk.locator(".way-in").is_visible(), "bars take its room"
    desk.keyboard.press("r")
    desk.get_by_text("Of 2 who voted twice, 50 % moved from wrong to right, 50 % from right to wrong.").wait_for()
    assert "1 of you thinks: “" in desk.locator("[data-state='wrong'] .belief").first.inner_text()
    assert desk.locator("[data-round='2'] .count").first.is_visible()
    phones[1].get_by_text("Not yet.").wait_for()
    assert desk.evaluate(TOO_SMALL) == []
    assert desk.evaluate(WIDER) <= 0
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        assert violations(desk, "body") == []


def test_a_room_without_phones_is_counted_by_hands_with_the_keyboard_alone(
    room: Served, new_page: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    desk = new_page(viewport=WALL, dark=True)
    desk.goto(room.desk)
    desk.get_by_role("combobox").wait_for()
    desk.keyboard.press("PageDown")
    desk.get_by_role("heading", name="L4-L5 was fused years ago").wait_for()
    desk.keyboard.press("h")
    for count in ("3", "2", "12", "9"):
        desk.keyboard.type(count)
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.get_by_text("26 answered").wait_for()
    desk.keyboard.press("a")
    desk.get_by_text("12 (46 %)").wait_for()
    desk.keyboard.press("r")
    desk.get_by_text("12 of you think: “").wait_for()
    assert desk.evaluate(TOO_SMALL) == []
    assert violations(desk, "body") == []
    desk.reload()
    desk.get_by_text("12 of you think: “").wait_for()
    desk.goto(f"{room.desk.split('/desk/')[0]}/desk/cards")
    assert desk.locator(".card").count() == 4
    assert violations(desk, "body") == []
