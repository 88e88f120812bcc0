"""What the worklist and the browser agree on: a case as it is dealt, with its key, and what a learner put into the claim.

`tools/contract.py` writes the same for the scripts, as widgets/static/contract.d.ts.
"""

from __future__ import annotations

from typing import TypedDict

from spine_edu.quiz.contract import QueryTable, TagFace, TagTable


class ClaimRow(TypedDict):
    """One line to choose for: which options are right (by their places), why, the phrase of the note,
    and the belief behind a wrong one.
    """

    label: str
    right: list[int]
    why: str
    phrase: str
    idea: str


class ClaimSection(TypedDict):
    """Rows that are answered from the same options; `one` is the place of an option that stands exactly once, or -1."""

    name: str
    legend: str
    options: list[str]
    rows: list[ClaimRow]
    one: int


class ClaimCharacter(TypedDict):
    """One character of a right code: what it is about, why it is what it is, and the phrase of the note that decides."""

    axis: str
    why: str
    phrase: str


class ClaimCode(TypedDict):
    """A right code: other readings that are accepted, its characters, and beliefs by place and wrong sign, such as '6K'.

    A code of ICD-9-CM has one character, the whole; `idea` is told where the code is missing.
    """

    code: str
    title: str
    accepts: list[str]
    characters: list[ClaimCharacter]
    traps: dict[str, str]
    idea: str


class ClaimQuery(TypedDict):
    """How a query is judged, and what the surgeon replies to one that may be sent, to one that presses, and to any other."""

    open: bool
    table: QueryTable
    settled: str
    pressed: str
    unclear: str


class ClaimTag(TypedDict):
    """The note as a question of its own, whose phrases are to be given labels; it is judged like one of the bank."""

    face: TagFace
    table: TagTable


class Claimed(TypedDict):
    """What a learner put into a claim: the options chosen by section (-1 where none is), codes and query as typed, the labels
    that phrases were given, how often it was handed in, how much is shown of what is right, and whether all of it ever was.
    """

    choices: dict[str, list[int]]
    codes: str
    query: str
    marks: object
    tries: int
    stage: int
    revealed: bool


class Dealt(TypedDict):
    """A case on the worklist: `note` as paragraphs of lines, and its key."""

    number: int
    difficulty: int
    skill: str
    day: str
    system: str
    note: list[list[str]]
    sections: list[ClaimSection]
    coded: bool
    codes: list[ClaimCode]
    optional: list[str]
    query: ClaimQuery | None
    tag: ClaimTag | None
    left_out: list[str]
    ideas: dict[str, str]
    astray: str


def claim_row(label: str, right: list[int], why: str, phrase: str, idea: str = "") -> ClaimRow:
    """Return one line to choose for."""
    return {"label": label, "right": right, "why": why, "phrase": phrase, "idea": idea}
