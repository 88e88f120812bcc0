"""A chart as plotly's JSON, to explore: without its 6 kB of template, and with nothing that changes from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spine_edu.figures.charts.colours import COLOURS, DARK, FINE_GRID, GRID, ZERO
from spine_edu.figures.charts.marks import MANY, ChartData, Mark
from spine_edu.figures.drawing import svg, theme
from spine_edu.text.markup import Markup, element, join

PLOTLY = "application/vnd.plotly.v1+json"
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
_LABEL, _TITLE = 24, 36  # letters a line, so that a phone shows both the words and the marks


def plotly_chart(chart: ChartData) -> dict[str, Any]:
    """Return plotly's figure of a chart as data: {'data', 'layout', 'config'}."""
    traces = [_trace(chart, n, name, marks) for n, (name, marks) in enumerate(chart.series.items()) if marks]
    return {"data": traces, "layout": _layout(chart), "config": {"displaylogo": False, "responsive": True}}


def plotly_dark_css() -> str:
    """Return the rules by which plotly's drawing of a chart takes its colours in the dark."""
    return theme.plotly_css(DARK)


def _layout(chart: ChartData) -> dict[str, Any]:
    """Return axes, title and margins; labels and title are broken into lines, which decide how tall rows get."""
    many = len(next(iter(chart.series.values()))) > MANY
    value: dict[str, Any] = {"title": {"text": chart.unit}, "gridcolor": GRID, "zerolinecolor": ZERO}
    value |= {} if many else {"rangemode": "tozero"}
    across: dict[str, Any] = {"title": {"text": chart.x_label}} if chart.plane else {"automargin": True, "autorange": "reversed"}
    across |= {"gridcolor": FINE_GRID}
    labels = [] if chart.plane else [mark.label for mark in chart.marks]
    lines = [svg.wrapped(label, _LABEL) for label in labels]
    across |= {"tickvals": labels, "ticktext": [_set_lines(told) for told in lines]} if labels else {}
    title = svg.wrapped(chart.title, _TITLE)
    return {
        "title": {"text": _set_lines(title), "x": 0.01, "xanchor": "left", "font": {"size": 15}},
        "xaxis" if chart.plane else "yaxis": across,
        "yaxis" if chart.plane else "xaxis": value,
        "height": 400 if chart.plane else 110 + 20 * len(title) + sum(14 + 16 * len(told) for told in lines),
        "margin": {"l": 60 if chart.plane else 10, "r": 20, "t": 30 + 20 * len(title), "b": 55},
        "paper_bgcolor": theme.LIGHT["card"],
        "plot_bgcolor": theme.LIGHT["card"],
        "font": {"family": theme.FONT, "color": theme.LIGHT["ink"]},
        "showlegend": len(chart.series) > 1,
        "legend": {"orientation": "h", "y": -0.2},
        "template": "none",
    }


def _set_lines(lines: Iterable[str]) -> Markup:
    """Set lines one below another, as plotly reads its texts: escaped, parted by <br>."""
    return join(lines, element("br"))


def _trace(chart: ChartData, n: int, name: str, marks: Sequence[Mark]) -> dict[str, Any]:
    """Return a series, the n-th of its chart, as bars, or as points with their intervals."""
    colour = COLOURS[n % len(COLOURS)]
    common: dict[str, Any] = {
        "name": name,
        "hovertext": [" ".join(filter(None, (m.label, m.note))) for m in marks],
        "hoverinfo": "x+y+text",
    }
    if any(map(chart.is_bar, marks)):
        return {
            **common, "type": "bar", "orientation": "h", "y": [m.label for m in marks], "base": [m.low or 0 for m in marks],
            "x": [chart.end_of(m) - (m.low or 0) for m in marks], "marker": {"color": colour},
        }  # fmt: skip
    points = [m.value for m in marks]
    trace: dict[str, Any] = {
        **common, "type": "scatter", "mode": "lines+markers" if chart.joined else "markers",
        "x": [m.x for m in marks] if chart.plane else points, "y": points if chart.plane else [m.label for m in marks],
        "marker": {"color": colour, "symbol": SYMBOLS[n % len(SYMBOLS)], "size": 6 if len(marks) > MANY else 10},
    }  # fmt: skip
    if any(m.span for m in marks):
        plus = [m.span[1] - (m.value or 0) if m.span else 0 for m in marks]
        minus = [(m.value or 0) - m.span[0] if m.span else 0 for m in marks]
        trace["error_y" if chart.plane else "error_x"] = {"array": plus, "arrayminus": minus, "color": colour}
    return trace
