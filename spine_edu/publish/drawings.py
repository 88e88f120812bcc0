"""The level maps of a page, each once: what is printed before the player starts is what the question then makes its buttons of.

The maps share more: every bone and every disc has the same outline on all of them, so an outline that stands in several is stored
once and referred to; so is the style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from spine_edu.figures.levelmap import style
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.text.markup import Markup, shape

PLACE = "$drawing"
"""In a state, this key stands where the drawing stood; its value is the id of the SVG on the page (see static/player.js)."""
_COMMON = "spine-map"
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_PATH = re.compile(r"<path([^>]*?) d='([^']{40,})'([^>]*?)/>")


class Drawings:
    """The drawings of a page, as they are met: `draw` puts one into the page, `without` takes them out of a state."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}  # of a drawing as a state holds it
        self._shown: list[Markup] = []
        self._times: Counter[str] = Counter()

    def draw(self, drawing: Mapping[str, Any]) -> Markup:
        """Return a level map inside the page; one that stands there already is only referred to.

        `drawing` is what `spine_edu.figures.levelmap` takes.
        """
        picture = levelmap(**drawing)
        mark = picture.mark
        if picture.svg in self._marks:
            shown = shape("svg", shape("use", href=f"#{mark}"), viewBox=picture.box, aria_hidden="true")
        else:
            bare = _STYLE.sub("", picture.svg)  # the page has the one style of all
            shown = Markup(bare.replace(f"class='{mark}'", f"id='{mark}' class='{mark} {_COMMON}'", 1))
            self._marks[picture.svg] = mark
            self._times.update({outline for _, outline, _ in _PATH.findall(shown)})
            self._shown.append(shown)
        return replace(picture, svg=shown).as_inline_html()

    def without(self, state: Any) -> Any:
        """Return a state in which the drawings that stand on the page are only named."""
        if isinstance(state, str):
            return {PLACE: self._marks[state]} if state in self._marks else state
        if isinstance(state, Mapping):
            return {name: self.without(value) for name, value in state.items()}
        return [self.without(value) for value in state] if isinstance(state, list) else state

    def shared(self, body: Markup) -> tuple[Markup, Markup | None]:
        """Return the body of the page with references for outlines that several drawings have,
        and the element that holds these outlines.
        """
        several = (outline for outline, times in self._times.items() if times > 1)
        places = {outline: f"o{n}" for n, outline in enumerate(several)}

        def refer(found: re.Match[str]) -> str:
            before, outline, after = found.groups()
            return f"<use{before} href='#{places[outline]}'{after}/>" if outline in places else found[0]

        text: str = body
        for drawing in self._shown:
            text = text.replace(drawing, _PATH.sub(refer, drawing))
        paths = (shape("path", id=name, d=outline) for outline, name in places.items())
        defs = shape("defs", *paths)
        hidden = shape("svg", defs, width=0, height=0, style="position:absolute", aria_hidden="true")
        return Markup(text), hidden if places else None

    @property
    def style(self) -> str:
        """The one style sheet of all drawings, if there is one."""
        return style.rules_for(f".{_COMMON}") if self._shown else ""
