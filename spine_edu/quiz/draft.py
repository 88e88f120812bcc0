"""A question as its author wrote it: the fields, the line on which each stands, and the question they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.errors import DataError
from spine_edu.quiz.bank import read_question
from spine_edu.quiz.model import Question

Path = tuple[str | int, ...]
"""Where a value stands inside a file: keys and places in lists, such as (3, 'options', 0, 'why')."""


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
    """One entry of a file of questions. `question` is None while its fields make none."""

    file: str
    place: int
    fields: Any
    lines: dict[Path, int]
    question: Question | None

    @property
    def id(self) -> str:
        id = self.fields.get("id") if isinstance(self.fields, dict) else None
        return id if isinstance(id, str) else f"question {self.place + 1}"

    def finding(self, path: Path, text: str, fix: str) -> Finding:
        """Return what is wrong at a path inside this entry; what is not there is shown where it should be."""
        known: Path = (self.place, *path)
        while known not in self.lines and known:
            known = known[:-1]
        return Finding(self.file, self.lines.get(known, 1), self.id, said(path), text, fix)

    def walk(self) -> Iterator[tuple[Path, Any]]:
        """Yield every value of the entry with its path, outer ones first."""
        return walk((), self.fields)


def said(path: Path) -> str:
    """Say a path as an author counts: list places from 1.

    >>> said(("options", 1, "why"))
    'options 2, why'
    """
    words = [f" {step + 1}" if isinstance(step, int) else f", {step}" for step in path]
    return "".join(words).strip(", ")


def walk(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
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


def read_drafts(text: str, file: str) -> tuple[list[Draft], list[Finding]]:
    """Read a file of questions entry by entry; what cannot be read is a finding, and the rest is read all the same.

    >>> drafts, findings = read_drafts("- id: x\\n  stem: Why?\\n", "x.yml")
    >>> print(findings[0])
    x.yml:1: x, objective: It must hold text, got nothing. Write it after `objective:`, in quotes if it holds a colon.
    """
    try:
        entries, lines = data.parse_yaml(text, file), data.lines_of(text, file)
    except DataError as error:
        return [], [not_yaml(error, file)]
    if not isinstance(entries, list):
        return [], [Finding(file, 1, "", "", "This is no list of questions.", "Start each question with `- id:`.")]
    drafts, findings = [], []
    for place, fields in enumerate(entries):
        try:
            drafts.append(Draft(file, place, fields, lines, read_question(fields, file)))
        except DataError as error:
            drafts.append(Draft(file, place, fields, lines, None))
            findings.append(_not_read(error, drafts[-1]))
    return drafts, findings


_CAUSES = (
    (r"mapping values are not allowed", "A colon with a space after it stands inside a text: put the text in quotes. Or the line starts too far to the right."),
    (r"tab character|cannot start any token", "A tab, an @ or a backquote starts this place: indent with spaces, and put such a text in quotes."),
    (r"escape", "A backslash stands in double quotes: write it twice, or use single quotes."),
    (r"quoted scalar|unexpected end of stream|document separator", "A quote was opened and not closed: look for a missing quote here or above."),
    (r"stands twice", "Keep one of the two."),
    (r"alias|anchor", "An & or * starts a text here: put it in quotes."),
    (r"got '\?'", "A question mark ends a text in [brackets] or {braces}: put that text in quotes."),
    (r"flow|expected ',' or", "A bracket or brace was opened and not closed: look for a missing ] or } here or above."),
)  # fmt: skip


def not_yaml(error: DataError, file: str) -> Finding:
    """Say where a file stops being YAML, and what to look for there."""
    mark = getattr(error.__cause__, "problem_mark", None)
    problem = " ".join(str(getattr(error.__cause__, "problem", None) or error).split())
    said_where = " ".join(str(getattr(error.__cause__, "context", "") or "").split())
    fix = next((fix for cause, fix in _CAUSES if re.search(cause, f"{problem} {said_where}")), "")
    column = f"column {mark.column + 1}" if mark else ""
    fix = fix or "Compare the spaces before this line with those of its neighbors: fields of one question start in one column."
    return Finding(file, mark.line + 1 if mark else 1, "", column, f"The file cannot be read from here on ({problem}).", fix)


_FIXES = (
    (r"must hold text", "Write it after `{field}:`, in quotes if it holds a colon."),
    (r"unknown field", "Mend its spelling or take it out."),
    (r"is not one of", "Choose one of them."),
    (r"true or false", "Write true or false without quotes."),
    (r"must be a list", "Start each item with a dash, or put them in [brackets]."),
    (r"expected fields", "Write it as fields, each with a colon and a space."),
    (r"not a valid", "Look it up: python3 -m spine_edu look CODE --on DAY."),
    (r"is the answer|lies within|is no day", "Change it."),
)


def _not_read(error: DataError, draft: Draft) -> Finding:
    """Turn the loader's complaint, 'file: id, options 2: `why:` must hold text', into a place and a text."""
    message = str(error).removeprefix(f"{draft.file}: ")
    where, _, text = message.removeprefix(draft.id).partition(": ") if message.startswith(draft.id) else ("", "", message)
    path: list[str | int] = []
    for name, number in re.findall(r", ([a-z]+)(?: (\d+))?", where):
        path += [name, int(number) - 1] if number else [name]
    named = re.search(r"`([a-z0-9]+):|unknown field '([^']*)'", text)
    if named:
        path.append(named[1] or named[2])
    elif not path and isinstance(draft.fields, dict):  # a complaint that starts with the value itself: '81.37 is not a valid …'
        path += [name for name, value in draft.fields.items() if value == text.split()[0]][:1]
    field = str(path[-1]) if path else "it"
    text = re.sub(rf"^`{re.escape(field)}:`", "It", text)
    fix = next((fix for cause, fix in _FIXES if re.search(cause, text)), "Mend it and run the check again.")
    return draft.finding(tuple(path), text, fix.format(field=field))
