"""Where a question stands after its first tries, and when it comes back."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from spine_edu.learner.answered import Tried

INTERVALS = (1, 3, 7, 21)
"""Days until a question is due again: after one right first try in a row, after two, after three, after four and more."""


@dataclass(frozen=True)
class Standing:
    """Where a question stands: how many first tries in a row were right, each on a day of its own, and when it is due."""

    in_a_row: int
    due: str


def standing(tries: Iterable[Tried], today: str) -> Standing | None:
    """Return where a question stands after its first tries, the latest of which comes first; None before any.

    One dated after today, by a clock set wrong, counts as due.
    """
    tries = iter(tries)
    latest = next(tries, None)
    if latest is None:
        return None
    since_wrong = itertools.takewhile(lambda tried: tried.correct, itertools.chain([latest], tries))
    in_a_row = sum(1 for _ in itertools.groupby(since_wrong, key=lambda tried: tried.day))
    wait = INTERVALS[min(max(in_a_row, 1), len(INTERVALS)) - 1]
    return Standing(in_a_row, _later(latest.day, wait) if latest.day <= today else today)


def _later(day: str, by: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()
