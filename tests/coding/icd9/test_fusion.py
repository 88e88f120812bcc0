"""Gold cases for ICD-9-CM Volume 3, derived by hand from its titles and notes (cms-icd9-v32, icd9cm-volume3-notes)."""

from __future__ import annotations

import pytest

from spine_edu.anatomy import JOINTS
from spine_edu.coding.engine import codes_for
from spine_edu.coding.icd9 import companions
from spine_edu.coding.icd9 import fusion as icd9cm
from spine_edu.coding.rules import rules
from tests.coding.build import CAGE, DONOR, IMPLANT, Fields, done, fused, opened, operation

DAY = "2014-06-02"
AGAIN = {"status": "refusion"}


def case(name: str, fusions: list[Fields], expected: list[str], day: str = DAY) -> object:
    return pytest.param(day, fusions, expected, id=name)


def span(first: str, last: str, **more: object) -> list[Fields]:
    places = [joint.place for joint in JOINTS if joint.name in (first, last)]
    return [fused(joint.name, **more) for joint in JOINTS[places[0] : places[-1] + 1]]


@pytest.mark.parametrize(
    ("day", "fusions", "expected"),
    [
        # region, column and technique: titles of 81.01-81.08 and 81.31-81.38
        case("occiput-C1", [fused("O-C1")], ["81.01"]),
        case("C1-C2 from the front is still atlas-axis", [fused("C1-C2", "alif", DONOR)], ["81.01", "81.62"]),
        case("C1 to C3 needs two codes", span("C1-C2", "C2-C3"), ["81.01", "81.03", "81.62"]),
        case("occiput to C3: the occiput is no vertebra", span("O-C1", "C2-C3"), ["81.01", "81.03", "81.62"]),
        case("ACDF", [fused("C5-C6", "alif", CAGE)], ["81.02", "81.62"]),
        case("posterior neck", [fused("C5-C6")], ["81.03", "81.62"]),
        case("C7-T1 goes with the neck", [fused("C7-T1")], ["81.03", "81.62"]),
        case("thorax from the front", [fused("T8-T9", "alif", CAGE)], ["81.04", "81.62"]),
        case("thorax from behind", [fused("T8-T9")], ["81.05", "81.62"]),
        case("T12-L1 goes with the thorax", [fused("T12-L1")], ["81.05", "81.62"]),
        case("ALIF", [fused("L4-L5", "alif", CAGE)], ["81.06", "81.62"]),
        case("DLIF and XLIF are 81.06 too", [fused("L4-L5", "llif", CAGE)], ["81.06", "81.62"]),
        case("posterolateral", [fused("L4-L5")], ["81.07", "81.62"]),
        case("PLIF and TLIF", [fused("L4-L5", "plif", CAGE)], ["81.08", "81.62"]),
        case("L5-S1 goes with the lumbar spine", [fused("L5-S1", "plif", CAGE)], ["81.08", "81.62"]),
        case("both columns of one joint make two codes", [fused("L4-L5"), fused("L4-L5", "plif", CAGE)],
             ["81.07", "81.08", "81.62"]),
        case("front and back", [fused("L5-S1"), fused("L5-S1", "alif", CAGE)], ["81.06", "81.07", "81.62"]),
        case("T10 to L2 is two regions", span("T10-T11", "L1-L2"), ["81.05", "81.07", "81.63"]),
        # status, joint by joint (hia-refusion)
        case("refusion of the neck from the front", [fused("C5-C6", "alif", CAGE, **AGAIN)], ["81.32", "81.62"]),
        case("refusion from C1 to C2", [fused("C1-C2", **AGAIN)], ["81.31", "81.62"]),
        case("refusion of the thorax, both ways", [fused("T8-T9", "alif", CAGE, **AGAIN), fused("T8-T9", **AGAIN)],
             ["81.34", "81.35", "81.62"]),
        case("refusion, lumbar, all three",
             [fused("L3-L4", "alif", CAGE, **AGAIN), fused("L4-L5", **AGAIN), fused("L4-L5", "plif", CAGE, **AGAIN)],
             ["81.36", "81.37", "81.38", "81.62"]),
        case("one joint refused, the next fused for the first time", [fused("L4-L5", **AGAIN), fused("L3-L4")],
             ["81.07", "81.37", "81.62"]),
        case("mixed, in two regions and columns", [fused("L4-L5", "plif", CAGE, **AGAIN), fused("T12-L1")],
             ["81.05", "81.38", "81.63"]),
        # the count: vertebrae, not joints, one code for all (note at 81.6)
        case("L4 to S1 is three vertebrae", span("L4-L5", "L5-S1"), ["81.07", "81.62"]),
        case("L3 to S1 is four", span("L3-L4", "L5-S1"), ["81.07", "81.63"]),
        case("C4-5 and C6-7 apart are four", [fused("C4-C5"), fused("C6-C7")], ["81.03", "81.63"]),
        case("eight vertebrae", span("T4-T5", "T10-T11"), ["81.05", "81.63"]),
        case("T4 to T12 is nine vertebrae and eight joints", span("T4-T5", "T11-T12"), ["81.05", "81.64"]),
        case("both columns count a vertebra once", [*span("L3-L4", "L5-S1", way="plif"), *span("L3-L4", "L5-S1")],
             ["81.07", "81.08", "81.63"]),
        # joints of the pelvis, by the official maps (cms-gems-2018)
        case("sacroiliac", [fused("SI-left", "pelvic", IMPLANT)], ["81.08"]),
        case("sacroiliac again", [fused("SI-left", "pelvic", IMPLANT, **AGAIN)], ["81.39"]),
        case("sacrococcygeal", [fused("sacrococcygeal", "pelvic", DONOR)], ["81.00"]),
        # days (cms-mce-v44)
        case("the last day of 81.09", [fused("L4-L5", **AGAIN)], ["81.09"], "2001-09-30"),
        case("the first day of 81.3", [fused("L4-L5", **AGAIN)], ["81.37"], "2001-10-01"),
        case("no count code yet", [fused("L4-L5")], ["81.07"], "2003-09-30"),
        case("the first day of the count codes", [fused("L4-L5")], ["81.07", "81.62"], "2003-10-01"),
        case("as it would have been coded", [fused("L4-L5", **AGAIN)], ["81.37", "81.62"], "2026-01-14"),
        case("before the table begins", [fused("L4-L5", **AGAIN)], [], "1985-09-30"),
    ],
)  # fmt: skip
def test_the_codes_are_those_of_titles_and_notes(day: str, fusions: list[Fields], expected: list[str]) -> None:
    found, queries = icd9cm.fusion_codes(opened(day, *fusions))
    assert sorted(code.code for code in found) == expected, "see spine_edu/coding/icd9/fusion.py"
    assert not queries


