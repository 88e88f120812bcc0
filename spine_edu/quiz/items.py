"""A question for programs that know nothing of this course: what is asked, and one of six ways to answer it.

A kind says with these what is left of it elsewhere, and in words what is not; the room `publish.export` writes them as files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    """One answer that somebody may give: whether it is right, and why; `belief` is a key of data/misconceptions.yml, or ''."""

    text: str
    right: bool
    why: str
    belief: str = ""


@dataclass(frozen=True)
class Pairing:
    """One thing that is to be given its partner, and why it is this one."""

    text: str
    partner: str
    why: str


@dataclass(frozen=True)
class _Answered:
    """A form with its answers, each right or not."""

    answers: tuple[Response, ...]

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(answer.text for answer in self.answers if answer.right)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why what is right is right, each reason once."""
        return tuple(dict.fromkeys(answer.why for answer in self.answers if answer.right))


@dataclass(frozen=True)
class Choose(_Answered):
    """One answer is chosen; or several, where each right one earns a share and each wrong one costs a share.

    Answers that are `ordered`, such as joints from above down, are not to be shuffled.
    """

    several: bool = False
    ordered: bool = False


@dataclass(frozen=True)
class Write(_Answered):
    """A term or a code is written. The first answer is the right one as this course writes it."""


@dataclass(frozen=True)
class Reckon(_Answered):
    """A number is written, right within the tolerance. The first answer is the right one, the others are near misses."""

    tolerance: str
    unit: str

    @property
    def right(self) -> tuple[str, ...]:
        within = f" (± {self.tolerance})" if float(self.tolerance) else ""
        return (f"{self.answers[0].text} {self.unit}".strip() + within,)


@dataclass(frozen=True)
class Arrange:
    """Texts are put in order, from the first of the two ends to the last; they stand here in the right order."""

    ends: tuple[str, str]
    texts: tuple[str, ...]
    why: str

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(f"{place} {text}" for place, text in enumerate(self.texts, 1))

    @property
    def reasons(self) -> tuple[str, ...]:
        return (self.why,)

    def places(self) -> Relate:
        """Return the same as places to be given to the texts, for a program that cannot put texts in order."""
        places = tuple(map(str, range(1, len(self.texts) + 1)))
        rows = tuple(Pairing(text, place, self.why) for text, place in zip(self.texts, places, strict=True))
        return Relate(("Text", f"Place, from 1 ({self.ends[0]}) to {len(places)} ({self.ends[1]})"), places, rows)


@dataclass(frozen=True)
class Relate:
    """Each row is given its partner among the targets, and earns a share; a target may serve several rows, or none."""

    headings: tuple[str, str]
    targets: tuple[str, ...]
    rows: tuple[Pairing, ...]

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(f"{row.text}: {row.partner}" for row in self.rows)

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(row.why for row in self.rows)


@dataclass(frozen=True)
class Compose:
    """A few sentences are written, which a person has to read; the example is one that would do."""

    example: str
    why: str

    @property
    def right(self) -> tuple[str, ...]:
        return (self.example,)

    @property
    def reasons(self) -> tuple[str, ...]:
        return (self.why,)


Form = Choose | Write | Reckon | Arrange | Relate | Compose
"""How an item is answered. Each form says in words what is right (`right`), and why (`reasons`)."""


@dataclass(frozen=True)
class Item:
    """One question, whatever its kind. The id never changes its meaning, so that a newer file replaces what an older one brought.

    `reading` holds paragraphs of lines that are read first, `drawing` what `spine_edu.figures.asked.asked_picture` takes, `loses`
    a sentence for each thing that the question can here and the item cannot.
    """

    id: str
    objective: str
    stem: str
    form: Form
    hints: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reading: tuple[tuple[str, ...], ...] = ()
    drawing: Mapping[str, object] | None = None
    loses: tuple[str, ...] = ()
