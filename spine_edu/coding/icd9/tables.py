"""The ICD-9-CM table: which codes are valid when, their titles, and what the characters of one say."""

from __future__ import annotations

import functools

from spine_edu.data import table

FIRST_DAY = "1985-10-01"
LAST_DAY = "2015-09-30"


@functools.cache
def validity() -> dict[str, tuple[str, str]]:
    """Return first and last valid day of every ICD-9-CM code of our table.

    >>> validity()["81.38"]
    ('2001-10-01', '2015-09-30')
    """
    return {row["code"]: (row["valid_from"], row["valid_to"]) for row in table("icd9cm")}


@functools.cache
def titles() -> dict[str, str]:
    """Return the official title of every ICD-9-CM code of our table."""
    return {row["code"]: row["title"] for row in table("icd9cm")}


def parts(code: str) -> list[tuple[str, str, str, str]]:
    """Take one of our codes apart into (characters, axis, value, meaning); the meaning of the last digit is the title's.

    >>> for part in parts("81.38")[1:]:
    ...     print(*part, sep=" | ")
    3 | status | 3 | refusion
    4 | region, column and technique | 8 | Refusion of lumbar and lumbosacral spine, anterior column, posterior technique
    """
    title = titles().get(code, "")
    if code[:4] not in ("81.0", "81.3"):
        return [("1-2", "category", code[:2], ""), (f"3-{len(code) - 1}" if len(code) > 4 else "3", "operation", code[3:], title)]
    status = "refusion" if code[3] == "3" or code == "81.09" else "first fusion"
    return [
        ("1-2", "category", "81", "operations on joints"),
        ("3", "status", code[3], status),
        ("4", "region, column and technique", code[4], title),
    ]


def is_valid(code: str, day: str) -> bool:
    """Whether one of our codes is valid on a day.

    >>> is_valid("81.38", "2015-09-30"), is_valid("81.38", "2015-10-01")
    (True, False)
    """
    first, last = validity().get(code, ("9999", ""))
    return first <= day <= last
