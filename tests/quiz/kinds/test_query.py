"""A query is read point by point: it quotes the note, names the gap, asks openly, presses for nothing, speaks of no money."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from spine_edu.errors import DataError
from spine_edu.files.yaml_text import read_yaml
from spine_edu.quiz import Question, beliefs, judge, question_named, read_question
from spine_edu.quiz.kinds.query_read import POINTS

FILE = Path(__file__).parents[1] / "queries.yml"
QUERIES: dict[str, list[dict[str, Any]]] = read_yaml(FILE.read_text("utf-8"), FILE.name).content
PLACE = question_named("step-query-write")
_DENTIST = {
    "id": "query-the-blank", "kind": "query", "objective": "capstone.query", "verb": "analyse", "stem": "Ask the surgeon.",
    "case": "silent-graft-l5-s1", "gap": ["material", "packed with", "filled with", "inside", "which graft", "blank"],
    "answers": [{"words": ["local bone", "autograft"]}, {"words": ["allograft", "chips"]}],
    "example": 'Your note says "a large lordotic titanium cage packed with". What was it filled with?',
    "why": "It names the blank.", "misconception": "query-may-lead", "sources": ["acdis-query"],
    "reviewed": {"on": "2026-11-30", "against": "FY2027"},
}  # fmt: skip
BLANK = read_question(_DENTIST)


def asked_of(entry: dict[str, Any]) -> Question:
    return {"no-place-l4-l5": PLACE, "silent-graft-l5-s1": BLANK}[entry["of"]]


def broken(entry: dict[str, Any]) -> list[str]:
    parts = judge(asked_of(entry), entry["query"]).parts
    return [point for point, part in zip(POINTS, parts, strict=True) if not part.correct]


def test_there_are_twenty_of_either_sort() -> None:
    assert {sort: len(queries) for sort, queries in QUERIES.items()} == {"good": 20, "bad": 20}


@pytest.mark.parametrize("entry", QUERIES["good"], ids=lambda entry: entry["query"][:50])
def test_a_query_that_may_be_sent_is_right(entry: dict[str, Any]) -> None:
    assert broken(entry) == []
    assert judge(asked_of(entry), entry["query"]).correct


@pytest.mark.parametrize("entry", QUERIES["bad"], ids=lambda entry: entry["query"][:50])
def test_a_query_that_may_not_be_sent_is_told_what_it_breaks(entry: dict[str, Any]) -> None:
    assert broken(entry) == entry["breaks"]


def test_a_query_that_leads_or_speaks_of_money_is_worth_nothing() -> None:
    for entry in QUERIES["bad"]:
        verdict = judge(asked_of(entry), entry["query"])
        worthless = {"leads", "money"} & set(entry["breaks"])
        assert (verdict.score == 0) or not worthless, entry["query"]
        assert ("query-may-lead" in beliefs(verdict)) == bool({"open", "leads", "money"} & set(entry["breaks"]))


def test_what_is_quoted_has_to_stand_in_the_note() -> None:
    verdict = judge(PLACE, 'Your note says "fused in the gutters with local bone". Where was the place of the graft?')
    assert "does not stand so in the note" in verdict.parts[0].why


@pytest.mark.parametrize("answer", ["", "   ", "Where?", None, 5, [], "a" * 2000])
def test_what_is_no_query_yet_is_told_what_to_write(answer: Any) -> None:
    assert not judge(PLACE, answer).answered


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"case": "silent"}, "case: There is no case", id="no such case"),
        pytest.param({"gap": []}, "gap: ", id="no gap"),
        pytest.param({"example": "Was it allograft?"}, "breaks a rule: Quotes the note", id="an example that breaks a rule"),
    ],
)
def test_a_broken_entry_is_refused_with_its_place(change: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says):
        read_question({**_DENTIST, **change}, "questions/x.yml")
