"""The MS-DRG while questions are open: every answer they may get is tried, and a class that all of them lead to is named.

An answer is tried as the operation that says it, so that counting joints and choosing devices is left to the engine. What cannot
be told in a few values, such as a level that nobody noted, is not tried; then the class waits.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from spine_edu.anatomy import joint_named
from spine_edu.coding.drg import grouper
from spine_edu.coding.entries import entry_of
from spine_edu.coding.open_points import OpenPoints, open_points
from spine_edu.coding.pcs import companions, fusion
from spine_edu.coding.pcs.slot import Slot, slot_of
from spine_edu.operation import Fusion, Operation, Procedure, procedure_fields
from spine_edu.text.lists import listed
from spine_edu.vocabulary import APPROACHES, COLUMNS, DIRECTIONS, GRAFT

MOST = 48
"""So many combinations of answers are tried; where there are more, the class waits."""
_TOLD_SINGLY = 6
"""So many answers are told with the class of each; of more, the classes alone are told."""
Place = tuple[str, int]  # the list in which an entry stands, and where in it
Now = Mapping[Place, Fusion | Procedure | None]  # what entries say once answered; None for what was not done after all


class Possible(NamedTuple):
    """One answer that open questions may get: about what, in words, and what entries say then."""

    about: str
    said: str
    now: Now


def grouped_whatever_is_answered(points: OpenPoints, version: str, about: Sequence[str]) -> grouper.Grouping | None:
    """Return the class that all answers lead to, or none with the class of each answer; None where the answers cannot be tried.

    `about` names what is asked about.
    """
    operation = points.operation
    by_answer = [
        (said, grouper.class_of(operation.discharged, operation.principal or "", operation.secondary, codes))
        for said, codes in _codes_by_answer(operation)
    ]
    if all(found.drg is None for _, found in by_answer):
        return None
    if len({found.drg for _, found in by_answer}) == 1:
        because = f"No answer to the queries on {listed(about)} changes the class ({len(by_answer)} tried)."
        return replace(by_answer[0][1], because=(because,), passed_over="")
    possible = tuple((said, found.drg or "not covered") for said, found in by_answer)
    because = f"The MS-DRG waits for the queries on {listed(about)}: {_in_brief(possible)}."
    return grouper.Grouping(version, None, None, None, (because,), possible=possible)


def _in_brief(possible: Sequence[tuple[str, str]]) -> str:
    """Say which answer leads to which class; where the answers are many, the classes alone.

    >>> _in_brief([("in part", "520"), ("as a whole", "520"), ("not at all", "552")])
    '520 if in part or as a whole, 552 if not at all'
    """
    answers: dict[str, list[str]] = {}
    for said, drg in possible:
        answers.setdefault(drg, []).append(said)
    if len(possible) > _TOLD_SINGLY:
        return listed(sorted(answers), "or")
    return ", ".join(f"{drg} if {listed(said, 'or')}" for drg, said in answers.items())


@functools.lru_cache(maxsize=1024)
def _codes_by_answer(operation: Operation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each answer after which nothing is open, with the ICD-10-PCS codes it leads to; none where they cannot be tried."""
    asked = [] if operation.unplaced else list(_asked(operation))
    if not asked or not 0 < math.prod(map(len, asked)) <= MOST:
        return ()
    found = []
    for answers in itertools.product(*asked):
        now = {place: entry for answer in answers for place, entry in answer.now.items()}
        codes = _codes_of(_once_answered(operation, now))
        if codes is not None:
            said = [answer.said if len(asked) == 1 else f"{answer.about} {answer.said}" for answer in answers]
            found.append((", ".join(said), codes))
    return tuple(found)


def _once_answered(operation: Operation, now: Now) -> Operation:
    """Return the operation that says what was answered."""
    fusions = (now.get(("fusions", place), entry) for place, entry in enumerate(operation.fusions))
    procedures = (now.get(("procedures", place), entry) for place, entry in enumerate(operation.procedures))
    return replace(
        operation,
        fusions=tuple(entry for entry in fusions if isinstance(entry, Fusion)),
        procedures=tuple(entry for entry in procedures if isinstance(entry, Procedure)),
    )


def _codes_of(operation: Operation) -> tuple[str, ...] | None:
    """Return the codes that make a class, sorted; None where something is still open."""
    points = open_points(operation)
    fused, open_queries, _ = fusion.fusion_codes(points)
    beside = companions.companion_codes(points, frozenset())
    if open_queries or (not fused and beside.queries):
        return None
    return tuple(sorted(code.code for code in (*fused, *beside.codes) if code.kind != "optional"))


