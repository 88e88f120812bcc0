"""What an MS-DRG is: its title by year, from which version to which, its weight, and what began when it ended."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.text.lists import listed

_KIND = {"SURG": "Surgical", "MED": "Medical"}
_WRITTEN = re.compile(r"(?:(?:MS-?)?DRG[ -]?)?([0-9]{3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A class in the version of a day, or in its last one; `valid` is None where the day cannot be judged.

    `valid_from` is '' for a class that may be older than our tables, `valid_to` for one that still is.
    """

    drg: str
    title: str
    valid: bool | None
    valid_from: str
    valid_to: str
    said: tuple[str, ...]
    source: str


def class_of(written: str, day: str | None = None) -> KnownClass | None:
    """Return the class that is written as a number of three digits, with or without 'MS-DRG' in front; None for any other text.

    >>> known = class_of("DRG 453", "2026-01-14")
    >>> known.valid, known.said[-1]
    (False, 'Surgical classes that began in MDC 08 on 2024-10-01: 402, 426-430, 447-448 and 450-451.')
    """
    found = _WRITTEN.fullmatch(written)
    rows = _rows().get(found[1], ()) if found else ()
    if not rows:
        return None
    version = (eras.ms_drg_version(day) or "") if day else rows[-1]["version"]
    row = next((row for row in rows if row["version"] == version.partition(".")[0]), None)
    first, last, told = _first_day(rows[0]), _last_day(rows[-1]), row or rows[-1]
    undated = day is None or not version or bool(not first and row is None and day <= (last or day))
    said = (_span(rows), *_described(told), *_other_titles(rows, told["title"]), *_began_after(rows[-1]))
    return KnownClass(told["drg"], told["title"], None if undated else row is not None, first, last, said, told["source"])


def _span(rows: tuple[Mapping[str, str], ...]) -> str:
    """Say in which versions there is the class."""
    first, last = rows[0], rows[-1]
    start = f"from {_days(first)[0]}" if _first_day(first) else f"from {_days(first)[0]} or before"
    if ended := _last_day(last):
        return f"A class {start} to {ended} (MS-DRG {last['version']})."
    return f"A class {start}, still in MS-DRG {last['version']}."


def _described(row: Mapping[str, str]) -> Iterator[str]:
    """Yield the MDC and the weight of one version."""
    of = f"of MDC {row['mdc']}" if row["mdc"] else "of no single MDC"
    yield f"{_KIND[row['type']]}, {of}."
    if row["weight"]:
        yield f"Weight {row['weight']}, geometric mean stay {row['gmlos']} days (MS-DRG {row['version']})."


def _other_titles(rows: tuple[Mapping[str, str], ...], title: str) -> Iterator[str]:
    """Yield each title that the class had in other versions."""
    versions: dict[str, list[str]] = {}
    for row in rows:
        versions.setdefault(row["title"], []).append(row["version"])
    yield from (f"In {listed(those)}: {other}." for other, those in versions.items() if other != title)


def _began_after(row: Mapping[str, str]) -> Iterator[str]:
    """Yield the classes of the same MDC and kind that began when a class ended."""
    if not _last_day(row):
        return
    following = _versions()[_versions().index(row["version"]) + 1]
    first = {drg: rows[0] for drg, rows in _rows().items()}
    began = [
        drg
        for drg, new in first.items()
        if new["version"] == following and (new["mdc"], new["type"]) == (row["mdc"], row["type"])
    ]
    if began:
        day = _days(first[began[0]])[0]
        yield f"{_KIND[row['type']]} classes that began in MDC {row['mdc']} on {day}: {listed(_runs(sorted(began)))}."


def _runs(numbers: list[str]) -> Iterator[str]:
    """Yield numbers that follow each other as first-last."""
    start = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or int(numbers[place]) != int(numbers[place - 1]) + 1:
            yield numbers[start] if place == start + 1 else f"{numbers[start]}-{numbers[place - 1]}"
            start = place


def _first_day(row: Mapping[str, str]) -> str:
    """Return the first day of a class by its first row; '' where it may be older: of medical classes we hold few years."""
    return "" if row["version"] == _versions()[0] or row["type"] == "MED" else _days(row)[0]


def _last_day(row: Mapping[str, str]) -> str:
    """Return the last day of a class by its last row; '' for one of the newest version."""
    return "" if row["version"] == _versions()[-1] else _days(row)[1]


def _days(row: Mapping[str, str]) -> tuple[str, str]:
    """Return the first and the last day of the version of a row, with its update of April."""
    days = [era for era in eras.versions("MS-DRG") if era.version.partition(".")[0] == row["version"]]
    return days[0].valid_from, days[-1].valid_to


@functools.cache
def _versions() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["version"] for row in data.table("ms_drg")))


@functools.cache
def _rows() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Return the rows of each class, from the oldest version on."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in data.table("ms_drg"):
        found.setdefault(row["drg"], []).append(row)
    return {drg: tuple(rows) for drg, rows in found.items()}
