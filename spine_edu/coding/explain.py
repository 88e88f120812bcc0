"""An answer explained: as text for a terminal, as a table for a notebook, as data for a program.

Codes stand first, a line each, and what has to be asked. Reasons, the other system, the class and what is not coded come after
them, folded away in a notebook; how much there is of it is the reader's choice (`Show`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from spine_edu.coding.drg.grouper import Grouping
from spine_edu.coding.findings import Assignment, Query
from spine_edu.coding.icd9.tables import titles as icd9_titles
from spine_edu.coding.pcs.tables import titles as pcs_titles
from spine_edu.coding.reading.in_words import in_brief
from spine_edu.coding.rules import rules
from spine_edu.text.lists import listed
from spine_edu.text.markup import Markup, Piece, element, join
from spine_edu.text.tables import framed, grouped, table

if TYPE_CHECKING:
    from spine_edu.coding.full_answer import Answer

Show = Literal["characters", "codes", "all"]
"""How much is told: fusions with the two characters for device and column; all codes with their reasons; all there is to say."""

_TOLD_APART = {"ICD-10-PCS": (6, 7), "ICD-9-CM": (4, 5)}
"""Characters by which one fusion differs from the next: what bridges it, column and from where; first or again, and column."""


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """The reasons behind an answer, in reading order.

    Codes, questions, what was understood, reasons, the other system, MS-DRG, what is not coded.
    """

    answer: Answer
    show: Show = "all"

    def as_dict(self) -> dict[str, Any]:
        return self.answer.as_dict()

    def text(self) -> str:
        """Return the explanation as plain lines."""
        return "\n".join(_lines(self))

    def html(self) -> Markup:
        """Return the explanation as one HTML fragment: headed tables with row headers, everything escaped."""
        return framed(*_fragments(self))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, what it is about, and the rule it rests on; `short` stands in a table, where the column says the rest.

    A sentence that few will ask for is `folded` in a table, under these words.
    """

    about: str
    because: str
    rule: str = ""
    short: str = ""
    folded: str = ""


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


def sections_of(answer: Answer, show: Show = "all") -> Iterator[Section]:
    """Yield what there is to say of an answer, in reading order; text and table are both made of this."""
    today = of_the_day(answer)
    system = "ICD-9-CM" if answer.icd9_applies else "ICD-10-PCS"
    if show == "characters":
        fusions = tuple(_told_apart(code) for code in today if code.kind == "fusion")
        yield from _unless_empty(Section(f"{system}: the fusion", ("Character", "Why"), fusions))
    else:
        yield from _unless_empty(Section(system, ("Code", "In short"), tuple(map(in_short, today))))
    for heads, queries in ((TO_ASK, answer.queries_in_force), (TO_DOCUMENT, answer.queries_of_the_past)):
        questions = [
            Sentence(f"{about}, {missing}", ask, rule, f"{about}: {missing}") for about, missing, ask, rule in asked(queries)
        ]
        if questions:
            yield Section(heads, ("About", "Question"), (Paragraph(tuple(questions)),))
    if answer.operation.understood:
        read = tuple(Sentence(place, said) for place, said in answer.operation.understood)
        yield Section(UNDERSTOOD, ("Where", "What was understood"), (Paragraph(read),))
    if show != "characters":
        yield from reasons(answer)
    if show == "all":
        yield from compared(answer)
        if answer.grouping:
            yield class_section(answer.grouping)
        yield from left_out(answer)


TO_ASK = "Ask the surgeon"
TO_DOCUMENT = "Documentation, moves no code in force (ICD-9-CM alone told it)"
UNDERSTOOD = "Read in the words of the format"


def of_the_day(answer: Answer) -> list[Assignment]:
    """Return the codes of the system that applied on the day."""
    system = "ICD-9-CM" if answer.icd9_applies else "ICD-10-PCS"
    return [code for code in answer.assignments if code.system == system]


