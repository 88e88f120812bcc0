"""The axial slice through the L4-L5 disc: every structure from the skin to the cauda equina, in millimetres.

Bone and canal have the sizes of our tables. The psoas has about 18 square centimetres, as on the MRI of thirty healthy adults
[ivanac2026]; the flat muscles of the belly are the thicker the farther out, the oblique ones at their middle [tahan2016].
"""

from __future__ import annotations

from collections.abc import Iterator

from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.axial.slices import Rind, dots, joined
from spine_edu.figures.plates.structures import PlatePart, Stroke, artery, both, closed, ellipse, kidney, midline, mirror, trace
from spine_edu.geometry.body.measures import size

SKIN = Rind(-18, 158, 108, 2.3)
WALL = Rind(-18, 138, 87, 2.3)
WIDE, DEEP = size("L4", "endplate_width_lower") / 2, size("L4", "endplate_depth_lower") / 2
BACK = DEEP - 1.2  # the back wall of the disc is hollow
ROOF, HALF, TIP = BACK + size("L4", "canal_depth"), size("L4", "canal_width") / 2, BACK + size("L4", "spinous_reach")


def lumbar_parts() -> tuple[PlatePart, ...]:
    """Return the structures of the L4-L5 slice, deepest first."""
    return (*_wall(), *_muscles(), *_disc(), *_canal(), *_arch(), *_in_front())


def _wall() -> Iterator[PlatePart]:
    """Return skin and fat, the muscles of the belly wall from without inward, and the bowel."""
    yield PlatePart("fat", "fat under the skin", (Stroke(SKIN.ring(), "fat"),), SKIN.at(144, 9))
    sheath = (*(WALL.at(angle, 5) for angle in range(-128, 129, 16)),)
    yield PlatePart("sheath", "sheath of the rectus and linea alba", (Stroke(sheath, "ligament", "curve", 1.4),), WALL.at(0, 4))
    layers = (
        ("external-oblique", "external oblique muscles", "external oblique", (0, 7.4), (43, 132)),
        ("internal-oblique", "internal oblique muscles", "internal oblique", (7.8, 17), (41, 134)),
        ("transversus", "transversus abdominis muscles", "transversus abdominis", (17.4, 22), (38, 137)),
    )
    for key, name, short, depths, angles in layers:
        ring = WALL.layer(depths, angles)
        yield PlatePart(key, name, both(ring, "muscle"), WALL.at(84, sum(depths) / 2), short=short)
    rectus = both(WALL.layer((-1.5, 11), (2, 41)), "muscle")
    yield PlatePart("rectus", "rectus abdominis muscles", rectus, WALL.at(-20, 4), short="rectus abdominis")
    yield PlatePart("bowel", "bowel in the peritoneum", _bowel(), (-44, -66), "in", "bowel")


def _bowel() -> tuple[Stroke, ...]:
    """Return loops of small bowel in front, the ascending colon on the right and the descending one on the left."""
    loops = (
        trace("-16,-82 -40,-87 -71,-86 -76,-68 -40,-67 -4,-66 -6,-48 -34,-49 -62,-46"),
        trace("25,-83 40,-86 64,-84 66,-67 40,-66 20,-66 22,-48 42,-47 62,-44"),
    )
    ascending = trace("-106,-52 -96,-64 -84,-62 -76,-52 -79,-45 -74,-37 -79,-25 -92,-21 -104,-26 -108,-36 -103,-44")
    descending = trace("72,-62 80,-70 90,-69 95,-60 91,-50 81,-46 73,-52")
    gas = trace("-100,-52 -93,-58 -84,-55 -83,-49 -93,-47"), trace("79,-63 87,-65 90,-60 83,-58")
    return (
        *(Stroke(loop, "viscera", "curve", 15) for loop in loops),
        *(Stroke(ring, "viscera") for ring in (ascending, descending)),
        *(Stroke(bubble, "air") for bubble in gas),
    )


