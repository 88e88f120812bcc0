"""Looking a code up: what it is, its characters, its days, and the slip behind a code that is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu import data
from spine_edu.coding.reading import diagnoses
from spine_edu.coding.reading.found import Look
from spine_edu.coding.reading.lookup import look
from spine_edu.errors import CodeError

OURS = [row["code"] for name in ("icd9cm", "icd10pcs_fusion", "icd10pcs_companion", "icd10cm") for row in data.table(name)]


@pytest.mark.parametrize(
    ("code", "on", "system", "valid", "days"),
    [
        pytest.param("0SG0071", "2026-01-14", "ICD-10-PCS", True, ("2015-10-01", None), id="a fusion code of today"),
        pytest.param("0SG0071", "2015-09-30", "ICD-10-PCS", False, ("2015-10-01", None), id="before ICD-10-PCS"),
        pytest.param("0SG604Z", "2025-03-31", "ICD-10-PCS", True, ("2015-10-01", "2025-03-31"), id="coccygeal, its last day"),
        pytest.param("0SG604Z", "2025-04-01", "ICD-10-PCS", False, ("2015-10-01", "2025-03-31"), id="coccygeal, the day after"),
        pytest.param("0SG00EJ", "2026-09-30", "ICD-10-PCS", False, ("2026-10-01", None), id="device E, the day before"),
        pytest.param("0SG00EJ", "2026-10-01", "ICD-10-PCS", True, ("2026-10-01", None), id="device E, its first day"),
        pytest.param("XRGB0R7", "2026-10-01", "ICD-10-PCS", False, ("2021-10-01", "2026-09-30"), id="custom-made, ended"),
        pytest.param("0SG00Z1", "2018-10-01", "ICD-10-PCS", False, ("2015-10-01", "2018-09-30"), id="No Device, ended"),
        pytest.param("0SG0071", "2027-04-01", "ICD-10-PCS", None, ("2015-10-01", None), id="past the last verified day"),
        pytest.param("0SG0071", None, "ICD-10-PCS", None, ("2015-10-01", None), id="no day given"),
        pytest.param("81.38", "2015-09-30", "ICD-9-CM", True, ("2001-10-01", "2015-09-30"), id="refusion, last day"),
        pytest.param("81.38", "2015-10-01", "ICD-9-CM", False, ("2001-10-01", "2015-09-30"), id="refusion, too late"),
        pytest.param("81.09", "2003-01-01", "ICD-9-CM", False, ("1985-10-01", "2001-09-30"), id="the single refusion code"),
        pytest.param("M96.0", "2026-01-14", "ICD-10-CM", True, ("2015-10-01", None), id="pseudarthrosis"),
        pytest.param("M51.360", "2024-09-30", "ICD-10-CM", False, ("2024-10-01", None), id="a diagnosis of FY2025, too early"),
        pytest.param("XRH10NC", "2026-11-20", "ICD-10-PCS", True, ("2026-10-01", None), id="a code whose title we have not seen"),
    ],
)
def test_a_code_is_valid_between_its_days(code, on, system, valid, days):
    found = look(code, on)
    assert (found.code, found.system, found.valid, (found.valid_from, found.valid_to)) == (code, system, valid, days)
    assert found.said


def test_a_code_that_ended_names_the_codes_that_took_its_place():
    assert "What it said is said since then by 0SG00E0 or 0SG00EJ." in look("XRGB0R7", "2026-10-01").said
    assert not [said for said in look("0SG00Z1", "2026-10-01").said if "since then" in said], "No Device has no heir"


def test_a_title_of_icd9_is_hedged_before_october_2010():
    hedged = [
        any("Before, the title told the technique" in said for said in look("81.07", day).said)
        for day in ("2009-10-15", "2010-10-01")
    ]
    assert hedged == [True, False]
    assert not [said for said in look("84.51", "2009-10-15").said if "Before" in said], "its title never changed"


def test_the_seven_characters_are_read_aloud():
    read = [(c.position, c.axis, c.value, c.label) for c in look("0SG00AJ").characters]
    assert read == [
        (1, "Section", "0", "Medical and Surgical"),
        (2, "Body system", "S", "Lower Joints"),
        (3, "Root operation", "G", "Fusion"),
        (4, "Body part", "0", "Lumbar Vertebral Joint"),
        (5, "Approach", "0", "Open"),
        (6, "Device", "A", "Interbody Fusion Device"),
        (7, "Qualifier", "J", "Posterior Approach, Anterior Column"),
    ]


@pytest.mark.parametrize("name", ["icd9cm", "icd10pcs_fusion", "icd10pcs_companion"])
def test_every_code_of_every_table_is_found_under_its_own_name(name):
    for row in data.table(name):
        found = look(row["code"], row["valid_from"])
        assert (found.code, found.valid) == (row["code"], True), f"data/codes/{name}.csv"
        assert found.title == (row["title"] or None)


def test_every_character_of_a_fusion_code_has_a_meaning():
    for row in data.table("icd10pcs_fusion"):
        assert all(c.label for c in look(row["code"]).characters), f"{row['code']}: see data/codes/icd10pcs_axes.csv"


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        pytest.param("0sg0071", "0SG0071", "capitals", id="lower case"),
        pytest.param("0SG.0071", "0SG0071", "no dot", id="a dot too many"),
        pytest.param("8138", "81.38", "after 2 characters", id="a dot missing in ICD-9-CM"),
        pytest.param("m960", "M96.0", "after 3 characters", id="a dot missing in ICD-10-CM"),
        pytest.param(" T84.226A ", "T84.226A", "Valid since", id="spaces around"),
    ],
)
def test_another_spelling_finds_the_code_and_names_the_slip(written, code, said):
    found = look(written)
    assert found.code == code
    assert found.title
    assert said in " ".join(found.said)


@pytest.mark.parametrize(
    ("written", "valid", "said"),
    [
        pytest.param("OSG0071", False, "did you mean 0SG0071", id="letter O for zero"),
        pytest.param("0SG3O7I", False, "did you mean 0SG3071", id="letters O and I inside"),
        pytest.param("0SG007", False, "has 6", id="six characters"),
        pytest.param("0SG00711", False, "has 8", id="eight characters"),
        pytest.param("0SG00E1", False, "character 7 (qualifier) can be 0 or J, not 1", id="cage with the posterior column"),
        pytest.param("0SG0041", False, "character 6 (device)", id="fixation as the device of a vertebral fusion"),
        pytest.param("0SG0X71", False, "character 5 (approach) can be 0, 3 or 4, not X", id="external approach"),
        pytest.param("0SG9071", None, "character 4 (body part)", id="a joint we do not hold (hip): not judged"),
        pytest.param("02100Z9", None, "table 021", id="a table we do not hold"),
        pytest.param("81.3", False, "category", id="an ICD-9-CM category"),
        pytest.param("84.99", None, "not in our tables", id="another ICD-9-CM code"),
        pytest.param("999", None, "not in our tables", id="three digits that are no class of ours"),
        pytest.param("M51.3", False, "below it are M51.34", id="an ICD-10-CM category with codes below it"),
        pytest.param("M51.361A", False, "valid then: M51.361", id="an ICD-10-CM code with a character too many"),
        pytest.param("J18.99", False, "valid then: J18.9", id="an ICD-10-CM code that is none"),
    ],
)
def test_an_unknown_code_gets_the_likely_slip_and_no_guess(written, valid, said):
    found = look(written, on="2026-01-14")
    assert found.title is None
    assert found.valid is valid
    assert said in " ".join(found.said)


@pytest.mark.parametrize("beginning", ["0RG", "XRG", "0SG0", "0SG00", "0S", "0RGX"])
def test_the_beginning_of_a_code_is_no_code(beginning):
    found = look(beginning, on="2026-01-14")
    assert (found.system, found.valid) == ("ICD-10-PCS", False)
    assert f"has 7 characters; {beginning} has {len(beginning)}" in found.said[0]
    assert ("codes of our tables begin so" in found.said[0]) == (beginning != "0RGX")


@pytest.mark.parametrize(("written", "meant"), [("8I.37", "81.37"), ("81.O7", "81.07"), ("8I37", "81.37"), ("81.3O", "81.30")])
def test_the_letters_o_and_i_in_an_icd_9_code_are_named(written, meant):
    found = look(written)
    assert (found.system, found.valid) == ("ICD-9-CM", False)
    assert f"did you mean {meant}?" in found.said[0]


def test_a_code_that_was_split_leads_to_what_took_its_place_and_back():
    assert look("M51.36", on="2024-09-30").valid
    after, before = look("M51.36", on="2024-10-01"), look("M51.360", on="2024-09-30")
    assert (after.valid, before.valid) == (False, False)
    assert "below it are M51.360" in after.said[0]
    assert "valid then: M51.36." in before.said[0]


def test_a_diagnosis_with_a_title_is_looked_up_like_any_other():
    for row in data.table("icd10cm"):
        found = look(row["code"], row["valid_from"] or diagnoses.first_and_last(row["code"])[0])
        assert (found.code, found.system, found.title, found.valid) == (row["code"], "ICD-10-CM", row["title"], True)
        assert any("As secondary diagnosis" in sentence for sentence in found.said), row["code"]


@pytest.mark.parametrize(
    ("code", "day", "valid", "said"),
    [
        pytest.param("J15.5", "2026-01-14", True, "since 2018-10-01 or before", id="a diagnosis without a title"),
        pytest.param("j155", "2026-01-14", True, "since 2018-10-01 or before", id="in small letters, without its dot"),
        pytest.param("J15.5", "2017-01-14", None, "do not reach back", id="before our tables"),
        pytest.param("U07.1", "2019-12-01", None, "do not reach back", id="a code that came within a year"),
        pytest.param("W19.XXXA", "2020-01-14", None, "do not reach back", id="a fall, in years whose list lacks it"),
        pytest.param("QA0.011", "2026-01-14", True, "since 2025-10-01", id="a category of letters"),
        pytest.param("M51.36", "2025-01-14", False, "no longer in use", id="a code that ended"),
    ],
)
def test_every_diagnosis_can_be_looked_up(code, day, valid, said):
    found = look(code, day)
    assert (found.system, found.valid) == ("ICD-10-CM", valid)
    assert said in found.said[0]


@pytest.mark.parametrize("row", data.table("icd10cm_ended"), ids=lambda row: row["code"])
def test_a_diagnosis_that_ended_long_ago_tells_its_days_and_its_heirs(row):
    assert look(row["code"], row["valid_to"]).valid
    found = look(row["code"], "2026-01-14")
    assert (found.valid, found.title, found.valid_to) == (False, row["title"], row["valid_to"])
    heirs = found.said[found.said.index("What it said is said since then by:") + 1 :]
    assert heirs
    for heir in heirs:
        code, _, title = heir.partition("  ")
        assert look(code, "2026-01-14").title == title


def test_a_grouper_says_of_a_diagnosis_that_ended_long_ago_until_when_it_was_one():
    assert diagnoses.standing("M48.06", "v44").said == (
        "M48.06 was not valid then, but from 2015-10-01 to 2017-09-30; below it are M48.061 and M48.062."
    )


def test_a_diagnosis_whose_first_day_was_not_seen_is_not_said_to_have_one():
    assert look("M54.50", "2026-01-14").said[0] == "Valid since 2022-10-01 or before."
    assert look("M54.50", "2019-01-14").valid is None


def test_a_category_lists_its_codes_with_titles_and_a_large_one_its_subcategories():
    found = look("M48.0", "2026-01-14")
    assert found.said[0].startswith("M48.0 is a category of ICD-10-CM, not a code")
    assert len(found.said) == 11
    assert "M48.062  Spinal stenosis, lumbar region with neurogenic claudication" in found.said
    assert "M48.0-  10 codes" in look("M48", "2026-01-14").said


@pytest.mark.parametrize(
    ("written", "day", "valid", "span"),
    [
        ("402", "2026-01-14", True, ("2024-10-01", None)),
        ("MS-DRG 402", "2024-09-30", False, ("2024-10-01", None)),
        ("drg 453", "2026-01-14", False, (None, "2024-09-30")),
        ("459", "2023-01-14", True, (None, "2024-09-30")),
        ("459", "2017-01-14", None, (None, "2024-09-30")),
        ("028", "2026-01-14", True, (None, None)),
        ("551", "2019-01-14", None, (None, None)),
        ("523", "2026-10-01", True, ("2026-10-01", None)),
    ],
)
def test_the_number_of_an_ms_drg_is_looked_up_with_its_years(written, day, valid, span):
    found = look(written, day)
    assert (found.system, found.code, found.valid) == ("MS-DRG", written[-3:], valid)
    assert (found.valid_from, found.valid_to) == span
    assert found.title
    assert "MDC 0" in " ".join(found.said)


def test_a_class_that_ended_names_those_that_began_then():
    assert "402, 426-430, 447-448 and 450-451" in " ".join(look("460", "2026-01-14").said)
    assert "In v42 and v43: SINGLE LEVEL" in " ".join(look("450", "2026-11-14").said)


def test_a_code_of_icd_9_cm_keeps_its_name_though_a_class_has_the_same_digits():
    assert look("81.6").system == "ICD-9-CM"
    assert look("030").said[-1] == "In ICD-9-CM, 03.0 is a category; our tables have 03.02 and 03.09 in it."


@pytest.mark.parametrize(
    ("code", "day", "valid", "said"),
    [
        pytest.param("81.62", "1988-01-01", None, "1985 to 1989", id="an interval of unknown meaning"),
        pytest.param("81.62", "1990-01-01", False, "did not exist yet", id="after that interval"),
        pytest.param("81.32", "1988-01-01", False, "did not exist yet", id="a code without such an interval"),
        pytest.param("81.08", "1980-01-01", None, "may be older", id="before the first day of the tables"),
        pytest.param("81.62", "1980-01-01", None, "may be older", id="before the first day, with an interval"),
    ],
)
def test_what_a_code_was_before_its_first_day_is_not_made_up(code, day, valid, said):
    found = look(code, on=day)
    assert found.valid is valid
    assert said in found.said[0]


@pytest.mark.parametrize(
    "code", ["", "   ", "hello world", "!!", "0SG0071,0SG0072", None, 8138, 81.38, ["81.38"], "x" * 300, "8¹.38"]
)
def test_what_is_no_code_at_all_gets_a_lesson(code):
    with pytest.raises(CodeError):
        look(code)


def test_a_day_that_is_none_gets_a_lesson():
    with pytest.raises(CodeError, match="not a day"):
        look("81.38", on="last May")


def test_the_answer_is_ready_for_json():
    answer = json.loads(json.dumps(look("0SG0071", "2026-01-14").as_dict()))
    assert {"code", "system", "title", "valid", "on", "valid_from", "valid_to", "characters"} <= set(answer)
    assert answer["characters"][2] == {"position": 3, "axis": "Root operation", "value": "G", "label": "Fusion"}


@given(
    st.one_of(
        st.text(max_size=12), st.sampled_from(OURS).flatmap(lambda code: st.sampled_from([code[:-1], code + "0", code[::-1]]))
    )
)
def test_any_text_is_looked_up_or_refused(text):
    said = ""
    try:
        found = look(text, "2026-01-14")
        assert isinstance(found, Look)
        json.dumps(found.as_dict())
        said = repr(found)
    except CodeError as error:
        said = str(error)
    assert said
    assert "\n" not in said
