"""A patient's story: what was done before, what the note says, what was done today, and what a coder should make of it.

Every case is invented and says so. Time counts in months from the first operation.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from spine_edu import data
from spine_edu.anatomy import joint_named
from spine_edu.cases import what_if
from spine_edu.errors import DataError, OperationError, SpineEduError, TimelineError, UnknownCase, together
from spine_edu.files.entry import Entry, read_parts
from spine_edu.histories.timeline import KINDS, Event, Span, Timeline
from spine_edu.operation import Kept, Operation, read_kept, read_operation
from spine_edu.spots import Spot
from spine_edu.text.quoting import did_you_mean, named, shown, some
from spine_edu.text.spelling import plain
from spine_edu.vocabulary import CAGE_WAYS, COLUMNS

_FIELDS = (
    "id", "fictional", "title", "patient", "difficulty", "began", "events", "states", "operation_month", "note", "evidence",
    "operation", "expect", "trap", "rationale", "kept", "from_the_right", "unreported",
)  # fmt: skip
T = TypeVar("T")
_STATES = ("native", "healing", "solid", "pseudarthrosis")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase of the note, word for word, and the fact it decides; `joint` is '' where the fact is not of one joint."""

    fact: str
    phrase: str
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Unreported:
    """A phrase of the note that names a condition for which no diagnosis is coded, and why a coder leaves it out."""

    phrase: str
    because: str


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One invented patient: history, operative note, operation, expected codes, and the trap.

    `changed` says, a sentence each, what a learner made otherwise: such a variant has no evidence, as no note tells of it.

    >>> case_named("mixed-l3-l5").operation.joints
    (L3-L4, L4-L5)
    """

    id: str
    title: str
    patient: str
    difficulty: int
    timeline: Timeline
    operation_month: float
    note: str
    evidence: tuple[Evidence, ...]
    operation: Operation
    expect: Mapping[str, object]
    trap: str
    rationale: str
    kept: tuple[Kept, ...] = ()
    from_the_right: tuple[str, ...] = ()
    unreported: tuple[Unreported, ...] = ()
    changed: tuple[str, ...] = ()

    def states_at(self, month: float) -> dict[str, dict[str, str]]:
        """Return the state of every joint and column at a month; on the day of the operation, what is fused that day.

        >>> case_named("mixed-l3-l5").states_at(38)["L4-L5"]
        {'anterior': 'pseudarthrosis', 'posterior': 'refusion'}
        """
        states = self.timeline.state_at(month)
        if month == self.operation_month:
            for fusion in self.operation.fusions:
                if fusion.status and fusion.column:
                    states.setdefault(fusion.joint.name, {})[fusion.column] = fusion.status
        return states

    def change(self, joint: str | None = None, column: str = "", *, discharged: str = "", **facts: object) -> Case:
        """Return what would be, had today's operation been done otherwise at a joint or a span, or the stay ended another day.

        `facts` are the fields of a fusion, a technique among them; without a column they hold for each that is fused there.

        >>> case_named("mixed-l3-l5").change("L3-L4", status="refusion").changed[0]
        'L3-L4 anterior, status: refusion, not initial.'
        """
        operation = self.operation.on(discharged) if discharged else self.operation
        if joint is None and (column or facts):
            raise OperationError("Say at which joint, for example change('L4-L5', status='initial').")
        return self._with(what_if.done_otherwise(operation, joint, column, facts) if joint is not None else operation)

    def add(self, joint: str, column: str = "", **facts: object) -> Case:
        """Return what would be, had a joint or a span been fused as well; what `facts` leave unsaid is asked for.

        >>> case_named("mixed-l3-l5").add("L2-L3", technique="PLF", status="initial").operation.joints
        (L2-L3, L3-L4, L4-L5)
        """
        return self._with(what_if.fused_too(self.operation, joint, column, facts))

    def drop(self, joint: str, column: str = "") -> Case:
        """Return what would be, had a joint or a span not been fused, in one column or at all.

        >>> case_named("mixed-l3-l5").drop("L3-L4").states_at(52)
        {'L4-L5': {'anterior': 'solid', 'posterior': 'solid'}}
        """
        return self._with(what_if.left_out(self.operation, joint, column))

    def _with(self, operation: Operation) -> Case:
        """Return the variant with this operation: nothing that was worked out or marked for the case itself goes along."""
        told = what_if.differences(self.operation, operation)
        if not told:
            raise OperationError("Nothing would be otherwise; name what differs, for example status='initial'.")
        timeline, followed = what_if.history_of(self.timeline, self.operation_month, self.operation, operation)
        title = self.title if self.changed else f"What if? {self.title}"
        return replace(
            self, title=title, timeline=replace(timeline, title=title), operation=operation,
            changed=(*self.changed, *told, *followed), evidence=(), expect={}, trap="", rationale="",
        )  # fmt: skip

    def __repr__(self) -> str:
        if not self.changed:
            return f"Case({self.id!r}: {self.title}; {self.patient}, invented)"
        read = [f"{item.said}." for item in self.operation.understood]
        return f"Case({self.id!r}, a variant: {' '.join((*self.changed, *read))})"


@functools.cache
def all_cases() -> tuple[Case, ...]:
    """Return every case of data/cases/, by id."""
    found: dict[str, Case] = {}
    for path in data.files("cases", "*.yml"):
        entries = data.document(f"cases/{path.name}")
        if not isinstance(entries, list):
            raise DataError("It must be a list of cases.", Spot(f"data/cases/{path.name}"), "Start each case with `- id:`.")
        for number, entry in enumerate(entries, 1):
            where = Spot(f"data/cases/{path.name}, case {number}")
            case = read_case(entry, where)
            if case.id in found:
                raise DataError(f"the id {shown(case.id)} is taken; an id never means two cases.", where, "Give it another.")
            found[case.id] = case
    return tuple(found[name] for name in sorted(found))


def case_named(id: str) -> Case:
    """Return one case by its id, with blanks or capitals as one likes; an unknown id names the nearest.

    >>> case_named("mixed-l3-l6")
    Traceback (most recent call last):
    spine_edu.errors.UnknownCase: There is no case 'mixed-l3-l6'; did you mean 'mixed-l3-l5'?
    """
    written = plain(id)
    for case in all_cases():
        if plain(case.id) == written:
            return case
    names = [case.id for case in all_cases()]
    begun = [name for name in names if written and set(written.split()) <= set(plain(name).split())]
    hint = did_you_mean(id, names) or did_you_mean(id, begun, most=3, cutoff=0) or f"there are {some(names)}."
    raise UnknownCase(f"There is no case {shown(id)}; {hint}")


def read_case(value: object, where: str | Spot = "case") -> Case:
    """Read one case from its fields; raise DataError that carries the place, the field and the fix of all that is wrong.

    >>> read_case({"id": 5}, "my.yml")
    Traceback (most recent call last):
    spine_edu.errors.DataError: my.yml, id: It must hold text, got 5. Write it after `id:`, in quotes if it holds a colon.
    """
    id = Entry(value, where).text("id")
    entry = Entry(value, Spot.of(where).called(named(id)))
    read = read_parts(
        known=lambda: entry.only(*_FIELDS),
        fictional=lambda: _invented(entry),
        operation=lambda: _as_written(entry.value.get("operation"), entry.spot.at("operation"), read_operation),
        kept=lambda: entry.each("kept", lambda item: _as_written(item.value, item.spot, read_kept)),
        title=lambda: entry.text("title"),
        patient=lambda: entry.text("patient"),
        difficulty=lambda: _difficulty(entry),
        began=lambda: entry.day("began"),
        states=lambda: entry.each("states", _span),
        events=lambda: entry.each("events", _event),
        operation_month=lambda: entry.number("operation_month"),
        note=lambda: entry.raw("note"),
        evidence=lambda: entry.each("evidence", _evidence),
        expect=lambda: _read_expected(entry.entry("expect")),
        trap=lambda: entry.text("trap"),
        rationale=lambda: entry.text("rationale"),
        from_the_right=lambda: _joints(entry, "from_the_right"),
        unreported=lambda: entry.each("unreported", _unreported),
    )
    timeline = _timeline(entry, read["title"], read["began"], read.pop("states"), read.pop("events"), read["operation"])
    for only_checked in ("known", "fictional", "began"):
        del read[only_checked]
    return Case(id=id, timeline=timeline, **read)


def _invented(entry: Entry) -> None:
    if entry.value.get("fictional") is not True:
        raise entry.fault("It must be true, as every case is invented.", "Write `fictional: true`.", "fictional")


def _as_written(value: object, spot: Spot, read: Callable[[object, Spot], T]) -> T:
    """Read what has the format of an operation; its faults are told as those of an author's file."""
    try:
        return read(value, spot)
    except OperationError as error:
        fix = "Write it as the other cases do."
        raise together([DataError(fault.problem, fault.spot, fault.fix or fix) for fault in error.faults]) from None


