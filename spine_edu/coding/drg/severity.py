"""How ill a patient counts as: which secondary diagnoses are a CC or MCC beside the principal one, and which we do not know."""

from __future__ import annotations

from dataclasses import dataclass

from spine_edu.coding.drg.tables import SEVERITIES, Book
from spine_edu.text.lists import listed


@dataclass(slots=True)
class Counted:
    """The severity as far as known (0 none, 1 CC, 2 MCC), the diagnoses we do not hold, membership of the 456-458 lists."""

    level: int
    unknown: list[str]
    listed: str
    said: list[str]


def weigh(book: Book, day: str, principal: str, secondary: list[str]) -> Counted:
    """Weigh the secondary diagnoses: which count, which do not beside this principal diagnosis, which we do not hold."""
    by_level: tuple[list[str], list[str], list[str]] = ([], [], [])
    unknown, curvature, said, borrowed = [], [], [], False
    for code in secondary:
        days, level = book.diagnosis_days.get(code), book.level.get(code)
        if days is None:
            unknown.append(code)
            continue
        if level is None or not days[0] <= day <= days[1]:
            said.append(f"{code} was not valid on {day} and counts as absent.")
            continue
        if code in book.secondary_456:
            curvature.append(code)
        borrowed = borrowed or (level > 0 and (code in book.borrowed or principal in book.borrowed))
        if level and (principal, code) in book.excluded:
            said.append(f"{code} is a {SEVERITIES[level]}, but does not count beside the principal diagnosis {principal}.")
        else:
            by_level[level].append(code)
    top = 2 if by_level[2] else 1 if by_level[1] else 0
    if top:
        said.append(f"Severity {SEVERITIES[top]}, from {listed(by_level[top])}.")
    elif not unknown:
        said.append("No secondary diagnosis counts as CC or MCC.")
    if borrowed:
        said.append("Which diagnoses cancel each other was taken from v43.1 here; that list of v44 was not seen.")
    where = ""
    if principal in book.principal_456:
        where = f"{principal} is on the principal diagnosis list (curvature, malignancy, infection)"
    elif curvature:
        where = f"the secondary diagnosis list (curvature) has {listed(curvature)}"
    return Counted(top, unknown, where, said)
