"""Fields as people write them: each is read, or refused with file, entry, field, what was given and what is expected.

Nothing stops at the first fault: an entry is read to its end, and all that is wrong in it is told together, as the file has it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from spine_edu.errors import OperationError, WrittenError, together
from spine_edu.files.json_text import read_json
from spine_edu.files.yaml_text import Written, read_yaml
from spine_edu.operation import words
from spine_edu.operation.unknown_fields import our_names, unknown_fields
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.spelling import plain


class Understood(NamedTuple):
    """What was read out of words that our format does not hold: where they stand, and what was made of them."""

    where: str
    said: str


class FieldReading:
    """An entry that is being read: where it stands, and what was understood that is not written so, for a whole text.

    `settled` are the words that the rest of the entry decides for, where a coder's word leaves open which is meant.
    """

    __slots__ = ("place", "settled", "understood", "where")

    def __init__(self, where: Spot, understood: list[Understood] | None = None, place: str = "operation") -> None:
        self.where, self.place = where, place
        self.understood: list[Understood] = [] if understood is None else understood
        self.settled: Mapping[str, str] = {}

    def entry(self, name: str, place: int) -> FieldReading:
        """Return the reading of one entry of a list, counted from 0."""
        return FieldReading(self.where.entry(name, place), self.understood, f"{name} entry {place + 1}")

    def understand(self, said: str) -> None:
        """Keep what was read out of something that our format does not hold, to be told with the answer."""
        self.understood.append(Understood(self.place, said))


Reader = Callable[[Any, FieldReading], Any]
"""Reads one value; an OperationError that it raises need not say where, as the field knows."""


def parse(text: str, name: str) -> Written:
    """Return the content of a YAML or JSON text, and the lines on which it stands in YAML; scalars of YAML stay text.

    Raises DataError where it is neither, OperationError where it is empty.
    """
    if text.lstrip()[:1] in ("{", "["):
        with contextlib.suppress(
            ValueError, RecursionError
        ):  # flow-style YAML starts like this too, and its reader names what is wrong
            return Written(read_json(text, name), {})
    written = read_yaml(text, name)
    if written.content is None:
        raise OperationError(f"{name} is empty: it has no field and no list, only blanks or comments.")
    return written


def read_fields(
    value: object,
    readers: Mapping[str, Reader],
    reading: FieldReading,
    needed: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return each field of an entry as its reader reads it, without those that hold nothing; raise all that is wrong together.

    `needed` are the fields without which nothing can be said, each with what to write; `elsewhere` says where other fields stand.
    """
    if not isinstance(value, Mapping):
        raise OperationError(f"{shown(value)} is no set of fields; expected {listed(readers)}.", reading.where)
    where = reading.where
    read: dict[str, Any] = {}
    faults: list[WrittenError] = []
    ours = our_names(value, readers)
    problems, meant = unknown_fields([field for field in value if field not in ours], readers, elsewhere or {})
    for field, given in value.items():
        name: Any = ours.get(field) or meant.get(field, field)
        if field in ours:
            reading.understand(f"field {shown(field)} is read as {name}")
        try:
            if field in problems:
                path = (*where.path, field) if isinstance(field, str) else where.path
                faults.append(OperationError(problems[field], Spot(where.words, path)))
            if given is not None and name in readers:  # by whichever name, so that what is wrong with the value is told as well
                read[name] = readers[name](given, reading)
        except OperationError as error:
            if words.says_nothing(given):  # the same as leaving the field out: the answer asks for it
                reading.understand(f"{name} is not documented")
                continue
            faults += [_at(where, field, fault) for fault in error.faults]
            read[name] = None
    missing = [f"field '{name}' is missing; {say}." for name, say in (needed or {}).items() if name not in read]
    if faults or missing:
        raise together([*(OperationError(problem, where) for problem in missing), *faults])
    return read


def read_each(values: Iterable[object], read: Callable[[int, object], object]) -> list[Any]:
    """Return each value of a list as `read` reads it with its place; raise all that is wrong in them together."""
    found: list[object] = []
    faults: list[WrittenError] = []
    for place, value in enumerate(values):
        try:
            found.append(read(place, value))
        except OperationError as error:
            faults += error.faults
    if faults:
        raise together(faults)
    return found


def _at(where: Spot, field: str, fault: WrittenError) -> WrittenError:
    """Return a fault that does not say where it is with the field in which it was found."""
    return fault if fault.spot.words else OperationError(fault.problem, where.field(field), fault.fix)


def list_of(value: object) -> list[object]:
    """Return a list as it is written; 'none' says that it is empty."""
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if isinstance(value, str) and plain(value) == "none":
        return []
    raise OperationError(f"{shown(value)} is not a list; write [one, two], even for a single entry.")


def list_read_by(read: Reader) -> Reader:
    """Return a reader of lists whose items are read by `read`, each for itself; or of a text with commas between them."""

    def each(value: object, reading: FieldReading) -> list[object]:
        if isinstance(value, str) and plain(value) not in ("", "none"):
            value = items_in(value)
        return read_each(list_of(value), lambda _, item: read(item, reading))

    return each


def items_in(text: str) -> list[str]:
    """Return what a text lists, with commas or the like between."""
    return [item.strip() for item in re.split("[,;+]", text) if item.strip()]


def text_of(value: object, example: str = "M96.0") -> str:
    """Return a text without the blanks around it; an `example` shows what to put in quotes."""
    if isinstance(value, str):
        return value.strip()
    raise OperationError(f'{shown(value)} is not text; put it in quotes, for example "{example}".')
