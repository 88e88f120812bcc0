"""The pictures that questions of a page ask about, each once: what is printed is what the question then makes its buttons of.

Level maps share more: every bone and every disc has the same outline on all of them, so an outline that stands in several is
stored once and referred to; so is the style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spine_edu.figures.asked import asked_picture
from spine_edu.figures.levelmap import style
from spine_edu.text.markup import Markup, Shape, shape

PLACE = "$drawing"
"""In a state, this key stands where the drawing stood; its value is the id of the SVG on the page (see static/player.js)."""
_COMMON = "spine-map"
_LONG = 40  # letters of an outline from which on it is worth a reference


class Drawings:
    """The drawings of a page, as they are met: `draw` puts one into the page, `without` takes them out of a state."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}  # of a drawing as a state holds it
        self._shown: list[Shape] = []
        self._times: Counter[str] = Counter()

    def draw(self, drawing: Mapping[str, object]) -> Markup:
        """Return a picture inside the page; one that stands there already is only referred to.

        `drawing` is what `spine_edu.figures.asked` takes.
        """
        picture = asked_picture(drawing)
        drawn = picture.drawing
        assert drawn is not None  # what is asked about is drawn
        if drawn.svg in self._marks:
            return picture.around(shape("svg", shape("use", href=f"#{drawn.mark}"), viewBox=drawn.box, aria_hidden="true"))
        shown = drawn.in_page("" if "plate" in drawing else _COMMON)
        self._marks[drawn.svg] = drawn.mark
        self._times.update(list(dict.fromkeys(filter(None, map(_outline, shown.shapes)))))
        self._shown.append(shown)
        return picture.around(shown)

    def without(self, state: object) -> object:
        """Return a state in which the drawings that stand on the page are only named."""
        if isinstance(state, str):
            return {PLACE: self._marks[state]} if state in self._marks else state
        if isinstance(state, Mapping):
            return {name: self.without(value) for name, value in state.items()}
        return [self.without(value) for value in state] if isinstance(state, list) else state

    def shared(self, body: Markup) -> tuple[Markup, Markup | None]:
        """Return the body of the page with references for outlines that several drawings have, and the element of these."""
        several = (outline for outline, times in self._times.items() if times > 1)
        places = {outline: f"o{n}" for n, outline in enumerate(several)}

        def refer(part: Shape) -> Shape:
            if (outline := _outline(part)) not in places:
                return part
            reference = {"href" if name == "d" else name: value for name, value in part.attributes.items()}
            return shape("use", **{**reference, "href": f"#{places[outline]}"})

        text: str = body
        for drawn in self._shown:
            text = text.replace(drawn, drawn.changed(refer))
        paths = (shape("path", id=name, d=outline) for outline, name in places.items())
        defs = shape("defs", *paths)
        hidden = shape("svg", defs, width=0, height=0, style="position:absolute", aria_hidden="true")
        return Markup(text), hidden if places else None

    @property
    def style(self) -> str:
        """The one style sheet of all level maps, if there is one."""
        return style.rules_for(f".{_COMMON}") if self._shown else ""


def _outline(part: Shape) -> str:
    """Return the outline of a path, where it is long enough to be shared."""
    outline = str(part.attributes.get("d", "")) if part.tag == "path" else ""
    return outline if len(outline) >= _LONG else ""
