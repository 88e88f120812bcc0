"""The order file of ICD-10-PCS or ICD-10-CM: every code and header in tabular order, in fixed columns.

Columns 1-5 order number, 7-13 code, 15 whether it may be reported (0 = a header), 17-76 abbreviated title, from 78 on the long
title.
"""

from __future__ import annotations

from collections.abc import Iterator

from tools.codes.edition import TurnError
from tools.codes.official.downloads import Download

LAYOUT = "columns 1-5 order number, 7-13 code, 15 the digit 0 or 1, 17-76 abbreviated title, 78 on long title"


def read_order(file: Download) -> dict[str, str]:
    """Return the long title of every code that may be reported, dotless, in the order of the file.

    >>> line = "00002 0016070 1 " + "Bypass Cereb Vent to Nasophar".ljust(60) + " Bypass Cerebral Ventricle to Nasopharynx"
    >>> read_order(Download("icd10pcs_order_2027.txt", line))
    {'0016070': 'Bypass Cerebral Ventricle to Nasopharynx'}
    """
    return {code: title for code, reportable, title in _lines(file) if reportable}


def _lines(file: Download) -> Iterator[tuple[str, bool, str]]:
    """Give code, whether it is a whole code, and title of each line, by the columns of the official file."""
    seen = False
    for number, line in enumerate(file.text.splitlines(), 1):
        if not line.strip():
            continue
        code, title = line[6:13].rstrip(), line[77:].rstrip()
        if not (
            line[:5].isdigit()
            and line[5] == line[13:14] == line[15:16] == " "
            and code.isalnum()
            and line[14:15] in ("0", "1")
            and title
        ):
            raise TurnError(f"{file.name}, line {number}: this is not the layout of an order file ({LAYOUT}): {line[:60]!r}.")
        seen = True
        yield code, line[14] == "1", title
    if not seen:
        raise TurnError(f"{file.name} is empty; download it again.")
