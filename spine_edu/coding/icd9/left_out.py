"""What a reader might code in ICD-9-CM beside the codes given, and why it is not.

Nothing that was done is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spine_edu.anatomy import Joint, vertebrae_in
from spine_edu.coding.findings import Assignment, Rejection
from spine_edu.coding.icd9.companions import discs_replaced, holds_a_fusion, not_yet, passed_over
from spine_edu.coding.icd9.fusion import names_of
from spine_edu.coding.icd9.tables import LAST_DAY, is_valid, validity
from spine_edu.coding.open_points import OpenPoints
from spine_edu.operation import Operation, Procedure
from spine_edu.vocabulary import FROM_BEHIND


def left_out(points: OpenPoints, codes: Sequence[Assignment]) -> list[Rejection]:
    """Return what a reader might code in ICD-9-CM beside the fusion codes given, and why it is not."""
    operation = points.operation
    day = operation.discharged
    rejections = []
    refused = {fusion.joint for fusion in operation.fusions if fusion.status == "refusion"}
    initial = {fusion.joint for fusion in operation.fusions if fusion.status == "initial"} - refused
    if refused and initial:
        again = "81.09" if is_valid("81.09", day) else "81.3x"
        first = f"{names_of(sorted(initial))} {'is' if len(initial) == 1 else 'are'} fused for the first time today"
        why = f"{first}, although another joint is a refusion: 81.0x, not {again}"
        rejections.append(Rejection(f"{again} for every joint", "icd9-status-by-joint", why))
    if day <= LAST_DAY:
        rejections += _of_procedures(operation)
        rejections += _before_their_day(points)
    rejections += _uncounted(operation, codes)
    if is_valid("81.61", day):
        rejections += _all_around(operation, codes)
    return rejections


def _of_procedures(operation: Operation) -> Iterator[Rejection]:
    """Say of each procedure without a code why it has none; after the last day of the system ICD-10-PCS says it."""
    placed = [act for act in operation.procedures if act.kind == "instrumentation" and holds_a_fusion(act, operation)]
    for what in sorted({procedure.of or "instrumentation" for procedure in placed}):
        because = "internal fixation of the joints fused is part of 81.0x and 81.3x"
        yield Rejection(what, "icd9-fixation-included", because)
    for joint in sorted(discs_replaced(operation)):
        if any(procedure.kind == "discectomy" and procedure.joint == joint for procedure in operation.procedures):
            because = f"{joint}: taking out the disc is part of putting an artificial one in its place"
            yield Rejection("80.51", "stabilization", because)
    for what, because in sorted({_without_code(act) for act in passed_over(operation)}):
        yield Rejection(what, "icd9-not-in-table", because)


def _without_code(procedure: Procedure) -> tuple[str, str]:
    """Name something that was done and has no code, and say why."""
    what = " of ".join(filter(None, (procedure.kind, procedure.of or procedure.source)))
    if procedure.kind == "exploration":
        return what, "03.09 is for a spinal canal that was opened; for looking at bone or joint our table of ICD-9-CM has no code"
    if procedure.kind in ("navigation", "robotic assistance"):
        decides = "the imaging: 00.31 to 00.33" if procedure.kind == "navigation" else "the approach: 17.41, 17.43 or 17.44"
        return what, f"its code depends on {decides}; hospitals decide whether they report it, so nobody is asked"
    return what, "our table of ICD-9-CM has no code for it, so none is given here"


def _before_their_day(points: OpenPoints) -> Iterator[Rejection]:
    """Say of what has a code only since a later day that it had none before."""
    for code, what, first in not_yet(points):
        yield Rejection(code, "icd9-dates", f"{what}: {code} began on {first}, and no earlier code of its own is in our table")


def _uncounted(operation: Operation, codes: Sequence[Assignment]) -> Iterator[Rejection]:
    """Say why no code counts the vertebrae, where fewer than two of those that are counted are joined."""
    if not codes or any(code.kind == "count" for code in codes) or operation.discharged < validity()["81.62"][0]:
        return
    if len(vertebrae_in(operation.joints)) < 2:
        because = (
            f"{names_of(_coded(codes))}: "
            "no two of the vertebrae that are counted (C1 to S1) are joined, and the count codes begin with two"
        )
        yield Rejection("81.62", "icd9-count-vertebrae", because)


def _all_around(operation: Operation, codes: Sequence[Assignment]) -> Iterator[Rejection]:
    """Name 81.61 for joints fused in both columns while it lasted: its title is known, how it stood beside the others is not."""
    ways: dict[Joint, dict[str | None, set[bool]]] = {}
    for fusion in operation.fusions:
        if fusion.joint.is_vertebral:
            ways.setdefault(fusion.joint, {}).setdefault(fusion.column, set()).add(fusion.direction in FROM_BEHIND)
    around = [joint for joint in _coded(codes) if {"anterior", "posterior"} <= ways.get(joint, {}).keys()]
    turned = [joint for joint in around if False in ways[joint]["anterior"]]
    behind = [joint for joint in around if joint not in turned]
    if turned:
        because = (
            f"{names_of(turned)}: both columns were fused, one of them not from behind. "
            "81.61 (2002-10-01 to 2005-09-30) stands by its title for one incision"
        )
        yield Rejection("81.61", "icd9-dates", because)
    if behind:
        because = (
            f"{names_of(behind)}: both columns were fused from behind. "
            "81.61 (2002-10-01 to 2005-09-30) stands by its title for a fusion all around through one incision; "
            "whether it took the place of a code for each column or stood beside them was not seen, "
            "so it is neither given nor ruled out"
        )
        yield Rejection("81.61", "icd9-dates", because)


def _coded(codes: Sequence[Assignment]) -> list[Joint]:
    return sorted({joint for code in codes for joint in code.joints})
