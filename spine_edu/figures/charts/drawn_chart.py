"""A chart as a drawing for paper, which follows the page's theme; the same chart always gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spine_edu.figures.charts.colours import COLOURS, ON_DARK
from spine_edu.figures.charts.marks import MANY, ChartData, Mark, in_digits
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card, legible, rules
from spine_edu.figures.drawing.labels import break_lines, width_of
from spine_edu.figures.drawing.svg import number
from spine_edu.steady import steady
from spine_edu.text.markup import Shape, shape

_WIDTH, _LEFT = 360, 14
_RIGHT = _WIDTH - _LEFT
_LETTERS, _SMALL, _LARGE = 12.5, legible(_WIDTH), 14.5
_BOLD = 1.14  # times as wide as other letters are those that are bold
_LINE, _BAND = 15, 26  # how far down a line of words is, and the band in which a row has its mark
_TALL = 240
_WIDEST = 500  # pixels on a page


def chart_drawing(chart: ChartData) -> Drawing:
    """Return the drawing of a chart: its title, its rows or its plane, its legend."""
    mark = theme.mark_of("chart", chart.words)
    title = break_lines(chart.title, (_RIGHT - _LEFT) / _BOLD, _LARGE)
    head = 18 + 18 * len(title)
    body, height = _plane(chart, head, mark) if chart.plane else _rows(chart, head)
    legend, height = _legend(chart, height)
    size = (_WIDTH, math.ceil(height))
    lines = (svg.text(line, _LEFT, 24 + 18 * n, "name") for n, line in enumerate(title))
    return Drawing(
        mark=mark,
        title=chart.title,
        words=chart.words,
        style=theme.colours_css(f".{mark}", _series_colours(COLOURS), _series_colours(ON_DARK)) + rules(mark, _STYLE),
        body=(card(size), *lines, *body, *legend),
        size=size,
        look="max-width:100%",
        width=_WIDEST,
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where the values of an axis stand on the page: round ends and a round step between `start` and `stop`."""

    low: float
    high: float
    step: float
    start: float
    stop: float

    @classmethod
    def over(cls, low: float, high: float, start: float, stop: float) -> _Axis:
        return cls(*_nice(low, high), start, stop)

    @property
    def ticks(self) -> list[float]:
        return [self.low + k * self.step for k in range(round((self.high - self.low) / self.step) + 1)]

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def _rows(chart: ChartData, head: float) -> tuple[list[Shape], float]:
    """Draw one mark a row, its label with its number over it, the axis below them; return also how tall they get.

    The lines of the axis run through the marks only, never through words.
    """
    axis, y = _Axis.over(0, chart.last, _LEFT + 6, _RIGHT - 12), head
    drawn: list[Shape] = []
    bands: list[float] = []
    for n, marks in enumerate(chart.series.values()):
        for mark in marks:
            letters = _LETTERS * (_BOLD if mark.marked else 1)
            lines = break_lines(chart.label(mark), _RIGHT - _LEFT, letters)
            tall = _LINE * len(lines) + _BAND
            if mark.marked:
                corner, wide = {"x": number(_LEFT - 6), "y": number(y + 1)}, _RIGHT - _LEFT + 12
                drawn.append(shape("rect", class_="spot", **corner, width=wide, height=number(tall), rx=5))
            kind = "label strong" if mark.marked else "label"
            drawn += (svg.text(line, _LEFT, y + _LINE * (k + 1), kind) for k, line in enumerate(lines))
            bands.append(y + tall - _BAND)
            middle = bands[-1] + _BAND / 2 + 2
            drawn += _bar(chart, mark, n, axis, middle) if chart.is_bar(mark) else _dot(mark, n, axis, middle)
            y += tall + 4
    level = (f"M{_LEFT + 6} {number(band + _BAND / 2 + 2)}H{_RIGHT - 12}" for band in bands)
    upright = (f"M{number(axis.at(value))} {number(band + 4)}v{_BAND - 4}" for band in bands for value in axis.ticks)
    ticks = (svg.text(chart.ticks(value), axis.at(value), y + 12, "tick", text_anchor="middle") for value in axis.ticks)
    unit = svg.text(chart.unit, (axis.start + axis.stop) / 2, y + 28, "tick", text_anchor="middle")
    grid = shape("path", class_="grid", d="".join([*level, *upright]))
    return [grid, *drawn, *ticks, unit], y + 36


def _bar(chart: ChartData, mark: Mark, n: int, axis: _Axis, y: float) -> list[Shape]:
    """Draw a bar; one whose end nobody told is pale and goes on as an arrow, one that lasts no time is a diamond."""
    start, end = axis.at(mark.low or 0), axis.at(chart.end_of(mark))
    if mark.is_moment:
        return [_diamond(start, y, 7, _colour(n))]
    place = {"x": number(start), "y": number(y - 7), "width": number(max(end - start, 2))}
    box = shape("rect", **place, height=14, rx=3, style=f"fill:{_colour(n)}", fill_opacity=".55" if mark.is_open else None)
    arrow = shape("path", style=f"fill:{_colour(n)}", d=f"M{number(end)} {number(y - 10)}l11 10l-11 10Z")
    return [box, arrow] if mark.is_open else [box]


