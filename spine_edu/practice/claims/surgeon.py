"""A simulated surgeon, who answers an open query and evades one that presses: the rules are those of lesson 14
(data/query_rules.yml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.anatomy import JOINTS
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.words import Hand, implants_of
from spine_edu.practice.notes.writer import note_of
from spine_edu.practice.plans.draw import plan_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.quiz import Verdict, judge
from spine_edu.quiz.kinds.query import QueryQuestion
from spine_edu.quiz.skills import skills

_PRESSING = ("Does not press for an answer", "Says nothing of money")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the surgeon says to a query, whether it settles what is open, and what the query was read as, point by point."""

    said: str
    settles: bool
    query: Verdict


def ask_surgeon(number: int, query: str) -> Reply:
    """Send a query on the note of a case to its surgeon.

    >>> ask_surgeon(1, "Please confirm that you used allograft, as usual.").settles
    False
    """
    plan = plan_of(number)
    question = query_about(plan)
    verdict = judge(question, query)
    replies = data.document("practice/queries.yml")
    drawn = Chance(number).stream(f"surgeon {len(query)}")
    if verdict.answered and any(part.label in _PRESSING and not part.correct for part in verdict.parts):
        return Reply(drawn.pick(replies["pressed"]), False, verdict)
    if not verdict.correct:
        return Reply(drawn.pick(replies["unclear"]), False, verdict)
    if not plan.gap:
        return Reply(drawn.pick(replies["nothing open"]), False, verdict)
    said: str = drawn.pick(replies["gaps"][plan.gap]["truth"])
    for slot, word in _truth(plan).items():
        said = said.replace(f"{{{slot}}}", word)
    return Reply(said, True, verdict)


def query_about(plan: CasePlan) -> QueryQuestion:
    """Return the question that a query about a note is judged by; where nothing is left out, that of the graft."""
    told: Mapping[str, Any] = data.document("practice/queries.yml")["gaps"][plan.gap or "graft"]
    answers = tuple(map(tuple, told["answers"])) or _levels(plan)
    note, skill = note_of(plan.number), skills()["query"]
    quoted = next((phrase for _, phrase in note.facts("query")), "")
    return QueryQuestion(
        id=f"practice-{plan.number}-query",
        objective=skill.objective,
        sources=skill.sources,
        verb="apply",
        stem="The note leaves something out. Ask the surgeon.",
        note=tuple(" ".join(block.split()) for block in note.text.split("\n\n")),
        gap=tuple(told["gap"]),
        answers=answers,
        example=told["example"].replace("{quote}", quoted),
        why="It quotes the note, names what is missing, and leaves the answer to the surgeon.",
        misconception="query-may-lead",
    )


def _levels(plan: CasePlan) -> tuple[tuple[str, ...], ...]:
    """Return the ways to write each joint of the region that was fused: to name one is to press for it."""
    region = plan.meant[0].region
    return tuple(
        (joint.name.lower(), f"{joint.upper}-{joint.lower[1:]}".lower())
        for joint in JOINTS
        if joint.is_vertebral and joint.region == region
    )


def _truth(plan: CasePlan) -> dict[str, str]:
    """Return the words for what was done and not written down."""
    chance = Chance(plan.number).stream("truth")
    stage = plan.stages[0]
    slots = {"his": "his" if plan.person.he == "he" else "her", "height": "10"}
    level = Hand(chance).list_of(plan.joints)
    return {
        "bone": implants_of(stage, chance, slots)["bone"],
        "level": level,
        "Level": level,
        "where": "in the disc space"
        if stage.technique.column == "anterior"
        else "over the transverse processes and facets, on both sides",
        "past": chance.pick(data.document("practice/queries.yml")["past"]),
    }
