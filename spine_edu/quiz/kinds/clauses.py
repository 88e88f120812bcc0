"""A note cut into clauses, by its punctuation alone: what a learner marks must not betray where the evidence begins.

A paragraph is a list of lines, a line a list of runs; a run has a heading ('INDICATIONS:', '2.' or none) and its clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(?:^|(?<=[.;] ))(?:[A-Z][A-Z/&-]{2,}(?: [A-Z/&-]+)*:(?= |$)|\d{1,2}\.(?= ))")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[“\"(]?[A-Z])")
_PAUSE = re.compile(r"(?<=[,;:]) (?!\S*\d)")  # 'L3, L4 and L5' is one enumeration
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|Nos|vs|approx|ca)|\b[A-Za-z]\.[A-Za-z])\.$")
_SHORTEST = 4  # words; a shorter piece belongs to its neighbour, so that 'left, with a cage' is not torn apart


@dataclass(frozen=True)
class Run:
    """A heading, or '', and the clauses that follow it on its line."""

    heading: str
    clauses: tuple[str, ...]


def paragraphs_of(note: str) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """Cut a note into paragraphs, lines, runs and clauses; blanks are evened out.

    >>> [run.clauses for run in paragraphs_of("INDICATIONS: Pain. The rods were removed, and there was motion at L4-5.")[0][0]]
    [('Pain.', 'The rods were removed,', 'and there was motion at L4-5.')]
    """
    blocks = re.split(r"\n\s*\n", note.strip())
    return tuple(tuple(_runs(" ".join(line.split())) for line in block.splitlines() if line.strip()) for block in blocks)


def _runs(line: str) -> tuple[Run, ...]:
    heads = list(_HEADING.finditer(line))
    if not heads or heads[0].start():
        heads = [re.match("", line), *heads]  # type: ignore[list-item]
    ends = [*(head.start() for head in heads[1:]), len(line)]
    return tuple(Run(head.group(), clauses_of(line[head.end() : end].strip())) for head, end in zip(heads, ends, strict=True))


def clauses_of(line: str) -> tuple[str, ...]:
    """Cut running text at sentence ends, and at commas, semicolons and colons where both sides are long enough.

    >>> clauses_of("Screws were placed at L3, L4 and L5. The disc was removed, the endplates were scraped, and a cage went in.")
    ('Screws were placed at L3, L4 and L5.', 'The disc was removed,', 'the endplates were scraped,', 'and a cage went in.')
    """
    sentences: list[str] = []
    for piece in _SENTENCE.split(line):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return tuple(clause for sentence in sentences if sentence for clause in _joined(_PAUSE.split(sentence)))


def _joined(pieces: list[str]) -> list[str]:
    """Give each piece that is too short to stand alone to the one before it, and the first to the one after."""
    found: list[str] = []
    for piece in pieces:
        if found and min(len(found[-1].split()), len(piece.split())) < _SHORTEST:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found
