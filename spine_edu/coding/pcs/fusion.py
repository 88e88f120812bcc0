"""ICD-10-PCS: from the joints made rigid to seven-character codes, each character with the rule that forces it."""

from __future__ import annotations

import functools
from dataclasses import replace

from spine_edu.anatomy import Joint
from spine_edu.coding.entries import FusionEntry
from spine_edu.coding.findings import Assignment, Query, Rejection, said_once
from spine_edu.coding.open_points import OpenPoints
from spine_edu.coding.pcs.open_joints import Open, waits_for
from spine_edu.coding.pcs.reasons import reasons_of
from spine_edu.coding.pcs.slot import Slot, slot_of
from spine_edu.coding.pcs.tables import body_part, body_part_group, is_valid, validity
from spine_edu.text.lists import listed

FIRST_DAY = "2015-10-01"


def fusion_codes(points: OpenPoints) -> tuple[list[Assignment], list[Query], list[Rejection]]:
    """Return the fusion codes of an operation, what must be asked, and what was considered and not coded.

    Entries that agree in region, approach, device and qualifier share one code, and the number of their joints picks
    the body part value (B3.10a, B3.10b). Codes are valid on the day of discharge or they are not given.
    """
    day = points.operation.discharged
    if day < FIRST_DAY:
        return [], [], []
    groups: dict[tuple[object, ...], list[tuple[FusionEntry, Slot]]] = {}
    queries: list[Query] = []
    rejections: list[Rejection] = []
    waiting: list[Open] = []
    for entry in points.merged:
        slot = slot_of(entry, day)
        asked = points.contradictions.get(entry.place, ()) if points.contradictions else ()
        if not isinstance(slot, Slot):
            asked = slot + asked
        elif not asked:
            rejections.extend(slot.rejections)
            groups.setdefault((body_part_group(entry.joint), *slot.values), []).append((entry, slot))
            continue
        queries.extend(asked)
        waiting.append((entry, frozenset(query.missing for query in asked)))
    codes = []
    for members in groups.values():
        assignment, query = _code_of_group(
            tuple(entry.joint for entry, _ in members),
            members[0][1],
            tuple(dict.fromkeys(slot.contested for _, slot in members if slot.contested)),
            frozenset.intersection(*(slot.others for _, slot in members)),
            tuple(sorted({entry.joint for entry, _ in members if entry.direction == "lateral"})),
            day,
        )
        if query:
            queries.append(query)
        else:
            assert assignment is not None
            may_change = waits_for(members, waiting, day) if waiting else None
            codes.append(replace(assignment, reasons=(*assignment.reasons, may_change)) if may_change else assignment)
    return codes, queries, list(said_once(tuple(rejections))) if rejections else []


@functools.lru_cache(maxsize=8192)
def _code_of_group(
    joints: tuple[Joint, ...],
    slot: Slot,
    contested: tuple[str, ...],
    others: frozenset[str],
    lateral: tuple[Joint, ...],
    day: str,
) -> tuple[Assignment | None, Query | None]:
    """Return the code that entries of one group share, or what to ask where no such code is valid on the day.

    `others` are the device values that the other reading gives to every member; those of them that make a code are accepted too.
    """
    joints = tuple(sorted(set(joints)))
    start = body_part(joints[0], len(joints), slot.values.section_x)
    code = f"{start}{slot.values.approach}{slot.values.device}{slot.values.qualifier}"
    if not is_valid(code, day):
        return None, Query(
            listed(joint.name for joint in joints),
            "valid code",
            f"No code for this fusion is valid on {day}: {_gone(code)}. Ask which value your facility's coding advice uses.",
            "validity",
        )
    accepts = tuple(f"{start}{slot.values.approach}{device}{slot.values.qualifier}" for device in sorted(others))
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
