"""A quiz seen from Python: drawn fairly, remembering what was answered, and the same on paper whoever runs it."""

from __future__ import annotations

import datetime
import html
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu import days
from spine_edu.errors import UnknownQuestion
from spine_edu.learner import insight, log, moments, progress
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.practised import Practised, remember_practised
from spine_edu.learner.share import Share
from spine_edu.publish.notebooks import canonical, run
from spine_edu.quiz import choose, deal, objective, question_named
from spine_edu.quiz.skills import skills
from spine_edu.widgets.asking.question import FRESH, QuizCard, question
from spine_edu.widgets.asking.quiz import Quiz, quiz, warm_up
from spine_edu.widgets.progress import SITTING, Progress
from tests.quiz.samples import CASE, MULTIPLE, NUMBER, SAMPLES, SINGLE
from tests.widgets.telling import tell, told

ID = "start-joints"


def give(widget: Quiz, n: int, answer: Any, **more: Any) -> None:
    """Answer as the browser does: the record changes, and the new answer is told."""
    before = widget.records[n]
    record = {**before, "answer": answer, "answers": [*before["answers"], answer], "tries": before["tries"] + 1, **more}
    widget.records = [record if place == n else kept for place, kept in enumerate(widget.records)]
    about = {"confidence": record["confidence"], "hints": record["hints_used"], "revealed": record["revealed"]}
    tell(widget, told(answer, record["tries"], place=n, **about))


def paper(widget: Any) -> dict[str, object]:
    shown = widget._repr_mimebundle_()[0]
    return {kind: shown[kind] for kind in ("text/html", "text/plain")}


# Drawing


@given(st.integers(1, 42), st.integers() | st.text())
def test_a_draw_spreads_over_the_objectives(n: int, seed: int | str) -> None:
    whole = Counter(q.objective for q in choose("refusion-steps"))
    n = min(n, whole.total())
    drawn = Counter(q.objective for q in choose("refusion-steps", n, seed))
    assert drawn.total() == n
    most = max(drawn.values())
    for name, size in whole.items():
        assert drawn[name] >= min(size, most - 1), "nobody gets a second one while another waits for the first"


@given(st.integers(2, 30), st.integers())
def test_a_shorter_quiz_is_the_beginning_of_a_longer_one(n: int, seed: int) -> None:
    assert choose("refusion", n - 1, seed) == choose("refusion", n, seed)[:-1]


def test_without_a_seed_a_draw_spreads_too_and_keeps_the_written_order() -> None:
    whole = choose("refusion")
    drawn = choose("refusion", 7)
    assert len({q.objective for q in drawn}) == 7
    assert list(drawn) == sorted(drawn, key=whole.index)


def test_the_test_of_lesson_12_asks_the_same_ten_for_ever() -> None:
    ids = [q.id for q in choose("refusion", 10, 351)]
    assert ids[:3] == ["refusion-smokers", "refusion-traces", "refusion-which-question"]
    assert len({question_named(id).objective for id in ids}) == 7


def test_dealing_takes_one_of_each_then_a_second_of_each() -> None:
    dealt = deal(list(SAMPLES.values())[:5])
    assert [q.objective for q in dealt] == [
        "refusion.pcs",
        "refusion.companions",
        "counting.vertebrae",
        "refusion.icd9",
        "refusion.pcs",
    ]


def test_five_or_more_are_a_deck_unless_told() -> None:
    assert quiz("refusion", n=5, seed=7).deck
    assert not quiz("refusion", n=4, seed=7).deck
    assert not quiz("refusion", n=10, deck=False).deck
    assert quiz([ID], deck=True).deck


# Remembering


def test_an_answer_is_there_again_when_the_cell_is_run_again() -> None:
    first = quiz(["start-first-question", ID], ask_confidence=True)
    give(first, 1, "3", confidence="sure", hints_used=1)
    give(first, 1, "2", revealed=True)
    again = quiz(["start-first-question", ID], ask_confidence=True)
    assert again.records[0]["tries"] == 0
    assert again.records[1] == {
        **FRESH, "answer": "2", "answers": ["3", "2"], "first_answer": "3", "tries": 2, "again": 0, "correct": True, "score": 1.0,
        "confidence": "sure", "hints_used": 1, "revealed": True,
    }  # fmt: skip
    assert again.at == 0, "a deck opens at the first question that is open"
    assert [a.number for a in progress.history()] == [1, 2]


