"""Passages of a Markdown cell, and their short form: what a hall can read from the last row, the rest being the speaker's."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "prose", "table", "list", "fold"]

_PASSAGE = re.compile(r"<details\b.*?</details>|```.*?```|(?:(?!<details\b|```)\S[^\n]*(?:\n|$))+", re.DOTALL)
_FOLD = re.compile(r"<details[^>]*>\s*<summary>(.*?)</summary>\s*(.*?)\s*</details>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?:])(?<!\b\d\.)[*_)\"”’]*\s+(?=[*_(\"“‘`]*[A-Z0-9])")
_STAR = re.compile(r"(?<!\*)\*(?!\*)")
_READERS_ONLY = re.compile(r"\b[Aa]bout \d+ minutes\b")
"""The line at the head of a lesson that tells how it is read; a hall needs no such line."""


@dataclass(frozen=True)
class Passage:
    """One passage of Markdown; `name` is the words of a heading or the line that opens a fold, `level` that of a heading."""

    kind: Kind
    text: str
    name: str = ""
    level: int = 0


def passages(text: str) -> tuple[Passage, ...]:
    """Return the passages of a Markdown cell in their order; a heading ends with its line.

    >>> [part.kind for part in passages("## Why?\\n\\nBone heals.\\n\\n<details><summary>After</summary>\\n\\nSo.</details>")]
    ['heading', 'prose', 'fold']
    """
    return tuple(passage for found in _PASSAGE.findall(text) for passage in _passages(found.strip()))


def _passages(text: str) -> list[Passage]:
    if fold := _FOLD.fullmatch(text):
        return [Passage("fold", fold[2], name=fold[1])]
    line, _, rest = text.partition("\n")
    if heading := re.fullmatch(r"(#+)\s+(.*)", line):
        return [Passage("heading", line, heading[2], len(heading[1])), *(_passages(rest.strip()) if rest.strip() else [])]
    if line.startswith("|"):
        return [Passage("table", text)]
    if re.match(r"(?:[-*]|\d+\.)\s", line):
        return [Passage("list", text)]
    return [Passage("prose", text)]


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph.

    >>> sentences("Bone heals. *Which joint? Which side?* L4-L5, 3.5 cm.")
    ['Bone heals.', '*Which joint?*', '*Which side?*', 'L4-L5, 3.5 cm.']
    """
    ends = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    found = [part for start, end in itertools.pairwise(ends) if (part := " ".join(text[start:end].split()))]
    leans = False  # whether emphasis began in a sentence before
    for n, part in enumerate(found):
        found[n] = f"*{part}" if leans else part
        leans = len(_STAR.findall(found[n])) % 2 == 1
        found[n] += "*" * leans
    return found


def words(text: str) -> int:
    """Count the words of a text, citations not among them.

    >>> words("Bone heals [kalfas2001].")
    2
    """
    return len(re.sub(r"\[[a-z0-9-]+\]", "", text).replace(" .", ".").split())


def shortened(paragraphs: Sequence[str], most: int) -> tuple[str, ...]:
    """Return of each paragraph the sentences that stay on the screen, about `most` words in all; '' where none does.

    First come the last ones, which lead to what is shown next, then those that bring a new term (in bold), then what begins a
    paragraph. What tells a reader how long the lesson takes is left out.

    >>> shortened(["The old scar is opened. What follows can be **one of four** things.", "Which?"], 9)
    ('What follows can be **one of four** things.', 'Which?')
    """
    said = [[] if _READERS_ONLY.search(text) else sentences(text) for text in paragraphs]
    places = [(p, s) for p, paragraph in enumerate(said) for s in range(len(paragraph))]

    def rank(place: tuple[int, int]) -> int:
        p, s = place
        if place == places[-1]:
            return 0
        return 1 if "**" in said[p][s] else 2 if s == 0 or p == places[-1][0] else 3

    kept: set[tuple[int, int]] = set()
    room = most
    for p, s in sorted(places, key=rank):
        if not kept or words(said[p][s]) <= room:
            kept.add((p, s))
            room -= words(said[p][s])
    return tuple(" ".join(text for s, text in enumerate(paragraph) if (p, s) in kept) for p, paragraph in enumerate(said))
