"""The ICD-10-PCS conversion table, text with tabs: which new code stands in the place of which old ones, and since when."""

from __future__ import annotations

from tools.codes.edition import Edition, TurnError
from tools.codes.official.downloads import Download


def read_conversion(file: Download, edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return, for each old code, the new ones that an edition's year gives for it.

    >>> row = "0SG00E0\\tFusion\\t2027\\tXRGB0R7\\tFusion\\t\\t10.1"
    >>> read_conversion(Download("icd10pcs_conversion_table_2027.txt", "Current code\\t\\n" + row), Edition("2026-10-01"))
    {'XRGB0R7': ('0SG00E0',)}
    """
    found: dict[str, list[str]] = {}
    rows = [line.split("\t") for line in file.text.splitlines() if line.count("\t") > 2]
    if not rows:
        raise TurnError(f"{file.name} has no lines with tabs: code, title, year, old codes.")
    for new, _, year, old, *_ in rows:
        if year.strip() == str(edition.year) and new.strip().isalnum():
            for code in old.replace('"', "").split(","):
                if (code := code.strip()) and code not in (new.strip(), "NoPCS"):
                    found.setdefault(code, []).append(new.strip())
    return {old: tuple(new) for old, new in found.items()}
