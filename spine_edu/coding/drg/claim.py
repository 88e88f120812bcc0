"""A claim read: its day and its codes in their usual spelling, or an error that names the field and what is wrong with it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from spine_edu.coding import eras
from spine_edu.days import day_written
from spine_edu.errors import ClaimError, CodeError, WrittenError, together
from spine_edu.operation.fields import items_in
from spine_edu.operation.unknown_fields import unknown_field
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

FIELDS = ("discharged", "diagnoses", "procedures")
STAY = ("principal", "secondary")
"""What stands under `diagnoses`."""
_DIAGNOSIS = re.compile(r"(?:[A-Z][0-9]|QA)[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII)
_PROCEDURE = re.compile(r"[0-9A-HJ-NP-Z]{7}", re.ASCII)
_OLD = re.compile(r"[0-9]{2}\.?[0-9]{1,2}|(?:[0-9]{3}|V[0-9]{2}|E[0-9]{3})(?:\.?[0-9]{1,2})?", re.ASCII)
"""What a procedure or a diagnosis of ICD-9-CM looks like."""
_ICD9 = re.compile(r"[0-9]{2}\.?[0-9]{1,2}", re.ASCII)


class Claim(NamedTuple):
    """What a class is chosen from. The codes of the ICD-9-CM years, which are not grouped, stand as they were written."""

    discharged: str
    principal: str
    secondary: list[str]
    procedures: list[str]


def read_claim(claim: Mapping[str, object]) -> Claim:
    """Return the claim that a mapping holds; raise ClaimError that tells all that is wrong with it.

    The diagnoses stand under `diagnoses`, as in an operation, or beside the day; all but the principal may be left out.

    >>> read_claim({"discharged": "2026-11-20", "diagnoses": {"principal": "m960"}, "procedures": ["0sg0071"]})
    Claim(discharged='2026-11-20', principal='M96.0', secondary=[], procedures=['0SG0071'])
    """
    if not isinstance(claim, Mapping):
        raise ClaimError(f"A claim has the fields {listed(FIELDS)}; given: {shown(claim)}.")
    faults: list[WrittenError] = []
    meant = _meant_by_others(claim, FIELDS, faults, Spot(""))
    stay = claim
    if claim.get("diagnoses") is not None:
        stay = _stay_of(claim, faults)
        meant |= _meant_by_others(stay, STAY, faults, Spot("diagnoses", ("diagnoses",)))
    given = {"discharged": claim.get("discharged"), "principal": stay.get("principal")}
    if claim.get("diagnoses") is not None and not isinstance(claim["diagnoses"], Mapping | str):
        meant.add("principal")  # its form is told already
    unread = [name for name, value in given.items() if value is None]
    faults += [
        ClaimError(f"{name} is missing; a claim needs discharged (a day) and principal (a diagnosis).")
        for name in unread
        if name not in meant
    ]
    lists = [() if value is None else value for value in (stay.get("secondary"), claim.get("procedures"))]
    try:
        read = claim_of(*given.values(), *lists)
    except ClaimError as error:
        faults += [fault for fault in error.faults if fault.spot.path[0] not in unread]
    if faults:
        raise together(sorted(faults, key=_order_in(claim)))
    return read


def _meant_by_others(fields: Mapping[str, object], known: Sequence[str], faults: list[WrittenError], spot: Spot) -> set[str]:
    """Add to `faults` each field that is not known, and return the fields that were likely meant by them."""
    found = set()
    for name in fields:
        if name not in known and not (name in STAY and not spot.path):  # beside the day they stood in older files
            problem, meant = unknown_field(name, known, dict.fromkeys(STAY, "under diagnoses"))
            faults.append(ClaimError(problem, Spot(spot.words, (*spot.path, name))))
            found.add(meant)
    return found


def _order_in(claim: Mapping[str, object]) -> Callable[[WrittenError], int]:
    """Return the place of a fault among the fields of a claim as they are written; what is missing comes first."""
    places: dict[object, int] = {name: place for place, name in enumerate(claim)}
    return lambda fault: places.get(fault.spot.path[0], places.get("diagnoses", -1)) if fault.spot.path else -1


def _stay_of(claim: Mapping[str, object], faults: list[WrittenError]) -> Mapping[str, object]:
    """Return what stands under `diagnoses`; add to `faults` what is wrong with its form."""
    stay = claim["diagnoses"]
    if isinstance(stay, str):  # the first of those that it lists is the principal one
        principal, *secondary = items_in(stay) or [stay]
        return {"principal": principal, "secondary": secondary}
    if not isinstance(stay, Mapping):
        faults.append(ClaimError(f"expected {listed(STAY)}; given: {shown(stay)}.", Spot("diagnoses", ("diagnoses",))))
        return {}
    faults += [
        ClaimError(f"{name} stands beside diagnoses; write it there, and only there.", Spot("", (name,)))
        for name in STAY
        if name in claim
    ]
    return stay


def claim_of(discharged: object, principal: object, secondary: Any, procedures: Any) -> Claim:
    """Return the claim with these fields; each code is checked for its form.

    Raises ClaimError that tells all that is wrong.
    """
    faults: list[WrittenError] = []
    day = ""
    diagnosis, procedure = _of_either(_diagnosis), _of_either(_procedure)  # while the day is unknown
    try:
        day = eras.read_day(day_written(discharged) if isinstance(discharged, str) else discharged)
        in_icd9 = day <= eras.LAST_ICD9_DAY
        diagnosis, procedure = (_as_written, _as_written) if in_icd9 else (_diagnosis, _procedure)
    except CodeError as error:
        faults.append(ClaimError(str(error), Spot("discharged", ("discharged",))))
    first = _read_all("principal", (principal,), diagnosis, faults)
    more = _read_all("secondary", secondary, diagnosis, faults)
    codes = _read_all("procedures", procedures, procedure, faults)
    if faults:
        raise together(faults)
    return Claim(day, first[0], more, codes)


def _read_all(name: str, texts: Sequence[Any], read: Callable[[str], tuple[str, str]], faults: list[WrittenError]) -> list[str]:
    """Return the codes of one field in their usual spelling; add to `faults` what is wrong with others, with field and entry."""
    codes: list[str] = []
    if isinstance(texts, str) and texts.strip():
        texts = items_in(texts)
    if type(texts) not in (list, tuple):
        what = "procedure" if name == "procedures" else "diagnosis"
        faults.append(
            ClaimError(f"give a list of {what} codes, [] if there are none; given: {shown(texts)}.", Spot(name, (name,)))
        )
        return codes
    for place, text in enumerate(texts):
        code, problem = read(text) if type(text) is str else ("", f"a code is text in quotes; given: {shown(text)}.")
        if problem:
            faults.append(ClaimError(problem, _spot(name, place)))
        codes.append(code)
    return codes


def _as_written(text: str) -> tuple[str, str]:
    """Return the text; what form a code of ICD-9-CM has does not matter where nothing is grouped."""
    return text, ""


def _of_either(read: Callable[[str], tuple[str, str]]) -> Callable[[str], tuple[str, str]]:
    """Return a reader that takes codes of ICD-9-CM as written: only the day could tell that they are out of place."""
    return lambda text: ("", "") if _OLD.fullmatch(tidy(text).upper()) else read(text)


@functools.lru_cache(maxsize=8192)
def _diagnosis(text: str) -> tuple[str, str]:
    """Return an ICD-10-CM code with its dot, or what is wrong with the text.

    >>> _diagnosis(" t84226a ")
    ('T84.226A', '')
    """
    code = tidy(text).upper()
    if not _DIAGNOSIS.fullmatch(code):
        return "", f"{shown(text)} does not have the form of an ICD-10-CM code, such as M96.0 or T84.226A."
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
