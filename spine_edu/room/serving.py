"""Where a room listens: the desk on this computer alone, phones there too, and in the network only where that is asked for."""

from __future__ import annotations

from socket import socket
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from spine_edu.errors import RoomError
from spine_edu.room.answering import MOST_BYTES, Unknown
from spine_edu.room.hall import Hall
from spine_edu.room.handlers import deck_rules, desk_rules, phone_rules
from spine_edu.room.journal import Setting
from spine_edu.room.pages import DESK

THIS_COMPUTER = "127.0.0.1"
DESK_PORT, PHONE_PORT = 8850, 8851
"""Where a room listens unless these are taken; short to type."""

_PORTS_TRIED = 50
_LIMITS: dict[str, object] = {
    "max_header_size": 16384,
    "max_body_size": MOST_BYTES,
    "max_buffer_size": 65536,
    "body_timeout": 10.0,
    "idle_connection_timeout": 60.0,
}


def bound(address: str, port: int) -> list[socket]:
    """Take a port of this computer at an address: the wished one, or the next that is free."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return bind_sockets(candidate, address)
        except OSError as error:
            why = error.strerror or str(error)
    raise RoomError(f"{address} cannot be listened on, at port {port} or the {_PORTS_TRIED} after it: {why}.")


def port_of(sockets: list[socket]) -> int:
    """Return the port that was taken."""
    port: int = sockets[0].getsockname()[1]
    return port


def serve_desk(hall: Hall, sockets: list[socket]) -> HTTPServer:
    """Serve desk and phones, on sockets of this computer alone."""
    return _served(hall, [*phone_rules(hall), *desk_rules(hall)], sockets)


def serve_deck(hall: Hall, scenes: str, sockets: list[socket]) -> HTTPServer:
    """Serve the scenes of a lesson, which take part in the room, and the desk, on sockets of this computer alone."""
    return _served(hall, [*deck_rules(hall, scenes), *desk_rules(hall)], sockets)


def serve_phones(hall: Hall, sockets: list[socket]) -> HTTPServer:
    """Serve phones, and nothing else."""
    return _served(hall, phone_rules(hall), sockets)


def desk_link(setting: Setting, page: str = DESK) -> str:
    """Return the link that opens the desk, or another page of the teacher's; who has it is the teacher."""
    return f"http://{THIS_COMPUTER}:{setting.desk_port}{page}?key={setting.key}"


def _served(hall: Hall, rules: list[Any], sockets: list[socket]) -> HTTPServer:
    application = Application(
        rules, default_handler_class=Unknown, default_handler_args={"hall": hall}, log_function=_keep_no_log
    )
    server = HTTPServer(application, **_LIMITS)
    server.add_sockets(sockets)
    return server


def _keep_no_log(_: Any) -> None:
    """Write nobody's address down."""