def reasons(answer: Answer) -> Iterator[Section]:
    """Yield why each code of the day is as it is, character by character."""
    yield from _unless_empty(Section("Why these codes", _REASONS, tuple(map(_paragraph, of_the_day(answer))), folded=True))


def compared(answer: Answer) -> Iterator[Section]:
    """Yield the codes of ICD-9-CM, with their reasons, where it did not apply any more."""
    icd9 = [] if answer.icd9_applies else [code for code in answer.assignments if code.system == "ICD-9-CM"]
    yield from _unless_empty(Section(_COMPARED, _REASONS, tuple(map(_paragraph, icd9)), folded=True))


def left_out(answer: Answer) -> Iterator[Section]:
    """Yield what is not coded, and why not."""
    if answer.rejections:
        said = [Sentence(rejection.what, rejection.because, rejection.rule) for rejection in answer.rejections]
        yield Section("Not coded", ("What", "Why not"), (Paragraph(tuple(said)),), folded=True)


_REASONS = ("Character", "Why")


def _unless_empty(section: Section) -> Iterator[Section]:
    if section.paragraphs:
        yield section


def asked(queries: Iterable[Query]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is asked, about, missing, question and rule: one question about several joints once, with their names."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for query in queries:
        found.setdefault((query.missing, query.ask, query.rule), []).append(query.about)
    yield from ((listed(about), *question) for question, about in found.items())


_COMPARED = "ICD-9-CM, as the same operation would have been coded until 2015-09-30"


def heading(answer: Answer) -> str:
    """Say the day, and in which system it is coded."""
    day = answer.operation.discharged
    if answer.icd9_applies:
        return f"Discharged {day}: coded in ICD-9-CM."
    if answer.pcs_period is None:
        return f"Discharged {day}: not covered by our tables."
    return f"Discharged {day}: coded in ICD-10-PCS ({answer.pcs_period})."


def title_of(assignment: Assignment) -> str:
    """Return the official title of an assigned code."""
    return (icd9_titles() if assignment.system == "ICD-9-CM" else pcs_titles()).get(assignment.code, "")


def in_short(assignment: Assignment) -> Paragraph:
    """Return a code in one line: its joints with column and device, or its title."""
    said = in_brief(assignment.code) if assignment.system == "ICD-10-PCS" else ""
    fused = f"{listed(assignment.joints)}: " if assignment.kind == "fusion" and assignment.joints else ""
    return Paragraph((), assignment.code, f"{fused}{said or title_of(assignment)}{_choice(assignment)}")


def _told_apart(assignment: Assignment) -> Paragraph:
    """Return a code with its joints and with the characters that tell it from another fusion."""
    told = tuple(
        Sentence(f"character {reason.character}", reason.because, short=str(reason.character))
        for reason in assignment.reasons
        if reason.character in _TOLD_APART[assignment.system]
    )
    return Paragraph(told, assignment.code, listed(assignment.joints))


def _choice(assignment: Assignment) -> str:
    return (" (contested)" if assignment.contested else " (optional)") if assignment.kind == "optional" else ""


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
    return Paragraph(tuple(sentences), assignment.code, f"{title_of(assignment)}{_choice(assignment)}")


def class_section(grouping: Grouping) -> Section:
    """Return the class, or that there is none, with the steps that lead there."""
    weight = f", weight {grouping.weight}" if grouping.weight else "; no weight in our tables for this year"
    title = f"{grouping.title}{weight}" if grouping.drg else "none given"
    steps = tuple(
        Sentence("", said, short=str(number), folded="What ranks above it" if said == grouping.passed_over else "")
        for number, said in enumerate(grouping.because, 1)
    )
    return Section(
        f"MS-DRG {grouping.version}: {grouping.drg} {title}" if grouping.drg else f"MS-DRG: {title}",
        ("Step", "Why"),
        (Paragraph(steps, grouping.drg or "", title),),
        caption=f"MS-DRG {grouping.version or ''}".strip(),
        folded=True,
    )


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
