"""What is to be mended in the lists that all else rests on: words, sources, facts, conditions, histories and the like."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spine_edu import data
from spine_edu.errors import DataError, together
from spine_edu.files.entry import Entry, read_parts
from spine_edu.glossary import read_term
from spine_edu.histories import read_history
from spine_edu.operation import words_of
from spine_edu.operation.words import COMMON_USE, read_shop_word
from spine_edu.quiz.objectives import read_objective
from spine_edu.review.conditions import read_condition
from spine_edu.review.draft import Draft, Finding, entries_in
from spine_edu.review.facts import read_fact
from spine_edu.text.quoting import shown, some


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of list: what an entry is called, the fields by which it is known, and how an entry is read."""

    what: str
    known_by: tuple[str, ...]
    read: Callable[[str, Entry], object]


def shelf_of(text: str) -> Shelf | None:
    """Return which of the lists a text holds, by the fields that stand in its lines, or None.

    >>> shelf_of("disc:\\n  says: A cushion.\\n  also: []\\n").what, shelf_of("- id: x\\n  stem: Why?\\n")
    ('term', None)
    """
    if re.search(r"^-", text, re.MULTILINE):
        return None
    held = (
        shelf for shelf in SHELVES if all(re.search(rf"(?:^ +|[{{,] *){field}:", text, re.MULTILINE) for field in shelf.known_by)
    )
    return next(held, None)


def review_shelf_file(text: str, file: str, shelf: Shelf) -> list[Finding]:
    """Return all that is to be mended in one of the lists.

    >>> text = "disc:\\n  says: A cushion between two bodies.\\n  also: none\\n  source: sp-ivd\\n"
    >>> print(review_shelf_file(text, "my.yml", shelf_of(text))[0])
    my.yml:3: disc, also: It must be a list, got 'none'. Start each item with a dash, or put them in [brackets].
    """
    drafts, found = entries_in(text, file, shelf.what, dict)
    found += [finding for draft in drafts for finding in review_shelf_entry(draft, shelf)]
    if shelf.what in ("term", "shop word"):
        found += _named_twice(drafts)
    return sorted(found, key=lambda finding: finding.line)


def review_shelf_entry(draft: Draft, shelf: Shelf) -> list[Finding]:
    """Return what keeps one entry of a list from being read."""
    try:
        shelf.read(str(draft.place), Entry(draft.fields, draft.id))
    except DataError as error:
        return draft.unread(error)
    return []


def _named_twice(drafts: list[Draft]) -> Iterator[Finding]:
    """A name that stands at two terms leads a reader to one of them only."""
    terms: dict[str, str] = {}
    for draft in drafts:
        also = draft.fields.get("also") if isinstance(draft.fields, dict) else None
        names = [((), draft.place), *((("also", n), name) for n, name in enumerate(also if isinstance(also, list) else []))]
        for path, name in names:
            if isinstance(name, str) and terms.setdefault(name.casefold(), draft.id) != draft.id:
                yield draft.finding(
                    path, f"{shown(name)} leads to {shown(terms[name.casefold()])} already.", "Let it stand once."
                )


def _term(name: str, entry: Entry) -> None:
    read_term(name, entry)
    _rests_on(entry, "source", "sources.yml")


def _source(name: str, entry: Entry) -> None:
    fields = ("title", "publisher", "edition", "address", "licence")
    read_parts(
        only=lambda: entry.only(*fields, "checked", "seen"),
        **{field: functools.partial(entry.text, field) for field in fields if field != "address"},
        address=lambda: _address(entry),
        seen=lambda: entry.one_of("seen", ("full", "part", "excerpt", "abstract", "data", "copy", "no")),
        checked=lambda: entry.day("checked"),
    )


def _address(entry: Entry) -> None:
    if not entry.text("address").startswith(("https://", "http://")):
        raise entry.fault("It must be an address.", "Begin it with https://.", "address")


def _misconception(name: str, entry: Entry) -> None:
    read_parts(
        only=lambda: entry.only("text", "refutation", "rule", "source"),
        text=lambda: entry.text("text"),
        refutation=lambda: entry.text("refutation"),
        rests=lambda: _rests_on_one(entry),
    )


def _rests_on_one(entry: Entry) -> None:
    if ("rule" in entry.value) == ("source" in entry.value):
        raise entry.fault("It rests on a rule or on a source.", "Name one of the two.", "source")
    field = "rule" if "rule" in entry.value else "source"
    _rests_on(entry, field, f"{field}s.yml")


def _history(name: str, entry: Entry) -> None:
    read_history(entry)
    for event in entry.entries("events"):
        _rests_on(event, "source", "sources.yml")


def _word(name: str, entry: Entry) -> None:
    word = read_shop_word(name, entry)
    faults = [
        entry.fault(f"{shown(meant)} is no word of {field}.", f"Take one of {some(words_of(field))}.", *path)
        for field, meaning in word.meanings.items()
        for path, words in [((field,), (meaning.means,)) if meaning.means else ((field, "choices"), meaning.choices)]
        for meant in words
        if meant not in words_of(field)
    ]
    if word.source != COMMON_USE and word.source not in data.document("sources.yml"):
        faults.append(_no_such(entry, "source", "sources.yml"))
    if faults:
        raise together(faults)


def _rests_on(entry: Entry, field: str, file: str) -> None:
    if entry.text(field) not in data.document(file):
        raise _no_such(entry, field, file)


def _no_such(entry: Entry, field: str, file: str) -> DataError:
    return entry.fault(f"There is no {field} {shown(entry.text(field))}.", f"Take a key of data/{file}, or add one there.", field)


SHELVES = (
    Shelf("term", ("says", "also"), _term),
    Shelf("source", ("publisher", "licence"), _source),
    Shelf("fact", ("statement", "grade"), read_fact),
    Shelf("misconception", ("refutation",), _misconception),
    Shelf("condition", ("words", "diagnoses"), read_condition),
    Shelf("objective", ("title", "lesson"), read_objective),
    Shelf("history", ("lanes", "spans", "events"), _history),
    Shelf("shop word", ("source",), _word),
)
