"""data/anatomy/: every value says where it is from and whether it may be quoted."""

from __future__ import annotations

import pytest

from spine_edu import data
from spine_edu.geometry.body.measures import TABLES, measure, measures

MAY_BE_QUOTED = {"VERIFIED", "DERIVED"}
STATUS = MAY_BE_QUOTED | {"UNVERIFIED", "ESTIMATED", "PLACEHOLDER"}
ROWS = [(table, row) for table in TABLES for row in data.table(table, "anatomy")]
VERTEBRAE = [*(f"C{n}" for n in range(3, 8)), *(f"T{n}" for n in range(1, 13)), *(f"L{n}" for n in range(1, 6))]


def test_every_value_has_a_unit_and_a_known_status():
    bad = [
        (table, row)
        for table, row in ROWS
        if row["unit"] not in {"mm", "deg", "1", "1/mm", "share of the body from above"} or row["status"] not in STATUS
    ]
    assert not bad, bad[:3]
    assert all(float(row["value"]) == float(row["value"]) for _, row in ROWS)


def test_every_source_is_listed():
    named = {source for _, row in ROWS for source in row["source"].split()}
    assert named <= set(data.document("sources.yml")), named - set(data.document("sources.yml"))


def test_a_value_of_our_own_is_never_called_a_measurement():
    bad = [(table, row) for table, row in ROWS if not row["source"] and row["status"] not in ("ESTIMATED", "PLACEHOLDER")]
    assert not bad, bad[:3]


def test_what_was_not_opened_may_not_be_quoted():
    unread = {key for key, source in data.document("sources.yml").items() if source["seen"] == "no"}
    bad = [(table, row) for table, row in ROWS if set(row["source"].split()) & unread and row["status"] in MAY_BE_QUOTED]
    assert not bad, bad[:3]
    assert measure("T6", "pedicle_width").status not in MAY_BE_QUOTED
    assert measure("L4", "canal_width").status in MAY_BE_QUOTED


def test_no_value_stands_twice():
    for table in TABLES:
        assert len(measures(table)) == len(data.table(table, "anatomy")), table
    everywhere = [key for table in TABLES for key in measures(table)]
    assert len(everywhere) == len(set(everywhere))


@pytest.mark.parametrize("bone", VERTEBRAE)
def test_every_typical_vertebra_has_all_its_measures(bone):
    for name in (
        "endplate_width_upper",
        "endplate_width_lower",
        "endplate_depth_upper",
        "endplate_depth_lower",
        "body_height_front",
    ):
        assert measure(bone, name).value > 0
    for name in (
        "body_height_back",
        "canal_width",
        "canal_depth",
        "pedicle_width",
        "pedicle_height",
        "spinous_reach",
        "transverse_width",
    ):
        assert measure(bone, name).value > 0


def test_the_readme_names_every_table():
    text = (data.root() / "anatomy" / "README.md").read_text("utf-8")
    assert all(f"`{table}.csv`" in text for table in TABLES)
    assert all(status in text for status in STATUS)
