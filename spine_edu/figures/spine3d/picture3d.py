"""A figure one can turn, with its still picture and its words."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spine_edu.browser.bundle import joined
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.picture import CAPTION, in_words, parts_by_name
from spine_edu.text.cited import citing
from spine_edu.text.markup import Markup, element

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

PLOTLY = "application/vnd.plotly.v1+json"

SCENE_DARK = {"#F4F1EA": theme.DARK["card"], "#FFFFFF": theme.CHIP_INK}
"""What becomes of the paper of a scene, and of the chips that its letters stand on, in the dark."""
_PAPER = "background:{};background:light-dark({}, {})".format(*("#F4F1EA",) * 2, SCENE_DARK["#F4F1EA"])
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, repr=False)
class Picture3D:
    """A three-dimensional figure as plotly's data, a PNG of it, its words, and the names of its parts.

    `told` says in words what is seen first; `others` what the other moments of a history show, folded away until asked for.

    In a notebook it shows two things: the figure and, below, its words. JupyterLab shows the still picture at once and
    makes the figure when it is clicked, tapped or asked for by its button, so that a lesson with many figures opens quickly.
    What has no plotly (paper, an exported page) shows the still picture.
    """

    name: str
    told: str
    spec: Mapping[str, object]
    still: bytes
    parts: tuple[str, ...]
    others: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Picture3D({self.name!r}: {len(self.parts)} parts)"

    @property
    def words(self) -> str:
        """The whole figure in words, every moment of it."""
        return " ".join([self.told, *self.others])

    def figure(self) -> Figure:
        """Return it as a plotly Figure, for those who want to go on from here."""
        from plotly.graph_objects import Figure

        return Figure({"data": self.spec["data"], "layout": self.spec["layout"]})

    def as_html(self) -> Markup:
        """Return the still picture with its words and the list of its parts, for a page without plotly."""
        source = "data:image/png;base64," + base64.b64encode(self.still).decode("ascii")
        look = f"width:100%;max-width:640px;height:auto;border-radius:8px;{_PAPER}"
        picture = element("img", src=source, alt=self.name, style=look)
        return element("figure", picture, self._caption("figcaption"), class_="se-figure", style="margin:.5em 0")

    def words_html(self) -> Markup:
        """Return what stands below the live figure: the words, the list of parts, and a script that puts controls above them."""
        script = element("script", Markup(f"(() => {{\n{joined(_HERE / 'turning.js')}}})();"))
        style = element("style", Markup((_HERE / "turning.css").read_text("utf-8") + theme.plotly_css(SCENE_DARK)))
        return style + element("div", self._caption("div"), script, class_="se-figure", data_name=self.name)

    def show(self) -> None:
        """Put the figure and its words under the cell, also from the middle of a cell."""
        from IPython.display import display

        data, _ = self._repr_mimebundle_()
        named = {"image/png": {"alt": self.name}}  # a short name on the picture: the words follow it
        display({**data, "text/plain": self.name}, metadata=named, raw=True)
        display({"text/html": self.words_html(), "text/plain": self.words}, metadata=citing(self.told), raw=True)

    def _ipython_display_(self) -> None:
        self.show()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, Any], dict[str, object]]:
        data = {
            PLOTLY: self.spec,
            "image/png": base64.b64encode(self.still).decode("ascii"),
            "text/plain": self.words,
        }
        return data, {"image/png": {"alt": f"{self.name}. {self.words}"}}

    def _caption(self, tag: str) -> Markup:
        more = _moments(self.others) if self.others else None
        return element(tag, in_words(self.told, more), parts_by_name(self.parts), style=CAPTION)


def _moments(told: Sequence[str]) -> Markup:
    """Return what the other moments of a history show, in a list that is folded away until asked for."""
    summary = element("summary", f"The other moments in words ({len(told)})", style="min-height:24px")  # a finger has to hit it
    return element("details", summary, element("ul", *(element("li", one) for one in told)))
