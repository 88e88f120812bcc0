"""A slip in a real JupyterLab: the sentence alone is seen, once, and it is an alert; a fault of a program keeps its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SEEN = """() => [...document.querySelectorAll('.jp-OutputArea-child')]
  .filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())"""

RUN = """async (n) => {
  const { commands, shell } = window.jupyterapp, notebook = shell.currentWidget.content;
  await shell.currentWidget.sessionContext.ready;
  notebook.activeCellIndex = n;
  await commands.execute('notebook:run-cell');
}"""


def test_a_slip_is_one_sentence_read_out_and_seen_once_and_a_fault_that_is_no_slip_shows_its_lines(
    open_notebook: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook(["from spine_edu.lesson import *", 'timelin("mixed-l3-l5")', "1 / 0"], run=False)
    page = notebook.page
    for n in (0, 1):
        page.evaluate(RUN, n)
    page.get_by_role("alert").filter(has_text="did you mean timeline?").wait_for()
    for dark in (False, True):
        notebook.theme(dark)
        assert page.evaluate(SEEN) == ["Nothing is called timelin here; did you mean timeline?"]
        assert violations(page, ".se-slip") == []

    page.evaluate(RUN, 2)
    page.get_by_text("ZeroDivisionError").first.wait_for()
    assert page.get_by_text("Traceback").count() > 0
