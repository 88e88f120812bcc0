"""The files that `code` and `drg` were given: an answer to each entry, and a line for each fault."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import TYPE_CHECKING, Generic, TypeVar

from spine_edu import data
from spine_edu.errors import ClaimError, OperationError, SpineEduError, WrittenError, together
from spine_edu.files.faults import told_once
from spine_edu.files.inputs import read_named
from spine_edu.spots import Spot

if TYPE_CHECKING:
    from spine_edu.cases import Case

Found = TypeVar("Found")

NOTHING = "The list is empty, so there is nothing to answer."


def example(of: str) -> str:
    """Return a commented file that runs: of an 'operation' or of a 'claim'."""
    return data.text_of(f"examples/{of}.yml")


def refusal(command: str, error: SpineEduError) -> str:
    """Say in a line what is wrong, or in a line each what is to be mended."""
    faults = [" ".join(line.split()) for line in str(error).splitlines()]
    if len(faults) == 1:
        return f"spine_edu {command}: {faults[0]}"
    example = " (--example prints a file that runs)" if command in ("code", "drg") else ""
    return "\n  ".join((f"spine_edu {command}: there is more than one thing to mend{example}.", *faults))


def _case(name: str) -> Case | None:
    """Return the case of which this is the id, where no file is called so; raise UnknownCase where it is neither."""
    from spine_edu.cases import case_named

    is_an_id = "-" in name and name != "-" and not File(name).suffix and File(name).name == name
    return case_named(name) if is_an_id and not File(name).exists() else None


@dataclass(frozen=True, slots=True)
class AnsweredFiles(Generic[Found]):
    """What the files that were named hold: an answer for each entry, None for one that cannot be read."""

    entries: Sequence[Found | None]
    several: bool

    @property
    def answers(self) -> list[Found]:
        return [entry for entry in self.entries if entry is not None]

    def as_data(self, plain: Callable[[Found], object]) -> object:
        """Return one answer as plain data, or a list of them, null in the place of an entry that cannot be read."""
        data = [None if entry is None else plain(entry) for entry in self.entries]
        return data if self.several else data[0]


def each(
    arguments: argparse.Namespace,
    what: str,
    answer: Callable[[object, Spot], Found],
    of_case: Callable[[Case], Found] | None = None,
) -> AnsweredFiles[Found]:
    """Answer each entry of the files that were named. What cannot be read is told on standard error, and hides no other answer.

    Raises all that is wrong, with its lines, where nothing can be answered.
    """
    entries: list[Found | None] = []
    faults: list[WrittenError] = []
    several = len(arguments.file) > 1
    for file in arguments.file:
        if of_case and (case := _case(file)):
            entries.append(of_case(case))
            continue
        held, wrong, is_list = _answered_in(file, what, answer)
        entries += held
        faults += wrong
        several = several or is_list
    if faults:
        if all(entry is None for entry in entries):
            raise together(faults)
        print(refusal(arguments.command, together(faults)), file=sys.stderr)
        arguments.status = 1
    return AnsweredFiles(entries, several)


def _answered_in(
    file: str, what: str, answer: Callable[[object, Spot], Found]
) -> tuple[list[Found | None], list[WrittenError], bool]:
    """Return the answers to the entries of one file, what is wrong in it, and whether it holds a list."""
    from spine_edu.operation.fields import parse

    text, name = read_named(file)
    written = parse(text, name)
    is_list = isinstance(written.content, list)
    entries: list[Found | None] = []
    faults: list[WrittenError] = []
    for place, entry in enumerate(written.content if is_list else [written.content]):
        try:
            entries.append(answer(entry, Spot(f"{name}, {what} {place + 1}", (place,)) if is_list else Spot(name)))
        except OperationError as error:
            entries.append(None)
            faults += error.faults
    return entries, told_once(faults, name, written.lines), is_list


def inside(error: ClaimError, spot: Spot) -> OperationError:
    """Return the faults of a claim with the place of the claim in its file."""
    return together(
        [
            OperationError(
                fault.problem, Spot(", ".join(filter(None, (spot.words, fault.spot.words))), (*spot.path, *fault.spot.path))
            )
            for fault in error.faults
        ]
    )
