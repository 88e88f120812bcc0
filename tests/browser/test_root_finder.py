"""The body on which a root is found, in a page without a kernel: by a click, by keys and from the list, on a phone."""

from __future__ import annotations

import pytest

from spine_edu.figures.plates.person.root_told import root_told
from spine_edu.quiz import question_named
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.turning.body import RootFinder

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def told(page):
    return page.locator(".spine-body dd").all_inner_texts()


def test_a_root_is_found_by_click_by_keys_and_from_the_list(saved_page, violations):
    page = saved_page(RootFinder(), viewport=PHONE, dark=True)
    assert told(page) == [], "nothing is told before anything is asked"
    page.locator(".spine-body svg:visible [data-part='C6'] path").first.click()
    assert told(page) == [says for _, says in root_told("C6")["lines"]]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("window.models[0].get('root')") == "C7"
    page.get_by_role("radio", name="movement").check()
    assert page.locator(".spine-body [aria-pressed='true']:visible").count() == 2, "the muscle, and the place of the reflex"
    page.get_by_role("combobox").select_option("T4")
    assert page.locator(".spine-body [role=status]").inner_text().startswith("Root T4")
    assert page.locator(".spine-body [aria-pressed='true']:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page, ".spine-body") == []


def test_a_question_is_answered_on_the_body_and_what_is_not_asked_takes_no_click(saved_page):
    page = saved_page(QuizCard(question_named("nerves-click-skin-of-l4-l5")), viewport=PHONE)
    assert page.locator(".spine-q svg [role=button]").count() == 5
    page.get_by_role("button", name="Outer side of the lower leg and top of the foot").locator("path").first.click()
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.get_by_text("runs past the disc of L4-L5").is_visible()
