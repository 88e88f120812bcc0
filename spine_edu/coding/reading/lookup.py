"""What a code is: its system, its title, its characters read aloud, since when and until when, and the likely slip if unknown.

It reads ICD-10-PCS and ICD-9-CM (spinal fusion and companions), every ICD-10-CM diagnosis since 2018-10-01, and the MS-DRGs
that a fusion or its likes lead to.
"""

from __future__ import annotations

import re

from spine_edu.coding import eras
from spine_edu.coding.reading import classes, diagnoses
from spine_edu.coding.reading.found import Look
from spine_edu.coding.reading.known import ended_diagnosis, known_class, known_diagnosis, known_procedure
from spine_edu.coding.reading.spelling import spelling_note, spellings
from spine_edu.coding.reading.tables import rows_of
from spine_edu.coding.reading.unknown import unknown
from spine_edu.errors import CodeError
from spine_edu.text.quoting import shown
from spine_edu.text.typed import bare_code, tidy

_CODE_LIKE = re.compile(r"[0-9A-Z]{2,10}", re.ASCII)


def look(code: str, on: str | None = None) -> Look:
    """Return what a code is, and whether it is valid on a day; raise CodeError for a text that is no code at all.

    >>> look("81.38", on="2015-10-01").said[0]
    'Valid from 2001-10-01 to 2015-09-30; on 2015-10-01 the code was no longer in use.'
    >>> look("0SG00E1").said[0]
    'Never a code: after 0SG00E character 7 (qualifier) can be 0 or J, not 1.'
    """
    day = None if on is None else eras.read_day(on)
    if not isinstance(code, str):
        raise CodeError(f"{shown(code)} is no code; give it as text in quotes, such as '81.38' or '0SG0071'.")
    if (named := classes.class_of(tidy(code).upper(), day)) and not rows_of("ICD-9-CM").get(spellings(bare_code(code))[1][1]):
        return known_class(named, day)
    *procedures, (icd10cm, diagnosis) = spellings(bare_code(code))
    for system, spelled in procedures:
        row = rows_of(system).get(spelled)
        if row is not None:
            return known_procedure(system, row, day, spelling_note(code, spelled, system))
    if ended := diagnoses.ended_before().get(diagnosis):
        return ended_diagnosis(ended, day, spelling_note(code, diagnosis, icd10cm))
    if found := diagnoses.newest(diagnosis):
        return known_diagnosis(diagnosis, *found, day, spelling_note(code, diagnosis, icd10cm))
    plain = tidy(code).upper()
    if not _CODE_LIKE.fullmatch(plain.replace(".", "")):
        raise CodeError(f"{shown(code)} does not have the form of a code, such as 0SG0071, 81.38 or M96.0.")
    return unknown(plain, day)
