"""The keys of practice notes beside what a coder says who reads them: roots, regions, discs, and what no key has."""

import re

import pytest

from spine_edu.coding.doubts import regions_named
from spine_edu.practice.case import practice_case
from spine_edu.practice.plans.draw import plan_of
from spine_edu.practice.plans.tables import patients
from tests.practice.test_phrases import ALL

MEETING = ("C7-T1", "T12-L1", "L5-S1")
FREED_AT = {
    ("L5-S1", "exiting"): "01NB0ZZ",
    ("L5-S1", "traversing"): "01NR0ZZ",
    ("T12-L1", "exiting"): "01N80ZZ",
    ("C7-T1", "exiting"): "01N10ZZ",
}
CODED_ELSEWHERE = r"navigat|red cells|transfused|cell saver|ventilator|reintubated|arterial line|stimulation of the screws"


@pytest.fixture(scope="module")
def plans():
    return [plan_of(number) for number in range(3000)]


def roots_freed(plan):
    return [act for act in plan.procedures if act.kind == "decompression" and act.of != "spinal cord"]


@pytest.mark.thorough
def test_the_root_that_is_freed_where_two_regions_meet_is_coded_to_its_own_region(plans):
    met = set()
    for plan in plans:
        alone = plan.meant[0].name if len(plan.meant) == 1 else ""
        for act in roots_freed(plan) if alone in MEETING else ():
            found = practice_case(plan.number)
            which = "exiting" if act.of.startswith("exiting") else "traversing"
            met.add((alone, which))
            assert FREED_AT.get((alone, which), "01NB0ZZ") in {code.code for code in found.answer.pcs_companion} or (
                plan.discharged <= "2015-09-30"
            )
            (phrase,) = {phrase for _, phrase in found.note.facts("decompression")}
            assert f"{which} root" in phrase
    assert met >= {("L5-S1", "exiting"), ("L5-S1", "traversing")}


@pytest.mark.thorough
def test_of_several_joints_with_a_border_among_them_no_traversing_roots_are_told(plans):
    several = [plan for plan in plans if len(plan.meant) > 1 and any(joint.name in MEETING for joint in plan.meant)]
    told = [plan for plan in several if roots_freed(plan)]
    assert len(told) > 5
    for plan in told:
        assert {act.region for act in roots_freed(plan)} == {joint.region for joint in plan.meant}
        assert all("traversing" not in phrase for _, phrase in practice_case(plan.number).note.facts("decompression"))


@pytest.mark.parametrize("name", patients().indications)
def test_a_diagnosis_where_two_regions_meet_names_both(name):
    for diagnosis in patients().indications[name].codes:
        for joint in diagnosis.joints:
            named = regions_named(diagnosis.code)
            if named and joint.name in MEETING:
                assert len(named) == 2, (diagnosis.code, joint)


def test_sleep_apnea_that_is_keyed_as_obstructive_is_told_so():
    (apnea,) = [one for one in patients().comorbidities if one.code == "G47.33"]
    assert all("obstructive" in told for told in apnea.told)


@pytest.mark.thorough
def test_a_mixed_case_has_a_joint_of_each_kind(plans):
    mixed = [plan for plan in plans if plan.kind == "mixed"]
    assert len(mixed) > 200
    for plan in mixed:
        assert {fusion.status for fusion in plan.truth.fusions} == {"initial", "refusion"}, plan.number


@pytest.mark.thorough
def test_every_disc_that_is_keyed_is_told():
    for found in map(practice_case, range(300)):
        for decided, phrase in found.note.facts("discectomy"):
            assert not decided.acts or re.search(r"\bdis[ck]|\bemptied", phrase, re.IGNORECASE), (found.number, phrase)


def test_nothing_that_another_table_codes_is_told_in_passing():
    assert not [text for _, text in ALL if re.search(CODED_ELSEWHERE, text)]
