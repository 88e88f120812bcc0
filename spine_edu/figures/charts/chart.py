"""Charts of published numbers: the same rows as a plotly figure to explore, as a drawing for paper, and in words.

A chart never joins what was counted differently: each row or series keeps its own population, which stands in its label or note.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme
from spine_edu.steady import steady

PLOTLY = "application/vnd.plotly.v1+json"
COLOURS = ("#0072B2", "#C44E00", "#006644", "#A8487F", "#7A5F00", "#2F7FAF")
ON_DARK = ("#56B4E9", "#FF9A4D", "#3FBF8F", "#E59AC4", "#E3C23C", "#A9D8F5")
_GRID, _FINE_GRID, _ZERO = "#D9D5CA", "#EDEAE0", "#857353"
_LABEL, _TITLE = 24, 36  # letters a line, so that a phone shows both the words and the marks
DARK = {
    **dict(zip(COLOURS, ON_DARK, strict=True)),
    _GRID: theme.DARK["edge"],
    _FINE_GRID: theme.DARK["ghost"],
    _ZERO: theme.DARK["muted"],
}
"""What plotly's colours become in JupyterLab's dark theme, beside ink and card."""
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
_WIDTH, _RIGHT, _ROW = 720, 700, 26
_TALL = 330


@dataclass(frozen=True, repr=False)
class Mark:
    """One thing to draw: a point, an interval around it, or a bar from `low` to `high`. Units are the chart's."""

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    x: float | None = None
    note: str = ""


