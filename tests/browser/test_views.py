"""One picture in several states, in a page without a kernel: the switch changes the drawing, and says what is seen."""

from __future__ import annotations

import pytest

from spine_edu.lesson import herniations, segment_bender

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


def test_the_slider_bends_the_segment_until_bands_go_taut(saved_page, violations):
    page = saved_page(segment_bender(), viewport=PHONE)
    status, slider = page.locator(".spine-views [role=status]"), page.get_by_role("slider", name="Bend L4 on L5")
    assert "taut" not in status.inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "2° forward"
    assert status.inner_text().endswith("taut: interspinous ligament, supraspinous ligament")
    page.keyboard.press("Home")
    assert status.inner_text().endswith("taut: anterior longitudinal ligament")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, ".spine-views") == []