def _timeline(
    entry: Entry, title: str, began: str, spans: tuple[Span, ...], events: tuple[Event, ...], operation: Operation
) -> Timeline:
    lanes = sorted({joint_named(span.joint) for span in spans} | set(operation.joints))
    try:
        return Timeline(title, [lane.name for lane in lanes], spans, events, anchor=began)
    except TimelineError as error:
        told = next(
            ((name, given.index(error.about)) for name, given in (("states", spans), ("events", events)) if error.about in given),
            (),
        )
        raise entry.fault(str(error), "Change it, or the entry that it contradicts.", *told) from error


def _span(entry: Entry) -> Span:
    entry.only("joint", "column", "state", "from", "to")
    joint, column = _joint(entry, entry.text("joint"), "joint"), entry.one_of("column", COLUMNS)
    return Span(joint, column, entry.one_of("state", _STATES), entry.number("from"), entry.number("to"))


def _event(entry: Entry) -> Event:
    entry.only("month", "kind", "title", "text", "joints", "cage")
    month, kind = entry.number("month"), entry.one_of("kind", KINDS)
    cage = entry.one_of("cage", tuple(CAGE_WAYS)) if "cage" in entry.value else ""
    return Event(month, kind, entry.text("title"), entry.text("text"), _joints(entry, "joints"), cage)


