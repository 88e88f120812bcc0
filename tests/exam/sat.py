"""Exams as students would hand them in, without a browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spine_edu.exam.asked import alias, part_names
from spine_edu.exam.forms import ExamForm
from spine_edu.quiz import Question

BEGAN = "2026-12-03T08:00:00.000000Z"
LATER = "2026-12-03T08:31:30.000000Z"


def written(question: Question, answer: Any) -> Any:
    """An answer as a student's file has it."""
    if not question.parts or answer is None:
        return answer
    return {name: answer.get(id) for id, name in part_names(question).items()}


def told(form: ExamForm, by_id: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
    """The fields of a file of answers, by the ids of questions; what is not named was left open."""
    given = [
        [alias(question), written(question, by_id.get(question.id)), LATER if question.id in by_id else ""]
        for question in form.questions
    ]
    return {
        "spine-edu exam": 1, "exam": form.title, "name": "Ada", "began": BEGAN, "saved": LATER,
        "minutes": form.minutes or None, "allowed": form.minutes or None, "end": "handed in", "answers": given, **changed,
    }  # fmt: skip


def handed(path: Path, form: ExamForm, by_id: Mapping[str, Any], **changed: Any) -> Path:
    """A file of answers on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told(form, by_id, **changed)), "utf-8")
    return path


def solved(form: ExamForm) -> dict[str, Any]:
    """Every answer right."""
    return {question.id: question.solution() for question in form.questions}
