"""Whether note and diagnoses of a case agree: what is broken, loose, sunk or infected is coded, and what is coded is told."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spine_edu import data
from spine_edu.cases import Case
from spine_edu.files.entry import Entry
from spine_edu.review.draft import Fault
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown

_FIRST_DAY = "2015-10-01"  # ICD-10-CM began; diagnoses of earlier stays are not part of a case


@dataclass(frozen=True, slots=True)
class Condition:
    """What a note may say, by patterns, and how a diagnosis that says the same begins."""

    name: str
    words: re.Pattern[str]
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    diagnoses: tuple[str, ...]

    def told_in(self, sentence: str) -> str:
        """Return the words by which a sentence tells of it; '' if it does not."""
        found = self.words.search(sentence)
        if not found or (self.near and not self.near.search(sentence)) or (self.unless and self.unless.search(sentence)):
            return ""
        return found.group()

    def is_said_by(self, code: str) -> bool:
        """Whether a diagnosis says it."""
        return code.startswith(self.diagnoses)


def read_condition(name: str, entry: Entry) -> Condition:
    """Read one entry of data/conditions.yml."""
    entry.only("words", "near", "unless", "diagnoses")
    return Condition(
        name=name,
        words=_pattern(entry.texts("words")),
        near=_pattern(entry.texts("near")) if "near" in entry.value else None,
        unless=_pattern(entry.texts("unless")) if "unless" in entry.value else None,
        diagnoses=tuple(entry.texts("diagnoses")),
    )


@functools.cache
def conditions() -> tuple[Condition, ...]:
    """Return every condition that notes are read for."""
    written = data.document("conditions.yml")
    return tuple(read_condition(name, Entry(fields, f"data/conditions.yml, {name}")) for name, fields in written.items())


def note_and_diagnoses_say_the_same(case: Case) -> Iterator[Fault]:
    """Yield what the note tells and no diagnosis says, and what a diagnosis says and the note does not tell."""
    if case.operation.discharged < _FIRST_DAY:
        return
    diagnoses = [code for code in (case.operation.principal, *case.operation.secondary) if code]
    left_out = [" ".join(item.phrase.split()) for item in case.unreported]
    for condition in conditions():
        told = [(words, sentence) for sentence in _sentences(case.note) if (words := condition.told_in(sentence))]
        open_ = [words for words, sentence in told if not any(phrase in sentence for phrase in left_out)]
        if open_ and not any(map(condition.is_said_by, diagnoses)):
            codes = listed((f"{code}-" for code in condition.diagnoses), "or")
            fix = f"Add one of {codes}, or give the phrase in `unreported:` with `because:`."
            yield ("operation", "diagnoses"), f"The note says {shown(open_[0])}, and no diagnosis says so.", fix
    for code in diagnoses:
        means = [condition for condition in conditions() if condition.is_said_by(code)]
        if means and not any(condition.words.search(case.note) for condition in means):
            text = f"{code} is among the diagnoses, and the note does not tell of it."
            yield ("operation", "diagnoses"), text, "Let the note tell it, or leave it out: a coder codes what is documented."


def what_is_left_out_stands_in_the_note(case: Case) -> Iterator[Fault]:
    note = " ".join(case.note.split())
    for n, item in enumerate(case.unreported):
        if " ".join(item.phrase.split()) not in note:
            fix = "Copy the words from the note, letter by letter."
            yield ("unreported", n, "phrase"), f"{shown(item.phrase)} does not stand in the note word for word.", fix


def _sentences(note: str) -> list[str]:
    return [" ".join(sentence.split()) for sentence in re.split(r"(?<=[.?!;])\s+|\n", note) if sentence.strip()]


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    r"""Return a pattern for whole words; a star stands for any ending.

    >>> bool(_pattern(["rod*"]).search("Both rods were cut.")), bool(_pattern(["rod"]).search("Both rods were cut."))
    (True, False)
    """
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
