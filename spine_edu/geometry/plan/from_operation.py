"""From an operation to a plan: graft, implants and cuts of one moment, read from the same object that the engine codes.

What anatomy forbids is refused here, with its reason; `construct` gives the plan a body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spine_edu.anatomy import JOINTS, Joint, joint_named, joints_in, position
from spine_edu.errors import FigureError, LoneRod
from spine_edu.geometry.plan.failures import bone_named, with_cross_links, with_faults
from spine_edu.geometry.plan.kept_implants import USUAL_CAGES, with_kept
from spine_edu.geometry.plan.plan import Cage, Corridor, Cut, Mass, Plan, Rods, Screws, place_of
from spine_edu.geometry.plan.screw_kinds import refuse, usual_kind
from spine_edu.operation import Fusion, Kept, Operation, Procedure
from spine_edu.text.quoting import shown
from spine_edu.vocabulary import CAGE_WAYS, FROM_BEHIND, INTERBODY

States = Mapping[str, Mapping[str, str]]
MOMENTS = ("before", "today", "after")
_NO_STATE = "untold"
"""The state of a fusion of today whose note does not say whether it is the first of its joint."""


def plan_of(
    operation: Operation,
    states: States | None = None,
    moment: str = "today",
    *,
    faults: Mapping[str, Iterable[str] | str] | None = None,
    cages: Mapping[str, str] | None = None,
    screws: Mapping[str, str] | None = None,
    cross_links: Iterable[str] = (),
    kept: Iterable[Kept] = (),
    from_the_right: Iterable[str] = (),
) -> Plan:
    """Return what there is to draw of an operation 'before' it, on the day ('today'), or 'after' it.

    `states` tells the state of each joint's columns at that moment; without it, today's come from the operation. What was there
    before is known from what is taken out today. `faults` maps 'loose screws', 'broken rod' or 'subsided cage' to where; `cages`
    chooses the kind at a joint and `screws` the kind in a vertebra, where the usual one is not meant; `cross_links` names the
    joints behind which a bar joins the two rods, `kept` what an earlier operation left in place, `from_the_right` the joints that
    were reached through the right foramen; a way through the foramen is drawn on the left otherwise.

    Raises FigureError, with the anatomical reason, for a construct that cannot be.

    >>> from spine_edu.operation import read_operation
    >>> plif = {"joint": "L4-L5", "status": "initial", "column": "anterior", "direction": "posterior",
    ...         "materials": ["interbody cage"]}
    >>> plan_of(read_operation({"discharged": "2026-01-14", "fusions": [plif]})).cages
    (Cage(joint=L4-L5, kind='TLIF', side='left', subsided=False, of_bone=False, old=False),)
    """
    if moment not in MOMENTS:
        raise FigureError(f"There is no moment {shown(moment)}; draw an operation {', '.join(MOMENTS)}.")
    chosen_cages = {joint_named(name): _cage_kind(kind) for name, kind in (cages or {}).items()}
    chosen_screws = {bone_named(name): kind for name, kind in (screws or {}).items()}
    unsaid: list[str] = []
    masses = _masses(operation, states, moment, unsaid)
    if moment == "before":
        plan = _before(operation, masses, chosen_cages, chosen_screws)
    else:
        plan = _today(operation, masses, chosen_cages, chosen_screws, unsaid)
        plan = _from_the_right(replace(plan, moment=moment), frozenset(map(joint_named, from_the_right)))
        if moment == "after":
            plan = replace(plan, corridors=(), tracts=(), emptied=(), exchanged=())
    if masses or moment != "before":
        plan = with_kept(plan, kept, chosen_screws)
    _check(plan)
    plan = with_cross_links(replace(plan, unsaid=tuple(unsaid)), [joint_named(place) for place in cross_links])
    return with_faults(plan, faults or {})


def _check(plan: Plan) -> None:
    """Refuse what no bone would hold, so that it can be neither drawn nor said."""
    for plate in plan.old_plates:
        _plate(Operation("2026-01-14"), plate)
    for cage in plan.cages:
        if not cage.joint.has_disc:
            raise FigureError(_no_disc(cage.joint))
    for entry in plan.screws:
        refuse(entry.bone, entry.kind)
    for rods in plan.rods:
        held = [bone for bone in rods.bones if bone == "O" or bone in {entry.bone for entry in plan.screws}]
        if len(held) < 2:
            there = f"only {held[0]} holds one" if held else "none of its vertebrae holds one"
            raise FigureError(
                f"A rod needs screws in at least two vertebrae: it holds one bone against another. Of {', '.join(rods.bones)}, "
                f"{there}."
            )


def _cage_kind(kind: str) -> str:
    if kind not in CAGE_WAYS:
        raise FigureError(f"There is no cage of kind {shown(kind)}; there are {', '.join(CAGE_WAYS)}.")
    return kind


def _masses(operation: Operation, states: States | None, moment: str, unsaid: list[str]) -> tuple[Mass, ...]:
    """Return the graft of each joint and column at a moment, cranial first; what cannot be placed is added to `unsaid`."""
    today = {(fusion.joint, fusion.column): fusion for fusion in operation.fusions if fusion.column}
    for fusion in operation.fusions:
        if moment == "today" and not fusion.column:
            unsaid.append(f"{fusion.joint} was fused, but the record does not say in which column: nothing is drawn there")
    told: dict[tuple[Joint, str], str] = {}
    if states is None:
        told = {key: fusion.status or _NO_STATE for key, fusion in today.items()} if moment != "before" else {}
    else:
        for name, columns in states.items():
            for column, state in columns.items():
                told[joint_named(name), column] = state
        if moment == "today":
            told |= {key: _NO_STATE for key, fusion in today.items() if not fusion.status}
    made = []
    for (joint, column), state in sorted(told.items(), key=lambda item: (item[0][0].place, item[0][1])):
        if state == "native":
            continue
        of_today = today.get((joint, column)) if moment == "today" else None
        materials = of_today.materials if of_today and of_today.materials else frozenset()
        made.append(Mass(joint, column, state, materials, (of_today.direction or "") if of_today else ""))
    return tuple(made)


def _before(operation: Operation, masses: tuple[Mass, ...], cages: Mapping[Joint, str], kinds: Mapping[str, str]) -> Plan:
    """Return what an operation found: the hardware it takes out, as far as rods then held what was fused."""
    screws: tuple[Screws, ...] = ()
    rods: tuple[Rods, ...] = ()
    plates: list[tuple[str, ...]] = []
    found: list[Cage] = []
    for procedure in operation.procedures:
        if procedure.kind not in ("removal", "revision") or not masses:
            continue
        if procedure.of == "interbody device" and procedure.joint:
            found.append(_old_cage(procedure.joint, cages))
        elif procedure.of == "plate" and len(procedure.vertebrae) > 1:
            plates.append(procedure.vertebrae)
        elif procedure.of in ("screws and rods", "rods", "screws"):
            bones = _held_before(procedure, masses)
            screws += tuple(Screws(bone, kinds.get(bone, usual_kind(bone))) for bone in bones)
            if procedure.of != "screws" and len(bones) > 1:
                rods += (Rods(bones),)
    return Plan("before", masses, tuple(found), screws, rods, tuple(plates))


def _held_before(procedure: Procedure, masses: Iterable[Mass]) -> tuple[str, ...]:
    """Return the vertebrae that old screws held: those named, and those fused behind to them, along which the rods ran."""
    bones = set(procedure.vertebrae) | (set(procedure.joint.vertebrae) if procedure.joint else set())
    behind = [mass.joint for mass in masses if mass.column == "posterior" and mass.joint.is_vertebral]
    grown = True
    while grown and procedure.of != "screws":
        grown = False
        for joint in behind:
            held = set(joint.vertebrae)
            if bones & held and not held <= bones:
                bones |= held
                grown = True
    return tuple(sorted(bones, key=position))


def _old_cage(joint: Joint, cages: Mapping[Joint, str]) -> Cage:
    if not joint.has_disc:
        raise FigureError(_no_disc(joint))
    return Cage(joint, cages.get(joint, USUAL_CAGES.get(joint.region or "", "TLIF")))


def _no_disc(joint: Joint) -> str:
    if joint.is_sacroiliac:
        return (
            f"No cage can lie in {joint}: the sacroiliac joint has no disc space between endplates; "
            "it is fused with implants across it."
        )
    if joint.is_vertebral:
        return (
            f"No cage can lie at {joint}: there is no disc above C2, only synovial joints; atlas and axis are fused from behind."
        )
    return f"No cage can lie at {joint}: the joints of the coccyx have no disc space that would take one."


def _today(
    operation: Operation, masses: tuple[Mass, ...], cages: Mapping[Joint, str], kinds: Mapping[str, str], unsaid: list[str]
) -> Plan:
    """Return the plan of today's operation; what the record leaves out is added to `unsaid`."""
    found = tuple(_cage_of(fusion, cages) for fusion in operation.fusions if _holds_cage(fusion))
    corpectomies = tuple(
        bone for procedure in operation.procedures if procedure.kind == "corpectomy" for bone in procedure.vertebrae
    )
    for bone in corpectomies:
        if bone in ("C1", "S1") or bone == "C2":
            raise FigureError(
                f"A corpectomy of {bone} cannot be drawn: a strut needs a disc above and below the body it replaces."
            )
    replaced = {joint for bone in corpectomies for joint in JOINTS if joint.has_disc and bone in joint.vertebrae}
    found = tuple(cage for cage in found if cage.joint not in replaced)
    screws, rods, plates = _fixation(operation, kinds, unsaid)
    held = {entry.bone for entry in screws}
    tracts, emptied, exchanged = _removal(operation, held, found, kinds, unsaid)
    facets = tuple(f.joint for f in operation.fusions if f.materials and "paired titanium facet cages" in f.materials)
    pins = tuple(
        dict.fromkeys(
            fusion.joint
            for fusion in operation.fusions
            if fusion.joint.is_sacroiliac and any("internal fixation" in m for m in fusion.materials or ())
        )
    )
    return Plan(
        "today",
        masses,
        found,
        screws,
        rods,
        plates,
        corpectomies,
        tuple(dict.fromkeys(facets)),
        pins,
        _placed_at(operation, "disc replacement", unsaid),
        _placed_at(operation, "stabilization", unsaid),
        tracts,
        exchanged,
        emptied,
        _cuts(operation, found, corpectomies, unsaid),
        _corridors(operation, found),
    )


