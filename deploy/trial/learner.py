"""A learner without a browser: starts a server, opens a lesson, runs it and answers a question, as JupyterLab would."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 300
"""Seconds after which a server that does not answer has failed."""


@dataclass
class Learner:
    """One of a class. What took how many seconds is in `took`."""

    name: str
    site: str
    token: str
    took: dict[str, float] = field(default_factory=dict)
    _cards: list[dict[str, Any]] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)

    async def start(self) -> None:
        """Have the hub start the server, and wait until it answers."""
        with clock(self.took, "server"):
            await self._ask("POST", f"/hub/api/users/{self.name}/server")
            while not json.loads(await self._ask("GET", f"/hub/api/users/{self.name}"))["servers"].get("", {}).get("ready"):
                await asyncio.sleep(0.2)

    async def open(self, lesson: str) -> str:
        """Follow the link of a teacher to a lesson; return the lesson's path."""
        with clock(self.took, "lesson to read"):
            where = f"/user/{self.name}/spine-edu/{lesson}"
            page = await self._ask("GET", where)
            assert b"jupyter-config-data" in page, "no page of JupyterLab"
            path = f"spine-edu/notebooks/{lesson}"
            self._cells = json.loads(await self._ask("GET", f"/user/{self.name}/api/contents/{path}"))["content"]["cells"]
        assert not any(cell.get("outputs") for cell in self._cells), "results are shown before anybody ran the lesson"
        return path

    async def run(self, path: str) -> None:
        """Start a kernel and run all cells of the lesson; raise where one fails."""
        with clock(self.took, "kernel"):
            wanted = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
            session = json.loads(await self._ask("POST", f"/user/{self.name}/api/sessions", wanted))
            await self._listen(session["kernel"]["id"])
            await self._execute("pass")
        with clock(self.took, "all cells"):
            for cell in self._cells:
                if cell["cell_type"] == "code":
                    await self._execute("".join(cell["source"]))

    async def answer(self, option: int) -> str:
        """Choose an option of the first question of one answer, wait until the kernel has kept it, and return its id."""
        card = next(card for card in self._cards if card["face"]["kind"] == "single")
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        given = {"place": 0, "part": "", "answer": option, "number": 1, "confidence": "", "hints": 0, "revealed": False}
        with clock(self.took, "answer kept"):
            state = {"answer": option, "given": [{**given, "time": moment}]}
            await self._send(
                "comm_msg", {"comm_id": card["comm"], "data": {"method": "update", "state": state, "buffer_paths": []}}
            )
            while moment not in self._told:
                await self._hear()
        self._wire.close()
        return str(card["face"]["id"])

    async def _ask(self, method: str, path: str, body: Any = None) -> bytes:
        """Ask the site, as this learner."""
        text = None if method == "GET" else json.dumps(body or {})
        request = HTTPRequest(self.site + path, method, self._who, text, request_timeout=PATIENCE, connect_timeout=PATIENCE)
        return (await AsyncHTTPClient().fetch(request)).body

    @property
    def _who(self) -> dict[str, str]:
        return {"Authorization": f"token {self.token}"}

    async def _listen(self, kernel: str) -> None:
        address = f"ws{self.site.removeprefix('http')}/user/{self.name}/api/kernels/{kernel}/channels"
        request = HTTPRequest(address, headers=self._who, connect_timeout=PATIENCE)
        self._wire: WebSocketClientConnection = await websocket_connect(request, max_message_size=2**28)

    async def _send(self, kind: str, content: dict[str, Any]) -> str:
        id = uuid.uuid4().hex
        header = {"msg_id": id, "msg_type": kind, "username": self.name, "session": self.name, "version": "5.3", "date": ""}
        whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
        await self._wire.write_message(json.dumps(whole))
        return id

    async def _execute(self, code: str) -> None:
        sent = await self._send("execute_request", {"code": code, "silent": False, "store_history": True, "allow_stdin": False})
        replied = idle = False
        while not (replied and idle):
            message = await self._hear()
            if message["parent_header"].get("msg_id") != sent:
                continue
            if message["msg_type"] == "execute_reply":
                replied = True
                assert message["content"]["status"] == "ok", f"{code}\n{message['content']}"
            idle = idle or (message["msg_type"] == "status" and message["content"]["execution_state"] == "idle")

    async def _hear(self) -> dict[str, Any]:
        """Take the next message of the kernel, and note cards of questions and receipts of answers."""
        text = await asyncio.wait_for(self._wire.read_message(), PATIENCE)
        assert text is not None, "the kernel hung up"
        message: dict[str, Any] = json.loads(text)
        state = message["content"].get("data", {}).get("state", {})
        if message["msg_type"] == "comm_open" and "kind" in state.get("face", {}):
            self._cards.append({"comm": message["content"]["comm_id"], "face": state["face"]})
        self._told.update(state.get("kept", ()))
        return message


@contextlib.contextmanager
def clock(took: dict[str, float], what: str) -> Iterator[None]:
    """Write down how many seconds a block took."""
    began = time.monotonic()
    yield
    took[what] = time.monotonic() - began


def answers_of(home: Path) -> list[dict[str, Any]]:
    """Return what stands in the log of a learner who has this home folder."""
    return [json.loads(line) for file in home.rglob("answers/*.jsonl") for line in file.open()]
