"""ICD-10-PCS codes beside the fusion: removal, discectomy, decompression, harvest and what else has its own objective."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from spine_edu.anatomy import Joint, position
from spine_edu.coding.findings import Assignment, Query, Reason
from spine_edu.coding.open_points import OpenPoints
from spine_edu.coding.pcs.companion_bone import augmentation, osteotomy
from spine_edu.coding.pcs.companion_devices import removal, revision
from spine_edu.coding.pcs.companion_fixation import instrumentation
from spine_edu.coding.pcs.companion_look import LOOKED, ONLY_LOOKED, exploration, operated_at, operated_elsewhere
from spine_edu.coding.pcs.companion_motion import disc_replacement, stabilization
from spine_edu.coding.pcs.companion_tissue import (
    corpectomy,
    decompression,
    discectomy,
    dural_repair,
    fracture_reduction,
    freed_twice,
    harvest,
)
from spine_edu.coding.pcs.companion_wound import debridement, hematoma_evacuation
from spine_edu.coding.pcs.found import Found, approach_value
from spine_edu.coding.pcs.tables import APPROACH, is_valid
from spine_edu.operation import Procedure


def companion_codes(points: OpenPoints, unsettled: frozenset[Joint]) -> Found:
    """Return the codes beside the fusions; `unsettled` joints have an open query whether they were fused at all.

    Each code stands once, however many entries lead to it; a code that is not valid on the day is asked about, not given.
    """
    operation = points.operation
    fusing = bool(operation.fusions or operation.unplaced)
    found = Found()
    fused = frozenset(fusion.joint for fusion in operation.fusions) - unsettled
    set_with_device = frozenset(
        bone
        for act in operation.procedures
        if act.kind == "fracture reduction" and act.of == "internal fixation device"
        for bone in act.bones
    )
    found.queries += points.of_procedures
    replaced = {act.joint for act in operation.procedures if act.kind == "disc replacement" and act.joint and act.joint.has_disc}
    grown = {fusion.approach for fusion in operation.fusions if fusion.materials and "rhBMP" in fusion.materials} - {None}
    for procedure in sorted(set(operation.procedures) - points.contradictory, key=_order):
        beside_more = procedure.kind == "exploration" and operated_elsewhere(operation)
        if beside_more and not (procedure.joint and procedure.approach and not operated_at(procedure.joint, operation)):
            about = f"exploration of {procedure.joint}" if procedure.joint else "exploration"
            found.reject(about, "B3.11a", LOOKED)  # nobody is asked for what a contested code still lacks
            continue
        if procedure.kind == "discectomy" and procedure.joint in replaced:
            found.reject(
                "discectomy", "B3.18", f"{procedure.joint}: taking out the disc is part of putting an artificial one in its place"
            )
            continue
        if procedure.kind == "introduction of rhBMP" and procedure.approach is None and grown:
            continue  # the materials tell of it, and by which approach
        today = procedure.kind == "instrumentation"
        part = _entry(procedure, fusing, fused, unsettled, set_with_device) if today else _entry(procedure, fusing)
        if beside_more:
            found.codes += [replace(code, kind="optional", contested=ONLY_LOOKED) for code in part.codes]
        else:
            found.codes += part.codes
        found.queries += part.queries
        found.rejections += part.rejections
    if grown:
        found.code(f"3E0U{'0' if 'open' in grown else '3'}GB", "optional", _BMP, kind="optional")
    found.codes = _with_both_freed(_once_each(found.codes))
    _ask_for_valid(found, operation.discharged)
    return found


def _with_both_freed(codes: list[Assignment]) -> list[Assignment]:
    """Add to cord and roots of one region, where both were freed, why both codes stand."""
    both = freed_twice(code.code for code in codes)
    if not both:
        return codes
    return [
        replace(code, reasons=(*code.reasons, Reason(0, "B3.2a", both[code.code]))) if code.code in both else code
        for code in codes
    ]


def _ask_for_valid(found: Found, day: str) -> None:
    """Take out the codes that are not valid on a day, and ask about them instead."""
    for code in [code for code in found.codes if not is_valid(code.code, day)]:
        found.codes.remove(code)
        ask = f"{code.code} is not valid on {day} in our tables. Which code does your coding advice give?"
        found.ask(code.code, "valid code", ask, "validity")


def asked_about(procedure: Procedure) -> tuple[Query, ...]:
    """Return what is asked about one entry of an operation that fuses nothing."""
    return tuple(_entry(procedure, fusing=False).queries)


_BMP = "rhBMP is reported only where the hospital's policy asks for it"


@functools.lru_cache(maxsize=4096)
def _order(procedure: Procedure) -> tuple[object, ...]:
    """Sort entries by what they say, so that the order in which a note tells them changes nothing."""
    joint = -1 if procedure.joint is None else procedure.joint.place
    bones = tuple(map(position, procedure.vertebrae))
    words = (procedure.of, procedure.region, procedure.extent, procedure.source, procedure.side, procedure.approach)
    marks = (procedure.own_objective, procedure.reopened, procedure.count)
    return (
        procedure.kind,
        joint,
        bones,
        tuple(word or "" for word in words),
        tuple(-1 if mark is None else int(mark) for mark in marks),
    )


def _once_each(codes: list[Assignment]) -> list[Assignment]:
    """Return each code once, with the reasons of every entry that led to it, and say where B3.2b lets it be repeated."""
    if len({code.code for code in codes}) == len(codes):
        return codes
    found: dict[str, list[Assignment]] = {}
    for code in codes:
        found.setdefault(code.code, []).append(code)
    return [same[0] if len(same) == 1 else _joined(tuple(same)) for same in found.values()]


@functools.lru_cache(maxsize=2048)
def _joined(same: tuple[Assignment, ...]) -> Assignment:
    reasons = tuple(dict.fromkeys(reason for code in same for reason in code.reasons))
    joints = tuple(sorted({joint for code in same for joint in code.joints}))
    if len(joints) > 1:
        names = f"{', '.join(map(str, joints[:-1]))} and {joints[-1]}"
        more = f"{names} share this body part value; a claim may repeat the code for each, and here it is listed once"
        reasons = (*reasons, Reason(0, "B3.2b", more))
    return replace(same[0], reasons=reasons, joints=joints)


@functools.lru_cache(maxsize=8192)
def _entry(
    procedure: Procedure,
    fusing: bool,
    fused: frozenset[Joint] = frozenset(),
    unsettled: frozenset[Joint] = frozenset(),
    set_with_device: frozenset[str] = frozenset(),
) -> Found:
    found = Found(fusing)
    if procedure.kind == "instrumentation":
        instrumentation(procedure, found, fused, unsettled, set_with_device)
    else:
        _HANDLERS[procedure.kind](procedure, found)
    return found


def _monitoring(procedure: Procedure, found: Found) -> None:
    found.code(
        "4A11X4G",
        "optional",
        "monitoring of the nerves during surgery is reported where the hospital's policy asks for it",
        kind="optional",
    )


def _rhbmp(procedure: Procedure, found: Found) -> None:
    approach = approach_value(procedure, found, "introduction of rhBMP")
    if approach:
        found.code(f"3E0U{'0' if approach == '0' else '3'}GB", "optional", _BMP, kind="optional")


def _navigation(procedure: Procedure, found: Found) -> None:
    """Code navigation by the images it was steered with, Z where the note does not say which."""
    images = {"fluoroscopy": "F", "CT": "G", "MRI": "H"}.get(procedure.of or "", "Z")
    _assistance(procedure, found, f"XB{images}")


def _robot(procedure: Procedure, found: Found) -> None:
    _assistance(procedure, found, f"{APPROACH[procedure.approach]}CZ" if procedure.approach else "")


def _assistance(procedure: Procedure, found: Found, ending: str) -> None:
    """Code what helped the surgeon's hand; nobody is asked for a code that only policy wants."""
    if procedure.region and ending:
        body = "8E09" if procedure.region == "cervical" else "8E0W"
        because = f"{procedure.kind} is reported where the hospital's policy asks for it"
        found.code(f"{body}{ending}", "optional", because, kind="optional")
    else:
        because = (
            "there are codes for it (8E0…), reported where the hospital's policy asks for them; "
            "name the region and the approach to get one"
        )
        found.reject(procedure.kind, "optional", because)


_HANDLERS: dict[str, Callable[[Procedure, Found], None]] = {
    "removal": removal,
    "revision": revision,
    "stabilization": stabilization,
    "discectomy": discectomy,
    "disc replacement": disc_replacement,
    "decompression": decompression,
    "corpectomy": corpectomy,
    "osteotomy": osteotomy,
    "vertebral augmentation": augmentation,
    "hematoma evacuation": hematoma_evacuation,
    "debridement": debridement,
    "harvest": harvest,
    "exploration": exploration,
    "dural repair": dural_repair,
    "fracture reduction": fracture_reduction,
    "monitoring": _monitoring,
    "navigation": _navigation,
    "robotic assistance": _robot,
    "introduction of rhBMP": _rhbmp,
}
