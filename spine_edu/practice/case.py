"""A patient by number: plan, note and history as one value, with a case that every figure and every verb of a lesson takes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu import data
from spine_edu.anatomy import Joint
from spine_edu.cases import Case, Evidence
from spine_edu.coding.doubts import doubts
from spine_edu.coding.engine import codes_for
from spine_edu.coding.findings import Query
from spine_edu.coding.full_answer import Answer
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.practice.notes.note import Decided, Note
from spine_edu.practice.notes.words import month_before
from spine_edu.practice.notes.writer import note_of
from spine_edu.practice.plans.draw import plan_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.text.articles import with_articles
from spine_edu.text.lists import listed
from spine_edu.vocabulary import CAGE_WAYS

_FACTS: Mapping[str, str] = {"joint": "grafted", "materials": "graft", "left out": "not reported", "instrumentation": "fixation"}
"""What facts of a mark are called in the evidence of a case, where that is another word."""
_UNITED = 12
"""How many months a fusion is told to heal before it is called solid, or after today's operation to be open."""


@dataclass(frozen=True, slots=True, repr=False)
class PracticeCase:
    """One drawn patient: `plan` is all that happened, `note` what is told of it, `case` both in the form of the case bank."""

    number: int
    plan: CasePlan
    note: Note
    case: Case

    @property
    def difficulty(self) -> int:
        return self.plan.difficulty

    @property
    def answer(self) -> Answer:
        """What the engine makes of the operation as the note supports it."""
        return _answer(self.number)

    @property
    def open(self) -> tuple[Query, ...]:
        """What the note leaves open, so that a code waits for it; what a coder may ask beside that is no part of the case."""
        beside = doubts(self.case.operation)
        return tuple(query for query in self.answer.queries if query not in beside)

    @property
    def astray(self) -> str:
        """The idea that most easily leads astray in this case, a sentence."""
        written = data.document("practice/astray.yml")
        sentence: str = written[self.plan.gap or ("heading" if self._promises else self.plan.kind)]
        return sentence

    @property
    def _promises(self) -> bool:
        return any(True for _ in self.note.facts("not grafted"))

    def __repr__(self) -> str:
        return f"PracticeCase({self.number}: {self.case.patient}, difficulty {self.difficulty}, invented)"


@functools.lru_cache(maxsize=256)
def practice_case(number: int) -> PracticeCase:
    """Return the patient with a number, from 0 on; the same number is the same patient everywhere and for ever.

    >>> practice_case(4711).case.title
    'Case 4711'
    """
    plan, note = plan_of(number), note_of(number)
    return PracticeCase(number, plan, note, _case(plan, note))


@functools.lru_cache(maxsize=256)
def _answer(number: int) -> Answer:
    return codes_for(plan_of(number).documented)


def _case(plan: CasePlan, note: Note) -> Case:
    """Return a plan and its note as a case of the bank."""
    timeline, month = _history(plan)
    return Case(
        id=f"practice-{plan.number}",
        title=f"Case {plan.number}",
        patient=with_articles(f"a {plan.person.age}-year-old {plan.person.job}"),
        difficulty=plan.difficulty,
        timeline=timeline,
        operation_month=month,
        note=note.text,
        evidence=tuple(_evidence(note)),
        operation=plan.documented,
        expect={},
        trap="",
        rationale="",
    )


def _evidence(note: Note) -> list[Evidence]:
    """Return what marks decide as evidence of a case, a phrase each; one that stands twice in the note is left out."""
    found = []
    for mark in note.marks:
        phrase = note.phrase(mark)
        if note.text.count(phrase) == 1:
            first = _leading(mark.decided)
            where = first.joints[0].name if len(first.joints) == 1 else ""
            found.append(Evidence(_FACTS.get(first.fact, first.fact), phrase, where))
    return found


def _leading(decided: tuple[Decided, ...]) -> Decided:
    """Return what matters most of all that some words decide: what is open, before what is said."""
    return next((one for one in decided if one.fact == "query"), decided[0])


def _history(plan: CasePlan) -> tuple[Timeline, float]:
    """Return what happened before, today and after, and the month of today's operation."""
    spans: list[Span] = []
    events: list[Event] = []
    where = tuple(joint.name for joint in plan.meant)
    earlier = plan.earlier
    if earlier is None:
        month = 7.0
        events.append(Event(0, "symptom", "It begins", _sentence(plan.stay.reasons[0].words), where))
    else:
        month = float(earlier.months)
        old = tuple(joint.name for joint in earlier.joints)
        name = earlier.technique.name.upper()
        cage = name if name in CAGE_WAYS else ""
        events.append(Event(0, "operation", f"First fusion {listed(old)}", _sentence(earlier.technique.title), old, cage))
        still_open = tuple(joint.name for joint in sorted(earlier.open_joints))
        seen = f"No bridge at {listed(still_open)}" if still_open else "Bridging bone"
        events.append(Event(month - 2, "imaging", "CT", _sentence(seen), still_open or old))
        spans += _earlier_spans(plan, month)
    done = f"Fused: {listed(joint.name for joint in plan.joints)}" if plan.joints else "Nothing was fused"
    events.append(Event(month, "operation", "Today", _sentence(done), where))
    spans += [
        Span(joint.name, stage.technique.column, "healing", month, month + _UNITED)
        for stage in plan.stages
        for joint in stage.joints
    ]
    lanes = sorted({*plan.meant, *plan.joints, *(earlier.joints if earlier else ())})
    year, first = month_before(plan.discharged, int(month))
    return Timeline(f"Case {plan.number}", [lane.name for lane in lanes], spans, events, anchor=f"{year}-{first:02}-10"), month


def _earlier_spans(plan: CasePlan, month: float) -> list[Span]:
    """Return what became of the earlier fusion, up to today where it is done again."""
    earlier = plan.earlier
    assert earlier is not None
    turned = min(float(_UNITED), month - 2)
    again = {(joint, stage.technique.column) for stage in plan.stages for joint in stage.joints}

    def spans_of(joint: Joint) -> list[Span]:
        column = earlier.technique.column
        end = month if (joint, column) in again else None
        state = "pseudarthrosis" if joint in earlier.open_joints else "solid"
        return [Span(joint.name, column, "healing", 0, turned), Span(joint.name, column, state, turned, end)]

    return [span for joint in earlier.joints for span in spans_of(joint)]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
