"""Approach, device and qualifier of one fusion entry: all of its code but the number of joints, or what must be asked."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

from spine_edu.coding.entries import FusionEntry
from spine_edu.coding.findings import Query, Reason, Rejection
from spine_edu.coding.open_points import Point, left_open, no_bridge
from spine_edu.coding.pcs.device_table import DeviceRow, rows_for
from spine_edu.coding.pcs.left_out import left_out
from spine_edu.coding.pcs.tables import APPROACH, body_part, is_valid, section_x_group
from spine_edu.text.lists import listed
from spine_edu.vocabulary import FROM_BEHIND, INTERBODY


class Values(NamedTuple):
    """What entries of one region must share to share one code: section X or not, and characters 5, 6 and 7."""

    section_x: bool
    approach: str
    device: str
    qualifier: str


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where one fusion entry goes. `others` are device values of the other reading, where the point is contested."""

    values: Values
    device_reason: Reason
    contested: str
    others: frozenset[str]
    rejections: tuple[Rejection, ...]


Asked = tuple[Query, ...]


@functools.lru_cache(maxsize=8192)
def slot_of(entry: FusionEntry, day: str) -> Slot | Asked:
    """Decide approach, device and qualifier of one entry, or say what must be asked; pure, so equal entries are decided once."""
    asked = tuple(query for point, query in left_open(entry).items() if not _has_a_value(point, entry, day))
    if entry.approach is None and len(asked) == 1:  # what else is open does not wait for the answer
        also = slot_of(entry._replace(approach="open"), day)
        return asked if isinstance(also, Slot) else asked + also
    return asked or _with_device(entry, day)


def _has_a_value(point: Point, entry: FusionEntry, day: str) -> bool:
    """Whether the tables of the day have a value for what looks like a slip: a cage behind, or nothing laid in."""
    device = {Point.INTERBODY_BEHIND: "A", Point.NO_BRIDGE: "" if entry.materials else "Z"}.get(point)
    return bool(device) and is_valid(f"{_start(entry)}{device}{_qualifier(entry)}", day)


def _approach(entry: FusionEntry) -> str:
    """Return the approach value; that of the open approach while it is still asked for."""
    return APPROACH[entry.approach or "open"]


def _start(entry: FusionEntry) -> str:
    return f"{body_part(entry.joint)}{_approach(entry)}"


def _qualifier(entry: FusionEntry) -> str:
    if not entry.joint.is_vertebral:
        return "Z"
    return "1" if entry.column == "posterior" else "J" if entry.direction in FROM_BEHIND else "0"


def _with_device(entry: FusionEntry, day: str) -> Slot | Asked:
    """Find the first row of the device table that holds; ask where two devices have each a code of its own."""
    joint, materials = entry.joint, entry.materials or frozenset()
    if not joint.is_vertebral and "machined bone dowel" in materials:  # here it is nothing but donor bone
        materials |= {"allograft"}
    rows = [row for row in rows_for(joint.is_vertebral, materials) if not row.dated or _is_listed(row, entry, day)]
    row = rows[0] if rows else None
    if row is None:
        return (no_bridge(joint, materials),)
    if not row.value:
        unseen = _UNSEEN_EDITIONS if row.laid & INTERBODY and day < "2019-10-01" else ""
        return (Query(joint.name, "graft", row.because + unseen, row.rule),)
    own = {device for also in rows if also.own for device in also.laid} if row.own else set()
    if len(own) > 1:
        ask = (
            f"The note names more than one kind of device ({listed(sorted(own))}), and each has a code of its own on this date. "
            "Which of them was laid in?"
        )
        return (Query(joint.name, "device", ask, "section-x"),)
    qualifier = section_x_group(joint, _approach(entry), row.value, day) if row.in_x else _qualifier(entry)
    contested = (row.contested, _FROM_THE_SIDE if entry.direction == "extracavitary" and qualifier == "J" else "")
    because = row.because.format(in_the_disc_space=" in the disc space" if joint.has_disc else "")
    return Slot(
        values=Values(row.in_x, _approach(entry), row.value, qualifier),
        device_reason=Reason(6, row.rule, because),
        contested=" ".join(filter(None, contested)),
        others=frozenset(row.others),
        rejections=tuple(left_out(row, joint, materials)),
    )


_UNSEEN_EDITIONS = (
    " (The guideline was read in the edition of FY2025. "
    "In FY2016 to FY2019, editions that were not seen, an interbody device may have counted without graft.)"
)
_FROM_THE_SIDE = (
    "An extracavitary way starts behind and leads past the ribs to the body in front: read here as Posterior Approach, "
    "by some as Anterior, as a way in from the side is; no official ruling was found."
)


def _is_listed(row: DeviceRow, entry: FusionEntry, day: str) -> bool:
    """Whether the tables of the day have the row's code."""
    if row.in_x:
        return bool(section_x_group(entry.joint, _approach(entry), row.value, day))
    return is_valid(f"{_start(entry)}{row.value}{_qualifier(entry)}", day)
