"""The command `present`: run a lesson and show its scenes in the browser of this computer, or store them as one file."""

from __future__ import annotations

import argparse
import asyncio
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from spine_edu.errors import SpineEduError
from spine_edu.publish import notebooks
from spine_edu.publish.present.deck import deck
from spine_edu.publish.present.paths import LENGTHS
from spine_edu.setup.processes import say


def main(argv: Sequence[str]) -> int:
    """Present one lesson; return the exit status. Without `--file` it is served to this computer alone, until Ctrl+C."""
    arguments = _parser().parse_intermixed_args(argv)
    path: Path = arguments.notebook
    say(f"Running {path.name}: half a minute or so.")
    ran = notebooks.run(notebooks.read(path), path, keep_widgets=True)
    text = deck(ran, path.stem, length=arguments.minutes, notes=arguments.notes)
    if arguments.file is None:
        asyncio.run(served(text, webbrowser.open))
        return 0
    try:
        arguments.file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SpineEduError(f"{arguments.file} cannot be written: {error.strerror or error}.") from error
    print(f"stored: {arguments.file} ({arguments.file.stat().st_size / 1e6:.1f} MB)")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spine_edu present", description="Show a lesson as scenes for a lecture hall.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["present"], help=argparse.SUPPRESS)
    parser.add_argument("notebook", type=Path, help="the lesson, such as notebooks/12-refusion.ipynb")
    parser.add_argument("--file", type=Path, metavar="OUT.html", help="store the scenes as one file to take along")
    parser.add_argument("--minutes", type=int, choices=LENGTHS, default=LENGTHS[-1], help="the path to begin with")
    parser.add_argument("--notes", action="store_true", help="print the speaker's notes below each scene")
    return parser


async def served(text: str, show: Callable[[str], object]) -> None:
    """Serve a deck on the loopback address alone, `show` its address, and go on until stopped."""

    class Scenes(RequestHandler):
        def get(self) -> None:
            self.set_header("Cache-Control", "no-store")
            self.finish(text)

    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    application = Application()
    application.add_handlers(r"(127\.0\.0\.1|localhost)", [("/", Scenes)])  # who gives us another name is not answered
    server = HTTPServer(application)
    server.add_sockets(sockets)
    address = f"http://127.0.0.1:{port}/"
    say(f"The scenes are at {address} on this computer alone. ? lists the keys; Ctrl+C here ends it.")
    show(address)
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()
