"""Vertebrae from their right side: the outline of the bone itself, cut into its parts along its landmarks.

Millimetres in the frame of the bone: x grows to the front, y down the page, 0 is the middle of the body.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spine_edu.figures.drawing.outlines import Ring, between, middle_of, side_ring
from spine_edu.figures.drawing.rings import clip
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse

FAR = 200.0


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the landmarks of a vertebra stand from the side, and the lines its parts are cut along."""

    wall: float  # x of the back wall of the body
    pedicle: Point
    pedicle_height: float
    entry: Point  # where a pedicle screw goes in
    upper: Point  # centres of the facets
    lower: Point
    upper_line: tuple[Point, Point]
    lower_line: tuple[Point, Point]
    arch: Point  # where canal ends and lamina begins, in the midline
    transverse: Point
    spinous: Point
    top: float  # y of the end-plates at the back wall
    bottom: float


@functools.cache
def marks_of(name: str) -> Marks:
    """Return the landmarks of a vertebra with a body and an arch, C3 to L5."""
    from spine_edu.geometry.body.landmarks import landmarks, wall  # numpy, only where a bone is drawn

    marks: Any = landmarks(name)

    def seen(point: Any) -> Point:
        return (-float(point[1]), -float(point[2]))

    def line(facet: Any) -> tuple[Point, Point]:
        half = facet.up * facet.height / 2
        return seen(facet.centre - half), seen(facet.centre + half)

    pedicle, upper, lower = marks.pedicles["right"], marks.upper_facets["right"], marks.lower_facets["right"]
    x, y, z = marks.canal.centre
    return Marks(
        wall=-wall(name),
        pedicle=seen(pedicle.isthmus),
        pedicle_height=pedicle.height,
        entry=seen(pedicle.entry),
        upper=seen(upper.centre),
        lower=seen(lower.centre),
        upper_line=line(upper),
        lower_line=line(lower),
        arch=seen((x, y + marks.canal.depth / 2, z)),
        transverse=seen(marks.transverse_tips["right"]),
        spinous=seen(marks.spinous_tip),
        top=-float(marks.upper_endplate.centre[2]),
        bottom=-float(marks.lower_endplate.centre[2]),
    )


def lumbar_side(name: str) -> list[PlatePart]:
    """Return the parts of a lumbar vertebra from its side, front to back."""
    m, cut = marks_of(name), _cutter(name)
    roof = m.pedicle[1] - m.pedicle_height * 0.46
    back, pars, front = m.arch[0] - 5, m.arch[0] - 0.6, m.entry[0] + 4.6
    floor = m.lower[1] - math.dist(*m.lower_line) * 0.42
    lintel = (m.pedicle[0] + m.wall) / 2, m.pedicle[1] + m.pedicle_height / 2
    return [
        PlatePart("body", "body", cut(left=m.wall), (0, 0), "in"),
        PlatePart("spinous", "spinous process", cut(right=back), between(m.arch, m.spinous, 0.7), "left"),
        PlatePart("lamina", "lamina",
            cut(left=back, right=pars, bottom=floor), ((back + pars) / 2, (m.arch[1] + floor) / 2), "left"),
        PlatePart("inferior-process", "inferior articular process",
            cut(left=back, right=front, top=floor), (m.lower[0] - 1, m.lower[1] + 2), "left"),
        PlatePart("pedicle", "pedicle", cut(left=front, right=m.wall, top=roof), (m.pedicle[0], m.pedicle[1]), "right"),
        PlatePart("superior-process", "superior articular process",
            cut(left=back, right=m.wall, bottom=roof), (m.upper[0] - 1, roof - 3), "right"),
        PlatePart("pars", "pars interarticularis",
            cut(left=pars, right=front, top=roof, bottom=floor), ((pars + front) / 2, (roof + floor) / 2 + 4), "left"),
        PlatePart("transverse", "transverse process, end on",
            (Stroke(ellipse(m.entry[0] + 2.4, m.transverse[1] + 1.6, 3.8, 3), "bone"),),
            (m.entry[0] + 1.4, m.transverse[1] + 1.4), "left"),
        PlatePart("notch", "inferior vertebral notch, for the nerve",
            (Stroke(((m.wall - 1, lintel[1] + 2.2), (m.wall - 6, lintel[1] + 0.8),
            (front - 1, floor - 2)), "nerve", "curve", 1.7),),
            (m.wall - 4, lintel[1] + 1.4), "right"),
    ]  # fmt: skip


