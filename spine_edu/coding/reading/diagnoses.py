"""Every ICD-10-CM diagnosis since October 2018, as MS-DRG sees it: MDC, CC or MCC, what cancels it, which injury it is.

The tables of all 75,000 codes are read on first use, and of them only the categories (M96, T84) that are asked for.
"""

from __future__ import annotations

import csv
import functools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.text.lists import listed

SEVERITIES = ("none", "CC", "MCC")


@dataclass(frozen=True, slots=True)
class KnownDiagnosis:
    """What one version makes of a code: `mdc` of it as principal diagnosis ('' = never one), `level` of it as a secondary one.

    `level` is 0 (neither), 1 (CC) or 2 (MCC); `site` the part of the body of a significant injury; `marks` are those of
    data/codes/README.md.
    """

    mdc: str
    level: int
    cancelled_by: str
    site: str
    marks: frozenset[str]

    def counts_beside(self, principal: str) -> bool:
        """Whether it stays a CC or MCC beside that principal diagnosis."""
        if not self.cancelled_by:
            return True
        firsts, lasts = _cancelling(self.cancelled_by)
        code = principal.replace(".", "")
        place = bisect_right(firsts, code) - 1
        return place < 0 or code > lasts[place]


class DiagnosisStanding(NamedTuple):
    """A code in one version: its diagnosis, None if it was none then; whether our tables are sure; what is to be said of it."""

    diagnosis: KnownDiagnosis | None
    sure: bool = True
    said: str = ""


@functools.lru_cache(maxsize=1 << 14)
def standing(code: str, version: str) -> DiagnosisStanding:
    """Return what a version makes of a code; say of one that it does not have when it was valid, or which is near it.

    >>> standing("T84.226A", "v44").diagnosis.level
    1
    >>> standing("M51.36", "v43").said
    'M51.36 was not valid then, but from 2018-10-01 or before to 2024-09-30; below it are M51.360, M51.361, M51.362 and M51.369.'
    """
    at = _places()[version]
    rows = _rows(code)
    for row in rows:
        if row.first <= at <= row.last:
            return DiagnosisStanding(row.diagnosis)
    later = next((row for row in rows if row.first > at), None)
    if version in FROM_ONE_SOURCE and later and later.first == _places()[_SECOND_SOURCE] and not later.diagnosis.mdc:
        return DiagnosisStanding(later.diagnosis)
    hint = near(code, version)
    also = f"; {hint}." if hint else "."
    if rows or code in ended_before():
        return DiagnosisStanding(None, said=f"{code} was not valid then, but {days_of(code)}{also}")
    if version in FROM_ONE_SOURCE:
        said = f"{code} is not in our tables, which lack most codes of {version} that can be no principal diagnosis{also}"
        return DiagnosisStanding(None, False, said)
    return DiagnosisStanding(None, said=f"{code} is no code of ICD-10-CM{also}")


FROM_ONE_SOURCE = frozenset({"v36", "v37", "v38", "v39"})
"""Versions whose diagnoses rest on one copy of the Definitions Manual.

That copy leaves out codes that can be no principal diagnosis.
"""
_SECOND_SOURCE = "v40"
_GREW_WITHIN = frozenset({"v37", "v38", "v39"})
"""Years whose lists hold what was added in their middle (v37.1, v38.1, v39.1), without its day."""


def newest(code: str) -> tuple[str, KnownDiagnosis] | None:
    """Return the newest version that has a code, and what it makes of it; None for a code that no version has.

    >>> newest("M51.36")[0], newest("M51.3")
    ('v41.1', None)
    """
    rows = _rows(code)
    return (_names()[rows[-1].last], rows[-1].diagnosis) if rows else None


def title_of(code: str) -> str:
    """Return the official title of a diagnosis; '' for one of those that have none in our tables.

    >>> title_of("M96.0"), title_of("J15.5")
    ('Pseudarthrosis after fusion or arthrodesis', '')
    """
    row = titled_diagnoses().get(code) or ended_before().get(code)
    return row["title"] if row else ""


@functools.cache
def titled_diagnoses() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of the diagnoses that have a title, by code."""
    return {row["code"]: row for row in data.table("icd10cm")}


@functools.cache
def ended_before() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of the diagnoses that ended before the first version of our tables, by code."""
    return {row["code"]: row for row in data.table("icd10cm_ended")}


def heirs_of(code: str) -> tuple[str, ...]:
    """Return the codes of today into which one was split that ended: those below it, with the same last character if it has one.

    >>> heirs_of("M48.06"), heirs_of("T81.4XXA")[:2]
    (('M48.061', 'M48.062'), ('T81.40XA', 'T81.41XA'))
    """
    stem, _, seventh = code.partition("X")
    return tuple(heir for heir in below(stem, _names()[-1]) if heir.endswith(seventh.strip("X")))


def groups_below(code: str, children: tuple[str, ...]) -> Iterator[str]:
    """Yield the subcategories one character longer than a category, each with the number of codes in it.

    >>> list(groups_below("M48", ("M48.00", "M48.01", "M48.10")))
    ['M48.0-  2 codes', 'M48.1-  1 code']
    """
    length = len(code) + (2 if len(code) == 3 else 1)
    counts = Counter(child[:length] for child in children)
    yield from (f"{group}-  {number} {'code' if number == 1 else 'codes'}" for group, number in counts.items())


