"""How a room is found: its word and its path, the address of this computer in its network, and the square that a camera reads."""

from __future__ import annotations

import io
import secrets
import socket

import segno

from spine_edu.errors import RoomError
from spine_edu.room.journal import Setting
from spine_edu.text.markup import Markup

LETTERS = "BCDFGHJKMNPRSTWXYZ"
"""What a room word is made of: no letter is taken for a digit or another, and without vowels no word comes out that offends."""

_ELSEWHERE = ("192.0.2.1", 9)
"""An address kept for documentation: nothing is sent there, it only lets the system say which of its own it would send from."""


def new_setting(lesson: str, questions: tuple[str, ...], desk_port: int, network: str, phone_port: int) -> Setting:
    """Return a room that nobody can guess the way to, neither to its desk nor, without its word, to its seats."""
    word = "".join(secrets.choice(LETTERS) for _ in range(4))
    path, key = secrets.token_urlsafe(6), secrets.token_urlsafe(18)
    return Setting(lesson, questions, word, path, key, desk_port, network, phone_port)


def own_address() -> str:
    """Return this computer's address in its network; raise RoomError where it has none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect(_ELSEWHERE)
            address: str = asked.getsockname()[0]
    except OSError:
        address = ""
    if not address or address.startswith(("127.", "0.")):
        raise RoomError(
            "This computer is in no network that phones could reach it by. Join the Wi-Fi of the class, name the address "
            "yourself (--network 192.168.1.5), or count hands: H on the desk."
        )
    return address


def qr_code(address: str) -> Markup:
    """Return the square that a camera reads as an address, as SVG that takes the size of its place.

    >>> qr_code("http://192.168.1.5:8900/r/AbCdEfGh/").startswith("<svg ")
    True
    """
    drawn = io.BytesIO()
    segno.make(address, micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, light="#fff", dark="#000", nl=False
    )
    return Markup(drawn.getvalue().decode("utf-8"))  # segno's own, made of digits
