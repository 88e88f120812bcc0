"""Joints picked on screen become an operation, word for word; what is left open is asked, and nothing is filled in."""

from __future__ import annotations

import functools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.anatomy import JOINTS
from spine_edu.coding.engine import codes_for
from spine_edu.errors import FigureError, OperationError
from spine_edu.operation import read_operation, read_operations
from spine_edu.vocabulary import APPROACHES, COLUMNS, DIRECTIONS, MATERIALS, STATUSES
from spine_edu.widgets.coding.picker import PROCEDURES, LevelPicker
from tests.conftest import examples

maybe = lambda values: st.one_of(st.just(""), st.sampled_from(values))  # noqa: E731
fusions = st.fixed_dictionaries(
    {
        "joint": st.sampled_from([joint.name for joint in JOINTS]),
        "column": maybe(COLUMNS),
        "status": maybe(STATUSES),
        "direction": maybe(DIRECTIONS),
        "approach": maybe(APPROACHES),
        "materials": st.lists(st.sampled_from(MATERIALS), max_size=3),
    }
)
days = st.sampled_from(["2003-05-01", "2015-09-30", "2015-10-01", "2026-01-14", "2027-01-01", "2031-01-01"])


@functools.cache
def offered():
    """What can be told of each procedure, and the words there are for it."""
    return LevelPicker().words["procedures"]


def pick(picker, **changes):
    picker.asked = {**picker.asked, "turn": picker.asked["turn"] + 1, **changes}
    return picker


@given(st.lists(fusions, max_size=4), days, st.sampled_from(["", "M96.0", "M48.062"]))
@examples(60)
def test_what_was_picked_is_the_operation_the_text_and_the_answer(picked, day, principal):
    picker = pick(LevelPicker(), fusions=picked, discharged=day, principal=principal)
    given_fusions = [{name: value for name, value in fusion.items() if value} for fusion in picked]
    diagnoses = {"diagnoses": {"principal": principal}} if principal else {}
    expected = read_operation({"discharged": day, **diagnoses, "fusions": given_fusions})
    assert picker.operation == expected
    assert read_operations(picker.yaml) == [expected]
    assert picker.answered["turn"] == picker.asked["turn"]
    answer = codes_for(expected)
    shown = {code["code"] for system in picker.answered["face"]["systems"] for code in system["codes"]}
    assert shown == {code.code for code in answer.assignments}
    assert [query["ask"] for query in picker.answered["face"]["queries"]] == [query.ask for query in answer.queries]
    assert json.dumps(picker.answered)


def test_it_starts_with_one_joint_of_which_nothing_is_known():
    picker = LevelPicker()
    (fusion,) = picker.operation.fusions
    assert fusion.joint.name == "L4-L5"
    assert (fusion.column, fusion.status, fusion.direction, fusion.approach, fusion.materials) == (None,) * 5
    assert not picker.answered["face"]["systems"]
    assert {query["about"] for query in picker.answered["face"]["queries"]} == {
        f"L4-L5: {missing}" for missing in ("approach", "column", "direction", "graft", "status")
    }


def test_a_complete_joint_gets_codes_of_both_systems():
    fusion = {"joint": "L4-L5", "status": "refusion", "column": "anterior", "direction": "posterior", "approach": "open"}
    picker = pick(
        LevelPicker(), fusions=[{**fusion, "materials": ["interbody cage", "local autograft"]}], discharged="2026-01-14"
    )
    systems = {system["name"]: [code["code"] for code in system["codes"]] for system in picker.answered["face"]["systems"]}
    assert systems == {"ICD-10-PCS": ["0SG00AJ"], "ICD-9-CM": ["81.38", "81.62", "77.79", "84.51"]}, (
        "77.79 is contested: bone of the same wound"
    )
    assert "R" in picker.answered["map"] and "refusion today" in picker.answered["map"]


