"""The instructor's notebook and its invented class: stored as lessons are, and still true to the bank."""

from __future__ import annotations

import json

from spine_edu.learner.exchange import read_answers
from spine_edu.publish.notebooks import canonical, lessons, stored
from spine_edu.quiz import judge, question_named
from tools.sample_class import FOLDER, sample_class, sample_votes

[REPORT] = set(stored()) - set(lessons())


def test_the_report_is_stored_in_canonical_form_and_run_to_its_end() -> None:
    text = REPORT.read_text("utf-8")
    cells = json.loads(text)["cells"]
    assert canonical({"cells": cells}) == text
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_the_report_says_that_its_class_is_invented() -> None:
    assert "**invented**" in REPORT.read_text("utf-8")
    assert {one.mark for path in FOLDER.iterdir() for one in read_answers(path)} == {"invented"}


def test_the_same_seed_invents_the_same_class() -> None:
    assert list(sample_class()) == list(sample_class())
    assert sample_votes() == sample_votes()


def test_what_the_invented_learners_answered_is_judged_as_it_says() -> None:
    """Else a question was changed: run tools/sample_class.py, and build the notebook anew."""
    for path in FOLDER.iterdir():
        for one in read_answers(path):
            verdict = judge(question_named(one.question), one.answer)
            assert (verdict.answered, verdict.correct) == (True, one.correct), one.question
