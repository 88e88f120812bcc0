"""Questions in linked parts: one patient, and the next part opens when the one before it is right, or was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from spine_edu.cases import case_named
from spine_edu.errors import UnknownCase
from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import CaseFace, CaseTable
from spine_edu.quiz.items import Item
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict
from spine_edu.quiz.paper import Line, Piece, Prose
from spine_edu.text.quoting import some


@dataclass(frozen=True, kw_only=True, repr=False)
class CaseQuestion(Question):
    """The answer gives each part, by its id, an answer of its own kind. The score is the mean over all parts."""

    kind = "case"
    fields = ("case", "intro", "parts", "why")

    intro: str
    note: str
    why: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Build the question; its parts were read by `spine_edu.quiz.bank`, which knows all kinds."""
        ids = [part.id for part in common["parts"]]
        if len(ids) < 2 or len({*ids, common["id"]}) <= len(ids):
            there = f"there are {some(ids)}" if ids else "there are none"
            problem = f"It needs two or more, each with an id of its own; {there}."
            raise entry.fault(problem, "Add a part, or give it another id.", "parts")
        note = ""
        if "case" in entry.value:
            try:
                note = case_named(entry.text("case")).note
            except UnknownCase as error:
                raise entry.fault(str(error), "Take the id of a case in data/cases/.", "case") from error
        intro = entry.block("intro") if note == "" or "intro" in entry.value else ""
        return cls(intro=intro, note=note, why=entry.text("why"), **common)

    @property
    def told(self) -> list[list[str]]:
        """What the learner reads first: paragraphs of lines, the introduction before the note."""
        blocks = [block for text in (self.intro, self.note) for block in text.split("\n\n")]
        return [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks if block.strip()]

    @property
    def form(self) -> str:
        return f"a case in {len(self.parts)} parts"

    def face(self, seed: int | str | None = None) -> CaseFace:
        parts = [part.face(seed) for part in self.parts]
        return {**super().face(seed), "told": self.told, "note": bool(self.note), "parts": parts}

    def paper(self, face: CaseFace) -> tuple[Piece, ...]:
        pieces: list[Piece] = [Prose(tuple(map(tuple, self.told)))]
        for n, (part, seen) in enumerate(zip(self.parts, face["parts"], strict=True), 1):
            pieces += [Line(f"Part {n} of {len(self.parts)}. {part.stem}"), *part.paper(seen)]
        return tuple(pieces)

    def solution(self) -> dict[str, Any]:
        return {part.id: part.solution() for part in self.parts}

    def table(self) -> CaseTable:
        return {"parts": [part.table() for part in self.parts], "why": self.why}

    def read_answer(self, answer: object) -> dict[str, object]:
        if not isinstance(answer, Mapping) or not all(name in [part.id for part in self.parts] for name in answer):
            raise NotAnAnswer(_TODO)
        given = {part.id: answer[part.id] for part in self.parts if answer.get(part.id) is not None}
        if not given:
            raise NotAnAnswer(_TODO)
        return given

    def weigh(self, table: CaseTable, answer: dict[str, object]) -> Verdict:
        """Weigh the parts that were answered; the others count as wrong, and are no mistake yet."""
        parts, total, right, judged = [], 0.0, 0, 0
        for part, rows in zip(self.parts, table["parts"], strict=True):
            if part.id not in answer:
                continue
            verdict = part.verdict(rows, answer[part.id])
            parts.append(Part(part.stem, verdict.correct, verdict.why, verdict.misconception))
            total += verdict.score
            right += verdict.correct
            judged += verdict.answered
        if not judged:
            raise NotAnAnswer(_TODO)
        if right == len(self.parts):
            return Verdict(True, True, 1.0, table["why"], parts=tuple(parts))
        why = f"{right} of {len(self.parts)} parts {'is' if right == 1 else 'are'} right."
        return Verdict(True, False, total / len(self.parts), why, parts=tuple(parts))

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        return tuple((f"Part {n}: {what}", right, why) for n, part in enumerate(self.parts, 1) for what, right, why in part.key())

    def elsewhere(self) -> tuple[Item, ...]:
        """Return each part with what is told before the first."""
        told = tuple(map(tuple, self.told))
        loses = "The parts of a case stand side by side: none waits until the one before it is right."
        found = (item for part in self.parts for item in part.elsewhere())
        return tuple(replace(item, reading=(*told, *item.reading), loses=(*item.loses, loses)) for item in found)


_TODO = "Answer the parts one after another."
