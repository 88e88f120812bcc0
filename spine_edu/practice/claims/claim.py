"""What a worklist shows of a case and judges it by: the note, an empty claim, the key with reasons and the phrases that decide.

A claim is made of sections, each with rows to choose for, of codes, and of a query; a single skill is one section alone.
"""

from __future__ import annotations

import functools

from spine_edu import data
from spine_edu.practice.case import PracticeCase, practice_case
from spine_edu.practice.chance import Chance
from spine_edu.practice.claims.codes import claim_code, right_codes
from spine_edu.practice.claims.contract import ClaimQuery, Dealt
from spine_edu.practice.claims.sections import asked, diagnoses, drg_class
from spine_edu.practice.claims.skills import check_skill, section_of
from spine_edu.practice.claims.surgeon import ask_surgeon, query_about
from spine_edu.practice.claims.tagging import tag_of, tagging
from spine_edu.quiz.model import ideas


@functools.lru_cache(maxsize=64)
def dealt(number: int, skill: str = "claim") -> Dealt:
    """Return a case as the worklist takes it: the whole claim, or one skill alone.

    >>> [section["name"] for section in dealt(5)["sections"]]
    ['diagnoses', 'class', 'query']
    """
    check_skill(skill)
    found = practice_case(number)
    answer, whole = found.answer, skill == "claim"
    system = "ICD-9-CM" if answer.icd9_applies else "ICD-10-PCS"
    sections = (
        [section for section in (diagnoses(found), drg_class(found), asked(found)) if section]
        if whole
        else section_of(found, skill)
    )
    codes = [claim_code(found, code) for code in right_codes(found)] if whole else []
    named = {row["idea"] for section in sections for row in section["rows"]} | {
        idea for code in codes for idea in (code["idea"], *code["traps"].values())
    }
    return {
        "number": number,
        "difficulty": found.difficulty,
        "skill": skill,
        "day": found.plan.discharged,
        "system": system,
        "note": [block.split("\n") for block in found.note.text.split("\n\n")],
        "sections": sections,
        "coded": whole,
        "codes": codes,
        "optional": [code.code for code in answer.assignments if code.kind == "optional"],
        "query": _query(found) if skill in ("claim", "query") else None,
        "tag": tag_of(tagging(found)) if skill == "note" else None,
        "left_out": [f"{rejection.what}: {rejection.because}" for rejection in answer.rejections] if whole else [],
        "ideas": ideas(named | {"query-may-lead"}),
        "astray": found.astray,
    }


def _query(found: PracticeCase) -> ClaimQuery:
    """Return how a query about the note is judged, and the replies of the surgeon."""
    question = query_about(found.plan)
    replies = data.document("practice/queries.yml")
    chance = Chance(found.number).stream("replies")
    open_ = bool(found.plan.gap)
    settled = ask_surgeon(found.number, question.example).said if open_ else chance.pick(replies["nothing open"])
    return {
        "open": open_, "table": question.table(), "settled": settled,
        "pressed": chance.pick(replies["pressed"]), "unclear": chance.pick(replies["unclear"]),
    }  # fmt: skip
