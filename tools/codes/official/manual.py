"""The Definitions Manual, an MDC of it: classes, and under each the lists of codes that its logic uses.

A class begins with one line `DRG 456 TITLE` for each of its MS-DRGs. Lines at the margin are the heading of a list, indented
lines its codes.
Inside a list, `One of … with one of …` stands for pairs: a code of the first part counts with a code of the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.codes.edition import TurnError
from tools.codes.official.downloads import Download

_CLASS = re.compile(r"DRG (\d{3}) (.+)")
_CODE = re.compile(r" +([A-Z0-9]{3,7})\*?(?: +\S.*)?$")
_CLUSTER = re.compile(r" +and\b")
_WORDS = "OPERATING ROOM PROCEDURES"


@dataclass(frozen=True)
class CodeList:
    """Codes under one heading of one class; `part` is A1, A2, B1, … for the parts of pairs, else ''."""

    drgs: tuple[str, ...]
    heading: str
    part: str
    codes: tuple[str, ...]


def read_lists(file: Download) -> tuple[CodeList, ...]:
    """Return every list of codes in the text of some MDCs, in the order of the manual."""
    reader = _ManualReader()
    for line in file.text.splitlines():
        reader.take(line.rstrip())
    reader.end_list()
    if not reader.found:
        raise TurnError(
            f"{file.name} has no line such as 'DRG 456 SPINAL FUSION …' with codes below it; take the text files of the "
            "Definitions Manual."
        )
    return tuple(reader.found)


class _ManualReader:
    """Where a reader of the manual stands: in which class, under which heading, in which part of a pair."""

    def __init__(self) -> None:
        self.found: list[CodeList] = []
        self.drgs: list[str] = []
        self.heading: list[str] = []
        self.codes: list[str] = []
        self.pairs, self.part = 0, ""
        self.naming = False  # whether the line before was one of `DRG 456 …`

    def take(self, line: str) -> None:
        """Take the next line: a class that is named, the heading of a list, or a code of it."""
        if match := _CLASS.match(line):
            if not self.naming:
                self.end_list()
                self.drgs, self.heading = [], []
            self.drgs.append(match[1])
            self.naming = True
            return
        self.naming = self.naming and not line
        if not line:
            return
        if line[0] in "+|:=":  # the frame around the head of a class or of an MDC
            self.end_list()
            self.drgs, self.heading = [], []
        elif not line.startswith(" "):
            if self.codes or self.part:
                self.end_list()
                self.heading = []
            self.heading.append(line)
        elif _CLUSTER.match(line):
            del self.codes[-1:]  # it counts only together with the next one: no member of the list by itself
        elif match := _CODE.match(line):
            if any(letter.isdigit() for letter in match[1]):
                self.codes.append(match[1])
        elif "one of" in line.lower():
            self._begin_part(first=not line.strip().lower().startswith("with"))

    def _begin_part(self, first: bool) -> None:
        self._close()
        self.pairs += first
        self.part = f"{chr(ord('A') + self.pairs - 1)}{1 if first else 2}"

    def end_list(self) -> None:
        self._close()
        self.pairs, self.part = 0, ""

    def _close(self) -> None:
        if self.codes and self.drgs:
            words = re.sub(r"\s+", " ", " ".join(self.heading).upper()).replace("PROCDURES", "PROCEDURES")
            heading = words.removesuffix(_WORDS).strip()
            self.found.append(CodeList(tuple(self.drgs), heading, self.part, tuple(self.codes)))
        self.codes = []
