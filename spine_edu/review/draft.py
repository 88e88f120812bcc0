"""A question as its author wrote it: the fields, the line on which each stands, and the question they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from spine_edu.errors import DataError, UnreadableText, WrittenError
from spine_edu.files.yaml_text import read_yaml
from spine_edu.quiz.bank import read_question
from spine_edu.quiz.model import Question
from spine_edu.spots import Path, said
from spine_edu.text.quoting import named

Fault = tuple[Path, str, str]
"""What a check yields: the place inside an entry, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: where it stands, what is wrong, and what to do. `line` counts from 1.

    >>> print(Finding("x.yml", 12, "my-id", "stem", "It asks nothing.", "End it with a question."))
    x.yml:12: my-id, stem: It asks nothing. End it with a question.
    """

    file: str
    line: int
    id: str
    field: str
    text: str
    fix: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.id, self.field)))
        return f"{self.file}:{self.line}: {place + ': ' if place else ''}{self.text} {self.fix}"


@dataclass(frozen=True)
class Draft:
    """One entry of a file, by its place in a list or its name. `question` is None while its fields make none."""

    file: str
    place: int | str
    fields: Any
    lines: dict[Path, int]
    question: Question | None

    @property
    def id(self) -> str:
        if isinstance(self.place, str):
            return named(self.place)
        id = self.fields.get("id") if isinstance(self.fields, dict) else None
        return named(id) if isinstance(id, str) else f"question {self.place + 1}"

    def finding(self, path: Path, text: str, fix: str) -> Finding:
        """Return what is wrong at a path inside this entry; what is not there is shown where it should be."""
        known: Path = (self.place, *path)
        while known not in self.lines and known:
            known = known[:-1]
        return Finding(self.file, self.lines.get(known, 1), self.id, said(path), text, fix)

    def unread(self, error: WrittenError) -> list[Finding]:
        """Return all that keeps this entry from being read."""
        return [self.finding(fault.spot.path, fault.problem, fault.fix) for fault in error.faults]

    def walk(self) -> Iterator[tuple[Path, Any]]:
        """Yield every value of the entry with its path, outer ones first."""
        return walk((), self.fields)


def walk(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    """Yield a value and all that it holds, each with its path."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield from walk((*path, step), item)


def choices_in(draft: Draft) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield what has options: the question itself, or the parts of a case."""
    for path, value in draft.walk():
        if isinstance(value, dict) and isinstance(value.get("options"), list):
            yield path, value


def options_of(choice: dict[str, Any]) -> list[tuple[str, bool]]:
    """Return each option's text, and whether it is right."""
    return [(flat(option["text"]), option.get("correct", False)) for option in choice["options"]]


def stems_in(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Yield the stem, and those of the parts of a case."""
    for path, value in draft.walk():
        if path and path[-1] == "stem" and isinstance(value, str):
            yield path, flat(value)


_NOT_PROSE = {
    "id", "kind", "objective", "verb", "sources", "reviewed", "replaces", "misconception", "on", "case", "note", "evidence",
    "phrase", "labels", "paragraphs", "accept", "forms", "map", "states", "hardware", "pick",
}  # fmt: skip


def prose_in(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Yield every text that a learner reads and that is ours: no names, no codes, no words of a note."""
    for path, value in draft.walk():
        if isinstance(value, str) and not _NOT_PROSE.intersection(path):
            yield path, flat(value)


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def short(text: str) -> str:
    """Quote the end of a text, for a report of one line."""
    text = flat(text)
    return repr(text if len(text) <= 50 else "…" + text[-49:])


MOST_ENTRIES = 2_000
"""More entries of one file are not looked at: the findings would fill a book."""


def read_drafts(text: str, file: str) -> tuple[list[Draft], list[Finding]]:
    """Read a file of questions entry by entry; what cannot be read is a finding, and the rest is read all the same.

    >>> drafts, findings = read_drafts("- id: x\\n  stem: Why?\\n", "x.yml")
    >>> print(findings[0])  # doctest: +NORMALIZE_WHITESPACE
    x.yml:1: x, reviewed: expected fields, got nothing.
    Write it as fields, each with a colon and a space, such as `id:` and `stem:`.
    """
    drafts, findings = entries_in(text, file, "question")
    for n, draft in enumerate(drafts):
        try:
            drafts[n] = replace(draft, question=read_question(draft.fields, file))
        except DataError as error:
            findings += draft.unread(error)
    return drafts, findings


def entries_in(
    text: str, file: str, what: str, form: type[list[object]] | type[dict[str, object]] = list
) -> tuple[list[Draft], list[Finding]]:
    """Return the entries of a file as drafts without a question, and what keeps them from being read."""
    try:
        written = read_yaml(text, file)
    except UnreadableText as error:
        return [], [not_yaml(error, file)]
    entries = written.content
    if not isinstance(entries, form):
        start = "`- id:`" if form is list else "its name and a colon"
        return [], [Finding(file, 1, "", "", f"This is no list of {what}s.", f"Start each {what} with {start}.")]
    listed = list(entries.items() if isinstance(entries, dict) else enumerate(entries))
    findings = []
    if len(listed) > MOST_ENTRIES:
        problem = f"This file holds {len(listed):,} entries; those after the first {MOST_ENTRIES:,} were not looked at."
        findings = [Finding(file, written.lines[(listed[MOST_ENTRIES][0],)], "", "", problem, "Divide it: one file a lesson.")]
    return [Draft(file, place, fields, written.lines, None) for place, fields in listed[:MOST_ENTRIES]], findings


def not_yaml(error: UnreadableText, file: str) -> Finding:
    """Say where a file stops being YAML, and what to look for there."""
    column = f"column {error.column}" if error.column else ""
    return Finding(
        file, error.line or 1, "", column, f"The file cannot be read from here on ({error.problem.rstrip('.')}).", error.fix
    )
