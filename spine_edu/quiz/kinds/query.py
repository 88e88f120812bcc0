"""Questions that are answered with a query: a free text to the surgeon, read point by point by rules that anybody can look up.

The rules are data/query_rules.yml. They see words, not sense: a query that keeps them may still be clumsy, one that
breaks them is not to be sent. static/kinds/query.js reads the same rules in the same way, and the tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from spine_edu import data
from spine_edu.cases import case_named
from spine_edu.errors import UnknownCase
from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import Face, QueryFace, QueryRules, QueryTable
from spine_edu.quiz.items import Compose, Item
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict
from spine_edu.quiz.paper import Blank, Line, Piece, Prose
from spine_edu.text.typed import tidy

LONGEST = 1200
"""How many characters a query may have: a few sentences."""
POINTS = ("quotes", "gap", "open", "leads", "money")
"""What a query is read for, in this order."""
_RUN = 3
"""So many words in a row are a quotation, if two of them say something."""
_TOKEN = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[$€£]|[.!?]+(?=[ \"“”»]|$)|[,;:]|[\"“”„«»]")
_MARKS = frozenset('"“”„«»')
_PAUSES = frozenset(",;:")


_Outcome = tuple[str, str]
"""What is said of a point, by its name in the rules (right, wrong, other), and the words it is said of."""


@dataclass(frozen=True, kw_only=True, repr=False)
class QueryQuestion(Question):
    """The answer is a query about the note of a case.

    It quotes the note, names the gap, asks openly, leads nobody, speaks of no money. `gap` has the words that name what is
    missing, `answers` those that would answer it, a list for each answer.
    """

    kind = "query"
    fields = ("case", "gap", "answers", "example", "why", "misconception")

    note: tuple[str, ...]
    gap: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    example: str
    why: str
    misconception: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the case with its gap, and an example that keeps every rule."""
        try:
            note = case_named(entry.text("case")).note
        except UnknownCase as error:
            raise entry.fault(str(error), "Take the id of a case in data/cases/.", "case") from error
        question = cls(
            note=tuple(" ".join(block.split()) for block in note.split("\n\n") if block.strip()),
            gap=entry.texts("gap"),
            answers=entry.each("answers", _answer),
            example=entry.text("example"),
            why=entry.text("why"),
            misconception=entry.text("misconception"),
            **common,
        )
        if not question.gap:
            raise entry.fault("It lists the words that name what is missing.", "Such as [where, place].", "gap")
        missed = [part for part in question.weigh(question.table(), question.example).parts if not part.correct]
        if missed:
            problem = f"it breaks a rule: {missed[0].label}. {missed[0].why}"
            raise entry.fault(problem, "Write an example that keeps all of data/query_rules.yml.", "example")
        return question

    @property
    def form(self) -> str:
        return "a query"

    def face(self, seed: int | str | None = None) -> QueryFace:
        return {**super().face(seed), "note": list(self.note), "rules": query_rules()}

    def paper(self, face: Face) -> tuple[Piece, ...]:
        return (
            Prose(tuple((paragraph,) for paragraph in self.note)),
            Line("What the note says, what is missing, and an open question:"),
            Blank(),
        )

    def table(self) -> QueryTable:
        answers = [list(words) for words in self.answers]
        return {"gap": list(self.gap), "answers": answers, "why": self.why, "example": self.example, "idea": self.misconception}

    def read_answer(self, answer: Any) -> str:
        text = tidy(answer)
        if len(text) > LONGEST:
            raise NotAnAnswer(f"A query is a few sentences: write at most {LONGEST} characters.")
        if len([token for token in _tokens(text) if _is_word(token)]) < _RUN:
            raise NotAnAnswer("Write your query: what the note says, what is missing, and a question.")
        return text

    def weigh(self, table: QueryTable, answer: str) -> Verdict:
        """Read a query point by point; one that leads or speaks of money is worth nothing, whatever else it has."""
        written, rules = _Written.of(answer), query_rules()
        found: dict[str, _Outcome] = {
            "quotes": _quotation(written, _words(" ".join(self.note)), rules),
            "gap": _named(written, table["gap"]),
            "open": _openness(written, rules),
            "leads": _pressure(written, table["answers"], rules),
            "money": _wrong_if(_first(rules["money"], written.own)),
        }
        parts = tuple(self._part(name, found[name], table["idea"]) for name in POINTS)
        kept = sum(part.correct for part in parts)
        if kept == len(parts):
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        earned = sum(part.correct for part in parts[:3]) / 4 if all(part.correct for part in parts[3:]) else 0.0
        return Verdict(True, False, earned, f"{kept} of {len(parts)} points are as they should be.", parts=parts)

    def _part(self, point: str, outcome: _Outcome, idea: str) -> Part:
        told, (how, said) = query_rules()["points"][point], outcome
        why = {"right": told["right"], "wrong": told["wrong"], "other": told["other"]}[how].replace("{said}", said)
        return Part(told["label"], how == "right", why, idea if how != "right" and point in POINTS[2:] else "")

    def solution(self) -> str:
        return self.example

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        return ((self.example, True, self.why),)

    def elsewhere(self) -> tuple[Item, ...]:
        form, reading = Compose(self.example, self.why), tuple((paragraph,) for paragraph in self.note)
        return (self.item(form, reading=reading),)


