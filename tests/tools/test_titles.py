"""Titles around the spine come from the order files, with the days that can be told, and never instead of one that is there."""

from __future__ import annotations

from tools.codes.tables.titles import added, ended, use_of

ORDERS = {
    2016: {
        "M4806": "Spinal stenosis, lumbar region",
        "M5450": "no such code yet",
        "M5136": "Disc, older title",
        "A000": "Cholera",
    },
    2017: {"M4806": "Spinal stenosis, lumbar region", "M50120": "Mid-cervical disc disorder, unspecified"},
    2019: {"M48061": "Stenosis without", "M5136": "Disc degeneration", "M5450": "Low back pain", "M51360": "With pain"},
}
HELD = [{"code": "M48.061", "title": "As taught", "use": "stenosis", "valid_from": "2017-10-01", "source": "ours"}]


def test_a_title_of_the_newest_file_is_added_and_one_that_is_there_stays() -> None:
    rows = {row["code"]: row for row in added(HELD, ORDERS)}
    assert rows["M48.061"] == HELD[0]
    assert rows["M51.36"]["title"] == "Disc degeneration"
    assert rows["M51.36"]["use"] == use_of("M5136") == "discs"
    assert "A00.0" not in rows


def test_the_first_day_is_told_by_the_files_or_by_our_versions_or_not_at_all() -> None:
    days = {row["code"]: row["valid_from"] for row in added(HELD, ORDERS)}
    assert (days["M51.36"], days["M50.120"], days["M51.360"]) == ("2015-10-01", "2016-10-01", "2024-10-01")
    unseen = {2019: {"M5450": "Low back pain"}}
    assert {row["code"]: row["valid_from"] for row in added([], unseen)} == {"M54.50": ""}


def test_what_none_of_our_versions_has_ended_on_the_day_before_its_heirs_began() -> None:
    assert ended(added(HELD, ORDERS), ORDERS) == [
        {
            "code": "M48.06",
            "title": "Spinal stenosis, lumbar region",
            "valid_from": "2015-10-01",
            "valid_to": "2017-09-30",
            "source": "icd10cm-order",
        }
    ]
