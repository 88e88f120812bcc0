"""The level maps of a page, each once: what is printed before the player starts is what the question then makes its buttons of.

The maps share more: every bone and every disc has the same outline on all of them, so an outline that stands in several is stored
once and referred to; so is the style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from spine_edu.figures.levelmap import style

PLACE = "$drawing"
"""In a state, this key stands where the drawing stood; its value is the id of the SVG on the page (see static/player.js)."""
_COMMON = "spine-map"
_MARK = re.compile(r"<svg [^>]*class='(se[0-9a-f]{8})'")
_IMAGE = r"""<img src="data:image/svg\+xml[^"]* id='{mark}'[^"]*"[^>]*?max-width:(\d+)px[^>]*>"""
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_PATH = re.compile(r"<path([^>]*?) d='([^']{40,})'([^>]*?)/>")


class Drawings:
    """The drawings of a page, as they are met: `inline` puts them into printed HTML, `without` takes them out of a state."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._times: Counter[str] = Counter()

    def inline(self, printed: str, state: Any) -> str:
        """Return printed HTML in which the image of every drawing of a state is the drawing itself, or refers to it if it stood before."""
        for drawing in _pictures(state):
            mark = _mark(drawing)
            image = re.search(_IMAGE.format(mark=mark), printed)
            if not image:
                continue
            shown = _common(drawing, mark)
            if mark in self._known:
                box = re.search(r"viewBox='[^']*'", drawing)
                shown = f"<svg {box[0] if box else ''} aria-hidden='true'><use href='#{mark}'/></svg>"
            else:
                self._times.update({outline for _, outline, _ in _PATH.findall(shown)})
                self._known[mark] = shown
            printed = printed.replace(image[0], f'<div style="max-width:{image[1]}px">{shown}</div>', 1)
        return printed

    def without(self, state: Any) -> Any:
        """Return a state in which the drawings that stand on the page are only named."""
        if isinstance(state, str):
            found = _MARK.match(state)
            return {PLACE: found[1]} if found and found[1] in self._known else state
        if isinstance(state, Mapping):
            return {name: self.without(value) for name, value in state.items()}
        return [self.without(value) for value in state] if isinstance(state, list) else state

    def shared(self, body: str) -> tuple[str, str]:
        """Return the body of the page with references for outlines that several drawings have, and the element that holds these outlines."""
        several = (outline for outline, times in self._times.items() if times > 1)
        places = {outline: f"o{n}" for n, outline in enumerate(several)}

        def refer(found: re.Match[str]) -> str:
            before, outline, after = found.groups()
            return f"<use{before} href='#{places[outline]}'{after}/>" if outline in places else found[0]

        for drawing in self._known.values():
            body = body.replace(drawing, _PATH.sub(refer, drawing))
        paths = "".join(f"<path id='{name}' d='{outline}'/>" for outline, name in places.items())
        hidden = "width='0' height='0' style='position:absolute' aria-hidden='true'"
        return body, f"<svg {hidden}><defs>{paths}</defs></svg>" if paths else ""

    @property
    def style(self) -> str:
        """The one style sheet of all drawings, if there is one."""
        return style.rules_for(f".{_COMMON}") if self._known else ""


def _pictures(state: Any) -> Iterator[str]:
    """The drawings in a state, in the order in which they are shown."""
    if isinstance(state, str) and _MARK.match(state):
        yield state
    elif isinstance(state, Mapping):
        for value in state.values():
            yield from _pictures(value)
    elif isinstance(state, list):
        for value in state:
            yield from _pictures(value)


def _mark(drawing: str) -> str:
    found = _MARK.match(drawing)
    assert found  # `_pictures` yields nothing else
    return found[1]


def _common(drawing: str, mark: str) -> str:
    """Return a drawing that is found by its id and leaves its style to the page."""
    return _STYLE.sub("", drawing).replace(f"class='{mark}'", f"id='{mark}' class='{mark} {_COMMON}'", 1)
