"""What there is to say of an answer, in reading order: codes with sentences about them, of which text and tables are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spine_edu.coding.drg.grouper import Grouping
from spine_edu.coding.findings import Assignment, Query
from spine_edu.coding.icd9.tables import titles as icd9_titles
from spine_edu.coding.pcs.tables import titles as pcs_titles
from spine_edu.coding.reading.wording import in_brief
from spine_edu.text.lists import listed

if TYPE_CHECKING:
    from spine_edu.coding.full_answer import Answer


Show = Literal["characters", "codes", "all"]
"""How much is told: fusions with the two characters for device and column; all codes with their reasons; all there is to say."""
_TOLD_APART = {"ICD-10-PCS": (6, 7), "ICD-9-CM": (4, 5)}
"""Characters by which one fusion differs from the next: what bridges it, column and from where; first or again, and column."""


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
