"""What is done in a room, as values that can be written down: a journal of them is the room.

A deed of the teacher comes from the desk, a vote from a phone; both are read here, strictly, and carried out on a `Session`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any

from spine_edu.errors import RoomError
from spine_edu.room.ballot import Session


@dataclass(frozen=True)
class Deed:
    """One thing done. Which fields it has beside `do` is said by `DEEDS`; the others keep what they are without a word."""

    do: str
    question: str = ""
    seat: str = ""
    answer: object = None
    asking: int = 0
    round: int = 0
    answers: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    until: float = 0.0
    on: bool = False

    @property
    def line(self) -> str:
        """The deed as one line of JSON, without what goes without saying.

        >>> Deed("show", on=True).line
        '{"do": "show", "on": true}'
        """
        said = {name: value for name, value in asdict(self).items() if value != _SILENT.get(name)}
        return json.dumps(said, ensure_ascii=False, allow_nan=False)


_SILENT = {field.name: field.default for field in fields(Deed) if field.name != "do"}

DEEDS: dict[str, Callable[[Session, Deed], Session]] = {
    "go": lambda session, deed: session.gone_to(deed.question),
    "repeat": lambda session, _: session.repeated(),
    "open": lambda session, _: session.opened(),
    "close": lambda session, _: session.closed(),
    "talk": lambda session, deed: session.talking(deed.until),
    "second": lambda session, _: session.second(),
    "show": lambda session, deed: session.showing(deed.on),
    "reveal": lambda session, _: session.revealed(),
    "lock": lambda session, deed: session.lock(deed.on),
    "hands": lambda session, deed: session.with_hands(deed.answers, deed.counts),
    "vote": lambda session, deed: session.voted(deed.seat, deed.answer, deed.asking, deed.round),
}
"""Everything that can be done in a room."""


def after(session: Session, deed: Deed) -> Session:
    """Return the session after a deed; raise RoomError where it cannot be done."""
    return DEEDS[deed.do](session, deed)


def read_deed(told: Any) -> Deed:
    """Read a deed from what JSON told of it; raise RoomError for anything else.

    >>> read_deed({"do": "hands", "answers": ["3", "4"], "counts": [20, 2]}).counts
    (20, 2)
    >>> read_deed({"do": "dance"})
    Traceback (most recent call last):
    spine_edu.errors.RoomError: This is nothing that can be done in a room.
    """
    sound = isinstance(told, dict) and told.get("do") in tuple(DEEDS) and all(map(_fits, told, told.values()))
    if not sound:
        raise RoomError("This is nothing that can be done in a room.")
    said: dict[str, Any] = {name: tuple(value) if name in ("answers", "counts") else value for name, value in told.items()}
    return Deed(**said)


def _fits(name: str, value: object) -> bool:
    """Whether a field of a deed may hold this; true and false are no numbers."""
    match name:
        case "do" | "question" | "seat":
            return isinstance(value, str)
        case "answer":
            return True
        case "asking" | "round":
            return type(value) is int
        case "answers":
            return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
        case "counts":
            return isinstance(value, list | tuple) and all(type(item) is int for item in value)
        case "until":
            return type(value) in (int, float)
        case "on":
            return isinstance(value, bool)
    return False
