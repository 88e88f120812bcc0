"""What the engine answers: codes with reasons, questions for the surgeon, and what was rightly left uncoded."""

from __future__ import annotations

from dataclasses import dataclass

from spine_edu.anatomy import Joint


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


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a reader might code and must not, with the rule and the reason."""

    what: str
    rule: str
    because: str
