"""What a question looks like without a screen: the pieces that are printed where the controls would stand.

A kind says with these what to print; a page, a handout or a slide turns them into its own form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
class Map:
    """A level map; `drawing` is what `spine_edu.figures.levelmap.levelmap` takes."""

    drawing: Mapping[str, Any]


Piece = Line | Blank | Listing | Prose | Map
