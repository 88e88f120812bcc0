"""A quiz as a deck: one question at a time, by keyboard too, and a result in words that a recount agrees with."""

from __future__ import annotations

import base64
import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.learner import progress
from spine_edu.quiz import Verdict, all_questions, beliefs, judge
from spine_edu.widgets.asking.question import FRESH, QuizCard
from spine_edu.widgets.asking.quiz import Quiz, quiz
from spine_edu.widgets.progress import Progress
from tests.quiz.samples import CASE, LINKED, MULTIPLE, NUMBER, SAMPLES, SINGLE

pytestmark = pytest.mark.browser

FIVE = list(SAMPLES.values())[:5]
NARROW = {"width": 320, "height": 640}
MIXED = ["start-first-question", "refusion-root-operation", "start-joints", "recall-tlif-column"]


def heading(page: Any) -> str:
    return page.locator(".deck > h3").inner_text()


def card(page: Any) -> Any:
    return page.locator(".deck .cards > section:visible")


def dots(page: Any) -> list[str]:
    return [button.get_attribute("aria-label") for button in page.locator(".dots button").all()]


def focused(page: Any) -> str:
    return page.evaluate("() => document.activeElement.textContent")


def go(page: Any, name: str) -> None:
    page.locator(".deck > .actions").get_by_role("button", name=name).click()


def choose(page: Any, option: str, sure: str = "") -> None:
    if sure:
        card(page).get_by_label(sure, exact=True).check()
    card(page).get_by_label(option).check()
    card(page).get_by_role("button", name="Check").click()


def play(page: Any) -> None:
    """Answer three of the samples: one wrong and sure, one right and unsure, one half right; leave two open."""
    choose(page, "Revision", "sure")
    go(page, "Next")
    card(page).get_by_label("Taking out").check()
    choose(page, "Putting in")
    go(page, "Next")
    card(page).get_by_label("unsure").check()
    card(page).get_by_label("Your answer").fill("4")
    card(page).get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Result", exact=True).click()


def test_one_question_at_a_time_and_nothing_is_lost_on_moving(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz(FIVE, deck=True))
    assert heading(page) == "Question 1 of 5; 0 right"
    assert page.get_by_role("button", name="Previous").is_disabled()
    page.get_by_label("Removal").check()
    go(page, "Next")
    assert focused(page) == "Question 2 of 5; 0 right", "the focus goes to the heading of the question that came"
    assert card(page).count() == 1
    go(page, "Previous")
    assert page.get_by_label("Removal").is_checked(), "chosen and not yet checked: it waits"
    choose(page, "Fusion")
    assert heading(page) == "Question 1 of 5; 1 right"
    assert dots(page)[:2] == ["Question 1: answered right", "Question 2: open"]
    page.get_by_role("button", name="Question 3: open").click()
    card(page).get_by_label("Your answer").fill("3")
    card(page).get_by_label("Your answer").press("Enter")
    assert dots(page)[2] == "Question 3: not yet right"
    assert page.locator(".dots [aria-current=step]").get_attribute("aria-label") == "Question 3: not yet right"
    card(page).get_by_role("button", name="Show the answer").click()
    assert dots(page)[2] == "Question 3: answer shown"
    card(page).get_by_label("Your answer").fill("4")
    card(page).get_by_label("Your answer").press("Enter")
    assert heading(page) == "Question 3 of 5; 1 right", "copied is not known"
    go(page, "Previous")
    go(page, "Previous")
    assert "Right." in card(page).locator(".verdict").inner_text()
    page.get_by_role("button", name="Result", exact=True).click()
    assert (heading(page), focused(page)) == ("Your result", "Your result")
    assert "So far, 2 of 5 answered: 1 of 2 right at the first try." in card(page).inner_text()
    page.get_by_role("button", name="Question 2", exact=True).click()
    assert heading(page).startswith("Question 2 of 5")


def test_the_result_tells_in_words_what_is_held_and_what_led_astray(saved_page: Callable[..., Any]) -> None:
    page = saved_page(quiz(MIXED, deck=True, ask_confidence=True))
    choose(page, "The screws and rods", "sure")
    choose(page, "The bone that grows")
    go(page, "Next")
    choose(page, "Revision", "sure")
    go(page, "Next")
    card(page).get_by_label("unsure").check()
    card(page).get_by_label("Your answer").fill("2")
    card(page).get_by_label("Your answer").press("Enter")
    go(page, "Next")
    card(page).locator(".options input").first.check()
    card(page).get_by_role("button", name="Check").click()
    go(page, "See the result")
    said = card(page).inner_text()
    right_by_luck = "Right." in page.locator(".verdict").last.inner_text()
    assert f"{1 + right_by_luck} of 4 right at the first try. By now {2 + right_by_luck} are." in said
    assert "say what holds two fused bones together\t1 of 1\t0\t1" in said
    assert "“Screws and rods are the fusion.” in question 1" in said
    assert "The bone bridge is the fusion" in said
    links = {link.inner_text(): link.get_attribute("href") for link in card(page).get_by_role("link").all()}
    assert links["Start page, Your first question"] == "00-start-here.ipynb#Your-first-question"
    assert "When you were sure, you were right 0 of 2 times." in said
    assert "When you were unsure, you were right 1 of 1 times: you know more than you trust yourself to." in said
    assert "sure\t0\t2" in said


