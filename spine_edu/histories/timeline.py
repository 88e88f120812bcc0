"""A history as lanes: spans of states, and events, in months from the first operation (or weeks, years: its `unit`).

Lanes are usually joints, and the states those of `spine_edu.figures.drawing.theme`; but a lane may be anything that has a
history, such as a code system or the healing of a bone.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spine_edu.days import iso_day
from spine_edu.errors import CodeError, TimelineError
from spine_edu.text.quoting import named, shown, some
from spine_edu.vocabulary import CAGE_WAYS

KINDS = ("operation", "imaging", "symptom", "note")
UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a month: an operation, imaging, a symptom, or anything else worth a note.

    `cage` is the kind of interbody cage that an operation laid at its joints (a word of `vocabulary.CAGE_WAYS`), where it is
    told.
    """

    month: float
    kind: str
    title: str
    text: str = ""
    joints: tuple[str, ...] = ()
    cage: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """How long one column of one lane was in one state: from `start` up to, not including, `end`; None means until the end.

    A lane that has no columns, such as a code system, leaves `column` empty.
    """

    joint: str
    column: str
    state: str
    start: float
    end: float | None = None

    def holds_at(self, month: float) -> bool:
        return self.start <= month and (self.end is None or month < self.end)


@dataclass(frozen=True, repr=False)
class Timeline:
    """Events and spans on lanes, in months; month 0 is the first operation, `anchor` its calendar day if one is told.

    The order in which spans and events are given does not matter. What contradicts itself is refused. A history that is told
    in another `unit`, such as the weeks after an operation, counts in that unit wherever 'month' stands here; it has no anchor.

    >>> spans = [Span("L4-L5", "anterior", "healing", 0, 12), Span("L4-L5", "anterior", "solid", 12)]
    >>> case = Timeline("Nonunion", ["L4-L5"], spans)
    >>> case.state_at(11.9), case.state_at(12)
    ({'L4-L5': {'anterior': 'healing'}}, {'L4-L5': {'anterior': 'solid'}})
    """

    title: str
    lanes: Sequence[str]
    spans: Iterable[Span] = ()
    events: Iterable[Event] = ()
    anchor: str | None = None
    until: float | None = None
    unit: str = "month"
    by_dates: bool = False

    def __post_init__(self) -> None:
        """Put spans and events in order, or raise TimelineError for what contradicts itself."""
        if self.unit not in UNITS:
            raise TimelineError(
                f"{self.title}: time is not counted by the {shown(self.unit)} here. A unit is one of: {', '.join(UNITS)}."
            )
        if self.anchor is not None and self.unit != "month":
            raise TimelineError(
                f"{self.title}: only a history told in months can stand on a calendar; this one counts {self.unit}s, "
                "so leave its anchor out."
            )
        if self.by_dates and self.anchor is None:
            raise TimelineError(f"{self.title}: a history told by dates needs an anchor, the calendar day of month 0.")
        lanes, spans, events = tuple(self.lanes), tuple(self.spans), tuple(self.events)
        place = {lane: number for number, lane in enumerate(lanes)}
        if len(place) < len(lanes):
            raise TimelineError(f"{self.title}: the lane {_first_double(lanes)} stands twice; give each lane once.")
        for span in spans:
            self._check_span(span, place)
        for event in events:
            self._check_event(event, place)
        spans = tuple(sorted(spans, key=lambda span: (place[span.joint], span.column, span.start)))
        for one, later in pairwise(spans):
            self._check_neighbours(one, later)
        object.__setattr__(self, "lanes", lanes)
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "events", tuple(sorted(events, key=lambda event: event.month)))
        if self.anchor is not None:
            _day(self.anchor)

    def __repr__(self) -> str:
        return f"Timeline({self.title!r}, {len(self.lanes)} lanes, {len(tuple(self.events))} events)"

    @property
    def start(self) -> float:
        """The first month told of: 0 or earlier."""
        return min([0, *(span.start for span in self.spans), *(event.month for event in self.events)])

    @property
    def end(self) -> float:
        """The last month told of; spans that last are drawn up to here, or up to `until`."""
        told = [month for span in self.spans for month in (span.start, span.end) if month is not None]
        last = max([0, *told, *(event.month for event in self.events)])
        open_ended = any(span.end is None and span.start >= last for span in self.spans)
        return max(last + (6 if open_ended or last == 0 else 0), self.until or 0)

    @property
    def moments(self) -> tuple[tuple[float, Event | None], ...]:
        """The moments worth a stop, in order: every event, and every month in which a state begins or ends without one.

        >>> Timeline("x", ["L4-L5"], [Span("L4-L5", "anterior", "healing", 0)], [Event(3, "imaging", "CT")]).moments
        ((0, None), (3, Event(month=3, kind='imaging', title='CT', text='', joints=(), cage='')))
        """
        told = {event.month for event in self.events}
        turns = {month for span in self.spans for month in (span.start, span.end) if month is not None and month < self.end}
        found: list[tuple[float, Event | None]] = [(month, None) for month in turns - told or ({self.start} - told)]
        return tuple(sorted([*found, *((event.month, event) for event in self.events)], key=lambda moment: moment[0]))

    def state_at(self, month: float) -> dict[str, dict[str, str]]:
        """Return what every lane's columns are in at a month, ready for the level map; a span's last month is not in it."""
        found: dict[str, dict[str, str]] = {}
        for span in self.spans:
            if span.holds_at(month):
                found.setdefault(span.joint, {})[span.column] = span.state
        return found

    def columns_of(self, lane: str) -> tuple[str, ...]:
        """Return the columns told of a lane, anterior first."""
        return tuple(dict.fromkeys(span.column for span in self.spans if span.joint == lane))

    def month_of(self, day: str) -> float | None:
        """Return the month of a calendar day counted from the anchor, or None when the timeline has no anchor.

        >>> Timeline("x", [], anchor="2012-03-15").month_of("2015-10-01")
        42.55
        """
        return None if self.anchor is None else months_between(self.anchor, day)

    def day_of(self, month: float) -> str | None:
        """Return the calendar day of a month, to the day, or None when the timeline has no anchor.

        >>> Timeline("x", [], anchor="2012-01-31").day_of(1)
        '2012-02-29'
        """
        if self.anchor is None:
            return None
        first = _day(self.anchor)
        whole = math.floor(month)
        year, month_number = divmod(first.year * 12 + first.month - 1 + whole, 12)
        length = calendar.monthrange(year, month_number + 1)[1]
        shift = round((month - whole) * length)
        begin = date(year, month_number + 1, min(first.day, length))
        return date.fromordinal(begin.toordinal() + shift).isoformat()

    def when(self, month: float) -> str:
        """Say a moment as this history tells it: as its month, or by dates as the day.

        >>> Timeline("x", []).when(14), Timeline("x", [], anchor="2012-03-15", by_dates=True).when(14)
        ('month 14', '2013-05-15')
        """
        return (self.day_of(month) if self.by_dates else None) or f"{self.unit} {_number(month)}"

    def describe(self, words: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Tell the history in words: the events in order, then lane by lane what became of it.

        `words` says a state in other words than its name, such as 'initial fusion today' for 'initial'.

        >>> Timeline("x", ["L4-L5"], [Span("L4-L5", "anterior", "healing", 0)], [Event(0, "operation", "PLIF")]).describe()
        ('Month 0, operation: PLIF.', 'L4-L5, anterior column: healing from month 0 on.')
        """
        return (*map(self.event_in_words, self.events), *self.lanes_in_words(words))

    def event_in_words(self, event: Event) -> str:
        """Tell one event, with its month, its day if the timeline has an anchor, and the joints its title leaves out."""
        when = self.when(event.month).capitalize()
        day = f" ({self.day_of(event.month)})" if self.anchor and not self.by_dates else ""
        unsaid = [joint for joint in event.joints if joint not in event.title]
        where = f" ({', '.join(unsaid)})" if unsaid else ""
        said = f"{when}{day}, {event.kind}: {event.title}{where}"
        return f"{_sentence(said)}{' ' + _sentence(event.text) if event.text else ''}"

    def lanes_in_words(self, words: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Tell what became of each lane; columns with the same story are told together."""
        return tuple(line for lane in self.lanes for line in self._lane_in_words(lane, words or {}))

    def _lane_in_words(self, lane: str, words: Mapping[str, str]) -> list[str]:
        told: dict[str, list[str]] = {}
        for column in self.columns_of(lane):
            spans = [span for span in self.spans if (span.joint, span.column) == (lane, column)]
            told.setdefault("; ".join(self._span_in_words(span, words) for span in spans), []).append(column)
        lines = []
        for story, columns in told.items():
            named = [column for column in columns if column]
            which = f", {' and '.join(named)} column{'s' if len(named) > 1 else ''}" if named else ""
            lines.append(f"{lane}{which}: {story}.")
        return lines

    def _span_in_words(self, span: Span, words: Mapping[str, str]) -> str:
        """Say how long a state lasted; its second month goes without the unit."""
        end = None if span.end is None else self.when(span.end).removeprefix(f"{self.unit} ")
        return f"{words.get(span.state, span.state)} from {self.when(span.start)} {'on' if end is None else f'to {end}'}"

    def _check_span(self, span: Span, place: Mapping[str, int]) -> None:
        """Refuse a span without a lane, without months, or that ends before it starts."""
        where = f"{named(self.title)}: the span {shown(span.state)} of {named(span.joint)}"
        if span.joint not in place:
            raise TimelineError(f"{where} has no lane. Lanes here: {some(place) or 'none'}.", span)
        if not _is_month(span.start) or not (span.end is None or _is_month(span.end)):
            raise TimelineError(
                f"{where} needs its months as numbers, for example start=0, end=14; "
                f"it has {shown(span.start)} and {shown(span.end)}.",
                span,
            )
        if span.end is not None and span.end <= span.start:
            raise TimelineError(
                f"{where} ends at month {_number(span.end)}, not after its start at month {_number(span.start)}. "
                "Were the two exchanged?",
                span,
            )

    def _check_event(self, event: Event, place: Mapping[str, int]) -> None:
        """Refuse an event of an unknown kind, without a month, with a cage that nothing laid, or beside the lanes."""
        where = f"{named(self.title)}: the event {shown(event.title)}"
        if event.kind not in KINDS:
            raise TimelineError(f"{where} is of kind {shown(event.kind)}. An event is one of: {', '.join(KINDS)}.", event)
        if not _is_month(event.month):
            raise TimelineError(
                f"{where} needs its month as a number, counted from the first operation; it has {shown(event.month)}.", event
            )
        if event.cage and event.kind != "operation":
            raise TimelineError(
                f"{where} tells of a cage, but only an operation lays one; this is of kind {event.kind!r}.", event
            )
        if event.cage and event.cage not in CAGE_WAYS:
            raise TimelineError(
                f"{where} tells of a cage of kind {shown(event.cage)}. A cage is one of: {', '.join(CAGE_WAYS)}.", event
            )
        unknown = [joint for joint in event.joints if joint not in place]
        if unknown:
            raise TimelineError(
                f"{where} names {named(unknown[0])}, which has no lane. Lanes here: {some(place) or 'none'}.", event
            )

    def _check_neighbours(self, one: Span, later: Span) -> None:
        if (one.joint, one.column) != (later.joint, later.column) or (one.end is not None and one.end <= later.start):
            return
        ends = "never ends" if one.end is None else f"ends only at month {_number(one.end)}"
        where = f"{one.joint}, {one.column} column" if one.column else one.joint
        raise TimelineError(
            f"{named(self.title)}: {where} would be two things at once: {shown(one.state)} {ends}, "
            f"and {shown(later.state)} starts at month {_number(later.start)}.",
            later,
        )


def months_between(first: str, later: str) -> float:
    """Return the months from one ISO day to another, the days of a begun month as part of that month.

    >>> months_between("2012-03-01", "2015-10-01")
    43.0
    """
    a, b = _day(first), _day(later)
    months = (b.year - a.year) * 12 + b.month - a.month
    return round(months + (b.day - a.day) / calendar.monthrange(b.year, b.month)[1], 2)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(iso_day(text))
    except (AttributeError, TypeError, CodeError) as error:
        raise TimelineError(f"{shown(text)} is no calendar day. Write year-month-day, for example '2015-10-01'.") from error


def _is_month(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _number(month: float) -> str:
    return f"{month:g}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


def _first_double(lanes: Sequence[str]) -> str:
    return next(lane for number, lane in enumerate(lanes) if lane in lanes[:number])
