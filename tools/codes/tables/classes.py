"""The tables of MS-DRG: classes with title, weight and stays, and which code stands on which list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from tools.codes.edition import Edition, Sources, TurnError
from tools.codes.official.appendices import Index, Title
from tools.codes.official.table5 import Class
from tools.codes.tables.ours import Rows, with_column

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
    return with_column(rows, edition.version, now, ("code", "list"))


_WHOLE = {("01", "028-030"): "nervous-system-spinal", ("08", "518-520"): "back-and-neck", ("08", "518"): "disc-device"}
"""Classes of which we hold every code."""
_BESIDE = {
    ("08", "463-465"): "wound-debridement",
    ("08", "477-479"): "biopsy",
    ("08", "495-497"): "local-removal",
    ("08", "500-502"): "soft-tissue",
    ("08", "509"): "arthroscopy",
    ("08", "515-517"): "other-musculoskeletal",
}
"""Classes of which we hold what is done beside a fusion, or instead of it."""
_OF_ANY_OPERATION = frozenset({"Pre", "01", "08", "14", "15", "18", "19", "20", "21", "22", "23", "24", "25"})
"""MDCs in which a fusion is as good as any other operation, or which are not covered: an operation of theirs changes nothing."""
_WOUNDS = {("21", "901-903")}
"""Classes of MDC 21 that are more than any other operation: a wound of an injury is debrided."""


def held(rows: Rows) -> dict[str, set[str]]:
    """Return the codes of each list in the newest version of ms_drg_lists.csv."""
    newest = list(rows[0])[-1]
    found: dict[str, set[str]] = {}
    for row in rows:
        if row[newest] == "1":
            found.setdefault(row["list"], set()).add(row["code"])
    return found


def lists_of_index(
    index: Index, companions: Collection[str], before: Mapping[str, Collection[str]] = MappingProxyType({})
) -> dict[str, frozenset[str]]:
    """Return the lists that appendix E tells: classes without a fusion, and which other MDC has what is done beside one.

    `before` has the codes of each list the year before. What appendix E does not tell stays as it was: which operations are
    not extensive (987-989), and which MDC has something done without an operating room.
    """
    found: dict[str, set[str]] = {}
    for code, entries in index.items():
        for entry in entries:
            if name := _WHOLE.get(entry):
                found.setdefault(name, set()).add(code)
    for code in companions:
        own = index.get(code, frozenset())
        names = {_BESIDE[entry] for entry in own if entry in _BESIDE}
        names |= {f"mdc-{mdc}" for mdc, _ in own if mdc not in _OF_ANY_OPERATION}
        names |= {"mdc-21" for entry in own if entry in _WOUNDS}
        if not own:
            names |= {"no-operating-room", *(name for name, codes in before.items() if name.startswith("mdc-") and code in codes)}
        elif "08" not in {mdc for mdc, _ in own}:
            small = code in before.get("unrelated-non-extensive", ())
            names.add("unrelated-non-extensive" if small else "unrelated")
        for name in names:
            found.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}
