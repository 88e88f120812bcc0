"""Gold cases for ICD-10-PCS, derived by hand from the tables and guidelines. The id of each names what decides it."""

from __future__ import annotations

import csv
import itertools

import pytest

from spine_edu.anatomy import JOINTS
from spine_edu.coding.open_points import open_points
from spine_edu.coding.pcs import fusion as icd10pcs
from spine_edu.coding.pcs import tables
from spine_edu.data import root
from spine_edu.operation import Operation
from tests.coding.build import CAGE, DONOR, IMPLANT, OWN, Fields, fused, opened, operation
from tests.conftest import some

FY26 = "2026-01-14"
CUSTOM = ["custom-made interbody device", "allograft"]
FACET_CAGES = ["paired titanium facet cages", "allograft"]
NANO = ["nanotextured interbody device", "allograft"]
POROUS = ["radiolucent porous interbody device", "allograft"]
TULIP = ["internal fixation device with tulip connector"]
THREAD = ["internal fixation device with bone-density-specific thread"]


def codes(on: Operation) -> list[str]:
    found, queries, _ = icd10pcs.fusion_codes(open_points(on))
    assert not queries, f"an unexpected question: {queries}"
    return sorted(code.code for code in found)


def case(name: str, day: str, fusions: list[Fields], expected: list[str]) -> object:
    return pytest.param(day, fusions, expected, id=name)


def row(first: str, count: int, **more: object) -> list[Fields]:
    """Posterolateral fusion of `count` joints from `first` downwards, with the patient's own bone."""
    start = next(joint.place for joint in JOINTS if joint.name == first)
    return [fused(joint.name, **more) for joint in JOINTS[start : start + count]]


# Source: ICD-10-PCS tables 0RG and 0SG (pcs-tables-2025); counting by B3.10a, b (pcs-guidelines)
BODY_PARTS = [
    case("occiput-C1 has its own value", FY26, row("O-C1", 1), ["0RG0071"]),
    case("C1-C2 is a plain cervical joint (Body Part Key)", FY26, row("C1-C2", 1), ["0RG1071"]),
    case("occiput to C2 is two codes", FY26, row("O-C1", 2), ["0RG0071", "0RG1071"]),
    case("one cervical joint", FY26, row("C5-C6", 1), ["0RG1071"]),
    case("two cervical joints", FY26, row("C4-C5", 2), ["0RG2071"]),
    case("C1 to C7 is six cervical joints, one code", FY26, row("C1-C2", 6), ["0RG2071"]),
    case("C7-T1 has its own value", FY26, row("C7-T1", 1), ["0RG4071"]),
    case("C6 to T2 is three codes", FY26, row("C6-C7", 3), ["0RG1071", "0RG4071", "0RG6071"]),
    case("one thoracic joint", FY26, row("T1-T2", 1), ["0RG6071"]),
    case("two thoracic joints", FY26, row("T4-T5", 2), ["0RG7071"]),
    case("seven thoracic joints (T4 to T11) are still value 7", FY26, row("T4-T5", 7), ["0RG7071"]),
    case("eight thoracic joints (T4 to T12) are value 8", FY26, row("T4-T5", 8), ["0RG8071"]),
    case("eleven thoracic joints are value 8", FY26, row("T1-T2", 11), ["0RG8071"]),
    case("T12-L1 is filed under the upper joints", FY26, row("T12-L1", 1), ["0RGA071"]),
    case("T11 to L2 is three codes", FY26, row("T11-T12", 3), ["0RG6071", "0RGA071", "0SG0071"]),
    case("one lumbar joint", FY26, row("L4-L5", 1), ["0SG0071"]),
    case("two lumbar joints", FY26, row("L3-L4", 2), ["0SG1071"]),
    case("L5-S1 has its own value", FY26, row("L5-S1", 1), ["0SG3071"]),
    case("L4 to S1 is two codes, not two lumbar joints", FY26, row("L4-L5", 2), ["0SG0071", "0SG3071"]),
    case("L3 to S1 is two lumbar joints and the lumbosacral one", FY26, row("L3-L4", 3), ["0SG1071", "0SG3071"]),
    case("T10 to S1 is four codes", FY26, row("T10-T11", 8), ["0RG7071", "0RGA071", "0SG1071", "0SG3071"]),
    case("joints of one region need not touch", FY26, row("C3-C4", 1) + row("C5-C6", 1), ["0RG2071"]),
    case("lumbar joints apart count together", FY26, row("L1-L2", 1) + row("L4-L5", 1), ["0SG1071"]),
    case("right and left sacroiliac joints", FY26, [fused("SI-right", "pelvic", IMPLANT), fused("SI-left", "pelvic", IMPLANT)],
         ["0SG704Z", "0SG804Z"]),
    case("sacrococcygeal joint", FY26, [fused("sacrococcygeal", "pelvic", DONOR)], ["0SG50KZ"]),
]  # fmt: skip

