"""A screw in a pedicle, in section from above: how much bone is left beside it where the pedicle is narrowest, and what lies
there.

Widths are means of published series. That the narrowest place lies so far in from the entry, about which the screw turns, is a
model; the words say so.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict

from spine_edu import data
from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme, tissue_colours
from spine_edu.figures.drawing.frame import Drawing, card, legible, rules
from spine_edu.figures.drawing.labels import width_of
from spine_edu.figures.drawing.picture import Picture
from spine_edu.steady import steady
from spine_edu.text.markup import Shape, shape
from spine_edu.text.quoting import did_you_mean, shown

LIMITS = {"diameter": (2.5, 9.0), "tilt": (-20.0, 20.0)}  # millimeters; degrees, positive toward the midline
STEPS = {"diameter": 0.5, "tilt": 2.0}
LEVER = 14  # millimeters from where the screw enters the bone to the narrowest place
WANTED = 1  # millimeter of bone that the surgeon of the lesson wants on each side
BESIDE = {
    "thoracic": ("the spinal cord in its dural sac", "the head of the rib"),
    "lumbar": ("the dural sac with the roots of the cauda equina", "the psoas muscle"),
}
"""What lies toward the midline and outside of a pedicle [openstax-anatomy]."""
NAMED = {"thoracic": ("cord in its sac", "head of the rib"), "lumbar": ("dural sac", "psoas muscle")}
"""The same, as it is named on the picture."""

WIDTH, HEIGHT, SCALE, ORIGIN = 360, 412, 7, (180.0, 326.0)  # where the screw enters
_LETTERS = legible(WIDTH) + 1  # it stands in a card, which takes a tenth of a phone's width


@dataclass(frozen=True, slots=True)
class Pedicle:
    """The mean width of one vertebra's pedicles in millimeters, and whom it was measured in."""

    vertebra: str
    width: float
    population: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.vertebra} ({self.population})"

    @property
    def region(self) -> str:
        return "thoracic" if self.vertebra.startswith("T") else "lumbar"


@functools.cache
def pedicles() -> Mapping[str, Pedicle]:
    """Return the pedicles that were measured, by name, from above downward.

    >>> [pedicle.width for name, pedicle in pedicles().items() if name.startswith("T5")]
    [3.8, 4.4]
    """
    rows = (row for row in data.table("by_bone", "evidence") if row["measure"] == "pedicle width")
    told = (Pedicle(row["event"], float(row["estimate"]), row["population"], row["source"]) for row in rows)
    return {pedicle.name: pedicle for pedicle in told}


def pedicle_of(vertebra: str) -> Pedicle:
    """Return a pedicle by its name or, of several of one vertebra, the first; raise FigureError with those there are."""
    found = [pedicle for name, pedicle in pedicles().items() if vertebra in (name, pedicle.vertebra)]
    if not found:
        known = list(dict.fromkeys(pedicle.vertebra for pedicle in pedicles().values()))
        raise FigureError(
            f"There is no measured pedicle of {shown(vertebra)}; "
            + (did_you_mean(vertebra, known) or f"there are {', '.join(known)}.")
        )
    return found[0]


def within(name: str, value: float) -> float:
    """Return a diameter or a tilt as it was given; raise FigureError for one that the figure does not reach."""
    low, high = LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        unit = "millimeters" if name == "diameter" else "degrees"
        raise FigureError(f"A {name} of {shown(value)} cannot be drawn: it runs from {low:g} to {high:g} {unit} here.")
    return float(value)


def margins(width: float, diameter: float, tilt: float) -> tuple[float, float]:
    """Return how much bone is left toward the midline and outside, in millimeters; less than nothing where the screw breaks out.

    >>> margins(9.3, 5.5, 0), margins(9.3, 5.5, 10)
    ((1.9, 1.9), (-0.6, 4.3))
    """
    aside, half = LEVER * math.tan(math.radians(tilt)), diameter / 2 / math.cos(math.radians(tilt))
    return _tenth(width / 2 - aside - half), _tenth(width / 2 + aside - half)


def describe(pedicle: Pedicle, diameter: float, tilt: float) -> str:
    """Say how the screw lies, how much bone is left on either side or what it meets there, and what that is worth."""
    way = "along the axis" if tilt == 0 else f"turned {abs(tilt):g}° {'toward the midline' if tilt > 0 else 'outward'}"
    sides = margins(pedicle.width, diameter, tilt)
    said = [
        f"{pedicle.vertebra}, pedicle {pedicle.width:g} mm wide on average ({pedicle.population})",
        f"A screw of {diameter:g} mm, {way}",
        *(
            _side(*row)
            for row in zip(("Toward the midline", "Outside"), ("medial", "lateral"), sides, BESIDE[pedicle.region], strict=True)
        ),
    ]
    if min(sides) >= WANTED:
        said.append(f"The {WANTED} mm that the surgeon wants is kept on both sides")
    elif min(sides) >= 0:
        said.append(f"Inside the bone, but with less than the {WANTED} mm that the surgeon wants")
    else:
        said.append("A breach under 2 mm is usually accepted as safe; nobody plans one")
    return (
        ". ".join(said)
        + f". A model: the narrowest place lies {LEVER} mm in from the entry, and many patients are narrower than the mean."
    )


