"""The coder's words: brands, abbreviations and what is said in the operating room.

Each has the word of ours it stands for, or the question that decides. The table is data/words.yml; it is read on the first word
that the format itself does not know.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu import data
from spine_edu.files.entry import Entry, read_parts
from spine_edu.operation.phrases import Key, found_in, key
from spine_edu.text.quoting import shown
from spine_edu.text.spelling import plain

COMMON_USE = "common use"
"""The source of a word that everybody in the field uses in this sense."""
FIELDS = (
    "joint", "technique", "status", "column", "direction", "approach", "materials",
    "kind", "of", "extent", "region", "from", "side", "field", "anywhere",
)  # fmt: skip
"""The fields in which a word can be meant; `field`: as the name of one, `anywhere`: the note is silent, in whichever field."""
SILENT = "not documented"
"""What a word means anywhere that says the note is silent."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word says in one field: `means` is a word of ours, or '' where `ask` tells what decides between `choices`."""

    means: str
    ask: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShopWord:
    """One word of the table: its other spellings, what it says in each field, and where that rests.

    `beside` are the fields in which it changes nothing beside another word, as in 'morselized allograft'.
    """

    name: str
    also: tuple[str, ...]
    meanings: Mapping[str, Meaning]
    beside: tuple[str, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings of it."""
        return (self.name, *self.also)


@functools.cache
def shop_words() -> tuple[ShopWord, ...]:
    """Return all words of the table, in its order."""
    read = data.document("words.yml").items()
    return tuple(read_shop_word(name, Entry(fields, f"data/words.yml, {name}")) for name, fields in read)


def read_shop_word(name: str, entry: Entry) -> ShopWord:
    """Read one word from its fields; raise DataError that carries the field and the fix."""
    parts = read_parts(
        only=lambda: entry.only("also", "beside", "source", *FIELDS),
        also=lambda: entry.texts("also"),
        meanings=lambda: _meanings(entry),
        beside=lambda: _beside(entry),
        source=lambda: entry.text("source"),
    )
    return ShopWord(name, parts["also"], parts["meanings"], parts["beside"], parts["source"])


def _meanings(entry: Entry) -> Mapping[str, Meaning]:
    stands_in = [field for field in entry.value if field in FIELDS]
    if not stands_in and "beside" not in entry.value:
        raise entry.fault("It has no meaning.", f"Say in which field it stands, and for what: {', '.join(FIELDS)}.")
    return read_parts(**{field: functools.partial(_meaning, entry, field) for field in stands_in})


def _beside(entry: Entry) -> tuple[str, ...]:
    fields = entry.texts("beside")
    if unknown := [field for field in fields if field not in FIELDS]:
        raise entry.fault(f"{shown(unknown[0])} is no field.", f"Take one of {', '.join(FIELDS)}.", "beside")
    return fields


def _meaning(entry: Entry, field: str) -> Meaning:
    if not isinstance(entry.value[field], Mapping):
        return Meaning(entry.text(field))
    question = entry.entry(field)
    question.only("ask", "choices")
    return Meaning("", question.text("ask"), question.texts("choices"))


def meaning_of(word: str, field: str) -> Meaning | None:
    """Return what a word of a note says in a field, or None.

    >>> meaning_of("Infuse", "materials").means, meaning_of("femoral rings", "materials").choices
    ('rhBMP', ('machined bone dowel', 'allograft'))
    """
    if exact := _by_field().get(field, {}).get(plain(word)):
        return exact
    return found_in(word, _by_key().get(field, {}), aside(field))


def says_nothing(value: object) -> bool:
    """Whether a text, or each of a list of them, says that the note is silent.

    >>> says_nothing("Unknown"), says_nothing(["not stated"]), says_nothing([]), says_nothing(["ICBG", "unknown"])
    (True, True, False, False)
    """
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, str) and says_nothing(one) for one in value)
    return isinstance(value, str) and meaning_of(value, "anywhere") is not None


@functools.cache
def _by_field() -> Mapping[str, Mapping[str, Meaning]]:
    found: dict[str, dict[str, Meaning]] = {}
    for word in shop_words():
        for field, meaning in word.meanings.items():
            found.setdefault(field, {}).update(dict.fromkeys(map(plain, word.names), meaning))
    return found


@functools.cache
def _by_key() -> Mapping[str, Mapping[Key, Meaning]]:
    """Return the meanings of each field by the words of their names; what two names of one key say differently, none says."""
    found: dict[str, dict[Key, Meaning]] = {}
    for field, meanings in _by_field().items():
        for name, meaning in meanings.items():
            if words := key(name):
                held = found.setdefault(field, {})
                held[words] = meaning if held.get(words, meaning) == meaning else UNSETTLED
    return found


UNSETTLED = Meaning("")
"""What a phrase says that is near two names which say different things."""


@functools.cache
def aside(field: str) -> frozenset[str]:
    """Return the words that change nothing in a field, beside another word.

    >>> "morselized" in aside("materials"), "structural" in aside("materials")
    (True, False)
    """
    return frozenset(part for word in shop_words() if field in word.beside for name in word.names for part in key(name))


@functools.cache
def lexicon() -> frozenset[str]:
    """Return every single word that the table holds, as it is compared: none of them is a misspelling of another."""
    return frozenset(part for word in shop_words() for name in word.names for part in plain(name).split())
