"""Questions whose answer is a part of a picture without names: it is clicked there, or chosen by where it lies from a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spine_edu.files.entry import Entry, read_parts
from spine_edu.quiz.contract import ToldPartFace
from spine_edu.quiz.items import Item
from spine_edu.quiz.kinds.choice import Option, Single
from spine_edu.quiz.model import Question
from spine_edu.quiz.paper import Drawn, Piece


@dataclass(frozen=True)
class PartOption(Option):
    """A part that can be picked: its key on the picture, and where it lies, which is its text; a name would tell the answer."""

    part: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class PartQuestion(Single):
    """One part is right. Picture and list are two ways to the same options, so it is judged as a single choice is.

    A wrong part need not stand for a belief: it is there because the picture has it, and its reason says what was clicked.
    """

    kind = "part"
    fields = ("plate", "options")

    plate: str
    options: tuple[PartOption, ...]

    @classmethod
    def read(cls, entry: Entry, common: dict[str, object]) -> Question:
        """Read the options, each a part of its own on the plate that `spine_edu.figures.plates.asked` draws."""
        question = super().read(entry, {**common, "plate": entry.text("plate")})
        parts = [option.part for option in getattr(question, "options", ())]
        if len(set(parts)) < len(parts):
            raise entry.fault("Two options are the same part.", "Give each option a part of its own.", "options")
        return question

    @classmethod
    def read_option(cls, entry: Entry) -> PartOption:
        read = read_parts(
            known=lambda: entry.only("part", "text", "correct", "why", "misconception"),
            part=lambda: entry.text("part"),
            text=lambda: entry.text("text"),
            correct=lambda: entry.flag("correct"),
            why=lambda: entry.text("why"),
            misconception=lambda: entry.text("misconception", ""),
        )
        return PartOption(read["text"], read["correct"], read["why"], read["misconception"], read["part"])

    def drawing(self) -> dict[str, object]:
        """What the picture is to show, as `spine_edu.figures.asked` takes it."""
        return {"plate": self.plate}

    @property
    def form(self) -> str:
        return f"one of {len(self.options)} parts of a picture"

    def face(self, seed: int | str | None = None) -> ToldPartFace:
        return {**super().face(seed), "picks": [option.part for option in self.options], "drawing": self.drawing()}

    def elsewhere(self) -> tuple[Item, ...]:
        (item,) = super().elsewhere()
        said = "A part is chosen from a list of where it lies, beside the picture, not picked on it."
        return (self.item(item.form, said, drawing=self.drawing()),)

    def paper(self, face: Any) -> tuple[Piece, ...]:
        return (Drawn(self.drawing()), *super().paper(face))
