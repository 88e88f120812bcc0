"""The browser reads the verdict table as Python does: same verdict, same words, for any answer."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.coding.pcs import choices
from spine_edu.quiz import Question, all_questions, judge
from spine_edu.widgets.asking.question import QuizCard
from tests.quiz.answers import JSON_ANSWERS, as_seen
from tests.quiz.drawn import drawn_answers, drawn_question
from tests.quiz.samples import (
    CASE,
    COLUMNS,
    HOSTILE,
    HOSTILE_LINKED,
    LINKED,
    MATCH,
    MULTIPLE,
    ORDER,
    PCS,
    PLACE,
    SAMPLES,
    TAG,
    TEXT,
)  # fmt: skip

pytestmark = pytest.mark.browser

JUDGE = """([answers, n]) => JSON.stringify(
  JSON.parse(answers).map((answer) => judge(models[n].state.face, models[n].state.table, answer)))"""
"""As text in and out: the bank has fifty thousand answers, and Playwright takes its time over every value it translates."""


def compare(page: Any, question: Question, answers: list[Any], place: int = 0) -> None:
    for answer, seen in zip(answers, json.loads(page.evaluate(JUDGE, [json.dumps(answers), place])), strict=True):
        assert seen == as_seen(judge(question, answer)), f"quiz/ and question.js differ about {question.id} on {answer!r:.80}"


@pytest.mark.parametrize("question", [*SAMPLES.values(), *HOSTILE], ids=lambda question: f"{question.kind} {question.id[:30]}")
def test_any_answer_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any], question: Question) -> None:
    page = saved_page(QuizCard(question))
    own = [what for what, _, _ in question.key()]
    compare(page, question, [*JSON_ANSWERS, *own, *([text] for text in own), question.solution()])


def test_the_whole_bank_is_judged_in_the_browser_as_in_python(saved_page: Callable[..., Any]) -> None:
    page = saved_page(*(QuizCard(question) for question in all_questions()))
    for place, question in enumerate(all_questions()):
        own = [what for what, _, _ in question.key()]
        compare(page, question, [*JSON_ANSWERS, *own, *([text] for text in own), own, question.solution()], place)


def test_every_combination_of_ticks_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    texts = [what for what, _, _ in MULTIPLE.key()]
    every = [list(ticks) for n in range(5) for ticks in itertools.permutations(texts, n)]
    compare(saved_page(QuizCard(MULTIPLE)), MULTIPLE, every)


def test_every_valid_code_and_many_others_get_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    draw = random.Random(12)
    valid = sorted(code for code in choices.codes_on(PCS.on) if code[:3] in choices.OFFERED)  # type: ignore[attr-defined]
    near = ["".join(draw.choice([a, b]) for a, b in zip(*draw.sample(valid, 2), strict=True)) for _ in range(1500)]
    wild = ["".join(draw.choices("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=7)) for _ in range(500)]
    compare(saved_page(QuizCard(PCS)), PCS, [*valid, *near, *wild])


def test_every_order_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    every = [list(order) for n in (4, 5) for order in itertools.permutations(ORDER.solution(), n)]
    compare(saved_page(QuizCard(ORDER)), ORDER, [*every, [*ORDER.solution(), "one more"], [ORDER.solution()[0]] * 5])


def test_every_way_to_match_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    texts, targets = list(MATCH.solution()), MATCH.face()["targets"]
    every = [dict(zip(texts, chosen, strict=True)) for chosen in itertools.product(["", *targets], repeat=len(texts))]
    odd = [{**MATCH.solution(), "one more": targets[0]}, {f"  {text}": target for text, target in MATCH.solution().items()}]
    compare(saved_page(QuizCard(MATCH)), MATCH, [*every, *odd, list(MATCH.solution().items())])


def test_a_letter_of_any_script_gets_the_same_verdict_in_the_browser(saved_page: Callable[..., Any]) -> None:
    draw = random.Random(5)
    blocks = [
        *range(1, 0x250),
        *range(0x2B0, 0x370),
        *range(0x1E00, 0x1F00),
        *range(0x2000, 0x2070),
        *range(0xFB00, 0xFB06),
        0x2212,
    ]
    some = [
        *blocks,
        0x130,
        0x3A3,
        0x5D0,
        0x627,
        0x661,
        0x3000,
        0xFEFF,
        0xFF30,
        *(draw.randrange(0x10000, 0x110000) for _ in range(200)),
    ]
    letters = [chr(point) for point in some]
    long = [letter * n for letter in "x😀é" for n in (119, 120, 121, 100_000)]
    compare(saved_page(QuizCard(TEXT)), TEXT, [*letters, *(f"pseud{letter}arthrosis" for letter in letters), *long])


@pytest.mark.parametrize("kind", ["text", "order", "match", "place", "tag"])
def test_drawn_questions_and_answers_get_the_same_verdict_in_the_browser(saved_page: Callable[..., Any], kind: str) -> None:
    draw = random.Random(kind)
    asked = [drawn_question(kind, draw) for _ in range(25)]
    page = saved_page(*(QuizCard(question, seed=n) for n, question in enumerate(asked)))
    for place, question in enumerate(asked):
        compare(page, question, [question.solution(), *drawn_answers(question, draw, 40)], place)


@pytest.mark.parametrize("question", [*LINKED.values(), *HOSTILE_LINKED], ids=lambda question: question.id[:30])
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
