"""One word out of those of a field: ours, or a coder's word that says one of ours; what is not known is led on."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.errors import OperationError
from spine_edu.operation import words
from spine_edu.operation.fields import FieldReading
from spine_edu.operation.phrases import found_in, key
from spine_edu.text.lists import listed
from spine_edu.text.quoting import nearest, shown
from spine_edu.text.spelling import plain, slip_of
from spine_edu.text.typed import tidy

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

    def __call__(self, value: object, reading: FieldReading) -> str:
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
