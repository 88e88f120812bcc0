"""ICD-10-PCS codes beside the fusion: removal, discectomy, decompression, harvest and what else has its own objective."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import replace

from spine_edu.anatomy import Joint, position, region_of, regions_in
from spine_edu.coding.answer import Assignment, Query, Reason, Rejection
from spine_edu.coding.icd10pcs import body_part, is_valid
from spine_edu.operation import Operation, Procedure

_APPROACH = {"open": "0", "percutaneous": "3", "percutaneous endoscopic": "4"}
_VERTEBRA = {"cervical": "P{}3", "thoracic": "P{}4", "lumbar": "Q{}0", "sacral": "Q{}1"}
_VERTEBRA_NAME = {
    "cervical": "Cervical Vertebra",
    "thoracic": "Thoracic Vertebra",
    "lumbar": "Lumbar Vertebra",
    "sacral": "Sacrum",
}
_DISC = {"cervical": "R{}3", "C7-T1": "R{}5", "thoracic": "R{}9", "T12-L1": "R{}B", "lumbar": "S{}2", "L5-S1": "S{}4"}
_ROOT = {"cervical": "01N1", "thoracic": "01N8", "lumbar": "01NB", "sacral": "01NR"}
_CORD = {"cervical": "00NW", "thoracic": "00NX", "lumbar": "00NY", "sacral": "00NY"}
_STABILIZER = {"interspinous process device": "B", "pedicle-based dynamic device": "C", "facet replacement device": "D"}
_PATCH = {"autologous patch": "7", "nonautologous patch": "K", "synthetic patch": "J"}


class Found:
    """What one procedure entry leads to: codes, queries and rejections, gathered in one place."""

    __slots__ = ("codes", "queries", "rejections")

    def __init__(self) -> None:
        self.codes: list[Assignment] = []
        self.queries: list[Query] = []
        self.rejections: list[Rejection] = []

    def code(
        self, code: str, rule: str, because: str, kind: str = "companion", contested: str = "", joint: Joint | None = None
    ) -> None:
        joints = () if joint is None else (joint,)
        self.codes.append(Assignment(code, "ICD-10-PCS", kind, (Reason(0, rule, because),), joints, contested))

    def ask(self, about: str, missing: str, question: str, rule: str = "A8") -> None:
        self.queries.append(Query(about, missing, question, rule))

    def reject(self, what: str, rule: str, because: str) -> None:
        self.rejections.append(Rejection(what, rule, because))


def companion_codes(operation: Operation, unsettled: frozenset[Joint]) -> Found:
    """Return the codes beside the fusions; `unsettled` joints have an open query whether they were fused at all.

    Each code stands once, however many entries lead to it; a code that is not valid on the day is asked about, not given.
    """
    found = Found()
    fused = frozenset(fusion.joint for fusion in operation.fusions) - unsettled
    explored_only = not operation.fusions and all(procedure.kind == "exploration" for procedure in operation.procedures)
    for procedure in sorted(set(operation.procedures), key=_order):
        if procedure.kind == "exploration" and not explored_only:
            about = f"exploration of {procedure.joint}" if procedure.joint else "exploration"
            found.reject(about, "B3.11a", "looking at the old fusion was the way to what was done today, so it is not coded")
            continue
        today = procedure.kind == "instrumentation"
        part = _entry(procedure, fused if today else frozenset(), unsettled if today else frozenset())
        found.codes += part.codes
        found.queries += part.queries
        found.rejections += part.rejections
    grown = {fusion.approach for fusion in operation.fusions if fusion.materials and "rhBMP" in fusion.materials} - {None}
    if grown:
        found.code(f"3E0U{'0' if 'open' in grown else '3'}GB", "optional", _BMP, kind="optional")
    found.codes = _once_each(found.codes)
    for code in [code for code in found.codes if not is_valid(code.code, operation.discharged)]:
        found.codes.remove(code)
        found.ask(
            code.code,
            "valid code",
            f"{code.code} is not valid on {operation.discharged} in our tables. Which code does your coding advice give?",
            "validity",
        )
    return found


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
def _entry(procedure: Procedure, fused: frozenset[Joint], unsettled: frozenset[Joint]) -> Found:
    found = Found()
    if procedure.kind == "instrumentation":
        _instrumentation(procedure, found, fused, unsettled)
    else:
        _HANDLERS[procedure.kind](procedure, found)
    return found


_MANY = frozenset(("screws and rods", "screws", "rods", "hooks", "wires", "iliac screws"))


def _was(what: str) -> str:
    return "were" if what in _MANY else "was"


def _they(what: str) -> str:
    return "they sit" if what in _MANY else "it sits"


def _approach(procedure: Procedure, found: Found, about: str) -> str:
    """Return the approach value; ask and return '' where the note is silent."""
    if procedure.approach is None:
        found.ask(about, "approach", f"How was the site reached ({about}): open, percutaneous, or percutaneous endoscopic?")
        return ""
    return _APPROACH[procedure.approach]


def _bones(procedure: Procedure) -> tuple[str, ...]:
    return procedure.vertebrae or (procedure.joint.vertebrae if procedure.joint else ())


def _removal(procedure: Procedure, found: Found) -> None:
    what = procedure.of
    if what is None:
        found.ask("removal", "device", "What was taken out: screws and rods, a plate, or an interbody device?")
        return
    about = f"removal of {what}"
    approach = _approach(procedure, found, about)
    from_joint = (
        what == "interbody device"
        or (what == "internal fixation device" and procedure.joint is not None)
        or (procedure.joint is not None and not procedure.joint.is_vertebral)
    )
    if from_joint:
        if procedure.joint is None:
            found.ask(about, "joint", f"From which joint was the {what} removed?")
        elif approach:
            device = "A" if what == "interbody device" else "4"
            code = f"{_joint_table('P', procedure.joint)}{approach}{device}Z"
            found.code(
                code,
                "removal-joint",
                f"the old {what} came out of the joint {procedure.joint}, and the joint tables hold its device value {device}; taking it out is Removal, coded beside any new fusion",
                joint=procedure.joint,
            )
            found.reject(
                "Revision",
                "root-revision",
                f"{procedure.joint}: Revision corrects a device that stays; this one left the body, so it is Removal",
            )
        return
    bones = _bones(procedure)
    if what == "iliac screws":
        found.reject(
            "iliac screw removal", "not-in-tables", "removal from the pelvic bone is not in our tables, so no code is given here"
        )
    elif not bones:
        found.ask(about, "vertebrae", f"From which vertebrae {_was(what)} the {what} removed?")
    elif approach:
        for region in dict.fromkeys(map(region_of, bones)):
            code = f"0{_VERTEBRA[region].format('P')}{approach}4Z"
            here = " and ".join(bone for bone in bones if region_of(bone) == region)
            found.code(
                code,
                "removal-bone",
                f"the old {what} came out of {here}: {_they(what)} in bone, so the body part is {_VERTEBRA_NAME[region]}, once for the region",
            )


def _joint_table(operation: str, joint: Joint) -> str:
    """Return the first four characters for a joint outside the Fusion table: Removal, Insertion, Inspection, Revision, …"""
    start = body_part(joint)
    return f"{start[:2]}{operation}{start[3]}"


_ROD_EXCHANGE = (
    "Exchanging a rod across a solid fusion: some report Revision, some Removal and Insertion; no official ruling was found."
)


def _revision(procedure: Procedure, found: Found) -> None:
    what = procedure.of or "device"
    approach = _approach(procedure, found, f"revision of {what}")
    if procedure.of == "interbody device":
        if procedure.joint is None:
            found.ask("revision of interbody device", "joint", "In which joint was the interbody device corrected?")
        elif approach:
            found.code(
                f"{_joint_table('W', procedure.joint)}{approach}AZ",
                "root-revision",
                f"the interbody device of {procedure.joint} was corrected and stays in",
                joint=procedure.joint,
            )
        return
    bones = _bones(procedure)
    if procedure.of == "iliac screws":
        found.reject(
            "iliac screw revision", "not-in-tables", "revision in the pelvic bone is not in our tables, so no code is given here"
        )
    elif procedure.of is None or not bones:
        found.ask(f"revision of {what}", "vertebrae", "Which device was corrected, and in which vertebrae does it sit?")
    elif approach:
        for region in dict.fromkeys(map(region_of, bones)):
            found.code(
                f"0{_VERTEBRA[region].format('W')}{approach}4Z",
                "root-revision",
                f"the {what} {_was(what)} corrected and {'stay' if what in _MANY else 'stays'} in; the body part is {_VERTEBRA_NAME[region]}",
                contested=_ROD_EXCHANGE if "rods" in what else "",
            )


def _instrumentation(procedure: Procedure, found: Found, fused: frozenset[Joint], unsettled: frozenset[Joint]) -> None:
    what = procedure.of or "instrumentation"
    bones = _bones(procedure)
    fused_bones = {bone for joint in fused for bone in joint.vertebrae}
    open_bones = {bone for joint in unsettled for bone in joint.vertebrae}
    if procedure.of == "iliac screws":
        _iliac_screws(procedure, found, fused)
    elif not bones:
        found.ask(what, "vertebrae", f"Which vertebrae hold the {what}?")
    elif fused_bones & set(bones):
        outside = [bone for bone in bones if bone not in fused_bones | open_bones]
        bridged = (
            f" {_and(outside)} {'is' if len(outside) == 1 else 'are'} held but not fused, and {'adds' if len(outside) == 1 else 'add'} nothing to the count."
            if outside
            else ""
        )
        found.reject(
            what,
            "B3.1b",
            f"placed today at {_and(bones)} to hold the joints still while the bone grows: part of the fusion, not coded beside it.{bridged}",
        )
    elif open_bones & set(bones):
        found.reject(
            what,
            "insertion-without-fusion",
            f"placed at {_and(bones)}: whether this is part of a fusion waits for the query on the graft; without graft it would be Insertion",
        )
    elif procedure.of is None:
        found.ask(what, "device", f"What was placed at {_and(bones)}, where no joint was fused?")
    else:
        approach = _approach(procedure, found, what)
        for region in dict.fromkeys(map(region_of, bones)) if approach else ():
            here = _and(bone for bone in bones if region_of(bone) == region)
            found.code(
                f"0{_VERTEBRA[region].format('H')}{approach}4Z",
                "insertion-without-fusion",
                f"{what} in {here} with no graft at these vertebrae: fixation without fusion is Insertion, body part {_VERTEBRA_NAME[region]}",
            )


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _iliac_screws(procedure: Procedure, found: Found, fused: frozenset[Joint]) -> None:
    sides = {"left": "3", "right": "2"}
    if procedure.side is None:
        found.ask("iliac screws", "side", "On which side were the iliac screws placed?")
        return
    approach = _approach(procedure, found, "iliac screws")
    for side, value in sides.items():
        if approach and procedure.side in (side, "both"):
            found.code(
                f"0QH{value}{approach}4Z",
                "iliac-screws",
                f"screws anchored in the {side} ilium do not fuse the sacroiliac joint",
                kind="optional",
                contested="Iliac screws of a construct that is fused above: some report Insertion into the pelvic bone, some nothing.",
            )
    if not any(joint.is_sacroiliac for joint in fused):
        found.reject(
            "sacroiliac fusion",
            "iliac-screws",
            "screws that end in the ilium anchor the rods; without fusing the sacroiliac joint they are no fusion of it",
        )


def _stabilization(procedure: Procedure, found: Found) -> None:
    if procedure.of is None or procedure.joint is None:
        found.ask(
            "stabilization",
            "device" if procedure.of is None else "joint",
            "Which motion-preserving device was placed, and at which joint?",
        )
        return
    approach = _approach(procedure, found, procedure.of)
    if approach:
        code = f"{_joint_table('H', procedure.joint)}{approach}{_STABILIZER[procedure.of]}Z"
        found.code(
            code,
            "stabilization",
            f"{procedure.of} at {procedure.joint}: the joint goes on moving, so this is Insertion, not Fusion",
            joint=procedure.joint,
        )


def _disc_value(joint: Joint, operation: str) -> str:
    return "0" + _DISC[joint.name if joint.name in _DISC else joint.region].format(operation)


def _discectomy(procedure: Procedure, found: Found) -> None:
    joint = procedure.joint
    if joint is None:
        found.ask("discectomy", "joint", "Which disc was removed?")
        return
    if not joint.has_disc:
        found.ask(f"discectomy {joint}", "joint", f"The joint {joint} has no disc. Which disc was removed?", "anatomy-discs")
        return
    about = f"discectomy {joint}"
    approach = _approach(procedure, found, about)
    if procedure.extent is None:
        found.ask(about, "extent", f"Was the whole disc of {joint} removed (Resection) or part of it (Excision)?", "discectomy")
    elif approach and procedure.extent == "total" and approach == "0":
        found.code(
            f"{_disc_value(joint, 'T')}0ZZ",
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
            f"{_disc_value(joint, 'B')}{approach}ZZ",
            "discectomy",
            f"disc of {joint} came out, {'by an approach for which Resection has no code' if procedure.extent == 'total' else 'in part'}: that is Excision, coded beside a fusion",
            joint=joint,
        )


def _disc_replacement(procedure: Procedure, found: Found) -> None:
    joint = procedure.joint
    if joint is None or not joint.has_disc:
        found.ask(
            "disc replacement", "joint", "Which disc was replaced? Occiput-C1, C1-C2 and the sacrum have none.", "anatomy-discs"
        )
        return
    approach = _approach(procedure, found, f"disc replacement {joint}")
    if approach:
        found.code(
            f"{_disc_value(joint, 'R')}{approach}JZ",
            "stabilization",
            f"an artificial disc at {joint} keeps the joint moving: Replacement, not Fusion",
            joint=joint,
        )


def _decompression(procedure: Procedure, found: Found) -> None:
    region = procedure.region or (procedure.joint.region if procedure.joint else None)
    what = procedure.of
    about = f"decompression of {what}" if what else "decompression"
    if procedure.region and procedure.joint and procedure.region not in _regions_of(procedure.joint):
        found.ask(
            about, "region", f"The note names {procedure.joint} and the {procedure.region} region. Where were the nerves freed?"
        )
        return
    if what is None:
        found.ask(about, "body part", "What was freed: nerve roots, or the spinal cord or dural sac?")
    if region is None:
        found.ask(about, "region", "In which region were the nerves freed?")
    if procedure.own_objective is None:
        found.ask(
            about,
            "objective",
            "Was freeing the nerves an aim of its own (symptoms of compression), or only the way to the disc or joint?",
            "decompression-objective",
        )
    elif not procedure.own_objective:
        found.reject(about, "B3.1b", "bone was removed only to reach the site, which is part of the fusion")
    elif what and region:
        approach = _approach(procedure, found, about)
        if approach:
            code = (_ROOT if what == "nerve root" else _CORD)[region]
            found.code(
                f"{code}{approach}ZZ",
                "decompression-objective",
                f"freeing the {what} in the {region} spine was an aim of its own, so Release is coded, once for the region",
            )


def _regions_of(joint: Joint) -> tuple[str, ...]:
    """The regions that nerves at a joint may belong to; below L5-S1, and at it, the sacral roots run too."""
    return (*regions_in((joint,)), joint.region)


def _corpectomy(procedure: Procedure, found: Found) -> None:
    bones = _bones(procedure)
    if procedure.own_objective is None:
        found.ask(
            "corpectomy",
            "objective",
            "Was the vertebral body removed for its own disease (tumour, infection), or to make room for the strut?",
            "corpectomy",
        )
    elif not procedure.own_objective:
        found.reject(
            "corpectomy",
            "corpectomy",
            "the body was removed to make room for the strut, which is usually taken as part of the fusion (no official ruling was found)",
        )
    elif not bones:
        found.ask("corpectomy", "vertebrae", "Which vertebral body was removed?")
    else:
        approach = _approach(procedure, found, "corpectomy")
        for region in dict.fromkeys(map(region_of, bones)) if approach else ():
            found.code(
                f"0{_VERTEBRA[region].format('B')}{approach}ZZ",
                "corpectomy",
                f"{_and(bone for bone in bones if region_of(bone) == region)}: bone was removed for its own disease: Excision, since the tables have no Resection of a vertebra",
                contested="Corpectomy beside a fusion: no official ruling was found.",
            )


def _harvest(procedure: Procedure, found: Found) -> None:
    source = procedure.source
    if source is None:
        found.ask("harvest", "site", "Where was the bone taken: the iliac crest, a rib, or the operative wound itself?", "B3.9")
    elif source == "local bone":
        found.reject(
            "harvest of local bone", "B3.9", "bone saved from the same wound is part of the fusion; only another site is coded"
        )
    elif source.endswith("marrow"):
        approach = _approach(procedure, found, f"aspiration of {source}")
        if approach == "4":
            found.ask(
                f"aspiration of {source}",
                "approach",
                "Marrow is drawn by open approach or through a needle. Which was it?",
                "optional",
            )
        elif approach:
            found.code(
                f"07D{'R' if source.startswith('iliac') else 'S'}{approach}ZZ",
                "optional",
                "marrow aspirated for the graft is reported where the hospital's policy asks for it",
                kind="optional",
            )
    elif source == "rib":
        approach = _approach(procedure, found, "rib harvest")
        if procedure.count is None:
            found.ask("rib harvest", "count", "From how many ribs was bone taken: one or two, or three and more?")
        elif approach:
            found.code(
                f"0PB{'2' if procedure.count >= 3 else '1'}{approach}ZZ",
                "B3.9",
                "the graft was taken from another site, so its Excision is coded too",
            )
    elif procedure.side is None:
        found.ask("iliac crest harvest", "side", "From which side was the iliac crest bone taken?")
    else:
        approach = _approach(procedure, found, "iliac crest harvest")
        for side, value in (("right", "2"), ("left", "3")):
            if approach and procedure.side in (side, "both"):
                found.code(
                    f"0QB{value}{approach}ZZ",
                    "B3.9",
                    f"bone for the graft was taken from the {side} iliac crest, another site, so its Excision is coded too",
                )


def _exploration(procedure: Procedure, found: Found) -> None:
    """Coded only when it was all that was done (B3.11a); `companion_codes` has settled that."""
    if procedure.joint is None:
        found.ask("exploration", "joint", "Which joint was explored?")
    else:
        approach = _approach(procedure, found, f"exploration of {procedure.joint}")
        if approach:
            found.code(
                f"{_joint_table('J', procedure.joint)}{approach}ZZ",
                "B3.11a",
                f"{procedure.joint} was inspected and nothing else was done: Inspection",
                joint=procedure.joint,
            )


def _dural_repair(procedure: Procedure, found: Found) -> None:
    approach = _approach(procedure, found, "dural repair")
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


def _fracture_reduction(procedure: Procedure, found: Found) -> None:
    bones = _bones(procedure)
    approach = _approach(procedure, found, "fracture reduction")
    if not bones or procedure.of is None:
        found.ask(
            "fracture reduction",
            "vertebrae" if not bones else "device",
            "Which fractured vertebra was set, and was it fixed with an implant?",
            "B3.15",
        )
    elif approach:
        for region in dict.fromkeys(map(region_of, bones)):
            found.code(
                f"0{_VERTEBRA[region].format('S')}{approach}{'Z' if procedure.of == 'no device' else '4'}Z",
                "B3.15",
                f"a displaced fracture of {_and(bone for bone in bones if region_of(bone) == region)} was set: Reposition",
            )


def _monitoring(procedure: Procedure, found: Found) -> None:
    found.code(
        "4A11X4G",
        "optional",
        "monitoring of the nerves during surgery is reported where the hospital's policy asks for it",
        kind="optional",
    )


def _rhbmp(procedure: Procedure, found: Found) -> None:
    approach = _approach(procedure, found, "introduction of rhBMP")
    if approach:
        found.code(f"3E0U{'0' if approach == '0' else '3'}GB", "optional", _BMP, kind="optional")


def _assistance(procedure: Procedure, found: Found) -> None:
    found.reject(
        procedure.kind,
        "optional",
        "there are codes for it (8E0…), reported only where the hospital's policy asks for them",
    )


_HANDLERS: dict[str, Callable[[Procedure, Found], None]] = {
    "removal": _removal,
    "revision": _revision,
    "stabilization": _stabilization,
    "discectomy": _discectomy,
    "disc replacement": _disc_replacement,
    "decompression": _decompression,
    "corpectomy": _corpectomy,
    "harvest": _harvest,
    "exploration": _exploration,
    "dural repair": _dural_repair,
    "fracture reduction": _fracture_reduction,
    "monitoring": _monitoring,
    "navigation": _assistance,
    "robotic assistance": _assistance,
    "introduction of rhBMP": _rhbmp,
}
