"""Every case of the bank: invented, consistent in itself, and coded by the engine as a person coded it by hand."""

import datetime

import pytest

from spine_edu.cases import all_cases, case_named
from spine_edu.coding.engine import codes_for
from spine_edu.errors import DataError, UnknownCase
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.figures.operative_note import note_page

every_case = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)


@every_case
def test_the_engine_agrees_with_the_codes_found_by_hand(case):
    answer = codes_for(case.operation).as_dict()
    drg = answer["ms_drg"]["drg"] if answer["ms_drg"] else None
    found = {
        "icd10pcs": {"fusion": answer["icd10pcs"]["fusion"], "companion": answer["icd10pcs"]["companion"]},
        "icd9cm": {name: answer["icd9cm"][name] for name in ("fusion", "count", "companion")},
        "ms_drg": drg,
        "queries": [query["missing"] for query in answer["queries"]],
    }
    assert found == dict(case.expect), f"data/cases: {case.id} expects other codes than the engine gives"


@pytest.mark.parametrize("written", ["stop at c7", "Stop-at-C7", " stop_at_c7 "])
def test_a_case_is_found_however_its_id_is_spelled(written):
    assert case_named(written).id == "stop-at-c7"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("stop-at-c6", "stop-at-c7"),
        ("cage-again-l4-l5", "cage-again-l3-l5"),
        ("again cage", "cage-again-l3-l5"),
        ("stop", "stop-at-c7"),
    ],
)
def test_an_id_that_is_mistyped_or_begun_names_the_nearest(written, meant):
    with pytest.raises(UnknownCase, match=f"did you mean '{meant}'?"):
        case_named(written)


@every_case
def test_every_piece_of_evidence_stands_in_the_note_word_for_word(case):
    lost = [item.phrase for item in case.evidence if item.phrase not in case.note]
    assert not lost, f"data/cases: {case.id}: not in the note: {lost}"


@every_case
def test_every_joint_fused_today_has_evidence_or_a_query(case):
    shown = {item.joint for item in case.evidence} | {query.about for query in codes_for(case.operation).queries}
    missing = [joint.name for joint in case.operation.joints if joint.name not in shown]
    grafted_together = [item for item in case.evidence if item.fact == "grafted"]
    assert not missing or grafted_together, f"data/cases: {case.id}: no phrase supports {missing}"


@every_case
def test_a_refusion_has_a_history_and_a_first_fusion_has_none(case):
    before = case.timeline.state_at(case.operation_month - 1)
    for fusion in case.operation.fusions:
        was_fused = fusion.joint.name in before
        assert was_fused == (fusion.status == "refusion"), f"{case.id}: {fusion.joint} is called {fusion.status}"


@every_case
def test_a_patient_stays_for_days_as_guides_say_and_not_for_weeks(case):
    """Two to four days, says lesson 10, and longer after a long or a hard operation; a week is what ours stay at most."""
    operated = datetime.date.fromisoformat(case.timeline.day_of(case.operation_month))
    stay = datetime.date.fromisoformat(case.operation.discharged) - operated
    assert 1 <= stay.days <= 8, f"{case.id}: {stay.days} days"


@every_case
def test_the_map_of_the_day_shows_what_is_coded(case):
    words = levelmap(case.states_at(case.operation_month)).words
    for fusion in case.operation.fusions:
        assert fusion.joint.name in words, case.id


@every_case
def test_the_marked_note_loses_no_word(case):
    page = note_page(case, marked=True).html
    assert page.count("<mark>") == len(case.evidence), f"{case.id}: a phrase of evidence was not marked"


@every_case
def test_status_changes_icd9_and_never_icd10pcs(case):
    if not case.operation.fusions:
        pytest.skip("nothing is fused in this case")
    fusion = case.operation.fusions[0]
    other = "initial" if fusion.status == "refusion" else "refusion"
    changed = codes_for(case.change(fusion.joint.name, fusion.column, status=other).operation).as_dict()
    assert changed["icd10pcs"] == codes_for(case.operation).as_dict()["icd10pcs"]


def test_a_mistyped_case_names_the_nearest():
    with pytest.raises(UnknownCase, match="did you mean 'mixed-l3-l5'"):
        case_named("mixed-l3-l4")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param("- {id: x}", "fictional: It must be true", id="a field is missing"),
        pytest.param("- 5", "expected fields, got '5'", id="not a case at all"),
        pytest.param("- {id: x, colour: red}", "unknown field 'colour'", id="a field too much"),
    ],
)
def test_a_broken_case_file_names_file_case_and_field(broken, said, tmp_path, monkeypatch):
    from spine_edu import cases, data

    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "broken.yml").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(data, "root", lambda: tmp_path)
    cases.all_cases.cache_clear()
    data.document.cache_clear()
    try:
        with pytest.raises(DataError, match=said) as error:
            cases.all_cases()
        assert "broken.yml" in str(error.value)
    finally:
        monkeypatch.undo()
        cases.all_cases.cache_clear()
        data.document.cache_clear()


EVIDENCE = {
    "removal": "removal", "discectomy": "discectomy", "harvest": "harvest", "exploration": "inspected and united",
    "disc replacement": "replacement", "stabilization": "stabilization",
}  # fmt: skip
"""Which fact of the evidence shows that a procedure was done."""

UNMARKED = {("mixed-l3-l5", "discectomy")}
"""Told in the phrase of another fact: the removal of the disc stands in the sentence that tells the direction."""


@every_case
def test_every_fact_that_a_code_rests_on_is_marked_in_the_note_or_asked_for(case):
    told = {item.fact for item in case.evidence} | set(case.expect["queries"])
    needed = {EVIDENCE[procedure.kind] for procedure in case.operation.procedures if procedure.kind in EVIDENCE}
    needed |= {"objective" for procedure in case.operation.procedures if procedure.own_objective}
    if case.operation.fusions:
        needed |= {"status", "column", "direction"}
        assert told & {"graft", "grafted", "query"}, f"data/cases: {case.id}: no phrase lays bone"
    lost = {fact for fact in needed - told if (case.id, fact) not in UNMARKED}
    assert not lost, f"data/cases: {case.id}: no evidence for {sorted(lost)}"
