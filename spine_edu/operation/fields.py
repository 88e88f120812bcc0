"""Fields as people write them: each is read, or refused with file, entry, field, what was given and what is expected.

Nothing stops at the first fault: an entry is read to its end, and all that is wrong in it is told together, as the file has it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from spine_edu.anatomy import Joint, joints_in, joints_listed, position, vertebra_named, vertebrae_in
from spine_edu.days import iso_day
from spine_edu.errors import OperationError, SpineEduError, UnknownJoint, UnknownVertebra, WrittenError, together
from spine_edu.files.yaml_text import Written, read_json, read_yaml
from spine_edu.operation import words
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.spelling import plain, slip_of
from spine_edu.text.typed import tidy
from spine_edu.vocabulary import NO_LEVEL


class Understood(NamedTuple):
    """What was read out of words that our format does not hold: where they stand, and what was made of them."""

    where: str
    said: str


class FieldReading:
    """An entry that is being read: where it stands, and what was understood that is not written so, for a whole text."""

    __slots__ = ("place", "understood", "where")

    def __init__(self, where: Spot, understood: list[Understood] | None = None, place: str = "operation") -> None:
        self.where, self.place = where, place
        self.understood: list[Understood] = [] if understood is None else understood

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
    value: Any,
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
    for field, given in value.items():
        name = field
        try:
            if field not in readers:
                problem, name = unknown_field(field, readers, elsewhere or {})
                path = (*where.path, field) if isinstance(field, str) else where.path
                faults.append(OperationError(problem, Spot(where.words, path)))
            if given is not None and name in readers:  # by whichever name, so that what is wrong with the value is told as well
                read[name] = readers[name](given, reading)
        except OperationError as error:
            faults += [_at(where, field, fault) for fault in error.faults]
            read[name] = None
    missing = [f"field '{name}' is missing; {say}." for name, say in (needed or {}).items() if name not in read]
    if faults or missing:
        raise together([*(OperationError(problem, where) for problem in missing), *faults])
    return read


def read_each(values: Iterable[Any], read: Callable[[int, Any], Any]) -> list[Any]:
    """Return each value of a list as `read` reads it with its place; raise all that is wrong in them together."""
    found: list[Any] = []
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


def unknown_field(field: Any, known: Collection[str], elsewhere: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Say that there is no such field and where to write what was likely meant; return that, and the field that is likely meant.

    >>> unknown_field("levels", ["joint", "column"])
    ("there is no field 'levels'; did you mean 'joint'? Known fields: joint, column.", 'joint')
    """
    others = elsewhere or {}
    name = plain(field) if isinstance(field, str) else ""
    meaning = words.meaning_of(name, "field")
    meant = meaning.means if meaning else slip_of(name, [*known, *others]) or name
    hint = "known fields:"
    if meant in known:
        hint = f"did you mean '{meant}'? Known fields:"
    elif meant in others:
        hint = f"{'put it' if meant == name else f'write {meant!r}, and put it'} {others[meant]}. Known fields here:"
    return f"there is no field {shown(field)}; {hint} {', '.join(known)}.", meant


