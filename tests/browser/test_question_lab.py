"""A question in a real JupyterLab: its keys stay its own, its answers reach Python, and it works without the kernel."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.widgets.question import QuizCard
from spine_edu.widgets.quiz import Quiz
from tests.quiz.samples import MATCH, ORDER, SAMPLES, SINGLE

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"single": 0, "multiple": 1, "number": 2, "code": 3, "icd9": 4, "text": 5, "order": 6, "match": 7}
CONTROL = ".spine-q .ask :is(input, select, button)"
IMPORTS = "from spine_edu.widgets.question import QuizCard\nfrom spine_edu.widgets.quiz import Quiz\nfrom tests.quiz.samples import SAMPLES\nasked = list(SAMPLES.values())"


def card(name: str) -> list[str]:
    return [IMPORTS, f"card = QuizCard(asked[{NAMES[name]}])\ncard", "after = 1"]


def open_card(open_notebook: Callable[..., Any], name: str, **options: Any) -> Any:
    notebook = open_notebook(card(name), **options)
    notebook.page.wait_for_selector(".spine-q")
    return notebook


def verdict(notebook: Any) -> str:
    return notebook.page.locator(".verdict").inner_text()


def test_arrow_keys_move_the_choice_and_not_the_notebook(open_notebook: Callable[..., Any]) -> None:
    notebook = open_card(open_notebook, "single")
    page = notebook.page
    page.get_by_label("Revision").focus()
    before = notebook.shape()
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    assert page.get_by_label("Replacement").is_checked()
    assert notebook.shape() == before
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Right." in verdict(notebook)
    assert notebook.shape() == before


@pytest.mark.parametrize("name", NAMES)
def test_letters_that_lab_knows_as_commands_change_no_cell(open_notebook: Callable[..., Any], name: str) -> None:
    notebook = open_card(open_notebook, name)
    page = notebook.page
    page.locator(CONTROL).first.focus()
    before = notebook.shape()
    for key in ("b", "a", "d", "d", "x", "z", "m", "y", "0", "0", "j", "k", "Shift+M", "Shift+Enter", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert notebook.shape() == before
    if name in ("number", "code", "icd9", "text"):
        assert page.locator(".spine-q input").first.input_value().lower().startswith("baddxz")


# The joints are shown as 3, 5, 4, 2, 1: 5 goes to the end, 1 to the top, 2 up two places; then on to "Check".
SORTING = ["Tab", "Tab", "End", "Shift+Tab", "Shift+Tab", "Home", *["Tab"] * 6, "ArrowUp", "ArrowUp", *["Tab"] * 8]


@pytest.mark.parametrize(
    ("name", "keys", "answer"),
    [
        pytest.param("single", ["Space", "ArrowDown", "Tab", "Enter"], "Fusion", id="single"),
        pytest.param("multiple", ["Space", "Tab", "Tab", "Space", "Tab", "Tab", "Enter"],
                     ["Taking out the broken pedicle screws", "Taking bone from the iliac crest through a second cut"], id="multiple"),
        pytest.param("number", ["4", "Enter"], "4", id="number"),
        pytest.param("code", ["Tab", *(key for value in "0SG0071" for key in (value, "Tab")), "Enter"], "0SG0071", id="code, by its lists"),
        pytest.param("icd9", [*"81.37", "Enter"], "81.37", id="code, typed"),
        pytest.param("text", [*"nonunion", "Enter"], "nonunion", id="text"),
        pytest.param("order", [*SORTING, "Enter"], ORDER.solution(), id="order"),
        pytest.param("match", [key for text in MATCH.face()["items"] for key in (MATCH.solution()[text][0], "Tab")] + ["Enter"],
                     MATCH.solution(), id="match"),
    ],
)  # fmt: skip
def test_each_kind_is_answered_by_keyboard_and_reaches_python(
    open_notebook: Callable[..., Any], name: str, keys: list[str], answer: Any
) -> None:
    notebook = open_card(open_notebook, name)
    page = notebook.page
    page.locator(CONTROL).first.focus()
    before = notebook.shape()
    for key in keys:
        page.keyboard.press(key)
    assert "Right." in verdict(notebook)
    assert notebook.shape() == before
    record = notebook.run("print((card.answer, card.first_answer, card.tries, card.correct, card.verdict.correct))")
    assert ast.literal_eval(record) == (answer, answer, 1, True, True)


def test_a_code_is_pasted_with_the_usual_keys(open_notebook: Callable[..., Any]) -> None:
    notebook = open_card(open_notebook, "code")
    page = notebook.page
    page.evaluate("() => navigator.clipboard.writeText('0SG0071')")
    page.get_by_label("Type or paste").fill("junk")
    before = notebook.shape()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")
    page.keyboard.press("Enter")
    assert "Right." in verdict(notebook)
    assert notebook.shape() == before


def test_feedback_comes_without_a_kernel(open_notebook: Callable[..., Any], expected_errors: list[str]) -> None:
    expected_errors += ["Could not restore the debugger state", "Could not send widget sync message"]  # Lab misses its kernel
    notebook = open_card(open_notebook, "single")
    notebook.kill_kernel()
    notebook.page.get_by_label("Revision").check()
    notebook.page.locator(".spine-q").get_by_role("button", name="Check").click()
    assert "Revision corrects a device" in verdict(notebook)


def test_an_answer_set_in_python_shows_on_screen(open_notebook: Callable[..., Any]) -> None:
    notebook = open_card(open_notebook, "number")
    notebook.run("card.answer, card.tries = '3', 1")
    notebook.page.wait_for_function("() => document.querySelector('.verdict').textContent.includes('number of joints')")


def page_total(notebook: Any) -> list[str]:
    return notebook.page.locator(".summary tfoot").inner_text().split()


def test_a_quiz_keeps_its_records_in_python(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook([IMPORTS, "quiz = Quiz(asked)\nquiz"])
    cards = notebook.page.locator(".spine-q")
    cards.nth(2).get_by_label("Your answer").fill("3")
    cards.nth(2).get_by_role("button", name="Check").click()
    assert notebook.run("[n for n, v in enumerate(quiz.verdicts) if v.answered], quiz.records[2]['first_answer']") == "([2], '3')"
    assert page_total(notebook) == ["All", "1", "of", str(len(SAMPLES)), "0", "0"]


def test_a_notebook_not_yet_run_shows_the_question_and_folds_the_answer(open_notebook: Callable[..., Any]) -> None:
    shown = QuizCard(SINGLE)._repr_mimebundle_()[0]
    output = {"output_type": "execute_result", "execution_count": 2, "metadata": {}, "data": shown}
    notebook = open_notebook(card("single"), run=False, outputs={1: [output]})
    page = notebook.page
    page.get_by_text("Which ICD-10-PCS root operation names the").wait_for()
    assert page.locator(".jp-OutputArea-output ol > li").first.inner_text() == "Revision"
    fold = page.get_by_text("Answer and reasons")
    assert not page.get_by_text("The joint is rendered immobile").is_visible()
    fold.click()
    assert page.get_by_text("The joint is rendered immobile").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_questions_pass_wcag_in_both_themes(
    open_notebook: Callable[..., Any], violations: Callable[..., Any], dark: bool
) -> None:
    notebook = open_notebook([IMPORTS, "Quiz(asked, ask_confidence=True)"], dark=dark)
    page = notebook.page
    cards = page.locator(".spine-q")
    cards.nth(0).get_by_label("Revision").check()
    cards.nth(3).get_by_label("Type or paste").fill("0SW10A1")
    cards.nth(2).get_by_label("Your answer").fill("4")
    for n in (0, 2, 3):
        cards.nth(n).get_by_role("button", name="Check").click()
    page.wait_for_timeout(200)  # the verdict fades in; colours are judged when it has arrived
    assert violations(page, ".spine-q") == []


def test_a_question_fits_a_narrow_lab(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook([IMPORTS, "Quiz(asked)"], viewport={"width": 320, "height": 640})
    page = notebook.page
    page.wait_for_selector(".summary")
    page.locator(".spine-q").nth(3).get_by_label("Type or paste").fill("0SW10A1")
    page.locator(".spine-q").nth(3).get_by_role("button", name="Check").click()
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.spine-q')].filter((c) => c.scrollWidth > c.clientWidth + 1).length"
    )
    assert wide == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_a_quiz_travels_to_the_browser_and_back_unchanged(open_notebook: Callable[..., Any]) -> None:
    notebook = open_notebook([IMPORTS, "quiz = Quiz(asked)\nquiz"])
    notebook.page.wait_for_selector(".summary")
    assert notebook.run("repr(quiz)") == repr(repr(Quiz(SAMPLES.values())))
    assert notebook.run("quiz.faces == [q.face() | {'objective': q.objective, 'ask_confidence': False} for q in asked]") == "True"
