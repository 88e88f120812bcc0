"""A standing body, front and back, on which the root is found: by its skin, or by the muscles of a movement and by reflexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spine_edu import data
from spine_edu.errors import FigureError
from spine_edu.figures.drawing import tissue_colours
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.rings import clip
from spine_edu.figures.plates.person import body_signs
from spine_edu.figures.plates.person.body_muscles import MUSCLES, REFLEXES
from spine_edu.figures.plates.person.body_outline import Chain, outline
from spine_edu.figures.plates.person.body_skin import POINTS, SOLE, skin_areas
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke, both, ellipse
from spine_edu.text.quoting import shown

VIEWS: Mapping[str, float] = {"front": 0.0, "back": 800.0}
"""Where the midline of each view stands."""
_WINDOW = (-420, -20, 1220, 1770)
_EDGES = ("", "from behind", "", "from the front")
_HAND = 2.0  # how much larger a hand is shown
_LANDMARKS: Mapping[str, tuple[Chain, ...]] = {  # lines by which one finds one's way on a body, of the left half
    "front": (
        ((0, 690), (4, 697), (0, 704)),
        ((64, 1262), (62, 1290), (76, 1316), (98, 1312), (108, 1288), (104, 1262)),
    ),
    "back": (((0, 846), (2, 880), (0, 918)), ((7, 955), (40, 978), (84, 974), (112, 958)), ((52, 1290), (70, 1298), (104, 1290))),
}
_RELIEF: Mapping[str, tuple[Chain, ...]] = {  # and those that make it rounder where nothing is drawn upon it
    "front": (
        ((12, 304), (60, 300), (120, 308), (172, 302)),
        ((34, 512), (80, 524), (128, 506), (146, 476)),
        ((0, 330), (1, 400), (0, 500)),
        ((150, 742), (128, 800), (70, 870)),
    ),
    "back": (((58, 372), (46, 430), (58, 500), (84, 522), (112, 500)), ((0, 300), (1, 500), (0, 760)), ((80, 1640), (84, 1690))),
}
_SIGNS = {"skin": body_signs.SKIN, "movement": body_signs.MOVEMENT}
_HOW = (
    "Schematic. Dots, on one side: where the standard for injuries of the cord tests. Neighbors overlap; maps differ in where "
    "borders run, most on thigh, buttock and arm."
)


def body(sheet: str = "skin", root: str = "") -> Picture:
    """Draw a body with the 'skin' of every root from C2 down, or with the muscles of their 'movement' and their reflexes.

    What belongs to one `root` is marked. Raises FigureError for a sheet or a root that there is not.

    >>> "C6: outer side of the forearm, thumb and index finger" in body().words
    True
    """
    plate, signs = body_plate(sheet), _SIGNS[sheet]
    if root and root not in roots_told():
        raise FigureError(f"There is no root {shown(root)} on the body. Roots: {', '.join(roots_told())}.")
    parts = (
        replace(part, signs=signs.get(part.key, ()), mark="hit" if root and root_of(part) == root else "") for part in plate.parts
    )
    return replace(plate, parts=tuple(parts)).draw()


def body_plate(sheet: str) -> Plate:
    """Return a sheet of the body without any letter on it; raise FigureError where there is none of this name."""
    plates = {"skin": _skin, "movement": _movement}
    if sheet not in plates:
        raise FigureError(f"There is no sheet {shown(sheet)} of the body. Sheets: {', '.join(plates)}.")
    return plates[sheet]()


def root_of(part: PlatePart) -> str:
    """Return the root that a part of the body stands for, or '' where it stands for none."""
    name = part.key.partition(" ")[0]
    return name if name in roots_told() else ""


def _skin() -> Plate:
    """Return the body with the skin of each root as a part, by the name of the root."""
    areas = {seen: skin_areas(seen) for seen in VIEWS}
    parts = []
    for root, told in roots_told().items():
        tissue = tissue_colours.REGIONS[root[0]]
        strokes = [Stroke(ring, tissue, "firm").moved(x) for seen, x in VIEWS.items() for ring in areas[seen].get(root, ())]
        strokes += (Stroke(ring, tissue, "firm") for ring in _larger(root))
        seen, at = POINTS[root]
        strokes.append(Stroke(ellipse(*at, 7, 7, n=6), "nerve", "firm").moved(VIEWS[seen]))
        parts.append(PlatePart(root, f"{root}: {told['skin']}", tuple(strokes), (0, 0), "none", root))
    return Plate(
        name="The skin of each root",
        parts=(*parts, _lines(), *_captions()),
        window=_WINDOW,
        lead="A standing body from the front, palms forward, and from behind; a hand and a sole once more, larger.",
        edges=_EDGES,
        foot=_HOW,
    )


def _movement() -> Plate:
    """Return the body with the muscles of each tested root, by the name of the root, and with the places of reflexes."""
    told = roots_told()
    muscles = (
        PlatePart(root, f"{root}: {told[root]['muscle']}", _strokes(rings, "muscle"), (0, 0), "none", root)
        for root, rings in MUSCLES.items()
    )
    reflexes = (
        PlatePart(
            f"{root} reflex", told[root]["reflex"], _strokes(((seen, ellipse(*at, 13, 13)),), "nerve"), (0, 0), "none", root
        )
        for root, (seen, at) in REFLEXES.items()
    )
    return Plate(
        name="The movements and reflexes of each root",
        parts=(_lines("bone"), *muscles, *reflexes),
        window=_WINDOW,
        lead="A standing body from the front, palms forward, and from behind.",
        edges=_EDGES,
        foot="Schematic. Round spots: where a hammer taps. Muscles share roots; named is the one that a muscle is tested for.",
    )


def roots_told() -> Mapping[str, Mapping[str, str]]:
    """Return what each root serves, from C2 down.

    >>> roots_told()["L5"]["movement"]
    'lift the big toe'
    """
    told: Mapping[str, Mapping[str, str]] = data.document("roots.yml")
    return told


def _strokes(rings: Sequence[tuple[str, Chain]], tissue: str) -> tuple[Stroke, ...]:
    """Return rings, each with the view it is seen in, on both sides of the body."""
    return tuple(stroke.moved(VIEWS[seen]) for seen, ring in rings for stroke in both(ring, tissue))


def _lines(tissue: str = "") -> PlatePart:
    """Return the outline of both views, filled with a tissue if one is given, and the few lines within it."""
    around = outline()
    strokes: list[Stroke] = []
    for seen, x in VIEWS.items():
        strokes.append((Stroke(around, tissue, "firm") if tissue else Stroke((*around, around[0]), "ink", "line")).moved(x))
        led = (*_LANDMARKS[seen], *(_RELIEF[seen] if tissue else ()))
        strokes += (line.moved(x) for points in led for line in both(points, "ink", "curve"))
    return PlatePart("body", "outline of the body", tuple(strokes), (0, 0), "none")


def _larger(root: str) -> Iterator[Chain]:
    """Yield what of a root is seen on the back of a hand and on a sole, both larger."""
    for ring in skin_areas("back").get(root, ())[:1]:
        hand = clip(ring, 1, 872, 1)
        if root in ("C6", "C7", "C8") and hand:
            yield tuple((176 + (x - 262) * _HAND, 1168 + (y - 872) * _HAND) for x, y in hand)
    if root in SOLE:
        yield tuple((446 + x, 1262 + y) for x, y in SOLE[root])


def _captions() -> tuple[PlatePart, ...]:
    return (
        PlatePart("hand", "back of the left hand", (), (286, 1700), "free", "back of|the hand"),
        PlatePart("sole", "sole of the left foot", (), (520, 1712), "free", "sole"),
    )
