"""The dimensions our spine is drawn from, each with its unit, source and status.

Only VERIFIED and DERIVED values may be quoted as measurements. UNVERIFIED, ESTIMATED and PLACEHOLDER ones shape the
drawing and no more: see data/anatomy/README.md.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spine_edu import data
from spine_edu.errors import GeometryError

TABLES = ("morphometry", "shape", "discs", "facets", "curvature", "motion")


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension of one bone or joint; `sources` are keys of data/sources.yml, none where the value is our own."""

    value: float
    unit: str
    sources: tuple[str, ...]
    status: str


@functools.cache
def measures(table: str) -> dict[tuple[str, str], Measure]:
    """Return all measures of one table of data/anatomy/, keyed by bone (or joint) and name.

    >>> measures("morphometry")["L4", "endplate_depth_lower"]
    Measure(value=34.7, unit='mm', sources=('clouthier2023',), status='DERIVED')
    """
    return {
        (row.get("bone") or row["joint"], row["measure"]): Measure(
            float(row["value"]), row["unit"], tuple(row["source"].split()), row["status"]
        )
        for row in data.table(table, "anatomy")
    }


def measure(of: str, name: str) -> Measure:
    """Return one measure of a bone or joint, from whichever table holds it.

    >>> measure("L5", "endplate_depth_upper").value, measure("L5", "endplate_depth_upper").status
    (35.7, 'VERIFIED')
    """
    for table in TABLES:
        if (of, name) in measures(table):
            return measures(table)[of, name]
    raise GeometryError(f"data/anatomy/ has no {name.replace('_', ' ')} of {of}.")


def size(of: str, name: str) -> float:
    """Return only the value of a measure."""
    return measure(of, name).value
