"""The operation format: what is read, what stays open, and errors.

They name file, entry, field, what was given and what is expected.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from spine_edu.errors import DataError, OperationError
from spine_edu.operation import Operation, read_operation, read_operations
from spine_edu.vocabulary import MATERIALS

DAY = "2026-01-14"


def with_fusion(**fields: Any) -> dict[str, Any]:
    return {"discharged": DAY, "fusions": [{"joint": "L4-L5", **fields}]}


def with_procedure(**fields: Any) -> dict[str, Any]:
    return {"discharged": DAY, "procedures": [{name.rstrip("_"): value for name, value in fields.items()}]}


EXAMPLE = """
discharged: "2026-01-14"
diagnoses: {principal: "M96.0", secondary: ["E66.01"]}
fusions:
  - joint: L4-L5
    status: refusion
    column: posterior
    direction: posterior
    approach: open
    materials: [local autograft, allograft]
procedures:
  - {kind: removal, of: screws and rods, vertebrae: [L4, L5], approach: open}
  - {kind: removal, of: interbody device, joint: L4-L5, approach: open}
  - {kind: discectomy, joint: L4-L5, extent: partial, approach: open}
  - {kind: decompression, of: nerve root, region: lumbar, own_objective: true, approach: open}
  - {kind: harvest, from: iliac crest, side: left, approach: open}
  - {kind: instrumentation, of: screws and rods, vertebrae: [L4, L5]}
