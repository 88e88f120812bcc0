"""Implants of an earlier operation that stay in: they join the plan of every moment at which they were there, marked as old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spine_edu.anatomy import position
from spine_edu.errors import FigureError
from spine_edu.geometry.plan.plan import Cage, Plan, Rods, Screws, place_of
from spine_edu.geometry.plan.screw_kinds import usual_kind
from spine_edu.operation import Kept

USUAL_CAGES = {"cervical": "ACDF", "lumbar": "PLIF"}


def with_kept(plan: Plan, kept: Iterable[Kept], kinds: Mapping[str, str]) -> Plan:
    """Return the plan with what was left in place. A new rod that runs past an old screw is seated in it.

    >>> from spine_edu.operation import read_kept
    >>> rods = read_kept({"of": "screws and rods", "vertebrae": ["L4", "L5"], "phrase": "left in place"})
    >>> with_kept(Plan("today"), [rods], {}).rods
    (Rods(bones=('L4', 'L5'), broken_at=None, linked_at=(), old=True),)
    """
    for implant in kept:
        if implant.of == "interbody device" and implant.joint:
            usual = USUAL_CAGES.get(implant.joint.region or "", "TLIF")
            cage = Cage(implant.joint, implant.cage or usual, old=True)
            plan = replace(plan, cages=(*(c for c in plan.cages if c.joint != cage.joint), cage))
        elif implant.of == "plate":
            plan = replace(plan, old_plates=(*plan.old_plates, implant.vertebrae))
        elif implant.of == "screw tip":
            if plan.moment != "before":  # until today it was a whole screw
                plan = replace(plan, tips=(*plan.tips, *((bone, implant.side) for bone in implant.vertebrae)))
        else:
            plan = _with_screws(plan, implant, kinds)
    return plan


def _with_screws(plan: Plan, implant: Kept, kinds: Mapping[str, str]) -> Plan:
    bones = implant.vertebrae
    if implant.of == "screws and rods" and len(bones) < 2:
        raise FigureError(
            f"A rod needs screws in at least two vertebrae, and only {', '.join(bones)} is said to keep its screws."
        )
    screws = {entry.bone: entry for entry in plan.screws}
    screws |= {bone: Screws(bone, kinds.get(bone, usual_kind(bone)), old=True) for bone in bones}
    rods = [_through(entry, bones) for entry in plan.rods]
    if implant.joined:
        rods = [_led_on(entry, bones) for entry in rods]
    if implant.of == "screws and rods":
        rods.append(Rods(bones, old=True))
    return replace(plan, screws=tuple(sorted(screws.values(), key=lambda entry: place_of(entry.bone))), rods=tuple(rods))


def _led_on(rods: Rods, bones: tuple[str, ...]) -> Rods:
    """Return new rods that begin or end at the nearest old screw, where a connector joins them to the old ones."""
    above = position(bones[-1]) < position(rods.bones[0])
    return replace(rods, bones=(bones[-1], *rods.bones) if above else (*rods.bones, bones[0]))


def _through(rods: Rods, bones: Iterable[str]) -> Rods:
    """Return rods that are seated in old screws, too, wherever they run past them."""
    named = [name for name in rods.bones if place_of(name)[0] < 99]
    if not named:
        return rods
    first, last = position(named[0]), position(named[-1])
    passed = {bone for bone in bones if first < position(bone) < last}
    within = sorted({*named, *passed}, key=position)
    return replace(rods, bones=(*within, *rods.bones[len(named) :]))
