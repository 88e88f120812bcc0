"""What happens to one invented patient, before a word of it is written: stages, the operation before,
what the note leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spine_edu.anatomy import Joint
from spine_edu.operation import Fusion, Operation, Procedure
from spine_edu.practice.plans.tables import Ailment, Indication, Method
from spine_edu.vocabulary import FROM_BEHIND, INTERBODY

UNKNOWN_BONE = frozenset({"bone graft of unknown origin"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was fused from one side: joints with the status of each, what was laid in, and what holds them (none: nothing).

    `extent` says how much of each disc came out, '' where none did.
    """

    technique: Method
    joints: tuple[Joint, ...]
    refused: frozenset[Joint]
    approach: str
    materials: frozenset[str]
    fixation: str
    extent: str = ""

    @property
    def from_behind(self) -> bool:
        return self.technique.direction in FROM_BEHIND

    @property
    def cages(self) -> frozenset[str]:
        """What was laid in that is made to stand between two bodies, or in facets."""
        return self.materials & (INTERBODY | {"paired titanium facet cages"})

    @property
    def bones(self) -> tuple[str, ...]:
        """The vertebrae that it holds together, cranial first."""
        return tuple(dict.fromkeys(bone for joint in self.joints for bone in joint.vertebrae))

    def fusions(self) -> tuple[Fusion, ...]:
        """Return what was made rigid, a fusion for each joint."""
        way = self.technique
        return tuple(
            Fusion(
                joint=joint,
                status="refusion" if joint in self.refused else "initial",
                column=way.column,
                direction=way.direction,
                approach=self.approach,
                materials=self.materials,
            )
            for joint in self.joints
        )


@dataclass(frozen=True, slots=True)
class Earlier:
    """A fusion of years ago: its joints, which of them did not unite, and how its hardware is found (firm, loose, broken,
    painful).
    """

    technique: Method
    joints: tuple[Joint, ...]
    open_joints: frozenset[Joint]
    months: int
    hardware: str
    bones: tuple[str, ...]

    @property
    def of(self) -> str:
        """What holds it: a plate in front, screws and rods behind."""
        return "plate" if self.technique.way == "front of the neck" else "screws and rods"

    @property
    def way_to_hardware(self) -> str:
        """From where it is reached: cages that came in from the front or the side are held by screws from behind."""
        way = self.technique.way
        return "back of the loin" if way in ("front of the belly", "side of the loin") else way

    @property
    def caged(self) -> bool:
        """Whether a cage stands in its disc spaces; in the neck bone was put there."""
        return self.technique.column == "anterior" and self.technique.way != "front of the neck"


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is: a job, an age, and `he` or `she`."""

    job: str
    age: int
    he: str


@dataclass(frozen=True, slots=True)
class Ailments:
    """The diagnoses of a stay: those of which one is the principal one, others that are reported,
    and what is named and left out.
    """

    reasons: tuple[Ailment, ...]
    comorbidities: tuple[Ailment, ...] = ()
    mishaps: tuple[Ailment, ...] = ()
    left_out: tuple[Ailment, ...] = ()
    implants: tuple[Ailment, ...] = ()

    @property
    def secondary(self) -> tuple[str, ...]:
        """The codes beside the principal diagnosis, in the order in which they are told."""
        told = (*self.reasons[1:], *self.implants, *self.comorbidities, *self.mishaps)
        return tuple(dict.fromkeys(diagnosis.code for diagnosis in told))


@dataclass(frozen=True, slots=True)
class CasePlan:
    """One patient by number: what was done today and before, why, and how well it is told.

    `kind` is one of data/practice/scenarios.yml; `gap` what the note leaves out ('' for nothing); `troubles` what else is wrong
    with it. `given_up` says how far an operation went that was abandoned, `meant` the joints that it was to fuse.
    """

    number: int
    difficulty: int
    kind: str
    discharged: str
    indication: Indication
    stages: tuple[Sitting, ...]
    procedures: tuple[Procedure, ...]
    earlier: Earlier | None
    person: Person
    stay: Ailments
    meant: tuple[Joint, ...]
    meant_by: Method
    gap: str = ""
    troubles: frozenset[str] = frozenset()
    given_up: str = ""

    @property
    def joints(self) -> tuple[Joint, ...]:
        """The joints that are fused today, cranial first."""
        return tuple(sorted({joint for stage in self.stages for joint in stage.joints}))

    def disc_gone(self, joint: Joint) -> bool:
        """Whether the disc of a joint was taken out years ago, when a fusion between its bodies was tried."""
        earlier = self.earlier
        return earlier is not None and earlier.technique.column == "anterior" and joint in earlier.joints

    @property
    def freed_behind(self) -> bool:
        """Whether nerves can be freed from behind today: the back is laid open there."""
        return any(stage.from_behind and stage.approach == "open" for stage in self.stages)

    @property
    def freed_in_front(self) -> bool:
        """Whether nerves can be freed from in front alone: through the disc spaces of neck or chest, behind which they lie."""
        ways = {stage.technique.way for stage in self.stages if stage.approach == "open"}
        return bool(ways & {"front of the neck", "through the chest"}) and not self.freed_behind

    @property
    def canal_opened(self) -> bool:
        """Whether dura and roots came into view: nerves were freed, or a disc was reached from behind through an open wound."""
        through = (stage.extent and stage.from_behind and stage.approach == "open" for stage in self.stages)
        return any(act.kind == "decompression" for act in self.procedures) or any(through)

    @property
    def truth(self) -> Operation:
        """The operation as it was done, whether or not the note tells all of it."""
        return Operation(
            discharged=self.discharged,
            fusions=tuple(fusion for stage in self.stages for fusion in stage.fusions()),
            procedures=self.procedures,
            principal=self.stay.reasons[0].code if self.discharged > "2015-09-30" else None,
            secondary=self.stay.secondary if self.discharged > "2015-09-30" else (),
        )

    @property
    def documented(self) -> Operation:
        """The operation as the note supports it: what it leaves out is not in it."""
        done = self.truth
        if not self.gap:
            return done
        if self.gap == "level":
            region = self.joints[0].region
            told = tuple(act for act in done.procedures if act.kind != "instrumentation")
            return replace(done, fusions=(), unplaced=(region,), procedures=told)
        return replace(done, fusions=tuple(self._as_told(fusion) for fusion in done.fusions))

    def _as_told(self, fusion: Fusion) -> Fusion:
        if self.gap == "graft":
            assert fusion.materials is not None
            return replace(fusion, materials=fusion.materials & INTERBODY or UNKNOWN_BONE)
        return replace(fusion, status=None) if self.gap == "status" else replace(fusion, column=None)
