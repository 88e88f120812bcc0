"""From an operation to its whole answer: each system is asked, and what they say is put side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.coding import eras
from spine_edu.coding.answers_tried import grouped_whatever_is_answered
from spine_edu.coding.doubts import doubts
from spine_edu.coding.drg import grouper
from spine_edu.coding.findings import Assignment, Query
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.icd9 import companions as icd9_beside
from spine_edu.coding.icd9 import fusion as icd9cm
from spine_edu.coding.icd9 import left_out as icd9_left_out
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.open_points import OpenPoints, open_points, without_level
from spine_edu.coding.pcs import companions
from spine_edu.coding.pcs import fusion as icd10pcs
from spine_edu.coding.pcs.companion_fixation import in_brackets, insertion_codes
from spine_edu.operation import Operation, read_operation
from spine_edu.vocabulary import GRAFT


def codes_for(operation: Operation) -> Answer:
    """Return codes, MS-DRG, queries and reasons for one operation.

    Every input that `read_operation` accepts gets an answer: codes where the note supports them, a query where it does
    not, a note where our tables end. Nothing is guessed.

    >>> from spine_edu.operation import read_operation
    >>> codes_for(read_operation({"discharged": "2026-01-14", "fusions": [{
    ...     "joint": "L4-L5", "status": "refusion", "column": "posterior", "direction": "posterior",
    ...     "approach": "open", "materials": ["local autograft"]}]}))
    Answer(0SG0071; discharged 2026-01-14)
    """
    if not isinstance(operation, Operation):
        operation = read_operation(operation)
    day = operation.discharged
    period = eras.fiscal_year(day) if eras.pcs_period(day) else None
    icd9_applies = icd9_tables.FIRST_DAY <= day <= icd9_tables.LAST_DAY
    points = open_points(operation)
    fusion, queries, rejections = icd10pcs.fusion_codes(points)
    beside = companions.companion_codes(points, frozenset(_unsettled(operation, queries)))
    if period is None:  # no table of ICD-10-PCS to code from: only what both systems ask remains
        fusion, rejections = [], []
        beside.codes, beside.rejections = [], []
        beside.queries = [query for query in beside.queries if _is_asked_in_both(query)]
        queries = [query for query in queries if query.missing not in ("valid code", "approach")]
    queries = [*without_level(operation), *queries]
    icd9_fusion, icd9_queries = icd9cm.fusion_codes(points)
    count = None if operation.unplaced else next((code for code in icd9_fusion if code.kind == "count"), None)
    asked = dict.fromkeys((*queries, *icd9cm.open_queries(points), *beside.queries, *icd9_queries, *doubts(operation)))
    if not icd9_applies:  # what only ICD-9-CM asked comes last
        asked = dict.fromkeys(sorted(asked, key=lambda query: query.is_of_icd9))
    if period is not None:
        asked = dict.fromkeys(_with_what_else_it_may_be(query, operation) for query in asked)
    open_for_class = queries if fusion or queries else beside.queries  # an operation that fuses nothing waits for its own
    companion = _by_code(beside.codes)
    return Answer(
        operation=operation,
        pcs_period=period,
        pcs_fusion=_by_code(fusion),
        pcs_companion=companion,
        icd9_applies=icd9_applies,
        icd9_fusion=_by_code([code for code in icd9_fusion if code.kind == "fusion"]),
        icd9_count=count,
        icd9_companion=_by_code(icd9_beside.companion_codes(points)),
        grouping=_grouping(points, fusion, companion, open_for_class),
        queries=tuple(asked),
        rejections=tuple(dict.fromkeys((*rejections, *beside.rejections, *icd9_left_out.left_out(points, icd9_fusion)))),
        notes=_notes(operation),
    )


def _with_what_else_it_may_be(query: Query, operation: Operation) -> Query:
    """Add to the question whether a joint was grafted what its hardware would be coded as, if it was only held."""
    if query.missing != "graft":
        return query
    bones = {bone for joint in operation.joints if joint.name == query.about for bone in joint.vertebrae}
    holding = [act for act in operation.procedures if act.kind == "instrumentation" and bones & set(act.bones)]
    codes = dict.fromkeys(code for act in holding for code in insertion_codes(act))
    return (
        replace(query, ask=f"{query.ask} If it was not fused, what holds it is Insertion{in_brackets(list(codes))}.")
        if codes
        else query
    )


def _notes(operation: Operation) -> tuple[str, ...]:
    """Say that nothing was done, and where our tables end on either side; what day it is today must not change an answer."""
    day = operation.discharged
    idle = () if operation.fusions or operation.procedures or operation.unplaced else (_IDLE,)
    if day < icd9_tables.FIRST_DAY:
        return (*idle, f"Our tables begin with discharges of {icd9_tables.FIRST_DAY}; how {day} was coded is not known here.")
    return (*idle, *eras.warnings_for(day))


_IDLE = "The operation has neither fusions nor procedures, so there is nothing to code: list what was done."


_ASKED_IN_BOTH = ("objective", "device", "site", "joint", "body part")


def _is_asked_in_both(query: Query) -> bool:
    """Whether ICD-9-CM needs the answer too: how a wound was cleaned it does, how much of a disc came out it does not."""
    return query.missing in _ASKED_IN_BOTH or (query.missing, query.rule) == ("extent", "debridement")


def _by_code(codes: list[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(codes, key=_CODE))


_CODE = attrgetter("code")


def _unsettled(operation: Operation, queries: list[Query]) -> Iterator[Joint]:
    """Yield the joints of which it is not yet known whether they were fused at all; graft of unknown origin is still graft."""
    asked = {query.about for query in queries if query.missing == "graft"}
    moving = {query.about for query in queries if query.missing == "objective"}
    for region in operation.unplaced:
        yield from (joint for joint in JOINTS if region in ("", joint.region) and joint not in operation.joints)
    for fusion in operation.fusions if asked or moving else ():
        grafted = fusion.materials and fusion.materials & GRAFT
        if fusion.joint.name in moving or (fusion.joint.name in asked and not grafted):
            yield fusion.joint


def _grouping(
    points: OpenPoints, fusion: list[Assignment], companion: tuple[Assignment, ...], queries: list[Query]
) -> grouper.Grouping | None:
    """Group what can be grouped; where a code is left out for a query, its answers decide whether the MS-DRG stays open too."""
    operation = points.operation
    day = operation.discharged
    version = eras.ms_drg_version(day)
    if queries and version:
        about = dict.fromkeys(query.about for query in queries)
        if operation.principal and (found := grouped_whatever_is_answered(points, version, tuple(about))):
            return found
        because = f"The MS-DRG waits for the queries on {', '.join(about)}: what is uncoded could change the class."
    elif operation.principal is None and version:
        because = "No principal diagnosis is given, and the MS-DRG starts from it."
    elif operation.principal is None:
        because = f"How discharges of {day} were grouped is not covered by our tables."
    else:
        codes = sorted(code.code for code in (*fusion, *companion) if code.kind != "optional")
        return grouper.class_of(day, operation.principal, operation.secondary, tuple(codes))
    return grouper.Grouping(version, None, None, None, (because,))
