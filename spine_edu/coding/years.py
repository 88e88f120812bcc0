"""One operation through the years: the same work, discharged on any day our tables cover, and where its answer turns."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.engine import codes_for
from spine_edu.coding.findings import Assignment
from spine_edu.coding.full_answer import Answer
from spine_edu.operation import Fusion, Operation

FIRST_DAY = "2000-10-01"
"""Where the years begin: one year before ICD-9-CM got category 81.3, so that its coming can be seen too."""


_STATUS = {"initial": "initial fusion", "refusion": "refusion"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which one operation has one answer in one edition; `answer` is that of the first of them."""

    first: str
    last: str
    system: str
    edition: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class CodedPart:
    """What one part of the operation was coded with, answer by answer.

    'L4-L5, anterior column' was ('81.38',), then ('0SG00AJ',). `kind` is fusion, count, companion or drg.
    """

    kind: str
    what: str
    codes: tuple[tuple[str, ...], ...]


@functools.lru_cache(maxsize=64)
def stretches(operation: Operation, first: str = FIRST_DAY) -> tuple[Stretch, ...]:
    """Return the answers to an operation from `first` to the last day that we verified, in order, without a gap.

    A stretch ends where the codes, the MS-DRG or any reason change, and where an edition of the tables does.

    >>> from spine_edu.operation import read_operation
    >>> again = read_operation({"discharged": "2026-01-14", "fusions": [{
    ...     "joint": "L4-L5", "status": "refusion", "column": "anterior", "direction": "posterior",
    ...     "approach": "open", "materials": ["interbody cage", "local autograft"]}]})
    >>> [(s.first, s.answer.codes) for s in stretches(again) if s.first in ("2001-10-01", "2015-10-01")]
    [('2001-10-01', ('81.38',)), ('2015-10-01', ('0SG00AJ',))]
    """
    last = eras.last_verified_day()
    starts = [first, *(day for day in _turning_days() if first < day <= last)]
    ends = [*(_day_before(day) for day in starts[1:]), last]
    found: list[Stretch] = []
    for start, end in zip(starts, ends, strict=True):
        answer = codes_for(operation.on(start))
        system, edition = eras.system_on(start), _edition(start)
        if found and (found[-1].edition, _said(found[-1].answer)) == (edition, _said(answer)):
            found[-1] = Stretch(found[-1].first, end, system, edition, found[-1].answer)
        else:
            found.append(Stretch(start, end, system, edition, answer))
    return tuple(found)


def places(operation: Operation, answers: Sequence[Answer]) -> tuple[CodedPart, ...]:
    """Return what each part of an operation was coded with in each answer, so that two answers can be read side by side.

    Columns of joints that have the same codes in every answer stand together. Then come the count of vertebrae, what is
    coded beside the fusion, and the MS-DRG.
    """
    told: dict[tuple[tuple[str, ...], ...], list[Fusion]] = {}
    for fusion in sorted(operation.fusions, key=lambda fusion: (fusion.joint.place, fusion.column or "")):
        told.setdefault(tuple(_codes_of(fusion, answer) for answer in answers), []).append(fusion)
    found = [CodedPart("fusion", _where(fusions), codes) for codes, fusions in told.items()]
    counts = tuple((answer.icd9_count.code,) if answer.icd9_applies and answer.icd9_count else () for answer in answers)
    found.append(CodedPart("count", "All vertebrae fused, counted", counts))
    beside = "Beside the fusion" if operation.fusions else "What was done"
    found.append(CodedPart("companion", beside, tuple(_beside(answer) for answer in answers)))
    found.append(CodedPart("drg", "MS-DRG", tuple(_drg(answer) for answer in answers)))
    return tuple(place for place in found if any(place.codes))


@functools.cache
def _turning_days() -> tuple[str, ...]:
    """Return every day on which some code of our tables, or some edition, begins or has just ended."""
    days: set[str] = set()
    for name in ("eras", "icd9cm", "icd10pcs_fusion", "icd10pcs_companion"):
        for row in data.table(name):
            days.add(row["valid_from"])
            if row["valid_to"]:
                days.add(_day_after(row["valid_to"]))
    return tuple(sorted(days))


def _edition(day: str) -> str:
    """Return the names of the tables in force on a day."""
    version = eras.ms_drg_version(day)
    tables = "ICD-9-CM" if eras.system_on(day) == "ICD-9-CM" else f"ICD-10-PCS {eras.pcs_period(day) or ''}".strip()
    return f"{tables}, MS-DRG {version}" if version else tables


def _said(answer: Answer) -> str:
    """Return all that an answer says, with its own day left out: another day of the same answer says the same."""
    return repr(answer.as_dict()).replace(answer.operation.discharged, "the day")


def _codes_of(fusion: Fusion, answer: Answer) -> tuple[str, ...]:
    """Return the codes that hold one joint and column; a code that names no column holds both."""
    given = answer.icd9_fusion if answer.icd9_applies else answer.pcs_fusion
    here = [code for code in given if fusion.joint in code.joints]
    same = [code for code in here if _column(code) in (None, fusion.column)]
    return tuple(code.code for code in same or here)


def _column(assignment: Assignment) -> str | None:
    code = assignment.code
    if assignment.system == "ICD-10-PCS":
        return None if code[0] == "X" else {"0": "anterior", "J": "anterior", "1": "posterior"}.get(code[6])
    return {
        "2": "anterior",
        "4": "anterior",
        "6": "anterior",
        "8": "anterior",
        "3": "posterior",
        "5": "posterior",
        "7": "posterior",
    }.get(code[-1])


def _beside(answer: Answer) -> tuple[str, ...]:
    given = answer.icd9_companion if answer.icd9_applies else answer.pcs_companion
    return tuple(code.code for code in given if code.kind != "optional")


def _drg(answer: Answer) -> tuple[str, ...]:
    grouping = answer.grouping
    return (grouping.drg,) if grouping and grouping.drg else ()


def _where(fusions: Iterable[Fusion]) -> str:
    """Name joints and columns in words: 'L3-L4 and L4-L5, posterior column'."""
    by_column: dict[str, list[str]] = {}
    for fusion in fusions:
        column = f", {fusion.column} column" if fusion.column and fusion.joint.is_vertebral else ""
        status = f", {_STATUS[fusion.status]}" if fusion.status else ""
        by_column.setdefault(f"{column}{status}", []).append(fusion.joint.name)
    return "; ".join(f"{' and '.join(dict.fromkeys(joints))}{rest}" for rest, joints in by_column.items())


def _day_before(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()


def _day_after(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()
