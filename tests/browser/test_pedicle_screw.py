"""The screw in a pedicle, in a page without a kernel: turned by keys, told in words, on a phone and in the dark."""

from __future__ import annotations

import pytest

from spine_edu.figures.plates.bones import pedicle_screw
from spine_edu.widgets.turning.screw import PedicleScrew

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
SAID = "() => document.querySelector('.spine-screw [role=status]').textContent"


def test_a_screw_is_turned_by_keyboard_on_a_phone_until_it_breaks_out(saved_page, violations):
    page = saved_page(PedicleScrew("L5", 6.5), viewport=PHONE, dark=True)
    l5 = pedicle_screw.pedicle_of("L5")
    assert page.evaluate(SAID) == pedicle_screw.describe(l5, 6.5, 0)
    page.get_by_role("slider").nth(1).focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Screw: half a millimeter more").press("Enter")
    assert page.evaluate(SAID) == pedicle_screw.describe(l5, 7, 20)
    page.get_by_role("combobox").select_option(label="T5 (Turkey, 63 adults)")
    assert "a medial breach" in page.evaluate(SAID)
    assert page.locator(".spine-screw .hit").count() == 1 and page.get_by_text("✕").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, ".spine-screw") == []
