"""Invent a class for the instructor's notebook: `python3 tools/sample_class.py` writes notebooks/instructor/sample-class anew.

Nobody gave these answers. Twenty-four learners of different ability meet questions of different difficulty; who is wrong takes
one of the answers that our key explains. The same seed gives the same bytes.
"""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Iterator
from pathlib import Path

from spine_edu.learner import moments
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import Question, all_questions, beliefs, judge, question_named

FOLDER = Path(__file__).resolve().parent.parent / "notebooks" / "instructor" / "sample-class"
SEED, LEARNERS, QUESTIONS = 14, 24, 18
VOTED_ON = "refusion-root-operation"
START = datetime.datetime(2026, 9, 7, 9, tzinfo=datetime.UTC)


def main() -> None:
    """Write a file a learner, and the votes of a room."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, lines in sample_class():
        (FOLDER / f"{name}.jsonl").write_bytes(lines)
    (FOLDER.parent / "sample-votes.csv").write_text(sample_votes(), "utf-8", newline="\n")


def sample_class() -> Iterator[tuple[str, bytes]]:
    """Go through the invented learners, each with the lines of a log."""
    draw = random.Random(SEED)
    asked = [(question, wrong, draw.gauss(0, 1)) for question, wrong in _questions()]
    for n in range(1, LEARNERS + 1):
        ability, clock = draw.gauss(0.4, 1), START + datetime.timedelta(days=draw.randrange(5), seconds=draw.randrange(3600))
        answers = []
        for question, wrong, difficulty in asked:
            clock += datetime.timedelta(seconds=round(20 + 60 * draw.random() * (1 + max(0, difficulty - ability))))
            if draw.random() < 0.05:
                continue
            knows = draw.random() < 1 / (1 + math.exp(1.2 * (difficulty - ability)))
            favourite = wrong[0] if draw.random() < 0.6 else wrong[draw.randrange(len(wrong))]
            answers.append(_answer(clock, question, question.solution() if knows else favourite))
        yield f"invented-{n:02}", b"".join(one.line() for one in answers)


def sample_votes() -> str:
    """Return the votes of an invented room on one question, as CSV: each of its answers, and how many raised a hand for it."""
    draw = random.Random(SEED)
    rows = [f"{VOTED_ON},{what},{1 + int(20 * draw.random())}" for what, *_ in question_named(VOTED_ON).key()]
    return "\n".join(["question,answer,votes", *rows]) + "\n"


def _questions() -> Iterator[tuple[Question, list[str]]]:
    """Go through every so many of the questions of lessons 12 and 13 that have two wrong answers to take, each with these."""
    found = []
    for question in all_questions():
        if question.kind in ("single", "code", "number") and question.objective.startswith(("refusion.", "coding.")):
            wrong = [what for what, *_ in question.key() if (v := judge(question, what)).answered and not v.correct]
            if len(wrong) > 1:
                found.append((question, wrong))
    yield from found[:: max(1, len(found) // QUESTIONS)][:QUESTIONS]


def _answer(when: datetime.datetime, question: Question, given: str) -> LoggedAnswer:
    verdict = judge(question, given)
    return LoggedAnswer(
        moments.time_of(when), question.id, "invented", given, verdict.score, verdict.correct, beliefs=beliefs(verdict)
    )


if __name__ == "__main__":
    main()