@dataclass(frozen=True, repr=False)
class Chart:
    """Marks in named series, what their axes say, and how they are drawn: 'rows' one below another, or 'plane' across x and y."""

    title: str
    series: Mapping[str, Sequence[Mark]]
    unit: str
    x_label: str = ""
    plane: bool = False
    joined: bool = False
    note: str = ""
    bars: bool = False
    ticks: Callable[[float], str] = field(default=lambda value: f"{value:,.10g}", compare=False)

    def __post_init__(self) -> None:
        if not any(self.series.values()):
            raise FigureError(f"{self.title}: there is nothing to draw; the table or the choice from it is empty.")

    def __repr__(self) -> str:
        count = sum(len(marks) for marks in self.series.values())
        return f"Chart({self.title!r}, {count} {'value' if count == 1 else 'values'})"

    @property
    def words(self) -> str:
        """The chart read aloud; of many points only how many there are and how far they reach, to one decimal."""
        said = [f"{self.title}."]
        for name, marks in self.series.items():
            told = f"{len(marks)} points, {self._reach(marks)}" if len(marks) > 30 else "; ".join(map(self._mark_in_words, marks))
            said.append(f"{name}: {told}." if name else f"{told}.")
        return " ".join([*said, *([self.note] if self.note else [])])

    def _mark_in_words(self, mark: Mark) -> str:
        unit = f" {self.unit}" if self.unit else ""
        where = f"{self.ticks(mark.x)}: " if self.plane and mark.x is not None else f"{mark.label}: " if mark.label else ""
        span = f"{self._n(mark.low)} to {self._n(mark.high)}" if mark.low is not None and mark.high is not None else ""
        if mark.value is None:
            return f"{where}{span or f'from {self._n(mark.low)} on'}{unit}"
        return f"{where}{self._n(mark.value)}{unit}{f' ({span})' if span else ''}"

    def _reach(self, marks: Sequence[Mark]) -> str:
        xs, ys = (
            [round(value, 1) for value in values if value is not None]
            for values in zip(*((m.x, m.value) for m in marks), strict=True)
        )
        return f"{self.x_label} {self._n(min(xs))} to {self._n(max(xs))}, {self.unit} {self._n(min(ys))} to {self._n(max(ys))}"

    @staticmethod
    def _n(value: float | None) -> str:
        return "" if value is None else f"{value:,.10g}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {PLOTLY: self.plotly(), "image/svg+xml": self.svg(), "text/plain": self.words}

    def show(self) -> None:
        """Put the chart and its words under the cell, also from the middle of a cell."""
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)
        display({"text/html": self.words_html(), "text/plain": self.words}, raw=True)

    def _ipython_display_(self) -> None:
        self.show()

    def words_html(self) -> str:
        """Return what stands below the chart: its words, and the colours that plotly's drawing takes in the dark."""
        words = f'<div class="se-figure" style="max-width:62ch;line-height:1.5"><b>In words:</b> {escape(self.words)}</div>'
        return f"<style>{theme.plotly_css(DARK)}</style>{words}"

    def plotly(self) -> dict[str, Any]:
        """Return the chart as plotly's JSON, without its 6 kB of template and with nothing that changes from run to run."""
        traces = [self._trace(n, name, marks) for n, (name, marks) in enumerate(self.series.items()) if marks]
        many = len(next(iter(self.series.values()))) > 30
        value: dict[str, Any] = {"title": {"text": self.unit}, "gridcolor": _GRID, "zerolinecolor": _ZERO}
        value |= {} if many else {"rangemode": "tozero"}
        across: dict[str, Any] = (
            {"title": {"text": self.x_label}} if self.plane else {"automargin": True, "autorange": "reversed"}
        )
        across |= {"gridcolor": _FINE_GRID}
        labels = [] if self.plane else [mark.label for marks in self.series.values() for mark in marks]
        lines = [svg.wrapped(label, _LABEL) for label in labels]
        across |= {"tickvals": labels, "ticktext": ["<br>".join(map(escape, told)) for told in lines]} if labels else {}
        title = svg.wrapped(self.title, _TITLE)
        layout = {
            "title": {"text": "<br>".join(map(escape, title)), "x": 0.01, "xanchor": "left", "font": {"size": 15}},
            "xaxis" if self.plane else "yaxis": across,
            "yaxis" if self.plane else "xaxis": value,
            "height": 400 if self.plane else 110 + 20 * len(title) + sum(14 + 16 * len(told) for told in lines),
            "margin": {"l": 60 if self.plane else 10, "r": 20, "t": 30 + 20 * len(title), "b": 55},
            "paper_bgcolor": theme.LIGHT["card"],
            "plot_bgcolor": theme.LIGHT["card"],
            "font": {"family": theme.FONT, "color": theme.LIGHT["ink"]},
            "showlegend": len(self.series) > 1,
            "legend": {"orientation": "h", "y": -0.2},
            "template": "none",
        }
        return {"data": traces, "layout": layout, "config": {"displaylogo": False, "responsive": True}}

    def _trace(self, n: int, name: str, marks: Sequence[Mark]) -> dict[str, Any]:
        colour = COLOURS[n % len(COLOURS)]
        common: dict[str, Any] = {
            "name": name,
            "hovertext": [" ".join(filter(None, (m.label, m.note))) for m in marks],
            "hoverinfo": "x+y+text",
        }
        if self.bars or any(m.value is None for m in marks):
            return {
                **common, "type": "bar", "orientation": "h", "y": [m.label for m in marks], "base": [m.low or 0 for m in marks],
                "x": [(m.value if m.value is not None else m.high if m.high is not None else self._last()) - (m.low or 0) for m in marks],
                "marker": {"color": colour},
            }  # fmt: skip
        points = [m.value for m in marks]
        wide = [m.low is not None and m.high is not None for m in marks]
        trace: dict[str, Any] = {
            **common, "type": "scatter", "mode": "lines+markers" if self.joined else "markers",
            "x": [m.x for m in marks] if self.plane else points, "y": points if self.plane else [m.label for m in marks],
            "marker": {"color": colour, "symbol": SYMBOLS[n % len(SYMBOLS)], "size": 6 if len(marks) > 30 else 10},
        }  # fmt: skip
        if any(wide):
            plus = [(m.high or 0) - (m.value or 0) if w else 0 for m, w in zip(marks, wide, strict=True)]
            minus = [(m.value or 0) - (m.low or 0) if w else 0 for m, w in zip(marks, wide, strict=True)]
            trace["error_y" if self.plane else "error_x"] = {"array": plus, "arrayminus": minus, "color": colour}
        return trace

    def svg(self) -> str:
        """Return the chart as a drawing that follows the page's theme; the same chart always gives the same bytes."""
        mark = theme.mark_of("chart", self.words)
        drawn, height = self._plane() if self.plane else self._rows()
        legend, height = self._legend(height)
        return "".join(
            (
                f"<svg xmlns='http://www.w3.org/2000/svg' class='{mark}' viewBox='0 0 {_WIDTH} {math.ceil(height)}' ",
                f"role='img' aria-labelledby='{mark}-t {mark}-d' width='100%' style='max-width:{_WIDTH}px'>",
                f"<title id='{mark}-t'>{escape(self.title)}</title><desc id='{mark}-d'>{escape(self.words)}</desc>",
                f"<style>{theme.colours_css(f'.{mark}', _numbered(COLOURS), _numbered(ON_DARK))}{_STYLE.replace('&', f'.{mark} ')}</style>",
                f"<rect class='card' x='.5' y='.5' width='{_WIDTH - 1}' height='{math.ceil(height) - 1}' rx='10'/>",
                *(svg.text(line, 14, 24 + 18 * n, "name") for n, line in enumerate(svg.wrapped(self.title, 88))),
                drawn,
                legend,
                "</svg>",
            )
        )

    def _head(self) -> float:
        return 24 + 18 * len(svg.wrapped(self.title, 88))

    def _last(self) -> float:
        """The end of the value axis: what every mark reaches, and a bar without an end beyond it."""
        marks = [m for marks in self.series.values() for m in marks]
        reach = max(v for m in marks for v in (m.value, m.high, m.low) if v is not None)
        return reach * (1.15 if any(m.value is None and m.high is None for m in marks) else 1)

    def _rows(self) -> tuple[str, float]:
        """One mark a row: its label, wrapped, then its dot with whiskers, or its bar."""
        left, y, drawn = 315.0, self._head(), ""
        low, high, step = _nice(0, self._last())

        def at(value: float) -> float:
            return left + (value - low) / (high - low) * (_RIGHT - left - 46)

        body = ""
        for n, marks in enumerate(self.series.values()):
            for m in marks:
                lines = svg.wrapped(m.label, 46)
                room = max(_ROW, 13 * len(lines) + 10)
                body += "".join(
                    svg.text(line, 14, y + room / 2 + 4 + 13 * (k - (len(lines) - 1) / 2), "label")
                    for k, line in enumerate(lines)
                )
                body += self._row_mark(m, n, at, y + room / 2)
                y += room
        for k in range(round((high - low) / step) + 1):
            x = at(low + k * step)
            drawn += f"<path class='grid' d='M{svg.number(x)} {svg.number(self._head())}V{svg.number(y)}'/>"
            drawn += svg.text(self.ticks(low + k * step), x, y + 15, "tick", text_anchor="middle")
        unit = svg.text(self.unit, (left + _RIGHT - 46) / 2, y + 32, "tick", text_anchor="middle")
        return drawn + body + unit, y + 42

    def _row_mark(self, m: Mark, n: int, at: Callable[[float], float], y: float) -> str:
        colour = f"var(--series-{n % len(COLOURS)})"
        if self.bars or m.value is None:
            start = m.low or 0
            end = m.value if m.value is not None else m.high if m.high is not None else self._last()
            open_end = m.value is None and m.high is None
            wide, pale = svg.number(max(at(end) - at(start), 2)), " fill-opacity='.55'" if open_end else ""
            box = f"<rect x='{svg.number(at(start))}' y='{svg.number(y - 7)}' width='{wide}' height='14' rx='3' style='fill:{colour}'{pale}/>"
            said = (
                "and on"
                if open_end
                else self._n(end)
                if m.value is not None or start == end
                else f"{self._n(start)}–{self._n(end)}"
            )
            return box + svg.text(said, at(end) + 5, y + 4, "value")
        whisker = ""
        far = m.value
        if m.low is not None and m.high is not None:
            far = m.high
            ends = "".join(f"M{svg.number(at(v))} {svg.number(y - 4)}v8" for v in (m.low, m.high))
            whisker = f"<path style='stroke:{colour}' stroke-width='2' d='M{svg.number(at(m.low))} {svg.number(y)}H{svg.number(at(m.high))}{ends}'/>"
        return whisker + _symbol(n, at(m.value), y, colour, 5.5) + svg.text(self._n(m.value), at(far) + 10, y + 4, "value")

    def _plane(self) -> tuple[str, float]:
        """Points across x and y; series told apart by colour and by shape."""
        marks = [m for marks in self.series.values() for m in marks]
        xs = [m.x for m in marks if m.x is not None]
        ys = [v for m in marks for v in (m.value, m.low, m.high) if v is not None]
        many = len(marks) > 30
        x0, x1, xstep = _nice(min(xs), max(xs))
        y0, y1, ystep = _nice(min(ys) if many else 0, max(ys))
        left, top = 80.0, self._head() + 18
        bottom, right = top + _TALL, _RIGHT - (0 if many else 30)

        def at(x: float, y: float) -> tuple[float, float]:
            return left + (x - x0) / (x1 - x0) * (right - left), bottom - (y - y0) / (y1 - y0) * _TALL

        drawn = ""
        for k in range(round((y1 - y0) / ystep) + 1):
            y = at(x0, y0 + k * ystep)[1]
            drawn += f"<path class='grid' d='M{left} {svg.number(y)}H{right}'/>" + svg.text(
                f"{y0 + k * ystep:,.10g}", left - 8, y + 4, "tick", text_anchor="end"
            )
        for k in range(round((x1 - x0) / xstep) + 1):
            x = at(x0 + k * xstep, y0)[0]
            drawn += svg.text(self.ticks(x0 + k * xstep), x, bottom + 17, "tick", text_anchor="middle")
        drawn += svg.text(self.unit, 14, top - 14, "tick") + svg.text(
            self.x_label, (left + right) / 2, bottom + 35, "tick", text_anchor="middle"
        )
        for n, series in enumerate(self.series.values()):
            colour = f"var(--series-{n % len(COLOURS)})"
            points = [at(m.x, m.value) for m in series if m.x is not None and m.value is not None]
            if self.joined and len(points) > 1:
                drawn += f"<path fill='none' style='stroke:{colour}' stroke-width='2' d='{svg.line(points)}'/>"
            drawn += "".join(_symbol(n, x, y, colour, 2.6 if many else 5.5) for x, y in points)
            if not many:
                drawn += "".join(
                    svg.text(self._n(m.value), x, y - 10, "value", text_anchor="middle")
                    for m, (x, y) in zip(series, points, strict=True)
                )
        return drawn, bottom + 44

    def _legend(self, top: float) -> tuple[str, float]:
        drawn = ""
        if len(self.series) > 1:
            for n, name in enumerate(self.series):
                lines = svg.wrapped(name, 92)
                drawn += _symbol(n, 22, top + 8, f"var(--series-{n % len(COLOURS)})", 5.5)
                drawn += "".join(svg.text(line, 36, top + 12 + 15 * k, "label") for k, line in enumerate(lines))
                top += 6 + 15 * len(lines)
        for line in svg.wrapped(self.note, 100) if self.note else []:
            drawn += svg.text(line, 14, top + 12, "tick")
            top += 15
        return drawn, top + 10


