"""Four schematic CT slices through a fused joint, to be graded: bridged, not bridged, or hidden.

Each is a sagittal slice beside the midline, through pedicles and screws. The words say what is seen and leave the verdict to the
reader; `marked` points to the place that decides and says the verdict.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, rules
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.text.markup import Shape, shape
from spine_edu.text.quoting import shown

WIDTH, HEIGHT = 360, 320
Verdict = Literal["bridged", "not bridged", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice: what is seen, what it means, and where to look."""

    seen: str
    verdict: Verdict
    why: str
    look: Point  # where the pointer of the marked slice ends


SLICES: tuple[Slice, ...] = (
    Slice(
        "A gray band with the grain of bone runs through the cage from end-plate to end-plate without a break. "
        "In its width the end-plates can no longer be told from it.",
        "bridged",
        "Follow the grain with a finger: it leads from one body into the other.",
        (160, 146),
    ),
    Slice(
        "Bone lies in the cage above and below. Between the two a dark line crosses the whole cage. "
        "The end-plates are thick and white. A dark rim surrounds the lower screw.",
        "not bridged",
        "A line that runs right across is a gap, however much bone lies on its two sides. The rim says that the screw moves.",
        (160, 147),
    ),
    Slice(
        "A block of metal fills the disc space. "
        "White and black streaks spread from it over both end-plates and all that lies between.",
        "cannot tell",
        "What is covered cannot be graded, and no gap seen is no bridge seen. "
        "Ask for another plane, another slice, another test.",
        (246, 140),
    ),
    Slice(
        "Six separate chips lie in the cage, with dark between them and before both end-plates. "
        "In front a beak grows from either body toward the other; a narrow dark gap is left between their tips.",
        "not bridged",
        "Chips that touch nothing are graft and no bridge, and two beaks that almost meet are still two.",
        (52, 146),
    ),
)


def ct_slice(number: int, marked: bool = False) -> Picture:
    """Draw one of the four slices; `marked` points to what decides and says the verdict.

    >>> ct_slice(2).words.split(". ")[1]
    'Between the two a dark line crosses the whole cage'
    >>> "Not bridged." in ct_slice(2, marked=True).words
    True
    """
    if number not in range(1, len(SLICES) + 1):
        raise FigureError(f"There is no slice {shown(number)}. Slices: 1 to {len(SLICES)}.")
    one = SLICES[number - 1]
    name = f"Slice {number}: {one.verdict}. {one.why.partition('. ')[0].rstrip('.')}" if marked else f"Slice {number}"
    told = f"{one.seen} {one.verdict.capitalize()}. {one.why}" if marked else one.seen
    words = f"{told} L4 and L5 in a slice beside the midline; front on the left. Schematic, no patient's image."
    return Picture(name=name, words=words, drawing=_drawing(number, words, name, marked), width=420)


def _drawing(number: int, words: str, name: str, marked: bool) -> Drawing:
    """Return a slice, numbered from 1: bone, what the joint is like, metal over both, and the pointer to what decides."""
    mark = theme.mark_of("ct", words)
    return Drawing(
        mark=mark,
        title=name,
        words=words,
        style=rules(mark, _STYLE),
        defs=(_grain(mark),),
        body=(
            shape("rect", class_="air", width=WIDTH, height=HEIGHT, rx=10),
            *(_beaks(mark) if number == 4 else ()),
            *_bone(mark, _UPPER_BODY, _LOWER_BODY),
            *_JOINTS[number - 1](mark),
            *((shape("path", class_="halo", d="M322 242L118 222"),) if number == 2 else ()),
            shape("path", class_="screw", d="M322 66L112 84"),
            shape("path", class_="screw", d="M322 242L118 222"),
            shape("path", class_="head", d="M318 54V80M318 228V254"),
            shape("path", class_="rod", d="M334 52V256"),
            *(_pointer(SLICES[number - 1].look) if marked else ()),
            svg.text("◂ front", 12, HEIGHT - 12, "side"),
            svg.text("back ▸", WIDTH - 12, HEIGHT - 12, "side", text_anchor="end"),
            svg.text("L4", 92, 52, "bone-name"),
            svg.text("L5", 92, 268, "bone-name"),
        ),
        size=(WIDTH, HEIGHT),
        letters=_LETTERS,
    )


_UPPER_BODY: Sequence[Point] = (  # with its pedicle; a corner that is firm stands twice
    *((72, 22), (72, 22), (250, 20), (250, 20), (244, 46), (300, 52), (304, 84), (246, 86)),
    *((252, 118), (252, 118), (162, 113), (70, 118), (70, 118), (80, 70)),
)
_LOWER_BODY: Sequence[Point] = (
    *((70, 176), (70, 176), (162, 181), (252, 176), (252, 176), (246, 206), (300, 212), (304, 258)),
    *((246, 252), (248, 286), (248, 286), (74, 288), (74, 288), (80, 232)),
)


def _grain(mark: str) -> Shape:
    """The pattern of bone inside: marrow between fine beams."""
    beams = shape("path", d="M1 9L3 4L2 0M6 9L5 5L8 0M9 9L10 5", fill="none", stroke="#A4ABB2", stroke_width="1.1")
    marrow = shape("rect", width=11, height=9, fill="#6C737A")
    return shape("pattern", marrow, beams, id=f"{mark}-grain", width=11, height=9, patternUnits="userSpaceOnUse")


def _grainy(mark: str, ring: Sequence[Point], kind: str | None = None) -> Shape:
    return shape("path", class_=kind, style=f"fill:url(#{mark}-grain)", d=svg.soft(ring))


