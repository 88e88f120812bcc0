"""Every answer gets a verdict that explains itself; what is no answer yet is told what to do."""

from __future__ import annotations

import dataclasses
import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.coding.pcs import choices
from spine_edu.quiz import Question, Verdict, judge, verdict_table
from spine_edu.quiz.kinds.choice import Multiple, Single
from tests.quiz.answers import JSON_ANSWERS, typed_otherwise
from tests.quiz.samples import HOSTILE, HOSTILE_LINKED, ICD9, LINKED, MULTIPLE, NUMBER, PCS, SAMPLES, SINGLE

EVERY = [*SAMPLES.values(), *LINKED.values(), *HOSTILE, *HOSTILE_LINKED]
each_question = pytest.mark.parametrize("question", EVERY, ids=lambda question: f"{question.kind} {question.id[:30]}")


def texts(question: Question) -> list[str]:
    assert isinstance(question, Single | Multiple)
    return [option.text for option in question.options]


@each_question
def test_the_right_answer_is_right(question: Question) -> None:
    verdict = judge(question, question.solution())
    assert (verdict.answered, verdict.correct, verdict.score) == (True, True, 1.0)
    assert verdict.why
    assert verdict.sources == question.sources


def test_a_wrong_option_names_its_reason_and_its_misconception() -> None:
    verdict = judge(SINGLE, "Revision")
    assert not verdict.correct
    assert verdict.score == 0
    assert verdict.why.startswith("Revision corrects a device")
    assert verdict.misconception == "revision-surgery-is-revision"


@pytest.mark.parametrize(
    "ticked", [c for n in range(1, 5) for c in itertools.combinations(range(4), n)],
    ids=lambda ticked: "".join("abcd"[n] for n in ticked)
)  # fmt: skip
def test_a_right_tick_earns_what_a_wrong_tick_costs(ticked: tuple[int, ...]) -> None:
    verdict = judge(MULTIPLE, [texts(MULTIPLE)[n] for n in ticked])
    right = {0, 2}  # taking out screws, taking bone from the crest
    assert verdict.correct == (set(ticked) == right)
    assert verdict.score == max(0, len(right & set(ticked)) - len(set(ticked) - right)) / 2
    assert [part.correct for part in verdict.parts] == [n in right for n in ticked]
    assert all(part.why for part in verdict.parts)


def test_ticking_everything_earns_nothing() -> None:
    assert judge(MULTIPLE, texts(MULTIPLE)).score == 0


@pytest.mark.parametrize(
    ("answer", "correct", "says"),
    [
        pytest.param("4", True, "L3, L4, L5 and S1", id="the number itself"),
        pytest.param("4,0 vertebrae", True, "L3, L4, L5 and S1", id="a decimal comma and the unit"),
        pytest.param("3", False, "number of joints", id="joints instead of vertebrae"),
        pytest.param("2", False, "That is too low.", id="any smaller number"),
        pytest.param("17", False, "That is too high.", id="any larger number"),
    ],
)
def test_a_number_is_judged_with_the_thinking_behind_it(answer: str, correct: bool, says: str) -> None:
    verdict = judge(NUMBER, answer)
    assert verdict.correct is correct
    assert says in verdict.why


@pytest.mark.parametrize(
    ("unit", "answer"),
    [
        ("degrees", "4°"),
        ("degrees", "4 degree"),
        ("percent", "4%"),
        ("mm", "4 millimeters"),
        ("joints", "4 joint"),
        ("vertebrae", "4 vertebra"),
        ("degrees", "4 deg."),
        ("degrees", "４º"),
        ("percent", "%4"),
        ("percent", "٤٪"),
        ("percent", "4 per cent"),
        ("mm", "4 mm"),
        ("mm", "4 millimetres"),
        ("mm", "4㎜"),
        ("mm", "４ｍｍ"),
        ("cm", "4.0 Centimeters"),
        ("kg", "4 kilograms"),
        ("years", "4 yrs"),
        ("months", "4 mos."),
        ("dollars", "$4"),
        ("people", "4 persons"),
        ("processes", "4 process"),
    ],
)
def test_a_number_is_read_with_its_unit_as_people_write_it(unit: str, answer: str) -> None:
    assert judge(dataclasses.replace(NUMBER, unit=unit), answer).correct
    assert not judge(dataclasses.replace(NUMBER, unit="discs"), answer).answered, "another unit is not swallowed"


@pytest.mark.parametrize(
    ("unit", "answer", "told"),
    [
        pytest.param("mm", "0.4 cm", "Give it in mm.", id="centimeters for millimeters"),
        pytest.param("joints", "4 vertebrae", "Give it in joints.", id="bones for joints"),
        pytest.param("vertebrae", "4%", "Give it in vertebrae.", id="a share for a count"),
        pytest.param("", "4 mm", "Write the number alone, without a unit.", id="a unit where none is asked"),
        pytest.param("vertebrae", "about 4", "Write a number in digits, such as 4 or 2.5.", id="words before the number"),
    ],
)
def test_another_unit_is_told_and_not_marked_wrong(unit: str, answer: str, told: str) -> None:
    verdict = judge(dataclasses.replace(NUMBER, unit=unit), answer)
    assert (verdict.answered, verdict.why) == (False, told)


@pytest.mark.parametrize("answer", ["4", "4.0", "+4", "4 vertebrae", "4 vertebra"])
def test_a_number_is_read_alike_however_it_was_typed(answer: str) -> None:
    for typed in (*typed_otherwise(answer), answer.replace(".", "٫"), answer.replace(" ", "")):
        assert judge(NUMBER, typed).correct, ascii(typed)


