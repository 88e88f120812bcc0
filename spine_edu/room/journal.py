"""The journal of a room: a file with one line for each deed, so that a server that died in mid-vote goes on where it stood.

    <home>/rooms/20261130T101500-4711.jsonl      `<home>` is the folder of the learner's log

The first line says how the room is found (`Setting`), every other is a `Deed`. A seat is a word that means nothing: no name, no
address, no time stands in the file. It opens for its owner alone, since the way to the desk is in it.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from spine_edu.errors import RoomError
from spine_edu.learner import log
from spine_edu.room.ballot import Session
from spine_edu.room.deeds import Deed, after, read_deed
from spine_edu.text.quoting import shown

LARGEST = 64 * 2**20
"""Bytes of a journal that are read: far more than a day of votes."""


@dataclass(frozen=True)
class Setting:
    """How a room is found again: its lesson, its ways in, and where it listens; `network` is '' where no phones are let in."""

    lesson: str
    questions: tuple[str, ...]
    word: str
    path: str
    key: str
    desk_port: int = 0
    network: str = ""
    phone_port: int = 0

    @property
    def address(self) -> str:
        """Where phones find the room, as they are to type it; '' while the network is shut out."""
        return f"http://{self.network}:{self.phone_port}/" if self.network else ""


class Journal:
    """A journal that is being written: each deed is in the file before anybody is told that it was done."""

    def __init__(self, path: Path, setting: Setting, session: Session | None = None) -> None:
        """Begin a journal, or go on with one whose `session` was read from it."""
        self.path = path
        self.fault = ""
        """Why the last deed could not be written; '' while all is kept."""
        if session is None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._file = os.fdopen(file, "ab", buffering=0)
        if session is None:
            self._file.write(_line(json.dumps(asdict(setting))))

    def write(self, deed: Deed) -> None:
        """Write a deed down. A disk that takes no more is told of in `fault`, and ends no class."""
        try:
            self._file.write(_line(deed.line))
            self.fault = ""
        except OSError as error:
            self.fault = f"Votes are counted, and not kept: {self.path} cannot be written to ({error.strerror or error})."

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def folder() -> Path:
    """Return the folder of all journals; raise OSError where the system names no place for a user's data."""
    return log.home() / "rooms"


def new_path() -> Path:
    """Return where a room that begins now is kept."""
    return folder() / f"{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.jsonl"


def newest() -> Path:
    """Return the journal that was begun last; raise RoomError if there is none."""
    kept = sorted(folder().glob("*.jsonl"))
    if not kept:
        raise RoomError(f"There is no room to go on with in {folder()}. Start one without --resume.")
    return kept[-1]


def resumed(path: Path) -> tuple[Setting, Session]:
    """Return a room as its journal tells it. A last line torn by the end of the server is cut off: nobody was told of it."""
    try:
        if path.stat().st_size > LARGEST:
            raise RoomError(f"{path} is too large for the journal of a room.")
        whole, _, torn = path.read_bytes().rpartition(b"\n")
        if torn:
            os.truncate(path, len(whole) + 1)
        first, *others = whole.decode("utf-8").split("\n")
        setting, session = _setting(json.loads(first)), Session()
        for line in others:
            session = after(session, read_deed(json.loads(line)))
    except OSError as error:
        raise RoomError(f"The journal {path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RoomError(f"{shown(path.name)} is no journal of a room. Start one without --resume.") from error
    return setting, session


def _setting(told: Any) -> Setting:
    setting = Setting(**{field.name: told[field.name] for field in fields(Setting)})
    return Setting(**{**asdict(setting), "questions": tuple(setting.questions)})


def _line(text: str) -> bytes:
    return f"{text}\n".encode()
