"""The appendices of the Definitions Manual: A all classes, B the MDC of a diagnosis, C what counts as CC or MCC, D the order.

C tells what excludes a CC or MCC, too, and E, bound with D, where each procedure leads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tools.codes.edition import Edition, TurnError
from tools.codes.official.downloads import Download

_VERSION = re.compile(r"Appendix A List of MS-DRGs Version (\d+)(?:\.(\d+))?")
_CLASS = re.compile(r"(\d{3}) (\d\d|  )  ([MP])  (\S.*)")
_INDEXED = re.compile(r" ([A-Z]\w{2,6}) +(\d\d|Pre)\b| {8,}(\d\d|Pre) ")
_LEVEL = re.compile(r" ([A-Z]\w{2,6}) +(MCC|CC) +(?:\d\d +)?(?:(\d{4}):)?")
_MEMBER = re.compile(r" +([A-Z]\w{2,6})\b")
_LEADS = re.compile(r" {2,}([0-9A-Z]{7})?([*+]*) +(\d\d|Pre) +(\d{3}(?:-\d{3})?) ")
_TURNS = ("24", "25", "Pre")
"""MDCs that take a diagnosis only together with others, or before all others: its own MDC is another one."""

Index = Mapping[str, frozenset[tuple[str, str]]]
"""By procedure: the MDCs and classes that it leads to."""


@dataclass(frozen=True)
class Title:
    """A class of appendix A; `mdc` is '' where it takes patients of several."""

    mdc: str
    type: str
    title: str


@dataclass(frozen=True)
class Severities:
    """Appendix C: the level of each diagnosis that has one, and the principal diagnoses beside which it does not count."""

    level: Mapping[str, str]
    collection_of: Mapping[str, str]
    collections: Mapping[str, frozenset[str]]


def read_titles(file: Download, edition: Edition) -> dict[str, Title]:
    """Return all classes of appendix A, which must be of the edition's version."""
    if not (version := _VERSION.search(file.text)):
        raise TurnError(f"{file.name} does not begin with 'Appendix A List of MS-DRGs Version …'.")
    named = f"v{version[1]}" + (f".{version[2]}" if version[2] and version[2] != "0" else "")
    if named != edition.version:
        raise TurnError(f"{file.name} is of MS-DRG {named}; from {edition.first} {edition.version} is in force.")
    kinds = {"M": "MED", "P": "SURG"}
    rows = (_CLASS.match(line) for line in file.text.splitlines())
    return {row[1]: Title(row[2].strip(), kinds[row[3]], row[4].strip().upper()) for row in rows if row}


def read_mdcs(file: Download) -> dict[str, str]:
    """Return the MDC of each diagnosis, dotless, as principal diagnosis.

    >>> read_mdcs(Download("appendix_B.txt", " A1801   08  456-458     Tuberculosis of spine\\n         25  974-976     "))
    {'A1801': '08'}
    """
    found: dict[str, str] = {}
    others: dict[str, str] = {}
    code = ""
    for line in file.text.splitlines():
        if match := _INDEXED.match(line):
            code = match[1] or code
            mdc = match[2] or match[3]
            if code:
                (others if mdc in _TURNS else found).setdefault(code, mdc)
    found = others | found
    if not found:
        raise TurnError(f"{file.name} has no line such as ' A1801   08  456-458     Tuberculosis of spine'.")
    return found


def read_severities(file: Download) -> Severities:
    """Return part 1 of appendix C with its collections of principal diagnoses; parts 2 and 3 are not read.

    >>> lines = " M960    CC     0009:2 codes  Pseudarthrosis\\nPDX collection 0009\\n  M960    Pseudarthrosis\\n"
    >>> read_severities(Download("appendix_C.txt", lines)).collections
    {'0009': frozenset({'M960'})}
    """
    level: dict[str, str] = {}
    collection_of: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    current: set[str] | None = None
    for line in file.text.splitlines():
        if line.startswith("PDX collection "):
            current = members.setdefault(line.split()[2], set())
        elif line.startswith("Appendix C Part"):
            if "Part 1" not in line:
                break
        elif current is None:
            if match := _LEVEL.match(line):
                level[match[1]] = match[2]
                if match[3]:
                    collection_of[match[1]] = match[3]
        elif match := _MEMBER.match(line):
            current.add(match[1])
    if not level or not members:
        raise TurnError(f"{file.name} has no lines such as ' M960    CC     0009:2 codes', or no 'PDX collection' below them.")
    if lost := sorted(set(collection_of.values()) - members.keys()):
        raise TurnError(f"{file.name} was cut short: PDX collection {lost[0]} is named and not there. Download it again.")
    return Severities(level, collection_of, {name: frozenset(codes) for name, codes in members.items()})


def read_procedure_index(file: Download) -> Index:
    """Return, for each operating room procedure of appendix E, the MDCs and classes that it leads to; those with a * are none.

    >>> lines = "Procedure Code/MS-DRG Index\\n  0RU33KZ   01  028-030 A\\n            08  518-520 B\\n  02H63JZ*  05  242-244 C"
    >>> sorted(read_procedure_index(Download("appendix_D_E.txt", lines))["0RU33KZ"])
    [('01', '028-030'), ('08', '518-520')]
    """
    found: dict[str, set[tuple[str, str]]] = {}
    code, counts, begun = "", False, False
    for line in file.text.splitlines():
        begun = begun or line.startswith("Procedure Code/MS-DRG Index")
        if line.startswith("Procedure Cluster"):
            break
        if begun and (match := _LEADS.match(line)):
            if match[1]:
                code, counts = match[1], "*" not in match[2]
            if counts:
                found.setdefault(code, set()).add((match[3], match[4]))
    if not found:
        raise TurnError(
            f"{file.name} has no 'Procedure Code/MS-DRG Index' (appendix E) with lines such as "
            "'  0RU33KZ   01  028-030 Spinal Procedures'."
        )
    return {code: frozenset(entries) for code, entries in found.items()}


def read_order_of_classes(file: Download, mdc: str) -> tuple[str, ...]:
    """Return the surgical classes of an MDC in the order of appendix D: '426-428', '402', …

    >>> lines = "MDC 08 Diseases\\n  426-428 Multiple\\n  402     Single\\nMDC 09 Skin"
    >>> read_order_of_classes(Download("appendix_D_E.txt", lines), "08")
    ('426-428', '402')
    """
    inside, found = False, []
    for line in file.text.splitlines():
        if line.startswith("MDC "):
            inside = line[4:6] == mdc
        elif inside and (match := re.match(r"  (\d{3}(?:-\d{3})?) ", line)):
            found.append(match[1])
        elif inside and not line.strip():
            break
    return tuple(found)
