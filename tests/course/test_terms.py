"""A word is explained before it is used: every term that a lesson sets in bold, in the order in which a learner meets it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from spine_edu import data
from spine_edu.glossary import GlossaryTerm, plain, terms
from spine_edu.publish.notebooks import lessons

# Words that a reader brings along; the lesson that sets them in bold only sharpens them.
EVERYDAY = {
    "spine": "everybody has one",
    "region": "a part of something",
    "direction": "the way something points; lesson 5 keeps it for where the surgeon stood",
    "column": "in lessons 1 to 4 the whole row of bones; lesson 5 cuts it lengthwise",
}
# The same letters with another sense: only these forms are the term.
SENSES = {
    "mean": r"\b(?:a|the|arithmetic|geometric) mean\b",
    "weight": r"\bweights? (?:of )?\d|\bthe weight of a class",
    "vertebral body": r"\bvertebral bod(?:y|ies)\b",
    "level": r"\blevels?\b(?= of the spine)",
}
# What an answer of the engine says before a learner has opened anything of it: which system and group it speaks of.
HEADS = re.compile(r"ICD-9-CM|ICD-10-PCS|MS-DRG|weight \d")
AHEAD = {"start-here-11": "a map to wonder at; the next cell says that lesson 12 will explain it"}
BOLD = re.compile(r"(?<!\*)\*\*([^*\n]+)\*\*(?!\*)")
RAW: dict[str, dict[str, Any]] = {
    question["id"]: question for path in data.files("questions", "*.yml") for question in data.document(f"questions/{path.name}")
}
KNOWN = {plain(name): term for term in terms() for name in (term.name, *term.also)}


@dataclass(frozen=True)
class Place:
    """Something a learner reads: prose, what a question shows before it is answered, or the words of a figure."""

    lesson: str
    section: int
    cell: str
    text: str
    prose: bool = False

    def __str__(self) -> str:
        return f"lesson {self.lesson}, {self.cell}"


def asked(question: dict[str, Any]) -> str:
    parts = [question.get("stem", ""), *question.get("targets", []), *question.get("headings", [])]
    for part in (*question.get("options", []), *question.get("items", [])):
        parts.append(part["text"] if isinstance(part, dict) else str(part))
    return "\n".join(map(str, parts))


def read(text: str) -> str:
    """Leave out links, code, ids of sources, the title of the next lesson and, on the start page, the table of contents."""
    return re.sub(r"^Next: .*$|\]\([^)]*\)|`[^`]*`|\[[a-z][a-z0-9-]+\]|^\|.*\]\(\d\d-.*$", "", text, flags=re.MULTILINE)


def shown(cell: dict[str, Any], form: str) -> list[str]:
    return ["".join(output.get("data", {}).get(form, "")) for output in cell["outputs"]]


def places() -> list[Place]:
    """Everything a learner reads, in order. Titles and objectives are promises; the reasons of an answer are lesson 13's
    matter.
    """
    found: list[Place] = []
    section = 0
    for path in lessons():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            section += bool(cell["cell_type"] == "markdown" and re.search(r"^##? ", source, re.MULTILINE))
            if "instructor" in cell["metadata"].get("tags", []) or "**After this lesson you can**" in source:
                continue
            if cell["cell_type"] == "markdown":
                found.append(Place(path.stem[:2], section, cell["id"], read(source), prose=True))
                continue
            ids = re.findall(r'"([a-z][a-z0-9-]+)"', source) if source.startswith(("question(", "quiz([")) else []
            for bank in re.findall(r'quiz\("([^"]+)", n=', source):
                ids += [question["id"] for question in data.document(f"questions/{bank}.yml")]
            found += [Place(path.stem[:2], section, f"{cell['id']}, {id}", asked(RAW[id])) for id in ids]
            if ids or re.search(r"\b(?:glossary|progress|warm_up|note|sources)\(", source):
                continue
            words = [] if re.search(r"\b(?:codes_for|diagnose|eras)\(", source) else shown(cell, "text/plain")
            heads = HEADS.findall("\n".join(shown(cell, "text/html")))
            found.append(Place(path.stem[:2], section, cell["id"], " ".join([*words, *heads])))
    return found


PLACES = places()


def defined() -> dict[str, tuple[GlossaryTerm, int, str]]:
    """Each term that a lesson sets in bold: where it does so first, and how it is written there."""
    found: dict[str, tuple[GlossaryTerm, int, str]] = {}
    for number, place in enumerate(PLACES):
        for bold in BOLD.findall(place.text) if place.prose else ():
            term = KNOWN.get(plain(bold))
            if term:
                found.setdefault(term.name, (term, number, bold))
    return found


DEFINED = defined()


def form(name: str) -> str:
    """A pattern for a name: hyphens free, one or many; capitals matter only where a name is an abbreviation.

    >>> bool(re.fullmatch(form("lamina"), "Laminae")), bool(re.fullmatch(form("pseudarthrosis"), "pseudarthroses"))
    (True, True)
    >>> bool(re.fullmatch(form("end-plate"), "endplates")), bool(re.fullmatch(form("CC"), "cc"))
    (True, False)
    """
    letters = re.escape(name).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]?")
    if name[:2].isupper():
        return f"{letters}s?"
    for ending, both in (("y", "(?:y|ies)"), ("is", "(?:is|es)"), ("a", "ae?"), ("en", "(?:en|ina)")):
        if letters.endswith(ending):
            return f"(?i:{letters.removesuffix(ending)}{both})"
    return f"(?i:{letters}(?:s|es)?)"


def explains(text: str, name: str) -> bool:
    """Whether a text tells what a word means, or uses it to name what it has just told.

    >>> explains("graft (bone that is laid in)", "graft"), explains("called a graft", "graft"), explains("the graft", "graft")
    (True, True, False)
    >>> explains("its group, the MS-DRG.", "MS-DRG"), explains("PLIF, TLIF: from behind", "PLIF")
    (True, True)
    """
    if not re.search(form(name), text):
        return False  # most texts, and sooner
    word = rf"\*?(?<![\w-]){form(name)}(?![\w-])\*?"
    return bool(
        re.search(
            rf"{word}[\"”]? ?\(|\((?:or |an? )?{word}\)|, (?:the |an? )?{word}[.,;]|(?:called|named|or) (?:an? |the )?{word}"
            rf"|{word}, (?:an?|the|one|two|which|that)\b|{word} (?:is|are|means?|joins?|runs?)\b|{word}(?:, [A-Z]{{3,4}})*:",
            text,
        )
    )


def is_made_of_terms(name: str) -> bool:
    """Whether each word of a term is a term of its own, as in lumbar lordosis."""
    of = [KNOWN.get(plain(word)) for word in name.split()]
    return len(of) > 1 and all(word and word.name in DEFINED and word.name != name for word in of)


@pytest.mark.parametrize("name", [name for name in DEFINED if name not in EVERYDAY and not is_made_of_terms(name)])
def test_a_term_is_explained_before_it_is_used(name: str) -> None:
    """Before, or in the same section: there a question may ask, and a figure show, what the prose names a moment later."""
    term, where, bold = DEFINED[name]
    names = [term.name] if name in SENSES else list(dict.fromkeys((term.name, bold)))
    use = re.compile(
        SENSES.get(name, "|".join(rf"(?<![\w-]){form(each)}(?![\w-])" for each in names)), re.IGNORECASE if name in SENSES else 0
    )
    known_from = min(
        [PLACES[where].section, *(p.section for p in PLACES[:where] if any(explains(p.text, each) for each in names))]
    )
    early = [place for place in PLACES if place.section < known_from and place.cell not in AHEAD and use.search(place.text)]
    said = [
        f"{place}: …{place.text[max(0, found.start() - 40) : found.end() + 30]!r}"
        for place in early
        if (found := use.search(place.text))
    ]
    assert not said, f"{name} is explained in {PLACES[where]}, and used before in\n" + "\n".join(said)


def test_only_terms_of_the_lessons_are_excused() -> None:
    assert set(EVERYDAY) | set(SENSES) <= set(DEFINED)
    assert set(AHEAD) <= {place.cell for place in PLACES}


def test_most_terms_of_the_glossary_have_their_place_in_a_lesson() -> None:
    assert len(DEFINED) > 0.8 * len(terms())