# Source: the seventh character of 0RG and 0SG; lateral in front of the transverse processes is anterior (hrg-approaches)
COLUMNS = [
    case("posterolateral", FY26, [fused("L4-L5")], ["0SG0071"]),
    case("TLIF is anterior column from behind", FY26, [fused("L4-L5", "plif", CAGE)], ["0SG00AJ"]),
    case("ALIF is anterior column from the front", FY26, [fused("L4-L5", "alif", CAGE)], ["0SG00A0"]),
    case("a lateral cage counts as from the front", FY26, [fused("L4-L5", "llif", CAGE)], ["0SG00A0"]),
    case("ACDF with a cage", FY26, [fused("C5-C6", "alif", CAGE)], ["0RG10A0"]),
    case("transpedicular thoracic interbody", FY26, [fused("T8-T9", "plif", DONOR)], ["0RG60KJ"]),
    case("a strut across one removed body is two joints", FY26, [fused("C5-C6", "alif", DONOR), fused("C6-C7", "alif", DONOR)],
         ["0RG20K0"]),
    case("front and back of one joint, J and 1", FY26, [fused("L4-L5", "plif", CAGE), fused("L4-L5")], ["0SG0071", "0SG00AJ"]),
    case("front and back of one joint, 0 and 1", FY26, [fused("L5-S1", "alif", CAGE), fused("L5-S1")], ["0SG3071", "0SG30A0"]),
    case("front and side share qualifier 0", FY26, [fused("L3-L4", "llif", CAGE), fused("L4-L5", "alif", CAGE)], ["0SG10A0"]),
    case("front and side of one joint are one joint", FY26, [fused("L4-L5", "llif", CAGE), fused("L4-L5", "alif", CAGE)],
         ["0SG00A0"]),
    case("another qualifier is another code (B3.10b)", FY26, [fused("L3-L4", "alif", CAGE), fused("L4-L5", "plif", CAGE)],
         ["0SG00A0", "0SG00AJ"]),
    case("another approach is another code", FY26, [fused("L3-L4"), fused("L4-L5", approach="percutaneous")],
         ["0SG0071", "0SG0371"]),
    case("percutaneous endoscopic", FY26, [fused("L4-L5", "plif", CAGE, approach="percutaneous endoscopic")], ["0SG04AJ"]),
    case("refusion of one joint, first fusion of the next", FY26, [fused("L4-L5", status="refusion"), fused("L3-L4")],
         ["0SG1071"]),
    case("the same without status", FY26, [fused("L4-L5", status=None), fused("L3-L4", status=None)], ["0SG1071"]),
]  # fmt: skip

