"""An answer explained: as text for a terminal, as a table for a notebook, as data for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from spine_edu.coding.drg.grouper import Grouping
from spine_edu.coding.findings import Assignment, Query
from spine_edu.coding.icd9.tables import titles as icd9_titles
from spine_edu.coding.pcs.tables import titles as pcs_titles
from spine_edu.coding.rules import rules
from spine_edu.text.lists import listed
from spine_edu.text.markup import Markup, element, join
from spine_edu.text.tables import framed, grouped, table

if TYPE_CHECKING:
    from spine_edu.coding.full_answer import Answer


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """The reasons behind an answer, in reading order: what was understood, codes, MS-DRG, questions, what is not coded, what is contested."""

    answer: Answer

    def as_dict(self) -> dict[str, Any]:
        return self.answer.as_dict()

    def text(self) -> str:
        """Return the explanation as plain lines."""
        return "\n".join(_lines(self.answer))

    def html(self) -> Markup:
        """Return the explanation as one HTML fragment: headed tables with row headers, everything escaped."""
        return framed(*map(Markup, _fragments(self.answer)))

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, what it is about, and the rule it rests on; `short` stands in a table, where the column says the rest."""

    about: str
    because: str
    rule: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A code or a class with the sentences about it; without both where the sentences stand for themselves."""

    sentences: tuple[Sentence, ...]
    code: str = ""
    title: str = ""

    @property
    def headed(self) -> bool:
        return bool(self.code or self.title)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an explanation. `caption` heads its table where the heading of the text names the one code already."""

    heading: str
    columns: tuple[str, str]
    paragraphs: tuple[Paragraph, ...]
    caption: str = ""
    folded: bool = False


def sections_of(answer: Answer) -> Iterator[Section]:
    """Yield what there is to say of an answer, in reading order; text and table are both made of this."""
    if answer.operation.understood:
        read = tuple(Sentence(place, said) for place, said in answer.operation.understood)
        yield Section("Read in the words of the format", ("Where", "What was understood"), (Paragraph(read),))
    codes = {
        name: tuple(_paragraph(code) for code in answer.assignments if code.system == name) for name in ("ICD-10-PCS", "ICD-9-CM")
    }
    in_icd9 = Section("ICD-9-CM", ("Character", "Why"), codes["ICD-9-CM"])
    in_pcs = Section("ICD-10-PCS", ("Character", "Why"), codes["ICD-10-PCS"])
    if not answer.icd9_applies:
        in_icd9 = replace(in_icd9, heading=_COMPARED, folded=answer.pcs_period is not None)
    order = (in_icd9, in_pcs) if answer.icd9_applies else (in_pcs, in_icd9)
    yield from (section for section in order if section.paragraphs)
    if answer.grouping:
        yield _class(answer.grouping)
    if answer.queries:
        asked = [
            Sentence(f"{about}, {missing}", ask, rule, f"{about}: {missing}")
            for about, missing, ask, rule in _asked(answer.queries)
        ]
        yield Section("Ask the surgeon (what is open stays uncoded)", ("About", "Question"), (Paragraph(tuple(asked)),))
    if answer.rejections:
        left_out = [Sentence(rejection.what, rejection.because, rejection.rule) for rejection in answer.rejections]
        yield Section("Not coded", ("What", "Why not"), (Paragraph(tuple(left_out)),))


