"""What everything on screen shares: one object with three faces, live in a notebook, still on a page, short in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import anywidget

from spine_edu.figures.drawing.measures import Measures, drawn
from spine_edu.text.cited import citing
from spine_edu.text.markup import Markup


class OnScreen(anywidget.AnyWidget):
    """A widget that also reads well where nothing runs: an un-run notebook, an exported page, paper."""

    def static_html(self) -> Markup:
        """Return the same content for a page without scripts."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """What the figure in its static form says, if there is one."""
        return ""

    @property
    def measures(self) -> Sequence[Measures]:
        """How large the drawings of its static form are."""
        return ()

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, object], dict[str, object]]:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        shown = {"text/html": self.static_html(), "text/plain": repr(self)}
        return {**data, **shown}, {**metadata, **citing(self.said), **drawn(self.measures)}