def _holds_cage(fusion: Fusion) -> bool:
    """Say whether today's fusion lays a cage; refuse one where no disc is."""
    if not fusion.materials or not fusion.materials & INTERBODY:
        return False
    if not fusion.joint.has_disc:
        raise FigureError(_no_disc(fusion.joint))
    if fusion.column == "posterior":
        raise FigureError(
            f"{fusion.joint}: an interbody cage lies between the bodies, in the anterior column, "
            "and this fusion names the posterior one."
        )
    return True


def _cage_of(fusion: Fusion, cages: Mapping[Joint, str]) -> Cage:
    direction, cervical = fusion.direction, fusion.joint.region == "cervical"
    usual = {"anterior": "ACDF" if cervical else "ALIF", "lateral": "LLIF"}.get(direction or "anterior", "TLIF")
    kind = cages.get(fusion.joint, usual)
    if direction and (CAGE_WAYS[kind] in ("transforaminal", "posterior")) != (direction in FROM_BEHIND):
        raise FigureError(
            f"{fusion.joint}: a {kind} cage comes from {CAGE_WAYS[kind]}, but this fusion was done from {direction}; "
            "the way in decides the cage."
        )
    return Cage(fusion.joint, kind, of_bone=bool(fusion.materials and "machined bone dowel" in fusion.materials))


