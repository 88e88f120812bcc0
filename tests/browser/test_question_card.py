"""A question in a saved page, without a kernel: answered by keyboard, announced, readable by everyone."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from spine_edu.quiz import Question, all_questions, verdict_table
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from tests.quiz.samples import ATTACKS, HOSTILE, ICD9, MATCH, MULTIPLE, NUMBER, ORDER, PCS, SAMPLES, SINGLE, TEXT

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}


def state(page: Any, n: int = 0) -> dict[str, Any]:
    return page.evaluate("(n) => models[n].state", n)


def verdict(page: Any) -> str:
    return page.locator(".verdict").first.inner_text()


def choose_in_each(card: Any, answer: str) -> None:
    for row in card.locator("select").all():
        row.select_option(answer)


TRIES: dict[str, Callable[[Any], None]] = {
    SINGLE.id: lambda card: card.get_by_label("Revision").check(),
    MULTIPLE.id: lambda card: [card.get_by_label(option).check() for option in ("Taking out", "Putting in")],
    NUMBER.id: lambda card: card.get_by_label("Your answer").fill("4"),
    PCS.id: lambda card: card.get_by_label("Type or paste").fill("0SW10A1"),
    ICD9.id: lambda card: card.get_by_label("ICD-9-CM code").fill("81.07"),
    TEXT.id: lambda card: card.get_by_label("Your term").fill("arthrodesis"),
    ORDER.id: lambda card: card.get_by_role("button", name="up: Atlanto-axial").press("Home"),
    MATCH.id: lambda card: choose_in_each(card, "posterior column"),
}
"""What to try at each sample so that every form of feedback is on the page."""


def answer_all(page: Any, asked: Iterable[Question] = SAMPLES.values()) -> None:
    """Try every question; then take one hint, and have three answers shown."""
    cards = {question.id: page.locator(".spine-q").nth(n) for n, question in enumerate(asked)}
    for id, card in cards.items():
        TRIES[id](card)
        card.get_by_role("button", name="Check").click()
    cards[SINGLE.id].get_by_role("button", name="Hint").click()
    for id in {MULTIPLE.id, ORDER.id, MATCH.id} & set(cards):
        cards[id].get_by_role("button", name="Show the answer").click()


def test_choosing_is_not_submitting(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    page.get_by_label("Revision").check()
    assert verdict(page) == ""
    assert state(page)["tries"] == 0
    page.get_by_role("button", name="Check").click()
    assert "Not yet. Revision corrects a device" in verdict(page)
    assert "Did you think: “The surgeon wrote" in verdict(page)


def test_an_early_check_says_what_is_missing_and_counts_for_nothing(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    button = page.get_by_role("button", name="Check")
    assert button.get_attribute("aria-disabled") == "true"
    assert page.locator(f"#{button.get_attribute('aria-describedby')}").inner_text() == "Choose an option, then check."
    button.press("Enter")
    assert verdict(page) == "Choose an option, then check."
    assert state(page)["tries"] == 0


def test_the_first_answer_stays_on_record_when_trying_again(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    for choice in ("Removal", "Fusion"):
        page.get_by_label(choice).check()
        page.get_by_role("button", name="Check").click()
    record = state(page)
    assert (record["first_answer"], record["answer"], record["tries"], record["correct"]) == ("Removal", "Fusion", 2, True)


def test_confidence_is_asked_before_and_kept_after(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(NUMBER, ask_confidence=True))
    page.get_by_label("Your answer").fill("3")
    assert page.locator(".todo").inner_text() == "Say how sure you are, then check.", "after the check it is too late"
    page.get_by_label("unsure").check()
    assert page.locator(".todo").inner_text() == ""
    page.get_by_label("Your answer").press("Enter")
    assert state(page)["confidence"] == "unsure"
    assert page.get_by_label("unsure").is_disabled(), "how sure one was before the verdict cannot change after it"


def test_hints_come_one_at_a_time_and_the_answer_on_demand(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    page.get_by_role("button", name="Hint 1 of 2").click()
    assert page.locator(".hints li").count() == 1
    page.get_by_role("button", name="Hint 2 of 2").click()
    assert page.locator(".hints li").count() == 2
    assert not page.get_by_role("button", name="Show the answer").is_visible(), "not before an own try"
    page.get_by_label("Removal").check()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Show the answer").click()
    assert "The answer: B, Fusion" in verdict(page)
    assert state(page)["revealed"]
    assert state(page)["hints_used"] == 2
    assert page.locator(".option .note:visible").count() == 1, "the right one says why; the chosen one did above"
    assert page.locator(".others dd").count() == 2, "the others say it to who asks"


def items(page: Any) -> list[str]:
    return page.locator(".items .words").all_inner_texts()


def test_an_item_moves_with_its_buttons_and_says_where_it_stands(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(ORDER))
    shown = items(page)
    assert shown == ORDER.face()["items"]
    assert shown != ORDER.solution()
    spoken = page.locator(".spoken")
    assert (spoken.get_attribute("role"), spoken.get_attribute("aria-live")) == ("status", "polite")
    page.get_by_role("button", name=f"Move up: {shown[3]}").click()
    assert spoken.inner_text() == f"{shown[3]}, now place 3 of 5"
    assert items(page) == [shown[0], shown[1], shown[3], shown[2], shown[4]]
    assert page.locator(".items .letter").all_inner_texts() == list("12345")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert spoken.inner_text() == f"{shown[3]}, now place 1 of 5"
    focused = page.locator(":focus")
    assert focused.get_attribute("aria-label") == f"Move up: {shown[3]}", "the focus goes with the item"
    assert focused.get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_an_item_may_be_dragged_but_need_not(saved_page: Callable[..., Any], new_page: Callable[..., Any], finger: bool) -> None:
    page = saved_page(QuizCard(ORDER), page=new_page(viewport=PHONE, has_touch=True) if finger else None, viewport=PHONE)
    shown = items(page)
    grips = [grip.bounding_box() for grip in page.locator(".grip").all()]
    (x, start), *way = [(box["x"] + 12, box["y"] + 12) for box in grips]
    if finger:
        touch = page.context.new_cdp_session(page)
        for kind, y in [("touchStart", start), *(("touchMove", y) for _, y in way), ("touchEnd", None)]:
            points = [] if y is None else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    else:
        page.mouse.move(x, start)
        page.mouse.down()
        for _, y in way:
            page.mouse.move(x, y)
        page.mouse.up()
    page.wait_for_function("() => document.querySelector('.spoken').textContent.endsWith('now place 5 of 5')")
    assert items(page) == [*shown[1:], shown[0]]
    assert page.locator(".held").count() == 0


def test_items_out_of_order_are_marked_to_be_moved_and_say_why(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(ORDER))
    page.get_by_role("button", name="up: Atlanto-axial").press("Home")
    page.get_by_role("button", name="up: Lumbar joint").click()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".items .mark").all_inner_texts() == ["✓ keep it"] * 4 + ["≠ move it"]
    assert "4 of 5 can stay, as they follow each other rightly; move the other." in verdict(page)
    described = page.get_by_role("button", name="up: Cervico").get_attribute("aria-describedby")
    assert "The neck has seven vertebrae" in page.locator(f"#{described}").inner_text()
    page.get_by_role("button", name="up: Cervico").click()
    assert set(page.locator(".items .mark").all_inner_texts()) == {""}, "a mark on an order that has changed would be wrong"


def test_each_match_is_marked_in_words_and_the_right_one_named_on_demand(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(MATCH))
    assert [page.get_by_label(text).count() for text in MATCH.solution()] == [1] * 4, "each list has the name of its item"
    choose_in_each(page, "posterior column")
    page.get_by_role("button", name="Check").click()
    assert "Partly right. 1 of 4 is right." in verdict(page)
    notes = page.locator(".pair .note:visible")
    assert notes.count() == 3
    assert "Right is" not in " ".join(notes.all_inner_texts())
    page.get_by_role("button", name="Show the answer").click()
    assert [("Right is" in note) for note in notes.all_inner_texts()].count(True) == 3


def test_lists_and_field_of_a_code_follow_each_other(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PCS))
    field = page.get_by_label("Type or paste")
    field.focus()
    page.keyboard.insert_text("  0sg-0071 ")
    assert page.get_by_label("4 Body part").evaluate("(list) => list.selectedOptions[0].text").endswith("Lumbar Vertebral Joint")
    page.get_by_label("2 Body system").select_option("R")
    assert field.input_value() == "0RG0071", "what the new table also holds is kept"
    assert (
        page.get_by_label("4 Body part").evaluate("(list) => list.selectedOptions[0].text").endswith("Occipital-cervical Joint")
    )
    page.get_by_label("1 Section").select_option("X")
    assert page.get_by_role("button", name="Check").get_attribute("aria-disabled") == "true", (
        "device and qualifier are to choose again"
    )


def test_each_character_is_marked_in_words_not_by_colour_alone(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PCS))
    page.get_by_label("Type or paste").fill("0SG1071")
    page.get_by_role("button", name="Check").click()
    marks = page.locator(".character .mark").all_inner_texts()
    assert marks == ["✓ right"] * 3 + ["≠ not right"] + ["✓ right"] * 3
    described = page.get_by_label("4 Body part").get_attribute("aria-describedby")
    assert "Two vertebrae make one joint" in page.locator(f"#{described}").inner_text()
    assert "6 of 7 characters are right" in verdict(page)
    assert "Look again at 4 Body part." in verdict(page)


def test_a_revealed_code_names_each_right_value_once(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PCS))
    page.get_by_label("Type or paste").fill("0SG10A1")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Show the answer").click()
    notes = page.locator(".character .note:visible").all_inner_texts()
    assert [note.count("Right is ") for note in notes] == [1, 1, 0]
    assert "Right is 0 Lumbar Vertebral Joint." in notes[0]
    assert "The answer: 0SG0071." in verdict(page)


def test_the_verdict_is_announced_and_the_focus_stays(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(ICD9))
    region = page.locator(".verdict")
    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "polite")
    assert region.evaluate("(node) => node.isConnected"), "a live region must be there before it speaks"
    page.get_by_label("ICD-9-CM code").fill("81.37")
    page.get_by_role("button", name="Check").press("Enter")
    assert "Refusion, because" in region.inner_text()
    assert page.evaluate("() => document.activeElement.textContent") == "Check again"


def test_once_it_is_right_the_loud_button_leads_on_and_to_check_again_is_still_possible(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz([NUMBER, SINGLE]))
    first, last = page.get_by_label("Question 1 of 2"), page.get_by_label("Question 2 of 2")
    loud = page.locator(":is(.check, .onward):not(.quiet):visible")
    assert page.get_by_role("button", name="Go on").count() == 0
    first.get_by_label("Your answer").fill("3")
    first.get_by_label("Your answer").press("Enter")
    assert first.locator(loud).count() == 0, "this answer is checked: nothing shouts until it is another one"
    first.get_by_label("Your answer").fill("4")
    assert first.locator(loud).all_inner_texts() == ["Check again"]
    first.get_by_label("Your answer").press("Enter")
    assert first.locator(loud).all_inner_texts() == ["Go on"]
    first.get_by_role("button", name="Check again").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert last.evaluate("(card) => card.contains(document.activeElement)"), "the focus is where one reads on"
    last.get_by_label("Revision").check()
    last.get_by_role("button", name="Check").click()
    last.get_by_role("button", name="Show the answer").click()
    last.get_by_role("button", name="Go on").click()
    assert page.evaluate("() => document.activeElement.textContent") == "Your result"


def test_nobody_is_asked_whether_they_thought_what_they_did_not_choose(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    page.get_by_label("Fusion").check()
    page.get_by_role("button", name="Check").click()
    page.get_by_text("Why not the others?").press("Enter")
    assert page.locator(".others dd:visible").count() == len(SINGLE.face()["options"]) - 1, "each has its reason"
    assert "Did you think" not in page.locator(".spine-q").inner_text()


def test_after_a_right_answer_the_other_options_are_quiet_until_somebody_asks(
    saved_page: Callable[..., Any], violations: Callable[..., Any]
) -> None:
    page = saved_page(QuizCard(SINGLE))
    page.get_by_label("Removal").check()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".option .mark").all_inner_texts().count("≠ not right") == 1, "a wrong answer is told where it stands"
    assert page.get_by_text("Why not the others?").is_hidden(), "nothing of the others is told yet"
    page.get_by_label("Fusion").check()
    page.get_by_role("button", name="Check").click()
    assert list(filter(None, page.locator(".option .mark").all_inner_texts())) == ["✓ right"]
    assert page.locator(".option[data-state='wrong'], .note:visible, .others dd:visible").count() == 0
    assert violations(page, ".spine-q") == []


def test_the_sources_of_a_verdict_are_folded(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    assert page.locator(".sources").is_hidden(), "not before there is a verdict"
    page.get_by_label("Fusion").check()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".sources li").count() == len(verdict_table(SINGLE)["sources"])
    assert page.locator(".sources li").first.is_hidden()
    page.locator(".sources summary").press("Enter")
    assert page.locator(".sources li").first.is_visible()


def test_a_quiz_adds_up_first_tries_by_objective(saved_page: Callable[..., Any]) -> None:
    asked = (SINGLE, MULTIPLE, NUMBER, PCS, ICD9)
    page = saved_page(Quiz(asked))
    answer_all(page, asked)
    card = page.locator(".spine-q").first
    card.get_by_label("Fusion").check()
    card.get_by_role("button", name="Check again").click()
    rows = [row.split("\t") for row in page.locator(".summary tbody tr, .summary tfoot tr").all_inner_texts()]
    assert rows == [
        ["refusion.pcs", "2 of 2", "0", "1"],
        ["refusion.companions", "1 of 1", "0", "0"],
        ["counting.vertebrae", "1 of 1", "1", "1"],
        ["refusion.icd9", "1 of 1", "0", "0"],
        ["All", "5 of 5", "1", "2"],
    ]


def test_an_exam_takes_the_answer_and_keeps_the_key(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE, key=False))
    page.get_by_label("Fusion").check()
    page.get_by_role("button", name="Hand in").click()
    assert "Handed in" in verdict(page)
    assert (state(page)["answer"], state(page)["correct"]) == ("Fusion", None)


def test_a_record_given_to_the_page_is_shown_again(saved_page: Callable[..., Any]) -> None:
    card = QuizCard(MULTIPLE)
    card.answer, card.first_answer, card.tries, card.correct = ["Putting in new pedicle screws and rods"], [], 2, False
    page = saved_page(card)
    assert page.get_by_label("Putting in").is_checked()
    assert "You ticked 0 of 2 right and 1 wrong" in verdict(page)


WRONG: dict[str, Callable[[Question], Any]] = {
    "single": lambda question: [what for what, right, _ in question.key() if not right][2],
    "text": lambda question: ATTACKS[5],
    "order": lambda question: question.solution()[::-1],
    "match": lambda question: dict.fromkeys(question.solution(), ATTACKS[2]),
}


@pytest.mark.parametrize("question", HOSTILE, ids=lambda question: question.kind)
def test_hostile_text_is_shown_and_never_run(saved_page: Callable[..., Any], question: Question) -> None:
    page = saved_page(QuizCard(question))
    page.get_by_role("button", name="Hint").click()
    for answer in WRONG[question.kind](question), question.solution():
        page.evaluate(
            "(answer) => ['answer', 'revealed', 'tries'].forEach((name, n) => models[0].set(name, [answer, true, 1][n]))", answer
        )
        assert verdict(page).startswith("≠" if answer != question.solution() else "✓")
    assert page.get_by_role("button", name="Hint").count() == 0, "no hint where the answer stands"
    text = page.locator(".spine-q").inner_text()
    assert ATTACKS[0] in text
    assert ATTACKS[3] in text
    assert page.evaluate("() => window.attacked") is None
    assert page.locator(".spine-q :is(script, img, iframe, svg, a, b, u)").count() == 0


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_answers_are_taken_as_text(saved_page: Callable[..., Any], attack: str) -> None:
    page = saved_page(QuizCard(NUMBER), QuizCard(PCS), QuizCard(ICD9))
    for n, label in enumerate(("Your answer", "Type or paste", "ICD-9-CM code")):
        card = page.locator(".spine-q").nth(n)
        card.get_by_label(label).fill(attack.replace("\0", ""))
        card.get_by_label(label).press("Enter")
        assert card.locator(".verdict").inner_text()
    assert page.evaluate("() => window.attacked") is None
    assert page.locator(".spine-q :is(script, img, iframe, svg, a)").count() == 0


def test_every_state_of_every_kind_passes_wcag(saved_page: Callable[..., Any], in_both_themes: Callable[..., Any]) -> None:
    page = saved_page(Quiz(SAMPLES.values(), ask_confidence=True), reduced_motion="reduce")
    assert in_both_themes(page, "main") == []
    answer_all(page)
    assert in_both_themes(page, "main") == []


def test_nothing_is_wider_than_a_narrow_screen_and_every_control_is_large_enough_to_hit(saved_page: Callable[..., Any]) -> None:
    """The narrowest one, 320 px, is also one of 1280 px at 400 %."""
    page = saved_page(Quiz(SAMPLES.values(), ask_confidence=True), viewport=PHONE)
    answer_all(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".spine-q :is(input, select, button)")].filter((node) => node.offsetParent)
          .map((node) => [node.closest("label") ?? node, node])
          .filter(([target]) => { const box = target.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
          .map(([, node]) => node.outerHTML)"""
    )
    assert small == []
    for viewport in (PHONE, NARROW):
        page.set_viewport_size(viewport)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= viewport["width"]


