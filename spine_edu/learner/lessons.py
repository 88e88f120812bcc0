"""Where a learner stands in the course: how far each lesson was read, what of it is answered and due, and where they stopped.

Nothing watches anybody read. A lesson asks on its way; what was answered there tells how far somebody came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spine_edu import data
from spine_edu.learner import log, progress
from spine_edu.quiz import Objective, Question, all_questions, objective


@dataclass(frozen=True)
class LessonStanding:
    """One lesson: how many questions it asks on its way and in all, how many of these are answered, and how many are due."""

    number: str
    title: str
    notebook: str
    steps: int
    steps_answered: int
    questions: int
    answered: int
    due: int

    @property
    def name(self) -> str:
        """What it is called: 'Lesson 3, The motion segment'."""
        return f"Lesson {int(self.number)}, {self.title}" if int(self.number) else self.title

    @property
    def is_read(self) -> bool:
        """Whether all that it asks on its way was answered; the start page, which asks nothing there, when all is."""
        return self.steps_answered == self.steps if self.steps else self.answered == self.questions

    @property
    def read(self) -> str:
        """Say how far it was read.

        >>> LessonStanding("01", "The column", "01-the-column.ipynb", 9, 4, questions=26, answered=5, due=0).read
        'begun'
        """
        if self.is_read:
            return "read"
        return "begun" if self.answered else "not yet"


@dataclass(frozen=True)
class Course:
    """All lessons as a learner stands in them, and the objective at which they stopped on their way, if anywhere."""

    lessons: tuple[LessonStanding, ...]
    stopped: Objective | None

    @property
    def here(self) -> LessonStanding | None:
        """The lesson to go on in: the one where they stopped or, where that is read, the first that is not; None after all."""
        unread = [lesson for lesson in self.lessons[1:] if not lesson.is_read]
        stopped = self.stopped.lesson if self.stopped else ""
        return next((lesson for lesson in unread if lesson.number == stopped), unread[0] if unread else None)


def course(day: str | None = None) -> Course:
    """Return how a learner stands in all lessons on a day, today unless given."""
    latest = log.answered().latest()
    due = progress.to_review(day)

    def when(question: Question) -> int | None:
        return max((latest[one.id] for one in (question, *question.parts) if one.id in latest), default=None)

    asked = [(question, objective(question.objective), when(question)) for question in all_questions()]
    lessons = []
    for number, called in data.document("lessons.yml").items():
        own = [(question, moment) for question, taught, moment in asked if taught.lesson == number]
        steps = [moment for question, moment in own if question.is_step]
        lessons.append(
            LessonStanding(
                number,
                called["title"],
                called["notebook"],
                steps=len(steps),
                steps_answered=_given(steps),
                questions=len(own),
                answered=_given(moment for _, moment in own),
                due=sum(question in due for question, _ in own),
            )
        )
    on_the_way = [(moment, taught) for question, taught, moment in asked if question.is_step and moment is not None]
    stopped = max(on_the_way, key=lambda one: one[0], default=None)
    return Course(tuple(lessons), stopped[1] if stopped else None)


def _given(moments: Iterable[int | None]) -> int:
    return sum(moment is not None for moment in moments)
