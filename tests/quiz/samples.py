"""The questions that the tests of quiz and widget use: one of each kind, and one full of attacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spine_edu.files.yaml_text import read_yaml
from spine_edu.quiz import Question, read_question

FILE = Path(__file__).parent / "sample_questions.yml"
ENTRIES: list[dict[str, Any]] = read_yaml(FILE.read_text(encoding="utf-8"), FILE.name).content
SAMPLES: dict[str, Question] = {entry["id"]: read_question(entry, FILE.name) for entry in ENTRIES}

LINKED_FILE = Path(__file__).parent / "sample_linked.yml"
LINKED_ENTRIES: list[dict[str, Any]] = read_yaml(LINKED_FILE.read_text(encoding="utf-8"), LINKED_FILE.name).content
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
PART = LINKED["roof-of-l4-on-the-bone"]
TAG = LINKED["evidence-of-mixed-l3-l5"]
CASE = LINKED["mixed-l3-l5-in-parts"]
QUERY = LINKED["query-about-the-place"]

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
    return _hostile(options=option)


_ATTACKED: dict[str, Any] = {
    "id": "<b>hostile</b>",
    "objective": ATTACKS[0],
    "verb": "recall",
    "stem": " ".join(ATTACKS),
    "hints": list(ATTACKS[:3]),
    "sources": [ATTACKS[1]],
    "reviewed": {"on": "2026-11-23", "against": ATTACKS[2]},
}


def _hostile(**fields: Any) -> Question:
    """A question full of attacks, with the fields of its kind."""
    return read_question({**_ATTACKED, **fields})


_REASON = {"why": ATTACKS[1], "misconception": ATTACKS[4]}
HOSTILE = (
    hostile(),
    _hostile(kind="text", answer=ATTACKS[0], accept=[ATTACKS[1]], why=ATTACKS[3],
             near=[{"forms": [ATTACKS[2], ATTACKS[5]], **_REASON}]),
    _hostile(kind="order", items=[{"text": text, "why": text} for text in ATTACKS], ends=list(ATTACKS[:2]), why=ATTACKS[3],
             near=[{"before": ATTACKS[5], "after": ATTACKS[2], **_REASON}]),
    _hostile(kind="match", headings=list(ATTACKS[:2]), targets=list(ATTACKS[2:5]),
             items=[{"text": text, "match": ATTACKS[3], "why": text,
                     "near": [{"target": ATTACKS[2], **_REASON}]} for text in ATTACKS]),
)  # fmt: skip


_NOTE = "\n\n".join(f"ATTACK {n}: {text}" for n, text in enumerate(ATTACKS))
_PLACE = {"kind": "place", "map": "L3-S1", "answer": ["L3-L4", "L4-L5"], "why": ATTACKS[2], "otherwise": ATTACKS[3],
          "near": [{"at": "L5-S1", **_REASON}]}  # fmt: skip
_PART = {"kind": "part", "plate": "L4 back",
         "options": [{"part": part, "text": text, "why": text, "correct": part == "lamina"}
                     for part, text in zip(("body", "lamina", "spinous process"), ATTACKS[:3], strict=True)]}  # fmt: skip
_TAG = {"kind": "tag", "note": _NOTE, "labels": {text: text for text in ATTACKS[:3]}, "why": ATTACKS[2],
        "evidence": [{"phrase": "window.attacked = 1", "label": text, "why": text} for text in ATTACKS[:3]]}  # fmt: skip
_PARTS = [{"id": f"<i>{n}</i>", "verb": "recall", "stem": ATTACKS[n], **part} for n, part in enumerate((_PLACE, _TAG))]
HOSTILE_LINKED = (
    _hostile(**_PLACE),
    _hostile(**_TAG),
    _hostile(kind="case", intro=_NOTE, why=ATTACKS[2], parts=_PARTS),
    _hostile(**_PART),
)
