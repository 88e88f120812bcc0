"""Which questions a room is asked: those of a lesson that a phone can answer, in the order of the bank."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from spine_edu import data
from spine_edu.errors import RoomError
from spine_edu.quiz import Question, all_questions, objective, question_named
from spine_edu.room.tally import KINDS
from spine_edu.text.quoting import shown, some


def lesson_named(text: str) -> str:
    """Return a lesson by its two digits; it may be given as its number or its notebook.

    >>> lesson_named("notebooks/12-refusion.ipynb"), lesson_named("3")
    ('12', '03')
    """
    known: dict[str, dict[str, str]] = data.document("lessons.yml")
    name = PurePath(text).name
    for number, told in known.items():
        if name in (number, str(int(number)), told["notebook"], told["notebook"].removesuffix(".ipynb")):
            return number
    raise RoomError(f"There is no lesson {shown(text)}. Name one of {some([told['notebook'] for told in known.values()], 20)}.")


def title_of(number: str) -> str:
    """Return what a lesson is called: 'Lesson 12: Refusion'."""
    return f"Lesson {int(number)}: {data.document('lessons.yml')[number]['title']}"


def questions_of(number: str) -> tuple[Question, ...]:
    """Return the questions of a lesson for a room: first those on its way, then those after it."""
    own = [question for question in all_questions() if objective(question.objective).lesson == number]
    fit = [question for question in own if question.kind in KINDS]
    if not fit:
        raise RoomError(f"{title_of(number)} has no question that a room can be asked.")
    return tuple(sorted(fit, key=lambda question: not question.is_step))


def by_id(ids: Iterable[str]) -> dict[str, Question]:
    """Return questions of the bank by their ids; raise UnknownQuestion for one that is none."""
    return {id: question_named(id) for id in ids}
