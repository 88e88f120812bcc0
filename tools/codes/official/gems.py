"""The General Equivalence Mappings of 2018, the last: source code, target code and five flags in columns, a file each way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tools.codes.edition import TurnError
from tools.codes.official.downloads import Download
from tools.codes.tables.ours import Rows

_LINE = re.compile(r"([0-9A-Z]{4,7})\s+([0-9A-Za-z]{4,7})\s+([01])([01])([01])(\d)(\d)\s*", re.ASCII)
_COLUMNS = ("source_code", "target_code", "approximate", "no_map", "combination", "scenario", "choice_list")


def gems_of(forward: Download, backward: Download, held: Sequence[str]) -> Rows:
    """Return gems.csv for the codes that we hold as sources, ICD-9-CM codes with their dot."""
    kept, rows = frozenset(held), []
    for direction, file in (("icd9_to_pcs", forward), ("pcs_to_icd9", backward)):
        for values in _lines(file):
            source, target = (_dotted(values[0]), values[1]) if direction == "icd9_to_pcs" else (values[0], _dotted(values[1]))
            if source in kept:
                rows.append({"direction": direction, **dict(zip(_COLUMNS, (source, target, *values[2:]), strict=True))})
    return sorted(
        rows, key=lambda row: [row[name] for name in ("direction", "source_code", "target_code", "scenario", "choice_list")]
    )


def _lines(file: Download) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(file.text.splitlines(), 1):
        if not line.strip():
            continue
        if not (match := _LINE.fullmatch(line)):
            raise TurnError(
                f"{file.name}, line {number}: a mapping is source, target and five flags, such as '8138  0SG0070 "
                f"10000'; found {line[:40]!r}."
            )
        yield match.groups()


def _dotted(code: str) -> str:
    return code if code == "NoDx" else f"{code[:2]}.{code[2:]}"
