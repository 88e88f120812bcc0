"""How a question that is answered by marking phrases is written: its note, labels and phrases, as its file has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu.cases import case_named
from spine_edu.errors import UnknownCase
from spine_edu.files.entry import Entry
from spine_edu.quiz.kinds.clauses import Run
from spine_edu.text.quoting import shown, some

MOST_LABELS = 6  # one key each, 1 to 6


@dataclass(frozen=True)
class Phrase:
    """Words of the note, the label they deserve (or, in a near miss, tempt to), and why."""

    words: str
    label: str
    why: str = ""
    joint: str = ""
    misconception: str = ""
    finds: str = ""


def note_of(entry: Entry) -> tuple[str, list[Phrase]]:
    """Return the note, and the evidence of the case it comes from."""
    if "case" not in entry.value:
        return entry.block("note"), []
    if "note" in entry.value:
        raise entry.fault("There are a `case:` and a `note:`.", "Give a `case:` or a `note:`, not both.", "note")
    try:
        case = case_named(entry.text("case"))
    except UnknownCase as error:
        raise entry.fault(str(error), "Take the id of a case in data/cases/.", "case") from error
    return case.note, [Phrase(" ".join(item.phrase.split()), item.fact, joint=item.joint) for item in case.evidence]


def labels_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return each label with what to look for."""
    given = entry.value.get("labels")
    if not isinstance(given, Mapping) or not 0 < len(given) <= MOST_LABELS:
        problem = f"It maps 1 to {MOST_LABELS} labels to what to look for, got {'nothing' if given is None else shown(given)}."
        raise entry.fault(problem, "Write them like `status: which joint was fused before`.", "labels")
    told = entry.entry("labels")
    return tuple((" ".join(name.split()), told.text(name).removesuffix(".")) for name in given)


def read_phrase(entry: Entry, labels: tuple[str, ...], *fields: str) -> Phrase:
    """Return a phrase with one of the labels and the `fields` that its list knows."""
    entry.only("phrase", *fields)
    needed = "misconception" in fields
    return Phrase(
        words=entry.text("phrase"),
        label=entry.one_of("label", labels),
        why=entry.text("why", None if needed else ""),
        joint=entry.text("joint", "") if "joint" in fields else "",
        misconception=entry.text("misconception") if needed else "",
        finds=entry.text("finds", "") if "finds" in fields else "",
    )


def chosen(entry: Entry, paragraphs: tuple[tuple[tuple[Run, ...], ...], ...]) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """Keep the paragraphs that begin with the words asked for; without such words, all."""
    starts = entry.texts("paragraphs")
    if not starts:
        return paragraphs
    openings = [" ".join((paragraph[0][0].heading, *paragraph[0][0].clauses)).strip() for paragraph in paragraphs]
    for n, start in enumerate(starts):
        if not any(opening.startswith(start) for opening in openings):
            begin = some(re.split(r"[:.]", opening)[0] for opening in openings)
            problem = f"no paragraph of the note begins with {shown(start)}; they begin with {begin}."
            raise entry.fault(problem, "Copy its first words.", "paragraphs", n)
    return tuple(p for p, opening in zip(paragraphs, openings, strict=True) if opening.startswith(starts))
