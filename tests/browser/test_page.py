"""A lesson as one page, opened from the disk: it asks nothing of the network, answers, and remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.lesson import case
from spine_edu.publish.page import page
from spine_edu.quiz import question_named
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.coding.timeline import TimelineView
from spine_edu.widgets.turning.column import ColumnBender
from spine_edu.widgets.turning.nod import NeckCounter
from spine_edu.widgets.turning.profile import PelvisProfile
from tests.publish.test_page import markdown, notebook
from tests.quiz.samples import CASE, NUMBER, PLACE, SAMPLES, SINGLE, TAG, hostile

pytestmark = pytest.mark.browser

ALL = (*SAMPLES.values(), hostile())


@pytest.fixture
def open_page(tmp_path: Path, tab: Callable[..., Any], new_page: Callable[..., Any]) -> Callable[..., Any]:
    def open_it(*widgets: Any, name: str = "lesson", scripts: bool = True, **options: Any) -> Any:
        file = tmp_path / f"{name}.html"
        if widgets:
            cells = (markdown("# Lesson\n\n## Part\n\n| a | b |\n| - | - |\n| 1 | 2 |"),)
            file.write_text(page(notebook(*widgets, cells=cells), name), encoding="utf-8")
        shown = tab(**options) if scripts else new_page(java_script_enabled=False, **options)
        shown.goto(file.as_uri())
        return shown

    return open_it


def test_a_question_answers_and_is_still_answered_when_the_page_is_opened_again(open_page: Callable[..., Any]) -> None:
    shown = open_page(QuizCard(SINGLE), Quiz(SAMPLES.values()))
    first = shown.locator(".spine-q").first
    first.get_by_label("Revision").focus()
    shown.keyboard.press("Space")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert "Revision corrects a device" in first.locator(".verdict").inner_text()
    shown.reload()
    shown.wait_for_selector("body[data-ready]")
    assert "Revision corrects a device" in shown.locator(".spine-q").first.locator(".verdict").inner_text()


def test_a_changed_question_does_not_inherit_an_answer(open_page: Callable[..., Any]) -> None:
    shown = open_page(QuizCard(SINGLE))
    shown.wait_for_selector("body[data-ready]")
    shown.get_by_label("Revision").check()
    shown.get_by_role("button", name="Check").click()
    other = open_page(QuizCard(SINGLE, seed=5))
    other.wait_for_selector("body[data-ready]")
    assert other.locator(".verdict").inner_text() == ""


def test_without_scripts_the_printed_question_is_there_and_the_answers_stand_at_the_end(open_page: Callable[..., Any]) -> None:
    shown = open_page(*map(QuizCard, SAMPLES.values()), scripts=False)
    assert shown.get_by_role("heading", name="Answers").is_visible()
    assert shown.locator("[data-widget] section").count() == len(SAMPLES)
    assert shown.get_by_text("Which ICD-10-PCS root operation names the").is_visible()


def test_a_page_passes_wcag_with_every_kind_of_question(
    open_page: Callable[..., Any], in_both_themes: Callable[..., Any]
) -> None:
    shown = open_page(*map(QuizCard, ALL))
    shown.wait_for_selector("body[data-ready]")
    assert shown.evaluate("() => window.attacked") is None
    assert in_both_themes(shown, "html") == []


def test_a_page_fits_a_phone(open_page: Callable[..., Any]) -> None:
    shown = open_page(*map(QuizCard, (*ALL, TAG)), viewport={"width": 320, "height": 640})
    shown.wait_for_selector("body[data-ready]")
    assert shown.evaluate("() => document.documentElement.scrollWidth") <= 320
    last = shown.locator(".clause").last
    last.evaluate("(phrase) => scrollBy(0, phrase.getBoundingClientRect().bottom - innerHeight + 60)")
    bars = [shown.locator(name).bounding_box() for name in (".contents", ".labels")]
    assert bars[1]["y"] == pytest.approx(bars[0]["y"] + bars[0]["height"], abs=1.5), "labels stay in sight below the contents"


SMALL = """() => [...document.querySelectorAll("main svg text")].filter((text) => text.getClientRects().length)
  .map((text) => [text, text.getScreenCTM()])
  .map(([text, { a, b }]) => [text.textContent, parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b)])
  .filter(([, pixels]) => pixels < 10.95)"""


def test_on_a_phone_the_letters_of_drawings_in_cards_are_eleven_pixels_tall(open_page: Callable[..., Any]) -> None:
    widgets = QuizCard(PLACE), Quiz([PLACE], deck=True), TimelineView(case("mixed-l3-l5")), PelvisProfile(), NeckCounter()
    shown = open_page(*widgets, ColumnBender(), viewport={"width": 390, "height": 844})
    shown.wait_for_selector("body[data-ready]")
    shown.locator(".pick").first.press("Space")
    assert shown.locator(".tick.on text").count() == 1
    assert shown.evaluate(SMALL) == []
    assert shown.evaluate("() => document.documentElement.scrollWidth") <= 390


PAPER = {"width": 680, "height": 1000}
"""A4 between its margins, in CSS pixels."""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_prints_all_its_questions_black_on_white_and_the_answers_after_them(
    open_page: Callable[..., Any], dark: bool
) -> None:
    deck = Quiz(SAMPLES.values(), deck=True)
    shown = open_page(deck, *map(QuizCard, (PLACE, TAG, CASE)), TimelineView(case("mixed-l3-l5")), dark=dark, viewport=PAPER)
    shown.wait_for_selector("body[data-ready]")
    printed, answers = shown.locator(".widget > .output"), shown.locator(".answer-key")
    assert (printed.locator("visible=true").count(), answers.is_visible()) == (0, False)
    shown.emulate_media(media="print", color_scheme="dark" if dark else "light")
    assert shown.locator(".live").locator("visible=true").count() == 0
    assert printed.locator("section:visible").count() == len(SAMPLES) + 3
    assert answers.locator("> ol > li:visible").count() == len(SAMPLES) + 3
    assert shown.locator("details:not([open])").locator("visible=true").count() == 0
    ink = "() => [...document.querySelectorAll('.output p, .output li, h1')].map((e) => getComputedStyle(e).color)"
    assert set(shown.evaluate(ink)) == {"rgb(0, 0, 0)"}
    boxes = """() => [...document.querySelectorAll("main *")].filter((box) => box.getClientRects().length
        && /auto|scroll|hidden/.test(getComputedStyle(box).overflow)
        && !(box instanceof SVGElement)).map((box) => box.className)"""
    assert shown.evaluate(boxes) == []  # what scrolls on a screen is cut on paper
    assert shown.evaluate("() => document.documentElement.scrollWidth") <= PAPER["width"]
    assert len(shown.pdf(format="A4")) > 10_000


def test_the_result_of_a_deck_names_a_lesson_without_its_page_and_links_nowhere(open_page: Callable[..., Any]) -> None:
    shown = open_page(Quiz([question_named("step-which-joint")], deck=True))
    shown.wait_for_selector("body[data-ready]")
    shown.get_by_label("One refusion, from L3 to L5").check()
    shown.get_by_role("button", name="Check").click()
    shown.get_by_role("button", name="See the result").click()
    assert "Lesson 12" in shown.locator(".summary").inner_text()
    assert shown.locator("main a").count() == 0


def test_a_browser_that_keeps_nothing_says_so_once(open_page: Callable[..., Any]) -> None:
    shown = open_page(QuizCard(NUMBER), QuizCard(SINGLE))
    shown.wait_for_selector("body[data-ready]")
    shown.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    shown.get_by_label("Your answer").fill("4")
    shown.get_by_label("Your answer").press("Enter")
    shown.get_by_label("Revision").check()
    shown.locator(".spine-q").last.get_by_role("button", name="Check").click()
    assert [verdict.inner_text()[:5] for verdict in shown.locator(".verdict p:first-child strong").all()] == ["Right", "Not y"]
    said = shown.locator(":is(.spine-notice, .unkept):visible")
    assert said.all_inner_texts() == ["This browser does not keep your answers: they are here until you close the page."]


NONSENSE = {
    "no JSON": "{",
    "nothing": "null",
    "a number in the place of a list": '{"answers": 5, "answer": "4", "tries": 1}',
    "a part that is no record": '{"parts": {"x": null}}',
    "a quiz without its records": '{"records": [], "at": 1}',
    "a record without its fields": '{"records": [{}]}',
}


def test_nonsense_in_the_browser_costs_the_entry_and_never_the_question(open_page: Callable[..., Any]) -> None:
    shown = open_page(QuizCard(NUMBER), Quiz([SINGLE]), TimelineView(case("mixed-l3-l5")))
    shown.wait_for_selector("body[data-ready]")
    shown.get_by_label("Your answer").fill("4")
    shown.get_by_label("Your answer").press("Enter")
    shown.get_by_label("Revision").check()
    shown.locator(".spine-q").nth(1).get_by_role("button", name="Check").click()
    shown.get_by_role("button", name="Next").click()
    card, quiz, line = shown.evaluate(
        "() => ['lesson 0', 'lesson 1', 'lesson 2'].map((one) => Object.keys(localStorage).find((name) => name.includes(one)))"
    )
    for text in (*NONSENSE.values(), '{"step": "x"}', '{"step": null, "story": []}'):
        spoiled = line if "step" in text else quiz if "records" in text else card
        shown.evaluate("([name, text]) => localStorage.setItem(name, text)", [spoiled, text])
        shown.reload()
        shown.wait_for_selector("body[data-ready]")
        assert [shown.locator(one).count() for one in (".spine-q > .verdict", ".spine-tl .panel")] == [2, 1], text
        said = shown.locator(".spine-notice:visible").all_inner_texts()
        assert ["could not be read" in one for one in said] == ([] if spoiled == line else [True]), text
    shown.get_by_label("Your answer").fill("4")
    shown.get_by_label("Your answer").press("Enter")
    shown.reload()
    shown.wait_for_selector("body[data-ready]")
    assert "Right." in shown.locator(".verdict").first.inner_text(), "a new answer is kept"


def test_a_page_takes_from_the_browser_answers_and_no_question(open_page: Callable[..., Any]) -> None:
    shown = open_page(QuizCard(NUMBER))
    shown.wait_for_selector("body[data-ready]")
    shown.get_by_label("Your answer").fill("4")
    shown.get_by_label("Your answer").press("Enter")
    shown.evaluate(
        """() => {
          const [name] = Object.keys(localStorage);
          const kept = JSON.parse(localStorage.getItem(name));
          localStorage.setItem(name, JSON.stringify({ ...kept, face: null, notice: "Buy this." }));
        }"""
    )
    shown.reload()
    shown.wait_for_selector("body[data-ready]")
    assert "Right." in shown.locator(".verdict").inner_text()
    assert shown.locator(".spine-notice:visible").count() == 0
