"""The case bank as a table: one row a case, with what was fused and how two systems code it. For the data lab of lesson 14."""

from __future__ import annotations

import functools

from spine_edu.cases import Case, all_cases
from spine_edu.coding.engine import codes_for

OLD, NEW = "2015-09-30", "2026-09-30"  # the last day of ICD-9-CM, and the last of a fiscal year of ICD-10-PCS


@functools.cache
def rows() -> tuple[dict[str, str | int | bool], ...]:
    """Return every case as a row, computed from its operation; each is coded as if discharged on `OLD` and on `NEW`.

    `first` and `again` count joints fused for the first time and again. `shared` says that one code of `NEW` stands for a joint
    of either sort. A field is '' where the note leaves the answer open, or where nothing is fused.

    >>> row = next(row for row in rows() if row["case"] == "mixed-l3-l5")
    >>> row["kind"], row["joints"], row["codes_2015"], row["codes_2026"], row["shared"]
    ('mixed', 'L3-L4 L4-L5', '81.07 81.08 81.37', '0SG00AJ 0SG1071', True)
    """
    return tuple(map(_row, all_cases()))


def _row(case: Case) -> dict[str, str | int | bool]:
    """Return one case as a row of the table: what was fused for the first time and again, and its codes in 2015 and 2026."""
    old, new = codes_for(case.operation.on(OLD)), codes_for(case.operation.on(NEW))
    sorts = {fusion.joint: fusion.status for fusion in case.operation.fusions}
    held = [{sorts[joint] for joint in code.joints} for code in new.pcs_fusion]
    return {
        "case": case.id,
        "kind": "query" if new.queries else _kind(set(sorts.values())),
        "region": " ".join(sorted({joint.region for joint in sorts})),
        "joints": " ".join(joint.name for joint in sorted(sorts)),
        "first": sum(status == "initial" for status in sorts.values()),
        "again": sum(status == "refusion" for status in sorts.values()),
        "codes_2015": " ".join(code.code for code in old.icd9_fusion),
        "codes_2026": " ".join(code.code for code in new.pcs_fusion),
        "shared": any(len(sort) > 1 for sort in held),
        "drg": new.grouping.drg or "" if new.grouping and new.pcs_fusion else "",
        "difficulty": case.difficulty,
        "trap": case.trap,
    }


def _kind(statuses: set[str | None]) -> str:
    """Name what an operation holds by the statuses of its joints."""
    names = {
        frozenset[str](): "not a fusion",
        frozenset({"initial"}): "first fusion",
        frozenset({"refusion"}): "refusion",
        frozenset({"initial", "refusion"}): "mixed",
    }
    return names.get(frozenset(filter(None, statuses)), "query")
