"""The voice of a practice note: sentences run into each other, steps come when they are done, and authors differ."""

import re

import pytest

from spine_edu.practice.case import practice_case
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.flow import in_a_row, run_together
from spine_edu.practice.notes.note import Decided, NoteBlock, NoteSentence, set_in_type

CHANGED = r"loves were changed before (the )?implants|table changed gloves|mplants were opened"
BED = (Decided("column", "posterior"),)


@pytest.fixture(scope="module")
def some():
    return [practice_case(number) for number in range(150)]


def sentence(text, *decided, group=0):
    pieces = [(text[0].upper() + text[1:], decided), (".", ())]
    return NoteSentence(pieces, small=text[0].islower(), group=group)


def told(*sentences, percent=100):
    blocks = [NoteBlock("", list(sentences))]
    run_together(blocks, Chance(3), percent)
    return set_in_type(blocks)


def test_who_does_two_things_is_named_once():
    assert told(sentence("she takes tramadol", group=1), sentence("she lives alone", group=1)).text == (
        "She takes tramadol and lives alone."
    )


def test_two_steps_become_one_sentence_and_each_keeps_its_words_as_evidence():
    steps = sentence("the gutters were cleared", *BED), sentence("rods were locked", Decided("instrumentation"))
    note = told(*steps)
    assert note.text in (
        "The gutters were cleared, and rods were locked.",
        "The gutters were cleared, after which rods were locked.",
    )
    assert [note.phrase(mark) for mark in note.marks] == ["The gutters were cleared", "rods were locked"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (sentence("the skin was healthy", group=1), sentence("films were taken", group=2)),
        (sentence("the skin was healthy", group=1), sentence("layered closure, sterile dressing", group=1)),
        (sentence("the skin was healthy; no scar", group=1), sentence("reflexes were equal", group=1)),
        (sentence("the skin was healthy", group=1), sentence("MRI was repeated", group=1)),
        (sentence("nobody has operated on him, as was said", Decided("status")), sentence("rods were locked", *BED)),
    ],
    ids=["another matter", "no verb", "two things already", "a capital letter that stays", "a fact that is no step"],
)
def test_what_does_not_belong_together_stays_apart(first, second):
    assert told(first, second).text == f"{first.text} {second.text}"


def test_a_plan_in_a_row_has_one_stop():
    (row,) = in_a_row([sentence("brace for six weeks"), sentence("no lifting"), sentence("CT at one year")])
    assert row.text == "Brace for six weeks; no lifting; CT at one year."
    assert in_a_row([]) == []


def test_paragraphs_do_not_stand_in_the_same_order_in_every_note(some):
    known = {
        "INDICATIONS": "story",
        "HISTORY": "story",
        "PROCEDURE PERFORMED": "done",
        "OPERATION": "done",
        "FINDINGS": "findings",
    }
    orders = set()
    for found in some:
        if found.difficulty >= 4:
            heads = [block.split(":")[0] for block in found.note.text.split("\n\n")]
            orders.add(tuple(known[head] for head in heads if head in known))
    assert len({order for order in orders if len(order) == 3}) >= 3


def test_why_the_patient_was_operated_on_comes_first_of_all(some):
    for found in some:
        assert re.match(r"(PREOP|Pre-op|DIAGNOSIS BEFORE)", found.note.text)


def test_gloves_are_changed_for_implants_before_anything_is_laid_in(some):
    told_of = [found.note for found in some if re.search(CHANGED, found.note.text)]
    assert len(told_of) > 10
    for note in told_of:
        laid = [mark.start for mark in note.marks for one in mark.decided if one.fact in ("joint", "instrumentation")]
        assert laid and re.search(CHANGED, note.text).start() < min(laid)


def test_the_bone_that_came_away_is_kept_once(some):
    for found in some:
        kept = re.findall(r"one removed on the way|ll bone that came away", found.note.text)
        assert len(kept) <= 1, found.number
