"""All that was answered, found by question: the lines of the log stay in their files, and where each stands is kept here.

An answer takes 32 bytes here, however long its line is: enough to say what is due and what is held. The line is read again when
somebody asks for the answer itself. All of this can be thrown away at any time, and is when a file is not what it was.
"""

from __future__ import annotations

import bisect
import contextlib
import itertools
import os
import re
import stat
import struct
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from spine_edu.learner.answer import FIRST, LONGEST_LINE, MEMORY, RIGHT, TRY, Gist, LoggedAnswer, gist_of, read_line
from spine_edu.learner.block import read_block
from spine_edu.learner.moments import day_of, ticks, time_at

_FILE = re.compile(r"\d{8}T\d{6}-\d+(-\d+)?\.jsonl", re.ASCII)
_LONGEST_JUNK = 64_000_000
"""So many bytes without the end of a line are not ours, and neither is what comes after them."""

_BLOCK, _WORTH_IT = 4_000_000, 100_000
"""So many bytes are looked at together, where there are so many: below that it does not pay to load what counts them."""

_ROW = struct.Struct("<qqqii")
_ROW_OF_BLOCK = [("order", "<i8"), ("time", "<i8"), ("place", "<i8"), ("file", "<i4"), ("kind", "<i4")]
_IN_MEMORY = -1
_BEGINNING = -(2**63)


class Tried(NamedTuple):
    """A first try that speaks of memory: when, on which day of the learner's, and whether it was right. They sort by time."""

    order: int
    day: str
    correct: bool


class _Row(NamedTuple):
    """What is kept of an answer: its gist, and where it stands, as the number of its file and the place of its line there."""

    order: int
    time: int
    place: int
    file: int
    kind: int


@dataclass(slots=True)
class _File:
    """A file as far as it was read: up to which byte, which line last, and which order;
    its size and time of change at that time.
    """

    name: str
    end: int = 0
    last_line: bytes = b""
    order: int = _BEGINNING
    state: tuple[int, int] = (0, 0)

    def was_rewritten(self, folder: Path, state: tuple[int, int] | None) -> bool:
        """Say whether the file is gone, or is not what was read of it and more after that: ours only ever grow."""
        if state is None or state == self.state or not self.end:
            return state is None
        if state[0] == self.state[0] or state[0] < self.end:
            return True
        with contextlib.suppress(OSError), (folder / self.name).open("rb") as stream:
            stream.seek(self.end - len(self.last_line))
            return stream.read(len(self.last_line)) != self.last_line
        return True


