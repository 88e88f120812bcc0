"""The clock of an exam, and the file of answers that the browser writes and Python grades."""

from __future__ import annotations

from pathlib import Path

from spine_edu.exam.asked import alias
from spine_edu.exam.forms import exam_form
from spine_edu.quiz import verdict_table
from spine_edu.widgets.asking.exam import Exam
from spine_edu.widgets.asking.question import asked_face, record_given
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
    case = form.questions[-1]
    status = case.parts[0]
    near = [item.near[0] for item in status.items]
    wrong = {status.id: {item.text: miss.target for item, miss in zip(status.items, near, strict=True)}}
    fallen = {
        "face": asked_face(case, None, False), "table": verdict_table(case), "record": record_given(case, wrong),
        "ideas": sorted({miss.misconception for miss in near}),
    }  # fmt: skip
    said = {"fallen": fallen, "sheet": Exam(form, key=False).sheet, "state": state, "file": told(form, right)}
    try_in_node("exam.test.mjs", tmp_path, ("asking/clock", "asking/handing", "asking/question"), said)