def test_focus_is_seen(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE))
    page.keyboard.press("Tab")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outline")
    assert "3px" in outline
    assert "none" not in outline


def test_motion_is_left_out_for_those_who_ask(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(SINGLE), reduced_motion="reduce")
    page.get_by_label("Fusion").check()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".verdict").evaluate("(node) => getComputedStyle(node).animationName") == "none"


def test_the_time_from_click_to_painted_verdict_is_measured(
    saved_page: Callable[..., Any], record_property: Callable[[str, object], None]
) -> None:
    page = saved_page(QuizCard(PCS))
    times = page.evaluate(
        """async () => {
          const [field, check] = [document.querySelector("input.code"), document.querySelector(".check")];
          const times = [];
          for (let n = 0; n < 50; n++) {
            field.value = n % 2 ? "0SG0071" : "0SG1071";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((next) => setTimeout(next, 20));
            const start = performance.now();
            check.click();
            await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
            times.push(performance.now() - start);
          }
          return times; }"""
    )
    p95 = statistics.quantiles(times, n=20)[-1]
    record_property("click_to_verdict_p95_ms", round(p95, 1))
    print(f"click to painted verdict: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms of {len(times)}")
    assert len(times) == 50
    assert "Right." in verdict(page)


CUT_OFF = """() => [...document.querySelectorAll(".pair select")].filter((select) => {
  const has = select.offsetWidth;
  select.style.width = "max-content";
  const wants = select.offsetWidth;
  select.style.width = "";
  return wants > has + 1;
}).map((select) => select.closest("section").innerText.slice(0, 80))"""


def test_no_choice_of_a_matching_question_is_cut_off(saved_page: Callable[..., Any]) -> None:
    """The word that tells two choices apart may be the last one."""
    page = saved_page(*(QuizCard(question) for question in all_questions() if question.kind == "match"))
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        page.set_viewport_size(viewport)
        assert page.evaluate(CUT_OFF) == [], viewport
