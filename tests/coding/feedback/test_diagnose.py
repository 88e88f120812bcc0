"""Wrong answers and the belief behind each: what a learner writes, and what the diagnosis must say."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.cases import case_named
from spine_edu.coding.engine import codes_for
from spine_edu.coding.feedback.codes_given import normal_form
from spine_edu.coding.feedback.diagnose import diagnose
from spine_edu.coding.feedback.diagnosis import misconceptions
from spine_edu.errors import CodeError
from spine_edu.operation import Operation, read_operation
from tests.coding.build import CAGE, DONOR, IMPLANT, Fields, contents, done, fused, operation

NEW, OLD = "2026-01-14", "2014-06-02"
AGAIN = {"status": "refusion"}
SCREWS_OUT = done("removal", of="screws and rods", vertebrae=["L4", "L5"])
L4_S1 = [fused("L4-L5"), fused("L5-S1")]
L3_L5 = [fused("L3-L4"), fused("L4-L5")]
ACT = {"own_objective": True, "of": "nerve root", "region": "lumbar"}


def new(*fusions: Fields, procedures: list[Fields] | None = None) -> Operation:
    return operation(NEW, *fusions, procedures=procedures)


def old(*fusions: Fields, procedures: list[Fields] | None = None) -> Operation:
    return operation(OLD, *fusions, procedures=procedures)


BELIEFS = [
    ("0SW0071", new(fused("L4-L5", **AGAIN)), "revision-surgery-is-revision"),
    ("0SW00AZ", new(fused("L4-L5", **AGAIN)), "revision-surgery-is-revision"),
    ("81.37 81.62", old(fused("L4-L5")), "any-later-surgery-is-refusion"),
    ("81.37 81.62", old(fused("L4-L5", **AGAIN), fused("L3-L4")), "refusion-hides-initial"),
    ("81.37 81.35 81.63", old(fused("L4-L5", **AGAIN), fused("T12-L1")), "refusion-hides-initial"),
    ("81.07 81.62", old(fused("L4-L5", **AGAIN)), "refusion-overlooked"),
    ("81.07 81.62", old(fused("L4-L5", **AGAIN), fused("L3-L4")), "refusion-overlooked"),
    ("0SG0071 0QP004Z", new(procedures=[SCREWS_OUT]), "removal-alone-is-refusion"),
    ("81.37 78.69", old(procedures=[SCREWS_OUT]), "removal-alone-is-refusion"),
    ("0SG0071", new(procedures=[done("exploration", joint="L4-L5")]), "exploration-is-fusion"),
    ("0SG0071 0SJ00ZZ", new(fused("L4-L5"), procedures=[done("exploration", joint="L4-L5")]), "exploration-is-fusion"),
    ("0SG0041", new(fused("L4-L5", materials=["allograft", *IMPLANT])), "hardware-is-fusion"),
    ("0SG00Z1", new(fused("L4-L5")), "hardware-is-fusion"),
    ("0SG0071", new(procedures=[done("instrumentation", of="screws", vertebrae=["L4", "L5"])]), "hardware-is-fusion"),
    ("0SG0071 0QH004Z", new(fused("L4-L5"), procedures=[done("instrumentation", of="screws", vertebrae=["L4", "L5"])]),
     "hardware-coded-beside"),
    ("0SG1071", new(fused("L4-L5")), "count-vertebrae-in-pcs"),
    ("0RG8071", new(*(fused(f"T{n}-T{n + 1}") for n in range(4, 11))), "count-vertebrae-in-pcs"),
    ("81.07 81.62", old(*(fused(j) for j in ("L3-L4", "L4-L5", "L5-S1"))), "count-joints-in-icd9"),
    ("81.07 81.37 81.62 81.62", old(fused("L4-L5", **AGAIN), fused("L3-L4")), None),
    ("81.05 81.37 81.62 81.63", old(fused("L4-L5", **AGAIN), fused("T12-L1")), "one-count-code-each"),
    ("81.07", old(fused("L4-L5")), "count-code-forgotten"),
    ("0SG1071", new(*L4_S1), "junction-in-region"),
    ("0SG0071", new(*L4_S1), "junction-in-region"),
    ("0RG2071", new(fused("C6-C7"), fused("C7-T1")), "junction-in-region"),
    ("0SG0071 0SG0071", new(*L3_L5), "one-code-per-joint"),
    ("0SG0071", new(*L3_L5), "one-code-per-joint"),
    ("0SG00A1", new(fused("L4-L5", "plif", CAGE)), "approach-is-column"),
    ("81.07 81.62 84.51", old(fused("L4-L5", "plif", CAGE)), "approach-is-column"),
    ("0SG0371", new(fused("L4-L5")), "minimally-invasive-is-percutaneous"),
    ("0SG007J", new(fused("L4-L5", "plif", CAGE)), "graft-beats-cage"),
    ("0SG00K1", new(fused("L4-L5", materials=["local autograft", "allograft"])), "allograft-beats-autograft"),
    ("0SG0071 0QB20ZZ", new(fused("L4-L5"), procedures=[done("harvest", from_="local bone")]), "local-bone-is-harvest"),
    ("0SG1071 0SG10AJ", new(fused("L3-L4"), fused("L4-L5"), fused("L4-L5", "plif", CAGE)), "all-joints-in-every-code"),
    ("0SG0071", new(fused("L4-L5"), procedures=[done("harvest", from_="iliac crest", side="left")]), "harvest-forgotten"),
    ("0SG0071", new(fused("L4-L5", **AGAIN), procedures=[SCREWS_OUT]), "removal-forgotten"),
    ("81.37 81.62", old(fused("L4-L5", **AGAIN), procedures=[SCREWS_OUT]), "removal-forgotten"),
    ("0SG0071 0QP004Z", new(fused("L4-L5"), procedures=[done("removal", of="interbody device", joint="L4-L5")]),
     "cage-leaves-bone"),
    ("0SG0071 01NB0ZZ", new(fused("L4-L5"), procedures=[done("decompression", **{**ACT, "own_objective": False})]),
     "decompression-always-coded"),
    ("0SG0071", new(fused("L4-L5"), procedures=[done("decompression", **ACT)]), "decompression-forgotten"),
    ("0SG0071", new(fused("L4-L5"), procedures=[done("discectomy", joint="L4-L5", extent="total")]), "discectomy-forgotten"),
    ("0SG00K1", new(fused("L4-L5", materials=["bone graft of unknown origin"])), "guess-when-silent"),
    ("0SG0071", new(fused("L4-L5", approach=None)), "guess-when-silent"),
    ("81.07 81.62", old(fused("L4-L5", status=None)), "guess-when-silent"),
    ("XRGB092", new(fused("L4-L5", "plif", ["nanotextured interbody device", "allograft"])), "another-years-code"),
    ("XRGB0R7", operation("2026-11-20", fused("L4-L5", "plif", ["custom-made interbody device", "allograft"])),
     "another-years-code"),
    ("0SG00A0", new(fused("L4-L5", "alif", ["custom-made interbody device", "allograft"])), "another-years-code"),
    ("81.07 81.62", new(fused("L4-L5")), "wrong-system"),
    ("0SG0071", old(fused("L4-L5")), "wrong-system"),
    ("0RG0071", new(fused("C1-C2")), "gem-is-coding"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given_codes", "on", "belief"), [pytest.param(*row, id=f"{row[2] or 'no belief'}-{n}") for n, row in enumerate(BELIEFS)]
)
def test_a_wrong_answer_names_the_belief_behind_it(given_codes: str, on: Operation, belief: str | None) -> None:
    found = diagnose(given_codes, on)
    assert not found.correct
    assert found.score < 1 or belief is None
    if belief:
        assert belief in found.misconceptions, found.text()
    else:
        assert not found.misconceptions, found.text()


def test_a_junction_counted_with_its_region_is_not_taken_for_counted_vertebrae() -> None:
    assert diagnose("0SG1071", new(*L4_S1)).misconceptions == ("junction-in-region",)
    assert diagnose("0SG1071", new(fused("L4-L5"))).misconceptions == ("count-vertebrae-in-pcs",)


def test_every_belief_about_codes_is_caught_by_some_answer() -> None:
    """A misconception that names a rule of ours, and that a wrong code can show, must be named by some wrong code above."""
    caught = {belief for _, _, belief in BELIEFS}
    seen_elsewhere = {  # shown by words, not by a code: only questions catch these
        "pcs-has-refusion", "fusion-lasts-as-relief", "nonunion-was-no-fusion", "old-operation-picks-code", "one-device-for-all",
        "value-names-the-joint", "side-has-own-value", "middle-column-has-value", "shared-vertebra-twice",
    }  # fmt: skip
    about_codes = {name for name, entry in misconceptions().items() if entry.get("rule") and name not in seen_elsewhere}
    assert about_codes - caught == set(), "add a wrong answer to BELIEFS, or the belief to seen_elsewhere"


@pytest.mark.parametrize(
    "given_codes",
    [
        pytest.param(["0sg0071", "0SG30AJ"], id="lower case"),
        pytest.param("0SG0071, 0SG30AJ", id="one text with a comma"),
        pytest.param("OSG0071;0SG3OAJ", id="letter O for zero"),
        pytest.param((code for code in ("0SG30AJ", "0SG0071")), id="a generator, other order"),
        pytest.param({"0SG0071": 1, "0SG30AJ": 2}, id="the keys of a mapping"),
        pytest.param({"0SG0071", "0SG30AJ"}, id="a set"),
        pytest.param([b"0SG0071", "0SG3-0AJ"], id="bytes, and a dash"),
        pytest.param(b"0SG0071 0SG30AJ", id="one text of bytes"),
    ],
)
def test_spelling_is_not_what_is_asked(given_codes: Any) -> None:
    assert diagnose(given_codes, new(fused("L4-L5"), fused("L5-S1", "plif", CAGE))).correct


@pytest.mark.parametrize("given_codes", [["8137", "8162"], ["81.37", "81.62"], [81.37, 81.62], "81.37 81.62", [8137, 8162]])
def test_a_dot_is_not_what_is_asked(given_codes: Any) -> None:
    assert diagnose(given_codes, old(fused("L4-L5", **AGAIN))).correct


@pytest.mark.parametrize(
    "given_codes",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="an empty list"),
        pytest.param("", id="an empty text"),
        pytest.param(7, id="a number"),
        pytest.param([None, {}, [], object, 1e400, 10**5000, True, -1.5, ("0SG0071",)], id="not texts"),
        pytest.param({"answer": ["0SG0071"]}, id="a mapping"),
        pytest.param(["0SG0071"] * 10_000, id="the same code ten thousand times"),
        pytest.param([f"0SG{n:04}" for n in range(10_000)], id="ten thousand codes"),
        pytest.param(itertools.count(), id="without end"),
        pytest.param(["x" * 100_000, "\ud800", "٨١.٣٧", "ß" * 7, "0SG00\n71"], id="odd texts"),
        pytest.param(b"\xff\xfe", id="bytes that are no text"),
    ],
)
@pytest.mark.parametrize(
    "on", [new(*L4_S1), old(*L4_S1), new(), operation("1970-01-01", fused("L4-L5"))], ids=["new", "old", "none", "1970"]
)
def test_any_answer_is_diagnosed(given_codes: Any, on: Operation) -> None:
    found = diagnose(given_codes, on)
    assert len(found.findings) < 100
    json.dumps(found.as_dict())
    assert "object at" not in found.text()


@given(contents(),
       st.lists(st.sampled_from(("0SG0071", "0SG1071", "0RG10A0", "81.37", "81.07", "81.62", "0QP004Z", "XRGB092", "0SG00A1",
                                 "zz")) | st.text(max_size=9),
                max_size=6))  # fmt: skip
def test_any_list_for_any_operation_is_diagnosed(content: Fields, given_codes: list[str]) -> None:
    for system in (None, "ICD-9-CM", "ICD-10-PCS"):
        found = diagnose(given_codes, read_operation(content), system)
        assert 0 <= found.score <= 1
        assert set(found.misconceptions) <= set(misconceptions())
        assert len([finding for finding in found.findings if finding.given]) == len(given_codes)


@given(contents())
def test_our_own_answer_is_always_right(content: Fields) -> None:
    key = codes_for(read_operation(content))
    for system in ("ICD-9-CM", "ICD-10-PCS"):
        ours = [code.code for code in key.assignments if code.system == system]
        found = diagnose(ours, key, system)
        assert found.correct, found.text()
        assert found.score == 1


@pytest.mark.parametrize(
    ("given_codes", "on"),
    [
        pytest.param("0SG00J1", new(fused("L4-L5", materials=["demineralized bone matrix"])), id="DBM as synthetic"),
        pytest.param("0SG00K1 0SG00J1",
                     new(fused("L3-L4", materials=DONOR), fused("L4-L5", materials=["demineralized bone matrix"])),
                     id="DBM beside donor bone"),
        pytest.param("0SG10J1",
                     new(fused("L3-L4", materials=["synthetic substitute"]),
                         fused("L4-L5", materials=["demineralized bone matrix"])),
                     id="DBM beside a substitute"),
        pytest.param("0SG80KZ", new(fused("SI-left", "pelvic", [*IMPLANT, "allograft"])), id="sacroiliac, graft value"),
        pytest.param("81.04 81.62", old(fused("T8-T9", "plif", DONOR)), id="thorax by its column"),
        pytest.param("81.04 81.05 81.63", old(fused("T8-T9", "plif", DONOR), fused("T4-T5")),
                     id="thorax by its column, beside a posterior joint"),
        pytest.param("81.36 81.37 81.62 84.51", old(fused("L4-L5", "alif", CAGE), fused("L4-L5", **AGAIN)),
                     id="status by joint, not by column"),
        pytest.param("0SG0071 0ST20ZZ 0ST20ZZ",
                     new(fused("L4-L5"), procedures=[done("discectomy", joint=j, extent="total") for j in ("L3-L4", "L4-L5")]),
                     id="two discs, reported twice (B3.2b)"),
    ],
)  # fmt: skip
def test_a_contested_reading_is_never_wrong(given_codes: str, on: Operation) -> None:
    found = diagnose(given_codes, on)
    assert found.correct, found.text()
    assert found.score == 1


def test_a_contested_reading_may_not_be_mixed_with_another_fault() -> None:
    found = diagnose("0SG03J1", new(fused("L4-L5", materials=["demineralized bone matrix"])))
    assert not found.correct
    assert "minimally-invasive-is-percutaneous" in found.misconceptions


def test_optional_codes_are_neither_right_nor_wrong() -> None:
    on = new(fused("L4-L5", materials=["local autograft", "rhBMP"]))
    assert diagnose("0SG0071 3E0U0GB", on).correct
    assert diagnose("0SG0071", on).correct


def test_a_code_given_twice_is_told_once() -> None:
    found = diagnose("0SG0071 0SG0071", new(fused("L4-L5")))
    assert [finding.verdict for finding in found.findings] == ["right", "twice"]
    assert not found.correct


@pytest.mark.parametrize("system", ["icd9", "CPT", 9])
def test_another_system_is_refused(system: Any) -> None:
    with pytest.raises(CodeError, match="ICD-10-PCS and ICD-9-CM"):
        diagnose("0SG0071", new(fused("L4-L5")), system)


@given(st.text(max_size=12))
def test_a_normal_form_is_stable(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once


def test_a_diagnosis_is_shown_as_a_table_that_names_the_belief_and_escapes_what_was_typed() -> None:
    found = diagnose(
        ["0SG0071", "<script>"],
        operation("2026-01-14", fused("L4-L5", column="anterior", materials=["interbody cage", "allograft"])),
    )
    page = found.html()
    assert "Did you think" in page
    assert "≠ <b>0SG0071</b>" in page
    assert "<script>" not in page
    assert found._repr_mimebundle_()["text/plain"] == found.text()


def test_one_code_for_two_gutters_with_different_graft_is_one_device_for_all() -> None:
    graft = [fused("L4-L5", materials=["local autograft"]), fused("L3-L4", materials=["allograft"])]
    assert diagnose(["0SG1071"], operation("2026-01-14", *graft)).misconceptions[0] == "one-device-for-all"


def test_a_code_for_several_cages_where_one_was_laid_is_not_taken_for_counted_vertebrae() -> None:
    baker, nurse = case_named("cage-again-l3-l5"), case_named("abdomen-after-back-l4-s1")
    assert diagnose("0SG10AJ", baker.operation).misconceptions[0] == "all-joints-in-every-code"  # his gutters do share a code
    from_behind = nurse.change("L5-S1", "anterior", direction="posterior").operation
    assert diagnose("0SG10A0", from_behind).misconceptions[0] == "junction-in-region"


def test_a_code_is_said_once_and_wrong_characters_are_told_with_what_they_mean() -> None:
    cage_out = done("removal", of="interbody device", joint="L4-L5")
    found = diagnose("0SW00AZ 01NB0ZZ 0SG0071", operation("2026-01-14", fused("L4-L5"), procedures=[cage_out])).text()
    assert "W (Revision) is not what was done; P (Removal) is" in found
    assert found.count("01NB0ZZ") == 1


def test_a_contested_code_is_neither_missing_nor_wrong() -> None:
    """Bone of the same wound in ICD-9-CM: some report 77.79, some do not, and the learner is told so."""
    plain = operation("2014-06-02", fused("L4-L5"))
    assert diagnose("81.07 81.62", plain).correct
    with_bone = diagnose("81.07 81.62 77.79", plain)
    assert with_bone.correct
    assert "no ruling was found" in with_bone.text()
