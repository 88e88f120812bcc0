"""The metal of a patient over time: what an earlier operation left is there from that operation on, until it is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spine_edu.anatomy import VERTEBRAE
from spine_edu.cases import Case
from spine_edu.figures.levelmap.levelmap import hardware_of
from spine_edu.geometry.plan.from_operation import plan_of
from spine_edu.geometry.plan.plan import Plan


def hardware_at(of: Case, month: float) -> list[dict[str, Any]]:
    """Return the metal that is in a patient at a month, as `levelmap` takes it.

    What was there before today's operation is known from what it took out and what it left in place.

    >>> from spine_edu.cases import case_named
    >>> hardware_at(case_named("mixed-l3-l5"), 14)
    [{'of': 'screws and rods', 'vertebrae': ['L4', 'L5']}, {'of': 'interbody cage', 'joint': 'L4-L5'}]
    """
    if month >= of.operation_month:
        return hardware_of(of.operation, of.kept)
    return list(_metal_of(plan_of(of.operation, of.states_at(month), "before", kept=of.kept)))


def _metal_of(plan: Plan) -> Iterator[dict[str, Any]]:
    """Tell the hardware of a plan: screws with the rods that join them, screws that stand alone, plates, cages."""
    held = [entry.bone for entry in plan.screws if entry.bone in VERTEBRAE]
    joined = [[bone for bone in rods.bones if bone in held] for rods in plan.rods]
    yield from ({"of": "screws and rods", "vertebrae": bones} for bones in joined)
    if alone := [bone for bone in held if not any(bone in bones for bones in joined)]:
        yield {"of": "screws", "vertebrae": alone}
    yield from ({"of": "plate", "vertebrae": list(bones)} for bones in (*plan.plates, *plan.old_plates))
    yield from ({"of": "interbody cage", "joint": cage.joint.name} for cage in plan.cages)
