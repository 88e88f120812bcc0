"""What a question is, whatever its kind: what it asks, what an answer is worth, and why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, ClassVar

from spine_edu import data
from spine_edu.errors import SpineEduError
from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import Face, Table
from spine_edu.quiz.items import Form, Item
from spine_edu.quiz.paper import Piece
from spine_edu.text.quoting import did_you_think

VERBS = ("recall", "understand", "apply", "analyse")


class NotAnAnswer(SpineEduError):
    """What was given cannot be judged yet; the text says what to do. judge() turns it into a verdict."""


@dataclass(frozen=True)
class Part:
    """One piece of an answer (an option ticked, a character of a code) with its own verdict."""

    label: str
    correct: bool
    why: str
    misconception: str = ""


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth, and why. `misconception` is a key of data/misconceptions.yml.

    `answered` is false while there is nothing to judge (nothing chosen, no number); `why` then says what to do.
    """

    answered: bool
    correct: bool
    score: float
    why: str
    misconception: str = ""
    parts: tuple[Part, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        if not self.answered:
            return "Not an answer yet."
        if self.correct:
            return "Right."
        return "Partly right." if self.score else "Not yet."

    def __str__(self) -> str:
        return f"{self.headline} {self.why}"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of the bank. Each kind fills in what raises NotImplementedError here: nothing else asks for its name."""

    kind: ClassVar[str] = ""
    fields: ClassVar[tuple[str, ...]] = ()

    id: str
    objective: str
    verb: str
    stem: str
    sources: tuple[str, ...]
    reviewed_on: str = ""
    reviewed_against: str = ""
    """When its author's words were read against which edition; '' where the program made it of a practice case."""
    hints: tuple[str, ...] = ()
    replaces: str = ""
    parts: tuple[Question, ...] = ()
    """The questions it is made of, if it is a case."""
    where: str = field(default="", compare=False)

    @classmethod
    def read(cls, entry: Entry, common: dict[str, object]) -> Question:
        """Build the question from its YAML entry; `common` holds the fields that every kind has."""
        raise NotImplementedError

    @property
    def form(self) -> str:
        """What kind of answer is asked for, in a few words: '4 options'."""
        raise NotImplementedError

    @property
    def is_step(self) -> bool:
        """Whether it needs its place in a lesson, as all do in a file of the bank whose name ends in '-steps'."""
        return self.where.endswith("-steps.yml")

    @property
    def choices(self) -> int:
        """How many choices one answer takes."""
        return 1

    def face(self, seed: int | str | None = None) -> Face:
        """Return what a learner may see before answering, ready for JSON: never the key. `seed` shuffles what may be shuffled."""
        return {"id": self.id, "kind": self.kind, "stem": self.stem, "hints": list(self.hints)}

    def paper(self, face: Any) -> tuple[Piece, ...]:
        """Return what is printed in place of the controls of this face."""
        raise NotImplementedError

    def table(self) -> Table:
        """The verdict table of this kind, ready for JSON; see `spine_edu.quiz.verdict_table`."""
        raise NotImplementedError

    def read_answer(self, answer: object) -> Any:
        """Return the answer in the form the table is read by, or raise NotAnAnswer with what to do."""
        raise NotImplementedError

    def weigh(self, table: Any, answer: Any) -> Verdict:
        """Read the verdict on an answer (as `read_answer` returned it) off the table."""
        raise NotImplementedError

    def verdict(self, table: Table, answer: object) -> Verdict:
        """Judge any answer by a verdict table: what is no answer yet is told what to do."""
        try:
            return self.weigh(table, self.read_answer(answer))
        except NotAnAnswer as hint:
            return Verdict(False, False, 0.0, str(hint))

    def solution(self) -> object:
        """Return the right answer, as `judge` takes it."""
        raise NotImplementedError

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        """The answer key for print: (what, whether right, why), right ones and near misses."""
        raise NotImplementedError

    def elsewhere(self) -> tuple[Item, ...]:
        """Return what is left of the question in other programs; nothing, unless its kind knows how it could be asked there."""
        return ()

    def item(self, form: Form, *loses: str, **shown: Any) -> Item:
        """Return the question as one item of this form, which loses what these sentences say, and shows more than its stem."""
        return Item(self.id, self.objective, self.stem, form, self.hints, self.sources, loses=loses, **shown)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"


def ideas(ids: set[str]) -> dict[str, str]:
    """Return each misconception as a question back: the belief, as a learner would say it.

    The question's own `why` answers it.
    """
    known = data.document("misconceptions.yml") if (data.root() / "misconceptions.yml").is_file() else {}
    return {name: did_you_think(known[name]["text"] if name in known else name) for name in sorted(ids - {""})}


def cited(ids: tuple[str, ...]) -> list[str]:
    """Return each source in words: title and publisher."""
    known = data.document("sources.yml")
    return [", ".join(known[name][part] for part in ("title", "publisher")) if name in known else name for name in ids]


def draw(seed: int | str, text: str) -> str:
    """Return a text to sort by, as if drawn by lot: it depends on nothing but the seed and the text."""
    return hashlib.sha256(f"{seed}\n{text}".encode()).hexdigest()


def shuffled(texts: list[str], seed: int | str | None, id: str) -> list[str]:
    """Return the texts of the question with this id in an order that says nothing of their right order; the seed may change it.

    >>> shuffled(["L3-L4", "L4-L5", "L5-S1"], None, "joints"), shuffled(["L3-L4", "L4-L5", "L5-S1"], 7, "joints")
    (['L3-L4', 'L4-L5', 'L5-S1'], ['L5-S1', 'L4-L5', 'L3-L4'])
    """
    return sorted(texts, key=lambda text: draw("" if seed is None else seed, f"{id}\n{text}"))