@pytest.mark.parametrize(
    ("fusions", "code", "accepts"),
    [
        pytest.param([fused("C5-C6", "plif", CAGE)], "81.03", ("81.02",), id="neck, anterior column from behind"),
        pytest.param([fused("T8-T9", "plif", DONOR)], "81.05", ("81.04",), id="thorax, anterior column from behind"),
        pytest.param([fused("T8-T9", "plif", DONOR, **AGAIN)], "81.35", ("81.34",), id="the same again"),
        pytest.param([fused("T8-T9", "plif", DONOR), fused("T5-T6")], "81.05", (),
                     id="with a plain posterior joint no single code"),
        pytest.param([fused("SI-left", "pelvic", IMPLANT)], "81.08", (), id="sacroiliac"),
        pytest.param(
            [fused("L4-L5", "alif", CAGE), fused("L4-L5", **AGAIN)], "81.06", ("81.36",),
            id="other column fused before: by column or by joint"
        ),
    ],
)  # fmt: skip
def test_contested_readings_are_marked(fusions: list[Fields], code: str, accepts: tuple[str, ...]) -> None:
    found = {assignment.code: assignment for assignment in icd9cm.fusion_codes(opened(DAY, *fusions))[0]}
    assert found[code].contested
    assert found[code].accepts == accepts