def rows_chart(title: str, rows: Iterable[Mark], unit: str, *, note: str = "", bars: bool = False) -> Chart:
    """Draw one mark a row: rates with their intervals, bars, or spans of time.

    >>> rows_chart("Dural tear", [Mark("23 studies", 5.8, 4.4, 7.3)], "percent").words
    'Dural tear. 23 studies: 5.8 percent (4.4 to 7.3).'
    """
    return Chart(title, {"": tuple(rows)}, unit, note=note, bars=bars)


def years_chart(title: str, series: Mapping[str, Iterable[tuple[int, float]]], unit: str, *, note: str = "") -> Chart:
    """Draw values over years; each series has its own definition and its own line."""
    marks = {name: tuple(Mark(str(year), value, x=year) for year, value in points) for name, points in series.items()}
    return Chart(title, marks, unit, x_label="year", plane=True, joined=True, note=note, ticks=lambda year: f"{year:.0f}")


def scatter_chart(
    title: str, groups: Mapping[str, Iterable[tuple[float, float]]], x_label: str, y_label: str, *, note: str = ""
) -> Chart:
    """Draw one point a patient, groups told apart by colour and shape."""
    marks = {name: tuple(Mark("", y, x=x) for x, y in points) for name, points in groups.items()}
    return Chart(title, marks, y_label, x_label=x_label, plane=True, note=note)


