"""A slip in a real JupyterLab: the sentence alone is seen, once, and it is an alert; a fault of a program keeps its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SEEN = """() => [...document.querySelectorAll('.jp-OutputArea-child')]
  .filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())"""

RUN = """async () => {
  await jupyterapp.shell.currentWidget.sessionContext.ready;
  jupyterapp.commands.execute('notebook:run-all-cells');
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_slip_is_one_sentence_read_out_and_seen_once(
    open_notebook: Callable[..., Any], violations: Callable[..., Any], dark: bool
) -> None:
    notebook = open_notebook(["from spine_edu.lesson import *", 'timelin("mixed-l3-l5")'], run=False, dark=dark)
    page = notebook.page
    page.evaluate(RUN)
    page.get_by_role("alert").filter(has_text="did you mean timeline?").wait_for()
    assert page.evaluate(SEEN) == ["Nothing is called timelin here; did you mean timeline?"]
    assert violations(page, ".se-slip") == []


def test_a_fault_that_is_no_slip_shows_its_lines(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook(["from spine_edu.lesson import *", "1 / 0"], run=False)
    notebook.page.evaluate(RUN)
    notebook.page.get_by_text("ZeroDivisionError").first.wait_for()
    assert notebook.page.get_by_text("Traceback").count() > 0
