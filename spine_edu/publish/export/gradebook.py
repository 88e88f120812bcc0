"""A class's results as a table for a spreadsheet (CSV): a row a learner, a column a question, what each first try was worth.

What a spreadsheet would take for a formula is marked as text, whoever wrote it: a learner chooses the name of a folder.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from spine_edu.errors import ProgressError
from spine_edu.learner.answer import LoggedAnswer, read_line
from spine_edu.text.quoting import shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(results: Mapping[str, Sequence[LoggedAnswer]], about: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return the table of all that each learner answered, by name; `about` tells more of each, under the names of columns.

    >>> tried = LoggedAnswer("2026-11-24T05:40:27.000000Z", "joints-of-l3-s1", "", "3", 1.0, True)
    >>> write({"=cmd()": [tried], "Ada": []}).splitlines()
    ['learner,answered,score,joints-of-l3-s1', "'=cmd(),1,1,1", 'Ada,0,0,']
    """
    first = {name: _first_tries(answers) for name, answers in results.items()}
    asked = sorted({question for tries in first.values() for question in tries})
    held = StringIO()
    table = csv.writer(held)
    told = about or {}
    more = list(dict.fromkeys(column for columns in told.values() for column in columns))
    table.writerow(map(_harmless, ("learner", "answered", "score", *more, *asked)))
    for name, tries in sorted(first.items()):
        scores = [f"{tries[question]:.4g}" if question in tries else "" for question in asked]
        rest = [_harmless(told.get(name, {}).get(column, "")) for column in more]
        table.writerow([_harmless(name), len(tries), f"{sum(tries.values()):.4g}", *rest, *scores])
    return held.getvalue()


def read_class(folder: Path) -> dict[str, list[LoggedAnswer]]:
    """Return the answers of a class: each folder or file of `folder` is a learner, each .jsonl file in it a log of theirs."""
    results = {}
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        logs = sorted(entry.rglob("*.jsonl")) if entry.is_dir() else [entry] if entry.suffix == ".jsonl" else []
        if logs:
            lines = (line for log in logs for line in log.read_bytes().splitlines())
            results[entry.stem if entry.is_file() else entry.name] = [answer for answer in map(read_line, lines) if answer]
    if not results:
        problem = f"There is no log of a learner in {shown(str(folder))}."
        raise ProgressError(f"{problem} Put each learner's folder `answers` into a folder with the learner's name.")
    return results


def _first_tries(answers: Iterable[LoggedAnswer]) -> dict[str, float]:
    """Return what the first try of each question was worth; later days do not change it."""
    scores: dict[str, float] = {}
    for answer in sorted(answers, key=lambda answer: answer.order or answer.time):
        if answer.number == 1:
            scores.setdefault(answer.question, answer.score)
    return scores


def _harmless(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
