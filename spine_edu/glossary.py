"""The words of the course, found under every name and spelling a reader may try."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from dataclasses import dataclass

from spine_edu import data
from spine_edu.errors import UnknownTerm
from spine_edu.typed import tidy


@dataclass(frozen=True, slots=True)
class Term:
    """One term: what it says in plain words, its other names, and the source it rests on."""

    name: str
    says: str
    also: tuple[str, ...]
    source: str


@functools.cache
def terms() -> tuple[Term, ...]:
    """Return every term, in the order of the alphabet."""
    read = data.document("glossary.yml").items()
    return tuple(Term(name, entry["says"], tuple(entry["also"]), entry["source"]) for name, entry in read)


def term_named(name: str) -> Term:
    """Return the term with this name, whatever its spelling; raise UnknownTerm with the nearest ones.

    >>> term_named("non-union").name, term_named("Diskectomies").name, term_named("pseudo-arthrosis").name
    ('pseudarthrosis', 'discectomy', 'pseudarthrosis')
    """
    known = {plain(other): term for term in terms() for other in (term.name, *term.also)}
    asked = plain(str(name))
    if asked in known:
        return known[asked]
    near = difflib.get_close_matches(asked, known, n=3, cutoff=0.6)
    found = list(dict.fromkeys(known[other].name for other in near))
    hint = f"Did you mean {' or '.join(map(repr, found))}?" if found else "glossary() lists them all."
    raise UnknownTerm(f"{str(name)[:60]!r} is not in the glossary. {hint}")


def plain(text: str) -> str:
    """Return a name as it is compared: no capitals, accents, hyphens or plural, American where British spelling differs.

    >>> plain("Non-Union"), plain("haematomas"), plain("Vertebrae"), plain("tumour")
    ('nonunion', 'hematoma', 'vertebra', 'tumor')
    """
    text = "".join(c for c in unicodedata.normalize("NFD", tidy(text).casefold()) if not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9]+", "", text)
    for british, american in (("aemat", "emat"), ("aesth", "esth"), ("oedem", "edem"), ("oesoph", "esoph"), ("paed", "ped"), ("our", "or"), ("disk", "disc"), ("isation", "ization"), ("centre", "center"), ("fibre", "fiber"), ("grey", "gray"), ("mould", "mold")):  # fmt: skip
        text = text.replace(british, american)
    for ending, one in (("vertebrae", "vertebra"), ("omies", "omy"), ("ies", "y"), ("oses", "osis")):
        if text.endswith(ending):
            return text[: -len(ending)] + one
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "is", "us")) and len(text) > 4 else text
