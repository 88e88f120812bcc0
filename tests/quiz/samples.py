"""The questions that the tests of quiz and widget use: one of each kind, and one full of attacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spine_edu import data
from spine_edu.quiz import Question, read_question

FILE = Path(__file__).parent / "sample_questions.yml"
ENTRIES: list[dict[str, Any]] = data.parse_yaml(FILE.read_text(encoding="utf-8"), FILE.name)
SAMPLES: dict[str, Question] = {entry["id"]: read_question(entry, FILE.name) for entry in ENTRIES}

LINKED_FILE = Path(__file__).parent / "sample_linked.yml"
LINKED_ENTRIES: list[dict[str, Any]] = data.parse_yaml(LINKED_FILE.read_text(encoding="utf-8"), LINKED_FILE.name)
LINKED: dict[str, Question] = {entry["id"]: read_question(entry, LINKED_FILE.name) for entry in LINKED_ENTRIES}
"""Those that show more than a question: a map, a note, a case. Their tests stand in files of their own."""

SINGLE = SAMPLES["refusion-root-operation"]
MULTIPLE = SAMPLES["companions-of-refusion"]
NUMBER = SAMPLES["vertebrae-of-l3-s1"]
PCS = SAMPLES["refusion-l4-l5-posterolateral"]
ICD9 = SAMPLES["refusion-l4-l5-icd9"]
TEXT = SAMPLES["bone-that-never-bridged"]
ORDER = SAMPLES["joints-from-above"]
MATCH = SAMPLES["what-each-graft-fuses"]
PLACE = LINKED["joint-fused-again-on-the-map"]
COLUMNS = LINKED["columns-of-a-tlif-on-the-map"]
TAG = LINKED["evidence-of-mixed-l3-l5"]
CASE = LINKED["mixed-l3-l5-in-parts"]

ATTACKS = (
    "<script>window.attacked = 1</script>",
    "<img src=x onerror='window.attacked = 1'>",
    "</script><svg onload=window.attacked=1>",
    '"><iframe srcdoc="<script>parent.attacked=1</script>"></iframe>',
    "<a href='javascript:window.attacked=1'>click</a> {{7*7}} ${7*7}",
    "*<b onmouseover=window.attacked=1>emphasis</b>* and `<u>code</u>`",
    "&lt;already escaped&gt; \u202e right to left \u0000 nul",
)


def hostile() -> Question:
    """A question whose every text is an attack."""
    option = [{"text": f"{n} {text}", "why": text, "misconception": text} for n, text in enumerate(ATTACKS)]
    option[0] |= {"correct": True}
    return read_question(
        {
            "id": "<b>hostile</b>",
            "objective": ATTACKS[0],
            "verb": "recall",
            "stem": " ".join(ATTACKS),
            "hints": list(ATTACKS[:3]),
            "options": option,
            "sources": [ATTACKS[1]],
            "reviewed": {"on": "2026-11-23", "against": ATTACKS[2]},
        }
    )


def hostile_linked() -> list[Question]:
    """A place, a note and a case whose every text is an attack."""
    common = {"objective": ATTACKS[0], "verb": "recall", "stem": " ".join(ATTACKS), "sources": [ATTACKS[1]], "why": ATTACKS[2],
              "reviewed": {"on": "2026-11-23", "against": ATTACKS[2]}}  # fmt: skip
    near = {"why": ATTACKS[5], "misconception": ATTACKS[1]}
    place = {**common, "id": "<b>place</b>", "kind": "place", "map": "L3-S1", "answer": ["L3-L4", "L4-L5"], "otherwise": ATTACKS[3],
             "near": [{"at": "L5-S1", **near}]}  # fmt: skip
    note = "\n\n".join(f"ATTACK {n}: {text}" for n, text in enumerate(ATTACKS))
    phrase = "window.attacked = 1"
    tag = {**common, "id": "<b>tag</b>", "kind": "tag", "note": note, "labels": {text: text for text in ATTACKS[:3]},
           "evidence": [{"phrase": phrase, "label": text, "why": text} for text in ATTACKS[:3]]}  # fmt: skip
    own = ("objective", "sources", "reviewed")
    parts = [
        {name: value for name, value in {**part, "id": f"{part['id']} in a case"}.items() if name not in own}
        for part in (place, tag)
    ]
    case = {**common, "id": "<b>case</b>", "kind": "case", "intro": note, "parts": parts}
    return [read_question(entry, "hostile.yml") for entry in (place, tag, case)]
