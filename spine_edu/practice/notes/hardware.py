"""Hardware in words: what becomes of the old, how the old fusion is found, and what holds the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spine_edu.anatomy import region_of
from spine_edu.operation import Procedure
from spine_edu.practice.notes.note import Decided, NoteSentence
from spine_edu.practice.notes.pen import Pen
from spine_edu.practice.notes.words import ends_of
from spine_edu.practice.plans.plan import Sitting
from spine_edu.text.lists import listed


def old_hardware(pen: Pen, way: str, last: bool) -> list[NoteSentence]:
    """Write what becomes of old hardware and how the old fusion is found; what cannot be reached is told of `last`."""
    plan = pen.plan
    if plan.earlier is None:
        return []
    said = []
    here = way == plan.earlier.technique.way
    at_hardware = way == plan.earlier.way_to_hardware
    for act in plan.procedures:
        if act.kind != "removal" or not act.of or act.of == "interbody device":
            continue
        if at_hardware:
            said.append(pen.say("taken out", act.of, about={"removal": Decided("removal", acts=(act,))}))
    cages = tuple(act for act in plan.procedures if act.kind == "removal" and act.of == "interbody device")
    if cages and way == plan.stages[0].technique.way:
        said.append(pen.say("taken out", "interbody device", about={"removal": Decided("removal", acts=cages)}))
    if last and not any(act.kind == "removal" and act.of != "interbody device" for act in plan.procedures):
        said.append(pen.say("left in", plan.earlier.of))
    if last and plan.earlier.caged and not cages:
        said.append(pen.say("left in", "interbody device"))
    refused = tuple(joint for joint in plan.joints if joint in plan.earlier.open_joints)
    first = bool(plan.stages) and way == plan.stages[0].technique.way
    if refused and (here or first):
        everything = tuple(range(len(plan.stages)))
        place = "seen" if here else "from another side"
        said.append(pen.say("open joint", place, about={"status": Decided("status", "refusion", refused, everything)}))
    if here and pen.slots["kept"]:
        said.append(pen.say("solid joint"))
    return said


def screws_set(pen: Pen, stage: Sitting) -> list[NoteSentence]:
    """Write where screws went in, from the skull down, each kind of bone with its own kind of screw."""
    bones = stage.bones
    neck = [bone for bone in bones if bone[0] == "C" and bone not in ("C1", "C2")]
    said = []
    if any(joint.upper == "O" for joint in stage.joints):
        said.append(pen.say("screws", "skull"))
    said += [pen.say("screws", name) for name, bone in (("atlas", "C1"), ("axis", "C2")) if bone in bones]
    if neck:
        said.append(pen.say("screws", "neck", words={"neckbones": listed(neck)}))
    below = [bone for bone in bones if bone[0] != "C"]
    if below:
        said.append(pen.say("screws", "pedicle", words={"pediclebones": listed(below)}))
    return said


_LENGTHS: Mapping[str, tuple[int, int]] = {
    "C1": (28, 34), "C2": (16, 24), "cervical": (12, 18), "thoracic": (30, 45), "lumbar": (40, 55), "sacral": (35, 50),
}  # fmt: skip
"""How long screws from behind are in mm, the shortest and the longest, by bone or by its region."""
_PLATED: Mapping[str, tuple[int, int]] = {
    "front of the neck": (12, 18), "front of the belly": (24, 30), "through the chest": (30, 45),
}  # fmt: skip
"""The same of screws through a plate, by the way in; through one on the flank they cross the body."""


def screws_of(stage: Sitting) -> dict[tuple[int, int], int]:
    """Count the screws of a stage, two in each bone, by the least and the greatest length in mm that they may have."""
    plated = _PLATED.get(stage.technique.way, _LENGTHS["lumbar"])
    counted: Counter[tuple[int, int]] = Counter()
    for bone in stage.bones:
        behind = _LENGTHS.get(bone) or _LENGTHS[region_of(bone)]
        counted[plated if stage.fixation == "plate" else behind] += 2
    return dict(counted)


def joints_held(pen: Pen, stages: list[Sitting]) -> list[NoteSentence]:
    """Write what holds the joints, once for each thing and row of bones."""
    said: list[NoteSentence] = []
    done: set[Procedure] = set()
    for stage in stages:
        acts = tuple(
            act
            for act in pen.plan.procedures
            if act.kind == "instrumentation" and act.of == stage.fixation and act.vertebrae == stage.bones and act not in done
        )
        if not acts or pen.plan.gap == "level":
            continue
        done |= set(acts)
        place = "plate" if stage.fixation == "plate" else "thin rods" if stage.bones[0][0] == "C" else "rods"
        about = {"instrumentation": Decided("instrumentation", acts=acts)}
        words = {"bones": listed(stage.bones), "ends": ends_of(stage.bones), "holes": str(2 * len(stage.bones))}
        said.append(pen.say(place, about=about, words=words))
    return said
