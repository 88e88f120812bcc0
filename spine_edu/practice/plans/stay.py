"""Who the patient is, and the diagnoses of the stay: why, what else, what went wrong, and what is named and not reported."""

from __future__ import annotations

from dataclasses import replace

from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.plan import Ailments, CasePlan, Person
from spine_edu.practice.plans.tables import Ailment, patients


def with_patient(chance: Chance, plan: CasePlan) -> CasePlan:
    """Draw a person whom the indication may befall, and the diagnoses of the stay."""
    youngest, oldest = plan.indication.ages
    person = Person(chance.pick(patients().jobs), chance.between(max(youngest, 20), oldest), chance.pick(("he", "she")))
    reasons = _reasons(plan)
    implants = _implants(plan)
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
    left_out = tuple({one.code: one for one in left_out if _could_be_seen(one, plan)}.values())
    return replace(plan, person=person, stay=Ailments(reasons, illnesses, mishaps, left_out, implants))


def _silent_of(diagnosis: Ailment, known: set[str]) -> bool:
    """Whether what is named and left out says nothing against what is reported: no 'no tear' beside a tear that was sewn."""
    return not (diagnosis.code == "C79.51" and any(code.startswith("C79") for code in known))


def _could_be_seen(diagnosis: Ailment, plan: CasePlan) -> bool:
    """Whether a note can speak of it: of the dura only where the canal was opened, and the operation came to its end."""
    return diagnosis.code != patients().dural_tear.code or (plan.canal_opened and not plan.given_up)


def _reasons(plan: CasePlan) -> tuple[Ailment, ...]:
    """Return the diagnoses for which the patient came, each joint's own where the code tells joints apart."""
    found = (plan.indication.code_at(joint, plan.discharged) for joint in plan.meant)
    return tuple({diagnosis.code: diagnosis for diagnosis in found if diagnosis}.values())


def _implants(plan: CasePlan) -> tuple[Ailment, ...]:
    """Return the diagnosis of old hardware that is found loose or broken where it did not unite; none where it is firm."""
    if plan.earlier is None or plan.kind not in ("refusion", "mixed"):
        return ()
    found = patients().hardware.get(plan.earlier.hardware)
    return (found,) if found else ()


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
