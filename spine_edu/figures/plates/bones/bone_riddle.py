"""Three vertebrae without names, side by side and to one scale: which region is each from?"""

from __future__ import annotations

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.bones.bone_views import still_of
from spine_edu.figures.plates.bones.vertebra_parts import LETTERS
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart

_SEEN = {  # bone: where its middle stands on the sheet, and what the eye finds
    "L4": (0.0, "the largest body, no hole beside it, a short and thick spinous process"),
    "C5": (84.0, "the smallest body, a hole on each side of it, a spinous process with a forked tip"),
    "T7": (152.0, "a middle-sized body, small facets on its sides, a thin spinous process"),
}


def bone_riddle() -> Picture:
    """Draw three vertebrae from above, A, B and C, without saying which they are.

    >>> bone_riddle().words.partition("Parts: ")[2].partition(":")[0]
    'bone A'
    """
    return Plate(
        name="Three vertebrae from above, to one scale",
        parts=tuple(
            PlatePart(letter, f"bone {letter}: {seen}", (), (x, 82.0), "free", letter)
            for letter, (x, seen) in zip("ABC", _SEEN.values(), strict=True)
        ),
        under=tuple(still_of(name, "top", 2.2).moved(x) for name, (x, _) in _SEEN.items()),
        window=(-50, -24, 188, 88),
        lead="Three vertebrae from above, the front at the top, without names.",
        edges=("front", "", "back", ""),
        foot="Schematic.",
        letters=LETTERS,
    ).draw()