def _bone(mark: str, *rings: Sequence[Point]) -> list[Shape]:
    """Bone with a white rim around its marrow."""
    return [_grainy(mark, ring, "bone") for ring in rings]


def _pointer(look: Point) -> tuple[Shape, Shape]:
    x, y = look
    arrow = shape("path", class_="pointer", d=f"M14 {y - 44}L{x - 6} {y - 2}")
    return arrow, shape("circle", class_="ring", cx=x, cy=y, r=11)


def _bridge(mark: str) -> list[Shape]:
    """Grain from body to body, wide enough to take the end-plates with it."""
    right = ((204, 104), (204, 104), (198, 147), (206, 190), (206, 190))
    left = ((120, 190), (120, 190), (128, 147))
    return [_grainy(mark, ((122, 104), (122, 104), *right, *left)), *_markers()]


def _line(mark: str) -> list[Shape]:
    """Bone on both sides of a dark line; the end-plates are white and thick, a sign of a joint that moves."""
    upper = [(118, 117), (118, 117), (208, 117), (208, 117), (204, 139), (182, 142), (160, 137), (138, 143), (120, 139)]
    lower = [(118, 178), (118, 178), (208, 178), (208, 178), (206, 152), (184, 154), (160, 149), (138, 155), (120, 151)]
    plates = shape("path", class_="plate", d="M78 119Q162 113 246 119M78 175Q162 181 246 175")
    return [_grainy(mark, upper), _grainy(mark, lower), plates, *_markers()]


def _metal(mark: str) -> list[Shape]:
    """A block of metal, and its streaks over everything near: alternately white and black, the longest along the gap."""
    rays = []
    for turn in range(26):
        angle = math.radians(turn * 360 / 26 + 4)
        x, y = math.cos(angle), math.sin(angle)
        far, wide = 78 + 92 * x * x + 9 * (turn * 7 % 4), 5 + 5 * x * x + turn * 5 % 3
        ends = [(162 + far * x - wide * y, 147 + far * y + wide * x), (162 + far * x + wide * y, 147 + far * y - wide * x)]
        rays.append(shape("path", class_="light" if turn % 2 else "dark", d=svg.line([(162, 147), *ends]) + "Z"))
    return [
        shape("defs", shape("filter", shape("feGaussianBlur", stdDeviation="1.6"), id=f"{mark}-blur")),
        shape("g", *rays, filter=f"url(#{mark}-blur)"),
        shape("rect", class_="metal", x=112, y=120, width=100, height=54, rx=8),
    ]


def _chips(mark: str) -> list[Shape]:
    """Separate chips in the cage, none of them at a bone."""

    def ring(x: float, y: float, r: float) -> list[Point]:
        return [(x - r, y - 2), (x, y - r), (x + r, y - 1), (x + r - 2, y + r - 2), (x - 2, y + r), (x - r, y + 4)]

    places = [(134, 134, 8), (158, 142, 9), (186, 134, 8), (140, 160, 8), (168, 163, 7), (192, 158, 8)]
    return [*(_grainy(mark, ring(x, y, r), "chip") for x, y, r in places), *_markers()]


_JOINTS: Sequence[Callable[[str], list[Shape]]] = (_bridge, _line, _metal, _chips)
"""What lies between the bodies of each slice."""


def _beaks(mark: str) -> list[Shape]:
    """Two beaks in front, one from each body, that do not meet."""
    upper = [(100, 84), (100, 84), (62, 108), (47, 136), (48, 143), (60, 139), (76, 124), (100, 116), (100, 116)]
    return _bone(mark, upper, [(x, 294 - y) for x, y in upper])


def _markers() -> list[Shape]:
    """The cage itself is of plastic and dark; small metal beads show its ends."""
    walls = shape("path", class_="wall", d="M110 121V173M216 121V173")
    return [walls, *(shape("circle", class_="bead", cx=x, cy=y, r="3.4") for x in (110, 216) for y in (126, 168))]


_LETTERS = 13
_STYLE = (
    f"&text{{font-family:{theme.FONT};font-size:{_LETTERS}px;fill:#F2F4F5}}"
    "&.air{fill:#14181C}"
    "&.bone{stroke:#E9ECEE;stroke-width:3.2;stroke-linejoin:round}"
    "&.chip{stroke:#C3C9CE;stroke-width:1}"
    "&.plate{fill:none;stroke:#FFFFFF;stroke-width:7;stroke-linecap:round}"
    "&.wall{fill:none;stroke:#2C3238;stroke-width:7;stroke-linecap:round}"
    "&.bead,&.metal{fill:#FFFFFF}"
    "&.screw{fill:none;stroke:#FFFFFF;stroke-width:9;stroke-linecap:round}"
    "&.halo{fill:none;stroke:#0B0E11;stroke-width:19;stroke-linecap:round}"
    "&.head{fill:none;stroke:#FFFFFF;stroke-width:12;stroke-linecap:round}"
    "&.rod{fill:none;stroke:#FFFFFF;stroke-width:7;stroke-linecap:round}"
    "&.light{fill:#FFFFFF;fill-opacity:.62}"
    "&.dark{fill:#05070A;fill-opacity:.82}"
    "&.side{fill:#B8C0C7}"
    "&.bone-name{font-weight:700;paint-order:stroke;stroke:#14181C;stroke-width:4px}"
    "&.pointer{fill:none;stroke:#F0B463;stroke-width:3}"
    "&.ring{fill:none;stroke:#F0B463;stroke-width:3}"
)
