"""From an operation to a plan: graft, implants and cuts of one moment, read from the same object that the engine codes.

What anatomy forbids is refused here, with its reason; `construct` gives the plan a body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spine_edu.anatomy import JOINTS, Joint, joint_named, position
from spine_edu.errors import FigureError
from spine_edu.geometry.plan.cages import cage_kind, cage_of, holds_cage, no_disc, old_cage
from spine_edu.geometry.plan.cuts import corridors, cuts_of
from spine_edu.geometry.plan.failures import bone_named, with_cross_links, with_faults
from spine_edu.geometry.plan.hardware import fixation, plate_on, removal
from spine_edu.geometry.plan.kept_implants import with_kept
from spine_edu.geometry.plan.plan import Cage, Mass, Plan, Rods, Screws
from spine_edu.geometry.plan.screw_kinds import refuse, usual_kind
from spine_edu.operation import Kept, Operation, Procedure
from spine_edu.text.quoting import shown

States = Mapping[str, Mapping[str, str]]
MOMENTS = ("before", "today", "after")
_SLIPPED = "M43.1"
"""Diagnoses that begin so are those of a vertebra that has slipped."""
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
    chosen_cages = {joint_named(name): cage_kind(kind) for name, kind in (cages or {}).items()}
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
    unsaid += _not_drawn(operation, plan)
    plan = with_cross_links(replace(plan, unsaid=tuple(unsaid)), [joint_named(place) for place in cross_links])
    return with_faults(plan, faults or {})


def _not_drawn(operation: Operation, plan: Plan) -> Iterator[str]:
    """Say what the bones of the model do not show: a slip, and bone that was taken for graft where no cut tells of it."""
    if any(code.startswith(_SLIPPED) for code in (operation.principal or "", *operation.secondary)):
        yield "the slip of the vertebra is not drawn"
    local = any("local autograft" in mass.materials for mass in plan.masses)
    if local and not any(cut.kind in ("laminectomy", "facetectomy", "corpectomy") for cut in plan.cuts):
        yield "the bone that became local graft is drawn where it was"


def _check(plan: Plan) -> None:
    """Refuse what no bone would hold, so that it can be neither drawn nor said."""
    for plate in plan.old_plates:
        plate_on(Operation("2026-01-14"), plate)
    for cage in plan.cages:
        if not cage.joint.has_disc:
            raise FigureError(no_disc(cage.joint))
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
            found.append(old_cage(procedure.joint, cages))
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


def _today(
    operation: Operation, masses: tuple[Mass, ...], cages: Mapping[Joint, str], kinds: Mapping[str, str], unsaid: list[str]
) -> Plan:
    """Return the plan of today's operation; what the record leaves out is added to `unsaid`."""
    found = tuple(cage_of(fusion, cages) for fusion in operation.fusions if holds_cage(fusion))
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
    screws, rods, plates = fixation(operation, kinds, unsaid)
    held = {entry.bone for entry in screws}
    tracts, emptied, exchanged = removal(operation, held, found, kinds, unsaid)
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
        cuts_of(operation, found, corpectomies, unsaid),
        corridors(operation, found),
    )


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


def _from_the_right(plan: Plan, joints: frozenset[Joint]) -> Plan:
    """Return a plan whose ways through the foramen lead in from the right at these joints, with the cages and cuts they made."""
    turned = frozenset(cage.joint for cage in plan.cages if cage.kind == "TLIF" and not cage.old) & joints
    return replace(
        plan,
        cages=tuple(replace(cage, side="right") if cage.joint in turned and not cage.old else cage for cage in plan.cages),
        cuts=tuple(replace(cut, side="right") if cut.joint in turned else cut for cut in plan.cuts),
        corridors=tuple(replace(way, side="right") if way.joint in turned else way for way in plan.corridors),
    )
