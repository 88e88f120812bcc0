"""A phone without a browser: it keeps its cookie, asks and votes. And a room served in this process, for what needs no kill."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import Any

from spine_edu.room.hall import Hall
from spine_edu.room.opening import anew
from spine_edu.room.serving import THIS_COMPUTER, bound, port_of, serve_desk, serve_phones


@dataclass
class Answered:
    """What a server answered."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Caller:
    """Somebody who asks a server, with the cookies that it was given."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answered:
        """Ask once; `Content_Type` and the like are headers."""
        line = http.client.HTTPConnection(THIS_COMPUTER, self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            named.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            line.request(method, path, body, named)
            got = line.getresponse()
            for cookie in got.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answered(got.status, got.read().decode("utf-8"), dict(got.headers))
        finally:
            line.close()

    def send(self, path: str, what: Any) -> Answered:
        """Send something as JSON."""
        return self.ask("POST", path, json.dumps(what), Content_Type="application/json")


@dataclass
class Phone(Caller):
    """A phone that found the room."""

    path: str = ""

    def sit(self) -> Phone:
        """Open the page, which gives a seat."""
        assert self.ask("GET", f"/r/{self.path}/").status == 200
        return self

    def now(self) -> Any:
        return self.ask("GET", f"/r/{self.path}/now").json

    def vote(self, answer: Any, **changed: Any) -> Answered:
        """Answer the question on screen."""
        seen = self.now()
        return self.send(f"/r/{self.path}/vote", {"asking": seen["asking"], "round": seen["round"], "answer": answer, **changed})


@dataclass
class Desk(Caller):
    """The teacher at the desk."""

    def do(self, deed: str, **more: Any) -> Answered:
        return self.send("/desk/do", {"do": deed, **more})

    def now(self) -> Any:
        return self.ask("GET", "/desk/now").json


@dataclass
class Here:
    """A room that is served here: its desk with phones on one port, phones alone on another."""

    hall: Hall
    desk_port: int
    phone_port: int

    @property
    def desk(self) -> Desk:
        return Desk(self.desk_port, {"desk": self.hall.setting.key})

    def phone(self) -> Phone:
        return Phone(self.phone_port, path=self.hall.setting.path).sit()

    def nobody(self) -> Phone:
        """Somebody who has no seat."""
        return Phone(self.phone_port, path=self.hall.setting.path)


@contextmanager
def served_here(lesson: str, keep: Path, serve: Callable[[Hall, list[socket]], object] = serve_desk) -> Iterator[Here]:
    """Serve a room on free ports of this process, in a thread of its own; `serve` is given what the teacher's port is for."""
    loop, ready, rooms = asyncio.new_event_loop(), threading.Event(), []

    async def open_it() -> None:
        desk, phones = bound(THIS_COMPUTER, 0), bound(THIS_COMPUTER, 0)
        places = {"desk_port": port_of(desk), "network": THIS_COMPUTER, "phone_port": port_of(phones)}
        hall = anew(lesson, keep, places)
        serve(hall, desk)
        serve_phones(hall, phones)
        rooms.append(Here(hall, places["desk_port"], places["phone_port"]))
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(open_it())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(60)
    yield rooms[0]
    loop.call_soon_threadsafe(loop.stop)
    thread.join(60)
