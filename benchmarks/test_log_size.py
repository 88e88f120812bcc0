"""How a log of a million answers is borne: read at first, then asked, in a kernel of its own;
what it costs in seconds of CPU and in memory.

Run with `python -m pytest benchmarks/test_log_size.py --benchmark-only -s`; it takes some minutes. Nothing here asserts a time,
the numbers are for people: read at first 3 s, a question 50 ms, what is due 1 s, and 300 MB in all are what a learner bears.
"""

from __future__ import annotations

import datetime
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spine_edu.learner import moments
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import all_questions

ANSWERS = 1_000_000
A_DAY = 250

KERNEL = """
import json, resource, sys, time
from spine_edu.learner import log, progress
from spine_edu.lesson import question, warm_up
from spine_edu.lesson import progress as show_progress

def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 ** (2 if sys.platform == "darwin" else 1)

def seconds(act, times=1):
    began = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - began) / times

question("start-joints", fresh=True), progress.to_recall("13")  # what a kernel reads without any log is not counted
found = {"MB before": megabytes()}
found["read at first, s"] = seconds(log.answered)
found["question(), ms"] = 1000 * seconds(lambda: question("start-joints"), 20)
found["due(), s"] = seconds(progress.due)
found["warm_up(), s"] = seconds(lambda: warm_up("13"))
found["progress(), s"] = seconds(show_progress)
found["MB after"] = megabytes()
found["answers"] = sum(log.answered().counts().values())
print(json.dumps(found))
"""


def write(folder: Path, files: int) -> None:
    """Write the log of somebody who answers 250 questions every evening for eleven years, by turns rightly and wrongly."""
    draw = random.Random(11)
    asked = [(question.id, [what for what, *_ in question.key()][:6] or ["2"]) for question in all_questions()]
    folder.mkdir(parents=True)
    for n in range(files):
        first = n * ANSWERS // files
        with (folder / f"{_evening(first):%Y%m%dT%H%M%S}-4711.jsonl").open("wb") as file:
            for k in range(first, (n + 1) * ANSWERS // files):
                id, choices = draw.choice(asked)
                when = _evening(k) + datetime.timedelta(seconds=k % A_DAY * 20 + draw.random())
                right, answer = (
                    draw.random() < 0.7,
                    draw.choice([draw.choice(choices), draw.sample(choices, len(choices)), str(k)]),
                )
                file.write(
                    _line(
                        LoggedAnswer(
                            moments.time_of(when), id, "0123456789ab", answer, float(right), right, draw.choice((1, 1, 2))
                        )
                    )
                )


def _evening(k: int) -> datetime.datetime:
    return datetime.datetime(2026, 1, 1, 18, tzinfo=datetime.UTC) + datetime.timedelta(days=k // A_DAY)


def _line(answer: LoggedAnswer) -> bytes:
    """Return the line of an answer that can surely be read back: `LoggedAnswer.line` would make sure a million times."""
    fields = {"try" if name == "number" else name: getattr(answer, name) for name in answer.__slots__ if name != "order"}
    return json.dumps(fields).encode() + b"\n"


@pytest.mark.parametrize("files", [1, 4000], ids=["in one file", "in a file for every evening"])
def test_a_million_answers(benchmark: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, files: int) -> None:
    write(tmp_path / "answers", files)

    def kernel() -> dict[str, float]:
        environment = {**os.environ, "SPINE_EDU_HOME": str(tmp_path)}
        run = subprocess.run([sys.executable, "-c", KERNEL], env=environment, check=True, capture_output=True, text=True)
        return json.loads(run.stdout)

    found = benchmark.pedantic(kernel)
    benchmark.extra_info.update(found)
    assert found["answers"] == ANSWERS
    with capsys.disabled():
        print(f"\n{ANSWERS:,} answers, files: {files:,}; " + "; ".join(f"{what}: {value:.4g}" for what, value in found.items()))