@pytest.mark.parametrize(
    ("fusions", "codes", "missing"),
    [
        pytest.param([fused("L4-L5", status=None)], [], ["status"], id="status unknown: no code, no count"),
        pytest.param([fused("L3-L4"), fused("L4-L5", status=None), fused("L5-S1", status=None)], ["81.07", "81.63"],
                     ["status", "status"], id="an unknown status does not hold up the count"),
        pytest.param([fused("L4-L5"), fused("L5-S1", materials=None) | {"materials": None}], ["81.07", "81.62"], [],
                     id="a doubtful joint that cannot change the count"),
        pytest.param([fused("L3-L4"), fused("L4-L5"), fused("L5-S1") | {"materials": None}], ["81.07"], ["count"],
                     id="a doubtful joint that would change the count"),
        pytest.param([fused("L4-L5"), fused("L4-L5", **AGAIN)], [], ["status"], id="one column both ways is a contradiction"),
    ],
)  # fmt: skip
def test_only_what_icd9_needs_is_asked(fusions: list[Fields], codes: list[str], missing: list[str]) -> None:
    found, queries = icd9cm.fusion_codes(opened(DAY, *fusions))
    assert sorted(code.code for code in found) == codes
    assert [query.missing for query in queries] == missing


@pytest.mark.parametrize(
    ("fusions", "procedures", "expected"),
    [
        pytest.param([fused("L4-L5", "plif", CAGE)], [], {"84.51"}, id="interbody device"),
        pytest.param([fused("L4-L5", "plif", ["machined bone dowel"])], [], {"84.51"}, id="bone dowel"),
        pytest.param([fused("L4-L5", materials=["local autograft", "rhBMP"])], [], {"84.52"}, id="rhBMP"),
        pytest.param([], [done("harvest", from_="iliac crest", side="left")], {"77.79"}, id="iliac crest"),
        pytest.param([], [done("harvest", from_="rib", count=1)], {"77.71"}, id="rib"),
        pytest.param([], [done("harvest", from_="local bone")], set(), id="local bone"),
        pytest.param([], [done("removal", of="screws and rods", vertebrae=["L4"]), done("removal", of="plate", vertebrae=["L5"])],
                     {"78.69"}, id="old implants, once"),
        pytest.param([], [done("discectomy", joint="L4-L5", extent="partial")], {"80.51"}, id="part of a disc"),
        pytest.param([], [done("discectomy", joint="L4-L5", extent="total")], {"80.51"}, id="all of a disc"),
        pytest.param([], [done("discectomy", joint="C1-C2", extent="total")], set(), id="no disc there"),
        pytest.param([], [done("decompression", of="nerve root", region="lumbar", own_objective=True)], {"03.09"},
                     id="decompression"),
        pytest.param([], [done("decompression", of="nerve root", region="lumbar", own_objective=True, reopened=True)], {"03.02"},
                     id="old site reopened"),
        pytest.param([], [done("decompression", of="nerve root", region="lumbar", own_objective=False)], set(),
                     id="only the way in"),
        pytest.param([], [done("stabilization", of="interspinous process device", joint="L4-L5")], {"84.80"},
                     id="interspinous device"),
        pytest.param([], [done("stabilization", joint="L4-L5")], set(), id="a device not named is not guessed"),
        pytest.param([], [done("disc replacement", joint="C5-C6")], {"84.62"}, id="artificial disc in the neck"),
        pytest.param([], [done("disc replacement", joint="L5-S1")], {"84.65"}, id="artificial disc in the low back"),
        pytest.param([], [done("disc replacement", joint="C1-C2")], set(), id="no disc to replace"),
        pytest.param([], [done("dural repair", of="suture")], {"03.59"}, id="dura"),
    ],
)  # fmt: skip
def test_companions_stand_beside_the_fusion(fusions: list[Fields], procedures: list[Fields], expected: set[str]) -> None:
    found = companions.companion_codes(opened(DAY, *fusions, procedures=procedures))
    assert {code.code for code in found if code.kind == "companion"} == expected


