"""How sentences run into each other: a pronoun said once, two things in one breath, a plan in one row.

What decides a fact stays the same piece with the same mark; only the stop before it, and its capital letter, go.
"""

from __future__ import annotations

import re

from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.note import NoteBlock, NoteSentence, Piece

_STOP: Piece = (".", ())
_LONGEST = 30
"""How many words a joined sentence may have; nobody dictates a longer one in one breath."""
_WHOLE = re.compile(
    r"\b(?:was|were|is|are|had|has|did|took|takes|lives|weighs|agreed|walked|showed|shows"
    r"|bent|moved|looked|packed|covered|held|joined|stopped|returned)\b"
)
"""Verbs by which a whole sentence is known; what has none, such as 'layered closure, sterile dressing', stands alone."""
_CROWDED = re.compile(r"[;:?]|, and |, after which ")
"""What shows that a sentence says two things already."""
_SUBJECT = re.compile(r"(?:he|she) (?!and\b)")
_STEPS = frozenset(("direction", "removal", "discectomy", "decompression", "column", "joint", "harvest", "instrumentation"))
"""Facts whose words tell something that is done, so that the next thing can follow it."""


def run_together(blocks: list[NoteBlock], chance: Chance, percent: int) -> None:
    """Join neighbors among the sentences of each paragraph where they fit, so many of a hundred times."""
    for block in blocks:
        if not block.lines:
            said: list[NoteSentence] = []
            for sentence in block.sentences:
                if said and _fit(said[-1], sentence) and chance.happens(percent):
                    said[-1] = _joined(said[-1], sentence, chance)
                else:
                    said.append(sentence)
            block.sentences = said


def in_a_row(sentences: list[NoteSentence]) -> list[NoteSentence]:
    """Return several short sentences as one, with semicolons between them."""
    if not sentences or not all(one.pieces[-1] == _STOP for one in sentences):
        return sentences
    row = sentences[0]
    for sentence in sentences[1:]:
        row = NoteSentence([*row.pieces[:-1], ("; ", ()), *_inside(sentence)], small=row.small)
    return [row]


def _fit(first: NoteSentence, second: NoteSentence) -> bool:
    """Whether two sentences can be one: drawn together or both steps, both whole, neither crowded, and short enough together."""
    texts = (first.text, second.text)
    return (
        (first.group == second.group > 0 or (_is_step(first) and _is_step(second)))
        and second.small
        and first.text[0].isalpha()
        and first.pieces[-1] == _STOP
        and all(_WHOLE.search(text) and not _CROWDED.search(text) for text in texts)
        and "".join(texts).count(" and ") < 2
        and len(" ".join(texts).split()) <= _LONGEST
    )


def _joined(first: NoteSentence, second: NoteSentence, chance: Chance) -> NoteSentence:
    """Return two sentences as one; who did both is said once, and a step after a step may say that it came after."""
    rest = _inside(second)
    text, decided = rest[0]
    subject = None if decided or " and " in first.text + second.text else _SUBJECT.match(text)
    if subject and first.text.lower().startswith(subject[0]):
        rest[0] = (text[subject.end() :], decided)
        between = " and "
    elif _is_step(second) and chance.happens(40):
        between = ", after which "
    else:
        between = ", and "
    return NoteSentence([*first.pieces[:-1], (between, ()), *rest], small=first.small, group=first.group)


def _inside(sentence: NoteSentence) -> list[Piece]:
    """Return the pieces of a sentence as they stand inside another one."""
    (text, decided), *more = sentence.pieces
    return [(text[0].lower() + text[1:] if sentence.small else text, decided), *more]


def _is_step(sentence: NoteSentence) -> bool:
    return any(one.fact in _STEPS for _, decided in sentence.pieces for one in decided)
