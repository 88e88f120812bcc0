"""Questions over a map, a note and a case, in a saved page without a kernel: what the keys do, what is said, for every eye."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.quiz import question_named
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from tests.browser.ways import BED, SCREWS_OUT, STATUS, focused, press, spot
from tests.quiz.samples import ATTACKS, CASE, COLUMNS, HOSTILE_LINKED, LINKED, PART, PLACE, TAG

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}


def state(page: Any, n: int = 0) -> dict[str, Any]:
    return page.evaluate("(n) => models[n].state", n)


def verdict(card: Any) -> str:
    return card.locator(".verdict").last.inner_text().replace("\n", " ")


def try_all(page: Any) -> None:
    """Put every form of feedback on the page: right and wrong places and marks, what was missed, a case done in part."""
    cards = page.locator(":is(main > div, .cards) > .spine-q")
    spot(cards.nth(0), "L3-L4").press("Space")
    spot(cards.nth(1), "L3-L4, anterior").press("Space")
    spot(cards.nth(1), "L4-L5, anterior").press("Enter")
    for phrase, label in ((STATUS, "1"), (BED, "1"), (SCREWS_OUT, "3")):
        clause = cards.nth(2).get_by_role("button", name=phrase)
        clause.press(label)
        clause.press("Space")
    cards.nth(3).get_by_label("First fusion").check()
    for n in range(4):
        cards.nth(n).get_by_role("button", name="Check").click()
    for n in (1, 2, 3):
        cards.nth(n).get_by_role("button", name="Show the answer").click()


def test_the_joints_of_a_map_are_walked_from_cranial_to_caudal(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PLACE), QuizCard(COLUMNS))
    joints, columns = page.locator(".map").nth(0), page.locator(".map").nth(1)
    assert joints.locator('[tabindex="0"]').count() == 1, "one stop for Tab"
    joints.locator('[tabindex="0"]').focus()
    seen = [focused(page)[:5]]
    for key in ("ArrowUp", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "Home", "End"):
        press(page, key)
        seen.append(focused(page)[:5])
    assert seen == ["L2-L3", "L2-L3", "L3-L4", "L4-L5", "L5-S1", "L5-S1", "L4-L5", "L2-L3", "L5-S1"]
    columns.locator('[tabindex="0"]').focus()
    press(page, "ArrowRight", "ArrowDown")
    assert focused(page).startswith("L3-L4, posterior column"), "down keeps the column"


def test_map_and_list_say_the_same(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PLACE), QuizCard(COLUMNS))
    one, several = page.locator(".spine-q").nth(0), page.locator(".spine-q").nth(1)
    spot(one, "L3-L4").locator(".hit").click()
    assert one.get_by_role("radio", name="L3-L4").is_checked()
    one.get_by_role("radio", name="L5-S1").check()
    assert [spot(one, name).get_attribute("aria-pressed") for name in ("L3-L4", "L5-S1")] == ["false", "true"]
    spot(several, "L4-L5, anterior").locator("path").click()
    spot(several, "L4-L5, posterior").locator(".hit").click()
    several.get_by_role("checkbox", name="L4-L5, anterior").uncheck()
    assert [spot(several, f"L4-L5, {c}").get_attribute("aria-pressed") for c in ("anterior", "posterior")] == ["false", "true"]
    several.get_by_role("button", name="Check").click()
    assert state(page, 1)["answer"] == ["L4-L5 posterior"]


def test_joints_columns_and_phrases_are_large_enough_for_a_finger(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PLACE), QuizCard(COLUMNS), QuizCard(TAG), viewport=PHONE)
    small = """() => [...document.querySelectorAll(".pick .hit, .clause")].map((node) => node.getClientRects()[0])
      .filter((box) => box.height < 24 || box.width < 24).length"""
    assert page.evaluate(small) == 0
    boxes = [box.bounding_box() for box in page.locator(".map").nth(1).locator(".hit").all()]
    apart = [
        one["x"] + one["width"] <= other["x"] or one["y"] + one["height"] <= other["y"]
        for one, other in itertools.combinations(sorted(boxes, key=lambda box: (round(box["y"]), box["x"])), 2)
    ]
    assert all(apart), "no field lies over another"


def test_two_maps_on_one_page_share_no_id(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PLACE), QuizCard(PLACE))
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))


def test_phrases_are_marked_by_click_and_by_dragging_over_them(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(TAG))
    clause = page.get_by_role("button", name=STATUS)
    clause.click()
    assert clause.get_attribute("aria-pressed") == "true"
    assert clause.locator(".chip").inner_text() == "status"
    clause.click()
    assert clause.locator(".chip").count() == 0, "again takes the mark away"
    page.get_by_role("radio", name="removal").check()
    corner = """(node, last) => { const boxes = [...node.firstChild.getClientRects()], box = last ? boxes.at(-1) : boxes[0];
      return [last ? box.right - 3 : box.left + 3, box.top + box.height / 2]; }"""
    page.mouse.move(*page.get_by_role("button", name="The rods were removed").evaluate(corner, False))
    page.mouse.down()
    page.mouse.move(*page.get_by_role("button", name=SCREWS_OUT).evaluate(corner, True), steps=6)
    page.mouse.up()
    marked = page.locator(".clause.marked > span:first-child").all_inner_texts()
    assert marked == [
        "The rods were removed,",
        "and there was gross motion at L4-5.",
        "The L4 and L5 screws were loose and were taken out.",
    ]
    assert page.locator(".swept").count() == 0


def test_the_label_in_hand_tells_which_phrases_carry_it(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(TAG))
    clause = page.get_by_role("button", name=BED)
    clause.press("2")
    clause.press("Space")
    clause.press("1")
    assert page.get_by_role("radio", name="status").is_checked()
    assert clause.get_attribute("aria-pressed") == "false", "it is marked, but not with this label"
    clause.press("Space")
    assert clause.locator(".chip").all_inner_texts() == ["status", "column"]
    page.get_by_role("button", name="Check").click()
    assert clause.locator(".chip").all_inner_texts() == ["≠ status", "✓ column"]
    assert "1 of your 2 marks does not show what its label says" in verdict(page)
    assert page.locator(".clause[data-state=missed]").count() == 0, "what was missed is shown only with the answer"
    page.get_by_role("button", name="Show the answer").click()
    assert page.locator(".clause[data-state=missed]").count() == 3


def test_a_part_opens_when_the_one_before_is_right_or_shown(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(CASE))
    parts = page.locator(".parts > .spine-q")
    assert parts.count() == 1
    assert page.locator("p.done").inner_text() == "0 of 3 parts are done."
    parts.nth(0).get_by_label("First fusion").check()
    parts.nth(0).get_by_role("button", name="Check").click()
    assert parts.count() == 1, "a wrong answer opens nothing"
    parts.nth(0).get_by_label("Refusion").check()
    parts.nth(0).get_by_role("button", name="Check again").click()
    assert parts.count() == 2
    assert "Part 2 of 3 is open." in verdict(page)
    spot(page, "L4-L5").press("Space")
    parts.nth(1).get_by_role("button", name="Check").click()
    parts.nth(1).get_by_role("button", name="Show the answer").click()
    assert parts.count() == 3
    parts.nth(2).get_by_label("Your answer").fill("2")
    parts.nth(2).get_by_label("Your answer").press("Enter")
    assert page.locator("p.done").inner_text() == "All 3 parts are done."
    assert "The case is done." in verdict(page)
    record = state(page)
    assert record["answer"] == {"mixed-l3-l5-which": "Refusion", "mixed-l3-l5-new": "L4-L5", "mixed-l3-l5-count": "2"}
    assert record["first_answer"]["mixed-l3-l5-which"] == "First fusion"
    assert (record["tries"], record["correct"], record["revealed"]) == (4, False, True)
    assert record["score"] == pytest.approx(2 / 3)
    assert record["parts"]["mixed-l3-l5-which"]["tries"] == 2


def test_the_note_of_a_case_can_be_read_again_at_any_time(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(CASE))
    fold = page.get_by_text("The operative note")
    assert page.get_by_text("Rods were secured.").is_visible()
    fold.click()
    assert not page.get_by_text("Rods were secured.").is_visible()
    fold.press("Enter")
    assert page.get_by_text("Rods were secured.").is_visible()


def test_a_case_begun_before_goes_on_where_it_was_left(saved_page: Callable[..., Any]) -> None:
    card = QuizCard(CASE)
    card.answer, card.tries = {"mixed-l3-l5-which": "Refusion", "mixed-l3-l5-new": "L4-L5"}, 2
    page = saved_page(card)
    assert page.locator("p.done").inner_text() == "1 of 3 parts is done."
    assert "The map shows that L4-L5 was fused before." in page.locator(".parts .verdict").nth(1).inner_text()
    page.evaluate("() => { models[0].set('answer', {'mixed-l3-l5-which': 'Refusion', 'mixed-l3-l5-new': 'L3-L4'}); }")
    assert page.locator("p.done").inner_text() == "2 of 3 parts are done."


def test_an_exam_of_a_case_opens_each_part_when_the_one_before_is_handed_in(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(CASE, key=False))
    parts = page.locator(".parts > .spine-q")
    parts.nth(0).get_by_label("First fusion").check()
    parts.nth(0).get_by_role("button", name="Hand in").click()
    assert parts.count() == 2
    assert state(page)["score"] is None
    assert "Handed in" in parts.nth(0).locator(".verdict").inner_text()


def test_a_quiz_of_all_adds_up(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz(LINKED.values()))
    try_all(page)
    assert page.locator(".summary tfoot tr").inner_text().split("\t") == ["All", "3 of 6", "0", "0"], (
        "a case is answered at its end"
    )


def test_every_state_of_map_note_and_case_passes_wcag(saved_page: Callable[..., Any], in_both_themes: Callable[..., Any]) -> None:
    page = saved_page(Quiz(LINKED.values(), ask_confidence=True), reduced_motion="reduce")
    assert in_both_themes(page, "main") == []
    try_all(page)
    assert in_both_themes(page, "main") == []


SMALL = """() => [...document.querySelectorAll(".spine-q :is(input, button, summary, .clause)")]
  .filter((node) => node.offsetParent)
  .map((node) => node.closest("label") ?? node)
  .filter((target) => { const box = target.getBoundingClientRect(); return box.width < 24 || box.height < 20; })
  .map((node) => node.outerHTML.slice(0, 120))"""


def test_map_note_and_case_fit_a_narrow_screen_and_a_finger(saved_page: Callable[..., Any]) -> None:
    """The narrowest one, 320 px, is also one of 1280 px at 400 %."""
    page = saved_page(Quiz(LINKED.values(), ask_confidence=True), viewport=PHONE)
    try_all(page)
    for viewport in (PHONE, NARROW):
        page.set_viewport_size(viewport)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= viewport["width"]
        assert page.evaluate(SMALL) == [], "joints on the map may be smaller: the list beside it holds the same choice"


def test_hostile_texts_of_map_note_and_case_stay_texts(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz(HOSTILE_LINKED))
    cards = page.locator(":is(main > div, .cards) > .spine-q")
    for n in (0, 2):
        spot(cards.nth(n), "L5-S1").press("Space")
    cards.nth(1).locator(".clause").first.press("Space")
    for n in range(3):
        cards.nth(n).get_by_role("button", name="Check").first.click()
        cards.nth(n).get_by_role("button", name="Show the answer").first.click()
    assert page.evaluate("() => window.attacked") is None
    assert page.locator(".spine-q :is(script, img, iframe, a, u, b)").count() == 0
    assert page.locator(".spine-q svg").count() == 3, "only the maps and the bone are drawn"
    assert ATTACKS[1] in cards.nth(1).inner_text()


def test_keys_that_a_note_and_a_map_use_go_no_further(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PLACE), QuizCard(TAG))
    page.evaluate("() => { window.heard = []; document.addEventListener('keydown', (event) => heard.push(event.key)); }")
    for control in (spot(page, "L2-L3"), page.locator(".clause").first):
        control.focus()
        press(page, "b", "a", "d", "ArrowDown", "End", "Enter", " ", "2", "Escape")
    assert page.evaluate("() => heard") == ["Escape", "Escape"]


def test_a_part_is_picked_on_the_picture_or_from_the_list_and_told_what_it_is(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PART))
    card, lamina = page.locator(".spine-q"), spot(page, "The broad plate")
    lamina.locator("path").first.click()
    assert lamina.get_attribute("aria-pressed") == "true"
    card.get_by_text("The same as a list").click()
    assert card.get_by_role("radio", name="The broad plate").is_checked(), "the list follows the picture"
    card.get_by_role("radio", name="The ridge").check()
    assert spot(page, "The ridge").get_attribute("aria-pressed") == "true", "and the picture the list"
    card.get_by_role("button", name="Check").click()
    assert "That is the spinous process" in verdict(card)
    assert spot(page, "The ridge").get_attribute("data-state") == "wrong"
    assert lamina.get_attribute("data-state") == "", "a wrong click does not tell the right part"
    beside = page.locator('[data-part="transverse process"] path').first
    beside.click(force=True)
    assert spot(page, "The ridge").get_attribute("aria-pressed") == "true", "a part that is not offered does nothing"


BESIDE = """(path, pixels) => {
  path.scrollIntoView({ block: "center" });
  const middle = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
  return [middle.x + pixels, middle.y];
}"""


def test_a_thin_band_is_hit_by_a_finger_that_lands_beside_it(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(question_named("motion-segment-click-outermost")), viewport=PHONE)
    band, front = spot(page, "The band over the tips"), spot(page, "The band down the front")
    for part, pixels in ((band, -10), (front, 10), (band, 5)):
        page.mouse.click(*part.locator("path").first.evaluate(BESIDE, pixels))
        assert part.get_attribute("aria-pressed") == "true", f"{pixels} pixels beside its middle"
