"""How long MS-DRG alone takes, with any diagnosis of 75,000. Budget: 10,000 claims a second.

Run with `python -m pytest benchmarks --benchmark-only`; nothing here asserts a time, the numbers are for people.
A round groups 2,000 different claims of FY2019 to FY2027 (`extra_info` holds the claims a second).
"""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.drg.grouper import group
from spine_edu.coding.reading.diagnoses import below

SIZE = 2000
CATEGORIES = (
    "A41",
    "C79",
    "D62",
    "E11",
    "E66",
    "E78",
    "F32",
    "G95",
    "I10",
    "I48",
    "I50",
    "J44",
    "J96",
    "K21",
    "K56",
    "M43",
    "M48",
    "M51",
    "M96",
)
CATEGORIES += ("N17", "N39", "S14", "S22", "S32", "S72", "T84", "W19", "Z79", "Z87", "Z98")


def pool() -> list[dict[str, Any]]:
    """Claims with up to 12 diagnoses and 6 procedures on a day of any version; always the same ones."""
    draw = random.Random(44)
    days = [era.valid_from for era in eras.versions("MS-DRG")]
    diagnoses = [code for category in CATEGORIES for code in (below(category) or (category,))]
    fusions = [row["code"] for row in data.table("icd10pcs_fusion")]
    others = [row["code"] for row in data.table("icd10pcs_companion")]
    return [
        {
            "discharged": draw.choice(days),
            "principal": draw.choice(diagnoses),
            "secondary": draw.sample(diagnoses, draw.randint(0, 11)),
            "procedures": [*draw.sample(fusions, draw.randint(0, 3)), *draw.sample(others, draw.randint(0, 3))],
        }
        for _ in range(SIZE)
    ]


def test_grouping_claims_of_all_years(benchmark: Any) -> None:
    claims = pool()

    def group_all() -> None:
        for claim in claims:
            group(claim)

    group_all()
    benchmark(group_all)
    if benchmark.stats:
        benchmark.extra_info["claims a second"] = round(SIZE / benchmark.stats.stats.mean)


_FIRST = """
import time
start = time.process_time()
from spine_edu.coding.drg.grouper import group
read = time.process_time()
group({"discharged": "2026-11-20", "principal": "M96.0", "secondary": ["T84.226A"], "procedures": ["0SG0071"]})
print(read - start, time.process_time() - read)
"""


def test_the_first_claim_of_a_process(benchmark: Any) -> None:
    """The tables are read here, and only here: no import and no operation without diagnoses reads them."""
    took = benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True), rounds=5
    )
    loading, grouping = map(float, took.stdout.split())
    benchmark.extra_info |= {"import, ms": round(loading * 1000, 1), "first claim, ms": round(grouping * 1000, 1)}
