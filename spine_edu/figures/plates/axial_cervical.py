"""The axial slice of the neck, as radiologists see it, from below: the artery in its foramen, and the ways of screws past it.

Millimetres from the middle of the body; x grows to the patient's left (right on the page), y to the back (down the page).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.axial_lumbar import EDGES
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import Band, PlatePart, Stroke, artery, both, ellipse, kidney, mirror
from spine_edu.geometry.body.measures import size

LATERAL_MASS_ANGLE = 30  # degrees to the side, modified Magerl [pal2011]
PEDICLE_ANGLE = 46  # degrees to the midline; means of 42 to 51 were measured from C3 to C7 [alsaleh2021]
MASS_START, PEDICLE_START = (18.4, 21.4), (-24.6, 19.4)


def axial_cervical() -> Picture:
    """Draw the axial slice through C5: the artery in its foramen, and the two ways a posterior screw can take past it.

    >>> "vertebral arteries in the transverse foramina" in axial_cervical().words
    True
    """
    plate = cervical_slice()
    return replace(
        plate,
        name=f"{plate.name}: where a posterior screw can go",
        bands=(
            Band(
                "lateral mass",
                "path of a lateral mass screw",
                (MASS_START, ahead(MASS_START, LATERAL_MASS_ANGLE, 13)),
                2.6,
                (21, 41),
            ),
            Band("pedicle", "path of a pedicle screw", (PEDICLE_START, ahead(PEDICLE_START, PEDICLE_ANGLE, 29)), 2.6, (-27, 31)),
        ),
        rows=(
            (
                "lateral mass",
                f"about {LATERAL_MASS_ANGLE}° to the side, away from artery and cord (picture: patient's left)",
            ),
            ("pedicle", "steeply to the midline, between artery and cord (picture: patient's right)"),
        ),
        notes=(
            f"The lateral mass screw points about {LATERAL_MASS_ANGLE} degrees to the side, away from artery and cord [pal2011]; "
            "the pedicle runs to the midline between artery and canal, at 42 to 51 degrees on average from C3 to C7 "
            "[alsaleh2021].",
            "In pooled series lateral mass screws hurt the artery less often than pedicle screws; "
            "for loosening no difference was shown [lms2013].",
            "The artery enters the transverse foramina at C6 in about 93% of sides [bruneau2006].",
            "At C5 the airway is the larynx and the gullet the pharynx; "
            "below the cricoid, at C6, they become trachea and esophagus [orthonet-neck].",
        ),
    ).draw()


def cervical_slice() -> Plate:
    """Return the plate of the C5 slice without any screw."""
    return Plate(
        name="C5, axial slice",
        parts=cervical_parts(),
        window=(-47, -44, 47, 56),
        lead="Axial slice through C5, seen from below: the patient's left is on the right of the picture.",
        edges=EDGES,
    )


def ahead(start: Point, degrees: float, length: float) -> Point:
    """Return where a path ends that runs forward from `start`, turned by `degrees` to the patient's left.

    >>> ahead((0, 0), 90, 10)[0]
    10.0
    """
    return (start[0] + length * math.sin(math.radians(degrees)), start[1] - length * math.cos(math.radians(degrees)))


def cervical_parts() -> tuple[PlatePart, ...]:
    """Return the structures of the C5 slice, deepest first; the lateral mass stands between the nerve's groove and the lamina."""
    wide, deep = size("C5", "endplate_width_lower") / 2, size("C5", "endplate_depth_lower") / 2
    half, roof = size("C5", "canal_width") / 2, deep + size("C5", "canal_depth")
    reach, tip = size("C5", "transverse_width") / 2, deep + size("C5", "spinous_reach")
    hole = (16.6, 1.6)
    front_bar = ((8, -2.4), (12, -4.8), (17, -4.6), (21.4, -2.8), (21.6, 0.6), (19, -1.6), (14, -2), (11, 0.6), (8, 1.6))
    rim = ((19.4, -2), (21.8, -3.2), (reach - 1.2, 3), (reach, 8.4), (24, 10.4), (20.4, 6.6), (20.8, 2))
    arch = (
        *((6, 6.4), (9.4, 2.6), (13, 4.4), (17, 6.6), (21, 8.2), (24.6, 10.4), (25.4, 15), (24.4, 20), (19.6, 22.6), (14, 22.2)),
        *(
            (7, 26.4),
            (2.4, 29),
            (0, 29.6),
            (0, roof),
            (3.4, roof - 1),
            (9, 18.6),
            (half + 0.2, 13.4),
            (half - 1.4, 9.6),
            (9, 8.2),
        ),
    )
    canal = (
        *((-half, 12.4), (-10, 8.4), (-5, 7), (0, 6.8), (5, 7), (10, 8.4), (half, 12.4), (10, 17.6), (4, 22.2), (0, roof - 0.6)),
        *((-4, 22.2), (-10, 17.6)),
    )
    fork = ((0, 26.6), (2.8, 28.4), (2.6, tip - 6), (6.4, tip + 0.4), (5.4, tip + 2), (2.4, tip - 0.6), (0, tip - 3))
    spine = (*fork, *mirror(fork[::-1]))
    return (
        PlatePart("neck-muscles", "posterior neck muscles", both(_NAPE, "muscle"), (-22, 37), "left"),
        PlatePart(
            "sternomastoid",
            "sternocleidomastoid muscles",
            both(ellipse(39, -14, 5, 13, 24), "muscle"),
            (-39.5, -9),
            "left",
            "sternomastoid muscles",
        ),
        PlatePart("longus", "longus colli muscles", both(ellipse(9, -10.6, 5.4, 2.7, 14), "muscle"), (-9, -10.6), "left"),
        PlatePart("airway", "airway: larynx, below C6 the trachea", _ring(0, -33, 9.4, 7.4), (0, -33), "in", "airway"),
        PlatePart(
            "gullet", "pharynx, below C6 the esophagus", (Stroke(ellipse(0, -19.6, 10, 3.1), "viscera"),), (6.4, -19.6), "right"
        ),
        PlatePart("sheath", "carotid sheaths", both((*_SHEATH, _SHEATH[0]), "", "line"), (-20.4, -22.4), "left"),
        PlatePart("carotid", "common carotid arteries", _two(artery(23, -17.4, 4)), (23.4, -18), "right"),
        PlatePart("jugular", "internal jugular veins", both(ellipse(30.6, -9.4, 5.4, 4.2, 30), "vein"), (31, -9.4), "right"),
        PlatePart("vagus", "vagus nerves", both(ellipse(26.4, -12.6, 1.2, 1.2, n=8), "nerve"), (-26.4, -12.6), "left"),
        PlatePart("body", "body of C5", (Stroke(kidney(wide, deep, 0.8), "bone"),), (0, 0), "in", "C5"),
        PlatePart("canal", "vertebral canal", (Stroke(canal, "sac"),), (0, 20), "none"),
        PlatePart(
            "cord", "spinal cord", (Stroke(ellipse(0, 13.4, 6.6, 3.9), "nerve"), Stroke(_GREY, "", "line")), (4.6, 14), "right"
        ),
        PlatePart("arch", "pedicles, lateral masses and laminae", both(arch, "bone"), (-12.6, 20.4), "left"),
        PlatePart("spinous", "forked spinous process", (Stroke(spine, "bone"),), (0.8, tip - 8), "right"),
        PlatePart("transverse", "transverse processes", (*both(front_bar, "bone"), *both(rim, "bone")), (-23.6, 5), "left"),
        PlatePart("foramen", "transverse foramina", both(ellipse(*hole, 3.1, 3.1), "air"), (-18.6, 0.4), "left"),
        PlatePart(
            "vertebral-artery",
            "vertebral arteries in the transverse foramina",
            _two(artery(*hole, 2.2)),
            hole,
            "right",
            "vertebral arteries",
        ),
        PlatePart(
            "roots",
            "C5 nerves in their grooves",
            both(((22, 9.6), (27, 6.6), (31.6, 1.4)), "nerve", "curve", 2.4),
            (27.4, 6.2),
            "right",
        ),
        PlatePart("nuchal", "nuchal ligament", (Stroke(((0, tip + 2), (0, 54)), "ligament", "line", 1.4),), (0, 49), "right"),
    )


