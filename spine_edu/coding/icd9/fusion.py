"""ICD-9-CM Volume 3: one code per region, column, technique and status, and one code for the vertebrae fused in all.

It ended on 2015-09-30. Later operations are answered as they would have been coded on that last day, because the
comparison teaches: only this system kept refusion apart.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from spine_edu.anatomy import Joint
from spine_edu.coding.entries import FusionEntry, Place
from spine_edu.coding.findings import Assignment, Query, Reason
from spine_edu.coding.icd9.tables import FIRST_DAY, LAST_DAY
from spine_edu.coding.icd9.vertebrae_counted import count_code
from spine_edu.coding.open_points import OpenPoints, Point, left_open
from spine_edu.coding.rules import rules
from spine_edu.operation import Operation
from spine_edu.text.lists import listed
from spine_edu.vocabulary import FROM_BEHIND, GRAFT

_REGION_NAME = {
    "cervical": "other cervical",
    "thoracic": "dorsal and dorsolumbar",
    "lumbar": "lumbar and lumbosacral",
}
_FRONT_FROM_BEHIND = (
    "Anterior column reached from behind, outside the lumbar spine: ICD-9-CM has no code for the pair. "
    "The official backward map gives the posterior code; others follow the column and give the anterior one."
)
_OTHER_READING = {"3": "2", "5": "4"}


class Way(NamedTuple):
    """Which column was fused, and by which technique: anterior (from the front or the side), posterior or extracavitary."""

    column: str
    technique: str

    def __str__(self) -> str:
        return f"{self.column} column, {self.technique} technique"


_FRONT, _BEHIND, _FRONT_BY_BEHIND = Way("anterior", "anterior"), Way("posterior", "posterior"), Way("anterior", "posterior")
_EXTRACAVITARY = Way("anterior", "extracavitary")
_LAST_DIGIT = {
    ("cervical", _FRONT): "2",
    ("cervical", _BEHIND): "3",
    ("thoracic", _FRONT): "4",
    ("thoracic", _BEHIND): "5",
    ("lumbar", _FRONT): "6",
    ("lumbar", _BEHIND): "7",
    ("lumbar", _FRONT_BY_BEHIND): "8",
    ("thoracic", _EXTRACAVITARY): "4",
    ("lumbar", _EXTRACAVITARY): "8",
    ("cervical", _FRONT_BY_BEHIND): "3",  # no code of its own: see _place_reasons
    ("thoracic", _FRONT_BY_BEHIND): "5",
}
Member = tuple[Joint, Way | None]  # a joint under a code, and how it was reached; None where no code of it asks that


def fusion_codes(points: OpenPoints) -> tuple[list[Assignment], list[Query]]:
    """Return the 81.0x and 81.3x codes and the count code, with the queries that only this system has: status and count.

    What else it has to ask is told by `open_queries`. Status is asked whatever else is open, so that the surgeon is asked once.
    """
    operation = points.operation
    day = min(operation.discharged, LAST_DAY)
    if day < FIRST_DAY:
        return [], []
    groups: dict[str, list[Member]] = {}
    queries: list[Query] = []
    fused: set[Joint] = set()  # for certain, whether for the first time or again
    doubtful: set[Joint] = set()
    two_ways = _joints_given_two_ways(operation)
    for fusion, entry in zip(operation.fusions, points.given, strict=True):
        status = two_ways.get(entry.place, fusion.status) if two_ways else fusion.status
        if status is None:
            queries.append(_status_query(fusion.joint, fusion.status is not None))
        asked = [query.missing for query in points.contradictions.get(entry.place, ())] if points.contradictions else []
        if "objective" in asked or not is_settled(entry):
            doubtful.add(fusion.joint)
            continue
        fused.add(fusion.joint)
        if status is not None and "direction" not in asked:
            way = _way_of(entry)
            groups.setdefault(_code_of(fusion.joint, way, status, day), []).append((fusion.joint, way))
    by_column = frozenset(joint for joint, _ in two_ways)
    codes = [
        _assignment(code, tuple(sorted(set(members), key=_place)), by_column & {joint for joint, _ in members}, day)
        for code, members in groups.items()
    ]
    if codes:
        count, count_query = count_code(tuple(sorted(fused)), tuple(sorted(doubtful)), day)
        codes += count
        queries += count_query
    return codes, sorted(set(queries), key=_ABOUT)


def _place(member: Member) -> tuple[int, tuple[str, ...]]:
    joint, way = member
    return (joint.place, way or ())


_ABOUT = attrgetter("about", "ask")


def _joints_given_two_ways(operation: Operation) -> dict[Place, str | None]:
    """Return the joints that the note calls both initial and refusion, by column; None where one column has both."""
    found: dict[Joint, dict[str | None, set[str]]] = {}
    if len({fusion.status for fusion in operation.fusions if fusion.status}) < 2:
        return {}
    for fusion in operation.fusions:
        if fusion.status:
            column = fusion.column if fusion.joint.is_vertebral else None
            found.setdefault(fusion.joint, {}).setdefault(column, set()).add(fusion.status)
    return {
        (joint, column): next(iter(statuses)) if len(statuses) == 1 else None
        for joint, columns in found.items()
        if len(set().union(*columns.values())) > 1
        for column, statuses in columns.items()
    }


@functools.lru_cache(maxsize=64)
def _status_query(joint: Joint, contradicts: bool) -> Query:
    said = f"The note calls {joint} both a first fusion and a refusion. " if contradicts else ""
    return Query(
        joint.name,
        "status",
        f"{said}Was {joint} fused before? Not the patient, and not the joint beside it: this joint.",
        "icd9-status-by-joint",
    )


@functools.lru_cache(maxsize=8192)
def is_settled(entry: FusionEntry) -> bool:
    """Whether the note settles that this joint was fused, where and from where: what ICD-9-CM needs besides status."""
    return not _needed(entry)


def open_queries(points: OpenPoints) -> Iterator[Query]:
    """Yield what ICD-9-CM has to ask of the open points; it knows no approach, and neither whose bone nor which device it was."""
    for entry in points.merged:
        yield from _needed(entry)
        if points.contradictions:
            yield from (query for query in points.contradictions.get(entry.place, ()) if query.missing != "approach")


@functools.lru_cache(maxsize=8192)
def _needed(entry: FusionEntry) -> tuple[Query, ...]:
    """Return the questions on which it depends whether, where and from where a joint was fused."""
    idle = {Point.APPROACH}
    if entry.materials and entry.materials & GRAFT:  # fused, whatever else was laid in
        idle.add(Point.CAGE_IN_THE_PELVIS)
    return tuple(query for point, query in left_open(entry).items() if point not in idle)


@functools.lru_cache(maxsize=1024)
def _way_of(entry: FusionEntry) -> Way | None:
    """Return how a joint was reached, where a code asks for it: below C1-C2 and above the sacrum."""
    if entry.column is None or not entry.joint.has_disc:
        return None
    if entry.column == "anterior" and entry.direction == "extracavitary":
        return _EXTRACAVITARY
    return Way(entry.column, "posterior" if entry.direction in FROM_BEHIND else "anterior")


@functools.lru_cache(maxsize=1024)
def _code_of(joint: Joint, way: Way | None, status: str, day: str) -> str:
    """Return the code of one fused joint."""
    refused = status == "refusion"
    if refused and day < "2001-10-01":
        return "81.09"
    if joint.is_sacroiliac:
        return "81.39" if refused else "81.08"
    if not joint.is_vertebral:
        return "81.39" if refused else "81.00"
    return ("81.3" if refused else "81.0") + (_LAST_DIGIT[joint.region, way] if way else "1")


@functools.lru_cache(maxsize=8192)
def _assignment(code: str, members: tuple[Member, ...], by_column: frozenset[Joint], day: str) -> Assignment:
    """Return a fusion code with its reasons, and with the other reading where one is contested.

    `by_column` are those of its joints whose other column has the other status.
    """
    joints = tuple(sorted({joint for joint, _ in members}))
    refused = code[:4] == "81.3" or code == "81.09"
    was = "was" if len(joints) == 1 else "were"
    status = (
        f"{'81.09' if code == '81.09' else code[:4]} ({'refusion' if refused else 'initial fusion'}): {names_of(joints)} {was} "
        f"{'fused before, so this is refusion' if refused else 'never fused before, so this is a first fusion'}, "
        "decided joint by joint"
    )
    reasons = reasons_on(day, 4 if len(code) > 4 else 3, "icd9-status-by-joint", (status,))
    for rule, because in _place_reasons(code, members).items():
        reasons += reasons_on(day, 5, rule, because)
    from_behind = [way == _FRONT_BY_BEHIND for _, way in members]
    doubtful = code[-1] in _OTHER_READING and code != "81.09" and any(from_behind)
    contested = [_FRONT_FROM_BEHIND] if doubtful else []
    if code in ("81.08", "81.39", "81.00") and not joints[-1].is_vertebral:
        contested.append(_GEM_ONLY)
    accepts = [code[:-1] + _OTHER_READING[code[-1]]] if doubtful and all(from_behind) else []
    if code[-1] == "8" and any(way == _EXTRACAVITARY for _, way in members):
        contested.append(_EXTRACAVITARY_LUMBAR)
    if code[-1] == "7" and day < "2010-10-01":
        contested.append(_TITLED_BY_TECHNIQUE.format(code, code[:-1] + "8"))
        accepts.append(code[:-1] + "8")
    if by_column and not refused:
        names = names_of(tuple(sorted(by_column)))
        contested.append(
            f"{names}: the other column is given as a refusion. Where the joint decides, and not the column, both are refusions."
        )
        if by_column == frozenset(joints):
            accepts.append(_code_of(*members[0], "refusion", day))
    return Assignment(
        code=code,
        system="ICD-9-CM",
        kind="fusion",
        joints=joints,
        reasons=tuple(reasons),
        contested=" ".join(contested),
        accepts=tuple(accepts),
    )


def reasons_on(day: str, character: int, rule: str, because: Iterable[str]) -> list[Reason]:
    """Return the reasons that rest on one rule; where the day is older than what we know of it, one more says so."""
    since = rules()[rule].since
    reasons = [Reason(character, rule, said) for said in because]
    if day < since:
        reasons.append(Reason(character, rule, _OLDER.format(since)))
    return reasons


_OLDER = "what is said here is known to hold since {}; how it was read before was not verified"
_TITLED_BY_TECHNIQUE = (
    "Until 2010-09-30 the titles of {0} and {1} told the technique and not the column (their wording was not seen), "
    "so bone laid behind but not between the transverse processes, such as in the facet joints, may stand under {1}."
)
_EXTRACAVITARY_LUMBAR = (
    "Volume 3 names the extracavitary technique at 81.04 alone, in the thorax; "
    "in the lumbar spine it is read here as from behind, and others read it as from the front."
)
_GEM_ONLY = "Joints of the pelvis: the tables have no code that names them; this one is where the official map sends them."


def _place_reasons(code: str, members: tuple[Member, ...]) -> dict[str, list[str]]:
    """Say why the last digit holds, by rule: once for each way in which the members were reached."""
    if code == "81.09":
        return {"icd9-dates": ["until 2001-09-30 one code stood for every refusion, whatever the level and technique"]}
    reasons: dict[str, list[str]] = {}
    alike: dict[tuple[Way | None, bool], list[Joint]] = {}
    for joint, way in members:
        alike.setdefault((way, joint.is_sacroiliac), []).append(joint)
    for (way, _), joints in alike.items():
        names, verb, counts = names_of(joints), *(("lies", "counts") if len(joints) == 1 else ("lie", "count"))
        if not joints[0].is_vertebral:
            rule = "icd9-pelvis"
            because = (
                f"{names}: no code names {'this joint' if len(joints) == 1 else 'these joints'}; the official map leads here"
            )
        elif code[-1] == "1":
            rule = "icd9-atlas-axis"
            because = f"{names} {verb} between occiput and axis, which has one code for every column and technique"
        else:
            belongs = "".join(f" ({joint} goes with the region above it)" for joint in joints if joint.is_junction)
            rule, because = "icd9-column-technique", f"{names} {counts} as {_REGION_NAME[joints[0].region]}{belongs}; {way}"
            if code[-1] in _OTHER_READING and way == _FRONT_BY_BEHIND:
                rule = "icd9-front-from-behind"
                because += ": there is no code for this pair, and the official map leads to the posterior one"
            elif code[-1] == "4" and way == _EXTRACAVITARY:
                because += ", which Volume 3 counts here"
        reasons.setdefault(rule, []).append(because)
    return reasons


def names_of(joints: Iterable[Joint]) -> str:
    """Return joints as a sentence lists them."""
    return listed(joint.name for joint in joints)