def _evidence(entry: Entry) -> Evidence:
    entry.only("fact", "phrase", "joint")
    joint = _joint(entry, entry.text("joint"), "joint") if "joint" in entry.value else ""
    return Evidence(entry.text("fact"), entry.raw("phrase"), joint)


def _unreported(entry: Entry) -> Unreported:
    entry.only("phrase", "because")
    return Unreported(entry.raw("phrase"), entry.text("because"))


def _read_expected(entry: Entry) -> dict[str, object]:
    """Read the codes that were worked out by hand, in the form in which the engine tells its own."""
    entry.only("icd10pcs", "icd9cm", "ms_drg", "queries")
    pcs, icd9 = entry.entry("icd10pcs"), entry.entry("icd9cm")
    pcs.only("fusion", "companion")
    icd9.only("fusion", "count", "companion")
    return {
        "icd10pcs": {name: _codes(pcs, name) for name in ("fusion", "companion")},
        "icd9cm": {
            "fusion": _codes(icd9, "fusion"),
            "count": icd9.text("count", "") or None,
            "companion": _codes(icd9, "companion"),
        },
        "ms_drg": entry.text("ms_drg", "") or None,
        "queries": _codes(entry, "queries"),
    }


def _codes(entry: Entry, name: str) -> list[str]:
    if entry.value.get(name) is None:
        raise entry.fault("It must be a list, got nothing.", "Write [] where there is none.", name)
    return list(entry.texts(name))


def _joints(entry: Entry, name: str) -> tuple[str, ...]:
    return tuple(_joint(entry, text, name, n) for n, text in enumerate(entry.texts(name)))


def _joint(entry: Entry, text: str, *path: str | int) -> str:
    try:
        return joint_named(text).name
    except SpineEduError as error:
        raise entry.fault(str(error), "Name one joint, such as L4-L5.", *path) from error


def _difficulty(entry: Entry) -> int:
    given = entry.number("difficulty")
    if given not in (1, 2, 3):
        raise entry.fault(f"It must be 1, 2 or 3, got {given}.", "1 is plain, 3 is hard.", "difficulty")
    return int(given)
