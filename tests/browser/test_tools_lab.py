"""Timeline, level picker and code builder in a real JupyterLab: keys stay in the widget, Python knows what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.pages import ARRIVED

pytestmark = pytest.mark.browser

CELLS = [
    "from spine_edu.lesson import *",
    "view = timeline(case('mixed-l3-l5'), show='all')\nview",
    "picker = level_picker(discharged='2026-01-14')\npicker",
    "builder = code_builder(on='2026-01-14')\nbuilder",
]


def test_timeline_picker_and_builder_keep_their_keys_tell_python_and_outlive_their_kernel(
    open_notebook: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    notebook = open_notebook(CELLS, dark=True)
    page = notebook.page
    view, picker, builder = (page.locator(f".spine-{name}") for name in ("tl", "lp", "cb"))

    def the_timeline_has_its_keys() -> None:
        view.get_by_role("button", name="Next ▸").focus()
        before = notebook.shape()
        for key in ("ArrowRight", "ArrowDown", "a", "b", "d", "d", "x", "End", "ArrowLeft"):
            page.keyboard.press(key)
        assert view.locator(".moment").inner_text() == "Month 38, operation: Today."
        view.get_by_role("slider", name="Month of discharge").focus()
        for key in ("Home", "PageUp", "b", "End", "ArrowLeft"):
            page.keyboard.press(key)
        assert notebook.shape() == before
        assert notebook.run("(view.step, view.day)") == "(3, '2027-02-01')"
        notebook.run("view.day = '2015-09-30'")
        page.wait_for_function("() => document.querySelector('.ruling').textContent === 'ICD-9-CM'")
        page.wait_for_function(ARRIVED)
        assert violations(page, ".spine-tl") == []

    def the_picker_gets_its_codes_by_keyboard_alone() -> None:
        picker.get_by_label("Column fused").focus()
        before = notebook.shape()
        for keys in ("a", "r", "p", "o"):  # anterior, refusion, posterior, open: each list takes the first letter
            page.keyboard.press(keys)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the fold of materials
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # interbody cage
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # local autograft
        page.wait_for_function(
            "() => document.querySelector('.spine-lp .said').textContent === 'ICD-10-PCS: 0SG00AJ. 1 question is open.'"
        )
        assert "81.38" in picker.locator(".answers").inner_text()
        assert "refusion today" in picker.locator(".map svg").inner_html()
        assert notebook.shape() == before
        told = notebook.run(
            "from spine_edu.operation import read_operations\nprint(read_operations(picker.yaml) == [picker.operation], picker)"
        )
        assert told == "True LevelPicker(L4-L5; discharged 2026-01-14)"
        assert violations(page, ".spine-lp") == []

    def the_builder_has_its_keys() -> None:
        builder.get_by_label("Type or paste").first.focus()
        before = notebook.shape()
        page.keyboard.type("0SG00A1")
        assert "is not a valid code" in builder.locator(".verdict").inner_text()
        builder.get_by_label("7 Qualifier").focus()
        page.keyboard.press("j")
        assert "is valid" in builder.locator(".verdict").inner_text()
        assert notebook.shape() == before
        assert notebook.run("(builder.code, builder.reading.valid)") == "('0SG00AJ', True)"

    the_timeline_has_its_keys()
    notebook.theme(dark=False)
    the_picker_gets_its_codes_by_keyboard_alone()
    the_builder_has_its_keys()

    notebook.kill_kernel()
    view.get_by_role("button", name="Next ▸").click()
    assert view.locator(".moment").inner_text() == "Month 52, imaging: CT: bridging bone."
    view.get_by_role("button", name="Later change").click()
    assert "81.08 becomes 0SG00AJ" in view.locator(".turn").inner_text()
    picker.get_by_label("Approach").select_option("percutaneous")
    picker.get_by_text("The codes need the notebook running").wait_for()
    assert picker.locator(".said").inner_text() == "ICD-10-PCS: 0SG00AJ. 1 question is open."
