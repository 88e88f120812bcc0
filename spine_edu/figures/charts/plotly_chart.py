"""A chart as plotly's JSON, to explore: without its 6 kB of template, and with nothing that changes from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spine_edu.figures.charts.colours import COLOURS, DARK, FINE_GRID, GRID, ZERO
from spine_edu.figures.charts.marks import MANY, ChartData, Mark
from spine_edu.figures.drawing import svg, theme
from spine_edu.text.markup import Markup, element, join

PLOTLY = "application/vnd.plotly.v1+json"
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
_LETTERS_A_LINE = {"label": 46, "title": 36}  # so that a phone shows both the words and the marks
_LINE, _BAND = 16, 32  # pixels: a line of a label, and the band of the marks below it


def plotly_chart(chart: ChartData) -> dict[str, object]:
    """Return plotly's figure of a chart as data: {'data', 'layout', 'config'}."""
    rows = _rows(chart)
    places = iter(rows)
    series = [(name, list(islice(places, len(marks)))) for name, marks in chart.series.items()]
    traces = [trace for n, (name, own) in enumerate(series) if own for trace in _traces(chart, n, name, own)]
    return {"data": traces, "layout": _layout(chart, rows), "config": {"displaylogo": False, "responsive": True}}


def plotly_dark_css() -> str:
    """Return the rules by which plotly's drawing of a chart takes its colours in the dark."""
    return theme.plotly_css(DARK)


@dataclass(frozen=True, slots=True)
class _MarkRow:
    """A mark with the row it would have: the lines of the label that stand over it, and where it begins, in pixels."""

    mark: Mark
    label: Sequence[str]
    top: int

    @property
    def middle(self) -> int:
        return self.top + _LINE * len(self.label) + _BAND // 2

    @property
    def bottom(self) -> int:
        return self.top + _LINE * len(self.label) + _BAND


def _rows(chart: ChartData) -> list[_MarkRow]:
    """Return the rows one below another."""
    rows: list[_MarkRow] = []
    for mark in chart.marks:
        label = svg.wrapped(chart.label(mark), _LETTERS_A_LINE["label"])
        rows.append(_MarkRow(mark, label, rows[-1].bottom + 4 if rows else 0))
    return rows


def _layout(chart: ChartData, rows: Sequence[_MarkRow]) -> dict[str, object]:
    """Return axes, title and margins; the labels of rows stand over their marks, where no axis is in their way."""
    many = len(next(iter(chart.series.values()))) > MANY
    value: dict[str, object] = {"title": {"text": chart.unit}, "gridcolor": GRID, "zerolinecolor": ZERO}
    value |= {} if many else {"rangemode": "tozero"}
    title = svg.wrapped(chart.title, _LETTERS_A_LINE["title"])
    tall = rows[-1].bottom
    down: dict[str, object] = {"range": [tall, 0], "visible": False, "fixedrange": True}
    across: dict[str, object] = {"title": {"text": chart.x_label}, "gridcolor": FINE_GRID}
    axes = {"xaxis": across, "yaxis": value} if chart.plane else {"xaxis": value, "yaxis": down}
    head, foot = 30 + 20 * len(title), 55
    return {
        "title": {"text": _set_lines(title), "x": 0.01, "xanchor": "left", "font": {"size": 15}},
        **axes,
        "annotations": [] if chart.plane else list(map(_label, rows)),
        "shapes": [_frame(row) for row in rows if row.mark.marked],
        "height": 400 if chart.plane else head + tall + foot,
        "margin": {"l": 60 if chart.plane else 14, "r": 20, "t": head, "b": foot},
        "paper_bgcolor": theme.LIGHT["card"],
        "plot_bgcolor": theme.LIGHT["card"],
        "font": {"family": theme.FONT, "color": theme.LIGHT["ink"]},
        "showlegend": len(chart.series) > 1,
        "legend": {"orientation": "h", "y": -0.2},
        "template": {"layout": {"annotationdefaults": _OVER_A_ROW}},
    }


