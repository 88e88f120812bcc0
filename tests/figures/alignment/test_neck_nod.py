"""What is left of a nod: sums of what one series measured, and nothing that it did not."""

from __future__ import annotations

import pytest

from spine_edu import data
from spine_edu.errors import FigureError
from spine_edu.figures.alignment.neck_nod import JOINTS, degrees, describe, left, neck_motion
from spine_edu.widgets.turning.nod import NeckCounter


def test_every_degree_stands_in_the_published_table() -> None:
    rows = [row for row in data.table("by_joint", "evidence") if row["measure"] == "motion of the neck"]
    assert {row["source"] for row in rows} == {"umtri2017"}
    assert degrees() == {row["event"]: float(row["estimate"]) for row in rows}


def test_three_of_seven_joints_can_be_half_of_the_nod() -> None:
    """The piano tuner of lesson 8: C3 to C6."""
    assert left(["C3-C4", "C4-C5", "C5-C6"]) / left(()) == pytest.approx(0.51, abs=0.005)


def test_a_joint_that_was_not_measured_takes_nothing_from_the_nod_and_is_told() -> None:
    assert left(["C1-C2"]) == left(())
    assert "36 of 80 degrees of turning were left in 19 patients" in describe(["C1-C2"])
    assert "turning" not in describe(["C5-C6"])


def test_a_neck_fused_all_along_keeps_nothing() -> None:
    assert left(JOINTS) == 0
    assert "0 are left: 0 of 100" in neck_motion(*JOINTS).words


def test_a_joint_below_the_neck_is_refused() -> None:
    with pytest.raises(FigureError, match="'L4-L5' is no joint of this figure"):
        NeckCounter("L4-L5")


def test_the_counter_keeps_the_order_of_the_neck_and_reads_well_without_scripts() -> None:
    counter = NeckCounter("C5-C6", "C2-C3")
    assert counter.fused == ["C2-C3", "C5-C6"]
    assert "Fused: C2-C3, C5-C6" in counter.static_html()


def test_a_joint_may_be_written_as_surgeons_write_it():
    assert neck_motion("C5/6").words == neck_motion("C5-C6").words
