"""Where a learner stands in the course: read off the answers on the way of each lesson, and off nothing else."""

from __future__ import annotations

import datetime

from spine_edu import data
from spine_edu.learner import log, moments, progress
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.lessons import course
from spine_edu.quiz import all_questions, choose, objective

START = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
STEPS = choose("column-steps")


def answer(*ids: str, day: int = 0, correct: bool = True) -> None:
    for minute, id in enumerate(ids):
        moment = START + datetime.timedelta(days=day, minutes=minute)
        log.append(LoggedAnswer(moments.time_of(moment), id, "mark", "?", float(correct), correct))


def on(day: int) -> str:
    return (START.date() + datetime.timedelta(days=day)).isoformat()


def test_every_question_is_counted_in_one_lesson_and_every_lesson_has_its_notebook() -> None:
    lessons = course().lessons
    assert sum(lesson.questions for lesson in lessons) == len(all_questions())
    taught = {objective(question.objective).lesson: objective(question.objective).notebook for question in all_questions()}
    assert {lesson.number: lesson.notebook for lesson in lessons} == taught
    assert [lesson.number for lesson in lessons] == sorted(data.document("lessons.yml"))


def test_a_newcomer_begins_with_lesson_1() -> None:
    found = course()
    assert found.stopped is None and found.here is not None and found.here.number == "01"
    assert {lesson.read for lesson in found.lessons} == {"not yet"}


def test_one_stopped_where_the_last_question_on_the_way_was_answered() -> None:
    answer(*(question.id for question in STEPS[:4]))
    answer(choose("vertebra")[0].id, day=1)  # recalled somewhere else: nobody read on there
    found = course()
    assert found.stopped == objective(STEPS[3].objective)
    assert found.here is not None and (found.here.number, found.here.read, found.here.steps_answered) == ("01", "begun", 4)


def test_a_lesson_read_to_its_end_leads_to_the_next() -> None:
    answer(*(question.id for question in STEPS))
    found = course()
    assert found.lessons[1].read == "read"
    assert found.here is not None and found.here.number == "02"


def test_what_is_due_is_counted_in_its_lesson_and_the_next_day_is_known() -> None:
    asked = [question for question in choose("column") if not question.parts]
    answer(asked[0].id, asked[1].id)
    answer(asked[2].id, day=1)
    answer(STEPS[0].id)
    assert progress.next_due(on(0)) == (on(1), len({question.objective for question in asked[:2]}))
    due = progress.to_review(on(1))
    assert {question.objective for question in due} == {question.objective for question in asked[:2]} - {asked[2].objective}
    assert not any(question.is_step for question in due), "what needs its place in the lesson is not asked without it"
    assert [lesson.due for lesson in course(on(1)).lessons][:3] == [0, len(due), 0]
    assert progress.next_due(on(1)) == (on(2), 1)


def test_before_any_answer_no_day_is_named() -> None:
    assert progress.next_due() == ("", 0)
