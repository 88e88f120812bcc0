"""What figures share that the browser draws anew: the picture as it stands now, on a page without scripts and for programs."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets

from spine_edu.figures.drawing.measures import Measures
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup
from spine_edu.widgets.onscreen import OnScreen


class LivePicture(OnScreen):
    """A widget that shows one picture, which changes with what the learner does."""

    def picture(self) -> Picture:
        """The figure as it stands now."""
        raise NotImplementedError

    def static_html(self) -> Markup:
        """The figure as it stands now, for a page without scripts."""
        return self.picture().as_html()

    @property
    def said(self) -> str:
        return self.picture().said

    @property
    def measures(self) -> Sequence[Measures]:
        return self.picture().measures


class TurnedFigure(LivePicture):
    """A figure that the browser draws anew from `table` while its controls move; `svg` is how it began."""

    svg = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
