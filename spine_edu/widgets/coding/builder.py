"""A code taken in hand: choose its characters, and read what operation it would be, on any day, in either system."""

from __future__ import annotations

from dataclasses import asdict
from typing import TypedDict

import traitlets

from spine_edu.coding import eras
from spine_edu.coding.icd9_choices import Icd9Tables, icd9_tables
from spine_edu.coding.pcs.choices import AXES, heads
from spine_edu.coding.reading import lookup
from spine_edu.coding.reading.found import Look
from spine_edu.coding.reading.in_words import CodeTables, Reading, code_tables, read_code
from spine_edu.errors import CodeError
from spine_edu.text.markup import Markup, element, join
from spine_edu.text.quoting import shown
from spine_edu.text.tables import framed, table
from spine_edu.text.typed import bare_code, tidy
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.pack import packed
from spine_edu.widgets.script import script, style

SYSTEMS = ("ICD-10-PCS", "ICD-9-CM")


class BuilderTables(TypedDict):
    """All that a code is read by, in either system; the names of the seven places, and what the first three can be."""

    pcs: CodeTables
    axes: list[str]
    heads: list[dict[str, str]]
    icd9: Icd9Tables


class CodeBuilder(OnScreen):
    """A code on screen, with its meaning. What the learner chose is here to read: `system`, `code`, `on`, `reading`.

    `code` holds the characters chosen so far, with a space for each still open.
    """

    _esm = script("coding/builder.js")
    _css = style("base.css", "panel.css", "coding/builder.css")

    tables = traitlets.List(traitlets.Any()).tag(sync=True)
    system = traitlets.Unicode("ICD-10-PCS").tag(sync=True)
    code = traitlets.Unicode("").tag(sync=True)
    icd9 = traitlets.Unicode("").tag(sync=True)
    vertebrae = traitlets.Int(0).tag(sync=True)
    on = traitlets.Unicode("").tag(sync=True)
    ending = traitlets.Dict().tag(sync=True)

    def __init__(self, code: str = "", on: str | None = None) -> None:
        """Start with a code of either system, or with none, on a day (else the first of the newest edition)."""
        day = eras.newest_day() if on is None else eras.read_day(on)
        if not isinstance(code, str):
            raise CodeError(f"{shown(code)} is no code; give it as text in quotes, such as '81.38' or '0SG0071'.")
        given = tidy(code).upper()
        system = SYSTEMS[1] if len(bare_code(code)) < 7 and given[:2].isdigit() else SYSTEMS[0]
        super().__init__(
            tables=packed(builder_tables()),
            system=system,
            code=given if system == SYSTEMS[0] else "",
            icd9=given if system == SYSTEMS[1] else "",
            on=day,
        )

    @traitlets.default("ending")
    def _ending(self) -> dict[str, str]:
        return asdict(eras.ending())

    @property
    def reading(self) -> Reading | Look:
        """What Python thinks of the code now on screen."""
        return read_code(self.code, self.on) if self.system == SYSTEMS[0] else lookup.look(self.icd9, self.on)

    def static_html(self) -> Markup:
        """Return the rows of the fusion tables on the day, and what the code on screen says."""
        parts = []
        begun = bare_code(self.code)
        if begun and len(begun) < len(AXES):
            parts.append(element("p", element("b", begun), f": {len(begun)} of seven characters chosen, the others are open."))
        elif self.code:
            found = read_code(self.code, self.on)
            verdict = {True: "valid", False: "not valid", None: "not judged"}[found.valid]
            said = " ".join(filter(None, (found.words, found.dates, found.why)))
            parts.append(element("p", element("b", found.code), f", {verdict} on {self.on}. {said}"))
        elif self.icd9:
            seen = lookup.look(self.icd9, self.on)
            parts.append(element("p", element("b", seen.code), f" {seen.title or ''}. {' '.join(seen.said)}"))
        for name in ("0RG", "0SG", "XRG"):
            rows = _rows(name, self.on)
            if rows:
                caption = f"{name} {heads()[1][name[:2]]}, Fusion, on {self.on}: every combination of a row is a code"
                parts.append(table(caption, AXES[3:], rows))
        if not parts:
            return element("p", "On this day ICD-10-PCS was not in use.")
        return framed(*parts, wide="Tables of spinal fusion")

    def __repr__(self) -> str:
        shown = self.code if self.system == SYSTEMS[0] else self.icd9
        return f"CodeBuilder({self.system}{f', {shown}' if shown.strip() else ''}, on {self.on})"


def builder_tables() -> BuilderTables:
    """Return all that a code is read by in the browser, in either system."""
    sections, systems, operations = heads()
    pcs = code_tables()
    used = {table[:2] for table in pcs["tables"]}
    return {
        "pcs": pcs,
        "axes": list(AXES),
        "heads": [
            {value: label for value, label in sections.items() if value in {table[0] for table in pcs["tables"]}},
            {value: label for value, label in systems.items() if value in used},
            {value: label for value, label in operations.items() if value in {table[2] for table in pcs["tables"]}},
        ],
        "icd9": icd9_tables(),
    }


def _rows(name: str, on: str) -> list[tuple[Markup, ...]]:
    """Return the rows of a table in force on a day, value and label."""
    found = code_tables()["tables"][name]
    force = [row for row in found["rows"] if row[4] <= on and (not row[5] or on <= row[5])]
    labels = found["labels"]
    return [
        tuple(
            join((join([element("b", value), f" {labels[place][value]}"]) for value in row[place]), element("br"))
            for place in range(4)
        )
        for row in force
    ]