def _muscles() -> Iterator[PlatePart]:
    """Return the muscles beside and behind the spine."""
    psoas = trace("29,-7.6 33.5,-13 42,-17 54,-17.2 65.6,-11 73,0.6 73.4,14 67,27.4 56.4,34 44,32.4 35,26.4 30.5,19 28.6,8")
    yield PlatePart("psoas", "psoas muscles", both(psoas, "muscle"), (-50, 2), "in", "psoas")
    quadratus = trace("57,38 62,34.4 66,31 76,28.6 87,30 95,36 93,42 80,43.6 68,42 60,41")
    yield PlatePart("quadratus", "quadratus lumborum", both(quadratus, "muscle"), (-77, 36))
    longissimus = trace("34.4,50 31,43.4 33,38.6 40,36.4 50,38.4 56,43 57.4,52 55,62 49,71 40,77 30.6,77.4 34,68 35.6,59")
    iliocostal = trace("58.2,42 68,43.4 79,44.6 84,50 79,59 68,69 55,75.6 46,77 52,70.4 57,62 59,52")
    streaks = trace("38,46 44,55 42,66"), trace("66,49 66,57 60,65")
    erector = joined(both(longissimus, "muscle"), both(iliocostal, "muscle"), *map(_streak, streaks))
    yield PlatePart("erector", "erector spinae", erector, (-46, 58))
    multifidus = trace("4,45.4 9,43.8 16,44.6 21.4,42 24,38.4 28.4,38 31,45 33.6,52 34.2,60 32.4,68 28.6,76 14,77 5.4,75.6 5,60")
    streaks = trace("11,50 15,59 13,69"), trace("24,46 26,56 24,66")
    fleshy = joined(both(multifidus, "muscle"), *map(_streak, streaks))
    yield PlatePart("multifidus", "multifidus", fleshy, (-18, 60))
    fascia = (WALL.at(136, 8), *trace("92,47 86,57 72,71 48,79.4 18,80 0,76"))
    behind = Stroke((*fascia, *mirror(fascia[-2::-1])), "ligament", "curve", 1.3)
    yield PlatePart("fascia", "thoracolumbar fascia", (behind,), (40, 79))


def _streak(points: tuple[Point, ...]) -> tuple[Stroke, ...]:
    """Return a streak of fat in the muscles of both sides, as MRI shows it."""
    return both(points, "fat", "curve", 0.7)


def _disc() -> Iterator[PlatePart]:
    """Return the disc with its rings and its nucleus, and the ligament before it."""
    rings = [kidney(WIDE * k, DEEP * k, 2 * k) for k in (0.88, 0.76)]
    strokes = (
        Stroke(kidney(WIDE, DEEP, 2.2), "cartilage"),
        *(Stroke(closed(ring), "", "curve") for ring in rings),
        Stroke(ellipse(0, 0.6, WIDE * 0.56, DEEP * 0.56), "nucleus"),
    )
    yield PlatePart("disc", "L4-L5 disc with annulus and nucleus", strokes, (0, 0.6), "in", "disc")
    front = Stroke(((-13, 0.6 - DEEP), (0, -1 - DEEP), (13, 0.6 - DEEP)), "ligament", "curve", 1.6)
    yield PlatePart("anterior-ligament", "anterior longitudinal ligament", (front,), (-9, -DEEP - 0.9))


