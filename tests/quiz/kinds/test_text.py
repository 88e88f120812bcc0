"""A term in one's own words: what is the same, what is a slip of the pen, and what is another term."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.quiz import Question, judge, read_question
from spine_edu.quiz.kinds.text import fold
from tests.quiz.answers import typed_otherwise
from tests.quiz.samples import ENTRIES, TEXT


def asking(**fields: Any) -> Question:
    return read_question({**ENTRIES[5], "accept": [], "near": [], **fields})


@pytest.mark.parametrize(
    "answer",
    ["pseudarthrosis", "  Pseudarthrosis. ", "PSEUDARTHROSIS", "pseud-arthrosis", "pseud arthrosis",
     "a pseudarthrosis", "“pseudarthrosis”", "pseud\u00ada\u00adrthrosis", "pseudarthr\u00f3sis", "pseudarthro\u0301sis",
     "PSEUDARTHROS\u0130S", "pseudarthros\u0131s", "\u202bpseudarthrosis\u202c",
     *typed_otherwise("pseudarthrosis")],
)  # fmt: skip
def test_a_term_may_be_written_in_many_ways(answer: str) -> None:
    verdict = judge(TEXT, answer)
    assert verdict.correct
    assert verdict.why == TEXT.why  # type: ignore[attr-defined]


def test_another_name_is_right_and_told_the_one_that_the_course_uses() -> None:
    verdict = judge(TEXT, "Non-union")
    assert verdict.correct
    assert verdict.why.endswith("This course writes “pseudarthrosis”.")


@pytest.mark.parametrize(
    ("british", "american"),
    [("tumour", "tumor"), ("anaesthesia", "anesthesia"), ("oedema", "edema"), ("œdema", "edema"),
     ("mobilisation", "mobilization"), ("paralysed", "paralyzed"), ("centre of the body", "center of the body"),
     ("fibres", "fibers"), ("labelled", "labeled"), ("tumours", "tumors")],
)  # fmt: skip
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    for asked, given_ in ((british, american), (american, british)):
        verdict = judge(asking(answer=asked), given_)
        assert verdict.correct
        assert "spelling" not in verdict.why


def test_letters_that_a_page_joined_are_apart_again() -> None:
    for term in ("\ufb01xation", "\uff26\uff29\uff38\uff21\uff34\uff29\uff2f\uff2e", "fixation\u2026"):
        verdict = judge(asking(answer="fixation"), term)
        assert (verdict.correct, "spelling" in verdict.why) == (True, False)


@pytest.mark.parametrize(
    "slip",
    [pytest.param("pseudarthrosiis", id="a letter too many"), pytest.param("pseudartrosis", id="a letter too few"),
     pytest.param("pseudarthrosys", id="a wrong letter"), pytest.param("psuedarthrosis", id="two swapped")],
)  # fmt: skip
def test_one_slip_of_the_pen_is_forgiven_and_the_spelling_told(slip: str) -> None:
    verdict = judge(TEXT, slip)
    assert verdict.correct
    assert verdict.why.endswith("Mind the spelling: “pseudarthrosis”.")


@pytest.mark.parametrize(
    ("term", "answer"),
    [
        pytest.param("pseudarthrosis", "psuedartrosis", id="two slips"),
        pytest.param("aseptic loosening", "septic loosening", id="the first letter"),
        pytest.param("ilium", "ileum", id="a short word"),
        pytest.param("left iliac crest", "left iliac chest", id="a short word among others"),
        pytest.param("vertebra L4", "vertebra L5", id="a digit"),
        pytest.param("anterior column", "anterior", id="a word too few"),
        pytest.param("anterior column", "anterior cell", id="another word"),
        pytest.param("interbody fusion", "interbodi fusian", id="a slip in each of two words"),
        pytest.param("pedicle screw", "", id="nothing"),
    ],
)
def test_what_may_be_another_term_is_no_slip(term: str, answer: str) -> None:
    assert not judge(asking(answer=term), answer).correct


@pytest.mark.parametrize(
    ("term", "plural"), [("vertebra", "vertebrae"), ("pedicle screw", "pedicle screws"), ("diagnosis", "diagnoses")]
)
def test_one_for_many_is_a_slip_of_the_pen(term: str, plural: str) -> None:
    for asked, written in ((term, plural), (plural, term)):
        verdict = judge(asking(answer=asked), written)
        assert verdict.correct
        assert verdict.why.endswith(f"Mind the spelling: “{asked}”.")


def test_a_wrong_term_is_answered_with_its_reason_even_if_misspelt() -> None:
    for answer in ("arthrodesis", "Arthrodeses", "spinalfusion"):
        verdict = judge(TEXT, answer)
        assert (verdict.answered, verdict.correct, verdict.misconception) == (True, False, "sample-fusion-is-the-operation")
    assert judge(TEXT, "osteoporosis").why == "Look for the word that says false joint."
    assert "Another term is asked for" in judge(asking(otherwise=None), "osteoporosis").why


def test_a_near_term_one_letter_away_from_the_right_one_stays_wrong() -> None:
    question = asking(
        answer="abduction", near=[{"forms": ["adduction"], "why": "Towards the body.", "misconception": "sample-ab-is-ad"}]
    )
    assert judge(question, "abduction").correct
    assert judge(question, "adduction").misconception == "sample-ab-is-ad"
    asked_again = judge(question, "aduction")
    assert not asked_again.answered, "it may stand for either"
    assert "spelling" in asked_again.why


@pytest.mark.parametrize(
    "answer",
    [None, 7, float("nan"), "", " . ", "\u0301", ["pseudarthrosis"], "word " * 30, "x" * 100_000],
    ids=lambda a: f"{a!r:.12}",
)
def test_what_is_no_term_is_told_so_and_counts_for_nothing(answer: Any) -> None:
    verdict = judge(TEXT, answer)
    assert not verdict.answered
    assert "term" in verdict.why


@given(st.text(max_size=60))
def test_how_a_term_is_compared_does_not_depend_on_case_spaces_or_hyphens(text: str) -> None:
    once = fold(text)
    assert fold(once).replace(" ", "") == fold(once.replace(" ", "-")).replace(" ", "")
    if text.isascii():
        assert fold(text.upper()) == fold(text.lower()) == once
