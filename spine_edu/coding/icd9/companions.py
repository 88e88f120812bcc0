"""ICD-9-CM beside the fusion codes: what is coded with them, and what two readers may code differently."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spine_edu.anatomy import Joint
from spine_edu.coding.entries import FusionEntry
from spine_edu.coding.findings import Assignment
from spine_edu.coding.icd9.fusion import is_settled, names_of, reasons_on
from spine_edu.coding.icd9.tables import FIRST_DAY, LAST_DAY, is_valid, validity
from spine_edu.coding.open_points import OpenPoints
from spine_edu.operation import Operation, Procedure
from spine_edu.text.lists import listed
from spine_edu.vocabulary import INTERBODY, ROOTS, STABILIZERS


def companion_codes(points: OpenPoints) -> list[Assignment]:
    """Return the ICD-9-CM codes beside the fusion, each once, as far as our table holds them on that day.

    A code that some report and others do not is of the kind optional: contested where no text was found, else by a hospital's
    policy.
    """
    day = min(points.operation.discharged, LAST_DAY)
    found, by_policy, contested = _codes(points)
    return [
        *(_companion(code, tuple(sorted(reasons)), day) for code, reasons in found.items() if is_valid(code, day)),
        *(_companion(code, (_POLICY,), day, optional=True) for code in by_policy if is_valid(code, day)),
        *(
            _companion(code, (), day, why, optional=True)
            for code, why in contested.items()
            if code not in found and is_valid(code, day)
        ),
    ]


def not_yet(points: OpenPoints) -> Iterator[tuple[str, str, str]]:
    """Yield the codes that what was done has had only since a later day: code, what it is for, and its first day."""
    day = points.operation.discharged
    if not FIRST_DAY <= day < _NEWEST_CODE:
        return
    found, by_policy, _ = _codes(points)
    for code, reasons in sorted({**found, **by_policy}.items()):
        first = validity()[code][0]
        if day < first:
            yield code, listed(sorted(because.partition(";")[0] for because in reasons)), first


_NEWEST_CODE = "2008-10-01"
"""Since this day every code that is given beside a fusion has begun."""
Reasons = dict[str, set[str]]


def _codes(points: OpenPoints) -> tuple[Reasons, Reasons, dict[str, str]]:
    """Return codes of any day with what they are for: those that are reported, those that policy asks for,
    those that are contested.
    """
    operation = points.operation
    found: Reasons = {}
    by_policy: Reasons = {}
    contested: dict[str, str] = {}
    undecided = {place for place, asked in points.contradictions.items() if any(query.missing == "objective" for query in asked)}
    for entry in points.given:
        if not (undecided and entry.place in undecided) and is_settled(entry):
            for code, because in _codes_laid_in(entry):
                found.setdefault(code, set()).add(because)
            if "local autograft" in (entry.materials or ()):
                contested["77.79"] = _OF_THE_SAME_WOUND
    freed: set[Joint] = set()  # at the joint whose disc was taken out
    discs = _discs_removed(operation) if any(act.kind == "discectomy" for act in operation.procedures) else frozenset()
    broken = {bone for act in operation.procedures if act.kind == "fracture reduction" for bone in act.bones}
    for procedure in operation.procedures:
        if _is_passed_over(procedure, points, discs):
            continue
        if procedure.kind == "instrumentation":
            if broken.intersection(procedure.bones):
                contested["78.59"] = _HOLDS_A_FRACTURE
            else:
                found.setdefault("78.59", set()).add(f"{procedure.of or 'instrumentation'} placed where nothing was fused")
            continue
        if procedure.source == "local bone":
            contested["77.79"] = _OF_THE_SAME_WOUND
        if code := _by_policy(procedure):
            by_policy.setdefault(code, set()).add(procedure.kind)
        for code, because in _codes_of(procedure):
            at = _same_joint(procedure, discs) if discs and code == "03.09" else ()
            freed.update(at)
            if not at:
                found.setdefault(code, set()).add(because)
    if freed:
        contested["03.09"] = _FREED_AT_THE_DISC.format(names_of(sorted(freed)))
    return found, by_policy, contested


def _is_passed_over(procedure: Procedure, points: OpenPoints, discs: frozenset[Joint]) -> bool:
    """Whether an entry has no code of its own: it says the contrary of another, its disc has its code, or it holds a fusion."""
    if procedure.kind == "discectomy":  # one code for part of a disc and all of it
        return procedure.joint not in discs
    if points.contradictory and procedure in points.contradictory:
        return True
    return procedure.kind == "instrumentation" and (
        holds_a_fusion(procedure, points.operation) or procedure.of == "rod connectors"
    )


def _codes_laid_in(entry: FusionEntry) -> Iterator[tuple[str, str]]:
    """Yield the codes of what was laid in for a fusion, each with its reason."""
    materials = entry.materials or frozenset()
    if materials & INTERBODY and entry.joint.is_vertebral:
        yield "84.51", "an interbody device was placed; it is coded beside the fusion, once"
    if "rhBMP" in materials:
        yield "84.52", "recombinant bone morphogenetic protein was placed"


def holds_a_fusion(procedure: Procedure, operation: Operation) -> bool:
    """Whether fixation holds a joint that was fused, or may: screws of the ilium hold what is fused above,
    and a level may be unknown.
    """
    if operation.unplaced or not operation.fusions:
        return bool(operation.unplaced)
    bones = procedure.bones if procedure.of != "iliac screws" else ()
    return not bones or any(bone in fusion.joint.vertebrae for fusion in operation.fusions for bone in bones)


@functools.lru_cache(maxsize=512)
def _companion(code: str, reasons: tuple[str, ...], day: str, contested: str = "", optional: bool = False) -> Assignment:
    rule = "icd9-optional" if optional and not contested else _RULE_OF.get(code, "icd9-companions")
    because = reasons_on(day, 0, rule, reasons or (_NEITHER,))
    return Assignment(code, "ICD-9-CM", "optional" if optional else "companion", tuple(because), contested=contested)


_RULE_OF = {"78.59": "icd9-fixation-alone"}
_POLICY = "reported where the hospital's policy asks for it"
_NEITHER = "some report it here and some do not; it is neither asked for nor wrong"
_FREED_AT_THE_DISC = (
    "A root freed at the joint whose disc was taken out ({}): 80.51 is remembered to include it, "
    "and to ask for another code only where a root is freed at a different joint. The note of Volume 3 at 80.51 was not found."
)
_HOLDS_A_FRACTURE = (
    "What holds a fracture that was set: 78.59 is by its title for fixation without fracture reduction. "
    "Some report it for the vertebrae beside the broken one, some take all of it as part of 03.53; no ruling was found."
)
_OF_THE_SAME_WOUND = (
    "Bone of the same wound: the note of Volume 3 at 81.3 asks to code “any synchronous excision of (locally) harvested bone for "
    "graft” too. Some read it so that bone of the same wound is coded as bone of the crest is, some not; no ruling was found."
)


def discs_replaced(operation: Operation) -> frozenset[Joint]:
    """Return the joints that were given an artificial disc: taking out the old one is part of that."""
    return frozenset(p.joint for p in operation.procedures if p.kind == "disc replacement" and p.joint and p.joint.has_disc)


def _discs_removed(operation: Operation) -> frozenset[Joint]:
    """Return the joints whose disc was taken out and not replaced by an artificial one."""
    cut = frozenset(p.joint for p in operation.procedures if p.kind == "discectomy" and p.joint)
    return cut - discs_replaced(operation)


def _same_joint(procedure: Procedure, discs: frozenset[Joint]) -> list[Joint]:
    """Return the joints at which both a root was freed and the disc taken out.

    Of a note that names a region only, these are the joints of the region.
    """
    if procedure.of not in ROOTS:
        return []
    return [joint for joint in discs if (joint == procedure.joint if procedure.joint else joint.region == procedure.region)]


_STABILIZED = {
    "interspinous process device": ("84.80", "an interspinous process device was placed"),
    "pedicle-based dynamic device": ("84.82", "a pedicle-based dynamic device was placed"),
    "facet replacement device": ("84.84", "a facet replacement device was placed"),
}
_DISC_PROSTHESIS = {"cervical": "84.62", "thoracic": "84.63", "lumbar": "84.65"}
_AUGMENTED = {
    "vertebroplasty": ("81.65", "cement was injected into a vertebra"),
    "kyphoplasty": ("81.66", "a vertebra was raised from within and filled with cement"),
}
_CLEANED = {"subcutaneous tissue": "86.22", "muscle": "83.45"}


@functools.lru_cache(maxsize=2048)
def _codes_of(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Return the codes of one procedure beside the fusions, each with its reason; most procedures have one or none."""
    kind, of = procedure.kind, procedure.of
    if kind == "removal" and of == "disc prosthesis":
        return (("80.09", "an artificial disc was taken out and no new one put in; the official map leads here"),)
    if kind == "removal" and of and of not in STABILIZERS:
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
    if kind == "osteotomy":
        where = listed(procedure.bones) or "vertebrae that are not named"
        return (("77.29", f"osteotomy of {where}: wedge osteotomy of other bones (a vertebra), by the official map"),)
    if kind == "vertebral augmentation":
        return (_AUGMENTED[of],) if of else ()
    if kind == "debridement" and procedure.extent == "non-excisional":
        return (("86.28", "the wound was cleaned without cutting tissue out"),)
    if kind == "debridement" and procedure.extent and of in _CLEANED:
        return ((_CLEANED[of], f"dead tissue was cut out, down to the {of}"),)
    if kind == "dural repair":
        return (("03.59", "the dura was repaired"),)
    if kind == "stabilization":
        return (_STABILIZED[of],) if of else ()
    if kind == "introduction of rhBMP":
        return (("84.52", "recombinant bone morphogenetic protein was placed"),)
    if kind == "fracture reduction":
        return (("03.53", "a vertebral fracture was repaired"),)
    return ()


