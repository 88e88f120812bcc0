"""What a phone and the desk are told of a room. Neither is told what is right before the reveal: what is not sent cannot leak."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal, TypedDict

from spine_edu import data
from spine_edu.quiz import Question, verdict_table
from spine_edu.quiz.contract import AskedFace, AskedTable
from spine_edu.quiz.kinds.choice import Choice
from spine_edu.room.ballot import Asking
from spine_edu.room.hall import Hall
from spine_edu.room.tally import MOST_ROWS, Tallied, right, rows, shift
from spine_edu.widgets.asking.question import asked_face


class PhoneTold(TypedDict):
    """What a phone shows: the question without its key, and what this seat answered; after the reveal the verdict table, too."""

    asking: int
    round: int
    phase: Literal["none", "ready", "open", "closed", "talk"]
    face: AskedFace | None
    table: AskedTable | None
    answer: object


class Bar(TypedDict):
    """One answer of the room: how many gave it in each round; whether it is right, and what is believed by it, once revealed."""

    letter: str
    label: str
    counts: list[int]
    right: bool | None
    belief: str


class Moves(TypedDict):
    """How many of the seats that voted twice moved between right and wrong."""

    to_right: int
    to_wrong: int
    stayed_right: int
    stayed_wrong: int


class DeskQuestion(TypedDict):
    """The question on screen: its options where it has some, its level map where it has one."""

    id: str
    stem: str
    options: list[str]
    picture: str
    hands: bool


class DeskTold(TypedDict):
    """What the desk shows. `answered` counts each round, `others` what the bars leave out; these are empty until asked for."""

    question: DeskQuestion | None
    phase: Literal["none", "ready", "open", "closed", "talk"]
    answered: list[int]
    here: int
    shown: bool
    revealed: bool
    until: float
    bars: list[Bar]
    others: list[int]
    right: list[int]
    moves: Moves | None
    locked: bool
    fault: str


def for_phone(hall: Hall, seat: str) -> PhoneTold:
    """Return what the phone on a seat is told."""
    session = hall.session
    if session.at < 0:
        return {"asking": -1, "round": 0, "phase": "none", "face": None, "table": None, "answer": None}
    asking, question = session.asking, hall.question
    face: AskedFace = {**asked_face(question, None, False), "hints": []}  # a hint in one row is heard in the next
    return {
        "asking": session.at,
        "round": len(asking.rounds),
        "phase": asking.phase,
        "face": face if asking.phase != "ready" else None,
        "table": verdict_table(question) if asking.revealed else None,
        "answer": asking.votes.get(seat),
    }


def for_desk(hall: Hall) -> DeskTold:
    """Return what the desk is told."""
    session = hall.session
    asking = session.asking if session.at >= 0 else Asking("")
    told: DeskTold = {
        "question": None,
        "phase": "none",
        "answered": [len(votes) for votes in asking.rounds],
        "here": hall.here,
        "shown": asking.shown,
        "revealed": asking.revealed,
        "until": asking.talk_until,
        "bars": [],
        "others": [],
        "right": [],
        "moves": None,
        "locked": session.locked,
        "fault": hall.journal.fault,
    }
    if session.at < 0:
        return told
    question = hall.question
    told |= {"question": _question(question), "phase": asking.phase}
    if asking.shown and asking.rounds:
        told |= _counted(question, asking)
    return told


def _question(question: Question) -> DeskQuestion:
    face = asked_face(question, None, False)
    picture = str(face.get("picture", ""))
    options = [option.text for option in question.options] if isinstance(question, Choice) else []
    return {
        "id": question.id,
        "stem": question.stem,
        "options": options,
        "picture": picture,
        "hands": question.kind == "single",
    }


def _counted(question: Question, asking: Asking) -> Any:
    """Return the bars of a question, and once it is revealed, what they are worth: the fields of `DeskTold` that say so."""
    seen = [row for row in rows(question, asking.rounds) if row.letter or any(row.counts) or (asking.revealed and row.correct)]
    frequent = sorted(seen, key=lambda row: -sum(row.counts))[:MOST_ROWS]
    kept = [row for row in seen if row in frequent or row.letter or (asking.revealed and row.correct)]
    left = [row for row in seen if row not in kept]
    told: dict[str, Any] = {
        "bars": [_bar(row, asking.revealed) for row in kept],
        "others": [sum(row.counts[n] for row in left) for n in range(len(asking.rounds))] if left else [],
    }
    if asking.revealed:
        told["right"] = [right(question, votes) for votes in asking.rounds]
        if len(asking.rounds) == 2:
            told["moves"] = asdict(shift(question, asking.rounds))
    return told


def _bar(row: Tallied, revealed: bool) -> Bar:
    known = data.document("misconceptions.yml")
    belief = known[row.belief]["text"] if revealed and row.belief in known else ""
    return {
        "letter": row.letter,
        "label": row.label,
        "counts": list(row.counts),
        "right": row.correct if revealed else None,
        "belief": belief,
    }
