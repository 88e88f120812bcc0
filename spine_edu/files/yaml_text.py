"""YAML as people write it: text, lists and mappings, the line of each value, within bounds that no file of ours comes near.

Numbers and dates stay text: plain YAML reads 81.30 as 81.3 and 2026-01-14 as a date object; for codes both are wrong.
The same is read with and without the compiled part of PyYAML, which a browser lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from spine_edu.errors import UnreadableText
from spine_edu.files.bounds import REFUSED, excess_of
from spine_edu.spots import Path
from spine_edu.text.quoting import shown

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_TAB = ("a tab stands in this line, and YAML is indented with spaces", "Put two spaces in place of each tab.")
_STAR = "An & or * starts a text here: put it in quotes."
_CAUSES = (
    (
        r"mapping values are not allowed",
        "A colon with a space after it stands inside a text: put the text in quotes. Or the line starts too far to the right.",
    ),
    (
        r"tab character|cannot start any token",
        "A tab, an @ or a backquote starts this place: indent with spaces, and put such a text in quotes.",
    ),
    (r"escape", "A backslash stands in double quotes: write it twice, or use single quotes."),
    (
        r"quoted scalar|unexpected end of stream|document separator",
        "A quote was opened and not closed: look for a missing quote here or above.",
    ),
    (r"alias|anchor", _STAR),
    (r"flow|expected ',' or", "A bracket or brace was opened and not closed: look for a missing ] or } here or above."),
)  # fmt: skip
"""What the YAML parser complains of, and what an author most likely did."""
_BROKEN = "is not readable YAML"
_COMPARE = "Compare the spaces before this line with those of its neighbors: fields of one entry start in one column."


@dataclass(frozen=True, slots=True)
class Written:
    """A text that was read: its content, and the line, counted from 1, of each value by its path of keys and places."""

    content: Any
    lines: dict[Path, int]


def read_yaml(text: str, name: str) -> Written:
    """Read one YAML text into mappings, lists, text, true, false and None;
    raise UnreadableText with the place and the likely fix.

    >>> read_yaml("{code: 81.30, on: 2026-01-14, cc: yes, graft: }", "example").content
    {'code': '81.30', 'on': '2026-01-14', 'cc': 'yes', 'graft': None}
    >>> read_yaml("- id: x\\n  hints: [one,\\n    two]\\n", "example").lines[0, "hints", 1]
    3
    """
    return _Reader(text, name).read()


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    content: Any
    path: Path
    flow: bool
    anchor: str | None
    before: int
    """How many values were read before it."""
    key: str | None = None
    """The field whose value comes next; None where a key comes next."""
    levels: int = 1


@dataclass(frozen=True, slots=True)
class _Named:
    """What an alias stands for, and how much that is."""

    content: Any
    values: int
    levels: int


class _Reader:
    """Builds one document out of what the parser finds, and keeps count."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.open: list[_Open] = []
        self.named: dict[str, _Named] = {}
        self.lines: dict[Path, int] = {}
        self.content: object = None
        self.values = 0
        self.seen = 0  # up to this character

    def read(self) -> Written:
        """Return what the text holds, with the line of each value;
        raise UnreadableText at the first thing that is not read here.
        """
        import yaml

        for event in self._events():
            self._as_in_a_browser(event)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.values:
                problem = "a second document begins here (---); write one list instead, each entry beginning with '- '"
                self._refuse(problem, event.start_mark)
            self.seen = max(self.seen, event.end_mark.index)
        return Written(self.content, self.lines)

    def _events(self) -> Iterator[Any]:
        """Yield what the parser finds; what it complains of is told in our words."""
        import yaml

        try:
            yield from yaml.parse(self.text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.reader.ReaderError as error:
            self._refuse_sign(error.position, error.character)
        except UnicodeEncodeError as error:  # half of a pair of surrogates
            self._refuse_sign(error.start, ord(self.text[error.start]))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = " ".join(str(getattr(error, "problem", None) or error).split())
            if mark and _stopped_at_tab(self.text, mark.line, mark.column):
                self._refuse(_TAB[0], mark, _TAB[1])
            context = f"{problem} {getattr(error, 'context', None) or ''}"
            self._refuse(problem, mark, next((fix for cause, fix in _CAUSES if re.search(cause, context)), _COMPARE))

    def _refuse_sign(self, place: int, sign: int) -> NoReturn:
        problem = f"it holds a character that no text has (U+{sign:04X} at place {place + 1})."
        raise UnreadableText(problem, self.name, "Save it as plain text in UTF-8.", said=REFUSED)

    def _scalar(self, event: Any) -> None:
        """Take a text as a key of the mapping that waits for one, or as a value."""
        plain = not event.style
        if event.tag not in (None, "!"):
            self._refuse(f"a tag ({shown(event.tag)}) is not read here", event.start_mark, "Write the text alone, in quotes.")
        value = _WORDS.get(event.value, event.value) if plain and event.tag is None else event.value
        inside = self.open[-1] if self.open else None
        if inside is None or isinstance(inside.content, list) or inside.key is not None:
            self._put(value, event.start_mark)
            self._name(event.anchor, _Named(value, 1, 0))
            return
        if not isinstance(value, str):
            self._refuse("a key that is not text", event.start_mark, "Put it in quotes.")
        if value in inside.content:
            self._refuse(f"the key {shown(value)} stands twice", event.start_mark, "Keep one of the two.")
        if value == "<<" and plain:
            self._refuse("'<<' (an entry taken over into another) is not read here; write every field out", event.start_mark)
        inside.key = value
        self.lines[*inside.path, value] = event.start_mark.line + 1

    def _begin(self, event: Any, content: object) -> None:
        if event.tag not in (None, "!"):
            self._refuse(f"a tag ({shown(event.tag)}) is not read here", event.start_mark, "Leave it out.")
        if self.open and isinstance(self.open[-1].content, dict) and self.open[-1].key is None:
            self._refuse("a key that is not text", event.start_mark, "Put it in quotes.")
        path = self._next()
        before = self.values
        self._put(content, event.start_mark)
        self.open.append(_Open(content, path, event.flow_style, event.anchor, before))
        self._bound(len(self.open), event.start_mark)

    def _end(self) -> None:
        done = self.open.pop()
        self._name(done.anchor, _Named(done.content, self.values - done.before, done.levels))
        if self.open:
            self.open[-1].levels = max(self.open[-1].levels, done.levels + 1)

    def _alias(self, event: Any) -> None:
        meant = self.named.get(event.anchor)
        if self.open and isinstance(self.open[-1].content, dict) and self.open[-1].key is None:
            self._refuse("a key that is not text", event.start_mark, "Put it in quotes.")
        if meant is None:
            self._refuse(f"found undefined alias {shown(event.anchor)}", event.start_mark, _STAR)
        self._put(meant.content, event.start_mark)
        self.values += meant.values - 1
        if self.open:
            self.open[-1].levels = max(self.open[-1].levels, meant.levels + 1)
        self._bound(len(self.open) + meant.levels, event.start_mark)

    def _next(self) -> Path:
        """Return the path of the value that comes next."""
        if not self.open:
            return ()
        inside = self.open[-1]
        return (*inside.path, len(inside.content) if isinstance(inside.content, list) else inside.key or "")

    def _put(self, value: object, mark: Any) -> None:
        self.values += 1
        self._bound(0, mark)
        if not self.open:
            self.content, self.lines[()] = value, mark.line + 1
            return
        inside = self.open[-1]
        if isinstance(inside.content, list):
            self.lines[self._next()] = mark.line + 1
            inside.content.append(value)
        else:
            inside.content[inside.key], inside.key = value, None

    def _name(self, anchor: str | None, meant: _Named) -> None:
        if anchor is not None:
            self.named[anchor] = meant

    def _bound(self, levels: int, mark: object) -> None:
        if excess := excess_of(levels, self.values):
            self._refuse(excess[0], mark, excess[1], REFUSED)

    def _as_in_a_browser(self, event: Any) -> None:
        """Refuse what PyYAML reads only with its compiled part: a '?' in a text in brackets, and tabs between the values."""
        start, end = event.start_mark.index, event.end_mark.index
        plain = getattr(event, "style", 0) in (None, "")
        if plain and "?" in event.value and self.open and self.open[-1].flow:
            problem = "found '?' in a text without quotes"
            self._refuse(
                problem,
                _mark_of(self.text, self.text.index("?", start)),
                "A question mark ends a text in [brackets] or {braces}: put that text in quotes.",
            )
        if "\t" in self.text[self.seen : end if plain else start]:
            between = (
                re.sub(r"#.*", lambda comment: " " * len(comment[0]), self.text[self.seen : start]) + self.text[start:end] * plain
            )
            if "\t" in between:
                self._refuse(_TAB[0], _mark_of(self.text, self.seen + between.index("\t")), _TAB[1])

    def _refuse(self, problem: str, mark: Any, fix: str = "", said: str = _BROKEN) -> NoReturn:
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise UnreadableText(problem.rstrip(".") + ".", self.name, fix, line, column, said)


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    column: int


def _mark_of(text: str, place: int) -> _Mark:
    return _Mark(text.count("\n", 0, place), place - text.rfind("\n", 0, place) - 1)


def _stopped_at_tab(text: str, line: int, column: int) -> bool:
    """Whether the YAML parser stopped at a tab, or in a line that is indented with one (inside brackets that is allowed)."""
    stopped = "".join(text.splitlines()[line : line + 1])
    indentation = stopped[: len(stopped) - len(stopped.lstrip())]
    return stopped[column : column + 1] == "\t" or ("\t" in indentation and text.lstrip()[:1] not in ("{", "["))
