"""Which questions leave, and which stay: those that can be asked without the lesson around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spine_edu.quiz import Question
from spine_edu.quiz.items import Form, Item

NEEDS_LESSON = "It was written for its place in a lesson, after a note, a picture or a story."
NO_FORM = "No other program has its like."


@dataclass(frozen=True)
class Left:
    """A question that stays here, and why."""

    id: str
    why: str


def apart(questions: Iterable[Question]) -> tuple[list[Question], list[Left]]:
    """Return the questions that stand by themselves, and those that need their lesson."""
    free = [question for question in questions if not question.is_step]
    return free, [Left(question.id, NEEDS_LESSON) for question in questions if question.is_step]


def items_of(questions: Iterable[Question]) -> tuple[list[Item], list[Left]]:
    """Return the items of questions, and the questions that have none."""
    made = {question.id: question.elsewhere() for question in questions}
    return [item for items in made.values() for item in items], [Left(id, NO_FORM) for id, items in made.items() if not items]


def simplified(items: Iterable[Item], loses: Mapping[type[Form], str]) -> dict[str, list[str]]:
    """Return what is lost, by the ids of the items that lose it: what they lose anywhere, and what only here."""
    lost: dict[str, list[str]] = {}
    for item in items:
        own = loses.get(type(item.form))
        for sentence in (*item.loses, *([own] if own else [])):
            lost.setdefault(sentence, []).append(item.id)
    return lost
