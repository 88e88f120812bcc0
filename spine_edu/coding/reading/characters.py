"""The characters of an ICD-10-PCS code read aloud: what each place is called, what its value says, which values could follow."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spine_edu import data
from spine_edu.coding.reading.tables import rows_of

_AXES = ("Section", "Body system", "Root operation", "Body part", "Approach", "Device", "Qualifier")
_AXES_OF = {
    "3": (*_AXES[:3], "Body system or region", "Approach", "Substance", "Qualifier"),
    "4": (*_AXES[:3], "Body system", "Approach", "Function or device", "Qualifier"),
    "8": (*_AXES[:3], "Body region", "Approach", "Method", "Qualifier"),
    "X": (*_AXES[:5], "Device, substance or technology", "Qualifier"),
}


@dataclass(frozen=True, slots=True)
class Character:
    """One character of an ICD-10-PCS code; `label` is None where our tables give that value no meaning."""

    position: int
    axis: str
    value: str
    label: str | None


def read_aloud(code: str) -> tuple[Character, ...]:
    """Return the characters of a code, or of its beginning.

    >>> [character.label for character in read_aloud("0SG")][2]
    'Fusion'
    """
    axes, labels = _AXES_OF.get(code[0], _AXES), _labels()
    return tuple(
        Character(place + 1, axes[place], value, labels.get((code[:3], str(place + 1), value)))
        for place, value in enumerate(code[:7])
    )


def first_misfit(code: str) -> tuple[bool, str]:
    """Return whether a spinal fusion code of that spelling never existed, and the first character without such a value."""
    offered = _offered()
    for place in range(3, 7):
        before = code[:place]
        values = offered.get(before)
        if values is None:
            return False, f"The table {code[:3]} is not in our tables; they hold spinal fusion and what is coded beside it."
        if code[place] not in values:
            axis = _AXES[place].lower()
            choice = " or ".join((", ".join(sorted(values)[:-1]), max(values))) if len(values) > 1 else next(iter(values))
            never = place > 3 and before[:4] in _spinal_fusions()
            start = "Never a code" if never else "Not in our tables"
            return never, f"{start}: after {before} character {place + 1} ({axis}) can be {choice}, not {code[place]}."
    return False, f"{code} is not in our tables."


@functools.cache
def _labels() -> dict[tuple[str, str, str], str]:
    return {(row["table"], row["position"], row["value"]): row["label"] for row in data.table("icd10pcs_axes")}


@functools.cache
def _offered() -> dict[str, set[str]]:
    """Return, for each beginning of a code, the values that some code of our tables has next."""
    offered: dict[str, set[str]] = {}
    for code in rows_of("ICD-10-PCS"):
        for place in range(3, 7):
            offered.setdefault(code[:place], set()).add(code[place])
    return offered


@functools.cache
def _spinal_fusions() -> frozenset[str]:
    """Return the first four characters of every spinal fusion code: within these our table is complete."""
    return frozenset(row["code"][:4] for row in data.table("icd10pcs_fusion"))
