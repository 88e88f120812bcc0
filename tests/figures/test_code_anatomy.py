"""The anatomy of a code reads the same for the eye and for the ear."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.code_anatomy import CodePart, code_anatomy

REFUSION = [
    ("1", "section", "0", "Medical and Surgical"),
    ("2", "body system", "S", "Lower Joints"),
    ("3", "root operation", "G", "Fusion", "A repeat fusion is Fusion too."),
    ("4", "body part", "0", "Lumbar Vertebral Joint"),
    ("5", "approach", "0", "Open"),
    ("6", "device", "7", "Autologous Tissue Substitute", "Own bone and no cage."),
    ("7", "qualifier", "1", "Posterior Approach, Posterior Column"),
]
CAGE = [
    *REFUSION[:5],
    ("6", "device", "A", "Interbody Fusion Device", "A cage holds the disc space."),
    ("7", "qualifier", "J", "Posterior Approach, Anterior Column"),
]


def table(picture):
    """The figure's HTML as a tree, without its style sheet."""
    html = picture.html.split("</style>")[1].replace("<br>", "<br/>")
    return ElementTree.fromstring(html)


def texts(rows):
    return [" ".join("".join(cell.itertext()).split()) for cell in rows]


def test_each_character_has_a_row_with_its_value_meaning_and_reason():
    rows = [*table(code_anatomy("0SG0071", REFUSION)).iter("tr")][1:]
    assert [texts(row) for row in rows][2] == ["3 root operation", "G", "FusionA repeat fusion is Fusion too."]
    assert [texts(row)[1] for row in rows] == [*"0SG0071"]
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)


def test_the_words_hold_every_axis_value_and_label():
    words = code_anatomy("0SG0071", REFUSION).words
    for position, axis, value, label, *_ in REFUSION:
        assert f"Character {position}, {axis}: {value}, {label}." in words


def test_only_the_characters_that_were_learned_are_explained_and_they_stand_out():
    picture = code_anatomy("0SG0071", REFUSION, told=["6", "7"])
    rows = [*table(picture).iter("tr")][1:]
    assert len(rows) == 2
    assert picture.words.count("Character ") == 2
    assert picture.html.count("class='box other'") == 2
    assert picture.html.count("class='box") == len(REFUSION)


def test_an_icd_9_cm_code_is_shown_by_its_parts():
    parts = [("1-2", "category", "81", "joint repair"), ("3", "kind", "3", "refusion"), ("4", "where", "8", "lumbar")]
    picture = code_anatomy("81.38", parts, system="ICD-9-CM")
    assert picture.name == "Anatomy of ICD-9-CM code 81.38"
    assert len([*table(picture).iter("tr")]) == 4


def test_parts_may_be_plain_tuples_or_parts():
    assert code_anatomy("0SG0071", [CodePart(*part) for part in REFUSION]) == code_anatomy("0SG0071", REFUSION)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        pytest.param("0SG0071", REFUSION[:6], id="a character is missing"),
        pytest.param("0SG0071", [], id="no characters"),
        pytest.param("0SG0071", REFUSION[::-1], id="the wrong order"),
        pytest.param("0SG0071", ["0", *REFUSION[1:]], id="a text instead of a part"),
        pytest.param("0SG0071", [("1", "section", "0"), *REFUSION[1:]], id="a part without its meaning"),
    ],
)
def test_parts_that_do_not_spell_the_code_are_refused(code, parts):
    with pytest.raises(FigureError, match=code):
        code_anatomy(code, parts)


def test_hostile_text_stays_text():
    evil = "<script>alert(1)</script>'\"&"
    picture = code_anatomy("1", [("1", evil, "1", evil, evil)], title=evil, system=evil)
    assert "<script" not in picture.as_html()
    assert evil in texts([*table(picture).iter("tr")][1])[2]


def test_an_anatomy_is_small_and_always_the_same():
    assert code_anatomy("0SG0071", REFUSION) == code_anatomy("0SG0071", REFUSION)
    assert len(code_anatomy("0SG0071", REFUSION).html.encode()) <= 7_000


def test_a_cell_keeps_its_side_without_a_style_sheet():
    """JupyterLab drops style sheets from notebooks nobody trusts yet, and would set cells to the right."""
    for cell in table(code_anatomy("0SG0071", REFUSION)).iter():
        if cell.tag in ("td", "th"):
            assert cell.get("style") == "text-align:left"
