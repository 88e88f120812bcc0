"""The drawings of a scene: which one stands beside its words, as high as the stage, and how large letters are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

_LETTERS = re.compile(r"font(?:-size)?\s*[:=]\s*['\"]?(?:\d+ )?([\d.]+)px")
_BOX = re.compile(r"viewBox=['\"][-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)['\"]")
_WIDEST, _NARROWEST = 1.1, 0.45
"""A drawing up to so much wider than high stands beside its words, in a place that is not narrower than this."""


@dataclass(frozen=True)
class Beside:
    """What stands beside the words: a drawing, or the line or the map of a timeline; and how wide it is, being 1 high."""

    what: str
    ratio: float


def beside(cell: Mapping[str, Any] | None, *states: Mapping[str, Any]) -> Beside | None:
    """Return the drawing of a cell that leaves room for words beside it, if it has one alone; `states` are those of its widgets.

    Of a timeline that is the line, or where this is wide, the map of its joints.

    >>> svg = "data:image/svg+xml,%3Csvg viewBox='0 0 300 400'%3E%3C/svg%3E"
    >>> beside({"outputs": [{"data": {"text/html": f'<img src="{svg}">'}}]})
    Beside(what='drawing', ratio=0.75)
    """
    sizes = [size for svg in drawings(cell) for size in _size(svg)]
    if len(sizes) != 1:
        return None
    told = [size for state in states for piece in state.get("story", ()) if isinstance(piece, str) for size in _size(piece)]
    lines = [size for size in told if size[0] == sizes[0][0]]
    maps = [size for size in told if size not in lines]
    for what, its in (("line", lines), ("map", maps)) if told else (("drawing", sizes),):
        ratio = min((width / height for width, height in its), default=_WIDEST)
        if ratio < _WIDEST:
            return Beside(what, round(max(ratio, _NARROWEST), 3))
    return None


def letters(cell: Mapping[str, Any] | None) -> float | None:
    """Return the height of the smallest letters of the drawings of a cell, as a share of their width."""
    found = [float(size) / width for svg in drawings(cell) for width, _ in _size(svg) for size in _LETTERS.findall(svg)]
    return round(min(found), 5) if found else None


def drawings(cell: Mapping[str, Any] | None) -> list[str]:
    """Return the drawings among the outputs of a cell, as SVG."""
    images = _Images()
    for output in (cell or {}).get("outputs", ()):
        images.feed("".join(output.get("data", {}).get("text/html", "")))
    return [unquote(source.partition(",")[2]) for source in images.sources if source.startswith("data:image/svg+xml")]


def _size(svg: str) -> list[tuple[float, float]]:
    """Return the width and the height of a drawing in its own units, or nothing where it names none."""
    return [(float(width), float(height)) for width, height in _BOX.findall(svg)[:1]]


class _Images(HTMLParser):
    """Gathers the addresses of the images of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.sources += [value or "" for name, value in attrs if (tag, name) == ("img", "src")]
