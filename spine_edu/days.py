"""Days as ISO text: '2026-01-14'. Written so, they compare and sort like dates, and nothing is lost in reading them."""

from __future__ import annotations

import contextlib
import datetime
import functools
import re

from spine_edu.errors import CodeError
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In English wherever Python runs; `calendar` would name them in the language of the computer."""

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@functools.lru_cache(maxsize=4096)
def iso_day(text: str) -> str:
    """Return the day if it is a real one written YYYY-MM-DD; raise CodeError with the right form otherwise.

    >>> iso_day("2026-01-14")
    '2026-01-14'
    >>> iso_day("14.1.2026")
    Traceback (most recent call last):
    spine_edu.errors.CodeError: '14.1.2026' is not a day; write year-month-day: '2026-01-14'.
    """
    day = tidy(text)
    if _FORM.fullmatch(day):
        try:
            return datetime.date.fromisoformat(day).isoformat()
        except ValueError as error:
            raise CodeError(f"{shown(day)} is not in the calendar: {error}.") from None
    meant = " or ".join(map(repr, _meant(day)))
    raise CodeError(f"{shown(day)} is not a day; write year-month-day{f': {meant}' if meant else _EXAMPLE}.")


def day_written(text: str) -> str:
    """Return the day that is written year-month-day, or in the United States' way with slashes where it can be no other day.

    >>> day_written("3/14/2026"), day_written("2026-03-14")
    ('2026-03-14', '2026-03-14')
    >>> day_written("3/4/2026")
    Traceback (most recent call last):
    spine_edu.errors.CodeError: '3/4/2026' is not a day; write year-month-day: '2026-03-04' or '2026-04-03'.
    """
    meant = _meant(tidy(text)) if "/" in text else []
    return meant[0] if len(meant) == 1 else iso_day(text)


_EXAMPLE = ", for example '2026-01-14'"


def _meant(text: str) -> list[str]:
    """Return the days that a text in another form may name: both where month and day could change places.

    >>> _meant("01/14/2026"), _meant("3/4/2026"), _meant("20260114"), _meant("tomorrow")
    (['2026-01-14'], ['2026-03-04', '2026-04-03'], ['2026-01-14'], [])
    """
    if parts := re.fullmatch(r"(\d{4})(?:[-./ ]?)(\d{1,2})(?:[-./ ]?)(\d{1,2})", text, re.ASCII):
        orders = [(parts[1], parts[2], parts[3])]
    elif parts := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", text, re.ASCII):
        orders = [(parts[3], parts[1], parts[2]), (parts[3], parts[2], parts[1])]
    else:
        return []
    days = []
    for order in orders:
        with contextlib.suppress(ValueError):
            days.append(datetime.date(*map(int, order)).isoformat())
    return list(dict.fromkeys(days))


def in_words(day: str) -> str:
    """Return a day as one says it.

    >>> in_words("2026-12-03")
    'Thursday, 3 December 2026'
    """
    date = datetime.date.fromisoformat(day)
    return f"{WEEKDAYS[date.weekday()]}, {date.day} {MONTHS[date.month - 1]} {date.year}"


def today() -> str:
    """Return today's day as ISO text."""
    return datetime.date.today().isoformat()
