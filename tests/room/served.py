"""A room that is served as the command serves it, in a process of its own that can be killed; and a phone without a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import until

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Served:
    """A running room: the links it told, and its process."""

    desk: str
    join: str
    word: str
    said: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.desk.split(":")[2].split("/")[0])

    @property
    def key(self) -> str:
        return self.desk.split("key=")[1]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def serve(lesson: str, keep: Path, network: str = "127.0.0.1") -> Iterator[Served]:
    """Serve a room on a lesson, its votes kept in a file; a lesson of '' goes on with that file."""
    what = [lesson, "--keep", str(keep)] if lesson else ["--resume", str(keep)]
    command = [sys.executable, "-u", "-m", "spine_edu", "room", *what, "--no-browser"]
    command += ["--network", network] if network and lesson else []
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    told = keep.with_name(f"{keep.name}.said")
    with told.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, text=True, env={**os.environ, "PYTHONPATH": paths})
    try:
        said = until(lambda: _whole(told, process), lambda: told.read_text("utf-8"))
        [desk] = re.findall(r"http://\S+key=\S+", said)
        join, word = next(iter(re.findall(r"Phones: (\S+) and the word (\w+)", said)), ("", ""))
        yield Served(desk, join, word, said, process)
    finally:
        process.kill()
        process.wait()


def _whole(told: Path, process: subprocess.Popen[str]) -> str:
    said = told.read_text("utf-8")
    assert process.poll() is None, said
    return said if "Votes are kept" in said else ""