"""


def test_the_published_example_is_read() -> None:
    (operation,) = read_operations(EXAMPLE, "example.yml")
    (fusion,) = operation.fusions
    assert (fusion.joint.name, fusion.status, fusion.approach) == ("L4-L5", "refusion", "open")
    assert fusion.materials == {"local autograft", "allograft"}
    assert (operation.principal, operation.secondary) == ("M96.0", ("E66.01",))
    assert [procedure.kind for procedure in operation.procedures] == [
        "removal", "removal", "discectomy", "decompression", "harvest", "instrumentation",
    ]  # fmt: skip
    assert repr(operation) == "Operation(L4-L5 fused, discharged 2026-01-14)"


def test_a_list_holds_several_and_json_reads_alike() -> None:
    first, second = read_operations('[{"discharged": "2026-01-14"}, {"discharged": "2026-01-15", "fusions": []}]')
    assert (first.discharged, second.discharged) == ("2026-01-14", "2026-01-15")


def test_what_the_note_leaves_out_stays_out() -> None:
    (fusion,) = read_operation(with_fusion(status=None, column=None)).fusions
    assert fusion.status is fusion.column is fusion.direction is fusion.approach is fusion.materials is None


def test_no_material_is_not_the_same_as_silence_about_it() -> None:
    (fusion,) = read_operation(with_fusion(materials=[])).fusions
    assert fusion.materials == frozenset()


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("approach", "Open", "open"), ("approach", "percutaneous-endoscopic", "percutaneous endoscopic"),
        ("approach", "endoscopic", "percutaneous endoscopic"),
        ("status", "REFUSION", "refusion"), ("direction", "lateral", "lateral"),
    ],
)  # fmt: skip
def test_spelling_does_not_matter(field: str, written: str, meant: str) -> None:
    (fusion,) = read_operation(with_fusion(**{field: written})).fusions
    assert getattr(fusion, field) == meant


@pytest.mark.parametrize("material", MATERIALS)
def test_every_material_is_read(material: str) -> None:
    (fusion,) = read_operation(with_fusion(materials=[material.upper()])).fusions
    assert fusion.materials == {material}


@pytest.mark.parametrize("written", [["L5", "l4"], "L4-L5", "L4 to L5", "L4/5", ("L4", "L5", "L4")])
def test_vertebrae_are_read_as_a_list_or_a_span(written: Any) -> None:
    (procedure,) = read_operation(with_procedure(kind="removal", vertebrae=written)).procedures
    assert procedure.vertebrae == ("L4", "L5")


def test_a_date_object_is_a_day() -> None:
    assert read_operation({"discharged": datetime.date(2026, 1, 14)}).discharged == DAY
    assert read_operation({"discharged": DAY}).on("2014-01-14") == Operation("2014-01-14")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param({}, ["field 'discharged' is missing", "2026-01-14"], id="no day"),
        pytest.param({"discharged": "14.1.2026"}, ["field 'discharged'", "'14.1.2026'", "year-month-day"],
                     id="a day in another form"),
        pytest.param({"discharged": 20260114}, ["field 'discharged'", "not text", '"2026-01-14"'], id="a day as a number"),
        pytest.param({"discharged": DAY, "fusion": []}, ["no field 'fusion'", "did you mean 'fusions'"], id="an unknown field"),
        pytest.param({"discharged": DAY, "fusions": {}}, ["field 'fusions'", "not a list"], id="a mapping where a list belongs"),
        pytest.param({"discharged": DAY, "fusions": ""}, ["field 'fusions'", "not a list"], id="a text where a list belongs"),
        pytest.param({"discharged": DAY, "fusions": ["L4-L5"]}, ["fusions entry 1", "'L4-L5'", "no set of fields"],
                     id="a bare joint"),
        pytest.param(with_fusion(joint="L6-S1"), ["fusions entry 1, field 'joint'", "transitional"], id="a lumbosacral variant"),
        pytest.param(with_fusion(approach="opne"),
                     ["field 'approach'", "'opne'", "did you mean 'open'?", "Expected open, percutaneous or"], id="a slip"),
        pytest.param(with_fusion(approach="minimally invasive"), ["field 'approach'", "style"], id="minimally invasive"),
        pytest.param(with_fusion(column="middle"), ["field 'column'", "Denis"], id="Denis' middle column"),
        pytest.param(with_fusion(status="revision"), ["field 'status'", "initial", "refusion"], id="the surgeon's revision"),
        pytest.param(with_fusion(aproach="open"), ["did you mean 'approach'? Known fields: joint"], id="a slip in a field"),
        pytest.param(with_fusion(column="both"), ["field 'column'", "two entries for this joint"], id="both columns"),
        pytest.param(with_fusion(column="360"), ["two entries for this joint"], id="360 degrees"),
        pytest.param(with_fusion(column="interbody"), ["column, from wherever"], id="interbody"),
        pytest.param(with_fusion(column="facet"), ["the column is posterior"], id="facet"),
        pytest.param(with_fusion(status="nonunion"), ["say refusion"], id="nonunion"),
        pytest.param(with_fusion(status="pseudarthrosis"), ["say refusion"], id="pseudarthrosis"),
        pytest.param(with_fusion(status="primary"), ["for the first time"], id="primary"),
        pytest.param(with_fusion(approach="MIS"), ["style", "percutaneous endoscopic"], id="MIS"),
        pytest.param(with_fusion(approach="posterior"), ["direction of a fusion", "open, percutaneous"],
                     id="a direction as the approach"),
        pytest.param(with_fusion(materials=["screws"]), ["kind: instrumentation"], id="screws alone as material"),
        pytest.param(with_fusion(materials=["iliac crest"]), ["'harvested autograft'", "kind: harvest"], id="iliac crest"),
        pytest.param(with_fusion(materials=["mesh cage"]), ["here: write 'interbody cage'"], id="a cage of another kind"),
        pytest.param(with_fusion(joint="coccyx"), ["'sacrococcygeal'", "'coccygeal'"], id="coccyx"),
        pytest.param(with_fusion(joint="L4-L5, L5"), ["'L4-L5, L5' names several", "one entry for each joint"],
                     id="a joint and a bone with a comma"),
        pytest.param(with_fusion(joint="L4-5 and 5-1"), ["one entry for each joint"], id="two joints with an and"),
        pytest.param(with_procedure(kind="removal", vertebrae="L4, L5"), ["field 'vertebrae'", "[L4, L5]"],
                     id="two vertebrae with a comma"),
        pytest.param(with_fusion(materials=[None]), ["field 'materials'", "an empty entry"], id="an empty material"),
        pytest.param(with_fusion(materials=7), ["field 'materials'", "not a list"], id="a number where a list belongs"),
        pytest.param(with_fusion(materials=["pedicle screws"]), ["field 'materials'", "instrumentation"],
                     id="screws as material"),
        pytest.param(with_fusion(colour="red"), ["fusions entry 1", "no field 'colour'"], id="an unknown field of a fusion"),
        pytest.param(with_procedure(kind="fusion"), ["procedures entry 1, field 'kind'", "'fusion'"], id="an unknown kind"),
        pytest.param(with_procedure(of="plate"), ["procedures entry 1", "field 'kind' is missing"], id="no kind"),
        pytest.param(with_procedure(kind="harvest", joint="L4-L5"), ["procedures entry 1 (harvest)", "no field 'joint'"],
                     id="a field of another kind"),
        pytest.param(with_procedure(kind="harvest", count="many"), ["field 'count'", "whole number"], id="a count in words"),
        pytest.param(with_procedure(kind="harvest", count=10**5000), ["field 'count'", "no count"], id="a count without end"),
        pytest.param(with_procedure(kind="decompression", own_objective="perhaps"), ["field 'own_objective'", "true nor false"],
                     id="perhaps"),
        pytest.param(with_procedure(kind="removal", vertebrae=["L4", 5]), ["field 'vertebrae'", "not text"],
                     id="a number for a vertebra"),
        pytest.param({"discharged": DAY, "diagnoses": ["M96.0"]}, ["diagnoses", "principal and secondary"],
                     id="diagnoses as a list"),
        pytest.param({"discharged": DAY, "diagnoses": {"secondary": [96.0]}}, ["secondary", "in quotes"],
                     id="a diagnosis as a number"),
        pytest.param(None, ["expected discharged, diagnoses, fusions and procedures"], id="nothing"),
    ],
)  # fmt: skip
def test_an_error_names_the_place_what_was_given_and_what_is_expected(content: Any, told: list[str]) -> None:
    with pytest.raises(OperationError) as caught:
        read_operation(content, "my-case.yml")
    text = str(caught.value)
    assert text.startswith("my-case.yml")
    assert "\n" not in text
    assert len(text) < 600
    for part in told:
        assert part in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a: [", r"at line \d, column \d", id="broken YAML"),
        pytest.param("discharged: 2026-01-14\ndischarged: 2025-01-14", "stands twice", id="a field twice in YAML"),
        pytest.param('{"discharged": "2026-01-14", "discharged": "2025-01-14"}', "stands twice", id="a field twice in JSON"),
        pytest.param("!!python/object:os.system x", "tag", id="a YAML tag"),
    ],
)
def test_a_broken_text_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read_operations(text, "my-case.yml")


def test_one_broken_entry_of_a_list_is_named() -> None:
    with pytest.raises(OperationError, match=r"my-cases\.yml, operation 2: field 'discharged'"):
        read_operations("[{discharged: 2026-01-14}, {fusions: []}]", "my-cases.yml")


MESSY = """
discharge date: 3/4/2026
procedure: PLIF L4-S1
fusions:
  - joint: L5-L6
    status: redo
    materials: [PEEK cage, autograft, structural allograft]
    approach: MIS
  - joint: L4-L5
    column: middle
