"""Questions in a real JupyterLab: what Python and the clipboard put in, what Python learns, what a notebook not yet run shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from tests.quiz.samples import SAMPLES, SINGLE

pytestmark = pytest.mark.browser

CELLS = [
    """from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from tests.quiz.samples import NUMBER, PCS, SAMPLES
asked = list(SAMPLES.values())""",
    "code = QuizCard(PCS)\ncode",
    "number = QuizCard(NUMBER)\nnumber",
    "quiz = Quiz(asked)\nquiz",
]


def test_python_and_the_clipboard_fill_a_card_and_a_quiz_tells_python(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook(CELLS)
    page = notebook.page
    page.locator(".summary").wait_for(state="attached")
    code, number, *asked = page.locator(".spine-q").all()
    page.evaluate("() => navigator.clipboard.writeText('0SG0071')")
    code.get_by_label("Type or paste").fill("junk")
    before = notebook.shape()
    for key in ("Control+a", "Control+v", "Enter"):
        page.keyboard.press(key)
    assert "Right." in code.locator(".verdict").inner_text()
    assert notebook.shape() == before

    notebook.run("number.answer, number.tries = '3', 1")
    number.get_by_text("Three is the number of joints").wait_for()

    assert notebook.run("repr(quiz)") == repr(repr(Quiz(SAMPLES.values())))
    assert notebook.run("quiz.faces == [q.face() | {'objective': q.objective, 'ask_confidence': False} for q in asked]") == "True"
    asked[2].get_by_label("Your answer").fill("3")
    asked[2].get_by_role("button", name="Check").click()
    told = notebook.run("[n for n, v in enumerate(quiz.verdicts) if v.answered], quiz.records[2]['first_answer']")
    assert told == "([2], '3')"
    assert page.locator(".summary tfoot").inner_text().split() == ["All", "1", "of", str(len(SAMPLES)), "0", "0"]


def test_a_notebook_not_yet_run_shows_the_question_and_folds_the_answer(open_notebook: Callable[..., Any]) -> None:
    shown = QuizCard(SINGLE)._repr_mimebundle_()[0]
    output = {"output_type": "execute_result", "execution_count": 2, "metadata": {}, "data": shown}
    notebook = open_notebook(["card = QuizCard(SINGLE)\ncard"], run=False, outputs={0: [output]})
    page = notebook.page
    page.get_by_text("Which ICD-10-PCS root operation names the").wait_for()
    assert page.locator(".jp-OutputArea-output ol > li").first.inner_text() == "Revision"
    fold = page.get_by_text("Answer and reasons")
    assert not page.get_by_text("The joint is rendered immobile").is_visible()
    fold.click()
    assert page.get_by_text("The joint is rendered immobile").is_visible()