def list_of(value: Any) -> list[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    raise OperationError(f"{shown(value)} is no list; write [one, two], even for a single entry.")


def list_read_by(read: Reader) -> Reader:
    """Return a reader of lists whose items are read by `read`, each for itself."""
    return lambda value, reading: read_each(list_of(value), lambda _, item: read(item, reading))


def text_of(value: Any, example: str = "M96.0") -> str:
    if isinstance(value, str):
        return value.strip()
    raise OperationError(f'{shown(value)} is no text; put it in quotes, for example "{example}".')


def diagnosis_of(value: Any, reading: FieldReading) -> str:
    """Read what has the form of a diagnosis code of any year; whether there is such a code on the day is asked by the grouper."""
    code = tidy(text_of(value))
    if _DIAGNOSIS.fullmatch(code):
        return code
    raise OperationError(f"{shown(code)} has not the form of an ICD-10-CM code, such as M96.0 or T84.226A.")


_DIAGNOSIS = re.compile(r"[A-Za-z]?[0-9][0-9A-Za-z]{1,2}(?:\.?[0-9A-Za-z]{1,4})?", re.ASCII)


_RIGHTLY: set[str] = set()
"""Every single word that some field holds: written into another field it is out of place, and no slip of a word there."""


class Words:
    """Reads one of the words of a field; case, blanks, '_' and '-' do not matter, and a coder's word is taken for ours."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        self.field, self.known = field, tuple(known)
        self._spelt = {plain(word): word for word in known} | {word: word for word in known}
        _RIGHTLY.update(part for word in known for part in plain(word).split())

    def __call__(self, value: Any, reading: FieldReading) -> str:
        if not isinstance(value, str):
            raise OperationError(f"{shown(value)} is no text; expected {listed(self.known, 'or')}.")
        word = self._spelt.get(value) or self._spelt.get(plain(value)) or self.taken(value, reading)
        if word:
            return word
        raise OperationError(f"{shown(value)} is not known here{self._help(plain(value))}.")

    def taken(self, value: str, reading: FieldReading) -> str:
        """Return the word of ours that a coder's word says, and tell so; '' where it says none, or leaves open which."""
        meaning = words.meaning_of(value, self.field)
        if meaning is None or meaning.means not in self.known:
            return ""
        reading.understand(f"{shown(tidy(value))} is read as {self.field}: {meaning.means}")
        return meaning.means

    def _help(self, spelt: str) -> str:
        """Ask what decides, or lead on to the words that are known, past the one that was misspelt."""
        for asked in (spelt, spelt.rpartition(" ")[2]):
            meaning = words.meaning_of(asked, self.field)
            if meaning and meaning.ask and set(meaning.choices) <= set(self.known):
                return f": {meaning.ask}"
        meant = slip_of(spelt, self.known, words.lexicon() | _RIGHTLY)
        return f"; {f'did you mean {meant!r}? Expected' if meant else 'expected'} {listed(self.known, 'or')}"


def joint_of(value: Any, reading: FieldReading) -> Joint:
    """Read the one joint that is meant."""
    joints = joints_of(value, reading)
    if len(joints) != 1:
        raise OperationError(f"{shown(value)} is {len(joints)} joints ({listed(joints)}), and here one joint is needed.")
    return joints[0]


def joints_of(value: Any, reading: FieldReading) -> tuple[Joint, ...]:
    """Read a joint, the span of several, or a list of joints in one text, cranial first."""
    if isinstance(value, Joint):
        return (value,)
    text = text_of(value, "L4-L5")
    try:
        return joints_in(text)
    except (UnknownJoint, UnknownVertebra) as error:
        if joints := joints_listed(text):
            return joints
        raise OperationError(str(error)) from None


def joints_or_region(value: Any, reading: FieldReading) -> tuple[Joint, ...] | str:
    """Read a joint, a span, or what stands where the note names no level: a region, or 'not documented'.

    >>> joints_or_region("L3-L5", FieldReading(Spot("x"))), joints_or_region("lumbar", FieldReading(Spot("x")))
    ((L3-L4, L4-L5), 'lumbar')
    """
    try:
        return joints_of(value, reading)
    except OperationError:
        try:
            return _LEVEL(value, reading)
        except OperationError:
            pass
        raise


_LEVEL = Words("joint", NO_LEVEL)


def vertebrae_of(value: Any, reading: FieldReading) -> tuple[str, ...]:
    """Read [L4, L5] or the span 'L4-S1' into vertebrae, cranial first."""
    try:
        if isinstance(value, str):
            try:
                return (vertebra_named(value),)
            except UnknownVertebra:
                if tidy(value).isalnum():
                    raise
                return vertebrae_in(joints_in(value))
        return tuple(sorted({vertebra_named(text_of(name, "L4")) for name in list_of(value)}, key=position))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error)) from None


def number_of(value: Any, reading: FieldReading) -> int:
    if (
        not isinstance(value, bool)
        and isinstance(value, int | str)
        and (number := shown(tidy(value) if isinstance(value, str) else value).strip("'")).isascii()
        and number.isdigit()
        and 0 < int(number) < 100
    ):
        return int(number)
    raise OperationError(f"{shown(value)} is no count; expected a whole number such as 2.")


def yes_or_no(value: Any, reading: FieldReading) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and tidy(value).lower() in answers:
        return answers[tidy(value).lower()]
    raise OperationError(f"{shown(value)} is neither true nor false.")


def day_of(value: Any, reading: FieldReading) -> str:
    try:
        return iso_day(text_of(str(value) if type(value).__name__ == "date" else value, "2026-01-14"))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error)) from None
