"""The parts of an axial slice by name, a few at a time, so that no leader hides what it speaks of."""

from __future__ import annotations

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.axial import axial_cervical, axial_lumbar
from spine_edu.text.quoting import shown

LEVELS = ("L4-L5", "C5")


def named_slices(level: str) -> dict[str, Picture]:
    """Return the slice through a level once for each group of its parts, the overview first; raise FigureError for another level.

    >>> list(named_slices("L4-L5"))
    ['overview', 'muscles and layers', 'bones and joints', 'nerves', 'vessels and organs']
    """
    if level not in LEVELS:
        raise FigureError(f"There is no slice through {shown(level)}. Choose one of these: {', '.join(LEVELS)}.")
    if level == "C5":
        return {group: axial_cervical.axial_cervical(named=group) for group in axial_cervical.NAMED}
    return {group: axial_lumbar.axial_lumbar([], named=group) for group in axial_lumbar.NAMED}
