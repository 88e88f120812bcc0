"""What a coder asks although every code stands: what the words of a note let expect, and the note does not tell.

Nothing contradicts, so nothing is withheld for such a question: what is documented is coded as it stands (decision 0006).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from operator import itemgetter

from spine_edu import data
from spine_edu.anatomy import Joint, region_of, regions_in
from spine_edu.coding.eras import system_on
from spine_edu.coding.findings import Query
from spine_edu.operation import Operation
from spine_edu.text.lists import listed
from spine_edu.vocabulary import GRAFT, INTERBODY

NONUNION = "M96.0"
_FIRST_INTERBODY_CODE = "2002-10-01"
"""Before this day no system had a code or a value for an interbody device."""


def doubts(operation: Operation) -> tuple[Query, ...]:
    """Return what to ask about an operation beside what is open of it.

    >>> from spine_edu.operation import read_operation
    >>> tlif = read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "technique": "TLIF", "approach": "open",
    ...     "materials": ["local autograft"]}]})
    >>> [(query.about, query.missing) for query in doubts(tlif)]
    [('discectomy L4-L5', 'extent'), ('L4-L5', 'device')]
    """
    if not operation.fusions:
        return (*_fused_again(operation), *_elsewhere(operation))
    return (*_between_bodies(operation), *_harvest(operation), *_of_own_bone(operation), *_elsewhere(operation))


def _of_own_bone(operation: Operation) -> Iterator[Query]:
    """Yield the question where the patient's own bone was cut, which decides on the code of a harvest and on no device."""
    grafted = [fusion.joint for fusion in operation.fusions if "autograft of unknown site" in (fusion.materials or ())]
    if grafted and not any(act.kind == "harvest" for act in operation.procedures):
        ask = (
            "Where was the patient's own bone cut? Bone of the same wound is part of the fusion; from a site of its own, such as "
            "the iliac crest, its harvest has a code beside it. The fusion is coded the same either way."
        )
        yield Query(f"autograft at {listed(dict.fromkeys(sorted(grafted)))}", "site", ask, "B3.9")


def _between_bodies(operation: Operation) -> Iterator[Query]:
    """Yield what a fusion of two bodies lets expect, whatever it is called: a disc that came out, and a device in its place."""
    laid_in: dict[Joint, set[str]] = {}
    for fusion in operation.fusions:
        if fusion.column == "anterior" and fusion.joint.has_disc:
            laid_in.setdefault(fusion.joint, set()).update(fusion.materials or ())
    emptied = _emptied(operation) if laid_in else set()
    system = system_on(operation.discharged)
    for joint, laid in sorted(laid_in.items(), key=_JOINT):
        if joint not in emptied:
            yield _what_came_out(joint, system)
        if laid & GRAFT and not laid & INTERBODY and operation.discharged >= _FIRST_INTERBODY_CODE:
            yield _what_stands_there(joint)


_JOINT = itemgetter(0)


@functools.cache
def _what_came_out(joint: Joint, system: str) -> Query:
    """Return the question how much of a disc was taken out, as far as a system tells parts from wholes."""
    missing, how_much = (
        (
            "extent",
            "How much of the disc was taken out: part of it (Excision), all of it (Resection), or is it not documented, "
            "so that nothing is coded for it?",
        )
        if system == "ICD-10-PCS"
        else (
            "disc",
            "Was any of the disc taken out, in part or whole (one code stands for both), or is it not documented, "
            "so that nothing is coded for it?",
        )
    )
    ask = f"A fusion of two bodies leads through the disc between them, and the note tells of no discectomy. {how_much}"
    return Query(f"discectomy {joint}", missing, ask, "discectomy")


@functools.cache
def _what_stands_there(joint: Joint) -> Query:
    """Return the question what stands in a disc space of which the note tells graft alone."""
    ask = (
        "Two bodies were joined, and the note tells of graft alone, which is coded as it stands. "
        "What stood in the disc space: graft alone, or an interbody device (a cage, a milled piece of bone), which "
        "comes first?"
    )
    return Query(joint.name, "device", ask, "B3.10c")


def _harvest(operation: Operation) -> Iterator[Query]:
    """Yield the question of the harvest where bone of another site was laid in and no entry tells where it was cut."""
    laid = any(fusion.materials and "harvested autograft" in fusion.materials for fusion in operation.fusions)
    told = (None, "iliac crest", "rib")  # None: the site is asked for
    if laid and not any(act.kind == "harvest" and act.source in told for act in operation.procedures):
        ask = (
            "The patient's own bone of another site was laid in, and the note tells of no harvest. Where was it cut: from which "
            "iliac crest or rib, and through an incision of its own? If it is not documented, nothing is coded for it."
        )
        yield Query("bone harvest", "site", ask, "B3.9")


