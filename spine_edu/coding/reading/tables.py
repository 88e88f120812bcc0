"""The codes of procedures that our tables hold, by their system."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spine_edu import data

_TABLES = {
    "ICD-10-PCS": ("icd10pcs_fusion", "icd10pcs_companion"),
    "ICD-9-CM": ("icd9cm",),
}


@functools.cache
def rows_of(system: str) -> Mapping[str, Mapping[str, str]]:
    """Return the row of every code of 'ICD-10-PCS' or 'ICD-9-CM', by the code."""
    return {row["code"]: row for name in _TABLES[system] for row in data.table(name)}
