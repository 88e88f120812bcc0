"""Compare rules of review on simulated learners: `python3 tools/review_rules.py`, some seconds; docs/decisions/0022 reads it.

No log of ours exists to learn from, and none ships: answers stay on the computers of those who gave them. What public data there
is (Anki's and Duolingo's reviews) tells of vocabulary cards that are rated by whoever turns them, not of questions that are
judged. So three models of forgetting from the literature play the learner, each of another family, and each rule plays all:

    half-life    recall halves with every half-life; each success makes that longer, by more when it came late (Settles 2016)
    traces       every meeting leaves a trace that fades as a power of time, faster where it came early (Pavlik and Anderson 2005)
    fsrs         the model that the package `fsrs` believes in, where its rule plays at home

A learner meets 8 questions a day for 30 days, reviews at most 12 a day, skips every fourth day or so, and guesses one answer in
four that is not known. What is counted: reviews done, and how much is really known on day 120 and, without any review since, on
day 180; known means recalled, guesses do not count.
"""

from __future__ import annotations

import datetime
import math
import random
import statistics
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

import fsrs

from spine_edu.learner.standing import INTERVALS

LEARNERS, DAYS, LAST_LOOK = 12, 120, 180
NEW_A_DAY, LESSON_DAYS, SITTING = 8, 30, 12
GUESS, ABSENT, FIRST_RIGHT = 0.25, 0.25, 0.6
START = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


class Memory(Protocol):
    """One learner's memory of one question."""

    def recall(self, day: int) -> float:
        """Return how likely it is recalled on a day."""

    def meet(self, day: int, recalled: bool) -> None:
        """Take in that it was asked, and then explained, on a day."""


class HalfLife:
    """Recall halves with every half-life, which a success makes longer, by more when it came late."""

    def __init__(self, draw: random.Random) -> None:
        self._half_life = draw.lognormvariate(math.log(8), 0.5)
        self._gain = draw.uniform(1.5, 3)
        self._met = 0

    def recall(self, day: int) -> float:
        return 2 ** (-(day - self._met) / self._half_life)

    def meet(self, day: int, recalled: bool) -> None:
        if recalled:
            self._half_life *= 1 + self._gain * (1 - self.recall(day)) ** 0.5
        else:
            self._half_life = max(2.0, self._half_life * 0.7)
        self._met = day


class Traces:
    """Every meeting leaves a trace; the stronger the memory was at that time, the faster the new trace fades."""

    _FASTER, _AT_LEAST, _NEEDED, _NOISE = 0.25, 0.18, -0.9, 0.3

    def __init__(self, draw: random.Random) -> None:
        self._base = draw.gauss(0, 0.25)
        self._traces: list[tuple[int, float]] = [(0, self._AT_LEAST)]

    def _strength(self, day: int) -> float:
        faded = [(day - met + 0.1) ** -decay for met, decay in self._traces if met <= day]
        return self._base + math.log(sum(faded))

    def recall(self, day: int) -> float:
        return 1 / (1 + math.exp((self._NEEDED - self._strength(day)) / self._NOISE))

    def meet(self, day: int, recalled: bool) -> None:
        decay = self._FASTER * math.exp(min(self._strength(day), 1.5)) + self._AT_LEAST
        self._traces.append((day, decay if recalled else decay + 0.1))


class OfFsrs:
    """What fsrs believes, with its default parameters, each learner's and question's stability a little off."""

    def __init__(self, draw: random.Random) -> None:
        self._scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        rating = draw.choices((fsrs.Rating.Again, fsrs.Rating.Hard, fsrs.Rating.Good), (2, 1, 3))[0]
        self._card, _ = self._scheduler.review_card(fsrs.Card(), rating, START)

    def recall(self, day: int) -> float:
        return self._scheduler.get_card_retrievability(self._card, START + datetime.timedelta(days=day))

    def meet(self, day: int, recalled: bool) -> None:
        rating = fsrs.Rating.Good if recalled else fsrs.Rating.Again
        self._card, _ = self._scheduler.review_card(self._card, rating, START + datetime.timedelta(days=day))


class ReviewRule(Protocol):
    """When a question is due again, answer by answer: what is passed along is the rule's own, None at first."""

    def __call__(self, state: Any, day: int, right: bool) -> tuple[Any, int]:
        """Take in an answer of a day; return what to pass along, and the day on which the question is due."""


