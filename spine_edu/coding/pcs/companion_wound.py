"""Codes for a wound opened again: blood taken out, dead or infected tissue taken away, each by its depth."""

from __future__ import annotations

from spine_edu.coding.pcs.found import VERTEBRA, Found, approach_value
from spine_edu.coding.pcs.tables import validity
from spine_edu.operation import Procedure

_SKIN_DEEP = {"neck": {"right": "J{}4", "left": "J{}5"}, "back": {"right": "J{}7", "left": "J{}7"}}
_MUSCLE = {"neck": {"right": "K{}2", "left": "K{}3"}, "back": {"right": "K{}F", "left": "K{}G"}}


def hematoma_evacuation(procedure: Procedure, found: Found) -> None:
    """Code a hematoma taken out: Extirpation, by the layer in which it lay."""
    if procedure.of is None:
        ask = "Where did the hematoma lie: in the spinal canal, in muscle, or in subcutaneous tissue above the fascia?"
        found.ask("hematoma evacuation", "body part", ask, "evacuation")
        return
    about = f"hematoma evacuation, {procedure.of}"
    because = "clotted blood was taken out: the Index sends the evacuation of a hematoma to Extirpation"
    if procedure.of == "spinal canal":
        approach = approach_value(procedure, found, about)
        if approach:
            found.code(f"00CU{approach}ZZ", "evacuation", because)
        return
    for start in _layers(procedure, "C", found, about):
        _coded(f"0{start}", procedure, "evacuation", because, about, found)


def debridement(procedure: Procedure, found: Found) -> None:
    """Code a wound cleaned: Excision where tissue was cut out, Extraction where it was scraped or washed.

    The deepest layer counts (B3.5).
    """
    if procedure.of is None:
        ask = "Which was the deepest layer taken: subcutaneous tissue, muscle, or bone?"
        found.ask("debridement", "body part", ask, "debridement")
        return
    about = f"debridement of {procedure.of}"
    if procedure.extent is None:
        ask = "Was tissue cut out with a knife (excisional), or brushed, scraped or washed away (non-excisional)?"
        found.ask(about, "extent", ask, "debridement")
        return
    operation = "B" if procedure.extent == "excisional" else "D"
    word = "Excision" if operation == "B" else "Extraction"
    because = f"{procedure.extent} debridement is {word}, and the deepest layer, {procedure.of}, is the body part"
    for start in _layers(procedure, operation, found, about):
        _coded(f"0{start}", procedure, "debridement", because, about, found)


def _layers(procedure: Procedure, operation: str, found: Found, about: str) -> tuple[str, ...]:
    """Return characters 2 to 4 for the layer, on each side where the tables part it.

    Region and side are asked for where they are needed.
    """
    if procedure.region is None:
        found.ask(about, "region", "In which region did the wound lie?")
        return ()
    if procedure.of == "bone":
        return (VERTEBRA[procedure.region].format(operation),)
    where = "neck" if procedure.region == "cervical" else "back"
    values = (_MUSCLE if procedure.of == "muscle" else _SKIN_DEEP)[where]
    sides = [side for side in ("right", "left") if procedure.side in (side, "both")]
    if not sides and len(set(values.values())) > 1:
        found.ask(about, "side", "On which side of the midline: right, left, or both?")
        return ()
    return tuple(dict.fromkeys(values[side].format(operation) for side in sides or values))


def _coded(start: str, procedure: Procedure, rule: str, because: str, about: str, found: Found) -> None:
    approach = approach_value(procedure, found, about)
    code = f"{start}{approach}ZZ"
    if not approach:
        return
    if code in validity():
        found.code(code, rule, because)
    else:
        found.ask(
            about,
            "approach",
            f"The tables have no such code by the {procedure.approach} approach. How was the site reached?",
            rule,
        )
