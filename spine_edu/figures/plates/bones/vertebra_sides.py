"""Vertebrae from their right side, as outlines.

Millimetres in the frame of the bone: x grows to the front, y down the page, 0 is the middle of the body.
"""

from __future__ import annotations

from spine_edu.figures.drawing.outlines import side_ring
from spine_edu.figures.drawing.rings import Ring
from spine_edu.figures.plates.structures import Stroke


def whole_side(name: str) -> Stroke:
    """Return the whole outline of a vertebra from its right side."""
    return Stroke(_smooth(side_ring(name)), "bone", "firm")


def _smooth(ring: Ring) -> Ring:
    """Round the corners of an outline a little: each is replaced by two points near it (Chaikin), twice."""
    for _ in range(2):
        ring = tuple(
            (a[0] * k + b[0] * (1 - k), a[1] * k + b[1] * (1 - k))
            for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
            for k in (0.75, 0.25)
        )
    return ring
