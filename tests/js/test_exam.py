"""The clock of an exam, and the file of answers that the browser writes and Python grades."""

from __future__ import annotations

from pathlib import Path

from spine_edu.exam.asked import alias
from spine_edu.exam.forms import exam_form
from spine_edu.widgets.exam import Exam
from tests.exam.sat import BEGAN, LATER, solved, told, written
from tests.js.node import try_in_node


def test_the_browser_keeps_time_and_writes_the_file_that_python_grades(tmp_path: Path) -> None:
    form = exam_form(3, 12, cases=1)
    right = solved(form)
    answers = {
        alias(question): {"answer": written(question, right[question.id]), "ready": True, "time": LATER}
        for question in form.questions
    }
    state = {"name": "Ada", "began": BEGAN, "saved": LATER, "allowed": form.minutes, "end": "handed in", "answers": answers}
    said = {"sheet": Exam(form, key=False).sheet, "state": state, "file": told(form, right)}
    try_in_node("exam.test.mjs", tmp_path, ("clock", "handing"), said)
