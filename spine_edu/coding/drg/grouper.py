"""From a claim to its MS-DRG, for stays with a spinal fusion and their likes without, v36 to v44, with the reasons.

Refusion itself changes nothing here: it acts through the diagnoses and through the number and kind of codes.
What our tables cannot decide (an older year, a pregnancy, a procedure of another kind alone) is answered with `drg` None
and the reason. Present-on-admission and discharge status are not read: each diagnosis is taken as present on admission,
each patient as gone home alive.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spine_edu.coding import eras
from spine_edu.coding.drg.claim import Claim, claim_of, read_claim
from spine_edu.coding.drg.elsewhere import Drgs, elsewhere
from spine_edu.coding.drg.order import Facts
from spine_edu.coding.drg.severity import Counted, Stay, stay_of, weigh
from spine_edu.coding.drg.tables import Book, book_of, lies_in
from spine_edu.coding.drg.unfused import without_fusion
from spine_edu.coding.reading.diagnoses import FROM_ONE_SOURCE, SEVERITIES, standing
from spine_edu.coding.reading.lookup import look
from spine_edu.text.lists import listed


@dataclass(frozen=True, slots=True, repr=False)
class Grouping:
    """The class of a claim and why; `drg`, `title` and `weight` are None where our tables do not decide.

    `passed_over` is the one of the reasons that names the classes ranked above. `possible` holds the answers that open questions
    may get, each with the class it leads to, where these differ.
    """

    version: str | None
    drg: str | None
    title: str | None
    weight: str | None
    because: tuple[str, ...]
    severity: str | None = None
    passed_over: str = ""
    possible: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the answer of the `drg` command."""
        return {
            "version": self.version,
            "drg": self.drg,
            "title": self.title,
            "weight": self.weight,
            "because": list(self.because),
            "possible": [{"if": said, "drg": drg} for said, drg in self.possible],
        }

    def __str__(self) -> str:
        """Say the class in a line, or that there is none and why."""
        if self.drg is None:
            named = f"No MS-DRG ({self.version})" if self.version else "No MS-DRG"
            return f"{named}: {self.because[-1]}"
        weight = f", weight {self.weight}" if self.weight else ""
        return f"{self.version} {self.drg} {self.title}{weight}"

    def __repr__(self) -> str:
        return f"<{self}>"


def group(claim: Mapping[str, object]) -> Grouping:
    """Return the MS-DRG of one claim; raise ClaimError, naming the field, if it cannot be read.

    >>> diagnoses = {"principal": "M96.0", "secondary": ["T84.226A"]}
    >>> group({"discharged": "2026-11-20", "diagnoses": diagnoses, "procedures": ["0SG0071"]})
    <v44 451 SINGLE LEVEL SPINAL FUSION EXCEPT CERVICAL WITHOUT MCC, weight 3.2600>
    """
    return _group(read_claim(claim))


def group_codes(discharged: str, principal: str, secondary: Sequence[str] = (), procedures: Sequence[str] = ()) -> Grouping:
    """Return the MS-DRG for a day, a principal diagnosis, secondary diagnoses and procedure codes.

    >>> group_codes("2026-01-14", "M48.061", ["A41.9"], ["0SG10AJ", "0SG1071"]).drg
    '426'
    """
    return _group(claim_of(discharged, principal, secondary, procedures))


@functools.lru_cache(maxsize=4096)
def class_of(discharged: str, principal: str, secondary: tuple[str, ...], procedures: tuple[str, ...]) -> Grouping:
    """Return what `group_codes` does; equal claims are grouped once,
    for who tries many operations that lead to the same codes.
    """
    return group_codes(discharged, principal, secondary, procedures)


def _group(claim: Claim) -> Grouping:
    """Find the version of the day and ask its book; say so where a day is not covered."""
    day = claim.discharged
    if day <= eras.LAST_ICD9_DAY:
        if eras.era_on("ICD-9-CM", day) is None:
            return _silent(None, f"{day} lies before the first day of our tables: not covered.")
        return _silent(None, f"On {day} ICD-9-CM was in use; how discharges of that time were grouped is not covered.")
    version = eras.ms_drg_version(day)
    if version is None:
        if day < "2018-10-01":
            return _silent(None, f"{day} lies before MS-DRG v36: not covered.")
        last = eras.last_verified_day()
        return _silent(
            None,
            f"{day} lies past {last}, our last verified day: not covered. A discharge up to then has the class of our last "
            f"version.",
        )
    return _decide(book_of(version), claim)


