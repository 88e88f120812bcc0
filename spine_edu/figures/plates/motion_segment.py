"""The motion segment from the side: its ligaments from front to back, and the columns that injury and coding cut it into.

Millimetres; the front is on the right of the page, y goes down. Two lumbar vertebrae and the disc between them.
"""

from __future__ import annotations

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke
from spine_edu.figures.plates.vertebra_sides import whole_side
from spine_edu.text.quoting import shown

SYSTEMS = ("Denis", "ICD-10-PCS")
_UP, _DOWN = -19.5, 19.5  # the middles of the two bodies
BACK_WALL, MIDDLE = -17.6, 0.0  # where the posterior longitudinal ligament runs, and the middle of the body
_DISC = (
    *((-16.6, -6.2), (-14, -6), (0, -7), (14, -6), (16.8, -6.2), (19, 0), (16.8, 6.2), (14, 6), (0, 7), (-14, 6), (-16.6, 6.2)),
    (-17.4, 0),
)


def motion_segment() -> Picture:
    """Draw the motion segment L4-L5, cut in the midline and through a facet joint, its ligaments named from front to back.

    >>> "From front to back: anterior longitudinal ligament, disc, posterior" in motion_segment().words
    True
    """
    from spine_edu.figures.plates.bent_segment import bent  # numpy, only where a bone is cut

    return bent(0)


def columns(system: str = "both") -> Picture:
    """Draw a motion segment with the columns of 'Denis', of 'ICD-10-PCS', or 'both', which shows where they differ.

    >>> "The middle column of Denis belongs to the anterior column of ICD-10-PCS" in columns().words
    True
    """
    if system != "both" and system not in SYSTEMS:
        raise FigureError(f"There is no system of columns {shown(system)}. Choose 'Denis', 'ICD-10-PCS' or 'both'.")
    drawn = SYSTEMS if system == "both" else (system,)
    parts = [*_side_parts(), *(part for name in drawn for part in _BARS[name]())]
    rows = {
        "Denis": ("Denis", "three columns, made to judge injuries of the thoracolumbar spine [denis1983]"),
        "ICD-10-PCS": ("PCS", "two columns: bodies and discs in front, the arch behind [pcs-tables-2025]"),
    }
    notes = [f"{name}: {rows[name][1]}." for name in drawn]
    if system == "both":
        notes.append("The middle column of Denis belongs to the anterior column of ICD-10-PCS.")
    top = -58 if "Denis" in drawn else -42
    bottom = 64 if "ICD-10-PCS" in drawn else 48
    return Plate(
        name="Columns: "
        + (
            "Denis' three and the two of coding"
            if system == "both"
            else "Denis' three"
            if system == "Denis"
            else "the two of coding"
        ),
        parts=tuple(parts),
        window=(-76, top, 24, bottom),
        lead="L3 and L4 from their right side, the front on the right.",
        edges=("", "front", "", "back"),
        rows=tuple(rows[name] for name in drawn),
        notes=tuple(notes),
        foot="Schematic.",
    ).draw()


def column_at(x: float, system: str) -> str:
    """Name the column in which a point lies, by how far it is in front of the middle of the body (mm).

    >>> column_at(-10, "Denis"), column_at(-10, "ICD-10-PCS")
    ('middle', 'anterior')
    """
    if system == "Denis" and BACK_WALL - 1 <= x < MIDDLE:
        return "middle"
    return "anterior" if x >= BACK_WALL - 1 else "posterior"


def _side_parts() -> list[PlatePart]:
    """L3 and L4 whole, from the side, with the disc and the long ligaments."""
    parts = []
    for name, middle in (("L3", _UP), ("L4", _DOWN)):
        parts.append(
            PlatePart(f"vertebra-{name}", f"vertebra {name}", (whole_side(name).moved(y=middle),), (6, middle), "in", name)
        )
    parts.append(PlatePart("disc", "disc", (Stroke(_DISC, "cartilage"),), (9, 0), "in", "disc"))
    parts.append(PlatePart("anterior-ligament", "anterior longitudinal ligament", (_strip(19, -38, 42, 1.8),), (19, -36), "none"))
    parts.append(
        PlatePart("posterior-ligament", "posterior longitudinal ligament", (_strip(-18, -38, 42, 1.4),), (-18, -36), "none")
    )
    return parts


def _denis() -> list[PlatePart]:
    spans = {"anterior": (21, MIDDLE + 0.6), "middle": (MIDDLE - 0.6, BACK_WALL - 1.2), "posterior": (BACK_WALL - 2.4, -72)}
    return [_bar("Denis", name, ends, -43, up=True) for name, ends in spans.items()]


def _coding() -> list[PlatePart]:
    spans = {"anterior": (21, BACK_WALL - 1.2), "posterior": (BACK_WALL - 2.4, -72)}
    return [_bar("ICD-10-PCS", name, ends, 49, up=False) for name, ends in spans.items()]


_BARS = {"Denis": _denis, "ICD-10-PCS": _coding}
_FILLS = {"anterior": "front", "middle": "middle", "posterior": "rear"}


def _bar(system: str, column: str, ends: Point, y: float, *, up: bool) -> PlatePart:
    """Draw a column as a bar above ('up') or below the segment, and the border at its back end through the segment."""
    front, back = ends
    tip = 2.6 if up else -2.6
    bar = Stroke(((front, y - 2.6), (back, y - 2.6), (back, y + 2.6), (front, y + 2.6)), _FILLS[column], "firm")
    border = Stroke(((back - 0.6, y + tip), (back - 0.6, 42.0 if up else -38.0)), "ink", "line")
    return PlatePart(
        f"{system}-{column}",
        f"{column} column ({system})",
        (bar,) if column == "posterior" else (bar, border),
        ((front + back) / 2, y + (-8.4 if up else 8.4)),
        "free",
        f"{'Denis' if system == 'Denis' else 'PCS'}|{column}",
    )


def _strip(x: float, top: float, bottom: float, thick: float) -> Stroke:
    return Stroke(((x, top), (x, bottom)), "ligament", "line", thick)
