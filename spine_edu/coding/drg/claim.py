"""A claim read: its day and its codes in their usual spelling, or an error that names the field and what is wrong with it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from spine_edu.coding import eras
from spine_edu.errors import ClaimError, CodeError
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

FIELDS = ("discharged", "principal", "secondary", "procedures")
_DIAGNOSIS = re.compile(r"(?:[A-Z][0-9]|QA)[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII)
_PROCEDURE = re.compile(r"[0-9A-HJ-NP-Z]{7}", re.ASCII)
_ICD9 = re.compile(r"[0-9]{2}\.?[0-9]{1,2}", re.ASCII)


class Claim(NamedTuple):
    """What a class is chosen from. The codes of the ICD-9-CM years, which are not grouped, stand as they were written."""

    discharged: str
    principal: str
    secondary: list[str]
    procedures: list[str]


def read_claim(claim: Mapping[str, Any]) -> Claim:
    """Return the claim that a mapping holds; `secondary` and `procedures` may be left out.

    >>> read_claim({"discharged": "2026-11-20", "principal": "m960", "procedures": ["0sg0071"]})
    Claim(discharged='2026-11-20', principal='M96.0', secondary=[], procedures=['0SG0071'])
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
    return claim_of(claim["discharged"], claim["principal"], secondary, procedures)


def claim_of(discharged: Any, principal: Any, secondary: Any, procedures: Any) -> Claim:
    """Return the claim with these fields; each code is checked for its form, and sorted."""
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
    in_icd9 = day <= eras.LAST_ICD9_DAY
    diagnosis, procedure = (_as_written, _as_written) if in_icd9 else (_diagnosis, _procedure)
    return Claim(
        day,
        _read_all("principal", (principal,), diagnosis)[0],
        sorted(_read_all("secondary", secondary, diagnosis)),
        sorted(_read_all("procedures", procedures, procedure)),
    )


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


def _as_written(text: str) -> tuple[str, str]:
    """Return the text; what form a code of ICD-9-CM has does not matter where nothing is grouped."""
    return text, ""


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
