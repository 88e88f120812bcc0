"""Where a room listens: the desk on this computer alone, phones there too, and in the network only where that is asked for."""

from __future__ import annotations

from socket import socket
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from spine_edu.errors import RoomError
from spine_edu.room.hall import Hall
from spine_edu.room.handlers import MOST_BYTES, Unknown, desk_rules, phone_rules
from spine_edu.room.journal import Setting
from spine_edu.room.pages import DESK

THIS_COMPUTER = "127.0.0.1"
DESK_PORT, PHONE_PORT = 8850, 8851
"""Where a room listens unless these are taken; short to type."""

_PORTS_TRIED = 50
_LIMITS: dict[str, Any] = {
    "max_header_size": 16384,
    "max_body_size": MOST_BYTES,
    "max_buffer_size": 65536,
    "body_timeout": 10.0,
    "idle_connection_timeout": 60.0,
}


def add_desk(application: Application, hall: Hall) -> None:
    """Add the desk of a room to an application that listens on this computer alone, such as that of a deck.

    A page of it takes part by the script /room/room.js, once its browser holds the key of the desk (`desk_link`).
    """
    application.add_handlers(".*", desk_rules(hall))


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
    application = _application(hall)
    add_desk(application, hall)
    return _served(application, sockets)


def serve_phones(hall: Hall, sockets: list[socket]) -> HTTPServer:
    """Serve phones, and nothing else."""
    return _served(_application(hall), sockets)


def desk_link(setting: Setting) -> str:
    """Return the link that opens the desk; who has it is the teacher."""
    return f"http://{THIS_COMPUTER}:{setting.desk_port}{DESK}?key={setting.key}"


def _application(hall: Hall) -> Application:
    """Return what phones are answered by."""
    return Application(
        phone_rules(hall), default_handler_class=Unknown, default_handler_args={"hall": hall}, log_function=_keep_no_log
    )


def _served(application: Application, sockets: list[socket]) -> HTTPServer:
    server = HTTPServer(application, **_LIMITS)
    server.add_sockets(sockets)
    return server


def _keep_no_log(_: Any) -> None:
    """Write nobody's address down."""
