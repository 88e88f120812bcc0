"""How a text would be written as a code of each system, and of which system it could be."""

from __future__ import annotations

import re

from spine_edu.text.typed import tidy

_PCS_SECTIONS = frozenset("0123456789BCDFGHX")
_ICD9 = re.compile(r"[0-9]{2}\.?[0-9]{1,2}", re.ASCII)
_ICD10CM = re.compile(r"(?:[A-Z][0-9]|QA)[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII)


def spellings(bare: str) -> tuple[tuple[str, str], ...]:
    """Return how a text without dots would be written in each system: ICD-10-PCS, ICD-9-CM, ICD-10-CM.

    >>> spellings("8138")
    (('ICD-10-PCS', '8138'), ('ICD-9-CM', '81.38'), ('ICD-10-CM', '813.8'))
    """
    icd9 = f"{bare[:2]}.{bare[2:]}" if len(bare) > 2 else bare
    icd10cm = f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare
    return ("ICD-10-PCS", bare), ("ICD-9-CM", icd9), ("ICD-10-CM", icd10cm)


def spelling_note(given: str, spelled: str, system: str) -> str:
    """Say how what was typed is written in its system; '' where it was written so.

    >>> spelling_note("m960", "M96.0", "ICD-10-CM")
    'In ICD-10-CM this is written M96.0: letters are capitals, the dot stands after 3 characters.'
    """
    given, slips = tidy(given), []
    if given != given.upper():
        slips.append("letters are capitals")
    joined = re.sub("[ _-]", "", given.upper())
    if joined != given.upper():
        slips.append("no blank and no dash")
    if joined != spelled:
        slips.append("no dot" if "." not in spelled else f"the dot stands after {spelled.index('.')} characters")
    return f"In {system} this is written {spelled}: {', '.join(slips)}." if slips else ""


def without_letters(text: str) -> str:
    """Return a text with the digits that the letters O and I are mistaken for."""
    return text.replace("O", "0").replace("I", "1")


def system_of(plain: str, bare: str) -> str | None:
    """Return the system that a text in capitals could be a code of, given with its dots and without them.

    >>> system_of("81.3", "813"), system_of("0SG", "0SG"), system_of("M96.0", "M960")
    ('ICD-9-CM', 'ICD-10-PCS', 'ICD-10-CM')
    """
    if _ICD9.fullmatch(plain):
        return "ICD-9-CM"
    if "." not in plain and len(bare) in (6, 7, 8) and (bare[0].isdigit() or bare[0] in "OX"):
        return "ICD-10-PCS"
    if _ICD10CM.fullmatch(plain):
        return "ICD-10-CM"
    if _ICD9.fullmatch(without_letters(plain)):
        return "ICD-9-CM"
    if "." not in plain and len(bare) < 6 and not bare[:4].isdigit() and (bare[0].isdigit() or bare[0] in "OX"):
        return "ICD-10-PCS"
    return "ICD-10-PCS" if len(bare) == 7 and bare[0] in _PCS_SECTIONS else None
