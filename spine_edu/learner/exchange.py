"""Answers from one computer to another, or to a teacher: written out as one file, taken in from files, each answer once.

An answer is known by its question and its time, as everywhere in the log. So taking in is a union: whatever is taken in twice, or
in another order, or on which machine, the same answers are there in the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from spine_edu.errors import ProgressError
from spine_edu.learner import log
from spine_edu.learner.answer import LONGEST_LINE, LoggedAnswer, read_line


def union(*logs: Iterable[LoggedAnswer]) -> tuple[LoggedAnswer, ...]:
    """Return the answers of several logs, oldest first, each once; that the right one was shown is one of its own."""
    found: dict[tuple[str, str, bool], LoggedAnswer] = {}
    for one in sorted(itertools.chain(*logs), key=lambda one: (one.order or one.time, one.question, one.line())):
        found.setdefault(_name(one), one)
    return tuple(found.values())


def read_answers(path: Path) -> tuple[LoggedAnswer, ...]:
    """Return the answers that a file of lines holds; what is no answer is passed over, as in the log itself."""
    with path.open("rb") as stream:
        return tuple(filter(None, map(read_line, iter(lambda: stream.readline(LONGEST_LINE + 1), b""))))


def export_answers(to: str | Path) -> Path:
    """Write all answers of this learner into one new file and return its path; raise ProgressError if that fails.

    What could not be written to its end, as on a full disk, is not left there by half.
    """
    path = Path(to).expanduser()
    made = False
    try:
        with path.open("xb") as stream:
            made = True
            stream.writelines(one.line() for one in union(log.answers()))
    except FileExistsError as error:
        raise ProgressError(f"{path} is there already, and is left as it is. Name a new file.") from error
    except OSError as error:
        if made:
            path.unlink(missing_ok=True)
        raise ProgressError(f"The answers could not be written to {path} ({error.strerror or error}).") from error
    return path


def import_answers(path: str | Path) -> int:
    """Take in the answers of a file that `export_answers` wrote, or of any file of a log; return how many were new.

    Raise ProgressError if the file cannot be read, or if there is no room for its answers: then none were taken in.
    """
    try:
        told = union(read_answers(Path(path).expanduser()))
        here = set(map(_name, log.answers()))
        new = [one for one in told if _name(one) not in here]
        log.take_in(new)
    except OSError as error:
        raise ProgressError(f"The answers of {path} could not be taken in ({error.strerror or error}).") from error
    return len(new)


def _name(answer: LoggedAnswer) -> tuple[str, str, bool]:
    """Return what an answer is known by."""
    return answer.question, answer.time, answer.number > 0
