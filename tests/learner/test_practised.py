"""What practice cases leave in the log: skills that count like questions, each case another one."""

from __future__ import annotations

from spine_edu.learner import insight, log, progress
from spine_edu.learner.answer import read_line
from spine_edu.learner.practised import Practised, remember_practised, skills_due, tempting_in
from spine_edu.quiz.objectives import objective
from spine_edu.quiz.skills import skills


def practised(
    skill: str = "device", day: int = 1, score: float = 1.0, number: int = 1, minute: int = 0, beliefs: tuple[str, ...] = ()
) -> Practised:
    time = f"2026-11-{day:02}T10:{minute:02}:00.000000Z"
    return Practised(skills()[skill], 4700 + day, "0SG00AJ", score, beliefs, ("graft-beats-cage",), number, False, time)


def test_each_skill_serves_an_objective_that_is_described() -> None:
    assert all(objective(one.objective).lesson for one in skills().values())


def test_a_case_counts_towards_its_objective_like_a_question() -> None:
    for day in (1, 2, 3):
        assert remember_practised(practised(day=day)) == ""
    (held,) = progress.mastery()
    assert (held.objective, held.days, held.is_mastered) == ("coding.device", 3, True)


def test_a_second_hand_in_of_a_case_does_not_speak_of_memory() -> None:
    remember_practised(practised(score=0.5))
    remember_practised(practised(number=2, minute=5))
    (held,) = progress.mastery()
    assert (held.right, held.answered, held.days) == (0, 1, 0)


def test_a_belief_counts_against_the_cases_that_tempt_to_it() -> None:
    remember_practised(practised(score=0.0, beliefs=("graft-beats-cage",)))
    (met,) = insight.beliefs_met()
    assert (met.id, met.fallen_for.hits, met.fallen_for.tries) == ("graft-beats-cage", 1, 1)
    remember_practised(practised(day=2))
    assert insight.beliefs_met() == ()


def test_a_skill_comes_back_as_another_case_and_what_was_missed_comes_first() -> None:
    remember_practised(practised("device", day=1))
    assert skills_due("2026-11-01") == ()
    remember_practised(practised("levels", day=2, score=0.5))
    assert [one.name for one in skills_due("2026-11-03")] == ["levels", "device"]


def test_told_twice_it_is_in_the_log_once() -> None:
    for _ in range(2):
        remember_practised(practised())
    assert len(log.answers()) == 1


def test_its_line_is_one_that_any_reader_of_the_log_reads() -> None:
    remember_practised(practised())
    (kept,) = log.answers()
    assert read_line(kept.line()) and kept.answer["case"] == 4701 and tempting_in(kept) == {"graft-beats-cage"}
