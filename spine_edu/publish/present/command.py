"""The command `present`: run a lesson and show its scenes in the browser of this computer, or store them as one file.

With a room, the class is asked the questions of the scenes: by phones of the network, or by hands that are raised and counted.
"""

from __future__ import annotations

import argparse
import asyncio
import webbrowser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from spine_edu.errors import SpineEduError
from spine_edu.publish import notebooks
from spine_edu.publish.present.deck import deck
from spine_edu.publish.present.paths import LENGTHS
from spine_edu.room.opening import ASK, LAST, Opened, RoomWanted, opened, told
from spine_edu.room.pages import DECK, beside_scenes
from spine_edu.room.serving import desk_link, serve_deck, serve_phones
from spine_edu.setup.processes import say


def main(argv: Sequence[str]) -> int:
    """Present one lesson; return the exit status. Without `--file` it is served, to this computer alone, until Ctrl+C."""
    arguments = _parser().parse_intermixed_args(argv)
    path: Path = arguments.notebook
    say(f"Running {path.name}: half a minute or so.")
    ran = notebooks.run(notebooks.read(path), path, keep_widgets=True)
    shown = partial(deck, ran, path.stem, length=arguments.minutes, notes=arguments.notes)
    if arguments.file is not None:
        return _stored(shown(), arguments.file)
    if arguments.room or arguments.hands or arguments.resume:
        wanted = RoomWanted(path.name, arguments.resume, arguments.room)
        asyncio.run(asked(lambda room: shown(beside=beside_scenes(room.hall)), wanted, webbrowser.open))
    else:
        asyncio.run(served(shown(), webbrowser.open))
    return 0


def _stored(text: str, file: Path) -> int:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SpineEduError(f"{file} cannot be written: {error.strerror or error}.") from error
    print(f"stored: {file} ({file.stat().st_size / 1e6:.1f} MB)")
    return 0


def _parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(
        prog="spine_edu present", description="Show a lesson as scenes for a lecture hall.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["present"], help=argparse.SUPPRESS)
    parser.add_argument("notebook", type=Path, help="the lesson, such as notebooks/12-refusion.ipynb")
    parser.add_argument("--minutes", type=int, choices=LENGTHS, default=LENGTHS[-1], help="the path to begin with")
    parser.add_argument("--notes", action="store_true", help="print the speaker's notes below each scene")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--file", type=Path, metavar="OUT.html", help="store the scenes as one file to take along")
    way.add_argument(
        "--room", nargs="?", const=ASK, default="", metavar="ADDRESS",
        help="ask the class: phones of this network answer the questions, at this computer's own address or at one you name",
    )  # fmt: skip
    way.add_argument("--hands", action="store_true", help="ask the class by raised hands that you count; no phone gets in")
    way.add_argument(
        "--resume", nargs="?", const=LAST, default="", metavar="FILE",
        help="go on with a room and its votes: the last one, or that of a journal",
    )  # fmt: skip
    return parser


async def asked(deck_of: Callable[[Opened], str], wanted: RoomWanted, show: Callable[[str], object]) -> None:
    """Open a room, serve it the deck that is made for it, say what was opened, `show` the deck, and go on until stopped."""
    room = opened(wanted)
    servers = [serve_deck(room.hall, deck_of(room), room.desk), serve_phones(room.hall, room.phones)]
    link = desk_link(room.hall.setting, DECK)
    for line in told(room.hall, link, "The scenes, and your desk on them"):
        say(line)
    show(link)
    await _until_stopped(servers)


async def served(text: str, show: Callable[[str], object]) -> None:
    """Serve a deck on the loopback address alone, `show` its address, and go on until stopped."""

    class Alone(RequestHandler):
        def get(self) -> None:
            self.set_header("Cache-Control", "no-store")
            self.finish(text)

    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    application = Application()
    application.add_handlers(r"(127\.0\.0\.1|localhost)", [("/", Alone)])  # who gives us another name is not answered
    server = HTTPServer(application)
    server.add_sockets(sockets)
    address = f"http://127.0.0.1:{port}/"
    say(f"The scenes are at {address} on this computer alone. ? lists the keys; Ctrl+C here ends it.")
    show(address)
    await _until_stopped([server])


async def _until_stopped(servers: Sequence[HTTPServer]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        for server in servers:
            server.stop()
