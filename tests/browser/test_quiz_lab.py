"""A quiz in a real JupyterLab: by keyboard alone, after a reload of the page, after a restart of the kernel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CELLS = [
    "from spine_edu.lesson import *",
    'deck = quiz(["start-first-question", "start-joints", "recall-tlif-column"], deck=True)\ndeck',
    "after = 1",
]
STATES = ["Question 1: answered right", "Question 2: answer shown", "Question 3: open", "Result"]


def heading(page: Any) -> str:
    return page.locator(".deck > h3").inner_text()


def dots(page: Any) -> list[str]:
    return [button.get_attribute("aria-label") for button in page.locator(".dots button").all()]


def test_a_deck_is_played_by_keyboard_and_survives_a_reload_and_a_restart(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook(CELLS)
    page, press = notebook.page, notebook.page.keyboard.press
    page.locator(".deck input").first.focus()
    before = notebook.shape()
    for key in ("Space", "ArrowDown", "Tab", "Enter"):
        press(key)
    assert heading(page) == "Question 1 of 3; 1 right"
    while page.evaluate("() => document.activeElement.textContent") != "Next":
        press("Tab")
    press("Enter")
    assert page.evaluate("() => document.activeElement.textContent") == "Question 2 of 3; 1 right"
    press("j")  # on a heading, too, a letter is no command for the notebook
    press("Tab")
    for key in ("3", "Enter"):
        press(key)
    assert "Three is the number of bones" in page.locator(".verdict:visible").inner_text()
    page.locator(".deck").get_by_role("button", name="Show the answer").locator("visible=true").press("Enter")
    assert dots(page) == STATES
    assert notebook.shape() == before
    assert notebook.run(
        "[(a.question, a.answer, a.correct) for a in __import__('spine_edu.learner.log').learner.log.answers()][1]"
    ) == ("('start-joints', '3', False)")

    notebook.reload(ready="document.querySelector('.deck .dots')")
    assert (heading(page), dots(page)) == ("Question 2 of 3; 1 right", STATES), "the kernel lives: all is as it was"
    assert page.locator(".deck input[type=text]:visible").input_value() == "3"

    notebook.restart()
    page.wait_for_function("() => document.querySelector('.deck > h3')?.textContent.startsWith('Question 3')")
    assert dots(page) == STATES, "the kernel is new: the log remembers"
    page.get_by_role("button", name="Question 2:").click()
    assert page.locator(".deck input[type=text]:visible").input_value() == "3"
    assert "Three is the number of bones" in page.locator(".verdict:visible").inner_text()


def test_the_result_leads_to_the_heading_where_it_is_taught(open_notebook: Callable[..., Any], lab: Any) -> None:
    """In a lesson that is open, as the quiz's own lesson always is, Lab goes to the heading.

    One that it has yet to open, it opens at the top.
    """
    lab.write(
        "00-start-here.ipynb", ["%%md # Start here", *["%%md text"] * 30, "%%md ## Your first question", *["%%md text"] * 30]
    )
    notebook = open_notebook(
        ["from spine_edu.lesson import *", 'quiz(["start-joints", "start-first-question"], deck=True, fresh=True)']
    )
    page = notebook.page
    lesson = page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path")
    page.get_by_label("Your answer").fill("3")
    page.keyboard.press("Enter")
    page.locator(".dots").get_by_role("button", name="Result").click()
    link = page.get_by_role("link", name="Start page, Your first question").first
    link.press("Enter")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context?.path === '00-start-here.ipynb'")
    page.get_by_role("heading", name="Your first question").wait_for(state="attached")
    page.evaluate("(path) => window.jupyterapp.commands.execute('docmanager:open', { path })", lesson)
    link.press("Enter")
    page.wait_for_function(
        """() => [...document.querySelectorAll("h2")].some((node) => {
          const { top, height } = node.getBoundingClientRect();
          return node.textContent.startsWith("Your first question") && height > 0 && top > 0 && top < innerHeight; })"""
    )
