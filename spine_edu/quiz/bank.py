"""The question bank: data/questions/*.yml, read, and searched by id, by lesson and by objective."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable

from spine_edu import data
from spine_edu.errors import DataError, UnknownQuestion, together
from spine_edu.files.entry import Entry, read_what_can_be
from spine_edu.quiz.kinds.case import CaseQuestion
from spine_edu.quiz.kinds.choice import Multiple, Single
from spine_edu.quiz.kinds.code import Code
from spine_edu.quiz.kinds.match import Match
from spine_edu.quiz.kinds.number import Number
from spine_edu.quiz.kinds.order import Order
from spine_edu.quiz.kinds.part import PartQuestion
from spine_edu.quiz.kinds.place import Place
from spine_edu.quiz.kinds.query import QueryQuestion
from spine_edu.quiz.kinds.tag import Tag
from spine_edu.quiz.kinds.text import Text
from spine_edu.quiz.model import VERBS, Question, draw
from spine_edu.spots import Spot
from spine_edu.text.quoting import did_you_mean, named, shown
from spine_edu.text.typed import tidy

KINDS: dict[str, type[Question]] = {
    kind.kind: kind
    for kind in (Single, Multiple, Number, Code, Text, Order, Match, Place, PartQuestion, Tag, QueryQuestion, CaseQuestion)
}
"""Every kind of question. A new kind is a new class here, and a new file in widgets/static/asking/kinds/."""

_COMMON = ("id", "kind", "objective", "verb", "stem", "hints", "sources", "reviewed", "replaces")


def read_question(value: object, where: str = "question") -> Question:
    """Read one question from its fields; raise DataError that carries the place, the field and the fix of all that is wrong.

    >>> read_question({"id": 5, "stem": "How many?"}, "my.yml")
    Traceback (most recent call last):
    spine_edu.errors.DataError: my.yml, id: It must hold text, got 5. Write it after `id:`, in quotes if it holds a colon.
    """
    entry = Entry(value, where)
    return _read(Entry(value, Spot(f"{where}: {named(entry.text('id'))}")), where)


def _read(entry: Entry, where: str) -> Question:
    """Read one question with every fault of it: those of the fields all kinds have, and those of its own kind."""
    kind = KINDS[entry.one_of("kind", tuple(KINDS), "single")]
    entry.only(*_COMMON, *kind.fields)
    fields: dict[str, Callable[[], object]] = {
        "id": lambda: entry.text("id"),
        "objective": lambda: entry.text("objective"),
        "verb": lambda: entry.one_of("verb", VERBS),
        "stem": lambda: entry.text("stem"),
        "hints": lambda: _hints(entry),
        "sources": lambda: _sources(entry),
        "replaces": lambda: entry.text("replaces", ""),
        "reviewed_on": lambda: entry.entry("reviewed").text("on"),
        "reviewed_against": lambda: entry.entry("reviewed").text("against"),
    }
    if kind is CaseQuestion:
        fields["parts"] = lambda: entry.each("parts", lambda part: _part(part, entry, where))
    read, faults = read_what_can_be(
        {
            "known": lambda: entry.only(*_COMMON, *kind.fields),
            "reviewed": lambda: entry.entry("reviewed").only("on", "against"),
            **fields,
        }
    )
    if "parts" in read or kind is not CaseQuestion:  # the fields of the kind are looked at whatever is wrong with the others
        try:
            question = kind.read(entry, {"where": where, **{name: read.get(name, "") for name in fields}})
        except DataError as error:
            faults += error.faults
    if faults:
        raise together(faults)
    return question


def _hints(entry: Entry) -> tuple[str, ...]:
    hints = entry.texts("hints")
    if len(hints) > 3:
        raise entry.fault(f"It holds {len(hints)}; three are enough.", "Keep those that help most, from faint to plain.", "hints")
    return hints


def _sources(entry: Entry) -> tuple[str, ...]:
    if sources := entry.texts("sources"):
        return sources
    raise entry.fault("It must name at least one key of data/sources.yml.", "Say where the answer stands.", "sources")


def _part(part: Entry, case: Entry, where: str) -> Question:
    """Read one part of a case: a question that takes objective, sources and review from the case it belongs to."""
    inherited = {name: case.value[name] for name in ("objective", "sources", "reviewed")}
    own = [name for name in (*inherited, "replaces") if name in part.value]
    if own:
        raise part.fault(f"`{own[0]}:` belongs to the case.", "Leave it out here: a part has its own id, verb and stem.", own[0])
    if part.value.get("kind") == CaseQuestion.kind:
        raise part.fault("a part is no case.", "Write a question of any other kind.", "kind")
    return _read(Entry({**part.value, **inherited}, part.spot), where)


_FOR_EXAMS = "-exam"


@functools.cache
def all_questions() -> tuple[Question, ...]:
    """Return every question of the bank that learners may meet, file by file, in the order in which it is written."""
    return tuple(question for name in lessons() for question in questions_of(name))


@functools.cache
def exam_set() -> tuple[Question, ...]:
    """Return the questions that are kept for exams: nobody meets them before, and the students' edition has none."""
    return tuple(question for name in _file_names() if name.endswith(_FOR_EXAMS) for question in questions_of(name))


