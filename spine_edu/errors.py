"""Every way an input can be wrong, said so that a student learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from spine_edu.spots import Spot


class SpineEduError(Exception):
    """The root of all our errors: catch this one to catch them all.

    Its text is one line that says what was given, what is expected and the likely fix,
    in the field's words.
    """


MOST_TOLD = 50
"""More faults of one text are counted, not told: whoever has mended these looks again."""


class WrittenError(SpineEduError):
    """Something in what somebody wrote that cannot be read: it carries the spot, what is wrong there, and what to do.

    >>> print(WrittenError("It must hold text.", Spot("my.yml: x").at("stem"), "Write it after `stem:`."))
    my.yml: x, stem: It must hold text. Write it after `stem:`.
    """

    def __init__(self, problem: str, spot: Spot | None = None, fix: str = "") -> None:
        super().__init__(problem, spot, fix)
        self.problem, self.spot, self.fix = problem, spot or Spot(""), fix
        self.others: tuple[WrittenError, ...] = ()

    @property
    def faults(self) -> tuple[WrittenError, ...]:
        """All that is wrong, in the order in which it was written: this error, and those that were found with it."""
        return (self, *self.others)

    @property
    def alone(self) -> str:
        """This fault by itself, in one line."""
        where = f"{self.spot.words}: " if self.spot.words else ""
        return f"{where}{self.problem}{' ' if self.fix else ''}{self.fix}"

    def __str__(self) -> str:
        told = [fault.alone for fault in self.faults[:MOST_TOLD]]
        more = len(self.faults) - len(told)
        return "\n".join([*told, f"and {more} more."] if more else told)


Written = TypeVar("Written", bound=WrittenError)


def together(faults: Sequence[Written]) -> Written:
    """Return one error that tells all of these faults, a line each, so that they can be mended in one go.

    >>> print(together([OperationError("no joint."), OperationError("no day.")]))
    no joint.
    no day.
    """
    first, *others = faults
    first.others = tuple(others)
    return first


class InputError(SpineEduError):
    """A file that a person named and that cannot be read: it is missing, no text, too large, or no file at all."""


class UnknownVertebra(SpineEduError):
    """A name that is no vertebra of this course, such as 'L6' or 'C8'."""


class UnknownJoint(SpineEduError):
    """A name that is no single vertebral joint, such as 'S1-L5' or 'L3-L5'."""


class OperationError(WrittenError):
    """An operation file with a field that cannot be read; names file, entry, field and fix."""


class ClaimError(WrittenError):
    """A claim for MS-DRG grouping that cannot be read."""


class CodeError(SpineEduError):
    """A text that has not even the form of a code, or a date that is no date."""


class DataError(WrittenError):
    """A file of data/ that is missing or broken: the fault is ours, or of a half-done edit."""


class UnreadableText(DataError):
    """A text that is no YAML we read; `line` and `column`, counted from 1, are 0 where no place is known."""

    def __init__(
        self, problem: str, name: str, fix: str = "", line: int = 0, column: int = 0, said: str = "is not readable YAML"
    ) -> None:
        self.line, self.column = line, column
        where = f" at line {line}, column {column}" if line else ""
        super().__init__(problem, Spot(f"{name} {said}{where}"), fix)


class UnknownCase(SpineEduError):
    """A case id that is not in the case bank."""


class UnknownQuestion(SpineEduError):
    """A question or quiz that is not in the bank."""


class UnknownTerm(SpineEduError):
    """A word that the glossary does not explain under any of its names."""


class SetupError(SpineEduError):
    """The course cannot be installed or started on this machine as it is; says what to do about it."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


class FigureError(SpineEduError):
    """A picture asked for something that cannot be drawn: an unknown state, column, region or piece of hardware."""


class LoneRod(FigureError):
    """A rod that would hang on fewer than two bones; every figure refuses it with the same reason."""

    def __init__(self, of: str, bones: Sequence[str]) -> None:
        there = f"only {bones[0]} is" if bones else "no vertebra is"
        super().__init__(
            f"A rod needs screws in at least two vertebrae: it holds one bone against another. In this {of} {there} named."
        )


class GeometryError(SpineEduError):
    """A shape asked for that does not exist, such as the disc of C1-C2, or a mesh that is not one."""


class TimelineError(SpineEduError):
    """A timeline that contradicts itself, such as two states of one joint and column at the same time;
    `about` is the span or event.
    """

    def __init__(self, text: str, about: object = None) -> None:
        super().__init__(text)
        self.about = about


class ProgressError(SpineEduError):
    """The learner's log cannot be done with as asked, such as deleted from a folder that is read-only."""


class RoomError(SpineEduError):
    """Something that a room of voters cannot do as it stands, such as count a vote after the question was closed."""


class ExamError(SpineEduError):
    """An exam that cannot be drawn as asked, or a file that does not hold the answers to one."""
