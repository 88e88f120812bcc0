"""The skin of each root on a standing body, front and back: the dermatomes C2 to S5, one common map among several.

Each area is a ring of borders that it shares with its neighbors; they are named for the two roots that they part. The points
at which the standard for injuries of the cord tests lie within the areas; where the borders run, maps differ.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.person.body_outline import Chain, across, edge, loop, node, through
from spine_edu.figures.plates.structures import mirror

Borders = Mapping[str, tuple[str | Point, ...]]
"""Borders by the roots that they part: each leads through points, and through named places of the outline."""

# places where three areas meet, away from the outline
_CHEST, _ELBOW, _FOREARM, _KNEE = (150, 378), (238, 634), (264, 770), (112, 1292)
_SHOULDER, _ARM, _OUTER, _INNER, _ULNA = (150, 370), (207, 505), (250, 646), (212, 611), (247, 768)
_THIGH, _HOLLOW, _CALF = (46, 1130), (57, 1318), (80, 1500)

_FRONT: Borders = {
    "V C2": ((0, 231), (30, 224), "jaw"),
    "C2 C3": ((0, 258), (32, 252), "C2-C3"),
    "C3 C4": ((0, 306), (50, 302), "C3-C4"),
    "C4 T2": ((0, 352), (80, 352), _CHEST),
    "C4 C5": (_CHEST, (182, 350), "C4-C5"),
    "C5 T2": (_CHEST, (177, 432), (204, 495), (223, 570), _ELBOW),
    "C5 C6": (_ELBOW, (262, 652), "C5-C6"),
    "T1 T2": (_ELBOW, (216, 620), "T1-T2"),
    "C6 T1": (_ELBOW, (250, 700), _FOREARM),
    "C8 T1": (_FOREARM, (250, 782), "C8-T1"),
    "C6 C7": (_FOREARM, (288, 850), (308, 915), "C6-C7"),
    "C7 C8": (_FOREARM, (279, 850), (295, 915), "C7-C8"),
    "T2 T3": ((0, 398), (90, 406), (140, 440), "armpit"),
    **{
        f"T{n} T{n + 1}": ((0, y), (90, (3 * y + node(f"T{n}-T{n + 1}")[1]) / 4), f"T{n}-T{n + 1}")
        for n, y in enumerate((446, 486, 522, 560, 596, 632, 671, 717, 764), 3)
    },
    "T12 L1": ((0, 862), (60, 842), (120, 790), "T12-L1"),
    "L1 L2": ("L1-L2 inner", (60, 938), (120, 882), "L1-L2"),
    "L2 L3": ("L2-L3 inner", (72, 1132), (118, 1104), "L2-L3"),
    "L3 L4": ("L3-L4", (80, 1322), _KNEE),
    "L3 L5": (_KNEE, (128, 1240), "L3-L5"),
    "L4 L5": (_KNEE, (100, 1400), (86, 1500), (74, 1610), "L4-L5"),
    "L5 S1": ("L5-S1", (114, 1696), "toes"),
}
_BACK: Borders = {
    "C2 C3": ((0, 222), (32, 230), "C2-C3"),
    "C3 C4": ((0, 276), (50, 284), "C3-C4"),
    "C4 T2": ((0, 336), (80, 342), _SHOULDER),
    "C4 C5": (_SHOULDER, (182, 348), "C4-C5"),
    "C5 T2": (_SHOULDER, (176, 432), _ARM),
    "C5 C7": (_ARM, (230, 575), _OUTER),
    "C7 T2": (_ARM, (209, 560), _INNER),
    "C5 C6": (_OUTER, (266, 652), "C5-C6"),
    "T1 T2": (_INNER, (204, 612), "T1-T2"),
    "C6 C7": (_OUTER, (280, 750), (303, 850), (318, 915), "C6-C7"),
    "C7 T1": (_INNER, (229, 690), _ULNA),
    "C8 T1": (_ULNA, (242, 776), "C8-T1"),
    "C7 C8": (_ULNA, (277, 850), (295, 915), "C7-C8"),
    "T2 T3": ((0, 384), (90, 402), (140, 440), "armpit"),
    **{
        f"T{n} T{n + 1}": ((0, y), (90, (y + node(f"T{n}-T{n + 1}")[1]) / 2), f"T{n}-T{n + 1}")
        for n, y in enumerate((424, 462, 498, 533, 567, 600, 632, 664, 697), 3)
    },
    "T12 L1": ((0, 730), (80, 728), "T12-L1"),
    "L1 L2": ((0, 763), (90, 774), "L1-L2"),
    "L2 L3": ((0, 792), (80, 826), (138, 930), "L2-L3"),
    "L3 L5": ((0, 820), (70, 862), (124, 970), (143, 1090), "L3-L5"),
    "L5 S1": ((0, 845), (60, 892), (106, 990), (117, 1120), (114, 1260), (118, 1400), (114, 1540), "L5-S1"),
    "S1 S2": ((0, 862), (46, 900), (78, 990), (86, 1110), (85, 1260), (90, 1400), _CALF),
    "S2 S3": ((0, 874), (36, 886), (52, 916), (40, 946), "cleft"),
    "S3 S4": ((0, 888), (15, 894), (18, 906), (10, 917), "crotch"),
    "S2 L2": ("L1-L2 inner", (34, 1050), _THIGH),
    "L2 L3 inner": (_THIGH, "L2-L3 inner"),
    "S2 L3": (_THIGH, (55, 1230), _HOLLOW),
    "L3 L4": (_HOLLOW, "L3-L4"),
    "S2 L4": (_HOLLOW, (62, 1400), _CALF),
    "L4 S1": (_CALF, (78, 1600), "L4-L5"),
}

# Areas by their roots: the borders and pieces of the outline around each. One that begins and ends at the midline goes across it.
_BANDS = {f"T{n}": (f"T{n - 1} T{n}", f"T{n - 1}-T{n}..T{n}-T{n + 1}", f"T{n} T{n + 1}") for n in range(4, 12)}
_TRUNK = {
    "C3": ("C2 C3", "C2-C3..C3-C4", "C3 C4"),
    "C4": ("C3 C4", "C3-C4..C4-C5", "C4 C5", "C4 T2"),
    "T3": ("T2 T3", "armpit..T3-T4", "T3 T4"),
    **_BANDS,
    "T12": ("T11 T12", "T11-T12..T12-L1", "T12 L1"),
}
_AREAS_FRONT: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "C2": (("V C2", "jaw..C2-C3", "C2 C3"),),
    **{root: (around,) for root, around in _TRUNK.items()},
    "C5": (("C4 C5", "C4-C5..C5-C6", "C5 C6", "C5 T2"),),
    "C6": (("C5 C6", "C5-C6..C6-C7", "C6 C7", "C6 T1"),),
    "C7": (("C6 C7", "C6-C7..C7-C8", "C7 C8"),),
    "C8": (("C7 C8", "C7-C8..C8-T1", "C8 T1"),),
    "T1": (("C6 T1", "C8 T1", "C8-T1..T1-T2", "T1 T2"),),
    "T2": (("C4 T2", "C5 T2", "T1 T2", "T1-T2..armpit", "T2 T3"),),
    "L1": (("T12 L1", "T12-L1..L1-L2", "L1 L2", "L1-L2 inner..crotch"),),
    "L2": (("L1 L2", "L1-L2..L2-L3", "L2 L3", "L2-L3 inner..L1-L2 inner"),),
    "L3": (("L2 L3", "L2-L3..L3-L5", "L3 L5", "L3 L4", "L3-L4..L2-L3 inner"),),
    "L4": (("L3 L4", "L4 L5", "L4-L5..L3-L4"),),
    "L5": (("L3 L5", "L3-L5..L5-S1", "L5 S1", "toes..L4-L5", "L4 L5"),),
    "S1": (("L5 S1", "L5-S1..toes"),),
}
_AREAS_BACK: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "C2": (("crown..C2-C3", "C2 C3"),),
    **{root: (around,) for root, around in _TRUNK.items()},
    "C5": (("C4 C5", "C4-C5..C5-C6", "C5 C6", "C5 C7", "C5 T2"),),
    "C6": (("C5 C6", "C5-C6..C6-C7", "C6 C7"),),
    "C7": (("C5 C7", "C6 C7", "C6-C7..C7-C8", "C7 C8", "C7 T1", "C7 T2"),),
    "C8": (("C7 C8", "C7-C8..C8-T1", "C8 T1"),),
    "T1": (("C7 T1", "C8 T1", "C8-T1..T1-T2", "T1 T2"),),
    "T2": (("C4 T2", "C5 T2", "C7 T2", "T1 T2", "T1-T2..armpit", "T2 T3"),),
    "L1": (("T12 L1", "T12-L1..L1-L2", "L1 L2"),),
    "L2": (("L1 L2", "L1-L2..L2-L3", "L2 L3"), ("S2 L2", "L2 L3 inner", "L2-L3 inner..L1-L2 inner")),
    "L3": (("L2 L3", "L2-L3..L3-L5", "L3 L5"), ("L2 L3 inner", "S2 L3", "L3 L4", "L3-L4..L2-L3 inner")),
    "L4": (("L3 L4", "S2 L4", "L4 S1", "L4-L5..L3-L4"),),
    "L5": (("L3 L5", "L3-L5..L5-S1", "L5 S1"),),
    "S1": (("L5 S1", "L5-S1..L4-L5", "L4 S1", "S1 S2"),),
    "S2": (("S1 S2", "S2 L4", "S2 L3", "S2 L2", "L1-L2 inner..cleft", "S2 S3"),),
    "S3": (("S2 S3", "cleft..crotch", "S3 S4"),),
    "S4-5": (("S3 S4",),),
}


@functools.cache
def skin_areas(seen: str) -> dict[str, tuple[Chain, ...]]:
    """Return the areas of skin seen from the 'front' or the 'back', by root: rings of both sides of the body.

    >>> len(skin_areas("front")["T10"]), len(skin_areas("front")["C6"]), "S3" in skin_areas("front")
    (1, 2, False)
    """
    borders, areas = (_FRONT, _AREAS_FRONT) if seen == "front" else (_BACK, _AREAS_BACK)
    return {root: tuple(ring for around in rings for ring in _rings(around, borders)) for root, rings in areas.items()}


def _rings(around: tuple[str, ...], borders: Borders) -> tuple[Chain, ...]:
    """Lead around an area: return one ring if it begins and ends at the midline, else a ring and its mirror image."""
    pieces = [edge(*piece.split("..")) if ".." in piece else _border(borders[piece]) for piece in around]
    chain = [
        pieces[0] if pieces[0][-1] in (pieces[-1] if len(pieces) == 1 else (pieces[1][0], pieces[1][-1])) else pieces[0][::-1]
    ]
    for piece in pieces[1:]:
        chain.append(piece if piece[0] == chain[-1][-1] else piece[::-1])
    if chain[0][0][0] == chain[-1][-1][0] == 0:
        return (across(*chain),)
    ring = loop(*chain)
    return ring, mirror(ring)


def _border(points: tuple[str | Point, ...]) -> Chain:
    return through([node(point) if isinstance(point, str) else point for point in points])


POINTS: Mapping[str, tuple[str, Point]] = {
    "C2": ("back", (16, 120)),
    "C3": ("front", (74, 280)),
    "C4": ("front", (168, 312)),
    "C5": ("front", (258, 626)),
    "C6": ("back", (362, 962)),
    "C7": ("back", (332, 1014)),
    "C8": ("back", (286, 1012)),
    "T1": ("front", (214, 642)),
    "T2": ("front", (163, 456)),
    **{f"T{n}": ("front", (110, y)) for n, y in enumerate((424, 467, 505, 541, 578, 613, 648, 684, 722, 768), 3)},
    "L1": ("front", (100, 852)),
    "L2": ("front", (92, 1010)),
    "L3": ("front", (54, 1262)),
    "L4": ("front", (60, 1638)),
    "L5": ("front", (96, 1716)),
    "S1": ("back", (110, 1712)),
    "S2": ("back", (70, 1290)),
    "S3": ("back", (38, 926)),
    "S4-5": ("back", (9, 904)),
}
"""By root: the point at which the standard for injuries of the cord tests its skin, and in which view it is seen."""

_LITTLE_TOE = through(
    ((128, 72), (114, 150), (100, 230), (74, 284), (33, 304))
)  # between the fourth and the little toe, and the heel
SOLE: Mapping[str, Chain] = {
    "L5": loop(
        through(((33, 304), (34, 270), (28, 200), (14, 130), (9, 80), (16, 36), (30, 6), (50, 6), (60, 40))),
        through(((60, 40), (66, 18), (80, 14), (86, 42))),
        through(((86, 42), (92, 28), (104, 30), (108, 54))),
        through(((108, 54), (114, 44), (124, 50), (128, 72))),
        _LITTLE_TOE,
    ),
    "S1": loop(
        through(
            ((128, 72), (136, 66), (146, 78), (144, 110), (140, 160), (132, 220), (124, 280), (120, 330), (104, 382), (74, 398))
        ),
        through(((74, 398), (46, 384), (34, 340), (33, 304))),
        _LITTLE_TOE[::-1],
    ),
}
"""What two roots serve of a sole, the big toe on the left."""
