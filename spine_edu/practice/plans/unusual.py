"""Operations that hardly anybody does, drawn backwards from the tables: every fusion code of a day that can be done."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.coding.pcs.tables import body_part as start_of
from spine_edu.coding.pcs.tables import body_part_group, is_valid, plain_start, validity
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import Sitting
from spine_edu.practice.plans.tables import Method

_LAID_IN: Mapping[str, frozenset[str]] = {
    "7": frozenset({"local autograft"}),
    "A": frozenset({"interbody cage", "allograft"}),
    "J": frozenset({"synthetic substitute"}),
    "K": frozenset({"allograft"}),
    "E": frozenset({"custom-made interbody device", "allograft"}),
    "Z": frozenset(),
}
_LAID_IN_BY_TITLE: Mapping[str, frozenset[str]] = {
    "custom": frozenset({"custom-made interbody device", "allograft"}),
    "facet": frozenset({"paired titanium facet cages", "allograft"}),
    "radiolucent": frozenset({"radiolucent porous interbody device", "allograft"}),
    "nanotextured": frozenset({"nanotextured interbody device", "allograft"}),
}
_APPROACHES = {"0": "open", "3": "percutaneous", "4": "percutaneous endoscopic"}
_WAYS = {"0": ("anterior", "anterior"), "1": ("posterior", "posterior"), "J": ("anterior", "posterior")}


def unusual_stage(chance: Chance, day: str) -> Sitting:
    """Draw a stage that is coded with one vertebral fusion code of a day, each as likely that somebody might do."""
    return stage_of(chance.pick(codes_done(day)), chance)


@functools.lru_cache(maxsize=64)
def codes_done(day: str) -> tuple[str, ...]:
    """Return the vertebral fusion codes of a day that an operation can have which somebody does.

    >>> any(code.startswith("0RG73") for code in codes_done("2026-11-20"))
    False
    """
    return tuple(code for code in vertebral_codes(day) if _somebody_does(code))


def _somebody_does(code: str) -> bool:
    """Whether it is not a table's whim: through the skin the loin is fused from behind, and facets of the neck take cages."""
    if code[0] == "X":
        return code[4] == "0" or (code[4] == "3" and code[6] == "B")
    if code[4] == "0":
        return code[:4] != "0RG8" or code[6] == "1"  # nobody clears eight discs of the chest in one session
    return code[:2] == "0S" and code[5:] in ("AJ", "J1", "K1")


@functools.lru_cache(maxsize=64)
def vertebral_codes(day: str) -> tuple[str, ...]:
    """Return every code that fuses vertebrae and is valid on a day, in order.

    >>> len(vertebral_codes("2026-11-20"))
    400
    """
    starts = {code[:4] for code in validity() if _joints_of(code)}
    return tuple(sorted(code for code in validity() if code[:4] in starts and code[2] == "G" and is_valid(code, day)))


@functools.cache
def _joints_of(code: str) -> tuple[Joint, ...]:
    """Return the joints, as many as can be, that are fused together by codes that begin like this one; () where there are
    none.
    """
    if code[:3] not in ("0RG", "0SG", "XRG"):
        return ()
    start = plain_start(code) if code[0] == "X" else code[:4]
    alone = [joint for joint in JOINTS if joint.is_vertebral and start_of(joint) == start]
    if alone:
        return tuple(alone)
    many = 8 if start == "0RG8" else 2
    joints = [joint for joint in JOINTS if joint.is_vertebral and start_of(joint, many) == start]
    return tuple(joint for joint in joints if body_part_group(joint) != joint.name)


def stage_of(code: str, chance: Chance) -> Sitting:
    """Return a stage that is coded with this code."""
    joints = _joints_of(code)
    start = plain_start(code) if code[0] == "X" else code[:4]
    if start_of(joints[0]) == start:
        joints = (chance.pick(joints),)
    else:
        count = 8 if start == "0RG8" else 2
        first = chance.below(len(joints) - count + 1)
        joints = joints[first : first + count]
    materials = _laid_in(code)
    column, direction = (
        ("posterior", "posterior") if "paired titanium facet cages" in materials else _WAYS.get(code[6], ("anterior", "anterior"))
    )
    stage = Sitting(
        technique=_technique(column, direction, joints),
        joints=joints,
        refused=frozenset(),
        approach=_APPROACHES[code[4]],
        materials=materials,
        fixation="none",
        extent=("partial" if direction == "posterior" else "total")
        if column == "anterior" and all(joint.has_disc for joint in joints)
        else "",
    )
    held = "screws and rods" if direction == "posterior" else "plate"
    return replace(stage, fixation=held) if len(stage.bones) > 1 else stage


def _laid_in(code: str) -> frozenset[str]:
    if code[0] != "X":
        return _LAID_IN[code[5]]
    from spine_edu.coding.pcs.tables import titles

    title = titles()[code].lower()
    return next(materials for word, materials in _LAID_IN_BY_TITLE.items() if word in title)


def _technique(column: str, direction: str, joints: tuple[Joint, ...]) -> Method:
    """Return a technique without a name of its own, by its way into that region."""
    region = joints[0].region
    ways = {
        ("cervical", True): "back of the neck", ("cervical", False): "front of the neck",
        ("thoracic", True): "back of the chest", ("thoracic", False): "through the chest",
        ("lumbar", True): "back of the loin", ("lumbar", False): "front of the belly",
    }  # fmt: skip
    title = f"fusion of the {column} column from {'behind' if direction == 'posterior' else 'the front'}"
    return Method(
        name="unusual",
        title=title,
        column=column,
        direction=direction,
        way=ways[region, direction == "posterior"],
        starts={joints[0]: 1},
        last=joints[-1],
        counts={len(joints): 1},
    )
