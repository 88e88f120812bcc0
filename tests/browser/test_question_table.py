"""The browser reads the verdict table as Python does: same verdict, same words, for any answer."""

from __future__ import annotations

import dataclasses
import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.quiz import Question, Verdict, all_questions, judge, pcs
from spine_edu.widgets.question import QuizCard
from tests.quiz.answers import JSON_ANSWERS
from tests.quiz.samples import CASE, COLUMNS, LINKED, MULTIPLE, PCS, PLACE, SAMPLES, TAG, hostile, hostile_linked

pytestmark = pytest.mark.browser

JUDGE = "([answers, n]) => answers.map((answer) => judge(models[n].state.face, models[n].state.table, answer))"


def as_seen(verdict: Verdict) -> dict[str, Any]:
    """A verdict in the form in which the browser holds it."""
    fields = dataclasses.asdict(verdict)
    del fields["sources"]
    for piece in (fields, *fields["parts"]):
        piece["idea"] = piece.pop("misconception")
    fields["parts"] = list(fields["parts"])
    return fields


def compare(page: Any, question: Question, answers: list[Any], place: int = 0) -> None:
    for answer, seen in zip(answers, page.evaluate(JUDGE, [answers, place]), strict=True):
        assert seen == as_seen(judge(question, answer)), f"quiz/ and question.js differ about {question.id} on {answer!r:.80}"


@pytest.mark.parametrize("question", [*SAMPLES.values(), hostile()], ids=lambda question: question.id[:30])
def test_any_answer_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any], question: Question) -> None:
    page = saved_page(QuizCard(question))
    own = [what for what, _, _ in question.key()]
    compare(page, question, [*JSON_ANSWERS, *own, *([text] for text in own)])


def test_the_whole_bank_is_judged_in_the_browser_as_in_python(saved_page: Callable[..., Any]) -> None:
    page = saved_page(*(QuizCard(question) for question in all_questions()))
    for place, question in enumerate(all_questions()):
        own = [what for what, _, _ in question.key()]
        compare(page, question, [*JSON_ANSWERS, *own, *([text] for text in own), own], place)


def test_every_combination_of_ticks_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    texts = [what for what, _, _ in MULTIPLE.key()]
    every = [list(ticks) for n in range(5) for ticks in itertools.permutations(texts, n)]
    compare(saved_page(QuizCard(MULTIPLE)), MULTIPLE, every)


def test_every_valid_code_and_many_others_get_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    draw = random.Random(12)
    valid = sorted(code for code in pcs.codes_on(PCS.on) if code[:3] in pcs.OFFERED)  # type: ignore[attr-defined]
    near = ["".join(draw.choice([a, b]) for a, b in zip(*draw.sample(valid, 2), strict=True)) for _ in range(1500)]
    wild = ["".join(draw.choices("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=7)) for _ in range(500)]
    compare(saved_page(QuizCard(PCS)), PCS, [*valid, *near, *wild])


@pytest.mark.parametrize("question", [*LINKED.values(), *hostile_linked()], ids=lambda question: question.id[:30])
def test_any_answer_to_a_map_a_note_or_a_case_gets_the_same_verdict_in_the_browser(
    saved_page: Callable[..., Any], question: Question
) -> None:
    inner = [part["id"] for part in question.face().get("parts", [])] + [name for name, _ in question.face().get("labels", [])]
    nested = [{name: answer} for name in inner for answer in JSON_ANSWERS]
    compare(saved_page(QuizCard(question)), question, [*JSON_ANSWERS, *nested, question.solution()])


def test_every_choice_of_places_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PLACE), QuizCard(COLUMNS))
    for n, question in enumerate((PLACE, COLUMNS)):
        spots = question.face()["spots"]
        compare(page, question, [list(some) for k in range(len(spots) + 1) for some in itertools.combinations(spots, k)], n)


def test_sampled_marks_in_a_note_get_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    draw = random.Random(7)
    clauses, right = TAG.clauses, TAG.solution()  # type: ignore[attr-defined]
    names = [name for name, _ in TAG.labels]  # type: ignore[attr-defined]
    answers = []
    for _ in range(1500):
        marks = {name: draw.sample(range(len(clauses)), draw.randrange(4)) for name in draw.sample(names, draw.randrange(1, 4))}
        kept = {name: [n for n in right[name] if draw.random() < 0.6] for name in names}
        answers.append({name: [*kept[name], *marks.get(name, [])] for name in draw.sample(names, len(names))})
    answers += [{name: [clauses[n] for n in some] for name, some in answer.items()} for answer in answers[:200]]
    compare(saved_page(QuizCard(TAG)), TAG, answers)


def test_every_course_of_a_case_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    given = (["Refusion", "First fusion", 0, None], ["L3-L4", ["L4-L5"], "C1-C2", None], ["2", "3 joints", "7", "two", None])
    courses = [dict(zip(CASE.solution(), course, strict=True)) for course in itertools.product(*given)]
    compare(saved_page(QuizCard(CASE)), CASE, courses)
