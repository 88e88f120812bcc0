"""How large the drawings of an output are, as values that travel beside its HTML: whoever lays it out never reads an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

DRAWN = "application/vnd.spine-edu.drawn+json"
"""Under this name the metadata of an output hold the measures of its drawings, as a page shows them.

A figure of HTML alone has none, and an empty list says so. Stored lessons leave them out.
"""


class Measures(TypedDict):
    """How large a drawing is, and how tall its smallest letters are, all in its own units."""

    width: int
    height: int
    letters: float


def drawn(measures: Sequence[Measures]) -> dict[str, list[Measures]]:
    """Return the metadata of an output that shows drawings of these measures.

    >>> drawn([{"width": 300, "height": 400, "letters": 9.3}])
    {'application/vnd.spine-edu.drawn+json': [{'width': 300, 'height': 400, 'letters': 9.3}]}
    """
    return {DRAWN: list(measures)}
