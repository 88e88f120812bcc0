"""Questions: their kinds, their verdicts, and the table by which a browser can judge without Python.

`judge` and the browser read the same table, so a verdict in a saved page is the verdict in the kernel.
"""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import replace

from spine_edu.quiz.bank import KINDS, all_questions, choose, deal, exam_set, lessons, question_named, read_question, with_parts
from spine_edu.quiz.contract import AskedTable
from spine_edu.quiz.model import Part, Question, Verdict, cited, draw, ideas
from spine_edu.quiz.objectives import Objective, objective

__all__ = [
    "KINDS", "Objective", "Part", "Question", "Verdict", "all_questions", "beliefs", "choose", "content_mark", "deal", "draw",
    "exam_set", "judge", "lessons", "objective", "question_named", "read_question", "verdict_table", "with_parts",
]  # fmt: skip


def judge(question: Question, answer: object) -> Verdict:
    """Return what an answer is worth, and why. Any answer is judged: what is no answer is told what to do.

    >>> fields = {"id": "joints", "kind": "number", "objective": "anatomy.joints", "verb": "apply", "sources": ["pcs-guidelines"],
    ...           "stem": "Joints from L3 to S1?", "answer": "3", "why": "Four vertebrae make three joints.",
    ...           "near": [{"value": "4", "why": "Four is the number of vertebrae.", "misconception": "counts-vertebrae"}],
    ...           "reviewed": {"on": "2026-11-23", "against": "FY2027"}}
    >>> print(judge(read_question(fields), "4"))
    Not yet. Four is the number of vertebrae.
    >>> print(judge(read_question(fields), "a few"))
    Not an answer yet. Write a number in digits, such as 4 or 2.5.
    """
    verdict = question.verdict(verdict_table(question), answer)
    return replace(verdict, sources=question.sources) if verdict.answered else verdict


@functools.lru_cache(maxsize=1024)
def verdict_table(question: Question) -> AskedTable:
    """Return, ready for JSON, all that a browser needs to judge any answer: reasons, misconceptions, sources.

    Whoever holds the table holds the key: an exam is handed out without it.
    """
    table = question.table()
    return {**table, "ideas": ideas(_idea_ids(table)), "sources": cited(question.sources)}


@functools.lru_cache(maxsize=1024)
def content_mark(question: Question) -> str:
    """Return twelve letters and digits that change when a question asks, offers or wants something else.

    Reasons, hints and sources may be reworded: an answer given before still means the same.
    """
    face = {name: value for name, value in question.face().items() if name != "hints"}
    wanted = [[what, right] for what, right, _ in question.key()]
    return hashlib.sha256(json.dumps([face, wanted], sort_keys=True).encode()).hexdigest()[:12]


def beliefs(verdict: Verdict) -> tuple[str, ...]:
    """Return the misconceptions that an answer betrays, each once, as keys of data/misconceptions.yml."""
    named = [verdict.misconception, *(part.misconception for part in verdict.parts if not part.correct)]
    return tuple(sorted(set(named) - {""}))


def _idea_ids(table: object) -> set[str]:
    if isinstance(table, dict):
        own = {table["idea"]} if "idea" in table else set()
        return own.union(*(_idea_ids(value) for value in table.values()))
    return set().union(*(_idea_ids(value) for value in table)) if isinstance(table, list) else set()
