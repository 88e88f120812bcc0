"""Skills that are trained on cases without end: each serves an objective, and the learner's log knows it by one name.

A question of the bank is the same every time it is asked; a skill is asked of another case each time.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu import data


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing that a claim shows of whoever wrote it; `words` say it after "practise".

    `sources` are those of the questions that are made of a case to train it, where it takes the form of one.
    """

    name: str
    objective: str
    words: str
    sources: tuple[str, ...]

    @property
    def logged_as(self) -> str:
        """What its answers are called in the log, where a question has its id."""
        return f"practice.{self.name}"


@functools.cache
def skills() -> Mapping[str, Skill]:
    """Return every skill by name.

    >>> skills()["device"].logged_as, skills()["device"].objective
    ('practice.device', 'coding.device')
    """
    written = data.document("practice/skills.yml")
    return {name: Skill(name, one["objective"], one["words"], tuple(one.get("sources", ()))) for name, one in written.items()}
