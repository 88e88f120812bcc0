"""Measure practice cases: `python3 tools/practice.py [HOW MANY]` draws, writes, reads again and compares 10,000 unless told.

What is held by tests for a few hundred numbers (tests/practice/) is looked at here for all of them, and how alike notes of one
difficulty are is counted: as sentences shared (Jaccard: those of both notes over those of either), and again after levels,
numbers and names of bones are blanked out.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu.coding.engine import codes_for  # noqa: E402
from spine_edu.coding.pcs.tables import is_valid  # noqa: E402
from spine_edu.practice.case import practice_case  # noqa: E402
from spine_edu.practice.chance import Chance  # noqa: E402
from spine_edu.practice.plans.plausible import broken_by  # noqa: E402
from tests.practice.reading import operation_told_by, unsaid  # noqa: E402

PAIRS = 4000
_SLOTS = re.compile(r"\b(?:occiput|[CTLS]\d+)(?:[-/][CTLS]?\d+)?\b|\d+(?:\.\d+)?|\b(?:she|he|his|her|him)\b")
_END = re.compile(r"(?<=[.?])\s+|\n")


def main() -> None:
    """Draw the cases and print what was measured."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    practice_case(0)
    start = process_time()
    texts: dict[int, list[str]] = defaultdict(list)
    for number in range(many):
        texts[practice_case(number).difficulty].append(practice_case(number).note.text)
    each = 1000 * (process_time() - start) / many
    print(f"{many} cases with their notes: {each:.2f} ms of processor time each")
    print(f"distinct notes: {len({text for row in texts.values() for text in row})}")
    print(f"faults: {dict(_faults(many)) or 'none'}")
    for level, row in sorted(texts.items()):
        words = sorted(len(text.split()) for text in row)
        length = f"{words[0]} to {words[-1]} words, median {words[len(words) // 2]}"
        print(f"difficulty {level}: {len(row)} notes, {length}; {_alike(row)}")


def _faults(many: int) -> Counter[str]:
    """Count what must not be: not plausible, told otherwise than coded, a code that is not valid, words that do not say it."""
    found: Counter[str] = Counter()
    for number in range(many):
        one = practice_case(number)
        told = operation_told_by(one.note, one.plan.discharged)
        operation = one.case.operation
        same = set(told.fusions) == set(operation.fusions) and set(told.procedures) == set(operation.procedures)
        found["told otherwise"] += not same or told.unplaced != operation.unplaced or codes_for(told).codes != one.answer.codes
        found["not plausible"] += bool(broken_by(one.plan))
        found["words do not say it"] += bool(unsaid(one.note))
        codes = (*one.answer.pcs_fusion, *one.answer.pcs_companion)
        found["not valid on the day"] += not all(is_valid(code.code, one.plan.discharged) for code in codes)
        found["asks something else"] += {query.missing for query in one.open} != ({one.plan.gap} if one.plan.gap else set())
    return +found


def _alike(texts: list[str]) -> str:
    """Say how many sentences two notes share, at the median and at the 95th of a hundred pairs, plain and blanked."""
    chance = Chance(len(texts))
    pairs = [(chance.below(len(texts)), chance.below(len(texts))) for _ in range(PAIRS)]
    said = []
    for name, cut in (("plain", _sentences), ("blanked", _blanked)):
        sets = [cut(text) for text in texts]
        shared = sorted(len(sets[a] & sets[b]) / len(sets[a] | sets[b]) for a, b in pairs if a != b)
        said.append(f"{name} {100 * statistics.median(shared):.1f} % and {100 * shared[int(0.95 * len(shared))]:.1f} %")
    return f"sentences shared by two: {', '.join(said)}"


def _sentences(text: str) -> frozenset[str]:
    return frozenset(piece.strip() for piece in _END.split(text) if len(piece.split()) > 2)


def _blanked(text: str) -> frozenset[str]:
    return frozenset(_SLOTS.sub("_", piece.lower()).strip() for piece in _END.split(text) if len(piece.split()) > 2)


if __name__ == "__main__":
    main()
