"""The neck counter, in a page without a kernel: what the boxes count and say is what Python counts and says."""

from __future__ import annotations

import pytest

from spine_edu.figures.alignment import neck_nod
from spine_edu.widgets.turning.nod import NeckCounter

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
STATE = """() => {
  const root = document.querySelector(".spine-nod");
  return { said: root.querySelector("[role=status]").textContent, sum: root.querySelector("[data-part=sum]").textContent,
           wide: Number(root.querySelector("[data-part=left]").getAttribute("width")),
           fused: [...root.querySelectorAll("[data-fused=true]")].map((row) => row.dataset.joint) };
}"""


@pytest.mark.parametrize("fused", [[], ["C1-C2"], ["C3-C4", "C4-C5", "C5-C6"], list(neck_nod.JOINTS)], ids=len)
def test_the_script_counts_and_says_what_python_does(saved_page, fused):
    page = saved_page(NeckCounter())
    page.evaluate("(fused) => window.models[0].set('fused', fused)", fused)
    state = page.evaluate(STATE)
    assert state["said"] == neck_nod.describe(fused), (
        "see spine_edu/widgets/static/turning/nod.js and figures/alignment/neck_nod.py"
    )
    assert state["fused"] == fused
    assert state["sum"] == f"{neck_nod.left(fused):g} of {neck_nod.left(()):g} degrees left"
    assert state["wide"] / 384 == pytest.approx(neck_nod.left(fused) / neck_nod.left(()), abs=0.001)


def test_a_joint_is_fused_by_keyboard_on_a_phone_and_it_passes_axe(saved_page, violations):
    page = saved_page(NeckCounter("C5-C6"), viewport=PHONE, dark=True)
    page.get_by_role("checkbox", name="skull-C1").focus()
    page.keyboard.press("Space")
    state = page.evaluate(STATE)
    assert state["fused"] == ["O-C1", "C5-C6"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, ".spine-nod") == []
