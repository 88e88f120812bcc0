"""Practice cases by number: plausible, told word for word, and coded as their notes tell them."""

import functools
import hashlib
import itertools
import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.anatomy import joint_named
from spine_edu.coding.doubts import doubts
from spine_edu.coding.engine import codes_for
from spine_edu.coding.feedback.diagnose import diagnose
from spine_edu.coding.pcs.tables import is_valid
from spine_edu.errors import SpineEduError
from spine_edu.figures.levelmap.levelmap import hardware_of, levelmap
from spine_edu.figures.operative_note import note_page
from spine_edu.operation import Operation
from spine_edu.practice.case import practice_case
from spine_edu.practice.chance import Chance
from spine_edu.practice.plans.draw import LARGEST, plan_of
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.practice.plans.plausible import RULES, broken_by
from spine_edu.practice.plans.tables import scenarios, techniques
from spine_edu.practice.plans.unusual import stage_of, vertebral_codes
from tests.practice.reading import operation_told_by, unsaid

numbers = st.integers(0, LARGEST)
SOME = range(150)


@functools.cache
def plans() -> tuple[CasePlan, ...]:
    return tuple(map(plan_of, range(2000)))


@given(numbers)
def test_a_note_read_again_by_its_evidence_is_the_operation_that_was_coded(number):
    found = practice_case(number)
    told = operation_told_by(found.note, found.plan.discharged)
    operation = found.case.operation
    assert set(told.fusions) == set(operation.fusions)
    assert set(told.procedures) == set(operation.procedures)
    assert told.unplaced == operation.unplaced
    assert codes_for(told).codes == tuple(code for code in found.answer.codes)


@given(numbers)
def test_the_words_of_the_evidence_say_what_it_decides(number):
    assert not unsaid(practice_case(number).note)


@given(numbers)
def test_a_case_is_plausible_and_coded_with_codes_of_its_day(number):
    found = practice_case(number)
    assert not broken_by(found.plan)
    assert all(is_valid(code.code, found.plan.discharged) for code in (*found.answer.pcs_fusion, *found.answer.pcs_companion))
    assert {query.missing for query in found.open} == ({found.plan.gap} if found.plan.gap else set())
    left = set(codes_for(found.plan.truth).queries) - set(doubts(found.plan.truth))
    assert not left, "the whole truth leaves nothing open"


@given(numbers)
def test_a_case_can_be_read_and_drawn_like_one_of_the_bank(number):
    case = practice_case(number).case
    assert "<mark>" in note_page(case, marked=True).html
    assert levelmap(case.states_at(case.operation_month), title=case.title, hardware=hardware_of(case.operation, case.kept)).words


def test_a_cage_from_the_side_at_l5_s1_would_be_told():
    side = next(plan for plan in plans() if any(stage.technique.name == "llif" for stage in plan.stages))
    low = replace(side, stages=tuple(replace(stage, joints=(joint_named("L5-S1"),)) for stage in side.stages))
    assert RULES[0].says in broken_by(low)


@pytest.mark.parametrize("day", ["2016-05-02", "2018-12-03", "2022-05-02", "2025-05-02", "2026-11-20"])
def test_every_vertebral_fusion_code_of_a_year_can_be_drawn(day):
    for code in vertebral_codes(day):
        found = [assigned.code for assigned in codes_for(Operation(day, stage_of(code, Chance(5)).fusions())).pcs_fusion]
        assert found == [code]


def test_codes_of_the_tables_come_up_by_number_too():
    assert all(kinds["unusual"] > 0 for level, kinds in scenarios().kinds.items() if level >= 3)
    assert sum(plan.kind == "unusual" for plan in plans()) > 20


def test_every_kind_technique_and_gap_comes_up():
    assert {plan.kind for plan in plans()} == {kind for kinds in scenarios().kinds.values() for kind in kinds}
    assert {stage.technique.name for plan in plans() for stage in plan.stages} >= set(techniques())
    assert {plan.gap for plan in plans()} == {"", *scenarios().gaps}
    assert {plan.difficulty for plan in plans()} == {1, 2, 3, 4, 5}


