"""The curve of the sacrum: places on it are given by how far along it they lie, how far in front of it, how far aside."""

from __future__ import annotations

import functools

import numpy as np

_ALONG = (0.0, 28.0, 55.0, 80.0, 105.0, 136.0)
_COURSE = (103.0, 108.0, 93.0, 66.0, 46.0, 14.0)
"""The angle of the curve at these places, in degrees: 90 goes straight down from the S1 endplate, more goes back."""

APEX = 104.0
"""Where the sacrum ends on its curve, in millimetres; the coccyx follows."""

FORAMINA = ((31.0, 23.5, 6.0), (56.0, 21.0, 5.4), (76.0, 18.0, 4.5), (92.5, 15.0, 3.7))
"""The four pairs of foramina: how far along the curve, how far from the midline, radius in front (mm)."""

CANAL = ((0.0, 40.0, 80.0, 104.0, 125.0), (-21.5, -17.2, -11.4, -7.4, -6.0))
"""The middle of the sacral canal: how far along the curve, how far in front of it (mm)."""


@functools.cache
def curve() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return along (n,), points (n, 2) in (y, z) and directions (n, 2) of the middle of the sacral bodies, frame of S1."""
    s = np.arange(0, 137, 0.5)
    angle = np.radians(np.interp(s, _ALONG, _COURSE))
    course = np.stack([-np.cos(angle), -np.sin(angle)], 1)
    return s, np.concatenate([[[0.0, 0.0]], np.cumsum(course[:-1] * 0.5, axis=0)]), course


def at(along: float, front: float, x: float = 0.0) -> np.ndarray:
    """Return the point (x, y, z), in the frame of S1, so far along the sacral curve and so far in front of it."""
    s, points, course = curve()
    i = int(np.abs(s - along).argmin())
    y, z = points[i] + front * np.array([course[i][1], -course[i][0]])
    return np.array([x, y, z])


def in_canal(along: float) -> np.ndarray:
    """Return the middle of the sacral canal so far along the curve."""
    return at(along, float(np.interp(along, *CANAL)))
