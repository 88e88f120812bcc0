"""From claim to MS-DRG: the published examples, the traps, severity, other MDCs, and what is honestly not decided.

Expected classes come from outside our engine: CMS grouper tables and the CMS Java grouper 43.1 (v40 to v43.1), CMS v44 tables
(cms-ms-drg-v40-v44), the Definitions Manual (cms-ms-drg-v36-v39); for single cases the source is named beside them.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spine_edu import data
from spine_edu.coding.drg.grouper import group, group_codes
from spine_edu.coding.drg.order import ORDER
from spine_edu.coding.reading.diagnoses import SEVERITIES, below, newest, standing
from spine_edu.errors import ClaimError
from tests.conftest import examples

DAY = {
    "v36": "2018-11-20",
    "v37": "2019-11-20",
    "v38": "2020-11-20",
    "v39": "2021-11-20",
    "v40": "2022-11-20",
    "v40.1": "2023-05-20",
    "v41": "2023-11-20",
    "v41.1": "2024-05-20",
    "v42": "2024-11-20",
    "v42.1": "2025-05-20",
    "v43": "2025-11-20",
    "v43.1": "2026-05-20",
    "v44": "2026-11-20",
}
STENOSIS = "M48.061"
SEPSIS = "A41.9"  # an MCC
PSEUDARTHROSIS = "M96.0"  # a CC
FUSIONS = data.table("icd10pcs_fusion")
DIAGNOSES = [row["code"] for row in data.table("icd10cm")]


def drg(version, codes, principal=STENOSIS, secondary=()):
    found = group_codes(DAY[version], principal, list(secondary), codes.split(" + ") if codes else [])
    assert found.version == version
    return found.drg


EXAMPLES = [  # codes, then the class in v41, v42, v43, v44
    ("0SG00AJ", "460", "451", "451", "451"),
    ("0SG00AJ + 0SG0071", "455", "402", "402", "402"),
    ("0SG00A0 + 0SG30A0", "460", "448", "448", "448"),
    ("0SG10AJ + 0SG1071", "455", "428", "428", "428"),
    ("0SG0071 + 0SG3071 + 0RGA071", "460", "448", "448", "448"),
    ("0SG00A0 + 0SG504Z", "460", "448", "451", "451"),
    ("0SG30A0 + 0SG734Z", "455", "402", "402", "402"),
    ("0SG30A0 + XRGE058", "455", "402", "402", "525"),
    ("0RG7071 + 0SG1071", "458", "458", "458", "525"),
    ("0RG7070 + 0SG107J", "460", "448", "448", "448"),
    ("0RG7071 + 0SG10AJ", "455", "428", "428", "525"),
    ("0RG8071 + 0RGA071", "458", "458", "458", "525"),
    ("0RG4071 + 0RG6071", "460", "451", "451", "451"),
    ("0RG20A0 + 0RG2071 + 0RG6071", "455", "430", "430", "430"),
    ("0RG20A0 + 0RG2071 + 0SG00AJ + 0SG0071", "455", "402", "430", "430"),
]


@pytest.mark.parametrize(
    ("version", "codes", "expected"),
    [
        pytest.param(version, codes, expected, id=f"{version}: {codes}")
        for codes, *by_version in EXAMPLES
        for version, expected in zip(("v41", "v42", "v43", "v44"), by_version, strict=True)
    ],
)
def test_published_examples_group_as_the_cms_grouper_does(version, codes, expected):
    assert drg(version, codes) == expected, "see spine_edu/coding/drg/order.py and data/codes/ms_drg_lists.csv"


@pytest.mark.parametrize(
    ("version", "codes", "secondary", "expected"),
    [
        pytest.param("v41", "XRGC0R7 + 0SG1071", [], "455", id="v41, custom-made device, no CC"),
        pytest.param("v41", "XRGC0R7 + 0SG1071", [PSEUDARTHROSIS], "454", id="v41, custom-made device, CC"),
        pytest.param("v41", "XRGC0R7 + 0SG1071", [SEPSIS], "453", id="v41, custom-made device, MCC"),
        pytest.param("v42", "XRGC0R7 + 0SG1071", [], "428", id="v42, custom-made device without a CC lifts nothing"),
        pytest.param("v42", "XRGC0R7 + 0SG1071", [PSEUDARTHROSIS], "426", id="v42, custom-made device with a CC lifts"),
        pytest.param("v43", "XRGC0R7 + 0SG1071", [], "428", id="v43, custom-made device without a CC lifts nothing"),
        pytest.param("v43", "XRGC0R7 + 0SG1071", [PSEUDARTHROSIS], "426", id="v43, custom-made device with a CC lifts"),
        pytest.param("v43", "XRGC0R7 + 0SG1071", [SEPSIS], "426", id="v43, custom-made device, MCC"),
        pytest.param("v43", "0SG10AJ + 0SG1071 + XRGC0R7", [PSEUDARTHROSIS], "426", id="v43, device takes part beside a cage"),
        pytest.param(
            "v43", "XRGB0R7 + 0SG00AJ + 0SG0071", [PSEUDARTHROSIS], "426", id="v43, single device, two more single codes"
        ),
        pytest.param("v43", "XRGB0R7", [], "450", id="v43, single custom-made device lifts 451 to 450"),
        pytest.param("v43", "XRGB0R7 + XRGD0R7", [], "447", id="v43, two custom-made devices lift 448 to 447"),
        pytest.param("v43", "XRGB0R7 + 0SG0071", [], "402", id="v43, 402 is never lifted"),
        pytest.param("v43", "XRG10RB", [], "473", id="v43, the cervical classes are never lifted"),
        pytest.param("v44", "0SG10E0 + 0SG1071", [], "525", id="v44, device E, no CC"),
        pytest.param("v44", "0SG10E0 + 0SG1071", [PSEUDARTHROSIS], "524", id="v44, device E, CC"),
        pytest.param("v44", "0SG10E0 + 0SG1071", [SEPSIS], "523", id="v44, device E, MCC"),
        pytest.param("v44", "XRGC0R7 + 0SG1071", [], "448", id="v44, the ended device code counts as absent"),
    ],
)
def test_custom_made_devices_lift_as_their_year_says(version, codes, secondary, expected):
    assert drg(version, codes, secondary=secondary) == expected


@pytest.mark.parametrize(
    ("version", "codes", "expected"),
    [
        pytest.param(
            "v44", "0RG7071 + 0SG107J", "525", id="trap 1: T posterior column, L through the back: same side, extensive"
        ),
        pytest.param("v43", "0RG7071 + 0SG107J", "428", id="trap 1: in v43 the combination ranks above"),
        pytest.param("v44", "0RG7071 + 0SG1070", "428", id="trap 1: opposite sides are not extensive"),
        pytest.param(
            "v44", "0SG00AJ + 0SG30AJ + 0SG0071 + 0SG3071", "428", id="trap 2: L4-S1 360 is four single codes, multiple"
        ),
        pytest.param("v44", "0SG00A0 + 0SG30A0 + 0SG0071", "428", id="trap 2: two anterior, one posterior single level"),
        pytest.param("v42", "0SG00A0 + 0SG504Z", "448", id="trap 3: v42 adds both lists"),
        pytest.param("v43", "0SG00A0 + 0SG504Z", "451", id="trap 3: v43 needs two of one list"),
        pytest.param(
            "v44", "0RG20A0 + 0RG2071 + 0RG7071", "430", id="trap 4: cervical 360 with thoracic extension stays cervical"
        ),
        pytest.param("v44", "0RG2071 + 0RG6071", "451", id="trap 4: a one-column neck with T1-T2 leaves the cervical classes"),
        pytest.param("v42", "0RG20A0 + 0RG2071 + 0SG00AJ + 0SG0071", "402", id="trap 5: v42 ranks 402 first"),
        pytest.param("v44", "0RG20A0 + 0RG2071 + 0SG00AJ + 0SG0071", "430", id="trap 5: v44 ranks 430 first"),
        pytest.param("v44", "0RG0070 + 0RG0071", "473", id="trap 6: occiput codes never combine"),
        pytest.param("v41", "0RG0070 + 0RG0071", "473", id="trap 6: nor before v42"),
        pytest.param("v43", "XRGE058", "451", id="trap 7: tulip connector is an ordinary level in v43"),
        pytest.param("v44", "XRGE058", "525", id="trap 7: tulip connector decides in v44"),
        pytest.param("v44", "0SG704Z", "451", id="trap 7: other sacroiliac codes did not move"),
        pytest.param("v44", "0SG00EJ + 0SG0071", "525", id="trap 8: device E carries no other list"),
        pytest.param("v44", "XRG10RB + 0RG2071", "430", id="trap 8: cervical custom-made codes are ordinary anterior codes"),
        pytest.param("v44", "XRGB0R7 + 0SG0071", "451", id="trap 9: an expired code counts as absent"),
        pytest.param("v44", "0SG00A0 + 0SG30A0 + 0RGA0A0", "448", id="trap 11: three anterior single codes are one column"),
    ],
)
def test_known_traps(version, codes, expected):
    assert drg(version, codes) == expected


@pytest.mark.parametrize(
    ("principal", "secondary", "codes", "expected"),
    [
        pytest.param("M48.061", [], "0SG00AJ", "451", id="PLIF, one level"),
        pytest.param("M48.061", [], "0SG00A0 + 0SG0071", "402", id="ALIF with posterolateral, one level"),
        pytest.param("M48.061", [], "0SG00AJ + 0SG0071", "402", id="PLIF with posterolateral, one level"),
        pytest.param("M48.061", [], "0SG10AJ", "448", id="PLIF, two levels"),
        pytest.param("M48.061", [], "0SG10AJ + 0SG1071", "428", id="PLIF with posterolateral, two levels"),
        pytest.param("M48.061", [SEPSIS], "0SG10AJ + 0SG1071", "426", id="the same with sepsis"),
        pytest.param("M50.122", [], "0RG10A0", "473", id="ACDF, one level"),
        pytest.param("M48.02", [], "0RG2071", "473", id="posterior cervical, two levels"),
        pytest.param("M48.02", [], "0RG20A0 + 0RG2071", "430", id="cervical 360"),
        pytest.param("M41.26", [], "0SG1071", "458", id="scoliosis"),
        pytest.param("M48.061", [], "XRGB0R7", "450", id="custom-made device: the title of 450 names it"),
        pytest.param("M96.0", [], "0SG0071", "451", id="refusion of one level"),
        pytest.param("M48.061", [SEPSIS], "0SG00AJ", "450", id="PLIF with sepsis"),
    ],
)
def test_cases_on_which_two_independent_groupers_agree_for_fy2026(principal, secondary, codes, expected):
    assert drg("v43", codes, principal, secondary) == expected


def test_a_claim_without_procedure_is_not_a_spinal_fusion_class():
    found = group_codes(DAY["v43"], STENOSIS, [], [])
    assert found.drg is None
    assert any("not a spinal fusion class" in said for said in found.because)


@pytest.mark.parametrize(
    ("principal", "secondary", "expected"),
    [
        pytest.param("M48.061", ["T84.226A"], "457", id="a CC beside a secondary list diagnosis"),
        pytest.param("M48.061", [], "458", id="a listed secondary curvature alone"),
    ],
)
def test_a_listed_secondary_curvature_leads_to_456_to_458(principal, secondary, expected):
    listed = next(row["code"] for row in data.table("ms_drg_diagnosis_lists") if row["list"] == "secondary" and row["v44"] == "1")
    assert drg("v44", "0SG0071", principal, [*secondary, listed]) == expected


def test_infected_hardware_moves_a_refusion_to_456_to_458_since_v43():
    assert drg("v42", "0SG0071", "T84.63XA") == "451"
    assert drg("v43", "0SG0071", "T84.63XA") == "458"


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        pytest.param("G95.20", ("030", "029", "028"), id="MDC 01, cord compression"),
        pytest.param("M96.89", ("909", "908", "907"), id="MDC 21, other postprocedural disorder"),
        pytest.param("A41.9", ("855", "854", "853"), id="MDC 18, sepsis"),
        pytest.param("T81.42XA", ("858", "857", "856"), id="MDC 18, postprocedural infection"),
        pytest.param("Z98.1", ("941", "940", "939"), id="MDC 23, arthrodesis status"),
        pytest.param("E11.9", ("983", "982", "981"), id="MDC 10, unrelated"),
    ],
)
@pytest.mark.parametrize("version", ["v42", "v43", "v44"])
def test_other_principal_diagnoses_lead_out_of_the_spinal_classes(version, principal, expected):
    secondaries = ([], ["I82.401"], ["J96.01"])
    assert tuple(drg(version, "0SG0071 + 0SG00AJ", principal, extra) for extra in secondaries) == expected


def test_a_cc_is_cancelled_by_a_principal_diagnosis_of_its_kind():
    alone = group_codes(DAY["v44"], STENOSIS, ["T84.226A"], ["0RG20A0"])
    beside = group_codes(DAY["v44"], "T84.216A", ["T84.226A"], ["0RG20A0"])
    assert (alone.drg, alone.severity) == ("472", "CC")
    assert (beside.drg, beside.severity) == ("473", "none")
    assert any("T84.226A" in said and "does not count" in said for said in beside.because)


def test_pseudarthrosis_is_cancelled_only_by_itself():
    pseudarthrosis = standing("M96.0", "v44").diagnosis
    assert [code for code in DIAGNOSES if not pseudarthrosis.counts_beside(code)] == ["M96.0"]


@pytest.mark.parametrize(
    ("secondary", "expected"),
    [
        pytest.param(["E78.5", "K21.9", "I25.10", "Z79.01", "F32.9"], "473", id="five diagnoses that count for nothing"),
        pytest.param(["E43"], "471", id="E43, malnutrition: an MCC"),
        pytest.param(["I50.22"], "472", id="I50.22, heart failure: a CC"),
        pytest.param(["J44.1"], "472", id="J44.1, obstructed lungs: a CC"),
        pytest.param(["J95.821"], "471", id="J95.821, respiratory failure after an operation: an MCC"),
        pytest.param(["N39.0", "E87.1", "K56.7"], "472", id="three CCs"),
        pytest.param(["W19.XXXA"], "473", id="a fall: never a principal diagnosis, counts for nothing"),
    ],
)
@pytest.mark.parametrize("version", ["v40", "v43.1", "v44"])
def test_the_diagnoses_of_a_real_stay_are_known(version, secondary, expected):
    assert drg(version, "0RG20A0", "M48.02", secondary) == expected


@pytest.mark.parametrize("principal", ["M51.37", "S33.6XXA", "M48.14", "Q76.49", "M35.3"], ids=lambda code: f"{code}, MDC 08")
def test_any_principal_diagnosis_is_grouped(principal):
    assert drg("v41", "0SG00AJ", principal) == "460"


def test_a_code_that_is_none_counts_as_absent_and_the_likely_ones_are_named():
    found = group_codes(DAY["v44"], STENOSIS, ["J44", "T84.226"], ["0SG0071"])
    assert found.drg == "451"
    for said in (
        "J44 is no code of ICD-10-CM; below it are J44.0, J44.1",
        "T84.226A, T84.226D and T84.226S. It counts as absent.",
    ):
        assert any(said in because for because in found.because), said


def test_a_principal_diagnosis_that_is_no_code_is_told_kindly():
    found = group_codes(DAY["v44"], "M51.36", [], ["0SG0071"])
    assert found.drg is None
    assert "M51.36 was not valid then" in found.because[-1]
    assert "to 2024-09-30; below it are M51.360" in found.because[-1]
    assert "can be no principal diagnosis" in group_codes(DAY["v44"], "W19.XXXA", [], ["0SG0071"]).because[-1]


def test_what_an_early_list_leaves_out_is_neither_guessed_nor_lost():
    """The lists of FY2019 to FY2022 that we have leave out codes that can be no principal diagnosis, such as a fall."""
    assert drg("v39", "0SG00AJ", secondary=["W19.XXXA"]) == "460"
    found = group_codes(DAY["v39"], "M48.02", ["W19.ABCD"], ["0RG20A0"])
    assert found.drg is None
    assert "473 or 472" in found.because[-1]


@pytest.mark.parametrize(
    ("principal", "secondary", "expected"),
    [
        pytest.param("S32.010A", ["S72.001A"], "450", id="a vertebral fracture is no site of its own: one site, not MDC 24"),
        pytest.param("S14.105A", ["S72.001A"], "959", id="cord and hip: two sites, and the hip no longer counts as MCC"),
        pytest.param("S32.010A", ["S27.321A", "S37.051A"], "959", id="chest and kidney beside a vertebral fracture"),
        pytest.param("S14.105A", ["S72.001A", "J96.01"], "957", id="two sites and an MCC that is no injury"),
        pytest.param("S14.105A", ["S14.106A"], "030", id="two injuries of one site stay in MDC 01"),
        pytest.param("M48.061", ["S72.001A", "S27.321A"], "450", id="injuries beside another principal diagnosis"),
    ],
)
@pytest.mark.parametrize("version", ["v42", "v43.1", "v44"])
def test_injuries_of_two_parts_of_the_body_are_multiple_trauma(version, principal, secondary, expected):
    assert drg(version, "0SG0071", principal, secondary) == expected


def test_where_it_was_not_seen_that_injuries_do_not_count_the_class_stays_open():
    found = group_codes(DAY["v38"], "S14.105A", ["S72.001A"], ["0SG0071"])
    assert found.drg is None
    assert "959" in found.because[-1]
    assert drg("v38", "0SG0071", "S14.105A", ["S72.001A", "J96.01"]) == "957"


@pytest.mark.parametrize(
    ("principal", "secondary", "expected"),
    [
        pytest.param("B20", [], "970", id="HIV as principal diagnosis"),
        pytest.param("B20", ["J96.01"], "969", id="with an MCC"),
        pytest.param("M00.08", ["B20"], "970", id="a condition related to HIV, with it"),
        pytest.param("M48.02", ["B20"], "472", id="a condition that is not: B20 is a CC there"),
    ],
)
@pytest.mark.parametrize("version", ["v36", "v44"])
def test_hiv_takes_a_stay_into_mdc_25(version, principal, secondary, expected):
    assert drg(version, "0RG20A0", principal, secondary) == expected


@pytest.mark.parametrize(
    ("principal", "codes", "expected"),
    [
        pytest.param("C90.00", "0SG0071", "825", id="myeloma: MDC 17, other procedures"),
        pytest.param("C90.00", "0SG0071 + 00NY0ZZ", "822", id="myeloma with decompression of the cord: a major one"),
        pytest.param("F33.1", "0SG0071", "876", id="MDC 19, one class"),
        pytest.param("E11.65", "0SG0071", "983", id="MDC 10, unrelated"),
        pytest.param("E11.65", "0SG0071 + 0QB20ZZ", None, id="a bone excision may belong to MDC 10"),
        pytest.param("O99.891", "0SG0071", None, id="pregnancy is not covered"),
        pytest.param("C91.00", "0SG0071", None, id="acute leukemia is not covered"),
        pytest.param("T31.10", "0SG0071", None, id="burns are not covered"),
    ],
)
def test_no_class_is_named_where_another_may_be_right(principal, codes, expected):
    assert drg("v44", codes, principal) == expected


def test_it_is_said_what_of_a_claim_is_not_read():
    because = group_codes(DAY["v44"], STENOSIS, ["D62", "R57.0"], ["0RG20A0"]).because
    assert any("taken as present on admission" in said for said in because)
    assert any("left alive" in said for said in because), "R57.0 is an MCC only for a patient who left alive"


def test_a_diagnosis_that_did_not_exist_yet_counts_as_absent_or_stops_the_claim():
    assert "counts as absent" in " ".join(group_codes("2023-11-20", STENOSIS, ["M51.360"], ["0SG0071"]).because)
    assert group_codes("2023-11-20", "M51.360", [], ["0SG0071"]).drg is None
    assert group_codes("2024-11-20", "M51.360", [], ["0SG0071"]).drg == "451"


def test_a_diagnosis_split_in_two_stays_on_its_list():
    assert group_codes("2026-09-30", "M86.8X8", [], ["0SG0071"]).drg == "458"
    assert group_codes("2026-10-01", "M86.8X80", [], ["0SG0071"]).drg == "458"
    assert group_codes("2026-10-01", "M86.8X8", [], ["0SG0071"]).drg is None


@pytest.mark.parametrize(
    ("day", "version"),
    [
        pytest.param("2010-05-01", None, id="ICD-9-CM era"),
        pytest.param("2016-05-01", None, id="before v36"),
        pytest.param("2027-04-01", None, id="past the last verified day"),
    ],
)
def test_years_without_tables_are_not_covered_and_say_so(day, version):
    found = group_codes(day, STENOSIS, [], ["0SG0071"])
    assert (found.version, found.drg, found.title, found.weight) == (version, None, None, None)
    assert "not covered" in found.because[-1]


@pytest.mark.parametrize("day", ["0001-01-01", "1975-01-01", "1985-09-30", "1985-10-01", "2007-09-30", "2015-09-30"])
def test_nothing_is_said_of_a_time_that_the_tables_do_not_reach(day):
    """ICD-9-CM is in our tables since 1985-10-01 only, and MS-DRGs came later than it."""
    (because,) = group_codes(day, "M96.0").because
    assert ("ICD-9-CM was in use" in because) == (day >= "1985-10-01")
    assert "MS-DRG" not in because


def test_a_procedure_that_was_never_a_code_is_told_from_one_of_another_kind():
    never = group_codes("2026-01-14", "M96.0", [], ["0SG0071", "0SG0081"])
    assert never.drg == group_codes("2026-01-14", "M96.0", [], ["0SG0071"]).drg
    assert "0SG0081 was left out. Never a code: after 0SG00 character 6 (device)" in never.because[0]
    assert "of another kind" in group_codes("2026-01-14", "M96.0", [], ["0SG0071", "02100Z9"]).because[0]


@pytest.mark.parametrize("version", ["v36", "v37", "v38", "v39"])
@pytest.mark.parametrize(
    ("codes", "secondary", "expected"),
    [
        pytest.param("0SG00AJ", [], "460", id="PLIF"),
        pytest.param("0SG00AJ", ["J96.01"], "459", id="PLIF with an MCC"),
        pytest.param("0SG00AJ + 0SG0071", ["D62"], "454", id="both columns, with a CC"),
        pytest.param("0RG7071 + 0SG1071", [], "458", id="extensive"),
        pytest.param("0RG7070 + 0SG107J", [], "460", id="opposite sides are not extensive"),
        pytest.param("0RG20A0", [], "473", id="neck"),
    ],
)
def test_the_classes_of_fy2019_to_fy2022_are_those_of_v41(version, codes, secondary, expected):
    assert drg(version, codes, secondary=secondary) == expected
    assert drg("v41", codes, secondary=secondary) == expected


def test_scoliosis_of_the_neck_led_to_456_to_458_in_fy2019_only():
    assert [drg(version, "0SG00AJ", "M41.02") for version in ("v36", "v37", "v40")] == ["458", "460", "460"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param("0QP004Z", ("497", "496", "495"), id="screws taken out"),
        pytest.param("00NY0ZZ", ("520", "519", "518"), id="cord freed"),
        pytest.param("01NB0ZZ", ("517", "516", "515"), id="roots freed"),
        pytest.param("00NY0ZZ + 0QP004Z", ("520", "519", "518"), id="cord freed and screws out: the decompression ranks higher"),
        pytest.param("0QP004Z + 0QH004Z", ("497", "496", "495"), id="screws out and in: the removal ranks higher"),
        pytest.param("0SR20JZ", ("518", "518", "518"), id="a disc prosthesis, whatever the severity"),
        pytest.param("00NY0ZZ + 8E0WXBZ", ("520", "519", "518"), id="navigation is no operation of its own"),
        pytest.param("0QB00ZX + 00NY0ZZ", ("479", "478", "477"), id="a biopsy ranks above them"),
        pytest.param("0JB70ZZ + 0QB00ZX", ("465", "464", "463"), id="a wound cut clean ranks above all of them"),
        pytest.param("0KDF0ZZ + 0Q800ZZ", ("502", "501", "500"), id="muscle taken out and a vertebra cut through"),
        pytest.param("00CU0ZZ", ("983", "982", "981"), id="a clot out of the canal has no class in MDC 08"),
        pytest.param("8E0WXBZ", (None, None, None), id="nothing of the operating room"),
        pytest.param("02100Z9 + 00NY0ZZ", (None, None, None), id="a procedure of another kind may outrank it"),
    ],
)
@pytest.mark.parametrize("version", ["v36", "v40", "v43.1", "v44"])
def test_without_a_fusion_the_highest_procedure_names_the_class(version, codes, expected):
    assert tuple(drg(version, codes, secondary=extra) for extra in ([], ["T84.226A"], [SEPSIS])) == expected


@pytest.mark.parametrize(
    ("codes", "to_v41", "v42", "v43", "v44"),
    [
        pytest.param("0RG2071", "465", "465", "465", "473", id="the neck, one column"),
        pytest.param("0SG0071", "460", "451", "465", "451", id="a single level outside the neck"),
        pytest.param("0SG00AJ + 0SG0071", "455", "402", "402", "402", id="a single level in both columns"),
        pytest.param("0RG20A0 + 0RG2071", "455", "430", "430", "430", id="the neck, both columns"),
    ],
)
def test_a_wound_debridement_outranks_some_fusions_until_fy2026(codes, to_v41, v42, v43, v44):
    for version, expected in {"v36": to_v41, "v41": to_v41, "v42": v42, "v43": v43, "v44": v44}.items():
        assert drg(version, f"{codes} + 0JB70ZZ") == expected, version


@pytest.mark.parametrize(("version", "expected"), [("v36", "497"), ("v42", "497"), ("v43", "502"), ("v44", "502")])
def test_a_soft_tissue_procedure_ranks_above_a_removal_since_fy2026(version, expected):
    assert drg(version, "0KDF0ZZ + 0QP204Z") == expected


@pytest.mark.parametrize(("version", "expected"), [("v36", None), ("v39", "989"), ("v44", "989")])
def test_a_hematoma_under_the_skin_is_an_operation_since_fy2022(version, expected):
    assert drg(version, "0JC70ZZ") == expected


def test_a_fusion_code_that_has_ended_leaves_the_class_to_what_stands_beside_it():
    assert drg("v44", "00NY0ZZ + XRGB0R7") == "520"


@pytest.mark.parametrize("version", DAY)
def test_every_fusion_code_of_a_year_has_a_class_of_its_own(version):
    day = DAY[version]
    valid = [row["code"] for row in FUSIONS if row["valid_from"] <= day <= (row["valid_to"] or "9")]
    titles = {row["drg"] for row in data.table("ms_drg") if row["version"] == version.partition(".")[0]}
    for code in valid:
        found = group_codes(day, STENOSIS, [], [code])
        assert found.drg in titles, f"{code} in {version}: {found.because}"


@pytest.mark.parametrize("version", ["v42", "v43", "v44"])
def test_every_fusion_code_is_a_spinal_procedure_of_the_nervous_system(version):
    day = DAY[version]
    for row in FUSIONS:
        if row["valid_from"] <= day <= (row["valid_to"] or "9"):
            assert group_codes(day, "G95.20", [], [row["code"]]).drg == "030"


def test_fusion_codes_of_v44_are_on_the_list_of_the_nervous_system_classes():
    listed = {row["code"] for row in data.table("ms_drg_lists") if row["list"] == "nervous-system-spinal" and row["v44"] == "1"}
    assert {row["code"] for row in FUSIONS if row["valid_from"] <= DAY["v44"] <= (row["valid_to"] or "9")} <= listed


def test_the_answer_of_the_command_has_exactly_six_fields():
    claim = {"discharged": "2026-01-14", "principal": "m960", "secondary": ["t84226a"], "procedures": ["0sg.0071"]}
    answer = group(claim).as_dict()
    assert list(answer) == ["version", "drg", "title", "weight", "because", "possible"]
    assert (answer["version"], answer["drg"], answer["weight"]) == ("v43", "451", "3.2304")
    assert all(isinstance(said, str) and said.endswith(".") for said in answer["because"])


def test_reasons_name_the_codes_the_rows_passed_over_and_the_severity():
    said = " ".join(group_codes(DAY["v44"], "T84.226A", [PSEUDARTHROSIS], ["0SG0071", "0SG00AJ"]).because)
    for word in ("0SG00AJ", "0SG0071", "523-525", "426-428", "M96.0", "CC", "MDC 08"):
        assert word in said, word


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        pytest.param([], "has the fields discharged, diagnoses and procedures", id="a list"),
        pytest.param("0SG0071", "has the fields discharged, diagnoses and procedures", id="a text"),
        pytest.param(None, "given: an empty entry", id="nothing"),
        pytest.param({"principal": "M96.0"}, "discharged is missing", id="no day"),
        pytest.param({"discharged": "2026-01-14"}, "principal is missing", id="no principal diagnosis"),
        pytest.param({"discharged": "2026-01-14", "principal": "M96.0", "age": 60}, "'age'", id="a field we do not know"),
        pytest.param({"discharged": "14 Jan", "principal": "M96.0"}, "discharged", id="no day but words"),
        pytest.param({"discharged": 20260114, "principal": "M96.0"}, "discharged", id="a number for a day"),
        pytest.param({"discharged": "2026-01-14", "principal": None}, "principal", id="principal is null"),
        pytest.param({"discharged": "2026-01-14", "principal": "pain"}, "principal", id="words for a diagnosis"),
        pytest.param(
            {"discharged": "2026-01-14", "principal": "M96.0", "secondary": "I10, pain"},
            "secondary, entry 2",
            id="words in a text",
        ),
        pytest.param({"discharged": "2026-01-14", "principal": "M96.0", "secondary": [7]}, "secondary, entry 1", id="a number"),
        pytest.param(
            {"discharged": "2026-01-14", "principal": "M96.0", "procedures": ["0SG0071", "OSG0071"]},
            "procedures, entry 2.*did you mean 0SG0071",
            id="letter O for zero",
        ),
        pytest.param(
            {"discharged": "2026-01-14", "principal": "M96.0", "procedures": ["81.08"]}, "ICD-9-CM", id="an ICD-9-CM code in 2026"
        ),
        pytest.param(
            {"discharged": "2026-01-14", "principal": "M96.0", "procedures": ["0SG007"]}, "7 characters", id="six characters"
        ),
    ],
)
def test_a_claim_that_cannot_be_read_names_the_field(claim, names):
    with pytest.raises(ClaimError, match=names):
        group(claim)


SHAPES = {
    "under diagnoses": {"diagnoses": {"principal": "M96.0", "secondary": ["J96.01"]}},
    "beside the day": {"principal": "M96.0", "secondary": ["J96.01"]},
}


@pytest.mark.parametrize("stay", SHAPES.values(), ids=SHAPES)
def test_diagnoses_are_read_as_an_operation_has_them_and_as_older_claims_do(stay):
    assert group({"discharged": "2026-11-20", **stay, "procedures": ["0SG0071"]}).drg == "450"


def test_all_that_is_wrong_with_a_claim_is_told_at_once_in_its_order():
    claim = {
        "procedures": ["0SG0071", "0SGO071", 7],
        "diagnoses": {"principal": "M96,0", "secondary": ["J96.01", "no code"], "tertiary": []},
        "discharged": "11/12/2026",
        "colour": 1,
    }
    with pytest.raises(ClaimError) as caught:
        group(claim)
    told = ["0SGO071", "given: 7", "tertiary", "M96,0", "no code", "2026-11-12", "colour"]
    assert [part in fault.alone for part, fault in zip(told, caught.value.faults, strict=True)] == [True] * len(told)


def test_a_diagnosis_that_stands_twice_is_told():
    with pytest.raises(ClaimError, match="principal stands beside diagnoses"):
        group({"discharged": "2026-11-20", **SHAPES["under diagnoses"], "principal": "M96.0"})


EVERYDAY = [
    code
    for category in ("E11", "I50", "J96", "S32", "S72", "S27", "M80", "W19", "Z16", "B20", "C90")
    for code in [category, *below(category)][::7]
]
"""Diagnoses of many kinds, without titles in our tables: real codes, and some categories that are none."""
LIVE = {
    version: [row["code"] for row in FUSIONS if row["valid_from"] <= day <= (row["valid_to"] or "9")]
    for version, day in DAY.items()
}
ANY = [row["code"] for row in FUSIONS]


@st.composite
def claims(draw, versions=tuple(DAY)):
    version = draw(st.sampled_from(versions))
    code = st.one_of(st.sampled_from(LIVE[version]), st.sampled_from(ANY))
    return (
        version,
        draw(st.sampled_from([*DIAGNOSES, *EVERYDAY])),
        draw(st.lists(st.sampled_from([*DIAGNOSES, *EVERYDAY, "J44", "Z99.ABC"]), max_size=6)),
        draw(st.lists(code, max_size=5)),
    )


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_codes_never_matters(claim, random):
    version, principal, secondary, codes = claim
    first = group_codes(DAY[version], principal, secondary, codes)
    random.shuffle(secondary)
    random.shuffle(codes)
    assert group_codes(DAY[version], principal, secondary, codes) == first


@given(claims())
def test_a_second_diagnosis_of_the_same_kind_never_matters(claim):
    version, principal, secondary, codes = claim
    once = group_codes(DAY[version], principal, secondary, codes)
    assert group_codes(DAY[version], principal, secondary * 2, codes).drg == once.drg


@given(claims(("v43", "v43.1", "v44")))
def test_an_mcc_never_lowers_the_weight(claim):
    version, principal, secondary, codes = claim
    plain = group_codes(DAY[version], principal, secondary, codes)
    worse = group_codes(DAY[version], principal, [*secondary, "J96.01"], codes)
    if plain.weight and worse.weight:
        assert float(worse.weight) >= float(plain.weight)


@given(claims())
def test_a_code_that_is_not_valid_changes_nothing_but_the_reasons(claim):
    version, principal, secondary, codes = claim
    kept = [code for code in codes if code in LIVE[version]]
    assert group_codes(DAY[version], principal, secondary, codes).drg == group_codes(DAY[version], principal, secondary, kept).drg


@given(claims())
def test_a_class_is_named_only_if_its_year_has_it(claim):
    version, principal, secondary, codes = claim
    found = group_codes(DAY[version], principal, secondary, codes)
    titled = {row["drg"] for row in data.table("ms_drg") if row["version"] == version.partition(".")[0]}
    assert found.drg is None or found.drg in titled
    assert found.because
    assert all(found.because)


@given(claims())
def test_an_mcc_more_never_lowers_the_severity(claim):
    version, principal, secondary, codes = claim
    plain, worse = (group_codes(DAY[version], principal, more, codes) for more in (secondary, [*secondary, "J96.01"]))
    if plain.severity and worse.severity:
        assert SEVERITIES.index(worse.severity) >= SEVERITIES.index(plain.severity)


@given(claims())
def test_a_diagnosis_that_counts_for_nothing_changes_nothing(claim):
    """I10 is neither CC nor MCC in any version, no injury, on no list."""
    version, principal, secondary, codes = claim
    plain = group_codes(DAY[version], principal, secondary, codes)
    assert group_codes(DAY[version], principal, [*secondary, "I10"], codes).drg == plain.drg


@given(claims())
def test_what_is_undecided_is_told_in_a_sentence(claim):
    version, principal, secondary, codes = claim
    found = group_codes(DAY[version], principal, secondary, codes)
    assert str(found).startswith("No MS-DRG" if found.drg is None else f"{version} {found.drg}")
    if found.drg is None:
        assert found.because[-1].endswith(".")


def test_a_known_code_has_a_newest_version_and_an_unknown_one_has_none():
    assert newest("J44.1")[0] == "v44"
    assert newest("J44") is None


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["M96.0", "2026-01-14", "0SG0071"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


@examples(300)
@given(
    st.one_of(
        JUNK,
        st.fixed_dictionaries({"discharged": JUNK, "principal": JUNK}, optional={"secondary": JUNK, "procedures": JUNK}),
        st.fixed_dictionaries(
            {"discharged": st.sampled_from(list(DAY.values())), "principal": st.sampled_from(DIAGNOSES)},
            optional={
                "secondary": st.lists(st.text(max_size=9), max_size=3),
                "procedures": st.lists(st.text(max_size=9), max_size=3),
            },
        ),
    )
)
@example({"discharged": "2026-01-14", "principal": "\ud800"})
@example({("a", "b"): 1})
def test_any_structure_is_grouped_or_refused_with_a_claim_error(claim):
    try:
        said = [repr(group(claim))]
    except ClaimError as error:
        said = [fault.alone for fault in error.faults]
    assert all(said)
    assert not [line for line in said if "\n" in line], "an answer and each fault are one line"


def test_a_family_costs_more_with_an_mcc_than_without():
    weight = {(row["version"], row["drg"]): float(row["weight"]) for row in data.table("ms_drg") if row["weight"]}
    for version in ("v43", "v44"):
        for row in ORDER[version]:
            weights = [weight[version, drg] for drg in row.drgs]
            assert all(low <= high for low, high in itertools.pairwise(weights)), f"{row.name} in data/codes/ms_drg.csv"


@pytest.mark.parametrize(
    ("principal", "secondary", "procedures", "said"),
    [
        (STENOSIS, [], ["0QP004Z"], "Of what was done, 0QP004Z ranks highest"),
        (STENOSIS, [], ["0QP004Z", "0QP104Z"], "Of what was done, 0QP004Z and 0QP104Z rank highest"),
        ("I26.09", ["I26.99"], ["0SG0071"], "I26.99 is an MCC, but"),
        ("T84.216A", ["T84.226A"], ["0SG0071"], "T84.226A is a CC, but"),
    ],
)
def test_sentences_agree_with_the_number_and_the_sound_of_what_they_name(principal, secondary, procedures, said):
    assert said in " ".join(group_codes("2026-11-20", principal, secondary, procedures).because)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        pytest.param({"discharged": "2026-13-01", "principal": "996.49", "procedures": ["81.38"]}, ["discharged: "],
                     id="a day that is none"),
        pytest.param({"discharged": "2026-01-14", "diagnoses": ["M96.0"]}, ["diagnoses: expected"], id="diagnoses in a list"),
        pytest.param({"discharged": "2026-01-14", "principal": "M96.0", "procedures": ["0SGOO71"]}, ["procedures, entry 1"],
                     id="letters for digits"),
    ],
)  # fmt: skip
def test_one_slip_in_a_claim_is_one_fault(claim: dict[str, Any], told: list[str]) -> None:
    with pytest.raises(ClaimError) as caught:
        group(claim)
    said = str(caught.value).splitlines()
    assert len(said) == len(told)
    assert all(line.startswith(start) for line, start in zip(said, told, strict=True))


def test_a_code_that_never_was_is_all_that_is_told_of_a_claim_without_another_fusion() -> None:
    found = group_codes("2026-01-14", "M96.0", [], ["0SG00E1"])
    assert found.drg is None
    assert len(found.because) == 1
    assert "Never a code" in found.because[0]


def test_a_day_past_our_tables_tells_which_day_they_reach() -> None:
    found = group_codes("2027-04-01", "M96.0", [], ["0SG0071"])
    assert found.drg is None
    assert "2027-03-31" in found.because[0]
