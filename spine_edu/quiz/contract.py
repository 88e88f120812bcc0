"""What Python and the browser agree on: what is shown of a question (face), what judges it (table), what is kept (record).

A face never holds the key; a table does. Each kind has its own of both; what a question that is no part of a case has besides
is said by the classes `Asked…`. `tools/contract.py` writes the same for the scripts, as widgets/static/contract.d.ts.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from spine_edu.coding.pcs.choices import OfferedTable


class Face(TypedDict):
    """What a learner may see of any question before answering."""

    id: str
    kind: str
    stem: str
    hints: list[str]


class AskedFace(Face):
    """The face of a question of its own, as its card gets it."""

    objective: str
    ask_confidence: bool


class Table(TypedDict):
    """What judges the answers to a question, by its kind."""


class AskedTable(Table):
    """The verdict table of a question of its own: also each belief it names, in words, and its sources."""

    ideas: dict[str, str]
    sources: list[str]


class Remark(TypedDict):
    """Why an answer is worth what it is; `idea` is the belief behind a wrong one, as a key of `ideas`, or ''."""

    why: str
    idea: str


class ChoiceFace(Face):
    """Options, in the order of the bank; `order` says in which they are shown, where a seed shuffled them."""

    options: list[str]
    order: NotRequired[list[int]]


class OptionRow(Remark):
    """What one option is worth."""

    correct: bool


class ChoiceTable(Table):
    """A row for each option, in the order of the bank."""

    options: list[OptionRow]


class NumberFace(Face):
    """The unit in which the number is asked, or ''."""

    unit: str


class NumberBand(Remark):
    """Numbers from `low` to `high`, both included, and what they are worth."""

    low: float
    high: float
    correct: bool


class NumberTable(Table):
    """The right band, then the near misses; what to say below the right band, and above; what the unit may be called."""

    bands: list[NumberBand]
    low: str
    high: str
    called: list[str]


class CodeFace(Face):
    """The system of the code ('ICD-10-PCS' or 'ICD-9-CM'), and the day on which it is to be valid."""

    system: str
    on: str


class PcsFace(CodeFace):
    """What a code of ICD-10-PCS is chosen from: the names of its places, what the first three can be, the tables by name."""

    axes: list[str]
    sections: dict[str, str]
    systems: dict[str, str]
    operations: dict[str, str]
    tables: dict[str, OfferedTable]


class CodeTable(Table):
    """The right code, and wrong ones that tell: a whole code, or a place and its value ('5X')."""

    answer: str
    why: str
    traps: dict[str, Remark]


class PcsTable(CodeTable):
    """A reason for each of the seven characters; `own` says which of them the question gives itself."""

    reasons: list[str]
    own: list[bool]


class Icd9Table(CodeTable):
    """The titles of the codes in force, and what to say of a code that is no trap."""

    titles: dict[str, str]
    otherwise: str


class NearTerms(Remark):
    """Wrong terms, all for one reason."""

    forms: list[str]


class TextTable(Table):
    """The term as the course writes it, others that mean the same, near misses, and what to say of any other."""

    answer: str
    accept: list[str]
    why: str
    near: list[NearTerms]
    otherwise: str


class OrderFace(Face):
    """What the first and the last place are called, and the items, shuffled."""

    ends: list[str]
    items: list[str]


class OrderRow(TypedDict):
    """One item, and why it stands where it does."""

    text: str
    why: str


class TurnedPair(Remark):
    """Two items, by their right places, of which an answer puts `before` before `after` and should not."""

    before: int
    after: int


class OrderTable(Table):
    """The items in the right order, and the wrong orders that tell."""

    items: list[OrderRow]
    why: str
    near: list[TurnedPair]


class MatchFace(Face):
    """What the items and their partners are called, the partners, and the items, shuffled."""

    headings: list[str]
    targets: list[str]
    items: list[str]


class WrongTarget(Remark):
    """A wrong partner that tells."""

    target: str


class MatchRow(TypedDict):
    """One item with its partner, why, and the wrong ones that tell."""

    text: str
    match: str
    why: str
    near: list[WrongTarget]


class MatchTable(Table):
    """The items as they are stored, each with its partner."""

    items: list[MatchRow]
    why: str


class PlaceFace(Face):
    """The places that can be picked ('L4-L5', 'L4-L5 anterior'), whether several are, and what one is ('joint', 'column')."""

    spots: list[str]
    several: bool
    pick: str


class ToldPlaceFace(PlaceFace):
    """The same, with the map in words: what `spine_edu.figures.asked` takes."""

    drawing: dict[str, object]


class DrawnPlaceFace(PlaceFace):
    """The same, with the map drawn (SVG): what the browser gets."""

    picture: str


class PlaceTable(Table):
    """The places to be picked, wrong ones that tell, and what to say of any other."""

    answer: list[str]
    why: str
    near: dict[str, Remark]
    otherwise: str


class PartFace(ChoiceFace):
    """Options that are parts of a picture, each by its key there (`picks`); their texts say where they lie."""

    picks: list[str]


class ToldPartFace(PartFace):
    """The same, with the picture in words: what `spine_edu.figures.asked` takes."""

    drawing: dict[str, object]


class DrawnPartFace(PartFace):
    """The same, with the picture drawn (SVG): what the browser gets."""

    picture: str


class TagFace(Face):
    """A note as paragraphs of lines of runs, each a heading (or '') and its clauses; the labels, each with what to look for."""

    note: list[list[list[list[str]]]]
    labels: list[list[str]]


class Fact(TypedDict):
    """A phrase that decides: its label and the clauses that hold it, by their numbers; in `too`, clauses that say the same."""

    label: int
    clauses: list[int]
    phrase: str
    why: str
    too: NotRequired[list[int]]


class TagTable(Table):
    """What is to be found; by clause and label ('3 0'), what may be marked too and why, and wrong marks that tell."""

    facts: list[Fact]
    also: dict[str, str]
    near: dict[str, Remark]
    why: str


class QueryPoint(TypedDict):
    """One thing that a query is read for, and what is said where it is so, where it is not, and in another case of not."""

    label: str
    right: str
    wrong: str
    other: str


class QueryRules(TypedDict):
    """The words by which a query is read, as in data/query_rules.yml, and what is said of each point."""

    asking: list[str]
    before: list[str]
    closed: list[str]
    polite: list[str]
    courtesy: list[str]
    leads: list[str]
    ways_out: list[str]
    money: list[str]
    plain: list[str]
    points: dict[str, QueryPoint]


class QueryFace(Face):
    """The note that is asked about, by paragraphs, and the rules that every query keeps."""

    note: list[str]
    rules: QueryRules


class QueryTable(Table):
    """Words that name what is missing; those of each answer; a query that may be sent, and the belief behind one that may not."""

    gap: list[str]
    answers: list[list[str]]
    why: str
    example: str
    idea: str


class CaseFace(Face):
    """What is read first, as paragraphs of lines; whether that is an operative note; and the faces of the parts."""

    told: list[list[str]]
    note: bool
    parts: list[Face]


class CaseTable(Table):
    """The tables of the parts, and what the whole comes to."""

    parts: list[Table]
    why: str


class QuestionRecord(TypedDict):
    """What a learner did with one question.

    `answer` is what stands on screen, `answers` all that were checked, oldest first; `again` says how many of these came before
    the present round (more than none once the missed ones are tried again). The rest speaks of the last answer, `confidence` of
    the first. A case keeps a record of each part in `parts`, by its id; its own adds these up, and its `answers` stay empty.
    """

    answer: object
    answers: list[object]
    first_answer: object
    tries: int
    again: int
    correct: bool | None
    score: float | None
    confidence: str
    hints_used: int
    revealed: bool
    parts: NotRequired[dict[str, QuestionRecord]]


class Given(TypedDict):
    """One answer as the browser tells it: to which question of a widget (`place`, from 0), and which `part` of a case, or ''.

    The rest is as in `spine_edu.learner.answer.Answer`.
    """

    place: int
    part: str
    time: str
    answer: object
    number: int
    confidence: str
    hints: int
    revealed: bool


class Taught(TypedDict):
    """An objective: what one can do who holds it, where it is taught, as a link and in words, and whether that is to come."""

    title: str
    link: str
    place: str
    later: NotRequired[bool]


class Belief(TypedDict):
    """A misconception in the learner's words, and why it is not so."""

    text: str
    refutation: str
