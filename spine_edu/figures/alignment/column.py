"""The whole column from its right side: its regions, its curves to be tried out, and views without names to count on.

Millimetres; the front is on the right of the page, y goes down. The outlines are those of our bones; in the curves and the views
without names each bone is stacked on the one below, on a sacrum that does not move.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypedDict

from spine_edu.anatomy import VERTEBRAE
from spine_edu.errors import FigureError
from spine_edu.figures.alignment.profile_angles import SHARES, BonePlace
from spine_edu.figures.drawing.outlines import side_ring, side_view
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.rings import middle_of
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.drawing.tissue_colours import REGIONS
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke
from spine_edu.geometry.body.measures import size
from spine_edu.text.quoting import shown

LIMITS: Mapping[str, tuple[int, int]] = {"neck": (-20, 40), "chest": (0, 80), "low back": (0, 80)}
FILMS = ("A", "B", "C")
SLOPE = 32.0  # how far the top of the sacrum falls to the front; it stays. So that C7 stands over it at the average angles
_EDGES = ("cranial", "front", "caudal", "back")
_SACRAL_LINE = ((21.0, -6.0), (-12.0, 26.0), (-27.0, 52.0), (-38.0, 96.0))  # in front of the sacrum
_REGIONS = {  # letter: key, what the label says, and the curve
    "C": ("cervical", "neck, cervical: C1 to C7", "lordosis, secondary"),
    "T": ("thoracic", "chest, thoracic: T1 to T12", "kyphosis, primary"),
    "L": ("lumbar", "low back, lumbar: L1 to L5", "lordosis, secondary"),
    "S": ("sacral", "sacrum: S1 to S5, one bone", "kyphosis, primary"),
}
HEAD_DOWN = VERTEBRAE[: VERTEBRAE.index("S1") + 1]


def column_regions(curves: bool = True) -> Picture:
    """Draw the column with its five regions, the count of each, and the way each curves unless `curves` is False.

    >>> column_regions().words.partition("Parts: ")[2].partition(";")[0]
    'neck, cervical: C1 to C7'
    """
    bones = side_view().bones
    parts = []
    for letter, (key, said, _) in _REGIONS.items():
        names = [name for name in bones if name[0] == letter]
        strokes = tuple(Stroke(bones[name].rings[0], REGIONS[letter]) for name in names)
        parts.append(PlatePart(key, said, strokes, middle_of(bones[names[len(names) // 2]].rings[0]), "left"))
    tail = bones["coccyx"].rings[0]
    parts.append(PlatePart("coccyx", "coccyx: small bones, grown together", (Stroke(tail, "air"),), middle_of(tail), "left"))
    for letter, (key, said, curve) in _REGIONS.items() if curves else ():
        line = _SACRAL_LINE if letter == "S" else _in_front([name for name in bones if name[0] == letter])
        where = said.partition(":")[0].partition(",")[0]
        parts.append(
            PlatePart(f"curve-{key}", f"{where}: {curve}", (Stroke(line, "ink", "curve"),), line[len(line) // 2], "right")
        )
    return Plate(
        name="The regions of the column and their curves" if curves else "The regions of the column",
        parts=tuple(parts),
        window=(-104, -556, 66, 112),
        lead="The column from its right side, the front on the right.",
        edges=_EDGES,
        notes=(
            "24 separate vertebrae, then the sacrum and the coccyx [openstax-anatomy].",
            *(
                (
                    "Kyphosis is concave to the front, lordosis to the back. "
                    "Primary curves are there before birth, secondary ones come after it [openstax-anatomy].",
                )
                if curves
                else ()
            ),
        ),
        foot="Schematic.",
    ).draw()


def column_curves(neck: float = 13, chest: float = 40, low_back: float = 50) -> Picture:
    """Draw the column with the curves you choose, in degrees: neck C2-C7, chest T3-T12, low back L1-S1; the sacrum stays.

    >>> column_curves(low_back=60).words.partition("C7 ")[2].partition(" in this")[0]
    'stands 7 cm behind the sacrum'
    """
    chosen = {"neck": neck, "chest": chest, "low back": low_back}
    for name, angle in chosen.items():
        least, most = LIMITS[name]
        if not least <= angle <= most:
            raise FigureError(f"{name}: {angle:g} degrees cannot be drawn. Choose {least} to {most}.")
    places = stack(HEAD_DOWN, leans(neck, chest, low_back))
    parts = [_region(letter, [name for name in HEAD_DOWN if name[0] == letter], places) for letter in "CTLS"]
    above, ahead = places["C7"], (places["C7"].x - places["S1"].x) / 10
    plumb = ((above.x, -above.y), (above.x, -places["S1"].y + 30))
    side = "in front of" if ahead > 0 else "behind"
    stands = "straight above the sacrum" if round(abs(ahead)) == 0 else f"{abs(ahead):.0f} cm {side} the sacrum"
    parts.append(PlatePart("plumb", "plumb line from C7", (Stroke(plumb, "ink", "line"),), (above.x, -above.y + 200), "right"))
    for (name, angle), (first, last) in zip(chosen.items(), (("C2", "C7"), ("T3", "T12"), ("L1", "S1")), strict=True):
        way = "kyphosis" if (name == "chest") == (angle >= 0) else "lordosis"
        middle = places[HEAD_DOWN[(HEAD_DOWN.index(first) + HEAD_DOWN.index(last)) // 2]]
        line = tuple(_page(places[bone](-50, 0)) for bone in _between(first, last))
        said = f"{name}, {first} to {last}: {way} of {abs(angle):g} degrees"
        parts.append(
            PlatePart(f"curve-{name.replace(' ', '-')}", said, (Stroke(line, "ink", "curve"),), _page(middle(-50, 0)), "left")
        )
    return Plate(
        name="The curves of the column",
        parts=tuple(parts),
        window=_window(parts),
        lead=f"The column from its right side, the front on the right. C7 stands {stands} in this drawing.",
        edges=_EDGES,
        notes=(
            "Between T3 and T12 healthy people have about 20 to 50 degrees [bb1989]; "
            "between L1 and S1, 324 adults had 50 on average [scirep2022].",
        ),
        foot="Schematic: only the angles change, no one balances.",
    ).draw()


def column_film(name: str = "A") -> Picture:
    """Draw a view without names on which one vertebra is marked: 'A' and 'C' show the whole column, 'B' its lower end.

    B and C are of one invented person, who has six lumbar vertebrae. To count is the learner's task: no word tells the number.

    >>> column_film("B").words.partition("without names. ")[2].partition(".")[0]
    'The marked one is the third vertebra above the sacrum, and the upper end is not seen'
    """
    if name not in FILMS:
        raise FigureError(f"There is no film {shown(name)}. Choose {', '.join(map(repr, FILMS))}.")
    lumbar = _between("L1", "L5") if name == "A" else ("L1", "L2", "L3", "L3*", "L4", "L5")
    bones = (*_between("C1", "T12"), *lumbar, "S1")
    marked = "T7" if name == "A" else bones[-4]
    if name == "B":
        bones, seen = bones[bones.index("T12") :], "The lower end of a column"
        task = "The marked one is the third vertebra above the sacrum, and the upper end is not seen."
    else:
        seen, task = "The whole column", "Count from C1 down to the marked one."
    places = stack(bones, leans(13, 40, 50))
    plain = tuple(_bone(bone, places[bone]) for bone in bones[:-1] if bone != marked)
    parts = (
        PlatePart("vertebrae", "vertebrae without names", plain, (0, 0), "none"),
        PlatePart("sacrum", "sacrum", (_bone("S1", places["S1"]),), _page(places["S1"](-4, -30)), "left"),
        PlatePart(
            "marked", "marked vertebra", (_bone(marked, places[marked], "vein"),), _page(places[marked](14, 0)), "right", "?"
        ),
    )
    return Plate(
        name=f"Film {name}: {seen[0].lower()}{seen[1:]}",
        parts=parts,
        window=_window(parts),
        lead=f"{seen} from its right side, without names. {task}",
        edges=_EDGES,
        foot="An invented person; ribs are not drawn.",
    ).draw()


def film() -> Plate:
    """Return the whole column as on a film, every bone a part of its own, in few strokes."""
    bones = (*_between("C1", "L5"), "S1")
    places = stack(bones, leans(13, 40, 50))
    parts = tuple(
        PlatePart(bone, bone, (replace(_bone(bone, places[bone]), kind="firm"),), _page(places[bone](0, 0)), "none")
        for bone in bones
    )
    return Plate(
        name="Film: the whole column",
        parts=parts,
        window=_window(parts),
        lead="The whole column from its right side.",
        edges=_EDGES,
        foot="An invented person; ribs are not drawn.",
    )


def stack(bones: Sequence[str], turns: Mapping[str, float]) -> dict[str, BonePlace]:
    """Return where each bone stands on the one below; `turns` says by how many degrees a bone leans back from its neighbor below.

    >>> places = stack(("L4", "L5", "S1"), {"L5": 20})
    >>> places["L5"].tilt - places["S1"].tilt, places["L4"].tilt - places["L5"].tilt
    (20.0, 0.0)
    """
    place = BonePlace(0, 0, -SLOPE)
    places = {bones[-1]: place}
    for below, bone in pairwise(reversed(bones)):
        turn = turns.get(bone, 0.0)
        up = _half(below, top=True)
        gap = _gap(bone, below)
        edge = BonePlace(*place(0, up + gap / 2), place.tilt + turn / 2)
        tilt = place.tilt + turn
        middle = BonePlace(*edge(0, gap / 2), tilt)(0, _half(bone, top=False))
        place = BonePlace(*middle, tilt)
        places[bone] = place
    return places


def leans(neck: float, chest: float, low_back: float) -> dict[str, float]:
    """Return by how many degrees each bone leans back from the one below, as `stack` takes it.

    >>> round(sum(leans(13, 40, 50)[bone] for bone in ("L1", "L2", "L3", "L4", "L5")))
    50
    """
    curves = {"neck": neck, "chest": chest, "low_back": low_back}
    return {bone: curves.get(curve, 0.0) * share + fixed for bone, (curve, share, fixed) in _leaning().items()}


class BendStep(TypedDict):
    """A bone upon the one below: heights in mm, the curve it belongs to ('' for none), its share of it, its fixed lean."""

    bone: str
    up: float
    gap: float
    half: float
    curve: str
    share: float
    fixed: float


def steps() -> list[BendStep]:
    """Return what a script needs to stack the same bones from the sacrum up."""
    return [_step(below, bone) for below, bone in pairwise(reversed(HEAD_DOWN))]


def _step(below: str, bone: str) -> BendStep:
    curve, share, fixed = _leaning().get(bone, ("", 0.0, 0.0))
    up, gap, half = _half(below, top=True), _gap(bone, below), _half(bone, top=False)
    return {"bone": bone, "up": up, "gap": gap, "half": half, "curve": curve, "share": share, "fixed": fixed}


def _leaning() -> dict[str, tuple[str, float, float]]:
    """The curve of each bone, its share of it (a kyphosis leans forward), and the degrees it leans back whatever the curve."""
    whole = sum(SHARES.values())
    low_back = zip(("L5", "L4", "L3", "L2", "L1"), SHARES.values(), strict=True)
    return {
        **{bone: ("low_back", share / whole, 0.0) for bone, share in low_back},
        **dict.fromkeys(_between("T3", "T11"), ("chest", -1 / 9, 0.0)),
        **dict.fromkeys(("T1", "T2"), ("", 0.0, -2.0)),
        **dict.fromkeys(_between("C2", "C6"), ("neck", 1 / 5, 0.0)),
    }


@functools.cache
def _half(bone: str, *, top: bool) -> float:
    """Half the height of a body in millimetres; the sacrum begins at its top, and C1 stands around the peg of C2."""
    bone = bone.rstrip("*")
    if bone in ("S1", "C1"):
        return 0.0
    if bone == "C2":
        return 21.0 if top else size("C2", "body_height") / 2
    return (size(bone, "body_height_front") + size(bone, "body_height_back")) / 4


def _gap(upper: str, lower: str) -> float:
    upper, lower = upper.rstrip("*"), lower.rstrip("*")
    if upper == "C1":
        return 0.0
    return size("L3-L4" if upper == lower else f"{upper}-{lower}", "height_middle")


def _between(first: str, last: str) -> tuple[str, ...]:
    return VERTEBRAE[VERTEBRAE.index(first) : VERTEBRAE.index(last) + 1]


def _window(parts: Sequence[PlatePart]) -> tuple[float, float, float, float]:
    """The box around everything drawn, with a margin."""
    xs, ys = zip(*(point for part in parts for stroke in part.strokes for point in stroke.points), strict=True)
    return min(xs) - 4, min(ys) - 4, max(xs) + 4, max(ys) + 4


def _page(point: Point) -> Point:
    return (point[0], -point[1])


def _bone(name: str, place: BonePlace, tissue: str = "bone") -> Stroke:
    ring = tuple(_page(place(x, -y)) for x, y in side_ring(name.rstrip("*")))
    return Stroke(ring, tissue)


def _region(letter: str, names: Sequence[str], places: Mapping[str, BonePlace]) -> PlatePart:
    key, said, _ = _REGIONS[letter]
    return PlatePart(key, said, tuple(_bone(name, places[name], REGIONS[letter]) for name in names), (0, 0), "none")


def _in_front(names: Sequence[str]) -> tuple[Point, ...]:
    """A line in front of the bodies of a region, as they curve."""
    bones = side_view().bones
    return tuple((max(x for x, _ in bones[name].rings[0]) + 8, bones[name].label[1]) for name in names)
