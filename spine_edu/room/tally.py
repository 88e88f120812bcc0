"""What a room thinks: how many gave each answer, which belief stands behind it, and who changed their mind between two votes.

Answers are judged by `spine_edu.quiz.judge`, as everywhere. An answer that is made of pieces (options ticked, places, characters
of a code, phrases of a note) is counted by its pieces.
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spine_edu.quiz import Part, Question, Verdict, judge
from spine_edu.quiz.kinds.choice import Choice, Single
from spine_edu.quiz.kinds.code import PCS, Code
from spine_edu.quiz.kinds.number import Number
from spine_edu.quiz.kinds.order import Order
from spine_edu.quiz.kinds.text import Text
from spine_edu.room.ballot import HAND, Votes

KINDS = ("single", "multiple", "number", "place", "code", "tag", "match", "part", "order", "text")
"""The kinds of question that a room is asked: what a phone can answer in a minute, and bars can show.

Of a term in free words the bars name what the question knows, right or wrong; all else is counted and not shown.
"""

ELSE = "something else"

MOST_ROWS = 10
"""So many different answers are named on screen; what came more rarely is counted together."""


@dataclass(frozen=True)
class Tallied:
    """One answer, or one piece of answers: how many gave it in each round, whether it is right, and the belief behind it."""

    label: str
    counts: tuple[int, ...]
    correct: bool
    belief: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Shift:
    """How the seats that voted twice moved between right and wrong."""

    to_right: int = 0
    to_wrong: int = 0
    stayed_right: int = 0
    stayed_wrong: int = 0

    @property
    def seats(self) -> int:
        """How many voted twice."""
        return self.to_right + self.to_wrong + self.stayed_right + self.stayed_wrong


def verdict_on(question: Question, answer: object) -> Verdict:
    """Return what an answer of a phone is worth; the same answer is judged once, however many give it."""
    return _judged(question, json.dumps(answer, sort_keys=True))


def pieces(question: Question, answer: object) -> tuple[Part, ...]:
    """Return the pieces by which an answer is counted, each with its own verdict; a whole code that a belief led to is one, too.

    >>> from spine_edu.quiz import question_named
    >>> [piece.label for piece in pieces(question_named("step-joints-in-note"), "3")]
    ['3 joints']
    """
    found = verdict_on(question, answer)
    whole = Part(_said(question, answer), found.correct, found.why, found.misconception)
    if isinstance(question, Order):
        return _places(question, answer, found.misconception)
    if not found.parts:
        return (whole,)
    told = {part.misconception for part in found.parts}
    return found.parts if found.misconception in (*told, "") else (*found.parts, whole)


def rows(question: Question, rounds: Sequence[Votes]) -> tuple[Tallied, ...]:
    """Return the answers of a room, most frequent first; options stand in their order, characters of a code by their place.

    What is right, and every option, is among them, though nobody gave it; whoever shows rows before the reveal leaves out those
    without counts and what they are worth.
    """
    counted = [Counter(piece.label for answer in votes.values() for piece in pieces(question, answer)) for votes in rounds]
    offered = [piece for option in _options(question) for piece in pieces(question, option)]
    given = [piece for votes in rounds for answer in votes.values() for piece in pieces(question, answer)]
    known = {piece.label: piece for piece in (*offered, *pieces(question, question.solution()), *given)}
    letters = {piece.label: chr(ord("A") + n) for n, piece in enumerate(offered)}
    found = [
        Tallied(label, tuple(count[label] for count in counted), piece.correct, piece.misconception, letters.get(label, ""))
        for label, piece in known.items()
    ]
    if offered:
        return tuple(found)
    by_place = isinstance(question, Order) or (isinstance(question, Code) and question.system == PCS)
    return tuple(sorted(found, key=lambda row: (row.label[:1] if by_place else "", -sum(row.counts))))


def right(question: Question, votes: Votes) -> int:
    """Return how many answers of a round are right."""
    return sum(verdict_on(question, answer).correct for answer in votes.values())


def shift(question: Question, rounds: Sequence[Votes]) -> Shift:
    """Return how seats moved from the first round to the second; raised hands are not known again.

    >>> from spine_edu.quiz import question_named
    >>> shift(question_named("step-joints-in-note"), [{"a": "3", "b": "9"}, {"a": "3", "b": "9", "c": "3"}]).seats
    2
    """
    first, second = rounds
    both = [seat for seat in first if seat in second and not seat.startswith(HAND)]
    moved = Counter(tuple(verdict_on(question, votes[seat]).correct for votes in (first, second)) for seat in both)
    return Shift(moved[False, True], moved[True, False], moved[True, True], moved[False, False])


@functools.lru_cache(maxsize=4096)
def _judged(question: Question, answer: str) -> Verdict:
    return judge(question, json.loads(answer))


def _options(question: Question) -> list[object]:
    """Return each option as an answer, where a question offers options."""
    return [option.text for option in question.options] if isinstance(question, Choice) else []


def _places(question: Order, answer: object, belief: str) -> tuple[Part, ...]:
    """Return what stands at each place of an order, and the telling pair that is turned, if one is."""
    right = question.solution()
    placed = [right[n] for n in question.read_answer(answer)]
    found = [Part(f"{n}. {text}", text == right[n - 1], "") for n, text in enumerate(placed, 1)]
    turned = next((near for near in question.near if near.misconception == belief), None)
    if turned:
        found.append(Part(f"{turned.before} before {turned.after}", False, turned.why, belief))
    return tuple(found)


def _said(question: Question, answer: object) -> str:
    """Return an answer that was judged as it reads in a list of answers."""
    read = question.read_answer(answer)
    match question:
        case Single():
            return question.options[read].text
        case Number():
            return f"{read:g} {question.unit}".strip()
        case Text():
            return question.meant(read) or ELSE
    return str(read)
