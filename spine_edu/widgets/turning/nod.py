"""Fuse joints of a neck and see what is left of its nod: boxes to tick, a drawing that counts."""

from __future__ import annotations

import traitlets

from spine_edu.figures.alignment import neck_nod as figure
from spine_edu.figures.drawing.picture import Picture
from spine_edu.widgets.script import script, style
from spine_edu.widgets.turning.drawn import TurnedFigure


class NeckCounter(TurnedFigure):
    """A neck whose joints can be fused. Which ones the learner has fused is here to read: `fused`."""

    _esm = script("turning/nod.js")
    _css = style("base.css", "panel.css", "turning/nod.css")

    fused = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, *fused: str) -> None:
        """Start with some joints fused, such as 'C5-C6'; raise UnknownJoint or FigureError for what is no joint of the neck."""
        drawn = figure.neck_motion(*fused)
        super().__init__(fused=figure.joints_of(*fused), svg=drawn.svg, table=figure.table())

    def picture(self) -> Picture:
        """The neck as it stands now, as a figure."""
        return figure.neck_motion(*self.fused)

    def __repr__(self) -> str:
        return figure.describe(self.fused)
