"""The angles of pelvis and lumbar spine, and where the bones stand by them.

Millimetres from the middle of the femoral heads, x forward and y up; a tilt is counted in degrees, counter-clockwise, so that an
end-plate that falls to the front has a negative one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.svg import Point
from spine_edu.steady import steady
from spine_edu.text.quoting import shown

LIMITS: Mapping[str, tuple[int, int]] = {"PI": (25, 85), "PT": (-10, 45), "SS": (0, 85), "LL": (0, 90)}
"""What can be drawn, in degrees. A plate that falls backward, or stands upright, carries no spine: so much tilt, and no more."""
RANGES: Mapping[str, tuple[int, int]] = {
    "PI": (32, 74),
    "PT": (0, 27),
    "SS": (24, 55),
}  # mean +/- 2 SD of 709 adults [macthiong2011]
TARGET = 9  # a common surgical target: LL within so many degrees of PI [pill2019]
NAMES: Mapping[str, str] = {"PI": "pelvic incidence", "PT": "pelvic tilt", "SS": "sacral slope", "LL": "lumbar lordosis"}
SHARES: Mapping[str, float] = {
    "L5": 21.6,
    "L4": 12.7,
    "L3": 9.1,
    "L2": 5.9,
    "L1": 1.2,
}  # degrees of lordosis below each [scirep2022]

HIP_TO_PLATE, PLATE, BODY, DISC = 110.0, 36.0, 27.0, 10.0
"""From the hips to the end-plate, how deep the plate is, and how high a body and a disc are."""


@dataclass(frozen=True, slots=True)
class BonePlace:
    """Where a bone stands: the middle of it, and its tilt in degrees."""

    x: float
    y: float
    tilt: float

    def __call__(self, along: float, up: float) -> Point:
        """Return the page of the world a point of the bone lies on: `along` to its front, `up` to its top."""
        c, s = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        return (steady(self.x + along * c - up * s), steady(self.y + along * s + up * c))


def pose(pi: float, pt: float, ll: float) -> dict[str, BonePlace]:
    """Return where the sacral end-plate (S1) and the bodies L5 to L1 stand.

    The end-plate lies `PT` behind the femoral heads and slopes by `PI - PT`; the discs share the lordosis as they do on average.

    >>> plate = pose(50, 12, 50)["S1"]
    >>> round(plate.tilt), round(math.degrees(math.atan2(-plate.x, plate.y)))
    (-38, 12)
    """
    tilt = math.radians(pt)
    here = BonePlace(-HIP_TO_PLATE * math.sin(tilt), HIP_TO_PLATE * math.cos(tilt), pt - pi)
    places = {"S1": here}
    top = here
    for name, share in SHARES.items():
        wedge = ll * share / sum(SHARES.values())
        middle = BonePlace(top.x, top.y, top.tilt + wedge / 2)(0, DISC)
        bottom = BonePlace(*middle, top.tilt + wedge)
        places[name] = BonePlace(*bottom(0, BODY / 2), bottom.tilt)
        top = BonePlace(*bottom(0, BODY), bottom.tilt)
    return places


def solve(
    pi: float | None = None, pt: float | None = None, ss: float | None = None, ll: float | None = None
) -> tuple[float, float, float]:
    """Return PI, PT and LL, worked out from what was given; what contradicts geometry or no pelvis has is refused.

    >>> solve(pt=12, ss=38)
    (50, 12, 50)
    """
    for name, value in (("PI", pi), ("PT", pt), ("SS", ss), ("LL", ll)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value)):
            raise FigureError(f"{name} is an angle in degrees, for example {name.lower()}=40, not {shown(value)}.")
    if pi is None:
        pi = 50 if pt is None and ss is None else (12 if pt is None else pt) + (38 if ss is None else ss)
    if pt is None:
        pt = pi - ss if ss is not None else round(pi * 0.24)
    if ss is not None and abs(pi - pt - ss) > 0.05:
        raise FigureError(
            f"PI {pi:g}° is not PT {pt:g}° + SS {ss:g}° = {pt + ss:g}°. Incidence is the sum of tilt and slope: "
            "give two of the three and the third follows."
        )
    if ll is None:
        ll = pi
    for name, value in (("PI", pi), ("PT", pt), ("LL", ll)):
        low, high = LIMITS[name]
        if not low <= value <= high:
            raise FigureError(f"{NAMES[name]} of {value:g}° cannot be drawn: {name} runs from {low} to {high} degrees here.")
    flattest, steepest = LIMITS["SS"]
    if not flattest <= pi - pt <= steepest:
        end = "fall backward" if pi - pt < flattest else "be too steep to carry a spine"
        raise FigureError(f"With PI {pi:g}° and PT {pt:g}° the sacral slope would be {pi - pt:g}°: the end-plate would {end}.")
    return pi, pt, ll


def describe(pi: float, pt: float, ll: float) -> str:
    """Say the four angles, what they add up to, which lie outside the usual range, and how far the lordosis is from PI."""
    ss = pi - pt
    said = [f"PI {pi:g}° = PT {_signed(pt)} + SS {ss:g}°", f"LL {ll:g}°"]
    off = pi - ll
    near = "within" if abs(off) <= TARGET else "outside"
    said[-1] += f": PI minus LL is {_signed(off)}, {near} a common surgical target of {TARGET}° either way"
    for name, value in (("PI", pi), ("PT", pt), ("SS", ss)):
        low, high = RANGES[name]
        if not low <= value <= high:
            said.append(f"{name} lies {'below' if value < low else 'above'} the usual {low}° to {high}°")
    said.append("PI is the shape of the pelvis and nearly stays; PT and SS are its position and trade with each other")
    return ". ".join(said) + "."


def _signed(degrees: float) -> str:
    return f"{degrees:g}°".replace("-", "minus ")
