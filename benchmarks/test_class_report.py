"""How long a report on a class takes: 300 learners with 500 answers each, from their files to every table. Budget: 5 s.

Run with `python -m pytest benchmarks/test_class_report.py --benchmark-only -s`; nothing here asserts a time.
"""

from __future__ import annotations

import datetime
import random
import time
from pathlib import Path
from typing import Any

from spine_edu import classroom
from spine_edu.learner import moments
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import with_parts

LEARNERS, ANSWERS = 300, 500


def write(folder: Path) -> None:
    """Write the logs of a large class; questions come again once all were asked."""
    draw, asked = random.Random(3), [question.id for question in with_parts()]
    start = datetime.datetime(2026, 9, 7, 9, tzinfo=datetime.UTC)
    for n in range(LEARNERS):
        lines = []
        for k in range(ANSWERS):
            when = moments.time_of(start + datetime.timedelta(days=n % 30, seconds=40 * k + draw.random()))
            right = draw.random() < 0.3 + 0.5 * n / LEARNERS
            believed = () if right else ("hardware-is-fusion",)
            given = "Fusion" if right else draw.choice(["Revision", "Removal", "Insertion"])
            one = LoggedAnswer(when, asked[k % len(asked)], "0123456789ab", given, float(right), right, beliefs=believed)
            lines.append(one.line())
        (folder / f"learner-{n}.jsonl").write_bytes(b"".join(lines))


def test_the_report_on_a_large_class(benchmark: Any, tmp_path: Path) -> None:
    write(tmp_path)

    def report() -> None:
        began = time.process_time()
        answers = classroom.read_class(tmp_path)
        read = time.process_time()
        for table in (classroom.items, classroom.wrong_characters, classroom.beliefs_by_objective, classroom.gradebook):
            table(answers)
        classroom.reliability(answers)
        benchmark.extra_info |= {"reading, s of CPU": round(read - began, 2), "tables": round(time.process_time() - read, 2)}
        assert len(answers) == LEARNERS * ANSWERS

    benchmark.pedantic(report, rounds=3)
    print(benchmark.extra_info)
