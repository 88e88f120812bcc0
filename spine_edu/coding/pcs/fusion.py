"""ICD-10-PCS: from the joints made rigid to seven-character codes, each character with the rule that forces it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

from spine_edu.anatomy import Joint
from spine_edu.coding.contradictions import of_fusions
from spine_edu.coding.findings import Assignment, Query, Rejection
from spine_edu.coding.pcs.device import Entry, Slot, slot_of
from spine_edu.coding.pcs.open_joints import Open, waits_for
from spine_edu.coding.pcs.reasons import reasons_of
from spine_edu.coding.pcs.tables import body_part, body_part_group, is_valid, validity
from spine_edu.operation import Fusion, Operation
from spine_edu.text.lists import listed
from spine_edu.vocabulary import GRAFT

FIRST_DAY = "2015-10-01"


# ---------------------------------------------------------------------------------------------------- the whole operation


def fusion_codes(operation: Operation) -> tuple[list[Assignment], list[Query], list[Rejection]]:
    """Return the fusion codes of an operation, what must be asked, and what was considered and not coded.

    Entries that agree in region, approach, device and qualifier share one code, and the number of their joints picks
    the body part value (B3.10a, B3.10b). Codes are valid on the day of discharge or they are not given.
    """
    day = operation.discharged
    groups: dict[tuple[object, ...], list[tuple[Entry, Slot]]] = {}
    queries: list[Query] = []
    rejections: list[Rejection] = []
    waiting: list[Open] = []
    contradictory = of_fusions(operation)
    for entry in merged(operation.fusions):
        joint, column, _, _, materials = entry
        slot = slot_of(*entry, day)
        asked = [*slot.queries, *contradictory.get((joint, column), ())] if contradictory else slot.queries
        if asked or day < FIRST_DAY:
            queries.extend(query for query in asked if day >= FIRST_DAY or _matters_to_icd9(query, materials))
            waiting.append((entry, frozenset(query.missing for query in asked)))
            continue
        rejections.extend(slot.rejections)
        key = (body_part_group(joint), slot.section_x, slot.approach, slot.device, slot.qualifier)
        groups.setdefault(key, []).append((entry, slot))
    codes = []
    for members in groups.values():
        assignment, query = _code_of_group(
            tuple(entry[0] for entry, _ in members),
            members[0][1],
            tuple(dict.fromkeys(slot.contested for _, slot in members if slot.contested)),
            frozenset.intersection(*(slot.others for _, slot in members)),
            tuple(sorted({entry[0] for entry, slot in members if slot.lateral})),
            day,
        )
        if query:
            queries.append(query)
        else:
            assert assignment is not None
            may_change = waits_for(members, waiting, day) if waiting else None
            codes.append(replace(assignment, reasons=(*assignment.reasons, may_change)) if may_change else assignment)
    return codes, queries, rejections


def _matters_to_icd9(query: Query, materials: frozenset[str] | None) -> bool:
    """Whether the older system needs the answer: it knows no approach, and does not ask whose bone it was."""
    return query.missing != "approach" and not (query.missing == "graft" and materials and materials & GRAFT)


def merged(fusions: Iterable[Fusion]) -> list[Entry]:
    """Return entries by joint, with those that differ only in material joined: two sides of one disc space are one fusion.

    From the front and from the side are one fusion too: both entries stay, and each has the materials of both.
    """
    found: dict[tuple[Joint, str | None, str | None, str | None, bool], frozenset[str] | None] = {}
    for fusion in fusions:
        vertebral = fusion.joint.is_vertebral
        key = (
            fusion.joint,
            fusion.column if vertebral else None,
            fusion.direction if vertebral else None,
            fusion.approach,
            fusion.materials is None,
        )
        before = found.get(key)
        found[key] = fusion.materials if before is None or fusion.materials is None else before | fusion.materials
    for key in [key for key in found if key[2] == "lateral"]:
        from_front = (key[0], key[1], "anterior", *key[3:])
        if from_front in found:
            both = (found[key] or frozenset()) | (found[from_front] or frozenset())
            found[key] = found[from_front] = None if key[4] else both
    entries: list[Entry] = [
        (joint, column, direction, approach, materials) for (joint, column, direction, approach, _), materials in found.items()
    ]
    entries.sort(key=_order)
    return entries


def _order(entry: Entry) -> tuple[int, str, str, str, list[str]]:
    joint, column, direction, approach, materials = entry
    return (joint.place, column or "", direction or "", approach or "", sorted(materials or ()))


@functools.lru_cache(maxsize=8192)
def _code_of_group(
    joints: tuple[Joint, ...],
    slot: Slot,
    contested: tuple[str, ...],
    others: frozenset[str],
    lateral: tuple[Joint, ...],
    day: str,
) -> tuple[Assignment | None, Query | None]:
    joints = tuple(sorted(set(joints)))
    start = body_part(joints[0], len(joints), slot.section_x)
    code = f"{start}{slot.approach}{slot.device}{slot.qualifier}"
    if not is_valid(code, day):
        return None, Query(
            listed(joint.name for joint in joints),
            "valid code",
            f"No code for this fusion is valid on {day}: {_gone(code)}. Ask which value your facility's coding advice uses.",
            "validity",
        )
    accepts = tuple(f"{start}{slot.approach}{device}{slot.qualifier}" for device in sorted(others))
    return (
        Assignment(
            code=code,
            system="ICD-10-PCS",
            kind="fusion",
            joints=joints,
            reasons=reasons_of(code, joints, slot, lateral),
            contested=" ".join(contested),
            accepts=tuple(other for other in accepts if is_valid(other, day)),
        ),
        None,
    )


def _gone(code: str) -> str:
    if code not in validity():
        return f"{code} is not in the tables"
    first, last = validity()[code]
    return f"{code} was valid from {first} to {last}" if last != "9999" else f"{code} is valid only from {first}"
