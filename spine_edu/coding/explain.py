"""An answer explained: as text for a terminal, as a table for a notebook, as data for a program.

Codes stand first, a line each, and what has to be asked. Reasons, the other system, the class and what is not coded come after
them, folded away in a notebook; how much there is of it is the reader's choice (`Show`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spine_edu.coding.drg.grouper import Grouping
from spine_edu.coding.rules import rules
from spine_edu.coding.sections import Paragraph, Section, Sentence, Show, class_section, sections_of
from spine_edu.text.lists import listed
from spine_edu.text.markup import Markup, Piece, element, join
from spine_edu.text.tables import framed, grouped, table

if TYPE_CHECKING:
    from spine_edu.coding.full_answer import Answer


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """The reasons behind an answer, in reading order.

    Codes, questions, what was understood, reasons, the other system, MS-DRG, what is not coded.
    """

    answer: Answer
    show: Show = "all"

    def as_dict(self) -> dict[str, object]:
        return self.answer.as_dict()

    def text(self) -> str:
        """Return the explanation as plain lines."""
        return "\n".join(_lines(self))

    def html(self) -> Markup:
        """Return the explanation as one HTML fragment: headed tables with row headers, everything escaped."""
        return framed(*_fragments(self))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def __repr__(self) -> str:
        return self.text()


def explain(answer: Answer, show: Show = "all") -> Explanation:
    """Return the explanation of an answer, or as much of it as `show` says.

    >>> from spine_edu.coding.engine import codes_for
    >>> from spine_edu.operation import read_operation
    >>> operation = read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5"}]})
    >>> print(explain(codes_for(operation)).text().splitlines()[0])
    Discharged 2026-01-14: coded in ICD-10-PCS (FY2026).
    """
    return Explanation(answer, show)


def heading(answer: Answer) -> str:
    """Say the day, and in which system it is coded."""
    day = answer.operation.discharged
    if answer.icd9_applies:
        return f"Discharged {day}: coded in ICD-9-CM."
    if answer.pcs_period is None:
        return f"Discharged {day}: not covered by our tables."
    return f"Discharged {day}: coded in ICD-10-PCS ({answer.pcs_period})."


def class_lines(grouping: Grouping) -> Iterator[str]:
    """Yield a class and why it is chosen, or why none is, as lines."""
    section = class_section(grouping)
    yield section.heading
    yield from (f"  {sentence.because}" for paragraph in section.paragraphs for sentence in paragraph.sentences)


def _lines(explanation: Explanation) -> Iterator[str]:
    """Yield the explanation as lines, in the order of the table: what stands open there, notes, what is folded away."""
    sections = list(sections_of(explanation.answer, explanation.show))
    yield heading(explanation.answer)
    for section in sections:
        if not section.folded:
            yield from told(section)
    yield from (f"\nNote: {note}" for note in explanation.answer.notes)
    for section in sections:
        if section.folded:
            yield from told(section)


def told(section: Section, once: bool = False) -> Iterator[str]:
    """Yield a section as lines: a heading, codes indented under it, reasons under their codes.

    `once`: what was said of an earlier code is not said again, but pointed to.
    """
    yield ""
    yield section.heading
    first: dict[tuple[str, str], str] = {}  # what was said of a character, and of which code
    for paragraph in section.paragraphs:
        if paragraph.headed and not section.caption:
            yield f"  {paragraph.code}  {paragraph.title}"
        indent = " " * (6 if paragraph.headed else 2)
        as_before: dict[str, list[str]] = {}
        for sentence in paragraph.sentences:
            code = first.setdefault((sentence.about, sentence.because), paragraph.code)
            if code == paragraph.code or not once:
                yield f"{indent}{_sentence(sentence)}"
            else:
                as_before.setdefault(code, []).append(sentence.about)
        yield from (f"{indent}{_listed_once(about)}: as for {code}" for code, about in as_before.items())


def _listed_once(about: Sequence[str]) -> str:
    """Name what several sentences are about, characters in one row: characters 3, 5 and 7."""
    places = [name.removeprefix("character ") for name in about]
    return f"characters {listed(places)}" if len(places) > 1 and "".join(places).isdigit() else listed(about)


def _sentence(sentence: Sentence) -> str:
    about = f"{sentence.about}: " if sentence.about else ""
    rule = f" [{sentence.rule}]" if sentence.rule else ""
    return f"{about}{sentence.because}{rule}"


def _fragments(explanation: Explanation) -> Iterator[Markup]:
    """Yield the explanation as HTML: a table for each section, and folds for what is there for who asks."""
    sections, told = list(sections_of(explanation.answer, explanation.show)), set[str]()
    yield element("p", element("strong", heading(explanation.answer)))
    yield from (_rows(section, told) for section in sections if not section.folded)
    yield from (element("p", f"Note: {note}") for note in explanation.answer.notes)
    for section in sections:
        if section.folded:
            yield element("details", element("summary", section.caption or section.heading), _rows(section, told))


def _rows(section: Section, told: set[str]) -> Markup:
    """Return a section as a table: a row for each code or sentence, or for each code a group of its sentences.

    `told` are the rules that have said what they say, and grows.
    """
    caption, columns, paragraphs = section.caption or section.heading, section.columns, section.paragraphs
    if all(paragraph.headed and paragraph.sentences for paragraph in paragraphs):
        groups = [(_head(paragraph), [_cells(sentence, told) for sentence in paragraph.sentences]) for paragraph in paragraphs]
        return grouped(caption, columns, groups)
    if all(paragraph.headed for paragraph in paragraphs):
        return table(caption, columns, [(element("b", paragraph.code), paragraph.title) for paragraph in paragraphs])
    return table(caption, columns, [_cells(sentence, told) for paragraph in paragraphs for sentence in paragraph.sentences])


def _head(paragraph: Paragraph) -> str:
    return join([element("b", paragraph.code), f" {paragraph.title}"]) if paragraph.code else paragraph.title


def _cells(sentence: Sentence, told: set[str]) -> tuple[str, Piece]:
    rule = _rule(sentence.rule, told) if sentence.rule else None
    said = join([sentence.because, rule and " ", rule])
    folded = element("details", element("summary", sentence.folded), said) if sentence.folded else said
    return sentence.short or sentence.about, folded


def _rule(name: str, told: set[str]) -> Markup:
    """Return what a rule is called; the first time, what it says lies under it: a dozen codes may rest on the same one."""
    rule = rules()[name]
    says = None if name in told else rule.says
    told.add(name)
    return element("small", f"({rule.called})", title=says)