_NOT_DRAWN = ("hooks", "wires", "rod connectors")


def _fixation(
    operation: Operation, kinds: Mapping[str, str], unsaid: list[str]
) -> tuple[tuple[Screws, ...], tuple[Rods, ...], tuple[tuple[str, ...], ...]]:
    """Return today's screws, rods and plates."""
    screws: dict[str, Screws] = {}
    rods: list[Rods] = []
    plates: list[tuple[str, ...]] = []
    occipital = any(fusion.joint.upper == "O" for fusion in operation.fusions)
    for procedure in operation.procedures:
        if procedure.kind != "instrumentation" or not procedure.of:
            continue
        bones = procedure.bones
        if procedure.of == "plate":
            plates.append(_plate(operation, bones))
        elif procedure.of in _NOT_DRAWN:
            where = f" at {', '.join(bones)}" if bones else ""
            unsaid.append(f"{procedure.of} were placed{where}; they are not drawn")
        elif procedure.of == "spinous process plate":
            unsaid.append("the plate on the spinous processes is recorded and not drawn")
        elif procedure.of == "iliac screws":
            sides = ("left", "right") if procedure.side in (None, "both") else (procedure.side,)
            screws |= {f"ilium-{side}": Screws(f"ilium-{side}", "iliac") for side in sides}
        else:
            long = any(bone[0] in "TL" for bone in bones)
            made = {bone: Screws(bone, kinds.get(bone, usual_kind(bone, long=long))) for bone in bones}
            if procedure.of != "rods":
                screws |= made
            if procedure.of != "screws":
                rods.append(_rods(bones, occipital, procedure))
    return tuple(sorted(screws.values(), key=lambda s: place_of(s.bone))), tuple(_with_iliac(rods, screws)), tuple(plates)


