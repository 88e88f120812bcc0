"""The ICD-10-PCS tables as XML: what each value of each axis means, and which combinations a row allows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from tools.codes.edition import Edition, TurnError
from tools.codes.official.downloads import Download

Labels = dict[tuple[str, str, str], str]
"""(table, position, value): label."""


@dataclass(frozen=True)
class PcsTables:
    """Labels of all values, and the rows: table and four strings of values, every combination of which is a code."""

    labels: Labels
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def codes(self, tables: frozenset[str]) -> Iterator[str]:
        """Yield every code that the rows of some tables allow."""
        for table, axes in self.rows:
            if table in tables:
                yield from (table + "".join(values) for values in itertools.product(*axes))


def read_tables(file: Download, edition: Edition) -> PcsTables:
    """Return the tables of an XML file, whose version must be that of the edition's year."""
    try:
        root = ElementTree.fromstring(file.text.encode())
    except ElementTree.ParseError as error:
        raise TurnError(f"{file.name} is no whole XML file ({error}); download it again.") from error
    version = (root.findtext("version") or "").strip()
    if root.tag != "ICD10PCS.tabular" or version[:4] != str(edition.year):
        raise TurnError(
            f"{file.name} has the root {root.tag} of version {version or 'unknown'}; {edition.name} wants "
            f"ICD10PCS.tabular of version {edition.year}."
        )
    labels: Labels = {}
    rows = []
    for table in root.iter("pcsTable"):
        heads = [_values(axis) for axis in table.findall("axis")]
        if len(heads) != 3 or any(len(head) != 1 for head in heads):
            raise TurnError(
                f"{file.name}: a pcsTable begins with three axes of one label each, and one has {[len(head) for head in heads]}."
            )
        name = "".join(next(iter(head)) for head in heads)
        parts = [*enumerate(heads, 1)]
        for row in table.findall("pcsRow"):
            axes = [_values(axis) for axis in row.findall("axis")]
            if len(axes) != 4:
                raise TurnError(f"{file.name}, table {name}: a pcsRow has four axes, and one has {len(axes)}.")
            parts += enumerate(axes, 4)
            rows.append((name, tuple("".join(axis) for axis in axes)))
        for position, values in parts:
            labels |= {(name, str(position), value): label for value, label in values.items()}
    return PcsTables(labels, tuple(rows))


def _values(axis: ElementTree.Element) -> dict[str, str]:
    return {label.attrib["code"]: (label.text or "").strip() for label in axis.findall("label")}
