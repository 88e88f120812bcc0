"""The lab's keeper of files: what nobody has run is not shown, and nothing in a file is lost for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from spine_edu.publish.contents import Contents

IMPORT = "from spine_edu.lesson import *"


def result(text: str) -> list[dict[str, Any]]:
    return [
        {"output_type": "execute_result", "data": {"text/html": text, "text/plain": text}, "metadata": {}, "execution_count": 1}
    ]


def code(id: str, source: str, text: str = "") -> dict[str, Any]:
    outputs = result(text) if text else []
    return {"cell_type": "code", "id": id, "metadata": {}, "source": source, "outputs": outputs, "execution_count": 1}


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Contents:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "root").mkdir()
    return Contents(root_dir=str(tmp_path / "root"))


@pytest.fixture
def lesson(manager: Contents) -> Path:
    file = Path(manager.root_dir, "lesson.ipynb")
    cells = (code("a", IMPORT), code("b", "joints()", "two joints"), code("c", "bones()", "three bones"))
    file.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return file


ASIDE = ThreadPoolExecutor(1)
"""One thread for all that the manager does: where a browser was driven, a loop runs in ours."""


def now(what: Coroutine[Any, Any, Any]) -> Any:
    return ASIDE.submit(asyncio.run, what).result()


def opened(manager: Contents, name: str = "lesson.ipynb") -> dict[str, Any]:
    return json.loads(json.dumps(now(manager.get(name))["content"]))


def save(manager: Contents, content: dict[str, Any]) -> None:
    now(manager.save({"type": "notebook", "format": "json", "content": content}, "lesson.ipynb"))


def run(shown: dict[str, Any], id: str, text: str) -> None:
    """Run a cell as the browser does: it has a result, and is trusted."""
    [cell] = [cell for cell in shown["cells"] if cell["id"] == id]
    cell["outputs"], cell["execution_count"], cell["metadata"]["trusted"] = result(text), 2, True


def results(content: dict[str, Any]) -> list[str]:
    told = [output["data"]["text/plain"] for cell in content["cells"] for output in cell["outputs"]]
    return ["".join(text) for text in told]


def test_a_lesson_that_nobody_has_run_opens_without_its_results_and_keeps_them_in_its_file(
    manager: Contents, lesson: Path
) -> None:
    before = lesson.read_bytes()
    shown = opened(manager)
    assert results(shown) == [] and {cell["execution_count"] for cell in shown["cells"]} == {None}
    assert lesson.read_bytes() == before


def test_a_saved_lesson_shows_what_its_learner_ran_and_loses_nothing_of_the_rest(manager: Contents, lesson: Path) -> None:
    for _ in range(2):  # run, saved and opened again, twice
        shown = opened(manager)
        run(shown, "b", "the learner's own two joints")
        save(manager, shown)
        save(manager, shown)  # as the lab does every two minutes
        assert results(opened(manager)) == ["the learner's own two joints"]
        assert results(json.loads(lesson.read_text())) == ["the learner's own two joints", "three bones"]
    lesson.rename(lesson.with_name("renamed.ipynb"))
    assert results(opened(manager, "renamed.ipynb")) == ["the learner's own two joints"]


def test_what_a_learner_ran_and_cleared_stays_clear(manager: Contents, lesson: Path) -> None:
    shown = opened(manager)
    run(shown, "b", "two joints")
    save(manager, shown)
    save(manager, opened(manager) | {"cells": [{**c, "outputs": [], "execution_count": None} for c in opened(manager)["cells"]]})
    assert results(json.loads(lesson.read_text())) == ["three bones"]


def test_what_the_learner_ran_is_trusted_again_and_what_was_held_back_is_not(manager: Contents, lesson: Path) -> None:
    shown = opened(manager)
    assert not any(cell["metadata"]["trusted"] for cell in shown["cells"]), "a notebook from elsewhere"
    run(shown, "a", "")
    run(shown, "b", "two joints")
    save(manager, shown)
    again = opened(manager)
    assert all(cell["metadata"]["trusted"] for cell in again["cells"]), "a live card is shown in a trusted notebook only"
    save(manager, again)
    stored = nbformat.read(lesson, as_version=4)
    assert not ASIDE.submit(manager.notary.check_signature, stored).result()


def test_a_notebook_of_the_learner_s_own_is_handed_out_as_it_is(manager: Contents, lesson: Path) -> None:
    lesson.write_text(json.dumps(notebook(code("x", "1 + 1", "2"))), encoding="utf-8")
    shown = opened(manager)
    assert results(shown) == ["2"]
    save(manager, shown)
    assert results(json.loads(lesson.read_text())) == ["2"]


def test_a_lesson_that_is_copied_or_new_is_saved_as_it_is_shown(manager: Contents, lesson: Path) -> None:
    shown = opened(manager)
    lesson.unlink()
    run(shown, "c", "three bones")
    save(manager, shown)
    assert results(opened(manager)) == ["three bones"]
