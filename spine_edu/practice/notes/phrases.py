"""The little grammar of data/practice/phrases.yml: choices, slots, and marks around the words that decide a fact.

(one|another)   one of them is taken      {level}   is filled in      [fact: words]   these words decide the fact
<drain> words   said only where it is so (`notes/conditions.py`)
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from spine_edu import data
from spine_edu.errors import DataError
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.conditions import CONDITIONS, OnlyWhere, split_off
from spine_edu.spots import Spot
from spine_edu.text.articles import with_articles
from spine_edu.text.quoting import did_you_mean, shown


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A place that is filled in."""

    name: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Several ways to say it, of which one is taken."""

    ways: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that decide facts."""

    facts: tuple[str, ...]
    said: Phrase


Phrase: TypeAlias = "tuple[str | FilledIn | OneOf | Marked | OnlyWhere, ...]"
Piece: TypeAlias = tuple[str, tuple[str, ...]]
"""A piece of a sentence, and the facts that it decides."""

SLOTS: Mapping[str, str] = {
    "age": "years, in digits",
    "job": "what the patient works as",
    "he": "he or she",
    "his": "his or her",
    "him": "him or her",
    "his-own": "of the other surgeon: his own or her own",
    "weight": "of the patient in pounds",
    "mri": "October 2025, some months ago",
    "months": "a number, in words",
    "level": "the joints in question, such as L3-4 and L4-5",
    "rest": "the other joints of the same stage",
    "again": "joints fused again today",
    "new": "joints fused for the first time today",
    "other": "a joint that nothing is done to",
    "promised": "joints as the heading has them",
    "promised-only": "the one that the heading promises and nobody grafted",
    "old": "joints of the earlier fusion",
    "kept": "those of them that have united",
    "oldbones": "their vertebrae",
    "pseudarthrosis": "the same word, as this author spells it",
    "oldname": "what the earlier fusion is called",
    "oldwhen": "in March 2021",
    "oldwhen-bare": "March 2021",
    "bones": "the vertebrae held today",
    "ends": "the first and the last of them",
    "neckbones": "those from C3 to C7",
    "pediclebones": "those below the neck",
    "processes": "what is decorticated in the gutters",
    "counted": "where levels are counted from",
    "side": "left or right",
    "lateral": "the flank that is opened",
    "side-of-bone": "the side of the iliac crest",
    "from": "behind, or the front",
    "device": "one cage or dowel, with its article",
    "devices": "several",
    "bone": "the graft, as a mass",
    "strut": "the graft, as one piece",
    "height": "of a cage in mm",
    "size": "of a pedicle screw in mm",
    "holes": "of a plate, how many",
    "units": "mL",
    "pressure": "mm Hg",
    "hemoglobin": "g/dL",
    "illnesses": "what the patient has besides",
}
"""What a phrase may leave to be filled in, and with what."""
FACTS = frozenset((
    "status", "direction", "approach", "column", "joint", "materials", "region", "query", "removal", "discectomy",
    "decompression", "harvest", "dural repair", "exploration", "instrumentation", "monitoring",
    "not done", "not grafted", "plan only", "left out",
))  # fmt: skip
"""What words of a note may decide; the last four decide that something is not coded."""

_TOKEN = re.compile(r"[\[\]()|{}]|[^\[\]()|{}]+")
_FACTS = re.compile(r"([a-z +]+): ?(.*)", re.DOTALL)


def read_phrase(text: str, where: str | Spot = "phrase") -> Phrase:
    """Read one phrase; raise DataError, with what to mend, where a bracket is not closed or a mark names no fact.

    >>> read_phrase("[status: {he} had (no|one) operation]")[0].facts
    ('status',)
    """
    only, said = split_off(text)
    phrase, _ = _sequence(_TOKEN.findall(said), 0, "", text, where)
    named = (("slot", slots_of(phrase), SLOTS), ("fact", facts_of(phrase), FACTS), ("condition", only.names, CONDITIONS))
    for kind, names, known in named:
        strange = sorted(names - set(known))
        if strange:
            problem = f"there is no {kind} {shown(strange[0])} for {shown(text)}."
            raise DataError(problem, Spot.of(where), did_you_mean(strange[0], known) or f"There are {', '.join(sorted(known))}.")
    return (only, *phrase) if only.names else phrase


