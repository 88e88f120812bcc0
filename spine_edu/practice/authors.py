"""What is to be mended in the files that practice cases are drawn from, with the line and the fix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.anatomy import joint_named, joints_in
from spine_edu.days import iso_day
from spine_edu.errors import DataError, UnreadableText
from spine_edu.files.yaml_text import read_yaml
from spine_edu.practice.notes.phrases import read_phrase
from spine_edu.practice.plans.kinds import KINDS
from spine_edu.practice.plans.tables import scenarios
from spine_edu.practice.shapes import Fault, Shape, each, one_of, read_by, record, rows, whole, words
from spine_edu.spots import Path, said
from spine_edu.text.quoting import did_you_mean, shown
from spine_edu.vocabulary import APPROACHES, COLUMNS, DIRECTIONS, MATERIALS

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
    """Return what is to be mended in a file of data/practice/; None for a text that is none.

    >>> to_mend("names:\\n  plf: ['fusion {levels}']\\nincision: {}\\n", "my.yml")[0].line
    2
    >>> to_mend("- id: x\\n", "my.yml") is None
    True
    """
    held = (look for keys, look in _FILES.items() if all(re.search(rf"^{key}:", text, re.MULTILINE) for key in keys))
    look = next(held, None)
    if look is None:
        return None
    try:
        written = read_yaml(text, file)
    except UnreadableText as error:
        return [ToMend(error.line or 1, "", str(error), "")]
    return [ToMend(_line(written.lines, path), said(path), what, fix) for path, what, fix in look(written.content, ())]


def _line(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of a place, or of the nearest one around it that has one."""
    return next(lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines)


def _phrases(content: Any, _: Path) -> Iterator[Fault]:
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


def _in(value: object, path: Path) -> Iterator[Fault]:
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


def _techniques(content: Any, path: Path) -> Iterator[Fault]:
    """Go through the faults of sets of materials and of techniques, which name each other."""
    sets, names = (tuple(content[field] or ()) for field in ("materials", "techniques"))
    phrases = data.document("practice/phrases.yml")
    told = one_of("sentence under `names:` of phrases.yml for", phrases["names"])
    material = record("A set of materials", {"of": rows(one_of("material", MATERIALS)), "weight": whole})
    joint = read_by(joint_named)
    among = {name: each(whole, one_of("technique", names)) for name in ("again", "beside")}
    technique = record(
        "A technique",
        {
            "title": words, "column": one_of("column", COLUMNS), "direction": one_of("direction", DIRECTIONS),
            "way": one_of("way in", phrases["incision"]),
            "joints": each(whole, joint), "last": joint, "count": each(whole, whole),
            "approaches": each(whole, one_of("approach", APPROACHES)), "materials": one_of("set of materials", sets),
            "fixation": each(whole, one_of("fixation", ("plate", "screws and rods", "none"))), "again": among["again"],
        },
        {"disc": each(whole, one_of("extent", ("total", "partial"))), "beside": among["beside"]},
    )  # fmt: skip
    yield from record("The file", {"materials": each(rows(material)), "techniques": each(technique, told)})(content, path)


def _patients(content: Any, path: Path) -> Iterator[Fault]:
    """Go through the faults of indications, illnesses and what goes wrong."""
    techniques = data.document("practice/techniques.yml")["techniques"]
    told = data.document("practice/phrases.yml")["complications"]
    day = read_by(iso_day)
    diagnosis = record(
        "A diagnosis",
        {"code": words, "words": words},
        {
            "joints": read_by(joints_in), "from": day, "to": day, "weight": whole, "from-age": whole, "not-with": rows(words),
            "name": one_of("phrase under complications:", told), "told": rows(words, fewest=1),
        },
    )  # fmt: skip
    indication = record(
        "An indication",
        {"ages": rows(whole, fewest=2), "codes": rows(diagnosis, fewest=1)},
        {
            "weight": whole,
            "fewest": whole,
            "techniques": each(whole, one_of("technique", techniques)),
            "never-laid-in": rows(one_of("material", MATERIALS)),
        },
    )
    lists = {name: rows(diagnosis, fewest=1) for name in ("comorbidities", "complications", "left out")}
    single = {"dural tear": diagnosis, "given up": diagnosis, "hardware": each(diagnosis), "jobs": rows(words, fewest=1)}
    why = dict.fromkeys(("indications", "returns"), each(indication))
    yield from record("The file", {**why, **lists, **single})(content, path)


def _scenarios(content: object, path: Path) -> Iterator[Fault]:
    """Go through the faults of what happens how often."""
    techniques = data.document("practice/techniques.yml")["techniques"]
    phrases = data.document("practice/phrases.yml")
    few = {"techniques": rows(one_of("technique", techniques), fewest=1)}
    weighed = {"indications": each(whole, one_of("indication", data.document("practice/patients.yml")["indications"]))}
    kinds, troubles = each(whole, one_of("kind", KINDS)), ("gap", "lost word", "heard wrong", "heading")
    hardware = each(whole, one_of("state of hardware", phrases["state"]))
    shape = record(
        "The file",
        {
            "kinds": record("A row of difficulties", dict.fromkeys(_DIFFICULTIES, kinds)),
            "among": record("What kinds are drawn among", dict.fromkeys(scenarios().among, record("A kind", few, weighed))),
            "troubles": record(
                "A row of difficulties", dict.fromkeys(_DIFFICULTIES, record("A row of troubles", dict.fromkeys(troubles, whole)))
            ),
            "gaps": each(whole, one_of("gap", scenarios().gaps)),
            "years": each(whole),
            "earlier": each(whole, one_of("sentence under `old:` of phrases.yml for", phrases["old"])),
            "hardware": record("What became of it", {"nonunion": hardware, "union": hardware}),
        },
    )
    yield from shape(content, path)


def _queries(content: object, path: Path) -> Iterator[Fault]:
    """Go through the faults of what a surgeon can be asked and replies."""
    texts = rows(words, fewest=1)
    gap = record("A gap", {"gap": texts, "answers": rows(texts), "truth": texts, "example": words})
    gaps = record("What may be left out", dict.fromkeys(scenarios().gaps, gap))
    replies = dict.fromkeys(("past", "pressed", "unclear", "nothing open"), texts)
    yield from record("The file", {"gaps": gaps, **replies})(content, path)


def _astray(content: object, path: Path) -> Iterator[Fault]:
    """Go through the faults of the ideas that lead astray: one for each kind, each gap, and a heading that promises too much."""
    yield from record("The file", dict.fromkeys((*KINDS, *scenarios().gaps, "heading"), words))(content, path)


def _skills(content: object, path: Path) -> Iterator[Fault]:
    """Go through the faults of single skills."""
    source = one_of("source", data.document("sources.yml"))
    skill = record("A skill", {"objective": words, "words": words}, {"deal": each(whole), "sources": rows(source)})
    yield from each(skill)(content, path)


_DIFFICULTIES = ("1", "2", "3", "4", "5")
_FILES: Mapping[tuple[str, str], Shape] = {
    ("names", "incision"): _phrases,
    ("materials", "techniques"): _techniques,
    ("indications", "returns"): _patients,
    ("kinds", "troubles"): _scenarios,
    ("pressed", "unclear"): _queries,
    ("refusion", "staged"): _astray,
    ("levels", "principal"): _skills,
}
"""Each file by two words that begin a line in it and in no other."""