def _numbered(colours: Sequence[str]) -> dict[str, str]:
    return {f"series-{n}": colour for n, colour in enumerate(colours)}


def _symbol(n: int, x: float, y: float, colour: str, r: float) -> str:
    cx, cy = svg.number(x), svg.number(y)
    fill = f"style='fill:{colour}'"
    if n % 6 == 0:
        return f"<circle cx='{cx}' cy='{cy}' r='{svg.number(r)}' {fill}/>"
    if n % 6 == 1:
        return f"<rect x='{svg.number(x - r * 0.9)}' y='{svg.number(y - r * 0.9)}' width='{svg.number(r * 1.8)}' height='{svg.number(r * 1.8)}' {fill}/>"
    if n % 6 == 4:
        return f"<path style='stroke:{colour}' stroke-width='2' d='M{svg.number(x - r)} {svg.number(y - r)}l{svg.number(2 * r)} {svg.number(2 * r)}m0 {svg.number(-2 * r)}l{svg.number(-2 * r)} {svg.number(2 * r)}'/>"
    corners = {2: 4, 3: 3, 5: 10}[n % 6]
    points = []
    for k in range(corners):
        turn, far = -math.pi / 2 + 2 * math.pi * k / corners, r * (1.25 if corners < 10 or k % 2 == 0 else 0.55)
        points.append((x + far * math.cos(turn), y + far * math.sin(turn)))
    return f"<path {fill} d='{svg.line(points)}Z'/>"


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
