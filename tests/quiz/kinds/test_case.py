"""A case in parts: each part is judged as a question of its kind, and the case by their mean."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from spine_edu.errors import DataError
from spine_edu.quiz import judge, read_question
from tests.quiz.samples import CASE, LINKED_ENTRIES

RIGHT = {"mixed-l3-l5-which": "Refusion", "mixed-l3-l5-new": "L3-L4", "mixed-l3-l5-count": "2"}


def changed(part: int | None = None, **change: Any) -> Any:
    entry = copy.deepcopy(LINKED_ENTRIES[3])
    (entry if part is None else entry["parts"][part]).update(change)
    return read_question({name: value for name, value in entry.items() if value is not None}, "questions/x.yml")


@pytest.mark.parametrize(
    ("answer", "score", "says"),
    [
        pytest.param(RIGHT, 1, "One joint of this operation is fused again", id="all parts right"),
        pytest.param({**RIGHT, "mixed-l3-l5-count": "3"}, 2 / 3, "2 of 3 parts are right.", id="one part wrong"),
        pytest.param({"mixed-l3-l5-which": "Refusion"}, 1 / 3, "1 of 3 parts is right.", id="the first part only"),
        pytest.param(
            {"mixed-l3-l5-which": "Refusion", "mixed-l3-l5-count": "many"}, 1 / 3, "1 of 3", id="one part no answer yet"
        ),
        pytest.param({"mixed-l3-l5-which": "Refusion", "mixed-l3-l5-new": None}, 1 / 3, "1 of 3", id="one part not yet open"),
        pytest.param({"mixed-l3-l5-which": "First fusion"}, 0, "0 of 3 parts are right.", id="none right"),
    ],
)
def test_the_score_of_a_case_is_the_mean_of_its_parts(answer: dict[str, Any], score: float, says: str) -> None:
    verdict = judge(CASE, answer)
    assert verdict.score == pytest.approx(score)
    assert verdict.correct == (score == 1)
    assert says in verdict.why


def test_a_part_brings_its_reason_and_the_belief_behind_it() -> None:
    part = judge(CASE, {**RIGHT, "mixed-l3-l5-new": "L4-L5"}).parts[1]
    assert (part.correct, part.misconception) == (False, "refusion-overlooked")
    assert part.label == "Which joint is fused for the first time?"


@pytest.mark.parametrize(
    "answer", [None, {}, [], "Refusion", {"which": "Refusion"}, {"mixed-l3-l5-which": None}, {"mixed-l3-l5-which": "?"}], ids=repr
)
def test_a_case_without_an_answer_is_told_what_to_do(answer: Any) -> None:
    verdict = judge(CASE, answer)
    assert not verdict.answered
    assert verdict.why == "Answer the parts one after another."


def test_parts_take_objective_sources_and_review_from_their_case() -> None:
    for part in CASE.parts:  # type: ignore[attr-defined]
        assert (part.objective, part.sources, part.reviewed_on) == (CASE.objective, CASE.sources, CASE.reviewed_on)


def test_the_parts_of_a_case_are_shuffled_by_its_seed() -> None:
    assert "order" not in CASE.face()["parts"][0]
    assert {tuple(CASE.face(seed)["parts"][0]["order"]) for seed in range(8)} == {(0, 1), (1, 0)}


@pytest.mark.parametrize(
    ("part", "change", "says"),
    [
        pytest.param(None, {"case": "mixed-l3-l6"}, "did you mean 'mixed-l3-l5'", id="no such case"),
        pytest.param(None, {"case": None}, "intro: It must hold text", id="neither note nor introduction"),
        pytest.param(None, {"parts": []}, "parts: It needs two or more", id="no parts"),
        pytest.param(1, {"id": "mixed-l3-l5-which"}, "each with an id of its own", id="two parts of one name"),
        pytest.param(1, {"id": "mixed-l3-l5-in-parts"}, "each with an id of its own", id="a part named as its case"),
        pytest.param(
            0, {"sources": ["hia-refusion"]}, "parts 1, sources: `sources:` belongs to the case", id="a part with sources"
        ),
        pytest.param(0, {"kind": "case"}, "parts 1, kind: a part is no case", id="a case in a case"),
        pytest.param(1, {"answer": ["C4-C5"]}, "mixed-l3-l5-in-parts, parts 2, answer: It holds 'C4-C5'", id="a broken part"),
    ],
)
def test_a_broken_case_names_the_part_and_the_fix(part: int | None, change: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=re.escape(says)) as refused:
        changed(part, **change)
    assert str(refused.value).startswith("questions/x.yml: mixed-l3-l5-in-parts")


def test_an_introduction_stands_before_the_note_or_for_it() -> None:
    assert changed(intro="Read on.\n\nTake your time.").face()["told"][:2] == [["Read on."], ["Take your time."]]
    alone = changed(case=None, intro="A patient had L4-L5 fused.")
    assert (alone.face()["told"], alone.face()["note"]) == ([["A patient had L4-L5 fused."]], False)
