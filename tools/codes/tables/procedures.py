"""The tables of ICD-10-PCS: which codes of fusion and beside it begin, end or are retitled, and what their values mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tools.codes.edition import Edition, Sources, TurnError
from tools.codes.official.pcs_tables import Labels
from tools.codes.tables.decisions import Decisions
from tools.codes.tables.ours import Row, Rows

FUSION = ("0RG", "0SG", "XRG")
_SPINAL = re.compile(r"Occipital-cervical|Vertebral Joint|Lumbosacral|Sacroiliac|Sacrococcygeal|Coccygeal")


@dataclass
class TurnedCodes:
    """A table of codes after the turn: its rows, the codes that began and ended, and what a person has to decide."""

    rows: Rows
    began: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def fusions(rows: Rows, order: Mapping[str, str], edition: Edition, sources: Sources) -> TurnedCodes:
    """Return icd10pcs_fusion.csv: every code of the fusion tables at a joint of the spine that was ever valid."""
    now = {code: title for code, title in order.items() if code[:3] in FUSION and _SPINAL.search(title)}
    turned = _with_days(rows, now, edition, sources)
    for code in sorted(now.keys() - {row["code"] for row in rows}):
        turned.rows.append({"code": code, "title": now[code], "valid_from": edition.first, "valid_to": "", "source": sources.pcs})
        turned.began.append(code)
    return turned


def companions(rows: Rows, order: Mapping[str, str], edition: Edition, sources: Sources, decided: Decisions) -> TurnedCodes:
    """Return icd10pcs_companion.csv; a new code of a body part that we hold gets the role that its nearest relatives share."""
    turned = _with_days(rows, order, edition, sources)
    held = {row["code"]: row["role"] for row in rows}
    parts = {code[:4] for code in held}
    for code in sorted(code for code in order if code[:4] in parts and code not in held):
        roles = _roles_near(code, held)
        if not (role := decided.value(code, "role", roles.pop() if len(roles) == 1 else "")):
            turned.open.append(
                f"{code} ({order[code]}) is new; its relatives are {' and '.join(sorted(roles))}. "
                "Write its role into decisions.csv, and run again."
            )
            continue
        turned.rows.append(
            {
                "code": code,
                "title": order[code],
                "role": role,
                "valid_from": edition.first,
                "valid_to": "",
                "source": sources.pcs,
            }
        )
        turned.began.append(code)
    return turned


def _roles_near(code: str, held: Mapping[str, str]) -> set[str]:
    """Return the roles of the codes that share body part and device, else of those that share the body part."""
    relatives = {other: role for other, role in held.items() if other[:4] == code[:4]}
    return {role for other, role in relatives.items() if other[5] == code[5]} or set(relatives.values())


def _with_days(rows: Rows, order: Mapping[str, str], edition: Edition, sources: Sources) -> TurnedCodes:
    """End the codes that the order file no longer has, and take over its titles."""
    turned = TurnedCodes([])
    for row in rows:
        code = row["code"]
        if code not in order:
            if not row["valid_to"]:
                row = {**row, "valid_to": edition.day_before}
                turned.ended.append(code)
        elif row["valid_to"]:
            raise TurnError(
                f"{code} ended on {row['valid_to']} and is in the order file again; our tables hold one interval for each code."
            )
        elif row["title"] != order[code]:
            row = {**row, "title": order[code], "source": sources.pcs}
        turned.rows.append(row)
    return turned


def axes(rows: Rows, codes: Iterable[str], labels: Labels) -> Rows:
    """Return icd10pcs_axes.csv for our codes: old labels stay, new values are added, labels are as the newest tables print them.

    Outside the Medical and Surgical section and the fusions only the first three characters have labels.
    """
    found: dict[tuple[str, str, str], str] = {(row["table"], row["position"], row["value"]): row["label"] for row in rows}
    missing = []
    for code in codes:
        whole = code[0] == "0" or code[:3] in FUSION
        for place, value in enumerate(code if whole else code[:3], 1):
            key = (code[:3], str(place), value)
            if label := labels.get(key):
                found[key] = label
            elif key not in found:
                missing.append(f"{value} at position {place} of table {code[:3]}")
    if missing:
        raise TurnError(
            f"The XML of the tables has no label for {missing[0]}; order file and tables are not of the same edition."
        )
    return [_axis(key, label) for key, label in found.items()]


def _axis(key: tuple[str, str, str], label: str) -> Row:
    table, position, value = key
    return {"table": table, "position": position, "value": value, "label": label}
