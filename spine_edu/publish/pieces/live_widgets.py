"""The widgets of a page: what is live on it, with each script, style and large table once, as JSON that a small player reads.

The player (static/player.js) stands in for the widget model of a notebook; the scripts are those of the notebook.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spine_edu.browser.bundle import joined
from spine_edu.publish.pieces.drawings import Drawings
from spine_edu.publish.pieces.links import Links
from spine_edu.publish.pieces.worksheet import Worksheet
from spine_edu.publish.shapes import WidgetModel
from spine_edu.text.markup import NOTHING, Markup, element, join

_STATIC = Path(__file__).parents[1] / "static"
_OF_A_KERNEL = ("layout", "tabbable", "tooltip", "given", "kept")
_OF_THE_PAGE = ("ending",)
"""What the page says itself, once for all its widgets."""
_OURS = "_esm"
_LARGE = 60
"""Pieces of state longer than this many characters of JSON, and found more than once, are stored once a page."""


class LiveWidgets:
    """The widgets of a page: which were shown, and what they need, each script, style and large table once."""

    def __init__(self, models: Mapping[str, WidgetModel], links: Links, *, whole_keys: bool) -> None:
        self.models, self.links = models, links
        self.shown: list[str] = []
        self.drawings = Drawings()
        self.worksheet = Worksheet(self.drawings.draw, whole_keys=whole_keys)

    def place(self, model: str, printed: Markup) -> Markup:
        """Return the spot of a widget with its printed form, beside which the player puts the live one."""
        state = self._state(model) if model in self.models else {}
        if _OURS not in state:
            return printed
        if state.get("needs_kernel"):
            return printed  # it says so itself
        self.shown.append(model)
        return element("div", printed, class_="widget", data_widget=len(self.shown) - 1)

    def styles(self) -> str:
        return "\n".join((*dict.fromkeys(self._state(model).get("_css", "") for model in self.shown), self.drawings.style))

    def scripts(self) -> Markup:
        """Return the player with scripts and states as JSON that no parser of HTML can be led out of."""
        if not self.shown:
            return NOTHING
        sources = list(dict.fromkeys(self._state(model)[_OURS] for model in self.shown))
        states, pool = pooled([self.drawings.without(self.links.in_state(_traits(self._state(model)))) for model in self.shown])
        data = {
            "sources": [base64.b64encode(source.encode()).decode() for source in sources],
            "script": [sources.index(self._state(model)[_OURS]) for model in self.shown],
            "states": states,
            "pool": pool,
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        player = element("script", Markup(joined(_STATIC / "player.js")), type="module")
        return join([element("script", Markup(text), type="application/json", id="widgets"), "\n", player])

    def _state(self, model: str) -> dict[str, Any]:
        return self.models[model]["state"]


def _traits(state: Mapping[str, object]) -> dict[str, object]:
    """Return what a page needs of a widget's state: neither Jupyter's own, nor what passes between a question and its kernel."""
    left_out = (*_OF_A_KERNEL, *_OF_THE_PAGE)
    return {name: value for name, value in state.items() if not name.startswith("_") and name not in left_out}


def pooled(states: list[object]) -> tuple[list[object], list[object]]:
    """Return states in which each large piece that stands there twice is a reference into a pool of pieces.

    >>> table = {"labels": ["Lumbar Vertebral Joint"] * 20}
    >>> states, pool = pooled([{"tables": table, "id": 1}, {"tables": table, "id": 2}])
    >>> states, len(pool)
    ([{'tables': {'$pool': 0}, 'id': 1}, {'tables': {'$pool': 0}, 'id': 2}], 1)
    """
    seen: dict[str, int] = {}

    def count(value: object) -> None:
        if isinstance(value, dict | list | str):
            text = json.dumps(value, ensure_ascii=False)
            if len(text) > _LARGE:
                seen[text] = seen.get(text, 0) + 1
                if seen[text] > 1:
                    return  # what it holds was counted the first time
            for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                count(item)

    pool: list[object] = []
    place: dict[str, int] = {}

    def fold(value: object) -> object:
        if not isinstance(value, dict | list | str):
            return value
        text = json.dumps(value, ensure_ascii=False)
        if seen.get(text, 0) > 1:
            if text not in place:
                place[text] = len(pool)
                pool.append(None)
                pool[place[text]] = inside(value)
            return {"$pool": place[text]}
        return inside(value)

    def inside(value: object) -> object:
        if isinstance(value, dict):
            return {name: fold(one) for name, one in value.items()}
        return [fold(one) for one in value] if isinstance(value, list) else value

    for state in states:
        count(state)
    return [inside(state) for state in states], pool
