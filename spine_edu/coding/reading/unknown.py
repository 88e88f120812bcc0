"""What is said of a code that our tables do not hold: of which system it may be, and the likeliest slip."""

from __future__ import annotations

from spine_edu.coding import eras
from spine_edu.coding.reading import diagnoses
from spine_edu.coding.reading.characters import first_misfit, read_aloud
from spine_edu.coding.reading.found import Look
from spine_edu.coding.reading.known import with_titles
from spine_edu.coding.reading.spelling import spellings, system_of, without_letters
from spine_edu.coding.reading.tables import rows_of

_MOST_WITHIN = 40
"""A category with more codes below it is told by its subcategories."""


def unknown(plain: str, day: str | None) -> Look:
    """Say of a text in capitals that has the form of a code what it may be, and the likeliest slip.

    >>> unknown("0SGO071", None).said[0]
    'ICD-10-PCS never uses the letters O and I, only the digits 0 and 1; did you mean 0SG0071?'
    """
    bare = plain.replace(".", "")
    system = system_of(plain, bare)
    if system == "ICD-10-CM":
        return _unknown_diagnosis(bare, day)
    if system == "ICD-9-CM":
        return _unknown_by_volume_3(plain, bare, day)
    if system == "ICD-10-PCS":
        return _unknown_by_pcs(bare, day)
    return _not_held(plain, "a code", None, day)


def _unknown_diagnosis(bare: str, day: str | None) -> Look:
    """Say what the list of the day's version has below the code or near it."""
    code = spellings(bare)[2][1]
    of_the_day = eras.ms_drg_version(day) if day else eras.versions("MS-DRG")[-1].version
    version = of_the_day or eras.versions("MS-DRG")[-1].version
    found = diagnoses.standing(code, version)
    within = diagnoses.below(code, version)
    told = f"{code} is a category of ICD-10-CM, not a code; {diagnoses.near(code, version)}." if within else found.said
    named = diagnoses.groups_below(code, within) if len(within) > _MOST_WITHIN else with_titles(within)
    return Look(code, "ICD-10-CM", None, False if of_the_day and found.sure else None, day, said=(told, *named))


def _unknown_by_volume_3(plain: str, bare: str, day: str | None) -> Look:
    """Say that letters were typed for digits, that the text is a category, or that the code is not held."""
    system, codes = "ICD-9-CM", rows_of("ICD-9-CM")
    if (digits := without_letters(plain)) != plain:
        code = spellings(digits.replace(".", ""))[1][1]
        said = f"An ICD-9-CM procedure code has digits only, never the letters O and I{_meant(code, system)}"
        return Look(plain, system, None, False, day, said=(said,))
    code = spellings(bare)[1][1]
    if children := [known for known in codes if known.startswith(code) and known != code]:
        said = f"{code} is a category, not a code; our tables have {children[0]} to {children[-1]} in it."
        return Look(code, system, None, False, day, said=(said,))
    return _not_held(code, f"an {system} code", system, day)


def _unknown_by_pcs(bare: str, day: str | None) -> Look:
    """Say that letters were typed for digits, that characters are missing, or which character does not fit those before it."""
    system = "ICD-10-PCS"
    if (swapped := without_letters(bare)) != bare:
        said = f"ICD-10-PCS never uses the letters O and I, only the digits 0 and 1{_meant(swapped, system)}"
        return Look(bare, system, None, False, day, said=(said,))
    if len(bare) != 7:
        begun = sum(known.startswith(bare) for known in rows_of(system))
        told = f", and {begun} codes of our tables begin so." if begun > 1 else "."
        said = f"An ICD-10-PCS code has 7 characters; {bare} has {len(bare)}{told}"
        return Look(bare, system, None, False, day, characters=read_aloud(bare) if len(bare) > 2 else (), said=(said,))
    never, said = first_misfit(bare)
    return Look(bare, system, None, False if never else None, day, characters=read_aloud(bare), said=(said,))


def _not_held(code: str, what: str, system: str | None, day: str | None) -> Look:
    return Look(code, system, None, None, day, said=(f"{code} may be {what}, but is not in our tables.",))


def _meant(code: str, system: str) -> str:
    return f"; did you mean {code}?" if code in rows_of(system) else "."