def test_a_card_and_a_quiz_share_what_they_know() -> None:
    tell(question(ID), told("3"))
    assert quiz([ID]).records[0]["answer"] == "3"
    other = question(ID)
    assert (other.answer, other.tries, other.correct, other.score) == ("3", 1, False, 0.0)
    assert quiz([ID]).at == 1, "all is answered: a deck opens with the result"


def test_answers_that_arrive_together_are_all_remembered() -> None:
    """A busy kernel gets the last state only; the answers in between travel with it."""
    tell(quiz([ID]), *(told(answer, number) for number, answer in enumerate(("3", "5", "2"), 1)))
    assert [(a.answer, a.number, a.correct) for a in progress.history()] == [("3", 1, False), ("5", 2, False), ("2", 3, True)]


def test_a_case_is_remembered_part_by_part() -> None:
    case = question_named("practice-case-blank")
    first, second = case.parts[:2]
    wrong = next(what for what, right, _ in first.key() if not right)
    tell(Quiz([case]), told(wrong, 1, part=first.id), told(first.solution(), 2, part=first.id))
    assert [(a.question, a.correct, a.number) for a in progress.history()] == [(first.id, False, 1), (first.id, True, 2)]
    again = Quiz([case]).records[0]
    assert (again["answer"], again["first_answer"]) == ({first.id: first.solution()}, {first.id: wrong})
    assert (again["tries"], again["correct"], again["parts"][first.id]["answers"]) == (2, None, [wrong, first.solution()])
    assert again["parts"][second.id]["tries"] == 0
    assert [held.objective for held in progress.mastery()] == [case.objective]


def test_fresh_starts_anew_and_deletes_nothing() -> None:
    give(quiz([ID]), 0, "3")
    fresh = quiz([ID], fresh=True)
    assert fresh.records[0]["answers"] == []
    assert question(ID, fresh=True).tries == 0
    give(fresh, 0, "2")
    assert [a.number for a in progress.history()] == [1, 1]
    assert quiz([ID]).records[0]["answers"] == ["2"], "the new round is the one to go on with"


def test_an_exam_neither_shows_what_was_practised_nor_leaves_a_trace() -> None:
    give(Quiz([NUMBER]), 0, "4")
    exam = Quiz([NUMBER], key=False)
    assert exam.records[0]["tries"] == 0
    assert QuizCard(NUMBER, key=False).tries == 0
    assert exam.beliefs == {}
    give(exam, 0, "3")
    assert len(progress.history()) == 1


def test_an_answer_that_was_shown_stays_shown_and_is_no_try() -> None:
    tell(QuizCard(SINGLE), told("Revision"), told("Revision", 0, revealed=True))
    again = QuizCard(SINGLE)
    assert (again.answers, again.tries, again.revealed) == (["Revision"], 1, True)
    assert [answer.answer for answer in progress.history()] == ["Revision"]
    tell(again, told("Fusion", 2, revealed=True))
    assert QuizCard(SINGLE).revealed, "what is copied is not known"
    assert progress.forget().answers == 2


def test_a_case_goes_on_behind_the_part_whose_answer_was_shown() -> None:
    card, first = QuizCard(CASE), CASE.parts[0].id
    tell(card, told("First fusion", part=first))
    assert not QuizCard(CASE).revealed
    tell(card, told("First fusion", 0, part=first, revealed=True))
    assert QuizCard(CASE).parts[first]["revealed"]
    assert QuizCard(CASE).tries == 1


def test_a_log_that_cannot_be_written_is_said_once_on_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SPINE_EDU_HOME", str(tmp_path / "file"))
    first, second = quiz([ID]), Quiz([MULTIPLE])
    give(first, 0, "3")
    give(second, 0, [MULTIPLE.key()[0][0]])
    assert "The lesson goes on" in first.notice
    assert second.notice == ""


# On paper


@pytest.fixture
def busy_log() -> None:
    """The log of somebody who answered everything yesterday, most of it wrong."""
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1, hours=2)
    for n, asked in enumerate([*choose("refusion"), *choose("start"), *choose("biology"), *choose("columns"), *SAMPLES.values()]):
        what = asked.key()[-1][0]
        progress.remember(asked, [what] if asked.kind == "multiple" else what)
        log.append(LoggedAnswer(moments.time_of(yesterday), asked.id, "x", what, 0.0, n % 3 == 0))


