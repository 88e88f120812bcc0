"""Fields as people write them: each is read, or refused with file, entry, field, what was given and what is expected.

Nothing stops at the first fault: an entry is read to its end, and all that is wrong in it is told together, as the file has it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from spine_edu.anatomy import Joint, joints_in, joints_listed, position, vertebra_named, vertebrae_in
from spine_edu.days import day_written
from spine_edu.errors import OperationError, SpineEduError, UnknownJoint, UnknownVertebra, WrittenError, together
from spine_edu.files.yaml_text import Written, read_json, read_yaml
from spine_edu.operation import words
from spine_edu.operation.phrases import found_in, key
from spine_edu.operation.unknown_fields import our_names, unknown_fields
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import nearest, shown
from spine_edu.text.spelling import plain, slip_of
from spine_edu.text.typed import tidy
from spine_edu.vocabulary import NO_LEVEL


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


def list_of(value: Any) -> list[Any]:
    """Return a list as it is written; 'none' says that it is empty."""
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if isinstance(value, str) and plain(value) == "none":
        return []
    raise OperationError(f"{shown(value)} is not a list; write [one, two], even for a single entry.")


def list_read_by(read: Reader) -> Reader:
    """Return a reader of lists whose items are read by `read`, each for itself; or of a text with commas between them."""

    def each(value: Any, reading: FieldReading) -> list[Any]:
        if isinstance(value, str) and plain(value) not in ("", "none"):
            value = items_in(value)
        return read_each(list_of(value), lambda _, item: read(item, reading))

    return each


def items_in(text: str) -> list[str]:
    """Return what a text lists, with commas or the like between."""
    return [item.strip() for item in re.split("[,;+]", text) if item.strip()]


def text_of(value: Any, example: str = "M96.0") -> str:
    if isinstance(value, str):
        return value.strip()
    raise OperationError(f'{shown(value)} is not text; put it in quotes, for example "{example}".')


def diagnosis_of(value: Any, reading: FieldReading) -> str:
    """Read what has the form of a diagnosis code of any year; whether there is such a code on the day is asked by the grouper."""
    code = tidy(text_of(value))
    if _DIAGNOSIS.fullmatch(code):
        return code
    raise OperationError(f"{shown(code)} does not have the form of an ICD-10-CM code, such as M96.0 or T84.226A.")


_DIAGNOSIS = re.compile(r"[A-Za-z]?[0-9][0-9A-Za-z]{1,2}(?:\.?[0-9A-Za-z]{1,4})?", re.ASCII)


_FEW, _NEAR = 6, 4
"""So many words are named in a refusal; of more, so many that are near."""
_RIGHTLY: set[str] = set()
"""Every single word that some field holds: written into another field it is out of place, and no slip of a word there."""


class Words:
    """Reads one of the words of a field; case, blanks, '_' and '-' do not matter, and a coder's word is taken for ours."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        self.field, self.known = field, tuple(known)
        self._spelt = {plain(word): word for word in known} | {word: word for word in known}
        self._by_key = {key(word): word for word in known}
        _RIGHTLY.update(part for word in known for part in plain(word).split())

    def __call__(self, value: Any, reading: FieldReading) -> str:
        if not isinstance(value, str):
            raise OperationError(f"{shown(value)} is not text; expected {self._expected()}.")
        meaning = self.meaning(value)
        word = meaning.means or next((choice for choice in meaning.choices if choice in reading.settled), "")
        if not word:
            raise OperationError(f"{shown(tidy(value))} {self._refusal(meaning, value)}.")
        if plain(word) != plain(value):
            because = "" if meaning.means else f", as {reading.settled[word]}"
            reading.understand(f"{shown(tidy(value))} is read as {self.field}: {word}{because}")
        return word

    def found(self, value: str) -> str:
        """Return the word of ours that is written, or that a coder's word says; '' where it says none, or leaves open which."""
        return self.meaning(value).means

    def meaning(self, value: str) -> words.Meaning:
        """Return what is said by a word of ours or of a coder, in whichever order and number; nothing where it is not known."""
        if word := self.exactly(value):
            return words.Meaning(word)
        meaning = words.meaning_of(value, self.field)
        if meaning is None and (ours := found_in(value, self._by_key, words.aside(self.field))):
            return words.Meaning(ours)
        return meaning if meaning and self._allows(meaning) else words.UNSETTLED

    def knows(self, value: str) -> bool:
        """Whether a word says something here, or is asked about."""
        return self.meaning(value) != words.UNSETTLED

    def exactly(self, value: str) -> str:
        """Return the word of ours that is written, but for its order and number; '' where none is."""
        return self._spelt.get(value) or self._spelt.get(plain(value)) or self._by_key.get(key(value), "")

    def _allows(self, meaning: words.Meaning) -> bool:
        """Whether what a coder's word says, or may say, can stand in this field of this entry."""
        return {meaning.means, *meaning.choices} - {""} <= set(self.known)

    def _refusal(self, meaning: words.Meaning, value: str) -> str:
        """Say why a word cannot stand here, and ask what decides, or lead on to the words that are known."""
        if meaning.ask:
            return f"{'leaves something open' if len(meaning.choices) > 1 else 'cannot stand here'}: {meaning.ask}"
        return f"is not known here{self._help(plain(value))}"

    def _help(self, spelt: str) -> str:
        """Ask what decides about the last of several words, or lead on to words that are known, past what was misspelt."""
        last = spelt.rpartition(" ")[2]
        if last not in words.aside(self.field) and (ask := self.meaning(last).ask):
            return f": {ask}"
        meant = slip_of(spelt, self.known, words.lexicon() | _RIGHTLY)
        if meant and len(self.known) > _FEW:
            return f"; did you mean {meant!r}? `code --words {self.field}` lists all words"
        return f"; {f'did you mean {meant!r}? Expected' if meant else 'expected'} {self._expected(spelt)}"

    def _expected(self, spelt: str = "") -> str:
        """Name the words that may stand here; of many, those that share a word with what was written, and where all are."""
        if len(self.known) <= _FEW:
            return listed(self.known, "or")
        written = key(spelt) - words.aside(self.field)
        shared = {word: len(written & key(word)) for word in self.known}
        like = [word for word in sorted(shared, key=shared.__getitem__, reverse=True) if shared[word]][:_NEAR]
        like = like or nearest(spelt, self.known, _NEAR)
        named = f"one of {len(self.known)} words" + (f" such as {listed(map(repr, like), 'or')}" if like else "")
        return f"{named}; `code --words {self.field}` lists them all"


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
    answers = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and tidy(value).lower() in answers:
        return answers[tidy(value).lower()]
    raise OperationError(f"{shown(value)} is neither true nor false.")


def day_of(value: Any, reading: FieldReading) -> str:
    try:
        text = text_of(str(value) if type(value).__name__ == "date" else value, "2026-01-14")
        day = day_written(text)
        if day != tidy(text):
            reading.understand(f"{shown(tidy(text))} is read as {day}")
        return day
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error)) from None