def _asked(operation: Operation) -> Iterator[list[Possible]]:
    """Yield the possible answers to each thing that is open, none where it cannot be answered in a few values."""
    points = open_points(operation)
    for (joint, column), queries in points.contradictions.items():
        sites = [("fusions", place) for place, entry in enumerate(points.given) if entry.place == (joint, column)]
        cuts = [place for place, act in enumerate(operation.procedures) if (act.kind, act.joint) == ("discectomy", joint)]
        if any(query.missing != "approach" for query in queries):
            sites = []
        elif column == "anterior":
            sites += [("procedures", place) for place in cuts]
        entries = {site: getattr(operation, site[0])[site[1]] for site in sites}
        told = sorted({entry.approach for entry in entries.values() if entry.approach})
        yield [Possible(joint.name, way, {site: replace(entry, approach=way) for site, entry in entries.items()}) for way in told]
    for done in dict.fromkeys(operation.fusions):
        if not isinstance(slot_of(entry_of(done), operation.discharged), Slot):
            places = [("fusions", place) for place, same in enumerate(operation.fusions) if same == done]
            yield [
                Possible(done.joint.name, said, dict.fromkeys(places, now))
                for said, now in _completed(done, operation.discharged)
            ]
    for act in dict.fromkeys(operation.procedures) if not operation.fusions else ():  # beside a fusion they do not name the class
        if companions.asked_about(act):
            places = [("procedures", place) for place, same in enumerate(operation.procedures) if same == act]
            yield [
                Possible(act.kind, said, dict.fromkeys(places, now))
                for said, now in itertools.islice(_told_in_full(act), MOST + 1)
            ]


def _completed(entry: Fusion, day: str) -> list[tuple[str, Fusion | None]]:
    """Return a fusion with what is missing from it filled in, each approach,
    device and qualifier once; and that it was none, if that is asked.
    """
    asked = slot_of(entry_of(entry), day)
    ungrafted = not isinstance(asked, Slot) and any(query.missing == "graft" for query in asked)
    materials = (entry.materials or frozenset()) - {"bone graft of unknown origin"}
    found: dict[object, tuple[str, Fusion | None]] = {}
    for approach, column, direction, laid in itertools.product(
        [entry.approach] if entry.approach else APPROACHES,
        [entry.column] if entry.column or not entry.joint.is_vertebral else COLUMNS,
        [entry.direction] if entry.direction or not entry.joint.is_vertebral else DIRECTIONS,
        [materials | more for more in (_LAID_IN if entry.materials is None else _GRAFTS)] if ungrafted else [entry.materials],
    ):
        told = replace(entry, approach=approach, column=column, direction=direction, materials=laid)
        slot = slot_of(entry_of(told), day)
        if isinstance(slot, Slot):
            found.setdefault(slot.values, (_in_words(entry, told), told))
    if found and ungrafted and not (entry.materials and entry.materials & GRAFT):  # graft of unknown origin is still graft
        found[None] = ("not fused", None)
    return list(found.values())


_GRAFTS = tuple(frozenset((graft,)) for graft in ("local autograft", "allograft", "synthetic substitute"))
_LAID_IN = (*_GRAFTS, frozenset(("interbody cage", "local autograft")))
"""What may have been laid in, one for each device value that a note without it leaves possible."""


def _told_in_full(entry: Procedure) -> Iterator[tuple[str, Procedure]]:
    """Yield an entry beside the fusions with each set of values for what is asked of it, question by question."""
    queries = companions.asked_about(entry)
    if not queries:
        yield "", entry
        return
    name = _FIELD.get(queries[0].missing, queries[0].missing)
    fields = procedure_fields(entry.kind) | {"approach": APPROACHES, "source": procedure_fields(entry.kind).get("from", ())}
    if getattr(entry, name, "said") in (None, ()):
        for value in _VALUES.get(name, fields.get(name, ())):
            for more, told in _told_in_full(replace(entry, **{name: value})):
                yield f"{_word(name, value)} {more}".strip(), told


_FIELD = {"device": "of", "body part": "of", "objective": "own_objective", "site": "source"}
"""Which field answers a question, where it has not the name of what is missing."""
_VALUES: dict[str, tuple[Any, ...]] = {
    "vertebrae": (("C5",), ("T5",), ("L3",), ("S1",)),
    "joint": tuple(map(joint_named, ("O-C1", "C3-C4", "C7-T1", "T5-T6", "T12-L1", "L3-L4", "L5-S1", "SI-right", "SI-left"))),
    "own_objective": (True, False),
    "count": (1, 3),
}
"""For what no list of words holds, one value for each that the tables tell apart."""


def _in_words(before: Fusion, now: Fusion) -> str:
    """Say what an answer adds to a fusion."""
    added = [
        _word(name, getattr(now, name))
        for name in ("approach", "column", "direction")
        if getattr(before, name) is None and getattr(now, name)
    ]
    laid_in = (now.materials or frozenset()) - (before.materials or frozenset())
    return " ".join(filter(None, (*added, listed(sorted(laid_in)))))


def _word(name: str, value: Any) -> str:
    """Say the value of a field so that it is understood alone."""
    if name == "own_objective":
        return "an aim of its own" if value else "no aim of its own"
    if name == "column":
        return f"{value} column"
    if name == "direction":
        return _WHENCE[value]
    return listed(value) if isinstance(value, tuple) else str(value)


_WHENCE = {
    "anterior": "from the front",
    "lateral": "from the side",
    "posterior": "from behind",
    "extracavitary": "beside the ribs",
}
