"""Letters drawn with a pen: capitals, digits and a few signs as strokes, so that a picture needs no font file."""

from __future__ import annotations

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
_ADVANCE = 5.4  # from letter to letter, in fields
_NARROW = {"I": 2.6, "1": 4.2, " ": 3.4, ".": 2.6, ":": 2.6, "'": 2.4, ",": 2.6}


def width_of(words: str, height: float) -> float:
    """Return how many pixels wide words are, drawn `height` pixels high.

    >>> width_of("L4", 12) < width_of("L4-L5", 12)
    True
    """
    return sum(_NARROW.get(letter, _ADVANCE) for letter in words.upper()) * height / 6


def write(canvas: NDArray[np.float64], words: str, x: float, y: float, height: float, ink: NDArray[np.float64]) -> None:
    """Write words into a canvas (rows, columns, channels), centred on (x, y); signs without a stroke are left blank."""
    left = x - width_of(words, height) / 2
    step = height / 6
    for letter in words.upper():
        advance = _NARROW.get(letter, _ADVANCE)
        shift = (advance - 4) / 2
        for stroke in filter(None, _PEN.get(letter, "").split("|")):
            points = [(left + (int(p[0]) + shift) * step, y + height / 2 - _row(p[1]) * step) for p in stroke.split()]
            for a, b in pairwise(points):
                line(canvas, a, b, max(0.13 * height, 1.0), ink)
        left += advance * step


def line(
    canvas: NDArray[np.float64],
    a: tuple[float, float],
    b: tuple[float, float],
    thick: float,
    ink: NDArray[np.float64],
    strength: float = 1.0,
) -> None:
    """Draw a line with round ends and soft rims into a canvas."""
    high, wide = canvas.shape[:2]
    reach = thick / 2 + 1
    x0, x1 = max(int(min(a[0], b[0]) - reach), 0), min(int(max(a[0], b[0]) + reach) + 2, wide)
    y0, y1 = max(int(min(a[1], b[1]) - reach), 0), min(int(max(a[1], b[1]) + reach) + 2, high)
    if x0 >= x1 or y0 >= y1:
        return
    xs, ys = np.arange(x0, x1)[None] + 0.5, np.arange(y0, y1)[:, None] + 0.5
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = np.clip(((xs - a[0]) * dx + (ys - a[1]) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
    far = np.hypot(xs - a[0] - along * dx, ys - a[1] - along * dy)
    cover = (np.clip(thick / 2 + 0.5 - far, 0, 1) * strength)[..., None]
    canvas[y0:y1, x0:x1] += (ink - canvas[y0:y1, x0:x1]) * cover


def _row(sign: str) -> int:
    return -1 if sign == "-" else int(sign)
