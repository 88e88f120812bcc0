"""What a question looks like without a screen: the pieces that are printed where the controls would stand, its hints, its key.

A kind says with these what to print; a page, a handout or a slide turns them into its own form. They are plain values, so
that they can travel beside the HTML of an output, and nobody has to read a question back out of HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

GAP = "____"
"""Where the reader writes."""


@dataclass(frozen=True)
class Line:
    """A sentence that says what to do."""

    text: str


@dataclass(frozen=True)
class Blank:
    """A line to write the answer on, with its unit or the name of its system behind it."""

    unit: str = ""


@dataclass(frozen=True)
class Listing:
    """A list: lettered if the reader is to answer with a letter."""

    items: tuple[str, ...]
    lettered: bool = True


@dataclass(frozen=True)
class Prose:
    """Text that is read before answering, such as an operative note: paragraphs of lines."""

    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawn:
    """The picture that is asked about; `drawing` is what `spine_edu.figures.asked` takes."""

    drawing: Mapping[str, object]


Piece = Line | Blank | Listing | Prose | Drawn
_PIECES: dict[str, type[Piece]] = {kind.__name__: kind for kind in (Line, Blank, Listing, Prose, Drawn)}


@dataclass(frozen=True)
class Printed:
    """A whole question on paper. The key says (what, whether right, why), in the order of the pieces; an exam has none (None)."""

    stem: str
    pieces: tuple[Piece, ...]
    hints: tuple[str, ...] = ()
    key: tuple[tuple[str, bool, str], ...] | None = None
    sources: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the same, ready for JSON."""
        return {**asdict(self), "pieces": [{"piece": type(piece).__name__, **asdict(piece)} for piece in self.pieces]}


def read_printed(told: Mapping[str, Any]) -> Printed:
    """Return the question that `Printed.as_dict` told, also after it went through JSON.

    >>> asked = Printed("How many joints?", (Line("Write a number."), Blank("joints")), key=(("3", True, "Four vertebrae."),))
    >>> read_printed(asked.as_dict()) == asked
    True
    """
    fields = {name: _frozen(value) for name, value in told.items() if name != "pieces"}
    return Printed(pieces=tuple(map(_read_piece, told["pieces"])), **fields)


def _read_piece(told: Mapping[str, Any]) -> Piece:
    return _PIECES[told["piece"]](**{name: _frozen(value) for name, value in told.items() if name != "piece"})


def _frozen(value: object) -> Any:
    """Return the lists of JSON as the tuples that they were."""
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
