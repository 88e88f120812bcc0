"""Three vertebrae without names, side by side and to one scale: which region is each from?"""

from __future__ import annotations

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart
from spine_edu.figures.plates.vertebra_parts import view_parts

_SEEN = {  # bone: where its middle stands on the sheet, and what the eye finds
    "L4": (0.0, "the largest body, no hole beside it, a short and thick spinous process"),
    "C5": (88.0, "the smallest body, a hole on each side of it, a spinous process with a forked tip"),
    "T7": (160.0, "a middle-sized body, small facets on its sides, a thin spinous process"),
}


def bone_riddle() -> Picture:
    """Draw three vertebrae from above, A, B and C, without saying which they are.

    >>> bone_riddle().words.partition("Parts: ")[2].partition(":")[0]
    'bone A'
    """
    parts: list[PlatePart] = []
    for letter, (name, (x, seen)) in zip("ABC", _SEEN.items(), strict=True):
        strokes = tuple(stroke.moved(x) for part in view_parts(name, "top") for stroke in part.strokes)
        parts.append(PlatePart(letter, f"bone {letter}: {seen}", strokes, (x, 82.0), "free", letter))
    return Plate(
        name="Three vertebrae from above, to one scale",
        parts=tuple(parts),
        window=(-50, -24, 196, 88),
        lead="Three vertebrae from above, the front at the top, without names.",
        edges=("front", "", "back", ""),
        foot="Schematic.",
    ).draw()
