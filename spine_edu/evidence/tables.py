"""Tables for the data labs, opened with pandas: published numbers, code tables, and our own case bank. Codes stay text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spine_edu import data
from spine_edu.errors import InputError
from spine_edu.evidence import case_bank
from spine_edu.text.quoting import did_you_mean, shown

if TYPE_CHECKING:
    from pandas import DataFrame

_CODES = {"icd9cm", "icd10pcs_fusion", "ms_drg", "gems", "icd10cm"}
_NUMBERS = ("year", "value", "low", "estimate", "high", "from_week", "to_week", "weight", "gmlos", "amlos")


def names() -> tuple[str, ...]:
    """Return the names of the tables that `table` opens.

    >>> "complication_rates" in names()
    True
    """
    return (*(path.stem for path in data.files("evidence", "*.csv")), *sorted(_CODES), "cases")


def table(name: str, event: str = "") -> DataFrame:
    """Return a table by its name; empty cells are missing numbers or empty text.

    Rows of published numbers and codes name their source; those of `cases` are computed from our invented patients.
    With `event`, only the rows whose event begins with these words; raise InputError where there is none.

    >>> float(table("us_fusion_trends").query("year == 2008")["value"].max())
    413171.0
    >>> table("complication_rates", "dural tear")["event"].unique().tolist()
    ['dural tear, all spine surgery']
    """
    import pandas as pd

    if name not in names():
        hint = did_you_mean(name, names()) or f"there are {', '.join(names())}."
        raise InputError(f"There is no table {shown(name)}; {hint}")
    if name == "cases":
        return pd.DataFrame(case_bank.rows())
    frame = pd.DataFrame(data.table(name, "codes" if name in _CODES else "evidence"))
    numbers = [c for c in frame if c in _NUMBERS or (name == "vertebral_column" and c != "diagnosis") or c.endswith("_deg")]
    for column in numbers:
        frame[column] = pd.to_numeric(frame[column].replace("", None))
    return _beginning(frame, name, event) if event else frame


def _beginning(frame: DataFrame, name: str, event: str) -> DataFrame:
    """Return the rows of a table whose event begins with given words."""
    if "event" not in frame:
        raise InputError(f"The table {shown(name)} tells of no events; it has {', '.join(frame)}.")
    found = frame[frame["event"].str.startswith(event)]
    if found.empty:
        near = did_you_mean(event, frame["event"].str.partition(",")[0])
        hint = near or f"events begin with words such as {shown(frame['event'].iloc[0])}."
        raise InputError(f"No event of {shown(name)} begins with {shown(event)}; {hint}")
    return found
