"""An exam on screen: time runs, nothing is judged before its end, and what is answered is kept from the first click on.

The browser gets what is asked and no key; this holds in a notebook, too, until the exam is handed in. An exam without its key
stays so: it ends with a file of answers for whoever grades it (`spine_edu.exam.handed_in`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypedDict, cast

import traitlets

from spine_edu.exam.asked import alias, part_names, understood
from spine_edu.exam.cases import number_of
from spine_edu.exam.forms import ExamForm
from spine_edu.exam.result import answers_of
from spine_edu.learner import moments, progress
from spine_edu.quiz import Question
from spine_edu.quiz.contract import CaseFace, Face
from spine_edu.quiz.paper import Printed
from spine_edu.text.markup import Markup, element, join
from spine_edu.widgets.asking.question import asked_face, printed, record_given
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.script import script, style


class ExamSheet(TypedDict):
    """What is asked, under names that say nothing about it; `minutes` is 0 without end, `keyed` whether it is judged here."""

    title: str
    minutes: float
    keyed: bool
    faces: list[Face]


class ExamAnswer(TypedDict):
    """What was answered to one question, when, and whether nothing of it is missing."""

    answer: object
    ready: bool
    time: str


class ExamState(TypedDict):
    """How far a student is. Times are as in the log, '' before; `allowed` are minutes, null without a clock.

    `end` is '' while the student may answer, then 'handed in' or 'time is up'; `answers` and `later` go by the names of
    questions.
    """

    name: str
    began: str
    saved: str
    allowed: float | None
    clock: bool
    at: int
    later: list[str]
    end: str
    answers: dict[str, ExamAnswer]


class Exam(Quiz):
    """An exam. Until it is handed in it shows its sheet alone; then, with its key, it is a quiz that was answered.

    `state` holds what the student did. `records`, `verdicts` and the rest of a quiz are empty before the end.
    """

    _esm = script("asking/exam.js")
    _css = style("base.css", "asking/question.css", "asking/kinds.css", "parts.css", "asking/exam.css")

    sheet = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, form: ExamForm, *, key: bool = True) -> None:
        """Put a form on screen; without its `key` it is judged by whoever is given the file of answers."""
        self.form = form
        self._shown = tuple(bare(question, form.seed) for question in form.questions)
        sheet: ExamSheet = {"title": form.title, "minutes": form.minutes, "keyed": key, "faces": list(self._shown)}
        super().__init__((), deck=True, sheet=sheet)
        self._keyed = key

    @property
    def paper(self) -> tuple[Printed, ...]:
        asked = ((question, question.face(self.form.seed)) for question in self.form.questions)
        return tuple(replace(printed(question, face, key=False), hints=()) for question, face in asked)

    @traitlets.observe("state")
    def _judge_at_the_end(self, change: Any) -> None:
        """Show verdicts once the exam is over, and take them away when somebody begins anew."""
        over = self._keyed and change.new.get("end", "") != ""
        if over and not self.questions:
            self._open(change.new.get("answers", {}))
        elif not over and self.questions:
            self._show((), [])

    def _open(self, given: dict[str, ExamAnswer]) -> None:
        records, said = [], ""
        for question in self.form.questions:
            told = given.get(alias(question), {"answer": None, "ready": False, "time": ""})
            answer = understood(question, told["answer"])
            records.append(record_given(question, answer))
            if number_of(question.id) is None and moments.is_time(told["time"]):
                for part, one in answers_of(question, answer):
                    said = progress.remember(part, one, time=told["time"]) or said
        self._show(self.form.questions, records)
        self.notice = said

    def _show(self, questions: tuple[Question, ...], records: list[Any]) -> None:
        """Become a quiz of these questions with these records; of none, the sheet again."""
        self.questions = questions
        with self.hold_sync():
            for name, value in self.asking(questions, records, seed=self.form.seed).items():
                self.set_trait(name, value)
            self.at = len(questions)

    def static_html(self) -> Markup:
        said = f"Exam, {self.form.title}: {len(self.form.questions)} questions, {self._time}."
        said += " Run the cell to sit it; on paper it reads so:"
        asked = super().static_html()
        return join([element("p", element("strong", said)), asked], "\n")

    @property
    def _time(self) -> str:
        return f"{self.form.minutes:g} minutes" if self.form.minutes else "without end"

    def __repr__(self) -> str:
        return f"Exam({self.form.title}: {len(self.form.questions)} questions, {self._time})"


def bare(question: Question, seed: str) -> Face:
    """Return what a student may see of a question: no hint, no objective, and names that say nothing."""
    face: dict[str, Any] = {**asked_face(question, seed, False), "id": alias(question), "hints": []}
    del face["objective"], face["ask_confidence"]
    if question.parts:
        names = part_names(question)
        parts = cast(CaseFace, face)["parts"]
        face["parts"] = [{**part, "id": names[part["id"]], "hints": []} for part in parts]
    return cast(Face, face)
