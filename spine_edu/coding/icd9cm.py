"""ICD-9-CM Volume 3: one code per region, column, technique and status, and one code for the vertebrae fused in all.

It ended on 2015-09-30. Later operations are answered as they would have been coded on that last day, because the
comparison teaches: only this system kept refusion apart.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from spine_edu.anatomy import Joint, vertebrae_in
from spine_edu.coding.answer import Assignment, Query, Reason, Rejection
from spine_edu.coding.icd10pcs import GRAFT, INTERBODY
from spine_edu.data import table
from spine_edu.operation import Fusion, Operation

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


def is_valid(code: str, day: str) -> bool:
    """Whether one of our codes is valid on a day.

    >>> is_valid("81.38", "2015-09-30"), is_valid("81.38", "2015-10-01")
    (True, False)
    """
    first, last = validity().get(code, ("9999", ""))
    return first <= day <= last


def fusion_codes(operation: Operation) -> tuple[list[Assignment], list[Query], list[Rejection]]:
    """Return the 81.0x and 81.3x codes and the count code, with queries only this system needs (status).

    Queries about column, direction and graft are those of ICD-10-PCS and are not repeated here; the joint stays uncoded
    in both. Approach and the origin of the graft do not matter to ICD-9-CM.
    """
    day = min(operation.discharged, LAST_DAY)
    groups: dict[str, list[tuple[Joint, str]]] = {}
    queries: list[Query] = []
    coded: list[Joint] = []
    uncoded: list[Joint] = []
    for fusion in operation.fusions:
        if not _is_settled(fusion, operation.discharged):
            uncoded.append(fusion.joint)
        elif fusion.status is None:
            uncoded.append(fusion.joint)
            query = _status_query(fusion.joint)
            if query not in queries:
                queries.append(query)
        else:
            coded.append(fusion.joint)
            code, how = _code_of(fusion.joint, fusion.column, fusion.direction, fusion.status, day)
            members = groups.setdefault(code, [])
            if (fusion.joint, how) not in members:
                members.append((fusion.joint, how))
    codes = [
        _assignment(code, tuple(sorted(members, key=lambda member: (member[0].place, member[1]))), day)
        for code, members in groups.items()
    ]
    count, count_query = _count_code(tuple(sorted(set(coded))), tuple(sorted(set(uncoded))), day)
    if count_query and not queries:
        queries.append(count_query)
    return codes + count, queries, _rejections(operation)


@functools.lru_cache(maxsize=64)
def _status_query(joint: Joint) -> Query:
    return Query(
        joint.name,
        "status",
        f"Was {joint} fused before? Not the patient, and not the joint beside it: this joint.",
        "icd9-status-by-joint",
    )


@functools.lru_cache(maxsize=8192)
def _is_settled(fusion: Fusion, day: str) -> bool:
    """Whether the note settles that this joint was fused, where and from where: what ICD-9-CM needs besides status."""
    from spine_edu.coding.icd10pcs import slot_of

    if fusion.materials is None:
        return False
    open_points = slot_of(fusion.joint, fusion.column, fusion.direction, fusion.approach or "open", fusion.materials, day).queries
    return not any(query.missing != "graft" or not fusion.materials & GRAFT for query in open_points)


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
def _assignment(code: str, members: tuple[tuple[Joint, str], ...], day: str) -> Assignment:
    joints = tuple(sorted({joint for joint, _ in members}))
    refused = code[:4] == "81.3" or code == "81.09"
    names = _listed(joint.name for joint in joints)
    word = "refusion" if refused else "a first fusion"
    reasons = [
        Reason(
            4 if len(code) > 4 else 3,
            "icd9-status-by-joint",
            f"{code[:4]} ({'refusion' if refused else 'initial fusion'}): {names} {'was' if len(joints) == 1 else 'were'} {'fused before' if refused else 'never fused before'}, so this is {word}, decided joint by joint",
        ),
        Reason(5, *_place_reason(code, joints, members[0][1])),
    ]
    doubtful = code[-1] in _OTHER_READING and any(how.startswith("anterior column") for _, how in members)
    return Assignment(
        code=code,
        system="ICD-9-CM",
        kind="fusion",
        joints=joints,
        reasons=tuple(reasons),
        contested=_FRONT_FROM_BEHIND
        if doubtful
        else _GEM_ONLY
        if code in ("81.08", "81.39", "81.00") and not joints[-1].is_vertebral
        else "",
        accepts=(code[:-1] + _OTHER_READING[code[-1]],) if doubtful else (),
    )


_GEM_ONLY = "Joints of the pelvis: the tables have no code that names them; this one is where the official map sends them."


def _place_reason(code: str, joints: tuple[Joint, ...], how: str) -> tuple[str, str]:
    names = _listed(joint.name for joint in joints)
    if code == "81.09":
        return "icd9-dates", "until 2001-09-30 one code stood for every refusion, whatever the level and technique"
    if not joints[-1].is_vertebral:
        return "icd9-pelvis", f"{names}: no code names this joint; the official map leads here"
    if code[-1] == "1":
        return "icd9-atlas-axis", f"{names} lies between occiput and axis, which has one code for every column and technique"
    region = _REGION_NAME[joints[0].region]
    junction = next((joint for joint in joints if joint.is_junction), None)
    belongs = f" ({junction} goes with the region above it)" if junction else ""
    if code[-1] in _OTHER_READING and how.startswith("anterior column"):
        return (
            "icd9-front-from-behind",
            f"{names} is {region}{belongs}; {how}: there is no code for this pair, and the official map leads to the posterior one",
        )
    return "icd9-column-technique", f"{names} is {region}{belongs}; {how}"


def _count_code(coded: tuple[Joint, ...], uncoded: tuple[Joint, ...], day: str) -> tuple[list[Assignment], Query | None]:
    """Return one of 81.62-81.64, or a query where the open joints could change it."""
    if day < "2003-10-01" or not coded:
        return [], None
    least = vertebrae_in(coded)
    code = _count(len(least))
    if uncoded and code != _count(len(vertebrae_in(coded + uncoded))):
        return [], Query(
            "all joints",
            "count",
            "How many vertebrae were fused in all? The open questions above decide between two codes.",
            "icd9-count-vertebrae",
        )
    return ([_count_assignment(code, least, coded)] if code else []), None


def _count(vertebrae: int) -> str:
    return "" if vertebrae < 2 else "81.62" if vertebrae <= 3 else "81.63" if vertebrae <= 8 else "81.64"


@functools.lru_cache(maxsize=2048)
def _count_assignment(code: str, vertebrae: tuple[str, ...], joints: tuple[Joint, ...]) -> Assignment:
    because = f"{len(vertebrae)} vertebrae were fused in all ({_listed(vertebrae)}), first fusions and refusions together; vertebrae are counted, not joints, and only one count code is reported"
    return Assignment(code, "ICD-9-CM", "count", (Reason(0, "icd9-count-vertebrae", because),), joints)


def companion_codes(operation: Operation) -> list[Assignment]:
    """Return the ICD-9-CM codes beside the fusion, each once, as far as our table holds them on that day."""
    day = min(operation.discharged, LAST_DAY)
    found: dict[str, str] = {}
    for fusion in operation.fusions:
        if fusion.materials and _is_settled(fusion, operation.discharged):
            if fusion.materials & INTERBODY and fusion.joint.is_vertebral:
                found.setdefault("84.51", "an interbody device was placed; it is coded beside the fusion, once")
            if "rhBMP" in fusion.materials:
                found.setdefault("84.52", "recombinant bone morphogenetic protein was placed")
    for procedure in operation.procedures:
        for code, because in _companions_of(
            procedure.kind, procedure.of, procedure.source, procedure.own_objective, procedure.reopened
        ):
            found.setdefault(code, because)
    return [_companion(code, because) for code, because in found.items() if is_valid(code, day)]


@functools.lru_cache(maxsize=512)
def _companion(code: str, because: str) -> Assignment:
    return Assignment(code, "ICD-9-CM", "companion", (Reason(0, "icd9-companions", because),))


@functools.lru_cache(maxsize=512)
def _companions_of(
    kind: str, of: str | None, source: str | None, own_objective: bool | None, reopened: bool | None
) -> tuple[tuple[str, str], ...]:
    if kind == "removal" and of:
        return (("78.69", f"the old {of} came out: removal of an implanted device from bone, other bones (a vertebra)"),)
    if kind == "discectomy":
        return (("80.51", "disc was removed, in part or whole: one code for both"),)
    if kind == "decompression" and own_objective:
        return (
            (("03.02", "the old laminectomy site was reopened to free the nerves"),)
            if reopened
            else (("03.09", "freeing the nerves was an aim of its own"),)
        )
    if kind == "harvest" and source == "iliac crest":
        return (("77.79", "bone for the graft was taken from the iliac crest (other bones)"),)
    if kind == "harvest" and source == "rib":
        return (("77.71", "bone for the graft was taken from a rib"),)
    if kind == "dural repair":
        return (("03.59", "the dura was repaired"),)
    if kind == "stabilization":
        return (
            {
                "interspinous process device": ("84.80", "an interspinous process device was placed"),
                "pedicle-based dynamic device": ("84.82", "a pedicle-based dynamic device was placed"),
            }.get(of or "", ("84.84", "a facet replacement device was placed")),
        )
    if kind == "introduction of rhBMP":
        return (("84.52", "recombinant bone morphogenetic protein was placed"),)
    if kind == "fracture reduction":
        return (("03.53", "a vertebral fracture was repaired"),)
    return ()


def _rejections(operation: Operation) -> list[Rejection]:
    rejections = []
    if any(fusion.status == "refusion" for fusion in operation.fusions) and any(
        fusion.status == "initial" for fusion in operation.fusions
    ):
        initial = sorted(
            {fusion.joint for fusion in operation.fusions if fusion.status == "initial"}
            - {fusion.joint for fusion in operation.fusions if fusion.status == "refusion"}
        )
        if initial:
            rejections.append(
                Rejection(
                    "81.3x for every joint",
                    "icd9-status-by-joint",
                    f"{_listed(joint.name for joint in initial)} {'is' if len(initial) == 1 else 'are'} fused for the first time today, although a joint beside was fused before: 81.0x, not 81.3x",
                )
            )
    return rejections


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
