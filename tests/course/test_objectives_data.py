"""The objectives we ship: each that a question names is described, and where one is to read again, there is something to read."""

from __future__ import annotations

import json
import re

import pytest

from spine_edu import data
from spine_edu.quiz import all_questions, objective
from tests.conftest import ROOT

NAMES = sorted(data.document("objectives.yml"))

each = pytest.mark.parametrize("name", NAMES)


def headings(notebook: str) -> set[str]:
    cells = json.loads((ROOT / "notebooks" / notebook).read_text("utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return {match[1].strip() for match in re.finditer(r"^#+ (.+)$", prose, re.MULTILINE)}


def test_every_objective_of_a_question_is_described() -> None:
    asked = {question.objective: f"data/{question.where}, {question.id}" for question in all_questions()}
    lost = {name: place for name, place in asked.items() if name not in NAMES}
    assert not lost, f"data/objectives.yml: add title and lesson of {lost}"


@each
def test_an_objective_completes_i_can_and_names_its_lesson(name: str) -> None:
    found = objective(name)
    assert re.fullmatch(r"[a-z].*[^.]", found.title), f"data/objectives.yml, {name}: the title completes 'I can ...'"
    assert re.fullmatch(r"\d\d", found.lesson), f"data/objectives.yml, {name}: a lesson has two digits"


@each
def test_a_link_leads_to_a_heading_that_exists_and_is_there_once_the_lesson_is(name: str) -> None:
    found = objective(name)
    written = sorted(path.name for path in (ROOT / "notebooks").glob(f"{found.lesson}-*.ipynb"))
    assert [found.notebook] == written if written else found.notebook == "", (
        f"data/objectives.yml, {name}: the notebook is {written}"
    )
    if written:
        assert found.heading in headings(found.notebook), (
            f"data/objectives.yml, {name}: no heading {found.heading!r} in {found.notebook}"
        )