procedures:
  - {kind: laminectomy, joint: L4-L5}
  - removal of hardware L4-L5
principal: M96.0
diagnoses: {secondary: ["M96,0"]}
"""


def test_all_that_is_wrong_in_a_file_is_told_in_one_run_in_the_order_of_the_file() -> None:
    with pytest.raises(OperationError) as caught:
        read_operations(MESSY, "messy.yml")
    told = [
        "'3/4/2026' is not a day; write year-month-day: '2026-03-04' or '2026-04-03'",
        "no field 'procedure'; write 'technique', and put it into an entry",
        "L6 is a lumbosacral", "'redo'", "'structural allograft'", "'MIS'", "'middle'", "'laminectomy'",
        "'removal of hardware L4-L5'",
        "no field 'principal'; put it under diagnoses", "'M96,0'",
    ]  # fmt: skip
    faults = caught.value.faults
    assert len(faults) == len(told), str(caught.value)
    for fault, part in zip(faults, told, strict=True):
        assert part in fault.alone
        assert fault.alone.startswith("messy.yml")
    assert str(caught.value).splitlines() == [fault.alone for fault in faults]


def test_a_list_of_operations_tells_what_is_wrong_in_each() -> None:
    with pytest.raises(OperationError) as caught:
        read_operations("[{fusions: []}, {discharged: 2026-01-14}, {discharged: soon}]", "my.yml")
    assert [fault.spot.words for fault in caught.value.faults] == [
        "my.yml, operation 1",
        "my.yml, operation 3, field 'discharged'",
    ]


def test_more_faults_than_anybody_reads_are_counted() -> None:
    with pytest.raises(OperationError) as caught:
        read_operation({"discharged": DAY, "fusions": [{"joint": "L9"}] * 1000})
    *told, last = str(caught.value).splitlines()
    assert (len(told), last) == (50, "and 950 more.")


def test_a_technique_may_run_on_from_its_region_into_the_next() -> None:
    (_, *fused) = read_operation(with_fusion(joint="C2-T2", technique="PCF")).fusions[3:]
    assert {(fusion.joint.name, fusion.column, fusion.direction) for fusion in fused} == {
        ("C6-C7", "posterior", "posterior"), ("C7-T1", "posterior", "posterior"), ("T1-T2", "posterior", "posterior"),
    }  # fmt: skip


def test_a_span_is_one_fusion_for_each_joint_and_the_answer_says_so() -> None:
    operation = read_operation(with_fusion(joint="L3-S1", status="refusion", materials=["allograft"]))
    assert [fusion.joint.name for fusion in operation.fusions] == ["L3-L4", "L4-L5", "L5-S1"]
    assert {(fusion.status, fusion.materials) for fusion in operation.fusions} == {("refusion", frozenset({"allograft"}))}
    ((where, said),) = operation.understood
    assert where == "fusions entry 1"
    assert said == "'L3-S1' is 3 joints, L3-L4, L4-L5 and L5-S1, and the entry holds for each; each of them is called refusion"


@pytest.mark.parametrize("written", ["L3-L4, L5-S1", "L5-S1 and L3-4", "L3/4; L5/S1", "L3-4 & L5-S1"])
def test_joints_in_a_list_are_one_fusion_each_and_the_answer_says_so(written: str) -> None:
    operation = read_operation(with_fusion(joint=written))
    assert [fusion.joint.name for fusion in operation.fusions] == ["L3-L4", "L5-S1"]
    ((_, said),) = operation.understood
    assert "is 2 joints, L3-L4 and L5-S1" in said


@pytest.mark.parametrize("written", ["L3-L5, L4-L5", "L4-L5, L4-L5", "L4, L5", "L4-5, 5-1"])
def test_a_list_that_may_mean_something_else_is_not_expanded(written: str) -> None:
    with pytest.raises(OperationError, match="names several"):
        read_operation(with_fusion(joint=written))


@pytest.mark.parametrize("written", ["L4-5", "L4/5", "l4 to l5", "L4–L5"])
def test_one_joint_in_another_spelling_is_no_span(written: str) -> None:
    operation = read_operation(with_fusion(joint=written))
    assert ([fusion.joint.name for fusion in operation.fusions], operation.understood) == (["L4-L5"], ())


def test_a_discectomy_of_a_span_is_one_for_each_disc() -> None:
    operation = read_operation(with_procedure(kind="discectomy", joint="T10-L2", extent="partial"))
    assert [str(procedure.joint) for procedure in operation.procedures] == ["T10-T11", "T11-T12", "T12-L1", "L1-L2"]
    assert operation.understood[0].where == "procedures entry 1"


@pytest.mark.parametrize(
    ("technique", "joint", "column", "direction"),
    [
        ("TLIF", "L4-L5", "anterior", "posterior"),
        ("plif", "L4-L5", "anterior", "posterior"),
        ("MIS TLIF", "L4-L5", "anterior", "posterior"),
        ("ALIF", "L5-S1", "anterior", "anterior"),
        ("XLIF", "L3-L4", "anterior", "lateral"),
        ("DLIF", "L3-L4", "anterior", "lateral"),
        ("OLIF", "L3-L4", "anterior", "lateral"),
        ("ACDF", "C5-C6", "anterior", "anterior"),
        ("PLF", "L4-L5", "posterior", "posterior"),
        ("PCF", "C7-T1", "posterior", "posterior"),
    ],
)
def test_a_technique_says_column_and_direction_and_nothing_else(technique: str, joint: str, column: str, direction: str) -> None:
    operation = read_operation({"discharged": DAY, "fusions": [{"joint": joint, "technique": technique}]})
    (fusion,) = operation.fusions
    assert (fusion.column, fusion.direction) == (column, direction)
    assert fusion.status is fusion.approach is fusion.materials is None
    assert f"fills in column: {column} and direction: {direction}" in operation.understood[-1].said


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"technique": "TLIF", "column": "posterior"}, ["TLIF says anterior", "two entries"],
                     id="against the column"),
        pytest.param({"technique": "ACDF"}, ["ACDF is done in the cervical spine, not at L4-L5"], id="at another place"),
        pytest.param({"technique": "PLF", "joint": "SI-left"}, ["joins vertebrae, not at SI-left"], id="at no vertebra"),
        pytest.param({"technique": "360"}, ["two entries", "ALIF"], id="two techniques in one word"),
        pytest.param({"technique": "PSF"}, ["not which column", "PLIF or TLIF"], id="a word that leaves the column open"),
    ],
)  # fmt: skip
def test_a_technique_that_cannot_be_or_leaves_it_open_is_a_lesson(fields: dict[str, Any], told: list[str]) -> None:
    with pytest.raises(OperationError) as caught:
        read_operation(with_fusion(**fields))
    assert all(part in str(caught.value) for part in told), str(caught.value)


@pytest.mark.parametrize(
    ("fields", "unplaced"),
    [
        pytest.param({}, "", id="no joint"),
        pytest.param({"joint": None}, "", id="an empty joint"),
        pytest.param({"joint": "unknown"}, "", id="unknown"),
        pytest.param({"joint": "level not documented"}, "", id="not documented"),
        pytest.param({"joint": "cervical"}, "cervical", id="a region"),
        pytest.param({"joint": "L-spine"}, "lumbar", id="a region in short"),
        pytest.param({"technique": "ACDF"}, "cervical", id="a technique of one region"),
        pytest.param({"technique": "PLF"}, "", id="a technique of any region"),
    ],
)
def test_a_level_that_the_note_does_not_name_is_kept_as_a_question(fields: dict[str, Any], unplaced: str) -> None:
    operation = read_operation({"discharged": DAY, "fusions": [fields, {"joint": "L4-L5"}]})
    assert (operation.unplaced, operation.joints) == ((unplaced,), read_operation(with_fusion()).joints)


def test_the_name_of_a_fusion_is_kept_beside_what_it_fills_in() -> None:
    (named,) = read_operation(with_fusion(technique="XLIF")).fusions
    assert (named.technique, named.column, named.direction) == ("LLIF", "anterior", "lateral")


def test_what_was_understood_is_no_part_of_what_was_done() -> None:
    short = read_operation(with_fusion(materials=["PEEK spacer", "Grafton"]))
    long = read_operation(with_fusion(materials=["interbody cage", "demineralized bone matrix"]))
    assert short == long
    assert short.understood
    assert not long.understood
