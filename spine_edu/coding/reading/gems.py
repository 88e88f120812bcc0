"""The General Equivalence Mappings: where the codes of ICD-9-CM went in 2015.

The maps of 2018 are the last edition. They are a bridge for statistics, never a way to code a case.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spine_edu.data import table
from spine_edu.errors import CodeError
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy


@dataclass(frozen=True, slots=True)
class Target:
    """One row of a map: where a code leads. Rows of one scenario and different choice lists are reported together."""

    code: str
    approximate: bool
    scenario: str
    choice_list: str


@functools.cache
def _rows(direction: str) -> dict[str, tuple[Target, ...]]:
    found: dict[str, list[Target]] = {}
    for row in table("gems"):
        if row["direction"] == direction:
            targets = found.setdefault(row["source_code"], [])
            if row["no_map"] != "1":
                targets.append(Target(row["target_code"], row["approximate"] == "1", row["scenario"], row["choice_list"]))
    return {source: tuple(targets) for source, targets in found.items()}


def forward(code: str) -> tuple[Target, ...]:
    """Return where the map sends an ICD-9-CM code; nothing for a code the map knows and sends nowhere, such as 81.62.

    >>> len(forward("81.38")), forward("81.62")
    (24, ())
    """
    found = _rows("icd9_to_pcs").get(tidy(code).upper()) if isinstance(code, str) else None
    if found is None:
        raise CodeError(f"{shown(code)} is not in our part of the map; expected an ICD-9-CM code such as '81.38'.")
    return found
