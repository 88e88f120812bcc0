"""What the desk alone may ask for, which sits at this computer and holds a key: all that is known, and the deeds of a teacher."""

from __future__ import annotations

import hmac
import ipaddress
import time

from spine_edu.errors import RoomError
from spine_edu.quiz.kinds.choice import Single
from spine_edu.room import export, told
from spine_edu.room.answering import OfRoom, Refusal
from spine_edu.room.deeds import Deed, read_deed
from spine_edu.room.hall import Hall
from spine_edu.room.limits import Pace
from spine_edu.room.pages import cards_page, desk_page

_TALK = (10.0, 900.0)


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

    def _deed(self, given: object) -> Deed:
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