def _with_iliac(rods: Sequence[Rods], screws: Mapping[str, Screws]) -> list[Rods]:
    """Return the rods, the lowest led on to the iliac screws."""
    iliac = tuple(bone for bone in screws if bone.startswith("ilium"))
    return [replace(entry, bones=(*entry.bones, *iliac)) if iliac and entry is rods[-1] else entry for entry in rods]


def _rods(bones: tuple[str, ...], occipital: bool, procedure: Procedure) -> Rods:
    if occipital and bones and bones[0] in ("C1", "C2"):
        bones = ("O", *bones)
    if len(bones) < 2:
        raise LoneRod(procedure.of or "hardware", bones)
    return Rods(bones)


def _plate(operation: Operation, bones: tuple[str, ...]) -> tuple[str, ...]:
    if len(bones) < 2:
        raise FigureError("A plate needs at least two vertebrae: it bridges the disc space between them.")
    if bones[0] in ("C1",):
        raise FigureError("An anterior plate cannot be screwed to C1: in front it has only a thin arch, no body.")
    held = {joint for upper, lower in pairwise(bones) for joint in joints_in(f"{upper}-{lower}")}
    directions = {fusion.direction for fusion in operation.fusions if fusion.joint in held and fusion.direction}
    if directions and directions <= FROM_BEHIND:
        raise FigureError(
            f"The plate on {bones[0]} to {bones[-1]} lies on the front of the bodies, "
            "and these joints were reached from behind only, past the cord: "
            "behind, screws and rods hold the bones."
        )
    return bones


def _removal(
    operation: Operation, held: set[str], cages: Sequence[Cage], kinds: Mapping[str, str], unsaid: list[str]
) -> tuple[tuple[Screws, ...], tuple[Joint, ...], tuple[str, ...]]:
    """Return the empty screw holes, the disc spaces left without their cage, and the bones whose screws were exchanged."""
    tracts: dict[str, Screws] = {}
    exchanged: list[str] = []
    emptied: list[Joint] = []
    for procedure in operation.procedures:
        if procedure.kind != "removal":
            continue
        if procedure.of in ("screws and rods", "screws"):
            free = [bone for bone in procedure.vertebrae if bone not in held]
            tracts |= {bone: Screws(bone, kinds.get(bone, usual_kind(bone))) for bone in free}
            exchanged += [bone for bone in procedure.vertebrae if bone in held]
        elif procedure.of in _NOT_DRAWN:
            unsaid.append(f"{procedure.of} were taken out; they are not drawn")
        elif procedure.of == "interbody device" and procedure.joint and procedure.joint not in {cage.joint for cage in cages}:
            emptied.append(procedure.joint)
    return tuple(sorted(tracts.values(), key=lambda s: place_of(s.bone))), tuple(emptied), tuple(dict.fromkeys(exchanged))


def _placed_at(operation: Operation, kind: str, unsaid: list[str]) -> tuple[Joint, ...]:
    """Return the joints that got a disc prosthesis, or a spacer between the spinous processes."""
    joints: list[Joint] = []
    for procedure in operation.procedures:
        if procedure.kind != kind:
            continue
        if procedure.joint is None or (kind == "stabilization" and procedure.of != "interspinous process device"):
            unsaid.append(f"{procedure.of or kind} is recorded and not drawn")
        elif not procedure.joint.has_disc:
            raise FigureError(
                f"{procedure.joint} has neither a disc to replace nor spinous processes that a spacer would hold apart."
            )
        else:
            joints.append(procedure.joint)
    return tuple(dict.fromkeys(joints))


