"""The axial slice through C5: every structure from the skin to the spinal cord, in millimetres.

Bone and canal have the sizes of our tables. The cord has about 78 square millimetres and leaves two fifths of its sac free, as
on the MRI of healthy adults [kato2012]. At C5 stands the shield of the larynx, the thyroid cartilage [mirjalili2012].
"""

from __future__ import annotations

from collections.abc import Iterator

from spine_edu.figures.plates.axial.slices import Rind, dots, joined, pairs
from spine_edu.figures.plates.structures import PlatePart, Stroke, artery, both, closed, ellipse, kidney, midline, mirror, trace
from spine_edu.geometry.body.measures import size

SKIN = Rind(4, 58, 60, 2.1)
WIDE, DEEP = size("C5", "endplate_width_lower") / 2, size("C5", "endplate_depth_lower") / 2
HALF, ROOF = size("C5", "canal_width") / 2, DEEP + size("C5", "canal_depth")
REACH, TIP = size("C5", "transverse_width") / 2, DEEP + size("C5", "spinous_reach")
HOLE = (16.6, 1.6)


def cervical_parts() -> tuple[PlatePart, ...]:
    """Return the structures of the C5 slice, deepest first; the lateral mass stands between the nerve's groove and the lamina."""
    return (*_muscles(), *_organs(), *_sheaths(), *_canal(), *_bone())


def _muscles() -> Iterator[PlatePart]:
    """Return skin and fat, and the muscles from the nape around the sides to the front of the bodies."""
    yield PlatePart("fat", "fat under the skin", (Stroke(SKIN.ring(), "fat"),), SKIN.at(120, 4))
    nape = (
        trace("1.6,54 10,54.6 22,50.6 33,42.4 41,32 44,25.4 46,27.6 43.4,36 34,47.4 22,55 10,58.6 1.6,58.4"),  # trapezius
        trace(
            "1.8,48.6 10,50.4 20,47.4 29,40 35.4,31.6 37.8,25.4 40.6,27.4 39.4,33 32,42.4 22,49.4 10,53.4 1.8,52.6"
        ),  # splenius
        trace("2.6,43 8,41.4 10,34.6 17,33 25,31.4 31,29 33.6,31 28,39 20,45.6 10,48.8 2.4,47.4"),  # semispinalis of the head
        trace("4.4,31 9.4,28 15,25.4 22,24.4 27,24 29,27 22,30.8 14,32 8.8,34 7.6,39.4 4,40"),  # semispinalis and multifidus
        trace("29.4,21 33,16.4 39,14.6 43.4,19 42.6,23.6 36,24 31.6,26.6"),  # lifter of the shoulder blade
    )
    yield PlatePart("neck-muscles", "posterior neck muscles", joined(*(both(ring, "muscle") for ring in nape)), (-18, 40))
    scalenes = trace("28.6,10 32.4,4 37.6,3 40.4,7.4 38,12.6 31.6,15.6"), trace("22.4,-6.6 26,-8.6 29.6,-5.4 28.4,-1.6 24.4,-2")
    yield PlatePart("scalenes", "scalene muscles", joined(*(both(ring, "muscle") for ring in scalenes)), (-35, 8))
    turner = trace("33,-24.6 37,-29 42.4,-27.4 48,-18 52.6,-6 54.2,6 52.6,14 48.6,13.6 47,4 44,-7 38.4,-17.6")
    yield PlatePart(
        "sternocleidomastoid",
        "sternocleidomastoid muscles",
        both(turner, "muscle"),
        (-49, -6),
        short="sternocleido\N{SOFT HYPHEN}mastoid",
    )
    yield PlatePart("longus", "longus colli muscles", both(ellipse(8, -9.8, 6.8, 3.4, 14), "muscle"), (-9, -11))
    straps = trace("4,-50.4 10,-47.6 17.4,-39.4 21.6,-31 20.6,-29.6 16,-36.6 9.4,-44.6 3.6,-48")
    yield PlatePart("straps", "strap muscles of the larynx", both(straps, "muscle"), (-15, -40.6), short="strap muscles")


def _organs() -> Iterator[PlatePart]:
    """Return the larynx with its shield of cartilage, the pharynx behind it, and the tops of the thyroid gland."""
    gland = trace("20.4,-28 23.4,-29.6 25,-25 23.4,-19.6 20.4,-18.4 19.6,-23")
    yield PlatePart("thyroid", "thyroid gland, its upper ends", both(gland, "viscera"), (-22.2, -25), short="thyroid gland")
    soft = midline(trace("0,-45.6 6,-42 11,-35 13.6,-27.6 11,-23.6 0,-22.8"))
    slit = midline(trace("0,-42 2.6,-38.6 4.6,-32 4.4,-27.6 0,-26.4"))
    shield = trace("0,-48.6 5,-44.6 11.4,-36.4 16.6,-25.6")
    yield PlatePart(
        "airway",
        "airway: larynx, below C6 the trachea",
        (
            Stroke(soft, "viscera"),
            Stroke(slit, "air"),
            Stroke((*mirror(shield[::-1]), *shield[1:]), "cartilage", "curve", 2.6),
        ),
        (0, -33),
        short="larynx",
    )
    pharynx = midline(trace("0,-20.6 8,-20.8 15,-22 16.4,-19 10,-16.2 0,-15.6"))
    lumen = trace("-10,-18.8 -4,-18 4,-18 10,-18.8")
    yield PlatePart(
        "gullet",
        "pharynx, below C6 the esophagus",
        (Stroke(pharynx, "viscera"), Stroke(lumen, "", "curve")),
        (7, -17.8),
        short="pharynx",
    )


