"""What no practice case may be: each rule is a sentence and a test, and holds for every number (tests/practice/)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spine_edu.anatomy import Joint
from spine_edu.practice.plans.acts import NERVES_BRING_THEM
from spine_edu.practice.plans.plan import CasePlan, Sitting
from spine_edu.practice.plans.tables import techniques
from spine_edu.vocabulary import GRAFT, INTERBODY


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A sentence on what is plausible, and whether a plan keeps it; `unusual` plans, drawn from the tables, are let off some."""

    says: str
    keeps: Callable[[CasePlan], bool]
    of_unusual: bool = True

    def broken_by(self, plan: CasePlan) -> bool:
        return (self.of_unusual or plan.kind != "unusual") and not self.keeps(plan)


def broken_by(plan: CasePlan) -> tuple[str, ...]:
    """Return what is not plausible in a plan, a sentence each."""
    return tuple(rule.says for rule in RULES if rule.broken_by(plan))


def screw_of(bone: str) -> str:
    """Return what kind of screw a bone gets in a practice case.

    >>> [screw_of(bone) for bone in ("C1", "C2", "C5", "T1", "S1")]
    ['lateral mass', 'pars', 'lateral mass', 'pedicle', 'pedicle']
    """
    if bone == "C2":
        return "pars"
    return "lateral mass" if bone[0] == "C" else "pedicle"


def _each(test: Callable[[Sitting, Joint], bool]) -> Callable[[CasePlan], bool]:
    return lambda plan: all(test(stage, joint) for stage in plan.stages for joint in stage.joints)


def _held(plan: CasePlan) -> Iterator[tuple[str, str]]:
    """Yield each bone that is held today, with what holds it."""
    for act in plan.procedures:
        if act.kind == "instrumentation":
            yield from ((bone, act.of or "") for bone in act.vertebrae)


def _room_for_screws(plan: CasePlan) -> bool:
    """Whether no bone gets screws behind where others are still in."""
    earlier = plan.earlier
    if (
        earlier is None
        or earlier.of != "screws and rods"
        or any(act.kind == "removal" and act.of == earlier.of for act in plan.procedures)
    ):
        return True
    behind = earlier.way_to_hardware
    return not any(
        stage.technique.way == behind and set(stage.bones) & set(earlier.bones) and stage.fixation != "none"
        for stage in plan.stages
    )


