"""What an eye sees, computed: contrast of two colours, and how far apart they stay when a cone type is missing.

Contrast after WCAG 2 (relative luminance). Colour-blind sight after Machado, Oliveira and Fernandes 2009 (full severity, in
linear RGB). Distance in OKLab (Ottosson 2020), times 100.
"""

from __future__ import annotations

import math

_SIGHT = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str = "") -> float:
    """How different two colours look, to normal eyes or with one kind of colour blindness.

    >>> round(distance("#000000", "#ffffff"))
    100
    """
    return 100 * math.dist(_lab(one, sight), _lab(other, sight))


def _linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _lab(colour: str, sight: str) -> list[float]:
    seen = _linear(colour)
    if sight:
        seen = [min(max(part, 0), 1) for part in _times(_SIGHT[sight], seen)]
    return _times(_TO_LAB, [math.cbrt(cone) for cone in _times(_TO_CONES, seen)])


def _times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
