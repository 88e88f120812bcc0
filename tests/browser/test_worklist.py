"""The worklist: a refusion from its note to the claim by keyboard alone, with feedback in four steps, and no kernel at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.practice.case import practice_case
from spine_edu.practice.claims.claim import dealt
from spine_edu.practice.claims.skills import can_train
from spine_edu.practice.claims.tagging import tagging
from spine_edu.practice.plans.switches import numbers_where, wanted
from spine_edu.widgets.asking.worklist import Worklist
from tests.browser.pages import ARRIVED

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NAME = """() => {
  const at = document.activeElement;
  return at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? at.innerText;
}"""


def refusion() -> int:
    """A refusion of 2026 with a class and two codes at least."""
    fits = wanted(only=["refusion only", "FY2026"])
    return next(n for n in numbers_where(fits, 12) if not practice_case(n).plan.gap and len(dealt(n)["codes"]) > 1)


def build_by_keyboard(page: Any, code: str) -> None:
    """Build a code from its seven lists, from the field of the codes on, and put it into the claim."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the field of the code in hand
    for sign in code:
        page.keyboard.press("Tab")
        page.keyboard.type(f"{sign}  ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_a_refusion_is_claimed_by_keyboard_alone_and_told_step_by_step(
    saved_page: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    number = refusion()
    key = dealt(number)
    page = saved_page(Worklist(number, stock=2), viewport=PHONE)
    note = page.get_by_role("document", name="Operative note")
    assert note.evaluate("(note) => note.scrollHeight <= note.clientHeight"), "on a phone the note has its full height"
    note.focus()
    for section in key["sections"]:
        for row in section["rows"]:
            page.keyboard.press("Tab")
            assert page.evaluate(NAME) == row["label"]
            page.keyboard.type(section["options"][row["right"][0]])
    page.keyboard.press("Tab")
    first, *others = [code["code"] for code in key["codes"]]
    wrong = first[:5] + ("K" if first[5] != "K" else "7") + first[6]
    page.keyboard.type("\n".join(others))
    build_by_keyboard(page, wrong)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    (handed,) = page.evaluate("models[0].get('given')")
    assert handed["part"] == str(number) and wrong in handed["answer"]["codes"], "the learner's log is told what was handed in"
    said = page.locator(".spine-worklist section [role='status']").last
    assert f"Codes: {len(others)} of {len(others) + 1} right, 1 near." in said.inner_text()
    assert "“Where is it wrong?” tells which." in said.inner_text()
    assert first not in page.locator(".spine-worklist").inner_text(), "the first step tells how many, and no code"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert f"{wrong} is near: look at character 6, device." in page.locator(".outcome").inner_text()
    assert first not in page.locator(".outcome").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = page.locator(".outcome").inner_text()
    assert f"right is {first}" in told
    assert key["codes"][0]["characters"][5]["phrase"] in told
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".patient svg").count() == 2
    assert key["astray"] in page.locator(".patient").inner_text()
    page.wait_for_function(ARRIVED)
    assert violations(page, ".spine-worklist") == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Procedure codes").fill("\n".join([first, *others]))
    page.get_by_role("button", name="Hand in").press("Enter")
    assert "All of it is right." in said.inner_text()
    page.get_by_role("button", name="Next case").press("Enter")
    assert f"Case {number} " not in page.locator(".spine-worklist .head").first.inner_text()
    page.get_by_label("Case number").fill(str(number))
    page.keyboard.press("Enter")
    assert page.get_by_label("Procedure codes").input_value() == "\n".join([first, *others]), "what was claimed is kept"


def test_a_note_is_marked_by_keyboard_alone(saved_page: Callable[..., Any], violations: Callable[..., Any]) -> None:
    (number,) = numbers_where(can_train("note"), 1)
    question = tagging(practice_case(number))
    page = saved_page(Worklist(number, skill="note", stock=1), viewport=PHONE)
    clauses = [clause.locator("> span").first.inner_text() for clause in page.locator(".clause").all()]
    assert clauses == list(question.clauses)
    page.locator(".clause").first.focus()
    at = 0
    for label, (_, places) in enumerate(question.solution().items(), 1):
        page.keyboard.press(str(label))
        for place in places:
            for _ in range(abs(place - at)):
                page.keyboard.press("ArrowRight" if place > at else "ArrowLeft")
            page.keyboard.press("Space")
            at = place
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "All of it is right." in page.locator(".spine-worklist").inner_text()
    assert violations(page, ".spine-worklist") == []