def query_rules() -> QueryRules:
    """Return the rules as they stand in data/query_rules.yml, without their sources."""
    rules = {name: value for name, value in data.document("query_rules.yml").items() if name != "sources"}
    return cast(QueryRules, rules)


@dataclass(frozen=True)
class _Written:
    """A query in words: all of them, those that are its own, the pieces between quotation marks, and its own sentences."""

    words: tuple[str, ...]
    own: tuple[str, ...]
    quoted: tuple[tuple[str, ...], ...]
    sentences: tuple[tuple[tuple[str, ...], str], ...]

    @classmethod
    def of(cls, text: str) -> _Written:
        """Take a tidy text apart; a query that stands between quotation marks as a whole quotes nothing by them."""
        tokens = _tokens(text)
        if len(tokens) > 1 and [n for n, token in enumerate(tokens) if token in _MARKS] == [0, len(tokens) - 1]:
            tokens = tokens[1:-1]  # the whole query stands between quotation marks
        quoted: list[list[str]] = []
        sentences: list[tuple[list[str], str]] = [([], "")]
        inside = False
        for token in tokens:
            if token in _MARKS:
                inside = not inside
                if inside:
                    quoted.append([])
            elif inside and _is_end(token):
                quoted.append([])
            elif inside:
                quoted[-1] += [token] if _is_word(token) else []
            elif _is_end(token):
                sentences[-1] = (sentences[-1][0], token)
                sentences.append(([], ""))
            else:
                sentences[-1][0].append(token)
        return cls(
            words=tuple(filter(_is_word, tokens)),
            own=tuple(token for sentence, _ in sentences for token in sentence if _is_word(token)),
            quoted=tuple(tuple(piece) for piece in quoted if piece),
            sentences=tuple((tuple(sentence), end) for sentence, end in sentences if sentence),
        )


def _answer(entry: Entry) -> tuple[str, ...]:
    """Read the words of one answer that the note leaves open."""
    entry.only("words")
    if words := entry.texts("words"):
        return words
    raise entry.fault("It lists the words that would name this answer.", "Such as [gutter*].", "words")


def _quotation(written: _Written, note: tuple[str, ...], rules: QueryRules) -> _Outcome:
    """Look for words of the note in a row; whatever stands between quotation marks has to be such."""
    for piece in written.quoted:
        if not _stands(piece, note):
            return "other", " ".join(piece)
    longest: tuple[str, ...] = ()
    for start in range(len(written.words)):
        end = start + max(_RUN, len(longest) + 1)
        while end <= len(written.words) and _stands(written.words[start:end], note):
            longest, end = written.words[start:end], end + 1
    telling = [
        word for word in longest if word not in rules["plain"] and (len(word) > 3 or any(letter.isdigit() for letter in word))
    ]
    return ("right", " ".join(longest)) if len(telling) > 1 else ("wrong", "")


