"""A lesson on the wall that asks the room: one question from the way in to both votes side by side, on its own scene."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish.present.deck import deck
from spine_edu.quiz import question_named
from spine_edu.room.pages import DECK, beside_scenes
from spine_edu.room.serving import desk_link, serve_deck
from spine_edu.widgets.asking.question import QuizCard
from tests.browser.test_room import PHONE, WALL, answer
from tests.publish.test_page import markdown, notebook
from tests.room.phone import Here, served_here

pytestmark = pytest.mark.browser

ASKED = ("step-which-joint", "step-four-acts")
RIGHT, WRONG = "Refusion at L4-L5, first fusion at L3-L4", "One refusion, from L3 to L5"
OUTSIDE = """() => [...document.querySelectorAll(".se-strip *, .se-votes *")].filter((node) => {
  const { width, left, right, bottom } = node.getBoundingClientRect();
  const isSmall = parseFloat(getComputedStyle(node).fontSize) * document.querySelector("#stage").currentCSSZoom < 27.9;
  return width > 1 && node.innerText && (left < 0 || right > innerWidth || bottom > innerHeight + 1 || isSmall);
}).map((node) => node.outerHTML.slice(0, 99))"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    cells = (markdown("# Refusion\n\nThe joint decides."),)
    lesson = notebook(*map(QuizCard, map(question_named, ASKED)), cells=cells)

    def serve(hall: Any, sockets: Any) -> None:
        serve_deck(hall, deck(lesson, "12-refusion", beside=beside_scenes(hall)), sockets)

    with served_here("12", tmp_path / "votes.jsonl", serve) as served:
        yield served


@pytest.fixture
def wall(here: Here, new_page: Callable[..., Any]) -> Any:
    """The deck on the wall, opened by the teacher's link, on its title."""
    page = new_page(viewport=WALL)
    page.goto(desk_link(here.hall.setting, DECK))
    page.wait_for_selector("body[data-ready][data-deck]", state="attached")
    page.locator(".se-join").wait_for(state="attached")
    return page


def test_a_question_is_voted_on_twice_and_both_votes_lie_side_by_side_on_its_scene(
    here: Here, wall: Any, new_page: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    wall.keyboard.press("j")
    wall.locator(".se-join .word", has_text=here.hall.setting.word).wait_for()
    assert violations(wall, ".se-join") == []
    phones = [new_page(**PHONE) for _ in range(2)]
    for phone in phones:
        phone.goto(here.hall.setting.address)
        phone.get_by_label("The four letters on the screen").fill(here.hall.setting.word)
        phone.get_by_role("button", name="Go in").click()
        phone.get_by_text("Nothing is asked yet.").wait_for()
    wall.locator(".se-join").get_by_text("2 phones here").wait_for()
    wall.keyboard.press("j")
    wall.keyboard.press("?")
    assert wall.locator(".deck-board[open]").evaluate("board => board.scrollTop") == 0, "the keys of the room stand first"
    wall.keyboard.press("Escape")
    strip, card, bars = wall.locator(".se-strip"), wall.locator(".scene:visible .spine-q"), wall.locator(".se-votes .bars")
    assert not strip.is_visible(), "a scene without a question asks nothing"

    wall.keyboard.press("PageDown")
    phones[0].get_by_text("A question comes.").wait_for()
    wall.keyboard.press("v")
    phones[0].get_by_text("Choose an option, then hand in.").wait_for()
    for phone, said in zip(phones, (WRONG, WRONG), strict=True):
        answer(phone, said)
    strip.get_by_text("2 answered · 2 phones").wait_for()
    assert card.is_visible() and not bars.is_visible(), "nobody asked for bars"
    wall.reload()
    strip.get_by_text("2 answered · 2 phones").wait_for()
    assert strip.get_by_role("button", name="Vote", pressed=True).is_visible(), "a laptop that reloads closes no vote"

    wall.keyboard.press("t")
    strip.get_by_text("Talk to your neighbor: ").wait_for()
    phones[1].get_by_text("what did you answer, and why?").wait_for()
    assert wall.evaluate(OUTSIDE) == []
    wall.keyboard.press("g")
    for phone, said in zip(phones, (RIGHT, WRONG), strict=True):
        phone.get_by_role("button", name="Hand in").wait_for()
        answer(phone, said)
    strip.get_by_text("second vote: 2 answered").wait_for()
    wall.keyboard.press("a")
    bars.wait_for()
    assert not card.is_visible(), "the votes stand where the options stood"
    assert wall.locator(".se-votes :is(.belief, .mark)").count() == 0, "bars alone say nothing of what is right"

    wall.keyboard.press("r")
    wall.get_by_text("Of 2 who voted twice, 50 % moved from wrong to right, 0 % from right to wrong.").wait_for()
    assert wall.locator(".se-votes [data-state='wrong'] .belief").first.inner_text().startswith("1 of you thinks: “")
    assert wall.locator(".se-votes [data-round='1']").first.is_visible() and wall.evaluate(OUTSIDE) == []
    phones[1].get_by_text("Not yet.").wait_for()
    for scheme in ("light", "dark"):
        wall.emulate_media(color_scheme=scheme)
        assert violations(wall, "body") == []


def test_hands_are_counted_on_the_scene_and_the_answer_on_the_wall_closes_the_vote(here: Here, wall: Any) -> None:
    wall.keyboard.press("PageDown")
    strip = wall.locator(".se-strip")
    strip.get_by_role("button", name="Hands").wait_for()
    wall.keyboard.press("h")
    for count in ("3", "2", "12", "9"):
        wall.keyboard.type(count)
        wall.keyboard.press("Tab")
    wall.keyboard.press("Enter")
    strip.get_by_text("26 answered").wait_for()
    wall.keyboard.press("Escape")
    with wall.expect_popup() as opened:
        wall.keyboard.press("s")
    speaker = opened.value.locator(".se-strip")
    speaker.get_by_role("button", name="Bars").click()
    wall.get_by_text("12 (46 %)").wait_for()
    wall.bring_to_front()
    wall.keyboard.press("PageDown")
    wall.locator(".scene:visible .scene-key").wait_for()
    strip.get_by_role("button", name="Vote", pressed=False).wait_for()

    wall.keyboard.press("PageDown")
    wall.wait_for_function("() => document.querySelector('.scene:not([hidden])').dataset.question === 'step-four-acts'")
    strip.get_by_text("0 phones").wait_for()
    wall.keyboard.press("v")
    strip.get_by_role("button", name="Vote", pressed=True).wait_for()
    assert here.desk.now()["question"]["id"] == "step-four-acts", "the room is asked what the scene asks"
