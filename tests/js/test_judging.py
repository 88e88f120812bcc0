"""The browser's judge and Python's say the same of any answer, however it was typed."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spine_edu.quiz import Question, all_questions, judge, verdict_table
from spine_edu.text.typed import bare_code, tidy
from tests.js.node import try_in_node
from tests.quiz.answers import JSON_ANSWERS, UNSEEN, ZEROS, as_seen, typed_otherwise
from tests.quiz.kinds.test_query import QUERIES, asked_of
from tests.quiz.samples import HOSTILE, HOSTILE_LINKED, LINKED, SAMPLES

TYPED = ("number", "text", "code", "query")
"""The kinds of question whose answer is typed."""


def all_typed(questions: tuple[Question, ...]) -> Iterator[Question]:
    """All questions with a typed answer, those inside a case among them."""
    for question in questions:
        yield from all_typed(question.parts)
        if question.kind in TYPED:
            yield question


def judged(question: Question, answers: list[Any]) -> dict[str, Any]:
    """What the browser is given of a question, and what Python says to each answer."""
    said = [(answer, as_seen(judge(question, answer))) for answer in answers]
    return {"id": question.id, "face": question.face(), "table": verdict_table(question), "judged": said}


def letters() -> list[str]:
    """Every letter, digit, sign and mark of Unicode that Python knows."""
    every = map(chr, range(sys.maxunicode + 1))
    return [letter for letter in every if unicodedata.category(letter) not in ("Cn", "Co", "Cs")]


def texts(draw: random.Random) -> list[str]:
    """Letters beside each other that may join or change each other, a few at a time."""
    some = [
        *UNSEEN,
        *(chr(zero + 4) for zero in ZEROS),
        *"Aa4 .-_\u0301\u0307\u030a\u00e9\u0131\u0130\ufb01\u00ba\u00b2\u00bd\u1100\u1161\u2028\u3000\u066b\U0001f600",
    ]
    return ["".join(draw.choices(some, k=draw.randint(2, 8))) for _ in range(3000)]


@pytest.mark.thorough
def test_the_judge_of_the_browser_says_what_python_says(tmp_path: Path) -> None:
    samples = (*SAMPLES.values(), *LINKED.values(), *HOSTILE, *HOSTILE_LINKED)
    asked = [judged(q, [*JSON_ANSWERS, q.solution()]) for q in samples]
    asked += [judged(q, [q.solution(), *typed_otherwise(q.solution())]) for q in all_typed(all_questions())]
    asked += [judged(asked_of(entry), [entry["query"]]) for sort in QUERIES.values() for entry in sort]
    said = {
        "questions": asked,
        "letters": [(letter, tidy(letter)) for letter in letters()],
        "texts": [(text, tidy(text), bare_code(text)) for text in texts(random.Random(7))],
    }
    try_in_node("judging.test.mjs", tmp_path, ("asking/question", "typed"), said)