@pytest.mark.parametrize("question", [PCS, ICD9], ids=lambda question: question.system)
def test_a_code_is_read_alike_however_it_was_typed(question: Question) -> None:
    code = question.solution()
    for typed in (
        *typed_otherwise(code),
        code.lower(),
        f"{code[:2]} {code[2:]}",
        f"{code[:3]}-{code[3:]}",
        code.replace(".", ""),
    ):
        assert judge(question, typed).correct, ascii(typed)


@pytest.mark.parametrize(
    ("answer", "todo"),
    [
        pytest.param(NUMBER, "a few", id="words for a number"),
        pytest.param(NUMBER, "1,000", id="a comma that may mean two things"),
        pytest.param(NUMBER, "18 %", id="a share for a count"),
        pytest.param(PCS, "0SG00", id="too few characters"),
        pytest.param(PCS, "OSG0071", id="the letter O for a zero"),
        pytest.param(ICD9, "0SG0071", id="the other system's code"),
        pytest.param(MULTIPLE, [], id="nothing ticked"),
        pytest.param(SINGLE, "Repair", id="no such option"),
    ],
)
def test_what_cannot_be_judged_yet_is_told_what_to_do(answer: Question, todo: Any) -> None:
    verdict = judge(answer, todo)
    assert not verdict.answered
    assert not verdict.correct
    assert verdict.score == 0
    assert len(verdict.why) > 15


def test_each_character_of_a_code_is_judged_apart() -> None:
    verdict = judge(PCS, "0sw 0071")
    assert [part.correct for part in verdict.parts] == [True, True, False, True, True, True, False]
    assert verdict.parts[2].misconception == "revision-surgery-is-revision"
    assert verdict.score == pytest.approx(5 / 7)


def test_the_same_value_in_another_table_is_not_the_same_answer() -> None:
    parts = judge(PCS, "0RG0071").parts
    assert not parts[1].correct
    assert not parts[3].correct, "0 in table 0RG is the occipital-cervical joint"
    assert "Settle the characters before it first" in parts[3].why
    assert parts[5].correct, "autologous tissue is 7 in both tables"


def test_a_code_that_is_in_no_row_of_its_table_is_said_not_to_exist() -> None:
    assert "not a valid code" in judge(PCS, "0SG00A1").why
    assert "not a valid code" not in judge(PCS, "0SG00AJ").why


def test_a_whole_code_that_betrays_a_misconception_names_it() -> None:
    verdict = judge(PCS, "0SG00AJ")
    assert verdict.misconception == "direction-is-column"
    assert "posterior lumbar interbody fusion" in verdict.why


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        pytest.param("81.07", "first fusion of this joint", id="initial for refusion"),
        pytest.param("81.33", "Refusion of other cervical", id="another region, read aloud"),
        pytest.param("99.99", "no ICD-9-CM code of our tables", id="no code at all"),
    ],
)
def test_a_wrong_icd9_code_is_read_aloud_and_answered(answer: str, says: str) -> None:
    verdict = judge(ICD9, answer)
    assert not verdict.correct
    assert says in verdict.why


@each_question
def test_any_answer_gets_a_verdict(question: Question) -> None:
    for answer in JSON_ANSWERS:
        verdict = judge(question, answer)
        assert isinstance(verdict, Verdict), f"{answer!r:.99}"
        assert 0 <= verdict.score <= 1, f"{answer!r:.99}"
        assert verdict.correct == (verdict.score == 1), f"{answer!r:.99}"
        assert verdict.why, f"{answer!r:.99}"


answers = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.binary() | st.decimals(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(question=st.sampled_from(EVERY), answer=answers)
def test_no_structure_breaks_the_judge(question: Question, answer: Any) -> None:
    verdict = judge(question, answer)
    assert verdict.correct == (verdict.score == 1)
    assert verdict.why


@pytest.mark.parametrize(
    "answer", [10**6000, -(10**6000), float("nan"), float("-inf"), object(), {1, 2}, frozenset()], ids=lambda a: type(a).__name__
)
@each_question
def test_numbers_beyond_measure_and_foreign_objects_are_no_answers(question: Question, answer: Any) -> None:
    verdict = judge(question, answer)
    assert not verdict.correct


@given(code=st.sampled_from(sorted(code for code in choices.codes_on("2026-01-14") if code[:3] in choices.OFFERED)))
def test_of_all_valid_codes_only_the_answer_is_right_and_none_is_called_invalid(code: str) -> None:
    verdict = judge(PCS, code)
    assert verdict.correct == (code == "0SG0071")
    assert "not a valid code" not in verdict.why
    assert all(part.why for part in verdict.parts if not part.correct)


@each_question
def test_the_verdict_table_goes_to_the_browser_as_json_unchanged(question: Question) -> None:
    table = verdict_table(question)
    assert json.loads(json.dumps(table, allow_nan=False)) == json.loads(json.dumps(table))
    assert all(table["ideas"].values())


@each_question
def test_what_is_shown_before_answering_holds_no_reason_and_no_key(question: Question) -> None:
    face = json.dumps(question.face(), ensure_ascii=False)
    for what, correct, why in question.key():
        if question.id in SAMPLES:
            assert why not in face
        if question.kind in ("number", "code") and correct:
            assert f'"{what}"' not in face
