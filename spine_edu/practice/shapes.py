"""What stands in a file that authors write, said once as a shape: fields, lists, weights and words; a shape finds the faults.

Each shape takes a value and its place, and yields the place, what is wrong there and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from spine_edu.errors import SpineEduError
from spine_edu.spots import Path
from spine_edu.text.quoting import did_you_mean, shown

Fault: TypeAlias = tuple[Path, str, str]
Shape: TypeAlias = Callable[[Any, Path], Iterator[Fault]]


def words(value: object, path: Path) -> Iterator[Fault]:
    """Look for a text that says something."""
    if not isinstance(value, str) or not value.strip():
        yield path, f"Words are needed here, got {shown(value)}.", "Write them, in quotes if there is a colon among them."


def whole(value: object, path: Path) -> Iterator[Fault]:
    """Look for a whole number."""
    if not str(value).isdecimal():
        fix = "Write it in digits; a weight such as 3 says how often something comes up among its neighbors."
        yield path, f"A whole number is needed here, got {shown(value)}.", fix


def read_by(reader: Callable[[str], object]) -> Shape:
    """Return the shape of what a reader can read; its own words say what is wrong."""

    def look(value: object, path: Path) -> Iterator[Fault]:
        try:
            reader(str(value))
        except SpineEduError as error:
            yield path, str(error), ""

    return look


def one_of(kind: str, names: Iterable[str]) -> Shape:
    """Return the shape of a word out of a list."""
    known = tuple(names)

    def look(value: object, path: Path) -> Iterator[Fault]:
        if value not in known:
            fix = did_you_mean(value, known) if isinstance(value, str) else ""
            yield path, f"There is no {kind} {shown(value)}.", fix or f"There are {', '.join(known)}."

    return look


def rows(of: Shape, fewest: int = 0) -> Shape:
    """Return the shape of a list."""

    def look(value: object, path: Path) -> Iterator[Fault]:
        if not isinstance(value, list) or len(value) < fewest:
            yield path, f"A list is needed here, got {shown(value)}.", "Write it in square brackets, or with a dash a line."
            return
        for n, row in enumerate(value):
            yield from of(row, (*path, n))

    return look


def each(of: Shape, name: Shape = words) -> Shape:
    """Return the shape of named things, with the shape of their names."""

    def look(value: object, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield path, f"Names with a colon are needed here, got {shown(value)}.", "Write `name: …`, a line for each."
            return
        for key, inner in value.items():
            yield from name(key, (*path, key))
            yield from of(inner, (*path, key))

    return look


def record(what: str, needed: Mapping[str, Shape], may: Mapping[str, Shape] | None = None) -> Shape:
    """Return the shape of something with fields, of which some may be missing."""
    fields = {**needed, **(may or {})}
    known = one_of("field", fields)

    def look(value: object, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield path, f"{what} is needed here, got {shown(value)}.", f"It has the fields {', '.join(needed)}."
            return
        for field in needed:
            if field not in value:
                yield path, f"The field {shown(field)} is missing.", f"{what} has {', '.join(needed)}."
        for field, inner in value.items():
            yield from fields[field](inner, (*path, field)) if field in fields else known(field, (*path, field))

    return look
