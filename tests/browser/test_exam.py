"""An exam in a real Chromium: by keyboard alone through a reload until time is up; in Lab through a restart to its result."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.exam.forms import ExamForm
from spine_edu.exam.handed_in import read_handed_in
from spine_edu.exam.result import result_of
from spine_edu.publish.exam.page import exam_page
from spine_edu.quiz import all_questions, question_named
from tests.browser.window import Notebook
from tests.patience import LIMIT

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SINGLE = question_named("refusion-which-question")
NUMBER = next(question for question in all_questions() if question.kind == "number" and not question.is_step)
CASE = question_named("practice-case-neighbor")
FORM = ExamForm(7, (SINGLE, NUMBER, CASE), 20, 0.5)
READY = "() => document.body.dataset.ready"
FITS = "() => document.documentElement.scrollWidth <= innerWidth"
NAME = """() => {
  const at = document.activeElement;
  return at === document.body ? "" : (at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? at.innerText);
}"""


def tab_to(page: Any, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME):
            return
    raise AssertionError(f"Tab never comes to {name!r}")


def press(page: Any, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def focused_heading(page: Any) -> str:
    return page.evaluate("() => document.activeElement.matches('h3') ? document.activeElement.innerText : ''")


def test_an_exam_is_sat_by_keyboard_alone_through_a_reload_until_time_is_up(
    new_page: Callable[..., Any], violations: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "exam.html").write_text(exam_page(FORM), "utf-8")
    page = new_page(viewport=PHONE, accept_downloads=True)
    page.clock.install()
    page.goto((tmp_path / "exam.html").as_uri())
    page.wait_for_function(READY)
    assert violations(page, ".spine-q") == []
    tab_to(page, "Your name")
    page.keyboard.type("Ada")
    press(page, "Begin")
    assert focused_heading(page) == "Question 1 of 3"
    first = SINGLE.options[SINGLE.face(FORM.seed)["order"][0]].text
    tab_to(page, first[:30])
    page.keyboard.press("Space")
    page.get_by_role("button", name="Question 1: answered").wait_for()
    tab_to(page, "Look at it again later")
    page.keyboard.press("Space")
    press(page, "Next")
    assert focused_heading(page) == "Question 2 of 3"
    tab_to(page, "Your answer")
    page.keyboard.type(NUMBER.solution())
    assert page.evaluate(FITS)
    assert violations(page, ".spine-q") == []

    page.clock.fast_forward("05:00")
    page.reload()
    page.wait_for_function(READY)
    assert page.get_by_role("heading", name="Question 2 of 3").is_visible()
    assert page.get_by_label("Your answer").input_value() == NUMBER.solution()
    assert page.locator("summary", has_text="Time").inner_text() == "Time: 15 min left"
    page.get_by_role("button", name="Question 1: answered, to look at again").wait_for()

    page.clock.fast_forward("10:00")
    assert page.locator(".spoken").inner_text() == "5 minutes are left."
    press(page, "Next")
    page.emulate_media(color_scheme="dark")
    assert violations(page, ".spine-q") == []
    assert page.locator(".paper fieldset.ask").count() == len(CASE.parts), "all parts of a case at once"
    assert page.evaluate(FITS)
    page.clock.fast_forward("05:01")
    assert focused_heading(page) == "Time is up"
    assert page.locator("input[type=radio], .dots").count() == 0, "no more answers are taken"
    page.reload()
    page.wait_for_function(READY)
    assert "2 of 3 answered" in page.locator(".spine-q").inner_text()
    assert violations(page, ".spine-q") == []
    with page.expect_download() as saved:
        press(page, "Save my answers")
    assert saved.value.suggested_filename == "exam-form-7-ada.json"
    page.get_by_role("status").get_by_text("exam-form-7-ada.json goes where").wait_for()
    saved.value.save_as(tmp_path / "ada.json")
    told = json.loads((tmp_path / "ada.json").read_text("utf-8"))
    assert [entry[1] for entry in told["answers"]] == [first, NUMBER.solution(), None]
    handed = read_handed_in(tmp_path / "ada.json")
    assert (handed.name, handed.end, handed.allowed) == ("Ada", "time is up", 20)
    assert [verdict.correct for verdict in result_of(handed).verdicts][1:] == [True, False]

    press(page, "Begin anew")
    press(page, "Yes, begin anew")
    assert page.get_by_label("Your name").input_value() == ""
    page.get_by_label("Time").select_option(label="without a clock")
    page.get_by_role("button", name="Begin").first.click()
    page.clock.fast_forward("24:00:00")
    assert page.locator("summary", has_text="Time").inner_text() == "Time: no clock"


def test_in_lab_an_exam_outlives_its_kernel_and_ends_in_a_result_with_each_question_again(
    open_notebook: Callable[..., Notebook],
) -> None:
    cells = [
        "from spine_edu.widgets.asking.exam import Exam\nfrom tests.browser.test_exam import CASE, FORM, NUMBER",
        "shown = Exam(FORM)\nshown",
    ]
    notebook = open_notebook(cells)
    page = notebook.page
    page.get_by_role("button", name="Begin").first.click()
    page.get_by_label(SINGLE.options[0].text).check()
    assert notebook.run("len(shown.tables), len(shown.state['answers'])") == "(0, 1)"
    notebook.restart()
    page.get_by_role("heading", name="Question 1 of 3").wait_for()
    assert page.get_by_label(SINGLE.options[0].text).is_checked()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Your answer").fill(NUMBER.solution())
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("heading", name="Your result").wait_for(timeout=1000 * LIMIT)
    assert "So far, 2 of 3 answered" in page.locator(".summary").inner_text()
    page.get_by_role("button", name="Question 2: answered right").click()
    assert "Right." in page.locator(".verdict:visible").inner_text()
    log = [json.loads(line) for path in notebook.lab.answers.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert sorted(line["question"] for line in log) == sorted([SINGLE.id, NUMBER.id])
    page.get_by_text("Sit it again").click()
    page.get_by_role("button", name="Yes, begin anew").click()
    page.get_by_role("heading", name="Exam, form 7").wait_for()
