"""What is to be mended in the files that practice cases are drawn from: phrases and techniques, with the line and the fix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.anatomy import joint_named
from spine_edu.errors import DataError, SpineEduError, UnreadableText
from spine_edu.files.yaml_text import read_yaml
from spine_edu.practice.notes.phrases import read_phrase
from spine_edu.spots import Path, said
from spine_edu.text.quoting import did_you_mean, shown
from spine_edu.vocabulary import APPROACHES, COLUMNS, DIRECTIONS, MATERIALS

_NEEDED = ("title", "column", "direction", "way", "joints", "last", "count", "approaches", "materials", "fixation", "again")
_MAY = ("disc", "beside")
_ONE_OF: Mapping[str, tuple[str, ...]] = {"column": COLUMNS, "direction": DIRECTIONS}
_WEIGHED: Mapping[str, tuple[str, ...]] = {
    "approaches": APPROACHES, "fixation": ("plate", "screws and rods", "none"), "disc": ("total", "partial"),
}  # fmt: skip
_PLAIN_WORDS = ("sounds",)
"""What of the phrases is no phrase: words, and how they are misheard."""


@dataclass(frozen=True, slots=True)
class ToMend:
    """One thing to mend: the line, counted from 1, the place in words, what is wrong, and what to do."""

    line: int
    place: str
    text: str
    fix: str


def to_mend(text: str, file: str) -> list[ToMend] | None:
    """Return what is to be mended in phrases or techniques; None for a text that holds neither.

    >>> to_mend("names:\\n  plf: ['fusion {levels}']\\nincision: {}\\n", "my.yml")[0].line
    2
    >>> to_mend("- id: x\\n", "my.yml") is None
    True
    """
    kinds = (("names", "incision", _phrases), ("materials", "techniques", _techniques))
    look = next((look for *keys, look in kinds if all(re.search(rf"^{key}:", text, re.MULTILINE) for key in keys)), None)
    if look is None:
        return None
    try:
        written = read_yaml(text, file)
    except UnreadableText as error:
        return [ToMend(error.line or 1, "", str(error), "")]
    return [ToMend(_line(written.lines, path), said(path), what, fix) for path, what, fix in look(written.content)]


def _line(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of a place, or of the nearest one around it that has one."""
    return next(lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines)


_Fault = tuple[Path, str, str]


def _phrases(content: Any) -> Iterator[_Fault]:
    """Go through what no phrase can be, and through headings under which nobody would look for one."""
    known = tuple(data.document("practice/phrases.yml"))
    for name, value in content.items():
        if name not in known:
            yield (
                (name,),
                f"No sentence is looked for under {shown(name)}.",
                did_you_mean(name, known) or f"There are {', '.join(known)}.",
            )
        if name not in _PLAIN_WORDS:
            yield from _in(value, (name,))


def _in(value: Any, path: Path) -> Iterator[_Fault]:
    """Go through the faults of all phrases below a place."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _in(inner, (*path, name))
    elif isinstance(value, list):
        for n, phrase in enumerate(value):
            try:
                read_phrase(phrase if isinstance(phrase, str) else "", "phrase")
            except DataError as error:
                yield (*path, n), error.problem, error.fix
            if not isinstance(phrase, str) or not phrase.strip():
                yield (*path, n), "There is no phrase here.", "Write one in quotes, or take the line out."
    else:
        yield path, f"A list of phrases is needed here, got {shown(value)}.", 'Write them like ["one way to say it", "another"].'


def _techniques(content: Any) -> Iterator[_Fault]:
    """Go through the faults of sets of materials and of techniques."""
    sets, techniques = content["materials"] or {}, content["techniques"] or {}
    for name, rows in sets.items():
        for n, row in enumerate(rows):
            for material in row.get("of", []):
                yield from _known(("materials", name, n, "of"), "material", material, MATERIALS)
            yield from _counted(("materials", name, n, "weight"), row.get("weight"))
    for name, fields in techniques.items():
        yield from _technique(("techniques", name), fields, tuple(sets), tuple(techniques))


def _technique(path: Path, fields: Mapping[str, Any], sets: tuple[str, ...], names: tuple[str, ...]) -> Iterator[_Fault]:
    """Go through the faults of one technique: its fields, words that are not ours, joints that there are not, weights."""
    for field in fields:
        yield from _known((*path, field), "field", field, (*_NEEDED, *_MAY))
    for field in _NEEDED:
        if field not in fields:
            yield path, f"The field {shown(field)} is missing.", f"A technique has {', '.join(_NEEDED)}."
    for field, words in _ONE_OF.items():
        yield from _known((*path, field), field, fields.get(field, words[0]), words)
    yield from _known((*path, "materials"), "set of materials", fields.get("materials", sets[0]), sets)
    for field, words in (*_WEIGHED.items(), ("again", names), ("beside", names)):
        for word in fields.get(field, {}):
            yield from _known((*path, field), field, word, words)
    for joint in (*fields.get("joints", {}), *([fields["last"]] if "last" in fields else [])):
        try:
            joint_named(joint)
        except SpineEduError as error:
            yield (*path, "joints"), str(error), ""
    for field in ("joints", "count", *_WEIGHED, "again", "beside"):
        for word, weight in fields.get(field, {}).items():
            yield from _counted((*path, field, word), weight)


def _known(path: Path, kind: str, word: str, words: tuple[str, ...]) -> Iterator[_Fault]:
    if word not in words:
        yield path, f"There is no {kind} {shown(word)}.", did_you_mean(word, words) or f"There are {', '.join(words)}."


def _counted(path: Path, weight: Any) -> Iterator[_Fault]:
    if not str(weight).isdecimal():
        yield (
            path,
            f"A weight is a whole number, got {shown(weight)}.",
            "Write how often it comes up among its neighbors, such as 3.",
        )