# Source: B3.10c (pcs-guidelines) and the Device Key
DEVICES = [
    case("a cage outranks the bone in it", FY26, [fused("L4-L5", "plif", CAGE)], ["0SG00AJ"]),
    case("a cage with rhBMP", FY26, [fused("L4-L5", "plif", ["interbody cage", "rhBMP"])], ["0SG00AJ"]),
    case("a machined bone dowel is an interbody device", FY26, [fused("L4-L5", "plif", ["machined bone dowel"])], ["0SG00AJ"]),
    case("local bone", FY26, [fused("L4-L5")], ["0SG0071"]),
    case("iliac crest", FY26, [fused("L4-L5", materials=["harvested autograft"])], ["0SG0071"]),
    case("own bone with donor bone is Autologous", FY26, [fused("L4-L5", materials=["local autograft", "allograft"])],
         ["0SG0071"]),
    case("own bone with substitute and BMP is Autologous", FY26,
         [fused("L4-L5", materials=["local autograft", "synthetic substitute", "rhBMP"])], ["0SG0071"]),
    case("own bone of some, with bone of unknown origin, is Autologous", FY26,
         [fused("L4-L5", materials=["local autograft", "bone graft of unknown origin"])], ["0SG0071"]),
    case("donor bone", FY26, [fused("L4-L5", materials=DONOR)], ["0SG00K1"]),
    case("donor bone with substitute", FY26, [fused("L4-L5", materials=["allograft", "synthetic substitute"])], ["0SG00K1"]),
    case("pure substitute", FY26, [fused("L4-L5", materials=["synthetic substitute"])], ["0SG00J1"]),
    case("substitute with marrow", FY26, [fused("L4-L5", materials=["synthetic substitute", "bone marrow aspirate"])],
         ["0SG00J1"]),
    case("implant beside graft does not change a vertebral device", FY26, [fused("L4-L5", materials=["allograft", *IMPLANT])],
         ["0SG00K1"]),
    case("two sides of one joint are one fusion", FY26, [fused("L4-L5", materials=DONOR), fused("L4-L5")], ["0SG0071"]),
    case("another device is another code (B3.10b)", FY26, [fused("L3-L4", materials=DONOR), fused("L4-L5")],
         ["0SG0071", "0SG00K1"]),
    case("sacroiliac graft alone", FY26, [fused("SI-left", "pelvic", OWN)], ["0SG807Z"]),
    case("dead values: cage in the posterior column, until 2017-09-30", "2017-09-30", [fused("L4-L5", "posterior", CAGE)],
         ["0SG00A1"]),
    case("No Device, last day", "2018-09-30", [fused("L4-L5", materials=[])], ["0SG00Z1"]),
]  # fmt: skip

