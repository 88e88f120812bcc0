"""Histories that are no patient's: how bone heals, what is usual after an operation, how the code systems changed."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.errors import DataError, TimelineError
from spine_edu.timeline import Event, Span, Timeline, months_between


@dataclass(frozen=True, repr=False)
class History:
    """A timeline with states of its own, and the sources of what its events tell. `states` is what a drawing needs to know of them."""

    timeline: Timeline
    states: Mapping[str, Mapping[str, str]]
    sources: tuple[str, ...]

    def __repr__(self) -> str:
        return f"History({self.timeline.title!r})"


def history_named(name: str) -> History:
    """Return a history by its name; raise TimelineError with the names there are.

    >>> history_named("healing").timeline.end
    90
    """
    known = data.document("histories.yml")
    if name not in known:
        near = difflib.get_close_matches(str(name)[:60], known, 1)
        raise TimelineError(
            f"There is no history {str(name)[:60]!r}; "
            + (f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}.")
        )
    return _read(name)


@functools.cache
def _read(name: str) -> History:
    entry = data.document("histories.yml")[name]
    where = f"data/histories.yml, {name}"
    anchor = entry.get("anchor")
    try:

        def time(given: str | None) -> float | None:
            if given is None:
                return None
            moment = months_between(anchor, given) if anchor and "-" in given[1:] else float(given)
            return int(moment) if float(moment).is_integer() else moment

        spans = [Span(s["lane"], "", s["state"], _told(time(s["from"])), time(s.get("to"))) for s in entry["spans"]]
        events = [Event(_told(time(e["at"])), e["kind"], e["title"], e["text"]) for e in entry["events"]]
        unit = entry.get("unit", "month")
        line = Timeline(entry["title"], entry["lanes"], spans, events, anchor=anchor, until=time(entry.get("until")), unit=unit)
        sources = tuple(dict.fromkeys(e["source"] for e in entry["events"]))
    except KeyError as error:
        raise DataError(f"{where}: an entry lacks its field {error}.") from error
    except (TypeError, ValueError) as error:
        raise DataError(f"{where}: {error}.") from error
    unknown = {span.state for span in spans} - set(entry["states"])
    if unknown:
        raise DataError(f"{where}: the state {sorted(unknown)[0]!r} is not among its states.")
    return History(line, entry["states"], sources)


def _told(moment: Any) -> float:
    if moment is None:
        raise ValueError("a beginning is missing")
    return float(moment) if isinstance(moment, float) else int(moment)
