"""Questions whose answer is chosen from options: one right (single), or all that are right (multiple)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from spine_edu.files.entry import Entry, read_parts
from spine_edu.quiz.contract import ChoiceFace, ChoiceTable
from spine_edu.quiz.items import Choose, Item, Response
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict, draw
from spine_edu.quiz.paper import Listing, Piece
from spine_edu.text.typed import tidy


@dataclass(frozen=True)
class Option:
    """One option: what it says, whether it is right, and why; a wrong one names the misconception it catches."""

    text: str
    correct: bool
    why: str
    misconception: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Choice(Question):
    """What single and multiple share: options that explain themselves."""

    fields: ClassVar[tuple[str, ...]] = ("options",)
    several: ClassVar[bool] = False
    options: tuple[Option, ...]

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        options = entry.each("options", cls.read_option)
        entry.different("options", [option.text for option in options], 2, "two or more")
        return cls(options=options, **common)

    @classmethod
    def read_option(cls, entry: Entry) -> Option:
        """Read one option; a wrong one has to name its belief."""
        read = read_parts(
            known=lambda: entry.only("text", "correct", "why", "misconception"),
            text=lambda: entry.text("text"),
            correct=lambda: entry.flag("correct"),
            why=lambda: entry.text("why"),
            misconception=lambda: "" if entry.flag("correct") else entry.text("misconception"),
        )
        return Option(read["text"], read["correct"], read["why"], read["misconception"])

    @property
    def form(self) -> str:
        return f"{len(self.options)} options"

    def face(self, seed: int | str | None = None) -> ChoiceFace:
        texts = [option.text for option in self.options]
        face: ChoiceFace = {**super().face(seed), "options": texts}
        if seed is not None:
            face["order"] = sorted(range(len(texts)), key=lambda n: draw(seed, f"{self.id}\n{texts[n]}"))
        return face

    def paper(self, face: ChoiceFace) -> tuple[Piece, ...]:
        options = face["options"]
        return (Listing(tuple(options[n] for n in face.get("order", range(len(options))))),)

    def table(self) -> ChoiceTable:
        return {"options": [{"correct": o.correct, "why": o.why, "idea": o.misconception} for o in self.options]}

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        return tuple((option.text, option.correct, option.why) for option in self.options)

    def elsewhere(self) -> tuple[Item, ...]:
        answers = tuple(Response(option.text, option.correct, option.why, option.misconception) for option in self.options)
        return (self.item(Choose(answers, self.several)),)

    def place(self, given: object) -> int:
        """Return which option is meant by its text (or by its number, counted from 0)."""
        if isinstance(given, int | float) and not isinstance(given, bool) and given in range(len(self.options)):
            return int(given)
        texts = [tidy(option.text) for option in self.options]
        if isinstance(given, str) and tidy(given) in texts:
            return texts.index(tidy(given))
        raise NotAnAnswer("Choose one of the options.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Single(Choice):
    """One option is right. The answer is its text."""

    kind = "single"

    @classmethod
    def read(cls, entry: Entry, common: dict[str, object]) -> Question:
        question = super().read(entry, common)
        if isinstance(question, Choice) and sum(option.correct for option in question.options) != 1:
            raise entry.fault("exactly one option must say `correct: true`.", "Mark one, or write `kind: multiple`.", "options")
        return question

    def solution(self) -> str:
        return next(option.text for option in self.options if option.correct)

    def read_answer(self, answer: object) -> int:
        return self.place(answer)

    def weigh(self, table: ChoiceTable, answer: int) -> Verdict:
        row = table["options"][answer]
        return Verdict(True, row["correct"], float(row["correct"]), row["why"], row["idea"])


@dataclass(frozen=True, kw_only=True, repr=False)
class Multiple(Choice):
    """All right options are to be ticked, and no others. The answer is a list of their texts.

    Each right one ticked earns a share, each wrong one costs a share, and the score never falls below zero:
    so ticking everything earns nothing that ticking nothing would not.
    """

    kind = "multiple"
    several = True

    @classmethod
    def read(cls, entry: Entry, common: dict[str, object]) -> Question:
        question = super().read(entry, common)
        if isinstance(question, Choice) and not any(option.correct for option in question.options):
            raise entry.fault("at least one option must say `correct: true`.", "Mark those that are right.", "options")
        return question

    def solution(self) -> list[str]:
        return [option.text for option in self.options if option.correct]

    def read_answer(self, answer: object) -> list[int]:
        given = answer if isinstance(answer, list | tuple | set | frozenset) else [answer]
        if not given:
            raise NotAnAnswer("Tick every option that is right.")
        return sorted({self.place(item) for item in given})

    def weigh(self, table: ChoiceTable, answer: list[int]) -> Verdict:
        rows = table["options"]
        keys = sum(row["correct"] for row in rows)
        hits = sum(rows[n]["correct"] for n in answer)
        wrong = len(answer) - hits
        parts = tuple(Part(self.options[n].text, rows[n]["correct"], rows[n]["why"], rows[n]["idea"]) for n in answer)
        if hits == keys and not wrong:
            return Verdict(True, True, 1.0, "Every right option is ticked, and no other.", parts=parts)
        why = f"You ticked {hits} of {keys} right and {wrong} wrong."
        return Verdict(True, False, max(0, hits - wrong) / keys, why, parts=parts)
