"""Where a change is mentioned: rules, cases, questions, facts, words, lessons, decisions and the engine, each by its own name.

Texts are searched as text, so a mention may be right as it stands (a code of 2021 in a case of 2021). Who reads the list decides.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.codes.telling.changes import Change

_TEXTS = (
    "data/*.yml",
    "data/cases/*.yml",
    "data/questions/*.yml",
    "data/codes/README.md",
    "docs/*.md",
    "docs/decisions/*.md",
    "*.md",
)
_ENGINE = "spine_edu/coding/**/*.py"
_SKIPPED = ("data/sources.yml", "CHANGELOG.md", "docs/turning-the-year.md")
_ENTRIES = {".yml": re.compile(r"- id: (\S+)|([^\s#-][^:]*):(?:\s|$)"), ".md": re.compile(r"#+ (.+)")}
_INSIDE = re.compile(r"[0-9A-Za-z]")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class TouchedPlace:
    """A spot in the course that somebody can go to: a file, the rule, case, question, cell or heading in it, the line and its
    text.
    """

    file: str
    entry: str
    line: int
    text: str


@dataclass(frozen=True)
class Mention:
    """A place and what is mentioned there."""

    place: TouchedPlace
    needle: str
    change: Change

    @property
    def sentence(self) -> str:
        """The sentence that names it, cut where it is long."""
        holding = (part for part in re.split(r"(?<=[.!?]) ", self.place.text) if self.needle in part)
        return textwrap.shorten(next(holding, self.place.text), 120, placeholder=" …")


def mentions(root: Path, changes: Iterable[Change]) -> list[Mention]:
    """Return every place of the course that names a changed code, class, weight or label, once for each thing named."""
    by_needle: dict[str, Change] = {}
    for change in changes:
        for needle in change.needles:
            by_needle.setdefault(needle, change)
    words = {needle: _plain(needle) for needle in by_needle if " " in needle}
    exact = [re.escape(needle) for needle in by_needle if needle not in words]
    pattern = re.compile("|".join(exact) if exact else r"(?!)")
    found = []
    for place in _places(root):
        named = dict.fromkeys(match[0] for match in pattern.finditer(place.text) if _is_whole(place.text, match))
        if words:
            plain = _plain(place.text)
            named |= dict.fromkeys(needle for needle, form in words.items() if form in plain)
        found += [Mention(place, needle, by_needle[needle]) for needle in named]
    return found


def _plain(text: str) -> str:
    """Return the words of a text between blanks, so that a phrase is found whatever its capitals, commas and hyphens.

    >>> _plain("Custom-made, and designed.")
    ' custom made and designed '
    """
    return f" {' '.join(_WORDS.findall(text.lower()))} "


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Whether a match is not a piece of a longer word or number: 402 is not in 4025, and not in 0.402."""
    around = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    before, after = around
    glued = bool(before and _INSIDE.match(before[-1])) or bool(after and _INSIDE.match(after[0]))
    of_a_number = match[0].isdigit() and (re.search(r"\d[.,]$", before) or re.match(r"[.,]\d", after))
    return not glued and not of_a_number


def _places(root: Path) -> Iterator[TouchedPlace]:
    for pattern in (*_TEXTS, _ENGINE):
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            if name not in _SKIPPED:
                yield from _lines(path.read_text("utf-8"), name)
    for path in sorted(root.glob("notebooks/*.ipynb")):
        name = path.relative_to(root).as_posix()
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for number, line in enumerate("".join(cell["source"]).splitlines(), 1):
                yield TouchedPlace(name, f"cell {cell['id']}", number, line)


def _lines(text: str, name: str) -> Iterator[TouchedPlace]:
    """Yield the lines of a file, each with the entry that it belongs to."""
    entry, begins = "", _ENTRIES.get(Path(name).suffix)
    for number, line in enumerate(text.splitlines(), 1):
        if begins and (match := begins.match(line)):
            entry = next(filter(None, match.groups()))
        yield TouchedPlace(name, entry, number, line.strip())
