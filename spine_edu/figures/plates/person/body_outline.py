"""The outline of a standing body, arms a little apart and palms to the front: one trace of curves, cut at named places.

Millimetres; x grows from the midline to the side, y from the crown down the page. Front and back have the same outline. What lies
on the body is bounded by pieces of this trace and by borders that begin and end on it, so that neighbors share every border.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from spine_edu.figures.drawing.rings import simplify
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.structures import mirror

Chain = tuple[Point, ...]
_STEPS = 6  # points of a curve between two that it is led through
_TOLERANCE = 1.6  # a third of a unit of the page: no eye sees more

_TRACE: tuple[tuple[float, float] | tuple[float, float, str], ...] = (
    # head, ear and neck
    *((0, 0, "crown"), (26, 3), (50, 14), (68, 38), (76, 70), (77, 98), (83, 98), (86, 112), (82, 132), (75, 144)),
    *((71, 166), (62, 192, "jaw"), (58, 206), (57, 222), (60, 245, "C2-C3"), (74, 263), (104, 278, "C3-C4")),
    *((146, 290),),
    # shoulder and outer edge of the arm
    *((180, 301), (207, 322, "C4-C5"), (225, 356), (233, 400), (238, 448), (244, 492), (254, 540), (263, 580)),
    *((272, 620), (283, 652, "C5-C6"), (294, 690), (302, 728), (309, 770), (316, 820), (324, 868)),
    # thumb, then the fingers from the index on, and the inner edge of the hand
    *((333, 890), (347, 914), (361, 942), (374, 966), (384, 982), (386, 992), (380, 998), (371, 994), (358, 976)),
    *((348, 959), (343, 962), (348, 986), (356, 1014), (363, 1038), (363, 1049), (357, 1053), (350, 1049), (343, 1030)),
    *((336, 1003), (331, 990, "C6-C7"), (335, 1006), (343, 1036), (349, 1056), (348, 1066), (341, 1070), (335, 1065)),
    *((329, 1046), (321, 1016), (315, 997, "C7-C8"), (318, 1012), (324, 1036), (328, 1052), (327, 1061), (320, 1065)),
    *((314, 1060), (308, 1042), (302, 1018), (297, 1001), (298, 1012), (301, 1028), (301, 1039), (296, 1045)),
    *((290, 1043), (286, 1034), (280, 1006), (273, 966), (268, 930)),
    # inner edge of the arm, up to the armpit
    *((268, 890), (260, 850), (248, 812), (236, 780, "C8-T1"), (222, 738), (212, 700), (206, 668), (202, 642)),
    *((194, 608, "T1-T2"), (184, 570), (175, 532), (166, 496), (157, 466, "armpit")),
    # flank and outer edge of the leg
    *((159, 478, "T3-T4"), (160, 500, "T4-T5"), (159, 528, "T5-T6"), (156, 558, "T6-T7"), (152, 587, "T7-T8")),
    *((147, 615, "T8-T9"), (143, 641, "T9-T10"), (140, 672, "T10-T11"), (142, 704, "T11-T12"), (149, 738, "T12-L1")),
    *((157, 780), (163, 826, "L1-L2"), (168, 876), (170, 930), (168, 1000), (163, 1060, "L2-L3"), (157, 1130)),
    *((148, 1190, "L3-L5"), (141, 1240), (139, 1280), (137, 1315), (141, 1360), (144, 1400), (142, 1450), (133, 1510)),
    *((121, 1570), (112, 1620), (112, 1650, "L5-S1")),
    # foot, a little turned out, and inner edge of the leg, up to the crotch
    *((118, 1672), (129, 1696), (142, 1720), (146, 1735), (138, 1746), (118, 1750, "toes"), (98, 1750), (79, 1748)),
    *((67, 1738), (63, 1718), (61, 1696), (55, 1676, "L4-L5"), (52, 1655), (55, 1630), (56, 1590), (48, 1520)),
    *((37, 1450), (32, 1400), (33, 1355), (40, 1315, "L3-L4"), (41, 1280), (36, 1245), (33, 1200)),
    *((27, 1130, "L2-L3 inner"), (18, 1050), (10, 975, "L1-L2 inner"), (7, 955, "cleft"), (0, 918, "crotch")),
)


def through(points: Sequence[Point]) -> Chain:
    """Return a smooth open curve that leads through all the given points (Catmull and Rom); from the midline it starts level.

    >>> [tuple(map(round, point)) for point in through(((3, 0), (9, 6), (15, 0)))][::3]
    [(3, 0), (6, 3), (9, 6), (12, 3), (15, 0)]
    """
    if len(points) < 3:
        return tuple(points)
    before = (-points[1][0], points[1][1]) if points[0][0] == 0 else points[0]
    led = [before, *points, points[-1]]
    curve: list[Point] = [points[0]]
    for a, b, c, d in zip(led, led[1:], led[2:], led[3:], strict=False):
        curve += (_between(a, b, c, d, step / _STEPS) for step in range(1, _STEPS + 1))
    return tuple(curve)


def edge(start: str, end: str) -> Chain:
    """Return the piece of the outline between two named places, in the direction from the first to the second."""
    curve, places = _traced()
    a, b = places[start], places[end]
    return curve[a : b + 1] if a <= b else curve[b : a + 1][::-1]


def node(name: str) -> Point:
    """Return where a named place of the outline is."""
    curve, places = _traced()
    return curve[places[name]]


def loop(*chains: Sequence[Point]) -> Chain:
    """Join chains end to end into a ring, with no more points than can be seen."""
    return simplify([point for chain in chains for point in chain], _TOLERANCE)


def across(*chains: Sequence[Point]) -> Chain:
    """Join chains that begin and end at the midline, and their mirror images, into one ring."""
    half = [point for chain in chains for point in chain]
    return simplify([*half, *mirror(half[::-1])], _TOLERANCE)


def outline() -> Chain:
    """Return the whole outline."""
    return across(edge("crown", "crotch"))


@functools.cache
def _traced() -> tuple[Chain, dict[str, int]]:
    """Return the outline of the left half as one curve, and where its named places are on it."""
    places = {point[2]: n * _STEPS for n, point in enumerate(_TRACE) if len(point) == 3}
    return through([point[:2] for point in _TRACE]), places


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def at(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t)

    return at(a[0], b[0], c[0], d[0]), at(a[1], b[1], c[1], d[1])
