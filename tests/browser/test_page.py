"""A lesson as one page, opened from the disk: it asks nothing of the network, answers, and remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish.page import page
from spine_edu.widgets.question import QuizCard
from spine_edu.widgets.quiz import Quiz
from tests.publish.test_page import markdown, notebook
from tests.quiz.samples import SAMPLES, SINGLE, hostile

pytestmark = pytest.mark.browser

ALL = (*SAMPLES.values(), hostile())


@pytest.fixture
def open_page(tmp_path: Path, new_page: Callable[..., Any]) -> Callable[..., Any]:
    def open_it(*widgets: Any, name: str = "lesson", **options: Any) -> Any:
        file = tmp_path / f"{name}.html"
        if widgets:
            cells = (markdown("# Lesson\n\n## Part\n\n| a | b |\n| - | - |\n| 1 | 2 |"),)
            file.write_text(page(notebook(*widgets, cells=cells), name), encoding="utf-8")
        shown = new_page(**options)
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


def test_without_scripts_the_printed_question_is_there(open_page: Callable[..., Any]) -> None:
    shown = open_page(*map(QuizCard, SAMPLES.values()), java_script_enabled=False)
    assert shown.locator("[data-widget] section").count() == len(SAMPLES)
    assert shown.get_by_text("Which ICD-10-PCS root operation names the").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_passes_wcag_with_every_kind_of_question(
    open_page: Callable[..., Any], violations: Callable[..., Any], dark: bool
) -> None:
    shown = open_page(*map(QuizCard, ALL), dark=dark)
    shown.wait_for_selector("body[data-ready]")
    assert shown.evaluate("() => window.attacked") is None
    assert violations(shown, "html") == []


def test_a_page_fits_a_phone(open_page: Callable[..., Any]) -> None:
    shown = open_page(*map(QuizCard, ALL), viewport={"width": 320, "height": 640})
    shown.wait_for_selector("body[data-ready]")
    assert shown.evaluate("() => document.documentElement.scrollWidth") <= 320
