"""The tools of the browser work out and say what Python does, to the letter."""

from __future__ import annotations

import dataclasses
import itertools
import random
from pathlib import Path
from typing import Any

from spine_edu.cases import all_cases
from spine_edu.coding.reading.in_words import code_tables, read_code
from spine_edu.figures.alignment import column_bend, neck_nod, profile_angles, sagittal_profile
from spine_edu.figures.plates.bones import pedicle_screw
from spine_edu.glossary import plain, terms
from spine_edu.quiz import judge
from spine_edu.widgets.asking.question import FRESH
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.coding.timeline import TimelineView
from spine_edu.widgets.pack import packed
from tests.js.node import try_in_node
from tests.quiz.samples import LINKED, SAMPLES
from tests.widgets.unpack import unpacked

DAYS = ("2015-09-30", "2017-10-01", "2025-04-01", "2026-01-14", "2026-10-01", "2027-04-01")
NO_CODES = ["", "0SG", "0SGO071", "0SG9071", "ZZZ0000", "0sg-00-aj", "0SG00AJ0", "<b>0SG"]
WORDS = [
    "",
    "Non-union",
    "NONUNION",
    "haematoma",
    "Diskectomies",
    "vertebrae",
    "arthrodeses",
    "ÉTAGE",
    "عظم",
    "miss",
    "axis",
    "corpus",
]


def codes() -> list[str]:
    """Every combination of the values of each table, valid or not, and what is no code at all."""
    tables = code_tables()["tables"].items()
    return [*NO_CODES, *(name + "".join(end) for name, table in tables for end in itertools.product(*table["labels"]))]


def pairs(draw: random.Random) -> dict[str, list[tuple[Any, Any]]]:
    """What a script is given, and what Python says to the same."""
    asked = [(code, day) for day in DAYS for code in draw.sample(codes(), 400) + NO_CODES]
    curves = [{name: draw.randint(*ends) for name, ends in column_bend.LIMITS.items()} for _ in range(200)]
    necks = [[joint for joint in neck_nod.JOINTS if draw.random() < 0.4] for _ in range(200)]
    angles = [tuple(draw.randint(*profile_angles.LIMITS[name]) for name in ("PI", "PT", "LL")) for _ in range(200)]
    bones = pedicle_screw.pedicles().values()
    screws = list(itertools.product((2.5, 4, 5.5, 6.5, 9), range(-20, 21, 2)))
    words = [*WORDS, *(name for term in terms() for name in (term.name, *term.also))]
    stories = [TimelineView(case).story for case in all_cases()[:3]]
    return {
        "a code in words": [(("codes", code, day), dataclasses.asdict(read_code(code, day))) for code, day in asked],
        "a column that is bent": [((curve,), column_bend.describe(**curve)) for curve in curves],
        "a neck that is fused": [((neck,), neck_nod.describe(neck)) for neck in necks],
        "a pelvis that is turned": [(angle, profile_angles.describe(*angle)) for angle in angles],
        "a screw in a pedicle": [((p.name, *way), pedicle_screw.describe(p, *way)) for p in bones for way in screws],
        "what is left beside a screw": [((margin,), pedicle_screw.label(margin)) for margin in (4.8, 1.0, 0.0, -0.6, -2.0)],
        "a word that is looked up": [((word,), plain(word)) for word in words],
        "what was sent in parts": [
            ((nodes,), unpacked(nodes)) for nodes in (*stories, packed({"at": [1, 2.5, None], "so": {"at": True}}))
        ],
    }


def answered() -> dict[str, Any]:
    """A quiz of which two in three questions were answered, every other one with a near miss, and what that comes to."""
    quiz, records, first = Quiz([*SAMPLES.values(), LINKED["joint-fused-again-on-the-map"]]), [], []
    for n, question in enumerate(quiz):
        near = next((what for what, right, _ in question.key() if not right), None)
        answer = near if n % 2 else question.solution()
        found = judge(question, answer)
        if n % 3 == 2 or not found.answered:
            records.append(FRESH)
            continue
        first.append(found.correct)
        one = {"answer": answer, "answers": [answer], "first_answer": answer, "tries": 1}
        records.append({**FRESH, **one, "correct": found.correct, "score": found.score})
    assert {True, False} <= set(first)
    sums = {
        "of": len(quiz),
        "answered": len(first),
        "first": sum(first),
        "now": sum(first),
        "open": [n for n, record in enumerate(records) if not record["tries"]],
        "missed": [n for n, record in enumerate(records) if record["correct"] is False],
        "begun": [],
        "keyless": False,
    }
    return {"faces": quiz.faces, "tables": quiz.tables, "records": records, "sums": sums}


def test_the_tools_of_the_browser_say_what_python_says(tmp_path: Path) -> None:
    draw = random.Random(7)
    tables = {
        "codes": code_tables(),
        "column": column_bend.table({}),
        "neck": neck_nod.table(),
        "pelvis": sagittal_profile.table({}),
        "screw": pedicle_screw.table(),
    }
    said = {"tables": tables, "pairs": pairs(draw), "quiz": answered()}
    scripts = (
        "coding/builder",
        "turning/column",
        "glossary",
        "turning/nod",
        "turning/profile",
        "asking/question",
        "turning/screw",
    )
    try_in_node("telling.test.mjs", tmp_path, scripts, said)
