"""Questions whose answer is an order: the steps of an operation, the joints from cranial to caudal."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import OrderFace, OrderTable
from spine_edu.quiz.items import Arrange, Item
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict, shuffled
from spine_edu.quiz.paper import GAP, Line, Listing, Piece
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy


@dataclass(frozen=True)
class Step:
    """One of the things to put in order, and why it stands where it does."""

    text: str
    why: str


@dataclass(frozen=True)
class Turned:
    """A telling wrong order: `before` was put somewhere before `after`."""

    before: str
    after: str
    why: str
    misconception: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Order(Question):
    """All items are to be put in order. The answer is the list of their texts.

    Of any two items, a pair that stands the right way round earns a share, and a turned pair costs one; the score never falls
    below zero. So an item costs as far as it strayed, a reversed list earns nothing, and an order left to chance little.
    The items are shown shuffled, never in the right order.
    """

    kind = "order"
    fields = ("ends", "items", "why", "near")

    ends: tuple[str, str]
    items: tuple[Step, ...]  # in the right order
    why: str
    near: tuple[Turned, ...]

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read items in the right order, the two ends of the row, and pairs that are often turned."""
        items = entry.each("items", _step)
        texts = [item.text for item in items]
        entry.different("items", texts, 3, "three to eight", 8)
        ends = entry.texts("ends") or ("first", "last")
        if len(ends) != 2:
            raise entry.fault(
                "It names the first and the last place, no more and no less.", "Write two, such as [cranial, caudal].", "ends"
            )
        near = entry.each("near", lambda item: _turned(item, texts))
        return cls(ends=(ends[0], ends[1]), items=items, why=entry.text("why"), near=near, **common)

    @property
    def form(self) -> str:
        return f"{len(self.items)} items to order"

    @property
    def choices(self) -> int:
        return len(self.items)

    def face(self, seed: int | str | None = None) -> OrderFace:
        right = self.solution()
        mixed = shuffled(right, seed, self.id)
        return {**super().face(seed), "ends": list(self.ends), "items": mixed if mixed != right else [*mixed[1:], mixed[0]]}

    def paper(self, face: OrderFace) -> tuple[Piece, ...]:
        first, last = self.ends
        return (
            Line(f"Number them from 1 ({first}) to {len(self.items)} ({last})."),
            Listing(tuple(f"{GAP} {text}" for text in face["items"]), lettered=False),
        )

    def solution(self) -> list[str]:
        return [item.text for item in self.items]

    def table(self) -> OrderTable:
        texts = self.solution()
        return {
            "items": [{"text": item.text, "why": item.why} for item in self.items],
            "why": self.why,
            "near": [
                {"before": texts.index(n.before), "after": texts.index(n.after), "why": n.why, "idea": n.misconception}
                for n in self.near
            ],
        }

    def read_answer(self, answer: Any) -> list[int]:
        """Return, place by place, which item stands there, counted from 0 in the right order."""
        known = {tidy(item.text): n for n, item in enumerate(self.items)}
        given = [known.get(tidy(text), -1) for text in answer] if isinstance(answer, list | tuple) else []
        if sorted(given) != list(range(len(self.items))):
            raise NotAnAnswer(f"Put all {len(self.items)} in order, each once.")
        return given

    def weigh(self, table: OrderTable, answer: list[int]) -> Verdict:
        """Count the pairs that stand the right way round; each turned one takes a right one away."""
        pairs = list(itertools.combinations(answer, 2))
        right = sum(one < other for one, other in pairs)
        stay = longest_rise(answer)
        rows = table["items"]
        parts = tuple(Part(rows[n]["text"], n in stay, "" if n in stay else rows[n]["why"]) for n in answer)
        if right == len(pairs):
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        turned = next((near for near in table["near"] if answer.index(near["before"]) < answer.index(near["after"])), None)
        rest = len(rows) - len(stay)
        stand = "No two follow each other rightly."
        if stay:
            stand = (
                f"{len(stay)} of {len(rows)} can stay, as they follow each other rightly; "
                f"move the other{f' {rest}' if rest > 1 else ''}."
            )
        score = max(0, 2 * right - len(pairs)) / len(pairs)
        if turned:
            return Verdict(True, False, score, f"{stand} {turned['why']}", turned["idea"], parts)
        return Verdict(True, False, score, stand, parts=parts)

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        right = ((f"{place} {item.text}", True, item.why) for place, item in enumerate(self.items, 1))
        wrong = ((f"{turned.before} before {turned.after}", False, turned.why) for turned in self.near)
        return ((f"From {self.ends[0]} to {self.ends[1]}", True, self.why), *right, *wrong)

    def elsewhere(self) -> tuple[Item, ...]:
        form = Arrange(self.ends, tuple(self.solution()), self.why)
        return (self.item(form),)


def longest_rise(answer: list[int]) -> set[int]:
    """Return the most items that already stand in the right order, two at least: all others, and only they, need to be moved.

    Of several such sets, the one whose items come first on the list.

    >>> sorted(longest_rise([1, 2, 3, 4, 0])), sorted(longest_rise([1, 0, 2]))
    ([1, 2, 3, 4], [1, 2])
    >>> longest_rise([2, 1, 0])
    set()
    """
    best: list[list[int]] = []  # for each place, the longest rise that begins there
    for place in reversed(range(len(answer))):
        longer: list[int] = []
        for later in range(place + 1, len(answer)):
            rise = best[len(answer) - 1 - later]
            if answer[later] > answer[place] and len(rise) > len(longer):
                longer = rise
        best.append([answer[place], *longer])
    found: list[int] = [0]
    for rise in reversed(best):
        if len(rise) > len(found):
            found = rise
    return set(found) if len(found) > 1 else set()


def _step(entry: Entry) -> Step:
    entry.only("text", "why")
    return Step(entry.text("text"), entry.text("why"))


def _turned(entry: Entry, texts: list[str]) -> Turned:
    entry.only("before", "after", "why", "misconception")
    before, after = entry.text("before"), entry.text("after")
    for field, text in (("before", before), ("after", after)):
        if text not in texts:
            raise entry.fault(f"{shown(text)} is none of the `items:`.", "Write it as it stands there.", field)
    if texts.index(before) <= texts.index(after):
        problem = f"{shown(before)} does come before {shown(after)}."
        raise entry.fault(problem, "Name two items turned round: that is the near miss.", "before")
    return Turned(before, after, entry.text("why"), entry.text("misconception"))
