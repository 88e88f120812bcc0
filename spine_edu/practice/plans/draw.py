"""From a number to a plan: which operation, on whom, why, and how well it will be told; how often is said in data/practice/."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.coding import eras
from spine_edu.errors import SpineEduError
from spine_edu.operation import Procedure
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import Ailments, CasePlan, Earlier, Person, Sitting
from spine_edu.practice.plans.tables import Ailment, Method, patients, scenarios, techniques
from spine_edu.practice.plans.unusual import unusual_stage

LARGEST = 10**12
"""Numbers of cases go so far; a longer one nobody reads out to a neighbour."""


@functools.lru_cache(maxsize=512)
def plan_of(number: int) -> CasePlan:
    """Return the plan of the case with a number; the same number gives the same plan for ever.

    >>> plan_of(4711).person.job == plan_of(4711).person.job
    True
    """
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= LARGEST:
        raise SpineEduError(f"{number!r} is no number of a case; give a whole number from 0 on, such as 4711.")
    chance = Chance(number)
    drawing = chance.stream("operation")
    difficulty = drawing.between(1, 5)
    kind = drawing.weighed(scenarios().kinds[difficulty])
    plan = _KINDS[kind](drawing, CasePlan(
        number=number, difficulty=difficulty, kind=kind, discharged=_day(drawing), indication=patients().returns["nonunion"],
        stages=(), procedures=(), earlier=None, person=_NOBODY, stay=Ailments(()), meant=(), meant_by=techniques()["plf"],
    ))  # fmt: skip
    plan = _with_acts(drawing, plan)
    plan = _with_patient(chance.stream("patient"), plan)
    return _with_troubles(chance.stream("telling"), plan)


_NOBODY = Person("", 0, "")


def _day(chance: Chance) -> str:
    """Draw a day of discharge within a fiscal year, and within our tables."""
    year = int(chance.weighed(scenarios().years)[2:])
    first, last = date(year - 1, 10, 1), date(year, 3 if year == 2027 else 9, 30)
    return (first + timedelta(days=chance.below((last - first).days + 1))).isoformat()


# What is done today


def _first(chance: Chance, plan: CasePlan) -> CasePlan:
    """Fuse joints that nobody has touched."""
    return _initial(chance, plan, {one.name: one.weight for one in patients().indications.values()}, frozenset(techniques()))


def _initial(chance: Chance, plan: CasePlan, indications: Mapping[str, int], allowed: frozenset[str]) -> CasePlan:
    """Fuse joints for the first time, for one of some indications, by one of the techniques allowed."""
    met = {name: weight for name, weight in indications.items() if allowed & set(patients().indications[name].techniques)}
    indication = patients().indications[chance.weighed(met)]
    by = {name: weight for name, weight in indication.techniques.items() if name in allowed}
    technique = techniques()[chance.weighed(by)]
    starts = {
        joint: weight
        for joint, weight in technique.starts.items()
        if indication.code_at(joint, plan.discharged) and technique.last.place - joint.place + 1 >= indication.fewest
    }
    joints = _run_from(chance, technique, chance.weighed(starts), indication.fewest)
    return replace(
        plan, indication=indication, stages=_stages(chance, technique, joints, frozenset()), meant=joints, meant_by=technique
    )


def _run_from(chance: Chance, technique: Method, start: Joint, fewest: int = 1) -> tuple[Joint, ...]:
    """Draw how many joints are taken in from one on, no further than the technique goes."""
    room = technique.last.place - start.place + 1
    counts = {count: weight for count, weight in technique.counts.items() if fewest <= count <= room}
    count = chance.weighed(counts) if counts else room  # at the end of where it is done a long fusion has to be shorter
    return JOINTS[start.place : start.place + count]


def _stages(chance: Chance, technique: Method, joints: tuple[Joint, ...], refused: frozenset[Joint]) -> tuple[Sitting, ...]:
    """Draw how a technique is carried out at some joints, and whether another one follows at the same."""
    approach = "open" if refused else chance.weighed(technique.approaches)
    stage = Sitting(
        technique=technique,
        joints=joints,
        refused=refused,
        approach=approach,
        materials=chance.weighed(technique.materials),
        fixation=chance.weighed(technique.fixation),
        extent=chance.weighed(technique.disc) if technique.disc else "",
    )
    if stage.fixation != "none" and any(not joint.vertebrae for joint in joints):
        stage = replace(stage, fixation="none")
    for name, percent in technique.beside.items():
        if approach == "open" and chance.happens(percent):
            second = techniques()[name]
            laid_in = chance.weighed(second.materials)
            return (stage, Sitting(second, joints, refused, "open", laid_in, "screws and rods"))
    return (stage,)


def _earlier(chance: Chance, united: bool, names: frozenset[str] | None = None) -> Earlier:
    """Draw a fusion of years ago that united everywhere, or did not in one joint at least."""
    weights = {name: weight for name, weight in scenarios().earlier.items() if names is None or name in names}
    technique = techniques()[chance.weighed(weights)]
    joints = _run_from(chance, technique, chance.weighed(technique.starts))
    if united:
        still_open: frozenset[Joint] = frozenset()
    elif len(joints) == 1 or any(len(joint.vertebrae) < 2 for joint in joints) or chance.happens(45):
        still_open = frozenset(joints)
    else:
        still_open = frozenset({joints[0] if chance.happens(25) else joints[-1]})  # ends of a long fusion give way first
    return Earlier(
        technique=technique,
        joints=joints,
        open_joints=still_open,
        months=chance.between(9, 110),
        hardware=chance.weighed(scenarios().hardware["union" if united else "nonunion"]),
        bones=tuple(dict.fromkeys(bone for joint in joints for bone in joint.vertebrae)),
    )


def _refusion(chance: Chance, plan: CasePlan, beside: bool = False) -> CasePlan:
    """Fuse again what did not unite; `beside` takes in a neighbour for the first time."""
    earlier = _earlier(chance, united=False)
    refused = tuple(sorted(earlier.open_joints))
    fits = {name: weight for name, weight in earlier.technique.again.items() if set(refused) <= set(techniques()[name].joints)}
    technique = techniques()[chance.weighed(fits)] if fits else earlier.technique
    joints = refused
    if beside:
        around = [joint for joint in _neighbours(earlier.joints) if joint in technique.joints and _touch(joint, refused)]
        joints = tuple(sorted({*refused, chance.pick(around)})) if around else refused
    return replace(
        plan, earlier=earlier, stages=_stages(chance, technique, joints, frozenset(refused)), meant=joints, meant_by=technique
    )


def _mixed(chance: Chance, plan: CasePlan) -> CasePlan:
    return _refusion(chance, plan, beside=True)


def _neighbours(joints: tuple[Joint, ...]) -> list[Joint]:
    """Return the joints above and below some that were fused."""
    places = (joints[0].place - 1, joints[-1].place + 1)
    return [JOINTS[place] for place in places if place >= 0 and JOINTS[place].is_vertebral]


def _touch(joint: Joint, others: tuple[Joint, ...]) -> bool:
    return any(abs(joint.place - other.place) == 1 for other in others)


def _adjacent(chance: Chance, plan: CasePlan) -> CasePlan:
    """Fuse the neighbour of a fusion that has united."""
    wanted = frozenset(("acdf", "pcf", "plf", "tlif", "plif"))
    while True:
        earlier = _earlier(chance, united=True, names=wanted)
        found = [
            (joint, indication, name)
            for joint in _neighbours(earlier.joints)
            for indication in patients().indications.values()
            if indication.fewest == 1 and indication.code_at(joint, plan.discharged)
            for name in indication.techniques
            if name in wanted and joint in techniques()[name].joints
        ]
        if found:
            break
    joint, indication, name = chance.pick(found)
    technique = techniques()[name]
    stages = tuple(replace(stage, approach="open") for stage in _stages(chance, technique, (joint,), frozenset()))
    return replace(plan, earlier=earlier, indication=indication, stages=stages, meant=(joint,), meant_by=technique)


def _removal(chance: Chance, plan: CasePlan) -> CasePlan:
    """Take out the hardware of a fusion that has united; nothing is fused."""
    earlier = replace(_earlier(chance, united=True, names=frozenset(("pcf", "plf", "thoracic", "tlif"))), hardware="painful")
    return replace(
        plan, earlier=earlier, indication=patients().returns["painful hardware"], meant=earlier.joints, meant_by=earlier.technique
    )


def _exploration(chance: Chance, plan: CasePlan) -> CasePlan:
    """Look for a pseudarthrosis and find none; nothing is fused."""
    earlier = replace(_earlier(chance, united=True, names=frozenset(("pcf", "plf", "thoracic"))), hardware="firm")
    cause = patients().returns["pain without a cause"]
    return replace(plan, earlier=earlier, indication=cause, meant=earlier.joints, meant_by=earlier.technique)


def _staged(chance: Chance, plan: CasePlan) -> CasePlan:
    """Fuse from the front or the side; what is to come from behind belongs to another stay."""
    by = frozenset(("alif", "llif"))
    plan = _initial(chance, plan, {"slip": 3, "worn disc": 3, "claudication": 1}, by)
    return replace(plan, stages=plan.stages[:1])


def _aborted(chance: Chance, plan: CasePlan) -> CasePlan:
    """Set out to fuse, and stop: after the nerves were freed, or before anything was done."""
    plan = _initial(chance, plan, {"claudication": 3, "slip": 2, "clumsy hands": 3}, frozenset(("plf", "pcf")))
    return replace(plan, stages=(), given_up=chance.weighed({"after decompression": 3, "before anything": 2}))


def _unusual(chance: Chance, plan: CasePlan) -> CasePlan:
    """Take a fusion code that is valid on the day, and do what it says."""
    day = plan.discharged if plan.discharged > "2015-09-30" else "2026-11-20"
    stage = unusual_stage(chance, day)
    tumor = patients().indications["tumor"]
    return replace(plan, discharged=day, indication=tumor, stages=(stage,), meant=stage.joints, meant_by=stage.technique)


_KINDS: Mapping[str, Callable[[Chance, CasePlan], CasePlan]] = {
    "first": _first,
    "refusion": _refusion,
    "mixed": _mixed,
    "adjacent": _adjacent,
    "removal": _removal,
    "exploration": _exploration,
    "staged": _staged,
    "aborted": _aborted,
    "unusual": _unusual,
}


# What is done beside it


def _with_acts(chance: Chance, plan: CasePlan) -> CasePlan:
    """Add what is done beside the fusion, in the order in which it is done."""
    acts: list[Procedure] = []
    if plan.earlier is not None:
        acts += _acts_on_old_hardware(plan, plan.earlier)
    for stage in plan.stages:
        if stage.extent:
            acts += [Procedure("discectomy", joint=joint, extent=stage.extent, approach=stage.approach) for joint in stage.joints]
    freed = _freed(plan)
    if freed and (plan.given_up == "after decompression" or chance.happens(75)):
        acts.append(freed)
        if plan.difficulty >= 3 and chance.happens(10):
            acts.append(Procedure("dural repair", of="suture", approach="open"))
    if plan.given_up == "before anything":
        acts = [Procedure("exploration", joint=plan.meant[0], approach="open")]
    if any("harvested autograft" in stage.materials for stage in plan.stages):
        acts.append(Procedure("harvest", source="iliac crest", side=chance.pick(("left", "right")), approach="open"))
    if any("bone marrow aspirate" in stage.materials for stage in plan.stages):
        acts.append(
            Procedure("harvest", source="iliac bone marrow", side=chance.pick(("left", "right")), approach="percutaneous")
        )
    for stage in plan.stages:
        if stage.fixation != "none":
            through = "open" if stage.approach == "open" else "percutaneous"
            acts.append(Procedure("instrumentation", of=stage.fixation, vertebrae=stage.bones, approach=through))
    if plan.difficulty >= 2 and plan.meant[0].region != "lumbar" and chance.happens(60):
        acts.append(Procedure("monitoring"))
    return replace(plan, procedures=tuple(dict.fromkeys(acts)))


def _acts_on_old_hardware(plan: CasePlan, earlier: Earlier) -> list[Procedure]:
    """Take old hardware out where today's way leads to it; look at a fusion where that is why the patient came."""
    acts: list[Procedure] = []
    if plan.kind == "exploration":
        return [Procedure("exploration", joint=joint, approach="open") for joint in earlier.joints]
    if earlier.way_to_hardware in ({stage.technique.way for stage in plan.stages} or {earlier.way_to_hardware}):
        acts.append(Procedure("removal", of=earlier.of, vertebrae=earlier.bones, approach="open"))
    if plan.kind == "removal":
        acts += [Procedure("exploration", joint=joint, approach="open") for joint in earlier.joints]
    for stage in plan.stages:
        if earlier.caged and stage.technique.column == "anterior":
            acts += [
                Procedure("removal", of="interbody device", joint=joint, approach="open")
                for joint in stage.joints
                if joint in earlier.joints
            ]
    return acts


