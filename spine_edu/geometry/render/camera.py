"""Where a scene is looked at from, and where in the picture each of its points then lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spine_edu.steady import steady

_FIELD = np.tan(np.radians(13))  # half the height of the field of view at distance 1: a long lens
_AFAR = 20_000.0  # from so far away (mm) what is nearer looks no larger, and a millimetre is one everywhere in the picture

Floats = NDArray[np.float64]
Window = tuple[float, float, float, float]
"""What a picture shows, in millimetres from the origin: left, top, right and bottom; right and down count up."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A direction to look from: `eye` points from the scene to the eye, `up` is up in the picture (LPS axes)."""

    name: str
    eye: tuple[float, float, float]
    up: tuple[float, float, float] = (0, 0, 1)

    def axes(self) -> Floats:
        """Return three unit rows: to the right of the picture, up, and towards the eye."""
        toward = np.array(self.eye, float)
        toward /= np.linalg.norm(toward)
        right = np.cross(np.array(self.up, float), toward)
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(toward, right), toward])


VIEWS: dict[str, Viewpoint] = {
    view.name: view
    for view in (
        Viewpoint("front", (0, -1, 0)),
        Viewpoint("back", (0, 1, 0)),
        Viewpoint("left side", (1, 0, 0)),
        Viewpoint("right side", (-1, 0, 0)),
        Viewpoint("top", (0, 0.02, 1), (0, -1, 0)),
        Viewpoint("oblique from behind", (0.72, 0.85, 0.42)),
        Viewpoint("oblique from the front", (0.72, -0.85, 0.3)),
    )
}
"""The fixed views of every figure of ours, by name."""


class Camera:
    """Where the eye is: just so far away that everything fits."""

    def __init__(self, view: Viewpoint, points: NDArray[np.floating], wide: int, high: int, margin: float) -> None:
        self.axes = view.axes()
        seen = points.astype(np.float64) @ self.axes.T
        middle = (seen.min(axis=0) + seen.max(axis=0)) / 2
        self.middle, reach = middle, seen - middle
        room = _FIELD * (1 - 2 * margin)
        self.far = float(np.max(reach[:, 2] + np.maximum(np.abs(reach[:, 1]), np.abs(reach[:, 0]) * high / wide) / room))
        self.scale, self.centre = high / 2 / _FIELD, np.array([wide / 2, high / 2])

    def project(self, points: NDArray[np.floating]) -> tuple[Floats, Floats]:
        """Return pixels (n, 2), rows counted from the top, and depths (n,): millimetres from the eye."""
        seen = points.astype(np.float64) @ self.axes.T - self.middle
        depth = np.maximum(self.far - seen[:, 2], 1e-3)
        across = seen[:, :2] * (self.scale / depth)[:, None]
        return steady(self.centre + across * [1, -1]), steady(depth)


class FarCamera(Camera):
    """An eye so far away that a window in millimetres fills the picture, whatever stands in it."""

    def __init__(self, view: Viewpoint, window: Window, wide: int, high: int) -> None:
        left, top, right, bottom = window
        self.axes = view.axes()
        self.middle = np.array([(left + right) / 2, -(top + bottom) / 2, 0.0])
        self.far, self.scale, self.centre = _AFAR, _AFAR * wide / (right - left), np.array([wide / 2, high / 2])
