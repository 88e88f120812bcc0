"""Questions whose answer is a number, with the near misses that betray how it was reached."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import NumberBand, NumberFace, NumberTable
from spine_edu.quiz.items import Item, Reckon, Response
from spine_edu.quiz.kinds.text import fold, joined
from spine_edu.quiz.kinds.units import called, one_of
from spine_edu.quiz.model import NotAnAnswer, Question, Verdict
from spine_edu.quiz.paper import Blank, Piece
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}([.,٫][0-9]{1,12})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([,٬][0-9]{3})+")
_TYPED = re.compile(r"([^0-9+.,٫٬-]*)([+-]?[0-9]{1,12}(?:[.,٫٬][0-9]{1,12})*)([^0-9]*)")
"""A number with what stands before and after it; ٫ and ٬ are the Arabic decimal and thousands separators."""


@dataclass(frozen=True)
class Near:
    """A wrong number that a known way of thinking leads to."""

    value: str
    why: str
    misconception: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Number(Question):
    """The answer is a number as text, such as '3'; right within the tolerance, which is 0 unless told."""

    kind = "number"
    fields = ("answer", "unit", "tolerance", "near", "why", "otherwise")

    answer: str
    unit: str
    tolerance: str
    why: str
    otherwise: str
    near: tuple[Near, ...]

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read a number with its tolerance, and near misses that lie outside of it."""
        near = entry.each("near", _near)
        question = cls(
            answer=_decimal(entry, "answer"),
            unit=entry.text("unit", ""),
            tolerance=_decimal(entry, "tolerance", "0"),
            why=entry.text("why"),
            otherwise=entry.text("otherwise", ""),
            near=near,
            **common,
        )
        tolerance = Decimal(question.tolerance)
        for n, miss in enumerate(near):
            if abs(Decimal(miss.value) - Decimal(question.answer)) <= tolerance:
                problem = f"the near miss {miss.value} lies within the tolerance of the answer."
                raise entry.fault(problem, "Change one of the two.", "near", n, "value")
        return question

    @property
    def form(self) -> str:
        return f"a number of {self.unit}" if self.unit else "a number"

    def face(self, seed: int | str | None = None) -> NumberFace:
        return {**super().face(seed), "unit": self.unit}

    def paper(self, face: NumberFace) -> tuple[Piece, ...]:
        return (Blank(face["unit"]),)

    def solution(self) -> str:
        return self.answer

    def table(self) -> NumberTable:
        rest = self.otherwise or self.why
        return {
            "called": list(called(self.unit)),
            "bands": [
                _band(self.answer, self.tolerance, True, self.why, ""),
                *(_band(n.value, "0", False, n.why, n.misconception) for n in self.near),
            ],
            "low": f"That is too low. {rest}",
            "high": f"That is too high. {rest}",
        }

    def read_answer(self, answer: Any) -> float:
        if isinstance(answer, int | float) and not isinstance(answer, bool):
            answer = repr(answer) if -1e12 < answer < 1e12 else ""
        found = _TYPED.fullmatch(tidy(answer))
        before, number, after = found.groups() if found else ("", "", "")
        if _GROUPED.fullmatch(number):
            raise NotAnAnswer("Write the number without a comma between thousands.")
        if not _NUMBER.fullmatch(number) or not self._is_unit(before):
            raise NotAnAnswer("Write a number in digits, such as 4 or 2.5.")
        if not self._is_unit(after):
            raise NotAnAnswer(f"Give it in {self.unit}." if self.unit else "Write the number alone, without a unit.")
        return float(re.sub("[,٫]", ".", number))

    def _is_unit(self, written: str) -> bool:
        """Whether what was written beside the number is the question's unit, by any of its names, or nothing."""
        unit = written.strip(" .")
        return not unit or joined(fold(unit)) in called(self.unit)

    def weigh(self, table: NumberTable, answer: float) -> Verdict:
        for band in table["bands"]:
            if band["low"] <= answer <= band["high"]:
                return Verdict(True, band["correct"], float(band["correct"]), band["why"], band["idea"])
        return Verdict(True, False, 0.0, table["low"] if answer < table["bands"][0]["low"] else table["high"])

    def _told(self, value: str) -> str:
        """Write a number with its unit, which is given for many: '3 joints', '1 joint'."""
        return f"{value} {one_of(self.unit) if value == '1' else self.unit}".strip()

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        plus = f" (± {self.tolerance})" if Decimal(self.tolerance) else ""
        right = (self._told(self.answer) + plus, True, self.why)
        return (right, *((self._told(n.value), False, n.why) for n in self.near))

    def elsewhere(self) -> tuple[Item, ...]:
        near = (Response(miss.value, False, miss.why, miss.misconception) for miss in self.near)
        form = Reckon((Response(self.answer, True, self.why), *near), self.tolerance, self.unit)
        return (self.item(form),)


def _band(value: str, tolerance: str, correct: bool, why: str, idea: str) -> NumberBand:
    middle, width = Decimal(value), Decimal(tolerance)
    return {"low": float(middle - width), "high": float(middle + width), "correct": correct, "why": why, "idea": idea}


def _near(entry: Entry) -> Near:
    entry.only("value", "why", "misconception")
    return Near(_decimal(entry, "value"), entry.text("why"), entry.text("misconception"))


def _decimal(entry: Entry, name: str, default: str | None = None) -> str:
    text = entry.text(name, default)
    if not _NUMBER.fullmatch(text) or "," in text or not math.isfinite(float(text)):
        raise entry.fault(f"{shown(text)} is not a plain number.", 'Write digits in quotes, such as "4" or "2.5".', name)
    return text
