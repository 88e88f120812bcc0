"""A slip of the pen is told from another word."""

from __future__ import annotations

import pytest

from spine_edu.text.spelling import slip_of

KNOWN = (
    "local autograft",
    "harvested autograft",
    "allograft",
    "open",
    "percutaneous",
    "lateral",
    "discectomy",
    "interbody device",
)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        pytest.param("opne", "open", id="two letters swapped"),
        pytest.param("percutanous", "percutaneous", id="a letter left out"),
        pytest.param("Locall Autograft", "local autograft", id="a letter too many"),
        pytest.param("harvsted autograft", "harvested autograft", id="one word of two"),
        pytest.param("alograft", "allograft", id="nearer than another"),
        pytest.param("perctaneous", "percutaneous", id="a letter left out of a long word"),
        pytest.param("structural allograft", "", id="a word more"),
        pytest.param("bilateral", "", id="a short word inside a long one"),
        pytest.param("laminectomy", "", id="the same end"),
        pytest.param("interspinous device", "", id="another adjective"),
        pytest.param("", "", id="nothing"),
        pytest.param(None, "", id="no text"),
        pytest.param("open" * 1000, "", id="a text without end"),
    ],
)
def test_a_misspelt_word_is_recognized_and_another_word_is_not(given: object, meant: str) -> None:
    assert slip_of(given, KNOWN) == meant


def test_a_word_that_is_spelt_rightly_is_no_slip() -> None:
    assert slip_of("rods", ["rod"]) == "rod"
    assert slip_of("rods", ["rod"], {"rods"}) == ""


def test_what_lies_between_two_words_is_a_slip_of_neither() -> None:
    assert slip_of("aulograft", ["allograft", "autograft"]) == ""
