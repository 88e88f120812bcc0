"""What comes back when codes of ICD-9-CM are sent through the official maps to ICD-10-PCS and back: what lessons tell of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spine_edu.coding.reading import gems
from spine_edu.data import table


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """How many rows lead there, and how many of them back to the same code and to any code of a refusion."""

    there: int
    back_to_the_same: int
    back_to_refusion: int


def round_trip(prefix: str) -> RoundTrip:
    """Send every code that starts so to ICD-10-PCS and back."""
    rows = [row for row in table("gems") if row["no_map"] != "1"]
    back = defaultdict(set)
    for row in rows:
        if row["direction"] == "pcs_to_icd9":
            back[row["source_code"]].add(row["target_code"])
    sources = {row["source_code"] for row in rows if row["direction"] == "icd9_to_pcs" and row["source_code"].startswith(prefix)}
    trips = [(source, back[target.code]) for source in sources for target in gems.forward(source)]
    return RoundTrip(
        len(trips),
        sum(source in codes for source, codes in trips),
        sum(any(code.startswith("81.3") for code in codes) for _, codes in trips),
    )
