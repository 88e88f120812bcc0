"""From a claim to its MS-DRG, for the spinal fusion classes, v40 to v44, with the reasons.

Refusion itself changes nothing here: it acts through the diagnoses and through the number and kind of codes.
What our tables cannot decide (another version, a diagnosis we do not hold, no fusion at all) is answered with `drg` None
and the reason. Present-on-admission and discharge status are not part of a claim here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.drg.order import ORDER, Facts, Row, passed_over
from spine_edu.coding.reading.lookup import look
from spine_edu.errors import ClaimError, CodeError
from spine_edu.files.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

FIELDS = ("discharged", "principal", "secondary", "procedures")
SEVERITIES = ("none", "CC", "MCC")
UNTITLED = "(title not in our tables)"  # stands where a class of another MDC has no title in data/codes

_OTHER_MDC = {
    "01": (("030", "029", "028"), "any spinal fusion is a spinal procedure of that MDC; column and level do not matter"),
    "18": (("855", "854", "853"), "a fusion is an operating room procedure beside an infection"),
    "18 postoperative": (("858", "857", "856"), "a fusion is an operating room procedure beside a postoperative infection"),
    "21": (("909", "908", "907"), "a fusion is another operating room procedure for an injury or complication"),
    "23": (("941", "940", "939"), "a fusion is an operating room procedure with a status or aftercare diagnosis"),
    "": (("983", "982", "981"), "a spinal fusion is unrelated to a principal diagnosis of that MDC"),
}
_DIAGNOSIS = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII)
_PROCEDURE = re.compile(r"[0-9A-HJ-NP-Z]{7}", re.ASCII)
_ICD9 = re.compile(r"[0-9]{2}\.?[0-9]{1,2}", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class Grouping:
    """The class of a claim and why; `drg`, `title` and `weight` are None where our tables do not decide."""

    version: str | None
    drg: str | None
    title: str | None
    weight: str | None
    because: tuple[str, ...]
    severity: str | None = None

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

    >>> group({"discharged": "2026-11-20", "principal": "M96.0", "secondary": ["T84.226A"], "procedures": ["0SG0071"]})
    <v44 451 SINGLE LEVEL SPINAL FUSION EXCEPT CERVICAL WITHOUT MCC, weight 3.2600>
    """
    if not isinstance(claim, Mapping):
        raise ClaimError(f"A claim has the fields {listed(FIELDS)}; given: {shown(claim)}.")
    for name in claim:
        if name not in FIELDS:
            raise ClaimError(f"{shown(name)} is no field of a claim; it has {', '.join(FIELDS)}.")
    for name in FIELDS[:2]:
        if claim.get(name) is None:
            raise ClaimError(f"{name} is missing; a claim needs discharged (a day) and principal (a diagnosis).")
    secondary, procedures = (() if claim.get(name) is None else claim[name] for name in FIELDS[2:])
    return group_codes(claim["discharged"], claim["principal"], secondary, procedures)


def group_codes(discharged: str, principal: str, secondary: Sequence[str] = (), procedures: Sequence[str] = ()) -> Grouping:
    """Return the MS-DRG for a day, a principal diagnosis, secondary diagnoses and procedure codes.

    >>> group_codes("2026-01-14", "M48.061", ["A41.9"], ["0SG10AJ", "0SG1071"]).drg
    '426'
    """
    try:
        day = eras.read_day(discharged)
    except CodeError as error:
        raise ClaimError(str(error), Spot("discharged", ("discharged",))) from error
    if type(secondary) not in (list, tuple):
        raise ClaimError(
            f"give a list of diagnosis codes, [] if there are none; given: {shown(secondary)}.", Spot("secondary", ("secondary",))
        )
    if type(procedures) not in (list, tuple):
        raise ClaimError(
            f"give a list of procedure codes, [] if there are none; given: {shown(procedures)}.",
            Spot("procedures", ("procedures",)),
        )
    if day <= eras.LAST_ICD9_DAY:
        _check_texts(principal, secondary, procedures)
        if eras.era_on("ICD-9-CM", day) is None:
            return _silent(None, f"{day} lies before the first day of our tables: not covered.")
        return _silent(None, f"On {day} ICD-9-CM was in use; how discharges of that time were grouped is not covered.")
    first = _read_all("principal", (principal,), _diagnosis)[0]
    others = sorted(_read_all("secondary", secondary, _diagnosis))
    codes = sorted(_read_all("procedures", procedures, _procedure))
    version = eras.ms_drg_version(day)
    if version is None:
        when = "lies before MS-DRG v36" if day < "2018-10-01" else f"lies past {eras.last_verified_day()}, our last verified day"
        return _silent(None, f"{day} {when}: not covered.")
    if version.partition(".")[0] not in ORDER:
        return _silent(version, f"On {day} MS-DRG {version} was in force; its lists are not in our tables: not covered.")
    return _decide(_book(version), day, first, others, codes)


def _decide(book: _Book, day: str, principal: str, secondary: list[str], procedures: list[str]) -> Grouping:
    said: list[str] = []
    fusions = _sort_out(book, day, procedures, said)
    if not book.level:
        return _family_v36(book, fusions, said)
    mdc = book.mdc.get(principal)
    if mdc is None:
        return _silent(book.version, *said, f"The principal diagnosis {principal} is not in our tables, so its MDC is unknown.")
    if not _valid(book.diagnosis_days[principal], day):
        return _silent(book.version, *said, f"The principal diagnosis {principal} was not valid on {day}: no class.")
    counted = _severity(book, day, principal, secondary)
    if not fusions:
        standing = [code for code in procedures if _valid(book.other_days.get(code) or book.fusion_days.get(code, _EVER), day)]
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
            return _answer(book, row.drgs, counted, said, row.lift(fusions) if row.lift else 2)
    return _silent(book.version, *said, "None of the fusion lists of this version holds these codes.")