MADE = {
    "question": lambda: question(ID),
    "quiz": lambda: quiz("refusion", n=10, seed=351, ask_confidence=True),
    "warm-up": lambda: warm_up("12"),
    "progress": Progress,
}


@pytest.mark.parametrize("name", MADE)
def test_what_a_notebook_stores_says_nothing_about_who_ran_it(name: str, request: pytest.FixtureRequest, home: Path) -> None:
    before = paper(MADE[name]())
    request.getfixturevalue("busy_log")
    after = MADE[name]()
    assert paper(after) == before
    assert str(home) not in json.dumps(before)
    assert repr(after) == before["text/plain"]


@pytest.mark.thorough
def test_a_lesson_is_stored_with_the_same_bytes_whatever_its_author_answered(busy_log: None, tmp_path: Path) -> None:
    lines = [
        "from spine_edu.lesson import *",
        f'question("{ID}")',
        'warm_up("12")',
        'quiz("refusion", n=5, seed=7)',
        "progress()",
    ]
    cells = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": line, "outputs": []} for n, line in enumerate(lines)]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    answers = len(progress.history())
    first = canonical(run(notebook, tmp_path / "lesson.ipynb"))
    progress.forget()
    assert answers > 50
    assert canonical(run(notebook, tmp_path / "lesson.ipynb")) == first
    assert "WarmUp(3 questions before lesson 12)" in first


def test_on_screen_a_warm_up_asks_what_is_due(busy_log: None) -> None:
    known = {a.question: a for a in progress.history() if a.day != datetime.date.today().isoformat()}
    asked = warm_up("12").questions
    assert not known[asked[0].id].correct, "wrong yesterday, so due today"
    assert [q.id for q in asked] == [q.id for q in warm_up("12").questions]


def test_a_warm_up_is_blank_and_leaves_out_what_was_answered_today(home: Path) -> None:
    shown = warm_up("12")
    n, asked = next((n, q) for n, q in enumerate(shown) if q.kind in ("single", "number", "text", "code"))
    give(shown, n, next(what for what, right, _ in asked.key() if right), hints_used=1)  # seen today, though not from memory
    again = warm_up("12")
    assert len(again) == 3 and asked.id not in [other.id for other in again]
    (file,) = (home / "answers").glob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(log.now()[:10].encode(), b"2026-01-01"))
    months_later = warm_up("12")
    assert asked.id in [other.id for other in months_later]
    assert all(record["tries"] == 0 for record in (*again.records, *months_later.records))


def test_a_lesson_with_nothing_before_it_has_no_warm_up() -> None:
    with pytest.raises(UnknownQuestion, match="nothing to recall"):
        warm_up("00")


def test_progress_counts_what_was_answered_and_says_where_it_lies(home: Path) -> None:
    assert Progress().lead == "Nothing is answered yet. What you answer in the lessons is counted here."
    progress.remember(question_named(ID), "2")
    progress.remember(NUMBER, "4")
    shown = Progress()
    assert shown.lead == "2 answers to 2 questions. 1 objective on the way."
    assert shown.rows == [
        {"title": "count the joints in a row of bones", "link": "00-start-here.ipynb#Your-first-question",
         "right": "1 of 1 (true share between 22 and 97 %)", "word": "right on one day"}
    ]  # fmt: skip
    assert shown.place == str(home / "answers")


