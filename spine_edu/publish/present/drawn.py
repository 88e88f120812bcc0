"""The drawings of a scene: which one stands beside its words, as high as the stage, and how large letters are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spine_edu.figures.drawing.measures import DRAWN, Measures
from spine_edu.publish.shapes import Cell
from spine_edu.widgets.coding.timeline import WALKED, Walked

_WIDEST, _NARROWEST = 1.1, 0.45
"""A drawing up to so much wider than high stands beside its words, in a place that is not narrower than this."""


@dataclass(frozen=True)
class Beside:
    """What stands beside the words: a drawing, or the line or the map of a timeline; and how wide it is, being 1 high."""

    what: str
    ratio: float


def beside(cell: Cell | None) -> Beside | None:
    """Return the drawing of a cell that leaves room for words beside it, if it has one alone.

    Of a timeline that is the line, or where this is wide, the map of its joints.

    >>> beside({"outputs": [{"metadata": {DRAWN: [{"width": 300, "height": 400, "letters": 9.3}]}}]})
    Beside(what='drawing', ratio=0.75)
    """
    alone = _measures(cell)
    if len(alone) != 1:
        return None
    walked: list[Walked] = list(_told(cell, WALKED))
    choices = [choice for one in walked for choice in (("line", one["lines"]), ("map", one["maps"]))]
    for what, sizes in choices or [("drawing", alone)]:
        ratio = min((size["width"] / size["height"] for size in sizes), default=_WIDEST)
        if ratio < _WIDEST:
            return Beside(what, round(max(ratio, _NARROWEST), 3))
    return None


def letters(cell: Cell | None) -> float | None:
    """Return the height of the smallest letters of the drawings of a cell, as a share of their width.

    >>> letters({"outputs": [{"metadata": {DRAWN: [{"width": 300, "height": 400, "letters": 9}]}}]})
    0.03
    """
    shares = [size["letters"] / size["width"] for size in _measures(cell)]
    return round(min(shares), 5) if shares else None


def _measures(cell: Cell | None) -> list[Measures]:
    """Return the measures of all drawings among the outputs of a cell."""
    return [size for sizes in _told(cell, DRAWN) for size in sizes]


def _told(cell: Cell | None, name: str) -> Iterator[Any]:
    """Yield what the outputs of a cell tell under a name of ours beside their HTML."""
    for output in cell.get("outputs", ()) if cell else ():
        if name in output.get("metadata", {}):
            yield output["metadata"][name]
