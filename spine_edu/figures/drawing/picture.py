"""A picture together with its words: what every figure builder returns and every notebook shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from spine_edu.figures.drawing.frame import Drawing
from spine_edu.figures.drawing.measures import Measures, drawn
from spine_edu.text.cited import citing
from spine_edu.text.markup import NOTHING, Address, Markup, Piece, element, join

CAPTION = "max-width:62ch;line-height:1.5;margin-top:.5em"
"""How the words under a figure are set."""
_ESCAPED = re.compile(r'["#%&\n\t]|<(?=/(?:style|title))')


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """One figure, drawn or as HTML, and the same thing said in words.

    In a notebook, leave it as the last line of a cell, or call `show()`. Its plain-text form is its words, so that
    a terminal, a screen reader and a diff all get the same story as the eye. `below` belongs under the drawing, such as
    a list of events; `caption` is what is left to say beside it. `width` is the widest the drawing gets, in pixels. `still` is
    the same drawing for an image, where that can be smaller. `holds` are the pictures that its HTML is made of.
    """

    name: str
    words: str
    drawing: Drawing | None = None
    html: Markup = NOTHING
    below: Markup = NOTHING
    caption: str | None = None
    width: int = 440
    still: Markup = NOTHING
    holds: tuple[Picture, ...] = ()

    @property
    def svg(self) -> Markup:
        """The drawing as SVG, if there is one."""
        return self.drawing.svg if self.drawing else NOTHING

    def __repr__(self) -> str:
        return f"Picture({self.name!r}: {len(self.svg or self.html)} characters)"

    def as_html(self) -> Markup:
        """Return the figure with its words underneath, as an image that survives everywhere.

        JupyterLab strips inline SVG and style sheets from the outputs of a notebook that its reader has not yet run or
        trusted, but keeps images. An image also keeps its ids and colours to itself, and follows the page's theme.
        """
        if not self.drawing:
            return self._figure(self.html)
        source = _address(self.still or self.svg)
        style = f"width:100%;max-width:{self.width}px;height:auto"
        return self._figure(element("img", src=source, alt=self.name, style=style))

    def around(self, drawn: Markup) -> Markup:
        """Return the figure with its words around its drawing, which a page may write in its own way, such as `svg` as it is."""
        return self._figure(element("div", drawn, style=f"max-width:{self.width}px"))

    def show(self) -> None:
        """Put the figure under the cell, also from the middle of a cell."""
        from IPython.display import display

        display(self)

    @property
    def said(self) -> str:
        """What its HTML says of it, folded."""
        return self.words if self.caption is None else self.caption

    @property
    def measures(self) -> tuple[Measures, ...]:
        """How large its drawings are: its own, or those of the pictures that it holds."""
        return (self.drawing.measures,) if self.drawing else tuple(one for picture in self.holds for one in picture.measures)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, str], dict[str, object]]:
        return {"text/html": self.as_html(), "text/plain": self.words}, {**citing(self.said), **drawn(self.measures)}

    def _figure(self, drawing: Markup) -> Markup:
        said = element("figcaption", in_words(self.said), style=CAPTION) if self.said else None
        return element("figure", drawing, self.below, said, class_="se-figure", style="margin:.5em 0")


def in_words(words: str, *more: Piece) -> Markup:
    """Return what a figure says, folded: it is there for whoever cannot see the figure, and twice for whoever can.

    >>> in_words("L4-L5: fused.")
    '<details><summary style="min-height:24px">In words</summary>L4-L5: fused.</details>'
    """
    return element("details", behind_fold(words), *more)


def parts_by_name(names: Iterable[str]) -> Markup:
    """Return the parts of a figure, each named once, in a line behind a fold: for whoever hears it or wants to check.

    >>> parts_by_name(["body", "lamina", "lamina"])
    '<details style="margin:.5em 0"><summary style="min-height:24px">2 parts by name</summary>body; lamina.</details>'
    """
    once = list(dict.fromkeys(names))
    return element("details", _fold_line(f"{len(once)} parts by name"), f"{'; '.join(once)}.", style="margin:.5em 0")


def behind_fold(words: Piece) -> Markup:
    """Return what a figure says as it stands in its HTML, behind the line that unfolds it."""
    return _fold_line("In words") + join([words])


def _fold_line(name: str) -> Markup:
    return element("summary", name, style="min-height:24px")  # a finger has to hit it


def _address(svg: str) -> Address:
    """Write an SVG as a data address: what an address, a quoted attribute or a strict sanitizer would trip over is escaped."""
    return Address("data:image/svg+xml;charset=utf-8," + _ESCAPED.sub(lambda found: quote(found[0]), svg))