def _cuts(operation: Operation, cages: Sequence[Cage], corpectomies: Sequence[str], unsaid: list[str]) -> tuple[Cut, ...]:
    """Return what is cut away: bodies, discs on the way of cages or for themselves, facets for a TLIF, laminae."""
    lateral = any(fusion.direction == "lateral" for fusion in operation.fusions)
    cuts: list[Cut] = [Cut("corpectomy", vertebra=bone, way="lateral" if lateral else "anterior") for bone in corpectomies]
    gone = set(corpectomies)
    for cage in cages:
        cuts.append(Cut("discectomy", joint=cage.joint, side=cage.side, way=cage.way))
        if cage.kind == "TLIF":
            cuts.append(Cut("facetectomy", joint=cage.joint, side=cage.side))
    with_cage = {cage.joint for cage in cages}
    for procedure in operation.procedures:
        joint = procedure.joint
        if (
            procedure.kind == "discectomy"
            and joint
            and joint.has_disc
            and joint not in with_cage
            and not gone & set(joint.vertebrae)
        ):
            directions = {f.direction for f in operation.fusions if f.joint == joint and f.column == "anterior"}
            way = "anterior" if "anterior" in directions else "lateral" if "lateral" in directions else "posterior"
            cuts.append(Cut("discectomy", joint=joint, extent=procedure.extent or "", way=way, side="left"))
        elif procedure.kind == "decompression":
            cuts += _laminectomies(operation, procedure, unsaid)
    return tuple(dict.fromkeys(cuts))


def _laminectomies(operation: Operation, procedure: Procedure, unsaid: list[str]) -> list[Cut]:
    """Return the laminae taken for a decompression; where the record names no joint, those of today's joints of its region."""
    directions = {fusion.direction for fusion in operation.fusions if fusion.direction}
    if directions and not directions & FROM_BEHIND:
        unsaid.append(f"the {procedure.of or 'nerve'} was freed through the disc space, so the arch is left whole")
        return []
    joints = [procedure.joint] if procedure.joint else _likely(operation, procedure.region)
    if not joints:
        place = f" in the {procedure.region} region" if procedure.region else ""
        unsaid.append(f"a decompression{place} is recorded without its joint and is not drawn")
    return [
        Cut("laminectomy", vertebra=joint.upper, joint=joint)
        for joint in joints
        if joint.is_vertebral and joint.upper not in ("O",) and joint.upper != "C1"
    ]


def _likely(operation: Operation, region: str | None) -> list[Joint]:
    """Return the joints that a decompression without joint most likely meant: first where disc was removed,
    then first fusions.
    """
    for chosen in (
        [p.joint for p in operation.procedures if p.kind == "discectomy" and p.joint],
        [f.joint for f in operation.fusions if f.status == "initial"],
        [f.joint for f in operation.fusions],
    ):
        here = [joint for joint in dict.fromkeys(chosen) if region is None or joint.region == region]
        if here:
            return here
    return []


def _from_the_right(plan: Plan, joints: frozenset[Joint]) -> Plan:
    """Return a plan whose ways through the foramen lead in from the right at these joints, with the cages and cuts they made."""
    turned = frozenset(cage.joint for cage in plan.cages if cage.kind == "TLIF" and not cage.old) & joints
    return replace(
        plan,
        cages=tuple(replace(cage, side="right") if cage.joint in turned and not cage.old else cage for cage in plan.cages),
        cuts=tuple(replace(cut, side="right") if cut.joint in turned else cut for cut in plan.cuts),
        corridors=tuple(replace(way, side="right") if way.joint in turned else way for way in plan.corridors),
    )


def _corridors(operation: Operation, cages: Sequence[Cage]) -> tuple[Corridor, ...]:
    kinds = {cage.joint: cage for cage in cages}
    made = []
    for fusion in operation.fusions:
        if not fusion.direction:
            continue
        cage = kinds.get(fusion.joint)
        through = fusion.column == "anterior" and fusion.direction == "posterior" and cage and cage.way == "transforaminal"
        way = "posterior" if fusion.direction in FROM_BEHIND else fusion.direction
        made.append(Corridor(fusion.joint, "transforaminal" if through else way))
    return tuple(dict.fromkeys(made))
