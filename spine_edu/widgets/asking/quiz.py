"""A quiz on screen: several questions, one below another or one at a time, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

import traitlets

from spine_edu import data
from spine_edu import quiz as bank
from spine_edu.learner import log, progress
from spine_edu.quiz import Question, Verdict, judge, objective, verdict_table
from spine_edu.quiz.contract import AskedFace, Belief, QuestionRecord, Taught
from spine_edu.quiz.paper import Printed
from spine_edu.text.markup import Markup, join
from spine_edu.widgets.asking.given import OnQuestions
from spine_edu.widgets.asking.paper import each_once, question_html
from spine_edu.widgets.asking.question import FRESH, asked_face, printed, record_of

FEW = 4
"""So many questions are seen at a glance; more are asked one at a time."""


class Quiz(OnQuestions):
    """Several questions and their result, by objective and by belief. It counts and indexes like a list of questions.

    `records` holds what the learner did, one record a question (see `spine_edu.quiz.contract.QuestionRecord`). `shown` says which
    questions are in the present round, `at` which of these a deck shows; after the last comes the result.
    """

    lesson = ""
    """The lesson it belongs to, by its two digits, if that is known; else the lesson that most of its questions are of."""

    faces = traitlets.List(traitlets.Dict()).tag(sync=True)
    tables = traitlets.List(traitlets.Dict(allow_none=True)).tag(sync=True)
    records = traitlets.List(traitlets.Dict()).tag(sync=True)
    objectives = traitlets.Dict().tag(sync=True)
    beliefs = traitlets.Dict().tag(sync=True)
    deck = traitlets.Bool(False).tag(sync=True)
    shown = traitlets.List(traitlets.Int()).tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        asked: Iterable[Question],
        *,
        seed: int | str | None = None,
        ask_confidence: bool = False,
        key: bool = True,
        deck: bool = False,
        fresh: bool = False,
        **more: object,
    ) -> None:
        """Put questions on screen, with the answers that the learner's log knows, or with none (`fresh`).

        `seed` shuffles the options. `key=False` leaves the verdict tables out: an exam, which neither reads the log nor
        writes it.
        """
        questions = tuple(asked)
        known = key and not fresh
        records: list[QuestionRecord] = [record_of(question) if known else {**FRESH} for question in questions]
        super().__init__(
            questions,
            key=key,
            **self.asking(questions, records, seed=seed, ask_confidence=ask_confidence, key=key),
            deck=deck,
            **more,
            at=next((n for n, record in enumerate(records) if not record["tries"]), len(records) if known else 0),
        )

    def asking(
        self,
        questions: tuple[Question, ...],
        records: list[QuestionRecord],
        *,
        seed: int | str | None = None,
        ask_confidence: bool = False,
        key: bool = True,
    ) -> dict[str, object]:
        """Return what a quiz shows of some questions with these records, by the names of its traits."""
        home = self.lesson or _lesson_of(questions)
        tables = [verdict_table(question) if key else None for question in questions]
        return {
            "faces": [asked_face(question, seed, ask_confidence) for question in questions],
            "tables": tables,
            "records": records,
            "objectives": {name: _taught(name, home) for name in dict.fromkeys(question.objective for question in questions)},
            "beliefs": _refuted({name for table in tables if table for name in table["ideas"]}),
            "shown": list(range(len(questions))),
        }

    def __len__(self) -> int:
        return len(self.questions)

    def __getitem__(self, place: int) -> Question:
        return self.questions[place]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What Python thinks of each answer now on screen."""
        return tuple(judge(question, record["answer"]) for question, record in zip(self.questions, self.records, strict=True))

    @property
    def paper(self) -> tuple[Printed, ...]:
        faces = cast(list[AskedFace], self.faces)
        return tuple(printed(asked, face, self._key) for asked, face in zip(self.questions, faces, strict=True))

    def static_html(self) -> Markup:
        asked, draw = self.paper, each_once()
        return join((question_html(one, f"Question {n} of {len(asked)}", draw) for n, one in enumerate(asked, 1)), "\n")

    def __repr__(self) -> str:
        return f"Quiz({_counted(len(self))}: {', '.join(question.id for question in self.questions)})"


class WarmUp(Quiz):
    """Questions to recall before a lesson, each blank: what one sees answered one does not recall.

    On screen stand those that this learner needs most, on paper those of a newcomer.
    """

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        self._newcomer = progress.to_recall(lesson)
        super().__init__(progress.to_recall(lesson, given=log.answered()), fresh=True, deck=True)

    @property
    def paper(self) -> tuple[Printed, ...]:
        return tuple(printed(asked, asked_face(asked, None, False), True) for asked in self._newcomer)

    def __repr__(self) -> str:
        return f"WarmUp({_counted(len(self))} before lesson {self.lesson})"


def quiz(
    which: str | Iterable[str],
    n: int | None = None,
    seed: int | str | None = None,
    objective: str | None = None,
    *,
    ask_confidence: bool = False,
    deck: bool | None = None,
    fresh: bool = False,
) -> Quiz:
    """Show the questions of a lesson ('refusion'), or those with the given ids.

    `n` keeps so many, spread over the objectives; `objective` those of one objective ('refusion.code-pcs') or family
    ('refusion'). A `seed` decides which, in what order, and shuffles the options; the same seed gives the same quiz for ever
    (`spine_edu.quiz.choose` tells how).

    `deck` shows one question at a time. That is what five or more do unless told: a test of ten on one page is ten screens to
    scroll, each with the verdicts of the others in view, and nothing says how far one has come. Up to four stay on the page.

    What was answered before is shown again; `fresh=True` starts anew and deletes nothing.
    """
    asked = bank.choose(which, n, seed, objective)
    as_deck = len(asked) > FEW if deck is None else deck
    return Quiz(asked, seed=seed, ask_confidence=ask_confidence, deck=as_deck, fresh=fresh)


def warm_up(lesson: str) -> WarmUp:
    """Ask three questions that earlier lessons taught, those first that are due: 1, 3, 7, 21 days after they were known.

    They start blank, and what was answered today is left out (`spine_edu.learner.progress.to_recall` tells how they are chosen).
    """
    return WarmUp(lesson)


def _lesson_of(questions: Iterable[Question]) -> str:
    """Return the lesson that more than half of some questions are of, by its two digits; '' if there is none."""
    lessons = [objective(question.objective).lesson for question in questions]
    return next((lesson for lesson, n in Counter(lessons).most_common(1) if 2 * n > len(lessons)), "")


def _taught(name: str, home: str) -> Taught:
    """Return an objective as the page shows it: what its holder can do, and where to read it, again or after lesson `home`."""
    found = objective(name)
    place = f"Lesson {int(found.lesson)}" if found.lesson.strip("0") else "Start page"
    taught: Taught = {"title": found.title, "link": found.link, "place": f"{place}, {found.heading}" if found.link else ""}
    if home and found.lesson > home:
        taught["later"] = True
    return taught


def _refuted(names: Iterable[str]) -> dict[str, Belief]:
    """Return beliefs in the learner's words, each with why it is not so."""
    known = data.document("misconceptions.yml")
    told = ((name, known.get(name, {})) for name in sorted(names))
    return {name: {"text": said.get("text", ""), "refutation": said.get("refutation", "")} for name, said in told}


def _counted(n: int) -> str:
    return f"{n} question{'s' * (n != 1)}"
