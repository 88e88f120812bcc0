"""The addenda of an order file: what was added, deleted and retitled since the year before, as a second check of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tools.codes.edition import TurnError
from tools.codes.official.downloads import Download

_LINE = re.compile(r"(Add|Delete|Revise from|Revise to):\s+(?:[01] )?([0-9A-Z]{3,7})\s+(?:[01] )?\s*(\S.*)", re.ASCII)


@dataclass(frozen=True)
class Addenda:
    """Codes, dotless, headers among them."""

    added: frozenset[str]
    deleted: frozenset[str]
    revised: frozenset[str]


def read_addenda(file: Download) -> Addenda:
    """Return what an addenda file says.

    >>> file = Download("order_addenda_2027.txt", "Add:         0SG00E0 Fusion Lum Jt\\nDelete:      XRGB0R7 Fusion Lum Jt")
    >>> read_addenda(file).deleted
    frozenset({'XRGB0R7'})
    """
    found: dict[str, set[str]] = {"Add": set(), "Delete": set(), "Revise to": set(), "Revise from": set()}
    for number, line in enumerate(file.text.splitlines(), 1):
        if not line.strip():
            continue
        if not (match := _LINE.match(line)):
            raise TurnError(
                f"{file.name}, line {number}: addenda have lines that begin with Add:, Delete:, Revise from: or Revise "
                "to:, then a code and its "
                f"titles; found {line[:60]!r}."
            )
        found[match[1]].add(match[2])
    return Addenda(*(frozenset(found[what]) for what in ("Add", "Delete", "Revise to")))


def disagreements(name: str, addenda: Addenda, began: Iterable[str], ended: Iterable[str]) -> list[str]:
    """Return where an addenda file and what we found in the order file do not say the same of our codes."""
    told = [
        f"{name} does not add {code}, which is new in our tables: if it is older, correct its first day."
        for code in began
        if code not in addenda.added
    ]
    return told + [
        f"{name} does not delete {code}, which the order file no longer has: find out which of them is right."
        for code in ended
        if code not in addenda.deleted
    ]
