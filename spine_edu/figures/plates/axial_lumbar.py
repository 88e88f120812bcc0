"""Axial slices as radiologists see them, from below: the low back with its ways to the disc, the neck with its screws.

Millimetres from the middle of the disc or body; x grows to the patient's left (right on the page), y to the back (down the page).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import Band, PlatePart, Stroke, artery, both, ellipse, kidney
from spine_edu.geometry.body.measures import size
from spine_edu.text.quoting import shown

EDGES = ("front", "left", "back", "right")


class DiscCorridor(NamedTuple):
    """A way to the disc: in words, the keys of the parts it puts at risk, who says so, and the bands that draw it."""

    way: str
    at_risk: tuple[str, ...]
    sources: tuple[str, ...]
    bands: tuple[Band, ...]


CORRIDORS = {
    "PLIF": DiscCorridor(
        "from behind, on both sides of the thecal sac",
        ("sac", "traversing-roots", "multifidus"),
        ("kim2020", "quillo2018"),
        (
            Band("PLIF-left", "PLIF, left of the sac", ((9.5, 66), (9.5, 9)), 7),
            Band("PLIF", "PLIF, right of the sac", ((-9.5, 66), (-9.5, 9)), 7, (0, 76)),
        ),
    ),
    "TLIF": DiscCorridor(
        "from behind and one side, through facet joint and foramen",
        ("exiting-roots", "traversing-roots", "sac"),
        ("kim2020", "kambin2017"),
        (Band("TLIF", "TLIF", ((-46, 67), (-7.3, 11.2)), 8, (-48, 71)),),
    ),
    "LLIF": DiscCorridor(
        "from the side, through the psoas",
        ("plexus", "psoas"),
        ("kim2020", "lu2011"),
        (Band("LLIF", "LLIF", ((66, -2), (14, -2)), 9, (54, -2)),),
    ),
    "OLIF": DiscCorridor(
        "obliquely, between the left iliac artery and the psoas",
        ("left-iliac-artery", "sympathetic-trunk", "ureter", "psoas"),
        ("quillo2018", "rutter2015", "oh2019"),
        (Band("OLIF", "OLIF", ((64, -47.5), (14, -9.8)), 8, (54, -50)),),
    ),
    "ALIF": DiscCorridor(
        "from the front, between the iliac vessels",
        ("left-iliac-artery", "right-iliac-artery", "vena-cava", "bowel"),
        ("kim2020",),
        (Band("ALIF", "ALIF", ((6.5, -62), (6, -10)), 8, (6.5, -58)),),
    ),
}
"""The five interbody approaches, from behind around the left to the front."""


def axial_lumbar(corridors: Sequence[str] = tuple(CORRIDORS), at_risk: bool = True) -> Picture:
    """Draw the axial slice at L4-L5 with the ways to the disc that you name; `at_risk` tells what each may injure.

    With one or two ways, what they put at risk is ringed in the drawing.

    >>> axial_lumbar(["LLIF"]).words.partition("LLIF: ")[2].partition(" [")[0]
    'from the side, through the psoas; at risk: lumbar plexus, psoas'
    """
    corridors = (corridors,) if isinstance(corridors, str) else tuple(corridors or ())
    strange = [name for name in corridors if name not in CORRIDORS]
    if strange:
        raise FigureError(
            f"There is no corridor {shown(strange[0])} on this slice. "
            f"It knows the five interbody approaches: {', '.join(CORRIDORS)}."
        )
    drawn = [name for name in CORRIDORS if name in corridors]
    parts = lumbar_parts()
    names = {part.key: part.short or part.name for part in parts}
    ringed = {key for name in drawn for key in CORRIDORS[name].at_risk} if at_risk and len(drawn) <= 2 else set()
    rows, notes = [], []
    for name in drawn:
        corridor = CORRIDORS[name]
        told = f"; at risk: {', '.join(names[key] for key in corridor.at_risk)}" if at_risk else ""
        rows.append((name, f"{corridor.way}{told}"))
        notes.append(f"{name}: {corridor.way}{told} [{', '.join(corridor.sources)}].")
    if "OLIF" in drawn:
        notes.append(
            "Between left iliac artery and psoas 13.9 mm were free on average in 511 patients; "
            "in 7% nothing was [limthongkul2023]."
        )
    notes.append("In 93% of 210 adults the aorta had already divided into two iliac arteries at this disc [lee2004].")
    notes.append(
        "Every way that ends in the disc fuses the anterior column [pcs-tables-2025]. Muscles lie as on MRI [crawford2016]."
    )
    plate = lumbar_slice()
    return replace(
        plate,
        name=f"{plate.name}: ways to the disc" if drawn else plate.name,
        parts=tuple(replace(part, mark="risk") if part.key in ringed else part for part in parts),
        bands=tuple(band for name in drawn for band in CORRIDORS[name].bands),
        rows=tuple(rows),
        notes=tuple(notes),
    ).draw()


def lumbar_slice() -> Plate:
    """Return the plate of the L4-L5 slice without any way in."""
    return Plate(
        name="L4-L5, axial slice",
        parts=lumbar_parts(),
        window=(-65, -62, 66, 80),
        lead="Axial slice through the L4-L5 disc, seen from below: the patient's left is on the right of the picture.",
        edges=EDGES,
    )


def lumbar_parts() -> tuple[PlatePart, ...]:
    """Return the structures of the L4-L5 slice, deepest first."""
    wide, deep = size("L4", "endplate_width_lower") / 2, size("L4", "endplate_depth_lower") / 2
    wall = deep - 1.2  # the back wall is hollow
    roof, half = wall + size("L4", "canal_depth"), size("L4", "canal_width") / 2
    tip = wall + size("L4", "spinous_reach")
    outer = kidney(wide, deep, 2.2)
    disc = [Stroke(outer, "cartilage")]
    disc += [Stroke((*kidney(wide * k, deep * k, 2 * k), kidney(wide * k, deep * k, 2 * k)[0]), "", "line") for k in (0.88, 0.76)]
    disc.append(Stroke(ellipse(0, 0.6, wide * 0.56, deep * 0.56), "nucleus"))
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
    strands = tuple(Stroke(ellipse(x, y, 0.95, 0.95, n=8), "nerve") for x, y in _CAUDA)
    return (
        PlatePart("bowel", "bowel in the peritoneum", _bowel(), (-26, -52), "in", "bowel"),
        PlatePart("psoas", "psoas muscles", both(psoas, "muscle"), (-46, 2), "in", "psoas"),
        PlatePart("quadratus", "quadratus lumborum", both(ellipse(55.5, 27, 8, 5.4, -30), "muscle"), (-57, 26), "left"),
        PlatePart("erector", "erector spinae", both(ellipse(39.5, 48, 16.6, 14.6, -22), "muscle"), (-45, 47), "left"),
        PlatePart(
            "multifidus",
            "multifidus",
            both(((5, 44), (9, 42), (18, 42), (23, 47), (23, 56), (17, 63), (9, 65), (5.4, 62)), "muscle"),
            (-13, 57),
            "left",
        ),
        PlatePart("disc", "L4-L5 disc with annulus and nucleus", tuple(disc), (0, 0.6), "in", "disc"),
        PlatePart(
            "anterior-ligament", "anterior longitudinal ligament", (_band(13, -deep - 0.6, 1.6),), (-9, -deep - 0.9), "left"
        ),
        PlatePart("canal", "vertebral canal", (Stroke(canal, "air"),), (-half * 0.86, wall + 4.4), "none"),
        PlatePart(
            "sac",
            "thecal sac with the cauda equina",
            (Stroke(ellipse(0, wall + 8.6, 7.4, 6), "sac"), *strands),
            (5.4, wall + 6),
            "right",
            "thecal sac",
        ),
        PlatePart(
            "traversing-roots",
            "traversing L5 roots",
            both(ellipse(9.7, wall + 4.4, 1.9, 1.7, n=10), "nerve"),
            (9.7, wall + 4.4),
            "right",
        ),
        PlatePart(
            "exiting-roots",
            "exiting L4 roots",
            both(((19.4, 20), (24, 18.4), (29.2, 15.4)), "nerve", "curve", 3.6),
            (26, 17.4),
            "right",
        ),
        PlatePart("lamina", "laminae", both(lamina, "bone"), (-6.4, 38.6), "left"),
        PlatePart("spinous", "spinous process of L4", (Stroke(spinous, "bone"),), (-1.4, tip - 3), "left"),
        PlatePart(
            "superior-process",
            "superior articular processes of L5",
            both(superior, "bone"),
            (21.6, 27.4),
            "right",
            "articular processes of L5",
        ),
        PlatePart(
            "inferior-process",
            "inferior articular processes of L4",
            both(inferior, "bone"),
            (14.6, 36.4),
            "right",
            "articular processes of L4",
        ),
        PlatePart("facet", "facet joints", both(joint, "cartilage", "curve", 1.1), (-18.4, 31.8), "left"),
        PlatePart(
            "flavum",
            "ligamentum flavum",
            both(((1, roof - 0.4), (6, roof - 3), (10.6, 28.6)), "ligament", "curve", 2.2),
            (-6, 30.4),
            "left",
        ),
        PlatePart("vena-cava", "inferior vena cava", (Stroke(ellipse(-15.5, -25.6, 9, 5.8, 12), "vein"),), (-17, -26), "left"),
        PlatePart("right-iliac-artery", "right common iliac artery", artery(-2, -29.6), (-2.4, -31), "left"),
        PlatePart("left-iliac-artery", "left common iliac artery", artery(16.2, -25.2), (17.4, -26.4), "right"),
        PlatePart("ureter", "ureters", both(ellipse(34, -19.4, 1.9, 1.9, n=10), "viscera"), (-34, -19.4), "left"),
        PlatePart(
            "sympathetic-trunk", "sympathetic trunks", both(ellipse(26.4, -9.6, 1.5, 1.5, n=10), "nerve"), (26.4, -9.6), "right"
        ),
        PlatePart("plexus", "lumbar plexus", _plexus(), (43.5, 14.4), "right"),
    )


_CAUDA = (
    *((-3.6, 26.6), (-1.2, 27.6), (1.2, 27.6), (3.6, 26.6), (-4.8, 24.2), (-2.2, 25), (0, 25.4), (2.2, 25), (4.8, 24.2)),
    *((-5.4, 21.8), (5.4, 21.8)),
)


def _band(half: float, y: float, thick: float) -> Stroke:
    return Stroke(((-half, y + 1.2), (0, y - 0.4), (half, y + 1.2)), "ligament", "curve", thick)


def _plexus() -> tuple[Stroke, ...]:
    spots = ((43.5, 14.4, 2.2), (37, 16.4, 1.6), (49.5, 12.6, 1.4))
    return tuple(stroke for x, y, r in spots for stroke in both(ellipse(x, y, r, r, n=10), "nerve"))


def _bowel() -> tuple[Stroke, ...]:
    loops = ((-36, -46, 13, 9), (-13, -50, 12, 8), (26, -52, 11, 7), (44, -37, 7, 5.5))
    return tuple(Stroke(ellipse(x, y, rx, ry), "viscera") for x, y, rx, ry in loops)
