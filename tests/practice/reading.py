"""A note read again by its evidence alone: the operation that its marks tell, and the words that have to stand in them."""

from __future__ import annotations

import re
from collections import defaultdict

from spine_edu.anatomy import Joint, joint_named
from spine_edu.operation import Fusion, Operation, Procedure
from spine_edu.practice.notes.note import Note

_LEVEL = re.compile(r"\b(?:occiput|[CTL]\d+)[-/](?:[CTLS]?\d+)")
SAID = {
    "local autograft": r"local|own bone|from the drill|osteophytes",
    "harvested autograft": r"iliac crest",
    "allograft": r"allograft|cadaver|donor",
    "demineralized bone matrix": r"demineralized|DBM",
    "synthetic substitute": r"phosphate",
    "rhBMP": r"rhBMP",
    "bone marrow aspirate": r"marrow",
    "interbody cage": r"cage|spacer",
    "machined bone dowel": r"machined|milled",
    "custom-made interbody device": r"custom-made",
    "radiolucent porous interbody device": r"radiolucent",
    "nanotextured interbody device": r"nanotextured",
    "paired titanium facet cages": r"facet cages",
    "bone graft of unknown origin": r"graft",
}
"""By which words a material is known in a note."""


def operation_told_by(note: Note, discharged: str) -> Operation:
    """Return the operation that the marks of a note tell, without its diagnoses; what no mark tells is not in it."""
    ways: dict[int, dict[str, str]] = defaultdict(dict)
    status: dict[tuple[int, Joint], str] = {}
    columns: dict[tuple[int, Joint], str] = {}
    materials: dict[tuple[int, Joint], frozenset[str]] = {}
    grafted: dict[tuple[int, Joint], None] = {}
    regions: list[str] = []
    acts: dict[Procedure, None] = {}
    for mark in note.marks:
        for one in mark.decided:
            places = [(stage, joint) for stage in one.stages for joint in one.joints]
            acts.update(dict.fromkeys(one.acts))
            if one.fact in ("direction", "approach"):
                for stage in one.stages:
                    ways[stage][one.fact] = one.value
            elif one.fact == "region":
                regions.append(one.value)
            elif one.fact in ("status", "column", "materials", "joint"):
                {"status": status, "column": columns, "materials": materials, "joint": grafted}[one.fact].update(
                    dict.fromkeys(places, one.value)
                )
    fusions = tuple(
        Fusion(
            joint, status.get((stage, joint)), columns.get((stage, joint)), ways[stage].get("direction"),
            ways[stage].get("approach"), materials.get((stage, joint)),
        )
        for stage, joint in grafted
        if not regions
    )  # fmt: skip
    return Operation(discharged, fusions, tuple(acts), unplaced=tuple(regions))


def levels_in(phrase: str) -> set[Joint]:
    """Return the joints that a phrase names one by one."""
    return {joint_named(found.replace("occiput", "O").replace("/", "-")) for found in _LEVEL.findall(phrase)}


def unsaid(note: Note) -> list[str]:
    """Return what the words of a mark do not say although it decides so: a level, a material, a side."""
    missing = []
    for mark in note.marks:
        phrase = note.phrase(mark)
        for one in mark.decided:
            if one.fact == "joint" and levels_in(phrase) != set(one.joints):
                missing.append(f"{one.joints} in {phrase!r}")
            if one.fact == "materials" and "same" not in phrase:
                missing += [
                    f"{material} in {phrase!r}" for material in one.value if not re.search(SAID[material], phrase, re.IGNORECASE)
                ]
            missing += [f"{act.side} in {phrase!r}" for act in one.acts if act.side and act.side not in phrase]
    return missing
