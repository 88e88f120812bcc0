"""What is left of a question elsewhere: its right answers, its reasons, an id that lasts, and a word for all that is lost."""

from __future__ import annotations

from collections.abc import Iterator

from spine_edu.publish.export.selection import NO_FORM, apart, items_of, simplified
from spine_edu.quiz import KINDS, Question, all_questions, judge
from spine_edu.quiz.items import Arrange, Choose, Item, Reckon, Relate, Response, Write
from tests.quiz import samples
from tests.quiz.samples import LINKED, SAMPLES

EVERY_KIND = [*SAMPLES.values(), *LINKED.values()]


def only(question: Question) -> Item:
    (item,) = question.elsewhere()
    return item


def test_every_question_of_the_bank_has_a_likeness_elsewhere():
    free, _ = apart(all_questions())
    items, left = items_of(free)
    assert left == []
    assert {type(question).kind for question in EVERY_KIND} == set(KINDS)
    assert len({item.id for item in items}) == len(items), "an id that two items share would let one replace the other"


def test_a_question_whose_kind_has_no_likeness_is_named_as_left_out(monkeypatch):
    monkeypatch.setattr(samples.SINGLE.__class__, "elsewhere", lambda question: ())
    items, left = items_of([samples.SINGLE, samples.NUMBER])
    assert [item.id for item in items] == [samples.NUMBER.id]
    assert [(one.id, one.why) for one in left] == [(samples.SINGLE.id, NO_FORM)]


def test_what_an_item_calls_right_or_wrong_the_judge_calls_so_too():
    asked = [question for question in all_questions() if not question.parts]
    differ = [f"{question.id}: {answer}" for question in asked for answer in judged_otherwise(question)]
    assert differ == []


def judged_otherwise(question: Question) -> Iterator[object]:
    """Yield each answer of the items of a question that `judge` takes for something else."""
    for item in question.elsewhere():
        match item.form:
            case Choose(several=False, answers=answers) | Write(answers=answers) | Reckon(answers=answers):
                for answer in answers:
                    verdict = judge(question, spot_of(answer) if question.kind == "place" else answer.text)
                    if (verdict.answered, verdict.correct) != (True, answer.right):
                        yield answer
            case Choose(answers=answers):
                right = [spot_of(answer) if question.kind == "place" else answer.text for answer in answers if answer.right]
                yield from () if judge(question, right).correct else right
            case Arrange(texts=texts):
                yield from () if judge(question, list(texts)).correct else texts
            case Relate(rows=rows) if question.kind == "match":
                yield from () if judge(question, {row.text: row.partner for row in rows}).correct else rows


def spot_of(answer: Response) -> str:
    """The place on the map that an answer names in words."""
    return answer.text.replace(",", "").removesuffix(" column")


def test_a_trap_of_one_character_becomes_the_whole_code_of_who_walks_into_it():
    form = only(samples.PCS).form
    assert isinstance(form, Write)
    assert all(len(answer.text) == 7 for answer in form.answers)
    assert [answer.right for answer in form.answers] == [True, *(False for _ in form.answers[1:])]


def test_a_place_keeps_its_map_and_says_that_it_is_chosen_from_a_list():
    item = only(samples.COLUMNS)
    assert isinstance(item.form, Choose) and item.form.several
    assert set(item.form.right) == {"L3-L4, posterior column", "L4-L5, anterior column", "L4-L5, posterior column"}
    assert item.form.ordered, "joints stay in the order of the column"
    assert item.drawing == samples.COLUMNS.drawing()
    assert item.loses == ("A place is chosen from a list beside the map, not picked on it.",)


def test_the_parts_of_a_case_bring_its_note_along_and_keep_their_ids():
    items = samples.CASE.elsewhere()
    assert [item.id for item in items] == [part.id for part in samples.CASE.parts]
    assert all(item.reading and item.reading[0] == items[0].reading[0] for item in items)


def test_no_phrase_of_a_note_has_two_partners():
    form = only(samples.TAG).form
    assert isinstance(form, Relate)
    texts = [row.text for row in form.rows]
    assert len(set(texts)) == len(texts) >= 2
    assert {row.partner for row in form.rows} <= set(form.targets)


def test_a_number_keeps_its_unit_and_its_near_misses():
    form = only(samples.NUMBER).form
    assert isinstance(form, Reckon)
    assert form.right == (f"{samples.NUMBER.solution()} {form.unit}",)
    assert form.answers[0].right and not any(answer.right for answer in form.answers[1:])


def test_what_is_lost_is_told_with_the_items_that_lose_it():
    items = [item for question in (samples.PLACE, samples.NUMBER) for item in question.elsewhere()]
    lost = simplified(items, {Reckon: "A number is written without its unit."})
    assert lost == {items[0].loses[0]: [samples.PLACE.id], "A number is written without its unit.": [samples.NUMBER.id]}