_OVER_A_ROW: dict[str, object] = {
    "xref": "paper",
    "x": 0,
    "xshift": 4,
    "xanchor": "left",
    "yanchor": "top",
    "align": "left",
    "showarrow": False,
    "bgcolor": theme.LIGHT["card"],
    "borderpad": 0,
}
"""Where labels of rows stand, on the paper's own colour: the lines of the axis end there."""


def _label(row: _MarkRow) -> dict[str, object]:
    said = _set_lines(row.label)
    return {"y": row.top, "text": element("b", said) if row.mark.marked else said}


def _frame(row: _MarkRow) -> dict[str, object]:
    """Return the frame around a marked row, over the whole width."""
    line = {"color": theme.LIGHT["accent"], "width": 2}
    return {"type": "rect", "xref": "paper", "x0": -0.01, "x1": 1.01, "y0": row.top - 2, "y1": row.bottom, "line": line}


def _set_lines(lines: Iterable[str]) -> Markup:
    """Set lines one below another, as plotly reads its texts: escaped, parted by <br>."""
    return join(lines, element("br"))


def _traces(chart: ChartData, n: int, name: str, rows: Sequence[_MarkRow]) -> Iterator[dict[str, object]]:
    """Yield a series, the n-th of its chart: as points with their intervals, or as bars, moments and the ends of open bars."""
    colour = COLOURS[n % len(COLOURS)]

    def trace(some: Sequence[_MarkRow], kind: str, **more: object) -> dict[str, object]:
        told = [" ".join(filter(None, (row.mark.label, row.mark.note))) for row in some]
        common = {"name": name, "type": kind, "hovertext": told}
        if chart.plane:
            return {**common, "hoverinfo": "x+y+text", "y": [row.mark.value for row in some], **more}
        return {**common, "hoverinfo": "x+text", "y": [row.middle for row in some], **more}

    def points(some: Sequence[_MarkRow], x: Sequence[float | None], symbol: str, size: int) -> dict[str, object]:
        return trace(some, "scatter", mode="markers", x=x, marker={"color": colour, "symbol": symbol, "size": size})

    if bars := [row for row in rows if chart.is_bar(row.mark) and not row.mark.is_moment]:
        starts = [row.mark.low or 0 for row in bars]
        lengths = [chart.end_of(row.mark) - start for row, start in zip(bars, starts, strict=True)]
        look = {"color": colour, "opacity": [0.55 if row.mark.is_open else 1 for row in bars]}
        yield trace(bars, "bar", orientation="h", base=starts, x=lengths, width=16, marker=look)
    if going_on := [row for row in rows if row.mark.is_open]:
        yield points(going_on, [chart.end_of(row.mark) for row in going_on], "triangle-right", 18)
    if moments := [row for row in rows if row.mark.is_moment]:
        yield points(moments, [row.mark.low for row in moments], "diamond", 14)
    if dots := [row for row in rows if not chart.is_bar(row.mark)]:
        x = [row.mark.x if chart.plane else row.mark.value for row in dots]
        symbol, many = SYMBOLS[n % len(SYMBOLS)], len(rows) > MANY
        drawn = points(dots, x, f"{symbol}-open" if many else symbol, 6 if many else 10)
        drawn |= {"mode": "lines+markers"} if chart.joined else {}
        yield drawn | _whiskers([row.mark for row in dots], colour, "error_y" if chart.plane else "error_x")


def _whiskers(points: Sequence[Mark], colour: str, name: str) -> dict[str, object]:
    """Return the intervals of points, if they have any, as plotly takes them: how far from the point each end is."""
    if not any(mark.span for mark in points):
        return {}
    plus = [mark.span[1] - (mark.value or 0) if mark.span else 0 for mark in points]
    minus = [(mark.value or 0) - mark.span[0] if mark.span else 0 for mark in points]
    return {name: {"array": plus, "arrayminus": minus, "color": colour}}
