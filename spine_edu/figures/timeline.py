"""The picture of a history: lanes with states, numbered events above them, and the list of events in words below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card, legible, rules
from spine_edu.figures.drawing.labels import width_of
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.time_axis import LEFT, RIGHT, TimeScale, time_axis
from spine_edu.figures.time_markers import marker_heights, marker_rules, markers
from spine_edu.histories.timeline import Span, Timeline
from spine_edu.text.markup import NOTHING, Markup, Shape, element, shape

ERAS: tuple[tuple[str, str], ...] = (("2015-10-01", "ICD-10 replaces ICD-9-CM"),)
"""Boundaries every dated timeline shows when it crosses them: (first day of the new era, what changed)."""

_WIDTH = 360
_LETTERS, _SMALL = 11.5, legible(_WIDTH)
_BAR = 20

_Border = tuple[str, str, float]
"""The boundary of two eras within a timeline: the first day of the new one, what changed, and its month."""


def timeline_figure(
    timeline: Timeline,
    at: float | None = None,
    *,
    eras: Sequence[tuple[str, str]] = ERAS,
    fiscal_years: bool = False,
    states: Mapping[str, theme.State] | None = None,
) -> Picture:
    """Draw a timeline; `at` marks a month as 'now'. Era lines and fiscal years need a timeline with an anchor.

    `states` brings states of your own, for lanes that are no joints; a state nobody knows is an error.

    >>> case = Timeline("Nonunion", ["L4-L5"], [Span("L4-L5", "anterior", "pseudarthrosis", 14)])
    >>> timeline_figure(case).caption
    'L4-L5, anterior column: pseudarthrosis from month 14 on.'
    """
    if fiscal_years and timeline.anchor is None:
        raise FigureError(f"{timeline.title}: fiscal years need a calendar: give the timeline an anchor, the day of month 0.")
    if at is not None and not timeline.start <= at <= timeline.end:
        raise FigureError(
            f"{timeline.title}: {timeline.unit} {at:g} lies outside this timeline, "
            f"which runs from {timeline.start:g} to {timeline.end:g}."
        )
    known = {span.state: _over_time(theme.state_named(span.state, states)) for span in timeline.spans}
    words = {name: state.word for name, state in known.items()}
    told = timeline.describe(words)
    now = f" Now: {timeline.when(at)}." if at is not None else ""
    crossed = _borders_in(timeline, eras)
    borders = "".join(f" {day}: {what}." for day, what, _ in crossed)
    mark = theme.mark_of("timeline", timeline.title, *told, borders, now, str(fiscal_years), str(timeline.end))
    sheet = _TimelineSheet(TimeScale(timeline), known, mark)
    return Picture(
        name=f"Timeline: {timeline.title}",
        words=" ".join(told) + borders + now,
        drawing=sheet.drawing(" ".join(told) + borders + now, at, crossed, fiscal_years=fiscal_years),
        below=_event_list(timeline),
        caption=" ".join(timeline.lanes_in_words(words)) + borders + now,
        width=760,
    )


def _over_time(state: theme.State) -> theme.State:
    """Return a state as a history calls it: 'refusion today' on a level map is 'refusion' over months."""
    return replace(state, word=state.word.removesuffix(" today"))


def _borders_in(timeline: Timeline, eras: Sequence[tuple[str, str]]) -> list[_Border]:
    """Return the boundaries that lie within the timeline, with their months."""
    if timeline.anchor is None:
        return []
    placed = [(day, what, timeline.month_of(day)) for day, what in eras]
    return [(day, what, month) for day, what, month in placed if month is not None and timeline.start < month < timeline.end]


def _event_list(timeline: Timeline) -> Markup:
    if not timeline.events:
        return NOTHING
    items = (element("li", timeline.event_in_words(event)) for event in timeline.events)
    return element("ol", *items, style="max-width:62ch;line-height:1.5;margin:.6em 0;padding-left:2em")


@dataclass(frozen=True, slots=True)
class _TimelineSheet:
    """One timeline on paper: its scale, its states by name, and the mark of their patterns."""

    scale: TimeScale
    states: Mapping[str, theme.State]
    mark: str

    def drawing(self, words: str, now: float | None, borders: Sequence[_Border], *, fiscal_years: bool) -> Drawing:
        """Return the timeline from top to bottom: events, lanes, axis, borders of eras, legend; `now` is a month to mark."""
        timeline = self.scale.timeline
        heights, top = marker_heights(self.scale, 44 + (16 if now is not None else 0))
        lanes, names, bottom = self._lanes(top)
        axis, height = time_axis(self.scale, bottom, fiscal_years=fiscal_years)
        eras, height = _eras(self.scale, borders, height)
        legend, height = self._legend(height + 6)
        size = (_WIDTH, math.ceil(height))
        title = svg.wrapped(timeline.title, 46)
        return Drawing(
            mark=self.mark,
            title=f"Timeline: {timeline.title}",
            words=words,
            style=theme.colours_css(f".{self.mark}") + rules(self.mark, _STYLE),
            defs=tuple(theme.patterns(self.states.values(), self.mark)),
            body=(
                card(size),
                svg.text(title[0] + ("…" if len(title) > 1 else ""), 12, 20, "name"),
                *marker_rules(self.scale, heights, bottom),
                *lanes,
                *axis,
                *eras,
                *(() if now is None else (_now_line(self.scale, now, bottom),)),
                *names,
                *markers(self.scale, heights),
                *legend,
            ),
            size=size,
        )

    def _lanes(self, top: float) -> tuple[list[Shape], list[Shape], float]:
        """Return the lanes with their bars, the names that stand over them, and how far down the page they reach."""
        timeline = self.scale.timeline
        lanes, names, y = [], [], top
        for lane in timeline.lanes:
            names.append(svg.text(lane, 12, y + 6, "lane"))
            y += 12
            bars: list[Shape] = []
            for columns, spans in _rows(timeline, lane):
                middle = y + _BAR / 2
                bars.append(svg.text(columns, LEFT - 7, middle + 3.6, "column", text_anchor="end"))
                bars.append(shape("path", class_="track", d=f"M{LEFT} {svg.number(middle)}H{RIGHT}"))
                bars += (self._span(span, columns, y) for span in spans)
                y += _BAR + 4
            lanes.append(shape("g", *bars, data_lane=lane))
            y += 14
        return lanes, names, y - 8

    def _span(self, span: Span, columns: str, y: float) -> Shape:
        """Return the bar of one state, with its letter and word as far as there is room."""
        state, scale = self.states[span.state], self.scale
        left, right = scale.x(span.start), scale.x(scale.timeline.end if span.end is None else span.end)
        width = right - left
        label = next((text for text in (f"{state.letter} {state.word}".strip(), state.letter) if _long(text) + 6 <= width), "")
        return shape(
            "g",
            shape("title", f"{span.joint}{', ' + columns if columns else ''}: {state.word}"),
            _field(left, y, svg.number(width), _BAR, theme.fill_of(state, self.mark)),
            *(_chip(label, left + width / 2, y + _BAR / 2) if label else ()),
            data_state=state.name,
        )

    def _legend(self, top: float) -> tuple[list[Shape], float]:
        """Return what colours and letters mean, as many in a row as there is room for, and how far down the page this reaches."""
        order = [*theme.STATES, *self.states]
        shown = sorted(self.states.values(), key=lambda state: order.index(state.name))
        drawn: list[Shape] = []
        x, y = 12.0, top
        for state in shown:
            room = 32 + width_of(state.word, _LETTERS)
            if x > 12 and x + room > _WIDTH - 12:
                x, y = 12, y + 22
            drawn.append(_field(x, y, 25, 16, theme.fill_of(state, self.mark)))
            if state.letter:
                drawn.append(shape("circle", class_="chip", cx=svg.number(x + 12.5), cy=svg.number(y + 8), r="6.5"))
                drawn.append(svg.text(state.letter, x + 12.5, y + 11.7, "word"))
            drawn.append(svg.text(state.word, x + 32, y + 12))
            x += room + 14
        return drawn, y + 28


def _rows(timeline: Timeline, lane: str) -> list[tuple[str, list[Span]]]:
    """Return the bars of a lane with their captions; columns with the same history share one bar."""
    stories: dict[tuple[tuple[str, float, float | None], ...], list[Span]] = {}
    columns: dict[tuple[tuple[str, float, float | None], ...], list[str]] = {}
    for column in timeline.columns_of(lane):
        spans = [span for span in timeline.spans if (span.joint, span.column) == (lane, column)]
        story = tuple((span.state, span.start, span.end) for span in spans)
        stories.setdefault(story, spans)
        columns.setdefault(story, []).append(column)
    rows = [("both" if len(columns[story]) > 1 else columns[story][0], spans) for story, spans in stories.items()]
    return rows or [("", [])]


def _field(x: float, y: float, width: int | str, height: int, fill: str) -> Shape:
    """A field in the colour and pattern of a state."""
    return shape("rect", class_="span", x=svg.number(x), y=svg.number(y), width=width, height=height, rx=3, fill=fill)


def _chip(label: str, x: float, y: float) -> tuple[Shape, Shape]:
    """A word on a plain chip around (x, y), so that no pattern hides it."""
    long = _long(label)
    place = {"x": svg.number(x - long / 2), "y": svg.number(y - 7), "width": svg.number(long)}
    return shape("rect", class_="chip", **place, height=14, rx=7), svg.text(label, x, y + 3.7, "word")


def _eras(scale: TimeScale, borders: Sequence[_Border], height: float) -> tuple[list[Shape], float]:
    """Return a line with its words for each border of eras, below `height`, and how far down the page they reach."""
    drawn = []
    for day, what, month in borders:
        height += 15
        x, label = scale.x(month), f"{day}: {what}"
        half = len(label) * 3.35
        drawn.append(shape("path", class_="era", data_era=day, d=svg.line([(x, 34), (x, height - 13)])))
        drawn.append(svg.text(label, min(max(x, half + 10), _WIDTH - half - 10), height, "era-name", text_anchor="middle"))
    return drawn, height + 6


def _now_line(scale: TimeScale, now: float, bottom: float) -> Shape:
    """Mark the month 'now'; its group carries the scale, so that a script can move the line."""
    timeline = scale.timeline
    x, label = scale.x(now), f"now: {timeline.when(now)}"
    half = len(label) * 3.6 + 6
    middle = min(max(x, half + 6), _WIDTH - half - 6)
    left, wide = svg.number(middle - half), svg.number(2 * half)
    return shape(
        "g",
        shape("path", class_="now", d=svg.line([(x, 42), (x, bottom)])),
        shape("rect", class_="flag", x=left, y=28, width=wide, height=16, rx=4),
        svg.text(label, middle, 39.7, "flag-name"),
        data_now=f"{now:g}",
        data_left=LEFT,
        data_right=RIGHT,
        data_start=f"{timeline.start:g}",
        data_end=f"{timeline.end:g}",
    )


def _long(words: str) -> float:
    """About how wide these words are drawn, chip included."""
    return len(words) * 6.7 + 9


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{_LETTERS}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.name{font-size:13px;font-weight:600}"
    "&.lane{font-size:12px;font-weight:600;stroke:var(--card);stroke-width:3;paint-order:stroke}"
    f"&.column,&.tick{{font-size:{_SMALL}px;fill:var(--muted)}}"
    "&.tick{text-anchor:middle}"
    "&.track{stroke:var(--line);stroke-width:1.2}"
    "&.axis{stroke:var(--muted);stroke-width:1;fill:none}"
    "&.span{stroke:var(--muted);stroke-width:1}"
    f"&.chip{{fill:{theme.CHIP}}}"
    f"&.word{{fill:{theme.CHIP_INK};text-anchor:middle;font-size:{_SMALL}px;font-weight:600}}"
    "&.rule{stroke:var(--muted);stroke-width:.9;stroke-dasharray:2 3;fill:none}"
    "&.rule.operation{stroke:var(--ink);stroke-width:1.3;stroke-dasharray:none}"
    "&.marker{fill:var(--card);stroke:var(--ink);stroke-width:1.3}"
    "&.marker.operation{fill:var(--ink)}"
    "&.marker.note{stroke-dasharray:2.5 2}"
    "&.number{font-weight:700;text-anchor:middle}"
    "&.number.operation{fill:var(--card)}"
    "&.era{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:5 4;fill:none}"
    f"&.era-name{{fill:var(--accent);font-size:{_SMALL}px;font-weight:600}}"
    "&.now{stroke:var(--accent);stroke-width:2.4;fill:none}"
    "&.flag{fill:var(--accent)}"
    "&.flag-name{fill:var(--card);text-anchor:middle;font-weight:600}"
)
