"""What there is to draw, as small frozen models: no shapes yet,
so that a plan can be compared with the codes and said in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spine_edu.anatomy import VERTEBRAE, Joint, position
from spine_edu.vocabulary import CAGE_WAYS

THINNEST, WALL = 3.5, 1.0
"""Millimetres: the thinnest screw we draw, and the bone it should have on each side in a pedicle (the margin of kaur2016)."""


@dataclass(frozen=True, slots=True)
class Mass:
    """Graft, or what became of it, in one column of one joint."""

    joint: Joint
    column: str
    state: str
    materials: frozenset[str] = frozenset()
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Cage:
    """A cage in a disc space; `kind` is how it came in (ACDF, ALIF, LLIF, TLIF, PLIF).

    An `old` one is left from an earlier operation.
    """

    joint: Joint
    kind: str
    side: str = "left"
    subsided: bool = False
    of_bone: bool = False
    old: bool = False

    @property
    def way(self) -> str:
        return CAGE_WAYS[self.kind]


@dataclass(frozen=True, slots=True)
class Screws:
    """Two screws of one kind in one bone."""

    bone: str
    kind: str
    loose: bool = False
    old: bool = False


@dataclass(frozen=True, slots=True)
class Rods:
    """A rod on each side, through the screws of these bones, cranial first; 'O' stands for a plate on the occiput."""

    bones: tuple[str, ...]
    broken_at: Joint | None = None
    linked_at: tuple[Joint, ...] = ()
    old: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Bone or disc taken away: a 'laminectomy' of a vertebra, a 'facetectomy' or 'discectomy' of a joint, a 'corpectomy'."""

    kind: str
    vertebra: str = ""
    joint: Joint | None = None
    side: str = ""
    extent: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Corridor:
    """The way the surgeon came to a joint: anterior, lateral, posterior or transforaminal."""

    joint: Joint
    way: str
    side: str = "left"


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is drawn of one moment, beside the anatomy itself."""

    moment: str
    masses: tuple[Mass, ...] = ()
    cages: tuple[Cage, ...] = ()
    screws: tuple[Screws, ...] = ()
    rods: tuple[Rods, ...] = ()
    plates: tuple[tuple[str, ...], ...] = ()
    struts: tuple[str, ...] = ()
    facet_cages: tuple[Joint, ...] = ()
    pins: tuple[Joint, ...] = ()
    prostheses: tuple[Joint, ...] = ()
    spacers: tuple[Joint, ...] = ()
    tracts: tuple[Screws, ...] = ()
    exchanged: tuple[str, ...] = ()
    emptied: tuple[Joint, ...] = ()
    cuts: tuple[Cut, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    unsaid: tuple[str, ...] = field(default=())
    old_plates: tuple[tuple[str, ...], ...] = ()
    tips: tuple[tuple[str, str], ...] = ()
    """Bone and side of each broken screw whose tip stayed."""

    @property
    def bones(self) -> tuple[str, ...]:
        """Every bone the plan touches, cranial first."""
        found = {bone for mass in self.masses for bone in ends_of(mass.joint)}
        found |= {bone for cage in self.cages for bone in ends_of(cage.joint)}
        found |= {
            bone
            for joint in (*self.facet_cages, *self.emptied, *self.pins, *self.prostheses, *self.spacers)
            for bone in ends_of(joint)
        }
        found |= {screws.bone for screws in (*self.screws, *self.tracts)} | {bone for bone, _ in self.tips}
        found |= {bone for plate in (*self.plates, *self.old_plates) for bone in plate} | set(self.struts)
        for cut in self.cuts:
            found |= {cut.vertebra} if cut.vertebra else set(ends_of(cut.joint)) if cut.joint else set()
        return tuple(sorted(found, key=place_of))


def ends_of(joint: Joint) -> tuple[str, str]:
    """Return the two bones of a joint as our model names them.

    >>> from spine_edu.anatomy import joint_named
    >>> ends_of(joint_named("SI-left")), ends_of(joint_named("L5-S1"))
    (('S1', 'ilium-left'), ('L5', 'S1'))
    """
    if joint.is_sacroiliac:
        return "S1", f"ilium-{joint.name.removeprefix('SI-')}"
    rename = {"S": "S1"}
    return rename.get(joint.upper, joint.upper), rename.get(joint.lower, joint.lower)


def place_of(bone: str) -> tuple[int, str]:
    """Return what bones are sorted by: cranial first, those of the pelvis last."""
    return (position(bone), "") if bone == "O" or bone in VERTEBRAE else (99, bone)
