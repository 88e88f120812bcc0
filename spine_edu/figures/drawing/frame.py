"""A drawing as values: what it shows and says, before it is written as the SVG of a page, of a widget or of a state."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from spine_edu.figures.drawing.measures import Measures
from spine_edu.text.cited import uncited
from spine_edu.text.markup import Markup, Piece, Shape, shape

PHONE = 358
"""How wide a drawing stands on a phone of 390 pixels, whose page keeps a margin of 16 on either side."""
_LEAST = 11  # pixels tall are the smallest letters


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: its name and words for who does not see it, its rules of CSS, and its shapes, in units of its own size.

    `mark` is its class and begins its ids (see `theme.mark_of`). `role` is 'img' for a picture to be told as one, 'group' where
    its parts have names of their own; `look` is what the frame itself looks like, as CSS;
    `width` is how wide it gets in pixels where nothing around it says so. Without `words` the title says everything.
    `letters` is how tall its smallest letters are, in its own units; where nothing is said, as tall as a phone needs (`legible`).
    """

    mark: str
    title: str
    words: str
    style: str
    body: tuple[Shape, ...]
    size: tuple[int, int]
    defs: tuple[Shape, ...] = ()
    role: str = "img"
    look: str | None = None
    width: int | None = None
    letters: float | None = None

    @property
    def measures(self) -> Measures:
        """How large it is, and its smallest letters, in its own units."""
        width, height = self.size
        return {"width": width, "height": height, "letters": self.letters or legible(width)}

    @property
    def box(self) -> str:
        """The view box, from 0 to the drawing's size."""
        return f"0 0 {self.size[0]} {self.size[1]}"

    @property
    def svg(self) -> Shape:
        """The whole drawing, to stand anywhere alone."""
        return self._frame(*self._titles(), self._style_sheet(), class_=self.mark)

    def in_page(self, sheet: str = "") -> Shape:
        """Return the drawing for a page where its mark is its id; the rules of a class `sheet` are the page's,
        others are its own.
        """
        if sheet:
            return self._frame(*self._titles(), id=self.mark, class_=f"{self.mark} {sheet}")
        return self._frame(*self._titles(), self._style_sheet(), id=self.mark, class_=self.mark)

    @property
    def unnamed(self) -> Shape:
        """The drawing for a place that gives it a name and words itself."""
        return self._frame(self._style_sheet(), class_=self.mark, named=False)

    def _titles(self) -> tuple[Shape, ...]:
        title = shape("title", self.title, id=f"{self.mark}-t")
        return (title, shape("desc", uncited(self.words), id=f"{self.mark}-d")) if self.words else (title,)

    def _style_sheet(self) -> Shape:
        return shape("style", Markup(self.style))

    def _frame(self, *before: Piece, class_: str, id: str | None = None, named: bool = True) -> Shape:
        return shape(
            "svg",
            *before,
            shape("defs", *self.defs) if self.defs else None,
            *self.body,
            xmlns="http://www.w3.org/2000/svg",
            id=id,
            class_=class_,
            viewBox=self.box,
            role=self.role,
            aria_labelledby=f"{self.mark}-t{f' {self.mark}-d' if self.words else ''}" if named else None,
            width=self.width or "100%",
            style=self.look,
        )


def legible(width: float) -> float:
    """Return how tall the smallest letters of a drawing so wide are, in its own units, so that they can be read on a phone.

    >>> legible(PHONE), legible(400)
    (11.0, 12.3)
    """
    return math.ceil(10 * _LEAST * width / PHONE) / 10


def rules(mark: str, css: str, drawn: str | None = None) -> str:
    """Return rules of CSS in which & stands before each selector, for the drawing with this mark alone.

    Of rules for a class, the shapes of a drawing (`drawn`) get those that they use.

    >>> rules("se1", "&.card{fill:red}&text{fill:blue}")
    '.se1 .card{fill:red}.se1 text{fill:blue}'
    >>> rules("se1", "&.card{fill:red}&text{fill:blue}", "<text class='label'>L4</text>")
    '.se1 text{fill:blue}'
    """
    if drawn is not None:
        used = {name for found in _CLASSES.findall(drawn) for name in found.split()}
        css = "".join(rule for rule in _RULES.findall(css) if set(_CLASS.findall(rule.partition("{")[0])) <= used)
    return css.replace("&", f".{mark} ")


_CLASSES, _CLASS, _RULES = re.compile(r"class='([^']*)'"), re.compile(r"\.([\w-]+)"), re.compile(r"&[^{]*{[^}]*}")


def card(size: tuple[int, int]) -> Shape:
    """Return the sheet that a drawing lies on."""
    width, height = size
    return shape("rect", class_="card", x=".5", y=".5", width=width - 1, height=height - 1, rx=10)