_PRESSED = {
    "claudication": "nerve root",
    "slip": "nerve root",
    "clumsy hands": "spinal cord",
    "cord of the chest": "spinal cord",
    "tumor": "spinal cord",
}
"""What an indication wants freed, where the back of the spine is open."""


def _freed(plan: CasePlan) -> Procedure | None:
    """Return the decompression that is an aim of its own; None where there is none, or no lamina was reached."""
    of = _PRESSED.get(plan.indication.name)
    behind = plan.meant_by.column == "posterior" and plan.kind != "unusual"
    if of is None or not behind or plan.kind in ("removal", "exploration"):
        return None
    return Procedure("decompression", of=of, region=plan.meant[0].region, own_objective=True, approach="open")


# Who it is


def _with_patient(chance: Chance, plan: CasePlan) -> CasePlan:
    """Draw a person whom the indication may befall, and the diagnoses of the stay."""
    youngest, oldest = plan.indication.ages
    person = Person(chance.pick(patients().jobs), chance.between(max(youngest, 20), oldest), chance.pick(("he", "she")))
    reasons = _reasons(plan)
    implants = tuple(
        patients().hardware[plan.earlier.hardware]
        for _ in (1,)
        if plan.earlier and plan.kind in ("refusion", "mixed") and plan.earlier.hardware in patients().hardware
    )
    known = {diagnosis.code for diagnosis in (*reasons, *implants)}
    illnesses = _drawn(chance, patients().comorbidities, (0, 1, 2, 3, 4)[plan.difficulty - 1], person, known)
    goes_wrong = plan.difficulty >= 3 and not plan.given_up and chance.happens(45)
    mishaps = _drawn(chance, patients().complications, 1, person, known) if goes_wrong else ()
    if any(act.kind == "dural repair" for act in plan.procedures):
        mishaps = (*mishaps, patients().dural_tear)
    if plan.given_up:
        mishaps = (*mishaps, patients().given_up)
    known |= {diagnosis.code for diagnosis in (*illnesses, *mishaps)}
    named = [
        one for one in patients().left_out if plan.meant[0] in one.joints and one.code not in known and _silent_of(one, known)
    ]
    left_out = tuple(chance.shuffled(named)[: max(0, plan.difficulty - 2)])
    left_out = tuple({one.code: one for one in left_out}.values())
    return replace(plan, person=person, stay=Ailments(reasons, illnesses, mishaps, left_out, implants))


