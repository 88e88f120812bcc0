"""Where a learner stands, on screen. What is stored in a notebook says nothing about anybody: it comes when the cell is run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import traitlets

from spine_edu import days
from spine_edu.figures.charts.chart import Chart, Mark, rows_chart
from spine_edu.learner import insight, lessons, log
from spine_edu.learner import progress as known
from spine_edu.learner.practised import skills_due
from spine_edu.learner.share import Share
from spine_edu.practice.claims.skills import SKILLS
from spine_edu.quiz import objective
from spine_edu.quiz.paper import Printed
from spine_edu.quiz.skills import Skill
from spine_edu.text.markup import Markup, element
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.handout import handout
from spine_edu.widgets.pack import drawing
from spine_edu.widgets.script import script

SITTING = 12
"""So many questions at most are asked in one go: ten minutes, which one begins on a full day too."""


class GoOn(TypedDict):
    """Where to go on: what to say first, then the place, as a link and in words."""

    words: str
    link: str
    place: str


class LessonRow(TypedDict):
    """A lesson: how far it was read, how many of its questions are answered ('7 of 26'), and how many are due; '' for none."""

    name: str
    link: str
    read: str
    answered: str
    due: str


class ProgressRow(TypedDict):
    """An objective, where it is taught, how many first tries were right and what that tells, and a word for it."""

    title: str
    link: str
    right: str
    word: str


class BeliefRow(TypedDict):
    """A belief that led astray, in the learner's words, and in how many questions of those that laid a trap for it."""

    belief: str
    astray: str


class Progress(Quiz):
    """Where one stopped, what is due today and is asked here, each lesson, what is mastered, and where the log of it lies."""

    _esm = script("progress.js")

    lead = traitlets.Unicode("").tag(sync=True)
    go_on = traitlets.Dict().tag(sync=True)
    waiting = traitlets.Unicode("").tag(sync=True)
    lessons = traitlets.List(traitlets.Dict()).tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    astray = traitlets.List(traitlets.Dict()).tag(sync=True)
    felt = traitlets.Unicode("").tag(sync=True)
    calibration = traitlets.List(traitlets.Any()).tag(sync=True)
    next = traitlets.Unicode("").tag(sync=True)
    handout = traitlets.Unicode("").tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    needs_kernel = traitlets.Bool(True, read_only=True).tag(sync=True)
    """Whose progress it shows depends on who runs it, so an exported page keeps the printed form."""

    def __init__(self) -> None:
        """Read the log as it stands now, and ask what is due, a `SITTING` at most."""
        held = sorted(known.mastery(), key=lambda one: -one.days)
        counts = log.answered().counts()
        due = known.to_review()
        course = lessons.course()
        felt = insight.calibration()
        super().__init__(
            due[:SITTING],
            deck=True,
            fresh=True,
            lead=_lead(counts, held),
            go_on=_go_on(course),
            waiting=_waiting(len(due), *known.next_due()),
            lessons=[_lesson(one) for one in course.lessons],
            rows=[_row(one) for one in held],
            astray=[_belief(one) for one in insight.beliefs_met()],
            felt=_felt(felt),
            calibration=drawing(_calibration(felt).drawing()) if felt else [],
            next=_next(len(due), skills_due(), course),
            handout=handout(held, sum(counts.values()), days.today()) if held else "",
            place=_place(),
        )

    @property
    def paper(self) -> tuple[Printed, ...]:
        return ()

    def static_html(self) -> Markup:
        said = (
            "Run in the notebook, this cell says where you stopped, what is due today and what you hold. "
            "It is kept on your own computer, and nothing of it is stored here."
        )
        return element("section", element("p", said))

    def __repr__(self) -> str:
        return "Progress(of whoever runs this cell)"


def progress() -> Progress:
    """Show where you stopped, what is due today, with a button that asks it, each lesson, and what you hold."""
    return Progress()


