"""Where the name of each root is written on the body and beside it, in millimetres; the view from behind is at x = 800."""

from __future__ import annotations

from collections.abc import Mapping

from spine_edu.figures.plates.structures import Sign

_BANDS = {3: 424, 4: 466, 5: 505, 6: 541, 7: 578, 8: 614, 9: 650, 10: 692, 11: 738, 12: 796}
_BANDS_BEHIND = {3: 404, 4: 444, 5: 481, 6: 516, 7: 550, 8: 584, 9: 616, 10: 648, 11: 680, 12: 714}


def _band(n: int) -> tuple[Sign, ...]:
    """Write a belt on both views, odd and even ones in columns of their own: each is narrower than its letters are tall."""
    x = 44 if n % 2 == 0 else -66
    return Sign((x, _BANDS[n])), Sign((800 + x, _BANDS_BEHIND[n]))


SKIN: Mapping[str, tuple[Sign, ...]] = {
    "C2": (Sign((-150, 160), (-50, 234)), Sign((800, 66))),
    "C3": (Sign((-178, 226), (-70, 276)), Sign((622, 226), (732, 268))),
    "C4": (Sign((-80, 328)), Sign((728, 312))),
    "C5": (Sign((-306, 420), (-220, 430)), Sign((1106, 420), (1020, 430))),
    "C6": (Sign((-370, 716), (-290, 730)), Sign((1170, 716), (1092, 730)), Sign((416, 1466), (404, 1404))),
    "C7": (Sign((-346, 1124), (-332, 1050)), Sign((454, 1124), (468, 1050)), Sign((334, 1606), (328, 1540))),
    "C8": (Sign((296, 1124), (290, 1030)), Sign((1096, 1124), (1090, 1030)), Sign((240, 1588), (256, 1500))),
    "T1": (Sign((212, 880), (226, 700)), Sign((588, 880), (566, 720))),
    "T2": (Sign((44, 378)), Sign((844, 364))),
    **{f"T{n}": _band(n) for n in _BANDS},
    "L1": (Sign((-100, 856)), Sign((748, 752))),
    "L2": (Sign((-92, 1010)), Sign((1036, 960), (945, 905))),
    "L3": (Sign((-92, 1200)), Sign((1036, 1050), (955, 1040))),
    "L4": (Sign((0, 1570), (-64, 1510)), Sign((800, 1570), (860, 1480))),
    "L5": (Sign((-206, 1440), (-124, 1440)), Sign((1010, 1180), (929, 1160)), Sign((500, 1420))),
    "S1": (Sign((-206, 1680), (-130, 1722)), Sign((1010, 1380), (908, 1360)), Sign((514, 1600))),
    "S2": (Sign((1010, 1280), (871, 1290)),),
    "S3": (Sign((612, 1232), (762, 932)),),
    "S4-5": (Sign((572, 1160), (791, 904)),),
}
"""By root: on the skin of both views, and of hand and sole."""
MOVEMENT: Mapping[str, tuple[Sign, ...]] = {
    "C5": (Sign((-306, 380), (-206, 380)), Sign((-306, 540), (-226, 540))),
    "C6": (Sign((1170, 700), (1090, 730)),),
    "C7": (Sign((494, 520), (590, 530)),),
    "C8": (Sign((212, 880), (258, 760)),),
    "T1": (Sign((296, 1124), (282, 960)), Sign((1096, 1124), (1080, 960))),
    "L2": (Sign((-214, 852), (-84, 820)),),
    "L3": (Sign((-104, 1060)),),
    "L4": (Sign((0, 1570), (-88, 1540)),),
    "L5": (Sign((-206, 1520), (-112, 1540)),),
    "S1": (Sign((712, 1420)),),
    "C5 reflex": (Sign((-340, 640), (-237, 630)),),
    "C6 reflex": (Sign((-390, 750), (-310, 812)),),
    "C7 reflex": (Sign((1130, 590), (1050, 652)),),
    "L4 reflex": (Sign((206, 1330), (84, 1330)),),
    "S1 reflex": (Sign((1000, 1640), (883, 1690)),),
}
"""By root: on its muscles, and where its reflex is tapped."""