def _asked(queries: Iterable[Query]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is asked, about, missing, question and rule: one question about several joints once, with their names."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for query in queries:
        found.setdefault((query.missing, query.ask, query.rule), []).append(query.about)
    yield from ((listed(about), *question) for question, about in found.items())


_COMPARED = "ICD-9-CM, as the same operation would have been coded until 2015-09-30"


def _heading(answer: Answer) -> str:
    day = answer.operation.discharged
    if answer.icd9_applies:
        return f"Discharged {day}: coded in ICD-9-CM."
    if answer.pcs_period is None:
        return f"Discharged {day}: not covered by our tables."
    return f"Discharged {day}: coded in ICD-10-PCS ({answer.pcs_period})."


def title_of(assignment: Assignment) -> str:
    """Return the official title of an assigned code."""
    return (icd9_titles() if assignment.system == "ICD-9-CM" else pcs_titles()).get(assignment.code, "")


def _paragraph(assignment: Assignment) -> Paragraph:
    sentences = [
        Sentence(
            f"character {reason.character}" if reason.character else "whole code",
            reason.because,
            reason.rule,
            str(reason.character or "all"),
        )
        for reason in assignment.reasons
    ]
    if assignment.contested:
        others = f" The other reading: {listed(assignment.accepts, 'or')}." if assignment.accepts else ""
        sentences.append(Sentence("contested", assignment.contested + others))
    choice = (" (contested)" if assignment.contested else " (optional)") if assignment.kind == "optional" else ""
    return Paragraph(tuple(sentences), assignment.code, f"{title_of(assignment)}{choice}")


def _class(grouping: Grouping) -> Section:
    weight = f", weight {grouping.weight}" if grouping.weight else ""
    title = f"{grouping.title}{weight}" if grouping.drg else "none given"
    steps = tuple(Sentence("", sentence, short=str(number)) for number, sentence in enumerate(grouping.because, 1))
    return Section(
        f"MS-DRG {grouping.version}: {grouping.drg} {title}" if grouping.drg else f"MS-DRG: {title}",
        ("Step", "Why"),
        (Paragraph(steps, grouping.drg or "", title),),
        caption=f"MS-DRG {grouping.version or ''}".strip(),
    )


def class_lines(grouping: Grouping) -> Iterator[str]:
    """Yield a class and why it is chosen, or why none is, as lines."""
    section = _class(grouping)
    yield section.heading
    yield from (f"  {sentence.because}" for paragraph in section.paragraphs for sentence in paragraph.sentences)


def _lines(answer: Answer) -> Iterator[str]:
    """Yield the explanation as lines: a heading for each section, codes indented under it, reasons under their codes."""
    yield _heading(answer)
    for section in sections_of(answer):
        yield ""
        yield section.heading
        for paragraph in section.paragraphs:
            if paragraph.headed and not section.caption:
                yield f"  {paragraph.code}  {paragraph.title}"
            indent = " " * (6 if paragraph.headed else 2)
            yield from (f"{indent}{_sentence(sentence)}" for sentence in paragraph.sentences)
    yield from (f"\nNote: {note}" for note in answer.notes)


def _sentence(sentence: Sentence) -> str:
    about = f"{sentence.about}: " if sentence.about else ""
    rule = f" [{sentence.rule}]" if sentence.rule else ""
    return f"{about}{sentence.because}{rule}"


def _fragments(answer: Answer) -> Iterator[Markup]:
    """Yield the explanation as HTML: a table for each section, folded away where it is there for comparison only."""
    yield element("p", element("strong", _heading(answer)))
    for section in sections_of(answer):
        caption = section.caption or section.heading
        if all(paragraph.headed for paragraph in section.paragraphs):
            rows = grouped(
                caption,
                section.columns,
                [(_head(paragraph), map(_cells, paragraph.sentences)) for paragraph in section.paragraphs],
            )
        else:
            rows = table(
                caption,
                section.columns,
                [_cells(sentence) for paragraph in section.paragraphs for sentence in paragraph.sentences],
            )
        yield element("details", element("summary", caption), rows) if section.folded else rows
    yield from (element("p", f"Note: {note}") for note in answer.notes)


def _head(paragraph: Paragraph) -> str:
    return join([element("b", paragraph.code), f" {paragraph.title}"]) if paragraph.code else paragraph.title


def _cells(sentence: Sentence) -> tuple[str, str]:
    rule = element("code", sentence.rule, title=rules()[sentence.rule].says) if sentence.rule else None
    return sentence.short or sentence.about, join([sentence.because, rule and " ", rule])
