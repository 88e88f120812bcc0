"""ICD-9-CM Volume 3: one code per region, column, technique and status, and one code for the vertebrae fused in all.

It ended on 2015-09-30. Later operations are answered as they would have been coded on that last day, because the
comparison teaches: only this system kept refusion apart.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from spine_edu.anatomy import Joint, vertebrae_in
from spine_edu.coding.contradictions import of_fusions, place_of
from spine_edu.coding.findings import Assignment, Query, Reason
from spine_edu.coding.pcs.device import slot_of
from spine_edu.coding.rules import rules
from spine_edu.data import table
from spine_edu.operation import Fusion, Operation
from spine_edu.text.lists import listed
from spine_edu.vocabulary import GRAFT

LAST_DAY = "2015-09-30"
FIRST_DAY = "1985-10-01"

_REGION_NAME = {
    "1": "atlas-axis",
    "cervical": "other cervical",
    "thoracic": "dorsal and dorsolumbar",
    "lumbar": "lumbar and lumbosacral",
}
_LAST_DIGIT = {  # (region, column, came from behind)
    ("cervical", "anterior", False): "2",
    ("cervical", "posterior", True): "3",
    ("thoracic", "anterior", False): "4",
    ("thoracic", "posterior", True): "5",
    ("lumbar", "anterior", False): "6",
    ("lumbar", "posterior", True): "7",
    ("lumbar", "anterior", True): "8",
    ("cervical", "anterior", True): "3",  # no code of its own: see _reason
    ("thoracic", "anterior", True): "5",
}
_FRONT_FROM_BEHIND = (
    "Anterior column reached from behind, outside the lumbar spine: ICD-9-CM has no code for the pair. The official backward map gives the posterior code; "
    "others follow the column and give the anterior one."
)
_OTHER_READING = {"3": "2", "5": "4"}


@functools.cache
def validity() -> dict[str, tuple[str, str]]:
    """Return first and last valid day of every ICD-9-CM code of our table.

    >>> validity()["81.38"]
    ('2001-10-01', '2015-09-30')
    """
    return {row["code"]: (row["valid_from"], row["valid_to"]) for row in table("icd9cm")}


@functools.cache
def titles() -> dict[str, str]:
    """Return the official title of every ICD-9-CM code of our table."""
    return {row["code"]: row["title"] for row in table("icd9cm")}


def parts(code: str) -> list[tuple[str, str, str, str]]:
    """Take one of our codes apart into (characters, axis, value, meaning); the meaning of the last digit is the title's.

    >>> parts("81.38")[1:]
    [('3', 'status', '3', 'refusion'), ('4', 'region, column and technique', '8', 'Refusion of lumbar and lumbosacral spine, anterior column, posterior technique')]
    """
    title = titles().get(code, "")
    if code[:4] not in ("81.0", "81.3"):
        return [("1-2", "category", code[:2], ""), (f"3-{len(code) - 1}" if len(code) > 4 else "3", "operation", code[3:], title)]
    status = "refusion" if code[3] == "3" or code == "81.09" else "first fusion"
    return [
        ("1-2", "category", "81", "operations on joints"),
        ("3", "status", code[3], status),
        ("4", "region, column and technique", code[4], title),
    ]


def is_valid(code: str, day: str) -> bool:
    """Whether one of our codes is valid on a day.

    >>> is_valid("81.38", "2015-09-30"), is_valid("81.38", "2015-10-01")
    (True, False)
    """
    first, last = validity().get(code, ("9999", ""))
    return first <= day <= last


def fusion_codes(operation: Operation) -> tuple[list[Assignment], list[Query]]:
    """Return the 81.0x and 81.3x codes and the count code, with queries only this system needs (status).

    Queries about column, direction and graft are those of ICD-10-PCS and are not repeated here; the joint stays uncoded
    in both. Status is asked whatever else is open, so that the surgeon is asked once. Approach and the origin of the graft do not matter to ICD-9-CM.
    """
    day = min(operation.discharged, LAST_DAY)
    if day < FIRST_DAY:
        return [], []
    groups: dict[str, list[tuple[Joint, str]]] = {}
    queries: list[Query] = []
    fused: set[Joint] = set()  # for certain, whether for the first time or again
    doubtful: set[Joint] = set()
    two_ways = _joints_given_two_ways(operation)
    contradictory = of_fusions(operation)
    for fusion in operation.fusions:
        status = two_ways.get(place_of(fusion), fusion.status) if two_ways else fusion.status
        if status is None:
            queries.append(_status_query(fusion.joint, fusion.status is not None))
        asked = [query.missing for query in contradictory.get(place_of(fusion), ())] if contradictory else []
        if "objective" in asked or not is_settled(fusion, operation.discharged):
            doubtful.add(fusion.joint)
            continue
        fused.add(fusion.joint)
        if status is not None and "direction" not in asked:
            code, how = _code_of(fusion.joint, fusion.column, fusion.direction, status, day)
            groups.setdefault(code, []).append((fusion.joint, how))
    by_column = frozenset(joint for joint, _ in two_ways)
    codes = [
        _assignment(code, tuple(sorted(set(members), key=_place)), by_column & {joint for joint, _ in members}, day)
        for code, members in groups.items()
    ]
    if codes:
        count, count_query = _count_code(tuple(sorted(fused)), tuple(sorted(doubtful)), day)
        codes += count
        queries += count_query
    return codes, sorted(set(queries), key=_about)


def _place(member: tuple[Joint, str]) -> tuple[int, str]:
    return (member[0].place, member[1])


def _about(query: Query) -> tuple[str, str]:
    return (query.about, query.ask)


def _joints_given_two_ways(operation: Operation) -> dict[tuple[Joint, str | None], str | None]:
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
def is_settled(fusion: Fusion, day: str) -> bool:
    """Whether the note settles that this joint was fused, where and from where: what ICD-9-CM needs besides status.

    Which of two devices it was, and whose bone, this system does not ask.
    """
    if fusion.materials is None:
        return False
    open_points = slot_of(fusion.joint, fusion.column, fusion.direction, fusion.approach or "open", fusion.materials, day).queries
    grafted = bool(fusion.materials & GRAFT)
    return all(query.missing == "device" or (query.missing == "graft" and grafted) for query in open_points)


@functools.lru_cache(maxsize=1024)
def _code_of(joint: Joint, column: str | None, direction: str | None, status: str, day: str) -> tuple[str, str]:
    """Return the code of one fused joint and a short word on how its column was reached."""
    refused = status == "refusion"
    if refused and day < "2001-10-01":
        return "81.09", "any level and technique"
    tens = "81.3" if refused else "81.0"
    if joint.is_sacroiliac:
        return ("81.39" if refused else "81.08"), "sacroiliac"
    if not joint.is_vertebral:
        return ("81.39" if refused else "81.00"), "below the lumbosacral joint"
    if joint.name in ("O-C1", "C1-C2"):
        return tens + "1", "any technique"
    behind = direction == "posterior"
    technique = "posterior" if behind else "anterior"
    return tens + _LAST_DIGIT[joint.region, column or "", behind], f"{column} column, {technique} technique"


@functools.lru_cache(maxsize=8192)
def _assignment(code: str, members: tuple[tuple[Joint, str], ...], by_column: frozenset[Joint], day: str) -> Assignment:
    joints = tuple(sorted({joint for joint, _ in members}))
    refused = code[:4] == "81.3" or code == "81.09"
    was = "was" if len(joints) == 1 else "were"
    status = (
        f"{'81.09' if code == '81.09' else code[:4]} ({'refusion' if refused else 'initial fusion'}): {names_of(joints)} "
        f"{was} {'fused before, so this is refusion' if refused else 'never fused before, so this is a first fusion'}, decided joint by joint"
    )
    reasons = [reason_on(day, 4 if len(code) > 4 else 3, "icd9-status-by-joint", status)]
    reasons += [reason_on(day, 5, rule, because) for rule, because in _place_reasons(code, members)]
    from_behind = [how.startswith("anterior column") for _, how in members]
    doubtful = code[-1] in _OTHER_READING and code != "81.09" and any(from_behind)
    contested = [_FRONT_FROM_BEHIND] if doubtful else []
    if code in ("81.08", "81.39", "81.00") and not joints[-1].is_vertebral:
        contested.append(_GEM_ONLY)
    accepts = [code[:-1] + _OTHER_READING[code[-1]]] if doubtful and all(from_behind) else []
    if by_column and not refused:
        names = names_of(tuple(sorted(by_column)))
        contested.append(
            f"{names}: the other column is given as a refusion. Where the joint decides, and not the column, both are refusions."
        )
        other = _code_of(joints[0], *_column_and_direction(members[0][1]), "refusion", day)[0]
        if by_column == frozenset(joints):
            accepts.append(other)
    return Assignment(
        code=code,
        system="ICD-9-CM",
        kind="fusion",
        joints=joints,
        reasons=tuple(reasons),
        contested=" ".join(contested),
        accepts=tuple(accepts),
    )


def reason_on(day: str, character: int, rule: str, because: str) -> Reason:
    """Return a reason that says so where the day is older than what we know of its rule."""
    since = rules()[rule].since
    older = "" if since <= day else f" (this rule is known to hold since {since}; how it was read before was not verified)"
    return Reason(character, rule, because + older)


_GEM_ONLY = "Joints of the pelvis: the tables have no code that names them; this one is where the official map sends them."


def _column_and_direction(how: str) -> tuple[str | None, str | None]:
    """Take 'anterior column, posterior technique' apart again; other words need neither."""
    words = how.split()
    return (words[0], words[2]) if words[1:2] == ["column,"] else (None, None)


def _place_reasons(code: str, members: tuple[tuple[Joint, str], ...]) -> list[tuple[str, str]]:
    """Say why the last digit holds: once for each way in which the members were reached."""
    if code == "81.09":
        return [("icd9-dates", "until 2001-09-30 one code stood for every refusion, whatever the level and technique")]
    reasons = []
    for how in dict.fromkeys(how for _, how in members):
        joints = tuple(sorted({joint for joint, way in members if way == how}))
        names, verb, counts = names_of(joints), *(("lies", "counts") if len(joints) == 1 else ("lie", "count"))
        if not joints[0].is_vertebral:
            reasons.append(
                (
                    "icd9-pelvis",
                    f"{names}: no code names {'this joint' if len(joints) == 1 else 'these joints'}; the official map leads here",
                )
            )
        elif code[-1] == "1":
            reasons.append(
                ("icd9-atlas-axis", f"{names} {verb} between occiput and axis, which has one code for every column and technique")
            )
        else:
            belongs = "".join(f" ({joint} goes with the region above it)" for joint in joints if joint.is_junction)
            place = f"{names} {counts} as {_REGION_NAME[joints[0].region]}{belongs}; {how}"
            if code[-1] in _OTHER_READING and how.startswith("anterior column"):
                reasons.append(
                    (
                        "icd9-front-from-behind",
                        f"{place}: there is no code for this pair, and the official map leads to the posterior one",
                    )
                )
            else:
                reasons.append(("icd9-column-technique", place))
    return reasons


def names_of(joints: Iterable[Joint]) -> str:
    """Return joints as a sentence lists them."""
    return listed(joint.name for joint in joints)


def _count_code(fused: tuple[Joint, ...], doubtful: tuple[Joint, ...], day: str) -> tuple[list[Assignment], list[Query]]:
    """Return one of 81.62-81.64, or a query where joints that may or may not be fused could change it."""
    if day < "2003-10-01":
        return [], []
    least = vertebrae_in(fused)
    code = _count(len(least))
    if doubtful and code != _count(len(vertebrae_in(fused + doubtful))):
        ask = "How many vertebrae were fused in all? The open questions decide between two codes."
        return [], [Query("all joints", "count", ask, "icd9-count-vertebrae")]
    return ([_count_assignment(code, least, fused)] if code else []), []


def _count(vertebrae: int) -> str:
    return "" if vertebrae < 2 else "81.62" if vertebrae <= 3 else "81.63" if vertebrae <= 8 else "81.64"


@functools.lru_cache(maxsize=2048)
def _count_assignment(code: str, vertebrae: tuple[str, ...], joints: tuple[Joint, ...]) -> Assignment:
    because = f"{len(vertebrae)} vertebrae were fused in all ({listed(vertebrae)}), first fusions and refusions together; vertebrae are counted, not joints, and only one count code is reported"
    return Assignment(code, "ICD-9-CM", "count", (Reason(0, "icd9-count-vertebrae", because),), joints)
