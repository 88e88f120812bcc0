"""Parallel forms: form 3 asks other questions than form 4, of the same lessons, difficulty and time.

The questions that may be asked are laid out in a row, lesson by lesson, within a lesson by difficulty and kind, and the row
is cut into as many blocks of neighbors as a form has questions. Every form takes one question of each block. Forms are dealt a
round at a time, as many as the smallest block has questions, so that those of a round share none; and as in a game that is to be
even, whoever holds the hardest questions so far gets the easiest of the next block, blocks of unlike questions first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from spine_edu.errors import ExamError
from spine_edu.exam.cases import CASE_EXPECTED, case_number, case_question
from spine_edu.exam.difficulty import DEARER, Measured, expected
from spine_edu.practice.chance import Chance
from spine_edu.quiz import Question, objective
from spine_edu.quiz.selection import about
from spine_edu.text.quoting import shown

MINUTES = 1.5
"""How many minutes a question gets, unless another time is set; a practice case gets `CASE_MINUTES`."""

CASE_MINUTES = 8

_SEED = 2026
"""Decides in which order the questions of a block are asked; another number would make other forms."""


_CHOSEN = 0.12
"""What it counts in the dealing that an answer is chosen and not made: so forms are even in kinds, too."""

_DRAWS = 8
"""So often is drawn which questions of a large block a round asks; the draw that is most like the block is taken."""

Block = tuple[Question, ...]
"""Questions that may stand for each other in a form: neighbors in lesson, difficulty and kind."""


@dataclass(frozen=True)
class ExamForm:
    """One form of an exam: its number, what it asks, in order, and for how many minutes; 0 is without end."""

    number: int
    questions: tuple[Question, ...]
    minutes: float
    expected: float
    """The share of the questions that a class that has gone through the course is expected to have right."""

    @property
    def title(self) -> str:
        return f"form {self.number}"

    @property
    def seed(self) -> str:
        """What decides the order of options: the same on screen and on paper."""
        return f"exam {self.number}"


def blueprint(asked: Sequence[Question], count: int, measured: Mapping[str, Measured]) -> tuple[Block, ...]:
    """Return the blocks of which every form takes one question each, as many as a form has questions.

    Lessons get their share of the places by how many questions they have; where there is one lesson, its objectives do.
    """
    lessons = {question.id: objective(question.objective).lesson for question in asked}
    is_one = len(set(lessons.values())) == 1
    piles: dict[str, list[Question]] = {}
    for question in asked:
        piles.setdefault(question.objective if is_one else lessons[question.id], []).append(question)
    places = _apportioned({name: len(pile) for name, pile in piles.items()}, count)
    found: list[Block] = []
    for name in sorted(piles):
        row = sorted(piles[name], key=lambda q: (expected(q, measured), _class(q), q.objective, q.id))
        found += (tuple(row[start:end]) for start, end in _cuts(len(row), places[name]))
    return tuple(found)


def forms_apart(blocks: Sequence[Block]) -> int:
    """Return how many forms in a row, from the first of a round, share no question."""
    return min(map(len, blocks))


def dealt(blocks: Sequence[Block], turn: int, measured: Mapping[str, Measured]) -> tuple[tuple[Question, ...], ...]:
    """Return the questions of all forms of a round: for each form one of each block, evenly dealt."""
    lot = Chance(_SEED).stream(f"round {turn}")
    forms: list[list[Question]] = [[] for _ in range(forms_apart(blocks))]
    held = [0.0] * len(forms)

    def worth(question: Question) -> float:
        return expected(question, measured) + _CHOSEN * (_class(question) == 0)

    def spread(block: Block) -> float:
        worths = [worth(question) for question in block]
        return round(max(worths) - min(worths), 4)

    def off(draw: Iterable[Question], block: Block) -> float:
        return round(abs(fmean(map(worth, draw)) - fmean(map(worth, block))), 4)

    for block in sorted(blocks, key=spread, reverse=True):  # what is left uneven in the end is as little as the last can differ
        draws = [lot.shuffled(block)[: len(forms)] for _ in range(_DRAWS)]
        drawn = sorted(min(draws, key=lambda draw: off(draw, block)), key=worth, reverse=True)
        hardest_first = sorted(range(len(forms)), key=lambda form: round(held[form], 4))
        for form, question in zip(hardest_first, drawn, strict=True):
            forms[form].append(question)
            held[form] += worth(question)
    return tuple(map(tuple, forms))


def exam_form(
    number: int,
    count: int = 20,
    *,
    lessons: Collection[int] = (),
    family: str | None = None,
    cases: int = 0,
    minutes: float | None = None,
    measured: Mapping[str, Measured] | None = None,
) -> ExamForm:
    """Return one form: `count` questions of the bank, of some lessons or a family of objectives, and so many practice cases.

    The same number and choice give the same form on every machine, as long as the bank stays as it is.
    Raises ExamError for what cannot be drawn.

    >>> [len(exam_form(n, 20).questions) for n in (1, 2)]
    [20, 20]
    """
    _check("The form", number, 1)
    _check("The number of questions", count, 0)
    _check("The number of cases", cases, 0)
    known = measured or {}
    asked = about(lessons, family, in_exam=True) if count else []
    free = [question for question in asked if not question.is_step and not question.parts]
    if not count + cases:
        raise ExamError("An exam without questions and without cases asks nothing; give it some of either.")
    if count > len(free):
        raise ExamError(f"{count} questions were asked for, and {len(free)} of these can be asked in an exam; ask for fewer.")
    if minutes is not None and (isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 <= minutes <= 1440):
        raise ExamError(f"{shown(minutes)} is no time; write minutes, such as 45, or 0 for an exam without end.")
    drawn = _drawn(number, blueprint(free, count, known), known) if count else ()
    mixed = Chance(number).stream("order of questions").shuffled(sorted(drawn, key=lambda question: question.id))
    dealt = [case_question(case_number(number, place)) for place in range(cases)]
    time = round(MINUTES * count + CASE_MINUTES * cases) if minutes is None else minutes
    hard = fmean([*(expected(question, known) for question in mixed), *([CASE_EXPECTED] * cases)])
    return ExamForm(number, (*mixed, *dealt), time, round(hard, 4))


def _drawn(number: int, blocks: Sequence[Block], measured: Mapping[str, Measured]) -> tuple[Question, ...]:
    turn, place = divmod(number - 1, forms_apart(blocks))
    return dealt(blocks, turn, measured)[place]


def _check(what: str, number: int, least: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise ExamError(f"{what} is a whole number from {least} on, not {shown(number)}.")


def _class(question: Question) -> int:
    """Return how an answer is given: chosen, made, or worked through."""
    dearer = DEARER[question.kind]
    return 0 if dearer < 0.1 else 1 if dearer < 0.2 else 2


def _apportioned(sizes: Mapping[str, int], places: int) -> dict[str, int]:
    """Share places by size, whole ones first, then those with the largest remainder (Hamilton's way), ties by name."""
    total = sum(sizes.values())
    shares = {name: divmod(places * size, total) for name, size in sizes.items()}
    left = places - sum(whole for whole, _ in shares.values())
    first = sorted(shares, key=lambda name: (-shares[name][1], name))[:left]
    return {name: whole + (name in first) for name, (whole, _) in shares.items()}


def _cuts(length: int, pieces: int) -> list[tuple[int, int]]:
    """Cut a row into pieces whose lengths differ by one at most.

    >>> _cuts(10, 3)
    [(0, 3), (3, 6), (6, 10)]
    """
    return [(length * n // pieces, length * (n + 1) // pieces) for n in range(pieces)]