def first_and_last(code: str) -> tuple[str, str]:
    """Return the day from which on a code was surely valid, and its last day; '' for one that is still valid.

    >>> first_and_last("M51.360"), first_and_last("M86.8X8")
    (('2024-10-01', ''), ('2018-10-01', '2026-09-30'))
    """
    rows, versions = _rows(code), eras.versions("MS-DRG")
    first = rows[0].first + (versions[rows[0].first].version in _GREW_WITHIN)
    return versions[first].valid_from, "" if rows[-1].last == len(versions) - 1 else versions[rows[-1].last].valid_to


def may_be_older(code: str) -> bool:
    """Whether a code may have been valid before the first day that our tables know of.

    >>> may_be_older("M96.0"), may_be_older("M51.360"), may_be_older("W19.XXXA")
    (True, False, True)
    """
    first = _rows(code)[0]
    version = _names()[first.first]
    return first.first == 0 or version in _GREW_WITHIN or (version == _SECOND_SOURCE and not first.diagnosis.mdc)


def days_of(code: str) -> str:
    """Say when a code was valid; our tables begin with discharges of 2018-10-01.

    >>> days_of("M51.360"), days_of("M51.36")
    ('since 2024-10-01', 'from 2018-10-01 or before to 2024-09-30')
    """
    if row := ended_before().get(code):
        return f"from {row['valid_from']} to {row['valid_to']}"
    first, last = first_and_last(code)
    start = f"{first} or before" if may_be_older(code) else first
    return f"from {start} to {last}" if last else f"since {start}"


def below(code: str, version: str | None = None) -> tuple[str, ...]:
    """Return the codes that begin with this one, in a version or in any.

    >>> below("M51.36", "v44"), below("M51.36", "v41")
    (('M51.360', 'M51.361', 'M51.362', 'M51.369'), ())
    """
    bare = code.replace(".", "")
    at = None if version is None else _places()[version]
    return tuple(
        dotted(known)
        for known, rows in _category(bare[:3]).items()
        if known.startswith(bare) and known != bare and (at is None or any(row.first <= at <= row.last for row in rows))
    )


def near(code: str, version: str) -> str:
    """Name the codes of a version below this one, or else the one above it or those beside it; '' if there are none.

    >>> near("M96.00", "v44"), near("T84.226", "v44"), near("ZZ", "v44")
    ('valid then: M96.0', 'below it are T84.226A, T84.226D and T84.226S', '')
    """
    if children := below(code, version):
        return f"below it {'is' if len(children) == 1 else 'are'} {_some(children)}"
    for length in range(len(code) - 1, 3, -1):
        stem = code[:length].rstrip(".")
        if standing(stem, version).diagnosis:
            return f"valid then: {stem}"
        if siblings := below(stem, version):
            return f"near it {'is' if len(siblings) == 1 else 'are'} {_some(siblings)}"
    return ""


def _some(codes: tuple[str, ...]) -> str:
    return listed(codes) if len(codes) <= 4 else f"{', '.join(codes[:3])} and {len(codes) - 3} more"


class _DiagnosisRow(NamedTuple):
    """One row of our tables: the first and the last version in which it holds, counted from the oldest."""

    first: int
    last: int
    diagnosis: KnownDiagnosis


def _rows(code: str) -> tuple[_DiagnosisRow, ...]:
    bare = code.replace(".", "")
    return _category(bare[:3]).get(bare, ())


@functools.lru_cache(maxsize=256)
def _category(category: str) -> Mapping[str, tuple[_DiagnosisRow, ...]]:
    """Read one category: its codes without their dots, in order, each with its rows from the oldest version on."""
    codes: dict[str, list[_DiagnosisRow]] = {}
    for line in csv.reader(_lines().get(category, ())):
        _, first, last, mdc, cc, cancelled_by, site, marks, endings = line
        diagnosis = KnownDiagnosis(mdc, SEVERITIES.index(cc or "none"), cancelled_by, site, frozenset(marks.split()))
        row = _DiagnosisRow(_places()[first], _places()[last], diagnosis)
        for ending in endings.split():
            codes.setdefault(category + ending.strip("."), []).append(row)
    return {code: tuple(sorted(rows, key=lambda row: row.first)) for code, rows in sorted(codes.items())}


@functools.cache
def _lines() -> Mapping[str, list[str]]:
    """Return the unread lines of each category; a claim needs a few of 1,900."""
    lines: dict[str, list[str]] = {}
    for line in data.packed("icd10cm_diagnoses").splitlines()[1:]:
        lines.setdefault(line[:3], []).append(line)
    return lines


@functools.cache
def _cancelling(name: str) -> tuple[list[str], list[str]]:
    """Return the first and the last codes of the runs of principal diagnoses in one set."""
    runs = [run.partition("-") for run in _sets()[name].split()]
    return [first for first, _, _ in runs], [last or first for first, _, last in runs]


@functools.cache
def _sets() -> Mapping[str, str]:
    return dict(line.split(",", 1) for line in data.packed("icd10cm_cancelled_by").splitlines()[1:])


@functools.cache
def _names() -> tuple[str, ...]:
    return tuple(era.version for era in eras.versions("MS-DRG"))


@functools.cache
def _places() -> Mapping[str, int]:
    return {name: place for place, name in enumerate(_names())}


def dotted(bare: str) -> str:
    """Return a code with its dot.

    >>> dotted("M960"), dotted("A09")
    ('M96.0', 'A09')
    """
    return bare if len(bare) == 3 else f"{bare[:3]}.{bare[3:]}"
