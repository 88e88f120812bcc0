"""Which edition is built: its first day and the names that follow from it, and what its rows cite as their source."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spine_edu.errors import SpineEduError


class TurnError(SpineEduError):
    """Something that keeps the year from being turned: which official file is wanted, or which line is not in its layout."""


class Edition(NamedTuple):
    """The code sets from one 1 October, or from one 1 April, on.

    >>> april = Edition("2026-04-01")
    >>> april.name, april.version, april.last, april.day_before
    ('FY2026 (from April 2026)', 'v43.1', '2026-09-30', '2026-03-31')
    >>> Edition("2026-10-01").name, Edition("2026-10-01").version, Edition("2026-10-01").last
    ('FY2027', 'v44', '2027-03-31')
    """

    first: str

    @property
    def is_april(self) -> bool:
        return self.first[5:] == "04-01"

    @property
    def year(self) -> int:
        """The fiscal year, named for the calendar year in which it ends."""
        return int(self.first[:4]) + (not self.is_april)

    @property
    def name(self) -> str:
        return f"FY{self.year} (from April {self.year})" if self.is_april else f"FY{self.year}"

    @property
    def version(self) -> str:
        """The MS-DRG version: v1 was that of FY1984."""
        return f"v{self.year - 1983}{'.1' if self.is_april else ''}"

    @property
    def last(self) -> str:
        """The last day for which these files speak: the day before the next update."""
        return f"{self.year}-09-30" if self.is_april else f"{self.year}-03-31"

    @property
    def day_before(self) -> str:
        return (datetime.date.fromisoformat(self.first) - datetime.timedelta(days=1)).isoformat()


def edition_of(year: str, april: bool) -> Edition:
    """Return the edition of a fiscal year written as FY2028; its update of 1 April, or the one of 1 October.

    >>> edition_of("FY2028", april=False).first, edition_of("fy2027", april=True).first
    ('2027-10-01', '2027-04-01')
    """
    if not (found := re.fullmatch(r"FY(20\d\d)", year.strip(), re.ASCII | re.IGNORECASE)):
        raise TurnError(f"{year!r} is no fiscal year; write it as FY2028.")
    number = int(found[1])
    return Edition(f"{number}-04-01" if april else f"{number - 1}-10-01")


def edition_after(eras: Iterable[Mapping[str, str]]) -> Edition:
    """Return the edition that begins on the day after our tables end."""
    last = max(row["last_verified"] for row in eras if row["system"] == "ICD-10-PCS")
    return Edition((datetime.date.fromisoformat(last) + datetime.timedelta(days=1)).isoformat())


@dataclass(frozen=True)
class Sources:
    """What new rows cite: keys of data/sources.yml, one for each official file."""

    pcs: str
    """The ICD-10-PCS order file: titles of procedure codes."""
    days: str
    """What says when an edition of ICD-10-PCS is in force."""
    cm: str
    """The ICD-10-CM order file: new diagnoses."""
    weights: str
    """Table 5 of the final rule."""
    manual: str
    """The Definitions Manual: when a version is in force, and the classes of other MDCs."""
    pairs: str
    """Its appendix C: which principal diagnosis keeps a CC or MCC from counting."""


def sources_of(edition: Edition) -> Sources:
    """Return the keys that an edition's files get.

    >>> sources_of(Edition("2027-10-01")).weights
    'cms-ipps-2028-table5'
    """
    when = f"{edition.year}-april" if edition.is_april else f"{edition.year}"
    order, manual = f"pcs-order-{when}", f"cms-ms-drg-definitions-{edition.version}"
    return Sources(order, order, f"icd10cm-order-{when}", f"cms-ipps-{edition.year}-table5", manual, manual)
