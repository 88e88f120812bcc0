"""A standing body on which a root is found: by its skin or by its movement, and what the root serves and what presses it."""

from __future__ import annotations

from typing import TypedDict

import traitlets

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.person import body as figure
from spine_edu.figures.plates.person.root_told import root_told
from spine_edu.widgets.script import script, style
from spine_edu.widgets.turning.drawn import LivePicture


class BodyPart(TypedDict):
    """A part of a picture that can be pressed: its key there, its name, and the root that it stands for."""

    part: str
    name: str
    root: str


class BodySheet(TypedDict):
    """One picture of the body: the name on its switch, its drawing, and what can be pressed."""

    name: str
    svg: str
    parts: list[BodyPart]


SHEETS = ("skin", "movement")


class RootFinder(LivePicture):
    """A body to click. What the learner looks at is here to read: `root` ('' at first) and `sheet`, 'skin' or 'movement'."""

    _esm = script("turning/body.js")
    _css = style("base.css", "panel.css", "parts.css", "turning/body.css")

    root = traitlets.Unicode().tag(sync=True)
    sheet = traitlets.Unicode().tag(sync=True)
    sheets = traitlets.List(traitlets.Any()).tag(sync=True)
    roots = traitlets.List(traitlets.Any()).tag(sync=True)

    def __init__(self, root: str = "", sheet: str = "skin") -> None:
        """Show a sheet, with a root chosen or none; raise FigureError for one that the body does not have."""
        figure.body(sheet, root)
        sheets = [_sheet(name) for name in SHEETS]
        super().__init__(root=root, sheet=sheet, sheets=sheets, roots=[root_told(name) for name in figure.roots_told()])

    def picture(self) -> Picture:
        """The sheet that is shown now, as a figure."""
        return figure.body(self.sheet, self.root)

    def __repr__(self) -> str:
        told = "; ".join(f"{what}: {says}" for what, says in root_told(self.root)["lines"]) if self.root else ""
        return f"{self.root}. {told}." if told else self.picture().words


def _sheet(name: str) -> BodySheet:
    parts = ((part, figure.root_of(part)) for part in figure.body_plate(name).parts)
    pressed: list[BodyPart] = [{"part": part.key, "name": part.name, "root": root} for part, root in parts if root]
    return {"name": name, "svg": figure.body(name).svg, "parts": pressed}
