"""The note as a question: which of its phrases decide what; the same kind as the notes that the bank has marked.

What decides is known from the marks of the note. The words are given labels in the learner's terms, six at most.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import replace

from spine_edu.practice.case import PracticeCase, practice_case
from spine_edu.practice.claims.contract import ClaimTag
from spine_edu.quiz.kinds.clauses import paragraphs_of
from spine_edu.quiz.kinds.tag import Tag
from spine_edu.quiz.kinds.tag_entry import Phrase
from spine_edu.quiz.skills import skills

LABELS: Mapping[str, str] = {
    "status": "whether a joint was fused before",
    "way in": "from where and how the spine was reached",
    "column": "where bone has to grow: which bed was made",
    "levels": "at which joints something for fusion was laid in",
    "graft": "what was laid in",
    "not fused": "what is named and was not fused today",
}
"""What phrases are labelled with, and what to look for."""
_LABEL_OF_FACT: Mapping[str, str] = {
    "status": "status",
    "direction": "way in", "approach": "way in",
    "column": "column",
    "joint": "levels",
    "materials": "graft",
    "not done": "not fused", "not grafted": "not fused", "plan only": "not fused",
}  # fmt: skip


def tagging(found: PracticeCase) -> Tag:
    """Return the question that asks to mark the note of a case.

    >>> [name for name, _ in tagging(practice_case(4711)).labels][:2]
    ['status', 'way in']
    """
    return _tagging(found.number)


@functools.lru_cache(maxsize=64)
def _tagging(number: int) -> Tag:
    """Make the question of marks whose words stand once in the note, with the labels that are needed for them."""
    note, skill = practice_case(number).note, skills()["note"]
    told = {(label, note.phrase(mark)): None for mark in note.marks for label in _labels_of(one.fact for one in mark.decided)}
    once = [(label, words) for label, words in told if note.text.count(words) == 1]
    bare = Tag(
        id=f"practice-{number}-note",
        objective=skill.objective,
        sources=skill.sources,
        verb="analyse",
        stem="Which words of this note decide? Give each its label.",
        paragraphs=paragraphs_of(note.text),
        labels=tuple(LABELS.items()),
        evidence=(),
        also=(),
        near=(),
        why="These words decide; all the others are story, and the claim stays the same without them.",
    )
    told_in = [Phrase(" ".join(words.split()), label) for label, words in once]
    evidence = tuple(phrase for phrase in told_in if bare.holding(phrase.words))
    used = {phrase.label for phrase in evidence}
    return replace(bare, evidence=evidence, labels=tuple((name, look) for name, look in LABELS.items() if name in used))


def _labels_of(facts: Iterable[str]) -> list[str]:
    """Return the labels that some facts deserve, each once, in the order of the facts."""
    return list(dict.fromkeys(_LABEL_OF_FACT[fact] for fact in facts if fact in _LABEL_OF_FACT))


def tag_of(question: Tag) -> ClaimTag:
    """Return what a browser asks and judges the question by."""
    return {"face": question.face(), "table": question.table()}
