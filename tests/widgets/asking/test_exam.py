"""An exam in a notebook: no verdict before the end, then a quiz that was answered; what was answered goes into the log once."""

from __future__ import annotations

from typing import Any

from spine_edu.exam.asked import alias
from spine_edu.exam.forms import exam_form
from spine_edu.learner import log
from spine_edu.lesson import exam
from spine_edu.widgets.asking.exam import Exam
from tests.exam.sat import BEGAN, LATER, written

FORM = exam_form(2, 30, cases=1)


def sat(answers: dict[str, Any], end: str = "handed in", **changed: Any) -> dict[str, Any]:
    """The state of an exam as the browser tells it."""
    told = {
        alias(question): {"answer": written(question, answers[question.id]), "ready": True, "time": LATER}
        for question in FORM.questions
        if question.id in answers
    }
    state = {"name": "", "began": BEGAN, "saved": LATER, "allowed": 30, "clock": True, "at": 0, "later": [], "end": end}
    return {**state, "answers": told, **changed}


def all_right() -> dict[str, Any]:
    return {question.id: question.solution() for question in FORM.questions}


def test_nothing_is_judged_before_the_end():
    shown = Exam(FORM)
    shown.state = sat(all_right(), end="")
    assert (shown.tables, shown.faces, shown.records, len(shown)) == ([], [], [], 0)
    assert log.answered().counts() == {}


def test_at_the_end_each_question_stands_there_with_its_verdict_and_the_result_is_in_view():
    shown = Exam(FORM)
    shown.state = sat(all_right())
    assert len(shown) == shown.at == 31
    assert all(record["correct"] for record in shown.records)
    assert all(verdict.correct for verdict in shown.verdicts)
    assert set(shown.objectives) == {question.objective for question in FORM.questions}


def test_time_that_is_up_judges_what_was_answered_and_leaves_the_rest_open():
    shown = Exam(FORM)
    first = FORM.questions[0]
    shown.state = sat({first.id: first.solution()}, end="time is up")
    assert [record["correct"] for record in shown.records] == [True, *[None] * 30]


def test_answers_reach_the_log_once_even_when_the_cell_is_run_again_after_a_restart():
    for _ in range(2):
        Exam(FORM).state = sat(all_right())
    counts = log.answered().counts()
    assert counts and set(counts.values()) == {1}
    assert not any(id.startswith("case-") for id in counts), "a practice case is in no bank"


def test_beginning_anew_takes_the_verdicts_away():
    shown = Exam(FORM)
    shown.state = sat(all_right())
    shown.state = sat({}, end="", began="")
    assert (shown.tables, len(shown)) == ([], 0)


def test_an_exam_without_its_key_never_judges():
    shown = Exam(FORM, key=False)
    shown.state = sat(all_right())
    assert (shown.tables, len(shown)) == ([], 0)
    assert log.answered().counts() == {}


def test_what_the_browser_tells_may_be_nonsense():
    shown = Exam(FORM)
    shown.state = {"end": "handed in"}
    assert [record["answer"] for record in shown.records] == [None] * 31
    shown.state = {"end": "handed in", "answers": {alias(FORM.questions[0]): {"answer": {"x": []}, "ready": 1, "time": "noon"}}}
    assert log.answered().counts() == {}


def test_a_notebook_says_what_the_exam_is_without_running():
    assert repr(exam(5, form=2, minutes=0)) == "Exam(form 2: 5 questions, without end)"
    assert "Exam, form 2: 5 questions, 8 minutes." in exam(5, form=2).static_html()