def _silent_of(diagnosis: Ailment, known: set[str]) -> bool:
    """Whether what is named and left out says nothing against what is reported: no 'no tear' beside a tear that was sewn."""
    return not (diagnosis.code == "C79.51" and any(code.startswith("C79") for code in known))


def _reasons(plan: CasePlan) -> tuple[Ailment, ...]:
    """Return the diagnoses for which the patient came, each joint's own where the code tells joints apart."""
    found = (plan.indication.code_at(joint, plan.discharged) for joint in plan.meant)
    return tuple({diagnosis.code: diagnosis for diagnosis in found if diagnosis}.values())


def _drawn(chance: Chance, of: tuple[Ailment, ...], most: int, person: Person, known: set[str]) -> tuple[Ailment, ...]:
    """Draw some diagnoses, at most so many, none that says what another one says."""
    found: list[Ailment] = []
    for _ in range(most):
        fits = {
            n: one.weight
            for n, one in enumerate(of)
            if person.age >= one.from_age
            and one not in found
            and one.code not in known
            and not any(one.code in other.not_with or other.code in one.not_with for other in found)
        }
        found.append(of[chance.weighed(fits)])
    return tuple(found)


# How it is told


def _with_troubles(chance: Chance, plan: CasePlan) -> CasePlan:
    """Draw what the note leaves out, and what else is wrong with it."""
    percents = scenarios().troubles[plan.difficulty]
    if plan.stages and plan.kind not in ("unusual", "staged") and chance.happens(percents["gap"]):
        open_to = {gap: weight for gap, weight in scenarios().gaps.items() if _can_be_left_out(plan, gap)}
        if open_to:
            plan = replace(plan, gap=chance.weighed(open_to))
    troubles = frozenset(name for name in ("lost word", "heard wrong", "heading") if chance.happens(percents[name]))
    return replace(plan, troubles=troubles if plan.stages else troubles - {"heading"})


def _can_be_left_out(plan: CasePlan, gap: str) -> bool:
    """Whether a note can be silent of it without telling it by another sentence."""
    one, *more = plan.stages
    if gap == "graft":
        whose = {"harvested autograft", "machined bone dowel", "bone marrow aspirate", "rhBMP"}  # tell whose bone, or are enough
        return plan.discharged > eras.LAST_ICD9_DAY and not more and not whose & one.materials
    if gap == "column":
        return not more and one.from_behind and not one.cages and one.technique.way == "back of the loin"
    if gap == "status":
        return plan.kind == "first"
    return (
        plan.kind == "first"
        and not more
        and one.technique.name in ("plf", "pcf")
        and len({joint.region for joint in one.joints}) == 1
        and not any(joint.is_junction for joint in one.joints)
    )
