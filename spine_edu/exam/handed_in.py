"""The file that a student hands in: read with suspicion, since it lay on a computer that is not ours.

    {"spine-edu exam": 1, "exam": "form 3", "name": "Ada", "began": "2026-12-03T08:00:00Z", "saved": "2026-12-03T08:41:10Z",
     "minutes": 45, "allowed": 45, "end": "handed in", "answers": [["q0a1b2c3d4e", "The bone", "2026-12-03T08:02:11.000000Z"]]}

`answers` names all that was asked, in its order; what was left open has null. `allowed` is the time the student took, null
without a clock. The browser writes it (static/exam.js), and says itself what it cannot know: who sat before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spine_edu.errors import ExamError, InputError, UnreadableText
from spine_edu.exam.asked import question_called, understood
from spine_edu.files.inputs import read_named
from spine_edu.files.json_text import read_json
from spine_edu.learner import moments
from spine_edu.quiz import Question
from spine_edu.text.quoting import shown

MARK = "spine-edu exam"
"""The field by which a file of answers is known; it holds the version of the format."""

_VERSION = 1
_FIELDS = {"exam": str, "name": str, "began": str, "saved": str, "end": str, "answers": list}


@dataclass(frozen=True)
class OneAnswer:
    """One question of an exam and what was answered, at what time; None where it was left open."""

    question: Question
    answer: object
    time: str


@dataclass(frozen=True)
class HandedIn:
    """All that one student handed in. `minutes` is the time of the exam, `allowed` the time that was taken for it;
    None is without end.
    """

    name: str
    exam: str
    began: str
    saved: str
    end: str
    minutes: float | None
    allowed: float | None
    given: tuple[OneAnswer, ...]

    @property
    def took(self) -> float:
        """How many minutes lie between the beginning and the last answer."""
        times = [moments.ticks(one.time) for one in self.given if one.answer is not None]
        return round((max(times) - moments.ticks(self.began)) / 60e6, 1) if times and moments.is_time(self.began) else 0.0


def read_handed_in(path: Path) -> HandedIn:
    """Read a student's file; raise ExamError that says in words what it is instead, and what to do."""
    try:
        text, name = read_named(path)
    except InputError as error:
        raise ExamError(f"{error} A file of answers is saved by the page of the exam; ask for it again.") from error
    told = _told(text, name)
    if told.get(MARK) != _VERSION:
        raise ExamError(f"{name} was saved by another edition ({shown(told.get(MARK))}); grade it with the edition that made it.")
    if wrong := next((field for field, kind in _FIELDS.items() if not isinstance(told.get(field), kind)), None):
        raise ExamError(f"{name}: `{wrong}` is missing or of the wrong sort: somebody changed this file. Ask for it again.")
    given = tuple(_given(entry, f"{name}, answer {place}") for place, entry in enumerate(told["answers"], 1))
    if not given or len({one.question.id for one in given}) < len(given):
        raise ExamError(f"{name}: it asks nothing, or one question twice: somebody changed this file. Ask for it again.")
    return HandedIn(
        told["name"].strip(), told["exam"], told["began"], told["saved"], told["end"],
        _time(told.get("minutes")), _time(told.get("allowed")), given,
    )  # fmt: skip


def _told(text: str, name: str) -> dict[str, Any]:
    """Return the fields of a file of answers; tell a torn one from one that is something else."""
    try:
        told = read_json(text, name)
    except (ValueError, RecursionError, UnreadableText) as error:
        if f'"{MARK}"' in text[:200]:
            problem = f"{name} is torn: it breaks off, or was changed on its way."
            fix = "Ask for it again: the browser that saved it holds the answers, until somebody begins anew there."
            raise ExamError(f"{problem} {fix}") from error
        raise ExamError(f"{name} holds no answers of an exam: it is no JSON. Take the file that the exam saved.") from error
    if not isinstance(told, dict) or MARK not in told:
        raise ExamError(f"{name} holds no answers of an exam, but something else. Take the file that the exam saved.")
    return told


def _given(entry: object, where: str) -> OneAnswer:
    if not (isinstance(entry, list) and len(entry) == 3 and isinstance(entry[0], str)):
        raise ExamError(f"{where} is no answer: somebody changed this file. Ask for it again.")
    question = question_called(entry[0])
    if question is None:
        problem = f"{where}: the question {shown(entry[0])} is not in our bank, or asks something else by now."
        raise ExamError(f"{problem} Grade with the edition of the course that made the exam.")
    answer = understood(question, entry[1])
    if answer is not None and not (isinstance(entry[2], str) and moments.is_time(entry[2])):
        raise ExamError(f"{where} has no time: somebody changed this file. Ask for it again.")
    return OneAnswer(question, answer, entry[2] if answer is not None else "")


def _time(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
