"""A cell run before the first one, in a new kernel or after a restart: one sentence with a button, and no page of Python's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.test_slips_lab import RUN, SEEN

pytestmark = pytest.mark.browser

CELLS = [
    "from spine_edu.lesson import *",
    'patient = case("mixed-l3-l5")',
    "print('so far')\npatient.title",
    "def broken(): return 1 / 0\nbroken()",
]
NEW = "The kernel is new, and knows no name of this lesson yet"


def test_a_new_kernel_is_told_of_in_a_sentence_and_a_button_runs_what_is_missing(
    open_notebook: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook(CELLS, run=False)
    page = notebook.page
    told, button = page.get_by_role("alert"), page.get_by_role("button", name="Run all cells down to this one")
    for again in (False, True):  # on opening, and after a restart
        if again:
            notebook.miss_a_kernel()
            page.evaluate("async () => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        page.evaluate(RUN, 2)
        told.filter(has_text=NEW).wait_for()
        for dark in (False, True):
            notebook.theme(dark)
            assert [text[: len(NEW)] for text in page.evaluate(SEEN)] == ["so far", NEW]
            assert violations(page, ".se-new-kernel") == []
        button.focus()
        page.keyboard.press("Enter" if again else " ")
        page.locator(".jp-OutputArea-executeResult").first.wait_for()
        told.wait_for(state="detached")
        assert page.get_by_text("Traceback").count() == 0
    notebook.settled = True

    page.evaluate(RUN, 3)
    page.get_by_text("ZeroDivisionError").first.wait_for()
    assert told.count() == 0
