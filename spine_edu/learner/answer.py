"""One answer to a question, and the line of JSON that keeps it."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import math
import re
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from spine_edu.learner import moments

LONGEST_LINE = 64_000

FIRST, TRY, MEMORY, RIGHT = 1, 2, 4, 8
"""What kind of answer it is: a first try; any try, and not only that the right answer was shown; one that speaks of memory, as
every wrong first try does, and every right one that needed no hint; a right one."""


class Gist(NamedTuple):
    """What tells where an answer belongs, without what was answered. Times are in ticks, `kind` adds up FIRST to RIGHT."""

    question: str
    time: int
    order: int
    kind: int


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """One answer, as it was given: to which question, what it was worth, and how it came about.

    `mark` tells the content of the question at that time (`spine_edu.quiz.content_mark`); `number` counts the tries, and 0 says
    that the right answer was shown after this one; `confidence` is 'sure', 'unsure' or '', said with the first try; `beliefs` are
    keys of data/misconceptions.yml. `time` is what the clock said, in UTC. `order` sorts: it is the time too, unless the clock
    was set back, and then it goes on from where the log had come to.
    """

    time: str
    question: str
    mark: str
    answer: object
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
        return moments.day_of(moments.ticks(self.time))

    @property
    def gist(self) -> Gist:
        """Where it belongs and what kind it is."""
        time = moments.ticks(self.time)
        order = moments.ticks(self.order) if self.order else time
        return Gist(self.question, time, order, _kind(self.number, self.correct, self.hints))

    def line(self) -> bytes:
        """Return the line of the log, its end included; an answer that could not be read back, or of absurd length,
        is left out.
        """
        fields = {
            "try" if field.name == "number" else field.name: getattr(self, field.name) for field in dataclasses.fields(self)
        }
        if self.order in ("", self.time):
            del fields["order"]
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            line = json.dumps(fields, allow_nan=False).encode() + b"\n"
            if len(line) <= LONGEST_LINE and read_line(line):
                return line
        return b"\n" if self.answer is None else replace(self, answer=None).line()


def read_line(line: bytes) -> LoggedAnswer | None:
    """Return the answer that a line holds, or None where it holds none.

    >>> read_line(b'{"time": "2026-11-24T05:40:')
    """
    try:
        fields = _decode(line.decode())
        if b"\\" in line:  # half of a surrogate pair, which no browser takes, can only be written as an escape
            json.dumps(fields, ensure_ascii=False).encode()
        return LoggedAnswer(
            _time(fields["time"]), _text(fields["question"]), _text(fields["mark"]), fields["answer"],
            float(fields["score"]), fields["correct"] is True, int(fields["try"]), _text(fields["confidence"]),
            int(fields["hints"]), fields["revealed"] is True, tuple(map(_text, fields["beliefs"])),
            _time(fields.get("order", fields["time"])),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def gist_of(line: bytes) -> Gist | None:
    """Return `read_line(line).gist`, or None where there is no answer; several times as fast for a plain line of ours."""
    if plain := PLAIN_LINE.fullmatch(line):
        time, question, correct, number, hints = plain.groups()
        try:
            moment = moments.ticks(time.decode())
        except ValueError:
            return None
        return Gist(question.decode(), moment, moment, kind_told(number, correct, hints))
    answer = read_line(line)
    return answer.gist if answer else None


@functools.lru_cache
def kind_told(number: bytes, correct: bytes, hints: bytes) -> int:
    """Return the kind of an answer from what its line tells: the number of the try, 'true' or 'false', and the hints seen."""
    return _kind(int(number), correct == b"true", int(hints))


def _kind(number: int, correct: bool, hints: int) -> int:
    speaks = number == 1 and not (correct and hints)
    return FIRST * (number == 1) | TRY * (number > 0) | MEMORY * speaks | RIGHT * correct


def _time(value: Any) -> str:
    if not moments.is_time(value):
        raise ValueError("a time of the log is in UTC and ends in Z")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is needed here")
    return value


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number that a browser could read")


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse).decode


def _several(what: str) -> str:
    return f"(?:{what}(?:, {what})*+)?+"


# What ends in + beyond a repetition gives nothing back: what follows never begins as it goes on, and so it is found sooner.
_SIGNS = r"[ !#-\[\]-~]*+"  # in a text of JSON, what stands for itself
_ESCAPE = (
    r'\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})'  # and what does not; half of a surrogate pair is looked at closely
)
_TEXT = f'"{_SIGNS}(?:{_ESCAPE}{_SIGNS})*+"'
_VALUE = rf"(?:{_TEXT}|-?(?:0|[1-9]\d{{0,9}}+)(?:\.\d{{1,9}}+)?+|true|false|null)"
_PAIR = f"{_TEXT}: {_VALUE}"
PLAIN_LINE = re.compile(
    rf'\{{"time": "({moments.FORM})", "question": "({_SIGNS})", "mark": {_TEXT}, '
    rf'"answer": (?:{_VALUE}|\[{_several(_VALUE)}\]|\{{{_several(_PAIR)}\}}), '
    rf'"score": \d\.\d{{1,20}}+, "correct": (true|false), "try": (\d), "confidence": {_TEXT}, "hints": (\d), '
    rf'"revealed": (?:true|false), "beliefs": \[{_several(_TEXT)}\]\}}\n?'.encode(),
    re.ASCII,
)
"""A line as `LoggedAnswer.line` writes most of them, which needs no decoder to be known as whole: what was answered is one value,
a list of them, or names with values. Whatever has this form `read_line` reads, if its day is in the calendar; a test holds both
to that.
"""
