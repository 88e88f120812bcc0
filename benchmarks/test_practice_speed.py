"""How long one invented case takes, drawn, written and coded. Budget: 5 milliseconds.

Run with `python -m pytest benchmarks --benchmark-only`; nothing here asserts a time, the numbers are for people.
A round makes 200 cases that were not made before; the time of one is the mean divided by 200 (`extra_info` holds it).
"""

from __future__ import annotations

import itertools

import pytest

from spine_edu.coding.engine import codes_for
from spine_edu.practice.case import practice_case

SIZE = 200


@pytest.mark.benchmark(group="practice")
def test_a_case_with_its_note(benchmark):
    numbers = itertools.count()
    practice_case(next(numbers))  # tables and phrases are read once

    def make() -> None:
        for number in itertools.islice(numbers, SIZE):
            codes_for(practice_case(number).case.operation)

    benchmark.pedantic(make, rounds=5, iterations=1)
    if benchmark.stats:  # not where the benchmark only runs as a test
        benchmark.extra_info["milliseconds a case"] = 1000 * benchmark.stats.stats.mean / SIZE
