"""How long a still picture takes: one bone, a construct from two sides, and its bytes.

Run with `python -m pytest benchmarks --benchmark-only`; nothing here asserts a time, the numbers are for people.
"""

from __future__ import annotations

from typing import Any

from spine_edu.cases import case_named
from spine_edu.figures.spine3d.spine import bone_figure, spine


def test_a_bone_alone(benchmark: Any) -> None:
    benchmark.extra_info["bytes"] = len(benchmark(lambda: bone_figure("L4").still))


def test_a_construct(benchmark: Any) -> None:
    case = case_named("mixed-l3-l5")
    benchmark.extra_info["bytes"] = len(benchmark.pedantic(lambda: spine(case).still, rounds=5, warmup_rounds=1))
