"""Codes for what was freed, cut out, harvested or mended beside a fusion."""

from __future__ import annotations

from collections.abc import Iterable

from spine_edu.anatomy import Joint, by_region, region_of, regions_in
from spine_edu.coding.pcs.found import PELVIS, VERTEBRA, Found, approach_value, disc_value
from spine_edu.operation import Procedure
from spine_edu.text.lists import listed
from spine_edu.vocabulary import ROOTS

_ROOT = {"cervical": "01N1", "thoracic": "01N8", "lumbar": "01NB", "sacral": "01NR"}
_CORD = {"cervical": "00NW", "thoracic": "00NX", "lumbar": "00NY", "sacral": "00NY"}
_ABOVE = "The cauda equina hangs below the end of the spinal cord, and the note has it freed in the {} region."
_MISPLACED: dict[tuple[str | None, str | None], str] = {  # what was freed and where, if it cannot lie there
    ("cauda equina", "cervical"): _ABOVE.format("cervical"),
    ("cauda equina", "thoracic"): _ABOVE.format("thoracic"),
    ("spinal cord", "sacral"): "The spinal cord ends far above the sacrum, and the note has it freed in the sacral region.",
}
_PATCH = {"autologous patch": "7", "nonautologous patch": "K", "synthetic patch": "J"}


def discectomy(procedure: Procedure, found: Found) -> None:
    """Code disc tissue taken out: Excision, or Resection where all of it went and the table has it."""
    joint = procedure.joint
    if joint is None:
        found.ask("discectomy", "joint", "Which disc was removed?")
        return
    if not joint.has_disc:
        found.ask(f"discectomy {joint}", "joint", f"The joint {joint} has no disc. Which disc was removed?", "anatomy-discs")
        return
    about = f"discectomy {joint}"
    approach = approach_value(procedure, found, about)
    if procedure.extent is None:
        found.ask(about, "extent", f"Was the whole disc of {joint} removed (Resection) or part of it (Excision)?", "discectomy")
    elif approach and procedure.extent == "total" and approach == "0":
        found.code(
            f"{disc_value(joint, 'T')}0ZZ",
            "discectomy",
            f"all of the disc of {joint} came out: that is Resection of the body part",
            joint=joint,
        )
    elif approach:
        if procedure.extent == "total":
            found.reject(
                "Resection",
                "discectomy",
                f"{joint}: the disc rows of Resection know the open approach only, so a disc emptied another way is Excision",
            )
        found.code(
            f"{disc_value(joint, 'B')}{approach}ZZ",
            "discectomy",
            f"disc of {joint} came out, "
            f"{'by an approach for which Resection has no code' if procedure.extent == 'total' else 'in part'}: "
            f"that is Excision{', coded beside a fusion' if found.fusing else ''}",
            joint=joint,
        )


def decompression(procedure: Procedure, found: Found) -> None:
    """Code nerves that were freed, where that was an aim of its own."""
    region = procedure.region or (_region_at(procedure.joint, procedure.of) if procedure.joint else None)
    what = procedure.of
    about = f"decompression of {what}" if what else "decompression"
    if impossible := _not_there(procedure, region):
        found.ask(about, "region", *impossible)
        return
    if what is None:
        found.ask(about, "body part", "What was freed: nerve roots, or the spinal cord or dural sac?")
    if procedure.joint and _may_be_either(procedure):
        region = None
        leaving, running_on = procedure.joint.vertebrae
        ask = f"At {procedure.joint} the root {leaving} leaves and {running_on} runs on, each of another region. Which was freed?"
        found.ask(about, "region", ask, "decompression-objective")
    elif region is None:
        found.ask(about, "region", "In which region were the nerves freed?")
    if procedure.own_objective is None:
        found.ask(
            about,
            "objective",
            f"Was freeing the {'spinal cord' if what == 'spinal cord' else 'nerves'} an aim of its own "
            "(symptoms of compression), or only the way to the disc or joint?",
            "decompression-objective",
        )
    elif not procedure.own_objective:
        found.reject(about, "B3.1b", f"bone was removed only to reach the site, which is part of {found.whole}")
    elif what and region and (approach := approach_value(procedure, found, about)):
        one_of_two = procedure.joint and what in ROOTS[1:]
        where = f"at {procedure.joint}, a {region} nerve," if one_of_two else f"in the {region} spine"
        found.code(
            f"{(_ROOT if what in ROOTS else _CORD)[region]}{approach}ZZ",
            "decompression-objective",
            f"freeing the {what} {where} was an aim of its own, so Release is coded, once for the region",
        )


