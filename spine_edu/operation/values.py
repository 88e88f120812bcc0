"""What was done: fusions, procedures, what was kept, and the operation that holds them. None where the note is silent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spine_edu.anatomy import Joint
from spine_edu.operation.field_values import day_of
from spine_edu.operation.fields import FieldReading, Understood
from spine_edu.spots import Spot


@dataclass(frozen=True, slots=True)
class Fusion:
    """One joint made rigid in one column, as far as the note says; None where the note is silent.

    `technique` is the name that the note has for it, such as TLIF; column and direction are filled in from it.
    """

    joint: Joint
    status: str | None = None
    column: str | None = None
    direction: str | None = None
    approach: str | None = None
    materials: frozenset[str] | None = None
    technique: str | None = None


CHANGEABLE = ("status", "column", "direction", "approach", "materials")
"""What an operation could have done otherwise at one joint."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """Anything else that was done and may be coded; `kind` decides which of the fields matter."""

    kind: str
    of: str | None = None
    joint: Joint | None = None
    vertebrae: tuple[str, ...] = ()
    region: str | None = None
    extent: str | None = None
    own_objective: bool | None = None
    reopened: bool | None = None
    source: str | None = None
    side: str | None = None
    count: int | None = None
    approach: str | None = None

    @property
    def bones(self) -> tuple[str, ...]:
        """The vertebrae it names, or those of its joint."""
        return self.vertebrae or (self.joint.vertebrae if self.joint else ())


@dataclass(frozen=True, slots=True)
class Kept:
    """An implant of an earlier operation that stays in, and the words of the note that say so.

    `cage` is the kind of a cage, such as TLIF, `side` that of the tip of a broken screw; rods are `joined` where connectors lead
    today's rods on from them.
    """

    of: str
    joint: Joint | None
    vertebrae: tuple[str, ...]
    phrase: str
    cage: str = ""
    joined: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation and the stay it belongs to. `discharged` (ISO date) decides code system and fiscal year.

    `unplaced` holds a region, or '', for each fusion whose joint the note does not name. `understood` says what was read out of
    words that are not of our format; it is no part of what was done.

    >>> from spine_edu.operation import read_operation
    >>> operation = read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "l4-5", "status": "refusion"}]})
    >>> operation.joints
    (L4-L5,)
    """

    discharged: str
    fusions: tuple[Fusion, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    principal: str | None = None
    secondary: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = field(default=(), compare=False)

    @property
    def joints(self) -> tuple[Joint, ...]:
        """The joints this operation fuses, cranial first, each once."""
        return tuple(sorted({fusion.joint for fusion in self.fusions}))

    def on(self, day: str) -> Operation:
        """Return the same operation discharged on another day, to see what another year would make of it."""
        return replace(self, discharged=day_of(day, FieldReading(Spot("operation"))))

    def __repr__(self) -> str:
        joints = ", ".join(map(str, self.joints)) or "no joint"
        return f"Operation({joints} fused, discharged {self.discharged})"
