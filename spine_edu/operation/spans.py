"""A span of joints in one entry: what was written, and that what the entry says holds for each of its joints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spine_edu.anatomy import Joint
from spine_edu.operation.fields import (
    FieldReading,
)
from spine_edu.operation.unknown_fields import our_names
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown


def written_in(entry: Mapping[str, object], field: str) -> object:
    """Return what stands in a field, by whichever name."""
    if field in entry:
        return entry[field]
    return entry.get(next(iter(our_names(entry, (field,))), field))


def tell_span(given: object, joints: tuple[Joint, ...], reading: FieldReading, said: Mapping[str, Any]) -> None:
    """Say which joints a span was read as, and that what the entry says holds for each: a status belongs to a joint."""
    each = "; each of them is called " + said["status"] if "status" in said else ""
    reading.understand(f"{shown(given)} is {len(joints)} joints, {listed(joints)}, and the entry holds for each{each}")
