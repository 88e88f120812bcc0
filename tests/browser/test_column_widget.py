"""The column to bend, in a page without a kernel: what the sliders draw and say is what Python draws and says."""

from __future__ import annotations

import re

import pytest

from spine_edu.figures.alignment import column_bend
from spine_edu.widgets.turning.column import ColumnBender

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
STATE = """() => {
  const root = document.querySelector(".spine-column");
  const bones = [...root.querySelectorAll("svg [data-part]")].map((n) => [n.dataset.part, n.getAttribute("transform")]);
  return { bones: Object.fromEntries(bones),
           said: root.querySelector("[role=status]").textContent, low_back: window.models[0].get("low_back") };
}"""
SET = "(angles) => { for (const [name, value] of Object.entries(angles)) window.models[0].set(name, value); }"


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("angles", [(13, 40, 50), (30, 70, 20), (0, 20, 65)], ids=str)
def test_the_script_stacks_and_says_what_python_does(saved_page, angles):
    page = saved_page(ColumnBender())
    page.evaluate(SET, dict(zip(("neck", "chest", "low_back"), angles, strict=True)))
    state = page.evaluate(STATE)
    assert state["said"] == column_bend.describe(*angles), (
        "see spine_edu/widgets/static/turning/column.js and figures/alignment/column_bend.py"
    )
    for bone, matrix in column_bend.matrices(*angles).items():
        assert numbers(state["bones"][bone]) == pytest.approx(numbers(matrix), abs=0.11), bone


def test_a_deeper_low_back_balances_a_deep_chest_by_keyboard_and_it_passes_axe(saved_page, violations):
    page = saved_page(ColumnBender(chest=70), viewport=PHONE)
    page.get_by_role("slider", name="low back, L1 to S1").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="low back, L1 to S1: one degree more").click()
    state = page.evaluate(STATE)
    assert state["low_back"] == 60
    assert "C7 stands straight above the sacrum" in state["said"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, ".spine-column") == []