def test_harder_notes_are_longer_and_none_is_like_another():
    notes = {n: practice_case(n) for n in SOME}
    words = {
        level: sorted(len(one.note.text.split()) for one in notes.values() if one.difficulty == level) for level in range(1, 6)
    }
    middle = [row[len(row) // 2] for row in words.values()]
    assert middle == sorted(middle) and middle[0] < 260 and words[5][-1] > 950
    assert len({one.note.text for one in notes.values()}) == len(notes)


def test_nothing_of_the_grammar_is_left_in_a_note():
    for n in SOME:
        text = practice_case(n).note.text
        assert not re.search(r"[{}|\[\]]|  | [.,;]|\.\.|,\.|\ba [aeio]\w+", text), (
            n,
            re.search(r"[{}|\[\]]|  | [.,;]|\.\.|,\.|\ba [aeio]\w+", text),
        )


def test_marks_lie_side_by_side_and_never_over_each_other():
    for n in SOME:
        marks = practice_case(n).note.marks
        assert all(one.start < one.end <= later.start for one, later in itertools.pairwise(marks))


def test_every_kind_and_every_gap_has_an_idea_that_leads_astray():
    kinds = {plan.gap or plan.kind: plan.number for plan in plans()}
    assert len({practice_case(number).astray for number in kinds.values()}) >= len(kinds) - 1


@pytest.mark.parametrize("number", [-1, 1.5, "4711", True, 10**13])
def test_what_is_no_number_of_a_case_is_refused(number):
    with pytest.raises(SpineEduError, match="whole number"):
        plan_of(number)


def test_the_mix_of_kinds_is_the_one_that_is_written_down():
    for level, weights in scenarios().kinds.items():
        seen = Counter(plan.kind for plan in plans() if plan.difficulty == level)
        for kind, weight in weights.items():
            assert abs(seen[kind] / seen.total() - weight / sum(weights.values())) < 0.08, (level, kind)


def test_a_wrong_character_is_named_with_its_place():
    """Of the mutations of single characters, ninety-nine of a hundred at least are found near their code, at that character."""
    signs = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    tried = named = 0
    for n in range(40):
        key = practice_case(n).answer
        codes = [code for code in key.codes if "." not in code]
        for code in codes:
            for place in range(7):
                for sign in (signs[(signs.index(code[place]) + step) % len(signs)] for step in (1, 6, 13)):
                    wrong = f"{code[:place]}{sign}{code[place + 1 :]}"
                    if wrong in codes or any(wrong in right.accepts or wrong == right.code for right in key.assignments):
                        continue
                    tried += 1
                    found = diagnose([wrong if one == code else one for one in codes], key).findings
                    faults = [
                        fault
                        for finding in found
                        if finding.given == wrong and finding.expected == code
                        for fault in finding.faults
                    ]
                    named += any(fault.character == place + 1 for fault in faults)
    assert tried > 500
    assert named >= 0.99 * tried, f"{named} of {tried}"


def test_a_number_means_the_same_patient_as_ever():
    """The digest may change, when a technique comes or a weight moves: then the CHANGELOG says that numbers mean other
    patients.
    """
    told = [
        [plan.kind, plan.difficulty, plan.gap, plan.person.job, plan.person.age, plan.person.he]
        + [f"{f.joint} {f.status} {f.column} {f.direction} {f.approach} {sorted(f.materials or ())}" for f in plan.truth.fusions]
        + [f"{act.kind} {act.of} {act.joint} {act.vertebrae} {act.side}" for act in plan.procedures]
        for plan in map(plan_of, range(60))
    ]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    assert digest == "87d3d210b2ee9366cc32054bee059e30754c00aa90561d3a03722d9043d4c493"
