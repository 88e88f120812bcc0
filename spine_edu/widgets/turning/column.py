"""The column to bend oneself: three curves, and what each does to the place of C7."""

from __future__ import annotations

import traitlets

from spine_edu.figures.alignment import column_bend as figure
from spine_edu.figures.drawing.picture import Picture
from spine_edu.widgets.script import script, style
from spine_edu.widgets.turning.drawn import TurnedFigure

_HINTS = {
    "neck": "more lordosis leans the head back",
    "chest": "more kyphosis leans the neck forward",
    "low_back": "more lordosis leans the whole trunk back",
}


class ColumnBender(TurnedFigure):
    """A column with sliders. What the learner set is here to read: `neck`, `chest`, `low_back`, in degrees."""

    _esm = script("turning/column.js")
    _css = style("base.css", "turning/profile.css")

    neck = traitlets.Int().tag(sync=True)
    chest = traitlets.Int().tag(sync=True)
    low_back = traitlets.Int().tag(sync=True)

    def __init__(self, neck: int = 13, chest: int = 40, low_back: int = 50) -> None:
        """Start from three curves in whole degrees, as `column_bend` takes them."""
        drawn = figure.column_bend(neck, chest, low_back)
        super().__init__(neck=neck, chest=chest, low_back=low_back, svg=drawn.svg, table=figure.table(_HINTS))

    def picture(self) -> Picture:
        """The column as it stands now, as a figure."""
        return figure.column_bend(self.neck, self.chest, self.low_back)

    def __repr__(self) -> str:
        return f"ColumnBender(neck {self.neck}, chest {self.chest}, low back {self.low_back})"
