"""What an exam came to: each answer judged, and summed up by objective and by the belief behind what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spine_edu import data
from spine_edu.exam.handed_in import HandedIn, OneAnswer
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import Question, Verdict, beliefs, content_mark, judge, objective


@dataclass(frozen=True)
class ObjectiveResult:
    """What so many questions of one objective came to, with shares for what was partly right."""

    title: str
    asked: int
    score: float


@dataclass(frozen=True)
class BeliefHeld:
    """A belief that answers betrayed: its words, why it is not so, and the numbers of the questions, counted from 1."""

    text: str
    refutation: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class ExamResult:
    """One student's exam, judged: a verdict for each question, in their order."""

    handed: HandedIn
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> float:
        return round(sum(verdict.score for verdict in self.verdicts), 4)

    @property
    def percent(self) -> float:
        return round(100 * self.score / len(self.verdicts), 1)

    @property
    def answered(self) -> int:
        return sum(verdict.answered for verdict in self.verdicts)

    @property
    def judged(self) -> tuple[tuple[OneAnswer, Verdict], ...]:
        return tuple(zip(self.handed.given, self.verdicts, strict=True))


def result_of(handed: HandedIn) -> ExamResult:
    """Judge what was handed in; what was left open, or is no answer, counts as wrong and betrays nothing."""
    return ExamResult(handed, tuple(judge(given.question, given.answer) for given in handed.given))


def by_objective(results: Iterable[ExamResult]) -> tuple[ObjectiveResult, ...]:
    """Return what some exams came to objective by objective, the weakest first."""
    sums: dict[str, list[float]] = {}
    for result in results:
        for given, verdict in result.judged:
            sums.setdefault(given.question.objective, []).append(verdict.score)
    rows = [ObjectiveResult(objective(name).title, len(got), round(sum(got), 2)) for name, got in sums.items()]
    return tuple(sorted(rows, key=lambda row: (row.score / row.asked, row.title)))


def by_belief(result: ExamResult) -> tuple[BeliefHeld, ...]:
    """Return the beliefs that an exam betrays, those first that led astray most often."""
    places: dict[str, list[int]] = {}
    for place, given in enumerate(result.handed.given, 1):
        betrayed = (beliefs(judge(part, answer)) for part, answer in answers_of(given.question, given.answer))
        for name in sorted({name for names in betrayed for name in names}):
            places.setdefault(name, []).append(place)
    known = data.document("misconceptions.yml")
    told = [
        BeliefHeld(known[name]["text"], known[name].get("refutation", ""), tuple(found))
        for name, found in places.items()
        if name in known
    ]
    return tuple(sorted(told, key=lambda one: (-len(one.places), one.text)))


def as_log(result: ExamResult) -> tuple[LoggedAnswer, ...]:
    """Return the answers of an exam as a log would hold them, one a question: first tries, without hints."""
    return tuple(
        _logged(given.question, given.answer, given.time, verdict) for given, verdict in result.judged if verdict.answered
    )


def as_log_of_parts(result: ExamResult) -> tuple[LoggedAnswer, ...]:
    """Return the same with the parts of a case one by one, as the learner's own log has them and the class report reads them."""
    return tuple(_parts_logged(result))


def _parts_logged(result: ExamResult) -> Iterator[LoggedAnswer]:
    for given in result.handed.given:
        for part, answer in answers_of(given.question, given.answer):
            verdict = judge(part, answer)
            if verdict.answered:
                yield _logged(part, answer, given.time, verdict)


def answers_of(question: Question, answer: object) -> list[tuple[Question, object]]:
    """Return a question with its answer, or each part of a case that has one."""
    if not question.parts:
        return [(question, answer)]
    told = answer if isinstance(answer, dict) else {}
    return [(part, told[part.id]) for part in question.parts if part.id in told]


def _logged(question: Question, answer: object, time: str, verdict: Verdict) -> LoggedAnswer:
    mark = content_mark(question)
    return LoggedAnswer(time, question.id, mark, answer, verdict.score, verdict.correct, beliefs=beliefs(verdict))
