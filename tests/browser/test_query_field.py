"""The text field of a query: it says point by point how the query stands, while it is typed and when it is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.quiz import question_named
from spine_edu.widgets.asking.question import QuizCard
from tests.browser.pages import LAPTOP

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LEADS = "The L4-L5 level was then fused. Was the bone laid in the gutters? With a cage the DRG is higher."
OPEN = 'Your note says "15 mL of allograft". Where was it laid?'
POINTS = "() => [...document.querySelectorAll('.query .reasons li')].map((line) => line.dataset.state)"


def card() -> QuizCard:
    return QuizCard(question_named("step-query-write"))


def test_the_list_reads_along_and_the_check_tells_the_rest_without_a_kernel(saved_page: Callable[..., Any]) -> None:
    page = saved_page(card())
    assert page.evaluate(POINTS) == ["open"] * 5
    field = page.get_by_label("Your query")
    field.press_sequentially(LEADS)
    assert page.evaluate(POINTS) == ["right", "open", "wrong", "right", "wrong"]
    assert "“drg” speaks of payment" in page.locator(".query .reasons").inner_text()
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.evaluate(POINTS) == ["right", "wrong", "wrong", "wrong", "wrong"]
    assert "“gutters” is an answer" in page.locator(".query .reasons").inner_text()
    assert page.evaluate("() => [models[0].state.answer, models[0].state.score]") == [LEADS, 0]
    field.fill(OPEN)
    assert page.evaluate(POINTS) == ["right", "open", "right", "right", "right"]
    page.get_by_role("button", name="Check again").click()
    assert page.evaluate(POINTS) == ["right"] * 5
    assert page.evaluate("() => models[0].state.correct") is True


def test_a_line_break_is_typed_and_sends_nothing(saved_page: Callable[..., Any]) -> None:
    page = saved_page(card())
    page.get_by_label("Your query").press_sequentially("Where was it laid?\nIn which place?")
    assert page.evaluate("() => models[0].state.tries") == 0
    assert page.get_by_label("Your query").input_value().count("\n") == 1


def test_the_field_passes_wcag_and_fits(saved_page: Callable[..., Any], in_both_themes: Callable[..., Any]) -> None:
    page = saved_page(card())
    page.get_by_label("Your query").fill(LEADS)
    for viewport in (LAPTOP, PHONE):
        page.set_viewport_size(viewport)
        assert in_both_themes(page, ".spine-q") == []
    page.get_by_role("button", name="Check", exact=True).click()
    for viewport in (LAPTOP, PHONE):
        page.set_viewport_size(viewport)
        assert in_both_themes(page, ".spine-q") == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_in_jupyterlab_a_query_keeps_its_keys_is_kept_and_comes_back(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook(["from spine_edu.lesson import *", 'question("step-query-write")'])
    page = notebook.page
    page.get_by_label("Your query").focus()
    before = notebook.shape()
    page.keyboard.type(OPEN)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".verdict", has_text="Right.").wait_for()
    assert notebook.shape() == before
    told = notebook.run('print(question("step-query-write").answer)')
    assert told == OPEN
