"""Marking the evidence of a note: what is found, what is claimed without evidence, and what each mark is told."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from spine_edu.errors import DataError
from spine_edu.quiz import Question, all_questions, judge, question_named, read_question
from tests.quiz.samples import LINKED_ENTRIES, TAG

NOTE = (
    "INDICATIONS: She had an L4-5 fusion in 2023, and it never healed.\nThe cage was inspected, was firm, and was left in place."
)
STATUS = "The patient is a 61-year-old gardener who had an L4-5 fusion three years ago."
CAGE = "and a 10 mm PEEK cage packed with local bone was tapped into the interspace."
SCREWS_OUT = "The L4 and L5 screws were loose and were taken out."
SCREWS_IN = "New screws of larger diameter were placed at L3, L4 and L5."
BED = "The transverse processes and facets of L3, L4 and L5 were decorticated."
RODS = "The rods were removed,"


def changed(**change: Any) -> Question:
    entry = {**copy.deepcopy(LINKED_ENTRIES[2]), **change}
    return read_question({name: value for name, value in entry.items() if value is not None}, "questions/x.yml")


def own(**change: Any) -> Question:
    fields = {"case": None, "paragraphs": None, "also": None, "near": None, "note": NOTE,
              "labels": {"status": "what was fused before"},
              "evidence": [{"phrase": "She had an L4-5 fusion in 2023", "label": "status"}]}  # fmt: skip
    return changed(**{**fields, **change})


@pytest.mark.parametrize(
    ("marks", "found", "wrong", "score"),
    [
        pytest.param({"status": [STATUS], "column": [CAGE, BED], "removal": [SCREWS_OUT]}, 4, 0, 1, id="all, and nothing else"),
        pytest.param({"status": [STATUS], "column": [CAGE]}, 2, 0, 2 * 1 * 0.5 / 1.5, id="half, and nothing else"),
        pytest.param({"status": [STATUS], "column": [CAGE, BED, SCREWS_IN], "removal": [SCREWS_OUT]}, 4, 1, 2 * 0.8 * 1 / 1.8,
                     id="all, and one more"),
        pytest.param({"status": [BED, CAGE]}, 0, 2, 0, id="only wrong labels"),
        pytest.param({"removal": [SCREWS_OUT, RODS]}, 1, 0, 2 * 1 * 0.25 / 1.25, id="what may be marked costs nothing"),
        pytest.param({"removal": [RODS]}, 0, 0, 0, id="and earns nothing"),
    ],
)  # fmt: skip
def test_the_score_weighs_what_was_found_against_what_was_claimed(
    marks: dict[str, list[str]], found: int, wrong: int, score: float
) -> None:
    verdict = judge(TAG, marks)
    assert verdict.score == pytest.approx(score)
    assert verdict.correct == (score == 1)
    assert sum(not part.correct for part in verdict.parts) == wrong
    if not verdict.correct:
        assert f"You found {found} of 4 phrases" in verdict.why
        assert ("not show what" in verdict.why or "shows what" in verdict.why) == bool(wrong)


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        pytest.param({"status": [STATUS]},
                     "You found 1 of 4 phrases that decide. Still to find: column (2), removal (1). "
                     "The mark you made has its evidence.",
                     id="one"),
        pytest.param({"status": [STATUS], "column": [BED]},
                     "Still to find: column (1), removal (1). Every mark you made has its evidence.", id="two"),
        pytest.param({"status": [STATUS], "removal": [RODS]},
                     "Still to find: column (2), removal (1). "
                     "Both marks are right; 1 of them stands beside the phrases that decide.",
                     id="one beside"),
        pytest.param({"removal": [RODS]},
                     "You found 0 of 4 phrases that decide. Still to find: status (1), column (2), removal (1). "
                     "Your mark is right, but stands beside the phrases that decide.",
                     id="only beside"),
        pytest.param({"status": [SCREWS_IN]}, "Your mark does not show what its label says.", id="one wrong"),
        pytest.param({"status": [SCREWS_IN, BED]}, "Neither mark shows what its label says.", id="two wrong"),
        pytest.param({"status": [SCREWS_IN, BED, CAGE]}, "None of your 3 marks shows what its label says.", id="three wrong"),
        pytest.param({"status": [STATUS, BED], "removal": [RODS]},
                     "1 of your 3 marks does not show what its label says. "
                     "Of the others, 1 stands beside the phrases that decide.",
                     id="some of each"),
        pytest.param({"status": [STATUS, BED, CAGE]}, "2 of your 3 marks do not show what their labels say.",
                     id="two of three wrong"),
        pytest.param({"status": [STATUS], "column": [CAGE, BED, SCREWS_IN], "removal": [SCREWS_OUT]},
                     "You found 4 of 4 phrases that decide. 1 of your 5 marks does not show what its label says.",
                     id="nothing left to find"),
    ],
)  # fmt: skip
def test_the_verdict_tells_what_is_open_and_what_each_mark_is_worth(marks: dict[str, list[str]], says: str) -> None:
    assert judge(TAG, marks).why.endswith(says)


RODS_OUT = {"phrase": "The rods were removed", "label": "removal", "why": "One removal."}


def test_other_words_that_say_the_same_find_the_fact() -> None:
    question = changed(also=[{**RODS_OUT, "finds": "The L4 and L5 screws were loose"}])
    rest = {"status": [STATUS], "column": [CAGE, BED]}
    assert judge(question, {**rest, "removal": [RODS]}).correct
    assert judge(question, {**rest, "removal": [RODS, SCREWS_OUT]}).correct, "both may be marked"
    assert judge(question, {"removal": [RODS]}).parts[0].why == "One removal.", "the mark keeps its own reason"
    assert judge(question, {**rest, "status": [STATUS, RODS]}).score < 1, "only with its own label"
    assert not judge(changed(also=[RODS_OUT]), {**rest, "removal": [RODS]}).correct, "what merely agrees finds nothing"
    assert judge(question, {"removal": [RODS]}).why == judge(question, {"removal": [SCREWS_OUT]}).why


def test_the_rods_of_the_gardener_are_the_removal_and_her_cage_is_no_gutter() -> None:
    question = question_named("practice-tag-the-status")
    marks = {
        "status": ["Pseudoarthrosis L4-5, status post TLIF.", STATUS],
        "removal": [RODS],
        "grafted": ["and a 10 mm PEEK cage packed with local bone was tapped into the interspace."],
    }
    verdict = judge(question, marks)
    assert all(part.correct for part in verdict.parts)
    assert verdict.why == (
        "You found 3 of 4 phrases that decide. Still to find: grafted (1). "
        "All 4 marks are right; 1 of them stands beside the phrases that decide."
    )


@pytest.mark.parametrize("question", [q for q in all_questions() if q.kind == "tag"], ids=lambda question: question.id)
def test_phrases_that_say_the_same_are_words_of_another_place_and_can_stand_for_it(question: Any) -> None:
    table, names = question.table(), [name for name, _ in question.labels]
    for phrase in question.also:
        for n in question.found_by(phrase):
            fact = table["facts"][n]
            others = {name: list(given) for name, given in question.solution().items()}
            others[phrase.label] = [c for c in others[phrase.label] if c not in fact["clauses"]] + question.holding(phrase.words)
            assert not set(question.holding(phrase.words)) & set(fact["clauses"])
            assert names[fact["label"]] == phrase.label
            assert judge(question, others).correct


def test_marking_everything_with_everything_is_worth_little() -> None:
    everything = {name: list(range(len(TAG.clauses))) for name, _ in TAG.labels}  # type: ignore[attr-defined]
    assert judge(TAG, everything).score < 0.25


@pytest.mark.parametrize(
    ("label", "clause", "says", "belief"),
    [
        pytest.param("column", BED, "It decides *column* (L4-L5).", "", id="a hit names its fact"),
        pytest.param("status", BED, "This is evidence for column, not for status.", "", id="a wrong label names the right one"),
        pytest.param("column", SCREWS_IN, "Screws hold the bones", "hardware-is-fusion", id="a near miss names its belief"),
        pytest.param(
            "status", "Rods were secured.", "it does not tell which joint was fused before", "", id="no evidence at all"
        ),
        pytest.param("removal", RODS, "the screws decide the code", "", id="what may be marked says why"),
    ],
)
def test_each_mark_is_explained(label: str, clause: str, says: str, belief: str) -> None:
    part = judge(TAG, {label: [clause]}).parts[0]
    assert says in part.why
    assert part.misconception == belief


def test_clauses_are_named_by_their_text_or_their_number() -> None:
    place = TAG.clauses.index(BED)  # type: ignore[attr-defined]
    assert judge(TAG, {"column": [place]}) == judge(TAG, {"column": [BED]}) == judge(TAG, {"column": BED})


def test_a_phrase_over_two_clauses_is_found_by_either() -> None:
    question = own(evidence=[{"phrase": "The cage was inspected, was firm, and was left in place", "label": "status"}])
    first, second = question.clauses[2:]  # type: ignore[attr-defined]
    assert judge(question, {"status": [first]}).correct
    assert judge(question, {"status": [second]}).correct
    assert judge(question, {"status": [first, second]}).correct


def test_one_clause_may_be_evidence_for_two_labels_and_wants_both() -> None:
    twice = [{"phrase": "She had an L4-5 fusion in 2023", "label": label} for label in ("status", "joint")]
    question = own(labels={"status": "what was fused before", "joint": "which joint"}, evidence=twice)
    assert judge(question, {"status": [0]}).score == pytest.approx(2 / 3)
    assert judge(question, {"status": [0], "joint": [0]}).correct


def test_evidence_outside_the_chosen_paragraphs_is_not_asked_for() -> None:
    of_status = [phrase.words for phrase in TAG.evidence if phrase.label == "status"]  # type: ignore[attr-defined]
    assert of_status == ["had an L4-5 fusion three years ago"]
    whole = changed(paragraphs=None)
    assert len([phrase for phrase in whole.evidence if phrase.label == "status"]) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "answer",
    [None, [], {}, "status", {"status": []}, {"status": ["no such clause"]}, {"colour": [0]}, {"status": [999]},
     {"status": [True]}, {1: [0]}],
    ids=repr
)  # fmt: skip
def test_what_marks_nothing_is_told_what_to_do(answer: Any) -> None:
    verdict = judge(TAG, answer)
    assert not verdict.answered
    assert verdict.why.startswith("Choose a label")


NEAR = {"label": "status", "why": "a", "misconception": "b"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"case": "mixed-l3-l6"}, "did you mean 'mixed-l3-l5'", id="no such case"),
        pytest.param({"note": "A note."}, "a `case:` or a `note:`, not both", id="two notes"),
        pytest.param({"case": None}, "note: It must hold text", id="no note"),
        pytest.param({"paragraphs": ["HISTORY"]},
                     "no paragraph of the note begins with 'HISTORY'; they begin with PREOPERATIVE DIAGNOSES",
                     id="no such paragraph"),
        pytest.param({"labels": {}}, "maps 1 to 6 labels", id="no label"),
        pytest.param({"labels": {str(n): "a" for n in range(7)}}, "maps 1 to 6 labels", id="more labels than keys"),
        pytest.param({"labels": {"graft": "what was laid in"}, "also": None, "near": None},
                     "the label 'graft' has no evidence in the text that is shown; the case has evidence for column",
                     id="a label never used"),
        pytest.param({"evidence": [{"phrase": "Not in the note", "label": "status"}]},
                     "'Not in the note' does not stand word for word", id="evidence not in the note"),
        pytest.param({"evidence": [{"phrase": "Rods were secured", "label": "rods"}]},
                     "evidence 1, label: 'rods' is not one of status", id="evidence for no label"),
        pytest.param({"also": [{"phrase": "The rods were removed", "label": "removal", "finds": "had an L4-5 fusion"}]},
                     "also 1, finds: 'had an L4-5 fusion' must be words of one phrase that decides 'removal'; 0 hold them",
                     id="finds what decides another label"),
        pytest.param({"near": [{**NEAR, "phrase": "Screws held"}]}, "near 1, phrase: the phrase 'Screws held'",
                     id="near and not in the note"),
        pytest.param({"near": [{**NEAR, "phrase": "had an L4-5 fusion three years ago"}]},
                     "is evidence for status, so it is no near miss", id="near and right"),
    ],
)  # fmt: skip
def test_a_broken_tag_question_names_its_field_and_the_fix(change: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=re.escape(says)) as refused:
        changed(**change)
    assert str(refused.value).startswith("questions/x.yml: evidence-of-mixed-l3-l5")


def test_a_note_of_its_own_brings_its_own_evidence() -> None:
    question = own()
    assert judge(question, {"status": ["She had an L4-5 fusion in 2023,"]}).correct
    assert question.face()["note"][0][0] == [["INDICATIONS:", "She had an L4-5 fusion in 2023,", "and it never healed."]]
