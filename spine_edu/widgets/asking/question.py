"""A question on screen, and how it reads on paper. What is right was decided by `spine_edu.quiz`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import traitlets

from spine_edu import quiz as bank
from spine_edu.figures.asked import asked_picture
from spine_edu.learner import progress
from spine_edu.quiz import Question, Verdict, judge, verdict_table
from spine_edu.quiz.contract import AskedFace, Face, QuestionRecord
from spine_edu.quiz.paper import Printed
from spine_edu.text.markup import Markup
from spine_edu.widgets.asking.given import OnQuestions
from spine_edu.widgets.asking.paper import question_html

FRESH: QuestionRecord = {
    "answer": None, "answers": [], "first_answer": None, "tries": 0, "again": 0, "correct": None,
    "score": None, "confidence": "", "hints_used": 0, "revealed": False, "parts": {},
}  # fmt: skip
"""The record of a question that nobody has answered."""


def record_of(question: Question) -> QuestionRecord:
    """Return the record of a question as the learner's log tells it: what was answered last."""
    if question.parts:
        return _sum_of({part.id: record_of(part) for part in question.parts}, question)
    given = progress.round_of(question)
    if not given:
        return {**FRESH}
    last = given[-1]
    return {
        **FRESH,
        "answer": last.answer, "answers": [a.answer for a in given], "first_answer": given[0].answer, "tries": len(given),
        "correct": last.correct, "score": last.score, "confidence": last.confidence,
        "hints_used": last.hints, "revealed": last.revealed,
    }  # fmt: skip


def record_given(question: Question, answer: object) -> QuestionRecord:
    """Return the record of a question that was answered once, as in an exam; what is no answer leaves none."""
    if question.parts:
        given = answer if isinstance(answer, dict) else {}
        return _sum_of({part.id: record_given(part, given.get(part.id)) for part in question.parts}, question)
    verdict = judge(question, answer)
    if not verdict.answered:
        return {**FRESH}
    return {
        **FRESH, "answer": answer, "answers": [answer], "first_answer": answer, "tries": 1,
        "correct": verdict.correct, "score": verdict.score,
    }  # fmt: skip


def _sum_of(parts: dict[str, QuestionRecord], case: Question) -> QuestionRecord:
    """Add up the records of the parts of a case, as its card does in the browser."""
    given = {id: record for id, record in parts.items() if record["answer"] is not None}
    if not given:
        return {**FRESH}
    answer = {id: record["answer"] for id, record in given.items()}
    found = judge(case, answer)
    felt = [record["confidence"] for record in given.values() if record["confidence"]]
    return {
        **FRESH,
        "parts": parts,
        "answer": answer,
        "first_answer": {id: record["first_answer"] for id, record in given.items()},
        "tries": sum(record["tries"] for record in given.values()),
        "correct": found.correct if len(given) == len(parts) else None,
        "score": found.score,
        "confidence": "unsure" if "unsure" in felt else "".join(felt[:1]),
        "hints_used": sum(record["hints_used"] for record in given.values()),
        "revealed": any(record["revealed"] for record in given.values()),
    }


class QuizCard(OnQuestions):
    """One question. What the learner does is here to read: `answer`, `first_answer`, `tries`, `correct`, `confidence`."""

    face = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict(allow_none=True).tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    answers = traitlets.List(traitlets.Any()).tag(sync=True)
    first_answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    again = traitlets.Int(0).tag(sync=True)
    correct = traitlets.Bool(None, allow_none=True).tag(sync=True)
    score = traitlets.Float(None, allow_none=True).tag(sync=True)
    confidence = traitlets.Unicode("").tag(sync=True)
    hints_used = traitlets.Int(0).tag(sync=True)
    revealed = traitlets.Bool(False).tag(sync=True)
    parts = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        asked: Question,
        *,
        seed: int | str | None = None,
        ask_confidence: bool = False,
        key: bool = True,
        fresh: bool = False,
    ) -> None:
        """Put a question on screen, with the answer that the learner's log knows, unless it is to start `fresh`.

        `seed` shuffles the options. `key=False` leaves the verdict table out: an exam, which neither reads the log nor writes it.
        """
        self.question = asked
        record = FRESH if fresh or not key else record_of(asked)
        table = verdict_table(asked) if key else None
        super().__init__((asked,), key=key, face=asked_face(asked, seed, ask_confidence), table=table, **record)

    @property
    def verdict(self) -> Verdict:
        """What Python thinks of the answer now on screen."""
        return judge(self.question, self.answer)

    @property
    def paper(self) -> tuple[Printed, ...]:
        return (printed(self.question, cast(Face, self.face), self._key),)

    def static_html(self) -> Markup:
        return question_html(self.paper[0])

    def __repr__(self) -> str:
        return f"QuizCard({self.question.id!r}, {self.question.form})"


def question(id: str, *, seed: int | str | None = None, ask_confidence: bool = False, fresh: bool = False) -> QuizCard:
    """Show one question of the bank by its id, as it was last answered; `fresh` starts it anew and deletes nothing."""
    return QuizCard(bank.question_named(id), seed=seed, ask_confidence=ask_confidence, fresh=fresh)


def asked_face(question: Question, seed: int | str | None, ask_confidence: bool) -> AskedFace:
    """Return what the browser shows of a question, with its options in the order of the seed."""
    return {**_drawn(question.face(seed)), "objective": question.objective, "ask_confidence": ask_confidence}


def _drawn(face: Face) -> Face:
    """Draw the picture that a face, or one of its parts, describes: the questions themselves know no pictures."""
    drawn: dict[str, Any] = {**face}
    if "parts" in drawn:
        drawn["parts"] = [_drawn(part) for part in drawn["parts"]]
    if "drawing" in drawn:
        drawn["picture"] = asked_picture(drawn.pop("drawing")).svg
    return cast(Face, drawn)  # of the same kind as before


def printed(asked: Question, face: Face, key: bool) -> Printed:
    """Return a question as it reads on paper, in the order of its face; an exam without its key."""
    said = asked.key()
    order = cast(Iterable[int], face.get("order", range(len(said))))  # the key follows what is shown
    known = tuple(said[n] for n in order) if key else None
    sources = tuple(verdict_table(asked)["sources"]) if key else ()
    return Printed(asked.stem, asked.paper(face), tuple(asked.hints), known, sources)
