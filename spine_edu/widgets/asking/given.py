"""How answers come from the browser into the learner's log: each once, however often it is told.

The browser tells an answer in `given` until its time stands in `kept`. So one that no kernel heard is told again by the
next card of its question, and one whose receipt got lost is known by its question and its time (static/waiting.js is the
other end).
"""

from __future__ import annotations

from typing import Any, cast

import traitlets

from spine_edu.figures.drawing.measures import Measures
from spine_edu.learner import moments, progress
from spine_edu.quiz import Question
from spine_edu.quiz.contract import Given
from spine_edu.quiz.paper import Printed
from spine_edu.widgets.asking.paper import QUESTIONS, measures_of
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.script import script, style


def read_given(told: Any) -> Given | None:
    """Return what the browser told as an answer, or None where it is none.

    >>> read_given({"place": 0, "part": "", "time": "yesterday"})
    """
    if not isinstance(told, dict) or any(name not in told for name in Given.__annotations__):
        return None
    counts, texts = [told[name] for name in ("place", "number", "hints")], [told[name] for name in ("part", "time", "confidence")]
    sound = all(type(count) is int and count >= 0 for count in counts) and all(isinstance(text, str) for text in texts)
    return cast(Given, told) if sound and isinstance(told["revealed"], bool) and moments.is_time(told["time"]) else None


class Answering(OnScreen):
    """A widget whose answers come into the learner's log; `_remember` says how one is kept there."""

    given = traitlets.List(traitlets.Any()).tag(sync=True)
    kept = traitlets.List(traitlets.Unicode()).tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    def _remember(self, given: Given) -> str:
        """Keep an answer; return '' or a sentence for the learner. What is no answer of this widget is passed over."""
        raise NotImplementedError

    @traitlets.observe("given")
    def _on_given(self, change: Any) -> None:
        told = [given for given in map(read_given, change.new) if given]
        for given in told:
            self.notice = self._remember(given) or self.notice
        self.kept = [given["time"] for given in told]


class OnQuestions(Answering):
    """What card and quiz share: the script, the style, and the learner's log."""

    _esm = script("asking/question.js")
    _css = style("base.css", "asking/question.css", "asking/kinds.css", "parts.css")

    def __init__(self, questions: tuple[Question, ...], *, key: bool, **shown: Any) -> None:
        """Ask questions; without their `key` it is an exam, whose answers stay out of the log."""
        self.questions = questions
        self._key = key
        super().__init__(**shown)

    @property
    def paper(self) -> tuple[Printed, ...]:
        """The questions as they read on paper."""
        raise NotImplementedError

    @property
    def measures(self) -> list[Measures]:
        return measures_of(self.paper)

    def _repr_mimebundle_(self, **options: object) -> tuple[dict[str, object], dict[str, object]]:
        data, metadata = super()._repr_mimebundle_(**options)
        return data, {**metadata, QUESTIONS: [asked.as_dict() for asked in self.paper]}

    def _remember(self, given: Given) -> str:
        asked = self.questions[given["place"] : given["place"] + 1] if self._key else ()
        if given["part"]:
            asked = tuple(part for question in asked for part in question.parts if part.id == given["part"])
        rest = (given["number"], given["confidence"], given["hints"], given["revealed"], given["time"])
        return next(filter(None, [progress.remember(question, given["answer"], *rest) for question in asked]), "")
