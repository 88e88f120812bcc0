"""The same on every processor: each stored output of each lesson, drawn again on other processors than the one at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spine_edu.steady import steady

ROOT = Path(__file__).resolve().parents[2]
KNOWN: dict[str, Any] = np.show_config(mode="dicts")
FOUND = KNOWN["SIMD Extensions"].get("found", [])  # what numpy uses here beyond what every processor of this kind has
OTHERS = {"recent": "Haswell", "old": "Prescott"}
"""Processors whose way of multiplying matrices OpenBLAS can be told to take, and which round differently."""


def why_not() -> str:
    """Say why OpenBLAS cannot be told here to take the ways of both processors; '' where it can."""
    name = KNOWN["Build Dependencies"]["blas"]["name"]
    if "openblas" not in name:
        return f"numpy multiplies with {name} here, which has one way for each processor"
    if KNOWN["Machine Information"]["host"]["cpu"] != "x86_64":
        return f"OpenBLAS knows no {' and no '.join(OTHERS.values())} on {KNOWN['Machine Information']['host']['cpu']}"
    return "" if {"X86_V3", "AVX2"} & set(FOUND) else "this processor is older than Haswell and cannot act as one"


on_openblas = pytest.mark.skipif(bool(why_not()), reason=why_not())


def python(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run Python in surroundings of its own: what numpy finds there is settled before it starts."""
    here = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", **surroundings}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=here, capture_output=True, encoding="utf-8", check=False)


def assert_draws_what_is_stored(*arguments: str, **surroundings: str) -> None:
    drawn = python("-m", "tests.repository.processors", *arguments, **surroundings)
    assert drawn.returncode == 0, (
        f"{drawn.stdout[-3000:]}{drawn.stderr[-3000:]}\nIf the lessons are as python3 -m spine_edu build stores them here, "
        "something decides by a last bit: steady it first (docs/decisions/0014-the-same-on-every-processor.md)."
    )


@on_openblas
def test_the_two_processors_do_round_differently():
    product = "import numpy as np; a = np.random.default_rng(1).random((64, 64)); print((a @ a).tobytes().hex())"
    recent, old = (python("-c", product, OPENBLAS_CORETYPE=name).stdout for name in OTHERS.values())
    assert recent and old and recent != old, "the next two tests try one thing twice: name other processors in OTHERS"


@on_openblas
def test_a_recent_processor_draws_every_lesson_as_it_is_stored():
    assert_draws_what_is_stored(OPENBLAS_CORETYPE=OTHERS["recent"], PYTHONHASHSEED="1")


@on_openblas
def test_an_old_processor_draws_every_lesson_as_it_is_stored():
    without = {"NPY_DISABLE_CPU_FEATURES": " ".join(FOUND)}
    assert_draws_what_is_stored(OPENBLAS_CORETYPE=OTHERS["old"], PYTHONHASHSEED="2", **without)


def test_a_processor_that_differs_wherever_it_may_draws_every_lesson_as_it_is_stored():
    """Stands for all that nobody has at hand: other instructions, other libraries of sines and powers, other ways of adding."""
    assert_draws_what_is_stored("imagined", PYTHONHASHSEED="3")


def test_what_is_steadied_forgets_the_last_bits_and_keeps_a_micrometre():
    third = np.array([1 / 3, -2.5, 1e-17])
    for noise in (-1e-12, 1e-12):
        assert (steady(third + noise) == steady(third)).all()
    assert steady(0.001) == 0.001 != steady(0.002)
    assert not np.signbit(steady(np.array([-1e-17]))).any()