# Source: first and last days in the Medicare Code Editor (cms-mce-v44)
DATES = [
    case("nanotextured, first day", "2016-10-01", [fused("L4-L5", "plif", NANO)], ["XRGB092"]),
    case("nanotextured, the day before", "2016-09-30", [fused("L4-L5", "plif", NANO)], ["0SG00AJ"]),
    case("nanotextured, last day", "2022-09-30", [fused("L5-S1", "alif", NANO)], ["XRGD092"]),
    case("nanotextured, after", "2022-10-01", [fused("L5-S1", "alif", NANO)], ["0SG30A0"]),
    case("nanotextured, percutaneous, never had a row", "2020-01-14", [fused("L5-S1", "alif", NANO, approach="percutaneous")],
         ["0SG33A0"]),
    case("radiolucent porous, last day, two cervical joints", "2022-09-30",
         [fused("C4-C5", "alif", POROUS), fused("C5-C6", "alif", POROUS)], ["XRG20F3"]),
    case("radiolucent porous, after", "2022-10-01", [fused("C5-C6", "alif", POROUS)], ["0RG10A0"]),
    case("custom-made lumbar, the day before", "2021-09-30", [fused("L4-L5", "alif", CUSTOM)], ["0SG00A0"]),
    case("custom-made lumbar, first day", "2021-10-01", [fused("L4-L5", "alif", CUSTOM)], ["XRGB0R7"]),
    case("custom-made lumbar, last day in section X", "2026-09-30", [fused("L4-L5", "alif", CUSTOM)], ["XRGB0R7"]),
    case("custom-made lumbar, device E since FY2027", "2026-10-01", [fused("L4-L5", "alif", CUSTOM)], ["0SG00E0"]),
    case("custom-made, L3 to S1 from behind, FY2027", "2026-10-01",
         [fused(j, "plif", CUSTOM) for j in ("L3-L4", "L4-L5", "L5-S1")], ["0SG10EJ", "0SG30EJ"]),
    case("custom-made thoracolumbar, FY2027", "2026-10-01", [fused("T12-L1", "llif", CUSTOM)], ["0RGA0E0"]),
    case("custom-made cervical, before its row", "2025-09-30", [fused("C5-C6", "alif", CUSTOM)], ["0RG10A0"]),
    case("custom-made cervical, section X since FY2026", "2025-10-01", [fused("C5-C6", "alif", CUSTOM)], ["XRG10RB"]),
    case("custom-made cervical stays in section X in FY2027", "2026-10-01", [fused("C5-C6", "alif", CUSTOM)], ["XRG10RB"]),
    case("section X keeps front and back apart from nothing: one code", "2026-01-14",
         [fused("L3-L4", "alif", CUSTOM), fused("L4-L5", "plif", CUSTOM)], ["XRGC0R7"]),
    case("facet cages, the day before", "2024-09-30", [fused("L4-L5", materials=FACET_CAGES)], ["0SG00K1"]),
    case("facet cages, first day", "2024-10-01", [fused("L4-L5", materials=FACET_CAGES)], ["XRGB0EA"]),
    case("facet cages, percutaneous, have no row", FY26, [fused("L4-L5", materials=FACET_CAGES, approach="percutaneous")],
         ["0SG03K1"]),
    case("tulip connector, the day before", "2022-09-30", [fused("SI-left", "pelvic", TULIP)], ["0SG804Z"]),
    case("tulip connector, first day", "2022-10-01", [fused("SI-left", "pelvic", TULIP)], ["XRGF058"]),
    case("bone-density-specific thread, the day before", "2025-09-30",
         [fused("SI-right", "pelvic", THREAD, approach="percutaneous")], ["0SG734Z"]),
    case("bone-density-specific thread, first day", "2025-10-01", [fused("SI-right", "pelvic", THREAD, approach="percutaneous")],
         ["XRGE3HB"]),
    case("coccygeal joint, last day", "2025-03-31", [fused("coccygeal", "pelvic", DONOR)], ["0SG60KZ"]),
]  # fmt: skip


@pytest.mark.parametrize(("day", "fusions", "expected"), BODY_PARTS + COLUMNS + DEVICES + DATES)
def test_the_codes_are_those_that_the_tables_give(day: str, fusions: list[Fields], expected: list[str]) -> None:
    assert codes(operation(day, *fusions)) == sorted(expected), "see spine_edu/coding/pcs/fusion.py"