def with_parts() -> tuple[Question, ...]:
    """Return every question that can be answered by itself: those of the bank and of exams, and after each case its parts."""
    return tuple(one for question in (*all_questions(), *exam_set()) for one in (question, *question.parts))


def lessons() -> tuple[str, ...]:
    """Return the names of the files of the bank, such as 'refusion', without those that are kept for exams ('…-exam')."""
    return tuple(name for name in _file_names() if not name.endswith(_FOR_EXAMS))


def _file_names() -> tuple[str, ...]:
    return tuple(path.stem for path in data.files("questions", "*.yml"))


def question_named(id: str) -> Question:
    """Return the question with this id; raise UnknownQuestion with the nearest ones."""
    written = tidy(id)
    for question in all_questions():
        if question.id == written:
            return question
    raise UnknownQuestion(f"There is no question {shown(id)}; {_nearest(id, [q.id for q in all_questions()])}.")


def choose(
    which: str | Iterable[str], n: int | None = None, seed: int | str | None = None, objective: str | None = None
) -> tuple[Question, ...]:
    """Return questions by the name of a lesson, or by their ids; of these at most n, spread over the objectives.

    A seed shuffles the questions of each objective, and the objectives, as if by lot. Then questions are dealt like cards: one of
    each objective, a second of each, and so on. So n = 5 begins as n = 10 does, no objective comes twice before all came once,
    and neighbours differ. Without a seed, n are dealt in the order in which the bank is written, and keep that order.

    The lot depends on nothing but the seed, the ids and the objectives: the same seed gives the same quiz for ever, on every
    machine. A question that joins the bank later can take a place, and moves no other two past each other.

    `objective` keeps the questions of one objective, or of a family: 'refusion' keeps 'refusion.pcs' too.
    """
    if isinstance(which, str):
        if which not in lessons():
            raise UnknownQuestion(f"There is no quiz {shown(which)}; {_nearest(which, list(lessons()))}.")
        found = list(questions_of(which))
    elif not isinstance(which, Iterable):
        raise UnknownQuestion(f"{shown(which)} is no quiz; write its name in quotes, such as 'refusion', or a list of ids.")
    else:
        found = [question_named(id) for id in which]
    if objective:
        found = [q for q in found if q.objective == objective or q.objective.startswith(f"{objective}.")]
    if n is not None and not 0 < n <= len(found):
        raise UnknownQuestion(f"{n} questions were asked for; {len(found)} fit.")
    if not found:
        raise UnknownQuestion(f"No question of {shown(which)} has the objective {shown(objective)}.")
    if seed is not None:
        found.sort(key=lambda question: draw(seed, question.id))
        return tuple(deal(found, sorted({q.objective for q in found}, key=lambda name: draw(seed, name)))[:n])
    return tuple(sorted(deal(found)[:n], key=found.index))


def deal(
    questions: Iterable[Question], piles: Iterable[str] = (), by: Callable[[Question], str] = lambda question: question.objective
) -> list[Question]:
    """Return questions in turns: the first of each pile, the second of each, and so on; a pile is an objective unless told.

    Piles take turns in the order given, or else in that of their first question.
    """
    dealt: dict[str, list[Question]] = {name: [] for name in piles}
    for question in questions:
        dealt.setdefault(by(question), []).append(question)
    turns = itertools.zip_longest(*dealt.values())
    return [question for turn in turns for question in turn if question is not None]


@functools.cache
def questions_of(name: str) -> tuple[Question, ...]:
    """Return the questions of one file of the bank, such as 'refusion'; raise DataError for what cannot be read in it."""
    file = f"questions/{name}.yml"
    entries = data.document(file) or []
    if not isinstance(entries, list):
        raise DataError("It must be a list of questions.", Spot(file), "Start each question with `- id:`.")
    questions = tuple(read_question(entry, file) for entry in entries)
    twice = sorted({q.id for q in questions if [p.id for p in questions].count(q.id) > 1})
    if twice:
        raise DataError(f"the id {shown(twice[0])} stands twice.", Spot(file), "Give one of the two another.")
    return questions


def _nearest(name: object, known: list[str]) -> str:
    near = did_you_mean(name, known, most=3, cutoff=0.3)
    return near.removesuffix("?") or f"known are {', '.join(known) or 'none yet'}"
