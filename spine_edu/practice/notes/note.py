"""A note with its evidence: the text, and for every fact the words that decide it, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from spine_edu.anatomy import Joint
from spine_edu.operation import Procedure


@dataclass(frozen=True, slots=True)
class Decided:
    """What some words decide: a fact, its value, and of which joints and which stages (counted from 0) it is told."""

    fact: str
    value: object = None
    joints: tuple[Joint, ...] = ()
    stages: tuple[int, ...] = ()
    acts: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceMark:
    """Words of a note, from `start` up to, not including, `end`, and what they decide."""

    start: int
    end: int
    decided: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """An operative note and its marks, in order, none over another."""

    text: str
    marks: tuple[EvidenceMark, ...]

    def phrase(self, mark: EvidenceMark) -> str:
        """Return the words of a mark, letter by letter."""
        return self.text[mark.start : mark.end]

    def facts(self, name: str) -> Iterator[tuple[Decided, str]]:
        """Yield every decision on a fact with the words that make it."""
        for mark in self.marks:
            for decided in mark.decided:
                if decided.fact == name:
                    yield decided, self.phrase(mark)


Piece: TypeAlias = tuple[str, tuple[Decided, ...]]
"""Some text, and what it decides."""


@dataclass(slots=True)
class NoteSentence:
    """A sentence on its way into a note, in pieces.

    `plain` ones may be misheard; `small` tells that the first letter is a capital only because the sentence begins with it; those
    of one `group`, counted from 1, speak of one thing.
    """

    pieces: list[Piece]
    plain: bool = False
    small: bool = False
    group: int = 0

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


@dataclass(slots=True)
class NoteBlock:
    """A paragraph on its way into a note: a heading, '' for none, and its sentences; `lines` puts each on a line of its own."""

    heading: str
    sentences: list[NoteSentence] = field(default_factory=list)
    lines: bool = False


def set_in_type(blocks: list[NoteBlock]) -> Note:
    """Return the note that some paragraphs make, with an empty line between them."""
    text: list[str] = []
    marks: list[EvidenceMark] = []
    length = 0

    def add(more: str) -> None:
        nonlocal length
        text.append(more)
        length += len(more)

    for block in blocks:
        if not block.sentences:
            continue
        if text:
            add("\n\n")
        add(f"{block.heading}:{chr(10) if block.lines and len(block.sentences) > 1 else ' '}" if block.heading else "")
        for n, sentence in enumerate(block.sentences):
            add(("\n" if block.lines else " ") if n else "")
            for piece, decided in sentence.pieces:
                if decided:
                    marks.append(EvidenceMark(length, length + len(piece), decided))
                add(piece)
    return Note("".join(text), tuple(marks))
