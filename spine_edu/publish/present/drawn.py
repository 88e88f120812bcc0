"""The drawings of a scene: which one stands beside its words, as high as the stage, and how large letters are."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from spine_edu.figures.drawing.labels import width_of
from spine_edu.text.markup import Markup

_LETTERS = re.compile(r"font(?:-size)?\s*[:=]\s*['\"]?(?:\d+ )?([\d.]+)px")
_BOX = re.compile(r"viewBox=['\"][-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)['\"]")
_TEXT = re.compile(r"<text([^>]*)>([^<]+)")
_PLACE = re.compile(r"([\w-]+)='([^']*)'")
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
_LISTED = re.compile(r"<ol\b.*?</ol>", re.DOTALL)
_WIDEST, _NARROWEST = 1.1, 0.45
"""A drawing up to so much wider than high stands beside its words, in a place that is not narrower than this."""

_HIGH, _WIDE = 411, 400
"""Of the place beside the words, as deck.css has it: letters of 16 are 28 pixels high there."""
_CLOSER = 0.1  # so much of its size stand words of an enlarged line nearer to each other
_READABLE = 18 * 16 / 28
"""So high are letters of a drawing that nobody has to enlarge."""


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


def enlarged(cell: Mapping[str, Any], stands: Beside) -> Mapping[str, Any]:
    """Return a cell whose drawing, which stands beside words, has its small letters as large as the last row needs them.

    A seventh at most, and only where no words of a line would run into each other.
    """
    share, (svg,) = letters(cell) or 0.0, drawings(cell)
    ((width, _),) = _size(svg)
    least = min(_READABLE / min(_HIGH * stands.ratio, _WIDE), share * 8 / 7) * width
    if not _fits(svg, least):
        return cell

    def raised(found: re.Match[str]) -> str:
        if float(found[1]) >= least:
            return found[0]
        closer = (
            f";word-spacing:-{_CLOSER}em" if found[0].startswith("font-size:") else ""
        )  # a line as long as its sheet stays on it
        return found[0].replace(found[1], f"{least:.4g}") + closer

    return {**cell, "outputs": [_changed(output, raised) for output in cell["outputs"]]}


def _fits(svg: str, size: float) -> bool:
    """Whether the texts of a drawing, so large, stand apart in their lines, as far as these say where they begin or end."""
    lines: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for attributes, words in _TEXT.findall(svg):
        told = dict(_PLACE.findall(attributes))
        if (share := _BEFORE.get(told.get("text-anchor", ""))) is not None:
            left = float(told["x"]) - share * width_of(words, size)
            lines[told["y"]].append((left, left + width_of(words, size)))
    return all(right + size / 5 < left for line in lines.values() for (_, right), (left, _) in itertools.pairwise(sorted(line)))


def _changed(output: Mapping[str, Any], raised: Callable[[re.Match[str]], str]) -> Mapping[str, Any]:
    data = output.get("data", {})
    html = {"text/html": _LETTERS.sub(raised, "".join(data["text/html"]))} if "text/html" in data else {}
    return {**output, "data": {**data, **html}}


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


def listed(cell: Mapping[str, Any] | None) -> list[Markup]:
    """Return the numbered lists that stand below the drawings of a cell."""
    printed = ("".join(output.get("data", {}).get("text/html", "")) for output in (cell or {}).get("outputs", ()))
    return [Markup(found) for html in printed for found in _LISTED.findall(html)]


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