def _side(side: str, breach: str, margin: float, neighbor: str) -> str:
    if margin >= 0:
        return f"{side} {margin:g} mm of bone are left"
    return f"{side} a {breach} breach of {-margin:g} mm, where {neighbor} lies"


def label(margin: float) -> str:
    """Return what stands below one side of the drawing.

    >>> label(0.4), label(-0.6)
    ('0.4 mm remain', '✕ 0.6 mm out')
    """
    return f"{margin:g} mm remain" if margin >= 0 else f"✕ {-margin:g} mm out"


def _tenth(value: float) -> float:
    """Round to a tenth as the browser does, halves up."""
    return math.floor(steady(value * 10) + 0.5) / 10 + 0.0


def screw_in_pedicle(vertebra: str = "T5", diameter: float = 4.0, tilt: float = 0.0) -> Picture:
    """Draw a screw in the pedicle of a vertebra; `tilt` is in degrees, positive toward the midline.

    >>> "a medial breach of 0.8 mm, where the spinal cord" in screw_in_pedicle("T5", 3.5, 4).words
    True
    """
    pedicle = pedicle_of(vertebra)
    drawing = _drawing(pedicle, within("diameter", diameter), within("tilt", tilt))
    return Picture(name=drawing.title, words=drawing.words, drawing=drawing, width=460)


class ScrewPedicle(TypedDict):
    """A pedicle for the browser."""

    vertebra: str
    width: float
    population: str
    region: str


class ScrewTable(TypedDict):
    """Pedicles by name; limits and steps of the sliders; lever and wanted margin in millimeters; what lies beside, by region."""

    pedicles: dict[str, ScrewPedicle]
    limits: dict[str, tuple[float, float]]
    steps: dict[str, float]
    lever: int
    wanted: int
    beside: dict[str, tuple[str, str]]


def table() -> ScrewTable:
    """Return what a script needs to measure, draw and say the same."""
    told: dict[str, ScrewPedicle] = {
        name: {"vertebra": p.vertebra, "width": p.width, "population": p.population, "region": p.region}
        for name, p in pedicles().items()
    }
    return {
        "pedicles": told,
        "limits": dict(LIMITS),
        "steps": dict(STEPS),
        "lever": LEVER,
        "wanted": WANTED,
        "beside": dict(BESIDE),
    }


def _drawing(pedicle: Pedicle, diameter: float, tilt: float) -> Drawing:
    """Return the section: bone, what lies on either side pushed as far apart as the pedicle is wide, the screw, the margins."""
    words, size = f"{describe(pedicle, diameter, tilt)} [{pedicle.source}]", (WIDTH, HEIGHT)
    mark = theme.mark_of("screw", words)
    inner, outer = margins(pedicle.width, diameter, tilt)
    bone = shape("path", class_="bone", d="M-25 6Q-20 2-16 4L16 4Q20 2 25 6L25-36Q12-41 0-41Q-12-41-25-36Z")
    scene = svg.group(
        (bone, _beside("inner", 1, pedicle, inner), _beside("outer", -1, pedicle, outer), _screw(diameter, tilt)),
        transform=f"translate({ORIGIN[0]:g} {ORIGIN[1]:g})scale({SCALE})",
        clip_path=f"url(#{mark}-in)",
    )
    clip = shape("clipPath", shape("rect", x=-24, y=-40, width=48, height=46), id=f"{mark}-in")
    written = (
        svg.text("front", WIDTH / 2, 40, "side", text_anchor="middle"),
        svg.text("back", WIDTH / 2, 402, "side", text_anchor="middle"),
        svg.text("outside", 14, 385, "side"),
        svg.text("toward the midline", WIDTH - 14, 385, "side", text_anchor="end"),
        svg.text(label(outer), 14, 402, _kind(outer), data_part="outer-told"),
        svg.text(label(inner), WIDTH - 14, 402, _kind(inner), text_anchor="end", data_part="inner-told"),
    )
    return Drawing(
        mark=mark,
        title="A screw in a pedicle, in section",
        words=words,
        style=theme.colours_css(f".{mark}", tissue_colours.LIGHT, tissue_colours.DARK) + rules(mark, _STYLE),
        defs=(clip,),
        body=(
            card(size),
            svg.text("Pedicle in section, from above", 14, 20, "name"),
            svg.group((scene, *_names()), data_region=pedicle.region, data_part="section"),
            *written,
        ),
        size=size,
        letters=_LETTERS,
    )


