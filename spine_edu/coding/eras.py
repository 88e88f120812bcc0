"""Which code system, which fiscal year and which MS-DRG version held on a day, and how far our tables were verified.

A day is ISO text; the fiscal year of the code sets begins on 1 October and is named for the year it ends in.
"""

from __future__ import annotations

import datetime
import functools
from bisect import bisect_right
from dataclasses import dataclass

from spine_edu import data
from spine_edu.days import iso_day
from spine_edu.errors import CodeError
from spine_edu.text.quoting import shown

LAST_ICD9_DAY = "2015-09-30"


@dataclass(frozen=True, slots=True)
class Era:
    """One row of the calendar: a system, the version of it, its days, and the last day that we verified ('' = not covered)."""

    system: str
    version: str
    valid_from: str
    valid_to: str
    last_verified: str
    source: str


def era_on(system: str, day: str) -> Era | None:
    """Return the era of a system that a day falls in; None before the first, or past the last day that we verified.

    >>> era_on("ICD-10-PCS", "2025-05-02").version
    'FY2025 (from April 2025)'
    """
    return _era_on(system, read_day(day))


@functools.lru_cache(maxsize=4096)
def _era_on(system: str, day: str) -> Era | None:
    starts, eras = _calendar(system)
    place = bisect_right(starts, day) - 1
    if place < 0:
        return None
    era = eras[place]
    return era if day <= (era.last_verified or era.valid_to) else None


def system_on(day: str) -> str:
    """Return the procedure code system for a discharge on that day.

    >>> system_on("2015-09-30"), system_on("2015-10-01")
    ('ICD-9-CM', 'ICD-10-PCS')
    """
    return "ICD-9-CM" if read_day(day) <= LAST_ICD9_DAY else "ICD-10-PCS"


def fiscal_year(day: str) -> str:
    """Return the federal fiscal year of a day.

    >>> fiscal_year("2026-09-30"), fiscal_year("2026-10-01")
    ('FY2026', 'FY2027')
    """
    day = read_day(day)
    return f"FY{int(day[:4]) + (day[5:7] >= '10'):04}"


def pcs_period(day: str) -> str | None:
    """Return the edition of ICD-10-PCS on a day; None before 2015-10-01 and past the last verified day.

    >>> pcs_period("2026-01-14"), pcs_period("2026-04-01"), pcs_period("2015-09-30")
    ('FY2026', 'FY2026 (from April 2026)', None)
    """
    era = era_on("ICD-10-PCS", day)
    return era.version if era else None


def ms_drg_version(day: str) -> str | None:
    """Return the MS-DRG version on a day; None before v36 and past the last verified day.

    >>> ms_drg_version("2026-11-20"), ms_drg_version("2025-05-02"), ms_drg_version("2009-01-01")
    ('v44', 'v42.1', None)
    """
    era = era_on("MS-DRG", day)
    return era.version if era else None


def versions(system: str) -> tuple[Era, ...]:
    """Return the versions of a system in order of time.

    >>> [era.version for era in versions("MS-DRG")][:3]
    ['v36', 'v37', 'v38']
    """
    return _calendar(system)[1]


@functools.cache
def last_verified_day() -> str:
    """Return the last day for which our ICD-10-PCS tables were compared with those of CMS.

    >>> last_verified_day()
    '2027-03-31'
    """
    return max(era.last_verified for era in _calendar("ICD-10-PCS")[1])


@functools.cache
def first_day(system: str) -> str:
    """Return the first day of a system in our tables; the system itself may be older.

    >>> first_day("ICD-9-CM")
    '1985-10-01'
    """
    return _calendar(system)[0][0]


@functools.cache
def newest_day() -> str:
    """Return the first day of the newest ICD-10-PCS edition that we verified: where tools start that are given no day.

    >>> newest_day()
    '2026-10-01'
    """
    return max(era.valid_from for era in _calendar("ICD-10-PCS")[1] if era.last_verified)


def warnings_for(day: str) -> tuple[str, ...]:
    """Return what a reader must know about the tables behind an answer for that day.

    >>> warnings_for("2026-01-14")
    ()
    """
    day, last = read_day(day), last_verified_day()
    if day <= last:
        return ()
    return (
        f"Our tables were verified for discharges to {last}; what holds on {day} is not known here. "
        f"To see the operation by the last tables, have it coded as of a day up to then: `--on {last}`.",
    )


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of our tables: their last day, the day since which a reader is told of it, and what is said before and after.

    What day it is never changes an answer (docs/decisions/0005), so this is said beside answers: by commands, by the lab and by
    pages, which ask their own clocks, and never by what is stored.
    """

    since: str
    last: str
    soon: str
    past: str

    def said_on(self, today: str) -> str:
        """Return what a reader is told on a day, '' while the end is far.

        >>> [bool(ending().said_on(day)) for day in ("2026-12-30", "2026-12-31", "2027-04-01")]
        [False, True, True]
        """
        return self.past if today > self.last else self.soon if today >= self.since else ""


TOLD_BEFORE = 90
"""So many days before the end of our tables a reader is told of it: time to turn the year (docs/turning-the-year.md)."""


@functools.cache
def ending() -> Ending:
    """Return where our tables end and what is said of it.

    >>> ending().last, ending().since
    ('2027-03-31', '2026-12-31')
    """
    last = last_verified_day()
    since = datetime.date.fromisoformat(last) - datetime.timedelta(days=TOLD_BEFORE)
    soon = (
        f"The code tables of this course end on {last}. Discharges after that day are not covered until it has the next edition."
    )
    past = (
        f"The code tables of this course ended on {last}: answers for discharges after that day are not covered. "
        "Look for a newer version of the course."
    )
    return Ending(since.isoformat(), last, soon, past)


def read_day(day: object) -> str:
    """Return a day as ISO text, or say how to write one."""
    if not isinstance(day, str):
        raise CodeError(f"{shown(day)} is not a day; write it as text, such as '2026-01-14'.")
    return iso_day(day)


@functools.cache
def _calendar(system: str) -> tuple[tuple[str, ...], tuple[Era, ...]]:
    """Return the first days and the eras of one system, in order of time."""
    eras = sorted((Era(**row) for row in data.table("eras") if row["system"] == system), key=lambda era: era.valid_from)
    if not eras:
        raise CodeError(f"{shown(system)} is no system of our calendar; it knows ICD-9-CM, ICD-10-PCS and MS-DRG.")
    return tuple(era.valid_from for era in eras), tuple(eras)
