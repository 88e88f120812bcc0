"""The course as a folder to hand out: for students without what gives answers away, for teachers with everything.

A folder for students opens by `python3 -m spine_edu lab` as the whole course does. It is made without notes for the instructor,
without the results of any cell (printed questions hold their keys, and a look ahead is a solution), and without the questions
that are kept for exams. What a lesson asks it also answers: its own questions keep their reasons.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spine_edu import data
from spine_edu.errors import SetupError
from spine_edu.publish import notebooks
from spine_edu.publish.chromium import as_pdf
from spine_edu.publish.export.paper import EXAM, write
from spine_edu.publish.export.selection import apart
from spine_edu.publish.pieces.outputs import tags
from spine_edu.publish.shapes import Notebook
from spine_edu.publish.withheld import withhold
from spine_edu.quiz import Question, exam_set
from spine_edu.quiz.selection import about
from spine_edu.room.lesson_questions import title_of
from spine_edu.text.quoting import shown

_COURSE = Path(__file__).resolve().parents[2]
_RUNS = (
    "spine_edu", "data", "notebooks", "LICENSE", "LICENSE-CONTENT", "CITATION.cff", "environment.yml", "pyproject.toml",
    "requirements.txt", "requirements.lock",
)  # fmt: skip
"""What the course needs to run, and to be passed on."""
_TOLD = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs")
_MACHINE = ("__pycache__", ".ipynb_checkpoints", "*.pyc")
_FOR_STUDENTS = """# Spinal fusion and how it is coded

Open the course with `python3 -m spine_edu lab` (on Windows: `py -m spine_edu lab`).
The first time, it needs the internet for some minutes.
Run the cells of a lesson from above. `worksheets/` has the questions of each lesson for paper.
"""


@dataclass(frozen=True)
class HandOut:
    """What of the course is handed out: files of the clone, what is left out of them, and whether with keys."""

    files: tuple[str, ...]
    left_out: tuple[str, ...]
    with_keys: bool


STUDENT = HandOut(_RUNS, (*_MACHINE, "*-exam.yml", "instructor"), with_keys=False)
INSTRUCTOR = HandOut((*_RUNS, *_TOLD), _MACHINE, with_keys=True)


def store(edition: HandOut, out: Path, paper: str) -> str:
    """Store an edition in a new folder, its worksheets as 'pdf' or 'html'; return what was stored, in words.

    Raises SetupError where the folder has something in it, or the course is no clone.
    """
    if not (_COURSE / "pyproject.toml").is_file():
        raise SetupError("The course can be handed out from a clone only; this one was installed.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SetupError(
            f"{shown(str(out))} is there already. Name a new folder: what is in an old one would be handed out, too."
        )
    out.mkdir(parents=True, exist_ok=True)
    for name in edition.files:
        _copy(_COURSE / name, out / name, edition.left_out)
    if not edition.with_keys:
        for path in (out / "notebooks").glob("*.ipynb"):
            path.write_text(notebooks.canonical(for_students(notebooks.read(path))), encoding="utf-8", newline="\n")
        (out / "README.md").write_text(_FOR_STUDENTS, encoding="utf-8", newline="\n")
    papers = list(_papers(edition))
    for name, page in papers:
        path = out / f"{name}.{paper}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(as_pdf(page) if paper == "pdf" else page.encode())
    lessons = len(list((out / "notebooks").glob("*.ipynb")))
    return f"stored: {out} ({lessons} lessons, {len(papers)} worksheets{' and keys' if edition.with_keys else ''})"


def for_students(notebook: Notebook) -> Notebook:
    """Return a lesson without the cells for the instructor, and without the results of any cell.

    >>> note = {"cell_type": "markdown", "id": "n", "metadata": {"tags": ["instructor"]}, "source": "The answer is B."}
    >>> for_students({"cells": [note]})
    {'cells': []}
    """
    kept: Notebook = {**notebook, "cells": [cell for cell in notebook["cells"] if "instructor" not in tags(cell)]}
    withhold(kept)
    return kept


def _copy(source: Path, target: Path, left_out: Iterable[str]) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*left_out))
    else:
        shutil.copyfile(source, target)


def _papers(edition: HandOut) -> Iterable[tuple[str, str]]:
    """Yield each worksheet by its name, with keys each key beside it, and the questions kept for exams."""
    for number, told in data.document("lessons.yml").items():
        name = told["notebook"].removesuffix(".ipynb")
        yield from _sheets(f"worksheets/{name}", apart(about([int(number)]))[0], f"{title_of(number)}: worksheet", edition)
    if edition.with_keys:
        yield from _sheets("exam/kept-for-exams", exam_set(), EXAM, edition)


def _sheets(name: str, questions: Iterable[Question], title: str, edition: HandOut) -> Iterable[tuple[str, str]]:
    sheet, key = write(list(questions), "1", title)
    yield name, sheet
    if edition.with_keys:
        yield f"{name}-key", key