def _sheaths() -> Iterator[PlatePart]:
    """Return the carotid sheaths: artery, vein, and between and behind them the vagus nerve."""
    around = ellipse(29.4, -14, 12, 7.4, 26)
    yield PlatePart("sheath", "carotid sheaths", both(closed(around), "", "curve"), (-21, -18.6))
    vessel = artery(24.6, -16.4, 3.6)
    yield PlatePart("carotid", "common carotid arteries", pairs(vessel), (24.8, -17), short="carotid artery")
    yield PlatePart(
        "jugular", "internal jugular veins", both(ellipse(33, -12.4, 5.6, 4.4, 30), "vein"), (33.4, -12.4), short="jugular vein"
    )
    yield PlatePart("vagus", "vagus nerves", dots("nerve", (27.2, -11.2, 1.1)), (-27.2, -11.2))


def _canal() -> Iterator[PlatePart]:
    """Return the body, and behind it the canal with the cord in its sac."""
    yield PlatePart("body", "body of C5", (Stroke(kidney(WIDE, DEEP, 0.8), "bone"),), (0, 0), "in", "C5")
    canal = midline(((0, 6.8), (5, 7), (10, 8.4), (HALF, 12.4), (10, 17.6), (4, 22.2), (0, ROOF - 0.6)))
    sac = ellipse(0, 13.9, 8.6, 4.9)
    yield PlatePart(
        "canal",
        "vertebral canal with the thecal sac",
        (Stroke(canal, "fat"), Stroke(sac, "sac")),
        (-7.6, 13.9),
        short="thecal sac",
    )
    cord = Stroke(ellipse(0, 13.8, 6.5, 3.85), "nerve"), Stroke((*_GREY, _GREY[0]), "", "line")
    yield PlatePart("cord", "spinal cord", cord, (4.6, 14))


_GREY = midline(
    trace("0,13.2 0.8,13.2 2.4,11.6 3.4,12 2.6,13.8 3,15.8 1.9,15.6 0.8,14.2 0,14.2")
)  # the butterfly inside the cord


def _bone() -> Iterator[PlatePart]:
    """Return the arch and the transverse processes, with the artery in its hole and the nerve in its groove."""
    front = trace("8,-2.4 12,-4.8 17,-4.6 21.4,-2.8 21.6,0.6 19,-1.6 14,-2 11,0.6 8,1.6")
    rim = (*trace("19.4,-2 21.8,-3.2"), (REACH - 1.2, 3), (REACH, 8.4), *trace("24,10.4 20.4,6.6 20.8,2"))
    arch = (
        *trace("6,6.4 9.4,2.6 13,4.4 17,6.6 21,8.2 24.6,10.4 25.4,15 24.4,20 19.6,22.6 14,22.2 7,26.4 2.4,29 0,29.6"),
        *((0, ROOF), (3.4, ROOF - 1), (9, 18.6), (HALF + 0.2, 13.4), (HALF - 1.4, 9.6), (9, 8.2)),
    )
    yield PlatePart("arch", "pedicles, lateral masses and laminae", both(arch, "bone"), (-19, 16), short="lateral mass")
    fork = midline(((0, 26.6), (2.8, 28.4), (2.6, TIP - 6), (6.4, TIP + 0.4), (5.4, TIP + 2), (2.4, TIP - 0.6), (0, TIP - 3)))
    yield PlatePart("spinous", "forked spinous process", (Stroke(fork, "bone"),), (0.8, TIP - 8), short="spinous process")
    yield PlatePart("transverse", "transverse processes", joined(both(front, "bone"), both(rim, "bone")), (-23.6, 5))
    yield PlatePart("foramen", "transverse foramina", both(ellipse(*HOLE, 3.1, 3.1), "air"), (-18.6, 0.4))
    vessel = pairs(artery(*HOLE, 2.2))
    yield PlatePart("vertebral-artery", "vertebral arteries in the transverse foramina", vessel, HOLE, short="vertebral artery")
    nerve = both(trace("22,9.6 27,6.6 31.6,1.4"), "nerve", "curve", 2.4)
    yield PlatePart("roots", "C5 nerves in their grooves", nerve, (27.4, 6.2), short="C5 nerve")
    yield PlatePart("nuchal", "nuchal ligament", (Stroke(((0, TIP + 2), (0, 58)), "ligament", "line", 1.4),), (0, 50))