def thoracic_side(name: str) -> list[PlatePart]:
    """Return the parts of a thoracic vertebra from its side; the last two have no facet for a rib on the transverse process."""
    m, cut = marks_of(name), _cutter(name)
    roof = m.pedicle[1] - m.pedicle_height * 0.44
    back, front = m.arch[0] - 1.5, m.entry[0] + 2.6
    floor = m.lower[1] - math.dist(*m.lower_line) * 0.4
    eaves = min(m.transverse[1] + 4, m.arch[1])
    wing = cut(left=m.transverse[0] - 7, right=back, bottom=eaves)
    if m.transverse[0] > back - 4 and name not in ("T11", "T12"):  # seen end on, before the lamina
        eaves, wing = -FAR, (Stroke(ellipse(*m.transverse, 4, 3.4), "bone"),)
    parts = [
        PlatePart("body", "body", cut(left=m.wall), (1, 0), "in"),
        PlatePart("spinous", "spinous process", cut(right=back, top=eaves), between(m.arch, m.spinous, 0.6), "left"),
        PlatePart("lamina", "lamina",
            cut(left=back, right=front, top=roof, bottom=floor), ((back + front) / 2, (m.arch[1] + floor) / 2), "left"),
        PlatePart("inferior-process", "inferior articular process",
            cut(left=back, right=m.wall - 3, top=floor), (m.lower[0] - 0.6, m.lower[1] + 1), "right"),
        PlatePart("pedicle", "pedicle",
            cut(left=front, right=m.wall, top=roof, bottom=m.bottom - 1), (m.pedicle[0], m.pedicle[1]), "right"),
        PlatePart("superior-process", "superior articular process",
            cut(left=back, right=m.wall, bottom=roof), (m.upper[0] + 1.6, m.upper[1] + 0.6), "right"),
        PlatePart("transverse", "transverse process", wing, middle_of(wing[0].points), "left"),
        PlatePart("upper-rib-facet", "upper facet for a rib",
            (Stroke(ellipse(m.wall + 2.4, m.top + 3, 2.6, 2.8), "cartilage"),), (m.wall + 2.8, m.top + 2.8), "right"),
        PlatePart("lower-rib-facet", "lower facet for a rib",
            (Stroke(ellipse(m.wall + 1.8, m.bottom - 2.2, 2.1, 1.9), "cartilage"),), (m.wall + 2, m.bottom - 2.2), "right"),
    ]  # fmt: skip
    if name in ("T11", "T12"):
        return [part for part in parts if part.key != "lower-rib-facet"]
    if name == "T10":
        parts = [part for part in parts if part.key != "lower-rib-facet"]
    spot = ellipse(m.transverse[0] + 2.2, m.transverse[1] + 0.6, 2.1, 2.6)
    return [
        *parts,
        PlatePart(
            "tubercle-facet",
            "facet for the tubercle of a rib",
            (Stroke(spot, "cartilage"),),
            (m.transverse[0] + 2, m.transverse[1] + 0.6),
            "left",
        ),
    ]


def cervical_side(name: str) -> list[PlatePart]:
    """Return the parts of a cervical vertebra from its side."""
    m, cut = marks_of(name), _cutter(name)
    back, arch = min(m.upper_line, key=lambda p: p[0])[0] - 1, m.arch[0] - 0.6
    lip = m.top + 0.2
    spine = "spinous process" if name == "C7" else "forked spinous process"
    tip = m.transverse
    groove = ((tip[0] - 4, tip[1] + 0.4), (tip[0], tip[1] - 0.6), (tip[0] + 3.4, tip[1] + 0.2))
    return [
        PlatePart("body", "body", cut(left=m.wall, top=lip), (2.4, 2.2), "in"),
        PlatePart("uncinate", "uncinate process", cut(left=m.wall, bottom=lip), (m.wall + 3.4, lip - 1), "right"),
        PlatePart("spinous", spine, cut(right=arch), between(m.arch, m.spinous, 0.6), "left"),
        PlatePart("lamina", "lamina", cut(left=arch, right=back), ((arch + back) / 2, m.arch[1] + 2), "left"),
        PlatePart("pillar", "lateral mass (articular pillar)",
            cut(left=back, right=m.wall), (m.entry[0] + 0.4, m.entry[1]), "right", "lateral mass"),
        PlatePart("upper-facet", "upper facet", (Stroke(_short(m.upper_line), "cartilage", "line", 1.2),), m.upper, "left"),
        PlatePart("lower-facet", "lower facet", (Stroke(_short(m.lower_line), "cartilage", "line", 1.2),), m.lower, "left"),
        PlatePart("transverse", "transverse process with the groove of the nerve",
            (Stroke(ellipse(tip[0] - 0.4, tip[1] + 0.4, 5.2, 2.6), "bone"), Stroke(groove, "nerve", "curve", 1.2)),
            (tip[0] + 2, tip[1] + 1.8), "right", "transverse process with groove"),
    ]  # fmt: skip


def whole_side(name: str) -> Stroke:
    """Return the whole outline of a vertebra from its right side."""
    return Stroke(_smooth(side_ring(name)), "bone", "firm")


def _cutter(name: str) -> Callable[..., tuple[Stroke, ...]]:
    """Return a function that cuts a box out of the outline of a bone."""
    ring = _smooth(side_ring(name))

    def cut(left: float = -FAR, right: float = FAR, top: float = -FAR, bottom: float = FAR) -> tuple[Stroke, ...]:
        cut_out = ring
        for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
            cut_out = clip(cut_out, axis, limit, sign)
        return (Stroke(cut_out, "bone", "firm"),)

    return cut


def _short(line: tuple[Point, Point]) -> tuple[Point, Point]:
    """The inner part of a line: of a facet, what is seen of it edge on."""
    return between(*line, 0.2), between(*line, 0.8)


def _smooth(ring: Ring) -> Ring:
    """Round the corners of an outline a little: each is replaced by two points near it (Chaikin), twice."""
    for _ in range(2):
        ring = tuple(
            (a[0] * k + b[0] * (1 - k), a[1] * k + b[1] * (1 - k))
            for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
            for k in (0.75, 0.25)
        )
    return ring
