"""One picture in several states, to switch between: what moves is seen against what stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

import traitlets

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.measures import Measures
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text import quoting
from spine_edu.text.cited import uncited
from spine_edu.text.markup import Markup, element, join
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.pack import drawing, packed
from spine_edu.widgets.script import script, style


class View(TypedDict):
    """One picture: the name on its switch, its title, its drawing in pieces (see `pack`), its words, its width in pixels."""

    name: str
    title: str
    drawing: list[str]
    words: str
    width: int


class Views(OnScreen):
    """Pictures of the same size with a switch above them, or a slider where they follow each other. Which one the learner
    looks at is here to read: `shown` (from 0).
    """

    _esm = script("turning/views.js")
    _css = style("base.css", "panel.css", "turning/views.css")

    question = traitlets.Unicode().tag(sync=True)
    views = traitlets.List(traitlets.Any()).tag(sync=True)
    shown = traitlets.Int(0).tag(sync=True)
    slides = traitlets.Bool(False).tag(sync=True)

    def __init__(self, question: str, pictures: Mapping[str, Picture], shown: str = "", *, slides: bool = False) -> None:
        """Put pictures under a question, each by the name on its switch; `shown` names the one to begin with, else the first.

        With `slides` they are in an order, and a slider leads through it.

        Raises FigureError where there is nothing to switch between, or where `shown` is none of the names.
        """
        if len(pictures) < 2:
            raise FigureError("Give two pictures or more to switch between; one alone is shown as it is.")
        if shown and shown not in pictures:
            raise FigureError(f"There is no view {quoting.shown(shown)}. Views: {', '.join(pictures)}.")
        self.pictures = dict(pictures)
        faces: list[View] = [
            {
                "name": name,
                "title": picture.name,
                "drawing": drawing(picture.drawing),
                "words": uncited(picture.words),
                "width": picture.width,
            }
            for name, picture in pictures.items()
        ]
        super().__init__(question=question, views=packed(faces), shown=list(pictures).index(shown) if shown else 0, slides=slides)

    @property
    def picture(self) -> Picture:
        """The picture on screen now."""
        return list(self.pictures.values())[self.shown]

    def static_html(self) -> Markup:
        """Return the picture on screen now, and under it what the others show, in words."""
        others = [(name, picture) for name, picture in self.pictures.items() if picture is not self.picture]
        items = (element("li", element("b", name), f": {picture.name}.") for name, picture in others)
        return join([self.picture.as_html(), element("p", f"{self.question} The other views:"), element("ul", *items)])

    @property
    def said(self) -> str:
        return self.picture.said

    @property
    def measures(self) -> Sequence[Measures]:
        return self.picture.measures

    def __repr__(self) -> str:
        return f"{self.question} {self.picture.name}: {self.picture.words}"
