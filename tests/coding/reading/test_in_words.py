"""A code read back as an operation: every valid code has its words, no other combination is ever called valid."""

from __future__ import annotations

import itertools

import pytest

from spine_edu.coding.icd9_choices import CHOICES, icd9_tables
from spine_edu.coding.pcs import tables
from spine_edu.coding.pcs.choices import OFFERED, codes_on
from spine_edu.coding.reading.in_words import code_tables, read_code
from spine_edu.coding.rules import rules

DAYS = ("2015-10-01", "2017-09-30", "2018-10-01", "2022-10-01", "2025-03-31", "2026-01-14", "2026-10-01", "2027-03-31")
TABLES = code_tables()["tables"]


def combinations():
    """Every spelling that can be chosen: each value of each axis with each other."""
    for name, table in TABLES.items():
        yield from (name + "".join(ending) for ending in itertools.product(*table["labels"]))


@pytest.mark.parametrize("day", DAYS)
def test_a_combination_is_called_valid_exactly_when_the_tables_hold_it(day):
    valid = codes_on(day)
    wrong = [code for code in combinations() if read_code(code, day).valid is not (code in valid)]
    assert wrong == []


@pytest.mark.parametrize("day", DAYS)
def test_every_valid_code_can_be_said_in_words(day):
    for code in codes_on(day):
        if code[:3] in OFFERED:
            said = read_code(code, day).words
            assert said.endswith(".") and "{" not in said, code


TURNED = {
    "Sacroiliac Joint, Right": "Right Sacroiliac Joint",
    "Sacroiliac Joint, Left": "Left Sacroiliac Joint",
    "Lumbar Vertebral Joints, 2 or more": "2 or more Lumbar Vertebral Joints",
}
"""A body part as the tables write it, and as the titles of the codes do."""


def test_the_labels_offered_are_those_of_the_official_titles():
    for code in codes_on("2026-01-14"):
        if code[:3] == "0SG":
            part = TABLES["0SG"]["labels"][0][code[3]]
            for table, title in TURNED.items():
                part = part.replace(table, title)
            assert tables.titles()[code].startswith(f"Fusion of {part}"), code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("0SG00AJ", ("one lumbar joint", "anterior column", "reached from behind", "open", "interbody fusion device"),
                     id="PLIF"),
        pytest.param("0SG1071", ("two or more lumbar joints", "posterior column", "the patient's own bone"),
                     id="posterolateral, two joints"),
        pytest.param("0RG20A0", ("two or more cervical joints", "anterior column", "from the front or the side"), id="ACDF"),
        pytest.param("0SG734Z", ("right sacroiliac joint", "percutaneous", "internal fixation device across the joint"),
                     id="sacroiliac joint"),
        pytest.param("0SP30AZ", ("interbody fusion device taken out of the joint l5-s1", "fuses nothing"), id="old cage out"),
        pytest.param("0SW00AZ", ("put right where it lies", "fuses nothing"), id="Revision"),
        pytest.param("XRGB0R7", ("one lumbar joint", "made for this patient", "nothing of column or direction"), id="section X"),
    ],
)  # fmt: skip
def test_a_code_says_what_was_done(code, words):
    said = read_code(code, "2026-01-14").words.lower()
    assert [word for word in words if word not in said] == []


def test_a_fusion_code_does_not_say_whether_it_is_a_refusion():
    assert "does not say whether this was fused before" in read_code("0SG00AJ", "2026-01-14").words


@pytest.mark.parametrize(
    ("code", "day", "why"),
    [
        pytest.param("0SG00A1", "2026-01-14", "belongs to the anterior column", id="a cage in the posterior column"),
        pytest.param("0SG0041", "2026-01-14", "no device value of its fusion", id="screws as the device"),
        pytest.param("0SG00Z1", "2026-01-14", "nothing was laid that bone grows through", id="no device"),
        pytest.param("0SG007Z", "2026-01-14", "says which column", id="no qualifier at a vertebral joint"),
        pytest.param("0SG7071", "2026-01-14", "always Z", id="a column at the sacroiliac joint"),
        pytest.param("0SG00E0", "2026-01-14", "did not exist yet", id="a value of next year"),
        pytest.param("0SG604Z", "2025-04-01", "no longer in use", id="a value of last year"),
        pytest.param("0SG0071", "2015-09-30", "began on 2015-10-01", id="before ICD-10-PCS"),
        pytest.param("0SG0O71", "2026-01-14", "letters O and I", id="a letter for a digit"),
        pytest.param("0SG007", "2026-01-14", "seven characters", id="too short"),
        pytest.param("0QP004Z", "2026-01-14", "none of those read here", id="another table"),
        pytest.param("0SG9071", "2026-01-14", "character 4 (body part) can be 0, 1, 3", id="a value that is none"),
    ],
)
def test_a_code_that_is_none_says_why(code, day, why):
    found = read_code(code, day)
    assert found.valid is False
    assert why in f"{found.dates} {found.why}"


def test_past_our_last_check_nothing_is_judged():
    assert read_code("0SG0071", "2027-04-01").valid is None


@pytest.mark.parametrize("why", code_tables()["impossible"], ids=lambda why: f"{why['table']} {why['where']}")
def test_what_is_called_impossible_is_held_by_no_row_in_force(why):
    assert why["source"].partition(";")[0] in rules()
    if why["where"]:
        held = [
            code
            for code in codes_on("2027-03-31")
            if code[:3] == why["table"] and all(code[int(place) - 1] in values for place, values in why["where"].items())
        ]
        assert held == []


@pytest.mark.parametrize("chosen", [*itertools.product(*CHOICES.values())], ids=" ".join)
def test_each_choice_of_icd9_leads_to_a_code_or_to_a_question(chosen):
    found = icd9_tables()["choices"][" ".join(chosen)]
    assert found["why"]
    status, region, column, direction = chosen
    if (column, direction) == ("posterior", "anterior"):
        assert not found["code"]
    else:
        title = icd9_tables()["codes"][found["code"]]["title"].lower()
        assert ("refusion" in title) == (status == "refusion")
        assert region == "atlas-axis" or {"cervical": "cervical", "thoracic": "dorsal", "lumbar": "lumbar"}[region] in title
        if "technique" in title and not found["contested"]:
            assert f"{column} column, {direction} technique" in title
