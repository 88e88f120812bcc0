"""A room that is asked questions: what was asked, in which rounds, and what each seat answered. Values: no clock, no network.

A question is put on screen (`ready`), opened, closed, talked about (`talk`) and voted on a second time, in the order that the
teacher chooses. Every step returns a new session, or raises RoomError and says what to do instead; so a session can be
told again, step by step, from its journal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from spine_edu.errors import RoomError

Phase = Literal["ready", "open", "closed", "talk"]
Votes = Mapping[str, Any]
"""One round: what each seat answered last."""

MOST_SEATS = 1000
MOST_HANDS = 1000
HAND = "hand "
"""Seats that begin so are hands that were raised and counted: nobody knows which hand is whose the second time."""

_ROUNDS = 2
_NONE: Votes = MappingProxyType({})


@dataclass(frozen=True)
class Asking:
    """One question, asked once: its rounds, and how far the teacher has gone with it."""

    question: str
    rounds: tuple[Votes, ...] = ()
    phase: Phase = "ready"
    shown: bool = False
    revealed: bool = False
    talk_until: float = 0.0

    @property
    def votes(self) -> Votes:
        """The answers of the present round."""
        return self.rounds[-1] if self.rounds else _NONE


@dataclass(frozen=True)
class Session:
    """All that was asked of a room, oldest first; `at` is the one on screen, -1 before the first."""

    askings: tuple[Asking, ...] = ()
    at: int = -1
    locked: bool = False
    seats: frozenset[str] = field(default_factory=frozenset)

    @property
    def asking(self) -> Asking:
        """What is asked now; raises RoomError before the first question."""
        if self.at < 0:
            raise RoomError("No question is on screen yet. Choose one first.")
        return self.askings[self.at]

    def gone_to(self, question: str) -> Session:
        """Put a question on screen: as it was left, or for the first time. What was open is closed.

        >>> session = Session().gone_to("joints").opened().gone_to("bones")
        >>> session.asking.question, session.gone_to("joints").asking.phase
        ('bones', 'closed')
        """
        left = self.closed() if self.at >= 0 and self.asking.phase == "open" else self
        known = [n for n, asking in enumerate(left.askings) if asking.question == question]
        return replace(left, at=known[-1]) if known else left._with(Asking(question))

    def repeated(self) -> Session:
        """Ask the present question anew; the votes on it so far are kept as a question of their own."""
        asked = self.asking.question
        return (self.closed() if self.asking.phase == "open" else self)._with(Asking(asked))

    def opened(self) -> Session:
        """Let the room vote: for the first time, or on where it was closed."""
        asking = self._unrevealed()
        return self._now(replace(asking, rounds=asking.rounds or (_NONE,), phase="open", talk_until=0.0))

    def closed(self) -> Session:
        """Take no more votes."""
        asking = self.asking
        if asking.phase == "ready":
            raise RoomError("This question was not opened yet.")
        return self._now(replace(asking, phase="closed", talk_until=0.0))

    def talking(self, until: float) -> Session:
        """Close the round and let neighbors talk, until a time in seconds since 1970."""
        self._unrevealed()
        return self._now(replace(self.closed().asking, phase="talk", shown=False, talk_until=until))

    def second(self) -> Session:
        """Open the second round; the first is kept beside it."""
        asking = self._unrevealed()
        if not asking.rounds:
            raise RoomError("There is no first vote yet. Open the question first.")
        if len(asking.rounds) == _ROUNDS:
            raise RoomError("This question was voted on twice. Ask it anew instead.")
        return self._now(replace(asking, rounds=(*asking.rounds, _NONE), phase="open", shown=False, talk_until=0.0))

    def showing(self, on: bool) -> Session:
        """Put the bars on screen, or take them off; after the reveal they stay."""
        return self._now(replace(self.asking, shown=on or self.asking.revealed))

    def revealed(self) -> Session:
        """Say what is right: no vote is taken after it."""
        asking = self.asking if self.asking.phase == "ready" else self.closed().asking
        return self._now(replace(asking, phase="closed", shown=True, revealed=True))

    def lock(self, on: bool) -> Session:
        """Let no more seats in, or let them in again; whoever has voted stays."""
        return replace(self, locked=on)

    def voted(self, seat: str, answer: object, asking: int, round: int) -> Session:
        """Count the answer of a seat to one round of one asking: the last one it gives while the round is open.

        >>> session = Session().gone_to("joints").opened().voted("a", "4", 0, 1).voted("a", "3", 0, 1)
        >>> dict(session.asking.votes)
        {'a': '3'}
        """
        here = self.asking
        if here.phase != "open" or (asking, round) != (self.at, len(here.rounds)):
            raise RoomError("This vote is closed. Look at the screen.")
        if seat not in self.seats and (self.locked or len(self.seats) >= MOST_SEATS):
            raise RoomError("No more seats are let in. Ask your teacher." if self.locked else "The room is full.")
        counted = replace(here, rounds=(*here.rounds[:-1], {**here.votes, seat: answer}))
        return replace(self._now(counted), seats=self.seats | {seat})

    def with_hands(self, answers: Sequence[str], counts: Sequence[int]) -> Session:
        """Count raised hands for each answer, in place of those counted in this round before; votes of phones stay beside them.

        >>> session = Session().gone_to("joints").opened().with_hands(["3", "4"], [20, 2])
        >>> len(session.asking.votes)
        22
        """
        here = self._unrevealed()
        if not here.rounds:
            raise RoomError("Open the question first.")
        if len(counts) != len(answers) or any(count < 0 for count in counts) or sum(counts) > MOST_HANDS:
            raise RoomError(f"Give {len(answers)} numbers, of together at most {MOST_HANDS} hands.")
        phones = {seat: answer for seat, answer in here.votes.items() if not seat.startswith(HAND)}
        raised = [answer for answer, count in zip(answers, counts, strict=True) for _ in range(count)]
        hands = {f"{HAND}{n}": answer for n, answer in enumerate(raised, 1)}
        return self._now(replace(here, rounds=(*here.rounds[:-1], {**phones, **hands})))

    def _unrevealed(self) -> Asking:
        if self.asking.revealed:
            raise RoomError("The answer was shown. Ask the question anew to vote again.")
        return self.asking

    def _with(self, asking: Asking) -> Session:
        return replace(self, askings=(*self.askings, asking), at=len(self.askings))

    def _now(self, asking: Asking) -> Session:
        return replace(self, askings=(*self.askings[: self.at], asking, *self.askings[self.at + 1 :]))
