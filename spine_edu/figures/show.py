"""A picture together with its words: what every figure builder returns and every notebook shows."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """One figure as HTML or SVG, and the same thing said in words.

    In a notebook, leave it as the last line of a cell, or call `show()`. Its plain-text form is its words, so that
    a terminal, a screen reader and a diff all get the same story as the eye. `below` is HTML that belongs under the drawing, such as
    a list of events; `caption` is what is left to say beside it. `width` is the widest the drawing gets, in pixels.
    """

    name: str
    words: str
    svg: str = ""
    html: str = ""
    below: str = ""
    caption: str | None = None
    width: int = 440

    def __repr__(self) -> str:
        return f"Picture({self.name!r}: {len(self.svg or self.html)} characters)"

    def as_html(self) -> str:
        """Return the figure with its words underneath, to stand anywhere in a page."""
        return self._figure(self.html or f'<div style="max-width:{self.width}px">{self.svg}</div>')

    def as_page_part(self) -> str:
        """Return HTML that survives a notebook nobody has trusted yet.

        JupyterLab strips inline SVG from stored outputs until its reader runs or trusts the notebook, but keeps
        images: so the drawing travels as an image, with its words as the alternative text.
        """
        if not self.svg:
            return self.as_html()
        source = "data:image/svg+xml;base64," + b64encode(self.svg.encode()).decode()
        style = f"width:100%;max-width:{self.width}px;height:auto"
        return self._figure(f'<img src="{source}" alt="{escape(self.name)}" style="{style}">')

    def show(self) -> None:
        """Put the figure under the cell, also from the middle of a cell."""
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = {"text/html": self.as_page_part(), "text/plain": self.words}
        if self.svg:
            bundle["image/svg+xml"] = self.svg
        return bundle

    def _figure(self, drawing: str) -> str:
        words = self.words if self.caption is None else self.caption
        style = "max-width:62ch;line-height:1.5;margin-top:.5em"
        said = f'<figcaption style="{style}"><b>In words:</b> {escape(words)}</figcaption>' if words else ""
        return f'<figure class="se-figure" style="margin:.5em 0">{drawing}{self.below}{said}</figure>'
