"""A room at work: its present state, its journal, and who is to be told when it changes."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping

from spine_edu.errors import RoomError
from spine_edu.quiz import Question
from spine_edu.room.ballot import Session
from spine_edu.room.deeds import Deed, after
from spine_edu.room.journal import Journal, Setting
from spine_edu.room.tally import verdict_on


class Beat:
    """Something that happens again and again, to wait for."""

    def __init__(self) -> None:
        self.count = 0
        self._next = asyncio.Event()

    def strike(self) -> None:
        """Wake all who wait."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def after(self, seen: int) -> int:
        """Wait until more was struck than was `seen`; return how much."""
        while self.count == seen:
            await self._next.wait()
        return self.count


class Hall:
    """A room and all who follow it. `desk` is struck by every deed, `phones` by those of the teacher."""

    def __init__(
        self, setting: Setting, questions: Mapping[str, Question], journal: Journal, session: Session | None = None
    ) -> None:
        self.setting, self.questions, self.journal = setting, questions, journal
        self.session = session or Session()
        self.desk, self.phones = Beat(), Beat()
        self._here: Counter[str] = Counter()

    @property
    def here(self) -> int:
        """How many phones are looking at the room now, by their seats."""
        return len(self._here)

    def do(self, deed: Deed) -> None:
        """Carry out a deed, write it down, and tell everybody; raise RoomError where it cannot be done."""
        if deed.do == "go" and deed.question not in self.questions:
            raise RoomError("This question is not among those of the room.")
        self.session = after(self.session, deed)
        self.journal.write(deed)
        self.desk.strike()
        if deed.do not in ("vote", "hands", "show"):
            self.phones.strike()

    def vote(self, deed: Deed) -> None:
        """Count a vote; raise RoomError, with what to do, for what is no answer to the question on screen."""
        found = verdict_on(self.question, deed.answer)
        if not found.answered:
            raise RoomError(found.why)
        self.do(deed)

    @property
    def question(self) -> Question:
        """The question on screen; raises RoomError where there is none."""
        return self.questions[self.session.asking.question]

    def comes(self, seat: str) -> None:
        """A phone looks at the room."""
        self._here[seat] += 1
        self.desk.strike()

    def goes(self, seat: str) -> None:
        """A phone looks away, sleeps or is gone."""
        self._here -= Counter([seat])
        self.desk.strike()

    def looks_of(self, seat: str) -> int:
        """How many windows a seat has open."""
        return self._here[seat]


def seat_of(token: str) -> str:
    """Return the seat of a phone by the secret in its cookie: who reads the seat in the journal cannot sit down on it.

    >>> len(seat_of("a"))
    16
    """
    return hashlib.sha256(token.encode()).hexdigest()[:16]