_SHEATH = ellipse(27.2, -13, 11.6, 6.8, 46)
_NAPE = (
    (4, 30),
    (11, 27.6),
    (20, 25.4),
    (28, 19),
    (35, 15),
    (40, 20),
    (38, 34),
    (28, 46),
    (14, 53),
    (3, 54),
    (2.4, 44),
    (7.6, 39.6),
)

_GREY = (  # the butterfly of grey matter inside the cord
    *((-0.6, 13.4), (-2.6, 11.6), (-3.4, 12.2), (-2.4, 14), (-3, 15.8), (-1.8, 15.4), (-0.6, 14.2), (0.6, 14.2), (1.8, 15.4)),
    *((3, 15.8), (2.4, 14), (3.4, 12.2), (2.6, 11.6), (0.6, 13.4), (-0.6, 13.4)),
)


def _two(strokes: Sequence[Stroke]) -> tuple[Stroke, ...]:
    return tuple(new for stroke in strokes for new in (stroke, replace(stroke, points=mirror(stroke.points))))


def _ring(x: float, y: float, rx: float, ry: float) -> tuple[Stroke, ...]:
    """A hollow organ: wall and lumen."""
    return Stroke(ellipse(x, y, rx, ry), "viscera"), Stroke(ellipse(x, y, rx * 0.74, ry * 0.72), "air")
