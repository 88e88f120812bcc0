"""The sagittal profile: pelvic incidence, pelvic tilt, sacral slope and lumbar lordosis, drawn as the geometry they are.

The patient looks to the right. Millimetres from the middle of the femoral heads, x forward and y up; a tilt is counted in
degrees, counter-clockwise, so that an end-plate that falls to the front has a negative one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypedDict

from spine_edu.figures.alignment.profile_angles import (
    BODY,
    DISC,
    HIP_TO_PLATE,
    LIMITS,
    NAMES,
    PLATE,
    RANGES,
    SHARES,
    TARGET,
    BonePlace,
    describe,
    pose,
    solve,
)
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card, legible, rules
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.text.markup import Shape, shape


def sagittal_profile(
    pi: float | None = None, pt: float | None = None, ss: float | None = None, ll: float | None = None
) -> Picture:
    """Draw pelvis and lumbar spine from the side with PI, PT, SS and LL in degrees.

    Give two of PI, PT and SS, or all three if they agree: incidence is the sum of tilt and slope. Without any, a common profile
    is shown (PI 50, PT 12).

    >>> sagittal_profile(pi=60, pt=15).words.partition(". ")[0]
    'PI 60° = PT 15° + SS 45°'
    """
    pi, pt, ll = solve(pi, pt, ss, ll)
    drawing = _drawing(pi, pt, ll, describe(pi, pt, ll))
    return Picture(name="Sagittal profile of pelvis and lumbar spine", words=drawing.words, drawing=drawing, width=520)


_HEAD = 23.0  # millimetres from the middle of a femoral head to its rim
WIDTH, HEIGHT = 380, 466
SCALE, ORIGIN = 1.26, (176.0, 425.0)  # units of the page per millimetre, and where the femoral heads stand
_SACRUM = (
    *((18, 0), (18, -4), (13, -18), (2, -34), (-8, -52), (-12, -72), (-8, -88), (-4, -98), (-10, -101), (-19, -90)),
    *((-26, -72), (-32, -58), (-38, -42), (-42, -24), (-38, -8), (-28, 2), (-20, 1), (-18, 0)),
)
_ILIUM = (  # in the frame whose y runs from the femoral heads to the end-plate
    *((-22, -4), (-14, -22), (6, -26), (24, -10), (24, 12), (34, 44), (50, 78), (52, 104), (30, 126), (-6, 136), (-44, 126)),
    *((-62, 104), (-58, 86), (-42, 74), (-34, 52), (-28, 26)),
)
_VERTEBRA = (
    *((-18, -13.5), (-18, -11), (-15.8, 0), (-18, 11), (-18, 13.5), (-15, 13.5), (15, 13.5), (18, 13.5), (18, 11), (15.8, 0)),
    *((18, -11), (18, -13.5), (15, -13.5), (-15, -13.5)),
)


def to_page(point: Point) -> Point:
    """Turn millimetres of the body into units of the page."""
    return (ORIGIN[0] + point[0] * SCALE, ORIGIN[1] - point[1] * SCALE)


def strokes(pi: float, pt: float, ll: float) -> dict[str, str]:
    """Return what moves when an angle changes: the path of every line, wedge and disc, and the matrix of every bone, by name."""
    places = pose(pi, pt, ll)
    plate, hip = places["S1"], BonePlace(0, 0, pt)
    up = 90.0
    drawn = {"ilium": _matrix(hip), "sacrum": _matrix(plate), **{name: _matrix(places[name]) for name in SHARES}}
    drawn["hip-line"] = _path((0, 0), (plate.x, plate.y))
    drawn["plumb"] = _path((0, 0), (0, 130))
    drawn["plate-line"] = _path(plate(-24, 0), plate(66, 0))
    drawn["level"] = _path((plate.x, plate.y), (plate.x + 66, plate.y))
    drawn["normal"] = _path((plate.x, plate.y), plate(0, -92))
    top = places["L1"]
    drawn["top-line"] = _path(top(-24, BODY / 2), top(66, BODY / 2))
    drawn["PT"] = _wedge(0, 0, 62, up, up + pt)
    drawn["SS"] = _wedge(plate.x, plate.y, 50, plate.tilt, 0)
    drawn["PI"] = _wedge(plate.x, plate.y, 46, plate.tilt - 90, pt - 90)
    drawn["LL"] = _path(top(66, BODY / 2), plate(66, 0))
    below = plate
    for name in SHARES:
        here = places[name]
        half = PLATE / 2 - 1
        drawn[f"disc-{name}"] = _path(here(-half, -BODY / 2), here(half, -BODY / 2), *_ends(below, half, name != "L5")) + "Z"
        below = here
    return drawn


def spots(pi: float, pt: float, ll: float) -> dict[str, Point]:
    """Return where the names of the angles stand, in units of the page."""
    places = pose(pi, pt, ll)
    plate, top = places["S1"], places["L1"]
    front, above = plate(66, 0), top(66, BODY / 2)
    return {
        "PT": to_page((28 if pt >= 0 else -28, 46)),
        "SS": to_page(_polar(plate.x, plate.y, 84, plate.tilt / 2)),
        "PI": to_page(_polar(plate.x, plate.y, 60, pt - 90 - pi / 2)),
        "LL": to_page(((front[0] + above[0]) / 2 + 26, (front[1] + above[1]) / 2 + 12)),
    }


class ProfileSizes(TypedDict):
    """Lengths in millimetres."""

    hip: float
    plate: float
    body: float
    disc: float


class ProfileTable(TypedDict):
    """Sizes, the page, the share of each vertebra in the lordosis, limits and usual ranges, names and hints of the angles."""

    sizes: ProfileSizes
    scale: float
    origin: tuple[float, float]
    shares: list[tuple[str, float]]
    limits: dict[str, tuple[int, int]]
    ranges: dict[str, tuple[int, int]]
    target: int
    names: dict[str, str]
    hints: dict[str, str]


def table(hints: Mapping[str, str]) -> ProfileTable:
    """Return what a script needs to draw the same profile: sizes, shares, limits and names."""
    return {
        "sizes": {"hip": HIP_TO_PLATE, "plate": PLATE, "body": BODY, "disc": DISC},
        "scale": SCALE,
        "origin": ORIGIN,
        "shares": list(SHARES.items()),
        "limits": dict(LIMITS),
        "ranges": dict(RANGES),
        "target": TARGET,
        "names": dict(NAMES),
        "hints": dict(hints),
    }


def _ends(place: BonePlace, half: float, is_body: bool) -> tuple[Point, Point]:
    up = BODY / 2 if is_body else 0
    return place(half, up), place(-half, up)


def _polar(x: float, y: float, r: float, degrees: float) -> Point:
    return (x + r * math.cos(math.radians(degrees)), y + r * math.sin(math.radians(degrees)))


def _wedge(x: float, y: float, r: float, start: float, end: float) -> str:
    """A slice of a circle between two directions, drawn as a fan of short lines so that every browser measures it alike."""
    fan = [_polar(x, y, r, start + (end - start) * k / 12) for k in range(13)]
    return _path((x, y), *fan) + "Z"


def _path(*points: Point) -> str:
    return svg.line([to_page(point) for point in points])


def _matrix(place: BonePlace) -> str:
    """The transform that puts a bone, drawn in its own millimetres, on the page."""
    c, s = math.cos(math.radians(place.tilt)), math.sin(math.radians(place.tilt))
    x, y = to_page((place.x, place.y))
    return f"matrix({c:.4f} {-s:.4f} {s:.4f} {c:.4f} {x:.1f} {y:.1f})"


def _own(ring: tuple[Point, ...]) -> str:
    return svg.soft([(x * SCALE, -y * SCALE) for x, y in ring])


def _drawing(pi: float, pt: float, ll: float, words: str) -> Drawing:
    """Return pelvis and bodies, the lines between which the angles lie, and the angles as slices with their degrees."""
    moving, mark, size = strokes(pi, pt, ll), theme.mark_of("profile", words), (WIDTH, HEIGHT)
    lines = ("plumb", "hip-line", "level", "plate-line", "normal", "top-line")
    written = shape(
        "g",
        svg.text("◂ posterior", 12, 20, "side"),
        svg.text("anterior ▸", WIDTH - 12, 20, "side", text_anchor="end"),
        svg.text("femoral heads", ORIGIN[0] + 40, ORIGIN[1] + 14, "side"),
        aria_hidden="true",
    )
    return Drawing(
        mark=mark,
        title="Sagittal profile",
        words=words,
        style=theme.colours_css(f".{mark}") + rules(mark, _STYLE),
        body=(
            card(size),
            _bone("ilium", _ILIUM, "hip bone", moving["ilium"], "ghost"),
            _femoral_heads(),
            *(shape("path", class_="disc", data_line=f"disc-{name}", d=moving[f"disc-{name}"]) for name in SHARES),
            _bone("sacrum", _SACRUM, "sacrum", moving["sacrum"]),
            *(_bone(name, _VERTEBRA, f"body of {name}", moving[name]) for name in SHARES),
            *(shape("path", class_=f"line {name}", data_line=name, d=moving[name]) for name in lines),
            *_angles({"PT": pt, "SS": pi - pt, "PI": pi, "LL": ll}, moving, spots(pi, pt, ll)),
            written,
        ),
        size=size,
        role="group",
    )


def _bone(name: str, ring: tuple[Point, ...], said: str, matrix: str, kind: str = "bone") -> Shape:
    """Return a bone, drawn in its own frame, where its matrix puts it; a vertebra has its name upon it."""
    outline = shape("path", class_=kind, d=_own(ring))
    label = svg.text(name, 0, 4, "on") if name in SHARES else None
    return shape("g", outline, label, data_part=name, role="img", aria_label=said, transform=matrix)


def _femoral_heads() -> Shape:
    """Return both femoral heads, of which one hides a little of the other, and the point in the middle between them."""
    x, y = ORIGIN
    radius = f"{_HEAD * SCALE:.1f}"
    return shape(
        "g",
        shape("circle", class_="bone", cx=svg.number(x - 5), cy=svg.number(y - 3), r=radius),
        shape("circle", class_="bone", cx=svg.number(x + 4), cy=svg.number(y + 2), r=radius),
        shape("circle", class_="dot", cx=f"{x:g}", cy=f"{y:g}", r="2.5"),
        data_part="femoral-heads",
        role="img",
        aria_label="femoral heads",
    )


def _angles(degrees: Mapping[str, float], paths: Mapping[str, str], places: Mapping[str, Point]) -> list[Shape]:
    """Return each angle as a slice of a circle with its name and degrees."""
    return [
        shape(
            "g",
            shape("path", class_=f"angle {name}", data_line=name, d=paths[name]),
            svg.text(f"{name} {value:g}°", *places[name], "value"),
            data_part=name,
            role="img",
            aria_label=f"{NAMES[name]}, {value:g} degrees",
        )
        for name, value in degrees.items()
    ]


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{legible(WIDTH)}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.side{fill:var(--muted)}"
    "&.bone{fill:var(--bone);stroke:var(--bone-edge);stroke-width:1.2}"
    "&.ghost{fill:var(--ghost);stroke:var(--ghost-edge);stroke-width:1}"
    "&.disc{fill:var(--cartilage);stroke:var(--cartilage-edge);stroke-width:.8}"
    "&.dot{fill:var(--ink)}"
    "&text.on{fill:var(--bone-ink);text-anchor:middle}"
    "&.line{fill:none;stroke:var(--ink);stroke-width:1.3}"
    "&.plumb,&.level{stroke-dasharray:2 3}"
    "&.normal{stroke-dasharray:7 3}"
    "&.angle{stroke:var(--outline);stroke-width:1.2;fill-opacity:.62}"
    "&.PT{fill:#D55E00}&.SS{fill:#56B4E9}&.PI{fill:#F0E442}"
    "&.angle.LL{fill:none;stroke:var(--ink);stroke-dasharray:1 3;stroke-width:1.6;stroke-linecap:round}"
    "&text.value{font-size:13px;font-weight:700;text-anchor:middle;stroke:var(--card);stroke-width:3.4;paint-order:stroke}"
)
