"""The tables of one MS-DRG version, gathered into one book: lists, diagnoses, severities, exclusions and titles, by code."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu import data
from spine_edu.coding.drg.order import ORDER, Family, passed_over

SEVERITIES = ("none", "CC", "MCC")


@dataclass(frozen=True, slots=True)
class Book:
    """All that one version needs, by code: the rows of its order, its lists, and what each diagnosis and procedure counts for."""

    version: str
    rows: tuple[Family, ...]
    passed_over: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    fusion_days: Mapping[str, tuple[str, str]]
    other_days: Mapping[str, tuple[str, str]]
    diagnosis_days: Mapping[str, tuple[str, str]]
    mdc: Mapping[str, str]
    level: Mapping[str, int]
    excluded: frozenset[tuple[str, str]]
    borrowed: frozenset[str]
    principal_456: frozenset[str]
    secondary_456: frozenset[str]
    titles: Mapping[str, tuple[str, str | None]]


@functools.cache
def book_of(version: str) -> Book:
    """Gather one version from the tables of data/codes/; v40 also holds for v40.1, v41 for v41.1, the v43.1 lists for v43."""
    year = version.partition(".")[0]
    column = year if version in ("v40.1", "v41.1") else version
    of_lists = "v43.1" if version == "v43" else column
    lists: dict[str, list[str]] = {}
    for row in data.table("ms_drg_lists"):
        if row[of_lists] == "1":
            lists.setdefault(row["code"], []).append(row["list"])
    fusion_days = _days("icd10pcs_fusion")
    ours, listed = data.table("icd10cm"), data.table("ms_drg_diagnosis_lists")
    held = {row["code"] for row in ours}
    level: dict[str, int] = {}
    on_lists: dict[str, set[str]] = {"principal": set(), "secondary": set()}
    excluded: frozenset[tuple[str, str]] = frozenset()
    if version != "v36":
        level = {row["code"]: SEVERITIES.index(row["cc"]) for row in listed}
        level |= {row["code"]: SEVERITIES.index(row[f"cc_{column}"]) for row in ours if row[f"cc_{column}"]}
        for row in listed:
            if row[column] == "1":
                on_lists[row["list"]].add(row["code"])
        pairs = (row for row in data.table("ms_drg_cc_exclusions") if row[column] == "1")
        excluded = frozenset((row["principal"], row["secondary"]) for row in pairs)
    return Book(
        version=version,
        rows=ORDER[year],
        passed_over=passed_over(ORDER[year]),
        lists={code: tuple(names) for code, names in lists.items()} | {c: () for c in fusion_days if c not in lists},
        fusion_days=fusion_days,
        other_days=_days("icd10pcs_companion"),
        diagnosis_days=_days("ms_drg_diagnosis_lists") | _days("icd10cm"),
        mdc={row["code"]: row["mdc"] for row in (*listed, *ours)},
        level=level,
        excluded=excluded,
        borrowed=frozenset(row["code"] for row in listed if row["code"] not in held) if version == "v44" else frozenset(),
        principal_456=frozenset(on_lists["principal"]),
        secondary_456=frozenset(on_lists["secondary"]),
        titles={row["drg"]: (row["title"], row["weight"] or None) for row in data.table("ms_drg") if row["version"] == year},
    )


EVER = ("", "9999-12-31")


@functools.cache
def _days(table: str) -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["valid_from"], row["valid_to"] or "9999-12-31") for row in data.table(table)}


def lies_in(days: tuple[str, str], day: str) -> bool:
    """Whether a day lies between the first and the last of two."""
    return days[0] <= day <= days[1]
