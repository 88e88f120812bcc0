"""The tables of one MS-DRG version, gathered into one book: lists of procedures and diagnoses, days and titles, by code."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu import data
from spine_edu.coding.drg.order import ORDER, Family, passed_over
from spine_edu.coding.drg.unfused import HIERARCHY, Rank


@dataclass(frozen=True, slots=True)
class Book:
    """All that one version needs, by code.

    The rows of its order, the ranks without a fusion, its lists, the days of procedures, titles and weights of classes.
    """

    version: str
    rows: tuple[Family, ...]
    passed_over: tuple[str, ...]
    ranks: tuple[Rank, ...]
    lists: Mapping[str, tuple[str, ...]]
    fusion_days: Mapping[str, tuple[str, str]]
    other_days: Mapping[str, tuple[str, str]]
    principal_456: frozenset[str]
    secondary_456: frozenset[str]
    titles: Mapping[str, tuple[str, str | None]]


_PROCEDURES_OF = {"v37": "v36", "v38": "v36", "v40.1": "v40", "v41.1": "v41", "v43": "v43.1"}
_DIAGNOSES_OF = {"v37": "v40", "v38": "v40", "v39": "v40", "v40.1": "v40", "v41.1": "v41"}
"""Columns that hold for other versions too: the lists are the same, code for code."""


@functools.cache
def book_of(version: str) -> Book:
    """Gather one version from the tables of data/codes/."""
    year = version.partition(".")[0]
    procedures, diagnoses = _PROCEDURES_OF.get(version, version), _DIAGNOSES_OF.get(version, version)
    lists: dict[str, list[str]] = {}
    for row in data.table("ms_drg_lists"):
        if row[procedures] == "1":
            lists.setdefault(row["code"], []).append(row["list"])
    on_lists: dict[str, set[str]] = {"principal": set(), "secondary": set()}
    for row in data.table("ms_drg_diagnosis_lists"):
        if row[diagnoses] == "1":
            on_lists[row["list"]].add(row["code"])
    fusion_days = _days("icd10pcs_fusion")
    return Book(
        version=version,
        rows=ORDER[year],
        passed_over=passed_over(ORDER[year]),
        ranks=HIERARCHY[year],
        lists={code: tuple(names) for code, names in lists.items()} | {c: () for c in fusion_days if c not in lists},
        fusion_days=fusion_days,
        other_days=_days("icd10pcs_companion"),
        principal_456=frozenset(on_lists["principal"]),
        secondary_456=frozenset(on_lists["secondary"]),
        titles={row["drg"]: (row["title"], row["weight"] or None) for row in data.table("ms_drg") if row["version"] == year},
    )


@functools.cache
def _days(table: str) -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["valid_from"], row["valid_to"] or "9999-12-31") for row in data.table(table)}


def lies_in(days: tuple[str, str], day: str) -> bool:
    """Whether a day lies between the first and the last of two."""
    return days[0] <= day <= days[1]
