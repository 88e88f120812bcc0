"""A learner's progress on screen. What is stored in a notebook says nothing about anybody: the numbers come when the cell is run."""

from __future__ import annotations

from typing import TypedDict

import traitlets

from spine_edu import log
from spine_edu import progress as known
from spine_edu.log import Answer
from spine_edu.quiz import objective
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.script import script, style


class ProgressRow(TypedDict):
    """An objective, where it is taught, how many first tries were right ('3 of 4'), and what that comes to in a word."""

    title: str
    link: str
    right: str
    word: str


class Progress(OnScreen):
    """What was answered, what is mastered, what is due today, and where the log of it lies."""

    _esm = script("progress.js")
    _css = style("base.css", "question.css")

    lead = traitlets.Unicode("").tag(sync=True)
    due = traitlets.Int(0).tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    needs_kernel = traitlets.Bool(True, read_only=True).tag(sync=True)
    """Whose progress it shows depends on who runs it, so an exported page keeps the printed form."""

    def __init__(self) -> None:
        answers, held = known.history(), known.mastery()
        super().__init__(lead=_lead(answers, held), due=len(known.due()), rows=[_row(one) for one in held], place=_place())

    def static_html(self) -> str:
        return (
            "<section><p><strong>Your progress</strong></p><p>Run this cell to see what you have answered, what you hold and what is "
            "due today. It is kept on your own computer, and nothing of it is stored in this notebook.</p></section>"
        )

    def __repr__(self) -> str:
        return "Progress(of whoever runs this cell)"


def progress() -> Progress:
    """Show what you have answered so far: what you hold, what is due today, where it is kept, and how to forget it."""
    return Progress()


def _lead(answers: tuple[Answer, ...], held: tuple[known.Mastery, ...]) -> str:
    if not answers:
        return "Nothing is answered yet. What you answer in the lessons is counted here."
    questions = len({answer.question for answer in answers})
    mastered = sum(one.is_mastered for one in held)
    said = f"{_counted(len(answers), 'answer')} to {_counted(questions, 'question')}."
    return f"{said} {mastered} of {_counted(len(held), 'objective')} mastered." if held else said


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _row(one: known.Mastery) -> ProgressRow:
    taught = objective(one.objective)
    return {"title": one.title, "link": taught.link, "right": f"{one.right} of {one.answered}", "word": one.word}


def _place() -> str:
    try:
        return str(log.home() / "answers")
    except OSError:
        return ""
