"""A place and a turn: how points come from the frame of a bone into the world, and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from spine_edu.steady import steady


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """A place and a turn: carries points from the frame of a bone into the world.

    >>> Pose.tilted(90).apply([[0, 0, 1]]).round(3).tolist()     # what pointed up now points to the front
    [[0.0, -1.0, 0.0]]
    """

    turn: np.ndarray
    origin: np.ndarray

    @classmethod
    def here(cls) -> Pose:
        """Return the pose that moves nothing."""
        return cls(np.eye(3), np.zeros(3))

    @classmethod
    def tilted(cls, forward: float, origin: ArrayLike = (0, 0, 0)) -> Pose:
        """Return a pose bent to the front by an angle in degrees."""
        return cls(turned(forward, 0, 0), np.asarray(origin, float))

    def apply(self, points: ArrayLike) -> np.ndarray:
        """Return points (n, 3), or one point (3,), carried into the world."""
        return steady(np.asarray(points, float) @ self.turn.T + self.origin)

    def direct(self, directions: ArrayLike) -> np.ndarray:
        """Return directions (n, 3) or (3,) turned, but not moved."""
        return np.asarray(directions, float) @ self.turn.T

    def back(self) -> Pose:
        """Return the pose that carries the world into the frame of the bone."""
        return Pose(self.turn.T, -self.origin @ self.turn)

    def after(self, first: Pose) -> Pose:
        """Return one pose for: first that one, then this one."""
        return Pose(self.turn @ first.turn, self.apply(first.origin))


def turned(forward: float, left: float, leftwards: float) -> np.ndarray:
    """Return a turn: bent to the front, bent to the left, rotated so that the front looks to the left (degrees)."""
    a, b, c = np.radians([forward, left, leftwards])
    ahead = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    aside = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    about = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return aside @ ahead @ about
