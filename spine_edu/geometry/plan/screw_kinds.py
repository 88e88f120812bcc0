"""Which kind of screw a bone gets, and which it cannot have: decided before any shape is made."""

from __future__ import annotations

from collections.abc import Mapping

from spine_edu.errors import FigureError
from spine_edu.text.quoting import shown

KINDS = ("pedicle", "lateral mass", "pars", "lamina", "S2-alar-iliac", "iliac", "keel")


def usual_kind(vertebra: str, *, long: bool = False) -> str:
    """Return the kind of screw a vertebra usually gets; `long` constructs that reach the chest take pedicle screws in C7.

    >>> [usual_kind(name) for name in ("C1", "C2", "C5", "C7", "T4", "S1")]
    ['lateral mass', 'pars', 'lateral mass', 'lateral mass', 'pedicle', 'pedicle']
    """
    if vertebra == "C2":
        return "pars"
    if vertebra == "C7" and long:
        return "pedicle"
    return "lateral mass" if vertebra[0] == "C" else "pedicle"


def refuse(vertebra: str, kind: str) -> None:
    """Raise the lesson for a screw that the anatomy does not allow."""
    if kind not in KINDS:
        raise FigureError(f"There is no {shown(kind)} screw here; there are {', '.join(KINDS)}.")
    cervical = vertebra[0] == "C" and vertebra != "Co"
    lessons: Mapping[str, tuple[bool, str]] = {
        "pedicle": (
            vertebra not in ("C1", "O", "Co"),
            "C1 is a ring without body and pedicles; its screws go into the lateral masses",
        ),
        "lateral mass": (
            cervical and vertebra != "C2",
            "lateral masses that hold a screw belong to C1 and to C3 to C7; C2 takes pars, pedicle or lamina screws, "
            "and below the neck screws go through the pedicles",
        ),
        "pars": (
            vertebra == "C2",
            "pars screws are a choice in C2, where the pars is thick; elsewhere take the pedicle or lateral mass",
        ),
        "lamina": (vertebra == "C2", "only the laminae of C2 are drawn with screws: they are the thickest of the neck"),
        "S2-alar-iliac": (vertebra == "S1", "an S2-alar-iliac screw enters the sacrum: name the vertebra S1"),
        "iliac": (vertebra in ("ilium-left", "ilium-right"), "an iliac screw goes into the ilium"),
        "keel": (vertebra == "O", "only the occiput has the midline keel that an occipital plate is screwed to"),
    }
    allowed, why = lessons[kind]
    if not allowed:
        raise FigureError(f"A {kind} screw in {vertebra} cannot be drawn: {why}.")
