"""The cages of an operation: which kind lies at which joint, and where none can lie."""

from __future__ import annotations

from collections.abc import Mapping

from spine_edu.anatomy import Joint
from spine_edu.errors import FigureError
from spine_edu.geometry.plan.kept_implants import USUAL_CAGES
from spine_edu.geometry.plan.plan import Cage
from spine_edu.operation import Fusion
from spine_edu.text.quoting import shown
from spine_edu.vocabulary import CAGE_WAYS, FROM_BEHIND, INTERBODY


def cage_kind(kind: str) -> str:
    if kind not in CAGE_WAYS:
        raise FigureError(f"There is no cage of kind {shown(kind)}; there are {', '.join(CAGE_WAYS)}.")
    return kind


def holds_cage(fusion: Fusion) -> bool:
    """Say whether today's fusion lays a cage; refuse one where no disc is."""
    if not fusion.materials or not fusion.materials & INTERBODY:
        return False
    if not fusion.joint.has_disc:
        raise FigureError(no_disc(fusion.joint))
    if fusion.column == "posterior":
        raise FigureError(
            f"{fusion.joint}: an interbody cage lies between the bodies, in the anterior column, "
            "and this fusion names the posterior one."
        )
    return True


def cage_of(fusion: Fusion, cages: Mapping[Joint, str]) -> Cage:
    direction, cervical = fusion.direction, fusion.joint.region == "cervical"
    usual = {"anterior": "ACDF" if cervical else "ALIF", "lateral": "LLIF"}.get(direction or "anterior", "TLIF")
    kind = cages.get(fusion.joint, usual)
    if direction and (CAGE_WAYS[kind] in ("transforaminal", "posterior")) != (direction in FROM_BEHIND):
        raise FigureError(
            f"{fusion.joint}: a {kind} cage comes from {CAGE_WAYS[kind]}, but this fusion was done from {direction}; "
            "the way in decides the cage."
        )
    return Cage(fusion.joint, kind, of_bone=bool(fusion.materials and "machined bone dowel" in fusion.materials))


def old_cage(joint: Joint, cages: Mapping[Joint, str]) -> Cage:
    if not joint.has_disc:
        raise FigureError(no_disc(joint))
    return Cage(joint, cages.get(joint, USUAL_CAGES.get(joint.region or "", "TLIF")))


def no_disc(joint: Joint) -> str:
    if joint.is_sacroiliac:
        return (
            f"No cage can lie in {joint}: the sacroiliac joint has no disc space between endplates; "
            "it is fused with implants across it."
        )
    if joint.is_vertebral:
        return (
            f"No cage can lie at {joint}: there is no disc above C2, only synovial joints; atlas and axis are fused from behind."
        )
    return f"No cage can lie at {joint}: the joints of the coccyx have no disc space that would take one."
