"""Histories that are no patient's: how bone heals, what is usual after an operation, how the code systems changed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu import data
from spine_edu.errors import TimelineError
from spine_edu.files.entry import Entry, whole
from spine_edu.histories.timeline import KINDS, UNITS, Event, Span, Timeline, months_between
from spine_edu.text.quoting import did_you_mean, shown


@dataclass(frozen=True, repr=False)
class History:
    """A timeline with states of its own, and the sources of what its events tell.

    `states` is what a drawing needs to know of them.
    """

    timeline: Timeline
    states: Mapping[str, Mapping[str, str]]
    sources: tuple[str, ...]

    def __repr__(self) -> str:
        return f"History({self.timeline.title!r})"


def history_names() -> tuple[str, ...]:
    """Return the names of all histories."""
    return tuple(data.document("histories.yml"))


def history_named(name: str) -> History:
    """Return a history by its name; raise TimelineError with the names there are.

    >>> history_named("healing").timeline.end
    90
    """
    known = history_names()
    if name not in known:
        raise TimelineError(
            f"There is no history {shown(name)}; " + (did_you_mean(name, known) or f"there are {', '.join(known)}.")
        )
    return _read(name)


@functools.cache
def _read(name: str) -> History:
    return read_history(Entry(data.document("histories.yml")[name], f"data/histories.yml, {name}"))


def read_history(entry: Entry) -> History:
    """Read one history from its fields; raise DataError that carries the field and the fix."""
    entry.only("title", "unit", "anchor", "lanes", "states", "spans", "events", "until")
    told = entry.entry("states")
    states = {str(name): _state(told.entry(name)) for name in told.value}
    anchor = entry.day("anchor") if "anchor" in entry.value else None
    spans = entry.each("spans", lambda span: _span(span, anchor, tuple(states)))
    events = entry.each("events", lambda event: _event(event, anchor))
    until = _moment(entry, "until", anchor) if "until" in entry.value else None
    unit = entry.one_of("unit", UNITS, "month")
    try:
        line = Timeline(
            entry.text("title"),
            entry.texts("lanes"),
            spans,
            events,
            anchor=anchor,
            until=until,
            unit=unit,
            by_dates=anchor is not None,
        )
    except TimelineError as error:
        raise entry.fault(str(error), "Change it, or the entry that it contradicts.", "spans") from error
    return History(line, states, tuple(dict.fromkeys(event.text("source") for event in entry.entries("events"))))


def _state(entry: Entry) -> Mapping[str, str]:
    entry.only("word", "letter", "colour", "pattern")
    letter = entry.text("letter") if "letter" in entry.value else ""
    return {**{field: entry.text(field) for field in ("word", "colour", "pattern")}, "letter": letter}


def _span(entry: Entry, anchor: str | None, states: tuple[str, ...]) -> Span:
    entry.only("lane", "state", "from", "to")
    end = _moment(entry, "to", anchor) if "to" in entry.value else None
    return Span(entry.text("lane"), "", entry.one_of("state", states), _moment(entry, "from", anchor), end)


def _event(entry: Entry, anchor: str | None) -> Event:
    entry.only("at", "kind", "title", "text", "source")
    return Event(_moment(entry, "at", anchor), entry.one_of("kind", KINDS), entry.text("title"), entry.text("text"))


def _moment(entry: Entry, name: str, anchor: str | None) -> float:
    """Read a number of units, or a day of the calendar where the history stands on one."""
    if anchor and "-" in entry.text(name)[1:]:
        return whole(months_between(anchor, entry.day(name)))
    return entry.number(name)
