"""From a claim to its MS-DRG, for the spinal fusion classes, v40 to v44, with the reasons.

Refusion itself changes nothing here: it acts through the diagnoses and through the number and kind of codes.
What our tables cannot decide (another version, a diagnosis we do not hold, no fusion at all) is answered with `drg` None
and the reason. Present-on-admission and discharge status are not part of a claim here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spine_edu.coding import eras
from spine_edu.coding.drg.claim import Claim, claim_of, read_claim
from spine_edu.coding.drg.order import ORDER, Facts
from spine_edu.coding.drg.severity import Counted, weigh
from spine_edu.coding.drg.tables import EVER, SEVERITIES, Book, book_of, lies_in
from spine_edu.coding.reading.lookup import look
from spine_edu.text.lists import listed

UNTITLED = "(title not in our tables)"  # stands where a class of another MDC has no title in data/codes

_OTHER_MDC = {
    "01": (("030", "029", "028"), "any spinal fusion is a spinal procedure of that MDC; column and level do not matter"),
    "18": (("855", "854", "853"), "a fusion is an operating room procedure beside an infection"),
    "18 postoperative": (("858", "857", "856"), "a fusion is an operating room procedure beside a postoperative infection"),
    "21": (("909", "908", "907"), "a fusion is another operating room procedure for an injury or complication"),
    "23": (("941", "940", "939"), "a fusion is an operating room procedure with a status or aftercare diagnosis"),
    "": (("983", "982", "981"), "a spinal fusion is unrelated to a principal diagnosis of that MDC"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Grouping:
    """The class of a claim and why; `drg`, `title` and `weight` are None where our tables do not decide.

    `passed_over` is the one of the reasons that names the classes ranked above.
    """

    version: str | None
    drg: str | None
    title: str | None
    weight: str | None
    because: tuple[str, ...]
    severity: str | None = None
    passed_over: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the answer of the `drg` command."""
        return {
            "version": self.version,
            "drg": self.drg,
            "title": self.title,
            "weight": self.weight,
            "because": list(self.because),
        }

    def __repr__(self) -> str:
        if self.drg is None:
            return f"<{self.version or 'no MS-DRG version'}: not grouped. {self.because[-1]}>"
        weight = f", weight {self.weight}" if self.weight else ""
        return f"<{self.version} {self.drg} {self.title or UNTITLED}{weight}>"


def group(claim: Mapping[str, Any]) -> Grouping:
    """Return the MS-DRG of one claim; raise ClaimError, naming the field, if it cannot be read.

    >>> group({"discharged": "2026-11-20", "diagnoses": {"principal": "M96.0", "secondary": ["T84.226A"]}, "procedures": ["0SG0071"]})
    <v44 451 SINGLE LEVEL SPINAL FUSION EXCEPT CERVICAL WITHOUT MCC, weight 3.2600>
    """
    return _group(read_claim(claim))


def group_codes(discharged: str, principal: str, secondary: Sequence[str] = (), procedures: Sequence[str] = ()) -> Grouping:
    """Return the MS-DRG for a day, a principal diagnosis, secondary diagnoses and procedure codes.

    >>> group_codes("2026-01-14", "M48.061", ["A41.9"], ["0SG10AJ", "0SG1071"]).drg
    '426'
    """
    return _group(claim_of(discharged, principal, secondary, procedures))


def _group(claim: Claim) -> Grouping:
    """Find the version of the day and ask its book; say so where a day or a version is not covered."""
    day = claim.discharged
    if day <= eras.LAST_ICD9_DAY:
        if eras.era_on("ICD-9-CM", day) is None:
            return _silent(None, f"{day} lies before the first day of our tables: not covered.")
        return _silent(None, f"On {day} ICD-9-CM was in use; how discharges of that time were grouped is not covered.")
    version = eras.ms_drg_version(day)
    if version is None:
        when = "lies before MS-DRG v36" if day < "2018-10-01" else f"lies past {eras.last_verified_day()}, our last verified day"
        return _silent(None, f"{day} {when}: not covered.")
    if version.partition(".")[0] not in ORDER:
        return _silent(version, f"On {day} MS-DRG {version} was in force; its lists are not in our tables: not covered.")
    return _decide(book_of(version), claim)