RULES = (
    Plausibility(
        "No cage comes in from the side at L5-S1: the iliac crest stands in the way.",
        _each(lambda stage, joint: not (stage.technique.direction == "lateral" and joint.name == "L5-S1")),
    ),
    Plausibility(
        "No pedicle screw goes into C3 to C6.",
        lambda plan: not any(screw_of(bone) == "pedicle" and bone in ("C3", "C4", "C5", "C6") for bone, _ in _held(plan)),
    ),
    Plausibility(
        "Column and direction are those of the technique, and a technique stays where it is done.",
        _each(lambda stage, joint: stage.technique.name not in techniques() or joint in stage.technique.joints),
    ),
    Plausibility(
        "The posterior column is fused from behind alone.",
        _each(lambda stage, joint: stage.technique.column == "anterior" or stage.from_behind),
    ),
    Plausibility(
        "What is made to stand between two bodies stands in the anterior column.",
        _each(lambda stage, joint: stage.technique.column == "anterior" or not stage.materials & INTERBODY),
    ),
    Plausibility(
        "A cage needs a disc space.",
        _each(lambda stage, joint: joint.has_disc or not stage.materials & INTERBODY),
        of_unusual=False,
    ),
    Plausibility(
        "Something is laid in that bone grows through or around.",
        _each(lambda stage, joint: bool(stage.materials & (GRAFT | {"machined bone dowel", "rhBMP"}))),
        of_unusual=False,
    ),
    Plausibility(
        "A plate lies in front, rods lie behind, and both hold two bones at least.",
        lambda plan: all(
            len(act.vertebrae) >= 2
            and any(act.vertebrae == stage.bones and (act.of == "plate") != stage.from_behind for stage in plan.stages)
            for act in plan.procedures
            if act.kind == "instrumentation"
        ),
    ),
    Plausibility("New screws find no old ones in their way.", _room_for_screws),
    Plausibility(
        "A joint is refused only where it was fused before and did not unite.",
        lambda plan: all(plan.earlier and joint in plan.earlier.open_joints for stage in plan.stages for joint in stage.refused),
    ),
    Plausibility(
        "A joint that was fused before is not fused for the first time.",
        lambda plan: (
            not any(
                plan.earlier and joint in plan.earlier.joints and joint not in stage.refused
                for stage in plan.stages
                for joint in stage.joints
            )
        ),
    ),
    Plausibility(
        "Ages fit what brings the patient.",
        lambda plan: max(20, plan.indication.ages[0]) <= plan.person.age <= plan.indication.ages[1],
    ),
    Plausibility(
        "Illnesses fit the age, and none says what another one says.",
        lambda plan: all(
            plan.person.age >= one.from_age and not any(other.code in one.not_with for other in plan.stay.comorbidities)
            for one in plan.stay.comorbidities
        ),
    ),
    Plausibility(
        "The reason is a diagnosis of that day and of those joints.",
        lambda plan: (
            bool(plan.stay.reasons)
            and all(any(one.fits(joint, plan.discharged) for joint in plan.meant) for one in plan.stay.reasons)
        ),
    ),
    Plausibility(
        "No diagnosis stands twice, and none that is reported is left out as well.",
        lambda plan: (
            _once((plan.stay.reasons[0].code, *plan.stay.secondary))
            and not {one.code for one in plan.stay.left_out} & {plan.stay.reasons[0].code, *plan.stay.secondary}
        ),
    ),
    Plausibility(
        "Own bone of another site was taken from somewhere, and is told.",
        lambda plan: (
            any("harvested autograft" in stage.materials for stage in plan.stages)
            == any(act.kind == "harvest" and act.source == "iliac crest" for act in plan.procedures)
        ),
    ),
    Plausibility(
        "Joints that are fused together lie in a row.",
        lambda plan: all(
            a.place + 1 == b.place for stage in plan.stages for a, b in zip(stage.joints, stage.joints[1:], strict=False)
        ),
    ),
    Plausibility(
        "Through the skin the loin is fused from behind, with bone or a cage; else only a neck, with facet cages.",
        _each(
            lambda stage, joint: (
                stage.approach == "open"
                or (
                    joint.region == "lumbar"
                    and stage.from_behind
                    and (stage.technique.column == "posterior" or bool(stage.cages))
                )
                or "paired titanium facet cages" in stage.materials
            )
        ),
    ),
    Plausibility(
        "A spine with a metastasis is held, and the cord is freed.",
        lambda plan: (
            plan.indication.name != "tumor"
            or not plan.stages
            or (all(stage.fixation != "none" for stage in plan.stages) and _frees(plan))
        ),
    ),
    Plausibility(
        "Nerves that bring a patient are freed, or relieved by the height of what stands between two bodies.",
        lambda plan: (
            plan.indication.name not in NERVES_BRING_THEM
            or not plan.stages
            or _frees(plan)
            or all(stage.technique.column == "anterior" for stage in plan.stages)
        ),
    ),
    Plausibility(
        "No bone that may hold a metastasis is laid in.",
        lambda plan: not any(stage.materials & plan.indication.spared for stage in plan.stages),
    ),
    Plausibility(
        "A curve is bent under evoked potentials.",
        lambda plan: not plan.stages or plan.indication.fewest == 1 or any(act.kind == "monitoring" for act in plan.procedures),
    ),
    Plausibility(
        "A disc that is gone is not taken out.",
        lambda plan: not any(act.kind == "discectomy" and act.joint and plan.disc_gone(act.joint) for act in plan.procedures),
    ),
    Plausibility(
        "A curve is not treated by one joint.", lambda plan: not plan.stages or len(plan.joints) >= plan.indication.fewest
    ),
)


def _frees(plan: CasePlan) -> bool:
    return any(act.kind == "decompression" for act in plan.procedures)


def _once(codes: tuple[str, ...]) -> bool:
    return len(set(codes)) == len(codes)
