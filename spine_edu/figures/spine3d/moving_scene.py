"""The moments of a scene put together: which part is there when, the middle and reach of all, and where an eye has to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spine_edu.figures.spine3d.part_looks import letter_of
from spine_edu.geometry.render.camera import VIEWS, Viewpoint
from spine_edu.geometry.scene.part import ScenePart
from spine_edu.steady import steady

STEPS = 20  # coordinates are stored in twentieths of a millimetre
_HALF = 0.41421356  # tan 22.5°: half the height of plotly's field of view at distance 1

Data = dict[str, Any]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What is there at one moment: a short name for the stepper, a sentence, and its parts."""

    name: str
    sentence: str
    parts: tuple[ScenePart, ...]


@dataclass(frozen=True, eq=False)
class MovingScene:
    """Moments of one scene; it begins with number `shown`, seen from a `view`, as an X-ray or not."""

    moments: Sequence[Moment]
    shown: int
    view: str
    xray: bool

    @cached_property
    def parts(self) -> dict[str, ScenePart]:
        """Every part that is there at any moment, by its key."""
        parts: dict[str, ScenePart] = {}
        for moment in self.moments:
            for part in moment.parts:
                parts.setdefault(part.key, part)
        return parts

    @cached_property
    def present(self) -> list[set[str]]:
        """The keys of the parts of each moment."""
        return [{part.key for part in moment.parts} for moment in self.moments]

    @cached_property
    def middle(self) -> Floats:
        """The middle of the scene, in millimetres."""
        low, high = self._corners
        return (low + high) / 2

    @cached_property
    def half(self) -> Floats:
        """How far the scene reaches from its middle along each axis, in millimetres."""
        low, high = self._corners
        return (high - low) / 2

    @cached_property
    def reach(self) -> float:
        """Half the side of a cube around the scene, in millimetres."""
        return float(np.abs(self._cloud).max() * 1.04)

    @property
    def letters(self) -> dict[str, str]:
        """The letters of states that stand in the scene, by the key of their part."""
        return {key: letter for key, part in self.parts.items() if (letter := letter_of(part))}

    def numbers_of(self, layers: Sequence[str]) -> list[int]:
        """Return which of the parts, counted from 0, belong to these layers."""
        return [n for n, part in enumerate(self.parts.values()) if part.layer in layers]

    def camera(self, view: Viewpoint) -> Data:
        """Return plotly's camera for a view: just so far away that the scene fits a picture somewhat higher than wide."""
        seen = steady(self._cloud @ view.axes().T / (2 * self.reach))
        need = np.maximum(np.abs(seen[:, 1]), np.abs(seen[:, 0]) * 1.05) / (_HALF * 0.88) + seen[:, 2]
        eye = np.asarray(view.eye, float) / np.linalg.norm(view.eye) * float(need.max())
        return {
            "eye": _corner(eye),
            "up": _corner(view.up),
            "center": _corner((0, 0, 0)),
            "projection": {"type": "perspective"},
        }

    @cached_property
    def _points(self) -> NDArray[Any]:
        return np.concatenate([part.mesh.points for part in self.parts.values() if part.layer != "approach"])

    @cached_property
    def _corners(self) -> tuple[Floats, Floats]:
        return self._points.min(axis=0).astype(float), self._points.max(axis=0).astype(float)

    @cached_property
    def _cloud(self) -> Floats:
        """Some thousand points of the scene, around its middle."""
        return self._points[:: max(len(self._points) // 4000, 1)].astype(float) - self.middle


def _corner(point: Any) -> Data:
    return {axis: round(float(value), 3) for axis, value in zip("xyz", point, strict=True)}


def sees_end(view: str, end: str) -> bool:
    """Say whether a view shows the direction 'left', 'right', 'front', 'back', 'cranial' or 'caudal' beside the scene,
    and not on its way.
    """
    toward = np.abs(VIEWS[view].axes()[2])
    axis = {"left": 0, "right": 0, "front": 1, "back": 1}.get(end, 2)
    return bool(toward[axis] < 0.9)
