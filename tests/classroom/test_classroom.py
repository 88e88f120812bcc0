"""What a teacher is told of a class: counted as by hand, nobody named unless asked, and no cell that a spreadsheet works out."""

from __future__ import annotations

import csv
import datetime
import json
import math
import random
import statistics
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu import classroom
from spine_edu.classroom.gradebook import plain_cell
from spine_edu.errors import ProgressError, UnknownQuestion
from spine_edu.learner import moments
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import all_questions, question_named
from spine_edu.room.ballot import Session
from spine_edu.room.export import as_csv, as_json
from tests.conftest import examples

START = datetime.datetime(2026, 9, 7, 9, tzinfo=datetime.UTC)
IDS = [question.id for question in all_questions() if not question.parts][:8]


def answer(question: str, right: bool, seconds: float, given: str = "Revision", **more: object) -> LoggedAnswer:
    time = moments.time_of(START + datetime.timedelta(seconds=seconds))
    return LoggedAnswer(time, question, "mark", "right" if right else given, float(right), right, **more)


def hand_in(folder: Path, name: str, answers: Iterable[LoggedAnswer]) -> None:
    (folder / f"{name}.jsonl").write_bytes(b"".join(one.line() for one in answers))


def grid(folder: Path, marks: list[list[bool]]) -> None:
    """Hand in the right and wrong first tries of a class, a row a learner."""
    for n, row in enumerate(marks):
        hand_in(folder, f"learner-{n:03}", (answer(IDS[k], right, 60 * k) for k, right in enumerate(row)))


def marks_of(learners: int, questions: int, seed: int = 1) -> list[list[bool]]:
    draw = random.Random(seed)
    return [[draw.random() < 0.2 + 0.6 * n / learners for _ in range(questions)] for n in range(learners)]


def test_difficulty_discrimination_and_alpha_agree_with_a_count_by_hand(tmp_path: Path) -> None:
    marks = marks_of(30, 6)
    grid(tmp_path, marks)
    found = classroom.items(classroom.read_class(tmp_path)).set_index("question")
    for k in range(6):
        right = [float(row[k]) for row in marks]
        others = [sum(row[:k] + row[k + 1 :]) / 5 for row in marks]
        assert found.loc[IDS[k], "right"] == pytest.approx(statistics.mean(right), abs=5e-4)
        assert found.loc[IDS[k], "discrimination"] == pytest.approx(statistics.correlation(right, others), abs=6e-4)
    told = classroom.reliability(classroom.read_class(tmp_path))
    each = sum(statistics.variance([float(row[k]) for row in marks]) for k in range(6))
    assert told.alpha == pytest.approx(6 / 5 * (1 - each / statistics.variance([float(sum(row)) for row in marks])), abs=6e-4)
    assert "not that they measure one thing" in str(told)


def test_few_learners_say_nothing_of_how_telling_a_question_is(tmp_path: Path) -> None:
    grid(tmp_path, marks_of(9, 4))
    answers = classroom.read_class(tmp_path)
    assert classroom.items(answers)["discrimination"].isna().all()
    assert classroom.reliability(answers).alpha is None
    assert "cannot be told" in str(classroom.reliability(answers))


def test_a_question_that_all_get_right_tells_nobody_apart(tmp_path: Path) -> None:
    grid(tmp_path, [[True, *row] for row in marks_of(20, 3)])
    found = classroom.items(classroom.read_class(tmp_path)).set_index("question")["discrimination"]
    assert math.isnan(found[IDS[0]]) and found[IDS[1:4]].notna().all()


def test_only_the_very_first_try_counts_and_a_hint_that_helped_makes_it_none(tmp_path: Path) -> None:
    one, two = IDS[:2]
    hand_in(tmp_path, "ada", [
        answer(one, False, 0), answer(one, True, 20, number=2), answer(one, True, 86400), answer(two, True, 40, hints=1),
    ])  # fmt: skip
    first = classroom.first_tries(classroom.read_class(tmp_path))
    assert [(row.question, row.correct) for row in first.itertuples()] == [(one, False)]