@pytest.mark.parametrize(
    ("day", "fusion", "missing"),
    [
        pytest.param(FY26, fused("L4-L5", approach=None), {"approach"}, id="no approach"),
        pytest.param(FY26, fused("L4-L5", "plif", ["interbody cage"], approach=None), {"approach", "graft"},
                     id="no approach, and a cage without graft"),
        pytest.param(FY26, fused("L4-L5", column=None), {"column"}, id="no column"),
        pytest.param(FY26, fused("L4-L5", direction=None), {"direction"}, id="no direction"),
        pytest.param(FY26, {"joint": "L4-L5"}, {"approach", "column", "direction", "graft"}, id="only the joint"),
        pytest.param(FY26, fused("L4-L5", direction="anterior"), {"direction"},
                     id="posterior column from the front is impossible"),
        pytest.param(FY26, fused("L4-L5", direction="lateral"), {"direction"}, id="posterior column from the side is impossible"),
        pytest.param(FY26, fused("L4-L5", "plif", ["interbody cage"]), {"graft"}, id="a cage without graft"),
        pytest.param(FY26, fused("L4-L5", "posterior", CAGE), {"column"}, id="a cage in the posterior column"),
        pytest.param(FY26, fused("L4-L5", "plif", FACET_CAGES), {"column"}, id="facet cages in the anterior column"),
        pytest.param(FY26, fused("L4-L5", "plif", [*CAGE, *FACET_CAGES]), {"column"}, id="both kinds of cage in one column"),
        pytest.param(FY26, fused("L4-L5", materials=["bone graft of unknown origin"]), {"graft"}, id="whose bone"),
        pytest.param(FY26, fused("L4-L5", materials=["allograft", "bone graft of unknown origin"]), {"graft"},
                     id="whose bone, beside donor bone"),
        pytest.param(FY26, fused("L4-L5", materials=IMPLANT), {"graft"}, id="screws alone fuse no vertebral joint"),
        pytest.param(FY26, fused("L4-L5", materials=["rhBMP"]), {"graft"}, id="an extender alone"),
        pytest.param(FY26, fused("L4-L5", materials=[]), {"graft"}, id="nothing laid in, after FY2018"),
        pytest.param("2018-10-01", fused("L4-L5", materials=[]), {"graft"},
                     id="nothing laid in, the first day without No Device"),
        pytest.param(FY26, fused("SI-left", "pelvic", CAGE), {"graft"}, id="an interbody cage in a sacroiliac joint"),
        pytest.param("2025-04-01", fused("coccygeal", "pelvic", DONOR), {"valid code"},
                     id="the coccygeal joint has no code any more"),
    ],
)  # fmt: skip
def test_what_the_note_leaves_open_is_asked_and_not_coded(day: str, fusion: Fields, missing: set[str]) -> None:
    found, queries, _ = icd10pcs.fusion_codes(opened(day, fusion))
    assert not found
    assert {query.missing for query in queries} == missing
    assert all(query.ask.endswith(("?", ".")) and query.about == fusion["joint"] for query in queries)


@pytest.mark.parametrize(
    ("fusions", "code", "also"),
    [
        pytest.param([fused("L4-L5", materials=["demineralized bone matrix"])], "0SG00K1", {"0SG00J1"}, id="DBM alone: K or J"),
        pytest.param([fused("SI-left", "pelvic", [*IMPLANT, "allograft"])], "0SG804Z", {"0SG80KZ"}, id="implant with donor bone"),
        pytest.param([fused("SI-left", "pelvic", [*IMPLANT, *OWN])], "0SG804Z", {"0SG807Z"}, id="implant with own bone"),
        pytest.param(
            [fused("L3-L4", materials=["demineralized bone matrix"]), fused("L4-L5", materials=DONOR)], "0SG10K1", set(),
            id="DBM beside plain donor bone: the other reading is not one code",
        ),
    ],
)  # fmt: skip
def test_a_contested_code_says_so_and_names_the_other_reading(fusions: list[Fields], code: str, also: set[str]) -> None:
    (found,), _, _ = icd10pcs.fusion_codes(opened(FY26, *fusions))
    assert found.code == code
    assert found.contested
    assert set(found.accepts) == also


def test_a_fusion_from_the_side_says_why_it_counts_as_from_the_front() -> None:
    (found,), _, _ = icd10pcs.fusion_codes(opened(FY26, fused("L3-L4", "llif", CAGE), fused("L4-L5", "alif", CAGE)))
    (reason,) = [reason for reason in found.reasons if reason.rule == "lateral-is-anterior"]
    assert reason.because.startswith("L3-L4:")


def test_joints_that_share_a_code_say_why() -> None:
    (found,), _, _ = icd10pcs.fusion_codes(opened(FY26, *row("L3-L4", 2)))
    assert "B3.10b" in {reason.rule for reason in found.reasons}


