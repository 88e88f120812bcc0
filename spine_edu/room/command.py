"""`python3 -m spine_edu room LESSON`: ask a class the questions of a lesson, by phones or by hands."""

from __future__ import annotations

import argparse
import asyncio
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spine_edu.errors import RoomError
from spine_edu.room import journal, lesson_questions, ways_in
from spine_edu.room.ballot import Session
from spine_edu.room.hall import Hall
from spine_edu.room.journal import Journal, Setting
from spine_edu.room.serving import (
    DESK_PORT,
    PHONE_PORT,
    THIS_COMPUTER,
    bound,
    desk_link,
    port_of,
    serve_desk,
    serve_phones,
)
from spine_edu.setup.processes import say

_ASK = "ask"
_LAST = "last"


def main(argv: Sequence[str]) -> int:
    """Open a room and serve it until asked to stop; return the exit status."""
    arguments = _parser().parse_args(argv)
    try:
        asyncio.run(_serve(arguments))
    except OSError as error:
        raise RoomError(f"{error.filename or 'The journal'} cannot be written: {error.strerror or error}.") from error
    return 0


async def _serve(arguments: argparse.Namespace) -> None:
    """Take the ports, open the room, say what was opened, and serve."""
    kept = _kept(arguments.resume)
    before = kept[1] if kept else None
    network = ways_in.own_address() if arguments.network == _ASK else arguments.network or (before.network if before else "")
    desk = bound(THIS_COMPUTER, arguments.port or (before.desk_port if before else DESK_PORT))
    phones = bound(network, before.phone_port if before and before.phone_port else PHONE_PORT) if network else []
    places = {"desk_port": port_of(desk), "network": network, "phone_port": port_of(phones) if phones else 0}
    hall = _again(*kept, places) if kept else anew(arguments.lesson, arguments.keep, places)
    serve_desk(hall, desk)
    if phones:
        serve_phones(hall, phones)
    for line in told(hall):
        say(line)
    if not arguments.no_browser:
        webbrowser.open(desk_link(hall.setting))
    await asyncio.Event().wait()


def _kept(resume: str) -> tuple[Path, Setting, Session] | None:
    if not resume:
        return None
    path = journal.newest() if resume == _LAST else Path(resume)
    return (path, *journal.resumed(path))


def anew(lesson: str, keep: Path | None, places: dict[str, Any]) -> Hall:
    """Open a room on a lesson; `places` are the fields of a `Setting` that say where it listens."""
    number = lesson_questions.lesson_named(lesson)
    questions = {question.id: question for question in lesson_questions.questions_of(number)}
    setting = ways_in.new_setting(number, tuple(questions), **places)
    return Hall(setting, questions, Journal(keep or journal.new_path(), setting))


def _again(path: Path, before: Setting, session: Session, places: dict[str, Any]) -> Hall:
    setting = replace(before, **places)
    return Hall(setting, lesson_questions.by_id(setting.questions), Journal(path, setting, session), session)


def told(hall: Hall) -> list[str]:
    """Return what is said at the start: what was opened, to whom, and how it is closed."""
    setting = hall.setting
    lines = [
        f"{lesson_questions.title_of(setting.lesson)}: {len(hall.questions)} questions for the room. Ctrl-C here closes it.",
        f"Your desk, on this computer only: {desk_link(setting)}",
    ]
    if setting.network:
        lines += [
            f"Open to your network: port {setting.phone_port} of this computer, at {setting.network}. Everybody in the same "
            "network can open the voting page there and send an answer; your desk and your files stay out of their reach.",
            f"Phones: {setting.address} and the word {setting.word}, or the square on the screen. If they find nothing, the "
            "Wi-Fi keeps its guests apart or this computer's firewall is in the way: count hands instead (H on the desk).",
        ]
    else:
        lines.append("Closed to the network: hands only (H on the desk). With --network phones can vote.")
    return [*lines, f"Votes are kept without persons in {hall.journal.path}; --resume goes on with them."]


def _parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(
        prog="spine_edu room", description="Ask a class the questions of a lesson, by phones or by hands.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["room"], help=argparse.SUPPRESS)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("lesson", nargs="?", default="", help="a lesson: its notebook or its number")
    what.add_argument(
        "--resume",
        nargs="?",
        const=_LAST,
        default="",
        metavar="FILE",
        help="go on with a room: the last one, or that of a journal",
    )
    parser.add_argument(
        "--network", "--room", nargs="?", const=_ASK, default="", metavar="ADDRESS",
        help="let the phones of this network in, at this computer's own address or at one you name; without it nobody gets in",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=0, help="of the desk, if you want another")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where the votes are kept, if you want them elsewhere")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    return parser
