"""What a learner holds, what is due, what to recall: read from the log by rules that can be recounted by hand."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spine_edu.errors import ProgressError, UnknownQuestion
from spine_edu.learner import log, moments, progress
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.answered import Answered
from spine_edu.learner.standing import standing
from spine_edu.quiz import all_questions, content_mark, objective
from spine_edu.quiz.kinds.choice import Single
from tests.quiz.samples import SINGLE

START = datetime.date(2026, 3, 2)
KNOWN = {question.id: question for question in all_questions()}
DEFINE = [question.id for question in all_questions() if question.objective == "refusion.define"]
RIGHT, WRONG = "Fusion", "Revision"


def day(n: int) -> str:
    return (START + datetime.timedelta(days=n)).isoformat()


def tried(question: str, n: int, correct: bool = True, number: int = 1, hints: int = 0, minute: int = 0) -> LoggedAnswer:
    """An answer on the n-th day, at noon where the learner is."""
    noon = datetime.datetime.combine(START + datetime.timedelta(days=n), datetime.time(12, minute)).astimezone()
    return LoggedAnswer(moments.time_of(noon), question, "mark", "?", float(correct), correct, number, hints=hints)


def log_of(answers: Iterable[LoggedAnswer]) -> Answered:
    """These answers, as if a log held them."""
    found = Answered()
    found.keep_in_memory(answers)
    return found


def append(*answers: LoggedAnswer) -> None:
    for answer in answers:
        assert log.append(answer) == ""


def test_an_answer_is_remembered_with_all_that_came_with_it() -> None:
    assert progress.remember(SINGLE, WRONG, 2, "sure", 1, True) == ""
    (answer,) = progress.history()
    assert (answer.question, answer.answer, answer.correct, answer.score) == (SINGLE.id, WRONG, False, 0.0)
    assert (answer.number, answer.confidence, answer.hints, answer.revealed) == (2, "sure", 1, True)
    assert answer.beliefs == ("revision-surgery-is-revision",)
    assert answer.mark == content_mark(SINGLE)


def test_what_is_no_answer_is_not_remembered() -> None:
    assert progress.remember(SINGLE, "") == ""
    assert progress.history() == ()


def test_a_round_begins_with_the_last_first_try() -> None:
    for answer, number in ((WRONG, 1), (RIGHT, 2), (RIGHT, 1), (WRONG, 2), (RIGHT, 3)):
        progress.remember(SINGLE, answer, number)
    assert [answer.answer for answer in progress.round_of(SINGLE)] == [RIGHT, WRONG, RIGHT]


def test_a_question_that_asks_something_else_now_starts_without_the_old_answer() -> None:
    assert isinstance(SINGLE, Single)
    progress.remember(SINGLE, RIGHT)
    assert progress.round_of(replace(SINGLE, stem="What else?")) == ()
    assert progress.round_of(replace(SINGLE, options=SINGLE.options[:3])) == ()
    assert progress.round_of(replace(SINGLE, hints=("Think.",), sources=("other",))), "hints and sources may change"


def test_an_objective_is_mastered_on_the_third_day_without_a_wrong_first_try() -> None:
    a, b, c = DEFINE[:3]
    said = []
    for answer in (
        tried(a, 0),
        tried(b, 0, False, minute=1),
        tried(b, 0, number=2, minute=2),
        tried(a, 1),
        tried(b, 3),
        tried(c, 3),
        tried(b, 9),
    ):
        append(answer)
        (held,) = progress.mastery()
        said.append((held.days, held.word))
    assert said == [(1, "right on one day"), (0, "not yet"), (0, "not yet"), (1, "right on one day"), (2, "right on two days"),
                    (2, "right on two days"), (3, "mastered")]  # fmt: skip
    assert (held.title, held.answered, held.right) == ("say what makes a fusion a refusion", 3, 3)


def test_a_right_answer_with_a_hint_says_nothing_and_a_wrong_one_does() -> None:
    append(tried(DEFINE[0], 0, hints=1))
    assert progress.mastery() == ()
    append(tried(DEFINE[0], 1, correct=False, hints=2))
    assert [held.word for held in progress.mastery()] == ["not yet"]


ids = st.sampled_from(DEFINE + [id for id in KNOWN if id.startswith("recall")])
logs = st.lists(st.tuples(ids, st.integers(0, 1), st.booleans(), st.integers(1, 2), st.integers(0, 1)), max_size=25)


@settings()
@given(logs)
def test_due_and_mastery_agree_with_a_recount_by_hand(steps: list[tuple[str, int, bool, int, int]]) -> None:
    answers, n = [], 0
    for minute, (id, later, correct, number, hints) in enumerate(steps):
        n += later
        answers.append((id, n, tried(id, n, correct, number, hints, minute)))
    tries = log_of(answer for _, _, answer in answers)
    states = {id: state for id in KNOWN if (state := standing(tries.first_tries(id), day(n)))}
    for id in KNOWN:
        counted, streak, last = {}, 0, None
        for name, when, answer in answers:
            if name == id and answer.number == 1 and (not answer.correct or not answer.hints):
                counted.setdefault(when, []).append(answer.correct)
                last = when
        if last is None:
            assert id not in states
            continue
        for (
            tries
        ) in counted.values():  # day by day: a day whose last first try is right adds one, after a wrong one it begins anew
            for right in tries:
                if not right:
                    streak = 0
            if tries[-1]:
                streak += 1
        assert states[id].in_a_row == streak
        assert states[id].due == day(last + {0: 1, 1: 1, 2: 3, 3: 7}.get(streak, 21))


def test_a_question_comes_back_after_1_3_7_and_21_days() -> None:
    id, n = DEFINE[0], 0
    for wait in (1, 3, 7, 21, 21):
        append(tried(id, n))
        assert progress.due(day(n + wait - 1)) == ()
        assert progress.due(day(n + wait)) == (id,)
        n += wait
    append(tried(id, n, correct=False))
    assert progress.due(day(n)) == ()
    assert progress.due(day(n + 1)) == (id,)


def test_what_was_wrong_is_due_before_what_was_right() -> None:
    a, b, c = DEFINE[:3]
    append(tried(a, 0), tried(b, 1, correct=False), tried("gone-from-the-bank", 0), tried(c, 5))
    assert progress.due(day(5)) == (b, a)


def alone(objective: str) -> list[str]:
    """The questions of an objective that can be asked anywhere."""
    return [one.id for one in KNOWN.values() if one.objective == objective and not one.parts and not one.is_step]


def reviewed(n: int) -> list[str]:
    return [question.id for question in progress.to_review(day(n))]


def test_what_was_known_comes_back_as_a_sibling_that_was_never_asked() -> None:
    first, *siblings = alone("refusion.define")
    append(tried(first, 0))
    (asked,) = reviewed(1)
    assert asked in siblings
    append(tried(asked, 1))
    assert reviewed(1) == [], "one question speaks for its objective on a day"
    (next_one,) = reviewed(2)
    assert next_one in {first, *siblings} - {asked}


def test_without_an_unseen_sibling_the_one_that_waits_longest_comes_back() -> None:
    names = alone("refusion.define")
    append(*(tried(name, n) for n, name in enumerate(names)))
    assert reviewed(len(names) + 30) == [names[0]]


def test_what_was_wrong_comes_back_itself_and_before_all_else() -> None:
    missed, known, *_ = alone("refusion.define")
    append(tried(known, 0), tried("start-joints", 0), tried(missed, 1, correct=False))
    found = reviewed(2)
    assert found[0] == missed
    assert [objective(KNOWN[name].objective).lesson for name in found] == ["12", "00"]


def test_lessons_take_turns_in_a_review() -> None:
    append(*(tried(alone(name)[0], 0) for name in ("refusion.define", "refusion.code-pcs", "column.regions", "column.curves")))
    assert [objective(KNOWN[name].objective).lesson for name in reviewed(1)] in (["01", "12"] * 2, ["12", "01"] * 2)


def test_an_answer_from_the_future_makes_a_question_due_now() -> None:
    append(tried(DEFINE[0], 4000))
    assert progress.due(day(0)) == (DEFINE[0],)


def lessons_of(questions: tuple[object, ...]) -> list[str]:
    return [objective(question.objective).lesson for question in questions]


def test_with_an_empty_log_the_number_of_the_lesson_decides_what_to_recall() -> None:
    first = progress.to_recall("13")
    assert first == progress.to_recall("13")
    assert len({question.objective for question in first}) == 3
    assert all(lesson < "13" for lesson in lessons_of(first))
    assert progress.to_recall("3") == progress.to_recall("03")
    assert not any(question.where.endswith("-steps.yml") for question in progress.to_recall("13", n=999))


def test_what_takes_many_choices_is_no_warm_up() -> None:
    asked = progress.to_recall("13", n=999)
    assert max(question.choices for question in asked) == 4
    assert not any(question.kind == "tag" for question in asked), "its note may be the new case of the lesson"
    assert any(question.choices > 4 for question in all_questions() if not question.where.endswith("-steps.yml"))


def test_what_is_due_is_recalled_first_and_what_was_answered_today_last() -> None:
    fresh = [question.id for question in progress.to_recall("13", n=999)]
    known, missed, young = fresh[0], fresh[-1], fresh[-2]
    answers = [tried(known, 0), tried(missed, 0, correct=False), tried(young, 2)]
    chosen = [question.id for question in progress.to_recall("13", n=999, given=log_of(answers), day=day(2))]
    assert chosen[:2] == [missed, known]
    assert chosen[-1] == young, "it stands in the memory of an hour ago, so it comes where all else runs out"
    answers += [tried(id, 2) for id in chosen[:3]]
    again = [question.id for question in progress.to_recall("13", n=999, given=log_of(answers), day=day(2))]
    assert set(again[-4:]) == {young, *chosen[:3]}
    tomorrow = [question.id for question in progress.to_recall("13", n=999, given=log_of(answers), day=day(3))]
    assert tomorrow[:1] != chosen[:1]
    assert set(tomorrow) == set(fresh)


@pytest.mark.parametrize(
    ("lesson", "says"),
    [
        pytest.param("00", "No lesson before lesson 00", id="nothing comes before the start page"),
        pytest.param("twelve", "write its number", id="a number in words"),
        pytest.param("", "is no lesson", id="nothing"),
    ],
)
def test_a_lesson_with_nothing_before_it_says_so(lesson: str, says: str) -> None:
    with pytest.raises(UnknownQuestion, match=says):
        progress.to_recall(lesson)


def test_forgetting_says_how_many_answers_went() -> None:
    append(tried("a", 0), tried("b", 1))
    assert repr(progress.forget()) == "2 answers forgotten. Nothing is left of them on this computer."
    assert repr(progress.forget()) == "There was nothing to forget: no answer was kept."
    assert progress.history() == ()


def test_a_log_that_cannot_be_deleted_says_where_it_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    append(tried("a", 0))

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ProgressError, match=r"could not be deleted \(Permission denied\).*answers"):
        progress.forget()


def test_a_mark_stays_as_it_is_or_every_learner_would_lose_the_answers_on_screen() -> None:
    assert content_mark(SINGLE) == "284abe64ea77"


def test_no_two_questions_share_a_mark() -> None:
    marks = Counter(map(content_mark, all_questions()))
    assert max(marks.values()) == 1
