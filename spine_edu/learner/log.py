"""The learner's log: every answer, one JSON line each, in a folder of the user that nothing else reads.

    <home>/answers/20261124T054027-4711.jsonl      one file per kernel process, named by its start and its number

`<home>` is the folder named in SPINE_EDU_HOME or, without it, the place where the system keeps a user's data. Files only ever
grow. A line that cannot be read (torn by a crash, written by something else) is passed over; the lines around it still count.
Nothing here stops a lesson: an answer that cannot be saved is kept in memory, tried again with the next, and said once.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spine_edu.learner.answer import LoggedAnswer, read_line
from spine_edu.learner.answered import Answered
from spine_edu.learner.moments import is_time, just_after, now

_BELIEVABLE = ("2020", "2100")
"""Years between which a clock may be right: nobody answered before the course was written."""

_SOME_TIME = "2000-01-01T00:00:00.000000Z"


def home() -> Path:
    """Return the folder of the learner's data; raise OSError if the system names none."""
    named = os.environ.get("SPINE_EDU_HOME")
    try:
        if named:
            return Path(named).expanduser().absolute()
        import platformdirs

        folder = Path(platformdirs.user_data_path("spine-edu", appauthor=False))
    except (ImportError, RuntimeError) as error:
        raise OSError(f"no folder for a user's data is known ({error})") from error
    if not folder.is_absolute():  # no home folder: '~' stayed as it was
        raise OSError("this user has no home folder")
    return folder


class Log:
    """What one kernel knows of the log and adds to it, in a file of its own that it makes with the first answer."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.open_anew()

    def open_anew(self) -> None:
        """Start as a new kernel does: with nothing in memory, and a file of its own to come."""
        self._place: tuple[int, Path, Path] | None = None
        self._unsaved: list[bytes] = []
        self._torn = False
        self._told: set[str] = set()
        self._last = ""
        self._answered = Answered()

    def answered(self) -> Answered:
        """Return all that was ever answered, by any kernel, as the files stand now, and what this one could not save."""
        with self._lock:
            unsaved = [answer for answer in map(read_line, self._unsaved) if answer]
            try:
                self._answered.catch_up(home() / "answers", unsaved)
            except OSError:  # the system names no folder
                self._answered.keep_in_memory(unsaved)
            return self._answered

    def holds(self, question: str, time: str) -> bool:
        """Return whether an answer to this question, given at this very moment, is in the log."""
        return self.answered().holds(question, time)

    def append(self, answer: LoggedAnswer) -> str:
        """Add an answer; return '' or, the first time that something is wrong, a sentence for the learner.

        A time that no calendar could hold is left out, and the answer comes after all others.
        """
        with self._lock:
            next_one = just_after(self._last or self.answered().latest_order()) or _SOME_TIME
            time = answer.time if is_time(answer.time) else next_one
            self._last = max(time, next_one)
            self._unsaved.append(replace(answer, time=time, order=self._last).line())
            try:
                self._save()
            except OSError as error:
                return self._tell_once(
                    "disk",
                    f"Your answers cannot be saved at the moment ({error.strerror or error}). The lesson goes on; "
                    "they are kept until it is closed.",
                )
            if _BELIEVABLE[0] <= answer.time < _BELIEVABLE[1]:
                return ""
            return self._tell_once(
                "clock",
                f"The clock of this computer seems wrong: it says {answer.time[:10]}. Your answers are kept; "
                "which are due can be told once it is set.",
            )

    def take_in(self, answers: Sequence[LoggedAnswer]) -> None:
        """Keep answers of another log in a file of their own, all or none, as they are sorted; raise OSError if that fails."""
        if not answers:
            return
        folder = home() / "answers"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = _claim(folder)
        half = path.with_suffix(".part")
        try:
            half.write_bytes(b"".join(answer.line() for answer in answers))
            half.replace(path)
        except OSError:
            half.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            raise

    def forget(self) -> int:
        """Delete the log; return how many answers went. Files that are not ours are left alone."""
        with self._lock:
            answered = self.answered()
            for path in answered.paths():
                path.unlink(missing_ok=True)
            self.open_anew()
        return sum(answered.counts().values())

    def _tell_once(self, about: str, sentence: str) -> str:
        if about in self._told:
            return ""
        self._told.add(about)
        return sentence

    def _save(self) -> None:
        data = (b"\n" if self._torn else b"") + b"".join(self._unsaved)
        with self._path().open("ab", buffering=0) as file:
            self._torn = True  # until all is written, the file may end in the middle of a line
            if file.write(data) != len(data):
                raise OSError("the disk took only a part of the line")
        self._torn = False
        self._unsaved.clear()

    def _path(self) -> Path:
        """Return this process's own file; another process, also one forked from this, gets another."""
        folder = home() / "answers"
        if self._place is None or self._place[:2] != (os.getpid(), folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._place = (os.getpid(), folder, _claim(folder))
            self._torn = False
        return self._place[2]


def _claim(folder: Path) -> Path:
    """Make an empty file whose name nobody has, not even a kernel with our number on another machine."""
    start = f"{now()[:19].replace('-', '').replace(':', '')}-{os.getpid()}"
    for n in range(1000):
        path = folder / f"{start}{f'-{n}' if n else ''}.jsonl"
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise OSError("a thousand files of one second stand in the way")


of_this_kernel = Log()
"""Where this kernel writes: the functions below are its own."""

answered = of_this_kernel.answered
append = of_this_kernel.append
forget = of_this_kernel.forget
holds = of_this_kernel.holds
take_in = of_this_kernel.take_in


def answers() -> tuple[LoggedAnswer, ...]:
    """Return every line that holds an answer, of every kernel, oldest first: `answered().answers()`."""
    return answered().answers()
