"""A notebook that was run yesterday: its kernel is gone, and its questions are still there to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.quiz import all_questions

pytestmark = pytest.mark.browser

CELLS = ["from spine_edu.lesson import *", 'question("start-joints")', 'timeline(case("mixed-l3-l5"))']
STEM = next(question.stem for question in all_questions() if question.id == "start-joints")


def test_on_the_second_day_a_question_is_read_at_once_and_run_again_it_knows_its_answer(
    open_notebook: Callable[..., Any],
) -> None:
    notebook = open_notebook(CELLS)
    page = notebook.page
    page.locator(".spine-q input[type=text]").fill("3")
    page.locator(".spine-q input[type=text]").press("Enter")
    page.locator(".verdict:visible").wait_for()
    notebook.reload(ready="document.querySelector('.spine-q .verdict')?.innerText")  # saved, and its kernel lives
    for session in notebook.lab.ask("GET", "/api/sessions"):
        notebook.lab.ask("DELETE", f"/api/sessions/{session['id']}")

    for _ in range(2):  # the second time there is a kernel, and not the one that the widgets were of
        notebook.show(page.url.partition("?")[0])
        page.get_by_text(STEM[:40]).first.wait_for()
        page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output').length === 2")  # each once
        assert "Error displaying widget" not in notebook.text()
        assert page.locator(".spine-q").count() == 0

    notebook.run_all()
    page.locator(".spine-tl").wait_for()
    assert page.locator(".spine-q input[type=text]").input_value() == "3"
    assert page.locator(".spine-q .verdict").inner_text() != ""
