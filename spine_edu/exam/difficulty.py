"""How hard a question is held to be: by what it asks for, as long as nobody has answered; then more and more by the answers.

Both are shares: how many of a class that has gone through the course would be right at once.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from spine_edu.errors import ExamError
from spine_edu.files.inputs import read_named
from spine_edu.quiz import Question

BY_VERB = {"recall": 0.85, "understand": 0.75, "apply": 0.65, "analyse": 0.55}
"""The share that is expected to be right where one answer is chosen, by what has to be done with what was learned."""

DEARER = {"single": 0.0, "part": 0.0, "multiple": 0.1, "place": 0.05, "number": 0.1, "text": 0.1, "match": 0.1, "order": 0.1,
          "code": 0.15, "tag": 0.2, "query": 0.2, "case": 0.2}  # fmt: skip
"""How much less is expected of each kind: what is made is harder than what is chosen, and several things than one."""

WORTH = 10
"""The answers of so many learners weigh as much as what the design says."""


@dataclass(frozen=True)
class Measured:
    """What a class made of a question: which share of so many learners was right at the first try."""

    right: float
    learners: int


def expected(question: Question, measured: Mapping[str, Measured]) -> float:
    """Return the share that is expected to be right: of the design, drawn towards what was measured.

    >>> from spine_edu.quiz import question_named
    >>> question = question_named("refusion-which-question")
    >>> expected(question, {}), expected(question, {question.id: Measured(0.35, 30)})
    (0.85, 0.475)
    """
    designed = BY_VERB[question.verb] - DEARER[question.kind]
    met = measured.get(question.id, Measured(0.0, 0))
    return round((WORTH * designed + met.learners * met.right) / (WORTH + met.learners), 4)


def read_measured(path: Path) -> dict[str, Measured]:
    """Return what a table of item statistics says, by question: a CSV with the columns question, right and learners.

    `spine_edu.classroom.items` makes such a table. Raises ExamError that names the row where it cannot be read.
    """
    text, name = read_named(path)
    rows = csv.DictReader(StringIO(text))
    lacking = {"question", "right", "learners"} - set(rows.fieldnames or ())
    if lacking:
        raise ExamError(f"{name} lacks the column {sorted(lacking)[0]}; it needs question, right (0 to 1) and learners.")
    return {row["question"]: _measured(row, f"{name}, line {rows.line_num}") for row in rows}


def _measured(row: Mapping[str, str], where: str) -> Measured:
    try:
        found = Measured(float(row["right"]), int(row["learners"]))
    except (TypeError, ValueError):
        found = Measured(-1, -1)
    if not (0 <= found.right <= 1 and found.learners >= 0):
        raise ExamError(f"{where}: `right` is a share from 0 to 1 and `learners` a whole number; mend or leave out this row.")
    return found
