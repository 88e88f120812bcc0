"""What a surgeon missed in practice notes: steps that fit the reason, nothing presupposed, whole words, plain turns."""

import itertools
import re
from collections import Counter

import pytest

from spine_edu import data
from spine_edu.practice.case import practice_case
from spine_edu.practice.claims.sections import diagnoses
from spine_edu.practice.notes.writer import note_of
from spine_edu.practice.plans.acts import NERVES_BRING_THEM
from spine_edu.practice.plans.draw import plan_of
from tests.practice.test_phrases import ALL

TRANSLATED = (
    r"did hardly|at hand\b|of (its|their) own|\bcut was made|took (pedicle|pars|screws)|from the front, \{"
    r"|never lost the pain|operation was begun|divided over the spine behind|bone behind|[Pp]late in front|made \(over"
)
LACKS = {
    "a torn word": r"\b(ologist|oscopy|osteo|re-tractors)\b|\w-____|____-\w",
    "a drill that nobody used": r"from the drill|drilled bodies|bone dust",
}


@pytest.fixture(scope="module")
def some():
    return [practice_case(number) for number in range(500)]


@pytest.fixture(scope="module")
def texts(some):
    return {found.number: found.note.text for found in some}


def freed(plan):
    return {act.of for act in plan.procedures if act.kind == "decompression"}


def test_what_is_heard_wrong_is_another_word_and_no_piece_of_the_right_one():
    for right, wrong in data.document("practice/phrases.yml")["sounds"].items():
        assert re.fullmatch(r"[A-Za-z]+( [a-z]+)*", wrong), wrong
        assert not [piece for piece in wrong.split() if piece.lower() in right.lower()], (right, wrong)


@pytest.mark.thorough
def test_no_word_of_a_note_is_torn():
    for number in range(9000, 11000):
        if plan_of(number).troubles:
            assert not re.search(LACKS["a torn word"], note_of(number).text), number


def test_bone_is_saved_only_where_it_came_from(some):
    for found in some:
        way = {stage.technique.way for stage in found.plan.stages}
        assert not re.search(LACKS["a drill that nobody used"], found.note.text), found.number
        if re.search(r"removed \(?(from the canal|with the laminae)|with punch and rongeur", found.note.text):
            assert found.plan.canal_opened, found.number
        if re.search(r"tips of the spinous processes|bone was rongeured", found.note.text):
            assert any(one.startswith("back of") for one in way), found.number


def test_nothing_is_told_of_a_canal_a_cord_or_a_curve_that_nobody_saw(some):
    met = Counter()
    for found in some:
        plan, text = found.plan, found.note.text
        if re.search(r"thrombin|patties|yellow ligament was thick", text):
            met["canal"] += 1
            assert plan.canal_opened, found.number
        if "mean pressure above" in text:
            met["cord"] += 1
            assert "spinal cord" in freed(plan) or any(act.kind == "monitoring" for act in plan.procedures), found.number
        if re.search(r"[Tt]he curve (hardly|did not)", text):
            assert plan.indication.name == "curved chest", found.number
        if "microscope" in text:
            met["microscope"] += 1
            assert re.search(r"microscope was [^.]*(canal|disc space|desk space)", text), found.number
    assert min(met[name] for name in ("canal", "cord", "microscope")) > 5


@pytest.mark.thorough
def test_what_goes_in_through_the_skin_needs_no_wax_no_drain_and_no_layers():
    through = [number for number in range(4000) if any(stage.approach != "open" for stage in plan_of(number).stages)]
    assert len(through) > 5
    for number in through:
        text = note_of(number).text
        assert not re.search(
            r"[Bb]one wax|over a (\w+ )?drain|[Dd]rain out|in layers|[Rr]etractors were rel|Valsalva|strut|cut to fit",
            text,
        ), number


def test_what_presses_the_nerves_is_freed_or_said_to_be_relieved_by_height():
    met = Counter()
    for plan in map(plan_of, range(1000)):
        if plan.stages and plan.indication.name in NERVES_BRING_THEM:
            found = practice_case(plan.number)
            told = [phrase for _, phrase in found.note.facts("decompression")]
            by_height = re.search(r"[Hh]eight (of the implant|was meant|alone)|by height", found.note.text)
            assert bool(told) != bool(by_height), found.number
            met["freed" if told else "height"] += 1
    assert min(met.values()) > 5


def test_a_curve_is_drawn_straight_under_evoked_potentials():
    plans = map(plan_of, range(1500))
    curves = [practice_case(plan.number) for plan in plans if plan.indication.fewest > 1 and plan.stages]
    assert len(curves) > 5
    for found in curves:
        assert re.search(
            r"curve (straight|came down|reduced)|back (straighter|upright)|back came down|had brought", found.note.text
        )
        assert next(found.note.facts("monitoring"), None), found.number


def test_a_nonunion_is_seen_and_an_old_cage_is_spoken_of(some):
    for found in some:
        plan = found.plan
        if any(stage.refused for stage in plan.stages) and plan.gap != "status":
            described = [phrase for _, phrase in found.note.facts("status")]
            assert len(described) >= 2 or plan.gap, (found.number, described)
        if plan.stages and plan.earlier and plan.earlier.caged:
            assert re.search(r"old (cage|cages|interbody device)", found.note.text), found.number


def test_no_disc_is_taken_out_twice(some):
    again = 0
    for found in some:
        for act in found.plan.procedures:
            assert act.kind != "discectomy" or not found.plan.disc_gone(act.joint), found.number
        again += any(stage.extent and found.plan.disc_gone(joint) for stage in found.plan.stages for joint in stage.joints)
    assert again > 5


def test_old_hardware_hurts_nobody_whom_the_next_joint_brings(some):
    """It would be a diagnosis of its own, T84.84-, and lift the class."""
    plans = [found.plan for found in some if found.plan.kind == "adjacent"]
    assert len(plans) > 20
    assert not [plan.number for plan in plans if plan.earlier.hardware != "firm"]


def test_an_operation_that_is_given_up_has_the_words_that_say_so_and_no_diagnosis_but_that(some):
    given_up = [found for found in some if found.plan.given_up and not found.answer.icd9_applies]
    assert len(given_up) > 5
    for found in given_up:
        (row,) = [row for row in diagnoses(found)["rows"] if row["label"].startswith("Z53.8 ")]
        assert row["phrase"] in found.note.text, found.number
        assert not re.search(r"systolic|allergic|rhythm|saturation fell", row["phrase"]), found.number


def test_a_note_spells_pseudarthrosis_in_one_way(texts):
    for number, text in texts.items():
        assert len({word.lower() for word in re.findall(r"pseudo?arthrosis", text, re.IGNORECASE)}) <= 1, number


def test_no_phrase_reads_translated():
    assert not [text for _, text in ALL if re.search(TRANSLATED, text)]


def test_no_two_stock_sentences_stand_together_again_and_again(some):
    """Of five hundred notes, no more than three in a hundred have the same two sentences in a row; it was seven."""
    blank = re.compile(r"\b(?:occiput|[CTLS]\d+)(?:[-/][CTLS]?\d+)?\b|\d+(?:\.\d+)?|\b(?:she|he|his|her|him)\b", re.IGNORECASE)
    rows = Counter()
    for found in some:
        said = [blank.sub("_", sentence) for sentence in re.split(r"(?<=[.]) ", found.note.text) if "\n" not in sentence]
        rows.update(set(itertools.pairwise(said)))
    (pair, often), *_ = rows.most_common(1)
    assert often <= 15, (pair, often)