@pytest.mark.parametrize("deck", [True, False], ids=["deck", "page"])
def test_the_missed_ones_are_tried_again_and_first_answers_stay(saved_page: Callable[..., Any], deck: bool) -> None:
    page = saved_page(Quiz([SINGLE, MULTIPLE, NUMBER], deck=deck))
    cards = page.locator(".spine-q:has(> .ask)")

    def show(n: int) -> Any:
        if deck:
            page.get_by_role("button", name=f"Question {n + 1}:").click()
            return card(page)
        return page.locator(f".spine-q[aria-label='Question {n + 1} of 3']")

    show(0).get_by_label("Revision").check()
    page.locator(".check:visible").first.click()
    show(2).get_by_label("Your answer").fill("4")
    show(2).get_by_role("button", name="Check").click()
    if deck:
        page.get_by_role("button", name="Result", exact=True).click()
    page.get_by_role("button", name="Try the missed one again").click()
    assert cards.locator("visible=true").count() == 1
    again = page.locator(".spine-q[aria-label='Question 1 of 3']")
    assert not again.get_by_label("Revision").is_checked(), "an empty card"
    assert again.locator(".verdict").inner_text() == ""
    if deck:
        assert heading(page) == "Question 1 of 3; once more, 1 of 1; 0 right"
        assert focused(page) == heading(page)
    again.get_by_label("Fusion").check()
    again.get_by_role("button", name="Check").click()
    record = page.evaluate("() => models[0].state.records[0]")
    assert record["answers"] == ["Revision", "Fusion"]
    assert (record["first_answer"], record["tries"], record["again"], record["correct"]) == ("Revision", 2, 1, True)
    if deck:
        page.get_by_role("button", name="See the result").click()
    summary = page.locator(".summary")
    assert "1 of 2 right at the first try. By now 2 are." in summary.inner_text()
    assert summary.get_by_role("button", name="Try the missed").count() == 0
    summary.get_by_role("button", name="Show all questions").click()
    assert page.evaluate("() => models[0].state.shown") == [0, 1, 2]


def test_a_case_is_tried_again_from_its_first_part_on(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz([LINKED["mixed-l3-l5-in-parts"]]))
    parts = page.locator(".spine-q.case .parts > section")

    def work_through(*statuses: str) -> None:
        for status in statuses:
            parts.nth(0).get_by_label(status).check()
            parts.nth(0).locator(".check").click()
        parts.nth(1).get_by_role("radio", name="L3-L4").check()
        parts.nth(1).locator(".check").click()
        parts.nth(2).get_by_label("Your answer").fill("2")
        parts.nth(2).locator(".check").click()

    work_through("First fusion", "Refusion")
    assert "The case is solved." in page.locator(".case > .verdict").inner_text()
    page.get_by_role("button", name="Try the missed one again").click()
    assert parts.count() == 1 and not parts.locator(":checked").count(), "one empty part, the others closed"
    assert page.locator(".case > .verdict").inner_text() == ""
    work_through("Refusion")
    assert page.get_by_role("button", name="Try the missed").count() == 0
    record = page.evaluate("() => models[0].state.records[0]")
    assert record["parts"]["mixed-l3-l5-which"]["answers"] == ["First fusion", "Refusion", "Refusion"]
    assert (record["first_answer"]["mixed-l3-l5-which"], record["tries"], record["correct"]) == ("First fusion", 7, True)
    page.get_by_role("button", name="Work through it again").click()
    assert parts.count() == 1 and page.evaluate("() => models[0].state.records[0].answer") is None