@given(st.data())
@examples(80)
def test_what_was_done_beside_the_fusion_is_coded_and_asked_as_the_engine_does(data):
    kind = data.draw(st.sampled_from(PROCEDURES))
    typed = {name: ["L4, L5", "L5"] if kind != "instrumentation" else ["L4 L5"] for name in ("vertebrae",)}
    entry = {name: data.draw(maybe(words or typed[name])) for name, words in offered()[kind].items()}
    picker = pick(LevelPicker(), procedures=[{"kind": kind, **entry}], discharged="2026-01-14")
    assert picker.answered["error"] == ""
    (read,) = read_operations(picker.yaml)
    assert read == picker.operation
    (procedure,) = read.procedures
    assert procedure.kind == kind and procedure.approach == (entry["approach"] or None)
    answer = codes_for(read)
    shown = {code["code"] for system in picker.answered["face"]["systems"] for code in system["codes"]}
    assert shown == {code.code for code in answer.assignments}


def test_taking_out_the_old_screws_adds_its_code_and_its_reason():
    fusion = {"joint": "L4-L5", "status": "refusion", "column": "posterior", "direction": "posterior", "approach": "open"}
    removal = {"kind": "removal", "of": "screws and rods", "vertebrae": "L4, L5", "approach": "open"}
    told = {"fusions": [{**fusion, "materials": ["local autograft"]}], "discharged": "2026-01-14"}
    picker = pick(LevelPicker(), **told, procedures=[removal])
    lead = next(system for system in picker.answered["face"]["systems"] if system["applies"])
    assert [code["code"] for code in lead["codes"]] == ["0SG0071", "0QP004Z"]
    assert lead["codes"][1]["why"] and "vertebrae: [L4, L5]" in picker.yaml


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"discharged": ""}, "discharged", id="no day"),
        pytest.param({"discharged": "2026-02-30"}, "2026-02-30", id="a day that is none"),
        pytest.param({"fusions": [], "principal": 'a"b\\c'}, "does not have the form of an ICD-10-CM code",
                     id="a diagnosis that is none"),
        pytest.param({"fusions": [{"joint": "L6-S1"}]}, "transitional vertebra", id="a joint that is none"),
        pytest.param({"procedures": [{"kind": "removal", "of": "screws", "vertebrae": "L4 and L9"}]}, "and",
                     id="bones that are none"),
        pytest.param({"procedures": [{"kind": "instrumentation", "of": "screws and rods", "vertebrae": "L4"}]}, "at least two",
                     id="a lone rod"),
        pytest.param({"fusions": [{"joint": "L4-L5", "approach": "minimally invasive"}]}, "style, not an approach",
                     id="a word of another kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_the_words_of_the_field(changes, words):
    picker = pick(LevelPicker(), **changes)
    assert words in picker.answered["error"]
    assert picker.answered["face"] is None
    assert words in picker.static_html().replace("&#x27;", "'").replace("&quot;", '"')
    assert words in repr(picker)


def test_a_joint_outside_the_region_on_show_widens_the_map():
    picker = pick(LevelPicker(), fusions=[{"joint": "C5-C6", "column": "anterior", "status": "initial"}])
    assert "data-joint='C5-C6'" in picker.answered["map"]
    junction = LevelPicker("T11-T12", "L1-L2").answered["map"]
    assert "data-joint='T11-T12'" in junction and "data-joint='L5-S1'" in junction
    assert "data-joint='C5-C6'" not in junction, "it reaches no further than it is asked to"


def test_names_are_read_as_people_write_them_and_wrong_ones_are_refused():
    assert repr(LevelPicker("L4/5", "SI right")) == "LevelPicker(L4-L5, SI-right; discharged 2026-10-01)"
    with pytest.raises(OperationError, match="L6"):
        LevelPicker("L6-S1")
    with pytest.raises(FigureError, match="no region 'leg'"):
        LevelPicker(region="leg")


def test_without_scripts_there_are_the_map_the_text_and_the_codes():
    page = LevelPicker()._repr_mimebundle_()[0]["text/html"]
    assert "<img" in page and "fusions:" in page and "Ask the surgeon" in page
