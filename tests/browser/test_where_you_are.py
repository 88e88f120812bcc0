"""The second day on the start page: where one stopped, what is due at a press of a button, a page that says what is held."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.learner import log, moments
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import choose, question_named
from spine_edu.widgets.progress import Progress
from tests.patience import until

pytestmark = pytest.mark.browser

BELIEF = "revision-surgery-is-revision"
NARROW = {"width": 320, "height": 640}


def days_ago(count: int) -> str:
    return moments.time_of(datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=count))


def answered(*ids: str, days: int, correct: bool = True) -> None:
    for id in ids:
        log.append(LoggedAnswer(days_ago(days), id, "mark", "?", float(correct), correct))


def test_what_is_due_is_asked_at_the_press_of_a_button_blank_and_by_keyboard_alone(saved_page: Callable[..., Any]) -> None:
    answered("start-joints", "start-first-question", days=2)
    answered(choose("column-steps")[0].id, days=3)
    page = saved_page(Progress())
    shown = page.locator(".progress")
    assert "You stopped in Lesson 1, The column: Step" in shown.inner_text()
    assert "2 questions from the lessons are due today." in shown.inner_text()
    assert page.locator(".deck").count() == 0, "nothing is asked before one wants it"
    page.get_by_role("button", name="Answer 2 now").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.textContent").startswith("Question 1 of 2")
    assert page.locator(".deck .verdict").first.inner_text() == ""
    for _ in range(2):
        card = page.locator(".deck .cards > section:visible")
        if card.get_by_label("Your answer").count():
            card.get_by_label("Your answer").fill(question_named("start-joints").solution())
        else:
            card.get_by_label(question_named("start-first-question").solution()).check()
        card.get_by_role("button", name="Check").press("Enter")
        assert card.get_by_role("button", name="Go on").count() == 0, "in a deck, Next leads on"
        page.locator(".deck > .actions button:visible").last.press("Enter")
    assert "2 of 2 right at the first try" in page.locator(".deck").inner_text()
    assert page.evaluate("() => models[0].state.records.map(({ tries }) => tries)") == [1, 1]


def test_a_page_to_hand_in_says_what_was_mastered_and_when(saved_page: Callable[..., Any], tmp_path: Path) -> None:
    for days in (9, 8, 7):
        answered("start-joints", days=days)
    page = saved_page(Progress())
    assert "1 objective mastered: right on three days" in page.locator(".progress .lead").inner_text()
    page.get_by_text("What you hold, objective by objective").press("Enter")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Save this as a page").click()
    assert coming.value.suggested_filename == "what-i-hold.html"
    coming.value.save_as(tmp_path / "held.html")
    page.goto((tmp_path / "held.html").as_uri())
    assert "count the joints in a row of bones" in page.inner_text("table")
    assert str(datetime.date.today().year) in page.inner_text("table")


def test_where_you_are_passes_wcag_and_fits_320_px(
    saved_page: Callable[..., Any], in_both_themes: Callable[..., list[str]]
) -> None:
    asked = choose("vertebra")
    answered(*(question.id for question in asked), days=2)
    log.append(LoggedAnswer(days_ago(2), "refusion-root-operation", "mark", "?", 0.0, False, 1, "sure", beliefs=(BELIEF,)))
    page = saved_page(Progress(), viewport=NARROW)
    page.get_by_text("What you hold, objective by objective").click()
    page.get_by_text("What led you astray").click()
    assert "the root operation is Revision." in page.locator(".progress").inner_text()
    page.get_by_text("Were you right when you were sure?").click()
    assert "0 of 1" in (page.locator(".progress svg").get_attribute("aria-label") or ""), "the plot says it in words too"
    assert "When you were sure, 0 of 1 (true share between 3 and 78\u00a0%)" in page.locator(".progress").inner_text()
    assert in_both_themes(page, "main") == []
    page.get_by_role("button", name=f"Answer {len({one.objective for one in asked}) + 1} now").click()
    assert in_both_themes(page, "main") == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]


def test_in_jupyterlab_an_answer_given_there_is_kept_and_go_on_leads_to_the_next_cell(
    open_notebook: Callable[..., Any],
) -> None:
    notebook = open_notebook(["from spine_edu.lesson import *", 'question("start-joints")', "progress()"])
    page, lab = notebook.page, notebook.lab
    page.locator(".spine-q input[type=text]").fill("2")
    page.locator(".spine-q input[type=text]").press("Enter")
    page.get_by_role("button", name="Go on").press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.jp-Cell')?.querySelector('.progress')")
    assert notebook.shape() == (3, 2), "the next cell is the active one, so that Shift + Enter runs it"
    until(lambda: list(lab.answers.glob("*.jsonl")))
    (file,) = lab.answers.glob("*.jsonl")
    file.write_text(file.read_text("utf-8").replace(moments.now()[:10], days_ago(2)[:10]), "utf-8")
    notebook.run_all()
    page.get_by_role("button", name="Answer it now").click()
    page.locator(".deck").get_by_label("Your answer").fill("2")
    page.locator(".deck").get_by_label("Your answer").press("Enter")
    until(lambda: sum(len(path.read_text("utf-8").splitlines()) for path in lab.answers.glob("*.jsonl")) == 2)