def _sequence(tokens: list[str], at: int, until: str, text: str, where: str | Spot) -> tuple[Phrase, int]:
    """Read up to one of the closing signs `until`; return what was read, and the place of the sign."""
    found: list[str | FilledIn | OneOf | Marked | OnlyWhere] = []
    while at < len(tokens) and tokens[at] not in (until or "\0"):
        token = tokens[at]
        if token == "{" and tokens[at + 2 : at + 3] == ["}"]:
            found.append(FilledIn(tokens[at + 1]))
            at += 3
        elif token == "(":
            ways, closed = [], False
            while not closed:
                way, at = _sequence(tokens, at + 1, "|)", text, where)
                closed = tokens[at : at + 1] == [")"]
                if not closed and tokens[at : at + 1] != ["|"]:
                    raise _fault(text, "a round bracket is not closed", where)
                ways.append(way)
            found.append(OneOf(tuple(ways)))
            at += 1
        elif token == "[":
            said, at = _sequence(tokens, at + 1, "]", text, where)
            if tokens[at : at + 1] != ["]"]:
                raise _fault(text, "a square bracket is not closed", where)
            found.append(_marked(said, text, where))
            at += 1
        elif token in "[]()|{}":
            raise _fault(text, f"{token!r} stands alone", where)
        else:
            found.append(token)
            at += 1
    return tuple(found), at


def _marked(said: Phrase, text: str, where: str | Spot) -> Marked:
    named = _FACTS.fullmatch(said[0]) if said and isinstance(said[0], str) else None
    if named is None:
        raise _fault(text, "a square bracket begins with the fact that its words decide and a colon", where)
    rest = (named[2],) if named[2] else ()
    return Marked(tuple(named[1].split("+")), (*rest, *said[1:]))


def _fault(text: str, problem: str, where: str | Spot) -> DataError:
    return DataError(f"{problem} in {shown(text)}.", Spot.of(where), "Write (one|another), {slot} and [fact: words].")


def written(phrase: Phrase, chance: Chance, slots: Mapping[str, str]) -> list[Piece]:
    """Return a phrase in words, cut where its marks begin and end.

    >>> written(read_phrase("[status: {he} had no operation]"), Chance(1), {"he": "she"})
    [('she had no operation', ('status',))]
    """
    pieces: list[tuple[list[str], tuple[str, ...]]] = []
    for text, facts in _said(phrase, chance, slots, ()):
        if pieces and pieces[-1][1] == facts:
            pieces[-1][0].append(text)
        else:
            pieces.append(([text], facts))
    return [(with_articles(_tidy("".join(texts))), facts) for texts, facts in pieces]


def _said(phrase: Phrase, chance: Chance, slots: Mapping[str, str], facts: tuple[str, ...]) -> Iterator[Piece]:
    for part in phrase:
        if isinstance(part, str):
            yield part, facts
        elif isinstance(part, FilledIn):
            yield slots[part.name], facts
        elif isinstance(part, OneOf):
            yield from _said(chance.pick(part.ways), chance, slots, facts)
        elif isinstance(part, Marked):
            yield from _said(part.said, chance, slots, part.facts)


def _tidy(text: str) -> str:
    """Return a text without the blanks and commas that an empty choice, or a slot without words, leaves behind."""
    if not _LEFT_OVER.search(text):
        return text
    return re.sub(r",(?:,)+", ",", re.sub(r" +([,;.])", r"\1", re.sub(r"  +", " ", text)))


_LEFT_OVER = re.compile(r"  | [,;.]|,,")


def facts_of(phrase: Phrase) -> set[str]:
    """Return the names of all facts that a phrase decides."""
    return {fact for part in _inside(phrase) if isinstance(part, Marked) for fact in part.facts}


def slots_of(phrase: Phrase) -> set[str]:
    """Return the names of all slots of a phrase."""
    return {part.name for part in _inside(phrase) if isinstance(part, FilledIn)}


def _inside(phrase: Phrase) -> Iterator[str | FilledIn | OneOf | Marked | OnlyWhere]:
    """Yield every part of a phrase, and after it what stands inside, whichever way is taken."""
    for part in phrase:
        yield part
        for within in part.ways if isinstance(part, OneOf) else (part.said,) if isinstance(part, Marked) else ():
            yield from _inside(within)


@functools.cache
def phrases(*path: str) -> tuple[Phrase, ...]:
    """Return the phrases at a place of the file, such as phrases("incision", "front of the neck"); DataError if there are none.

    >>> len(phrases("never")) > 2
    True
    """
    found = _written_at(path)
    where = Spot(f"data/practice/phrases.yml, {', '.join(path)}")
    if not isinstance(found, list) or not found:
        raise DataError("There is no phrase for this.", where, "Write a list of phrases here.")
    return tuple(read_phrase(text, where) for text in found)


@functools.cache
def has(*path: str) -> bool:
    """Whether there are phrases at a place of the file."""
    return isinstance(_written_at(path), list)


def _written_at(path: tuple[str, ...]) -> object:
    found: object = data.document("practice/phrases.yml")
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
