"""What holds for every operation that can be written: nothing is guessed, nothing passes in silence, order means nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from spine_edu.anatomy import vertebrae_in
from spine_edu.coding.engine import codes_for
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.pcs import fusion as icd10pcs
from spine_edu.coding.pcs import tables as pcs_tables
from spine_edu.coding.rules import rules
from spine_edu.data import document
from spine_edu.errors import OperationError, SpineEduError, WrittenError
from spine_edu.operation import read_operation, read_operations
from tests.coding.build import CAGE, FUSIONS, SOUND_FUSIONS, Fields, contents, done, fused, opened, operation


def answer(content: Fields) -> Answer:
    return codes_for(read_operation(content))


def _without_order(data: dict[str, Any]) -> dict[str, Any]:
    """An answer as data, with its queries as a set; every other list must already be the same."""
    return {**data, "queries": sorted(map(json.dumps, data["queries"]))}


@given(contents())
def test_every_code_is_valid_on_the_day_and_every_reason_cites_a_rule(content: Fields) -> None:
    found = answer(content)
    day = content["discharged"]
    for code in (*found.pcs_fusion, *found.pcs_companion):
        assert pcs_tables.is_valid(code.code, day), f"{code.code} on {day}"
    for code in found.assignments:
        if code.system == "ICD-9-CM":
            assert icd9_tables.is_valid(code.code, min(day, icd9_tables.LAST_DAY)), f"{code.code} on {day}"
        assert code.reasons, code
        assert {reason.rule for reason in code.reasons} <= set(rules())
    for said in (*found.queries, *found.rejections):
        assert said.rule in rules()
    sources = document("sources.yml")
    assert all(line["source"] in sources for line in found.as_dict()["why"])
    json.dumps(found.as_dict())


@given(contents())
def test_every_fusion_code_gives_a_reason_for_its_third_to_seventh_character(content: Fields) -> None:
    found = answer(content)
    for code in found.pcs_fusion:
        assert {reason.character for reason in code.reasons} >= {3, 4, 5, 6, 7}, code.code
    for code in found.icd9_fusion:
        assert {reason.character for reason in code.reasons} >= {4, 5} or code.code == "81.09", code.code


@given(contents())
def test_no_fusion_passes_in_silence_in_either_system(content: Fields) -> None:
    found = answer(content)
    asked = " ".join(query.about for query in found.queries)
    pcs = {joint for code in found.pcs_fusion for joint in code.joints}
    icd9 = {joint for code in found.icd9_fusion for joint in code.joints}
    for joint in found.operation.joints:
        if found.pcs_period:
            assert joint in pcs or joint.name in asked, f"{joint} is neither coded nor asked about in ICD-10-PCS"
        if content["discharged"] >= icd9_tables.FIRST_DAY:
            assert joint in icd9 or joint.name in asked, f"{joint} is neither coded nor asked about in ICD-9-CM"
    if not found.pcs_period and not found.icd9_applies:
        assert found.notes, "a day that no table covers must be said"


@given(contents())
def test_one_column_of_a_joint_is_never_two_codes(content: Fields) -> None:
    found = answer(content)
    for joint in found.operation.joints:
        columns = {fusion.column for fusion in found.operation.fusions if fusion.joint == joint} if joint.is_vertebral else {None}
        codes = [code.code for code in found.pcs_fusion if joint in code.joints]
        assert len(codes) <= len(columns), f"{joint}: {codes}"


@given(contents(), st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(content: Fields, shuffler: random.Random) -> None:
    other = {**content, "fusions": list(content["fusions"]), "procedures": list(content["procedures"])}
    shuffler.shuffle(other["fusions"])
    shuffler.shuffle(other["procedures"])
    assert _without_order(answer(content).as_dict()) == _without_order(answer(other).as_dict())


@given(contents(), st.data())
def test_telling_an_entry_twice_never_matters(content: Fields, data: st.DataObject) -> None:
    again = {**content}
    for field in ("fusions", "procedures"):
        if content[field]:
            again[field] = [*content[field], data.draw(st.sampled_from(content[field]))]
    assert _without_order(answer(content).as_dict()) == _without_order(answer(again).as_dict())


@given(st.lists(SOUND_FUSIONS, min_size=1, max_size=5), st.data())
def test_splitting_the_materials_of_an_entry_never_matters(fusions: list[Fields], data: st.DataObject) -> None:
    split = [
        {**entry, "materials": part}
        for entry in fusions
        for part in ([[material] for material in entry["materials"]] if data.draw(st.booleans()) else [entry["materials"]])
    ]
    found = [icd10pcs.fusion_codes(opened("2026-01-14", *entries))[0] for entries in (fusions, split)]
    assert sorted(code.code for code in found[0]) == sorted(code.code for code in found[1])


@given(contents(), st.lists(st.sampled_from(("initial", "refusion", None)), min_size=6, max_size=6))
def test_status_never_changes_icd10pcs(content: Fields, statuses: list[str | None]) -> None:
    other = {**content, "fusions": [{**f, "status": s} for f, s in zip(content["fusions"], statuses, strict=False)]}
    first, second = answer(content), answer(other)
    assert first.pcs_fusion == second.pcs_fusion
    assert first.pcs_companion == second.pcs_companion


@given(st.lists(SOUND_FUSIONS, min_size=1, max_size=5))
def test_status_decides_the_third_digit_of_every_icd9_code(fusions: list[Fields]) -> None:
    for status, tens in (("initial", "81.0"), ("refusion", "81.3")):
        found = answer({"discharged": "2014-01-14", "fusions": [{**entry, "status": status} for entry in fusions]})
        assume(found.icd9_fusion)  # one joint told from the front and from behind is asked about
        assert {code.code[:4] for code in found.icd9_fusion} == {tens}


@given(st.lists(SOUND_FUSIONS, min_size=1, max_size=6), SOUND_FUSIONS)
def test_one_joint_more_never_lowers_the_vertebra_count(fusions: list[Fields], more: Fields) -> None:
    before = answer({"discharged": "2014-01-14", "fusions": fusions}).icd9_count
    after = answer({"discharged": "2014-01-14", "fusions": [*fusions, more]}).icd9_count
    assume(before)
    assert after is not None or {entry["joint"] for entry in fusions} & {more["joint"]}, (
        "the count may wait only for a contradiction"
    )
    if before and after:
        assert after.code >= before.code


@given(st.lists(SOUND_FUSIONS, min_size=1, max_size=6))
def test_the_count_is_that_of_the_vertebrae_fused(fusions: list[Fields]) -> None:
    found = answer({"discharged": "2014-01-14", "fusions": fusions})
    bones = len(vertebrae_in(found.operation.joints))
    assume(found.icd9_fusion)
    expected = None if bones < 2 else "81.62" if bones < 4 else "81.63" if bones < 9 else "81.64"
    assert (found.icd9_count.code if found.icd9_count else None) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=25,
)


def _survives(act: Callable[[], Any]) -> None:
    """Run it; an error of ours is an answer too, if each fault in it is one line of words."""
    lessons = ["answered"]
    try:
        act()
    except WrittenError as error:
        lessons = [fault.alone for fault in error.faults]
    except SpineEduError as error:
        lessons = [str(error)]
    assert all(lesson.strip() for lesson in lessons), "an error without a lesson"
    assert not [lesson for lesson in lessons if "\n" in lesson]


@given(JSON)
def test_any_structure_is_answered_or_refused_with_a_lesson(content: Any) -> None:
    _survives(lambda: codes_for(read_operation(content)))


@given(contents(), st.sampled_from(("discharged", "fusions", "procedures", "diagnoses")), JSON)
def test_any_value_in_any_field_is_answered_or_refused(content: Fields, field: str, value: Any) -> None:
    _survives(lambda: codes_for(read_operation({**content, field: value})))


@given(FUSIONS, st.sampled_from(("joint", "status", "column", "direction", "approach", "materials", "colour")), JSON)
def test_any_value_in_any_field_of_a_fusion_is_answered_or_refused(entry: Fields, field: str, value: Any) -> None:
    _survives(lambda: codes_for(read_operation({"discharged": "2026-01-14", "fusions": [{**entry, field: value}]})))


@given(st.text(max_size=200))
@example("[" * 100_000)
@example("- " * 30_000)
@example("{a: " * 30_000)
@example("\ufeffdischarged: 2026-01-14")
@example("&a [*a]")
@example("!!timestamp 2")
@example("!!int ''")
@example("\ud800")
@example('{"discharged": ' + "1" * 6000 + "}")
@example("discharged: 2026-01-14\nfusions: &f [*f]")
def test_any_text_is_answered_or_refused(text: str) -> None:
    _survives(lambda: [codes_for(entry) for entry in read_operations(text)])


def test_a_structure_nested_without_end_is_refused() -> None:
    nested: list[Any] = []
    for _ in range(50_000):
        nested = [nested]
    with pytest.raises(OperationError):
        read_operation({"discharged": "2026-01-14", "fusions": nested})


def test_the_mixed_case_in_three_eras() -> None:
    """Refusion of L4-L5, first fusion of L3-L4: two codes and a count in 2014, one code in 2026, and the class from it."""
    fusions = [fused("L4-L5", status="refusion"), fused("L3-L4")]
    screws = done("removal", of="screws and rods", vertebrae=["L4", "L5"])
    old = codes_for(operation("2014-06-02", *fusions, procedures=[screws], principal="M96.0"))
    assert old.codes == ("81.07", "81.37", "81.62", "78.69")
    assert old.icd9_applies
    assert not old.pcs_fusion
    new = codes_for(operation("2026-01-14", *fusions, procedures=[screws], principal="M96.0"))
    assert new.codes == ("0SG1071", "0QP004Z")
    assert [code.code for code in new.icd9_fusion] == ["81.07", "81.37"]
    assert new.grouping is not None
    assert (new.grouping.version, new.grouping.drg) == ("v43", "448")
    assert repr(new) == "Answer(0SG1071, 0QP004Z; discharged 2026-01-14)"


@pytest.mark.parametrize(
    ("day", "applies", "period", "note"),
    [
        pytest.param("1984-01-01", False, None, True, id="before any table"),
        pytest.param("2015-09-30", True, None, False, id="last day of ICD-9-CM"),
        pytest.param("2015-10-01", False, "FY2016", False, id="first day of ICD-10-PCS"),
        pytest.param("2027-03-31", False, "FY2027", False, id="last verified day"),
        pytest.param("2027-04-01", False, None, True, id="past the last verified day"),
    ],
)
def test_an_answer_says_where_the_tables_end(day: str, applies: bool, period: str | None, note: bool) -> None:
    found = codes_for(operation(day, fused("L4-L5"), principal="M96.0"))
    assert (found.icd9_applies, found.pcs_period, bool(found.notes)) == (applies, period, note)
    assert bool(found.pcs_fusion) == bool(period)
    assert found.grouping is not None


def test_an_answer_of_the_old_days_cites_no_rule_of_the_new_system() -> None:
    acts = [done("removal", of="interbody device", joint="L4-L5"), done("instrumentation", of="rods", vertebrae=["L4", "L5"])]
    found = codes_for(operation("2010-01-14", fused("L4-L5", "plif", CAGE), procedures=acts))
    cited = {reason.rule for code in found.assignments for reason in code.reasons} | {r.rule for r in found.rejections}
    assert all(name.startswith("icd9") for name in cited), cited


def test_a_stay_without_fusion_is_coded_too() -> None:
    found = codes_for(operation("2026-01-14", procedures=[done("removal", of="screws", vertebrae=["L4"])], principal="M96.0"))
    assert found.codes == ("0QP004Z",)
    assert not found.icd9_fusion
    assert found.icd9_count is None


def test_the_class_waits_for_what_is_asked() -> None:
    found = codes_for(operation("2026-01-14", fused("L4-L5"), fused("L5-S1", column=None, direction=None), principal="M96.0"))
    assert found.codes == ("0SG0071",)
    assert found.grouping is not None
    assert found.grouping.drg is None
    assert "L5-S1" in found.grouping.because[0]


def test_a_mapping_is_read_before_it_is_coded() -> None:
    content: Any = {"discharged": "2026-01-14", "fusions": [fused("L4-L5")]}
    assert codes_for(content).codes == ("0SG0071",)
    with pytest.raises(OperationError):
        codes_for(content["fusions"])


def test_an_operation_without_diagnoses_never_reads_the_tables_of_diagnoses(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(name: str) -> str:
        raise AssertionError(f"{name} was read")

    monkeypatch.setattr("spine_edu.data.packed", read)
    found = codes_for(operation("2026-01-14", fused("L4-L5")))
    assert found.codes
    assert found.grouping is not None
    assert found.grouping.drg is None
