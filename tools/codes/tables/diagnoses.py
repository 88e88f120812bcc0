"""All diagnoses of a version: which are valid, their MDC, severity and what cancels it; and two small tables of those we teach.

The part of the body of an injury, and the marks, stand in lists of MDC 17, 18, 24 and 25 that are not read here: a code keeps
them, a new code gets those of its nearest relatives if they agree, and what is left open is told, or read from decisions.csv.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.codes.edition import Edition, Sources
from tools.codes.official.appendices import Severities
from tools.codes.tables.decisions import Decisions
from tools.codes.tables.ours import Row, Rows, with_column
from tools.codes.tables.packed import Diagnoses

_OF_THE_LISTS = "diagnosis of 456-458"


@dataclass(frozen=True)
class Official:
    """What the official files say of diagnoses, by code without its dot."""

    titles: Mapping[str, str]
    mdc: Mapping[str, str]
    severities: Severities


@dataclass
class TurnedDiagnoses:
    """All diagnoses after the turn, the codes that began and ended, and what is left to a person."""

    diagnoses: Diagnoses
    began: list[str]
    ended: list[str]
    open: list[str]


def turned(before: Diagnoses, said: Official, edition: Edition, decided: Decisions) -> TurnedDiagnoses:
    """Return all diagnoses with one version more: a row goes on where nothing changed, and a new one begins where it did."""
    last = max((row["to_version"] for row in before.rows), key=_number)
    rows = [dict(row) for row in before.rows]
    now = {row["code"]: row for row in rows if row["to_version"] == last}
    known = sorted(now)
    kin = {code: (row["trauma_site"], row["marks"]) for code, row in now.items()}
    sets, name_of = _named(before.sets, said.severities)
    told = TurnedDiagnoses(Diagnoses(rows, sets), [], sorted(now.keys() - said.titles.keys()), [])
    for code in sorted(said.titles):
        cc = said.severities.level.get(code, "")
        cancelled_by = name_of.get(said.severities.collection_of.get(code, ""), "") if cc else ""
        new = {"mdc": said.mdc.get(code, ""), "cc": cc, "cancelled_by": cancelled_by}
        if old := now.get(code):
            if all(old[name] == value for name, value in new.items()):
                old["to_version"] = edition.version
                continue
            new |= {"trauma_site": old["trauma_site"], "marks": old["marks"]}
        else:
            told.began.append(code)
            new |= _as_relatives(code, known, kin, decided, told.open)
        rows.append({"code": code, "from_version": edition.version, "to_version": edition.version} | new)
    rows.sort(key=lambda row: (row["code"], _number(row["from_version"])))
    return told


def _named(sets: Mapping[str, frozenset[str]], severities: Severities) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Return the sets, new ones among them, and the name of each collection of appendix C: the old one for the same members."""
    grown = dict(sets)
    names = {principals: name for name, principals in sets.items()}
    number = max(int(name[1:]) for name in sets)
    name_of: dict[str, str] = {}
    for collection in sorted(set(severities.collection_of.values())):
        if not (principals := severities.collections[collection]):
            continue
        if principals not in names:
            number += 1
            names[principals] = f"x{number:04}"
            grown[names[principals]] = principals
        name_of[collection] = names[principals]
    return grown, name_of


def _as_relatives(
    code: str, known: Sequence[str], kin: Mapping[str, tuple[str, str]], decided: Decisions, left: list[str]
) -> Row:
    """Return part of the body and marks of a new code: decided by a person, else those of the codes that begin most like it."""
    found: set[tuple[str, str]] = set()
    for length in range(len(code) - 1, 2, -1):
        start = code[:length]
        if found := {kin[other] for other in known[bisect_left(known, start) : bisect_left(known, f"{start}~")]}:
            break
    if len(found) != 1 and code not in decided:
        left.append(
            f"{dotted(code)} is new and has no relatives that agree: look whether it is an injury (MDC 24), a condition of HIV "
            "(MDC 25), a neoplasm of MDC 17 or a postoperative infection, write it into decisions.csv, and run again; "
            "until then it is none of them."
        )
    site, marks = found.pop() if len(found) == 1 else ("", "")
    return {"trauma_site": decided.value(code, "trauma_site", site), "marks": decided.value(code, "marks", marks)}


def dotted(code: str) -> str:
    """Return an ICD-10-CM code with its dot.

    >>> dotted("M960"), dotted("A09")
    ('M96.0', 'A09')
    """
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code


def titled(
    rows: Rows,
    lists: Mapping[str, frozenset[str]],
    told: TurnedDiagnoses,
    titles: Mapping[str, str],
    edition: Edition,
    sources: Sources,
) -> Rows:
    """Return icd10cm.csv: titles of today, the codes that one we teach was split into, and the new ones of 456-458."""
    kept = [_retitled(row, titles, sources) for row in rows]
    new: dict[str, str] = {}
    for row in rows:
        bare = row["code"].replace(".", "")
        if bare in told.ended:
            new |= {code: row["use"] for code in told.began if code.startswith(bare)}
    for code in told.began:
        if any(code in codes for codes in lists.values()):
            new.setdefault(code, _OF_THE_LISTS)
    known = {row["code"] for row in rows}
    for code, use in new.items():
        if dotted(code) not in known:
            kept.append(
                {"code": dotted(code), "title": titles[code], "use": use, "valid_from": edition.first, "source": sources.cm}
            )
    return kept


def _retitled(row: Row, titles: Mapping[str, str], sources: Sources) -> Row:
    title = titles.get(row["code"].replace(".", ""), row["title"])
    return row if title == row["title"] else {**row, "title": title, "source": sources.cm}


def listed(rows: Rows, lists: Mapping[str, frozenset[str]], edition: Edition) -> Rows:
    """Return ms_drg_diagnosis_lists.csv with a column for the version: 1 where a diagnosis stands on a list of 456-458."""
    now = {(dotted(code), name) for name, codes in lists.items() for code in codes}
    return with_column(rows, edition.version, now, ("code", "list"))


def _number(version: str) -> float:
    return float(version[1:])
