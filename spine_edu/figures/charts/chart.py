"""Charts of published numbers: the same rows as a plotly figure to explore, as a drawing for paper, and in words.

A chart never joins what was counted differently: each row or series keeps its own population, which stands in its label or note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spine_edu.figures.charts.drawn_chart import chart_drawing
from spine_edu.figures.charts.marks import ChartData, Mark
from spine_edu.figures.charts.plotly_chart import PLOTLY, plotly_chart, plotly_dark_css
from spine_edu.figures.drawing.frame import Drawing
from spine_edu.figures.drawing.picture import CAPTION, in_words
from spine_edu.text.cited import citing
from spine_edu.text.markup import Markup, element

__all__ = ["Chart", "Mark", "rows_chart", "scatter_chart", "years_chart"]


class Chart(ChartData):
    """Numbers as a notebook shows them: leave it as the last line of a cell, or call `show()`."""

    def __repr__(self) -> str:
        count = len(self.marks)
        return f"Chart({self.title!r}, {count} {'value' if count == 1 else 'values'})"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {PLOTLY: self.plotly(), "image/svg+xml": self.drawing().svg, "text/plain": self.words}

    def show(self) -> None:
        """Put the chart and its words under the cell, also from the middle of a cell."""
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)
        display({"text/html": self.words_html(), "text/plain": self.words}, metadata=citing(self.words), raw=True)

    def _ipython_display_(self) -> None:
        self.show()

    def words_html(self) -> Markup:
        """Return what stands below the chart: its words, and the colours that plotly's drawing takes in the dark."""
        told = element("div", in_words(self.words), class_="se-figure", style=CAPTION)
        return element("style", Markup(plotly_dark_css())) + told

    def plotly(self) -> dict[str, object]:
        """Return the chart as plotly's JSON."""
        return plotly_chart(self)

    def drawing(self) -> Drawing:
        """Return the chart as a drawing that follows the page's theme."""
        return chart_drawing(self)


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
