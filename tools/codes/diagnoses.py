"""The tables of diagnoses: severity by version, the lists of 456-458, and the pairs in which a CC or MCC does not count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.codes.appendices import Severities
from tools.codes.edition import Edition, Sources
from tools.codes.ours import Row, Rows, versions, with_column


@dataclass(frozen=True)
class Official:
    """What the official files say of diagnoses, by code with its dot."""

    titles: Mapping[str, str]
    mdc: Mapping[str, str]
    level: Mapping[str, str]
    excluded_by: Mapping[str, frozenset[str]]


def official(order: Mapping[str, str], mdcs: Mapping[str, str], severities: Severities) -> Official:
    """Return what three official files say of diagnoses, their codes spelled as we spell them."""
    return Official(
        titles={dotted(code): title for code, title in order.items()},
        mdc={dotted(code): mdc for code, mdc in mdcs.items()},
        level={dotted(code): level for code, level in severities.level.items()},
        excluded_by={dotted(code): frozenset(map(dotted, by)) for code, by in severities.excluded_by.items()},
    )


def dotted(code: str) -> str:
    """Return an ICD-10-CM code with its dot.

    >>> dotted("M960"), dotted("A09")
    ('M96.0', 'A09')
    """
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code


def held(rows: Rows, said: Official, edition: Edition, sources: Sources) -> Rows:
    """Return icd10cm.csv with the status of the version; where a code ended, the codes that it was split into come in with its
    use.
    """
    turned = _with_days(rows, said, edition, sources)
    return with_column(
        turned, f"cc_{edition.version}", lambda row: "" if row["valid_to"] else said.level.get(row["code"], "none")
    )


def listed(rows: Rows, lists: Mapping[str, frozenset[str]], said: Official, edition: Edition, sources: Sources) -> Rows:
    """Return ms_drg_diagnosis_lists.csv with a column for the version: 1 where a diagnosis stands on a list of 456-458."""
    now = {(dotted(code), name) for name, codes in lists.items() for code in codes}
    turned = [_still(row, said, edition, sources) for row in rows]
    for code, name in sorted(now - {(row["code"], row["list"]) for row in rows}):
        turned.append(
            {"code": code, "title": said.titles.get(code, ""), "list": name, **dict.fromkeys(versions(rows), "0")}
            | {"mdc": "", "cc": "", "valid_from": edition.first, "valid_to": "", "source": sources.cm}
        )
    for row in turned:
        if not row["valid_to"]:
            row |= {"mdc": said.mdc.get(row["code"], row["mdc"]), "cc": said.level.get(row["code"], "none")}
    return with_column(turned, edition.version, lambda row: "1" if (row["code"], row["list"]) in now else "0")


def pairs(rows: Rows, codes: frozenset[str], said: Official, edition: Edition, sources: Sources) -> Rows:
    """Return ms_drg_cc_exclusions.csv with a column for the version, for the diagnoses of our two tables, given as `codes`."""
    now = {(by, code) for code in codes if code in said.level for by in said.excluded_by.get(code, ()) if by in codes}
    known = {(row["principal"], row["secondary"]) for row in rows}
    added = [
        {"principal": principal, "secondary": secondary, **dict.fromkeys(versions(rows), "0"), "source": sources.pairs}
        for principal, secondary in sorted(now - known)
    ]
    return with_column([*rows, *added], edition.version, lambda row: "1" if (row["principal"], row["secondary"]) in now else "0")


def _with_days(rows: Rows, said: Official, edition: Edition, sources: Sources) -> Rows:
    turned = []
    known = {row["code"] for row in rows}
    for row in rows:
        now = _still(row, said, edition, sources)
        turned.append(now if now["valid_to"] else {**now, "mdc": said.mdc.get(row["code"], row["mdc"])})
        if now["valid_to"] != row["valid_to"]:
            for code in sorted(code for code in said.titles if code.startswith(row["code"]) and code not in known):
                turned.append(
                    dict.fromkeys(row, "")
                    | {"code": code, "title": said.titles[code], "use": row["use"], "mdc": said.mdc.get(code, row["mdc"])}
                    | {"valid_from": edition.first, "source": sources.cm}
                )
    return turned


def _still(row: Row, said: Official, edition: Edition, sources: Sources) -> Row:
    """Return a row with its last day if the order file no longer has the code, with the title of the order file if it has."""
    if row["valid_to"]:
        return dict(row)
    if row["code"] not in said.titles:
        return {**row, "valid_to": edition.day_before}
    title = said.titles[row["code"]]
    return {**row, "title": title, **({} if title == row["title"] else {"source": sources.cm})}
