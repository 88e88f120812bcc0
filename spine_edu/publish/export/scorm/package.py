"""Questions, or a whole lesson, as one page and its manifest in a zip."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from spine_edu.publish import notebooks
from spine_edu.publish.export.archive import zipped
from spine_edu.publish.export.scorm.manifest import PAGE, Scorm, manifest
from spine_edu.publish.page import STATE, export, page
from spine_edu.publish.shapes import Cell, Notebook, Output
from spine_edu.quiz import Question
from spine_edu.text.markup import join
from spine_edu.widgets.asking.quiz import FEW, Quiz

_STATIC = Path(__file__).parent / "static"


def of_questions(questions: Sequence[Question], name: str, title: str, edition: Scorm) -> bytes:
    """Return questions as a quiz, blank whatever this computer's learner has answered, and one at a time where they are many."""
    asked = page(_notebook(Quiz(questions, fresh=True, deck=len(questions) > FEW), title), name, before=_scripts(edition))
    return _packed(asked, name, title, edition)


def of_lesson(notebook: Path, edition: Scorm) -> bytes:
    """Run a lesson in a fresh kernel and return it whole."""
    told = ("".join(cell["source"]) for cell in notebooks.read(notebook)["cells"] if cell["cell_type"] == "markdown")
    heads = (line.removeprefix("# ") for text in told for line in text.splitlines() if line.startswith("# "))
    title = next(heads, notebook.stem)
    return _packed(export(notebook, before=_scripts(edition)), notebook.stem, title, edition)


def _scripts(edition: Scorm) -> list[Path]:
    return [_STATIC / edition.script]


def _packed(text: str, name: str, title: str, edition: Scorm) -> bytes:
    return zipped({"imsmanifest.xml": manifest(name, title, edition), PAGE: text.encode()})


def _notebook(quiz: Quiz, title: str) -> Notebook:
    """Return an executed notebook that shows a quiz under its title, as a kernel would leave it; Markdown takes HTML as it is."""
    data, metadata = json.loads(json.dumps(quiz._repr_mimebundle_()))
    output: Output = {"output_type": "display_data", "data": data, "metadata": metadata}
    heading: Cell = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": str(join(["# ", title]))}
    asked: Cell = {"cell_type": "code", "id": "quiz", "metadata": {"tags": ["hide-input"]}, "source": "", "outputs": [output]}
    state = {quiz.model_id: {"state": json.loads(json.dumps(quiz.get_state(), default=str))}}
    return {"cells": [heading, asked], "metadata": {"widgets": {STATE: {"state": state}}}}
