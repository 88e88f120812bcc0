"""Every kind of question, by keyboard alone, with the mouse and with a finger, in a saved page and in a real JupyterLab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.widgets.asking.question import QuizCard
from tests.browser.ways import (
    ASKED,
    CELLS,
    WAYS,
    WHOLE,
    answer_by_keyboard,
    answer_by_pointing,
    answer_each_by_keyboard,
    cards,
    looks,
    records,
)

pytestmark = pytest.mark.browser

FINGER = {"has_touch": True, "is_mobile": True}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}


def test_each_kind_is_answered_with_the_keyboard_alone(saved_page: Callable[..., Any]) -> None:
    page = saved_page(*(QuizCard(way.question) for way in WAYS))
    for n, way in enumerate(WAYS):
        answer_by_keyboard(page, page.locator(WHOLE).nth(n), way)
        assert page.evaluate("(n) => models[n].state.answer", n) == way.answer


@pytest.mark.parametrize("act", ["click", "tap"], ids=["mouse", "finger"])
def test_each_kind_is_answered_with_mouse_and_finger(
    saved_page: Callable[..., Any], new_page: Callable[..., Any], act: str
) -> None:
    cards = (QuizCard(way.question) for way in WAYS)
    page = saved_page(*cards, page=new_page(viewport=PHONE, **FINGER) if act == "tap" else None)
    for n, way in enumerate(WAYS):
        answer_by_pointing(page.locator(WHOLE).nth(n), way, act)
        assert page.evaluate("(n) => models[n].state.answer", n) == way.answer


def test_in_jupyterlab_each_kind_keeps_its_keys_and_outlives_a_reload_and_a_restart(
    open_notebook: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook(CELLS)
    page = notebook.page
    answer_each_by_keyboard(notebook)
    known, seen = records(notebook), looks(page)
    assert [(answer, last, again) for answer, _, _, last, again in known] == [(way.answer, True, True) for _, way in cards(page)]
    assert {tries for _, _, tries, _, _ in known} == {1, 3}, (
        "letters are two wrong answers first where letters can be one; a case has three parts"
    )
    assert violations(page, ".spine-q") == []

    notebook.reload(ready=f"document.querySelectorAll('{WHOLE}').length === {len(ASKED)}")
    assert (looks(page), records(notebook)) == (seen, known), "the kernel lives: all is as it was"

    page.evaluate("(whole) => document.querySelectorAll(whole).forEach((card) => card.classList.add('old'))", WHOLE)
    notebook.restart()
    page.wait_for_function("() => !document.querySelector('.old')")
    cards(page)
    assert (looks(page), records(notebook)) == (seen, known), "the kernel is new: the log remembers"


def test_in_jupyterlab_each_kind_is_answered_with_the_mouse_with_and_without_a_kernel(
    open_notebook: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook(CELLS, dark=True)
    page = notebook.page
    for card, way in cards(page):
        answer_by_pointing(card, way, "click")
    assert records(notebook) == [(way.answer, way.answer, max(1, len(way.question.parts)), True, True) for _, way in cards(page)]
    assert violations(page, ".spine-q") == []
    notebook.run("from spine_edu.learner.log import forget; forget()")
    notebook.run_all()
    page.wait_for_function("() => document.querySelectorAll('.verdict:empty').length >= 12")
    notebook.kill_kernel()
    for card, way in cards(page):
        answer_by_pointing(card, way, "click")


def test_in_jupyterlab_each_kind_is_answered_with_a_finger_on_a_narrow_screen(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook(CELLS, viewport=NARROW, **FINGER)
    page = notebook.page
    for card, way in cards(page):
        answer_by_pointing(card, way, "tap")
        assert card.evaluate("(node) => node.scrollWidth <= node.clientWidth + 1"), f"{way.question.id} is wider than its place"
    assert records(notebook) == [(way.answer, way.answer, max(1, len(way.question.parts)), True, True) for _, way in cards(page)]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
