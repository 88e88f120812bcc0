"""A quiz on screen: several questions, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import traitlets

from spine_edu import quiz as bank
from spine_edu.quiz import Question, Verdict, judge, verdict_table
from spine_edu.widgets.question import FRESH, OnScreen, _face, _static


class Quiz(OnScreen):
    """Several questions, one below another, and their result by objective. It counts and indexes like a list of questions."""

    faces = traitlets.List(traitlets.Dict()).tag(sync=True)
    tables = traitlets.List(traitlets.Dict(allow_none=True)).tag(sync=True)
    records = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(
        self, asked: Iterable[Question], *, seed: int | str | None = None, ask_confidence: bool = False, key: bool = True
    ) -> None:
        self.questions = tuple(asked)
        self._key = key
        super().__init__(
            faces=[_face(question, seed, ask_confidence) for question in self.questions],
            tables=[verdict_table(question) if key else None for question in self.questions],
            records=[dict(FRESH) for _ in self.questions],
        )

    def __len__(self) -> int:
        return len(self.questions)

    def __getitem__(self, place: int) -> Question:
        return self.questions[place]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What Python thinks of each answer now on screen."""
        return tuple(judge(question, record["answer"]) for question, record in zip(self.questions, self.records, strict=True))

    def static_html(self) -> str:
        titles = (f"Question {n} of {len(self)}" for n in range(1, len(self) + 1))
        shown = zip(self.questions, self.faces, titles, strict=True)
        return "\n".join(_static(question, face, self._key, title) for question, face, title in shown)

    def __repr__(self) -> str:
        return f"Quiz({len(self)} question{'s' * (len(self) != 1)}: {', '.join(q.id for q in self.questions)})"


def quiz(
    which: str | Iterable[str],
    n: int | None = None,
    seed: int | str | None = None,
    objective: str | None = None,
    *,
    ask_confidence: bool = False,
) -> Quiz:
    """Show the questions of a lesson ('refusion'), or those with the given ids.

    `n` keeps so many, `objective` those of one objective ('refusion.pcs') or family ('refusion').
    A `seed` decides which, in what order, and shuffles the options; the same seed gives the same quiz for ever.
    """
    return Quiz(bank.choose(which, n, seed, objective), seed=seed, ask_confidence=ask_confidence)