def _dot(mark: Mark, n: int, axis: _Axis, y: float) -> list[Shape]:
    """Draw a point and the whiskers of its interval."""
    drawn = [_symbol(n, axis.at(mark.value or 0), y, 5.5)]
    if mark.span:
        low, high = map(axis.at, mark.span)
        ends = "".join(f"M{number(x)} {number(y - 4)}v8" for x in (low, high))
        line = f"M{number(low)} {number(y)}H{number(high)}{ends}"
        drawn.insert(0, shape("path", style=f"stroke:{_colour(n)}", stroke_width=2, d=line))
    return drawn


def _plane(chart: ChartData, head: float, mark: str) -> tuple[list[Shape], float]:
    """Draw points across x and y, series told apart by colour and shape; return how far down the page they reach."""
    xs = [mark.x for mark in chart.marks if mark.x is not None]
    ys = [v for mark in chart.marks for v in (mark.value, mark.low, mark.high) if v is not None]
    many = len(chart.marks) > MANY
    unit = break_lines(chart.unit, _RIGHT - _LEFT, _SMALL)
    top = head + 14 * len(unit) + 12
    bottom = top + _TALL
    up = _Axis.over(min(ys) if many else 0, max(ys), bottom, top)
    left = _LEFT + max(width_of(in_digits(value), _SMALL) for value in up.ticks) + 8
    across = _Axis.over(min(xs), max(xs), left + (6 if many else 24), _RIGHT - (6 if many else 24))
    drawn = [
        *_scales(chart, across, up, left),
        *(svg.text(line, _LEFT, head + 14 * (k + 1), "tick") for k, line in enumerate(unit)),
        svg.text(chart.x_label, (across.start + across.stop) / 2, bottom + 33, "tick", text_anchor="middle"),
    ]
    taken: list[_Box] = []
    named: list[Shape] = []
    for n, series in enumerate(chart.series.values()):
        told = [
            (mark.value, (across.at(mark.x), up.at(mark.value)))
            for mark in series
            if mark.x is not None and mark.value is not None
        ]
        points = [point for _, point in told]
        if chart.joined and len(points) > 1:
            drawn.append(shape("path", fill="none", style=f"stroke:{_colour(n)}", stroke_width=2, d=svg.line(points)))
            taken += _along(points)
        drawn += [_open(n, points, f"{mark}-{n}")] if many else [_symbol(n, x, y, 5.5) for x, y in points]
        named += () if many else (_number_at(chart.with_sign(in_digits(value)), point, taken) for value, point in told)
    return [*drawn, *named], bottom + 42


_Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what is written."""


def _number_at(words: str, point: tuple[float, float], taken: list[_Box]) -> Shape:
    """Write a number near its point, above or below it, where nothing is written yet; `taken` grows."""
    half = width_of(words, _SMALL) / 2 + 2
    x = min(max(point[0], _LEFT + half), _RIGHT - half)
    lifts = [lift for far in range(4) for lift in (-10 - 13 * far, 19 + 13 * far)]
    boxes = [(x - half, point[1] + lift - _SMALL, x + half, point[1] + lift + 2) for lift in lifts]
    free = next((box for box in boxes if not any(_meet(box, other) for other in taken)), boxes[0])
    taken.append(free)
    return svg.text(words, x, free[3] - 2, "value", text_anchor="middle")


def _along(points: Sequence[tuple[float, float]]) -> Iterator[_Box]:
    """Yield what the line that joins points takes, a little box every few steps, short of the points themselves."""
    for (ax, ay), (bx, by) in pairwise(points):
        for step in range(8, round(math.hypot(bx - ax, by - ay)) - 8, 3):
            share = step / math.hypot(bx - ax, by - ay)
            x, y = ax + (bx - ax) * share, ay + (by - ay) * share
            yield x - 1, y - 1, x + 1, y + 1


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scales(chart: ChartData, across: _Axis, up: _Axis, left: float) -> list[Shape]:
    """Draw the lines of a plane from `left` on, with the numbers of both axes."""
    lines = "".join(f"M{number(left)} {number(up.at(value))}H{_RIGHT}" for value in up.ticks)
    drawn = [shape("path", class_="grid", d=lines)]
    drawn += (svg.text(in_digits(value), left - 6, up.at(value) + 4, "tick", text_anchor="end") for value in up.ticks)
    drawn += (svg.text(chart.ticks(v), across.at(v), up.start + 17, "tick", text_anchor="middle") for v in across.ticks)
    return drawn


def _legend(chart: ChartData, top: float) -> tuple[list[Shape], float]:
    """Name the series, if there are several, and add the note; return how far down the page this reaches."""
    drawn: list[Shape] = []
    for n, name in enumerate(chart.series if len(chart.series) > 1 else ()):
        lines = break_lines(name, _RIGHT - 34, _LETTERS)
        drawn.append(_symbol(n, 20, top + 8, 5.5))
        drawn += (svg.text(line, 34, top + 12 + _LINE * k, "label") for k, line in enumerate(lines))
        top += 6 + _LINE * len(lines)
    for line in break_lines(chart.note, _RIGHT - _LEFT, _SMALL) if chart.note else ():
        drawn.append(svg.text(line, _LEFT, top + 12, "tick"))
        top += _LINE
    return drawn, top + 10


def _colour(n: int) -> str:
    return f"var(--series-{n % len(COLOURS)})"


def _series_colours(colours: Sequence[str]) -> dict[str, str]:
    return {f"series-{n}": colour for n, colour in enumerate(colours)}


def _open(n: int, points: Sequence[svg.Point], name: str) -> Shape:
    """Return the marks of many points, open, so that those below them are seen: drawn once by a name, and set on every point."""
    once = shape("marker", _symbol(n, 0, 0, 2.6), id=name, overflow="visible", markerUnits="userSpaceOnUse")
    there = f"url(#{name})"
    places = shape("path", d=svg.line(points), fill="none", stroke="none", marker_start=there, marker_mid=there, marker_end=there)
    return shape("g", once, places, class_="open", style=f"stroke:{_colour(n)}")


def _symbol(n: int, x: float, y: float, r: float) -> Shape:
    """Return the mark of the n-th series around (x, y), about `r` from its middle to its edge."""
    make = (_circle, _square, _diamond, _triangle, _cross, _star)[n % 6]
    return make(x, y, r, _colour(n))


def _circle(x: float, y: float, r: float, colour: str) -> Shape:
    return shape("circle", cx=number(x), cy=number(y), r=number(r), style=f"fill:{colour}")


def _square(x: float, y: float, r: float, colour: str) -> Shape:
    corner, side = {"x": number(x - r * 0.9), "y": number(y - r * 0.9)}, number(r * 1.8)
    return shape("rect", **corner, width=side, height=side, style=f"fill:{colour}")


def _cross(x: float, y: float, r: float, colour: str) -> Shape:
    far = number(2 * r)
    path = f"M{number(x - r)} {number(y - r)}l{far} {far}m0 -{far}l-{far} {far}"
    return shape("path", style=f"stroke:{colour}", stroke_width=2, d=path)


def _diamond(x: float, y: float, r: float, colour: str) -> Shape:
    return _polygon(x, y, [r * 1.25] * 4, colour)


def _triangle(x: float, y: float, r: float, colour: str) -> Shape:
    return _polygon(x, y, [r * 1.25] * 3, colour)


def _star(x: float, y: float, r: float, colour: str) -> Shape:
    return _polygon(x, y, [r * 1.25, r * 0.55] * 5, colour)


def _polygon(x: float, y: float, reach: Sequence[float], colour: str) -> Shape:
    """Return a closed ring whose corners stand so far from (x, y), clockwise from the top."""
    turns = [-math.pi / 2 + 2 * math.pi * k / len(reach) for k in range(len(reach))]
    points = [(x + far * math.cos(turn), y + far * math.sin(turn)) for far, turn in zip(reach, turns, strict=True)]
    return shape("path", style=f"fill:{colour}", d=f"{svg.line(points)}Z")


def _nice(low: float, high: float) -> tuple[float, float, float]:
    """Return round ends and a round step for an axis that holds both values in at most eight steps.

    >>> _nice(0, 45.7), _nice(1998, 2018)
    ((0, 50, 10), (1995, 2020, 5))
    """
    reach = (high - low) or abs(high) or 1
    power = 10 ** math.floor(steady(math.log10(reach / 5)))
    step = next(power * k for k in (1, 2, 5, 10, 20) if reach / (power * k) <= 7)
    start, end = math.floor(low / step) * step, math.ceil(high / step) * step
    clean = [int(v) if float(v).is_integer() else round(v, 10) for v in (start, end, step)]
    return clean[0], clean[1], clean[2]


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{_LETTERS}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    f"&.name{{font-size:{_LARGE}px;font-weight:600}}"
    "&.open{fill-opacity:0}"
    "&.strong{font-weight:700}"
    "&.spot{fill:none;stroke:var(--accent);stroke-width:2}"
    f"&.tick{{font-size:{_SMALL}px;fill:var(--muted)}}"
    f"&.value{{font-size:{_SMALL}px;font-weight:600}}"
    "&.grid{stroke:var(--line);stroke-width:.8;fill:none}"
)
