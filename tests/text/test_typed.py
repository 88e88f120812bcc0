"""What was typed or pasted is read the same, however it was put in."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.anatomy import joint_named, joints_in, vertebra_named
from spine_edu.cases import case_named
from spine_edu.coding.drg.grouper import group_codes
from spine_edu.coding.feedback.codes_given import codes_in
from spine_edu.coding.reading.lookup import look
from spine_edu.days import iso_day
from spine_edu.errors import CodeError
from spine_edu.glossary import term_named
from spine_edu.quiz import question_named
from spine_edu.text.typed import tidy
from spine_edu.widgets.coding.builder import CodeBuilder
from tests.quiz.answers import UNSEEN, typed_otherwise

DIGITS = [letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) == "Nd"]


def test_a_digit_of_any_script_is_that_digit() -> None:
    assert len(DIGITS) > 600
    assert [tidy(digit) for digit in DIGITS] == [str(unicodedata.decimal(digit)) for digit in DIGITS]


def test_a_raised_number_or_a_fraction_is_not_read_as_another_number() -> None:
    for text in ("10²", "4½", "①", "L4⁵"):
        assert tidy(text) == text


@given(st.text(), st.sampled_from(UNSEEN), st.integers(0, 40))
def test_a_mark_that_nobody_sees_changes_nothing(text: str, mark: str, place: int) -> None:
    assert tidy(text[:place] + mark + text[place:]) == tidy(text)


@given(st.text())
def test_what_was_tidied_once_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_loses_nothing_but_blanks(text: str) -> None:
    assert tidy(text) == " ".join(text.split())


@pytest.mark.parametrize("given_", [None, 4, 4.5, True, ["4"], b"4"])
def test_what_is_no_text_is_read_as_nothing(given_: Any) -> None:
    assert tidy(given_) == ""


@pytest.mark.parametrize(
    ("read", "plain"),
    [
        pytest.param(lambda text: look(text).code, "0SG0071", id="a code that is looked up"),
        pytest.param(lambda text: look(text).code, "81.38", id="a code with its dot"),
        pytest.param(lambda text: look("81.38", on=text).on, "2014-05-06", id="a day"),
        pytest.param(iso_day, "2026-01-14", id="a day alone"),
        pytest.param(lambda text: codes_in([text], "ICD-10-PCS")[0], "0SG00AJ", id="a code of an answer"),
        pytest.param(lambda text: CodeBuilder(text).reading.code, "0SG0071", id="a code to build on"),
        pytest.param(
            lambda text: group_codes("2026-11-20", "M96.0", [text], ["0SG0071"]).drg, "T84.226A", id="a diagnosis of a claim"
        ),
        pytest.param(vertebra_named, "T12", id="a vertebra"),
        pytest.param(joint_named, "L4-L5", id="a joint"),
        pytest.param(joints_in, "C5-6-7", id="joints in a row"),
        pytest.param(joint_named, "SI right", id="a joint in words"),
        pytest.param(lambda text: case_named(text).id, "mixed-l3-l5", id="a case"),
        pytest.param(lambda text: question_named(text).id, "start-first-question", id="a question"),
        pytest.param(lambda text: term_named(text).name, "non-union", id="a word of the glossary"),
    ],
)
def test_it_is_read_alike_however_it_was_typed(read: Any, plain: str) -> None:
    for text in typed_otherwise(plain):
        assert read(text) == read(plain), ascii(text)


@pytest.mark.parametrize("text", ["L4-L5", "0SG 00ZZ", "²", "\u200b"])
def test_what_is_no_code_does_not_become_one(text: str) -> None:
    with pytest.raises(CodeError, match="does not have the form of a code"):
        look(text)
