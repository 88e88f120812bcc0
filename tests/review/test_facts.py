"""The check of facts: a comparison that lost its people, or was not significant and reads like a finding, is sent back."""

from __future__ import annotations

from typing import Any

import pytest

from spine_edu import data
from spine_edu.errors import DataError
from spine_edu.files.entry import Entry
from spine_edu.review.facts import SIGNIFICANT, read_fact

SCREWS = {
    "statement": "Lateral mass screws loosened more often than pedicle screws, but the difference was not significant.",
    "population": "22 series", "compared": ["lateral mass screws", "pedicle screws"], "significant": "none",
    "grade": "systematic review", "sources": ["lms2013"],
}  # fmt: skip


def refused(**changes: Any) -> str:
    """Return what is said of the fact with these changes; None takes a field away."""
    fields = {name: value for name, value in {**SCREWS, **changes}.items() if value is not None}
    with pytest.raises(DataError) as raised:
        read_fact("x", Entry(fields, "x"))
    return str(raised.value)


def test_a_comparison_with_people_groups_and_significance_is_left_alone() -> None:
    read_fact("x", Entry(SCREWS, "x"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"population": None}, "does not say whom it counted", id="the people are lost"),
        pytest.param({"population": None, "compared": None, "significant": None}, "whom it counted", id="all three are lost"),
        pytest.param({"compared": ["screws"]}, "two groups", id="one group"),
        pytest.param({"significant": "maybe"}, "is not one of", id="another word for significance"),
        pytest.param({"significant": None}, "significant", id="no word of significance"),
        pytest.param({"statement": "Lateral mass screws loosened more often than pedicle screws."}, "told here as a finding",
                     id="not significant, told as a finding"),
        pytest.param({"significant": "some",
                      "statement": "Fewer arteries were hurt than with pedicle screws, and more screws loosened."},
                     "told here as a finding", id="some of it not significant"),
        pytest.param({"sources": ["nobody1999"]}, "no source", id="a source that is not listed"),
        pytest.param({"sources": []}, "rests on no source", id="no source"),
        pytest.param({"grade": "hearsay"}, "is not one of", id="an unknown way of knowing"),
        pytest.param({"statement": "loosened more"}, "no sentence", id="no sentence"),
        pytest.param({"odds": "2"}, "unknown field", id="a field that nobody reads"),
    ],
)  # fmt: skip
def test_a_fact_that_misleads_is_sent_back(changes: dict[str, Any], said: str) -> None:
    assert said in refused(**changes)


@pytest.mark.parametrize(
    "statement",
    [
        (
            "Lateral mass screws have lower vertebral-artery risk than cervical pedicle screws "
            "but more loosening, pull-out and pseudarthrosis."
        ),
        (
            "In the Swedish trial five-year disability was similar (ODI 25 vs 28) "
            "and quality of life was slightly better without fusion."
        ),
        "TLIF has fewer complications and fewer dural tears than PLIF with no difference in fusion rate.",
        "Another series found pseudarthrosis commoner in smokers.",
        "Age, smoking and the number of fused levels are the risk factors.",
        "Revision fusion carried higher odds of infection.",
    ],
)
def test_a_sentence_that_compares_people_is_recognized(statement: str) -> None:
    """The first four stood in the course without these fields."""
    assert "whom it counted" in refused(statement=statement, population=None, compared=None, significant=None)


@pytest.mark.parametrize(
    "statement",
    [
        "For fusions of three or more levels, adjacent disease was seen in 29%.",
        "A scale runs from bridging of more than half the space to no bone.",
        "On MRI the cord ended at the lower third of L1.",
    ],
)
def test_a_sentence_that_only_measures_needs_no_groups(statement: str) -> None:
    read_fact("x", Entry({"statement": statement, "grade": "cohort", "sources": ["lms2013"]}, "x"))


def test_the_facts_use_every_word_for_significance() -> None:
    """Otherwise one of them could go, or has been forgotten."""
    told = {fact["significant"] for fact in data.document("facts.yml").values() if "significant" in fact}
    assert told == set(SIGNIFICANT)
