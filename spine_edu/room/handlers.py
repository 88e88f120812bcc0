"""The server of a room: what phones may ask for, and what only the desk may, which sits at this computer and holds a key.

`phone_rules`, `desk_rules` and `deck_rules` are for an application of Tornado. A phone can read the question on screen and send
its own answer, nothing else; desk and deck answer this computer alone. All are asked by the address they are served at, so that
no page of the internet can have a browser ask for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hmac
import ipaddress
import json
import math
import re
import secrets
import time
from functools import cache
from http.client import responses
from pathlib import Path
from typing import Any, cast

from tornado.http1connection import HTTP1Connection
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from spine_edu.browser.bundle import joined
from spine_edu.errors import RoomError
from spine_edu.quiz.kinds.choice import Single
from spine_edu.room import export, told
from spine_edu.room.ballot import MOST_SEATS
from spine_edu.room.deeds import Deed, read_deed
from spine_edu.room.hall import Beat, Hall, seat_of
from spine_edu.room.limits import Pace
from spine_edu.room.pages import DECK, DESK, cards_page, desk_page, join_page, vote_page
from spine_edu.widgets.script import style

MOST_BYTES = 2048
"""Of a vote; the largest answer of ours, a note with many phrases marked, takes a few hundred."""

REDRAWS = 5
"""A second, at most, on each screen that follows the room."""

MOST_WINDOWS = 4
"""Of one phone that follow the room at once."""

SILENCE = 15.0
"""Seconds after which a line that says nothing is tried, so that one that is gone is noticed."""

_STATIC = Path(__file__).parent / "static"
_CARD = ("base.css", "asking/question.css", "asking/kinds.css", "parts.css")
_TALK = (10.0, 900.0)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src-elem 'self'{nonce}; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def phone_rules(hall: Hall) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """Return what phones are let to, for an application of Tornado."""
    votes, looks = Pace(6, 1), Pace(30, 4)  # of each seat
    words, pages = Pace(60, 1), Pace(MOST_SEATS, 20)  # of each address, which a whole class may share
    here = f"/r/{re.escape(hall.setting.path)}/"
    return [
        ("/", Join, {"hall": hall, "pace": words}),
        ("/room/(phone)[.](js|css)", Asset, {"hall": hall}),
        (here, Vote, {"hall": hall, "pace": pages}),
        (f"{here}now", PhoneNow, {"hall": hall, "pace": looks}),
        (f"{here}events", PhoneEvents, {"hall": hall, "pace": looks}),
        (f"{here}vote", Cast, {"hall": hall, "pace": votes}),
    ]


def desk_rules(hall: Hall) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """Return what the desk is let to, for an application of Tornado that listens on this computer alone."""
    return [
        (DESK, Desk, {"hall": hall}),
        (f"{DESK}now", DeskNow, {"hall": hall}),
        (f"{DESK}events", DeskEvents, {"hall": hall}),
        (f"{DESK}do", Do, {"hall": hall}),
        (f"{DESK}cards", Cards, {"hall": hall}),
        (f"{DESK}votes[.](json|csv)", Export, {"hall": hall}),
        ("/room/(desk|room|cards)[.](js|css)", Asset, {"hall": hall}),
    ]


def deck_rules(hall: Hall, scenes: str) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """Return what shows the scenes of a lesson beside a desk; they are a page of their own, for who holds the desk's key."""
    return [(DECK, Scenes, {"hall": hall, "scenes": scenes})]


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

    def told(self) -> Any:
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

    def tell(self, what: Any) -> None:
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

    _following: asyncio.Task[Any] | None = None


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


class Join(OfRoom):
    """The way in by the word."""

    def get(self) -> None:
        word = self.get_query_argument("word", "").strip().upper()
        if not word:
            self.finish(join_page())
            return
        self.paced(str(self.request.remote_ip))
        if not hmac.compare_digest(word.encode(), self.hall.setting.word.encode()):
            self.set_status(404)
            self.finish(join_page("That is not the word of this room. Look at the screen once more."))
            return
        self.redirect(f"/r/{self.hall.setting.path}/")


class OfPhone(OfRoom):
    """What is asked for from a seat, which a secret in a cookie holds: it names nobody, and two windows share it."""

    def seat(self) -> str:
        token = self.get_cookie("seat") or ""
        if not _TOKEN.fullmatch(token):
            raise Refusal(403, "This phone has no seat yet. Open the page of the room again.")
        return seat_of(token)


class Vote(OfPhone):
    """The page of a phone; the first look at it gives a seat."""

    def get(self) -> None:
        self.paced(str(self.request.remote_ip))
        if not _TOKEN.fullmatch(self.get_cookie("seat") or ""):
            here = f"/r/{self.hall.setting.path}/"
            self.set_cookie("seat", secrets.token_urlsafe(16), path=here, httponly=True, samesite="Lax")
        self.finish(vote_page(self.nonce))


