"""Questions in which each item has its partner in a second list; one partner may serve several items, another none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import MatchFace, MatchRow, MatchTable
from spine_edu.quiz.items import Item, Pairing, Relate
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict, shuffled
from spine_edu.quiz.paper import GAP, Line, Listing, Piece
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy


@dataclass(frozen=True)
class Miss:
    """A wrong partner that a known way of thinking leads to."""

    target: str
    why: str
    misconception: str


@dataclass(frozen=True)
class Pair:
    """One item with its partner, why they belong together, and the near misses."""

    text: str
    match: str
    why: str
    near: tuple[Miss, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class Match(Question):
    """Each item is to be given its partner. The answer maps the text of each item to that of its partner; each earns a share."""

    kind = "match"
    fields = ("headings", "targets", "items", "why")

    headings: tuple[str, str]
    targets: tuple[str, ...]
    items: tuple[Pair, ...]
    why: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read pairs of items and targets, under two headings."""
        headings, targets = entry.texts("headings"), entry.texts("targets")
        if len(headings) != 2:
            raise entry.fault(
                "It names the items and the targets, no more and no less.",
                "Write two, such as [Technique, Column fused].",
                "headings",
            )
        entry.different("targets", targets, 2, "two or more")
        items = entry.each("items", lambda item: _pair(item, targets))
        entry.different("items", [item.text for item in items], 2, "two to ten", 10)
        why = entry.text("why", "")
        return cls(headings=(headings[0], headings[1]), targets=targets, items=items, why=why, **common)

    @property
    def form(self) -> str:
        return f"{len(self.items)} items to match"

    @property
    def choices(self) -> int:
        return len(self.items)

    def face(self, seed: int | str | None = None) -> MatchFace:
        texts = [item.text for item in self.items]
        items = texts if _numbered(texts) else shuffled(texts, seed, self.id)
        return {**super().face(seed), "headings": list(self.headings), "targets": list(self.targets), "items": items}

    def paper(self, face: MatchFace) -> tuple[Piece, ...]:
        items, targets = self.headings
        return (
            Line(f"{targets}:"),
            Listing(self.targets),
            Line(f"{items}, each with the letter that belongs to it:"),
            Listing(tuple(f"{GAP} {text}" for text in face["items"]), lettered=False),
        )

    def solution(self) -> dict[str, str]:
        return {item.text: item.match for item in self.items}

    def table(self) -> MatchTable:
        rows: list[MatchRow] = [
            {
                "text": item.text,
                "match": item.match,
                "why": item.why,
                "near": [{"target": miss.target, "why": miss.why, "idea": miss.misconception} for miss in item.near],
            }
            for item in self.items
        ]
        return {"items": rows, "why": self.why or ("Both are matched." if len(rows) == 2 else f"All {len(rows)} are matched.")}

    def read_answer(self, answer: Any) -> list[str]:
        """Return the partner given to each item, in the order in which the items are stored."""
        texts, targets = [tidy(item.text) for item in self.items], {tidy(target): target for target in self.targets}
        given = {tidy(item): targets.get(tidy(target)) for item, target in answer.items()} if isinstance(answer, Mapping) else {}
        chosen = [target for text in texts if (target := given.get(text))]
        if len(chosen) < len(texts) or len(answer) > len(texts):
            raise NotAnAnswer(f"Choose one for each of the {len(texts)}.")
        return chosen

    def weigh(self, table: MatchTable, answer: list[str]) -> Verdict:
        rows = table["items"]
        parts = tuple(_part(row, target) for row, target in zip(rows, answer, strict=True))
        right = sum(part.correct for part in parts)
        if right == len(rows):
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        return Verdict(
            True, False, right / len(rows), f"{right} of {len(rows)} {'is' if right == 1 else 'are'} right.", parts=parts
        )

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        right = ((f"{item.text}: {item.match}", True, item.why) for item in self.items)
        wrong = ((f"{item.text}: {miss.target}", False, miss.why) for item in self.items for miss in item.near)
        return (*right, *wrong)

    def elsewhere(self) -> tuple[Item, ...]:
        rows = tuple(Pairing(item.text, item.match, item.why) for item in self.items)
        return (self.item(Relate(self.headings, self.targets, rows)),)


def _part(row: MatchRow, target: str) -> Part:
    label = f"{row['text']}: {target}"
    if target == row["match"]:
        return Part(label, True, row["why"])
    miss = next((miss for miss in row["near"] if miss["target"] == target), {"why": row["why"], "idea": ""})
    return Part(label, False, miss["why"], miss["idea"])


def _pair(entry: Entry, targets: tuple[str, ...]) -> Pair:
    entry.only("text", "match", "why", "near")
    match, near = entry.one_of("match", targets), entry.each("near", lambda miss: _miss(miss, targets))
    wrong = [miss.target for miss in near]
    if match in wrong or len(set(wrong)) < len(wrong):
        raise entry.fault(
            f"It names each wrong target at most once, and never the right one ({shown(match)}).", "Take one of them out.", "near"
        )
    return Pair(entry.text("text"), match, entry.text("why"), near)


def _miss(entry: Entry, targets: tuple[str, ...]) -> Miss:
    entry.only("target", "why", "misconception")
    return Miss(entry.one_of("target", targets), entry.text("why"), entry.text("misconception"))


def _numbered(texts: Sequence[str]) -> bool:
    """Whether items are counted from 1 on, as parts of a figure are: a learner looks for them in that order.

    >>> _numbered(["Slice 1", "Slice 2"]), _numbered(["Slice 2", "Slice 1"]), _numbered(["C1", "C2"])
    (True, False, False)
    """
    name = texts[0].rpartition(" ")[0]
    return bool(name) and list(texts) == [f"{name} {n}" for n in range(1, len(texts) + 1)]
