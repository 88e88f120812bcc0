"""Questions that are answered by marking phrases of an operative note: which words decide, and what do they decide?"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import Fact, Remark, TagFace, TagTable
from spine_edu.quiz.items import Item, Pairing, Relate
from spine_edu.quiz.kinds.clauses import Run, paragraphs_of
from spine_edu.quiz.kinds.marks import counted, finds, told_of
from spine_edu.quiz.kinds.tag_entry import Phrase, chosen, labels_of, note_of, read_phrase
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict
from spine_edu.quiz.paper import Line, Listing, Piece, Prose
from spine_edu.text.quoting import named, shown, some
from spine_edu.text.typed import tidy


@dataclass(frozen=True, kw_only=True, repr=False)
class Tag(Question):
    """The answer gives each label the clauses that are evidence for it: {'status': ['Pseudoarthrosis L4-5, status post TLIF.']}.

    A phrase counts as found when one of the clauses that hold it is marked; a clause may be evidence for several labels, and
    is then to be marked with each. The score is the harmonic mean (F1) of two shares: how many phrases were found, and how
    many marks have evidence. `also` names phrases that may be marked and need not be. One that would settle the same fact by
    itself names, under `finds`, words of the deciding phrase, which then counts as found; one that merely agrees costs
    nothing and earns nothing.
    """

    kind = "tag"
    fields = ("case", "note", "evidence", "paragraphs", "labels", "also", "why", "near")

    paragraphs: tuple[tuple[tuple[Run, ...], ...], ...]
    labels: tuple[tuple[str, str], ...]  # label, what to look for
    evidence: tuple[Phrase, ...]
    also: tuple[Phrase, ...]
    near: tuple[Phrase, ...]
    why: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        note, told = note_of(entry)
        labels = labels_of(entry)
        names = tuple(name for name, _ in labels)
        own = [read_phrase(item, names, "label", "why", "joint") for item in entry.entries("evidence")]
        question = cls(
            paragraphs=chosen(entry, paragraphs_of(note)),
            labels=labels,
            evidence=(*(phrase for phrase in told if phrase.label in names), *own),
            also=entry.each("also", lambda item: read_phrase(item, names, "label", "why", "finds")),
            near=entry.each("near", lambda item: read_phrase(item, names, "label", "why", "misconception")),
            why=entry.text("why"),
            **common,
        )
        return _checked(question, own, sorted({phrase.label for phrase in told}), entry)

    @functools.cached_property
    def clauses(self) -> tuple[str, ...]:
        """All that can be marked, in the order of the note."""
        return tuple(clause for paragraph in self.paragraphs for line in paragraph for run in line for clause in run.clauses)

    @functools.cached_property
    def _begins(self) -> tuple[int, ...]:
        """Where each clause begins, when all are written in one line."""
        return tuple(itertools.accumulate((len(clause) + 1 for clause in self.clauses[:-1]), initial=0))

    @property
    def _lines(self) -> tuple[tuple[str, ...], ...]:
        """The paragraphs of the note, line by line."""
        return tuple(
            tuple(" ".join(" ".join((run.heading, *run.clauses)).strip() for run in line) for line in p) for p in self.paragraphs
        )

    @property
    def form(self) -> str:
        return f"{len(self.labels)} {counted(len(self.labels), 'label', 'labels')} for the phrases of a note"

    @property
    def choices(self) -> int:
        """The phrases to be found, in a note that is to be read first."""
        return len(self.evidence)

    def face(self, seed: int | str | None = None) -> TagFace:
        note = [[[[run.heading, *run.clauses] for run in line] for line in paragraph] for paragraph in self.paragraphs]
        return {**super().face(seed), "note": note, "labels": [list(label) for label in self.labels]}

    def paper(self, face: TagFace) -> tuple[Piece, ...]:
        labels = Listing(tuple(f"{name}: {look}" for name, look in self.labels), lettered=False)
        return (Prose(self._lines), Line("Underline the phrases that decide, and write beside each its label:"), labels)

    def solution(self) -> dict[str, list[int]]:
        right = {name: [n for f in self.evidence if f.label == name for n in self.holding(f.words)] for name, _ in self.labels}
        return {name: sorted(set(clauses)) for name, clauses in right.items()}

    def table(self) -> TagTable:
        """Say of every clause which fact it tells, which it is mistaken for, and where it says the same again."""
        names = [name for name, _ in self.labels]
        facts: list[Fact] = [
            {"label": names.index(f.label), "clauses": self.holding(f.words), "phrase": f.words, "why": _reason(f)}
            for f in self.evidence
        ]
        near: dict[str, Remark] = {}
        also: dict[str, str] = {}
        for miss in self.near:
            for clause in self.holding(miss.words):
                near[f"{clause} {names.index(miss.label)}"] = {"why": miss.why, "idea": miss.misconception}
        for phrase in self.also:
            for clause in self.holding(phrase.words):
                also[f"{clause} {names.index(phrase.label)}"] = phrase.why or "It says so too, but does not decide."
            for n in self.found_by(phrase):
                facts[n].setdefault("too", []).extend(self.holding(phrase.words))
        return {"facts": facts, "near": near, "also": also, "why": self.why}

    def holding(self, words: str) -> list[int]:
        """Return the clauses that hold a phrase: those of which it covers half, or which cover half of it."""
        start, found = " ".join(self.clauses).find(words), []
        end = start + len(words)
        for number in range(max(0, bisect.bisect(self._begins, start) - 1), len(self.clauses) if start >= 0 else 0):
            begin, length = self._begins[number], len(self.clauses[number])
            if begin >= end:
                break
            shared = min(begin + length, end) - max(begin, start)
            if shared > 0 and 2 * shared >= min(length, len(words)):
                found.append(number)
        return found

    def found_by(self, phrase: Phrase) -> list[int]:
        """Return the deciding phrases, by their number, that a phrase of `also` says as well."""
        said, label = phrase.finds, phrase.label
        return [n for n, fact in enumerate(self.evidence) if said and said in fact.words and fact.label == label]

    def elsewhere(self) -> tuple[Item, ...]:
        """Return the phrases that decide, and those that only seem to, each to be given its label.

        A phrase that decides for two labels would have two partners, so it is left out.
        """
        looks, none = {name: f"{name}: {look}" for name, look in self.labels}, "none of these"
        rows = [Pairing(phrase.words, looks[phrase.label], _reason(phrase)) for phrase in self.evidence]
        rows += [Pairing(phrase.words, none, phrase.why) for phrase in self.near]
        once = tuple(row for row in rows if [other.text for other in rows].count(row.text) == 1)
        form = Relate(("Phrase", "What it decides"), (*looks.values(), none), once)
        return (self.item(form, "The phrases are given and get their labels; none has to be found.", reading=self._lines),)

    def read_answer(self, answer: object) -> list[tuple[int, int]]:
        if not isinstance(answer, Mapping):
            raise NotAnAnswer(_TODO)
        names = [name for name, _ in self.labels]
        marks = set()
        for label, given in answer.items():
            for item in given if isinstance(given, list | tuple | set | frozenset) else [given]:
                clause = self._clause(item)
                if label not in names or clause < 0:
                    raise NotAnAnswer(_TODO)
                marks.add((clause, names.index(label)))
        if not marks:
            raise NotAnAnswer(_TODO)
        return sorted(marks)

    def _clause(self, given: object) -> int:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return int(given) if given in range(len(self.clauses)) else -1
        texts = [tidy(clause) for clause in self.clauses]
        return texts.index(tidy(given)) if tidy(given) in texts else -1

    def weigh(self, table: TagTable, answer: list[tuple[int, int]]) -> Verdict:
        parts = tuple(self._part(table, clause, label) for clause, label in answer)
        facts, wrong = table["facts"], sum(not part.correct for part in parts)
        left = [fact for fact in facts if not any(finds(fact, mark) for mark in answer)]
        found = len(facts) - len(left)
        hits = sum(any(finds(fact, mark) for fact in facts) for mark in answer)
        if not left and not wrong:
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        # The harmonic mean of hits / (hits + wrong) and found / facts, in whole numbers until the last division.
        score = 2 * hits * found / (hits * len(facts) + found * (hits + wrong)) if hits else 0.0
        why = f"You found {found} of {len(facts)} {counted(len(facts), 'phrase', 'phrases')} that decide."
        if left and len(self.labels) > 1:
            open_ = [sum(fact["label"] == n for fact in left) for n in range(len(self.labels))]
            why += f" Still to find: {', '.join(f'{name} ({n})' for (name, _), n in zip(self.labels, open_, strict=True) if n)}."
        return Verdict(True, False, score, why + told_of(len(answer), wrong, len(answer) - wrong - hits), parts=parts)

    def _part(self, table: TagTable, clause: int, label: int) -> Part:
        """Judge one mark: a label on a clause that tells this fact, tells it too, is mistaken for it, or tells another."""
        name, look = self.labels[label]
        said = f"{name}: “{self.clauses[clause]}”"
        here = [fact for fact in table["facts"] if clause in fact["clauses"]]
        for fact in here:
            if fact["label"] == label:
                return Part(said, True, fact["why"])
        place = f"{clause} {label}"
        if place in table["also"]:
            return Part(said, True, table["also"][place])
        if place in table["near"]:
            return Part(said, False, table["near"][place]["why"], table["near"][place]["idea"])
        if here:
            others = " and ".join(dict.fromkeys(self.labels[fact["label"]][0] for fact in here))
            return Part(said, False, f"This is evidence for {others}, not for {name}.")
        return Part(said, False, f"No evidence for {name}: it does not tell {look}.")

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        right = tuple((f"{f.label}: “{f.words}”", True, _reason(f)) for f in self.evidence)
        return (*right, *((f"{m.label}: “{m.words}”", False, m.why) for m in self.near))


_TODO = "Choose a label, then mark the phrases that are evidence for it."


def _reason(phrase: Phrase) -> str:
    return phrase.why or f"It decides *{phrase.label}*{f' ({phrase.joint})' if phrase.joint else ''}."


def _checked(question: Tag, own: list[Phrase], facts: list[str], entry: Entry) -> Tag:
    """Refuse phrases that are not in what is shown, labels without evidence, and near misses that are right."""
    for field, phrases in (("evidence", own), ("also", question.also), ("near", question.near)):
        for n, phrase in enumerate(phrases):
            if not question.holding(phrase.words):
                problem = f"the phrase {shown(phrase.words)} does not stand word for word in the text of the note that is shown."
                raise entry.fault(problem, "Copy the words from the note, letter by letter.", field, n, "phrase")
    decide = tuple(phrase for phrase in question.evidence if question.holding(phrase.words))
    question = replace(question, evidence=decide)
    unused = [name for name, _ in question.labels if name not in {phrase.label for phrase in decide}]
    if unused:
        there = f"; the case has evidence for {some(facts)}" if facts else ""
        problem = f"the label {shown(unused[0])} has no evidence in the text that is shown{there}."
        raise entry.fault(problem, "Add `evidence:` or drop it.", "labels", unused[0])
    for n, phrase in enumerate(question.also):
        held = len(question.found_by(phrase))
        if phrase.finds and held != 1:
            problem = f"{shown(phrase.finds)} must be words of one phrase that decides {shown(phrase.label)}; {held} hold them."
            raise entry.fault(problem, "Copy words that stand in that phrase alone.", "also", n, "finds")
    right = {(clause, phrase.label) for phrase in (*decide, *question.also) for clause in question.holding(phrase.words)}
    for n, miss in enumerate(question.near):
        if any((clause, miss.label) in right for clause in question.holding(miss.words)):
            problem = f"{shown(miss.words)} is evidence for {named(miss.label)}, so it is no near miss."
            raise entry.fault(problem, "Name words that only seem to decide.", "near", n, "phrase")
    return question
