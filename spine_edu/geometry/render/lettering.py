"""Letters drawn with a pen: capitals, digits and a few signs as strokes, so that a picture needs no font file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_PEN = {  # strokes on a field 4 wide and 6 high, 'xy' from point to point, '|' lifts the pen
    "A": "00 26 40|12 32",
    "B": "03 06 26 35 34 23 03 00 30 41 42 33 23",
    "C": "45 36 16 05 01 10 30 41",
    "D": "00 06 26 44 42 20 00",
    "E": "40 00 06 46|03 33",
    "F": "00 06 46|03 33",
    "G": "45 36 16 05 01 10 30 41 43 23",
    "H": "00 06|40 46|03 43",
    "I": "20 26",
    "J": "01 10 20 31 36",
    "K": "00 06|46 02|13 40",
    "L": "06 00 40",
    "M": "00 06 23 46 40",
    "N": "00 06 40 46",
    "O": "10 01 05 16 36 45 41 30 10",
    "P": "00 06 36 45 44 33 03",
    "Q": "10 01 05 16 36 45 41 30 10|22 40",
    "R": "00 06 36 45 44 33 03|23 40",
    "S": "45 36 16 05 04 13 33 42 41 30 10 01",
    "T": "20 26|06 46",
    "U": "06 01 10 30 41 46",
    "V": "06 20 46",
    "W": "06 10 24 30 46",
    "X": "00 46|06 40",
    "Y": "06 23 46|23 20",
    "Z": "06 46 00 40",
    "0": "10 01 05 16 36 45 41 30 10",
    "1": "14 26 20",
    "2": "05 16 36 45 44 00 40",
    "3": "05 16 36 45 44 33 42 41 30 10 01|33 23",
    "4": "30 36 02 42",
    "5": "46 06 04 34 43 41 30 10 01",
    "6": "45 36 16 05 01 10 30 41 42 33 13 02",
    "7": "06 46 10",
    "8": "13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33",
    "9": "01 10 30 41 45 36 16 05 04 13 33 44",
    "-": "13 33",
    "+": "13 33|22 24",
    ".": "20 20",
    ",": "20 1-",
    ":": "21 21|24 24",
    "/": "00 46",
    "'": "26 25",
    " ": "",
}
_RIM = 3  # how many pixels a rim reaches beyond its words
_ADVANCE = 5.4  # from letter to letter, in fields
_NARROW = {"I": 2.6, "1": 4.2, " ": 3.4, ".": 2.6, ":": 2.6, "'": 2.4, ",": 2.6}


def width_of(words: str, height: float) -> float:
    """Return how many pixels wide words are, drawn `height` pixels high.

    >>> width_of("L4", 12) < width_of("L4-L5", 12)
    True
    """
    return sum(_NARROW.get(letter, _ADVANCE) for letter in words.upper()) * height / 6


@dataclass(frozen=True, slots=True, eq=False)
class Stencil:
    """What a pen covers: a share (0 to 1) of each pixel of a rectangle, whose upper left pixel is (left, top) of the picture."""

    left: int
    top: int
    cover: NDArray[np.float64]

    def paint(self, canvas: NDArray[np.float64], ink: NDArray[np.float64]) -> None:
        """Lay ink through it onto a canvas (rows, columns, channels), as far as it lies on the canvas."""
        high, wide = self.cover.shape
        x, y = max(-self.left, 0), max(-self.top, 0)
        cover = self.cover[y : canvas.shape[0] - self.top, x : canvas.shape[1] - self.left, None]
        if self.left < canvas.shape[1] and self.top < canvas.shape[0] and x < wide and y < high:
            rows, columns = self.top + y, self.left + x
            under = canvas[rows : rows + cover.shape[0], columns : columns + cover.shape[1]]
            under += (ink - under) * cover

    def rim(self) -> Stencil:
        """Return what is covered when it is laid down eight times, all around its place."""
        high, wide = self.cover.shape
        bare = np.ones((high + 2 * _RIM, wide + 2 * _RIM))
        for dx, dy in ((-3, 0), (3, 0), (0, -3), (0, 3), (-2, -2), (2, 2), (-2, 2), (2, -2)):
            bare[_RIM + dy : _RIM + dy + high, _RIM + dx : _RIM + dx + wide] *= 1 - self.cover
        return Stencil(self.left - _RIM, self.top - _RIM, 1 - bare)


def written(words: str, x: float, y: float, height: float) -> Stencil:
    """Return words, centred on (x, y), as a stencil; signs without a stroke are left blank."""
    left = x - width_of(words, height) / 2
    step = height / 6
    lines = []
    for letter in words.upper():
        advance = _NARROW.get(letter, _ADVANCE)
        shift = (advance - 4) / 2
        for stroke in filter(None, _PEN.get(letter, "").split("|")):
            points = [(left + (int(p[0]) + shift) * step, y + height / 2 - _row(p[1]) * step) for p in stroke.split()]
            lines += [line(a, b, max(0.13 * height, 1.0)) for a, b in pairwise(points)]
        left += advance * step
    return _together(lines)


def line(a: tuple[float, float], b: tuple[float, float], thick: float) -> Stencil:
    """Return a line with round ends and soft rims as a stencil."""
    reach = thick / 2 + 1
    (x0, x1), (y0, y1) = ((math.floor(min(ends) - reach), int(max(ends) + reach) + 2) for ends in zip(a, b, strict=True))
    xs, ys = np.arange(x0, x1)[None] + 0.5, np.arange(y0, y1)[:, None] + 0.5
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = np.clip(((xs - a[0]) * dx + (ys - a[1]) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
    far = np.hypot(xs - a[0] - along * dx, ys - a[1] - along * dy)
    return Stencil(x0, y0, np.clip(thick / 2 + 0.5 - far, 0, 1))


def _together(stencils: Sequence[Stencil]) -> Stencil:
    """Return what several stencils cover that are laid down one after the other."""
    if not stencils:
        return Stencil(0, 0, np.zeros((0, 0)))
    left, top = min(one.left for one in stencils), min(one.top for one in stencils)
    high = max(one.top + one.cover.shape[0] for one in stencils) - top
    wide = max(one.left + one.cover.shape[1] for one in stencils) - left
    bare = np.ones((high, wide))
    for one in stencils:
        y, x = one.top - top, one.left - left
        bare[y : y + one.cover.shape[0], x : x + one.cover.shape[1]] *= 1 - one.cover
    return Stencil(left, top, 1 - bare)


def _row(sign: str) -> int:
    return -1 if sign == "-" else int(sign)
