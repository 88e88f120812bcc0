"""The level map: the spine from the side, with the state of every joint's anterior and posterior column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spine_edu.anatomy import joint_named
from spine_edu.errors import FigureError
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.outlines import VIEWS
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.levelmap import live
from spine_edu.figures.levelmap.given import (
    COLUMNS,
    HARDWARE,
    Hardware,
    States,
    Told,
    columns_in_words,
    read_hardware,
    read_states,
    window,
)
from spine_edu.figures.levelmap.sheet import WIDTH, sheet_of
from spine_edu.figures.levelmap.still import still
from spine_edu.geometry.plan.cages import INTERBODY
from spine_edu.operation import Kept, Operation
from spine_edu.text.quoting import shown

__all__ = ["COLUMNS", "describe", "hardware_of", "levelmap"]


def levelmap(
    states: States | None = None,
    *,
    hardware: Hardware = (),
    region: str | None = None,
    title: str | None = None,
    view: str = "side",
    show: Sequence[str] = (),
    asks_columns: bool = False,
) -> Picture:
    """Draw the spine from its right side, or from the 'back', with the states of its joints; columns not named are native.

    `region` is 'all', 'cervical', 'thoracic', 'lumbar', 'sacral' or a construct such as 'L2-S1'; without it the map shows
    the joints you name (in `states`, or in `show` whatever their state) and one neighbour on either side.
    `hardware` takes entries as an operation has them: {"of": "screws and rods", "vertebrae": ["L4", "L5"]},
    {"of": "plate", …}, {"of": "interbody cage", "joint": "L4-L5"}; with "before": True the words say that it stayed from before.
    `asks_columns` names the columns where none has a state yet, for whoever is to pick one.
    Raises FigureError for a view, region, state or hardware that cannot be drawn, and UnknownJoint for a joint that is none.

    >>> levelmap({"L4/5": {"anterior": "refusion", "posterior": "solid"}}).words
    'L4-L5: anterior column refusion today, posterior column solid fusion. All other joints are native.'
    """
    if view not in VIEWS:
        raise FigureError(f"There is no level map from the {shown(view)}. Choose view='side' (the usual one) or view='back'.")
    told: Told = {**{joint_named(name): {} for name in show}, **read_states(states or {})}
    metal = tuple(read_hardware(entry) for entry in hardware)
    first, last = window(region, told, metal)
    words = describe(states or {}, hardware=metal)
    name = title or "Level map of the spine"
    more = [*([view] if view != "side" else []), *(["columns"] if asks_columns else [])]
    mark = theme.mark_of("levelmap", name, words, first, last, *show, *more)
    sheet = replace(sheet_of(mark, told, metal, first, last, view), asks_columns=asks_columns)
    return Picture(
        name=name,
        words=words,
        drawing=live.drawing(sheet, name, words),
        still=still(sheet, name),
        width=WIDTH if sheet.tall else round(WIDTH * 1.3),
    )


def describe(states: States, *, hardware: Hardware = ()) -> str:
    """Say in words what `levelmap` draws, cranial joints first.

    >>> describe({"L5-S1": {"anterior": "solid", "posterior": "solid"}, "L4-L5": {"posterior": "pseudarthrosis"}})
    'L4-L5: posterior column pseudarthrosis. L5-S1: both columns solid fusion. All other joints are native.'
    """
    told = read_states(states)
    said = [f"{joint}: {columns_in_words(columns)}" for joint, columns in told.items()]
    said.append("All other joints are native" if told else "Every joint is native: nothing is fused")
    for entry in map(read_hardware, hardware):
        where = ", ".join(entry["vertebrae"]) or entry["joint"]
        said.append(f"{entry['of'][0].upper()}{entry['of'][1:]}{' from before' if entry['before'] else ''}: {where}")
    return ". ".join(said) + "."


def hardware_of(operation: Operation, kept: Sequence[Kept] = ()) -> list[dict[str, Any]]:
    """Return the metal that an operation put in and that an earlier one left, as `levelmap` takes it.

    Hooks, wires and the tip of a screw are left out.

    >>> from spine_edu.operation import read_operation
    >>> hardware_of(read_operation({"discharged": "2026-01-14", "procedures": [
    ...     {"kind": "instrumentation", "of": "screws and rods", "vertebrae": ["L4", "L5"]}]}))
    [{'of': 'screws and rods', 'vertebrae': ['L4', 'L5']}]
    """
    occiput = any(fusion.joint.upper == "O" for fusion in operation.fusions)  # a rod that goes on to it is not drawn
    placed: list[dict[str, Any]] = [
        {"of": "screws" if occiput and len(procedure.vertebrae) == 1 else procedure.of, "vertebrae": list(procedure.vertebrae)}
        for procedure in operation.procedures
        if procedure.kind == "instrumentation" and procedure.vertebrae and HARDWARE.get(procedure.of or "") == "vertebrae"
    ]
    for fusion in operation.fusions:
        if fusion.materials and fusion.materials & INTERBODY and fusion.joint.has_disc:
            placed.append({"of": "interbody cage", "joint": fusion.joint.name})
    left = (("interbody cage", old) if old.of == "interbody device" else (old.of, old) for old in kept)
    placed += [
        {"of": of, "joint": old.joint.name, "before": True}
        if old.joint
        else {"of": of, "vertebrae": list(old.vertebrae), "before": True}
        for of, old in left
        if of in HARDWARE
    ]
    return placed
