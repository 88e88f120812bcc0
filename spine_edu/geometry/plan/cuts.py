"""What an operation cuts away, and from which side it came to each joint."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.anatomy import Joint
from spine_edu.geometry.plan.plan import Cage, Corridor, Cut
from spine_edu.operation import Operation, Procedure
from spine_edu.vocabulary import FROM_BEHIND


def cuts_of(operation: Operation, cages: Sequence[Cage], corpectomies: Sequence[str], unsaid: list[str]) -> tuple[Cut, ...]:
    """Return what is cut away: bodies, discs on the way of cages or for themselves, facets for a TLIF, laminae."""
    lateral = any(fusion.direction == "lateral" for fusion in operation.fusions)
    cuts: list[Cut] = [Cut("corpectomy", vertebra=bone, way="lateral" if lateral else "anterior") for bone in corpectomies]
    gone = set(corpectomies)
    for cage in cages:
        cuts.append(Cut("discectomy", joint=cage.joint, side=cage.side, way=cage.way))
        if cage.kind == "TLIF":
            cuts.append(Cut("facetectomy", joint=cage.joint, side=cage.side))
    with_cage = {cage.joint for cage in cages}
    for procedure in operation.procedures:
        joint = procedure.joint
        if (
            procedure.kind == "discectomy"
            and joint
            and joint.has_disc
            and joint not in with_cage
            and not gone & set(joint.vertebrae)
        ):
            directions = {f.direction for f in operation.fusions if f.joint == joint and f.column == "anterior"}
            way = "anterior" if "anterior" in directions else "lateral" if "lateral" in directions else "posterior"
            cuts.append(Cut("discectomy", joint=joint, extent=procedure.extent or "", way=way, side="left"))
        elif procedure.kind == "decompression":
            cuts += _laminectomies(operation, procedure, unsaid)
    return tuple(dict.fromkeys(cuts))


def _laminectomies(operation: Operation, procedure: Procedure, unsaid: list[str]) -> list[Cut]:
    """Return the laminae taken for a decompression; where the record names no joint, those of today's joints of its region."""
    directions = {fusion.direction for fusion in operation.fusions if fusion.direction}
    if directions and not directions & FROM_BEHIND:
        unsaid.append(f"the {procedure.of or 'nerve'} was freed through the disc space, so the arch is left whole")
        return []
    joints = [procedure.joint] if procedure.joint else _likely(operation, procedure.region)
    if not joints:
        place = f" in the {procedure.region} region" if procedure.region else ""
        unsaid.append(f"a decompression{place} is recorded without its joint and is not drawn")
    return [
        Cut("laminectomy", vertebra=joint.upper, joint=joint)
        for joint in joints
        if joint.is_vertebral and joint.upper not in ("O",) and joint.upper != "C1"
    ]


def _likely(operation: Operation, region: str | None) -> list[Joint]:
    """Return the joints that a decompression without joint most likely meant: first where disc was removed,
    then first fusions.
    """
    for chosen in (
        [p.joint for p in operation.procedures if p.kind == "discectomy" and p.joint],
        [f.joint for f in operation.fusions if f.status == "initial"],
        [f.joint for f in operation.fusions],
    ):
        here = [joint for joint in dict.fromkeys(chosen) if region is None or joint.region == region]
        if here:
            return here
    return []


def corridors(operation: Operation, cages: Sequence[Cage]) -> tuple[Corridor, ...]:
    """Return the way in to each joint that was fused, as far as the record tells its direction."""
    kinds = {cage.joint: cage for cage in cages}
    made = []
    for fusion in operation.fusions:
        if not fusion.direction:
            continue
        cage = kinds.get(fusion.joint)
        through = fusion.column == "anterior" and fusion.direction == "posterior" and cage and cage.way == "transforaminal"
        way = "posterior" if fusion.direction in FROM_BEHIND else fusion.direction
        made.append(Corridor(fusion.joint, "transforaminal" if through else way))
    return tuple(dict.fromkeys(made))
