"""Every lesson as its exported page, from a fresh kernel.

No answer is told first, no source is named by its id, all widgets are alive, nothing is too wide, and axe has nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.data import document
from spine_edu.publish.notebooks import lessons, read
from spine_edu.publish.page import page as page_of
from tests.browser.letters import small_letters
from tests.browser.pages import LAPTOP
from tests.browser.told_first import told_first

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 840}
TOLD_ALL_THE_SAME = {
    "step-recovery-mean-of-ten": "the days that guides name, and the mean of ten invented patients happens to lie among them",
}


SAID = """() => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll(".se-sources, code, script").forEach((other) => other.remove());
  return main.textContent;
}"""


def ids_in(said: str) -> set[str]:
    """Ids of sources that stand in brackets where a learner should find a number."""
    return {id for found in re.findall(r"\[([a-z0-9,; -]+)\]", said) for id in re.split("[,; ]+", found)} & set(
        document("sources.yml")
    )


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_a_lesson_on_first_opening_tells_no_answer_around_its_question_and_is_whole_on_a_phone(
    path: Path, ran: Callable[[Path], dict[str, Any]], tmp_path: Path, tab: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    file = tmp_path / f"{path.stem}.html"
    file.write_text(page_of(ran(path), path.stem), encoding="utf-8")
    dark = int(path.stem[:2]) % 2 == 1  # half the lessons in the dark: each theme is held on every widget by its own test
    page = tab(viewport=PHONE, dark=dark)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]")

    page.set_viewport_size(LAPTOP)
    told = told_first(page, read(path)["cells"])
    assert {id: sentence for id, sentence in told.items() if id not in TOLD_ALL_THE_SAME} == {}

    page.set_viewport_size(PHONE)
    page.evaluate(
        "() => document.querySelectorAll('main > section > details').forEach((fold) => fold.toggleAttribute('open', true))"
    )
    assert small_letters(page) == []
    assert ids_in(page.evaluate(SAID)) == set()
    empty = "() => [...document.querySelectorAll('[data-widget]')].filter((spot) => !spot.innerText.trim()).length"
    assert page.evaluate(empty) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    without = "() => [...document.images].filter((image) => !image.alt || !image.complete || !image.naturalWidth).length"
    assert page.evaluate(without) == 0
    assert page.locator("text=Error").filter(has_text="Traceback").count() == 0
    assert violations(page, "html") == []