def _canal() -> Iterator[PlatePart]:
    """Return the canal with its fat, the sac with the roots that hang in it, and the roots that have left it."""
    half = ((0, BACK - 0.4), (HALF * 0.5, BACK), (HALF, BACK + 3), (HALF * 0.95, BACK + 8), (HALF * 0.55, ROOF - 3), (0, ROOF))
    canal = midline(half)
    yield PlatePart("canal", "vertebral canal", (Stroke(canal, "fat"),), (-HALF * 0.86, BACK + 4.4))
    sac = midline(trace("0,16.6 5.2,16.8 8.6,18.4 9,21.8 7.2,25.8 4.4,29 0,29.8"))
    strands = (Stroke(ellipse(x, y, 0.85, 0.85, n=7), "nerve") for x, y in _CAUDA)
    yield PlatePart("sac", "thecal sac with the cauda equina", (Stroke(sac, "sac"), *strands), (-5.6, 20), short="thecal sac")
    yield PlatePart("traversing-roots", "traversing L5 roots", both(ellipse(10.8, 20.2, 1.7, 1.7, n=9), "nerve"), (10.4, 20.4))
    exiting = both(((19.6, 20.4), (24, 19.4), (28.4, 17.6), (31.6, 18.4)), "nerve", "curve", 3.6)
    yield PlatePart("exiting-roots", "exiting L4 roots", exiting, (26, 18.8))


_CAUDA = midline(trace("0,27.4 2.2,27.2 4.4,25.6 1.2,25.2 3.4,23.8 5.8,23 6.6,20.6"))


def _arch() -> Iterator[PlatePart]:
    """Return the arch: laminae, spinous process, facet joints and the ligament between the laminae."""
    lamina = ((9.4, 33), (5, 35), (0, ROOF + 2.6), (0, ROOF + 9), (5, 43.4), (10.6, 42.6), (12.4, 38))
    yield PlatePart("lamina", "laminae", both(lamina, "bone"), (-6.6, 39.4))
    spinous = midline(((0, ROOF + 3), (3.2, ROOF + 3), (2.8, TIP - 14), (4.6, TIP - 5), (3.6, TIP), (0, TIP)))
    yield PlatePart("spinous", "spinous process of L4", (Stroke(spinous, "bone"),), (-1.4, TIP - 4))
    superior = trace("13.2,24.6 15,21.6 19.5,20.8 24.4,24 26,29.5 24.6,35.5 21.8,37.6 21,34.6 19.6,31 16.6,27.6")
    yield _processes("superior", "L5", superior, (22.6, 28))
    inferior = trace("12,27.4 15.8,29.4 18.4,32.4 19.8,36 20.4,39.8 16.6,42.6 11,42.4 8,38.6 9.4,32.4")
    yield _processes("inferior", "L4", inferior, (14.6, 36.4))
    joint = trace("13,26 16.4,28.4 19.2,31.8 20.8,37.6")
    yield PlatePart("facet", "facet joints", both(joint, "cartilage", "curve", 1.3), (-19, 31.6))
    flavum = trace("0.6,32 5,29.8 9.4,26 12.4,23.2 13.6,25.4 10.8,28.8 6,33 0.8,35")
    yield PlatePart("flavum", "ligamentum flavum", both(flavum, "ligament"), (-7.4, 30))


def _processes(which: str, of: str, outline: tuple[Point, ...], label: Point) -> PlatePart:
    """Return the articular processes of one vertebra, on both sides."""
    short = f"articular processes of {of}"
    return PlatePart(f"{which}-process", f"{which} {short}", both(outline, "bone"), label, short=short)


def _in_front() -> Iterator[PlatePart]:
    """Return the great vessels, the ureters and the nerves before and beside the disc."""
    yield PlatePart("vena-cava", "inferior vena cava", (Stroke(ellipse(-15.5, -26, 10.5, 6.6, 12), "vein"),), (-17, -26))
    yield PlatePart("right-iliac-artery", "right common iliac artery", artery(-1.6, -31), (-2, -32))
    yield PlatePart("left-iliac-artery", "left common iliac artery", artery(16.2, -25.2), (17.4, -26.4))
    yield PlatePart("ureter", "ureters", dots("viscera", (38, -19.6, 2.2)), (-38, -19.6))
    yield PlatePart("sympathetic-trunk", "sympathetic trunks", dots("nerve", (27, -11.6, 1.6)), (27, -11.6))
    plexus = dots("nerve", (47, 23.6, 2.4), (39.5, 23.4, 1.7), (54.5, 22.6, 1.5))
    yield PlatePart("plexus", "lumbar plexus", plexus, (47, 23.6))