def _kind(margin: float) -> str:
    return "told" if margin >= 0 else "told out"


def _names() -> Iterator[Shape]:
    """Name the canal, and what lies on either side of the pedicles of each region; the region shows its own."""
    top, low = ORIGIN[1] - 23 * SCALE, ORIGIN[1] - 7 * SCALE
    yield from _name("spinal canal", WIDTH - 16, top, "end")
    for region, (medial, lateral) in NAMED.items():
        yield svg.group((*_name(medial, WIDTH - 16, low, "end"), *_name(lateral, 16, low, "start")), class_=region)


def _name(words: str, x: float, y: float, anchor: Literal["start", "end"]) -> tuple[Shape, Shape]:
    """A name on a plain chip that begins, or ends, at x."""
    wide = width_of(words, _LETTERS) + 12
    place = {"x": svg.number(x if anchor == "start" else x - wide), "y": svg.number(y - 9), "width": svg.number(wide)}
    inside = x + (6 if anchor == "start" else -6)
    return shape("rect", class_="chip", **place, height=18, rx=9), svg.text(words, inside, y + 4, "chip-name", text_anchor=anchor)


def _beside(key: str, side: int, pedicle: Pedicle, margin: float) -> Shape:
    """Draw what lies on one side (1: toward the midline), where the wall of the pedicle is."""
    hollow = shape("path", class_="wall", d=f"M{5 * side}-23Q0-19 0-14Q0-9 {5 * side}-5L{40 * side}-5V-23Z")
    if side > 0:
        sac = (
            shape("ellipse", class_="sac", cx=12, cy=-14, rx=8.5, ry=7),
            shape("ellipse", class_="cord thoracic", cx=12, cy=-14, rx=4.6, ry=3.4),
        )
        roots = (shape("circle", class_="cord lumbar", cx=x, cy=y, r=1.3) for x, y in ((8, -15), (11, -11), (12, -17), (15, -13)))
        drawn = [*sac, *roots]
    else:
        rib = shape("path", class_="rib thoracic", d="M-4-16Q-5-21-11-20L-30-14V-7L-11-10Q-5-11-4-16Z")
        drawn = [rib, shape("ellipse", class_="muscle lumbar", cx=-15, cy=-16, rx=11, ry=8)]
    shift = svg.number(side * pedicle.width / 2)
    return svg.group(
        (hollow, *drawn), data_part=key, class_="beside hit" if margin < 0 else "beside", transform=f"translate({shift} 0)"
    )


def _screw(diameter: float, tilt: float) -> Shape:
    """Draw the screw about its entry: shank, thread and head."""
    half = diameter / 2
    shank = shape("rect", class_="shank", data_part="shank", x=f"{-half:g}", y=-35, width=f"{diameter:g}", height=36, rx="1.2")
    thread = shape("path", class_="thread", d="".join(f"M-1.2 {-33 + 3 * n}l2.4 1" for n in range(11)))
    head = shape("rect", class_="shank", x="-3.6", y=1, width="7.2", height="4.5", rx=1)
    return svg.group((shank, thread, head), data_part="screw", transform=f"rotate({tilt:g})")


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{_LETTERS}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.name{font-size:13.5px;font-weight:600}"
    "&.side{fill:var(--muted)}"
    "&.told{font-size:13px;font-weight:600}"
    "&.out{fill:var(--accent);font-weight:700}"
    f"&.chip{{fill:{theme.CHIP}}}"
    f"&.chip-name{{fill:{theme.CHIP_INK}}}"
    "&.bone,&.rib{fill:var(--bone);stroke:var(--bone-edge);stroke-width:.25}"
    "&.wall{fill:var(--card);stroke:var(--bone-edge);stroke-width:.45}"
    "&.sac{fill:var(--sac);stroke:var(--sac-edge);stroke-width:.25}"
    "&.cord{fill:var(--nerve);stroke:var(--nerve-edge);stroke-width:.25}"
    "&.muscle{fill:var(--muscle);stroke:var(--muscle-edge);stroke-width:.25}"
    "&[data-region=thoracic] .lumbar,&[data-region=lumbar] .thoracic{visibility:hidden}"
    "&.hit .wall{stroke:var(--accent);stroke-width:.9;stroke-dasharray:1.6 .8}"
    "&.shank{fill:var(--metal);fill-opacity:.86;stroke:var(--metal-edge);stroke-width:.3}"
    "&.thread{fill:none;stroke:var(--metal-edge);stroke-width:.35}"
)
