"""An answer in short, for a terminal: a line for each code, what to ask the surgeon, and the class.

Reasons and the other system are told to whoever asks for them (`Told`); what was asked for less often stands in `explain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spine_edu.coding import eras
from spine_edu.coding.drg.grouper import Grouping
from spine_edu.coding.explain import heading, told
from spine_edu.coding.findings import Query
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.icd9.tables import LAST_DAY
from spine_edu.coding.pcs.fusion import FIRST_DAY
from spine_edu.coding.reading.diagnoses import dotted, newest, standing, title_of
from spine_edu.coding.sections import (
    TO_ASK,
    TO_DOCUMENT,
    UNDERSTOOD,
    Section,
    asked,
    class_section,
    compared,
    in_short,
    left_out,
    of_the_day,
    reasons,
)
from spine_edu.text.lists import listed
from spine_edu.text.typed import bare_code


@dataclass(frozen=True, slots=True)
class Told:
    """What is told beyond the codes: their reasons, and the codes of ICD-9-CM on a day on which it no longer applied."""

    why: bool = False
    icd9: bool = False


def summary(answer: Answer, beyond: Told = Told()) -> str:
    """Return an answer in a few lines.

    >>> from spine_edu.coding.engine import codes_for
    >>> from spine_edu.operation import read_operation
    >>> fusion = {"joint": "L4-L5", "status": "refusion", "technique": "PLF", "approach": "open", "materials": ["allograft"]}
    >>> print(summary(codes_for(read_operation({"discharged": "2014-01-14", "fusions": [fusion]}))))
    Discharged 2014-01-14: coded in ICD-9-CM.
      81.37  L4-L5: Refusion of lumbar and lumbosacral spine, posterior column, posterior technique
      81.62  Fusion or refusion of 2-3 vertebrae
    MS-DRG: none given. How discharges of 2014-01-14 were grouped is not covered by our tables.
    Read in the words of the format
      fusions entry 1: PLF fills in column: posterior and direction: posterior
    """
    return "\n".join(_lines(answer, beyond))


def _lines(answer: Answer, beyond: Told) -> Iterator[str]:
    """Yield the lines in reading order: codes, what has none, questions, class, diagnoses, and what else was asked for."""
    yield heading(answer)
    for code in map(in_short, of_the_day(answer)):
        yield f"  {code.code}  {code.title}"
    if answer.icd9_applies:
        yield from (f"  none   {what}: {because}" for what, because in _without_code(answer))
    yield from _under(TO_ASK, _questions(answer.queries_in_force))
    yield from _under(TO_DOCUMENT, _questions(answer.queries_of_the_past))
    if answer.grouping:
        yield _class_in_a_line(answer.grouping)
    operation = answer.operation
    yield from diagnosis_lines(operation.discharged, operation.principal, operation.secondary)
    yield from _under(UNDERSTOOD, _understood(answer))
    yield from (f"Note: {note}" for note in answer.notes)
    for section in _beyond(answer, beyond):
        yield from told(section, once=True)
    if not beyond.icd9:
        yield from _icd9_in_a_line(answer)


def _beyond(answer: Answer, beyond: Told) -> Iterator[Section]:
    """Yield the sections that were asked for."""
    if beyond.why:
        yield from reasons(answer)
        if answer.grouping:
            yield class_section(answer.grouping)
        yield from left_out(answer)
    if beyond.icd9:
        yield from compared(answer)


def _icd9_in_a_line(answer: Answer) -> Iterator[str]:
    """Yield what the same operation was in ICD-9-CM, codes alone, in brackets what is optional or contested there."""
    codes = [] if answer.icd9_applies else [code for code in answer.assignments if code.system == "ICD-9-CM"]
    if codes:
        named = (f"({code.code})" if code.kind == "optional" else code.code for code in codes)
        optional = " (in parentheses: optional or contested)" if any(code.kind == "optional" for code in codes) else ""
        yield f"Until 2015-09-30, in ICD-9-CM: {', '.join(named)}{optional}"


def _class_in_a_line(grouping: Grouping) -> str:
    """Return the class, or why there is none."""
    said = class_section(grouping).heading
    return said if grouping.drg else f"{said}. {grouping.because[-1]}"


def diagnosis_lines(day: str, principal: str | None, secondary: Iterable[str]) -> Iterator[str]:
    """Yield each diagnosis with its title, as far as our tables have it, and whether it was none on the day."""
    version = eras.ms_drg_version(day)
    for written, beside in ((principal, " (principal)"), *((code, "") for code in secondary)):
        if written:
            code = dotted(bare_code(written))
            yield f"  {code}  {title_of(code)}".rstrip() + beside + _standing_on(day, code, version)


def _standing_on(day: str, code: str, version: str | None) -> str:
    """Say of a diagnosis that it was none on the day, as far as our tables know."""
    if version:
        found = standing(code, version)
        return f"; not valid on {day}" if found.sure and not found.diagnosis else ""
    if day <= LAST_DAY and (title_of(code) or newest(code)):
        return f"; not valid on {day}: a code of ICD-10-CM, which began with discharges of {FIRST_DAY}"
    return ""


def _without_code(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield what was done and has no code in our table of the system that applied, which is ICD-9-CM, and why."""
    yield from ((left.what, left.because) for left in answer.rejections if left.rule == "icd9-not-in-table")


def _questions(queries: Iterable[Query]) -> Iterator[str]:
    """Yield what to ask, a line each; what is asked of several joints in the same words is asked once."""
    same: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for about, missing, ask, _ in asked(queries):
        same.setdefault((missing, ask.replace(about.split()[-1], "")), []).append((about, ask))
    for (missing, _), questions in same.items():
        each = " And so of each." if len(questions) > 1 else ""
        yield f"{listed(about for about, _ in questions)}, {missing}: {questions[0][1]}{each}"


def _understood(answer: Answer) -> Iterator[str]:
    """Yield what was read out of other words, a line for each entry of the file."""
    said: dict[str, list[str]] = {}
    for place, what in answer.operation.understood:
        said.setdefault(place, []).append(what)
    yield from (f"{place}: {'; '.join(each)}" for place, each in said.items())


def _under(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines under their heading; nothing where there are none."""
    below = list(lines)
    if below:
        yield title
    yield from (f"  {line}" for line in below)
