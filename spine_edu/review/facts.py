"""What the course states: a fact names its sources, and where it compares, whom it counted and whether the difference was shown.

A result that was not significant reads like a finding as soon as these words are lost, and a rate that lost its people
fits everybody. So a comparison carries them as values: `population`, `compared` (the groups) and `significant`.
"""

from __future__ import annotations

import re

from spine_edu import data
from spine_edu.files.entry import Entry
from spine_edu.text.quoting import shown

NOT_COUNTED = ("textbook", "patient-information", "coding education", "guideline", "review", "model")
"""How a source knows that counted nobody itself: what it compares are bones, words or advice."""
COUNTED = (
    "cohort", "RCT", "systematic review", "database cohort", "registry cohort", "conference abstract", "osteological study",
    "in-vitro study", "survey", "database report", "database cohort (background statement)",
)  # fmt: skip
"""How a source knows that counted people, bones or claims: what it compares may be chance."""

SIGNIFICANT = ("all", "some", "none", "untold")
"""Whether the differences in the sentence were significant: all, some (the sentence says which were not), none, or not told."""

_COMPARES = re.compile(
    r"(?<!more )(?<!fewer )\bthan\b|"
    r"\b(?:vs|versus|compared|commoner|rarer|similar|alike|equal|doubles?|twice|non-inferior|(?:more|less) often|"
    r"(?:no|any|that) (?:significant )?difference|not significant|significantly|risk factors?)\b|"
    r"\b(?:higher|lower|better|worse|shorter|longer|larger) (?:odds|risk|rates?|stay|outcome)\b",
    re.I,
)
"""Words by which a sentence sets groups against each other; 'more than two levels' sets none."""
_DOUBTS = re.compile(
    r"\bno (?:significant )?(?:difference|rise)\b|\bnot (?:statistically )?significant\b|\bno test is told\b|"
    r"\b(?:similar|alike|non-inferior|stayed the same)\b",
    re.I,
)
"""Words by which a sentence says that a difference was not shown."""


def read_fact(name: str, entry: Entry) -> None:
    """Refuse a fact that cannot be taught as it stands; `name` is its id.

    >>> fields = {"statement": "Smokers united less often than others.", "grade": "cohort", "sources": ["bydon2014"]}
    >>> read_fact("x-01", Entry(fields, "x-01"))  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    spine_edu.errors.DataError: x-01, population: It compares ('less often'), and does not say whom it counted.
        Add `population`, `compared` and `significant`.
    """
    entry.only("statement", "value", "note", "follows", "population", "compared", "significant", "grade", "sources")
    statement = entry.text("statement")
    if not re.fullmatch(r"(rh)?[A-Z0-9].*[.)]", statement):
        raise entry.fault("It is no sentence.", "Begin it with a capital and end it with a full stop.", "statement")
    for name in {"value", "note", "population"} & set(entry.value):
        entry.text(name)
    if "follows" in entry.value:
        sums = entry.entry("follows")
        for number in sums.value:
            sums.text(number)
    grade = entry.one_of("grade", COUNTED + NOT_COUNTED)
    _sources(entry)
    found = _COMPARES.search(statement) if grade in COUNTED else None
    if "compared" in entry.value or "significant" in entry.value or found:
        _comparison(entry, statement, found[0] if found else "compared")


def _comparison(entry: Entry, statement: str, word: str) -> None:
    if "population" not in entry.value:
        said = f"It compares ({shown(word)}), and does not say whom it counted."
        raise entry.fault(said, "Add `population`, `compared` and `significant`.", "population")
    if len(entry.texts("compared")) < 2:
        raise entry.fault("It takes two groups to compare.", "Name each of them, in [brackets].", "compared")
    if entry.one_of("significant", SIGNIFICANT) in ("some", "none") and not _DOUBTS.search(statement):
        said = "A difference that was not significant is told here as a finding."
        raise entry.fault(said, "Let the sentence say which difference was not significant.", "statement")


def _sources(entry: Entry) -> None:
    known = data.document("sources.yml")
    if not entry.texts("sources"):
        raise entry.fault("It rests on no source.", "Name at least one.", "sources")
    for n, source in enumerate(entry.texts("sources")):
        if source not in known:
            raise entry.fault(
                f"There is no source {shown(source)}.", "Take a key of data/sources.yml, or add one there.", "sources", n
            )
