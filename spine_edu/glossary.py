"""The words of the course, found under every name and spelling a reader may try."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from spine_edu import data
from spine_edu.errors import UnknownTerm
from spine_edu.files.entry import Entry, read_parts
from spine_edu.text.quoting import nearest, shown
from spine_edu.text.typed import tidy


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One term: what it says in plain words, its other names, and the source it rests on."""

    name: str
    says: str
    also: tuple[str, ...]
    source: str


@functools.cache
def terms() -> tuple[GlossaryTerm, ...]:
    """Return every term, in the order of the alphabet."""
    read = data.document("glossary.yml").items()
    return tuple(read_term(name, Entry(fields, f"data/glossary.yml, {name}")) for name, fields in read)


def read_term(name: str, entry: Entry) -> GlossaryTerm:
    """Read one term from its fields; raise DataError that carries the field and the fix."""
    parts = read_parts(
        only=lambda: entry.only("says", "also", "source"),
        says=lambda: entry.text("says"),
        also=lambda: _other_names(entry),
        source=lambda: entry.text("source"),
    )
    return GlossaryTerm(name, parts["says"], parts["also"], parts["source"])


def _other_names(entry: Entry) -> tuple[str, ...]:
    if entry.value.get("also") is None:
        raise entry.fault("It must list the other names.", "Write [] where there is none.", "also")
    return entry.texts("also")


def term_named(name: str) -> GlossaryTerm:
    """Return the term with this name, whatever its spelling; raise UnknownTerm with the nearest ones.

    >>> term_named("non-union").name, term_named("Diskectomies").name, term_named("pseudo-arthrosis").name
    ('pseudarthrosis', 'discectomy', 'pseudarthrosis')
    """
    known = {plain(other): term for term in terms() for other in (term.name, *term.also)}
    asked = plain(name) if isinstance(name, str) else ""
    if asked in known:
        return known[asked]
    found = list(dict.fromkeys(known[other].name for other in nearest(asked, known, most=3)))
    hint = f"Did you mean {' or '.join(map(repr, found))}?" if found else "glossary() lists them all."
    raise UnknownTerm(f"{shown(name)} is not in the glossary. {hint}")


_SPELLINGS = {
    "aemat": "emat", "aesth": "esth", "oedem": "edem", "oesoph": "esoph", "paed": "ped", "our": "or", "disk": "disc",
    "isation": "ization", "centre": "center", "fibre": "fiber", "grey": "gray", "mould": "mold",
}  # fmt: skip
"""What stands in British words, and in American ones in its place."""


def plain(text: str) -> str:
    """Return a name as it is compared: no capitals, accents, hyphens or plural, American where British spelling differs.

    >>> plain("Non-Union"), plain("haematomas"), plain("Vertebrae"), plain("tumour")
    ('nonunion', 'hematoma', 'vertebra', 'tumor')
    """
    text = "".join(c for c in unicodedata.normalize("NFD", tidy(text).casefold()) if not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9]+", "", text)
    for british, american in _SPELLINGS.items():
        text = text.replace(british, american)
    for ending, one in (("vertebrae", "vertebra"), ("omies", "omy"), ("ies", "y"), ("oses", "osis")):
        if text.endswith(ending):
            return text[: -len(ending)] + one
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "is", "us")) and len(text) > 4 else text
