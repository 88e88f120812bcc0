"""The bony parts of a vertebra, labelled: a typical one of each region from above, the side and behind, and the odd ones out.

Each view is drawn for one bone of its kind and stretched to the size of the vertebra asked for. Millimetres from the middle of
the body; y goes down the page. From above the front is at the top, from the side it is on the right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spine_edu.anatomy import vertebra_named
from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke, both, ellipse, kidney, mirror
from spine_edu.figures.plates.vertebra_sides import cervical_side, lumbar_side, thoracic_side
from spine_edu.geometry.body.measures import size

_EDGES = {
    "top": ("front", "right", "back", "left"),
    "side": ("cranial", "front", "caudal", "back"),
    "back": ("cranial", "right", "caudal", "left"),
    "front": ("cranial", "left", "caudal", "right"),
}
_SEEN = {"top": "from above", "side": "from its right side", "back": "from behind", "front": "from the front"}
Half = tuple[Point, ...]


def parts_of(vertebra: str = "L4", view: str = "top") -> Picture:
    """Draw one vertebra with its bony parts named, seen from 'top', 'side', 'back' or 'front'.

    >>> parts_of("T7", "side").words.partition("Parts: ")[2].partition(";")[0]
    'body'
    """
    name = vertebra_named(vertebra)
    kind = name if name in ("C1", "C2") else name[0]
    views = _VIEWS[kind]
    if view not in views:
        known = "', '".join(views)
        hint = _MISSING.get((kind, view), "the view shows no part that the others hide")
        raise FigureError(f"{name} is not drawn {_SEEN.get(view, repr(view))}: {hint}. Choose view='{known}'.")
    parts = view_parts(name, view)
    xs = [x for part in parts for stroke in part.strokes for x, _ in stroke.points]
    ys = [y for part in parts for stroke in part.strokes for _, y in stroke.points]
    bone = "Sacrum" if kind == "S" else f"{name} ({_KINDS[kind]})"
    return Plate(
        name=f"{bone} {_SEEN[view]}",
        parts=tuple(parts),
        window=(min(xs) - 1.5, min(ys) - 1.5, max(xs) + 1.5, max(ys) + 1.5),
        lead=f"{bone} {_SEEN[view]}.",
        edges=_EDGES[view],
        notes=tuple(_NOTES[which] for which in dict.fromkeys((kind, name)) if which in _NOTES),
        foot="Schematic.",
    ).draw()


def view_parts(name: str, view: str) -> list[PlatePart]:
    """Return the parts of a vertebra as one of its views draws them, stretched to its size.

    >>> [part.key for part in view_parts("L4", "top")][:2]
    ['body', 'foramen']
    """
    kind = name if name in ("C1", "C2") else name[0]
    wide, deep = _stretch(name, kind)
    factor = {
        "top": (wide, deep),
        "side": (1, 1) if kind in "CTL" else (deep, deep),
        "back": (wide, wide),
        "front": (wide, wide),
    }[view]
    return [_stretched(part, *factor) for part in _VIEWS[kind][view](name)]


def words_of(name: str) -> str:
    """Say the bony parts of a bone, as its views name them, and what marks it among the others.

    >>> words_of("C2").partition(" Parts: ")[0], "dens" in words_of("C2")
    ('C2 (axis), alone.', True)
    """
    other, _, side = name.partition("-")
    if other in _BESIDE:
        return _BESIDE[other].format(side=side.capitalize())
    kind = name if name in ("C1", "C2") else name[0]
    bone = (
        "Sacrum" if kind == "S" else f"{name} ({_KINDS[kind]})" if name in ("C1", "C2") else f"{name}, a {_KINDS[kind]} vertebra"
    )
    views = [view for view in ("top", "front", "side", "back") if view in _VIEWS[kind]]
    told: dict[str, str] = {}
    for view in views:
        tissues = ("bone", "cartilage", "air") if view == views[0] or kind == "S" else ("bone",)
        for part in view_parts(name, view):
            stem = _singular(part.name)
            said = any(stem.startswith(other) or other.startswith(stem) for other in told if other != "facets")
            if part.strokes[0].tissue in tissues and not said and not stem.startswith("place of"):
                told[stem] = part.name.replace(", front bar", ", each of two bars")
    marks = " ".join(_NOTES[which] for which in dict.fromkeys((kind, name)) if which in _NOTES)
    return f"{bone}, alone. Parts: {'; '.join(told.values())}. {marks}"


def _singular(name: str) -> str:
    """Return what a part is called when there is one of it, without what is said of it: 'laminae' and 'lamina' are one part."""
    stem = name.partition(",")[0].partition(" (")[0].partition(" with ")[0]
    for many, one in (("laminae", "lamina"), ("masses", "mass"), ("processes", "process"), ("pedicles", "pedicle")):
        stem = stem.replace(many, one)
    return stem


_BESIDE = {
    "O": "Occiput, alone. Parts: foramen magnum; two condyles, convex and converging forward, for C1; the squama with the "
    "external protuberance, the nuchal lines and, below it in the midline, the keel that holds the screws of a plate; "
    "the clivus in front.",
    "Co": "Coccyx, alone. Parts: four pieces, each smaller than the last, fused; "
    "horns and short transverse processes on the first.",
    "ilium": "{side} ilium, alone. Parts: the wing with its crest; the thick part beside the sacrum, "
    "where the sacroiliac joint is; the roof of the hip socket.",
}
_KINDS = {"C": "cervical", "T": "thoracic", "L": "lumbar", "C1": "atlas", "C2": "axis", "S": "sacrum"}
_MISSING = {
    ("C1", "side"): "its parts lie one before the other",
    ("C1", "front"): "its anterior arch hides the rest",
    ("L", "front"): "the body hides the arch",
    ("T", "front"): "the body hides the arch",
    ("C", "front"): "the body hides the arch",
}
_NOTES = {
    "C1": "The atlas has no body and no spinous process [openstax-anatomy].",
    "C2": "The dens rises from the body of the axis, behind the anterior arch of the atlas [openstax-anatomy].",
    "C": "An opening in each transverse process marks a cervical vertebra [openstax-anatomy].",
    "C7": "C7 has a long spinous process that is not forked [openstax-anatomy].",
    "T": "Facets for the ribs mark a thoracic vertebra; its spinous process points down [openstax-anatomy].",
    "L": "Large body, short blunt spinous process: a lumbar vertebra [openstax-anatomy].",
    "S": "The fused spinous processes form the median sacral crest [openstax-anatomy].",
}
_MODEL = {"C": "C5", "T": "T7", "L": "L4", "C1": "C1", "C2": "C2", "S": "S1"}


def _stretch(name: str, kind: str) -> tuple[float, float]:
    """How much wider and deeper a vertebra is than the one its kind is drawn from."""
    model = _MODEL[kind]
    if name == model:
        return 1, 1
    ratios = (size(name, f"endplate_{way}_lower") / size(model, f"endplate_{way}_lower") for way in ("width", "depth"))
    wide, deep = ratios
    return wide, deep


def _stretched(part: PlatePart, wide: float, deep: float) -> PlatePart:
    x, y = part.at
    return replace(part, strokes=tuple(stroke.stretched(wide, deep) for stroke in part.strokes), at=(x * wide, y * deep))


def _whole(half: Half, tissue: str = "bone") -> tuple[Stroke, ...]:
    """A part across the midline, given as its right half from the front or top to the back or bottom."""
    return (Stroke((*half, *mirror(half[::-1])), tissue),)


def _gap(points: Half) -> tuple[Stroke, ...]:
    return (Stroke(points, "air"),)


# Lumbar -----------------------------------------------------------------------------------------------------------------------


def _lumbar_top(_: str) -> list[PlatePart]:
    """Return L4 from above: the facets of the upper joints face the midline."""
    canal = ((0, 15.6), (7, 15.8), (12.8, 18.6), (12.2, 23.6), (7.6, 29.4), (0, 32.6))
    return [
        PlatePart("body", "body", (Stroke(kidney(26.4, 17.2, 2.2), "bone"),), (0, -2), "in"),
        PlatePart("foramen", "vertebral foramen", _whole(canal, "air"), (3, 23), "left"),
        PlatePart("inferior-process", "inferior articular processes",
            both(((7, 36), (13, 33.5), (16.4, 37), (14, 42.4), (8.5, 43)), "bone"), (13.6, 40.4), "right"),
        PlatePart("transverse", "transverse processes",
            both(((21, 12), (24, 11.5), (34, 14.5), (43.5, 17), (45.2, 20.2), (43, 22.8), (33, 20.5), (24.5, 23.4),
            (21, 22)), "bone"),
            (-39, 19.4), "left"),
        PlatePart("pedicle", "pedicles",
            both(((13, 13.2), (20.6, 9.6), (23, 12.4), (22, 22.4), (13.4, 22.4), (12.2, 17)), "bone"), (18, 15.8), "right"),
        PlatePart("lamina", "laminae",
            both(((12.4, 20.6), (15.6, 24.6), (16.4, 32), (8.6, 39), (2.5, 41), (0, 41), (0, 32.6), (5, 31.2),
            (10.6, 26.4)), "bone"),
            (-8, 34.4), "left"),
        PlatePart("superior-process", "superior articular processes",
            both(((13.6, 21.5), (21.5, 20.4), (25.6, 25), (25, 31.6), (20.6, 34.6), (17.2, 31), (15.4, 27)), "bone"),
            (22, 27), "right"),
        PlatePart("facet", "facets, facing the midline",
            both(((14, 22.6), (15.6, 27), (17.4, 30.6), (20, 33.4)), "cartilage", "curve", 1.4), (16, 28), "right"),
        PlatePart("spinous", "spinous process",
            _whole(((0, 38.6), (2.8, 39.5), (2.4, 55), (4, 62), (3.4, 66.8), (0, 67.5))), (-1.4, 56), "left"),
    ]  # fmt: skip


def _lumbar_back(_: str) -> list[PlatePart]:
    """Return L4 from behind: the arch before the body, the pedicles as hints of lines behind their facets."""
    side = ((25, -14), (24.6, -11), (22.4, 0), (24.6, 11), (25, 14), (23, 14.4))
    body = ((-25, -14), (-23, -14.4), (23, -14.4), *side, *mirror(side[:0:-1]))
    pedicle = ellipse(17.6, -7, 7.6, 7.8)
    return [
        PlatePart("body", "body, behind the arch", (Stroke(body, "bone"),), (-21.6, 10), "left"),
        PlatePart("transverse", "transverse processes",
            both(((17, -7), (30, -9.4), (42, -10.4), (45.4, -7), (42, -3.4), (30, -1.4), (19, 2.6)), "bone"), (-40, -7), "left"),
        PlatePart("superior-process", "superior articular processes",
            both(((12.6, -3), (11.6, -14), (14.5, -19), (19.5, -20.4), (23.4, -14), (22.6, -6), (18, -1)), "bone"),
            (18.4, -14), "right"),
        PlatePart("facet", "facets of the upper joint",
            both(((12, -13), (14.6, -18.6), (18.6, -19.6)), "cartilage", "curve", 1.6), (-14, -17.6), "left"),
        PlatePart("inferior-process", "inferior articular processes",
            both(((7.6, 8), (11.5, 4.6), (17.4, 5.2), (20, 14), (18.4, 24), (13, 27), (8.8, 22)), "bone"), (14.6, 20), "right"),
        PlatePart("lamina", "laminae",
            both(((0, -7), (8, -9.4), (13, -5.6), (12.6, 8), (9, 13.4), (0, 12)), "bone"), (-6.4, 3), "left"),
        PlatePart("pars", "pars interarticularis",
            both(((11.6, -5), (18.8, -4), (18, 6.4), (10.8, 8.4)), "bone"), (15, 1.4), "right"),
        PlatePart("pedicle", "pedicles, in front of the facets",
            tuple(Stroke((*ring, ring[0]), "", "line") for ring in (pedicle, mirror(pedicle))),
            (24.6, -9), "right"),
        PlatePart("spinous", "spinous process",
            _whole(((0, -4), (3, -2), (3.8, 10), (5, 20), (3, 24.5), (0, 25))), (-1, 18), "left"),
    ]  # fmt: skip


# Thoracic ---------------------------------------------------------------------------------------------------------------------


def _thoracic_top(name: str) -> list[PlatePart]:
    """Return T7 from above; T11 and T12 have no facet on the transverse process."""
    canal = ((0, 12.4), (5, 13), (8.4, 17), (8.4, 22), (5, 27), (0, 29.4))
    parts = [
        PlatePart("body", "body",
            _whole(((0, -14.4), (6, -13.2), (11.6, -7), (14.2, 1), (13.6, 8), (10, 12.6), (5, 13), (0, 12.2))), (0, -2), "in"),
        PlatePart("foramen", "vertebral foramen", _whole(canal, "air"), (-2.4, 21), "left"),
        PlatePart("transverse", "transverse processes",
            both(((12.8, 17), (17, 18.5), (27, 26.4), (30.6, 31.4), (28.5, 36), (24, 35), (15, 28), (12.6, 25)), "bone"),
            (-22, 27.4), "left"),
        PlatePart("pedicle", "pedicles",
            both(((8.6, 11.6), (13.2, 9), (14, 14), (13.8, 22.4), (8.8, 22.4), (8.2, 17)), "bone"), (11.4, 15), "right"),
        PlatePart("lamina", "laminae",
            both(((8.6, 21), (13.8, 23), (13, 30), (6, 35.6), (0, 37), (0, 29.4), (5, 27.2), (8, 24)), "bone"),
            (-6.4, 31), "left"),
        PlatePart("superior-process", "superior articular processes",
            both(((8.8, 20.6), (15.6, 20), (16.4, 24.4), (10.4, 26.4)), "bone"), (13, 22.4), "right"),
        PlatePart("facet", "facets, facing back",
            both(((10.6, 26.2), (13.4, 25.6), (16.2, 24.4)), "cartilage", "curve", 1.2), (14.6, 25.2), "right"),
        PlatePart("rib-facet", "facets for the head of a rib",
            both(ellipse(12.8, 8.8, 1.9, 3.3, -18), "cartilage"), (-13, 8.6), "left"),
        PlatePart("spinous", "spinous process",
            _whole(((0, 34.6), (2.4, 35.4), (1.8, 46), (2.6, 51.4), (0, 53))), (1, 47), "right"),
    ]  # fmt: skip
    if name not in ("T11", "T12"):
        spot = both(ellipse(28.4, 29.2, 1.5, 3, -40), "cartilage")
        parts.append(PlatePart("tubercle-facet", "facets for the tubercle of a rib", spot, (28.6, 29.4), "right"))
    return parts


# Cervical ---------------------------------------------------------------------------------------------------------------------


def _cervical_top(name: str) -> list[PlatePart]:
    """Return C5 from above; the spinous process of C7 is not forked."""
    canal = ((0, 6.6), (5, 7), (10, 8.4), (12.4, 12), (10.4, 17.4), (4.4, 22), (0, 24))
    fork = ((0, 25.6), (2.8, 27.6), (2.8, 32.6), (6.4, 38.8), (5.4, 40.6), (2.4, 37.6), (0, 35.4))
    plain = ((0, 25.6), (2.8, 27.6), (2.4, 37), (3.4, 43), (2.4, 46), (0, 46.6))
    forked = name != "C7"
    said = "forked spinous process" if forked else "spinous process"
    return [
        PlatePart("foramen", "vertebral foramen", _whole(canal, "air"), (2.6, 14), "right"),
        PlatePart("front-tubercle", "transverse processes, front bar",
            both(((7.6, -2), (12, -4.8), (17, -4.6), (21.4, -2.8), (21.6, 0.6), (19, -1.4), (14, -1.8), (11, 0.8),
            (7.6, 2)), "bone"),
            (-16, -3.2), "left", "transverse processes"),
        PlatePart("rear-tubercle", "transverse processes, rear bar",
            both(((19.2, -2), (21.8, -3), (25.2, 3), (26.4, 8.4), (24, 10.6), (20.2, 6.8), (20.6, 2)), "bone"),
            (22.8, 5), "none"),
        PlatePart("transverse-foramen", "transverse foramina", both(ellipse(16.6, 1.7, 3.1, 3.1), "air"), (16.6, 1.7), "right"),
        PlatePart("body", "body", (Stroke(kidney(9.5, 7.3, 0.8), "bone"),), (0, 0), "in"),
        PlatePart("uncinate", "uncinate processes",
            both(((6.8, -3), (9.4, -3.6), (10.8, 0.6), (9.8, 5.4), (7.4, 5)), "bone"), (-8.8, 0.6), "left"),
        PlatePart("pedicle", "pedicles",
            both(((8.4, 5.8), (10.2, 2.8), (14.4, 6), (19.4, 7.6), (16, 12.4), (12.2, 11.4)), "bone"), (14, 8.4), "right"),
        PlatePart("lamina", "laminae",
            both(((12.4, 12.6), (17, 20.6), (9, 26), (2.4, 29), (0, 29.4), (0, 24), (3.4, 22.6), (9, 18.4)), "bone"),
            (-8, 22.6), "left"),
        PlatePart("pillar", "lateral masses",
            both(((13.4, 12.4), (17, 8), (23, 9), (25.6, 14), (24, 20), (18, 22.4), (14, 19.4)), "bone"), (-22.6, 18), "left"),
        PlatePart("facet", "facets, facing up and back", both(ellipse(19.4, 14.6, 4.4, 4), "cartilage"), (20, 15), "right"),
        PlatePart("spinous", said, _whole(fork if forked else plain), (1.4, 31), "right"),
    ]  # fmt: skip


def _atlas_top(_: str) -> list[PlatePart]:
    """Return C1 from above, with the place of the dens and the ligament behind it."""
    ring = ((0, -12), (8, -9.4), (11.6, -4), (10.6, 1), (12.6, 7), (12.2, 12), (8, 18), (0, 22.2))
    return [
        PlatePart("foramen", "vertebral foramen", _whole(ring, "air"), (3, 10), "right"),
        PlatePart("dens-place", "place of the dens", _gap(ellipse(0, -6.4, 4.6, 4.6)), (0, -6.4), "left"),
        PlatePart("front-arch", "anterior arch with its tubercle",
            _whole(((0, -18), (3, -17), (8, -14.8), (13, -11.6), (13, -6.4), (8, -9.6), (3, -11.6), (0, -12))),
            (5, -14), "right"),
        PlatePart("rear-arch", "posterior arch with its tubercle",
            _whole(((0, 27.6), (2, 27.2), (8, 24.5), (15, 19), (19.4, 13), (19.4, 8), (12.6, 5.6), (12.2, 10.5), (10, 16),
            (5, 20.4), (0, 22))),
            (-7, 22.4), "left"),
        PlatePart("transverse", "transverse processes",
            both(((24, -8), (31, -6.6), (36.7, -0.6), (36.4, 4), (31, 6.6), (24, 6)), "bone"), (33.4, 2), "right"),
        PlatePart("transverse-foramen", "transverse foramina", both(ellipse(28.4, -0.6, 3.1, 3), "air"), (-28.4, -0.6), "left"),
        PlatePart("lateral-mass", "lateral masses",
            both(((11.6, -11), (18, -12.8), (24, -9.4), (26, -2), (24.4, 6), (18, 9), (12.6, 6.8), (10.4, 1),
            (11.4, -5)), "bone"),
            (-23.6, 4.6), "left"),
        PlatePart("facet", "upper facets, for the skull",
            both(ellipse(18.4, -2.2, 4.4, 8.4, 22), "cartilage"), (19, -3), "right"),
        PlatePart("ligament", "transverse ligament",
            _whole(((0, -1.6), (6, -2.6), (11, -4), (11, -2), (6, -0.6), (0, 0.6)), "ligament"), (-5, -1.4), "left"),
        PlatePart("groove", "groove of the vertebral artery",
            both(((23, 8), (18.6, 11.4), (14.4, 13.6)), "artery", "curve", 1.3), (18.6, 11.2), "right"),
    ]  # fmt: skip


def _axis_front(_: str) -> list[PlatePart]:
    """Return C2 from the front: the dens above the body."""
    return [
        PlatePart("transverse", "transverse processes",
            both(((17, -14), (24.5, -12.8), (25.6, -9), (20, -6.2), (14, -7.6)), "bone"), (22, -10), "right"),
        PlatePart("inferior-process", "inferior articular processes",
            both(((9, -8.6), (15.5, -8.8), (19.4, -4), (17, 3.2), (12, 3.8), (9.4, -1)), "bone"), (14.6, -1), "right"),
        PlatePart("superior-process", "superior articular processes",
            both(((4.8, -21.4), (10, -23.8), (19, -19.4), (22, -15), (17, -11.4), (9, -12), (4.8, -16)), "bone"),
            (13, -16.6), "right"),
        PlatePart("body", "body",
            _whole(((0, -22), (5, -20), (8.4, -13.4), (8.6, -6), (9.8, -1), (6, 0.8), (0, 0))), (0, -7), "in"),
        PlatePart("dens", "dens",
            _whole(((0, -39), (3.4, -38), (5.2, -34), (4.6, -27), (5.6, -20.6), (0, -19.4))), (-1.4, -31), "left"),
        PlatePart("dens-facet", "facet for the anterior arch of C1",
            (Stroke(ellipse(0, -32.6, 2.6, 3.8), "cartilage"),), (1.4, -33.4), "right"),
        PlatePart("facet", "upper facets, for C1",
            both(((6.4, -22.8), (12.6, -22.6), (20.8, -16.4)), "cartilage", "curve", 1.6), (-14, -20.8), "left"),
    ]  # fmt: skip


def _axis_side(_: str) -> list[PlatePart]:
    """Return C2 from its right side."""
    return [
        PlatePart("dens", "dens",
            (Stroke(((-5.2, -6), (-4.4, -14), (-4.4, -24), (-1, -28.4), (2, -27.4), (4.4, -22), (4.8, -14), (6, -6)), "bone"),),
            (-0.6, -21), "left"),
        PlatePart("dens-facet", "facet for the anterior arch of C1",
            (Stroke(((4.5, -24), (5, -20), (4.8, -16)), "cartilage", "curve", 1.4),), (4.9, -20), "right"),
        PlatePart("body", "body",
            (Stroke(((-7.6, -7), (6, -8), (7.4, -2), (9.4, 8), (7, 9), (-5, 7), (-7.6, 6)), "bone"),), (1.6, 2), "in"),
        PlatePart("spinous", "forked spinous process",
            (Stroke(((-24, -6.6), (-40, -5), (-46.4, 1.6), (-45.4, 10), (-40, 10.6), (-25, 6.6)), "bone"),), (-40, 2), "left"),
        PlatePart("lamina", "lamina", (Stroke(((-18, -6), (-26, -6), (-27.4, 6.4), (-20, 7)), "bone"),), (-23.6, -1), "left"),
        PlatePart("inferior-process", "inferior articular process",
            (Stroke(((-13, 2), (-21, 1.4), (-24, 11), (-21, 13.6), (-13, 6.4)), "bone"),), (-18.6, 8), "right"),
        PlatePart("pars", "pedicle and pars",
            (Stroke(((-6, -5), (-14, -6.4), (-20.6, -1), (-19, 4.4), (-7, 3)), "bone"),), (-13, -2), "left"),
        PlatePart("superior-process", "superior articular process",
            (Stroke(((-14, -9), (-3, -10.4), (4.6, -7.4), (3, -4), (-8, -3.4), (-15, -5.6)), "bone"),), (-9, -6), "left"),
        PlatePart("transverse", "transverse process",
            (Stroke(((-10, -1.6), (-3, -2.4), (1, 1), (-3, 5), (-10, 4)), "bone"),), (-4.4, 1.4), "right"),
        PlatePart("facet", "upper facet, for C1",
            (Stroke(((-13.6, -9.2), (-5, -10.2), (4, -7.8)), "cartilage", "curve", 1.4),), (0, -9), "right"),
    ]  # fmt: skip


# Sacrum -----------------------------------------------------------------------------------------------------------------------

_SACRUM = (*((0, -2), (18, -3), (30, -2), (44, 3), (47, 12), (41, 27), (32, 43), (23, 53), (17, 65), (10, 77), (0, 80)),)


def _holes(spots: tuple[Point, ...], rx: float = 3.4) -> tuple[Stroke, ...]:
    return tuple(stroke for x, y in spots for stroke in both(ellipse(x, y, rx, rx * 0.9), "air"))


def _sacrum_back(_: str) -> list[PlatePart]:
    """Return the sacrum from behind: crest, posterior foramina, and the hiatus at the lower end of the canal."""
    crest = ((0, 5), (2.6, 7), (1.8, 14), (3, 20), (1.8, 28), (2.8, 34), (1.6, 42), (2.4, 48), (1, 55), (0, 57))
    return [
        PlatePart("sacrum", "fused bodies and arches, S1 to S5", _whole(_SACRUM), (-8, 52), "left", "fused arches"),
        PlatePart("ala", "alae (wings)",
            both(((22, -1), (43.4, 4), (46, 12), (40, 26), (30, 30), (24, 18)), "bone"), (36, 12), "right"),
        PlatePart("auricular", "auricular surfaces, for the ilium",
            both(((46.2, 11), (43, 22), (36, 35)), "cartilage", "curve", 2.6), (-43, 22), "left"),
        PlatePart("foramina", "posterior sacral foramina, four pairs",
            _holes(((17, 17), (15.6, 30), (13.6, 43), (11.4, 55))), (15.6, 30), "right"),
        PlatePart("canal", "sacral canal", _whole(((0, -1), (11, -2), (9, 4), (0, 6)), "air"), (-4, 2), "left"),
        PlatePart("superior-process", "superior articular processes of S1",
            both(((11, 3), (12.4, -9), (18.6, -11), (22, -3), (18, 6), (13, 8)), "bone"), (17, -5), "right"),
        PlatePart("crest", "median sacral crest", _whole(crest), (0.6, 30), "left"),
        PlatePart("hiatus", "sacral hiatus", _whole(((0, 60), (2.8, 66), (4.6, 75), (0, 76.4)), "air"), (1.4, 70), "right"),
    ]  # fmt: skip


def _sacrum_front(_: str) -> list[PlatePart]:
    """Return the sacrum from the front: anterior foramina, and the lines where its bodies fused."""
    lines = tuple(
        Stroke(((-half, y), (0, y + 1.4), (half, y)), "", "curve") for half, y in ((17, 22), (14.6, 36), (12.6, 49), (10.6, 61))
    )
    return [
        PlatePart("sacrum", "fused bodies, S1 to S5", _whole(_SACRUM), (0, 29), "in", "S2"),
        PlatePart("ala", "alae (wings)",
            both(((24, -2), (43.4, 3.4), (46, 12), (40, 26), (31, 30), (25, 16)), "bone"), (-36, 12), "left"),
        PlatePart("auricular", "auricular surfaces, at the side",
            both(((46.2, 11), (43, 22), (36, 35)), "cartilage", "curve", 2.2), (43, 22), "right"),
        PlatePart("body", "body of S1",
            _whole(((0, -4), (18, -3.6), (25.4, -1), (23, 8), (18.6, 20), (0, 21.6))), (0, 10), "in", "S1"),
        PlatePart("promontory", "promontory",
            (Stroke(((-23, -1.4), (-12, -3.6), (0, -3.8), (12, -3.6), (23, -1.4)), "cartilage", "curve", 2),),
            (-10, -3.4), "left"),
        PlatePart("lines", "lines where the bodies fused", lines, (-9, 36.8), "left"),
        PlatePart("foramina", "anterior sacral foramina, four pairs",
            _holes(((21, 21.6), (18.4, 35.4), (15.6, 48.4), (13, 60.4)), 3.8), (21, 21.6), "right"),
        PlatePart("apex", "apex, for the coccyx",
            (Stroke(((-6, 78), (0, 80.4), (6, 78)), "cartilage", "curve", 1.6),), (2, 79.6), "right"),
    ]  # fmt: skip


_VIEWS: dict[str, dict[str, Callable[[str], list[PlatePart]]]] = {
    "C1": {"top": _atlas_top},
    "C2": {"front": _axis_front, "side": _axis_side},
    "C": {"top": _cervical_top, "side": cervical_side},
    "T": {"top": _thoracic_top, "side": thoracic_side},
    "L": {"top": _lumbar_top, "side": lumbar_side, "back": _lumbar_back},
    "S": {"back": _sacrum_back, "front": _sacrum_front},
}
