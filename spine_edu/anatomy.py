"""The movable spine: vertebrae, and the joints a fusion can close."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from spine_edu.errors import UnknownJoint, UnknownVertebra
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

Region = Literal["cervical", "thoracic", "lumbar", "sacral"]

VERTEBRAE: tuple[str, ...] = (
    *(f"C{n}" for n in range(1, 8)),
    *(f"T{n}" for n in range(1, 13)),
    *(f"L{n}" for n in range(1, 6)),
    "S1",
)
"""The 25 countable vertebrae, cranial first; the sacrum counts once, as S1."""

_BONES = ("O", *VERTEBRAE)
_ORDER = {name: place for place, name in enumerate(_BONES)}
_REGION: dict[str, Region] = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral"}
_LAST = {"C": 7, "T": 12, "L": 5, "S": 1}


@dataclass(frozen=True, slots=True, repr=False)
class Joint:
    """A vertebral joint (motion segment): two neighbouring bones and everything that moves between them.

    `upper` and `lower` are vertebrae, except 'O' (occiput), 'S' (sacrum), 'Co' (coccyx) and 'ilium' at the two ends
    of the spine. `place` counts from 0 at the occiput, so sorted joints stand cranial first.

    `is_vertebral` tells whether it lies between occiput and sacrum, where the vertebral rows of ICD-10-PCS apply; `region` is
    that of the upper bone (C7-T1 is cervical, L5-S1 lumbar; see `is_junction`); `has_disc` tells whether a disc lies in it, as
    from C2-C3 to L5-S1; `vertebrae` are the countable ones that it fixes to each other: occiput, ilium and coccyx are not among
    them. All four follow from the bones, and are worked out once: the coding engine asks for them all the time.

    >>> sum(joint.has_disc for joint in JOINTS)
    23
    """

    place: int
    name: str
    upper: str
    lower: str
    is_vertebral: bool = field(init=False, compare=False)
    region: Region = field(init=False, compare=False)
    has_disc: bool = field(init=False, compare=False)
    vertebrae: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        vertebral = self.lower in _ORDER
        told = {
            "is_vertebral": vertebral,
            "region": _REGION[(self.lower if self.upper == "O" else self.upper)[0]] if vertebral else "sacral",
            "has_disc": vertebral and self.upper not in ("O", "C1"),
            "vertebrae": tuple(bone for bone in (self.upper, self.lower) if bone in VERTEBRAE) if vertebral else (),
        }
        for name, value in told.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return self.place  # one joint has one place; the coding engine looks joints up all the time

    def __lt__(self, other: Joint) -> bool:
        return self.place < other.place

    @property
    def is_sacroiliac(self) -> bool:
        return self.lower == "ilium"

    @property
    def is_junction(self) -> bool:
        """Whether it joins two regions: occiput-C1, C7-T1, T12-L1, L5-S1.

        >>> [joint for joint in JOINTS if joint.is_junction]
        [O-C1, C7-T1, T12-L1, L5-S1]
        """
        return self.is_vertebral and (self.upper == "O" or self.upper[0] != self.lower[0])


_VERTEBRAL_JOINTS = tuple(Joint(place, f"{a}-{b}", a, b) for place, (a, b) in enumerate(itertools.pairwise(_BONES)))
_PELVIC_JOINTS = (
    Joint(25, "SI-right", "S", "ilium"),
    Joint(26, "SI-left", "S", "ilium"),
    Joint(27, "sacrococcygeal", "S", "Co"),
    Joint(28, "coccygeal", "Co", "Co"),
)
JOINTS: tuple[Joint, ...] = _VERTEBRAL_JOINTS + _PELVIC_JOINTS
"""All 29 joints a spinal fusion code can name: 25 vertebral ones, two sacroiliac, sacrococcygeal, coccygeal."""

_BY_NAME = {joint.name: joint for joint in JOINTS}
_DASHES = re.compile(r"\s*(?:[-/]|\bto\b|\bthrough\b|\bthru\b)\s*", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;&+]|\band\b", re.IGNORECASE)
_VERTEBRA = re.compile(r"([a-z]*)\s*0*(\d+)", re.IGNORECASE | re.ASCII)
_ENDS = {**dict.fromkeys(("o", "oc", "occ", "occiput", "c0", "skull"), "O"), "sacrum": "S1"}
"""Bones at both ends of the column by the names that people write."""
_RUN_TOGETHER = re.compile(r"([a-z]{1,2}\d{1,2})([a-z]{1,2}\d{1,2})", re.IGNORECASE | re.ASCII)
_CALLED = re.compile(r"\b(?:levels?|joints?|dis[ck]s?|disc spaces?|interspaces?|segments?)\b", re.IGNORECASE)
"""What may stand beside the name of a joint: 'L4-5 level'."""


def region_of(vertebra: str) -> Region:
    """Return the region a vertebra belongs to.

    >>> region_of("T12")
    'thoracic'
    """
    return _REGION[vertebra_named(vertebra)[0]]


def by_region(vertebrae: Iterable[str]) -> dict[Region, tuple[str, ...]]:
    """Return vertebrae by the region they belong to, regions and bones in the order given.

    >>> by_region(["T12", "L1", "L2"])
    {'thoracic': ('T12',), 'lumbar': ('L1', 'L2')}
    """
    found: dict[Region, tuple[str, ...]] = {}
    for vertebra in vertebrae:
        region = region_of(vertebra)
        found[region] = (*found.get(region, ()), vertebra)
    return found


def vertebra_named(text: str) -> str:
    """Return the vertebra a person means, as this course writes it: 'l4' is 'L4', 'th12' is 'T12'.

    Raises UnknownVertebra with a lesson for names such as 'L6' (a variant, not a vertebra of the code tables) or 'C8' (a nerve).

    >>> vertebra_named(" l4 "), vertebra_named("D12"), vertebra_named("S1")
    ('L4', 'T12', 'S1')
    """
    if not isinstance(text, str):
        raise UnknownVertebra(f"There is no vertebra {shown(text)} in this course; write its name as text, for example 'L4'.")
    return _vertebra_named(text)


@functools.lru_cache(maxsize=4096)
def _vertebra_named(text: str) -> str:
    match = _VERTEBRA.fullmatch(tidy(text))
    if not match or match[1].upper() not in ("C", "T", "TH", "D", "L", "S"):
        raise UnknownVertebra(f"There is no vertebra {shown(text)} in this course. Names run from C1 to S1, for example 'L4'.")
    letter, number = match[1].upper()[0].replace("D", "T"), int(match[2][:4])
    name = f"{letter}{number}"
    if 1 <= number <= _LAST[letter]:
        return name
    raise UnknownVertebra(_lesson_on(letter, number, name))


def _lesson_on(letter: str, number: int, name: str) -> str:
    """Say why there is no vertebra of this letter and number, and what was most likely meant."""
    if number == 0:
        return f"{name} is no vertebra: counting starts at {letter}1. The occiput is written 'O', as in 'O-C1'."
    if name == "C8":
        return (
            "C8 is a nerve root, not a vertebra: eight cervical roots leave above and below seven cervical vertebrae. "
            "Did you mean C7 or T1?"
        )
    if name == "T13":
        return (
            "T13 is a numbering variant (a rib-bearing extra vertebra). "
            "The code tables know T1 to T12: ask which joint of the standard count is meant."
        )
    if name == "L6":
        return (
            "L6 is a lumbosacral transitional vertebra, not a typing error: some people have six lumbar vertebrae. "
            "The code tables know L1 to L5; the lowest mobile joint is coded as L5-S1."
        )
    if letter == "S":
        return f"{name} is part of the sacrum, which is one bone: in this course it counts once, as S1."
    run_together = re.fullmatch(r"([1-9])([1-9])", str(number))
    hint = ""
    if run_together and int(run_together[2]) == int(run_together[1]) + 1 <= _LAST[letter]:
        hint = f" If a dash was lost, write {letter}{run_together[1]}-{letter}{run_together[2]}."
    return f"There is no {name}: the {_REGION[letter]} spine ends at {letter}{_LAST[letter]}.{hint}"


def joint_named(text: str) -> Joint:
    """Return the one joint a person means, in any usual spelling.

    Raises UnknownJoint, with the reason, for a span of several joints, an upside-down name or bones that are no neighbours.

    >>> [joint_named(name) for name in ("L4-5", "l4/l5", "L4–L5", "L5 to S1", "Occ-C1", "SI right", "C7-T1")]
    [L4-L5, L4-L5, L4-L5, L5-S1, O-C1, SI-right, C7-T1]
    """
    joints = joints_in(text)
    if len(joints) == 1:
        return joints[0]
    listed = ", ".join(map(str, joints))
    raise UnknownJoint(
        f"{shown(tidy(text))} is {len(joints)} joints ({listed}), and here one joint is needed: write one entry for each."
    )


def joints_in(construct: str) -> tuple[Joint, ...]:
    """Return the joints a construct such as 'L3-S1' crosses, cranial first.

    Four vertebrae make three joints. ICD-10-PCS counts the joints; ICD-9-CM 81.62-81.64 count the vertebrae.

    >>> joints_in("L3-S1")
    (L3-L4, L4-L5, L5-S1)
    >>> joints_in("T11 to L2")
    (T11-T12, T12-L1, L1-L2)
    >>> joints_in("C5-6-7"), joints_in("L5S1"), joints_in("L4-5 level"), joints_in("SI bilateral")
    ((C5-C6, C6-C7), (L5-S1,), (L4-L5,), (SI-right, SI-left))
    """
    if not isinstance(construct, str):
        raise UnknownJoint(f"{shown(construct)} is no joint; write its name as text, for example 'L4-L5'.")
    return _joints_in(construct)


@functools.lru_cache(maxsize=4096)
def _joints_in(construct: str) -> tuple[Joint, ...]:
    """Return the joints that a text names, cranial first: one, those of a span, or those of a chain of neighbours."""
    known = _BY_NAME.get(construct)
    if known is not None:
        return (known,)
    construct = tidy(construct)
    if pelvic := _pelvic_joints(construct):
        return pelvic
    if _SEVERAL.search(construct):
        raise UnknownJoint(
            f"{shown(construct)} names several at once: write one entry for each joint, for example 'L4-L5'; "
            "vertebrae go into a list, for example [L4, L5]."
        )
    bones = _CALLED.sub(" ", construct).strip()
    ends = [end for end in _DASHES.split(_RUN_TOGETHER.sub(r"\1-\2", bones)) if end]
    if len(ends) == 1:
        bone = _bone(ends[0], "")
        raise UnknownJoint(f"{bone} is one vertebra; a joint needs two neighbours, for example {_neighbourly(bone)}.")
    if len(ends) > 2:
        return _chain(construct, ends)
    if not ends:
        raise UnknownJoint(
            f"{shown(construct)} cannot be read as a joint. Write the upper and the lower vertebra, for example 'L4-L5', "
            "or 'SI right'."
        )
    upper = _bone(ends[0], "")
    lower = _bone(ends[1], upper)
    if upper == lower:
        raise UnknownJoint(
            f"{shown(construct)} names {upper} twice; a joint needs two neighbours, for example {_neighbourly(upper)}."
        )
    if _ORDER[upper] > _ORDER[lower]:
        raise UnknownJoint(f"{shown(construct)} is upside down: the upper vertebra comes first, so write {lower}-{upper}.")
    return _VERTEBRAL_JOINTS[_ORDER[upper] : _ORDER[lower]]


def joints_listed(text: str) -> tuple[Joint, ...]:
    """Return the joints that a text lists, cranial first; none where a part is no joint, one is named twice, or there is no list.

    >>> joints_listed("L5-S1, L3-4"), joints_listed("L4, L5"), joints_listed("L3-L5 and L4-L5")
    ((L3-L4, L5-S1), (), ())
    """
    parts = _SEVERAL.split(tidy(text))
    try:
        found = [joint for part in parts if part.strip() for joint in joints_in(part)]
    except (UnknownJoint, UnknownVertebra):
        return ()
    return tuple(sorted(found)) if len(parts) > 1 and len(set(found)) == len(found) else ()


def _chain(construct: str, ends: list[str]) -> tuple[Joint, ...]:
    """Read three or more neighbours in a row, such as 'C5-6-7'; a gap between them would leave open what was fused."""
    bones = [_bone(ends[0], "")]
    for end in ends[1:]:
        bones.append(_bone(end, bones[-1]))
    if any(_ORDER[lower] - _ORDER[upper] != 1 for upper, lower in itertools.pairwise(bones)):
        raise UnknownJoint(
            f"{shown(construct)} cannot be read as a row of neighbours. Write the upper and the lower vertebra, "
            "for example 'L3-S1'."
        )
    return _VERTEBRAL_JOINTS[_ORDER[bones[0]] : _ORDER[bones[-1]]]


def vertebrae_in(joints: Iterable[Joint]) -> tuple[str, ...]:
    """Return the countable vertebrae that these joints fix to each other, cranial first, each once; text is read as a construct.

    >>> vertebrae_in(joints_in("L4-S1"))
    ('L4', 'L5', 'S1')
    >>> len(vertebrae_in(joints_in("C4-C5") + joints_in("C6-C7")))
    4
    """
    if isinstance(joints, str):
        joints = joints_in(joints)
    return tuple(sorted({bone for joint in joints for bone in joint.vertebrae}, key=_ORDER.__getitem__))


def regions_in(joints: Iterable[Joint]) -> tuple[Region, ...]:
    """Return the regions that these joints touch, cranial first; a junction touches two.

    >>> regions_in(joints_in("T11-L2"))
    ('thoracic', 'lumbar')
    """
    bones = dict.fromkeys(bone for joint in sorted(joints) for bone in (joint.upper, joint.lower) if bone in VERTEBRAE)
    return tuple(dict.fromkeys(region_of(bone) for bone in bones))


def position(bone: str) -> int:
    """Return the place of a bone counted from the occiput, so that bones can be sorted cranial first.

    >>> position("O"), position("C1"), position("S1")
    (0, 1, 25)
    """
    return _ORDER[bone]


_PELVIS = {"pelvis", "ilium", "iliac"}


def _bone(text: str, upper: str) -> str:
    """Read one end of a construct; a bare number belongs to the end above: '5' after 'L4' is L5, '1' after 'L5' is S1."""
    text = text.strip()
    if text.lower() in _ENDS:
        return _ENDS[text.lower()]
    if text.lower() in _PELVIS and upper:
        raise UnknownVertebra(
            f"The pelvis is no vertebra: write {upper}-S1; screws in the ilium go under procedures as kind: instrumentation, "
            "of: iliac screws, and a sacroiliac joint that was fused is an entry of its own, SI-right or SI-left."
        )
    if upper and re.fullmatch("s[2-5]", text.lower()):
        raise UnknownVertebra(f"{text.upper()} is part of the sacrum, which is one bone and counts once: write {upper}-S1.")
    if text.isdecimal() and upper in _ORDER:
        text = _BONES[_ORDER[upper] + 1] if text == "1" and upper in ("C7", "T12", "L5") else upper.strip("0123456789") + text
    return vertebra_named(text)


def _pelvic_joints(text: str) -> tuple[Joint, ...]:
    """Return the sacroiliac joint, or both, or the joint of the coccyx that a text names; () where it names none.

    Which side, or which of the two of the coccyx, has to be said.
    """
    words = re.sub(r"[^a-z]+", " ", text.lower()).split()
    joined = "".join(word for word in words if word != "joint")
    side = {"right": "right", "rt": "right", "r": "right", "left": "left", "lt": "left", "l": "left"}
    sides = {side[word] for word in words if word in side}
    if words and (
        not {"si", "sij", "sijs", "sijoint"}.isdisjoint(words)
        or any(word.startswith(("sacroiliac", "iliosacral")) for word in words)
        or joined.startswith("sacroiliac")
    ):
        if not {"bilateral", "both"}.isdisjoint(words):
            return (_BY_NAME["SI-right"], _BY_NAME["SI-left"])
        if len(sides) != 1:
            raise UnknownJoint(
                f"{shown(text)} needs its side: write 'SI-right' or 'SI-left', or 'SI bilateral' where both were fused alike."
            )
        return (_BY_NAME[f"SI-{sides.pop()}"],)
    if joined == "coccyx":
        raise UnknownJoint(
            "The coccyx has two joints: write 'sacrococcygeal' (with the sacrum) or 'coccygeal' (within the coccyx)."
        )
    return (_BY_NAME[joined],) if joined in ("sacrococcygeal", "coccygeal") else ()


def _neighbourly(bone: str) -> str:
    place = min(_ORDER[bone], len(_VERTEBRAL_JOINTS) - 1)
    return f"'{_VERTEBRAL_JOINTS[place]}'"
