"""ICD-9-CM beside the fusion codes: what is coded with them, and what a reader might code and must not."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from spine_edu.anatomy import Joint, vertebrae_in
from spine_edu.coding.findings import Assignment, Rejection
from spine_edu.coding.icd9.fusion import is_settled, names_of, reason_on
from spine_edu.coding.icd9.tables import LAST_DAY, is_valid, validity
from spine_edu.coding.open_points import HARVEST_MISSING, OpenPoints, harvest_is_missing
from spine_edu.operation import Operation, Procedure
from spine_edu.vocabulary import INTERBODY


def companion_codes(points: OpenPoints) -> list[Assignment]:
    """Return the ICD-9-CM codes beside the fusion, each once, as far as our table holds them on that day."""
    operation = points.operation
    day = min(operation.discharged, LAST_DAY)
    found: dict[str, set[str]] = {}
    undecided = {place for place, asked in points.contradictions.items() if any(query.missing == "objective" for query in asked)}
    for entry in points.given:
        if entry.materials and not (undecided and entry.place in undecided) and is_settled(entry):
            if entry.materials & INTERBODY and entry.joint.is_vertebral:
                found.setdefault("84.51", set()).add("an interbody device was placed; it is coded beside the fusion, once")
            if "rhBMP" in entry.materials:
                found.setdefault("84.52", set()).add("recombinant bone morphogenetic protein was placed")
    for procedure in operation.procedures:
        if (
            points.contradictory and procedure in points.contradictory and procedure.kind != "discectomy"
        ):  # one code for part of a disc and all of it
            continue
        for code, because in _companions_of(procedure):
            found.setdefault(code, set()).add(because)
    return [_companion(code, tuple(sorted(reasons)), day) for code, reasons in found.items() if is_valid(code, day)]


@functools.lru_cache(maxsize=512)
def _companion(code: str, reasons: tuple[str, ...], day: str) -> Assignment:
    because = tuple(reason_on(day, 0, "icd9-companions", reason) for reason in reasons)
    return Assignment(code, "ICD-9-CM", "companion", because)


_STABILIZED = {
    "interspinous process device": ("84.80", "an interspinous process device was placed"),
    "pedicle-based dynamic device": ("84.82", "a pedicle-based dynamic device was placed"),
    "facet replacement device": ("84.84", "a facet replacement device was placed"),
}
_DISC_PROSTHESIS = {"cervical": "84.62", "thoracic": "84.63", "lumbar": "84.65"}


@functools.lru_cache(maxsize=2048)
def _companions_of(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Return the codes of one procedure beside the fusions, each with its reason; most procedures have one or none."""
    kind, of = procedure.kind, procedure.of
    if kind == "removal" and of:
        return (("78.69", f"taken out: old {of}; removal of an implanted device from bone, other bones (a vertebra)"),)
    if kind == "discectomy" and procedure.joint and procedure.joint.has_disc:
        return (("80.51", "disc was removed, in part or whole: one code for both"),)
    if kind == "disc replacement" and procedure.joint and procedure.joint.has_disc:
        region = procedure.joint.region
        return ((_DISC_PROSTHESIS[region], f"the disc of {procedure.joint} was replaced by a prosthesis, which is no fusion"),)
    if kind == "decompression" and procedure.own_objective:
        return (
            (("03.02", "the old laminectomy site was reopened to free the nerves"),)
            if procedure.reopened
            else (("03.09", "freeing the nerves was an aim of its own"),)
        )
    if kind == "harvest" and procedure.source == "iliac crest":
        return (("77.79", "bone for the graft was taken from the iliac crest (other bones)"),)
    if kind == "harvest" and procedure.source == "rib":
        return (("77.71", "bone for the graft was taken from a rib"),)
    if kind == "dural repair":
        return (("03.59", "the dura was repaired"),)
    if kind == "stabilization":
        return (_STABILIZED[of],) if of else ()
    if kind == "introduction of rhBMP":
        return (("84.52", "recombinant bone morphogenetic protein was placed"),)
    if kind == "fracture reduction":
        return (("03.53", "a vertebral fracture was repaired"),)
    return ()


def left_out(operation: Operation, codes: Sequence[Assignment]) -> list[Rejection]:
    """Return what a reader might code in ICD-9-CM beside the fusion codes given, and why it is not."""
    day = operation.discharged
    rejections = []
    refused = {fusion.joint for fusion in operation.fusions if fusion.status == "refusion"}
    initial = {fusion.joint for fusion in operation.fusions if fusion.status == "initial"} - refused
    if refused and initial:
        again = "81.09" if is_valid("81.09", day) else "81.3x"
        first = f"{names_of(sorted(initial))} {'is' if len(initial) == 1 else 'are'} fused for the first time today"
        why = f"{first}, although another joint is a refusion: 81.0x, not {again}"
        rejections.append(Rejection(f"{again} for every joint", "icd9-status-by-joint", why))
    if day <= LAST_DAY and operation.fusions:
        placed = {procedure.of or "instrumentation" for procedure in operation.procedures if procedure.kind == "instrumentation"}
        rejections += [
            Rejection(what, "icd9-fixation-included", "internal fixation of the joints fused is part of 81.0x and 81.3x")
            for what in sorted(placed)
        ]
    if day <= LAST_DAY and harvest_is_missing(operation):
        rejections.append(Rejection("bone harvest", "icd9-companions", HARVEST_MISSING))
    rejections += _uncounted(operation, codes)
    if is_valid("81.61", day):
        rejections += _all_around(operation, codes)
    return rejections


def _uncounted(operation: Operation, codes: Sequence[Assignment]) -> Iterator[Rejection]:
    """Say why no code counts the vertebrae, where fewer than two of those that are counted are joined."""
    if not codes or any(code.kind == "count" for code in codes) or operation.discharged < validity()["81.62"][0]:
        return
    if len(vertebrae_in(operation.joints)) < 2:
        because = f"{names_of(_coded(codes))}: no two of the vertebrae that are counted (C1 to S1) are joined, and the count codes begin with two"
        yield Rejection("81.62", "icd9-count-vertebrae", because)


def _all_around(operation: Operation, codes: Sequence[Assignment]) -> Iterator[Rejection]:
    """Name 81.61 for joints fused in both columns while it lasted: its title was never seen, so it is not taught."""
    columns = {(fusion.joint, fusion.column) for fusion in operation.fusions if fusion.joint.is_vertebral}
    around = [joint for joint in _coded(codes) if {(joint, "anterior"), (joint, "posterior")} <= columns]
    if around:
        because = f"{names_of(around)}: fused in both columns. 81.61 was valid on this day, but its meaning is not verified here, so it is neither given nor ruled out"
        yield Rejection("81.61", "icd9-dates", because)


def _coded(codes: Sequence[Assignment]) -> list[Joint]:
    return sorted({joint for code in codes for joint in code.joints})
