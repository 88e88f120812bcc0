"""What one entry of an operation beside the fusion leads to, and the values that many such entries share."""

from __future__ import annotations

from spine_edu.anatomy import Joint
from spine_edu.coding.findings import Assignment, Query, Reason, Rejection
from spine_edu.coding.pcs.tables import APPROACH, body_part
from spine_edu.operation import Procedure

VERTEBRA = {"cervical": "P{}3", "thoracic": "P{}4", "lumbar": "Q{}0", "sacral": "Q{}1"}
VERTEBRA_NAME = {
    "cervical": "Cervical Vertebra",
    "thoracic": "Thoracic Vertebra",
    "lumbar": "Lumbar Vertebra",
    "sacral": "Sacrum",
}
PELVIS = {"right": "2", "left": "3"}
_DISC = {"cervical": "R{}3", "C7-T1": "R{}5", "thoracic": "R{}9", "T12-L1": "R{}B", "lumbar": "S{}2", "L5-S1": "S{}4"}


class Found:
    """What one procedure entry leads to: codes, queries and rejections, gathered in one place.

    `fusing` tells whether the operation fuses anything, for sentences that say beside what a code stands.
    """

    __slots__ = ("codes", "fusing", "queries", "rejections")

    def __init__(self, fusing: bool = False) -> None:
        self.fusing = fusing
        self.codes: list[Assignment] = []
        self.queries: list[Query] = []
        self.rejections: list[Rejection] = []

    def code(
        self,
        code: str,
        rule: str,
        because: str,
        kind: str = "companion",
        contested: str = "",
        joint: Joint | None = None,
        accepts: tuple[str, ...] = (),
    ) -> None:
        joints = () if joint is None else (joint,)
        self.codes.append(Assignment(code, "ICD-10-PCS", kind, (Reason(0, rule, because),), joints, contested, accepts))

    def ask(self, about: str, missing: str, question: str, rule: str = "A8") -> None:
        self.queries.append(Query(about, missing, question, rule))

    def reject(self, what: str, rule: str, because: str) -> None:
        self.rejections.append(Rejection(what, rule, because))

    @property
    def whole(self) -> str:
        """What a step belongs to that is not coded for itself."""
        return "the fusion" if self.fusing else "what was done there"

    def not_in_tables(self, act: str) -> None:
        self.reject(act, "not-in-tables", "it is not in our tables, so no code is given here")


PLURAL = frozenset(("screws and rods", "screws", "rods", "rod connectors", "hooks", "wires", "iliac screws"))


def was(what: str) -> str:
    """Return the verb of a device: "were" for screws, "was" for a plate."""
    return "were" if what in PLURAL else "was"


def approach_value(procedure: Procedure, found: Found, about: str) -> str:
    """Return the approach value; ask and return '' where the note is silent."""
    if procedure.approach is None:
        found.ask(about, "approach", f"How was the site reached ({about}): open, percutaneous, or percutaneous endoscopic?")
        return ""
    return APPROACH[procedure.approach]


def joint_table(operation: str, joint: Joint) -> str:
    """Return the first four characters for a joint outside the Fusion table: Removal, Insertion, Inspection, Revision, …"""
    start = body_part(joint)
    return f"{start[:2]}{operation}{start[3]}"


def disc_value(joint: Joint, operation: str) -> str:
    """Return the first four characters for a disc under a root operation (B Excision, T Resection, R Replacement)."""
    return "0" + _DISC[joint.name if joint.name in _DISC else joint.region].format(operation)


def sides_of(procedure: Procedure, found: Found, about: str, done: str) -> list[tuple[str, str]]:
    """Return the sides of the pelvis with their body part values; ask where the note names none."""
    if procedure.side is None:
        found.ask(about, "side", f"On which side were the iliac screws {done}?")
        return []
    return [(side, value) for side, value in PELVIS.items() if procedure.side in (side, "both")]