class Answered:
    """The answers in the files of a folder, as far as they have grown, and some that are in memory alone.

    Answers of one file stay in the order in which they were given; those of several are merged by their `order`, and then by the
    names of the files: it never depends on how these happen to be listed.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._in_memory: list[LoggedAnswer] = []
        self._begin(None)

    def _begin(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: list[_File] = []
        self._rows: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._latest = _BEGINNING

    def catch_up(self, folder: Path, in_memory: Iterable[LoggedAnswer] = ()) -> None:
        """Read what the files of a folder have gained, or all of them anew where one is gone or was rewritten."""
        with self._lock:
            self.keep_in_memory(())
            found = _log_files(folder)
            if folder != self._folder or any(file.was_rewritten(folder, found.get(file.name)) for file in self._files):
                self._begin(folder)
            known = {file.name: number for number, file in enumerate(self._files)}
            for name, state in found.items():
                if name not in known:
                    known[name] = len(self._files)
                    self._files.append(_File(name))
                file = self._files[known[name]]
                if file.state != state:
                    with contextlib.suppress(OSError):
                        self._read_on(folder / name, file, known[name])
                        file.state = state
            self.keep_in_memory(in_memory)

    def keep_in_memory(self, answers: Iterable[LoggedAnswer]) -> None:
        """Take these answers as those that no file has, in place of the ones before."""
        with self._lock:
            for question in {answer.question for answer in self._in_memory}:
                rows = (_ROW.pack(*row) for row in self._rows_of(question) if row.file != _IN_MEMORY)
                self._rows[question] = bytearray(b"".join(rows))
            self._in_memory = list(answers)
            for n, answer in enumerate(self._in_memory):
                question, time, order, kind = answer.gist
                self._add(question, order, time, n, _IN_MEMORY, kind)

    def paths(self) -> list[Path]:
        """Return the files of the log."""
        with self._lock:
            return [self._path(number) for number in range(len(self._files))]

    def answers(self) -> tuple[LoggedAnswer, ...]:
        """Return all answers, oldest first. Each is read from its file again: a long log takes its time, and its room."""
        with self._lock:
            rows = [row for question in self._rows for row in self._rows_of(question)]
            return self._read(sorted(rows, key=lambda row: (row.order, self._name(row.file), row.place)))

    def last_round(self, question: str) -> tuple[LoggedAnswer, ...]:
        """Return the answers to a question from its last first try on, oldest first; all of them if none was a first try."""
        with self._lock:
            rows = self._rows_of(question)
            return self._read(rows[max((n for n, row in enumerate(rows) if row.kind & FIRST), default=0) :])

    def first_tries(self, question: str) -> Iterator[Tried]:
        """Go through the first tries of a question that speak of memory, the latest first."""
        with self._lock:
            rows = list(_ROW.iter_unpack(self._rows.get(question, b"")))
        return (Tried(order, day_of(time), kind & RIGHT > 0) for order, time, _, _, kind in reversed(rows) if kind & MEMORY)

    def last_day(self, question: str) -> str:
        """Return the learner's day on which a question was answered last, whatever the answer says of memory; '' before any."""
        with self._lock:
            times = [time for _, time, _, _, kind in _ROW.iter_unpack(self._rows.get(question, b"")) if kind & TRY]
        return day_of(times[-1]) if times else ""

    def counts(self) -> dict[str, int]:
        """Return how many answers each question has, where it has any. That the right one was shown is none."""
        with self._lock:
            kinds = {name: [kind for *_, kind in _ROW.iter_unpack(rows)] for name, rows in self._rows.items()}
        return {name: count for name, those in kinds.items() if (count := sum(kind & TRY > 0 for kind in those))}

    def latest(self) -> dict[str, int]:
        """Return when each question was answered last, as a number that grows with time, where it was."""
        with self._lock:
            tried = {
                name: [order for order, *_, kind in _ROW.iter_unpack(rows) if kind & TRY] for name, rows in self._rows.items()
            }
        return {name: orders[-1] for name, orders in tried.items() if orders}

    def holds(self, question: str, time: str) -> bool:
        """Return whether there is an answer to this question that was given at this very moment."""
        with self._lock:
            return any(row.time == ticks(time) for row in self._rows_of(question))

    def latest_order(self) -> str:
        """Return how far the order of all answers has come; '' before the first."""
        return time_at(self._latest) if self._latest > _BEGINNING else ""

    def _read_on(self, path: Path, file: _File, number: int) -> None:
        """Read what a file has gained: in blocks where these are plain, line by line where they are not."""
        junk = 0
        by_line_until = file.end
        with path.open("rb") as stream:
            stream.seek(file.end)
            while junk < _LONGEST_JUNK:
                if file.end >= by_line_until and not junk:
                    block = stream.read(_BLOCK)
                    if self._take_block(block[: block.rfind(b"\n") + 1], file, number):
                        stream.seek(file.end)
                        continue
                    by_line_until = file.end + len(block)
                    stream.seek(file.end)
                line = stream.readline(LONGEST_LINE + 1)
                gist = gist_of(line)
                if gist:
                    self._take(gist, line, file, number)
                elif not line or (len(line) <= LONGEST_LINE and not line.endswith(b"\n")):
                    break  # the end; or torn, or just being written
                junk = 0 if gist or line.endswith(b"\n") else junk + len(line)
                file.end += len(line)
                file.last_line = line

    def _take_block(self, lines: bytes, file: _File, number: int) -> bool:
        """Add the answers of many lines at once; add none where it takes a closer look at each, or where they are few."""
        if len(lines) < _WORTH_IT or not (block := read_block(lines)) or block.times[0] <= max(self._latest, file.order):
            return False
        import numpy as np

        known = {name: n for n, name in enumerate(dict.fromkeys(block.questions))}
        asked = np.fromiter(map(known.__getitem__, block.questions), np.int64, len(block.questions))
        sorted_by_question = np.argsort(asked, kind="stable")
        rows = np.empty(len(asked), _ROW_OF_BLOCK)
        rows["order"] = rows["time"] = block.times
        rows["place"], rows["file"], rows["kind"] = file.end + block.places, number, block.kinds
        rows = rows[sorted_by_question]
        ends = np.cumsum(np.bincount(asked))
        for name, n in known.items():
            self._rows[name.decode()] += rows[ends[n - 1] if n else 0 : ends[n]].tobytes()
        self._latest = file.order = int(block.times[-1])
        file.last_line = lines[int(block.places[-1]) :]
        file.end += len(lines)
        return True

    def _take(self, gist: Gist, line: bytes, file: _File, number: int) -> None:
        """Add an answer, unless its line is there already and was written again because the first time seemed to fail."""
        question, time, order, kind = gist
        if order <= file.order and self._is_written_again(gist, line, number):
            return
        file.order = order = max(order, file.order)
        self._add(question, order, time, file.end, number, kind)

    def _is_written_again(self, gist: Gist, line: bytes, number: int) -> bool:
        before = [row for row in self._rows_of(gist.question) if row.time == gist.time and row.file == number]
        return any(known.rstrip(b"\n") == line.rstrip(b"\n") for _, known in self._lines(before))

    def _add(self, question: str, order: int, time: int, place: int, file: int, kind: int) -> None:
        """Put a row where it belongs among those of its question: nearly always at the end."""
        rows = self._rows[question]
        packed = _ROW.pack(order, time, place, file, kind)
        if order > self._latest:
            self._latest = order
            rows += packed
            return

        def rank(n: int) -> tuple[int, str]:
            order, _, _, file, _ = _ROW.unpack_from(rows, n * _ROW.size)
            return order, self._name(file)

        n = bisect.bisect_right(range(len(rows) // _ROW.size), (order, self._name(file)), key=rank)
        rows[n * _ROW.size : n * _ROW.size] = packed

    def _name(self, file: int) -> str:
        return "~" if file == _IN_MEMORY else self._files[file].name  # what is in memory is the latest of what is alike

    def _path(self, number: int) -> Path:
        return Path(self._folder or "", self._files[number].name)

    def _rows_of(self, question: str) -> list[_Row]:
        return list(map(_Row._make, _ROW.iter_unpack(self._rows.get(question, b""))))

    def _read(self, rows: list[_Row]) -> tuple[LoggedAnswer, ...]:
        """Return the answers of some rows; one whose file is gone by now is left out."""
        found = {row: self._in_memory[row.place] for row in rows if row.file == _IN_MEMORY}
        for row, line in self._lines(row for row in rows if row.file != _IN_MEMORY):
            if answer := read_line(line):
                found[row] = answer
        return tuple(replace(found[row], order=time_at(row.order)) for row in rows if row in found)

    def _lines(self, rows: Iterable[_Row]) -> Iterator[tuple[_Row, bytes]]:
        """Go through the lines of some rows, file by file."""
        ordered = sorted(rows, key=lambda row: (row.file, row.place))
        for number, there in itertools.groupby(ordered, key=lambda row: row.file):
            with contextlib.suppress(OSError), self._path(number).open("rb") as stream:
                for row in there:
                    stream.seek(row.place)
                    yield row, stream.readline(LONGEST_LINE + 1)


def _log_files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return our files by name, in order, each with its size and time of change."""
    found = {}
    with contextlib.suppress(OSError), os.scandir(folder) as entries:  # no folder yet, or none that we may look into
        for entry in entries:
            if _FILE.fullmatch(entry.name):
                try:
                    about = entry.stat()
                except OSError:  # it is gone by now, or points to nothing
                    continue
                if stat.S_ISREG(about.st_mode):
                    found[entry.name] = (about.st_size, about.st_mtime_ns)
    return dict(sorted(found.items()))
