"""What is handed out: the students' folder holds nothing that gives an exam away, the teachers' holds all of it."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from spine_edu.__main__ import main
from spine_edu.quiz import all_questions, exam_set, verdict_table
from tests.conftest import ROOT

SENTENCE = 25
"""Shorter answers, such as 81.37 or 1, stand all over the course; they say nothing without the question they belong to."""
LISTED = {"kind", "objective", "verb", "sources", "reviewed_on", "reviewed_against", "where", "misconception", "system", "on"}
"""Fields that hold keys of other lists, not words of the question."""


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    assert main(["build", "--student", str(folder / "student"), "--instructor", str(folder / "teacher"), "--html"]) == 0
    return folder / "student", folder / "teacher"


def words_of(value: Any) -> Iterator[str]:
    """Yield every text of a question: stem, options, reasons, hints, near misses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, held in value.items():
            if name not in LISTED:
                yield from words_of(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from words_of(held)


def plain(text: str) -> str:
    """A text as it reads, whatever file it stands in: without marks, escapes and line ends."""
    return re.sub(r"[\s*`\"'\\]+", " ", html.unescape(text)).strip()


def texts_in(folder: Path) -> dict[str, str]:
    """The text of every file of a folder, by its name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): plain(path.read_bytes().decode("utf-8", "replace")) for path in files}


def kept_words() -> set[str]:
    texts = {plain(text) for question in exam_set() for text in words_of(asdict(question)) if len(text) >= SENTENCE}
    return texts | {question.id for question in exam_set()}


def test_nothing_of_the_exam_set_is_in_what_students_get(editions):
    student, teacher = map(texts_in, editions)
    leaked = {(name, text) for text in kept_words() for name, held in student.items() if text in held}
    assert leaked == set()
    unknown = [text for text in kept_words() if not any(text in held for held in teacher.values())]
    assert unknown == [], "this search finds what is there"
    assert len(kept_words()) > 5 * len(exam_set())


def test_an_exam_betrays_only_beliefs_that_lessons_teach_against():
    taught = {idea for question in all_questions() for idea in verdict_table(question)["ideas"]}
    asked = {idea for question in exam_set() for idea in verdict_table(question)["ideas"]}
    assert asked and asked <= taught, "a belief that stands in no lesson would tell students what the exam is about"


def test_students_get_no_note_for_the_instructor_and_no_result(editions):
    student, teacher = editions
    for path in (student / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_bytes())["cells"]
        assert not any("instructor" in cell["metadata"].get("tags", []) for cell in cells)
        assert not any(cell.get("outputs") for cell in cells), path.name
    assert not (student / "notebooks" / "instructor").exists()
    assert not list(student.rglob("*-key.html")) and not (student / "exam").exists()
    lessons = [path.name for path in (ROOT / "notebooks").glob("*.ipynb")]
    for edition in (student, teacher):
        assert sorted(path.name for path in (edition / "notebooks").glob("*.ipynb")) == sorted(lessons)
        sheets = {path.name for path in (edition / "worksheets").iterdir()}
        assert {name.replace(".ipynb", ".html") for name in lessons} <= sheets
    for name in lessons:
        assert (teacher / "notebooks" / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes()
    assert (teacher / "worksheets" / "12-refusion-key.html").is_file() and (
        teacher / "exam" / "kept-for-exams-key.html"
    ).is_file()


def test_what_students_get_is_a_course_that_runs(editions):
    asked = "from spine_edu.lesson import *; from spine_edu.quiz import exam_set; print(len(quiz('refusion')), len(exam_set()))"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=editions[0], env={"PYTHONPATH": str(editions[0])},
                         capture_output=True, text=True)  # fmt: skip
    assert ran.stdout.split() == [str(len([q for q in all_questions() if q.where.endswith("/refusion.yml")])), "0"], ran.stderr


def test_a_folder_that_holds_something_is_not_handed_out(tmp_path, capsys):
    (tmp_path / "my-grades.csv").write_text("Ada,1", encoding="utf-8")
    assert main(["build", "--student", str(tmp_path)]) == 1
    assert "Name a new folder" in capsys.readouterr().err
