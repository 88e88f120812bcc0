"""What a phone may ask for: the way in, the question on screen, and to vote from its seat."""

from __future__ import annotations

import hmac
import re
import secrets

from spine_edu.errors import RoomError
from spine_edu.room import told
from spine_edu.room.answering import OfRoom, Refusal
from spine_edu.room.ballot import MOST_SEATS
from spine_edu.room.deeds import read_deed
from spine_edu.room.hall import seat_of
from spine_edu.room.pages import join_page, vote_page

MOST_WINDOWS = 4
"""Of one phone that follow the room at once."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


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
