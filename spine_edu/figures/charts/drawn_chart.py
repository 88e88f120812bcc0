"""A chart as a drawing for paper, which follows the page's theme; the same chart always gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spine_edu.figures.charts.colours import COLOURS, ON_DARK
from spine_edu.figures.charts.marks import MANY, ChartData, Mark, in_digits
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card, rules
from spine_edu.figures.drawing.svg import number
from spine_edu.steady import steady
from spine_edu.text.markup import Shape, shape

_WIDTH, _RIGHT, _ROW = 720, 700, 26
_TALL = 330


def chart_drawing(chart: ChartData) -> Drawing:
    """Return the drawing of a chart: its title, its rows or its plane, its legend."""
    mark = theme.mark_of("chart", chart.words)
    title = svg.wrapped(chart.title, 88)
    body, height = (_plane if chart.plane else _rows)(chart, 24 + 18 * len(title))
    legend, height = _legend(chart, height)
    size = (_WIDTH, math.ceil(height))
    lines = (svg.text(line, 14, 24 + 18 * n, "name") for n, line in enumerate(title))
    return Drawing(
        mark=mark,
        title=chart.title,
        words=chart.words,
        style=theme.colours_css(f".{mark}", _series_colours(COLOURS), _series_colours(ON_DARK)) + rules(mark, _STYLE),
        body=(card(size), *lines, *body, *legend),
        size=size,
        look=f"max-width:{_WIDTH}px",
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
    """Draw one mark a row: its label, wrapped, then its dot with whiskers, or its bar; return also how tall they get."""
    axis, y = _Axis.over(0, chart.last, 315.0, _RIGHT - 46), head
    body: list[Shape] = []
    for n, marks in enumerate(chart.series.values()):
        for mark in marks:
            lines = svg.wrapped(mark.label, 46)
            room = max(_ROW, 13 * len(lines) + 10)
            first = y + room / 2 + 4 - 13 * (len(lines) - 1) / 2
            body += (svg.text(line, 14, first + 13 * k, "label") for k, line in enumerate(lines))
            body += _bar(chart, mark, n, axis, y + room / 2) if chart.is_bar(mark) else _dot(mark, n, axis, y + room / 2)
            y += room
    grid: list[Shape] = []
    for value in axis.ticks:
        x = axis.at(value)
        grid.append(shape("path", class_="grid", d=f"M{number(x)} {number(head)}V{number(y)}"))
        grid.append(svg.text(chart.ticks(value), x, y + 15, "tick", text_anchor="middle"))
    unit = svg.text(chart.unit, (axis.start + axis.stop) / 2, y + 32, "tick", text_anchor="middle")
    return [*grid, *body, unit], y + 42


def _bar(chart: ChartData, mark: Mark, n: int, axis: _Axis, y: float) -> tuple[Shape, Shape]:
    """Draw a bar and its number, or its span; one whose end nobody told is pale and goes on."""
    start, end = mark.low or 0, chart.end_of(mark)
    is_open = mark.value is None and mark.high is None
    said = (
        "and on"
        if is_open
        else in_digits(end)
        if mark.value is not None or start == end
        else f"{in_digits(start)}–{in_digits(end)}"
    )
    place = {"x": number(axis.at(start)), "y": number(y - 7), "width": number(max(axis.at(end) - axis.at(start), 2))}
    box = shape("rect", **place, height=14, rx=3, style=f"fill:{_colour(n)}", fill_opacity=".55" if is_open else None)
    return box, svg.text(said, axis.at(end) + 5, y + 4, "value")


def _dot(mark: Mark, n: int, axis: _Axis, y: float) -> list[Shape]:
    """Draw a point, the whiskers of its interval, and its number behind them."""
    value, colour = mark.value or 0, _colour(n)
    drawn = [
        _symbol(n, axis.at(value), y, 5.5),
        svg.text(in_digits(value), axis.at((mark.span or (0, value))[1]) + 10, y + 4, "value"),
    ]
    if mark.span:
        low, high = map(axis.at, mark.span)
        ends = "".join(f"M{number(x)} {number(y - 4)}v8" for x in (low, high))
        line = f"M{number(low)} {number(y)}H{number(high)}{ends}"
        drawn.insert(0, shape("path", style=f"stroke:{colour}", stroke_width=2, d=line))
    return drawn


def _plane(chart: ChartData, head: float) -> tuple[list[Shape], float]:
    """Draw points across x and y, series told apart by colour and shape; return how far down the page they reach."""
    xs = [mark.x for mark in chart.marks if mark.x is not None]
    ys = [v for mark in chart.marks for v in (mark.value, mark.low, mark.high) if v is not None]
    many = len(chart.marks) > MANY
    top, bottom = head + 18, head + 18 + _TALL
    across = _Axis.over(min(xs), max(xs), 80.0, _RIGHT - (0 if many else 30))
    up = _Axis.over(min(ys) if many else 0, max(ys), bottom, top)
    drawn = [
        *_scales(chart, across, up),
        svg.text(chart.unit, 14, top - 14, "tick"),
        svg.text(chart.x_label, (across.start + across.stop) / 2, bottom + 35, "tick", text_anchor="middle"),
    ]
    for n, series in enumerate(chart.series.values()):
        told = [
            (mark.value, (across.at(mark.x), up.at(mark.value)))
            for mark in series
            if mark.x is not None and mark.value is not None
        ]
        points = [point for _, point in told]
        if chart.joined and len(points) > 1:
            drawn.append(shape("path", fill="none", style=f"stroke:{_colour(n)}", stroke_width=2, d=svg.line(points)))
        drawn += (_symbol(n, x, y, 2.6 if many else 5.5) for x, y in points)
        if not many:
            drawn += (svg.text(in_digits(value), x, y - 10, "value", text_anchor="middle") for value, (x, y) in told)
    return drawn, bottom + 44


def _scales(chart: ChartData, across: _Axis, up: _Axis) -> list[Shape]:
    """Draw the lines of a plane with the numbers of both axes."""
    drawn: list[Shape] = []
    for value in up.ticks:
        y = up.at(value)
        drawn.append(shape("path", class_="grid", d=f"M{across.start} {number(y)}H{across.stop}"))
        drawn.append(svg.text(in_digits(value), across.start - 8, y + 4, "tick", text_anchor="end"))
    for value in across.ticks:
        drawn.append(svg.text(chart.ticks(value), across.at(value), up.start + 17, "tick", text_anchor="middle"))
    return drawn


def _legend(chart: ChartData, top: float) -> tuple[list[Shape], float]:
    """Name the series, if there are several, and add the note; return how far down the page this reaches."""
    drawn: list[Shape] = []
    for n, name in enumerate(chart.series if len(chart.series) > 1 else ()):
        lines = svg.wrapped(name, 92)
        drawn.append(_symbol(n, 22, top + 8, 5.5))
        drawn += (svg.text(line, 36, top + 12 + 15 * k, "label") for k, line in enumerate(lines))
        top += 6 + 15 * len(lines)
    for line in svg.wrapped(chart.note, 100) if chart.note else ():
        drawn.append(svg.text(line, 14, top + 12, "tick"))
        top += 15
    return drawn, top + 10


def _colour(n: int) -> str:
    return f"var(--series-{n % len(COLOURS)})"


def _series_colours(colours: Sequence[str]) -> dict[str, str]:
    return {f"series-{n}": colour for n, colour in enumerate(colours)}


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
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:12.5px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.name{font-size:14.5px;font-weight:600}"
    "&.tick{font-size:12px;fill:var(--muted)}"
    "&.value{font-size:12px;font-weight:600}"
    "&.grid{stroke:var(--line);stroke-width:.8;fill:none}"
)
