"""The picture that a question asks about: a level map, or a plate without names.

A plate without names holds every part to be clicked, by its key, and no word of it says what a part is.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from spine_edu.errors import FigureError
from spine_edu.figures.alignment.column import film
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.figures.plates.axial.axial_cervical import cervical_slice
from spine_edu.figures.plates.axial.axial_lumbar import lumbar_slice
from spine_edu.figures.plates.person.body import body_plate
from spine_edu.figures.plates.plate import Plate
from spine_edu.text.markup import NOTHING
from spine_edu.text.quoting import shown


def _segment() -> Plate:
    from spine_edu.figures.plates.bent_segment import bent_segment  # numpy, only where a bone is cut

    return bent_segment()


PLATES: Mapping[str, Callable[[], Plate]] = {
    "film": film,
    "motion segment": _segment,
    "lumbar slice": lumbar_slice,
    "neck slice": cervical_slice,
    "skin": functools.partial(body_plate, "skin"),
    "movement": functools.partial(body_plate, "movement"),
}
"""The plates that are no single bone; one of those is called by its name and view, such as 'L4 back'."""


def asked_picture(drawing: Mapping[str, Any]) -> Picture:
    """Draw what a question tells of its picture: `plate` names a plate, anything else is what `levelmap` takes.

    >>> asked_picture({"plate": "L4 back"}).words
    'L4 (lumbar) from behind. No part is named. Schematic.'
    """
    return asked_plate(drawing["plate"]) if "plate" in drawing else levelmap(**drawing)


@functools.cache
def asked_plate(name: str) -> Picture:
    """Draw a plate without names; raise FigureError, or UnknownVertebra, where there is none of this name."""
    plate = _named(name)
    parts = tuple(replace(part, name="", side="none", signs=()) for part in plate.parts)
    bare = replace(plate, parts=parts, lead=f"{plate.lead} No part is named.", notes=())
    return replace(bare.draw(), below=NOTHING, caption="")


def _named(name: str) -> Plate:
    if name in PLATES:
        return PLATES[name]()
    vertebra, _, view = name.partition(" ")
    if not view:
        raise FigureError(f"There is no plate {shown(name)}. Choose {', '.join(PLATES)}, or a bone and a view such as 'L4 back'.")
    from spine_edu.figures.plates.bones.vertebra_parts import bone_plate  # numpy, only where a bone is drawn

    return bone_plate(vertebra, view)
