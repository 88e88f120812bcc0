"""How ill a patient counts as: which secondary diagnoses are a CC or MCC beside the principal one, and which we cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spine_edu.coding.reading.diagnoses import SEVERITIES, KnownDiagnosis, standing
from spine_edu.text.lists import listed


@dataclass(slots=True)
class Stay:
    """The diagnoses of a stay as one version sees them: the principal one, those beside it, and the codes it cannot tell of."""

    version: str
    code: str
    principal: KnownDiagnosis
    beside: dict[str, KnownDiagnosis] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def sites(self) -> dict[str, str]:
        """The significant injuries of the stay, each with its part of the body."""
        return {code: known.site for code, known in ((self.code, self.principal), *self.beside.items()) if known.site}


def stay_of(version: str, code: str, principal: KnownDiagnosis, secondary: Sequence[str]) -> Stay:
    """Look each secondary diagnosis up; one that the version does not have counts as absent, and that is said."""
    stay = Stay(version, code, principal)
    for other in secondary:
        found = standing(other, version)
        if found.diagnosis and found.sure:
            stay.beside[other] = found.diagnosis
        elif found.sure:
            stay.said.append(f"{found.said} It counts as absent.")
        else:
            stay.unknown.append(other)
            stay.said.append(found.said)
    return stay


_A = ("neither CC nor MCC", "a CC", "an MCC")


@dataclass(slots=True)
class Counted:
    """The severity as far as known (0 none, 1 CC, 2 MCC), the highest that it may be, and why."""

    level: int
    highest: int
    said: list[str]


def weigh(stay: Stay, passed: frozenset[str] = frozenset()) -> Counted:
    """Weigh the secondary diagnoses of a stay; those of `passed` do not count in the classes that are asked for."""
    by_level: tuple[list[str], list[str], list[str]] = ([], [], [])
    said = list(stay.said)
    for code, known in stay.beside.items():
        if known.level and code in passed:
            said.append(f"{code} is {_A[known.level]}, but does not count here: the injuries make the class already.")
        elif known.level and not known.counts_beside(stay.code):
            said.append(f"{code} is {_A[known.level]}, but does not count beside the principal diagnosis {stay.code}.")
        else:
            by_level[known.level].append(code)
    top = 2 if by_level[2] else 1 if by_level[1] else 0
    if top:
        said.append(f"Severity {SEVERITIES[top]}, from {listed(by_level[top])}, taken as present on admission.")
        if all("alive" in stay.beside[code].marks for code in by_level[top]):
            said.append("That is an MCC only for a patient who left alive; how the patient left is not read.")
    elif not stay.unknown:
        said.append("No secondary diagnosis counts as CC or MCC.")
    return Counted(top, 2 if stay.unknown else top, said)
