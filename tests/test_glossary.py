"""The glossary: every word explained once, plainly, and found under every name that a reader may look for."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from spine_edu import data
from tests.conftest import ROOT

GLOSSARY: dict[str, dict[str, Any]] = data.document("glossary.yml")

every_term = pytest.mark.parametrize(("term", "entry"), GLOSSARY.items(), ids=list(GLOSSARY))


def test_terms_are_sorted_so_that_a_reader_of_the_file_finds_them() -> None:
    assert list(GLOSSARY) == sorted(GLOSSARY, key=str.casefold), (
        "data/glossary.yml: sort by term, capitals and small letters alike"
    )


def test_a_name_leads_to_one_term_only() -> None:
    names = Counter(name.casefold() for term, entry in GLOSSARY.items() for name in (term, *entry["also"]))
    twice = [name for name, times in names.items() if times > 1]
    assert not twice, f"data/glossary.yml: {twice} stand at two places"


@every_term
def test_a_term_is_told_in_one_to_four_plain_sentences(term: str, entry: dict[str, Any]) -> None:
    assert set(entry) == {"says", "also", "source"}, f"data/glossary.yml, {term}: says, also, source; no more and no less"
    says = entry["says"]
    assert says.endswith("."), f"data/glossary.yml, {term}"
    assert 6 <= len(says.split()) <= 60, f"data/glossary.yml, {term}: {len(says.split())} words"
    assert len(re.findall(r"[.:;] ", says)) <= 4, f"data/glossary.yml, {term}: too many parts"


@every_term
def test_a_term_rests_on_a_source(term: str, entry: dict[str, Any]) -> None:
    assert entry["source"] in data.document("sources.yml"), f"data/glossary.yml, {term}: no source {entry['source']!r}"


@every_term
def test_names_are_trimmed_text(term: str, entry: dict[str, Any]) -> None:
    for name in (term, *entry["also"]):
        assert isinstance(name, str), f"data/glossary.yml, {term}: {name!r} is not text; put it in quotation marks"
        assert name == " ".join(name.split()), f"data/glossary.yml, {term}: {name!r}"


@every_term
def test_a_term_is_not_explained_by_itself(term: str, entry: dict[str, Any]) -> None:
    first = re.split(r"[.:;]", entry["says"])[0].casefold()
    assert not first.startswith((f"a {term} is".casefold(), f"{term} is".casefold(), f"{term} means".casefold())), (
        f"data/glossary.yml, {term}"
    )


@pytest.mark.parametrize(
    ("other", "term"),
    [("diskectomy", "discectomy"), ("disk", "disc"), ("pseudoarthrosis", "pseudarthrosis"), ("non-union", "pseudarthrosis"),
     ("arthrodesis", "fusion")],
)  # fmt: skip
def test_another_spelling_leads_to_the_term(other: str, term: str) -> None:
    assert other in GLOSSARY[term]["also"]


def test_abbreviations_of_the_lessons_are_explained() -> None:
    """Capital abbreviations that learners meet in questions, cases and lessons stand in the glossary."""
    files = [*ROOT.glob("data/questions/*.yml"), *ROOT.glob("notebooks/*.ipynb")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    met = set(re.findall(r"\b(ACDF|ALIF|[A-Z]LIF|PLF|MS-DRG|GEM|MCC|CC|ICD-\d+-[A-Z]+)\b", text))
    names = {name for term, entry in GLOSSARY.items() for name in (term, *entry["also"])}
    assert "PLIF" in met
    assert met <= names, f"data/glossary.yml: {sorted(met - names)} not explained"
