"""The bank for Moodle, read back: choices by a reader that is not ours, and every kind by the fields that Moodle documents."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
from moodle_xml_parser.parser import parse_bytes

from spine_edu.publish.export import moodle
from spine_edu.quiz import all_questions
from tests.quiz import samples
from tests.quiz.samples import HOSTILE, LINKED, SAMPLES

ITEMS = [item for question in (*SAMPLES.values(), *LINKED.values()) for item in question.elsewhere()]
MOODLES_SHARES = {
    0,
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
}
"""Moodle refuses a question with any other share of its grade."""


@pytest.fixture(scope="module")
def stored():
    root = ElementTree.fromstring(moodle.write(ITEMS))
    return {found.findtext("idnumber"): found for found in root.iter("question") if found.get("type") != "category"}


def test_a_reader_that_is_not_ours_reads_the_choices_back():
    read = {question.name: question for question in parse_bytes(moodle.write(ITEMS))["multichoice"]}
    single, multiple = read[samples.SINGLE.id], read[samples.MULTIPLE.id]
    assert (single.single, multiple.single) == (True, False)
    told = {option.text: option for option in samples.SINGLE.options}
    for option in single.options:
        ours = told[option.answer.removeprefix("<p>").removesuffix("</p>")]
        assert option.score_fraction == (100 if ours.correct else 0)
        assert ours.why in option.feedback.replace("<em>", "*").replace("</em>", "*")
    assert sum(option.score_fraction for option in multiple.options if option.score_fraction > 0) == pytest.approx(100, abs=0.001)


def test_every_share_of_a_grade_is_one_that_moodle_knows():
    items = [item for question in all_questions() for item in question.elsewhere()]
    shares = {
        float(found.get("fraction"))
        for found in ElementTree.fromstring(moodle.write(items)).iter("answer")
        if found.get("fraction")
    }
    assert {abs(share) for share in shares} <= MOODLES_SHARES


def test_a_number_has_its_tolerance_and_a_near_miss_none(stored):
    answers = stored[samples.NUMBER.id].findall("answer")
    assert stored[samples.NUMBER.id].get("type") == "numerical"
    right, *wrong = [(one.findtext("text"), one.findtext("tolerance"), one.get("fraction")) for one in answers]
    assert right == (samples.NUMBER.answer, samples.NUMBER.tolerance, "100")
    assert wrong == [(miss.value, "0", "0") for miss in samples.NUMBER.near]


def test_an_order_is_asked_as_places_and_a_target_without_partner_stays_on_offer(stored):
    order = stored[samples.ORDER.id].findall("subquestion")
    assert [one.findtext("answer/text") for one in order] == [str(n) for n in range(1, len(order) + 1)]
    match = stored[samples.MATCH.id].findall("subquestion")
    assert {one.findtext("answer/text") for one in match} == set(samples.MATCH.targets)


def test_the_map_of_a_place_comes_along_in_the_file(stored):
    file = stored[samples.PLACE.id].find("questiontext/file")
    assert f"@@PLUGINFILE@@/{file.get('name')}" in stored[samples.PLACE.id].findtext("questiontext/text")
    assert base64.b64decode(file.text).startswith(b"<svg")


def test_a_text_is_a_text_whatever_it_holds():
    items = [item for question in HOSTILE for item in question.elsewhere()]
    written = ElementTree.fromstring(moodle.write(items))
    assert not any("<script" in (said.text or "") for said in written.iter("text") if "html" in _format_of(written, said))


def _format_of(root: ElementTree.Element, text: ElementTree.Element) -> str:
    return next(parent.get("format", "") for parent in root.iter() if text in parent)
