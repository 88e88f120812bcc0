"""The motion segment from the side: its ligaments from front to back, and the columns that injury and coding cut it into.

Millimetres; the front is on the right of the page, y goes down. Two lumbar vertebrae and the disc between them.
"""

from __future__ import annotations

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.bones.vertebra_sides import whole_side
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke
from spine_edu.text.quoting import shown

_UP, _DOWN = -19.5, 19.5  # the middles of the two bodies
BACK_WALL, MIDDLE = -17.6, 0.0  # where the posterior longitudinal ligament runs, and the middle of the body
_FRONT, _BEHIND, _BACK = 21.0, BACK_WALL - 1.8, -72.0  # the borders of the columns: the ligament belongs to the body
COLUMNS: dict[str, dict[str, Point]] = {
    "Denis": {"anterior": (_FRONT, MIDDLE), "middle": (MIDDLE, _BEHIND), "posterior": (_BEHIND, _BACK)},
    "ICD-10-PCS": {"anterior": (_FRONT, _BEHIND), "posterior": (_BEHIND, _BACK)},
}
"""The columns of each system, from front to back: where each begins and ends, in mm from the middle of the body."""
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
    if system != "both" and system not in COLUMNS:
        raise FigureError(f"There is no system of columns {shown(system)}. Choose 'Denis', 'ICD-10-PCS' or 'both'.")
    drawn = tuple(COLUMNS) if system == "both" else (system,)
    parts = [*_side_parts(), *(_bar(name, column) for name in drawn for column in COLUMNS[name])]
    rows = {
        "Denis": ("Denis", "three columns, made to judge injuries of the thoracolumbar spine"),
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


_FILLS = {"anterior": "front", "middle": "middle", "posterior": "rear"}


def _bar(system: str, column: str) -> PlatePart:
    """Draw a column as a bar, of Denis above and of coding below the segment, and its border at the back through the segment."""
    front, back = COLUMNS[system][column]
    front, back = front - (0.6 if front < _FRONT else 0), back + (0.6 if back > _BACK else 0)  # a gap between two bars
    up = system == "Denis"
    y = -43 if up else 49
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