def _decide(book: Book, claim: Claim) -> Grouping:
    """Choose the class: by the MDC of the principal diagnosis, in MDC 08 by the first row of the order that holds."""
    day, principal, secondary, procedures = claim
    said: list[str] = []
    fusions = _sort_out(book, day, procedures, said)
    if not book.level:
        return _family_v36(book, fusions, said)
    mdc = book.mdc.get(principal)
    if mdc is None:
        return _silent(book.version, *said, f"The principal diagnosis {principal} is not in our tables, so its MDC is unknown.")
    if not lies_in(book.diagnosis_days[principal], day):
        return _silent(book.version, *said, f"The principal diagnosis {principal} was not valid on {day}: no class.")
    counted = weigh(book, day, principal, secondary)
    if not fusions:
        standing = [code for code in procedures if lies_in(book.other_days.get(code) or book.fusion_days.get(code, EVER), day)]
        return _without_fusion(book, mdc, standing, counted, said)
    if principal[0] == "S" and (trauma := [code for code in counted.unknown if code[0] == "S"]):
        why = f"{principal} with {listed(trauma)}, not in our tables, may be multiple significant trauma (957-959)."
        return _silent(book.version, *said, why)
    if mdc != "08":
        key = "18 postoperative" if principal[:4] == "T81." else mdc if mdc in _OTHER_MDC else ""
        drgs, reason = _OTHER_MDC[key]
        said.append(f"{principal} belongs to MDC {mdc}, not to MDC 08, so {drgs[2]}-{drgs[0]} applies: {reason}.")
        return _answer(book, drgs, counted, said)
    facts = Facts(fusions, counted.listed)
    for place, row in enumerate(book.rows):
        if reason := row.holds(facts):
            said.append(f"{principal} belongs to MDC 08. {row.name} applies: {reason}")
            said.append(book.passed_over[place])
            found = _answer(book, row.drgs, counted, said, row.lift(fusions) if row.lift else 2)
            return replace(found, passed_over=book.passed_over[place])
    return _silent(book.version, *said, "None of the fusion lists of this version holds these codes.")


def _sort_out(book: Book, day: str, procedures: list[str], said: list[str]) -> dict[str, list[str]]:
    """Return the valid fusion codes by list; say which codes were left out."""
    fusions: dict[str, list[str]] = {}
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
            other = f"{code} is not in our tables and was left out; a procedure of another kind can lead to another class."
            said.append(f"{code} was left out. {found.said[0]}" if found.valid is False else other)
    return fusions


def _answer(book: Book, drgs: tuple[str, str, str], counted: Counted, said: list[str], lift: int = 2) -> Grouping:
    """Choose by severity; a custom-made device lifts to the highest class from severity `lift` on.

    With a diagnosis we do not hold the severity is unknown, and only a class that every severity shares is answered.
    """
    level = counted.level
    said += counted.said
    if lift < 2 and level < 2:
        said.append(_LIFT[lift, level].format(top=drgs[2]))
    levels = range(level, 3) if counted.unknown else (level,)
    possible = {drgs[2 if at >= lift else at] for at in levels}
    if counted.unknown:
        names = listed(counted.unknown)
        if len(possible) > 1:
            outcomes = " or ".join(sorted(possible, reverse=True))
            return _silent(book.version, *said, f"Not in our tables: {names}; so the severity is unknown: {outcomes}.")
        said.append(f"Not in our tables: {names}; whatever the severity, the class is the same.")
    elif drgs[0] == drgs[2] == "402":
        said.append("402 has no severity split.")
    elif drgs[0] == drgs[1] != drgs[2] and level == 1 < lift:
        said.append("These classes ask only for an MCC: a CC changes nothing.")
    drg = possible.pop()
    title, weight = book.titles.get(drg, (None, None))
    return Grouping(book.version, drg, title, weight, tuple(said), SEVERITIES[level] if len(levels) == 1 else None)


_LIFT = {
    (0, 0): "A custom-made interbody device gives {top}, whatever the severity.",
    (0, 1): "A custom-made interbody device gives {top}, whatever the severity.",
    (1, 0): "The custom-made device takes part in the combination, but lifts to {top} only with a CC; there is none.",
    (1, 1): "The custom-made device takes part in the combination; with a CC that gives {top}.",
}


def _without_fusion(book: Book, mdc: str, procedures: list[str], counted: Counted, said: list[str]) -> Grouping:
    """No spinal fusion: 518-520 where the v44 lists decide it, else nothing."""
    said.append("No valid spinal fusion code is on the claim: not a spinal fusion class.")
    known = [set(book.lists.get(code, ())) & {"back-and-neck", "disc-device"} for code in procedures]
    if mdc != "08" or not any(known):
        return _silent(book.version, *said, "Our tables do not decide which class it is.")
    if not all(known):
        return _silent(book.version, *said, "A back and neck procedure may lead to 518-520, but another code can outrank it.")
    said.append("Every procedure is on the back and neck lists: 518-520.")
    if any("disc-device" in names for names in known):
        said.append("A disc device or spinal stabilization device gives 518, whatever the severity.")
        return _answer(book, ("518", "518", "518"), counted, said)
    return _answer(book, ("520", "519", "518"), counted, said)


def _family_v36(book: Book, fusions: dict[str, list[str]], said: list[str]) -> Grouping:
    """v36: lists without diagnoses and severity, so at most the family of classes is known."""
    facts = Facts(fusions)
    family = next((row for row in book.rows if row.holds(facts)), None)
    if family is None:
        return _silent(book.version, *said, "No valid spinal fusion code is on the claim: not a spinal fusion class.")
    name = "456-458 or 459-460" if family.name == "459-460" else family.name
    said.append(f"With a principal diagnosis of MDC 08 the lists lead to {name}: {family.holds(facts)}")
    return _silent(book.version, *said, "Diagnosis lists and severity of v36 are not covered, so no class is named.")


def _silent(version: str | None, *because: str) -> Grouping:
    return Grouping(version, None, None, None, because)
