"""The same in Notebook 7: every kind of question keeps its keys and reaches Python, and a lesson draws all it has."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from spine_edu.publish.notebooks import lessons
from tests.browser.lab import opening
from tests.browser.letters import small_letters
from tests.browser.server import Lab
from tests.browser.test_spine import CAMERA, PLOT
from tests.browser.test_spine import CELL as FIGURE
from tests.browser.ways import CELLS, LETTERS, answer_each_by_keyboard, cards, press, records
from tests.browser.window import Window

pytestmark = pytest.mark.browser

WIDGET = "application/vnd.jupyter.widget-view+json"
CELLS_HERE = "[...document.querySelectorAll('.jp-CodeCell')]"


@pytest.fixture(scope="module")
def notebook7(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    server = Lab(tmp_path_factory.mktemp("notebook7"), "notebook")
    yield server
    server.stop()


@pytest.fixture
def open_notebook7(
    notebook7: Lab, window: Window, new_page: Callable[..., Any], request: pytest.FixtureRequest, expected_errors: list[str]
) -> Iterator[Callable[..., Any]]:
    expected_errors.append("reading 'schema'")  # Notebook 7 stumbles so over its own settings, whatever is opened
    beside_lab = Window(window.profile, window.watch)
    yield from opening(notebook7, new_page, request, expected_errors, beside_lab)
    beside_lab.put_away(worn=True)


def test_each_kind_of_question_keeps_its_keys_and_reaches_python_and_a_figure_is_turned_by_keys(
    open_notebook7: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook7([*CELLS, FIGURE])
    answer_each_by_keyboard(notebook)
    assert [(answer, last, again) for answer, _, _, last, again in records(notebook)] == [
        (way.answer, True, True) for _, way in cards(notebook.page)
    ]
    assert violations(notebook.page, ".spine-q") == []

    page = notebook.page
    page.get_by_role("button", name="Turn in 3D").focus()
    before = notebook.shape()
    press(page, "Enter")
    page.wait_for_function(f"{PLOT}?._fullLayout?.scene?._scene?.glplot && document.activeElement.type === 'radio'")
    press(page, "ArrowDown")
    page.wait_for_function(f"{CAMERA}.x > 0.5")  # the next of the views is the left side
    press(page, *LETTERS)
    page.get_by_role("application").focus()
    press(page, *LETTERS)
    seen = page.evaluate(f"JSON.stringify({CAMERA})")
    press(page, "ArrowLeft")
    page.wait_for_function(f"(seen) => JSON.stringify({CAMERA}) !== seen", arg=seen)
    assert notebook.shape() == before, "no key of ours moves or makes a cell"


def test_a_lesson_draws_all_it_has(open_notebook7: Callable[..., Any]) -> None:
    (lesson,) = (path for path in lessons() if path.name.startswith("12"))
    notebook = open_notebook7(lesson)
    page = notebook.page
    stored = [cell["outputs"] for cell in json.loads(lesson.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    alive = [n for n, outputs in enumerate(stored) if any(WIDGET in output.get("data", {}) for output in outputs)]
    live = f"{CELLS_HERE}.flatMap((cell, n) => (cell.querySelector('.spine-q, .spine-w') ? [n] : []))"
    page.wait_for_function(f"(n) => {live}.length >= n", arg=len(alive))
    assert page.evaluate(f"() => {live}") == alive
    page.evaluate("() => document.querySelectorAll('.se-look').forEach((fold) => (fold.open = true))")  # what was to be predicted
    heights = page.evaluate(f"() => {CELLS_HERE}.map((cell) => cell.querySelector('.jp-OutputArea-output')?.offsetHeight ?? 0)")
    assert [n for n, height in enumerate(heights) if height > 20] == [n for n, outputs in enumerate(stored) if outputs]
    page.locator(".spine-q input").first.focus()
    before = notebook.shape()
    press(page, *LETTERS)
    assert notebook.shape() == before

    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("() => document.querySelector('.jp-OutputArea-output').getBoundingClientRect().width < 390")
    assert small_letters(page, at_least=4) == []
