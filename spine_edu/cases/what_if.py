"""What if? An operation done otherwise, and the history that follows from it. Experiments of a learner: no note tells of them.

Nothing is filled in: what an added joint leaves unsaid is asked for, as of any note. After the operation a history tells only
what was known of it: a joint that is added heals until further notice, one that is dropped stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from spine_edu.anatomy import Joint, joint_named
from spine_edu.errors import OperationError
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.operation import CHANGEABLE, Fusion, Operation, read_operation
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.vocabulary import COLUMNS

_YEAR = 12
"""How many months at least an earlier fusion lies back that nobody has told of."""


def done_otherwise(operation: Operation, joint: str, column: str, facts: Mapping[str, object]) -> Operation:
    """Return an operation with other facts at what it fuses there: a joint or a span, in one column or in all that are fused.

    >>> from spine_edu.cases import case_named
    >>> done_otherwise(case_named("mixed-l3-l5").operation, "L3-L4", "anterior", {"technique": "ALIF"}).fusions[-1].direction
    'anterior'
    """
    asked = _read(operation, joint, column, facts)
    _require(operation, asked.fusions)

    def change(fusion: Fusion) -> Fusion:
        said = next((one for one in asked.fusions if _meets(one, fusion)), None)
        names = [name for name in CHANGEABLE if said and (getattr(said, name) is not None or name in facts)]
        if said and {"column", "direction"} & {*names}:  # what was done from elsewhere has not the old name
            names.append("technique")
        return replace(fusion, **{name: getattr(said, name) for name in names})

    return replace(operation, fusions=tuple(map(change, operation.fusions)), understood=_told(operation, asked))


def fused_too(operation: Operation, joint: str, column: str, facts: Mapping[str, object]) -> Operation:
    """Return an operation that fuses a joint, or a span, besides what it fuses already.

    >>> from spine_edu.cases import case_named
    >>> fused_too(case_named("mixed-l3-l5").operation, "L2-L3", "posterior", {"status": "initial"}).joints
    (L2-L3, L3-L4, L4-L5)
    """
    asked = _read(operation, joint, column, facts)
    there = {(fusion.joint, fusion.column) for fusion in operation.fusions}
    double = [_place(fusion.joint, fusion.column) for fusion in asked.fusions if (fusion.joint, fusion.column) in there]
    if double:
        raise OperationError(f"{listed(double)} is fused already; `change` does it otherwise.")
    return replace(operation, fusions=(*operation.fusions, *asked.fusions), understood=_told(operation, asked))


def left_out(operation: Operation, joint: str, column: str) -> Operation:
    """Return an operation that does not fuse a joint, or a span, in one column or at all; what else was done stays.

    >>> from spine_edu.cases import case_named
    >>> left_out(case_named("mixed-l3-l5").operation, "L3-L4", "").joints
    (L4-L5,)
    """
    asked = _read(operation, joint, column, {})
    _require(operation, asked.fusions)
    kept = (fusion for fusion in operation.fusions if not any(_meets(one, fusion) for one in asked.fusions))
    return replace(operation, fusions=tuple(kept))


def differences(before: Operation, after: Operation) -> tuple[str, ...]:
    """Say in a sentence each what one operation does otherwise than another.

    >>> from spine_edu.cases import case_named
    >>> was = case_named("mixed-l3-l5").operation
    >>> differences(was, left_out(was, "L3-L4", "anterior")), differences(was, was.on("2014-05-02"))
    (('L3-L4 anterior is not fused.',), ('The discharge is on 2014-05-02, not on 2026-01-14.',))
    """
    was, now = ({(f.joint, f.column): f for f in operation.fusions} for operation in (before, after))
    days = before.discharged, after.discharged
    told = [] if days[0] == days[1] else [f"The discharge is on {days[1]}, not on {days[0]}."]
    for place in sorted({*was, *now}, key=lambda place: (place[0], place[1] or "")):
        if place not in now:
            told.append(f"{_place(*place)} is not fused.")
        elif place not in was:
            told.append(f"{_place(*place)} is fused too.")
        else:
            changed = [name for name in CHANGEABLE if getattr(was[place], name) != getattr(now[place], name)]
            told += [f"{_place(*place)}, {name}: {_said(now[place], name)}, not {_said(was[place], name)}." for name in changed]
    return tuple(told)


def history_of(timeline: Timeline, month: float, before: Operation, after: Operation) -> tuple[Timeline, tuple[str, ...]]:
    """Return the history that fits an operation of this month done otherwise, and what had to be invented or left out for it."""
    was, now = _columns(before), _columns(after)
    timeline = _moved(timeline, before.discharged, after.discharged)
    if (was, _again(before)) == (now, _again(after)):
        return timeline, ()
    added, dropped = now - was, was - now
    spans = [
        _cut(span, month, added, dropped)
        for span in timeline.spans
        if span.start < month or (span.joint, span.column) not in added | dropped
    ]
    spans += [Span(joint, column, "healing", month) for joint, column in sorted(added)]
    other = {joint for joint, _ in added | dropped}
    events = [event for event in timeline.events if event.month <= month or not other & set(event.joints)]
    told: list[str] = []
    for joint in map(str, after.joints):
        earlier = [span for span in spans if span.joint == joint and span.start < month]
        if joint in _again(after) and not earlier:
            start = min(timeline.start, month - _YEAR)
            columns = [column for lane, column in sorted(now) if lane == joint] or COLUMNS
            spans += [Span(joint, column, "pseudarthrosis", start, month) for column in columns]
            events = _fused_then(joint, start, _without_past(joint, month, events))
            told.append(f"A refusion needs an earlier fusion: the history now has one of {joint} that never healed.")
        elif joint in _again(before) - _again(after):
            spans = [span for span in spans if span not in earlier and (span.joint != joint or (joint, span.column) in now)]
            events = _without_past(joint, month, events)
            told.append(f"A first fusion has none before it: the history no longer has one of {joint}.")
    events = [_today(event, after) if (event.month, event.kind) == (month, "operation") else event for event in events]
    lanes = sorted({joint_named(lane) for lane in timeline.lanes} | set(after.joints))
    return replace(timeline, lanes=[lane.name for lane in lanes], spans=spans, events=events), tuple(told)


def _read(operation: Operation, joint: str, column: str, facts: Mapping[str, object]) -> Operation:
    """Read what is asked as an entry of an operation of its own, as any entry is read."""
    entry = {"joint": joint, **({"column": column} if column else {}), **facts}
    asked = read_operation({"discharged": operation.discharged, "fusions": [entry]}, Spot("What if"))
    if asked.unplaced:
        raise OperationError("name the joint, for example 'L4-L5'.", Spot("What if"))
    return asked


def _meets(asked: Fusion, done: Fusion) -> bool:
    """Whether a fusion is the one that is asked for; a column that either leaves open fits both."""
    return asked.joint == done.joint and (asked.column is None or done.column in (asked.column, None))


def _require(operation: Operation, asked: Iterable[Fusion]) -> None:
    """Refuse to change what was not done."""
    missing = [_place(one.joint, one.column) for one in asked if not any(_meets(one, done) for done in operation.fusions)]
    if missing:
        fused = listed(_place(done.joint, done.column) for done in operation.fusions) or "nothing"
        raise OperationError(f"{listed(missing)} was not fused; fused today: {fused}. `add` fuses a joint besides.")


def _told(operation: Operation, asked: Operation) -> tuple[Any, ...]:
    return (*operation.understood, *(item._replace(where="what if") for item in asked.understood))


def _place(joint: Joint, column: str | None) -> str:
    return f"{joint} {column}" if column else joint.name


def _said(fusion: Fusion, name: str) -> str:
    value = getattr(fusion, name)
    return "not told" if value is None else value if isinstance(value, str) else listed(sorted(value)) or "none"


def _columns(operation: Operation) -> set[tuple[str, str]]:
    return {(fusion.joint.name, fusion.column) for fusion in operation.fusions if fusion.column}


def _again(operation: Operation) -> set[str]:
    """The joints that are fused again: a status belongs to the joint."""
    return {fusion.joint.name for fusion in operation.fusions if fusion.status == "refusion"}


def _cut(span: Span, month: float, added: set[tuple[str, str]], dropped: set[tuple[str, str]]) -> Span:
    """Let what was there before go on where nothing is done now, and end where something is."""
    place = (span.joint, span.column)
    if place in dropped and span.end == month:
        return replace(span, end=None)
    return replace(span, end=month) if place in added and span.holds_at(month) else span


def _moved(timeline: Timeline, before: str, after: str) -> Timeline:
    """Let the whole history happen as much earlier or later as the patient went home."""
    if timeline.anchor is None or before == after:
        return timeline
    days = date.fromisoformat(after) - date.fromisoformat(before)
    return replace(timeline, anchor=(date.fromisoformat(timeline.anchor) + days).isoformat())


def _without_past(joint: str, month: float, events: Iterable[Event]) -> list[Event]:
    """Leave out what was told of this joint alone before this month: it has another past now."""
    return [event for event in events if event.month >= month or set(event.joints) != {joint}]


def _fused_then(joint: str, month: float, events: list[Event]) -> list[Event]:
    """Tell of the fusion of a joint that nobody told of: at the operation of that month, or else in a note of its own."""
    said = f"What if: {joint} was fused too, and no bone bridged it."
    for place, event in enumerate(events):
        if (event.month, event.kind) == (month, "operation"):
            return [*events[:place], replace(event, text=f"{event.text} {said}".strip()), *events[place + 1 :]]
    return [*events, Event(month, "note", "What if", said, (joint,))]


def _today(event: Event, operation: Operation) -> Event:
    """Tell the operation as it is done now."""
    words = {"initial": "first fusion", "refusion": "refusion", None: "fusion, first or again is not told,"}
    kinds = {word: {f.joint for f in operation.fusions if f.status == status} for status, word in words.items()}
    text = "; ".join(f"{word} of {listed(sorted(joints))}" for word, joints in kinds.items() if joints) or "nothing is fused"
    return replace(event, text=f"What if: {text}.", joints=tuple(map(str, operation.joints)))
