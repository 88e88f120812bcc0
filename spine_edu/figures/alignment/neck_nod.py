"""What a neck keeps of its nod when joints are fused: the degrees of one published series, added up joint by joint.

Only bending forward and back was measured there, and not at C1-C2. What a fused C1-C2 costs is turning, told from another study.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import TypedDict

from spine_edu import data
from spine_edu.anatomy import joint_named, joints_in
from spine_edu.errors import FigureError
from spine_edu.figures.alignment.column_bend import stand
from spine_edu.figures.alignment.profile_angles import BonePlace
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card, legible, rules
from spine_edu.figures.drawing.outlines import side_ring
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.text.markup import Shape, shape
from spine_edu.text.quoting import shown

JOINTS = tuple(joint.name for joint in joints_in("O-T1"))
TURNED, TURNED_AFTER = 80, 36  # degrees from side to side, 19 patients before and after C1-C2 was fixed [sugimoto2010]
WIDTH, HEIGHT, SCALE, LEFT, PER_DEGREE = 400, 312, 1.3, 232, 4.6
_BAR, _BAR_Y = 384, 274
_BONES = ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "T1", "T2")  # the last is not drawn: it shows where T1-T2 is


@functools.cache
def degrees() -> Mapping[str, float]:
    """Return how far each measured joint of the neck bends forward and back together, in degrees.

    >>> degrees()["C4-C5"], "C1-C2" in degrees()
    (23.0, False)
    """
    rows = data.table("by_joint", "evidence")
    return {row["event"]: float(row["estimate"]) for row in rows if row["measure"] == "motion of the neck"}


def left(fused: Collection[str]) -> float:
    """Return the degrees that are left of the nod, if the other joints give no more than before.

    >>> left(()), left(["C3-C4", "C4-C5", "C5-C6"])
    (118.0, 60.6)
    """
    return round(sum(value for joint, value in degrees().items() if joint not in fused), 1)


def neck_motion(*fused: str) -> Picture:
    """Draw the neck with these joints fused, a bar of degrees for each joint, and what is left in all.

    >>> neck_motion("C5-C6").words.split(". ")[0]
    'Fused: C5-C6'
    """
    chosen = joints_of(*fused)
    drawing = _drawing(chosen, "What is left of the nod", describe(chosen))
    return Picture(name=drawing.title, words=drawing.words, drawing=drawing, width=460)


def joints_of(*fused: str) -> list[str]:
    """Return joints of the neck by their names, cranial first; raise UnknownJoint or FigureError for what is none.

    >>> joints_of("C5/6", "C3-C4")
    ['C3-C4', 'C5-C6']
    """
    named = [joint_named(joint).name for joint in fused]
    beyond = [joint for joint in named if joint not in JOINTS]
    if beyond:
        raise FigureError(f"{shown(beyond[0])} is no joint of this figure. Joints: {', '.join(JOINTS)}.")
    return [joint for joint in JOINTS if joint in named]


def describe(fused: Collection[str]) -> str:
    """Say which joints are fused, what is left of bending forward and back, and what of turning if C1-C2 is among them."""
    whole, rest = left(()), left(fused)
    said = [f"Fused: {', '.join(called(joint) for joint in JOINTS if joint in fused)}" if fused else "No joint is fused"]
    said.append(
        f"Of {whole:g} degrees forward and back, {rest:g} are left: {round(100 * rest / whole)} of 100, "
        "if the other joints give no more than before (means of a series of 1975)"
        if fused
        else f"The measured joints bend forward and back by {whole:g} degrees in all (means of a series of 1975)"
    )
    said.append("C1-C2 was not measured there")
    if "C1-C2" in fused:
        said.append(
            f"It is the joint that turns: when it was fixed, {TURNED_AFTER} of {TURNED} degrees of turning were left "
            "in 19 patients with rheumatoid arthritis"
        )
    return ". ".join(said) + ". Sums of means, and no patient's neck."


def called(joint: str) -> str:
    """Return what the figure calls a joint; the O of O-C1 would be read as a number."""
    return joint.replace("O-", "skull-")


class NeckTable(TypedDict):
    """The joints of the neck, what they are called, and the degrees of each; the turn of C1-C2 before and after; the page."""

    joints: list[str]
    called: dict[str, str]
    degrees: dict[str, float]
    turned: tuple[int, int]
    bar: float


def table() -> NeckTable:
    """Return what a script needs to count and to say the same."""
    return {
        "joints": list(JOINTS),
        "called": {joint: called(joint) for joint in JOINTS},
        "degrees": dict(degrees()),
        "turned": (TURNED, TURNED_AFTER),
        "bar": _BAR,
    }


def _drawing(fused: Collection[str], name: str, words: str) -> Drawing:
    """Return the neck from its side, a row for each joint, and the bar of what is left in all."""
    mark = theme.mark_of("nod", words)
    places = stand(13, 40, 50)
    foot = places["T1"]
    spot = {bone: _on_page((places[bone].x, places[bone].y), foot) for bone in _BONES}
    bones = ([_on_page(places[bone](px, py), foot) for px, py in side_ring(bone)] for bone in _BONES[:-1])
    x, y = spot["C1"]
    above = {"C1": (x + 2, y - 26), **{low: spot[up] for up, low in pairwise(_BONES)}}
    between = (((above[bone][0] + spot[bone][0]) / 2, (above[bone][1] + spot[bone][1]) / 2) for bone in _BONES)
    rest, size = left(fused), (WIDTH, HEIGHT)
    bar = {"x": 8, "y": _BAR_Y}
    return Drawing(
        mark=mark,
        title=name,
        words=words,
        style=theme.colours_css(f".{mark}") + rules(mark, _STYLE),
        body=(
            card(size),
            svg.text("skull", x - 4, 20, "small", text_anchor="middle"),
            shape("path", class_="skull", d=svg.curve([(x - 62, 26), (x - 40, 44), (x + 4, 36), (x + 40, 48), (x + 62, 26)])),
            *(shape("path", class_="bone", d=svg.soft(ring)) for ring in bones),
            *(_row(joint, at, joint in fused) for joint, at in zip(JOINTS, between, strict=False)),
            svg.text(_sum_in_words(rest), 8, _BAR_Y - 8, "sum", data_part="sum"),
            shape("rect", class_="lost", **bar, width=_BAR, height=16, rx=3),
            shape("rect", class_="left", data_part="left", **bar, width=svg.number(_BAR * rest / left(())), height=16, rx=3),
            svg.text("forward and back, added up; schematic", 8, HEIGHT - 8, "small"),
        ),
        size=size,
    )


def _row(joint: str, at: Point, fused: bool) -> Shape:
    """One joint: its bridge of bone, its name, its bar of degrees, and what it gives."""
    x, y = at
    value = degrees().get(joint)
    wide = svg.number((value or 4) * PER_DEGREE)
    end = LEFT + float(wide) + 6
    return shape(
        "g",
        shape("path", class_="lead", d=f"M{svg.number(x + 12)} {svg.number(y)}H164"),
        shape("rect", class_="bridge", x=svg.number(x - 6), y=svg.number(y - 9), width=13, height=18, rx=4),
        svg.text(called(joint), 168, y + 4, "joint"),
        shape("rect", class_="bar" if value else "bar untold", x=LEFT, y=svg.number(y - 7), width=wide, height=14, rx=3),
        svg.text("fused", end, y + 4, "when-fused"),
        svg.text(f"{value:g}°" if value else "not measured", end, y + 4, "when-free"),
        data_joint=joint,
        data_fused=str(fused).lower(),
    )


def _sum_in_words(rest: float) -> str:
    return f"{rest:g} of {left(()):g} degrees left"


def _on_page(point: Point, foot: BonePlace) -> Point:
    x, y = point
    return 77 + (x - foot.x) * SCALE, 232 - (y - foot.y) * SCALE


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{legible(WIDTH)}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.bone{fill:var(--bone);stroke:var(--bone-edge);stroke-width:1}"
    "&.skull{fill:none;stroke:var(--bone-edge);stroke-width:2}"
    "&.small{fill:var(--muted)}"
    "&.sum{font-size:15px;font-weight:700}"
    "&.joint{font-weight:600}"
    "&.lead{fill:none;stroke:var(--line);stroke-width:1}"
    "&.bar,&.left{fill:var(--accent)}"
    "&.untold{fill:none;stroke:var(--muted);stroke-dasharray:2 3}"
    "&.lost{fill:none;stroke:var(--muted);stroke-dasharray:4 3}"
    "&.bridge{fill:#0072B2;stroke:var(--ink);stroke-width:1.2;visibility:hidden}"
    "&[data-fused=true] .bridge{visibility:visible}"
    "&[data-fused=true] .bar{fill:none;stroke:var(--muted);stroke-dasharray:4 3}"
    "&.when-fused{font-weight:600;visibility:hidden}"
    "&[data-fused=true] .when-fused{visibility:visible}"
    "&[data-fused=true] .when-free{visibility:hidden}"
)
