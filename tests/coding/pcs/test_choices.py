"""The tables a learner chooses from hold exactly the codes that are valid on the day."""

from __future__ import annotations

import itertools

import pytest

from spine_edu.coding.pcs import choices


@pytest.mark.parametrize("day", ["2015-10-01", "2019-03-01", "2024-10-01", "2026-01-14", "2026-10-01"])
@pytest.mark.parametrize("prefix", choices.OFFERED)
def test_the_rows_of_a_table_unfold_to_the_valid_codes_of_that_day(prefix: str, day: str) -> None:
    valid = {code for code in choices.codes_on(day) if code[:3] == prefix}
    rows = choices.tables_on(day).get(prefix, {"rows": []})["rows"]
    unfolded = [prefix + "".join(ending) for row in rows for ending in itertools.product(*row)]
    assert sorted(unfolded) == sorted(valid), "see data/codes/icd10pcs_fusion.csv and icd10pcs_companion.csv"


def test_fusion_can_be_chosen_wherever_there_is_a_joint_of_the_spine() -> None:
    assert {"0RG", "0SG", "XRG"} <= set(choices.tables_on("2026-01-14"))


@pytest.mark.parametrize("day", ["2026-01-14", "2026-10-01"])
def test_every_value_offered_says_what_it_means(day: str) -> None:
    for prefix, table in choices.tables_on(day).items():
        assert all(label for labels in table["labels"] for label in labels.values()), f"{prefix}: see icd10pcs_axes.csv"


def test_a_value_of_next_year_is_not_offered_before_its_day() -> None:
    assert "E" not in choices.tables_on("2026-09-30")["0SG"]["labels"][2]
    assert "E" in choices.tables_on("2026-10-01")["0SG"]["labels"][2]
