"""An answer explained: as text for a terminal, as a table for a notebook, as data for a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from spine_edu.coding.drg.grouper import UNTITLED, Grouping
from spine_edu.coding.findings import Assignment
from spine_edu.coding.icd9.tables import titles as icd9_titles
from spine_edu.coding.pcs.tables import titles as pcs_titles
from spine_edu.coding.rules import rules
from spine_edu.text.tables import framed, grouped, table

if TYPE_CHECKING:
    from spine_edu.coding.full_answer import Answer


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """The reasons behind an answer, in reading order: codes, MS-DRG, questions, what is not coded, what is contested."""

    answer: Answer

    def as_dict(self) -> dict[str, Any]:
        return self.answer.as_dict()

    def text(self) -> str:
        """Return the explanation as plain lines."""
        return "\n".join(_lines(self.answer))

    def html(self) -> str:
        """Return the explanation as one HTML fragment: headed tables with row headers, everything escaped."""
        return framed(*_fragments(self.answer))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def __repr__(self) -> str:
        return self.text()


def explain(answer: Answer) -> Explanation:
    """Return the explanation of an answer.

    >>> from spine_edu.coding.engine import codes_for
    >>> from spine_edu.operation import read_operation
    >>> print(explain(codes_for(read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5"}]}))).text().splitlines()[0])
    Discharged 2026-01-14: coded in ICD-10-PCS (FY2026).
    """
    return Explanation(answer)


def _heading(answer: Answer) -> str:
    day = answer.operation.discharged
    if answer.icd9_applies:
        return f"Discharged {day}: coded in ICD-9-CM."
    if answer.pcs_period is None:
        return f"Discharged {day}: not covered by our tables."
    return f"Discharged {day}: coded in ICD-10-PCS ({answer.pcs_period})."


def _systems(answer: Answer) -> Iterator[tuple[str, list[Assignment]]]:
    """Yield each code system with its codes, the one that applied first."""
    icd9_name = "ICD-9-CM" if answer.icd9_applies else "ICD-9-CM, as the same operation would have been coded until 2015-09-30"
    codes: dict[str, list[Assignment]] = {"ICD-9-CM": [], "ICD-10-PCS": []}
    for assignment in answer.assignments:
        codes[assignment.system].append(assignment)
    systems = [(icd9_name, codes["ICD-9-CM"]), ("ICD-10-PCS", codes["ICD-10-PCS"])]
    yield from (pair for pair in (systems if answer.icd9_applies else reversed(systems)) if pair[1])


def title_of(assignment: Assignment) -> str:
    """Return the official title of an assigned code."""
    return (icd9_titles() if assignment.system == "ICD-9-CM" else pcs_titles()).get(assignment.code, "")


def _place(character: int) -> str:
    return f"character {character}" if character else "whole code"


def _lines(answer: Answer) -> Iterator[str]:
    yield _heading(answer)
    for name, assignments in _systems(answer):
        yield ""
        yield name
        for assignment in assignments:
            optional = " (optional)" if assignment.kind == "optional" else ""
            yield f"  {assignment.code}  {title_of(assignment)}{optional}"
            for reason in assignment.reasons:
                yield f"      {_place(reason.character)}: {reason.because} [{reason.rule}]"
            if assignment.contested:
                yield f"      contested: {assignment.contested}"
    grouping = answer.grouping
    if grouping:
        yield ""
        yield (
            f"MS-DRG {grouping.version}: {grouping.drg} {grouping.title or UNTITLED}"
            + (f", weight {grouping.weight}" if grouping.weight else "")
            if grouping.drg
            else "MS-DRG: none given"
        )
        yield from (f"      {sentence}" for sentence in grouping.because)
    if answer.queries:
        yield ""
        yield "Ask the surgeon (what is open stays uncoded)"
        yield from (f"  {query.about}, {query.missing}: {query.ask} [{query.rule}]" for query in answer.queries)
    if answer.rejections:
        yield ""
        yield "Not coded"
        yield from (f"  {rejection.what}: {rejection.because} [{rejection.rule}]" for rejection in answer.rejections)
    yield from (f"\nNote: {note}" for note in answer.notes)


def _fragments(answer: Answer) -> Iterator[str]:
    yield f"<p><strong>{escape(_heading(answer))}</strong></p>"
    for name, assignments in _systems(answer):
        codes = grouped(name, ("Character", "Why"), [(_code(assignment), _reasons(assignment)) for assignment in assignments])
        applies = name in ("ICD-9-CM", "ICD-10-PCS") or answer.pcs_period is None
        yield codes if applies else f"<details><summary>{escape(name)}</summary>{codes}</details>"
    if answer.grouping:
        yield _drg(answer.grouping)
    if answer.queries:
        yield table(
            "Ask the surgeon (what is open stays uncoded)",
            ("About", "Question"),
            [(escape(f"{query.about}: {query.missing}"), f"{escape(query.ask)} {_rule(query.rule)}") for query in answer.queries],
        )
    if answer.rejections:
        yield table(
            "Not coded",
            ("What", "Why not"),
            [(escape(rejection.what), f"{escape(rejection.because)} {_rule(rejection.rule)}") for rejection in answer.rejections],
        )
    yield from (f"<p>Note: {escape(note)}</p>" for note in answer.notes)


def _code(assignment: Assignment) -> str:
    optional = " (optional)" if assignment.kind == "optional" else ""
    return f"<b>{escape(assignment.code)}</b> {escape(title_of(assignment))}{optional}"


def _reasons(assignment: Assignment) -> Iterator[tuple[str, str]]:
    for reason in assignment.reasons:
        yield str(reason.character or "all"), f"{escape(reason.because)} {_rule(reason.rule)}"
    if assignment.contested:
        yield "contested", escape(assignment.contested)


def _drg(grouping: Grouping) -> str:
    weight = f", weight {escape(grouping.weight)}" if grouping.weight else ""
    named = f"<b>{escape(grouping.drg)}</b> {escape(grouping.title or UNTITLED)}{weight}" if grouping.drg else "none given"
    reasons = [(str(number), escape(sentence)) for number, sentence in enumerate(grouping.because, 1)]
    return grouped(f"MS-DRG {grouping.version or ''}".strip(), ("Step", "Why"), [(named, reasons)])


def _rule(rule: str) -> str:
    return f'<code title="{escape(rules()[rule].says, quote=True)}">{escape(rule)}</code>'