def _emptied(operation: Operation) -> set[Joint | None]:
    """Return the joints of which the note tells what became of the disc: taken out today, alone or with a body beside it,
    or by whoever put in what came out today.
    """
    bodies = {bone for act in operation.procedures if act.kind == "corpectomy" for bone in act.bones}
    return {
        *(joint for joint in operation.joints if bodies.intersection(joint.vertebrae)),
        *(
            act.joint
            for act in operation.procedures
            if act.kind in ("discectomy", "disc replacement")
            or (act.kind, act.of)
            in (("removal", "interbody device"), ("removal", "disc prosthesis"), ("revision", "interbody device"))
        ),
    }


def _fused_again(operation: Operation) -> Iterator[Query]:
    """Yield the question of graft where a fusion that did not heal got new hardware, and nothing else."""
    held = [act for act in operation.procedures if act.kind == "instrumentation"]
    if held and not operation.unplaced and NONUNION in (operation.principal, *operation.secondary):
        bones = listed(dict.fromkeys(bone for act in held for bone in act.bones))
        ask = (
            f"{NONUNION} says that an earlier fusion did not heal; new hardware was placed, and no graft is told of. Which "
            f"graft, substitute or "
            "interbody device was laid in to fuse a joint again, and in which joint? If none, there is no fusion to code: "
            "what was taken out and put in stands, and so does its class."
        )
        yield Query(f"hardware at {bones}" if bones else "hardware", "graft", ask, "no-device")


def _elsewhere(operation: Operation) -> Iterator[Query]:
    """Yield the question whether diagnosis or level is meant,
    where the principal diagnosis names another region than was operated on.
    """
    named = regions_named(operation.principal) if operation.principal else frozenset()
    if not named or any(fusion.joint.region in named for fusion in operation.fusions):
        return
    done = _regions(operation)
    if done and not done & named:
        where, there = (_regions_told(found) for found in (named, done))
        ask = (
            f"The title of the principal diagnosis names the {where}, and what was done lies in the {there}. "
            "What is meant: another diagnosis, or another level?"
        )
        yield Query(str(operation.principal), "level", ask, "diagnosis-region")


def _regions_told(found: Collection[str]) -> str:
    """Name regions in their order: the lumbar region, the lumbar and sacral regions."""
    return f"{listed(region for region in _ORDER if region in found)} {'region' if len(found) == 1 else 'regions'}"


def _regions(operation: Operation) -> set[str]:
    """Return the regions in which something was done; where bone for the graft came from is none of them."""
    acts = [act for act in operation.procedures if act.kind != "harvest"]
    joints = [*operation.joints, *(act.joint for act in acts if act.joint)]
    return {
        *regions_in(joints),
        *(joint.region for joint in joints),
        *(region_of(bone) for act in acts for bone in act.vertebrae),
        *(act.region for act in acts if act.region),
        *(region for region in operation.unplaced if region),
    }


_ORDER = ("cervical", "thoracic", "lumbar", "sacral")
_TOLD = {
    "occipito-atlanto-axial": {"cervical"},
    "cervical": {"cervical"},
    "mid-cervical": {"cervical"},
    "cervicothoracic": {"cervical", "thoracic"},
    "thoracic": {"thoracic"},
    "thoracolumbar": {"thoracic", "lumbar"},
    "lumbar": {"lumbar"},
    "lumbosacral": {"lumbar", "sacral"},
    "sacral": {"sacral"},
    "sacrococcygeal": {"sacral"},
}
_PLACE = re.compile(rf"\b({'|'.join(sorted(_TOLD, key=len, reverse=True))})\b[^,;]*?\b(?:region|disc|vertebra)", re.IGNORECASE)


@functools.lru_cache(maxsize=1024)
def regions_named(diagnosis: str) -> frozenset[str]:
    """Return the regions of the spine that the official title of a diagnosis names; none where it names none, or is not held.

    >>> sorted(regions_named("M43.16")), sorted(regions_named("M51.17")), sorted(regions_named("M96.0"))
    (['lumbar'], ['lumbar', 'sacral'], [])
    """
    title = _titles().get(diagnosis.upper(), "")
    return frozenset(region for found in _PLACE.finditer(title) for region in _TOLD[found[1].lower()])


@functools.cache
def _titles() -> dict[str, str]:
    return {row["code"]: row["title"] for row in data.table("icd10cm")}
