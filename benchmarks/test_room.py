"""How a room bears a lecture hall: 400 phones on one computer, a vote each within ten seconds; what it costs in time and memory.

Run with `python -m pytest benchmarks/test_room.py --benchmark-only -s`. Nothing here asserts a time, the numbers are for people:
no vote lost, and the desk at most half a second behind for 95 of 100 votes, are what a teacher bears.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psutil

from tests.room.crowd import crowd
from tests.room.phone import Desk
from tests.room.served import serve

PHONES = 400
WITHIN = 10.0


def test_four_hundred_phones_vote_within_ten_seconds(benchmark: Any, tmp_path: Path) -> None:
    with serve("12", tmp_path / "votes.jsonl") as served:
        process = psutil.Process(served.process.pid)
        before = process.memory_info().rss
        desk = Desk(served.port, {"desk": served.key})
        desk.do("go", question="step-which-joint")
        desk.do("open")
        desk.do("show", on=True)
        options = desk.now()["question"]["options"]
        found = benchmark.pedantic(lambda: crowd(served, PHONES, WITHIN, options), rounds=1)
        assert (found.taken, found.counted) == (PHONES, PHONES)
        times = process.cpu_times()
        told = {
            "votes lost": PHONES - found.counted,
            "seconds behind, p50": round(found.lag(0.5), 3),
            "seconds behind, p95": round(found.lag(0.95), 3),
            "MB before": round(before / 2**20, 1),
            "MB with all phones": round(process.memory_info().rss / 2**20, 1),
            "CPU seconds of the server": round(times.user + times.system, 1),
        }
        benchmark.extra_info.update(told)
        print(json.dumps(told))
