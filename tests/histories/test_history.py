"""Histories of healing, recovery and coding: they agree with the tables and facts they retell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spine_edu import data
from spine_edu.errors import TimelineError
from spine_edu.histories import history_named
from spine_edu.lesson import timeline

NAMES = list(data.document("histories.yml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_history_cites_sources_we_list_and_can_be_walked_through(name: str) -> None:
    found = history_named(name)
    assert set(found.sources) <= set(data.document("sources.yml"))
    assert {span.state for span in found.timeline.spans} == set(found.states), "every state is used, and none is missing"
    assert found.timeline.title in timeline(found).static_html()


def test_the_weeks_of_recovery_are_those_of_the_table() -> None:
    rows = {row["item"]: row for row in data.table("recovery_times", "evidence")}
    spans = {(s.joint, s.state): s for s in history_named("recovery").timeline.spans}
    for lane, item in (("Driving", "driving (US guide)"), ("Desk work", "desk work"),
                       ("Exercise program", "graded exercise program"),
                       ("Free bending, lifting, twisting", "bending-lifting-twisting freed")):  # fmt: skip
        window = spans[lane, "window"]
        assert (str(window.start), str(window.end)) == (rows[item]["from_week"], rows[item]["to_week"]), lane
    assert str(spans["Sport", "free"].start) == rows["vigorous work and sport possible"]["from_week"]
    assert str(spans["Heavy work", "window"].start) == rows["heavier work or activity"]["from_week"]


def next_day(day: str) -> str:
    return str(date.fromisoformat(day) + timedelta(days=1))


def test_the_days_of_the_code_systems_are_those_of_the_code_tables() -> None:
    line = history_named("code-systems").timeline
    icd9 = {row["code"]: row for row in data.table("icd9cm")}
    turn = {event.title: line.day_of(event.month) for event in line.events}
    assert turn["81.09 becomes 81.30 to 81.39"] == icd9["81.38"]["valid_from"]
    assert turn["84.51 for an interbody device"] == icd9["84.51"]["valid_from"]
    assert turn["81.62 to 81.64 count vertebrae"] == icd9["81.62"]["valid_from"]
    last_days = {row["code"]: row["valid_to"] for row in data.table("icd10pcs_fusion")}
    assert next_day(last_days["0SG00Z1"]) == turn["No graft, no code"]
    assert next_day(last_days["0SG60JZ"]) == turn["A change in April"]
    assert turn["ICD-10-PCS"] == min(row["valid_from"] for row in data.table("icd10pcs_fusion"))
    versions = {row["version"]: row["valid_from"] for row in data.table("eras")}
    assert (turn["MS-DRG v42"], turn["FY2027, MS-DRG v44"]) == (versions["v42"], versions["v44"])


def test_a_history_nobody_wrote_names_the_nearest() -> None:
    with pytest.raises(TimelineError, match="did you mean 'healing'"):
        history_named("heeling")