def test_progress_asks_what_is_due_from_any_lesson_blank_and_says_where_to_go_on(home: Path) -> None:
    begun = Progress()
    assert (begun.go_on["words"], begun.go_on["link"]) == ("Begin with", "01-the-column.ipynb")
    assert (len(begun), begun.waiting[:15]) == (0, "What you answer")
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    step = choose("vertebra-steps")[2]
    due = [question for lesson in ("column", "vertebra") for question in choose(lesson) if not question.parts][:20]
    for asked in (*due, step):
        log.append(LoggedAnswer(moments.time_of(yesterday), asked.id, "x", "x", 1.0, True))
    shown = Progress()
    assert (shown.go_on["words"], shown.go_on["link"]) == ("You stopped in", objective(step.objective).link)
    known = {question.objective for question in due}
    assert [question.objective for question in shown] == [question.objective for question in progress.to_review()][:SITTING]
    assert len(shown) == min(SITTING, len(known)) and {question.objective for question in shown} <= known
    assert all(record["tries"] == 0 for record in shown.records)
    assert shown.waiting.startswith(f"{len(known)} questions from the lessons are due today.")
    rows = {row["name"]: row for row in shown.lessons}
    assert len(rows) == 15 and rows["Lesson 2, The vertebra"]["read"] == "begun"
    assert sum(int(row["due"] or 0) for row in rows.values()) == len(known)
    give(shown, 0, shown[0].solution())
    again = Progress()
    assert shown[0] not in again.questions, "answered today it is no longer due"
    assert again.waiting.endswith(f" 1 question falls due on {days.in_words(progress.next_due()[0])}.")


def test_progress_names_what_led_astray_and_whether_sure_meant_right() -> None:
    assert (Progress().astray, Progress().felt, Progress().calibration) == ([], "", [])
    progress.remember(question_named("refusion-root-operation"), "Revision", confidence="sure")
    shown = Progress()
    (row,) = shown.astray
    assert row == {"belief": 'The surgeon wrote "revision", so the root operation is Revision.', "astray": "1 of 1"}
    assert shown.felt == "When you were sure, 0 of 1 (true share between 3 and 78 %) of your first tries were right."
    assert any("when sure, 0 of 1: 0 % (3 to 78)" in piece.replace("\u00a0", " ") for piece in shown.calibration), (
        "the plot shows how little that tells"
    )


@pytest.mark.parametrize(
    ("sure", "unsure", "says"),
    [((14, 15), (5, 15), "tells you something"), ((2, 15), (12, 15), "Take care"), ((3, 4), (2, 4), "do not show yet")],
)
def test_what_a_feeling_tells_is_said_only_where_the_answers_show_it(
    monkeypatch: pytest.MonkeyPatch, sure: tuple[int, int], unsure: tuple[int, int], says: str
) -> None:
    monkeypatch.setattr(insight, "calibration", lambda: {"sure": Share(*sure), "unsure": Share(*unsure)})
    assert says in Progress().felt


def test_one_sentence_says_what_to_do_next() -> None:
    assert Progress().next.startswith("Next: begin with Lesson 1")
    about = ("0SG00AJ", 0.5, (), (), 1, False)
    remember_practised(Practised(skills()["device"], 4711, *about, "2026-03-02T10:00:00.000000Z"))
    assert Progress().next == 'Next: practise the device value, with another case: `practice(skill="device")`.'
    remember_practised(Practised(skills()["class"], 4711, *about, "2026-03-01T10:00:00.000000Z"))
    assert Progress().next == "Next: practise predicting the MS-DRG, with another case: `practice()`."
    log.append(LoggedAnswer("2026-03-02T10:00:00.000000Z", ID, "x", "2", 1.0, True))
    assert Progress().next == "Next: answer what is due, 1 question, before you read on."


def test_what_was_mastered_and_when_stands_on_a_page_of_its_own(home: Path) -> None:
    name = question_named(ID).objective
    first = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
    for later in range(3):
        log.append(LoggedAnswer(moments.time_of(first + datetime.timedelta(days=later)), ID, "x", "2", 1.0, True))
    shown = Progress()
    assert shown.lead.startswith("1 objective mastered: right on three days")
    assert shown.rows[0]["word"] == "mastered on Wednesday, 4 March 2026"
    assert f"{objective(name).title}</th><td>Wednesday, 4 March 2026</td>" in shown.handout
    assert "3 answers, kept on the learner's own computer, and nobody has checked it" in html.unescape(shown.handout)


def test_only_lessons_after_its_own_are_still_to_come() -> None:
    later = {name for name, told in quiz("cervical").objectives.items() if told.get("later")}
    assert later and all(objective(name).lesson > "08" for name in later)
    assert not any(told.get("later") for told in quiz("capstone").objectives.values()), "the last lesson looks back"
    assert not any(told.get("later") for told in warm_up("05").objectives.values())
    across = Quiz([question_named("start-joints"), question_named("refusion-root-operation")])
    assert not any(told.get("later") for told in across.objectives.values()), "a quiz over many lessons belongs to none"
