"""The axial slice of the neck, as radiologists see it, from below: the artery in its foramen, and the ways of screws past it."""

from __future__ import annotations

import math
from dataclasses import replace

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.axial.neck_tissues import cervical_parts
from spine_edu.figures.plates.axial.slices import EDGES, Naming, labelled, naming
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import Band

LATERAL_MASS_ANGLE = 30  # degrees to the side, modified Magerl [pal2011]
PEDICLE_ANGLE = 46  # degrees to the midline; means of 42 to 51 were measured from C3 to C7 [alsaleh2021]
MASS_START, PEDICLE_START = (18.4, 21.4), (-24.6, 19.4)


WHOLE, BONE = (-62, -58, 62, 66), (-38, -24, 38, 50)
"""What the slice shows of the neck, in millimetres: left, top, right, bottom."""
SCREWS = Naming(("vertebral-artery", "cord", "roots", "body"), BONE)
"""What is named beside the screws."""
NAMED = {
    "overview": Naming(
        ("airway", "gullet", "carotid", "sternocleidomastoid", "body", "cord", "vertebral-artery", "neck-muscles"), WHOLE
    ),
    "muscles": Naming(("straps", "sternocleidomastoid", "longus", "scalenes", "neck-muscles", "nuchal", "body"), WHOLE),
    "bones": Naming(("body", "transverse", "foramen", "arch", "canal", "spinous"), BONE),
    "nerves": Naming(("cord", "roots", "vagus", "canal", "body"), (-44, -32, 44, 40)),
    "vessels": Naming(("carotid", "jugular", "sheath", "vertebral-artery", "body"), (-46, -34, 46, 26)),
    "airway and gullet": Naming(("airway", "straps", "thyroid", "gullet", "body"), (-46, -56, 46, 14)),
}
"""What can be named on the slice: a few parts at a time."""


def axial_cervical(named: str = "") -> Picture:
    """Draw the axial slice through C5: the artery in its foramen, and the two ways a posterior screw can take past it.

    `named` asks for other labels instead of the screws: 'overview', 'muscles', 'bones', 'nerves', 'vessels', 'airway and gullet'.

    >>> "vertebral arteries in the transverse foramina" in axial_cervical().words
    True
    """
    keys, window = naming(NAMED, named) if named else SCREWS
    plate = cervical_slice()
    plate = replace(plate, parts=labelled(plate.parts, keys, {}, window), window=window)
    if not named:
        return _with_screws(plate).draw()
    return replace(plate, name=f"{plate.name}: {named}", notes=_notes()[-2:]).draw()


def _with_screws(plate: Plate) -> Plate:
    """Return the plate with the paths of a lateral mass and a pedicle screw; these come from below, so names stand above."""
    return replace(
        plate,
        parts=tuple(replace(part, side="above") if part.side == "below" else part for part in plate.parts),
        name=f"{plate.name}: screws from behind",
        bands=(
            Band(
                "lateral mass",
                "path of a lateral mass screw",
                (MASS_START, ahead(MASS_START, LATERAL_MASS_ANGLE, 10)),
                2.6,
                side="below",
            ),
            Band(
                "pedicle", "path of a pedicle screw", (PEDICLE_START, ahead(PEDICLE_START, PEDICLE_ANGLE, 29)), 2.6, side="below"
            ),
        ),
        rows=(
            (
                "lateral mass",
                f"about {LATERAL_MASS_ANGLE}° to the side, away from artery and cord (picture: patient's left)",
            ),
            ("pedicle", "steeply to the midline, between artery and cord (picture: patient's right)"),
        ),
        notes=_notes(),
    )


def _notes() -> tuple[str, ...]:
    return (
        f"The lateral mass screw points about {LATERAL_MASS_ANGLE} degrees to the side, away from artery and cord [pal2011]; "
        "the pedicle runs to the midline between artery and canal, at 42 to 51 degrees on average from C3 to C7 "
        "[alsaleh2021].",
        "In pooled series lateral mass screws hurt the artery less often than pedicle screws; "
        "for loosening no difference was shown [lms2013].",
        "The artery enters the transverse foramina at C6 in about 93 % of sides [bruneau2006].",
        "At C5 the airway is the larynx and the gullet the pharynx; "
        "below the cricoid, at C6, they become trachea and esophagus [orthonet-neck].",
        "On CT of 52 adults the top of the thyroid cartilage stood most often at C4 in women and at C5 in men [mirjalili2012].",
    )


def cervical_slice() -> Plate:
    """Return the plate of the C5 slice without any screw."""
    return Plate(
        name="C5, axial slice",
        parts=cervical_parts(),
        window=WHOLE,
        lead="Axial slice through C5, seen from below: the patient's left is on the right of the picture.",
        edges=EDGES,
    )


def ahead(start: Point, degrees: float, length: float) -> Point:
    """Return where a path ends that runs forward from `start`, turned by `degrees` to the patient's left.

    >>> ahead((0, 0), 90, 10)[0]
    10.0
    """
    return (start[0] + length * math.sin(math.radians(degrees)), start[1] - length * math.cos(math.radians(degrees)))
