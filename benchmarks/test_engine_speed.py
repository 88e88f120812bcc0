"""How long one operation takes: codes in both systems, MS-DRG and the whole explanation as data. Budget: 100 microseconds.

Run with `python -m pytest benchmarks --benchmark-only`; nothing here asserts a time, the numbers are for people.
A round codes 360 different operations; the time of one is the mean divided by 360 (`extra_info` holds it).
"""

from __future__ import annotations

import functools
import gc
import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.anatomy import JOINTS
from spine_edu.coding.engine import codes_for
from spine_edu.coding.feedback import diagnose as wrong
from spine_edu.operation import Operation, read_operation

SIZE = 360
DAYS = ("2010-01-14", "2016-01-14", "2019-11-20", "2023-05-01", "2025-05-01", "2026-01-14", "2026-11-20")
MATERIALS = (
    ["local autograft"],
    ["allograft", "local autograft"],
    ["interbody cage", "local autograft"],
    ["synthetic substitute"],
    ["custom-made interbody device", "allograft"],
    ["demineralized bone matrix"],
)
WAYS = (("posterior", "posterior"), ("anterior", "posterior"), ("anterior", "anterior"), ("anterior", "lateral"))
PRINCIPALS = ("M96.0", "M48.061", "T84.226A", "M43.16", "M40.36")


def _fusion(draw: random.Random, joint: str) -> dict[str, Any]:
    materials = draw.choice(MATERIALS)
    column, direction = draw.choice(WAYS if "interbody" not in "".join(materials) else WAYS[1:])
    entry = {
        "joint": joint,
        "status": draw.choice(("initial", "refusion")),
        "column": column,
        "direction": direction,
        "approach": draw.choice(("open", "open", "percutaneous")),
        "materials": materials,
    }
    if draw.random() < 0.1:
        del entry[draw.choice(("status", "approach", "materials"))]
    return entry


def _procedures(draw: random.Random, joints: list[str]) -> list[dict[str, Any]]:
    joint = joints[-1]
    known = [
        {"kind": "removal", "of": "screws and rods", "vertebrae": joint, "approach": "open"},
        {"kind": "discectomy", "joint": joint, "extent": draw.choice(("partial", "total")), "approach": "open"},
        {"kind": "decompression", "of": "nerve root", "region": "lumbar", "own_objective": True, "approach": "open"},
        {"kind": "harvest", "from": "iliac crest", "side": "left", "approach": "open"},
        {"kind": "instrumentation", "of": "screws and rods", "vertebrae": joint},
    ]
    return draw.sample(known, draw.randint(0, 4))


def pool() -> list[Operation]:
    """Operations of one to six joints, on many days, with gaps, companions and diagnoses; always the same ones."""
    draw = random.Random(12)
    names = [joint.name for joint in JOINTS if joint.is_vertebral]
    operations = []
    for number in range(SIZE):
        first, length = draw.randrange(len(names) - 6), draw.randint(1, 6)
        joints = names[first : first + length]
        content = {
            "discharged": DAYS[number % len(DAYS)],
            "diagnoses": {"principal": draw.choice(PRINCIPALS), "secondary": draw.sample(["E66.01", "T84.226A", "Z98.1"], 2)},
            "fusions": [_fusion(draw, joint) for joint in joints],
            "procedures": _procedures(draw, joints),
        }
        operations.append(read_operation(content))
    assert len(set(operations)) == SIZE
    return operations


POOL = pool()


def _code_all() -> None:
    for operation in POOL:
        codes_for(operation).as_dict()


def _caches() -> list[Any]:
    """Every cache of the engine that grows with what is coded; tables stay read, as they do in a session."""
    return [thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper) and thing.cache_info().maxsize]


def _report(benchmark: Any) -> None:
    if benchmark.stats:
        benchmark.extra_info["microseconds per operation"] = round(benchmark.stats.stats.mean / SIZE * 1e6, 1)


def test_codes_with_explanation_and_class(benchmark: Any) -> None:
    _code_all()
    benchmark(_code_all)
    _report(benchmark)


def test_codes_with_explanation_and_class_of_operations_never_seen(benchmark: Any) -> None:
    _code_all()
    caches = _caches()

    def forget() -> None:
        for cache in caches:
            cache.cache_clear()

    benchmark.pedantic(_code_all, setup=forget, rounds=20)
    _report(benchmark)


@pytest.mark.parametrize("answer", ["0SG0071", "0SG1071 81.37 0QP004Z", "81.07 81.37 81.62"])
def test_diagnosis_of_an_answer(benchmark: Any, answer: str) -> None:
    answers = [codes_for(operation) for operation in POOL]

    def diagnose_all() -> None:
        for key in answers:
            wrong.diagnose(answer, key)

    benchmark(diagnose_all)
    _report(benchmark)


def test_reading_an_operation(benchmark: Any) -> None:
    draw: Callable[[], random.Random] = functools.partial(random.Random, 5)
    contents = [
        {"discharged": day, "fusions": [_fusion(draw(), name) for name in ("L4-5", "L5 to S1")], "procedures": []}
        for day, _ in itertools.product(DAYS, range(SIZE // len(DAYS)))
    ]
    benchmark(lambda: [read_operation(content) for content in contents])
