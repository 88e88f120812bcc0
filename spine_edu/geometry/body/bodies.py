"""The shape of a vertebral body, from which bones, discs and the ligaments along them are made alike."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import body_height, body_wedge


@dataclass(frozen=True, slots=True)
class BodyForm:
    """The character of a body; `dish`, `lips`, `overhang` and `edge` in millimetres, the rest as shares of its size.

    `square`: 2 is an ellipse, more is squarer. `waist`: how much narrower at mid-height. `hollow`: how far the corners of the
    back wall stand behind its middle. `heart`: how much narrower in front. `dish`: how deep the endplates are. `lips`: how high
    the uncinate processes rise. `overhang`: how far the front lower edge hangs down. `edge`: over how much the rim is rounded.
    """

    square: float
    waist: float
    hollow: float
    heart: float
    dish: float
    lips: float
    overhang: float
    edge: float


@functools.cache
def form(bone: str) -> BodyForm:
    """Return the form of a body, from data/anatomy/shape.csv.

    >>> form("C5").lips, form("L5").lips     # uncinate processes are a thing of the neck
    (3.0, 0.0)
    """
    return BodyForm(*(size(bone, f"body_{name}") for name in BodyForm.__slots__))


@functools.cache
def ends(bone: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return (width, depth) of the lower and of the upper end of a body; C2 and S1 have but one endplate."""
    if bone in ("C2", "S1"):
        which = "lower" if bone == "C2" else "upper"
        one = (size(bone, f"endplate_width_{which}"), size(bone, f"endplate_depth_{which}"))
        return one, one
    lower, upper = ((size(bone, f"endplate_width_{end}"), size(bone, f"endplate_depth_{end}")) for end in ("lower", "upper"))
    return lower, upper


def radii(bone: str, height: np.ndarray, x: np.ndarray, y: np.ndarray, margin: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Return half the width and half the depth of a body that count at places (x, y), `height` being 0 below and 1 above."""
    kind, (lower, upper) = form(bone), ends(bone)
    waist = kind.waist * (4 * height * (1 - height)) ** 0.8
    a = (lower[0] + (upper[0] - lower[0]) * height) / 2 + margin
    b = (lower[1] + (upper[1] - lower[1]) * height) / 2 + margin
    a = a * (1 - 1.6 * waist)
    front = b * (1 - 2 * waist)
    back = b * (1 + 2 * kind.hollow * (1 - np.exp(-((x / (0.5 * a)) ** 2))) - 0.35 * waist)
    return a * (1 + kind.heart * (np.clip(y / b, -1, 1) - 0.22)), np.where(y < 0, front, back)


def outline(bone: str, height: float, margin: float = 0.0, count: int = 48) -> np.ndarray:
    """Return points (count, 3) around a body at a height from 0 (lower endplate) to 1 (upper), in the frame of the bone.

    They start at the left and run over the back; `margin` mm outside the surface.
    """
    angle = 2 * np.pi * np.arange(count) / count
    c, s = np.cos(angle), np.sin(angle)
    power, level = 2 / form(bone).square, np.full(count, float(height))
    x, y = np.zeros(count), s.copy()
    for _ in range(4):
        a, b = radii(bone, level, x, y, margin)
        x, y = a * np.sign(c) * np.abs(c) ** power, b * np.sign(s) * np.abs(s) ** power
    if bone == "S1":
        return np.stack([x, y, np.zeros(count)], 1)
    half, slope = body_height(bone) / 2, np.tan(np.radians(body_wedge(bone) / 2))
    return np.stack([x, y, (2 * height - 1) * (half + y * slope)], 1)
