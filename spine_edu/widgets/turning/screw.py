"""Put a screw into a pedicle: its width and its direction on sliders, and the millimeters of bone that are left beside it."""

from __future__ import annotations

import traitlets

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.bones import pedicle_screw as figure
from spine_edu.widgets.script import script, style
from spine_edu.widgets.turning.drawn import TurnedFigure


class PedicleScrew(TurnedFigure):
    """A screw in a pedicle. What the learner chose is here to read: `pedicle`, `diameter` in millimeters, `tilt` in degrees."""

    _esm = script("turning/screw.js")
    _css = style("base.css", "panel.css", "turning/profile.css", "turning/screw.css")

    pedicle = traitlets.Unicode().tag(sync=True)
    diameter = traitlets.Float().tag(sync=True)
    tilt = traitlets.Float().tag(sync=True)

    def __init__(self, vertebra: str = "T5", diameter: float = 4.0, tilt: float = 0.0) -> None:
        """Start with a screw; raise FigureError for a vertebra that was not measured, or a screw that cannot be drawn."""
        drawn = figure.screw_in_pedicle(vertebra, diameter, tilt)
        named = figure.pedicle_of(vertebra).name
        super().__init__(pedicle=named, diameter=float(diameter), tilt=float(tilt), svg=drawn.svg, table=figure.table())

    def picture(self) -> Picture:
        """The screw as it lies now, as a figure."""
        return figure.screw_in_pedicle(self.pedicle, self.diameter, self.tilt)

    def __repr__(self) -> str:
        return self.picture().words
