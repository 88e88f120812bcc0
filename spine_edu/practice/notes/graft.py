"""How some joints are fused, in words: the disc, the bed, where the bone came from, and what was laid in."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.anatomy import Joint
from spine_edu.practice.notes.note import Decided, NoteSentence
from spine_edu.practice.notes.pen import Pen
from spine_edu.practice.notes.phrases import phrases
from spine_edu.practice.notes.words import implants_of, processes_of
from spine_edu.practice.plans.plan import Sitting


def fused(pen: Pen, n: int, stage: Sitting, nerves: Sequence[NoteSentence] = ()) -> list[NoteSentence]:
    """Write how some joints are fused: disc, nerves behind it, bed, graft; of several, the others may be told in short."""
    plan = pen.plan
    told: tuple[Joint, ...] = stage.joints
    rest: tuple[Joint, ...] = ()
    gone = tuple(joint for joint in stage.joints if stage.extent and plan.disc_gone(joint))
    if plan.gap not in ("level", "column") and len(stage.joints) > 1 and not gone and pen.chance.happens(30):
        told, rest = stage.joints[:1], stage.joints[1:]
    words = {**implants_of(stage, pen.chance, pen.slots), "level": pen.hand.list_of(told), "rest": pen.hand.list_of(rest)}
    words["processes"] = processes_of(tuple(dict.fromkeys(bone for joint in told for bone in joint.vertebrae)))
    about = _about(pen, n, stage, told)
    said = []
    if gone:
        said.append(pen.say("disc", "gone", words={"level": pen.hand.list_of(gone)}))
    if stage.extent and gone != stage.joints:
        discs = tuple(joint for joint in told if joint not in gone)
        about_discs = {"discectomy": _discs(pen, stage, discs)}
        said.append(pen.say("disc", stage.extent, about=about_discs, words={"level": pen.hand.list_of(discs)}))
    said += nerves
    if stage.extent:
        said += pen.in_order(pen.extra["spacing"], phrases("spacing"))
    bed = _bed(pen, stage)
    if bed == "disc space" and stage.extent and pen.chance.happens(60):
        bed = "disc space again"
    if bed:
        said.append(pen.say("bed", bed, about=about, words=words))
    said += [*_bone_for(pen, stage), *pen.coloured("implants")]
    said.append(pen.say("laid", _laid(pen, stage, told), about=about, words=words))
    if rest:
        again = {**_about(pen, n, stage, rest), "discectomy": _discs(pen, stage, rest)}
        said.append(pen.say("same again", "disc" if stage.extent else "bare", about=again, words=words))
    return said


def _discs(pen: Pen, stage: Sitting, joints: tuple[Joint, ...]) -> Decided:
    acts = tuple(
        act for act in pen.plan.procedures if act.kind == "discectomy" and act.joint in joints and act.extent == stage.extent
    )
    return Decided("discectomy", acts=acts)


def _about(pen: Pen, n: int, stage: Sitting, joints: tuple[Joint, ...]) -> dict[str, Decided]:
    """Return what the sentences on the graft of some joints decide, as far as the note tells it."""
    told = {fusion.joint: fusion for fusion in pen.plan.documented.fusions if fusion.column in (stage.technique.column, None)}
    materials = told[joints[0]].materials if joints[0] in told else stage.materials
    return {
        "joint": Decided("joint", None, joints, (n,)),
        "materials": Decided("materials", materials, joints, (n,)),
        "column": Decided("column", stage.technique.column, joints, (n,)),
        "query": Decided("query", pen.plan.gap, joints, (n,)),
    }


def _bed(pen: Pen, stage: Sitting) -> str:
    """Return which phrases tell how the bed of the graft was made; '' where that is left out."""
    if pen.plan.gap == "column" or "paired titanium facet cages" in stage.materials:
        return ""
    region = stage.joints[0].region
    if pen.plan.gap == "level":
        return f"no level {region}"
    if stage.technique.column == "anterior":
        return "disc space" if all(joint.has_disc for joint in stage.joints) else "no disc"
    if not all(joint.has_disc for joint in stage.joints):
        return "skull and axis"
    return {"cervical": "neck behind", "thoracic": "chest behind"}.get(region, "gutters")


def _laid(pen: Pen, stage: Sitting, told: tuple[Joint, ...]) -> str:
    """Return which phrases tell what was laid in."""
    gap, many = pen.plan.gap, len(told) > 1
    if gap in ("level", "column"):
        return f"{gap} left open"
    if not stage.materials:
        return "nothing"
    if "paired titanium facet cages" in stage.materials:
        return "facet cages"
    if stage.cages:
        if gap == "graft":
            return "cages left open" if many else "cage left open"
        packed = "" if stage.materials - stage.cages else " alone"
        name = ("devices" if many else "device") if packed else ("cages" if many else "cage")
        return name + packed
    if stage.technique.column == "anterior":
        return "strut left open" if gap == "graft" else "struts" if many else "strut"
    return "bone left open" if gap == "graft" else "bone"


def _bone_for(pen: Pen, stage: Sitting) -> list[NoteSentence]:
    """Write where the bone came from, if the note does not leave that out."""
    said = []
    for act in pen.plan.procedures:
        if act.kind == "harvest" and "harvested autograft" in stage.materials and act.source == "iliac crest":
            place = "harvested in front" if stage.technique.column == "anterior" and not stage.cages else "harvested"
            said.append(pen.say(place, about={"harvest": Decided("harvest", acts=(act,))}))
        if act.kind == "harvest" and "bone marrow aspirate" in stage.materials and act.source == "iliac bone marrow":
            said.append(pen.say("marrow", about={"harvest": Decided("harvest", acts=(act,))}))
    kept = (one for one in pen.plan.stages if "local autograft" in one.materials)
    if pen.plan.gap != "graft" and next(kept, None) is stage:
        said.append(pen.say("local bone", plain=True))
    return said
