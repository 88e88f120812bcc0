"""Every lesson as its exported page, from a fresh kernel: all widgets alive, nothing too wide for a phone, nothing for axe to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish.notebooks import lessons
from spine_edu.publish.page import export

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 840}


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_a_lesson_is_whole_as_a_page_on_a_phone(
    path: Path, tmp_path: Path, new_page: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    file = tmp_path / f"{path.stem}.html"
    file.write_text(export(path), encoding="utf-8")
    dark = int(path.stem[:2]) % 2 == 1  # half the lessons in the dark: each theme is held on every widget by its own test
    page = new_page(viewport=PHONE, dark=dark)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]")
    empty = "() => [...document.querySelectorAll('[data-widget]')].filter((spot) => !spot.innerText.trim()).length"
    assert page.evaluate(empty) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    without = "() => [...document.images].filter((image) => !image.alt || !image.complete || !image.naturalWidth).length"
    assert page.evaluate(without) == 0
    assert page.locator("text=Error").filter(has_text="Traceback").count() == 0
    assert violations(page, "html") == []
