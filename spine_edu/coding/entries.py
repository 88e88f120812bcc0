"""The fusions of an operation as entries: one joint and column, with all that was laid in from one side by one approach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spine_edu.anatomy import Joint
from spine_edu.operation import Fusion

Place = tuple[Joint, str | None]  # a joint and its column; None for a joint of the pelvis, which has no columns


class FusionEntry(NamedTuple):
    """What the note says of one fusion, status left out; a joint of the pelvis has neither column nor direction."""

    joint: Joint
    column: str | None
    direction: str | None
    approach: str | None
    materials: frozenset[str] | None

    @property
    def place(self) -> Place:
        """The joint and column that the entry tells of."""
        return self.joint, self.column


def entry_of(fusion: Fusion) -> FusionEntry:
    """Return one fusion as an entry."""
    column, direction = (fusion.column, fusion.direction) if fusion.joint.is_vertebral else (None, None)
    return FusionEntry(fusion.joint, column, direction, fusion.approach, fusion.materials)


def merged(entries: Sequence[FusionEntry]) -> tuple[FusionEntry, ...]:
    """Return entries by joint, with those that differ only in material joined: two sides of one disc space are one fusion.

    From the front and from the side are one fusion too: both entries stay, and each has the materials of both.
    """
    if len({(entry.joint, entry.column) for entry in entries}) < len(entries):
        entries = _joined(entries)
    return tuple(sorted(entries, key=_order))


def _joined(entries: Iterable[FusionEntry]) -> list[FusionEntry]:
    """Give entries of one joint and column that were made from one side, by one approach, the materials of all of them."""
    found: dict[tuple[FusionEntry, bool], frozenset[str] | None] = {}
    for entry in entries:
        key = (entry._replace(materials=None), entry.materials is None)
        before = found.get(key)
        found[key] = entry.materials if before is None or entry.materials is None else before | entry.materials
    for beside, unsaid in [key for key in found if key[0].direction == "lateral"]:
        from_front = (beside._replace(direction="anterior"), unsaid)
        if from_front in found:
            both = (found[beside, unsaid] or frozenset()) | (found[from_front] or frozenset())
            found[beside, unsaid] = found[from_front] = None if unsaid else both
    return [entry._replace(materials=materials) for (entry, _), materials in found.items()]


def _order(entry: FusionEntry) -> tuple[int, str, str, str, list[str]]:
    joint, column, direction, approach, materials = entry
    return (joint.place, column or "", direction or "", approach or "", sorted(materials or ()))
