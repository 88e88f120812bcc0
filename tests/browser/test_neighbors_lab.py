"""Widgets of one notebook in a real JupyterLab: each is its own, although all run a copy of the same script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CELLS = [
    "from spine_edu.lesson import *",
    'question("step-columns-back-wall")',
    'question("step-columns-all-around")',
    'herniations("L4-L5")',
    "column_systems()",
]
IDS = "[...document.querySelectorAll('.spine-q [id], .spine-w [id]')].map((node) => node.id)"


def test_an_answer_to_one_question_leaves_the_next_alone(open_notebook: Callable[..., Any]) -> None:
    page = open_notebook(CELLS).page
    first, second = page.locator(".spine-q").nth(0), page.locator(".spine-q").nth(1)
    first.locator("label", has_text="as the wall is the back of the body").click()
    second.locator("label", has_text="bone lies in front and behind").click()
    assert first.locator(":checked").count() == second.locator(":checked").count() == 1
    assert page.locator(".spine-views :checked").count() == 2
    twice = [name for name, times in Counter(page.evaluate(IDS)).items() if times > 1]
    assert not twice, f"labels and drawings share these ids: {twice}"
