"""Questions answered with a term in the learner's own words, and the near misses that betray how it was understood."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import Face, TextTable
from spine_edu.quiz.items import Item, Response, Write
from spine_edu.quiz.model import NotAnAnswer, Question, Verdict
from spine_edu.quiz.paper import Blank, Piece
from spine_edu.spots import Path
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

LONGEST = 120
"""How many characters an answer may have: a term, not a paragraph."""

_LETTERS = {"Æ": "ae", "æ": "ae", "Œ": "oe", "œ": "oe", "ß": "ss", "ẞ": "ss", "ı": "i"}
"""Letters that no accent can be taken from; İ becomes i by losing its dot."""


@dataclass(frozen=True)
class Term:
    """Wrong terms that a known way of thinking leads to, all for one reason."""

    forms: tuple[str, ...]
    why: str
    misconception: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Text(Question):
    """The answer is a term. Case, spaces, hyphens, accents and British or American spelling do not matter.

    One slip of the pen (a letter too many, too few, wrong, or two swapped) in a word of six letters or more is forgiven, and
    the spelling told, and so is an s too many or too few; never a first letter, never a digit. What may be meant for a right and
    a wrong term is asked for again.
    """

    kind = "text"
    fields = ("answer", "accept", "why", "near", "otherwise")

    answer: str
    accept: tuple[str, ...]
    why: str
    near: tuple[Term, ...]
    otherwise: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read a term with its other spellings and near terms, no two of which read the same."""
        question = cls(
            answer=entry.text("answer"),
            accept=entry.texts("accept"),
            why=entry.text("why"),
            near=entry.each("near", _term),
            otherwise=entry.text("otherwise", ""),
            **common,
        )
        seen: dict[str, str] = {}
        for path, form in _forms(question):
            same = joined(fold(form))
            if not same or len(form) > LONGEST:
                raise entry.fault(f"{shown(form)} is no term.", f"Give letters or digits, at most {LONGEST} characters.", *path)
            if same in seen:
                raise entry.fault(f"{shown(form)} reads the same as {shown(seen[same])}.", "Drop one of the two.", *path)
            seen[same] = form
        return question

    @property
    def form(self) -> str:
        return "a term"

    def paper(self, face: Face) -> tuple[Piece, ...]:
        return (Blank(),)

    def solution(self) -> str:
        return self.answer

    def table(self) -> TextTable:
        return {
            "answer": self.answer,
            "accept": list(self.accept),
            "why": self.why,
            "near": [{"forms": list(term.forms), "why": term.why, "idea": term.misconception} for term in self.near],
            "otherwise": self.otherwise or "Another term is asked for. Read once more which one thing the question wants named.",
        }

    def read_answer(self, answer: Any) -> str:
        text = tidy(answer)
        if len(text) > LONGEST:
            raise NotAnAnswer("Write the term alone, in a few words.")
        if not fold(text):
            raise NotAnAnswer("Write the term, in a word or a few.")
        return text

    def weigh(self, table: TextTable, answer: str) -> Verdict:
        """Find the term that was written, whole or with a slip that leads to one term alone."""
        given = fold(answer)
        own = [table["answer"], *table["accept"]]
        for form in own:
            if _same(given, form):
                written = "" if form == own[0] else f" This course writes “{own[0]}”."
                return Verdict(True, True, 1.0, table["why"] + written)
        for term in table["near"]:
            if any(_same(given, form) for form in term["forms"]):
                return Verdict(True, False, 0.0, term["why"], term["idea"])
        meant = next((form for form in own if _slip(given, form)), "")
        missed = next((term for term in table["near"] if any(_slip(given, form) for form in term["forms"])), None)
        if meant and missed:
            raise NotAnAnswer("Look at the spelling again: as it stands, this could be either of two terms.")
        if meant:
            return Verdict(True, True, 1.0, f"{table['why']} Mind the spelling: “{meant}”.")
        if missed:
            return Verdict(True, False, 0.0, missed["why"], missed["idea"])
        return Verdict(True, False, 0.0, table["otherwise"])

    def meant(self, answer: str) -> str:
        """Return the term of ours that was written, right or wrong, by the first of its forms; '' where it is none of them."""
        known = [(self.answer, *self.accept), *(term.forms for term in self.near)]
        given = fold(answer)
        found = (forms[0] for alike in (_same, _slip) for forms in known if any(alike(given, form) for form in forms))
        return next(found, "")

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        right = (self.answer, True, self.why)
        also = ((form, True, f"Means the same; this course writes “{self.answer}”.") for form in self.accept)
        wrong = ((form, False, term.why) for term in self.near for form in term.forms)
        return (right, *also, *wrong)

    def elsewhere(self) -> tuple[Item, ...]:
        right = (Response(form, True, self.why) for form in (self.answer, *self.accept))
        wrong = (Response(form, False, term.why, term.misconception) for term in self.near for form in term.forms)
        return (self.item(Write((*right, *wrong))),)


