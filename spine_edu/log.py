"""The learner's log: every answer, one JSON line each, in a folder of the user that nothing else reads.

    <home>/answers/20261124T054027-4711.jsonl      one file per kernel process, named by its start and its number

`<home>` is the folder named in SPINE_EDU_HOME or, without it, the place where the system keeps a user's data. Files only ever
grow. A line that cannot be read (torn by a crash, written by something else) is passed over; the lines around it still count.
Nothing here stops a lesson: an answer that cannot be saved is kept in memory, tried again with the next, and said once.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import heapq
import json
import os
import re
import stat
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

_FILE = re.compile(r"\d{8}T\d{6}-\d+(-\d+)?\.jsonl", re.ASCII)
_LONGEST_LINE = 64_000
_LARGEST_FILE = 64_000_000
_TIME = re.compile(r"(19|2[0-8])\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)  # one form, so that texts sort as times do
_TICK = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as it was given: to which question, what it was worth, and how it came about.

    `mark` tells the content of the question at that time (`spine_edu.quiz.content_mark`); `number` counts the tries,
    and 0 says that the right answer was shown after this one; `confidence` is 'sure', 'unsure' or '', said with the first try; `beliefs` are keys of data/misconceptions.yml.
    `time` is what the clock said, in UTC. `order` sorts: it is the time too, unless the clock was set back, and then it
    goes on from where the log had come to.
    """

    time: str
    question: str
    mark: str
    answer: Any
    score: float
    correct: bool
    number: int = 1
    confidence: str = ""
    hints: int = 0
    revealed: bool = False
    beliefs: tuple[str, ...] = ()
    order: str = ""

    @property
    def day(self) -> str:
        """The day on the learner's own calendar, such as '2026-11-24'."""
        return _moment(self.time).astimezone().date().isoformat()

    def line(self) -> bytes:
        """Return the line of the log, its end included; an answer that could not be read back, or of absurd length, is left out."""
        fields = {
            "try" if field.name == "number" else field.name: getattr(self, field.name) for field in dataclasses.fields(self)
        }
        if self.order in ("", self.time):
            del fields["order"]
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            line = json.dumps(fields, allow_nan=False).encode() + b"\n"
            if len(line) <= _LONGEST_LINE and read_line(line):
                return line
        return b"\n" if self.answer is None else replace(self, answer=None).line()


