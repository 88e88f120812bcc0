"""What only shows in many questions: whether guessing by length, place or tone would pay, and what is asked twice.

One question alone is the matter of `spine_edu.review.questions`; `review_files` does both for whole files.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from spine_edu.review.draft import Draft, Finding, choices_in, options_of, read_drafts, stems_in
from spine_edu.review.questions import review
from spine_edu.review.tone import absolute, hedged, most_modest
from spine_edu.text.quoting import shown

Options = list[tuple[str, bool]]

_MOST_EFFORT = 100_000_000
"""How many letters may be held against each other; all of ours together take a twentieth of it."""

FEW = 6
"""Fewer questions than this say nothing about chance."""


def review_files(texts: Mapping[str, str], others: Mapping[str, str] | None = None) -> list[Finding]:
    """Return all that is to be mended in these files, given as name and text; `others` are the rest of the bank.

    >>> review_files({"x.yml": "- id: x\\n   stem: What?\\n"})[0].line
    2
    """
    drafts: list[Draft] = []
    found: list[Finding] = []
    for file, text in texts.items():
        read, unread = read_drafts(text, file)
        drafts += read
        found += unread
    neighbors = [draft for file, text in (others or {}).items() for draft in read_drafts(text, file)[0]]
    found += [finding for draft in drafts for finding in review(draft)]
    found += review_together(drafts, neighbors)
    return sorted(found, key=lambda finding: (finding.file, finding.line))


def review_together(drafts: Sequence[Draft], neighbors: Sequence[Draft] = ()) -> list[Finding]:
    """Return what is wrong with these questions as a set; `neighbors` are others of the bank, which only may not be repeated."""
    files = sorted({draft.file for draft in drafts})
    found = [*_twice(drafts, neighbors), *_alike(drafts, neighbors), *_still_there(drafts, neighbors)]
    for file in files:
        found += _recall(file, [draft for draft in drafts if draft.file == file])
    return [*found, *_guessing(", ".join(files) if len(files) < 3 else "data/questions", drafts)]


def at_least(k: int, chances: Iterable[float]) -> float:
    """Return the chance of k hits or more, when the n-th try hits with its own chance.

    >>> at_least(2, [0.5, 0.5])
    0.25
    """
    spread = [1.0]
    for p in chances:
        spread = [a * (1 - p) + b * p for a, b in zip([*spread, 0.0], [0.0, *spread], strict=True)]
    return sum(spread[k:])


def _guessing(file: str, drafts: Iterable[Draft]) -> Iterator[Finding]:
    """Find rules by which a learner who knows nothing would beat chance."""
    singles = [
        options_of(choice)
        for draft in drafts
        if draft.question
        for _, choice in choices_in(draft)
        if choice.get("kind", "single") == "single"
    ]
    yield from told_by_guessing(file, singles)


def told_by_guessing(file: str, singles: Sequence[Options]) -> Iterator[Finding]:
    """Find whether it pays to choose by length, by place or by tone, in questions that have one right option each."""
    if len(singles) < FEW:
        return
    rules: tuple[tuple[str, Callable[[list[int]], int]], ...] = (("longest", max), ("shortest", min))
    for name, pick in rules:
        hits = sum(_sticks_out(options, pick) for options in singles)
        if at_least(hits, [1 / len(options) for options in singles]) < 0.05:
            text = f"In {hits} of {len(singles)} questions the {name} option is right; guessing would pay."
            yield Finding(file, 1, "", "options", text, "Change the length of some options, right and wrong.")
    for place in range(max(map(len, singles))):
        able = [options for options in singles if len(options) > place]
        chances = [1 / len(options) for options in able]
        hits = sum(_key(options) == place for options in able)
        if at_least(hits, chances) < 0.02 or 1 - at_least(hits + 1, chances) < 0.02:
            text = f"Option {place + 1} is right in {hits} of {len(able)} questions; about {round(sum(chances))} would be fair."
            yield Finding(file, 1, "", "options", text, "Let the key stand elsewhere in some of them.")
    yield from told_by_tone(file, singles)


_TONES: tuple[tuple[str, Callable[[list[str]], set[int]]], ...] = (
    ("that leaves room", hedged),
    ("that leaves no room", absolute),
    ("that sounds most careful", most_modest),
)
"""Ways to pick options by their tone alone, with what such an option is called."""


def told_by_tone(file: str, singles: Sequence[Options]) -> Iterator[Finding]:
    """Find whether it pays to choose, or to strike out, options by how they sound.

    By chance the right one is among m of k that sound so in m of k questions. Sampling is allowed for as it is for length.
    """
    for sounds, pick in _TONES:
        picked = [(pick([text for text, _ in options]), options) for options in singles]
        told = [(places, options) for places, options in picked if 0 < len(places) < len(options)]
        if len(told) < FEW:
            continue
        chances = [len(places) / len(options) for places, options in told]
        hits = sum(_key(options) in places for places, options in told)
        text = f"An option {sounds} is right in {hits} of {len(told)} questions; about {round(sum(chances))} would be fair."
        if at_least(hits, chances) < 0.05:
            yield Finding(file, 1, "", "options", text, "Let some wrong options sound so, and some right ones not.")
        if 1 - at_least(hits + 1, chances) < 0.05:
            yield Finding(file, 1, "", "options", text, "Let some right options sound so, and some wrong ones not.")


def _sticks_out(options: Options, pick: Callable[[list[int]], int]) -> bool:
    """Whether the right option is the longest (or the shortest), and no other is as long."""
    lengths = [len(text) for text, _ in options]
    return lengths.count(pick(lengths)) == 1 and lengths[_key(options)] == pick(lengths)


def _key(options: Options) -> int:
    return [correct for _, correct in options].index(True)


def _recall(file: str, drafts: Sequence[Draft]) -> Iterator[Finding]:
    verbs = Counter(draft.question.verb for draft in drafts if draft.question)
    if verbs.total() < FEW:
        return
    if verbs["recall"] * 3 > verbs.total():
        text = f"{verbs['recall']} of {verbs.total()} questions ask only to recall; a third is plenty."
        yield Finding(file, 1, "", "verb", text, "Ask some of it in a new situation: apply, analyse.")
    if len(verbs) < 3:
        yield Finding(file, 1, "", "verb", f"All questions ask to {' or '.join(sorted(verbs))}.", "Ask in three ways at least.")


def _twice(drafts: Sequence[Draft], neighbors: Sequence[Draft]) -> Iterator[Finding]:
    where = {draft.id: draft.file for draft in neighbors}
    for draft in drafts:
        if draft.id in where and isinstance(draft.fields, dict) and "id" in draft.fields:
            yield draft.finding(("id",), f"This id stands in {where[draft.id]} already.", "Give this question another.")
        where[draft.id] = draft.file


def _still_there(drafts: Sequence[Draft], neighbors: Sequence[Draft]) -> Iterator[Finding]:
    known = {draft.id for draft in (*drafts, *neighbors)}
    for draft in drafts:
        if draft.question and draft.question.replaces in known:
            fix = "Take the old one out: whoever draws a quiz would get both."
            yield draft.finding(("replaces",), f"{shown(draft.question.replaces)} is still in the bank.", fix)


def _alike(drafts: Sequence[Draft], neighbors: Sequence[Draft]) -> Iterator[Finding]:
    """Find stems that ask nearly the same as one before: more than three quarters of their letters in the same order."""
    alike, effort = difflib.SequenceMatcher(autojunk=False), 0
    before = [_Stem(draft, stem) for draft in neighbors if draft.question for _, stem in stems_in(draft)]
    for draft in drafts:
        for path, text in stems_in(draft) if draft.question else ():
            stem = _Stem(draft, text)
            alike.set_seq2(stem.text)
            for other in before:
                if 2 * len(stem.words & other.words) < min(len(stem.words), len(other.words)):
                    continue  # a quick look before the slow one: half of the words of the shorter stem must stand in the other
                alike.set_seq1(other.text)
                effort += len(stem.text) + len(other.text)
                if alike.quick_ratio() > 0.75:
                    effort += len(stem.text) * len(other.text)
                    if effort > _MOST_EFFORT:
                        said = "So many stems share their words that those from here on were not compared."
                        yield draft.finding(path, said, "Shorten them, or divide the file.")
                        return
                    if alike.ratio() > 0.75:
                        said = f"It asks nearly the same as {other.draft.id} in {other.draft.file}."
                        yield draft.finding(path, said, "Ask something else, or ask it of another situation.")
                        break
            before.append(stem)


class _Stem:
    """A stem without capitals, and its words."""

    def __init__(self, draft: Draft, text: str) -> None:
        self.draft, self.text = draft, text.casefold()
        self.words = frozenset(re.findall(r"\w+", self.text))