@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a term as it is compared: in plain form, small Latin letters and digits, in words, whether American or British.

    >>> fold("The Non-Union."), fold("Tumour of the oesophagus"), fold("Mobilising  hémilaminectomy")
    ('non union', 'tumor of the esophagus', 'mobilising hemilaminectomy')
    >>> fold("mobilizing"), fold("anaesthesia"), fold("centre"), fold("labelled")
    ('mobilising', 'anesthesia', 'center', 'labeled')
    """
    text = re.sub(r"[ÆæŒœßẞı]", lambda letter: _LETTERS[letter[0]], tidy(text))
    text = re.sub(r"[\u00c0-\u024f\u1e00-\u1eff]", lambda letter: unicodedata.normalize("NFD", letter[0]), text)
    text = re.sub(r"[A-Z]+", lambda letters: letters[0].lower(), re.sub(r"[\u0300-\u036f'\u2019]", "", text))
    text = re.sub(r"[ /_\"\u201c\u201d()-]+", " ", text)
    text = re.sub(r"[ .,;:!?]+$", "", text).lstrip(" ")
    text = re.sub(r"^(?:the|an?) (?=.)", "", text, flags=re.DOTALL)
    text = re.sub(r"([bt])re(?=s?(?![a-z]))", r"\1er", text)
    text = re.sub(r"[ao]e", "e", text)
    text = re.sub(r"our(?=(?:s|ed|ing)?(?![a-z]))", "or", text)
    text = re.sub(r"([iy])z", r"\1s", text)
    return re.sub(r"ll(?=(?:ed|ing|er)(?![a-z]))", "l", text)


def joined(folded: str) -> str:
    """Return a term as `fold` left it, without its blanks: non union and nonunion are one."""
    return folded.replace(" ", "")


def _same(given: str, form: str) -> bool:
    return joined(given) == joined(fold(form))


def _slip(given: str, form: str) -> bool:
    """Whether one word of the form was written with one slip, or as one for many, and all others rightly."""
    ours, theirs = fold(form).split(" "), given.split(" ")
    if len(ours) != len(theirs):
        return False
    differ = [(word, written) for word, written in zip(ours, theirs, strict=True) if word != written]
    if len(differ) != 1 or not all(re.fullmatch(r"[a-z]+", word) for word in differ[0]):
        return False
    word, written = differ[0]
    return f"{word}s" == written or word == f"{written}s" or (len(word) >= 6 and _one_edit(word, written))


def _one_edit(word: str, written: str) -> bool:
    """Whether one letter after the first was added, left out or changed, or two swapped: septic is no slip of aseptic."""
    start = 0
    while start < min(len(word), len(written)) and word[start] == written[start]:
        start += 1
    rest, seen = word[start:], written[start:]
    swapped = len(rest) > 1 and rest[1] + rest[0] + rest[2:] == seen
    return start > 0 and (swapped or rest[1:] == seen[1:] or rest[1:] == seen or rest == seen[1:])


def _forms(question: Text) -> Iterator[tuple[Path, str]]:
    """Yield every term that is named, right or wrong, with the place where it is."""
    yield ("answer",), question.answer
    for n, form in enumerate(question.accept):
        yield ("accept", n), form
    for n, term in enumerate(question.near):
        for m, form in enumerate(term.forms):
            yield ("near", n, "forms", m), form


def _term(entry: Entry) -> Term:
    entry.only("forms", "why", "misconception")
    forms = entry.texts("forms")
    if not forms:
        raise entry.fault("It must list at least one wrong term.", "Write it in brackets, such as [fusion].", "forms")
    return Term(forms, entry.text("why"), entry.text("misconception"))
