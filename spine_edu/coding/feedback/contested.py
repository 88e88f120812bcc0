"""An operation as other readers take it, where a point of coding is contested."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from spine_edu.operation import Fusion, Operation
from spine_edu.vocabulary import IMPLANTS


def other_readings(operation: Operation, system: str) -> Iterator[Operation]:
    """Yield the operation as other readers of the contested points take it, each point alone and all together."""
    changes = _PCS_CHANGES if system == "ICD-10-PCS" else _ICD9_CHANGES
    for chosen in (combination for size in range(1, len(changes) + 1) for combination in itertools.combinations(changes, size)):
        fusions = operation.fusions
        for change in chosen:
            fusions = tuple(change(fusion, operation) for fusion in fusions)
        if fusions != operation.fusions:
            yield replace(operation, fusions=fusions)


def _as_synthetic(fusion: Fusion, _: Operation) -> Fusion:
    """Demineralized bone matrix read as a synthetic substitute."""
    materials = fusion.materials or frozenset()
    if "demineralized bone matrix" not in materials or "allograft" in materials:
        return fusion
    return replace(fusion, materials=materials - {"demineralized bone matrix"} | {"synthetic substitute"})


def _as_graft(fusion: Fusion, _: Operation) -> Fusion:
    """Implant and graft in a joint of the pelvis, read as graft."""
    graft = (fusion.materials or frozenset()) - IMPLANTS
    return fusion if fusion.joint.is_vertebral or not graft else replace(fusion, materials=graft)


def _as_from_the_side(fusion: Fusion, _: Operation) -> Fusion:
    """An extracavitary way in, read as one from the side."""
    return replace(fusion, direction="lateral") if (fusion.column, fusion.direction) == ("anterior", "extracavitary") else fusion


def _as_from_the_front(fusion: Fusion, _: Operation) -> Fusion:
    """An anterior column reached from behind, read by its column where ICD-9-CM has no code for the pair."""
    doubtful = (fusion.column, fusion.direction) == ("anterior", "posterior") and fusion.joint.region in ("cervical", "thoracic")
    doubtful = doubtful or (fusion.column, fusion.direction) == ("anterior", "extracavitary")
    return replace(fusion, direction="anterior") if doubtful else fusion


def _as_refused(fusion: Fusion, operation: Operation) -> Fusion:
    """A joint of which one column was fused before, read as refusion in both."""
    other = any(also.joint == fusion.joint and also.status == "refusion" for also in operation.fusions)
    return replace(fusion, status="refusion") if other and fusion.status == "initial" else fusion


_PCS_CHANGES = (_as_synthetic, _as_graft, _as_from_the_side)
_ICD9_CHANGES = (_as_from_the_front, _as_refused)
