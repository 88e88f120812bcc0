"""A notebook that was run yesterday: its kernel is gone, and its questions are still there to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.quiz import all_questions
from tests.patience import until

pytestmark = pytest.mark.browser

CELLS = ["from spine_edu.lesson import *", 'question("start-joints")', 'timeline(case("mixed-l3-l5"), show="all")']
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
    assert "encryption" not in notebook.lab.log.read_text("utf-8"), "the learner's terminal is no place for the fears of kernels"


def test_a_notebook_that_gets_a_new_name_or_folder_while_it_is_open_keeps_its_live_card(
    open_notebook: Callable[..., Any],
) -> None:
    notebook = open_notebook(CELLS[:2])
    page, card = notebook.page, "document.querySelector('.spine-q input[type=text]')"
    notebook.reload(ready=card)  # saved, and never again
    (notebook.lab.root / "first half").mkdir()
    for old, new, path in (
        (page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path"), "joints.ipynb", "joints.ipynb"),
        ("joints.ipynb", "first half/joints.ipynb", "first half/joints.ipynb"),
        ("first half", "half", "half/joints.ipynb"),
    ):
        page.evaluate("([old, name]) => window.jupyterapp.serviceManager.contents.rename(old, name)", [old, new])
        until(lambda path=path: [session["path"] for session in notebook.lab.ask("GET", "/api/sessions")] == [path])
        notebook.open_again(f"{notebook.lab.url}/{notebook.lab.pages}/{path}", ready=card)
    assert page.locator(".spine-q").count() == 1


def test_a_lesson_opens_without_the_results_that_nobody_has_run_and_loses_none_of_them(open_notebook: Callable[..., Any]) -> None:
    told = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "nine stored joints"}}
    notebook = open_notebook([CELLS[0], 'joints_in("L3-S1")', 'joints_in("C1-T3")'], run=False, outputs={1: [told], 2: [told]})
    page = notebook.page
    file = notebook.lab.root / page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path")
    page.get_by_text("joints_in").first.wait_for()
    assert "nine stored joints" not in notebook.text()
    page.evaluate(
        """async () => {
          const { commands, shell } = window.jupyterapp, notebook = shell.currentWidget.content;
          await shell.currentWidget.sessionContext.ready;
          for (const n of [0, 1]) {
            notebook.activeCellIndex = n;
            await commands.execute("notebook:run-cell");
          }
        }"""
    )
    page.locator(".jp-OutputArea-output").get_by_text("L5-S1").wait_for()
    notebook.reload(ready="document.querySelector('.jp-OutputArea-output')?.innerText.includes('L5-S1')")
    assert "nine stored joints" not in notebook.text()
    assert file.read_text("utf-8").count("nine stored joints") == 1
