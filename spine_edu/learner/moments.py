"""Moments as the log writes them: '2026-11-24T05:40:27.123456Z', in UTC and of one form, so that texts sort as times do.

Where there are many of them they are counted in `ticks`, microseconds since 1970, which sort alike and take less room.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import re

FORM = r"(?!000[01]|9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
"""Any year but the first and the last ones that Python knows, which time zones need for themselves."""

_FORM = re.compile(FORM, re.ASCII)
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_TICK = datetime.timedelta(microseconds=1)
_SECOND = datetime.timedelta(seconds=1) // _TICK
_DAY = datetime.timedelta(days=1) // _TICK


def now() -> str:
    """Return this moment, such as '2026-11-24T05:40:27.123456Z'."""
    return time_of(datetime.datetime.now(datetime.UTC))


def time_of(moment: datetime.datetime) -> str:
    """Return a moment as the log writes it."""
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def is_time(text: str) -> bool:
    """Return whether a text is a time as the log writes it.

    >>> is_time("2026-11-24T05:40:27.123456Z"), is_time("2026-11-31T05:40:27.123456Z"), is_time("24 November")
    (True, False, False)
    """
    try:
        return bool(_FORM.fullmatch(text) and datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def ticks(time: str) -> int:
    """Return a time as microseconds since 1970; raise ValueError if there is no such day.

    >>> time_at(ticks("2026-11-24T05:40:27.123456Z"))
    '2026-11-24T05:40:27.123456Z'
    """
    minute, second = int(time[14:16]), int(time[17:19])
    if minute > 59 or second > 59:
        raise ValueError(f"{time} is no time of any day")
    return _hour(time[:13]) + (minute * 60 + second) * _SECOND + int(time[20:26])


@functools.lru_cache(maxsize=2**10)
def _hour(named: str) -> int:
    """Return an hour, such as '2026-11-24T05', as microseconds since 1970: a log has many answers of each."""
    return (datetime.datetime.fromisoformat(f"{named}:00Z") - _EPOCH) // _TICK


def time_at(ticks: int) -> str:
    """Return the time that `ticks` counted."""
    return time_of(_EPOCH + ticks * _TICK)


def just_after(time: str) -> str:
    """Return the next moment after a time; '' after none, and where there is none that could be written."""
    later = time_at(ticks(time) + 1) if time else ""
    return later if _FORM.fullmatch(later) else ""


def day_of(ticks: int) -> str:
    """Return the day on the learner's own calendar, such as '2026-11-24'."""
    ahead = _ahead_on(ticks // _DAY)
    return _day_named((ticks + (_ahead_at(ticks) if ahead is None else ahead)) // _DAY)


@functools.lru_cache(maxsize=2**15)
def _ahead_on(day: int) -> int | None:
    """Return how far local time is ahead of UTC on a day since 1970, in ticks; None on a day when the clocks change."""
    at_first, at_last = _ahead_at(day * _DAY), _ahead_at((day + 1) * _DAY - 1)
    return at_first if at_first == at_last else None


def _ahead_at(ticks: int) -> int:
    with contextlib.suppress(OSError, OverflowError):  # some systems know no local time before 1970, or after 3000
        return ((_EPOCH + ticks * _TICK).astimezone().utcoffset() or datetime.timedelta()) // _TICK
    return 0


@functools.lru_cache(maxsize=2**15)
def _day_named(day: int) -> str:
    return (_EPOCH + day * _DAY * _TICK).date().isoformat()