def _named(written: _Written, gap: list[str]) -> _Outcome:
    found = _first(gap, written.own)
    return ("right", found) if found else ("wrong", "")


def _openness(written: _Written, rules: QueryRules) -> _Outcome:
    """Look for a question or a request that is open, and for one that wants a yes or a no."""
    opened = ""
    for sentence, end in written.sentences:
        asks = "?" in end
        if not asks and not any(word in rules["courtesy"] for word in sentence):
            continue
        opening = _opening(sentence, rules, asks)
        if asks and not opening:
            return "other", _beginning(tuple(filter(_is_word, sentence)))
        opened = opened or opening
    return ("right", opened) if opened else ("wrong", "")


def _opening(sentence: tuple[str, ...], rules: QueryRules, asks: bool) -> str:
    """Return the words that open a question, '' where it is closed or none."""
    opened = ""
    for clause in _clauses(sentence):
        start = next((n for n, word in enumerate(clause) if word not in rules["before"]), len(clause))
        said = clause[start:]
        asked = next((n for n, word in enumerate(said) if word in rules["asking"]), -1)
        polite = said[:1] and said[0] in rules["polite"] and said[1:2] == ("you",) and asked > 1
        if asks and said[:1] and said[0] in rules["closed"] and not polite:
            return ""
        if asked == 0 or polite or (asked > 0 and (not asks or asked == len(said) - 1)):
            opened = opened or _beginning(said[asked:])
    return opened


def _pressure(written: _Written, answers: list[list[str]], rules: QueryRules) -> _Outcome:
    """Look for words that hope for an answer, and for answers that are named without a choice."""
    pressing = _first(rules["leads"], written.own)
    if pressing:
        return "wrong", pressing
    offered = [found for words in answers if (found := _first(words, written.own))]
    if offered and (len(offered) == 1 or not _first(rules["ways_out"], written.own)):
        return "other", offered[0]
    return "right", ""


def _wrong_if(said: str) -> _Outcome:
    return ("wrong", said) if said else ("right", "")


def _tokens(text: str) -> list[str]:
    """Return the words, pauses, ends of sentences and quotation marks of a text that is tidy already."""
    plain = re.sub("[A-Z]+", lambda letters: letters[0].lower(), text.replace("’", "'"))
    return _TOKEN.findall(plain)


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(_is_word, _tokens(tidy(text))))


def _is_word(token: str) -> bool:
    return not _is_end(token) and token not in _MARKS and token not in _PAUSES


def _is_end(token: str) -> bool:
    return token[0] in ".!?"


def _clauses(sentence: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut a sentence at its pauses."""
    clauses: list[list[str]] = [[]]
    for token in sentence:
        if token in _PAUSES:
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [tuple(clause) for clause in clauses if clause]


def _stands(run: tuple[str, ...], note: tuple[str, ...]) -> bool:
    return any(note[n : n + len(run)] == run for n in range(len(note) - len(run) + 1))


def _first(phrases: Iterable[str], words: tuple[str, ...]) -> str:
    """Return the first phrase of a list that stands among words, as it stands there."""
    for phrase in phrases:
        parts = phrase.split(" ")
        for n in range(len(words) - len(parts) + 1):
            run = words[n : n + len(parts)]
            if all(
                word.startswith(part[:-1]) if part.endswith("*") else word == part for word, part in zip(run, parts, strict=True)
            ):
                return " ".join(run)
    return ""


def _beginning(words: tuple[str, ...]) -> str:
    return " ".join(words[:4]) + (" …" if len(words) > 4 else "")
