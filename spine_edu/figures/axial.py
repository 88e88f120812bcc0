"""Axial slices as radiologists see them, from below: the low back with its ways to the disc, the neck with its screws.

Millimetres from the middle of the disc or body; x grows to the patient's left (right on the page), y to the back (down the page).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from spine_edu.errors import FigureError
from spine_edu.figures.plate import Band, Part, Plate, Shape, both, ellipse, mirrored
from spine_edu.figures.show import Picture
from spine_edu.figures.svg import Point
from spine_edu.geometry.measures import size

CORRIDORS = ("PLIF", "TLIF", "LLIF", "OLIF", "ALIF")
_EDGES = ("A (front)", "L (patient's left)", "P (back)", "R (patient's right)")
_EDGES_SHORT = ("A", "L", "P", "R")

# The way of each corridor, the parts it puts at risk, and who says so.
_WAYS = {
    "PLIF": (
        "from behind, on both sides of the thecal sac",
        ("sac", "traversing-roots", "multifidus"),
        ("kim2020", "quillo2018"),
    ),
    "TLIF": (
        "from behind and one side, through facet joint and foramen",
        ("exiting-roots", "traversing-roots", "sac"),
        ("kim2020", "kambin2017"),
    ),
    "LLIF": ("from the side, through the psoas", ("plexus", "psoas"), ("kim2020", "lu2011")),
    "OLIF": (
        "obliquely, between the left iliac artery and the psoas",
        ("left-iliac-artery", "sympathetic-trunk", "ureter", "psoas"),
        ("quillo2018", "rutter2015", "oh2019"),
    ),
    "ALIF": (
        "from the front, between the iliac vessels",
        ("left-iliac-artery", "right-iliac-artery", "vena-cava", "bowel"),
        ("kim2020",),
    ),
}
_BANDS: dict[str, tuple[Band, ...]] = {
    "PLIF": (
        Band("PLIF-left", "PLIF, left of the sac", ((9.5, 66), (9.5, 9)), 7),
        Band("PLIF", "PLIF, right of the sac", ((-9.5, 66), (-9.5, 9)), 7, (0, 76)),
    ),
    "TLIF": (Band("TLIF", "TLIF", ((-46, 67), (-7.3, 11.2)), 8, (-48, 71)),),
    "LLIF": (Band("LLIF", "LLIF", ((66, -2), (14, -2)), 9, (54, -2)),),
    "OLIF": (Band("OLIF", "OLIF", ((64, -47.5), (14, -9.8)), 8, (54, -50)),),
    "ALIF": (Band("ALIF", "ALIF", ((6.5, -62), (6, -10)), 8, (6.5, -58)),),
}


def axial_lumbar(corridors: Sequence[str] = CORRIDORS, at_risk: bool = True) -> Picture:
    """Draw the axial slice at L4-L5 with the ways to the disc that you name; `at_risk` tells what each may injure.

    With one or two ways, what they put at risk is ringed in the drawing.

    >>> axial_lumbar(["LLIF"]).words.partition("LLIF: ")[2].partition(" [")[0]
    'from the side, through the psoas; at risk: lumbar plexus, psoas muscles'
    """
    if isinstance(corridors, str):
        corridors = (corridors,)
    strange = [name for name in corridors if name not in _WAYS]
    if strange:
        raise FigureError(
            f"There is no corridor {strange[0]!r} on this slice. It knows the five interbody approaches: {', '.join(CORRIDORS)}."
        )
    shown = [name for name in CORRIDORS if name in corridors]
    parts = lumbar_parts()
    names = {part.key: part.short or part.name for part in parts}
    ringed = {key for name in shown for key in _WAYS[name][1]} if at_risk and len(shown) <= 2 else set()
    rows, notes = [], []
    for name in shown:
        way, risks, sources = _WAYS[name]
        told = f"; at risk: {', '.join(names[key] for key in risks)}" if at_risk else ""
        rows.append((name, f"{way}{told}"))
        notes.append(f"{name}: {way}{told} [{', '.join(sources)}].")
    notes.append(
        "In 93% of 210 adults the aorta had already divided into two iliac arteries at this disc [lee2004]. "
        "All five ways fuse the anterior column [kim2020, mobbs2015]."
    )
    return Plate(
        name="L4-L5, axial slice: ways to the disc" if shown else "L4-L5, axial slice",
        parts=tuple(replace(part, mark="risk") if part.key in ringed else part for part in parts),
        window=(-65, -62, 66, 80),
        lead="Axial slice through the L4-L5 disc, seen from below: the patient's left is on the right of the picture.",
        edges=_EDGES_SHORT,
        bands=tuple(band for name in shown for band in _BANDS[name]),
        rows=tuple(rows),
        notes=tuple(notes),
    ).draw()


def lumbar_parts() -> tuple[Part, ...]:
    """Return the structures of the L4-L5 slice, deepest first."""
    wide, deep = size("L4", "endplate_width_lower") / 2, size("L4", "endplate_depth_lower") / 2
    wall = deep - 1.2  # the back wall is hollow
    roof, half = wall + size("L4", "canal_depth"), size("L4", "canal_width") / 2
    tip = deep + size("L4", "spinous_reach")
    outer = kidney(wide, deep, 2.2)
    disc = [Shape(outer, "cartilage")]
    disc += [Shape((*kidney(wide * k, deep * k, 2 * k), kidney(wide * k, deep * k, 2 * k)[0]), "", "line") for k in (0.88, 0.76)]
    disc.append(Shape(ellipse(0, 0.6, wide * 0.56, deep * 0.56), "nucleus"))
    canal = (
        *((-half, wall + 3), (-half * 0.5, wall), (0, wall - 0.4), (half * 0.5, wall), (half, wall + 3)),
        *((half * 0.95, wall + 8), (half * 0.55, roof - 3), (0, roof), (-half * 0.55, roof - 3), (-half * 0.95, wall + 8)),
    )
    joint = ((12.6, 26.4), (15.6, 29.4), (18.4, 31.6), (20.4, 35.4))
    superior = ((12.9, 25.4), (14.6, 22.8), (19, 22), (23.4, 26), (24.4, 31), (21.8, 36), (20.6, 34.2), (18.9, 31.2), (16, 28.9))
    inferior = ((12, 27.6), (15.2, 30.2), (18, 32.4), (20, 36.6), (17, 40.4), (11, 40.6), (8.2, 37.4), (9.6, 32))
    lamina = ((11, 33), (6, 34.6), (0, roof + 2.2), (0, roof + 8), (5, 41.5), (13, 40.6), (15, 36))
    spinous = ((-3, roof + 3), (-3, tip - 9), (-4.6, tip - 4), (-3, tip), (3, tip), (4.6, tip - 4), (3, tip - 9), (3, roof + 3))
    psoas = ((29, -10), (36, -15.5), (46, -15.5), (56, -9), (59, 2), (56, 13), (48, 20), (37, 21.5), (30, 16), (28, 4))
    strands = tuple(Shape(ellipse(x, y, 0.95, 0.95, n=8), "nerve") for x, y in _CAUDA)
    return (
        Part("bowel", "bowel in the peritoneum", _bowel(), (26, -52), "in", "bowel"),
        Part("psoas", "psoas muscles", both(psoas, "muscle"), (-46, 2), "in", "psoas"),
        Part("quadratus", "quadratus lumborum", both(ellipse(55.5, 27, 8, 5.4, -30), "muscle"), (-57, 26), "left"),
        Part("erector", "erector spinae", both(ellipse(39, 47.5, 15, 14, -20), "muscle"), (-45, 47), "left"),
        Part(
            "multifidus",
            "multifidus",
            both(((5, 44), (9, 42), (18, 42), (23, 47), (23, 56), (17, 63), (9, 65), (5.4, 62)), "muscle"),
            (-13, 57),
            "left",
        ),
        Part("disc", "L4-L5 disc with annulus and nucleus", tuple(disc), (0, 0.6), "in", "disc"),
        Part("anterior-ligament", "anterior longitudinal ligament", (_band(13, -deep - 0.6, 1.6),), (-9, -deep - 0.9), "left"),
        Part("canal", "vertebral canal", (Shape(canal, "air"),), (-half * 0.86, wall + 4.4), "none"),
        Part(
            "sac", "thecal sac with the cauda equina", (Shape(ellipse(0, wall + 8.6, 7.4, 6), "sac"), *strands), (5.4, wall + 6), "right", "thecal sac"
        ),
        Part(
            "traversing-roots",
            "traversing L5 roots",
            both(ellipse(9.7, wall + 4.4, 1.9, 1.7, n=10), "nerve"),
            (9.7, wall + 4.4),
            "right",
        ),
        Part(
            "exiting-roots",
            "exiting L4 roots",
            both(((19.4, 20), (24, 18.4), (29.2, 15.4)), "nerve", "curve", 3.6),
            (26, 17.4),
            "right",
        ),
        Part("lamina", "laminae", both(lamina, "bone"), (-6.4, 38.6), "left"),
        Part("spinous", "spinous process of L4", (Shape(spinous, "bone"),), (-1.4, tip - 3), "left"),
        Part("superior-process", "superior articular processes of L5", both(superior, "bone"), (21.6, 27.4), "right", "articular processes of L5"),
        Part("inferior-process", "inferior articular processes of L4", both(inferior, "bone"), (14.6, 36.4), "right", "articular processes of L4"),
        Part("facet", "facet joints", both(joint, "cartilage", "curve", 1.1), (-18.4, 31.8), "left"),
        Part("flavum", "ligamentum flavum", both(((1, roof - 0.4), (6, roof - 3), (10.6, 28.6)), "ligament", "curve", 2.2), (-6, 30.4), "left"),
        Part("vena-cava", "inferior vena cava", (Shape(ellipse(-15.5, -25.6, 9, 5.8, 12), "vein"),), (-17, -26), "left"),
        Part("right-iliac-artery", "right common iliac artery", _artery(-2, -29.6), (-2.4, -31), "left"),
        Part("left-iliac-artery", "left common iliac artery", _artery(16.2, -25.2), (17.4, -26.4), "right"),
        Part("ureter", "ureters", both(ellipse(34, -19.4, 1.9, 1.9, n=10), "viscera"), (-34, -19.4), "left"),
        Part("sympathetic-trunk", "sympathetic trunks", both(ellipse(26.4, -9.6, 1.5, 1.5, n=10), "nerve"), (26.4, -9.6), "right"),
        Part("plexus", "lumbar plexus", _plexus(), (43.5, 14.4), "right"),
    )


_CAUDA = (
    *((-3.6, 26.6), (-1.2, 27.6), (1.2, 27.6), (3.6, 26.6), (-4.8, 24.2), (-2.2, 25), (0, 25.4), (2.2, 25), (4.8, 24.2)),
    *((-5.4, 21.8), (5.4, 21.8)),
)


def kidney(wide: float, deep: float, hollow: float, n: int = 28) -> tuple[Point, ...]:
    """Return the outline of a vertebral body or disc from above: wide and deep from its middle, its back wall hollowed."""
    ring = []
    for k in range(n):
        angle = 2 * math.pi * k / n
        c, s = math.cos(angle), math.sin(angle)
        x = wide * math.copysign(abs(c) ** 0.86, c)
        y = deep * math.copysign(abs(s) ** (0.8 if s > 0 else 0.92), s)
        ring.append((x, y - (hollow * math.exp(-((x / (wide * 0.45)) ** 2)) if s > 0 else 0)))
    return tuple(ring)


def _artery(x: float, y: float, r: float = 5) -> tuple[Shape, ...]:
    """A thick-walled vessel: its wall is drawn as a second ring, so that an artery is told from a vein without colour."""
    ring = ellipse(x, y, r, r)
    inner = ellipse(x, y, r * 0.66, r * 0.66)
    return Shape(ring, "artery"), Shape((*inner, inner[0]), "artery", "line", 0.35)


def _band(half: float, y: float, thick: float) -> Shape:
    return Shape(((-half, y + 1.2), (0, y - 0.4), (half, y + 1.2)), "ligament", "curve", thick)


def _plexus() -> tuple[Shape, ...]:
    spots = ((43.5, 14.4, 2.2), (37, 16.4, 1.6), (49.5, 12.6, 1.4))
    return tuple(shape for x, y, r in spots for shape in both(ellipse(x, y, r, r, n=10), "nerve"))


def _bowel() -> tuple[Shape, ...]:
    loops = ((-36, -46, 13, 9), (-13, -50, 12, 8), (26, -52, 11, 7), (44, -37, 7, 5.5))
    return tuple(Shape(ellipse(x, y, rx, ry), "viscera") for x, y, rx, ry in loops)


# The neck -----------------------------------------------------------------------------------------------------------------------

LATERAL_MASS_ANGLE = 30  # degrees to the side, modified Magerl [pal2011]
PEDICLE_ANGLE = 46  # degrees to the midline; means of 42 to 51 were measured from C3 to C7 [alsaleh2021]
MASS_START, PEDICLE_START = (18.4, 21.4), (-24.6, 19.4)


def axial_cervical() -> Picture:
    """Draw the axial slice through C5: the artery in its foramen, and the two ways a posterior screw can take past it.

    >>> "vertebral arteries in the transverse foramina" in axial_cervical().words
    True
    """
    return Plate(
        name="C5, axial slice: where a posterior screw can go",
        parts=cervical_parts(),
        window=(-47, -44, 47, 56),
        lead="Axial slice through C5, seen from below: the patient's left is on the right of the picture.",
        edges=_EDGES_SHORT,
        bands=(
            Band("lateral mass", "path of a lateral mass screw", (MASS_START, ahead(MASS_START, LATERAL_MASS_ANGLE, 13)), 2.6, (21, 41)),
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
            "the pedicle runs to the midline between artery and canal, at 42 to 51 degrees on average from C3 to C7 [alsaleh2021].",
            "Lateral mass screws endanger the artery less than pedicle screws do, but loosen more often [lms2013].",
            "The artery enters the transverse foramina at C6 in about 93% of sides [bruneau2006].",
            "At C5 the airway is the larynx and the gullet the pharynx; below the cricoid, at C6, they become trachea and oesophagus "
            "[orthonet-neck].",
        ),
    ).draw()


def ahead(start: Point, degrees: float, length: float) -> Point:
    """Return where a path ends that runs forward from `start`, turned by `degrees` to the patient's left.

    >>> ahead((0, 0), 90, 10)[0]
    10.0
    """
    return (start[0] + length * math.sin(math.radians(degrees)), start[1] - length * math.cos(math.radians(degrees)))


def cervical_parts() -> tuple[Part, ...]:
    """Return the structures of the C5 slice, deepest first; behind the nerve's groove, before the lamina, stands the lateral mass."""
    wide, deep = size("C5", "endplate_width_lower") / 2, size("C5", "endplate_depth_lower") / 2
    half, roof = size("C5", "canal_width") / 2, deep + size("C5", "canal_depth")
    reach, tip = size("C5", "transverse_width") / 2, deep + size("C5", "spinous_reach")
    hole = (16.6, 1.6)
    front_bar = ((8, -2.4), (12, -4.8), (17, -4.6), (21.4, -2.8), (21.6, 0.6), (19, -1.6), (14, -2), (11, 0.6), (8, 1.6))
    rim = ((19.4, -2), (21.8, -3.2), (reach - 1.2, 3), (reach, 8.4), (24, 10.4), (20.4, 6.6), (20.8, 2))
    arch = (
        *((6, 6.4), (9.4, 2.6), (13, 4.4), (17, 6.6), (21, 8.2), (24.6, 10.4), (25.4, 15), (24.4, 20), (19.6, 22.6), (14, 22.2)),
        *((7, 26.4), (2.4, 29), (0, 29.6), (0, roof), (3.4, roof - 1), (9, 18.6), (half + 0.2, 13.4), (half - 1.4, 9.6), (9, 8.2)),
    )
    canal = (
        *((-half, 12.4), (-10, 8.4), (-5, 7), (0, 6.8), (5, 7), (10, 8.4), (half, 12.4), (10, 17.6), (4, 22.2), (0, roof - 0.6)),
        *((-4, 22.2), (-10, 17.6)),
    )
    fork = ((0, 26.6), (2.8, 28.4), (2.6, tip - 6), (6.4, tip + 0.4), (5.4, tip + 2), (2.4, tip - 0.6), (0, tip - 3))
    spine = (*fork, *mirrored(fork[::-1]))
    return (
        Part("neck-muscles", "posterior neck muscles", both(_NAPE, "muscle"), (-22, 37), "left"),
        Part("sternomastoid", "sternocleidomastoid muscles", both(ellipse(39, -14, 5, 13, 24), "muscle"), (-39.5, -9), "left", "sternomastoid muscles"),
        Part("longus", "longus colli muscles", both(ellipse(9, -10.6, 5.4, 2.7, 14), "muscle"), (-9, -10.6), "left"),
        Part("airway", "airway: larynx, below C6 the trachea", _ring(0, -33, 9.4, 7.4), (0, -33), "in", "airway"),
        Part("gullet", "pharynx, below C6 the oesophagus", (Shape(ellipse(0, -19.6, 10, 3.1), "viscera"),), (6.4, -19.6), "right"),
        Part("carotid", "common carotid arteries", _two(_artery(23, -17.4, 4)), (23.4, -18), "right"),
        Part("jugular", "internal jugular veins", both(ellipse(30.6, -9.4, 5.4, 4.2, 30), "vein"), (31, -9.4), "right"),
        Part("vagus", "vagus nerves", both(ellipse(26.4, -12.6, 1.2, 1.2, n=8), "nerve"), (-26.4, -12.6), "left"),
        Part("body", "body of C5", (Shape(kidney(wide, deep, 0.8), "bone"),), (0, 0), "in", "C5"),
        Part("canal", "vertebral canal", (Shape(canal, "sac"),), (0, 20), "none"),
        Part("cord", "spinal cord", (Shape(ellipse(0, 13.4, 6.6, 3.9), "nerve"), Shape(_GREY, "", "line")), (4.6, 14), "right"),
        Part("arch", "pedicles, lateral masses and laminae", both(arch, "bone"), (-12.6, 20.4), "left"),
        Part("spinous", "forked spinous process", (Shape(spine, "bone"),), (0.8, tip - 8), "right"),
        Part("transverse", "transverse processes", (*both(front_bar, "bone"), *both(rim, "bone")), (-23.6, 5), "left"),
        Part("foramen", "transverse foramina", both(ellipse(*hole, 3.1, 3.1), "air"), (-18.6, 0.4), "left"),
        Part("vertebral-artery", "vertebral arteries in the transverse foramina", _two(_artery(*hole, 2.2)), hole, "right", "vertebral arteries"),
        Part("roots", "C5 nerves in their grooves", both(((22, 9.6), (27, 6.6), (31.6, 1.4)), "nerve", "curve", 2.4), (27.4, 6.2), "right"),
        Part("nuchal", "nuchal ligament", (Shape(((0, tip + 2), (0, 54)), "ligament", "line", 1.4),), (0, 49), "right"),
    )


_NAPE = ((4, 30), (11, 27.6), (20, 25.4), (28, 19), (35, 15), (40, 20), (38, 34), (28, 46), (14, 53), (3, 54), (2.4, 44), (7.6, 39.6))

_GREY = (  # the butterfly of grey matter inside the cord
    *((-0.6, 13.4), (-2.6, 11.6), (-3.4, 12.2), (-2.4, 14), (-3, 15.8), (-1.8, 15.4), (-0.6, 14.2), (0.6, 14.2), (1.8, 15.4)),
    *((3, 15.8), (2.4, 14), (3.4, 12.2), (2.6, 11.6), (0.6, 13.4), (-0.6, 13.4)),
)


def _two(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    return tuple(new for shape in shapes for new in (shape, replace(shape, points=mirrored(shape.points))))


def _ring(x: float, y: float, rx: float, ry: float) -> tuple[Shape, ...]:
    """A hollow organ: wall and lumen."""
    return Shape(ellipse(x, y, rx, ry), "viscera"), Shape(ellipse(x, y, rx * 0.74, ry * 0.72), "air")
