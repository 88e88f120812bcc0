"""The few strokes of SVG our figures are drawn with: numbers, paths and text, always the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from spine_edu.steady import steady
from spine_edu.text.markup import NOTHING, Shape, Value, shape

Point = tuple[float, float]
Cell = tuple[int, int]


def number(value: float) -> str:
    """Write a coordinate with one decimal at most.

    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{steady(value):.1f}".removesuffix(".0")
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


def steps(points: Sequence[Cell]) -> str:
    """Return an open path of straight lines between points of a grid, written in few bytes: each step from the last point.

    >>> steps([(40, 7), (52, 3), (47, 15)])
    'M40 7l12-4-5 12'
    """
    return f"M{_few(points[0])}l{_few(*((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)))}"


def smooth(points: Sequence[Cell]) -> str:
    """Return what `soft` draws, for points of a grid, in the bytes of straight lines; its numbers count half steps of the grid.

    The ends of the curves lie halfway between the points, so each point mirrors the one before it: SVG's `t` needs only the ends.

    >>> smooth([(0, 0), (4, 0), (4, 4)])
    'M4 4q-4-4 0-4t4 4-4 0z'
    """
    return _mirrored(points, _few) + "z"


def rounded(points: Sequence[Point]) -> str:
    """Return what `soft` draws, its points moved by a tenth of a unit at most, in a third of the bytes.

    >>> rounded([(0, 0), (4, 0), (4, 4.2)])
    'M2 2.1q-2-2.1 0-2.1t2 2.1-2 0Z'
    """
    return _mirrored(on_grid(points, 0.2), lambda *cells: _spaced(_tenths(value) for cell in cells for value in cell)) + "Z"


def _mirrored(points: Sequence[Cell], written: Callable[..., str]) -> str:
    """Write the curves between the middles of neighbors, in half steps: each pull but the first mirrors the one before it."""
    middles = [(a[0] + b[0], a[1] + b[1]) for a, b in zip(points, [*points[1:], points[0]], strict=True)]
    ends = [middles[-1], *middles]
    pull = (2 * points[0][0] - ends[0][0], 2 * points[0][1] - ends[0][1])
    first, *more = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ends)]
    return f"M{written(ends[0])}q{written(pull, first)}t{written(*more)}"


def on_grid(points: Iterable[Point], step: float) -> list[Cell]:
    """Return points as whole numbers of steps, none the same as the one before it.

    >>> on_grid([(1.1, 0.9), (1.2, 1.1), (3, -2)], 0.5)
    [(2, 2), (6, -4)]
    """
    cells: list[Cell] = []
    for x, y in points:
        cell = (round(steady(x / step)), round(steady(y / step)))
        if not cells or cell != cells[-1]:
            cells.append(cell)
    return cells


def text(words: str, x: float, y: float, kind: str | None = None, **attributes: Value) -> Shape:
    """Return a text of the class `kind` at (x, y); `attributes` are those of `shape`, such as text_anchor='middle'."""
    return shape("text", words, x=number(x), y=number(y), class_=kind, **attributes)


def group(shapes: Iterable[Shape], **attributes: Value) -> Shape:
    """Return a group; one that holds nothing has its end tag all the same, so that it can be filled in its place.

    >>> group([], class_="key")
    "<g class='key'></g>"
    """
    return shape("g", *shapes, NOTHING, **attributes)


def wrapped(words: str, width: int) -> list[str]:
    """Break words into lines of about `width` characters, a long word on its own line."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [""]


def _few(*cells: Cell) -> str:
    return _spaced(str(value) for cell in cells for value in cell)


def _tenths(value: int) -> str:
    """Write so many tenths, without a zero before the point: 12 is 1.2, and -5 is -.5."""
    whole, tenth = divmod(abs(value), 10)
    return ("-" if value < 0 else "") + (str(whole) if whole or not tenth else "") + (f".{tenth}" if tenth else "")


def _spaced(numbers: Iterable[str]) -> str:
    """Write numbers one behind the other, with a space only where no minus sign parts them."""
    first, *more = numbers
    return first + "".join(number if number[0] == "-" else f" {number}" for number in more)


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