def _periods() -> list[tuple[str, str]]:
    with (root() / "codes" / "eras.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["version"], row["valid_from"]) for row in csv.DictReader(lines) if row["system"] == "ICD-10-PCS"]


COUNTS = {  # source: cms-mce-v44, all and vertebral codes of each period
    "2015-10-01": (555, 495), "2016-10-01": (566, 506), "2017-10-01": (544, 484), "2018-10-01": (433, 385),
    "2019-10-01": (433, 385), "2020-10-01": (433, 385), "2021-10-01": (445, 397), "2022-10-01": (427, 375),
    "2023-10-01": (427, 375), "2024-10-01": (431, 379), "2025-04-01": (419, 379), "2025-10-01": (432, 388),
    "2026-04-01": (432, 388), "2026-10-01": (444, 400),
}  # fmt: skip
_SETS = (
    [], OWN, DONOR, ["synthetic substitute"], CAGE, NANO, POROUS, CUSTOM, FACET_CAGES, IMPLANT, TULIP, THREAD,
)  # fmt: skip
_SPANS = {  # what must be fused for each body part value
    **{joint.name: [joint.name] for joint in JOINTS},
    "two cervical": ["C4-C5", "C5-C6"],
    "two thoracic": ["T4-T5", "T5-T6"],
    "eight thoracic": [f"T{n}-T{n + 1}" for n in range(4, 12)],
    "two lumbar": ["L3-L4", "L4-L5"],
}


@pytest.mark.parametrize(("period", "day"), some(_periods()), ids=[day for _, day in some(_periods())])
@pytest.mark.thorough
def test_every_valid_code_of_every_period_is_reached_and_no_other(period: str, day: str) -> None:
    valid = {code for code, (first, last) in tables.validity().items() if code[2] == "G" and first <= day <= last}
    vertebral = {code for code in valid if code[:4] not in ("0SG5", "0SG6", "0SG7", "0SG8", "XRGE", "XRGF")}
    assert (len(valid), len(vertebral)) == COUNTS[day], "data/codes/icd10pcs_fusion.csv"
    reached: set[str] = set()
    for joints, way, materials, approach in itertools.product(
        _SPANS.values(), ("posterior", "plif", "alif"), _SETS, ("open", "percutaneous", "percutaneous endoscopic")
    ):
        entries = [fused(joint, way, list(materials), approach=approach) for joint in joints]
        reached |= {code.code for code in icd10pcs.fusion_codes(opened(day, *entries))[0]}
    assert reached == valid, f"{period}: never reached {sorted(valid - reached)[:5]}, not valid {sorted(reached - valid)[:5]}"


@pytest.mark.parametrize(
    ("materials", "approach", "what"),
    [
        pytest.param(["paired titanium facet cages", "local autograft"], "percutaneous", "XRG…", id="facet cages without a row"),
        pytest.param(["internal fixation device", "local autograft"], "open", "internal fixation device",
                     id="an implant beside graft"),
        pytest.param(["internal fixation device", *CAGE], "open", "internal fixation device", id="an implant beside a cage"),
    ],
)  # fmt: skip
def test_what_was_laid_in_and_gives_no_device_is_named(materials: list[str], approach: str, what: str) -> None:
    way = "plif" if "interbody cage" in materials else "posterior"
    found, queries, rejections = icd10pcs.fusion_codes(opened(FY26, fused("L4-L5", way, materials, approach=approach)))
    assert found
    assert not queries
    assert what in [rejection.what for rejection in rejections]


@pytest.mark.parametrize("joint", ["O-C1", "C1-C2"])
def test_no_disc_is_spoken_of_above_the_axis_and_an_interbody_device_there_is_to_be_checked(joint: str) -> None:
    (found,), _, _ = icd10pcs.fusion_codes(opened(FY26, fused(joint, "alif", CAGE)))
    said = {reason.rule: reason.because for reason in found.reasons}
    assert found.code[5:] == "A0"
    assert "check in the note" in said.pop("anatomy-discs")
    assert not any("disc" in because.replace("Discharged", "") for because in said.values())
    for asked in (fused(joint, "posterior", CAGE), fused(joint, column=None)):
        _, (query,), _ = icd10pcs.fusion_codes(opened(FY26, asked))
        assert "disc" not in query.ask


def test_a_cage_below_the_axis_needs_no_such_check() -> None:
    (found,), _, _ = icd10pcs.fusion_codes(opened(FY26, fused("C2-C3", "alif", CAGE)))
    assert "anatomy-discs" not in [reason.rule for reason in found.reasons]
