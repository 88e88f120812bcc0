"""The charts of the data labs, from the tables of `spine_edu.evidence`: choose rows with pandas, then look at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spine_edu.errors import FigureError
from spine_edu.figures.charts.chart import Chart, Mark, rows_chart, scatter_chart, years_chart
from spine_edu.text.quoting import shown

if TYPE_CHECKING:
    from pandas import DataFrame


_AXES = {
    "gmlos": "mean stay in days (geometric)",
    "weight": "relative weight",
    "degree_spondylolisthesis": "degree of slip (no unit told)",
    "pelvic_incidence": "pelvic incidence, degrees",
}
"""What columns mean whose names do not say it, as an axis says it."""
_YEARS = re.compile(r", (\d+) years")
"""How a row tells after how many years its event was counted."""


def rates(frame: DataFrame, title: str = "Each rate in its own population", *, marked: str = "") -> Chart:
    """Draw rows of `complication_rates`: the estimate, its interval where there is one, and whom it was counted in.

    People whom all rows share are told once, below. The rows with the word `marked` are framed. One event counted after
    several years is drawn over these years, a line for each population.

    >>> from spine_edu.evidence import table
    >>> rates(table("complication_rates").query("event == 'dural tear, all spine surgery'"), "Tears").words
    'Tears. Dural tear, all spine surgery (23 studies): 5.8 percent (4.4 to 7.3). Whiskers: 95 % confidence interval.'
    """
    _need(frame, "event", "estimate", "low", "high", "unit", "population")
    years = frame["event"].str.extract(_YEARS, expand=False)
    if years.nunique() > 1 and years.notna().all() and frame["event"].str.replace(_YEARS, "", regex=True).nunique() == 1:
        return _after_years(frame.assign(years=years.astype(int)), title)
    everybody = set(frame["population"]) if len(frame) > 1 else set()
    marks = [
        Mark(
            row.event if len(everybody) == 1 else f"{row.event} ({row.population})",
            _n(row.estimate),
            _n(row.low),
            _n(row.high),
            note=row.note,
        )
        for row in _rows(frame)
    ]
    notes = [f"All: {everybody.pop()}."] if len(everybody) == 1 else []
    notes += ["Whiskers: 95 % confidence interval."] if any(mark.span for mark in marks) else []
    return rows_chart(title, _marking(marks, marked), _one_unit(frame), note=" ".join(notes))


def _after_years(frame: DataFrame, title: str) -> Chart:
    """Draw one event by the years after which it was counted, each population with a line of its own."""
    series = {
        str(population): [Mark(f"{row.years} years", _n(row.estimate), x=row.years, note=row.note) for row in _rows(rows)]
        for population, rows in frame.sort_values("years").groupby("population", sort=False)
    }
    return Chart(title, series, _one_unit(frame), x_label="years after the operation", plane=True, joined=True)


def recovery(frame: DataFrame, title: str = "After lumbar fusion: from which week to which", *, marked: str = "") -> Chart:
    """Draw rows of `recovery_times` as spans of weeks; the rows with the word `marked` are framed.

    >>> from spine_edu.evidence import table
    >>> "Marked: driving reaction time back" in recovery(table("recovery_times"), marked="driving reaction").words
    True
    """
    _need(frame, "item", "from_week", "to_week")
    marks = [Mark(row.item, None, _n(row.from_week), _n(row.to_week), note=row.note) for row in _rows(frame)]
    notes = ["Diamond: one point in time."] if any(mark.is_moment for mark in marks) else []
    notes += ["Arrow: no end is told."] if any(mark.is_open for mark in marks) else []
    return rows_chart(title, _marking(marks, marked), "weeks after surgery", note=" ".join(notes))


def trends(frame: DataFrame, title: str = "Spinal fusion in the United States") -> Chart:
    """Draw rows of `us_fusion_trends` over the years, one line a measure and population; all must share one unit."""
    _need(frame, "year", "measure", "value", "unit", "population")
    series: dict[str, list[tuple[int, float]]] = {}
    for row in _rows(frame.sort_values(["measure", "year"])):
        series.setdefault(f"{row.measure} ({row.population})", []).append((int(row.year), float(row.value)))
    units = list(dict.fromkeys(frame["unit"]))
    if len(units) > 1 and not set(units) <= {"discharges", "procedures", "cases"}:
        raise FigureError(f"{title}: rows with the units {', '.join(units)} do not belong on one axis. Choose rows of one unit.")
    return years_chart(title, series, " or ".join(units) if len(units) > 1 else _one_unit(frame))


def scatter(frame: DataFrame, x: str, y: str, by: str = "diagnosis", title: str = "", note: str = "") -> Chart:
    """Draw one point a row of `vertebral_column`, such as pelvic incidence against sacral slope, by diagnosis.

    A `note` says below what the chart leaves out.
    """
    _need(frame, x, y, by)
    groups = {
        str(name): [(float(a), float(b)) for a, b in zip(rows[x], rows[y], strict=True)]
        for name, rows in frame.groupby(by, sort=True)
    }
    x_label, y_label = (_AXES.get(name, name.replace("_", " ")) for name in (x, y))
    return scatter_chart(title or f"{y_label.capitalize()} against {x_label}", groups, x_label, y_label, note=note)


def tally(frame: DataFrame, by: str, title: str = "", unit: str = "rows") -> Chart:
    """Draw how many rows hold each value of a column, as bars, the most frequent first; rows without a value are left out.

    >>> from spine_edu.evidence import table
    >>> tally(table("cases"), "kind", "Our cases", "cases").words.split(";")[0]
    'Our cases. First fusion: 19 cases'
    """
    _need(frame, by)
    counts = frame[by][frame[by] != ""].value_counts()
    marks = [Mark(str(value), float(count)) for value, count in counts.items()]
    return rows_chart(title or f"How many of each {by.replace('_', ' ')}", marks, unit, bars=True)


def _marking(marks: Sequence[Mark], words: str) -> list[Mark]:
    """Return the marks, those marked in whose labels these words stand; words that stand in none are an error."""
    found = [replace(mark, marked=bool(words) and words in mark.label) for mark in marks]
    if words and not any(mark.marked for mark in found):
        labels = "; ".join(mark.label for mark in marks)
        raise FigureError(f"No row has {shown(words)} in its name, so none can be marked. The rows are: {labels}.")
    return found


def _rows(frame: DataFrame) -> Any:
    return frame.itertuples(index=False)


def _n(value: Any) -> float | None:
    """Return a number, or None for a cell that is empty."""
    return None if value is None or value != value else float(value)


def _one_unit(frame: DataFrame) -> str:
    units = list(dict.fromkeys(frame["unit"])) or [""]
    if len(units) > 1:
        raise FigureError(f"Rows with the units {', '.join(units)} do not belong on one axis. Choose rows of one unit.")
    return str(units[0])


def _need(frame: DataFrame, *columns: str) -> None:
    missing = [column for column in columns if column not in frame]
    if missing:
        raise FigureError(
            f"This chart reads the column {shown(missing[0])}, which the table lacks. It has: {', '.join(map(str, frame))}."
        )
