"""What a person reads after a turn, in plain lines: what changed, what of the course it touches, what is left to decide."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

from spine_edu.coding.drg.order import ORDER, Family
from spine_edu.files.yaml_text import read_yaml
from tools.codes.build import Built
from tools.codes.edition import Edition, Sources
from tools.codes.tables.lists import uses
from tools.codes.tables.ours import Tables
from tools.codes.telling.answers import Recoded
from tools.codes.telling.changes import Change
from tools.codes.telling.touched import Mention

_ONE_BY_ONE = 100
"""So many changes of one kind are told one a line; more are told by their number, with the first and the last."""


def report(
    edition: Edition,
    sources: Sources,
    built: Built,
    changes: Sequence[Change],
    found: Sequence[Mention],
    cases: Sequence[Recoded],
    root: Path,
) -> str:
    """Return the whole report of a turn."""
    sections = (
        (f"{edition.name}, MS-DRG {edition.version}: what changes on {edition.first}", _changed(changes)),
        ("Cases that get another answer", [f"{case.case}: {case.before}  ->  {case.after}" for case in cases]),
        ("Rows of the decision order (spine_edu/coding/drg/order.py)", [*_rows(edition, built, changes)]),
        ("Mentioned in the course: is each still right on its day?", _mentioned(found)),
        ("Left to a person", [*built.open, *_left(edition, sources, built.tables, root)]),
    )
    return "\n\n".join(
        "\n".join([title, *(lines or ["  nothing"])]) for title, lines in ((t, [*map(_indented, ls)]) for t, ls in sections)
    )


def _indented(line: str) -> str:
    indent = "  " + " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.strip(),
        140,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _changed(changes: Iterable[Change]) -> list[str]:
    by_kind: dict[str, list[str]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, []).append(change.says)
    lines = []
    for kind, said in by_kind.items():
        lines.append(f"{kind}: {len(said)}")
        if len(said) <= _ONE_BY_ONE:
            lines += [f"  {one}" for one in said]
        else:
            lines += [f"  {said[0]}", f"  … {len(said) - 2} more …", f"  {said[-1]}"]
    return lines


def _mentioned(found: Iterable[Mention]) -> list[str]:
    by_place: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    quotes: dict[tuple[str, str], list[str]] = {}
    for mention in found:
        here = by_place.setdefault((mention.place.file, mention.place.entry), {})
        here.setdefault((mention.needle, mention.change.kind), []).append(str(mention.place.line))
        if mention.place.file.startswith("notebooks/"):
            quotes.setdefault((mention.place.file, mention.place.entry), []).append(mention.sentence)
    lines = []
    for (file, entry), here in by_place.items():
        said = "; ".join(f"{needle} ({kind}; line {', '.join(numbers)})" for (needle, kind), numbers in here.items())
        lines.append(f"{file}{f', {entry}' if entry else ''}: {said}")
        lines += [f"  “{sentence}”" for sentence in dict.fromkeys(quotes.get((file, entry), ()))]
    return lines


def _rows(edition: Edition, built: Built, changes: Iterable[Change]) -> Iterator[str]:
    """Say what of the decision order a change concerns: a family by its class, or by a list that it reads."""
    version = edition.version.partition(".")[0]
    families = ORDER.get(version)
    if families is None:
        yield f"{version} has no order yet: until it has one, no discharge from {edition.first} on is grouped."
        families = ORDER[max(ORDER, key=lambda name: int(name[1:]))]
    ours = tuple(family.name for family in families)
    if built.hierarchy and built.hierarchy != ours:
        yield f"Appendix D has another order: {', '.join(built.hierarchy)}; ours is {', '.join(ours)}."
    moved = _moved(built.tables, edition)
    classes = {needle for change in changes if change.kind.startswith("class") for needle in change.needles}
    for family in families:
        reasons = [f"{drg} changed" for drg in dict.fromkeys(family.drgs) if drg in classes]
        reasons += [f"{number} codes of its list {name}" for name, number in moved.items() if uses(family.name, name)]
        if reasons:
            yield f"{_needs(family)}: {', '.join(reasons)}"


def _needs(family: Family) -> str:
    return f"{family.name} ({family.needs})"


def _moved(tables: Tables, edition: Edition) -> dict[str, int]:
    """Return how many codes joined or left each list with the version."""
    columns = [column for column in tables["ms_drg_lists"][0] if column.startswith("v")]
    moved: dict[str, int] = {}
    for row in tables["ms_drg_lists"]:
        if row[columns[-2]] != row[columns[-1]]:
            moved[row["list"]] = moved.get(row["list"], 0) + 1
    return moved


def _left(edition: Edition, sources: Sources, tables: Tables, root: Path) -> Iterator[str]:
    """Say what no program writes: sources, the words of the README, the day in the texts, the review of questions."""
    known = read_yaml((root / "data" / "sources.yml").read_text("utf-8"), "data/sources.yml").content
    for key in dict.fromkeys(astuple(sources)):
        if key not in known:
            yield (
                f"data/sources.yml has no {key}: add title, publisher, edition, address, the day you looked, licence, "
                "and how it was seen."
            )
    yield (
        "data/codes/README.md: periods, known gaps, and the last verified day in the first paragraph (the numbers of "
        "rows are written by this command)."
    )
    last = max(
        row["last_verified"] for row in tables["eras"] if row["system"] == "ICD-10-PCS" and row["valid_from"] < edition.first
    )
    named = [path for path in _texts(root) if last in path.read_text("utf-8")]
    if named:
        yield f"{last} was our last day and is named in: {', '.join(path.relative_to(root).as_posix() for path in named)}."
    against = re.compile(rf'against: "?FY(?!{edition.year}\b)\d{{4}}')
    stale = sum(len(against.findall(path.read_text("utf-8"))) for path in root.glob("data/questions/*.yml"))
    if stale:
        yield (
            f"data/questions: {stale} questions were reviewed against an earlier year; review those named above, and "
            f"write FY{edition.year} there."
        )


def _texts(root: Path) -> Iterator[Path]:
    for pattern in ("*.md", "docs/**/*.md", "data/*.yml", "notebooks/*.ipynb", "tests/**/*.py", "spine_edu/**/*.py"):
        yield from sorted(root.glob(pattern))
