"""Parallel forms ask different questions of the same lessons, difficulty and time, the same on every machine."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from statistics import fmean

import pytest

from spine_edu.errors import ExamError, UnknownQuestion
from spine_edu.exam.difficulty import Measured, expected, read_measured
from spine_edu.exam.forms import blueprint, exam_form, forms_apart
from spine_edu.quiz import judge, objective, question_named
from spine_edu.quiz.selection import about

pytestmark = pytest.mark.thorough
MARGIN = 0.025
"""So far the expected share of right answers of a form may lie from that of all forms; docs/exam.md tells it."""

FORMS = range(1, 31)
drawn = functools.cache(exam_form)
CHOSEN = ("single", "multiple", "part", "place")


def free():
    return [question for question in about(in_exam=True) if not question.is_step and not question.parts]


@pytest.mark.parametrize("count", [20, 30, 40])
def test_no_form_is_harder_than_another_by_more_than_the_margin(count):
    hard = [drawn(number, count).expected for number in FORMS]
    assert max(abs(one - fmean(hard)) for one in hard) <= MARGIN


def test_every_form_has_as_many_questions_of_each_lesson():
    taught = [Counter(objective(question.objective).lesson for question in drawn(n, 30).questions) for n in FORMS]
    assert all(form == taught[0] for form in taught)
    assert len(taught[0]) >= 14


def test_a_form_takes_as_long_as_another_for_a_case_comes_by_its_own_option_and_gets_its_own_minutes():
    assert not any(question.parts for n in range(1, 13) for question in exam_form(n, 20).questions)
    assert [bool(question.parts) for question in exam_form(3, 20, cases=1).questions] == [False] * 20 + [True]


def test_every_form_has_about_as_many_answers_to_choose_as_to_make():
    chosen = [sum(question.kind in CHOSEN for question in drawn(n, 30).questions) for n in FORMS]
    assert max(chosen) - min(chosen) <= 8


@pytest.mark.parametrize("count", [20, 30, 40])
def test_the_forms_of_a_round_share_no_question_and_any_two_share_few(count):
    apart = forms_apart(blueprint(free(), count, {}))
    assert apart >= 7
    asked = [{question.id for question in drawn(n, count).questions} for n in range(1, 3 * apart + 1)]
    assert all(len(form) == count for form in asked)
    shared = [len(one & other) / count for one, other in itertools.combinations(asked, 2)]
    assert fmean(shared) <= 0.12
    assert set().union(*asked[:apart]) and sum(map(len, asked[:apart])) == len(set().union(*asked[:apart]))


def test_a_form_is_the_same_for_ever():
    ids = [question.id for question in exam_form(3, 5, cases=1).questions]
    assert ids == [question.id for question in exam_form(3, 5, cases=1).questions]
    assert ids[-1].startswith("case-")
    assert exam_form(3, 0, cases=1).questions[0].id == ids[-1], "the case does not hang on how many questions are asked"


def test_an_exam_on_refusion_asks_of_refusion_alone_and_of_its_objectives_alike():
    forms = [exam_form(n, 12, family="refusion") for n in (1, 2)]
    asked = [Counter(question.objective for question in form.questions) for form in forms]
    assert asked[0] == asked[1]
    assert all(name.startswith("refusion.") for name in asked[0])


def test_a_question_that_needs_its_lesson_is_in_no_exam():
    assert not any(question.is_step for question in exam_form(1, len(free())).questions)


def test_cases_are_unseen_notes_of_one_difficulty_at_each_place_and_can_be_solved():
    for place in range(2):
        found = [exam_form(n, 0, cases=2).questions[place] for n in range(1, 9)]
        assert len({question.id for question in found}) == len(found)
        assert all(judge(question, question.solution()).correct for question in found)
        for question in found:
            status, column, codes = question.parts
            assert [pair.text for pair in status.items] == [pair.text for pair in column.items], "no part tells another's answer"
            assert sum(not option.correct for option in codes.options) >= 2
            assert all(option.misconception for option in codes.options if not option.correct)


def test_what_a_class_answered_draws_the_difficulty_from_the_design_to_the_truth():
    question = question_named("refusion-which-question")
    designed = expected(question, {})
    few, many = (expected(question, {question.id: Measured(0.2, learners)}) for learners in (2, 200))
    assert 0.2 < many < few < designed
    assert abs(many - 0.2) < 0.05


def test_forms_stay_equal_by_what_was_measured():
    hard = {question.id: Measured((n % 10) / 10, 40) for n, question in enumerate(free())}
    shares = [exam_form(n, 30, measured=hard).expected for n in FORMS]
    assert max(abs(one - fmean(shares)) for one in shares) <= MARGIN


def test_item_statistics_are_read_from_a_table(tmp_path):
    (tmp_path / "items.csv").write_text("question,objective,learners,right\nx,refusion.define,12,0.25\n", "utf-8")
    assert read_measured(tmp_path / "items.csv") == {"x": Measured(0.25, 12)}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        pytest.param("question,right\nx,1\n", "lacks the column learners", id="a column is missing"),
        pytest.param("question,right,learners\nx,25 %,12\n", "line 2: `right` is a share from 0 to 1", id="a percentage"),
        pytest.param("question,right,learners\nx,2,12\n", "line 2: `right` is a share", id="more than all"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_row(tmp_path, table, told):
    (tmp_path / "items.csv").write_text(table, "utf-8")
    with pytest.raises(ExamError, match=told.replace("(", r"\(")):
        read_measured(tmp_path / "items.csv")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param({"number": 0}, "The form is a whole number from 1 on, not 0", id="form 0"),
        pytest.param({"number": True}, "The form is a whole number", id="no number"),
        pytest.param({"number": 1, "count": 5000}, "5000 questions were asked for, and", id="too many"),
        pytest.param({"number": 1, "count": 0}, "asks nothing", id="nothing"),
        pytest.param({"number": 1, "count": 5, "minutes": -1}, "-1 is no time", id="less than no time"),
        pytest.param({"number": 1, "count": 5, "cases": 1.5}, "The number of cases is a whole number", id="half a case"),
    ],
)
def test_an_exam_that_cannot_be_drawn_is_refused_in_words(asked, told):
    with pytest.raises(ExamError, match=told):
        exam_form(asked.pop("number"), **asked)


def test_an_objective_that_nobody_taught_is_refused_with_what_there_is():
    with pytest.raises(UnknownQuestion, match="No question is left for the objective 'refusin'"):
        exam_form(1, 5, family="refusin")