class PhoneNow(OfPhone):
    """What is on screen, for a phone."""

    def get(self) -> None:
        seat = self.seat()
        self.paced(seat)
        self.tell(told.for_phone(self.hall, seat))


class PhoneEvents(OfPhone):
    """When to look again."""

    async def get(self) -> None:
        seat = self.seat()
        self.paced(seat)
        if self.hall.looks_of(seat) >= MOST_WINDOWS or (not self.hall.looks_of(seat) and self.hall.here >= MOST_SEATS):
            raise Refusal(503, "Too many windows follow this room. Close some.", wait=10.0)
        self.hall.comes(seat)
        try:
            await self.follow(self.hall.phones)
        finally:
            self.hall.goes(seat)


class Cast(OfPhone):
    """A vote: {"asking": 0, "round": 1, "answer": …}."""

    def post(self) -> None:
        seat = self.seat()
        self.paced(seat)
        given = self.told()
        if not isinstance(given, dict) or set(given) != {"asking", "round", "answer"}:
            raise Refusal(400, "A vote says asking, round and answer.")
        try:
            self.hall.vote(read_deed({**given, "do": "vote", "seat": seat}))
        except RoomError as error:
            raise Refusal(409, str(error)) from error
        self.tell({"counted": True})


class OfDesk(OfRoom):
    """What is asked for from the desk: at this computer, with its key."""

    def prepare(self) -> None:
        super().prepare()
        if not ipaddress.ip_address(str(self.request.remote_ip)).is_loopback or not self.has_key():
            raise Refusal(403, "This is the desk of the teacher. Its link stands in the terminal that opened the room.")

    def has_key(self) -> bool:
        """Whether the one who asks has the key of the desk."""
        return hmac.compare_digest((self.get_cookie("desk") or "").encode(), self.hall.setting.key.encode())


class Desk(OfDesk):
    """The desk; who comes with the key in the link keeps it as a cookie, and the link is not shown to the class."""

    def page(self) -> str:
        """Return what is shown."""
        return desk_page(self.hall, self.nonce)

    def has_key(self) -> bool:
        key = self.get_query_argument("key", "")
        return super().has_key() or hmac.compare_digest(key.encode(), self.hall.setting.key.encode())

    def get(self) -> None:
        if self.get_query_argument("key", ""):
            self.set_cookie("desk", self.hall.setting.key, path="/", httponly=True, samesite="Lax")
            self.redirect(self.request.path)
            return
        self.finish(self.page())


class Scenes(Desk):
    """A lesson as scenes, which bring the policy of their page along."""

    def initialize(self, hall: Hall, pace: Pace | None = None, scenes: str = "") -> None:
        super().initialize(hall, pace)
        self._scenes = scenes

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")

    def page(self) -> str:
        return self._scenes


class DeskNow(OfDesk):
    """What is on screen, for the desk."""

    def get(self) -> None:
        self.tell(told.for_desk(self.hall))


class DeskEvents(OfDesk):
    """When to look again."""

    async def get(self) -> None:
        await self.follow(self.hall.desk)


class Do(OfDesk):
    """A deed of the teacher: {"do": "open"}; talk has `seconds`, hands have `counts`, one for each option."""

    def post(self) -> None:
        given = self.told()
        try:
            self.hall.do(self._deed(given))
        except RoomError as error:
            raise Refusal(409, str(error)) from error
        self.tell(told.for_desk(self.hall))

    def _deed(self, given: Any) -> Deed:
        """Read a deed of the teacher; what only the server knows (the clock, the options) is added here."""
        match given:
            case {"do": "vote"}:
                raise RoomError("The desk does not vote.")
            case {"do": "talk", **more}:
                seconds = more.get("seconds")
                if not isinstance(seconds, int | float) or not _TALK[0] <= seconds <= _TALK[1]:
                    raise RoomError("A talk lasts between ten seconds and a quarter of an hour.")
                return Deed("talk", until=time.time() + seconds)
            case {"do": "hands", **more}:
                question = self.hall.question
                if not isinstance(question, Single):
                    raise RoomError("Hands are counted for questions with one right option.")
                texts = [option.text for option in question.options]
                return read_deed({"do": "hands", "answers": texts, "counts": more.get("counts")})
        return read_deed(given)


class Cards(OfDesk):
    """The letters to print."""

    def get(self) -> None:
        self.finish(cards_page())


class Export(OfDesk):
    """The votes as a file."""

    def get(self, kind: str) -> None:
        written = export.as_json if kind == "json" else export.as_csv
        self.set_header("Content-Type", "application/json" if kind == "json" else "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="votes.{kind}"')
        self.finish(written(self.hall.session, self.hall.questions))


def _own_names(connection: Any) -> tuple[str, ...]:
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
