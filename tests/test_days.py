"""Days as text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.days import iso_day, today
from spine_edu.errors import CodeError


@given(st.dates(min_value=datetime.date(1, 1, 1)))
def test_every_real_day_is_read(day: datetime.date) -> None:
    assert iso_day(f" {day.isoformat()} ") == day.isoformat()


@pytest.mark.parametrize(
    "given_",
    ["14.1.2026", "2026-1-14", "20260114", "2026-02-30", "2025-02-29", "2026-13-01", "0000-01-01", "2026-01-1⁴", "", "x" * 500],
)
def test_what_is_no_day_is_refused_with_the_right_form(given_: str) -> None:
    with pytest.raises(CodeError, match=r"year-month-day|calendar") as caught:
        iso_day(given_)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        pytest.param("01/14/2026", "'2026-01-14'", id="month first"),
        pytest.param("14.1.2026", "'2026-01-14'", id="day first"),
        pytest.param("2026/1/4", "'2026-01-04'", id="year first"),
        pytest.param("20260114", "'2026-01-14'", id="digits alone"),
        pytest.param("3/4/2026", "'2026-03-04' or '2026-04-03'", id="month or day first"),
    ],
)
def test_a_day_in_another_form_is_offered_in_the_right_one_and_never_taken(written: str, offered: str) -> None:
    with pytest.raises(CodeError) as caught:
        iso_day(written)
    assert str(caught.value) == f"{written!r} is not a day; write year-month-day: {offered}."


def test_a_day_that_no_calendar_has_is_not_offered() -> None:
    with pytest.raises(CodeError, match="for example"):
        iso_day("13/32/2026")


def test_today_is_a_day() -> None:
    assert iso_day(today()) == today()
