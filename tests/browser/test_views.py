"""One picture in several states, in a page without a kernel: the switch changes the drawing, and says what is seen."""

from __future__ import annotations

import pytest

from spine_edu.lesson import herniations

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_the_switch_moves_the_disc_by_keyboard_and_says_what_is_pressed(saved_page, violations):
    page = saved_page(herniations("L4-L5"), viewport=PHONE)
    status = page.locator(".spine-views [role=status]")
    assert status.inner_text().endswith("presses the thecal sac")
    page.get_by_role("radio", name="central", exact=True).focus()
    for root in ("L5 root", "L4 root"):
        page.keyboard.press("ArrowRight")
        assert status.inner_text().endswith(f"presses the {root}")
        assert page.locator(".spine-views .drawing svg").get_attribute("aria-label") == status.inner_text()
    assert page.evaluate("window.models[0].get('shown')") == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, ".spine-views") == []
