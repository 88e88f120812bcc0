"""The shape of a notebook as it lies in a file: cells, their outputs, the widgets that it holds.

Under the name of each mime type stands a form of its own, so `data` and `metadata` of an output are open; whoever puts a form
of ours there says what it is (`spine_edu.figures.drawing.measures`, `spine_edu.widgets.asking.paper`).
"""

from __future__ import annotations

from typing import Any, Literal, Required, TypedDict

Mark = Literal["slide", "subslide", "-", "fragment", "notes", "skip"]
"""What a slide show makes of a cell."""


class Slideshow(TypedDict, total=False):
    """The place of a cell in a slide show, and the shortest path in minutes on which its author wants it."""

    slide_type: Mark
    path: int


class CellMetadata(TypedDict, total=False):
    """What a cell says of itself: tags, its place in a slide show, whether its source is folded away, whether it was run."""

    tags: list[str]
    slideshow: Slideshow
    jupyter: dict[str, bool]
    spine_edu: dict[str, bool]
    trusted: bool


class Output(TypedDict, total=False):
    """One output: what was shown in several forms, what was printed, or the error that ended the cell."""

    output_type: Required[str]
    data: dict[str, Any]
    metadata: dict[str, Any]
    text: str | list[str]
    ename: str
    evalue: str
    traceback: list[str]


class Cell(TypedDict, total=False):
    """One cell: Markdown, or code with its outputs."""

    cell_type: Required[str]
    id: str
    source: Required[str | list[str]]
    metadata: CellMetadata
    outputs: list[Output]
    execution_count: int | None


class WidgetModel(TypedDict):
    """A widget in the state in which it was kept."""

    state: dict[str, Any]


class Notebook(TypedDict, total=False):
    """A notebook; its metadata hold the widgets, where these were kept."""

    cells: Required[list[Cell]]
    metadata: dict[str, Any]
    nbformat: int
    nbformat_minor: int
