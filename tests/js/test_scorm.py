"""Scripts of a package for learning platforms, in Node: answers in the forms of both editions, and a lesson in 4,096 letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from spine_edu import publish
from spine_edu.browser.bundle import joined
from spine_edu.quiz import lessons
from spine_edu.quiz.bank import questions_of
from spine_edu.widgets.asking.question import FRESH
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.script import script
from tests.js.node import compare_in_node

SCORM = Path(publish.__file__).parent / "export/scorm/static"


@pytest.mark.thorough
def test_a_platform_is_told_what_it_can_read_and_given_what_it_can_keep(tmp_path):
    for name in ("folded", "replies", "editions"):
        (tmp_path / f"{name}.mjs").write_text(joined(SCORM / f"{name}.js"), "utf-8")
    (tmp_path / "question.mjs").write_text(script("asking/question.js"), "utf-8")
    told = []
    for name in lessons():
        questions = questions_of(name)
        quiz = Quiz(questions, fresh=True)
        told.append(
            {"name": name, "faces": quiz.faces, "tables": quiz.tables, "solutions": [one.solution() for one in questions]}
        )
    compare_in_node("scorm.test.mjs", tmp_path, {"lessons": told, "fresh": {**FRESH}})
