"""The hardware of an operation: screws, rods and plates put in today, and what is left where they were taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spine_edu.anatomy import Joint, joints_in
from spine_edu.errors import FigureError, LoneRod
from spine_edu.geometry.plan.plan import Cage, Rods, Screws, place_of
from spine_edu.geometry.plan.screw_kinds import usual_kind
from spine_edu.operation import Operation, Procedure
from spine_edu.vocabulary import FROM_BEHIND

_NOT_DRAWN = ("hooks", "wires", "rod connectors")


def fixation(
    operation: Operation, kinds: Mapping[str, str], unsaid: list[str]
) -> tuple[tuple[Screws, ...], tuple[Rods, ...], tuple[tuple[str, ...], ...]]:
    """Return today's screws, rods and plates."""
    screws: dict[str, Screws] = {}
    rods: list[Rods] = []
    plates: list[tuple[str, ...]] = []
    occipital = any(fusion.joint.upper == "O" for fusion in operation.fusions)
    for procedure in operation.procedures:
        if procedure.kind != "instrumentation" or not procedure.of:
            continue
        bones = procedure.bones
        if procedure.of == "plate":
            plates.append(plate_on(operation, bones))
        elif procedure.of in _NOT_DRAWN:
            where = f" at {', '.join(bones)}" if bones else ""
            unsaid.append(f"{procedure.of} were placed{where}; they are not drawn")
        elif procedure.of == "spinous process plate":
            unsaid.append("the plate on the spinous processes is recorded and not drawn")
        elif procedure.of == "iliac screws":
            sides = ("left", "right") if procedure.side in (None, "both") else (procedure.side,)
            screws |= {f"ilium-{side}": Screws(f"ilium-{side}", "iliac") for side in sides}
        else:
            long = any(bone[0] in "TL" for bone in bones)
            made = {bone: Screws(bone, kinds.get(bone, usual_kind(bone, long=long))) for bone in bones}
            if procedure.of != "rods":
                screws |= made
            if procedure.of != "screws":
                rods.append(_rods(bones, occipital, procedure))
    return tuple(sorted(screws.values(), key=lambda s: place_of(s.bone))), tuple(_with_iliac(rods, screws)), tuple(plates)


def _with_iliac(rods: Sequence[Rods], screws: Mapping[str, Screws]) -> list[Rods]:
    """Return the rods, the lowest led on to the iliac screws."""
    iliac = tuple(bone for bone in screws if bone.startswith("ilium"))
    return [replace(entry, bones=(*entry.bones, *iliac)) if iliac and entry is rods[-1] else entry for entry in rods]


def _rods(bones: tuple[str, ...], occipital: bool, procedure: Procedure) -> Rods:
    if occipital and bones and bones[0] in ("C1", "C2"):
        bones = ("O", *bones)
    if len(bones) < 2:
        raise LoneRod(procedure.of or "hardware", bones)
    return Rods(bones)


def plate_on(operation: Operation, bones: tuple[str, ...]) -> tuple[str, ...]:
    if len(bones) < 2:
        raise FigureError("A plate needs at least two vertebrae: it bridges the disc space between them.")
    if bones[0] in ("C1",):
        raise FigureError("An anterior plate cannot be screwed to C1: in front it has only a thin arch, no body.")
    held = {joint for upper, lower in pairwise(bones) for joint in joints_in(f"{upper}-{lower}")}
    directions = {fusion.direction for fusion in operation.fusions if fusion.joint in held and fusion.direction}
    if directions and directions <= FROM_BEHIND:
        raise FigureError(
            f"The plate on {bones[0]} to {bones[-1]} lies on the front of the bodies, "
            "and these joints were reached from behind only, past the cord: "
            "behind, screws and rods hold the bones."
        )
    return bones


def removal(
    operation: Operation, held: set[str], cages: Sequence[Cage], kinds: Mapping[str, str], unsaid: list[str]
) -> tuple[tuple[Screws, ...], tuple[Joint, ...], tuple[str, ...]]:
    """Return the empty screw holes, the disc spaces left without their cage, and the bones whose screws were exchanged."""
    tracts: dict[str, Screws] = {}
    exchanged: list[str] = []
    emptied: list[Joint] = []
    for procedure in operation.procedures:
        if procedure.kind != "removal":
            continue
        if procedure.of in ("screws and rods", "screws"):
            free = [bone for bone in procedure.vertebrae if bone not in held]
            tracts |= {bone: Screws(bone, kinds.get(bone, usual_kind(bone))) for bone in free}
            exchanged += [bone for bone in procedure.vertebrae if bone in held]
        elif procedure.of in _NOT_DRAWN:
            unsaid.append(f"{procedure.of} were taken out; they are not drawn")
        elif procedure.of == "interbody device" and procedure.joint and procedure.joint not in {cage.joint for cage in cages}:
            emptied.append(procedure.joint)
    return tuple(sorted(tracts.values(), key=lambda s: place_of(s.bone))), tuple(emptied), tuple(dict.fromkeys(exchanged))
