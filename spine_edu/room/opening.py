"""A room is opened: its ports are taken, its journal is begun or gone on with, and it is said in words what was opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from socket import socket
from typing import Any

from spine_edu.errors import RoomError
from spine_edu.room import journal, lesson_questions, ways_in
from spine_edu.room.ballot import Session
from spine_edu.room.hall import Hall
from spine_edu.room.journal import Journal, Setting
from spine_edu.room.serving import DESK_PORT, PHONE_PORT, THIS_COMPUTER, bound, port_of
from spine_edu.text.quoting import shown

ASK = "ask"
"""Instead of an address: this computer's own in its network."""

LAST = "last"
"""Instead of a journal: the newest."""


@dataclass(frozen=True)
class RoomWanted:
    """A room that is asked for: on a lesson, or as a journal tells it; `network` is '' where no phone is to be let in."""

    lesson: str = ""
    resume: str = ""
    network: str = ""
    port: int = 0
    keep: Path | None = None


@dataclass(frozen=True)
class Opened:
    """A room and the ports that were taken for it, not yet served."""

    hall: Hall
    desk: list[socket]
    phones: list[socket]


def opened(wanted: RoomWanted) -> Opened:
    """Take the ports and open the room; raise RoomError where a port, a lesson or a journal is not to be had."""
    kept = _kept(wanted)
    before = kept[1] if kept else None
    network = ways_in.own_address() if wanted.network == ASK else wanted.network or (before.network if before else "")
    desk = bound(THIS_COMPUTER, wanted.port or (before.desk_port if before else DESK_PORT))
    phones = bound(network, before.phone_port if before and before.phone_port else PHONE_PORT) if network else []
    places = {"desk_port": port_of(desk), "network": network, "phone_port": port_of(phones) if phones else 0}
    return Opened(_again(*kept, places) if kept else anew(wanted.lesson, wanted.keep, places), desk, phones)


def anew(lesson: str, keep: Path | None, places: dict[str, Any]) -> Hall:
    """Open a room on a lesson; `places` are the fields of a `Setting` that say where it listens."""
    number = lesson_questions.lesson_named(lesson)
    questions = {question.id: question for question in lesson_questions.questions_of(number)}
    setting = ways_in.new_setting(number, tuple(questions), **places)
    return Hall(setting, questions, Journal(keep or journal.new_path(), setting))


def _kept(wanted: RoomWanted) -> tuple[Path, Setting, Session] | None:
    """Return the room that is gone on with, if one is: that of the lesson, where a lesson is named, too."""
    if not wanted.resume:
        return None
    path = journal.newest() if wanted.resume == LAST else Path(wanted.resume)
    setting, session = journal.resumed(path)
    if wanted.lesson and setting.lesson != lesson_questions.lesson_named(wanted.lesson):
        raise RoomError(
            f"The room in {shown(path.name)} is asked {lesson_questions.title_of(setting.lesson)}. Name that lesson, or the file "
            "of another room after --resume."
        )
    return path, setting, session


def _again(path: Path, before: Setting, session: Session, places: dict[str, Any]) -> Hall:
    setting = replace(before, **places)
    return Hall(setting, lesson_questions.by_id(setting.questions), Journal(path, setting, session), session)


def told(hall: Hall, link: str, what: str) -> list[str]:
    """Return what is said at the start: what was opened, to whom, and how it is closed; `what` stands behind the link."""
    setting = hall.setting
    lines = [
        f"{lesson_questions.title_of(setting.lesson)}. {len(hall.questions)} questions can be asked. Ctrl-C here closes it.",
        f"{what}, on this computer only: {link}",
    ]
    if setting.network:
        lines += [
            f"Open to your network: port {setting.phone_port} of this computer, at {setting.network}. Everybody in the same "
            "network can open the voting page there and send an answer; your desk and your files stay out of their reach.",
            f"Phones: {setting.address} and the word {setting.word}, or the square on the screen (J). If they find nothing, the "
            "Wi-Fi keeps its guests apart or this computer's firewall is in the way: count hands instead (H).",
        ]
    else:
        lines.append("Closed to the network: hands only (H).")
    return [*lines, f"Votes are kept without persons in {hall.journal.path}; --resume goes on with them."]
