"""Every way an input can be wrong, said so that a student learns from it."""

from __future__ import annotations

from collections.abc import Sequence


class SpineEduError(Exception):
    """The root of all our errors: catch this one to catch them all.

    Its text is one line that says what was given, what is expected and the likely fix,
    in the field's words.
    """


class UnknownVertebra(SpineEduError):
    """A name that is no vertebra of this course, such as 'L6' or 'C8'."""


class UnknownJoint(SpineEduError):
    """A name that is no single vertebral joint, such as 'S1-L5' or 'L3-L5'."""


class OperationError(SpineEduError):
    """An operation file with a field that cannot be read; names file, entry, field and fix."""


class ClaimError(SpineEduError):
    """A claim for MS-DRG grouping that cannot be read."""


class CodeError(SpineEduError):
    """A text that has not even the form of a code, or a date that is no date."""


class DataError(SpineEduError):
    """A file of data/ that is missing or broken: the fault is ours, or of a half-done edit."""


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
    """A timeline that contradicts itself, such as two states of one joint and column at the same time."""


class ProgressError(SpineEduError):
    """The learner's log cannot be done with as asked, such as deleted from a folder that is read-only."""
