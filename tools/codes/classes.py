"""The tables of MS-DRG: classes with title, weight and stays, and which code stands on which list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tools.codes.appendices import Title
from tools.codes.edition import Edition, Sources, TurnError
from tools.codes.ours import Rows, versions, with_column
from tools.codes.table5 import Class

_WEIGHED = ("01", "08")
"""The MDCs whose classes have weight and stays in our table."""


def classes(rows: Rows, table5: Sequence[Class], titles: Mapping[str, Title], edition: Edition, sources: Sources) -> Rows:
    """Return ms_drg.csv with the classes of a new version: those that we hold, and every new class of spinal fusion.

    Those outside MDC 01 and 08 have a title only, from appendix A; without it they have no row.
    """
    held = {row["drg"] for row in rows}
    new = []
    for entry in table5:
        if entry.mdc in _WEIGHED and (entry.drg in held or "SPINAL FUSION" in entry.title.upper()):
            new.append(
                {
                    "version": edition.version,
                    "drg": entry.drg,
                    "mdc": entry.mdc,
                    "type": entry.type,
                    "title": entry.title,
                    "weight": entry.weight,
                    "gmlos": entry.gmlos,
                    "amlos": entry.amlos,
                    "source": sources.weights,
                }
            )
    if not new:
        raise TurnError("Table 5 holds none of our classes; is it Table 5 of the final rule for inpatients (IPPS)?")
    elsewhere = {row["drg"] for row in rows if row["mdc"] not in _WEIGHED}
    for drg in sorted(elsewhere & titles.keys()):
        title = titles[drg]
        new.append(
            {"version": edition.version, "drg": drg, "mdc": title.mdc, "type": title.type, "title": title.title}
            | {"weight": "", "gmlos": "", "amlos": "", "source": sources.manual}
        )
    return [row for row in rows if row["version"] != edition.version] + new


def lists(rows: Rows, named: Mapping[str, frozenset[str]], edition: Edition) -> Rows:
    """Return ms_drg_lists.csv with a column for the version: 1 where a code stands on a list."""
    now = {(code, name) for name, codes in named.items() for code in codes}
    held = {(row["code"], row["list"]) for row in rows}
    added = [{"code": code, "list": name, **dict.fromkeys(versions(rows), "0")} for code, name in sorted(now - held)]
    return with_column([*rows, *added], edition.version, lambda row: "1" if (row["code"], row["list"]) in now else "0")
