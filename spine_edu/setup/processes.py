"""Other programs at work for us: followed with patience, shown to the person who waits, ended in order.

Standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

_LONGEST = 300.0
"""Seconds a program may take that only says its version; one that takes longer hangs."""


def say(text: str) -> None:
    """Tell the person at the terminal; standard output stays free for answers."""
    print(text, file=sys.stderr, flush=True)


_WHEEL = re.compile(r"(?:\S*/)?(?P<package>[^\s/]+?)-\d\S*\.whl(?: \((?P<size>[\d.]+ \w+)\))?")
"""The file of a package, as pip names it when it fetches one or was given one in a folder."""


_UNPACKING = "all are here; unpacking and compiling them"
"""What takes as long again, and of which an installer says nothing more."""


class InstallProgress:
    """What the installer is doing and for how long, on one line of a terminal or every few seconds in a log."""

    def __init__(
        self, count: int, stream: IO[str] | None = None, every: float = 5.0, unpacked: Callable[[], int] = lambda: 0
    ) -> None:
        self.count, self.stream, self.every, self.unpacked = count, stream or sys.stderr, every, unpacked
        self.live = self.stream.isatty()
        self.started = time.monotonic()
        self.doing, self.found = "starting", 0
        self._stop = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def begins(self, command: Sequence[str]) -> None:
        """Take the start of a command as news: neither of the two says anything itself for a while."""
        self.doing = "making a Python of the course's own" if "venv" in command else "asking which packages are there already"

    def heard(self, line: str) -> None:
        """Take one line of the installer's output as news, if a person would want it."""
        first, _, rest = line.partition(" ")
        wheel = _WHEEL.match(rest)
        if first in ("Collecting", "Processing"):
            self.found += 1
            self._fetches(wheel["package"] if wheel else rest.split(" ")[0].split("==")[0])
        elif first == "Downloading" and wheel:
            self._fetches(f"{wheel['package']}, {wheel['size']}" if wheel["size"] else wheel["package"])
        elif first in ("Resolved", "Prepared", "Downloading"):  # uv
            self.doing = line
        elif "Retrying" in line:
            self.doing = "no answer from the network; trying again"
        elif first == "Installed" or line.startswith("Installing collected packages"):
            self.doing = _UNPACKING

    def _fetches(self, what: str) -> None:
        self.doing = f"fetching {what.replace('_', '-')} ({self.found} of about {self.count})"

    def _tick(self) -> None:
        while not self._stop.wait(0.2 if self.live else self.every):
            self._show()

    def _show(self) -> None:
        doing = f"{_UNPACKING} ({self.unpacked()} of about {self.count})" if self.doing == _UNPACKING else self.doing
        text = f"  {time.monotonic() - self.started:4.0f} s  {doing}"
        with contextlib.suppress(OSError, ValueError, UnicodeError):
            self.stream.write(f"\r{text[:78]:<78}" if self.live else f"{text}\n")
            self.stream.flush()

    def __enter__(self) -> InstallProgress:
        self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._ticker.join()
        if self.live:
            self.stream.write("\r" + " " * 78 + "\r")
            self.stream.flush()


def follow(commands: Sequence[Sequence[str]], log: Path, progress: InstallProgress, guard: int) -> str:
    """Run installer commands, showing what happens; return '' or, if one failed, what it said.

    They hold the guard too (see `held`), so that an installer whose parent was killed is waited for.
    """
    with log.open("a", encoding="utf-8") as record, progress:
        for command in commands:
            progress.begins(command)
            said: list[str] = []
            try:
                process = subprocess.Popen(
                    command,
                    cwd=log.parent,
                    env={**os.environ, "PIP_USER": "0", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    errors="replace",
                    pass_fds=() if os.name == "nt" else (guard,),
                )
            except OSError as error:
                return f"{command[0]}: {error.strerror}."
            with ended(process):
                assert process.stdout is not None  # we asked for a pipe
                for line in process.stdout:
                    record.write(line)
                    said.append(line)
                    progress.heard(line.strip())
            if process.returncode:
                return "".join(said) or f"{command[0]} ended with status {process.returncode}."
    return ""


@contextlib.contextmanager
def held(guard: IO[bytes], folder: Path) -> Iterator[None]:
    """Hold the folder for this process: a second start waits for the first instead of emptying it underneath.

    The system lets go when a process ends, however it ends.
    """
    for attempt in itertools.count():
        try:
            if os.name == "nt":
                import msvcrt

                guard.seek(0)
                msvcrt.locking(guard.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
            else:
                import fcntl

                fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                break  # a file system without locks: go on without
            if attempt == 0:
                say(f"Another start is filling {folder}; waiting for it.")
            time.sleep(0.2)
    yield


@contextlib.contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """See a child process to its end, also when Ctrl-C comes."""
    try:
        yield
        process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    finally:
        if process.stdout:
            process.stdout.close()


def answers(command: Sequence[str]) -> bool:
    """Whether a command can be run at all and reports success."""
    try:
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def pip_version(python: str) -> tuple[int, ...]:
    """Return the version of the pip that a Python has, () if it has none."""
    try:
        run = subprocess.run(
            [python, "-m", "pip", "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match = re.match(r"pip (\d+)\.(\d+)", run.stdout)
    return (int(match[1]), int(match[2])) if match else ()