def _lead(counts: dict[str, int], held: list[known.Mastery]) -> str:
    if not counts:
        return "Nothing is answered yet. What you answer in the lessons is counted here."
    mastered = sum(one.is_mastered for one in held)
    begun = sum(one.days > 0 for one in held) - mastered
    said = f"{_counted(sum(counts.values()), 'answer')} to {_counted(len(counts), 'question')}."
    if mastered:
        said = f"{_counted(mastered, 'objective')} mastered: right on three days, with nothing wrong in between. {said}"
    return f"{said} {_counted(begun, 'objective')} on the way." if begun else said


def _go_on(course: lessons.Course) -> GoOn:
    here, stopped = course.here, course.stopped
    if here is None:
        return {"words": "Every lesson is read to its end.", "link": "", "place": ""}
    if stopped and stopped.lesson == here.number:
        return {"words": "You stopped in", "link": stopped.link, "place": f"{here.name}: {stopped.heading}"}
    return {"words": "Go on with" if stopped else "Begin with", "link": here.notebook, "place": here.name}


def _waiting(due: int, next_day: str, count: int) -> str:
    """Say how much is due today, and when something is due next."""
    later = (
        f" {_counted(count, 'question')} {'falls' if count == 1 else 'fall'} due on {days.in_words(next_day)}."
        if next_day
        else ""
    )
    if not due:
        return f"Nothing is due today.{later}" if later else "What you answer comes back the next day, then after longer pauses."
    now = f"{_counted(due, 'question')} from the lessons {'is' if due == 1 else 'are'} due today."
    rest = f" Run this cell again for the other {due - SITTING}." if due > SITTING else ""
    return now + rest + later


def _lesson(one: lessons.LessonStanding) -> LessonRow:
    answered = f"{one.answered} of {one.questions}" if one.answered else ""
    return {"name": one.name, "link": one.notebook, "read": one.read, "answered": answered, "due": str(one.due or "")}


def _row(one: known.Mastery) -> ProgressRow:
    word = f"{one.word} on {days.in_words(one.since)}" if one.is_mastered else one.word
    return {"title": one.title, "link": objective(one.objective).link, "right": str(one.share), "word": word}


def _belief(one: insight.BeliefMet) -> BeliefRow:
    return {"belief": one.text, "astray": f"{one.fallen_for.hits} of {one.fallen_for.tries}"}


def _felt(calibration: dict[str, Share]) -> str:
    """Say how often first tries were right that were called sure, and unsure, and what that tells; '' where nobody was asked."""
    said = [f"When you were {feeling}, {right} of your first tries were right." for feeling, right in calibration.items()]
    if len(calibration) == 2:
        sure, unsure = calibration["sure"], calibration["unsure"]
        said.append(
            "What you feel tells you something: being sure means more right answers."
            if sure.low > unsure.high
            else "Take care: you were right more often when you were unsure."
            if unsure.low > sure.high
            else "The two ranges overlap, so these answers do not show yet whether your feeling tells you anything."
        )
    return " ".join(said)


def _calibration(felt: dict[str, Share]) -> Chart:
    """Draw how often first tries were right by how sure one was, each with the range of its true share."""
    rows = []
    for feeling, right in felt.items():
        share, low, high = (round(100 * part) for part in (right.hits / right.tries, right.low, right.high))
        rows.append(Mark(f"when {feeling}, {right.hits} of {right.tries}", share, low, high))
    return rows_chart(
        "Right at the first try, by how sure you were", rows, "percent", note="Lines: where the true share lies, 9 times in 10."
    )


def _next(due: int, practised: Sequence[Skill], course: lessons.Course) -> str:
    """Say in one sentence what to do next: what is forgotten first comes first."""
    if due:
        return f"Next: answer what is due, {_counted(min(due, SITTING), 'question')}, before you read on."
    if practised:
        skill = practised[0]
        call = f'practice(skill="{skill.name}")' if skill.name in SKILLS and skill.name != "claim" else "practice()"
        return f"Next: practise {skill.words}, with another case: `{call}`."
    if course.here:
        return f"Next: {'go on with' if course.stopped else 'begin with'} {course.here.name}."
    return "Next: code a case that you have not seen: `practice()`."


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _place() -> str:
    try:
        return str(log.home() / "answers")
    except OSError:
        return ""
