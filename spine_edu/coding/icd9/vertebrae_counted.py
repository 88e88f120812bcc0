"""The one code of ICD-9-CM that counts the vertebrae fused in all, first fusions and refusions together."""

from __future__ import annotations

import functools

from spine_edu.anatomy import Joint, vertebrae_in
from spine_edu.coding.findings import Assignment, Query, Reason
from spine_edu.text.lists import listed


def count_code(fused: tuple[Joint, ...], doubtful: tuple[Joint, ...], day: str) -> tuple[list[Assignment], list[Query]]:
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
    because = (
        f"{len(vertebrae)} vertebrae were fused in all ({listed(vertebrae)}), first fusions and refusions together; "
        "vertebrae are counted, not joints, and only one count code is reported"
    )
    return Assignment(code, "ICD-9-CM", "count", (Reason(0, "icd9-count-vertebrae", because),), joints)
