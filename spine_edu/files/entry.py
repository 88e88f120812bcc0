"""One entry of an author's file, read field by field: a question, a case, a word of the glossary, a source."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from spine_edu.days import iso_day
from spine_edu.errors import CodeError, DataError, WrittenError, together
from spine_edu.spots import Spot
from spine_edu.text.quoting import shown, some

T = TypeVar("T")
Name = TypeVar("Name", str, int)
LONGEST = 20_000
"""How many characters a text may have; the longest note of ours has a quarter of them."""
MOST = 500
"""How many items a list may have."""


FARTHEST = 1200
"""No number is larger: a hundred years in months."""


def read_parts(**readings: Callable[[], object]) -> dict[str, Any]:
    """Return what each reading returns, by its name; raise all that is wrong in any of them together.

    >>> entry = Entry({"id": 5}, "my.yml")
    >>> read_parts(id=lambda: entry.text("id"), stem=lambda: entry.text("stem"))
    Traceback (most recent call last):
    spine_edu.errors.DataError: my.yml, id: It must hold text, got 5. Write it after `id:`, in quotes if it holds a colon.
    my.yml, stem: It must hold text, got nothing. Write it after `stem:`, in quotes if it holds a colon.
    """
    read, faults = read_what_can_be(readings)
    if faults:
        raise together(faults)
    return read


def read_what_can_be(readings: Mapping[Name, Callable[[], object]]) -> tuple[dict[Name, Any], list[WrittenError]]:
    """Return what those readings return that succeed, by name, and all that is wrong in the others."""
    read: dict[Name, Any] = {}
    faults: list[WrittenError] = []
    for name, reading in readings.items():
        try:
            read[name] = reading()
        except DataError as error:
            faults += (fault for fault in error.faults if fault.alone not in {known.alone for known in faults})
    return read, faults


class Entry:
    """The fields of one entry; every complaint is a DataError that carries its spot and its fix."""

    def __init__(self, value: object, where: str | Spot) -> None:
        self.spot = Spot.of(where)
        if not isinstance(value, Mapping):
            problem = f"expected fields, got {_got(value)}."
            raise DataError(problem, self.spot, "Write it as fields, each with a colon and a space, such as `id:` and `stem:`.")
        strange = [name for name in value if not isinstance(name, str)]
        if strange:
            raise DataError(f"{shown(strange[0])} is no name of a field.", self.spot, "Name it in text.")
        self.value = value

    def fault(self, problem: str, fix: str, *path: str | int) -> DataError:
        """Return the complaint about a field of this entry, or of what is inside it."""
        return DataError(problem, self.spot.at(*path) if path else self.spot, fix)

    def different(self, name: str, texts: Sequence[str], fewest: int, told: str, most: int = MOST) -> None:
        """Raise DataError where a list has fewer or more items than `told`, or two that are alike.

        >>> Entry({}, "q").different("items", ["L4", "L4"], 2, "two or more")
        Traceback (most recent call last):
        spine_edu.errors.DataError: q, items: It needs two or more, all different. Add some, or change one of two that are alike.
        """
        if not fewest <= len(texts) <= most or len(set(texts)) < len(texts):
            fix = f"Add {'some' if most == MOST else 'or drop some'}, or change one of two that are alike."
            raise self.fault(f"It needs {told}, all different.", fix, name)

    def text(self, name: str, default: str | None = None) -> str:
        given = self.value.get(name)
        if given is None and default is not None:
            return default
        return " ".join(self._text(given, name).split())

    def block(self, name: str) -> str:
        """Return text of several lines as it is written, only without blank lines around it."""
        return self._text(self.value.get(name), name).strip()

    def raw(self, name: str) -> str:
        """Return text exactly as it is written."""
        return self._text(self.value.get(name), name)

    def one_of(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str:
        given = self.text(name, default)
        if given not in choices:
            raise self.fault(f"{shown(given)} is not one of {some(choices)}.", "Choose one of them.", name)
        return given

    def flag(self, name: str) -> bool:
        given = self.value.get(name, False)
        if not isinstance(given, bool):
            raise self.fault(f"It must be true or false, got {_got(given)}.", "Write true or false without quotes.", name)
        return given

    def number(self, name: str) -> float:
        """Return a number that is written as one or as text; a whole one stays whole,
        so that it prints as '14' and not '14.0'.
        """
        given = self.value.get(name)
        try:
            number = math.nan if isinstance(given, bool) else float(given)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not abs(number) <= FARTHEST:
            raise self.fault(f"It must be a number, got {_got(given)}.", "Write it in digits, such as 14.", name)
        return whole(number)

    def day(self, name: str) -> str:
        try:
            return iso_day(self.text(name))
        except CodeError as error:
            raise self.fault(str(error), "Write a day of the calendar.", name) from error

    def items(self, name: str) -> list[object]:
        given = self.value.get(name)
        if given is None:
            return []
        if not isinstance(given, list):
            fix = "Start each item with a dash, or put them in [brackets]."
            raise self.fault(f"It must be a list, got {_got(given)}.", fix, name)
        if len(given) > MOST:
            raise self.fault(f"It holds {len(given)} items; {MOST} are more than enough.", "Divide it.", name)
        return given

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(" ".join(self._text(item, name, n).split()) for n, item in enumerate(self.items(name)))

    def entries(self, name: str) -> list[Entry]:
        return [Entry(item, self.spot.at(name, n)) for n, item in enumerate(self.items(name))]

    def each(self, name: str, read: Callable[[Entry], T]) -> tuple[T, ...]:
        """Read every entry of a list; raise all that is wrong in any of them together."""
        readings = {n: partial(self._read_item, read, item, name, n) for n, item in enumerate(self.items(name))}
        found, faults = read_what_can_be(readings)
        if faults:
            raise together(faults)
        return tuple(found.values())

    def _read_item(self, read: Callable[[Entry], T], item: object, *path: str | int) -> T:
        return read(Entry(item, self.spot.at(*path)))

    def entry(self, name: str) -> Entry:
        return Entry(self.value.get(name), self.spot.at(name))

    def only(self, *names: str) -> None:
        """Refuse a field that nobody reads: it is a typing error, and it would be silently lost."""
        strange = [
            DataError(
                f"unknown field {shown(name)}; a reader looks for {', '.join(names)}.",
                Spot(self.spot.words, (*self.spot.path, name)),
                "Mend its spelling or take it out.",
            )
            for name in self.value
            if name not in names
        ]
        if strange:
            raise together(strange)

    def _text(self, given: object, *path: str | int) -> str:
        if not isinstance(given, str) or not given.strip():
            fix = f"Write it after `{path[0]}:`, in quotes if it holds a colon."
            raise self.fault(f"It must hold text, got {_got(given)}.", fix, *path)
        if len(given) > LONGEST:
            raise self.fault(f"It holds {len(given)} characters; {LONGEST} are more than enough.", "Shorten it.", *path)
        return given


def whole(number: float) -> float:
    """Return a whole number as an int."""
    return int(number) if float(number).is_integer() else number


def _got(value: object) -> str:
    """Show what stands in a field, or say that nothing does: a field that is missing is read as None."""
    return "nothing" if value is None else shown(value)
