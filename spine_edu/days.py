"""Days as ISO text: '2026-01-14'. Written so, they compare and sort like dates, and nothing is lost in reading them."""

from __future__ import annotations

import datetime
import functools
import re

from spine_edu.errors import CodeError
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@functools.lru_cache(maxsize=4096)
def iso_day(text: str) -> str:
    """Return the day if it is a real one written YYYY-MM-DD; raise CodeError with the right form otherwise.

    >>> iso_day("2026-01-14")
    '2026-01-14'
    >>> iso_day("14.1.2026")
    Traceback (most recent call last):
    spine_edu.errors.CodeError: '14.1.2026' is no day; write year-month-day, for example '2026-01-14'.
    """
    day = tidy(text)
    if _FORM.fullmatch(day):
        try:
            return datetime.date.fromisoformat(day).isoformat()
        except ValueError as error:
            raise CodeError(f"{shown(day)} is not in the calendar: {error}.") from error
    raise CodeError(f"{shown(day)} is no day; write year-month-day, for example '2026-01-14'.")


def today() -> str:
    """Return today's day as ISO text."""
    return datetime.date.today().isoformat()