def _decide(book: Book, claim: Claim) -> Grouping:
    """Choose the class: by the MDC of the stay, in MDC 08 by the first row of the order that holds."""
    day, code, *listed_codes = claim
    secondary, procedures = map(sorted, listed_codes)
    said: list[str] = []
    fusions, never = _sort_out(book, day, procedures, said)
    found = standing(code, book.version)
    if found.diagnosis is None:
        return _silent(book.version, *said, f"The class starts from the principal diagnosis, but {found.said}")
    if not found.diagnosis.mdc:
        return _silent(book.version, *said, f"{code} can be no principal diagnosis: it stands beside another one.")
    stay = stay_of(book.version, code, found.diagnosis, secondary)
    if "injury" in stay.principal.marks and (injuries := [other for other in stay.unknown if other[0] == "S"]):
        return _silent(book.version, *said, f"{code} with {listed(injuries)} may be multiple significant trauma (957-959).")
    done = [procedure for procedure in procedures if _valid(book, procedure, day)]
    other = elsewhere(stay, book.lists, done)
    if not fusions:
        if never:  # what else does not fit follows from the slip
            return _silent(book.version, *said)
        said.append("No valid spinal fusion code is on the claim: not a spinal fusion class.")
        if other:
            return _silent(book.version, *said, "Without a fusion, classes outside MDC 08 are not covered.")
        drgs, why = without_fusion(book.ranks, book.lists, done)
        return _answer(book, drgs, weigh(stay), [*said, why]) if drgs else _silent(book.version, *said, why)
    if other:
        said.append(other.because)
        return _answer(book, other.drgs, _weighed(stay, other.passed), said) if other.drgs else _silent(book.version, *said)
    debrided = [procedure for procedure in done if "wound-debridement" in book.lists.get(procedure, ())]
    facts = Facts({**fusions, "wound-debridement": debrided}, _listed(book, stay))
    for place, row in enumerate(book.rows):
        if reason := row.holds(facts):
            said.append(f"{code} belongs to MDC 08. {row.name} applies: {reason}")
            said.append(book.passed_over[place])
            answer = _answer(book, row.drgs, weigh(stay), said, row.lift(fusions) if row.lift else 2)
            return replace(answer, passed_over=book.passed_over[place])
    return _silent(book.version, *said, "None of the fusion lists of this version holds these codes.")


def _valid(book: Book, code: str, day: str) -> bool:
    """Whether a procedure was valid on the day; one that is not in our tables is taken to be."""
    days = book.fusion_days.get(code) or book.other_days.get(code)
    return days is None or lies_in(days, day)


def _listed(book: Book, stay: Stay) -> str:
    """Say which diagnosis of the stay is on the lists of 456-458; '' if none is."""
    if stay.code in book.principal_456:
        return f"{stay.code} is on the principal diagnosis list (curvature, malignancy, infection)"
    curvature = [code for code in stay.beside if code in book.secondary_456]
    return f"the secondary diagnosis list (curvature) has {listed(curvature)}" if curvature else ""


def _weighed(stay: Stay, injuries: frozenset[str]) -> Counted:
    """Weigh a stay outside MDC 08. Of the early versions it was not seen that the injuries of MDC 24 do not count."""
    counted = weigh(stay, injuries)
    if stay.version in FROM_ONE_SOURCE:
        counted.highest = max(counted.highest, weigh(stay).level)
    return counted


def _sort_out(book: Book, day: str, procedures: list[str], said: list[str]) -> tuple[dict[str, list[str]], bool]:
    """Return the valid fusion codes by list, and whether some code never was one; say which codes were left out."""
    fusions: dict[str, list[str]] = {}
    never = False
    for code in procedures:
        days = book.fusion_days.get(code)
        if days is not None:
            if days[0] <= day <= days[1]:
                for name in book.lists[code]:
                    if name in fusions:
                        fusions[name].append(code)
                    else:
                        fusions[name] = [code]
            else:
                said.append(f"{code} was not valid on {day} and counts as absent.")
        elif code in book.other_days:
            if not lies_in(book.other_days[code], day):
                said.append(f"{code} was not valid on {day} and counts as absent.")
        elif code not in book.lists:
            found = look(code)
            never = never or found.valid is False
            other = f"{code} is not in our tables and was left out; a procedure of another kind can lead to another class."
            said.append(f"{code} was left out. {found.said[0]}" if found.valid is False else other)
    return fusions, never


def _answer(book: Book, drgs: Drgs, counted: Counted, said: list[str], lift: int = 2) -> Grouping:
    """Choose by severity; a custom-made device lifts to the highest class from severity `lift` on.

    Where the severity is open, only a class that every possible one shares is answered.
    """
    level = counted.level
    said += counted.said
    if lift < 2 and level < 2:
        said.append(_LIFT[lift, level].format(top=drgs[2]))
    levels = range(level, counted.highest + 1)
    possible = {drgs[2 if at >= lift else at] for at in levels}
    if len(possible) > 1:
        return _silent(book.version, *said, f"So the severity is open: {' or '.join(sorted(possible, reverse=True))}.")
    if len(levels) > 1:
        said.append("Whatever the severity, the class is the same.")
    elif drgs[0] == drgs[2] == "402":
        said.append("402 has no severity split.")
    elif drgs[0] == drgs[1] != drgs[2] and level == 1 < lift:
        said.append("These classes ask only for an MCC: a CC changes nothing.")
    drg = possible.pop()
    title, weight = book.titles[drg]
    return Grouping(book.version, drg, title, weight, tuple(said), SEVERITIES[level] if len(levels) == 1 else None)


_LIFT = {
    (0, 0): "A custom-made interbody device gives {top}, whatever the severity.",
    (0, 1): "A custom-made interbody device gives {top}, whatever the severity.",
    (1, 0): "The custom-made device takes part in the combination, but lifts to {top} only with a CC; there is none.",
    (1, 1): "The custom-made device takes part in the combination; with a CC that gives {top}.",
}


def _silent(version: str | None, *because: str) -> Grouping:
    return Grouping(version, None, None, None, because)
