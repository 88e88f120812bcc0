"""Charts of published numbers: eye, ear and paper get the same values, and nothing is joined that was counted differently."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import combinations, product

import pytest

from spine_edu.errors import FigureError, InputError
from spine_edu.evidence import names, table
from spine_edu.figures.charts.chart import Chart
from spine_edu.figures.charts.colours import COLOURS, DARK, ON_DARK
from spine_edu.figures.charts.lab_charts import rates, recovery, scatter, trends
from spine_edu.figures.charts.people import people
from spine_edu.figures.charts.plotly_chart import PLOTLY, SYMBOLS
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.labels import width_of
from tests.figures.sight import contrast
from tests.figures.svgs import NAME

RATES = rates(table("complication_rates"))
TRENDS = trends(table("us_fusion_trends").query("unit in ['discharges', 'procedures', 'cases']"))
EACH = pytest.mark.parametrize(
    "chart",
    [RATES, TRENDS, recovery(table("recovery_times")), scatter(table("vertebral_column"), "pelvic_incidence", "sacral_slope")],
    ids=repr,
)


@EACH
def test_a_chart_has_a_figure_a_drawing_and_words(chart: Chart) -> None:
    bundle = chart._repr_mimebundle_()
    assert set(bundle) == {PLOTLY, "image/svg+xml", "text/plain"}
    ET.fromstring(bundle["image/svg+xml"])
    assert len(json.dumps(bundle[PLOTLY])) < 20_000
    assert bundle == chart._repr_mimebundle_()


@pytest.mark.parametrize("chart", [RATES, TRENDS], ids=repr)
def test_every_value_is_in_the_figure_the_drawing_and_the_words(chart: Chart) -> None:
    shown, drawn = json.dumps(chart.plotly()), chart.drawing().svg
    for marks in chart.series.values():
        for mark in marks:
            said = f"{mark.value:,.10g}"
            assert re.search(rf"[>\s]{said}[<\s]", drawn) and said in chart.words and f"{mark.value!r}" in shown


def test_a_rate_carries_its_population_into_every_form() -> None:
    assert "23 studies" in RATES.words and "23 studies" in json.dumps(RATES.plotly())
    assert "4.4 to 7.3" in RATES.words
    [trace] = RATES.plotly()["data"]
    place = next(n for n, label in enumerate(trace["hovertext"]) if "dural tear" in label)
    assert trace["error_x"]["array"][place] == pytest.approx(1.5)


@EACH
def test_every_colour_of_a_chart_has_one_for_the_dark_that_can_be_read_there(chart: Chart) -> None:
    css = chart.words_html()
    layout, data = chart.plotly()["layout"], chart.plotly()["data"]
    for colour in set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps([layout, data]))):
        drawn = "rgb({}, {}, {})".format(*(int(colour[n : n + 2], 16) for n in (1, 3, 5)))
        assert f"fill: {drawn}'" in css and f"stroke: {drawn}'" in css, colour
    assert contrast(theme.DARK["ink"], theme.DARK["card"]) >= 4.5
    assert all(contrast(DARK[colour], theme.DARK["card"]) >= 3 for colour in COLOURS)
    assert chart.words[:40] in css


WEEKS = recovery(table("recovery_times"), marked="driving reaction")


def texts(chart: Chart) -> list[tuple[float, float, float, float]]:
    """The box of every word in a drawing of a chart: left, top, right, bottom, as wide as wide letters make it."""
    root = ET.fromstring(chart.drawing().svg)
    found = []
    for text in root.iter(f"{NAME}text"):
        kind, words = text.get("class", ""), text.text or ""
        tall = {"name": 14.5, "tick": 11.1, "value": 11.1}.get(kind, 12.5)
        wide = width_of(words, tall) * (1.14 if kind in ("name", "label strong") else 1)
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor", ""), 0)
        found.append((left, y - tall * 0.76, left + wide, y + tall * 0.2))
    return found


@pytest.mark.parametrize("chart", [RATES, TRENDS, WEEKS], ids=repr)
def test_no_label_runs_into_another_or_off_the_sheet_or_into_an_axis(chart: Chart) -> None:
    boxes, drawing = texts(chart), chart.drawing()
    assert all(left >= 0 and right <= drawing.size[0] and bottom <= drawing.size[1] for left, _, right, bottom in boxes)
    for one, other in combinations(boxes, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]), (one, other)
    if not chart.plane:
        (grid,) = re.findall(r"class='grid' d='([^']*)'", drawing.svg)
        upright = [tuple(map(float, line)) for line in re.findall(r"M([\d.]+) ([\d.]+)v([\d.]+)", grid)]
        assert upright
        for (x, top, tall), (left, y, right, bottom) in product(upright, boxes):
            assert not (left < x < right and top < bottom and y < top + tall), "a line of the axis runs through words"


def test_a_row_that_is_marked_is_found_without_colour() -> None:
    label = "driving reaction time back (lumbar, small study)"
    assert f"Marked: {label}." in WEEKS.words
    assert WEEKS.drawing().svg.count("class='spot'") == 1 and ">▸ driving reaction time" in WEEKS.drawing().svg
    layout = WEEKS.plotly()["layout"]
    (frame,) = layout["shapes"]
    (marked,) = [note for note in layout["annotations"] if note["text"].startswith("<b>▸ driving")]
    assert frame["y0"] < marked["y"] < frame["y1"]
    with pytest.raises(FigureError, match=r"No row has 'flying'.*The rows are: hospital stay"):
        recovery(table("recovery_times"), marked="flying")


def test_a_moment_is_a_diamond_and_an_end_nobody_told_is_an_arrow() -> None:
    by_symbol = {trace["marker"].get("symbol", "bar"): trace["x"] for trace in WEEKS.plotly()["data"]}
    assert by_symbol["diamond"] == [12] and len(by_symbol["triangle-right"]) == 2
    assert "back (lumbar, small study): 12 weeks after surgery" in WEEKS.words
    assert "heavier work or activity: from 12 on" in WEEKS.words


def test_people_whom_all_rows_share_are_told_once() -> None:
    again = rates(table("complication_rates").query("event.str.startswith('reoperation within')"))
    for told in (again.words, again.drawing().svg.split("</desc>")[1]):
        assert told.count("24,882 adults") == 1


def test_series_with_different_definitions_are_never_one_line() -> None:
    assert len(TRENDS.plotly()["data"]) == 3
    with pytest.raises(FigureError, match="do not belong on one axis"):
        trends(table("us_fusion_trends"))


def test_a_chart_of_nothing_says_so() -> None:
    with pytest.raises(FigureError, match="nothing to draw"):
        rates(table("complication_rates").query("event == 'headache'"))
    with pytest.raises(FigureError, match="reads the column 'event'"):
        rates(table("recovery_times"))


def test_series_are_told_apart_without_colour_and_seen_in_both_themes() -> None:
    assert len(set(SYMBOLS)) == len(COLOURS) == len(ON_DARK)
    assert min(contrast(colour, theme.LIGHT["card"]) for colour in COLOURS) >= 3
    assert min(contrast(colour, theme.DARK["card"]) for colour in ON_DARK) >= 3


def test_a_table_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'complication_rates'"):
        table("complication_rate")
    assert all(len(table(name)) for name in names())


def test_numbers_are_numbers_and_codes_stay_text() -> None:
    assert table("complication_rates")["estimate"].dtype == float
    assert "03.02" in set(table("icd9cm")["code"])
    assert "028" in set(table("ms_drg")["drg"])


@pytest.mark.parametrize(
    ("percent", "of", "met"), [(5.8, 1000, 58), (0.25, 1000, 3), (0, 1000, 0), (100, 100, 100), (0.03, 10_000, 3)]
)
def test_as_many_people_are_marked_as_the_words_say(percent: float, of: int, met: int) -> None:
    picture = people(percent, "a dural tear", "some study", of=of)
    [step] = {float(found) for found in re.findall(r"stroke-dasharray:0 ([\d.]+)", picture.svg)}
    drawn = {
        kind: sum(round(float(length) / step) + 1 for length in re.findall(r"h([\d.]+)", path))
        for kind, path in re.findall(r"<path class='(rest|met)' d='([^']*)'", picture.svg)
    }
    assert len(picture.svg) < 15_000
    assert drawn == {"rest": of - met, "met": met}
    assert f"about {met:,} would" in picture.words


def test_a_rate_too_small_to_see_asks_for_more_people() -> None:
    with pytest.raises(FigureError, match="of=10000"):
        people(0.03, "a cord deficit", "some study")
