"""The labels of a note stay in view while its end is read: in JupyterLab, on a page, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.widgets.asking.question import question

pytestmark = pytest.mark.browser

ID = "capstone-messy-note"
AT_THE_END = """() => {
  const [bar, last] = [document.querySelector(".spine-q .labels"), [...document.querySelectorAll(".spine-q .clause")].at(-1)];
  let scrolls = bar.parentNode;
  const rolls = (box) => box === document.documentElement || /auto|scroll/.test(getComputedStyle(box).overflowY);
  while (!rolls(scrolls)) scrolls = scrolls.parentNode;
  const page = scrolls === document.documentElement;
  scrolls.scrollTop += last.getBoundingClientRect().top - (page ? innerHeight : scrolls.getBoundingClientRect().bottom) + 60;
  const top = page ? 0 : scrolls.getBoundingClientRect().top;
  return { started: bar.parentNode.getBoundingClientRect().top - top, stands: bar.getBoundingClientRect().top - top };
}"""


def stays(page: Any) -> None:
    page.wait_for_selector(".spine-q .clause")
    found = page.evaluate(AT_THE_END)
    assert found["started"] < -20, "the place where the labels began has gone out of view"
    assert found["stands"] == pytest.approx(0, abs=1.5), "they stand at the upper edge of what scrolls"


def test_the_labels_stay_in_jupyterlab(open_notebook: Callable[..., Any]) -> None:
    cells = [f"from spine_edu.widgets.asking.question import question\nquestion({ID!r})", *(f"after = {n}" for n in range(9))]
    stays(open_notebook(cells, viewport={"width": 1280, "height": 420}).page)


def test_the_labels_stay_on_a_phone(saved_page: Callable[..., Any]) -> None:
    stays(saved_page(question(ID), viewport={"width": 390, "height": 600}))
