"""What the engine answers: codes with reasons, questions for the surgeon, and what was rightly left uncoded."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from spine_edu.anatomy import Joint
from spine_edu.text.lists import listed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one character is what it is. `character` counts from 1 (0 = the code as a whole); `rule` is a key of data/rules.yml."""

    character: int
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One code, and why. `contested` names the other reading where there is one; `accepts` are codes of that reading."""

    code: str
    system: str
    kind: str  # fusion | count | companion | optional
    reasons: tuple[Reason, ...]
    joints: tuple[Joint, ...] = ()
    contested: str = ""
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What the note leaves open: about which joint or act, what is missing, and the question to ask the surgeon."""

    about: str
    missing: str
    ask: str
    rule: str

    @property
    def is_of_icd9(self) -> bool:
        """Whether ICD-9-CM alone needs the answer; since it ended, such an answer moves no code in force."""
        return self.rule.startswith("icd9-")


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a reader might code and must not, with the rule and the reason.

    `joints` are those it is about, where they are not in the reason.
    """

    what: str
    rule: str
    because: str
    joints: tuple[Joint, ...] = ()


@functools.lru_cache(maxsize=4096)
def said_once(rejections: tuple[Rejection, ...]) -> tuple[Rejection, ...]:
    """Return rejections with the names of their joints before the reason, those with one reason joined.

    >>> from spine_edu.anatomy import joints_in
    >>> mixed = [Rejection("device K", "B3.10c", "donor bone was mixed in", (joint,)) for joint in joints_in("L3-L5")]
    >>> [found.because for found in said_once(tuple(mixed))]
    ['L3-L4 and L4-L5: donor bone was mixed in']
    """
    found: dict[Rejection, set[Joint]] = {}
    for rejection in rejections:
        found.setdefault(replace(rejection, joints=()), set()).update(rejection.joints)
    return tuple(
        replace(rejection, because=f"{listed(map(str, sorted(joints)))}: {rejection.because}") if joints else rejection
        for rejection, joints in found.items()
    )
