"""What a lesson keeps to itself in the lab until the learner has run the cell.

A lesson is stored with its results, for GitHub and for the tests; and it asks what one expects before a cell is run. So the
lab hands it out without the results of cells that this learner has not run, and puts them back into the file when it is saved.
Which cells were run is written down in the file itself, beside their results: it holds after a rename and on another computer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spine_edu.publish.shapes import Cell, Notebook

_LESSON = "from spine_edu.lesson import"
_MARK: Final = "spine_edu"
_RAN = {"ran": True}


def is_lesson(notebook: Notebook) -> bool:
    """Whether a notebook speaks the words of the course; what others have stored elsewhere is none of our business."""
    return any(_LESSON in "".join(cell["source"]) for cell in _code(notebook))


def withhold(notebook: Notebook) -> None:
    """Take out the results of cells that the learner has not run, and the marks of those that were.

    >>> cell = {"cell_type": "code", "metadata": {}, "outputs": [{"name": "stdout"}], "execution_count": 7}
    >>> withhold({"cells": [cell]})
    >>> cell["outputs"], cell["execution_count"]
    ([], None)
    """
    for cell in _code(notebook):
        if cell["metadata"].pop(_MARK, None) != _RAN:
            cell["outputs"], cell["execution_count"] = [], None


def give_back(notebook: Notebook, stored: Notebook) -> None:
    """Mark the cells that the learner ran, and give the others the results that they have in the file as it is `stored`.

    A cell that was run and then cleared stays clear. What is given back was not seen here, so nobody's trust goes with it.
    """
    kept = {cell.get("id"): cell for cell in _code(stored) if cell["metadata"].get(_MARK) != _RAN}
    for cell in _code(notebook):
        if cell["outputs"] or cell["execution_count"] is not None:
            cell["metadata"][_MARK] = dict(_RAN)
        elif (before := kept.get(cell.get("id"))) is not None:
            cell["outputs"], cell["execution_count"] = before["outputs"], before["execution_count"]
            cell["metadata"].pop("trusted", None)


def _code(notebook: Notebook) -> Iterator[Cell]:
    return (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