def test_interbody_and_growth_factor_codes_begin_on_their_day() -> None:
    fusion = fused("L4-L5", "plif", ["interbody cage", "allograft", "rhBMP"])
    assert not companions.companion_codes(opened("2002-09-30", fusion))
    assert {code.code for code in companions.companion_codes(opened("2002-10-01", fusion))} == {"84.51", "84.52"}


BOTH = [fused("L4-L5"), fused("L4-L5", "plif", CAGE)]


@pytest.mark.parametrize(
    ("day", "fusions", "told"),
    [
        pytest.param("2002-10-01", BOTH, True, id="its first day"),
        pytest.param("2005-09-30", BOTH, True, id="its last day"),
        pytest.param("2005-10-01", BOTH, False, id="the day after"),
        pytest.param("2003-09-30", [fused("L4-L5"), fused("L3-L4", "plif", CAGE)], False, id="the columns of two joints"),
    ],
)
def test_81_61_is_named_for_a_joint_fused_in_both_columns_from_behind_while_it_lasted_and_is_not_given(
    day: str, fusions: list[Fields], told: bool
) -> None:
    found = codes_for(operation(day, *fusions))
    assert {"81.07", "81.08"} <= set(found.codes)
    assert "81.61" not in found.codes
    said = [rejection.because for rejection in found.rejections if rejection.what == "81.61"]
    assert ["neither given nor ruled out" in because for because in said] == [True] * told


def test_81_61_is_ruled_out_where_the_columns_were_reached_from_both_sides() -> None:
    found = codes_for(operation("2003-01-15", fused("L5-S1"), fused("L5-S1", "alif", CAGE)))
    (said,) = [rejection.because for rejection in found.rejections if rejection.what == "81.61"]
    assert said.endswith("for one incision")


def test_what_was_laid_behind_before_october_2010_may_stand_under_81_08() -> None:
    for day, accepts in (("2010-09-30", ("81.08",)), ("2010-10-01", ())):
        (code,) = codes_for(operation(day, fused("L4-L5", materials=DONOR))).icd9_fusion
        assert (code.code, code.accepts, bool(code.contested)) == ("81.07", accepts, bool(accepts))


def test_a_reason_older_than_its_rule_is_followed_by_one_that_says_so() -> None:
    for day in ("1999-05-01", "2003-09-30", "2010-09-30", "2010-10-01"):
        found = codes_for(operation(day, *BOTH, fused("T8-T9", "plif", CAGE), fused("SI-left", "pelvic", IMPLANT)))
        for code in found.assignments:
            doubted = [reason.rule for reason in code.reasons if "not verified" in reason.because]
            assert doubted == list(dict.fromkeys(reason.rule for reason in code.reasons if rules()[reason.rule].since > day)), (
                code
            )


@pytest.mark.parametrize("joint", ["O-C1", "SI-left"])
def test_where_fewer_than_two_vertebrae_are_joined_the_missing_count_code_is_explained(joint: str) -> None:
    fusion = fused(joint) if joint == "O-C1" else fused(joint, "pelvic", IMPLANT)
    alone, more = codes_for(operation(DAY, fusion)), codes_for(operation(DAY, fusion, fused("L4-L5")))
    assert alone.icd9_count is None
    assert "81.62" in [rejection.what for rejection in alone.rejections]
    assert more.icd9_count is not None
    assert "81.62" not in [rejection.what for rejection in more.rejections]


@pytest.mark.parametrize(("day", "again"), [("2001-09-30", "81.09"), ("2001-10-01", "81.3x")])
def test_beside_a_refusion_the_first_fusion_is_not_given_the_code_for_refusion_of_its_day(day: str, again: str) -> None:
    answer = codes_for(operation(day, fused("L4-L5", **AGAIN), fused("L3-L4"))).as_dict()
    left = {entry["what"]: entry["because"] for entry in answer["not_coded"]}
    assert left[f"{again} for every joint"].endswith(f"81.0x, not {again}")
