"""What a learner has shown so far, read from the log: what is known, what is due, what to recall before a lesson.

Only *first tries* speak of memory: the first answer to a question on an empty card. One that was right with a hint says nothing,
and a second try has seen why the first was wrong. The log itself, its place and its form, is in `spine_edu.learner.log`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spine_edu import days
from spine_edu.errors import ProgressError, UnknownQuestion
from spine_edu.learner import log
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.answered import Answered, Tried
from spine_edu.learner.share import Share
from spine_edu.learner.standing import Standing, standing
from spine_edu.quiz import Question, all_questions, beliefs, content_mark, deal, draw, judge, objective
from spine_edu.quiz.skills import skills
from spine_edu.text.quoting import shown

DAYS_TO_MASTER = 3
"""On how many days an objective is to be met, with nothing wrong in between, to count as mastered."""

SHORT = 4
"""So many choices at most does one answer take before a lesson: to recall is not to fill in a form."""


@dataclass(frozen=True)
class Mastery:
    """How well one objective is held.

    `days` counts the learner's days with right first tries and none wrong, since the last wrong one.
    """

    objective: str
    title: str
    answered: int
    right: int
    days: int
    since: str = ""
    """The day on which it came to be mastered; '' while it is not."""

    @property
    def share(self) -> Share:
        """How many of its questions would be right at a first try, as far as those asked can tell."""
        return Share(self.right, self.answered)

    @property
    def is_mastered(self) -> bool:
        return self.days >= DAYS_TO_MASTER

    @property
    def word(self) -> str:
        """Say it in words.

        >>> Mastery("refusion.define", "say what makes a fusion a refusion", answered=3, right=3, days=1).word
        'right on one day'
        """
        if self.is_mastered:
            return "mastered"
        return ("not yet", "right on one day", "right on two days")[self.days]


@dataclass(frozen=True)
class Forgotten:
    """What `forget` did."""

    answers: int

    def __repr__(self) -> str:
        if not self.answers:
            return "There was nothing to forget: no answer was kept."
        return f"{self.answers} answer{'s' * (self.answers != 1)} forgotten. Nothing is left of them on this computer."


def remember(
    question: Question,
    answer: object,
    number: int = 1,
    confidence: str = "",
    hints: int = 0,
    revealed: bool = False,
    time: str = "",
) -> str:
    """Judge an answer and add it to the log; return '' or, if it cannot be saved, one sentence for the learner.

    `time` is when it was given, now unless told; told twice with the same time it is in the log once. A number of 0 says that
    the right answer was shown after this one.
    """
    verdict = judge(question, answer)
    if not verdict.answered or (time and log.holds(question.id, time)):
        return ""
    given = LoggedAnswer(
        time or log.now(), question.id, content_mark(question), answer, verdict.score, verdict.correct,
        number, confidence, hints, revealed, beliefs(verdict),
    )  # fmt: skip
    return log.append(given)


def history() -> tuple[LoggedAnswer, ...]:
    """Return every answer ever given, oldest first."""
    return tuple(answer for answer in log.answers() if answer.number)


def round_of(question: Question) -> tuple[LoggedAnswer, ...]:
    """Return the answers of the latest round of a question: from its last first try to now.

    Empty if the question asks something else by now.
    """
    given: list[LoggedAnswer] = []
    for answer in log.answered().last_round(question.id):
        if answer.number:
            given.append(answer)
        elif given:
            given[-1] = replace(given[-1], revealed=True)
    mark = content_mark(question)
    return tuple(given) if given and all(answer.mark == mark for answer in given) else ()


def mastery() -> tuple[Mastery, ...]:
    """Return, for each objective that was ever tried, how well it is held.

    The rule: take the first tries of all its questions, and of what practice cases ask of it, day by day. A day on which any was
    wrong sets the count back to nothing; a day with right ones only adds one. Three such days make it mastered, since what was
    recalled on three different days tends to stay.
    """
    answered = log.answered()
    found = []
    for name, ids in _asked_by_objective().items():
        tries = [tried for id in ids if (tried := list(answered.first_tries(id)))]
        if tries:
            right = sum(latest.correct for latest, *_ in tries)
            row = _days_in_a_row(itertools.chain(*tries))
            since = row[DAYS_TO_MASTER - 1] if len(row) >= DAYS_TO_MASTER else ""
            found.append(Mastery(name, objective(name).title, len(tries), right, len(row), since))
    return tuple(found)


def due(day: str | None = None) -> tuple[str, ...]:
    """Return the ids of the questions that are due on a day (today unless given), those answered wrong first.

    A question comes back 1, 3, 7 and 21 days after a right first try, the interval growing with each one in a row; after a wrong
    one it comes back the next day. `quiz(due(), fresh=True)` asks them.
    """
    day = days.iso_day(day or days.today())
    waiting = [(state.in_a_row > 0, state.due, question.id) for question, state in _standings(day) if state.due <= day]
    return tuple(name for *_, name in sorted(waiting))


def to_review(day: str | None = None) -> tuple[Question, ...]:
    """Return what to ask on a day, where it can be asked anywhere: neither cases nor the steps of a lesson.

    First all that was answered wrong. Then, of each objective with something due, one question for all of them: one of its
    siblings that was never asked or, where there is none, the one that waits longest; none if the objective was met that day.
    Lessons take turns, so that neighbours differ.
    """
    day = days.iso_day(day or days.today())
    answered = log.answered()
    known = {question.id: state for question, state in _standings(day)}
    alone = [question for question in all_questions() if _stands_alone(question)]
    met = {question.objective for question in all_questions() if answered.last_day(question.id) == day}
    waiting = sorted((known[one.id].due, one.id, one) for one in alone if one.id in known and known[one.id].due <= day)
    missed = [one for _, _, one in waiting if not known[one.id].in_a_row]
    pending = dict.fromkeys(one.objective for _, _, one in waiting if known[one.id].in_a_row and one.objective not in met)
    spoken_for = {one.objective for one in missed}
    varied = []
    for name in pending:
        if name not in spoken_for:
            unseen = (one for one in alone if one.objective == name and not answered.last_day(one.id))
            varied.append(next(unseen, None) or next(one for _, _, one in waiting if one.objective == name))
    return (*deal(missed, by=_lesson), *deal(varied, by=_lesson))


def next_due(day: str | None = None) -> tuple[str, int]:
    """Return the first day after this one on which something to review falls due, for how many objectives; ('', 0) for none."""
    day = days.iso_day(day or days.today())
    waiting = {(state.due, one.objective) for one, state in _standings(day) if _stands_alone(one) and state.due > day}
    later = Counter(due for due, _ in waiting)
    return min(later.items(), default=("", 0))


def to_recall(lesson: str, n: int = 3, given: Answered | None = None, day: str | None = None) -> tuple[Question, ...]:
    """Return n questions that earlier lessons taught, those first that a learner is about to forget; a newcomer has `given` none.

    First what is due, answered wrong before right, the longest waiting before the others; then what was never asked, by a lot
    that the lesson's number decides; then what is due next. Each of the three is dealt by objective, so that neighbours differ.
    What was answered today, here or elsewhere, is nothing to recall yet: it comes only where all else runs out. Left out are
    cases, notes to mark (a page to read, and the lesson may have it ready as a new one), what takes more than `SHORT` choices,
    and questions that need their place in a lesson (files of the bank whose name ends in '-steps').
    """
    if not re.fullmatch(r"\d{1,2}", str(lesson), re.ASCII):
        raise UnknownQuestion(f"{shown(lesson)} is no lesson; write its number, such as warm_up('12').")
    number = f"{int(lesson):02}"
    day = day or days.today()
    given = given or Answered()
    asked = [
        question for question in all_questions() if _is_short(question) and "" < objective(question.objective).lesson < number
    ]
    if not asked:
        raise UnknownQuestion(
            f"No lesson before lesson {number} has questions yet, so there is nothing to recall. Begin with the lesson."
        )

    before = {question.id: (tried for tried in given.first_tries(question.id) if tried.day != day) for question in asked}
    states = {name: state for name, tries in before.items() if (state := standing(tries, day))}

    def urgency(question: Question) -> tuple[bool, str, str]:
        state = states.get(question.id)
        lot = draw(f"warm-up {number}", question.id)
        return (state.in_a_row > 0, state.due, lot) if state else (False, "", lot)

    asked.sort(key=urgency)
    today = [question for question in asked if given.last_day(question.id) == day]
    rested = [question for question in asked if question not in today]
    waiting = [question for question in rested if question.id in states and states[question.id].due <= day]
    unseen = [question for question in rested if question.id not in states]
    later = [question for question in rested if question not in waiting and question not in unseen]
    later.sort(key=lambda question: states[question.id].due)
    return tuple([*deal(waiting), *deal(unseen), *deal(later), *deal(today)][:n])


def forget() -> Forgotten:
    """Delete the log at once, without asking; return how many answers went."""
    try:
        return Forgotten(log.forget())
    except OSError as error:
        raise ProgressError(
            f"The answers could not be deleted ({error.strerror or error}). They lie in {error.filename}."
        ) from error


def _standings(day: str) -> Iterator[tuple[Question, Standing]]:
    """Go through the questions that were ever tried, each with where it stands on a day."""
    answered = log.answered()
    for question in all_questions():
        if state := standing(answered.first_tries(question.id), day):
            yield question, state


def _asked_by_objective() -> dict[str, list[str]]:
    """Return what the log calls all questions, their parts and the skills of practice, by the objective that they serve."""
    ids: dict[str, list[str]] = {}
    for question in all_questions():
        ids.setdefault(question.objective, []).extend(one.id for one in (question, *question.parts))
    for skill in skills().values():
        ids.setdefault(skill.objective, []).append(skill.logged_as)
    return ids


def _days_in_a_row(tries: Iterable[Tried]) -> list[str]:
    """Return the days on which first tries were right and none wrong, since the last day on which one was."""
    by_day: dict[str, bool] = {}
    for _, day, correct in sorted(tries):
        by_day[day] = by_day.get(day, True) and correct
    row: list[str] = []
    for day, good in by_day.items():
        row = [*row, day] if good else []
    return row


def _lesson(question: Question) -> str:
    return objective(question.objective).lesson


def _is_short(question: Question) -> bool:
    return _stands_alone(question) and question.kind != "tag" and question.choices <= SHORT


def _stands_alone(question: Question) -> bool:
    return not question.parts and not question.is_step
