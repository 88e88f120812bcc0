"""An answer explained: as text for a terminal, as a table for a notebook, as data for a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from spine_edu.coding.answer import Assignment
from spine_edu.coding.engine import Answer
from spine_edu.coding.icd9cm import titles as icd9_titles
from spine_edu.coding.icd10pcs import titles as pcs_titles
from spine_edu.coding.rules import rules


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
        return "".join(_fragments(self.answer))

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
            f"MS-DRG {grouping.version}: {grouping.drg} {grouping.title}"
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


_STYLE = (
    "<style>.se-why{max-width:60em;overflow-x:auto}.se-why table{border-collapse:collapse;width:100%;margin:.4em 0 1em}"
    ".se-why caption{text-align:left;font-weight:600;padding:.3em 0}"
    ".se-why th,.se-why td{text-align:left;vertical-align:top;padding:.25em .6em .25em 0;border-top:1px solid var(--jp-border-color2,#bbb);white-space:normal;overflow-wrap:anywhere}"
    ".se-why th[scope=row]{white-space:nowrap;font-family:var(--jp-code-font-family,monospace)}.se-why code{font-size:.85em;opacity:.85}</style>"
)


def _fragments(answer: Answer) -> Iterator[str]:
    yield f'{_STYLE}<div class="se-why"><p><strong>{escape(_heading(answer))}</strong></p>'
    for name, assignments in _systems(answer):
        yield _table(name, ("Code", "Why"), [(assignment.code, _why(assignment)) for assignment in assignments])
    grouping = answer.grouping
    if grouping:
        weight = f", weight {escape(grouping.weight)}" if grouping.weight else ""
        what = f"<strong>{escape(grouping.title or '')}</strong>{weight}" if grouping.drg else "<strong>none given</strong>"
        because = "".join(f"<li>{escape(sentence)}</li>" for sentence in grouping.because)
        yield _table(
            f"MS-DRG {grouping.version or ''}".strip(), ("Class", "Why"), [(grouping.drg or "–", f"{what}<ul>{because}</ul>")]
        )
    if answer.queries:
        yield _table(
            "Ask the surgeon (what is open stays uncoded)",
            ("About", "Question"),
            [(f"{query.about}: {query.missing}", f"{escape(query.ask)} {_rule(query.rule)}") for query in answer.queries],
        )
    if answer.rejections:
        yield _table(
            "Not coded",
            ("What", "Why not"),
            [(rejection.what, f"{escape(rejection.because)} {_rule(rejection.rule)}") for rejection in answer.rejections],
        )
    yield from (f"<p>Note: {escape(note)}</p>" for note in answer.notes)
    yield "</div>"


def _why(assignment: Assignment) -> str:
    optional = " (optional)" if assignment.kind == "optional" else ""
    reasons = "".join(
        f"<li>{escape(_place(reason.character))}: {escape(reason.because)} {_rule(reason.rule)}</li>"
        for reason in assignment.reasons
    )
    contested = f"<p><em>Contested.</em> {escape(assignment.contested)}</p>" if assignment.contested else ""
    return f"<strong>{escape(title_of(assignment))}</strong>{optional}<ul>{reasons}</ul>{contested}"


def _rule(rule: str) -> str:
    return f'<code title="{escape(rules()[rule].says, quote=True)}">{escape(rule)}</code>'


def _table(caption: str, heads: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    """Build one table; the first cell of a row is text, the second is finished HTML."""
    head = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(f'<tr><th scope="row">{escape(first)}</th><td>{second}</td></tr>' for first, second in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
