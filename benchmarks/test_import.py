"""How much `import spine_edu` adds to bare Python; the budget is 5 ms. Reported, not asserted: clocks are not tests."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import pytest

ROUNDS = 30


def seconds_for(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", code], check=True)
    return time.perf_counter() - started


def test_importing_adds_little_to_bare_python(benchmark, pytestconfig, capsys):
    """Starts Python with and without the import in turn, so that a busy machine slows both alike, and compares medians."""
    root = str(pytestconfig.rootpath)
    bare = f"import sys; sys.path.insert(0, {root!r})"
    ours = f"{bare}; import spine_edu"
    seconds_for(ours)
    if benchmark.disabled:
        benchmark(seconds_for, ours)
        return
    with_, without = [], []
    for _ in range(ROUNDS):
        without.append(seconds_for(bare))
        with_.append(seconds_for(ours))
    added = (statistics.median(with_) - statistics.median(without)) * 1000
    ratio = statistics.median(a / b for a, b in zip(with_, without, strict=True))
    benchmark.extra_info.update(added_ms=round(added, 2), ratio=round(ratio, 3))
    with capsys.disabled():
        print(f"\nimport spine_edu: {added:+.2f} ms, {ratio:.2f} times bare Python (medians of {ROUNDS} alternating starts)")
    benchmark.pedantic(seconds_for, args=(ours,), rounds=10)


@pytest.mark.parametrize("module", ["pandas", "numpy", "plotly", "ipywidgets", "yaml", "csv", "dataclasses", "typing"])
def test_importing_brings_in_no_heavy_module(module):
    """The reason why it is quick, and this one is asserted."""
    code = f"import sys; sys.path.insert(0, '.'); import spine_edu; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0, f"import spine_edu brings in {module}"