def _not_there(procedure: Procedure, region: str | None) -> tuple[str, ...]:
    """Return what to ask, by which rule, where joint and region exclude each other, or what was freed does not reach there."""
    joint = procedure.joint
    if joint and procedure.region and procedure.region not in _regions_of(joint):
        return (f"The note names {joint} and the {procedure.region} region. Where were the nerves freed?",)
    misplaced = _MISPLACED.get((procedure.of, region)) if procedure.own_objective is not False else None
    return (f"{misplaced} Which nerves were freed, and in which region?", "anatomy-cord") if misplaced else ()


def freed_twice(codes: Iterable[str]) -> dict[str, str]:
    """Return the codes of a region whose cord and roots were both freed, each with the reason that both stand (B3.2a).

    >>> sorted(freed_twice(["00NY0ZZ", "01NB0ZZ", "01N10ZZ"]))
    ['00NY0ZZ', '01NB0ZZ']
    """
    starts: dict[str, list[str]] = {}
    for code in codes:
        starts.setdefault(code[:4], []).append(code)
    return {
        code: (
            f"in the {region} spine both the cord or its sac and the roots were freed: "
            "two body parts, so both codes stand, even at one level"
        )
        for region in _ROOT
        if starts.keys() >= {_CORD[region], _ROOT[region]}
        for code in (*starts[_CORD[region]], *starts[_ROOT[region]])
    }


def _region_at(joint: Joint, what: str | None) -> str:
    """Return the region of what was freed at a joint: a root that runs on belongs to the lower bone, all else to the upper.

    >>> from spine_edu.anatomy import joint_named
    >>> [_region_at(joint_named("L5-S1"), f"{which} nerve root") for which in ("exiting", "traversing")]
    ['lumbar', 'sacral']
    """
    return region_of(joint.vertebrae[-1]) if what == "traversing nerve root" and joint.vertebrae else joint.region


def _may_be_either(procedure: Procedure) -> bool:
    """Whether the root freed may be of either region beside the joint; the root that leaves at C7-T1 is C8, of the neck."""
    joint = procedure.joint
    return (
        procedure.of == "nerve root"
        and procedure.own_objective is not False
        and procedure.region is None
        and joint is not None
        and joint.is_junction
        and joint.region != "cervical"
    )


def _regions_of(joint: Joint) -> tuple[str, ...]:
    """The regions that nerves at a joint may belong to; below L5-S1, and at it, the sacral roots run too."""
    return (*regions_in((joint,)), joint.region)


def corpectomy(procedure: Procedure, found: Found) -> None:
    """Code a vertebral body removed for its own disease."""
    bones = procedure.bones
    if procedure.own_objective is None:
        found.ask(
            "corpectomy",
            "objective",
            "Why was the vertebral body removed: for its own disease (tumor, infection), to take a fracture or a narrowing off "
            "the cord (freeing the cord is then an entry of its own), or only to make room for the strut?",
            "corpectomy",
        )
    elif not procedure.own_objective:
        found.reject(
            "corpectomy",
            "corpectomy",
            "the body was removed to make room for the strut, "
            f"which is usually taken as part of {found.whole} (no official ruling was found)",
        )
    elif not bones:
        found.ask("corpectomy", "vertebrae", "Which vertebral body was removed?")
    else:
        approach = approach_value(procedure, found, "corpectomy")
        for region in by_region(bones if approach else ()):
            found.code(
                f"0{VERTEBRA[region].format('B')}{approach}ZZ",
                "corpectomy",
                f"{listed(bone for bone in bones if region_of(bone) == region)}: "
                "bone was removed for its own disease: Excision, since the tables have no Resection of a vertebra",
                contested="Corpectomy beside a fusion: no official ruling was found." if found.fusing else "",
            )


