"""Mark the cells of all lessons as the slides that `present` makes of them, so that other tools read the same decks.

python3 tools/slide_marks.py

A mark that says otherwise than the rules is the author's, and stays. Outputs and sources are not touched.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu.publish import notebooks  # noqa: E402
from spine_edu.publish.present.scenes import cut  # noqa: E402
from spine_edu.publish.shapes import Cell, Notebook, Output, Slideshow  # noqa: E402
from spine_edu.widgets.asking.paper import QUESTIONS  # noqa: E402


def main() -> None:
    """Mark every lesson; say how many cells got another mark."""
    for path in notebooks.lessons():
        notebook = notebooks.read(path)
        before = notebooks.canonical(notebook)
        after = notebooks.canonical(marked(notebook))
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(f"{path.name}: {len(after.encode()) - len(before.encode()):+} bytes")


def marked(notebook: Notebook) -> Notebook:
    """Return a stored lesson with a mark on every cell."""
    marks = cut(with_questions(notebook["cells"])).marks
    cells: list[Cell] = []
    for cell in notebook["cells"]:
        told: Slideshow = {**cell["metadata"].get("slideshow", {}), "slide_type": marks[cell["id"]]}
        cells.append({**cell, "metadata": {**cell["metadata"], "slideshow": told}})
    return {**notebook, "cells": cells}


def with_questions(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a stored lesson, each output of a widget that asks with as many questions as its HTML has."""
    return [{**cell, "outputs": list(map(_asking, cell["outputs"]))} if "outputs" in cell else cell for cell in cells]


def _asking(output: Output) -> Output:
    data = output.get("data", {})
    if notebooks.WIDGET_VIEW not in data:
        return output
    return {**output, "metadata": {QUESTIONS: [{}] * "".join(data.get("text/html", "")).count("<section>")}}


if __name__ == "__main__":
    main()
