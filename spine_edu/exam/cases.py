"""A practice case as an exam question: its note, and in three parts what was done at each joint, which column, which codes.

Everything right and wrong about it is the worklist's (`spine_edu.practice.claims`); here it takes the form of a question, so that
it is asked, kept and judged as every other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spine_edu.practice.case import PracticeCase, practice_case
from spine_edu.practice.chance import Chance
from spine_edu.practice.claims.codes import claim_code, right_codes
from spine_edu.practice.claims.contract import ClaimCode, ClaimRow, ClaimSection
from spine_edu.practice.claims.fair import rows_to_read, states_of
from spine_edu.practice.claims.skills import can_be_asked, section_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.practice.plans.switches import numbers_where
from spine_edu.quiz import Question
from spine_edu.quiz.kinds.case import CaseQuestion
from spine_edu.quiz.kinds.choice import Multiple, Option
from spine_edu.quiz.kinds.match import Match, Miss, Pair
from spine_edu.quiz.skills import skills

CASE_EXPECTED = 0.35
"""The share of a class that is expected to have a whole practice case right."""

_HARD = (2, 3, 4)
"""The difficulties of the first case of a form, of its second, of its third; then from the beginning."""

_NUMBERS = 1_000_000
_ID = "case-"
_NOT_TODAY = "not fused today"


def case_number(form: int, place: int) -> int:
    """Return the number of the case that a form deals at a place, counted from 0: at one place all are of one difficulty."""
    start = Chance(form).stream(f"case {place}").below(_NUMBERS)
    return numbers_where(lambda plan: plan.difficulty == _HARD[place % len(_HARD)] and _can_be_asked(plan), 1, start)[0]


def number_of(id: str) -> int | None:
    """Return the number of the practice case that a question with this id asks about; None where it asks about none.

    >>> number_of("case-4711"), number_of("case-of-the-librarian")
    (4711, None)
    """
    digits = id.removeprefix(_ID)
    return int(digits) if id.startswith(_ID) and digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def case_question(number: int) -> Question:
    """Return the practice case of this number as a question.

    >>> [part.kind for part in case_question(case_number(1, 0)).parts]
    ['match', 'match', 'multiple']
    """
    found = practice_case(number)
    plan, [status], [column] = found.plan, section_of(found, "status"), section_of(found, "column")
    around = [joint.name for joint in sorted({*rows_to_read(plan), *states_of(plan)})]
    column = {**column, "rows": [{**column["rows"][0], "label": joint.name} for joint in plan.joints]}
    own = _common(f"{_ID}{number}", "Read the note to its end, then answer all parts.")
    return CaseQuestion(
        intro="",
        note=found.note.text,
        why="Status and column of each joint follow from what the note says was laid in there; the codes follow from these.",
        parts=(
            _matched(f"{own['id']}-status", "What happened today at each joint?", "Today", status, around),
            _matched(f"{own['id']}-column", "Which column was fused at each joint, and from where?", "Column", column, around),
            _coded(f"{own['id']}-codes", found),
        ),
        **own,
    )


def _can_be_asked(plan: CasePlan) -> bool:
    """Whether a note leaves nothing open and has joints of today and of before, so that all parts ask something."""
    return plan.kind != "unusual" and can_be_asked("status", plan) and can_be_asked("column", plan)


def _common(id: str, stem: str) -> dict[str, Any]:
    """Return the fields that a case and its parts share."""
    skill = skills()["claim"]
    return {"id": id, "stem": stem, "objective": skill.objective, "verb": "analyse", "sources": skill.sources}


def _matched(id: str, stem: str, heading: str, section: ClaimSection, around: Sequence[str]) -> Question:
    """Return a section as a match over all joints `around`, so that its rows do not tell which were fused."""
    targets = tuple(dict.fromkeys((*section["options"], _NOT_TODAY)))
    known = {row["label"]: row for row in section["rows"]}
    pairs = []
    for joint in around:
        row = known.get(joint)
        right = section["options"][row["right"][0]] if row else _NOT_TODAY
        why, idea = (_quoting(row), row["idea"]) if row else ("Nothing was laid in here today.", "plan-is-done")
        near = tuple(Miss(target, why, idea) for target in targets if target != right and idea)
        pairs.append(Pair(joint, right, why, near))
    return Match(headings=("Joint", heading), targets=targets, items=tuple(pairs), why="", **_common(id, stem))


def _quoting(row: ClaimRow) -> str:
    return f"{row['why']} The note: “{' '.join(row['phrase'].split())}”" if row["phrase"] else row["why"]


def _coded(id: str, found: PracticeCase) -> Question:
    """Return a choice among the right codes of a claim and as many that a known belief leads to, two at least."""
    codes = [claim_code(found, code) for code in right_codes(found)]
    right = [Option(code["code"], True, code["title"]) for code in codes]
    traps = {option.text: option for code in codes for option in _traps(code)}
    lot = Chance(found.number).stream("codes of an exam")
    wrong = lot.shuffled([traps[text] for text in sorted(traps.keys() - {option.text for option in right})])
    system = "ICD-9-CM" if found.answer.icd9_applies else "ICD-10-PCS"
    stem = f"Which of these {system} codes belong on the claim, for the fusion and for what was done beside it?"
    options = sorted((*right, *wrong[: max(2, len(right))]), key=lambda option: option.text)
    return Multiple(options=tuple(options), **_common(id, stem))


def _traps(code: ClaimCode) -> list[Option]:
    """Return the wrong codes next to a right one: a whole code of ICD-9-CM, or one character of ICD-10-PCS changed."""
    options = []
    for trap, idea in code["traps"].items():
        if "." in trap:
            options.append(Option(trap, False, code["characters"][0]["why"], idea))
            continue
        place = int(trap[0])
        character = code["characters"][place - 1]
        wrong = f"{code['code'][: place - 1]}{trap[1]}{code['code'][place:]}"
        why = f"Look at character {place}, {character['axis']}: {character['why']} It is {code['code']}."
        options.append(Option(wrong, False, why, idea))
    return options
