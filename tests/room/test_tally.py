"""What a room thinks: counts by answer and by piece, the belief behind wrong ones, and who changed their mind."""

from __future__ import annotations

import csv
import io
import json

import pytest

from spine_edu.quiz import Question, question_named
from spine_edu.room.ballot import Session
from spine_edu.room.export import as_csv, as_json
from spine_edu.room.tally import KINDS, Shift, right, rows, shift
from tests.quiz.samples import MULTIPLE, NUMBER, ORDER, PART, PCS, PLACE, SAMPLES, SINGLE, TAG

ALL = [question for question in (*SAMPLES.values(), PART) if question.kind in KINDS]


def test_each_option_has_its_bar_though_nobody_chose_it() -> None:
    wrong = [option.text for option in SINGLE.options if not option.correct]
    found = rows(SINGLE, [{"a": wrong[0], "b": wrong[0]}])
    assert [row.label for row in found] == [option.text for option in SINGLE.options]
    assert [row.letter for row in found] == list("ABCD")[: len(found)]
    counted = next(row for row in found if row.counts == (2,))
    assert (counted.correct, counted.belief) == (False, SINGLE.options[found.index(counted)].misconception)


def test_ticks_are_counted_option_by_option() -> None:
    texts = [option.text for option in MULTIPLE.options]
    found = rows(MULTIPLE, [{"a": texts[:2], "b": [texts[0]]}])
    assert [row.counts[0] for row in found[:2]] == [2, 1]


def test_the_same_number_written_differently_is_one_bar() -> None:
    found = rows(NUMBER, [{"a": NUMBER.answer, "b": f" {NUMBER.answer}.0"}])
    assert [row.counts for row in found if row.correct] == [(2,)]


def test_a_code_is_counted_character_by_character() -> None:
    wrong = f"{PCS.answer[:4]}4{PCS.answer[5:]}" if PCS.answer[4] != "4" else f"{PCS.answer[:4]}0{PCS.answer[5:]}"
    found = rows(PCS, [{"a": PCS.answer, "b": wrong}])
    assert [row.label[0] for row in found] == sorted(row.label[0] for row in found)
    assert {row.label[0] for row in found if row.counts == (2,)} == set("123467")


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
def test_what_is_right_is_named_and_counts_as_right_in_every_kind(question: Question) -> None:
    found = rows(question, [{"a": question.solution()}])
    assert all(row.correct for row in found if row.counts == (1,)) and any(row.counts == (1,) for row in found)
    assert right(question, {"a": question.solution()}) == 1


@pytest.mark.parametrize("question", [PLACE, TAG])
def test_what_is_right_has_a_bar_though_nobody_found_it(question: Question) -> None:
    assert any(row.correct and row.counts == (0,) for row in rows(question, [{}]))


def test_minds_that_changed_are_told_from_those_that_stayed() -> None:
    good, bad = SINGLE.solution(), next(option.text for option in SINGLE.options if not option.correct)
    first = {"gained": bad, "lost": good, "kept": good, "stuck": bad, "left": good, "hand 1": bad}
    second = {"gained": good, "lost": bad, "kept": good, "stuck": bad, "late": good, "hand 1": good}
    assert shift(SINGLE, [first, second]) == Shift(1, 1, 1, 1), "who voted once did not move; nor is a hand known again"


def test_votes_are_kept_without_persons_and_nothing_in_them_is_computed_by_a_spreadsheet() -> None:
    session = Session().gone_to("q").opened().voted("f00d", "=HYPERLINK(1)", 0, 1).voted("beef", "2", 0, 1).with_hands(["2"], [1])
    table = list(csv.DictReader(io.StringIO(as_csv(session, {"q": NUMBER}))))
    assert [row["answer"] for row in table] == ["'=HYPERLINK(1)", "2", "2"]
    assert [row["seat"] for row in table] == ["2", "1", "0"]
    assert "f00d" not in as_csv(session, {"q": NUMBER}) + as_json(session, {"q": NUMBER})
    assert json.loads(as_json(session, {"q": NUMBER}))[1]["answer"] == "2"


def test_of_terms_in_free_words_the_wall_names_none_that_the_question_does_not_know() -> None:
    asked = question_named("biology-name-the-failure")
    found = rows(asked, [{"a": "pseudoarthrosis", "b": "Pseudarthrosis", "c": "my teacher is a goose", "d": "a goose"}])
    assert {row.label: row.counts for row in found if any(row.counts)} == {"pseudarthrosis": (2,), "something else": (2,)}


def test_an_order_is_counted_place_by_place_and_a_telling_pair_by_its_belief() -> None:
    asked = ORDER.solution()
    turned = [*asked[:2], asked[3], asked[2], asked[4]]
    found = rows(ORDER, [{"a": asked, "b": turned}])
    assert [row.label[:2] for row in found] == sorted(row.label[:2] for row in found)
    counted = {row.label: (row.counts, row.correct) for row in found}
    assert counted[f"1. {asked[0]}"] == ((2,), True)
    assert counted[f"3. {asked[2]}"] == ((1,), True)
    assert counted[f"3. {asked[3]}"] == ((1,), False)
    assert [row.label for row in found if row.belief] == [f"{asked[3]} before {asked[2]}"]
