"""The votes of a room as a table without persons: for a report on the class, in JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from spine_edu.quiz import Question, beliefs
from spine_edu.room.ballot import HAND, Session
from spine_edu.room.tally import verdict_on

COLUMNS = ("asking", "question", "round", "seat", "answer", "correct", "beliefs")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def votes(session: Session, questions: Mapping[str, Question]) -> list[dict[str, Any]]:
    """Return a row for each vote. Seats are numbered in the order of their meaningless names, which is not that of arrival.

    A raised hand has no seat (0): nobody knows whose it was.
    """
    numbers = {seat: n for n, seat in enumerate(sorted(session.seats), 1)}
    return [
        {
            "asking": n,
            "question": asking.question,
            "round": round,
            "seat": 0 if seat.startswith(HAND) else numbers[seat],
            "answer": answer,
            "correct": verdict_on(questions[asking.question], answer).correct,
            "beliefs": list(beliefs(verdict_on(questions[asking.question], answer))),
        }
        for n, asking in enumerate(session.askings, 1)
        for round, given in enumerate(asking.rounds, 1)
        for seat, answer in given.items()
    ]


def as_json(session: Session, questions: Mapping[str, Question]) -> str:
    """Return the votes as JSON."""
    return json.dumps(votes(session, questions), ensure_ascii=False, indent=1)


def as_csv(session: Session, questions: Mapping[str, Question]) -> str:
    """Return the votes as CSV. A phone sends what it likes: what a spreadsheet would compute is put behind an apostrophe."""
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, COLUMNS)
    table.writeheader()
    for row in votes(session, questions):
        answer = row["answer"] if isinstance(row["answer"], str) else json.dumps(row["answer"], ensure_ascii=False)
        quoted = f"'{answer}" if answer.startswith(_STARTS_FORMULA) else answer
        table.writerow({**row, "answer": quoted, "beliefs": " ".join(row["beliefs"])})
    return file.getvalue()
