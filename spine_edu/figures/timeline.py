"""The picture of a history: lanes with states, numbered events above them, and the list of events in words below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup
from spine_edu.timeline import Event, Span, Timeline

ERAS: tuple[tuple[str, str], ...] = (("2015-10-01", "ICD-10 replaces ICD-9-CM"),)
"""Boundaries every dated timeline shows when it crosses them: (first day of the new era, what changed)."""

_WIDTH = 400
_LEFT, _RIGHT = 62, 386
_BAR = 20


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
            f"{timeline.title}: {timeline.unit} {at:g} lies outside this timeline, which runs from {timeline.start:g} to {timeline.end:g}."
        )
    known = {span.state: _over_time(theme.state_named(span.state, states)) for span in timeline.spans}
    words = {name: state.word for name, state in known.items()}
    told = timeline.describe(words)
    now = f" Now: {timeline.unit} {at:g}." if at is not None else ""
    crossed = _crossed(timeline, eras)
    borders = "".join(f" {day}: {what}." for day, what, _ in crossed)
    mark = theme.mark_of("timeline", timeline.title, *told, borders, now, str(fiscal_years), str(timeline.end))
    sheet = _Sheet(timeline, known, mark, at, crossed, fiscal_years)
    return Picture(
        name=f"Timeline: {timeline.title}",
        words=" ".join(told) + borders + now,
        svg=sheet.draw(" ".join(told) + borders + now),
        below=Markup(_events_html(timeline)),
        caption=" ".join(timeline.lanes_in_words(words)) + borders + now,
        width=760,
    )


def _over_time(state: theme.State) -> theme.State:
    """Return a state as a history calls it: 'refusion today' on a level map is 'refusion' over months."""
    return replace(state, word=state.word.removesuffix(" today"))


def _crossed(timeline: Timeline, eras: Sequence[tuple[str, str]]) -> list[tuple[str, str, float]]:
    """Return the boundaries that lie within the timeline, with their months."""
    if timeline.anchor is None:
        return []
    placed = [(day, what, timeline.month_of(day)) for day, what in eras]
    return [(day, what, month) for day, what, month in placed if month is not None and timeline.start < month < timeline.end]


def _events_html(timeline: Timeline) -> str:
    if not timeline.events:
        return ""
    items = "".join(f"<li>{escape(timeline.event_in_words(event))}</li>" for event in timeline.events)
    return f'<ol style="max-width:62ch;line-height:1.5;margin:.6em 0;padding-left:2em">{items}</ol>'


class _Sheet:
    """One timeline on paper."""

    def __init__(
        self,
        timeline: Timeline,
        states: Mapping[str, theme.State],
        mark: str,
        at: float | None,
        eras: Sequence[tuple[str, str, float]],
        fiscal_years: bool,
    ) -> None:
        self.timeline, self.states, self.mark, self.now = timeline, states, mark, at
        self.eras, self.fiscal_years = eras, fiscal_years
        room = max(timeline.end - timeline.start, 1)
        self.step = (_RIGHT - _LEFT) / room

    def x(self, month: float) -> float:
        return _LEFT + (month - self.timeline.start) * self.step

    def draw(self, words: str) -> str:
        m = self.mark
        markers, top = self._markers()
        lanes, bottom = self._lanes(top)
        axis, height = self._axis(bottom)
        rules = self._rules(bottom)
        borders, height = self._borders(bottom, height)
        legend, height = self._legend(height + 6)
        name = f"Timeline: {self.timeline.title}"
        title = svg.wrapped(self.timeline.title, 52)
        return "".join(
            (
                f"<svg xmlns='http://www.w3.org/2000/svg' class='{m}' viewBox='0 0 {_WIDTH} {math.ceil(height)}' ",
                f"role='img' aria-labelledby='{m}-t {m}-d' width='100%'>",
                f"<title id='{m}-t'>{escape(name)}</title><desc id='{m}-d'>{escape(words)}</desc>",
                f"<style>{theme.colours_css(f'.{m}')}{_STYLE.replace('&', f'.{m} ')}</style>",
                theme.patterns(self.states.values(), m),
                f"<rect class='card' x='.5' y='.5' width='{_WIDTH - 1}' height='{math.ceil(height) - 1}' rx='10'/>",
                svg.text(title[0] + ("…" if len(title) > 1 else ""), 12, 20, "name"),
                rules,
                lanes,
                axis,
                borders,
                self._now_line(bottom),
                self.names,
                markers,
                legend,
                "</svg>",
            )
        )

    def _markers(self) -> tuple[str, float]:
        """Number the events; those too close to stand side by side stand above each other."""
        rows: list[float] = []
        placed: list[tuple[Event, float, int]] = []
        for event in self.timeline.events:
            x = self.x(event.month)
            row = next((row for row, taken in enumerate(rows) if x - taken >= 21), len(rows))
            rows[row : row + 1] = [x]
            placed.append((event, x, row))
        first = 44 + (16 if self.now is not None else 0)
        self.marker_y = [first + row * 21 for _, _, row in placed]
        drawn = ""
        for number, ((event, x, _), y) in enumerate(zip(placed, self.marker_y, strict=True), start=1):
            drawn += f"<g data-event='{number}'><title>{escape(event.title)}</title>{_marker(event.kind, x, y)}"
            drawn += svg.text(str(number), x, y + 3.8, f"number {event.kind}") + "</g>"
        return drawn, first + len(rows) * 21

    def _rules(self, bottom: float) -> str:
        return "".join(
            f"<path class='rule {event.kind}' d='{svg.line([(self.x(event.month), y), (self.x(event.month), bottom)])}'/>"
            for event, y in zip(self.timeline.events, self.marker_y, strict=True)
        )

    def _lanes(self, top: float) -> tuple[str, float]:
        drawn, y = "", top
        self.names = ""
        for lane in self.timeline.lanes:
            drawn += f"<g data-lane='{escape(lane, quote=True)}'>"
            self.names += svg.text(lane, 12, y + 6, "lane")
            y += 12
            for columns, spans in _rows(self.timeline, lane):
                middle = y + _BAR / 2
                drawn += svg.text(columns, _LEFT - 7, middle + 3.6, "column", text_anchor="end")
                drawn += f"<path class='track' d='M{_LEFT} {svg.number(middle)}H{_RIGHT}'/>"
                drawn += "".join(self._span(span, columns, y) for span in spans)
                y += _BAR + 4
            drawn += "</g>"
            y += 14
        return drawn, y - 8

    def _span(self, span: Span, columns: str, y: float) -> str:
        state = self.states[span.state]
        left, right = self.x(span.start), self.x(self.timeline.end if span.end is None else span.end)
        width, middle = right - left, y + _BAR / 2
        said = f"{span.joint}{', ' + columns if columns else ''}: {state.word}"
        box = f"<rect class='span' x='{svg.number(left)}' y='{svg.number(y)}' width='{svg.number(width)}' height='{_BAR}' rx='3' "
        label = next((text for text in (f"{state.letter} {state.word}".strip(), state.letter) if _long(text) + 6 <= width), "")
        chip = ""
        if label:
            long = _long(label)
            chip = f"<rect class='chip' x='{svg.number(left + width / 2 - long / 2)}' y='{svg.number(middle - 7)}' width='{svg.number(long)}' height='14' rx='7'/>"
            chip += svg.text(label, left + width / 2, middle + 3.7, "word")
        return f"<g data-state='{escape(state.name, quote=True)}'><title>{escape(said)}</title>{box}fill='{theme.fill_of(state, self.mark)}'/>{chip}</g>"

    def _axis(self, bottom: float) -> tuple[str, float]:
        start, end = self.timeline.start, self.timeline.end
        step = next((step for step in (1, 2, 3, 6, 12, 24, 36, 60, 120, 240) if (end - start) / step <= 8), 600)
        months = range(math.ceil(start / step) * step, math.floor(end) + 1, step)
        drawn = f"<path class='axis' d='M{_LEFT} {svg.number(bottom)}H{_RIGHT}'/>"
        for month in months:
            x = self.x(month)
            drawn += f"<path class='axis' d='M{svg.number(x)} {svg.number(bottom)}v4'/>" + svg.text(
                str(month), x, bottom + 15, "tick"
            )
        drawn += svg.text(self.timeline.unit, _LEFT - 7, bottom + 15, "column", text_anchor="end")
        y = bottom + 15
        if self.timeline.anchor:
            y += 15
            drawn += svg.text("year", _LEFT - 7, y, "column", text_anchor="end") + self._calendar("-01-01", "", y)
            if self.fiscal_years:
                y += 15
                drawn += svg.text("fiscal", _LEFT - 7, y, "column", text_anchor="end") + self._calendar("-10-01", "FY", y)
        return drawn, y + 8

    def _calendar(self, first_day: str, prefix: str, y: float) -> str:
        """Write each year into its stretch, a fine stroke where it begins; where years are narrow, only some of them."""
        days = self.timeline.day_of(self.timeline.start) or "", self.timeline.day_of(self.timeline.end) or ""
        years = range(int(days[0][:4]) - 1, int(days[1][:4]) + 2)
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * 12 * self.step >= 34 or n == 100)
        drawn = ""
        for year in years:
            begin, over = self.timeline.month_of(f"{year}{first_day}"), self.timeline.month_of(f"{year + 1}{first_day}")
            if begin is None or over is None or over <= self.timeline.start or begin >= self.timeline.end:
                continue
            left, right = max(self.x(begin), _LEFT), min(self.x(over), _RIGHT)
            named = year + 1 if prefix else year
            if named % every == 0 and begin > self.timeline.start:
                drawn += f"<path class='axis' d='M{svg.number(left)} {svg.number(y - 9)}v11'/>"
            if every == 1 and right - left >= 22 + 7 * len(prefix):
                drawn += svg.text(f"{prefix}{named}", (left + right) / 2, y, "tick")
            elif every > 1 and named % every == 0 and begin > self.timeline.start and left <= _RIGHT - 26:
                drawn += svg.text(f"{prefix}{named}", left + 4, y, "column")
        return drawn

    def _borders(self, bottom: float, height: float) -> tuple[str, float]:
        drawn = ""
        for day, what, month in self.eras:
            height += 15
            x, label = self.x(month), f"{day}: {what}"
            half = len(label) * 3.15
            drawn += f"<path class='era' data-era='{day}' d='{svg.line([(x, 34), (x, height - 13)])}'/>"
            drawn += svg.text(label, min(max(x, half + 10), _WIDTH - half - 10), height, "era-name", text_anchor="middle")
        return drawn, height + 6

    def _now_line(self, bottom: float) -> str:
        if self.now is None:
            return ""
        x, label = self.x(self.now), f"now: {self.timeline.unit} {self.now:g}"
        half = len(label) * 3.5 + 6
        middle = min(max(x, half + 6), _WIDTH - half - 6)
        flag = f"<rect class='flag' x='{svg.number(middle - half)}' y='28' width='{svg.number(2 * half)}' height='16' rx='4'/>"
        scale = f"data-left='{_LEFT}' data-right='{_RIGHT}' data-start='{self.timeline.start:g}' data-end='{self.timeline.end:g}'"
        return f"<g data-now='{self.now:g}' {scale}><path class='now' d='{svg.line([(x, 42), (x, bottom)])}'/>{flag}{svg.text(label, middle, 39.7, 'flag-name')}</g>"

    def _legend(self, top: float) -> tuple[str, float]:
        order = [*theme.STATES, *self.states]
        shown = sorted(self.states.values(), key=lambda state: order.index(state.name))
        drawn = ""
        for place, state in enumerate(shown):
            x, y = 12 + place % 2 * 190, top + place // 2 * 22
            drawn += f"<rect class='span' x='{x}' y='{svg.number(y)}' width='25' height='16' rx='3' fill='{theme.fill_of(state, self.mark)}'/>"
            if state.letter:
                drawn += f"<circle class='chip' cx='{svg.number(x + 12.5)}' cy='{svg.number(y + 8)}' r='6.5'/>"
                drawn += svg.text(state.letter, x + 12.5, y + 11.7, "word")
            drawn += svg.text(state.word, x + 32, y + 12)
        return drawn, top + math.ceil(len(shown) / 2) * 22 + 6


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


def _marker(kind: str, x: float, y: float) -> str:
    if kind == "operation":
        return f"<rect class='marker operation' x='{svg.number(x - 9)}' y='{svg.number(y - 9)}' width='18' height='18' rx='3'/>"
    if kind == "symptom":
        points = ((x, y - 11), (x + 11, y), (x, y + 11), (x - 11, y))
        return f"<path class='marker' d='{svg.line(points)}Z'/>"
    return f"<circle class='marker {kind}' cx='{svg.number(x)}' cy='{svg.number(y)}' r='9'/>"


def _long(words: str) -> float:
    """About how wide these words are drawn, chip included."""
    return len(words) * 6.3 + 9


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:11px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.name{font-size:13px;font-weight:600}"
    "&.lane{font-size:12px;font-weight:600;stroke:var(--card);stroke-width:3;paint-order:stroke}"
    "&.column,&.tick{font-size:10px;fill:var(--muted)}"
    "&.tick{text-anchor:middle}"
    "&.track{stroke:var(--line);stroke-width:1.2}"
    "&.axis{stroke:var(--muted);stroke-width:1;fill:none}"
    "&.span{stroke:var(--muted);stroke-width:1}"
    f"&.chip{{fill:{theme.CHIP}}}"
    f"&.word{{fill:{theme.CHIP_INK};text-anchor:middle;font-size:10.5px;font-weight:600}}"
    "&.rule{stroke:var(--muted);stroke-width:.9;stroke-dasharray:2 3;fill:none}"
    "&.rule.operation{stroke:var(--ink);stroke-width:1.3;stroke-dasharray:none}"
    "&.marker{fill:var(--card);stroke:var(--ink);stroke-width:1.3}"
    "&.marker.operation{fill:var(--ink)}"
    "&.marker.note{stroke-dasharray:2.5 2}"
    "&.number{font-weight:700;text-anchor:middle}"
    "&.number.operation{fill:var(--card)}"
    "&.era{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:5 4;fill:none}"
    "&.era-name{fill:var(--accent);font-size:10.5px;font-weight:600}"
    "&.now{stroke:var(--accent);stroke-width:2.4;fill:none}"
    "&.flag{fill:var(--accent)}"
    "&.flag-name{fill:var(--card);text-anchor:middle;font-weight:600}"
)