def read_line(line: bytes) -> Answer | None:
    """Return the answer that a line holds, or None where it holds none.

    >>> read_line(b'{"time": "2026-11-24T05:40:')
    """
    try:
        fields = json.loads(line.decode(), parse_constant=_refuse)
        json.dumps(fields, ensure_ascii=False, allow_nan=False).encode()  # no infinity, no half of a surrogate pair
        return Answer(
            _time(fields["time"]), _text(fields["question"]), _text(fields["mark"]), fields["answer"],
            float(fields["score"]), fields["correct"] is True, int(fields["try"]), _text(fields["confidence"]),
            int(fields["hints"]), fields["revealed"] is True, tuple(map(_text, fields["beliefs"])), _time(fields.get("order", fields["time"])),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


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


def answers() -> tuple[Answer, ...]:
    """Return all that was ever answered, of every kernel, in one order that never depends on how the files are listed.

    Answers of one kernel stay in the order in which they were given; those of several are merged by their `order`.
    """
    with _journal.lock:
        unsaved = [answer for answer in map(read_line, _journal.unsaved) if answer]
    files = [_file(path, state) for path, state in _paths()]
    return tuple(heapq.merge(*files, unsaved, key=lambda answer: answer.order))


def holds(question: str, time: str) -> bool:
    """Return whether an answer to this question, given at this very moment, is in the log."""
    return any(answer.time == time and answer.question == question for answer in answers())


def is_time(text: str) -> bool:
    """Return whether a text is a time as the log writes it.

    >>> is_time("2026-11-24T05:40:27.123456Z"), is_time("2026-11-31T05:40:27.123456Z"), is_time("24 November")
    (True, False, False)
    """
    try:
        return bool(_time(text))
    except ValueError:
        return False


def append(answer: Answer) -> str:
    """Add an answer to the log; return '' or, the first time that this fails, a sentence for the learner."""
    return _journal.append(answer)


def forget() -> int:
    """Delete the log; return how many answers went. Files that are not ours are left alone."""
    count = sum(answer.number > 0 for answer in answers())
    for path, _ in _paths():
        path.unlink(missing_ok=True)
    _journal.clear()
    return count


class _Journal:
    """The file of this process, made with the first answer."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        self.place: tuple[int, Path, Path] | None = None
        self.unsaved: list[bytes] = []
        self.torn = self.told = False
        self.last = ""

    def append(self, answer: Answer) -> str:
        last = self.last or max((known.order for known in answers()), default="")
        with self.lock:
            self.last = max(answer.time, _after(last))
            self.unsaved.append(replace(answer, order=self.last).line())
            try:
                self._save()
            except OSError as error:
                if self.told:
                    return ""
                self.told = True
                return f"Your answers cannot be saved at the moment ({error.strerror or error}). The lesson goes on; they are kept until it is closed."
            return ""

    def _save(self) -> None:
        data = (b"\n" if self.torn else b"") + b"".join(self.unsaved)
        with self._path().open("ab", buffering=0) as file:
            self.torn = True  # until all is written, the file may end in the middle of a line
            if file.write(data) != len(data):
                raise OSError("the disk took only a part of the line")
        self.torn = False
        self.unsaved.clear()

    def _path(self) -> Path:
        """Return this process's own file; another process, also one forked from this, gets another."""
        folder = home() / "answers"
        if self.place is None or self.place[:2] != (os.getpid(), folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.place = (os.getpid(), folder, _claim(folder))
            self.torn = False
        return self.place[2]


_journal = _Journal()


def _claim(folder: Path) -> Path:
    """Make an empty file whose name nobody has, not even a kernel with our number on another machine."""
    start = f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%S}-{os.getpid()}"
    for n in range(1000):
        path = folder / f"{start}{f'-{n}' if n else ''}.jsonl"
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise OSError("a thousand files of one second stand in the way")


def _paths() -> list[tuple[Path, tuple[int, int]]]:
    """Return our files by name, each with its size and time of change."""
    found = []
    try:
        paths = sorted((home() / "answers").iterdir())
    except OSError:  # no folder yet, or none that we may look into
        return []
    for path in paths:
        with contextlib.suppress(OSError):
            about = path.stat()
            if _FILE.fullmatch(path.name) and stat.S_ISREG(about.st_mode):
                found.append((path, (about.st_size, about.st_mtime_ns)))
    return found


_known: dict[Path, tuple[tuple[int, int], tuple[Answer, ...]]] = {}


def _file(path: Path, state: tuple[int, int]) -> tuple[Answer, ...]:
    """Return the answers of one file; it is read again when its size or time of change are not what they were."""
    if path not in _known or _known[path][0] != state:
        _known[path] = (state, _read(path))
    return _known[path][1]


def _read(path: Path) -> tuple[Answer, ...]:
    lines: dict[bytes, None] = {}  # a line that was written twice, because its first writing seemed to fail, counts once
    try:
        with path.open("rb") as file:
            while file.tell() < _LARGEST_FILE and (line := file.readline(_LONGEST_LINE + 1)):
                lines[line] = None
    except OSError:
        return ()
    read, last = [], ""
    for answer in filter(None, map(read_line, lines)):  # within a file the order of writing is the truth
        last = max(last, answer.order)
        read.append(replace(answer, order=last))
    return tuple(read)


def now() -> str:
    """Return this moment in UTC, such as '2026-11-24T05:40:27.123456Z'."""
    return _text_of(datetime.datetime.now(datetime.UTC))


def _text_of(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(time: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(time)


def _after(time: str) -> str:
    """Return the next moment after a time of the log; '' where there is none that could be written."""
    later = _text_of(_moment(time) + _TICK) if time else ""
    return later if _TIME.fullmatch(later) else ""


def _time(value: Any) -> str:
    if not _TIME.fullmatch(value) or not _moment(value):
        raise ValueError("a time of the log is in UTC and ends in Z")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text is needed here")
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number that a browser could read")
