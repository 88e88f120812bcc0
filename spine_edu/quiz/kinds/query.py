"""Questions that are answered with a query: a free text to the surgeon, read point by point by rules that anybody can look up.

The rules are data/query_rules.yml. They see words, not sense: a query that keeps them may still be clumsy, one that
breaks them is not to be sent.
widgets/static/asking/kinds/query.js reads the same rules in the same way, and the tests compare the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spine_edu.cases import case_named
from spine_edu.errors import UnknownCase
from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import Face, QueryFace, QueryTable
from spine_edu.quiz.items import Compose, Item
from spine_edu.quiz.kinds.query_read import POINTS, Outcome, outcomes, query_rules, says_too_little
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict
from spine_edu.quiz.paper import Blank, Line, Piece, Prose
from spine_edu.text.typed import tidy

LONGEST = 1200
"""How many characters a query may have: a few sentences."""


@dataclass(frozen=True, kw_only=True, repr=False)
class QueryQuestion(Question):
    """The answer is a query about the note of a case.

    It quotes the note, names the gap, asks openly, leads nobody, speaks of no money. `gap` has the words that name what is
    missing, `answers` those that would answer it, a list for each answer.
    """

    kind = "query"
    fields = ("case", "gap", "answers", "example", "why", "misconception")

    note: tuple[str, ...]
    gap: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    example: str
    why: str
    misconception: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the case with its gap, and an example that keeps every rule."""
        try:
            note = case_named(entry.text("case")).note
        except UnknownCase as error:
            raise entry.fault(str(error), "Take the id of a case in data/cases/.", "case") from error
        question = cls(
            note=tuple(" ".join(block.split()) for block in note.split("\n\n") if block.strip()),
            gap=entry.texts("gap"),
            answers=entry.each("answers", _answer),
            example=entry.text("example"),
            why=entry.text("why"),
            misconception=entry.text("misconception"),
            **common,
        )
        if not question.gap:
            raise entry.fault("It lists the words that name what is missing.", "Such as [where, place].", "gap")
        missed = [part for part in question.weigh(question.table(), question.example).parts if not part.correct]
        if missed:
            problem = f"it breaks a rule: {missed[0].label}. {missed[0].why}"
            raise entry.fault(problem, "Write an example that keeps all of data/query_rules.yml.", "example")
        return question

    @property
    def form(self) -> str:
        return "a query"

    def face(self, seed: int | str | None = None) -> QueryFace:
        return {**super().face(seed), "note": list(self.note), "rules": query_rules()}

    def paper(self, face: Face) -> tuple[Piece, ...]:
        return (
            Prose(tuple((paragraph,) for paragraph in self.note)),
            Line("What the note says, what is missing, and an open question:"),
            Blank(),
        )

    def table(self) -> QueryTable:
        answers = [list(words) for words in self.answers]
        return {"gap": list(self.gap), "answers": answers, "why": self.why, "example": self.example, "idea": self.misconception}

    def read_answer(self, answer: Any) -> str:
        text = tidy(answer)
        if len(text) > LONGEST:
            raise NotAnAnswer(f"A query is a few sentences: write at most {LONGEST} characters.")
        if says_too_little(text):
            raise NotAnAnswer("Write your query: what the note says, what is missing, and a question.")
        return text

    def weigh(self, table: QueryTable, answer: str) -> Verdict:
        """Read a query point by point; one that leads or speaks of money is worth nothing, whatever else it has."""
        found = outcomes(answer, self.note, table["gap"], table["answers"])
        parts = tuple(self._part(name, found[name], table["idea"]) for name in POINTS)
        kept = sum(part.correct for part in parts)
        if kept == len(parts):
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        earned = sum(part.correct for part in parts[:3]) / 4 if all(part.correct for part in parts[3:]) else 0.0
        return Verdict(True, False, earned, f"{kept} of {len(parts)} points are as they should be.", parts=parts)

    def _part(self, point: str, outcome: Outcome, idea: str) -> Part:
        told, (how, said) = query_rules()["points"][point], outcome
        why = {"right": told["right"], "wrong": told["wrong"], "other": told["other"]}[how].replace("{said}", said)
        return Part(told["label"], how == "right", why, idea if how != "right" and point in POINTS[2:] else "")

    def solution(self) -> str:
        return self.example

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        return ((self.example, True, self.why),)

    def elsewhere(self) -> tuple[Item, ...]:
        form, reading = Compose(self.example, self.why), tuple((paragraph,) for paragraph in self.note)
        return (self.item(form, reading=reading),)


def _answer(entry: Entry) -> tuple[str, ...]:
    """Read the words of one answer that the note leaves open."""
    entry.only("words")
    if words := entry.texts("words"):
        return words
    raise entry.fault("It lists the words that would name this answer.", "Such as [gutter*].", "words")