@pytest.mark.parametrize("key", [True, False], ids=["lesson", "exam"])
def test_a_case_begun_and_not_finished_is_no_answer_and_is_told_apart(saved_page: Callable[..., Any], key: bool) -> None:
    page = saved_page(Quiz([SINGLE, LINKED["mixed-l3-l5-in-parts"], NUMBER], key=key))
    summary = page.locator(".summary")
    assert summary.locator("table").count() == 0, "a table of zeros tells nothing"
    parts = page.locator(".spine-q.case .parts > section")
    parts.nth(0).get_by_label("First fusion").check()
    parts.nth(0).locator(".check").click()
    assert "Nothing is answered to its end yet." in summary.inner_text()
    page.get_by_label("Revision").check()
    page.locator(".check").first.click()
    said = summary.inner_text()
    assert ("1 of 3 answered: 0 of 1 right" if key else "1 of 3 handed in.") in said
    assert "Begun, not finished:\nQuestion 2\nStill open:\nQuestion 3" in said
    if key:
        assert "Try the missed one again" in said, "a case is not missed before its end"
        parts.nth(0).get_by_label("Refusion").check()
        parts.nth(0).locator(".check").click()
    parts.nth(1).get_by_role("radio", name="L3-L4").check()
    parts.nth(1).locator(".check").click()
    parts.nth(2).get_by_label("Your answer").fill("2")
    parts.nth(2).locator(".check").click()
    assert "2 of 3" in summary.locator(".lead").inner_text()
    assert "Begun" not in summary.inner_text()


def test_a_lesson_still_to_come_is_not_to_be_read_again(saved_page: Callable[..., Any]) -> None:
    widget = Quiz(quiz("cervical"), fresh=True)
    wrong = {"tries": 1, "correct": False, "score": 0.0}
    answers = [
        next((what for what, right, _ in q.key() if not right), "") if q.kind in ("single", "code") else {} for q in widget
    ]
    widget.records = [{**FRESH, **wrong, "answer": one, "answers": [one], "first_answer": one} for one in answers]
    page = saved_page(widget)
    said = page.locator(".summary").inner_text()
    assert "Read again: Lesson 8, " in said
    assert "Comes in: Lesson 13, " in said


def test_the_sums_agree_with_a_recount_in_python(tab: Callable[..., Any]) -> None:
    widget = quiz([q.id for q in all_questions()], deck=True, ask_confidence=True)
    lot = random.Random(8)
    rounds = [[played(question, lot) for question in widget.questions] for _ in range(25)]
    state = widget.get_state()
    found = tab().evaluate(
        """async ([source, asked]) => {
          const { tally } = await import("data:text/javascript;base64," + source);
          const { faces, tables, rounds } = JSON.parse(asked);
          return JSON.stringify(rounds.map((records) => tally(faces, tables, records))); }""",
        [
            base64.b64encode(state["_esm"].encode()).decode(),
            json.dumps({"faces": state["faces"], "tables": state["tables"], "rounds": rounds}),
        ],  # text: Playwright is slow over so many values
    )
    for sums, records in zip(json.loads(found), rounds, strict=True):
        judged = [(q, r, [judge(q, answer) for answer in r["answers"]]) for q, r in zip(widget, records, strict=True)]
        assert {name: sums[name] for name in ("of", "answered", "first", "now")} == recounted(judged)
        for row in sums["objectives"]:
            of_objective = [one for one in judged if one[0].objective == row["id"]]
            assert {name: row[name] for name in ("of", "answered", "first", "now")} == recounted(of_objective)
        astray = Counter(id for _, _, verdicts in judged for id in {id for verdict in verdicts for id in beliefs(verdict)})
        assert {belief["id"]: len(belief["places"]) for belief in sums["beliefs"]} == dict(astray)
        for word, of in sums["feeling"].items():
            firsts = [verdicts[0].correct for _, record, verdicts in judged if verdicts and record["confidence"] == word]
            assert (len(of["right"]), len(of["wrong"])) == (firsts.count(True), firsts.count(False))
        assert sums["missed"] == [
            n
            for n, (question, record, verdicts) in enumerate(judged)
            if verdicts and not ((not question.parts and verdicts[record["again"] :]) or verdicts)[0].correct
        ]


def played(question: Any, lot: random.Random) -> dict[str, Any]:
    """A record as a learner might leave it: a few answers, right and wrong, perhaps a second round begun."""
    ways = [[what] if question.kind == "multiple" else what for what, _, _ in question.key()] + [question.solution()] * 2
    answers = [lot.choice(ways) for _ in range(lot.randrange(4))]
    record = {**FRESH, "confidence": lot.choice(["", "sure", "unsure"])}
    if not answers:
        return record
    again = lot.randrange(len(answers) + 1) if lot.random() < 0.4 else 0
    record |= {"answers": answers, "first_answer": answers[0], "tries": len(answers), "again": again}
    if len(answers) > again:
        found = judge(question, answers[-1])
        record |= {"answer": answers[-1], "correct": found.correct, "score": found.score, "revealed": lot.random() < 0.3}
    return record