def _sort_out(book: _Book, day: str, procedures: list[str], said: list[str]) -> dict[str, list[str]]:
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
            if not _valid(book.other_days[code], day):
                said.append(f"{code} was not valid on {day} and counts as absent.")
        elif code not in book.lists:
            found = look(code)
            other = f"{code} is not in our tables and was left out; a procedure of another kind can lead to another class."
            said.append(f"{code} was left out. {found.said[0]}" if found.valid is False else other)
    return fusions


@dataclass(slots=True)
class _Counted:
    """The severity as far as known (0 none, 1 CC, 2 MCC), the diagnoses we do not hold, membership of the 456-458 lists."""

    level: int
    unknown: list[str]
    listed: str
    said: list[str]


def _severity(book: _Book, day: str, principal: str, secondary: list[str]) -> _Counted:
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
    return _Counted(top, unknown, where, said)


def _answer(book: _Book, drgs: tuple[str, str, str], counted: _Counted, said: list[str], lift: int = 2) -> Grouping:
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


def _without_fusion(book: _Book, mdc: str, procedures: list[str], counted: _Counted, said: list[str]) -> Grouping:
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


def _family_v36(book: _Book, fusions: dict[str, list[str]], said: list[str]) -> Grouping:
    """v36: lists without diagnoses and severity, so at most the family of classes is known."""
    facts = Facts(fusions)
    family = next((row for row in book.rows if row.holds(facts)), None)
    if family is None:
        return _silent(book.version, *said, "No valid spinal fusion code is on the claim: not a spinal fusion class.")
    name = "456-458 or 459-460" if family.name == "459-460" else family.name
    said.append(f"With a principal diagnosis of MDC 08 the lists lead to {name}: {family.holds(facts)}")
    return _silent(book.version, *said, "Diagnosis lists and severity of v36 are not covered, so no class is named.")


@dataclass(frozen=True, slots=True)
class _Book:
    """All that one version needs, by code."""

    version: str
    rows: tuple[Row, ...]
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
def _book(version: str) -> _Book:
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
    return _Book(
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


_EVER = ("", "9999-12-31")


@functools.cache
def _days(table: str) -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["valid_from"], row["valid_to"] or "9999-12-31") for row in data.table(table)}


def _valid(days: tuple[str, str], day: str) -> bool:
    return days[0] <= day <= days[1]


def _silent(version: str | None, *because: str) -> Grouping:
    return Grouping(version, None, None, None, because)


def _read_all(name: str, texts: Sequence[Any], read: Callable[[str], tuple[str, str]]) -> list[str]:
    """Return the codes of one field in their usual spelling; raise ClaimError that names field and entry."""
    codes = []
    for place, text in enumerate(texts):
        if type(text) is not str:
            raise ClaimError(f"a code is text in quotes; given: {shown(text)}.", _spot(name, place))
        code, problem = read(text)
        if problem:
            raise ClaimError(problem, _spot(name, place))
        codes.append(code)
    return codes


def _check_texts(principal: Any, secondary: Sequence[Any], procedures: Sequence[Any]) -> None:
    """Codes of the ICD-9-CM years are not grouped, but must be text."""
    for name, texts in (("principal", (principal,)), ("secondary", secondary), ("procedures", procedures)):
        _read_all(name, texts, lambda text: (text, ""))


@functools.lru_cache(maxsize=8192)
def _diagnosis(text: str) -> tuple[str, str]:
    """Return an ICD-10-CM code with its dot, or what is wrong with the text.

    >>> _diagnosis(" t84226a ")
    ('T84.226A', '')
    """
    code = tidy(text).upper()
    if not _DIAGNOSIS.fullmatch(code):
        return "", f"{shown(text)} has not the form of an ICD-10-CM code, such as M96.0 or T84.226A."
    code = code.replace(".", "")
    return (code if len(code) == 3 else f"{code[:3]}.{code[3:]}"), ""


@functools.lru_cache(maxsize=8192)
def _procedure(text: str) -> tuple[str, str]:
    """Return an ICD-10-PCS code, or what is wrong with the text.

    >>> _procedure("0sg.0071")
    ('0SG0071', '')
    """
    code = tidy(text).upper()
    if _ICD9.fullmatch(code):
        return (
            "",
            f"{shown(text)} looks like an ICD-9-CM code, which ended on {eras.LAST_ICD9_DAY}; ICD-10-PCS has 7 characters.",
        )
    code = code.replace(".", "")
    if _PROCEDURE.fullmatch(code):
        return code, ""
    meant = code.replace("O", "0").replace("I", "1")
    hint = (
        f"; the letters O and I are never used: did you mean {meant}?" if meant != code and _PROCEDURE.fullmatch(meant) else "."
    )
    return "", f"{shown(text)} is no ICD-10-PCS code, which has 7 characters (digits and letters without O and I){hint}"


def _spot(name: str, place: int) -> Spot:
    return Spot(name, (name,)) if name == "principal" else Spot(f"{name}, entry {place + 1}", (name, place))
