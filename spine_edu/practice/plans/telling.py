"""How well an operation will be told: what its note leaves out, and what else is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from spine_edu.coding import eras
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.practice.plans.tables import scenarios


def with_troubles(chance: Chance, plan: CasePlan) -> CasePlan:
    """Draw what the note leaves out, and what else is wrong with it."""
    percents = scenarios().troubles[plan.difficulty]
    if plan.stages and plan.kind not in ("unusual", "staged") and chance.happens(percents["gap"]):
        open_to = {gap: weight for gap, weight in scenarios().gaps.items() if _can_be_left_out(plan, gap)}
        if open_to:
            plan = replace(plan, gap=chance.weighed(open_to))
    troubles = frozenset(name for name in ("lost word", "heard wrong", "heading") if chance.happens(percents[name]))
    return replace(plan, troubles=troubles if plan.stages else troubles - {"heading"})


def _can_be_left_out(plan: CasePlan, gap: str) -> bool:
    """Whether a note can be silent of it without telling it by another sentence."""
    one, *more = plan.stages
    if gap == "graft":
        whose = {"harvested autograft", "machined bone dowel", "bone marrow aspirate", "rhBMP"}  # tell whose bone, or are enough
        return plan.discharged > eras.LAST_ICD9_DAY and not more and not whose & one.materials
    if gap == "column":
        return not more and one.from_behind and not one.cages and one.technique.way == "back of the loin"
    if gap == "status":
        return plan.kind == "first"
    return (
        plan.kind == "first"
        and not more
        and one.technique.column == "posterior"
        and one.technique.way in ("back of the neck", "back of the loin")
        and all(joint.has_disc for joint in one.joints)
        and len({joint.region for joint in one.joints}) == 1
        and not any(joint.is_junction for joint in one.joints)
    )
