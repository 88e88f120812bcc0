"""After a Run All a result that was to be predicted waits, folded, for the answer or for one press; nothing else is folded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_slips_lab import RUN

pytestmark = pytest.mark.browser

LOOK = ("look",)
CELLS: list[tuple[str, tuple[str, ...]]] = [
    ("from spine_edu.lesson import *", ()),
    ('question("start-joints")', ()),
    ('joints_in("L3-S1")', LOOK),
    ("# The next step", ()),
    ('joints_in("C1-T3")', LOOK),
    ('joints_in("C6-T1")', ()),
    ("1 / 0", LOOK),
]
RUN_ALL = """async () => {
  const { commands, shell } = window.jupyterapp;
  await shell.currentWidget.sessionContext.ready;
  await commands.execute("notebook:run-all-cells");
}"""
SEEN = """() => window.jupyterapp.shell.currentWidget.content.widgets.slice(2).map(
  ({ node }) => !!node.querySelector(".jp-OutputArea-output")?.checkVisibility()
    && node.querySelector(".jp-Cell-outputWrapper").getBoundingClientRect().height > 5)"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    def cell(n: int, source: str, tags: tuple[str, ...]) -> dict[str, Any]:
        if source.startswith("#"):
            return {"cell_type": "markdown", "id": f"cell-{n}", "metadata": {}, "source": source}
        metadata = {"tags": [*tags]}
        return {
            "cell_type": "code",
            "id": f"cell-{n}",
            "metadata": metadata,
            "source": source,
            "outputs": [],
            "execution_count": None,
        }

    cells = [cell(n, source, tags) for n, (source, tags) in enumerate(CELLS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = tmp_path / "lesson.ipynb"
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return file


def test_a_result_waits_for_the_answer_or_for_one_press(
    lesson: Path, open_notebook: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook(lesson, run=False)
    page = notebook.page
    folds = page.locator(".se-look summary")
    assert folds.count() == 0, "nothing was run, and nothing is there to be folded"
    page.evaluate(RUN_ALL)
    page.get_by_text("ZeroDivisionError").first.wait_for()
    page.locator(".spine-q").wait_for()
    notebook.settled = True
    asked, told = "Look at the result now, or answer the question above first", "Look at the result"
    assert folds.all_inner_texts() == [asked, told]
    assert page.evaluate(SEEN) == [False, False, False, True, True], "an error is no result, and an untagged one tells nothing"
    for dark in (False, True):
        notebook.theme(dark)
        assert violations(page, ".se-look") == []

    folds.nth(1).focus()
    before = notebook.shape()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({SEEN})()[2]")
    assert notebook.shape() == before
    assert page.evaluate("() => document.activeElement.matches('.se-look summary')"), "the focus stays where it was pressed"

    page.locator(".spine-q input[type=text]").fill("4")  # a wrong answer is one, too
    page.locator(".spine-q input[type=text]").press("Enter")
    page.wait_for_function(f"() => ({SEEN})()[0]")
    assert folds.all_inner_texts() == [told]

    notebook.reload(ready="document.querySelector('.spine-q .verdict')?.innerText")
    page.wait_for_function(f"() => ({SEEN})()[0]")
    assert page.evaluate(SEEN) == [True, False, False, True, True], "the answer is kept; what was pressed open is folded anew"
    page.evaluate(RUN, 4)
    page.wait_for_function(f"() => ({SEEN})()[2]")
    assert folds.count() == 0, "who runs one cell has asked for its result"
