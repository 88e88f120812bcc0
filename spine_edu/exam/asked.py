"""What students' files call a question: a name that says nothing about it, and by which it is found again.

The name of a question of the bank is made of what is asked, never of the key: so no one can try keys on it, and an answer is not
taken for one to another question when the bank has changed since.
"""

from __future__ import annotations

import functools
import hashlib
import json
from string import ascii_lowercase

from spine_edu.exam.cases import case_question, number_of
from spine_edu.quiz import Question, all_questions, exam_set


@functools.lru_cache(maxsize=1024)
def alias(question: Question) -> str:
    """Return the name of a question in students' files.

    >>> from spine_edu.quiz import question_named
    >>> len(alias(question_named("refusion-which-question")))
    11
    """
    if number_of(question.id) is not None:
        return question.id
    shown = {name: value for name, value in question.face().items() if name not in ("id", "hints", "parts")}
    asked = [question.id, shown, [part.stem for part in question.parts]]
    return f"q{hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:10]}"


def question_called(name: str) -> Question | None:
    """Return the question of which this is the alias; None where we have none, or it asks something else by now."""
    number = number_of(name)
    return _aliases().get(name) if number is None else case_question(number)


def part_names(question: Question) -> dict[str, str]:
    """Return what students' files call the parts of a case, by their ids: a, b, c in their order."""
    return dict(zip((part.id for part in question.parts), ascii_lowercase, strict=False))


def understood(question: Question, answer: object) -> object:
    """Return an answer from a student's file as `judge` takes it: that to a case by the ids of its parts."""
    if not question.parts or not isinstance(answer, dict):
        return answer
    return {id: answer[name] for id, name in part_names(question).items() if answer.get(name) is not None} or None


@functools.cache
def _aliases() -> dict[str, Question]:
    return {alias(question): question for question in (*all_questions(), *exam_set())}