def test_time_on_task_leaves_pauses_out(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", [answer(IDS[0], True, 0), answer(IDS[1], True, 50), answer(IDS[2], True, 4000)])
    seconds = classroom.items(classroom.read_class(tmp_path)).set_index("question")["seconds"]
    assert seconds[IDS[1]] == 50
    assert seconds[[IDS[0], IDS[2]]].isna().all()


def test_the_commonest_wrong_answer_and_the_wrong_character_are_named(tmp_path: Path) -> None:
    code = next(question for question in all_questions() if question.kind == "code" and len(question.solution()) == 7)
    right = code.solution()
    slip = right[:4] + ("1" if right[4] != "1" else "2") + right[5:]
    for n, typed in enumerate([slip, slip, "0SG", right]):
        hand_in(tmp_path, f"{n}", [answer(code.id, typed == right, 0, typed)])
    answers = classroom.read_class(tmp_path)
    (row,) = classroom.items(answers).to_dict("records")
    assert (row["instead"], row["chose_it"], row["right"]) == (slip, 2, 0.25)
    (wrong,) = classroom.wrong_characters(answers).to_dict("records")
    assert (wrong["character"], wrong["right"], wrong["instead"], wrong["learners"]) == (5, right[4], slip[4], 2)


def test_beliefs_are_counted_by_learners_of_an_objective(tmp_path: Path) -> None:
    question = question_named("refusion-root-operation")
    for name, right in (("a", False), ("b", False), ("c", True)):
        hand_in(tmp_path, name, [answer(question.id, right, 0, beliefs=() if right else ("revision-surgery-is-revision",))])
    (row,) = classroom.beliefs_by_objective(classroom.read_class(tmp_path)).to_dict("records")
    assert (row["objective"], row["learners"], row["of"]) == (question.objective, 2, 3)
    assert row["belief"] == 'The surgeon wrote "revision", so the root operation is Revision.'


def test_nobody_is_named_unless_asked_and_a_salt_keeps_the_numbers(tmp_path: Path) -> None:
    for name in ("ada", "ben", "eva"):
        hand_in(tmp_path, name, [answer(IDS[0], name == "ada", 0)])
    kept = classroom.read_class(tmp_path, salt="mine")
    assert set(kept["learner"]) == {"Learner 01", "Learner 02", "Learner 03"}
    assert kept.equals(classroom.read_class(tmp_path, salt="mine"))
    orders = {tuple(classroom.read_class(tmp_path, salt=str(n)).query("correct")["learner"]) for n in range(20)}
    assert len(orders) == 3, "another salt is another lot"
    assert set(classroom.read_class(tmp_path, names=True)["learner"]) == {"ada", "ben", "eva"}


def test_a_learner_who_hands_in_a_folder_or_the_same_answer_twice_is_one(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    for copy in ("home", "school"):
        hand_in(tmp_path / "ada", copy, [answer(IDS[0], True, 0)])
    hand_in(tmp_path, "ben", [answer(IDS[0], True, 0), answer("gone-from-the-bank", True, 1)])
    (tmp_path / "notes.txt").write_text("not a log")
    assert list(classroom.gradebook(classroom.read_class(tmp_path, names=True)).itertuples(index=False, name=None)) == [
        ("ada", 1, 1, 100.0, 1), ("ben", 1, 1, 100.0, 1),
    ]  # fmt: skip


def test_a_folder_without_logs_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProgressError, match=r"export_answers\(\)"):
        classroom.read_class(tmp_path)


@examples(100)
@given(st.text(max_size=12) | st.sampled_from("=+-@\t\r").flatmap(lambda sign: st.text(max_size=5).map(lambda rest: sign + rest)))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    shown = plain_cell(text)
    assert not shown.strip().startswith(("=", "+", "-", "@")) and not shown.startswith(("\t", "\r", "\n"))
    assert shown in (text, f"'{text}")


def test_a_gradebook_with_a_malicious_name_is_read_back_as_text(tmp_path: Path) -> None:
    hand_in(tmp_path, "=HYPERLINK(1)", [answer(IDS[0], True, 0)])
    grades = classroom.gradebook(classroom.read_class(tmp_path, names=True))
    path = classroom.save_gradebook(grades, tmp_path / "grades.csv")
    with path.open(newline="", encoding="utf-8-sig") as stream:
        assert list(csv.reader(stream)) == [
            ["learner", "tried", "right", "percent", "days"],
            ["'=HYPERLINK(1)", "1", "1", "100.0", "1"],
        ]
    with pytest.raises(ProgressError, match="could not be written"):
        classroom.save_gradebook(grades, tmp_path)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_the_desk_of_a_room_saved_is_counted_in_the_last_round(tmp_path: Path, form: str) -> None:
    several = "step-biology-living-graft"
    right, (half, *_) = question_named(several).solution(), question_named(several).solution()
    session = Session().gone_to("start-joints").opened()
    session = session.voted("a", "3", 0, 1).voted("b", "3", 0, 1).closed().second().opened()
    session = session.voted("a", "2", 0, 2).voted("b", "3", 0, 2).closed()
    session = session.gone_to(several).opened().voted("a", right, 1, 1).voted("b", [half], 1, 1)
    asked = {id: question_named(id) for id in ("start-joints", several)}
    file = tmp_path / f"votes.{form}"
    file.write_text(as_json(session, asked) if form == "json" else as_csv(session, asked), "utf-8")
    votes = classroom.read_votes(file)
    assert list(votes["correct"]) == [True, False, True, False]
    assert list(votes["votes"]) == [1, 1, 1, 1]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_votes_of_a_room_are_read_and_judged(tmp_path: Path, form: str) -> None:
    rows = [{"question": "start-joints", "answer": "2", "votes": 30}, {"question": "start-joints", "answer": "3", "votes": 9}]
    file = tmp_path / f"votes.{form}"
    file.write_text(json.dumps(rows) if form == "json" else "question,answer,votes\nstart-joints,2,30\nstart-joints,3,9\n")
    assert list(classroom.read_votes(file)[["votes", "correct"]].itertuples(index=False, name=None)) == [(30, True), (9, False)]


@pytest.mark.parametrize(
    ("text", "says", "error"),
    [
        ("question,answer\nstart-joints,2\n", "question, answer and votes", ProgressError),
        ("question,answer,votes\nstart-joints,2,many\n", "question, answer and votes", ProgressError),
        ("question,answer,votes\nstart-joints,2,-1\n", "fewer than no votes", ProgressError),
        ("question,answer,votes\nstart-joints,none,1\n", "is no answer to start-joints", ProgressError),
        ("question,answer,votes\nstart-joint,2,1\n", "start-joints", UnknownQuestion),
    ],
    ids=["no column", "no number", "less than none", "no answer", "no question"],
)
def test_votes_of_another_shape_are_refused_with_the_fix(tmp_path: Path, text: str, says: str, error: type[Exception]) -> None:
    (tmp_path / "votes.csv").write_text(text)
    with pytest.raises(error, match=says):
        classroom.read_votes(tmp_path / "votes.csv")