def steps(*waits: int) -> ReviewRule:
    """Return the rule that waits so many days after one right answer in a row, after two, and so on."""

    def answered(state: Any, day: int, right: bool) -> tuple[int, int]:
        in_a_row = (state or 0) + 1 if right else 0
        return in_a_row, day + waits[min(max(in_a_row, 1), len(waits)) - 1]

    return answered


def by_fsrs(retention: float) -> ReviewRule:
    """Return the rule of fsrs with its default parameters: due when so much would still be recalled."""
    scheduler = fsrs.Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def answered(state: Any, day: int, right: bool) -> tuple[fsrs.Card, int]:
        rating = fsrs.Rating.Good if right else fsrs.Rating.Again
        card, _ = scheduler.review_card(state or fsrs.Card(), rating, START + datetime.timedelta(days=day))
        return card, (card.due - START).days

    return answered


def never(state: Any, day: int, right: bool) -> tuple[None, int]:
    """Review nothing, to see what is known without."""
    return None, DAYS + 1


class Outcome(NamedTuple):
    """What became of one learner: reviews done, the share known on day 120 and on day 180, and the longest queue met."""

    reviews: int
    known: float
    kept: float
    waiting: int


def study(rule: ReviewRule, model: Callable[[random.Random], Memory], seed: int) -> Outcome:
    """Let one learner take the course and review by a rule."""
    draw = random.Random(seed)
    memories: list[tuple[int, Memory]] = []  # each with the day on which it was met, which is its own day 0
    standing: list[tuple[Any, int]] = []
    reviews = waiting = 0
    for day in range(DAYS):
        away = draw.random() < ABSENT
        if not away:
            queue = sorted((due, n) for n, (_, due) in enumerate(standing) if due <= day)
            waiting = max(waiting, len(queue))
            for _, n in queue[:SITTING]:
                met, memory = memories[n]
                recalled = draw.random() < memory.recall(day - met)
                memory.meet(day - met, recalled)
                standing[n] = rule(standing[n][0], day, recalled or draw.random() < GUESS)
                reviews += 1
        if day < LESSON_DAYS:
            for _ in range(NEW_A_DAY):
                memories.append((day, model(draw)))
                standing.append(rule(None, day, draw.random() < FIRST_RIGHT))
    known, kept = (statistics.mean(memory.recall(at - met) for met, memory in memories) for at in (DAYS, LAST_LOOK))
    return Outcome(reviews, known, kept, waiting)


RULES: dict[str, ReviewRule] = {
    f"ours, {', '.join(map(str, INTERVALS))}": steps(*INTERVALS),
    "fsrs, 95 %": by_fsrs(0.95),
    "fsrs, 90 %": by_fsrs(0.9),
    "fsrs, 85 %": by_fsrs(0.85),
    "fsrs, 80 %": by_fsrs(0.8),
    "steps 1, 3, 7, 21, 60": steps(1, 3, 7, 21, 60),
    "steps 1, 4, 10, 30, 90": steps(1, 4, 10, 30, 90),
    "steps 2, 7, 21, 60": steps(2, 7, 21, 60),
    "never": never,
}
MODELS: dict[str, Callable[[random.Random], Memory]] = {"half-life": HalfLife, "traces": Traces, "fsrs": OfFsrs}


def lines() -> Iterator[str]:
    """Compare all rules with all models; every rule meets the same learners."""
    yield f"{'learner':10} {'rule':24} {'reviews':>8} {'known d120':>11} {'kept d180':>10} {'per 100':>8} {'waiting':>8}"
    for name, model in MODELS.items():
        nothing = 0.0
        for called, rule in reversed(RULES.items()):
            seen = [study(rule, model, seed) for seed in range(LEARNERS)]
            reviews, known, kept, waiting = map(statistics.mean, zip(*seen, strict=True))
            nothing = nothing or kept
            gained = 100 * (kept - nothing) / reviews * 100 if reviews else 0
            yield f"{name:10} {called:24} {reviews:8.0f} {known:11.1%} {kept:10.1%} {gained:8.2f} {waiting:8.0f}"


if __name__ == "__main__":
    print(*lines(), sep="\n")
