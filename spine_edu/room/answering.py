"""What every answer of a room has in common: who may ask, what a browser may do with it, and its scripts and sheets."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ipaddress
import json
import math
import secrets
from functools import cache
from http.client import responses
from pathlib import Path
from typing import Any, cast

from tornado.http1connection import HTTP1Connection
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from spine_edu.browser.bundle import joined
from spine_edu.room.hall import Beat, Hall
from spine_edu.room.limits import Pace
from spine_edu.widgets.script import style

MOST_BYTES = 2048
"""Of a vote; the largest answer of ours, a note with many phrases marked, takes a few hundred."""
REDRAWS = 5
"""A second, at most, on each screen that follows the room."""
SILENCE = 15.0
"""Seconds after which a line that says nothing is tried, so that one that is gone is noticed."""
_STATIC = Path(__file__).parent / "static"
_CARD = ("base.css", "asking/question.css", "asking/kinds.css", "parts.css")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src-elem 'self'{nonce}; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Refusal(HTTPError):
    """An answer that says no: its status, why, and after how many seconds it may be another."""

    def __init__(self, status: int, why: str, wait: float = 0.0) -> None:
        super().__init__(status)
        self.why, self.wait = why, wait


class OfRoom(RequestHandler):
    """What every answer of a room has in common: where it may be asked from, and what a browser may do with it."""

    def initialize(self, hall: Hall, pace: Pace | None = None) -> None:
        self.hall, self.pace = hall, pace

    def set_default_headers(self) -> None:
        self.nonce = secrets.token_urlsafe(12)
        self.set_header("Content-Security-Policy", _POLICY.format(nonce=f" 'nonce-{self.nonce}'"))
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.clear_header("Server")

    def prepare(self) -> None:
        if self.request.host not in _own_names(self.request.connection):
            raise Refusal(421, "Ask for this room by its own address.")

    def paced(self, caller: str) -> None:
        """Let a caller wait who asks too often."""
        if self.pace and (wait := self.pace.wait(caller)):
            raise Refusal(429, "Too many at once. Try again in a moment.", wait)

    def told(self) -> object:
        """Return what was sent as JSON."""
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise Refusal(415, "Send it as application/json.")
        if len(self.request.body) > MOST_BYTES:
            raise Refusal(413, "That is too long.")
        try:
            return json.loads(self.request.body.decode("utf-8"), parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise Refusal(400, "That is no JSON.") from None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        why = error.why if isinstance(error, Refusal) else responses.get(status_code, "No")
        if isinstance(error, Refusal) and error.wait:
            self.set_header("Retry-After", str(math.ceil(error.wait)))
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{why}\n")

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        """Write nobody's address down because of a request that was refused; a fault of ours is told as ever."""
        if not isinstance(value, HTTPError):
            super().log_exception(typ, value, tb)

    def tell(self, what: object) -> None:
        """Answer in JSON."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(what, ensure_ascii=False))

    async def follow(self, beat: Beat) -> None:
        """Say that something changed, each time that it does, but not more often than a screen is redrawn."""
        self.set_header("Content-Type", "text/event-stream")
        self._following = asyncio.current_task()
        seen = -1
        with contextlib.suppress(StreamClosedError, asyncio.CancelledError):
            self.write("retry: 1000\n\n")
            while True:
                with contextlib.suppress(TimeoutError):
                    seen = await asyncio.wait_for(beat.after(seen), SILENCE)
                self.write(f"data: {seen}\n\n")
                await self.flush()
                await asyncio.sleep(1 / REDRAWS)

    def on_connection_close(self) -> None:
        if self._following:
            self._following.cancel()

    _following: asyncio.Task[object] | None = None


class Unknown(OfRoom):
    """Whatever else is asked for."""

    def prepare(self) -> None:
        super().prepare()
        raise Refusal(404, "There is nothing here.")


class Asset(OfRoom):
    """A script or a style sheet."""

    def get(self, name: str, kind: str) -> None:
        sent = asset(name, kind)
        if sent is None:
            raise Refusal(404, "There is nothing here.")
        self.set_header("Content-Type", "text/javascript" if kind == "js" else "text/css")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(sent[1])
        else:
            self.finish(sent[0])


def _own_names(connection: object) -> tuple[str, ...]:
    """Return what this server is rightly called by whoever reached it on this line."""
    try:
        address, port = cast(HTTP1Connection, connection).stream.socket.getsockname()[:2]
    except (AttributeError, OSError):  # the line is gone already
        return ()
    local = (f"localhost:{port}",) if ipaddress.ip_address(address).is_loopback else ()
    return (f"{address}:{port}", *local)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _styles_before(name: str) -> list[str]:
    """Return the style sheets that one of ours builds on: that of the cards on a phone, that of the panel elsewhere."""
    if name == "phone":
        return [style(*_CARD)]
    return [(_STATIC / "panel.css").read_text("utf-8")] if name in ("desk", "room") else []


@cache
def asset(name: str, kind: str) -> tuple[bytes, bytes] | None:
    """Return a script or a style sheet as it is and packed, or None where there is none of this name."""
    path = _STATIC / f"{name}.{kind}"
    if not path.is_file():
        return None
    text = joined(path) if kind == "js" else "\n".join((*_styles_before(name), path.read_text("utf-8")))
    return text.encode(), gzip.compress(text.encode(), mtime=0)
