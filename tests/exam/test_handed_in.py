"""A student's file is graded for what it holds; one that is torn, foreign or changed is told in words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from spine_edu.data import document
from spine_edu.errors import ExamError
from spine_edu.exam.asked import alias, question_called
from spine_edu.exam.forms import exam_form
from spine_edu.exam.handed_in import read_handed_in
from spine_edu.exam.result import as_log, as_log_of_parts, by_belief, by_objective, result_of
from spine_edu.quiz import judge, question_named, with_parts
from tests.exam.sat import LATER, handed, solved, told

FORM = exam_form(3, 30, cases=1)
QUESTION = question_named("refusion-which-question")


def test_whoever_knows_all_has_all(tmp_path):
    result = result_of(read_handed_in(handed(tmp_path / "ada.json", FORM, solved(FORM))))
    assert (result.percent, result.answered) == (100.0, 31)
    assert all(row.score == row.asked for row in by_objective([result]))
    assert by_belief(result) == ()


def test_what_is_open_counts_as_wrong_and_betrays_nothing(tmp_path):
    result = result_of(read_handed_in(handed(tmp_path / "ada.json", FORM, {})))
    assert (result.percent, result.answered, by_belief(result), as_log(result)) == (0.0, 0, (), ())


def test_a_wrong_answer_is_told_by_its_objective_and_by_the_belief_behind_it(tmp_path):
    form = exam_form(1, 40)
    question = next(question for question in form.questions if question.kind == "single")
    trap = next(option for option in question.options if option.misconception)
    result = result_of(read_handed_in(handed(tmp_path / "a.json", form, {**solved(form), question.id: trap.text})))
    weakest = by_objective([result])[0]
    assert weakest.score == weakest.asked - 1
    (belief,) = by_belief(result)
    assert belief.text == document("misconceptions.yml")[trap.misconception]["text"]
    assert belief.places == (form.questions.index(question) + 1,)


def test_a_belief_in_a_part_of_a_case_is_told_too(tmp_path):
    case = FORM.questions[-1]
    status = case.parts[0]
    right = solved(FORM)
    miss = status.items[0].near[0]
    wrong = {**right[case.id], status.id: {**right[case.id][status.id], status.items[0].text: miss.target}}
    result = result_of(read_handed_in(handed(tmp_path / "a.json", FORM, {**right, case.id: wrong})))
    assert [belief.places for belief in by_belief(result)] == [(31,)]


def test_parts_of_a_case_are_logged_one_by_one_so_that_the_class_report_reads_them(tmp_path):
    known = {question.id for question in with_parts()}
    form = replace(FORM, questions=(*FORM.questions[:-1], question_named("capstone-case-librarian")))
    result = result_of(read_handed_in(handed(tmp_path / "a.json", form, solved(form))))
    logged = as_log_of_parts(result)
    assert {answer.question for answer in logged} <= known
    assert len(logged) > len(as_log(result)) == 31
    assert all(answer.correct and answer.number == 1 for answer in logged)


def test_time_is_counted_from_the_beginning_to_the_last_answer(tmp_path):
    found = read_handed_in(handed(tmp_path / "a.json", FORM, solved(FORM), allowed=None))
    assert (found.took, found.allowed, found.minutes) == (31.5, None, FORM.minutes)


def test_a_question_is_called_by_a_name_that_says_nothing_and_is_found_by_it():
    assert question_called(alias(QUESTION)) == QUESTION
    assert "refusion" not in alias(QUESTION)
    assert len({alias(question) for question in FORM.questions}) == 31
    assert question_called("case-4711").id == "case-4711"
    assert question_called("q0000000000") is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("Dear teacher, here is my exam.", "holds no answers of an exam: it is no JSON", id="a letter"),
        pytest.param('{"cells": []}', "holds no answers of an exam, but something else", id="a notebook"),
        pytest.param("[" * 100_000, "holds no answers of an exam", id="a bomb of brackets"),
        pytest.param('{"spine-edu exam": 2}', "saved by another edition", id="another edition"),
        pytest.param('{"spine-edu exam": 1}', "`exam` is missing", id="fields are missing"),
    ],
)
def test_a_foreign_file_is_told_in_words(tmp_path, content, told):
    (tmp_path / "x.json").write_text(content, "utf-8")
    with pytest.raises(ExamError, match=told):
        read_handed_in(tmp_path / "x.json")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_torn_file_is_told_from_a_foreign_one_and_what_to_do(tmp_path, share):
    path = handed(tmp_path / "ada.json", FORM, solved(FORM))
    whole = path.read_text("utf-8")
    path.write_text(whole[: int(share * len(whole))], "utf-8")
    with pytest.raises(ExamError, match=r"is torn: it breaks off.* Ask for it again"):
        read_handed_in(path)


@pytest.mark.parametrize(
    ("place", "changed", "says"),
    [
        pytest.param("answers", [], "asks nothing", id="no questions"),
        pytest.param("answers", [["q0000000000", "x", ""]], "'q0000000000' is not in our bank", id="unknown question"),
        pytest.param("answers", [[alias(QUESTION), "x", "yesterday"]], "answer 1 has no time", id="no time"),
        pytest.param("answers", [[alias(QUESTION), None, ""]] * 2, "one question twice", id="a question twice"),
        pytest.param("answers", ["x"], "answer 1 is no answer", id="no answer"),
        pytest.param("name", 7, "`name` is missing or of the wrong sort", id="no name"),
    ],
)
def test_a_changed_file_is_refused_with_the_place(tmp_path, place, changed, says):
    path = handed(tmp_path / "ada.json", FORM, {}, **{place: changed})
    with pytest.raises(ExamError, match=says):
        read_handed_in(path)


def test_a_file_that_is_none_says_what_it_should_be(tmp_path):
    with pytest.raises(ExamError, match=r"there is no such file.*saved by the page of the exam"):
        read_handed_in(tmp_path / "nobody.json")


@pytest.mark.parametrize("answer", [{}, [], 7, True, {"a": {"b": 1}}, ["x"] * 50, "=cmd()", -0.5])
def test_any_answer_is_judged_and_none_breaks_the_grading(tmp_path, answer):
    fields = told(FORM, {})
    for entry in fields["answers"]:
        entry[1:] = [answer, LATER]
    (tmp_path / "odd.json").write_text(json.dumps(fields), "utf-8")
    result = result_of(read_handed_in(tmp_path / "odd.json"))
    assert 0 <= result.percent < 100
    assert all(judge(given.question, given.answer) == verdict for given, verdict in result.judged)
