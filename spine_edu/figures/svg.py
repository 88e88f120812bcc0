"""The few strokes of SVG our figures are drawn with: numbers, paths and text, always the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a coordinate with one decimal at most.

    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def soft(points: Sequence[Point]) -> str:
    """Return a closed path with rounded corners: a quadratic spline that the given points pull, none overshooting.

    Two points close to each other make a firm corner.
    """
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, [*points[1:], points[0]], strict=True)]
    start = middles[-1]
    curves = "".join(f"Q{_pair(point)} {_pair(middle)}" for point, middle in zip(points, middles, strict=True))
    return f"M{_pair(start)}{curves}Z"


def line(points: Sequence[Point]) -> str:
    """Return an open path that runs straight from point to point."""
    return "M" + "L".join(_pair(point) for point in points)


def curve(points: Sequence[Point]) -> str:
    """Return an open path that runs softly from the first point to the last; the points between pull it."""
    pulls, last = points[1:-1], points[-1]
    ends = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(pulls)]
    return f"M{_pair(points[0])}" + "".join(f"Q{_pair(p)} {_pair(q)}" for p, q in zip(pulls, [*ends, last], strict=True))


def text(words: str, x: float, y: float, kind: str = "", **attributes: str) -> str:
    """Return a text element; the words are escaped, attributes such as text_anchor='middle' are written as given."""
    extra = "".join(f" {name.replace('_', '-')}='{escape(value)}'" for name, value in attributes.items())
    chosen = f" class='{kind}'" if kind else ""
    return f"<text x='{number(x)}' y='{number(y)}'{chosen}{extra}>{escape(words)}</text>"


def wrapped(words: str, width: int) -> list[str]:
    """Break words into lines of about `width` characters, a long word on its own line."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [""]


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
