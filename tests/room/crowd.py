"""A class of phones on one computer: each opens the page, follows the room and votes once within some seconds."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass

from tests.room.served import Served
from tests.surroundings import apart


@dataclass(frozen=True)
class Crowd:
    """What came of it: votes that the server took and that the desk counts; seconds from a vote to the desk's count of it."""

    taken: int
    counted: int
    lags: tuple[float, ...]

    def lag(self, share: float) -> float:
        """Return the seconds within which this share of the votes was on the desk."""
        return sorted(self.lags)[min(len(self.lags) - 1, int(share * len(self.lags)))]


class Line:
    """One connection of HTTP that stays open, with a cookie."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie

    async def open(self) -> Line:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def send(self, method: str, path: str, what: object = None) -> dict[str, str]:
        """Ask, and return the headers of the answer by their names in small letters; its status is `status`."""
        body = b"" if what is None else json.dumps(what).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Length: {len(body)}\r\n"
        head += f"Content-Type: application/json\r\nCookie: {self.cookie}\r\n\r\n"
        self.writer.write(head.encode() + body)
        status, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines}
        return {**headers, "status": status.split(" ")[1]}

    async def ask(self, method: str, path: str, what: object = None) -> tuple[int, str, dict[str, str]]:
        """Ask, and return status, text and headers."""
        headers = await self.send(method, path, what)
        text = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return int(headers["status"]), text.decode(), headers


def crowd(served: Served, phones: int, seconds: float, answers: list[object]) -> Crowd:
    """Let a crowd vote on the question that is open. Every phone also keeps a line to hear of changes."""
    return apart(asyncio.run, _crowd(served, phones, seconds, answers))


async def _crowd(served: Served, phones: int, seconds: float, answers: list[object]) -> Crowd:
    port = int(served.join.split(":")[2].strip("/"))
    _, _, found = await (await Line(port).open()).ask("GET", f"/?word={served.word}")
    base = found["location"]
    taken: list[float] = []
    seen: list[tuple[float, int]] = []
    lot = random.Random(351)
    over = asyncio.Event()

    async def phone() -> None:
        line = await Line(port).open()
        _, _, headers = await line.ask("GET", base)
        line.cookie = headers["set-cookie"].partition(";")[0]
        heard = await Line(port, line.cookie).open()
        await heard.send("GET", f"{base}events")
        told = json.loads((await line.ask("GET", f"{base}now"))[1])
        await asyncio.sleep(lot.uniform(0, seconds))
        vote = {"asking": told["asking"], "round": told["round"], "answer": lot.choice(answers)}
        status, _, _ = await line.ask("POST", f"{base}vote", vote)
        if status == 200:
            taken.append(time.monotonic())
        await over.wait()

    async def desk() -> None:
        line, heard = await Line(served.port, f"desk={served.key}").open(), await Line(served.port, f"desk={served.key}").open()
        await heard.send("GET", "/desk/events")
        while not seen or seen[-1][1] < phones:
            await heard.reader.readuntil(b"data: ")
            told = json.loads((await line.ask("GET", "/desk/now"))[1])
            seen.append((time.monotonic(), told["answered"][-1]))
        over.set()

    await asyncio.gather(desk(), *(phone() for _ in range(phones)))
    when = [next(moment for moment, count in seen if count > n) for n in range(phones)]
    return Crowd(len(taken), seen[-1][1], tuple(max(0.0, w - t) for w, t in zip(when, sorted(taken), strict=True)))