def recounted(judged: list[tuple[Any, dict[str, Any], list[Verdict]]]) -> dict[str, int]:
    """Count over questions, each with its record and the verdicts of all its answers."""
    sums = {"of": len(judged), "answered": 0, "first": 0, "now": 0}
    for _, record, verdicts in judged:
        if verdicts:
            first = verdicts[0].correct
            empty = record["answer"] is None
            last = not empty and verdicts[-1].correct
            sums["answered"] += 1
            sums["first"] += first
            sums["now"] += (first and (empty or last)) or (last and not record["revealed"])
    return sums


def test_an_exam_as_a_deck_keeps_its_key_and_counts_what_was_handed_in(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz([SINGLE, NUMBER], key=False, deck=True))
    assert heading(page) == "Question 1 of 2"
    card(page).get_by_label("Revision").check()
    card(page).get_by_role("button", name="Hand in").click()
    assert dots(page)[0] == "Question 1: handed in"
    page.get_by_role("button", name="Result", exact=True).click()
    assert "1 of 2 handed in." in card(page).inner_text()
    assert "Right" not in card(page).inner_text()
    assert "again" not in card(page).inner_text()


def test_what_the_log_cannot_keep_is_said_under_the_quiz(saved_page: Callable[..., Any]) -> None:
    page = saved_page(Quiz([SINGLE], deck=True))
    page.evaluate("() => models[0].set('notice', 'Your answers cannot be saved at the moment.')")
    notice = page.locator(".spine-notice")
    assert (notice.inner_text(), notice.get_attribute("role")) == ("Your answers cannot be saved at the moment.", "status")


def test_an_answer_that_nobody_takes_is_told_once_on_a_card_a_part_and_a_deck(
    saved_page: Callable[..., Any], new_page: Callable[..., Any]
) -> None:
    """Only the widget's oldest one speaks; a deck speaks on whichever card it shows; what is taken later is silent again."""
    page = saved_page(Quiz([SINGLE, NUMBER]), QuizCard(CASE), Quiz([NUMBER, SINGLE], deck=True), page=new_page())
    said = page.locator(".unkept:not(:empty)")
    page.clock.install()
    page.evaluate("() => { window.deaf = true; }")
    cards, deck = page.locator(".cards > .spine-q"), page.locator(".deck")
    for card in (cards.first, page.locator(".case .parts > .spine-q").first):
        card.locator("input").first.check()
        card.get_by_role("button", name="Check").click()
    for card in (cards.nth(1), deck):
        card.get_by_label("Your answer").fill("4")
        card.get_by_label("Your answer").press("Enter")
    deck.get_by_role("button", name="Result", exact=True).click()
    assert said.count() == 0
    page.clock.fast_forward(60_000)
    assert said.count() == 3
    assert all(line.get_attribute("role") == "status" for line in said.all())
    assert (cards.first.locator(".unkept").inner_text() == page.locator(".case .unkept").first.inner_text()) != ""
    assert deck.locator("> .unkept").is_visible()
    page.evaluate("() => { window.deaf = false; models.forEach((model) => model.save_changes()); }")
    assert said.count() == 0
    assert page.evaluate("() => models.map((model) => model.get('given').length)") == [2, 1, 1]


def test_deck_result_and_progress_pass_wcag_and_fit_320_px(
    saved_page: Callable[..., Any], in_both_themes: Callable[..., Any]
) -> None:
    progress.remember(SINGLE, "Fusion")
    progress.remember(NUMBER, "3")
    page = saved_page(
        Quiz(SAMPLES.values(), deck=True, ask_confidence=True, fresh=True), reduced_motion="reduce", viewport=NARROW
    )
    assert in_both_themes(page, "main") == []
    play(page)
    for name in ("Question 1", "Question 2", "Result"):
        page.locator(".dots").get_by_role("button", name=name).first.click()
        assert in_both_themes(page, "main") == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
    small = page.evaluate(
        """() => [...document.querySelectorAll("main :is(input, button, a)")]
          .filter((node) => node.offsetParent && node.tagName !== "A")
          .filter((node) => {
            const box = (node.closest("label") ?? node).getBoundingClientRect();
            return box.width < 24 || box.height < 24;
          })
          .map((node) => node.outerHTML)"""
    )
    assert small == []
    page = saved_page(Progress(), viewport=NARROW)
    page.get_by_text("What you hold, objective by objective").click()
    assert "mastered" in page.locator(".progress").inner_text()
    assert in_both_themes(page, "main") == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
