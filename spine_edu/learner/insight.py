"""What first tries tell beside right and wrong: which beliefs still lead astray, and whether "sure" means right.

Of each question the latest round counts, so that what was believed once and is no longer is not held against anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spine_edu import data
from spine_edu.learner import log
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.practised import latest_first_tries, tempting_in
from spine_edu.learner.share import Share
from spine_edu.quiz import Question, verdict_table, with_parts


@dataclass(frozen=True)
class BeliefMet:
    """A belief that questions laid a trap for: its key and words, and in how many of those that were met it led astray."""

    id: str
    text: str
    fallen_for: Share


def beliefs_met() -> tuple[BeliefMet, ...]:
    """Return the beliefs that led astray in the latest rounds of questions and practice, those first that did so most surely."""
    met: Counter[str] = Counter()
    fallen: Counter[str] = Counter()
    for question, first in _latest_first_tries():
        met.update({*verdict_table(question)["ideas"], *first.beliefs})
        fallen.update(first.beliefs)
    for first in latest_first_tries():
        met.update({*tempting_in(first), *first.beliefs})
        fallen.update(first.beliefs)
    known = data.document("misconceptions.yml")
    found = [BeliefMet(name, known[name]["text"], Share(n, met[name])) for name, n in fallen.items() if name in known]
    return tuple(sorted(found, key=lambda one: (-one.fallen_for.low, one.id)))


def calibration() -> dict[str, Share]:
    """Return how often 'sure' and 'unsure' first tries were right, as far as it was asked how sure one is.

    Well calibrated is who is right nearly always when sure, and clearly less often when not.
    """
    said = [(first.confidence, first.correct) for _, first in _latest_first_tries() if first.confidence in ("sure", "unsure")]
    feelings = Counter(feeling for feeling, _ in said)
    return {feeling: Share(said.count((feeling, True)), feelings[feeling]) for feeling in ("sure", "unsure") if feelings[feeling]}


def _latest_first_tries() -> Iterator[tuple[Question, LoggedAnswer]]:
    """Go through the questions that were ever tried, parts of cases among them, each with the first try of its latest round."""
    answered = log.answered()
    for question in with_parts():
        for first in answered.last_round(question.id)[:1]:
            if first.number == 1:
                yield question, first
