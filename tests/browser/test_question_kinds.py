"""Every kind of question, by keyboard alone, with the mouse and with a finger, in a saved page and in a real JupyterLab."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.quiz import KINDS
from spine_edu.widgets.question import QuizCard
from tests.browser.ways import FIRST, LETTERS, WAYS, WHOLE, Way, focused, looks, press, walk
from tests.quiz.samples import LINKED, SAMPLES

pytestmark = pytest.mark.browser

FINGER = {"has_touch": True, "is_mobile": True}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
CELLS = [
    "from IPython.display import display\nfrom spine_edu.widgets.question import QuizCard\nfrom tests.quiz.samples import LINKED, SAMPLES",
    "cards = [QuizCard(asked) for asked in (SAMPLES | LINKED).values()]\nfor card in cards:\n    display(card)",
    "after = 1",
]
LAB_MISSES_ITS_KERNEL = ["Could not restore the debugger state", "Could not send widget sync message"]
ASKED = [*SAMPLES, *LINKED]


def cards(page: Any) -> list[tuple[Any, Way]]:
    """The cards of a page, in the order of the samples, each with how it is answered."""
    page.wait_for_function("([whole, n]) => document.querySelectorAll(whole).length === n", arg=[WHOLE, len(ASKED)])
    ways = {way.question.id: way for way in WAYS}
    return [(page.locator(WHOLE).nth(n), ways[id]) for n, id in enumerate(ASKED)]


def verdict(card: Any) -> str:
    return card.locator(".verdict").last.inner_text().replace("\n", " ")


def start(card: Any) -> None:
    card.locator(FIRST).first.focus()


def answer_by_keyboard(page: Any, card: Any, way: Way) -> None:
    """Answer from the first control on; the verdict comes in a live region that was there before, and the focus stays."""
    region = card.locator(".verdict").last.element_handle()
    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "polite")
    start(card)
    way.keys(page)
    walk(page, "Tab", "Check")
    press(page, "Enter")
    assert focused(page) == "Check again", f"{way.question.id}: {region.inner_text()}"
    assert is_right(region.inner_text()), f"{way.question.id}: {region.inner_text()}"


def answer_by_pointing(card: Any, way: Way, act: str) -> None:
    way.point(card, act)
    getattr(card.get_by_role("button", name="Check").last, act)()
    assert is_right(verdict(card)), f"{way.question.id}: {verdict(card)}"


def is_right(said: str) -> bool:
    return said.replace("\n", " ").startswith(("✓Right.", "✓The case is solved."))


def stops(page: Any, card: Any) -> list[str]:
    """The controls that Tab meets from the first of a card to "Check"; Shift+Tab has to meet them in turn on the way back."""
    start(card)
    met = [focused(page)]
    while met[-1] != "Check" and len(met) < 40:
        press(page, "Tab")
        met.append(focused(page))
    for name in reversed(met[:-1]):
        press(page, "Shift+Tab")
        assert focused(page) == name, "the way back is the way there"
    return met[:-1]


def records(notebook: Any) -> list[tuple[Any, ...]]:
    """What Python knows of each card: the answer on screen, the first one, how many, and twice whether the last is right."""
    told = notebook.run("print([(c.answer, c.first_answer, c.tries, c.correct, c.verdict.correct) for c in cards])")
    return ast.literal_eval(told)


def test_every_kind_and_every_sample_has_a_way_to_be_answered() -> None:
    assert {way.question.kind for way in WAYS} == set(KINDS), "a new kind needs a sample in tests/quiz and a way in ways.py"
    assert {way.question.id for way in WAYS} == set(ASKED)


def test_each_kind_is_answered_with_the_keyboard_alone(saved_page: Callable[..., Any]) -> None:
    page = saved_page(*(QuizCard(way.question) for way in WAYS))
    for n, way in enumerate(WAYS):
        answer_by_keyboard(page, page.locator(WHOLE).nth(n), way)
        assert page.evaluate("(n) => models[n].state.answer", n) == way.answer


@pytest.mark.parametrize(("act", "screen"), [("click", {}), ("tap", {**FINGER, "viewport": PHONE})], ids=["mouse", "finger"])
def test_each_kind_is_answered_with_mouse_and_finger(saved_page: Callable[..., Any], act: str, screen: dict[str, Any]) -> None:
    page = saved_page(*(QuizCard(way.question) for way in WAYS), **screen)
    for n, way in enumerate(WAYS):
        answer_by_pointing(page.locator(WHOLE).nth(n), way, act)
        assert page.evaluate("(n) => models[n].state.answer", n) == way.answer


def test_in_jupyterlab_each_kind_keeps_its_keys_and_outlives_a_reload_and_a_restart(
    open_notebook: Callable[..., Any], violations: Callable[..., Any], expected_errors: list[str]
) -> None:
    expected_errors += LAB_MISSES_ITS_KERNEL
    notebook = open_notebook(CELLS)
    page = notebook.page
    for card, way in cards(page):
        start(card)
        before = notebook.shape()
        met = stops(page, card)
        assert len(met) == len(way.stops) and all(map(str.startswith, met, way.stops)), met
        start(card)
        press(page, *LETTERS)
        answer_by_keyboard(page, card, way)
        assert notebook.shape() == before, f"a key of {way.question.id} went to the notebook"
    known, seen = records(notebook), looks(page)
    assert [(answer, last, again) for answer, _, _, last, again in known] == [(way.answer, True, True) for _, way in cards(page)]
    assert {tries for _, _, tries, _, _ in known} == {1, 3}, (
        "letters are two wrong answers first where letters can be one; a case has three parts"
    )
    assert violations(page, ".spine-q") == []

    notebook.reload()
    cards(page)
    assert (looks(page), records(notebook)) == (seen, known), "the kernel lives: all is as it was"

    page.evaluate("(whole) => document.querySelectorAll(whole).forEach((card) => card.classList.add('old'))", WHOLE)
    notebook.restart()
    page.wait_for_function("() => !document.querySelector('.old')")
    cards(page)
    assert (looks(page), records(notebook)) == (seen, known), "the kernel is new: the log remembers"


def test_in_jupyterlab_each_kind_is_answered_with_the_mouse_with_and_without_a_kernel(
    open_notebook: Callable[..., Any], violations: Callable[..., Any], expected_errors: list[str]
) -> None:
    expected_errors += LAB_MISSES_ITS_KERNEL
    notebook = open_notebook(CELLS, dark=True)
    page = notebook.page
    for card, way in cards(page):
        answer_by_pointing(card, way, "click")
    assert records(notebook) == [(way.answer, way.answer, max(1, len(way.question.parts)), True, True) for _, way in cards(page)]
    assert violations(page, ".spine-q") == []
    notebook.run("from spine_edu.log import forget; forget()")
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
