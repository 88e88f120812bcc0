"""Where an operation says two things of one joint, disc or device that cannot both be so: what to ask (decision 0006)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from spine_edu.anatomy import Joint
from spine_edu.coding.entries import FusionEntry, Place
from spine_edu.coding.findings import Query
from spine_edu.operation import Operation, Procedure
from spine_edu.text.lists import listed
from spine_edu.vocabulary import FROM_BEHIND


def of_fusions(operation: Operation, entries: Sequence[FusionEntry]) -> Mapping[Place, tuple[Query, ...]]:
    """Return what to ask about a joint and column that the operation gives two approaches or directions, or a new disc as well.

    The disc space is one place: where its disc was taken out open, the bodies beside it were not fused unseen.

    >>> from spine_edu.anatomy import joint_named
    >>> told = FusionEntry(joint_named("L4-L5"), "posterior", "posterior", "open", frozenset({"allograft"}))
    >>> found = of_fusions(Operation("2026-01-14"), [told, told._replace(approach="percutaneous")])
    >>> [query.missing for asked in found.values() for query in asked]
    ['approach']
    """
    found: dict[Place, tuple[Query, ...]] = {}
    if len({entry.joint for entry in entries}) < len(entries):
        for place in dict.fromkeys(entry.place for entry in entries):
            asked = tuple(_given_two_ways(place, [entry for entry in entries if entry.place == place]))
            if asked:
                found[place] = asked
    moving = [procedure.joint for procedure in operation.procedures if procedure.kind == "disc replacement"]
    for place in dict.fromkeys(entry.place for entry in entries) if moving else ():
        if place[0] in moving:
            found[place] = (*found.get(place, ()), _fused_or_moving(place[0]))
    for joint, (cut, reached) in _one_of_them_open(operation).items():
        if not found.get((joint, "anterior")):
            found[joint, "anterior"] = (_seen_or_not(joint, cut, reached),)
    return found


def of_procedures(operation: Operation) -> tuple[frozenset[Procedure], tuple[Query, ...]]:
    """Return the entries beside the fusions that contradict another entry, and the questions to ask about them."""
    entries: set[Procedure] = set()
    queries: list[Query] = []
    kinds = [procedure.kind for procedure in operation.procedures]
    if "disc replacement" in kinds:
        moving = [procedure for procedure in operation.procedures if procedure.kind == "disc replacement"]
        fused = {fusion.joint for fusion in operation.fusions}
        entries.update(procedure for procedure in moving if procedure.joint in fused)
        queries += (_fused_or_moving(procedure.joint) for procedure in moving if procedure.joint and procedure.joint in fused)
    if "stabilization" in kinds:
        _held_or_moving(operation, entries, queries)
    if kinds.count("discectomy") > 1:
        _partial_and_total(operation, entries, queries)
    if "discectomy" in kinds and (doubtful := _one_of_them_open(operation)):
        entries.update(act for act in operation.procedures if act.kind == "discectomy" and act.joint in doubtful and act.extent)
    if "removal" in kinds and "revision" in kinds:
        _out_and_kept(operation, entries, queries)
    return frozenset(entries), tuple(dict.fromkeys(queries))


def _given_two_ways(place: Place, entries: list[FusionEntry]) -> Iterable[Query]:
    """Yield what to ask where entries of one joint and column differ in approach, or come both from the front and from behind."""
    joint, column = place
    if column is None and joint.is_vertebral:
        return  # which column it was is asked first
    approaches = sorted({entry.approach for entry in entries if entry.approach})
    if len(approaches) > 1:
        ask = f"The note gives this fusion more than one approach ({listed(approaches)}). How was the site of the graft reached?"
        yield Query(joint.name, "approach", ask, "approach")
    sides = {entry.direction in FROM_BEHIND for entry in entries if entry.direction}
    if column == "anterior" and len(sides) > 1:
        ask = f"The note has the anterior column of {joint} fused from behind and from the front or side. Which is right?"
        yield Query(joint.name, "direction", ask, "qualifier")


def _one_of_them_open(operation: Operation) -> dict[Joint, tuple[str, str]]:
    """Return the joints whose disc was taken out open and whose bodies were not fused so,
    or the other way round; with both approaches.
    """
    acts = [act for act in operation.procedures if act.joint and act.joint.has_disc]
    replaced = {act.joint for act in acts if act.kind == "disc replacement"}
    cut = {act.joint: act.approach for act in acts if act.kind == "discectomy" and act.approach and act.joint not in replaced}
    return {
        fusion.joint: (cut[fusion.joint], fusion.approach)
        for fusion in operation.fusions
        if cut
        and fusion.joint in cut
        and fusion.approach
        and fusion.column == "anterior"
        and (fusion.approach == "open") != (cut[fusion.joint] == "open")
    }


def _seen_or_not(joint: Joint, cut: str, reached: str) -> Query:
    ask = (
        f"The note has the disc taken out by {cut} approach and the bodies beside it fused by {reached} approach, through "
        f"one disc space. "
        "How was it reached?"
    )
    return Query(joint.name, "approach", ask, "approach")


def _fused_or_moving(joint: Joint) -> Query:
    ask = f"The note has {joint} both fused and given an artificial disc, which keeps it moving. Which of the two was done there?"
    return Query(joint.name, "objective", ask, "stabilization")


def _held_or_moving(operation: Operation, entries: set[Procedure], queries: list[Query]) -> None:
    """Find the devices made to let a joint move that are said to stand at a joint that was fused."""
    fused = {fusion.joint for fusion in operation.fusions if fusion.joint.is_vertebral}
    for procedure in operation.procedures:
        if procedure.kind == "stabilization" and procedure.of and procedure.joint in fused:
            ask = (
                f"The note has {procedure.joint} both fused and given a device that lets a joint move ({procedure.of}). "
                "Does it hold the fused joint still, as a plate on the spinous processes does? "
                "Then it is part of the fusion. Or was another joint meant?"
            )
            entries.add(procedure)
            queries.append(Query(f"{procedure.of} {procedure.joint}", "device", ask, "stabilization"))


def _partial_and_total(operation: Operation, entries: set[Procedure], queries: list[Query]) -> None:
    """Find the discectomies that call one disc both taken out in part and as a whole."""
    cuts = [procedure for procedure in operation.procedures if procedure.kind == "discectomy" and procedure.joint]
    for one, other in itertools.combinations(cuts, 2):
        if one.joint == other.joint and {one.extent, other.extent} == {"partial", "total"}:
            ask = f"The note has the disc of {one.joint} removed both in part and as a whole. How much of it came out?"
            entries.update((one, other))
            queries.append(Query(f"discectomy {one.joint}", "extent", ask, "discectomy"))


def _out_and_kept(operation: Operation, entries: set[Procedure], queries: list[Query]) -> None:
    """Find the removals and revisions of one device at one place: it left the body, or it was corrected and stayed."""
    out = [procedure for procedure in operation.procedures if procedure.kind == "removal" and procedure.of]
    kept = [procedure for procedure in operation.procedures if procedure.kind == "revision"]
    for one, other in itertools.product(out, kept):
        shared = [site for site in _sites(one) if site in _sites(other)] if one.of == other.of else []
        if shared:
            ask = (
                f"The note has the {one.of} at {listed(shared)} both taken out and corrected in place. Which of the two was done?"
            )
            entries.update((one, other))
            queries.append(Query(f"{one.of} at {listed(shared)}", "objective", ask, "root-revision"))


def _sites(procedure: Procedure) -> tuple[str, ...]:
    """Return where a device sits, as names: its joint if it lies in one, else the vertebrae."""
    in_joint = procedure.joint and (procedure.of == "interbody device" or not procedure.joint.is_vertebral)
    return (str(procedure.joint),) if in_joint else procedure.bones
