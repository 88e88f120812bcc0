"""The official maps, and what they prove; the figures are those counted in the 2018 files (cms-gems-2018)."""

from __future__ import annotations

from typing import Any

import pytest

from spine_edu.coding.reading import gems
from spine_edu.data import table
from spine_edu.errors import CodeError
from tests.coding.reading.maps import round_trip


@pytest.mark.parametrize(
    ("code", "targets"),
    [("81.00", 282), ("81.30", 252), ("81.01", 36), ("81.37", 24), ("81.08", 54), ("81.38", 24), ("81.39", 60), ("84.52", 4)]
    + [(code, 0) for code in ("81.62", "81.63", "81.64", "84.51")],
)
def test_the_map_forward_has_as_many_targets_as_the_official_file(code: str, targets: int) -> None:
    assert len(gems.forward(code)) == targets


@pytest.mark.parametrize("last", "1234567")
def test_initial_and_refusion_lead_to_the_same_codes(last: str) -> None:
    assert {target.code for target in gems.forward(f"81.0{last}")} == {target.code for target in gems.forward(f"81.3{last}")}


def test_no_way_leads_back_to_a_refusion() -> None:
    trip = round_trip("81.3")
    assert (trip.there, trip.back_to_the_same, trip.back_to_refusion) == (516, 0, 0)


@pytest.mark.parametrize("last", "12345678")
def test_a_first_fusion_comes_back_to_itself(last: str) -> None:
    trip = round_trip(f"81.0{last}")
    assert trip.there == trip.back_to_the_same > 0


def test_the_map_sends_c1_c2_to_the_joint_above_it() -> None:
    assert {target.code[:4] for target in gems.forward("81.01")} == {"0RG0"}


def test_a_cage_goes_back_to_two_codes_that_belong_together() -> None:
    back = [row for row in table("gems") if row["direction"] == "pcs_to_icd9" and row["source_code"] == "0SG00AJ"]
    assert [(row["target_code"], row["scenario"]) for row in back] == [
        ("81.08", back[0]["scenario"]),
        ("84.51", back[0]["scenario"]),
    ]


@pytest.mark.parametrize("given", ["81.99", "0SG0071X", 8138, None, ["81.38"], {"a": 1}, b"81.38", "x" * 1000])
def test_what_the_map_does_not_hold_is_refused_with_a_lesson(given: Any) -> None:
    with pytest.raises(CodeError, match=r"81\.3"):
        gems.forward(given)
