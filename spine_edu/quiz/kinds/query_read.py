"""A query read point by point, by words that anybody can look up: twin of the reading in widgets/static/asking/kinds/query.js."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from spine_edu import data
from spine_edu.quiz.contract import QueryRules
from spine_edu.text.typed import tidy

POINTS = ("quotes", "gap", "open", "leads", "money")
"""What a query is read for, in this order."""
_RUN = 3
"""So many words in a row are a quotation, if two of them say something."""
_TOKEN = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[$€£]|[.!?]+(?=[ \"“”»]|$)|[,;:]|[\"“”„«»]")
_MARKS = frozenset('"“”„«»')
_PAUSES = frozenset(",;:")
Outcome = tuple[str, str]
"""What is said of a point, by its name in the rules (right, wrong, other), and the words it is said of."""


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


def _quotation(written: _Written, note: tuple[str, ...], rules: QueryRules) -> Outcome:
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


def _named(written: _Written, gap: list[str]) -> Outcome:
    found = _first(gap, written.own)
    return ("right", found) if found else ("wrong", "")


def _openness(written: _Written, rules: QueryRules) -> Outcome:
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


def _pressure(written: _Written, answers: list[list[str]], rules: QueryRules) -> Outcome:
    """Look for words that hope for an answer, and for answers that are named without a choice."""
    pressing = _first(rules["leads"], written.own)
    if pressing:
        return "wrong", pressing
    offered = [found for words in answers if (found := _first(words, written.own))]
    if offered and (len(offered) == 1 or not _first(rules["ways_out"], written.own)):
        return "other", offered[0]
    return "right", ""


def _wrong_if(said: str) -> Outcome:
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


def outcomes(text: str, note: tuple[str, ...], gap: list[str], answers: list[list[str]]) -> dict[str, Outcome]:
    """Return what is to be said of a tidy query on each of the points, in their order.

    >>> outcomes("Which bone was used?", ("Bone was laid in.",), ["bone"], [["crest*"]])["gap"][0]
    'right'
    """
    written, rules = _Written.of(text), query_rules()
    return {
        "quotes": _quotation(written, _words(" ".join(note)), rules),
        "gap": _named(written, gap),
        "open": _openness(written, rules),
        "leads": _pressure(written, answers, rules),
        "money": _wrong_if(_first(rules["money"], written.own)),
    }


def says_too_little(text: str) -> bool:
    """Whether a text has fewer words than a quotation alone would have."""
    return len([token for token in _tokens(text) if _is_word(token)]) < _RUN