def harvest(procedure: Procedure, found: Found) -> None:
    """Code bone or marrow taken from another site (B3.9)."""
    source = procedure.source
    if source is None:
        found.ask("harvest", "site", "Where was the bone taken: the iliac crest, a rib, or the operative wound itself?", "B3.9")
    elif source == "local bone":
        found.reject(
            "harvest of local bone",
            "B3.9",
            f"bone saved from the same wound is part of {found.whole}; only another site is coded",
        )
    elif source.endswith("marrow"):
        _marrow(procedure, source, found)
    elif source == "rib":
        _rib(procedure, found)
    elif procedure.side is None:
        found.ask("iliac crest harvest", "side", "From which side was the iliac crest bone taken?")
    else:
        approach = approach_value(procedure, found, "iliac crest harvest")
        for side, value in PELVIS.items():
            if approach and procedure.side in (side, "both"):
                found.code(
                    f"0QB{value}{approach}ZZ",
                    "B3.9",
                    f"bone for the graft was taken from the {side} iliac crest, another site, so its Excision is coded too",
                )


def _marrow(procedure: Procedure, source: str, found: Found) -> None:
    """Code marrow drawn for the graft, which is optional."""
    about = f"aspiration of {source}"
    approach = approach_value(procedure, found, about)
    if approach == "4":
        found.ask(about, "approach", "Marrow is drawn by open approach or through a needle. Which was it?", "optional")
    elif approach:
        found.code(
            f"07D{'R' if source.startswith('iliac') else 'S'}{approach}ZZ",
            "optional",
            "marrow aspirated for the graft is reported where the hospital's policy asks for it",
            kind="optional",
        )


def _rib(procedure: Procedure, found: Found) -> None:
    """Code bone taken from ribs, by how many they were."""
    approach = approach_value(procedure, found, "rib harvest")
    if procedure.count is None:
        found.ask("rib harvest", "count", "From how many ribs was bone taken: one or two, or three and more?")
    elif approach:
        found.code(
            f"0PB{'2' if procedure.count >= 3 else '1'}{approach}ZZ",
            "B3.9",
            "the graft was taken from another site, so its Excision is coded too",
        )


def dural_repair(procedure: Procedure, found: Found) -> None:
    """Code a torn dura that was sutured or patched."""
    approach = approach_value(procedure, found, "dural repair")
    if procedure.of is None:
        found.ask("dural repair", "device", "Was the dura sutured, or closed with a patch, and of what?")
    elif approach and procedure.of == "suture":
        found.code(f"00QT{approach}ZZ", "dural-repair", "the torn dura was sutured: Repair of the spinal meninges")
    elif approach:
        found.code(
            f"00UT{approach}{_PATCH[procedure.of]}Z",
            "dural-repair",
            "the dura was closed with a patch: Supplement of the spinal meninges",
        )


def fracture_reduction(procedure: Procedure, found: Found) -> None:
    """Code a displaced fracture that was set (B3.15)."""
    bones = procedure.bones
    approach = approach_value(procedure, found, "fracture reduction")
    if not bones or procedure.of is None:
        found.ask(
            "fracture reduction",
            "vertebrae" if not bones else "device",
            "Which fractured vertebra was set, and was it fixed with an implant?",
            "B3.15",
        )
    elif approach:
        for region in by_region(bones):
            found.code(
                f"0{VERTEBRA[region].format('S')}{approach}{'Z' if procedure.of == 'no device' else '4'}Z",
                "B3.15",
                f"a displaced fracture of {listed(bone for bone in bones if region_of(bone) == region)} was set: Reposition",
            )