_NAVIGATED = {"CT": "00.31", "MRI": "00.32", "fluoroscopy": "00.33"}
_ROBOT = {"open": "17.41", "percutaneous": "17.43", "percutaneous endoscopic": "17.44"}


def _by_policy(procedure: Procedure) -> str:
    """Return the code of what helps the surgeon and is reported by policy only; '' where there is none,
    or what decides is not told.
    """
    if procedure.kind == "monitoring":
        return "00.94"
    if procedure.kind == "navigation":
        return _NAVIGATED.get(procedure.of or "", "")
    if procedure.kind == "robotic assistance":
        return _ROBOT.get(procedure.approach or "", "")
    return ""


def passed_over(operation: Operation) -> Iterator[Procedure]:
    """Yield the procedures that this system gives no code, though something was done: none is passed over in silence."""
    for procedure in operation.procedures:
        told = (procedure.kind, procedure.of or procedure.source)
        if (
            procedure.kind in _WITHOUT_CODE
            or told in _WITHOUT_CODE_OF
            or (procedure.kind in _HELPERS and not _by_policy(procedure))
            or (told == ("debridement", "bone") and procedure.extent == "excisional")
        ):
            yield procedure


_WITHOUT_CODE = frozenset(("revision", "corpectomy", "exploration", "hematoma evacuation"))
_HELPERS = frozenset(("navigation", "robotic assistance"))
_WITHOUT_CODE_OF = frozenset(
    (
        ("harvest", "iliac bone marrow"),
        ("harvest", "vertebral bone marrow"),
        *(("removal", device) for device in STABILIZERS),
    )
)
