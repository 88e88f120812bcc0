"""Skills that were trained on practice cases, in the log like answers to a question: `practice.device` and its like.

Each case is another one, so each first hand-in is a first try. What is kept as the answer is flat: the number of the case, what
was put in, and the beliefs that it tempted to, parted by blanks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from spine_edu import days
from spine_edu.learner import log
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.standing import standing
from spine_edu.quiz.skills import Skill, skills


@dataclass(frozen=True, slots=True)
class Practised:
    """What one hand-in of a case showed of one skill; `number` counts the hand-ins, `revealed` says that all was shown before."""

    skill: Skill
    case: int
    given: str
    score: float
    beliefs: tuple[str, ...]
    tempting: tuple[str, ...]
    number: int
    revealed: bool
    time: str


def remember_practised(one: Practised) -> str:
    """Add what a hand-in showed to the log; return '' or, if it cannot be saved, one sentence for the learner.

    Told twice with the same time it is in the log once.
    """
    name = one.skill.logged_as
    if log.holds(name, one.time):
        return ""
    answer = {"case": one.case, "given": one.given, "tempting": " ".join(one.tempting)}
    mark = hashlib.sha256(f"{name} {one.case}".encode()).hexdigest()[:12]
    right = one.score == 1
    return log.append(
        LoggedAnswer(one.time, name, mark, answer, one.score, right, one.number, revealed=one.revealed, beliefs=one.beliefs)
    )


def tempting_in(answer: LoggedAnswer) -> frozenset[str]:
    """Return the beliefs that the case of an answer tempted to.

    >>> sorted(tempting_in(LoggedAnswer("2026-11-30T10:00:00.000000Z", "practice.device", "", {"tempting": "a b"}, 1.0, True)))
    ['a', 'b']
    """
    told = answer.answer.get("tempting") if isinstance(answer.answer, dict) else ""
    return frozenset(told.split()) if isinstance(told, str) else frozenset()


def latest_first_tries() -> Iterator[LoggedAnswer]:
    """Go through the skills that were ever trained, each with the first hand-in of its latest case."""
    answered = log.answered()
    for skill in skills().values():
        for first in answered.last_round(skill.logged_as)[:1]:
            if first.number == 1:
                yield first


def skills_due(day: str | None = None) -> tuple[Skill, ...]:
    """Return the skills that are due on a day, today unless given: those missed last first, then those that wait longest.

    The rule is that of questions (`spine_edu.learner.progress.due`); what is asked is another case.
    """
    day = days.iso_day(day or days.today())
    answered = log.answered()
    known = [(standing(answered.first_tries(skill.logged_as), day), skill) for skill in skills().values()]
    waiting = [(state.in_a_row > 0, state.due, skill.name, skill) for state, skill in known if state and state.due <= day]
    return tuple(skill for *_, skill in sorted(waiting, key=lambda one: one[:3]))
