"""A learner's progress on screen. What is stored in a notebook says nothing about anybody: the numbers come when the cell is run."""

from __future__ import annotations

from typing import TypedDict

import traitlets

from spine_edu.learner import log
from spine_edu.learner import progress as known
from spine_edu.quiz import objective
from spine_edu.text.markup import Markup, element
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
        held = known.mastery()
        super().__init__(
            lead=_lead(log.answered().counts(), held), due=len(known.due()), rows=[_row(one) for one in held], place=_place()
        )

    def static_html(self) -> Markup:
        said = (
            "Run this cell to see what you have answered, what you hold and what is "
            "due today. It is kept on your own computer, and nothing of it is stored in this notebook."
        )
        return element("section", element("p", element("strong", "Your progress")), element("p", said))

    def __repr__(self) -> str:
        return "Progress(of whoever runs this cell)"


def progress() -> Progress:
    """Show what you have answered so far: what you hold, what is due today, where it is kept, and how to forget it."""
    return Progress()


def _lead(counts: dict[str, int], held: tuple[known.Mastery, ...]) -> str:
    if not counts:
        return "Nothing is answered yet. What you answer in the lessons is counted here."
    mastered = sum(one.is_mastered for one in held)
    said = f"{_counted(sum(counts.values()), 'answer')} to {_counted(len(counts), 'question')}."
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
