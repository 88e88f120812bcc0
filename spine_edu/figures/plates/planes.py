"""Planes and directions: the words with which every picture of this course says where it was cut and which way is up."""

from __future__ import annotations

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse, mirror


def planes() -> Picture:
    """Draw a body from the front, from its side and in a slice across, with the three planes and the words for directions.

    >>> planes().words.partition("Parts: ")[2].partition("; direction")[0]
    'body from the front; body from its right side; slice across, seen from the feet; axial plane; sagittal plane; coronal plane'
    """
    return Plate(
        name="Planes and directions",
        parts=orientation_parts(),
        window=(-36, -48, 147, 52),
        lead="One body three times: from the front, from its right side, and in a slice across, seen from the feet as on a CT.",
        rows=(
            ("axial", "a slice across: what is front, back, left and right"),
            ("sagittal", "a slice from front to back: what is front, back, up and down"),
            ("coronal", "a slice from side to side: what is left, right, up and down"),
        ),
        notes=(
            "Cranial is toward the head, caudal toward the tail; anterior is the front, posterior the back; "
            "medial is toward the midline, lateral away from it. Left and right are the patient's.",
        ),
        foot="Left and right are the patient's. A slice is seen from the feet, as on a CT: the right stands on the left.",
    ).draw()


def orientation_parts() -> tuple[PlatePart, ...]:
    """Return the three bodies, the planes as lines across them, and the words around them."""
    cut = "nerve"
    return (
        PlatePart("front", "body from the front", _front(0), (0, 0), "none"),
        PlatePart("side", "body from its right side", _side(62), (62, 0), "none"),
        PlatePart("slice", "slice across, seen from the feet", _slice(118), (118, 0), "none"),
        PlatePart("axial", "axial plane", (Stroke(((-24, 2), (78, 2)), cut, "line", 1.1),), (31, -3), "free", "axial"),
        PlatePart(
            "sagittal",
            "sagittal plane",
            (Stroke(((0, -46), (0, 42)), "vein", "line", 1.1), Stroke(((118, -20), (118, 22)), "vein", "line", 1.1)),
            (15, 46),
            "free",
            "sagittal",
        ),
        PlatePart(
            "coronal",
            "coronal plane",
            (Stroke(((62, -46), (62, 42)), "artery", "line", 1.1), Stroke(((92, 1), (144, 1)), "artery", "line", 1.1)),
            (62, 46),
            "free",
            "coronal",
        ),
        *(PlatePart(f"word-{key}", f"direction {word}", (), at, "free", word) for key, word, at in _WORDS),
    )


_WORDS: tuple[tuple[str, str, Point], ...] = (
    ("right", "right", (-25, -22)),
    ("left", "left", (24, -26)),
    ("cranial", "cranial", (31, -42)),
    ("caudal", "caudal", (31, 36)),
    ("posterior", "posterior", (39, -20)),
    ("anterior", "anterior", (83, -20)),
    ("front", "anterior", (118, -25)),
    ("back", "posterior", (118, 27)),
    ("r", "right", (97, -12)),
    ("l", "left", (139, -12)),
)


def _front(x: float) -> tuple[Stroke, ...]:
    """Return a body from the front, its midline at x: trunk with arms and legs, and the head."""
    shoulder = ((0, -26), (4, -27), (12, -25), (15, -20), (15.6, -2), (13, -2), (11.4, -16))
    half = (*shoulder, (10.4, 4), (10, 22), (9, 40), (3, 40), (1, 10), (0, 8))
    return (Stroke((*half, *mirror(half[::-1])), "bone").moved(x), Stroke(ellipse(x, -35, 6.4, 8), "bone"))


def _side(x: float) -> tuple[Stroke, ...]:
    """Return a body from its right side, its middle at x: trunk and legs, nose and head, all looking to the right."""
    front = ((-4, -27), (3, -27), (7, -18), (6, -6), (7, 2), (5, 14), (4, 38), (8, 40))
    back = ((-4, 40), (-5, 24), (-8, 8), (-6, -4), (-8, -16))
    nose = ((5, -38), (8.6, -34.4), (5, -32))
    return (
        Stroke((*front, *back), "bone").moved(x),
        Stroke(nose, "bone", "firm").moved(x),
        Stroke(ellipse(x, -35, 6.8, 8), "bone"),
    )


def _slice(x: float) -> tuple[Stroke, ...]:
    """Return a trunk cut across, its midline at x: the belly above, and at the back a vertebra with its canal."""
    return (
        Stroke(ellipse(x, 1, 22, 11), "bone"),
        Stroke(ellipse(x, 3.4, 3.6, 2.6), "bone", "firm"),
        Stroke(((x - 2.4, 6), (x - 4.6, 7.6), (x - 1, 8.2), (x, 11), (x + 1, 8.2), (x + 4.6, 7.6), (x + 2.4, 6)), "bone", "firm"),
    )
