"""Cases without end: an unseen note, an empty claim, and feedback that opens step by step. What is right was decided by
`practice`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict

import traitlets

from spine_edu.errors import SpineEduError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.levelmap.levelmap import hardware_of, levelmap
from spine_edu.figures.timeline import timeline_figure
from spine_edu.learner.practised import Practised, remember_practised
from spine_edu.practice.case import PracticeCase, practice_case
from spine_edu.practice.claims.claim import dealt
from spine_edu.practice.claims.contract import Claimed, Dealt
from spine_edu.practice.claims.shown import skills_shown
from spine_edu.practice.claims.skills import can_train
from spine_edu.practice.plans.draw import LARGEST
from spine_edu.practice.plans.switches import numbers_where, wanted
from spine_edu.quiz.contract import Given, QueryRules
from spine_edu.quiz.kinds.query_read import query_rules
from spine_edu.quiz.skills import skills
from spine_edu.text.markup import Markup, element, join
from spine_edu.widgets.asking.given import Answering
from spine_edu.widgets.coding.builder import builder_tables
from spine_edu.widgets.pack import drawing, packed
from spine_edu.widgets.script import script, style


class DrawnCase(TypedDict):
    """A case in the stock: what is dealt, and the patient as level map and timeline, in pieces (see `pack`), with their words."""

    dealt: Dealt
    map: list[str]
    line: list[str]
    words: str


class ClaimRules(TypedDict):
    """What every query is read by, once for all cases."""

    query: QueryRules


class Worklist(Answering):
    """A worklist on screen. Here to read: `number`, the case in hand, and `claims`, what was put in, by number.

    `stock` holds the cases at hand, each packed; with a kernel the next is drawn before it is needed, on a page they go round.
    `tables` is what codes are built by. What a claim shows of each skill goes into the learner's log when it is handed in.
    """

    _esm = script("asking/worklist.js")
    _css = style("base.css", "panel.css", "asking/question.css", "asking/kinds.css", "coding/builder.css", "asking/worklist.css")

    stock = traitlets.List(traitlets.Any()).tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)
    asked = traitlets.Int(-1).tag(sync=True)
    claims = traitlets.Dict().tag(sync=True)
    rules = traitlets.List(traitlets.Any()).tag(sync=True)
    tables = traitlets.List(traitlets.Any()).tag(sync=True)

    def __init__(
        self,
        number: int | None = None,
        *,
        difficulty: int | None = None,
        only: Iterable[str] = (),
        skill: str = "claim",
        stock: int = 4,
    ) -> None:
        """Deal a case by its number, or those that fit, in order; raise SpineEduError for what cannot be dealt."""
        self.skill = skill
        fits, trains = wanted(difficulty, only), can_train(skill)
        self._fits = lambda plan: fits(plan) and trains(plan)
        first = [number] if number is not None else []
        numbers = first + numbers_where(self._fits, stock - len(first), 1 if number is None else number + 1)
        super().__init__(
            stock=[_packed(each, skill) for each in numbers],
            rules=packed({"query": query_rules()}),
            tables=packed(builder_tables()) if skill == "claim" else [],
        )
        self._numbers = numbers

    @property
    def number(self) -> int:
        """The number of the case in hand."""
        return self._numbers[self.at]

    @property
    def patient(self) -> PracticeCase:
        """The case in hand, with all that happened."""
        return practice_case(self.number)

    @property
    def claim(self) -> Claimed | None:
        """What was put into the claim in hand; None before anything was."""
        found: Claimed | None = self.claims.get(str(self.number))
        return found

    @traitlets.observe("at")
    def _look_ahead(self, change: Any) -> None:
        """Have the next case ready, so that nobody waits for it."""
        if change.new >= len(self._numbers) - 1:
            self._put([*self._numbers, *self._next(self._numbers[-1] + 1)])

    @traitlets.observe("asked")
    def _open(self, change: Any) -> None:
        """Put the case that was asked for by its number after those at hand, and go to it."""
        if change.new < 0:
            return
        try:
            dealt(change.new, self.skill)
        except SpineEduError as error:
            self.notice = str(error)
            return
        if change.new not in self._numbers:
            self._put([*self._numbers[: self.at + 1], change.new, *self._next(change.new + 1)])
        self.at = self._numbers.index(change.new)
        self.set_trait("asked", -1)  # so that the same number can be asked for again
        self.notice = ""

    def _remember(self, given: Given) -> str:
        number = given["part"]
        if not given["number"] or not number.isdecimal() or len(number) > len(str(LARGEST)) or int(number) > LARGEST:
            return ""
        told = [
            Practised(
                skills()[shown.skill], int(number), shown.given, shown.score, shown.beliefs, shown.tempting,
                given["number"], given["revealed"], given["time"],
            )
            for shown in skills_shown(int(number), self.skill, given["answer"])
        ]  # fmt: skip
        said = [remember_practised(one) for one in told]
        return next(filter(None, said), "")

    def _next(self, start: int) -> list[int]:
        try:
            return numbers_where(self._fits, 1, start)
        except SpineEduError:
            return []

    def _put(self, numbers: list[int]) -> None:
        kept = dict(zip(self._numbers, self.stock, strict=True))
        self._numbers = numbers
        self.stock = [kept.get(number) or _packed(number, self.skill) for number in numbers]

    def static_html(self) -> Markup:
        """Return what a page without scripts can show: which case it would be, and what is to be claimed."""
        plan = self.patient.plan
        key = dealt(self.number, self.skill)
        tag = [key["tag"]["face"]["stem"]] if key["tag"] else []
        legends = (element("li", legend) for legend in (*(section["legend"] for section in key["sections"]), *tag))
        said = f", difficulty {plan.difficulty} of 5, discharged {plan.discharged}. Run the cell to read its note, and claim:"
        return join([element("p", element("b", f"Case {self.number}"), said), element("ul", *legends)])

    def __repr__(self) -> str:
        return f"Worklist(case {self.number}, difficulty {self.patient.difficulty}, {self.skill})"


def _packed(number: int, skill: str) -> list[Any]:
    """Return a case of the stock, each part of it once."""
    case = practice_case(number).case
    shown = levelmap(
        case.states_at(case.operation_month),
        title=f"Case {number}: the operation",
        hardware=hardware_of(case.operation, case.kept),
    )
    told: Picture = timeline_figure(case.timeline, case.operation_month)
    drawn: DrawnCase = {
        "dealt": dealt(number, skill),
        "map": drawing(shown.drawing),
        "line": drawing(told.drawing),
        "words": f"{shown.words} {told.words}",
    }
    return packed(drawn)
