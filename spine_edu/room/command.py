"""`python3 -m spine_edu room LESSON`: ask a class the questions of a lesson, by phones or by hands."""

from __future__ import annotations

import argparse
import asyncio
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from spine_edu.errors import RoomError
from spine_edu.room.opening import ASK, LAST, RoomWanted, opened, told
from spine_edu.room.serving import desk_link, serve_desk, serve_phones
from spine_edu.setup.processes import say


def main(argv: Sequence[str]) -> int:
    """Open a room and serve it until asked to stop; return the exit status."""
    arguments = _parser().parse_args(argv)
    try:
        asyncio.run(_serve(arguments))
    except OSError as error:
        raise RoomError(f"{error.filename or 'The journal'} cannot be written: {error.strerror or error}.") from error
    return 0


async def _serve(arguments: argparse.Namespace) -> None:
    """Open the room, say what was opened, and serve."""
    room = opened(RoomWanted(arguments.lesson, arguments.resume, arguments.network, arguments.port, arguments.keep))
    serve_desk(room.hall, room.desk)
    serve_phones(room.hall, room.phones)
    link = desk_link(room.hall.setting)
    for line in told(room.hall, link, "Your desk"):
        say(line)
    if not arguments.no_browser:
        webbrowser.open(link)
    await asyncio.Event().wait()


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
        const=LAST,
        default="",
        metavar="FILE",
        help="go on with a room: the last one, or that of a journal",
    )
    parser.add_argument(
        "--network", "--room", nargs="?", const=ASK, default="", metavar="ADDRESS",
        help="let the phones of this network in, at this computer's own address or at one you name; without it nobody gets in",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=0, help="of the desk, if you want another")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where the votes are kept, if you want them elsewhere")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    return parser
