"""The class as a gradebook: a row a learner, as a CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spine_edu.classroom.items import first_tries
from spine_edu.errors import ProgressError

if TYPE_CHECKING:
    from pandas import DataFrame

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would work out rather than show: some take the full-width forms for the same signs."""

_SPACE = ("\t", "\r", "\n")
"""What some spreadsheets strip from a cell, to find the formula behind it."""


def gradebook(answers: DataFrame) -> DataFrame:
    """Return a row a learner: questions tried, how many were right at the first try, in percent too, and days with answers."""
    first = first_tries(answers)
    found = first.groupby("learner").agg(tried=("correct", "size"), right=("correct", "sum"))
    found["percent"] = (100 * found["right"] / found["tried"]).round(1)
    found["days"] = answers.assign(day=answers["time"].dt.date).groupby("learner")["day"].nunique()
    return found.reset_index()


def save_gradebook(grades: DataFrame, to: str | Path) -> Path:
    """Write a gradebook as CSV and return its path; raise ProgressError if that fails.

    Text that looks like a formula gets a quote before it.
    """
    path = Path(to).expanduser()
    safe = grades.map(lambda cell: plain_cell(cell) if isinstance(cell, str) else cell)
    try:
        safe.to_csv(path, index=False, lineterminator="\r\n", encoding="utf-8-sig")
    except OSError as error:
        raise ProgressError(f"The gradebook could not be written to {path} ({error.strerror or error}).") from error
    return path


def plain_cell(text: str) -> str:
    """Return text as a spreadsheet shows it, and does not work it out.

    >>> plain_cell("=HYPERLINK(0)"), plain_cell("Learner 07"), plain_cell("  @SUM(A1)")
    ("'=HYPERLINK(0)", 'Learner 07', "'  @SUM(A1)")
    """
    return f"'{text}" if text.startswith(_SPACE) or text.strip().startswith(_FORMULA) else text
