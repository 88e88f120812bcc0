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


def test_today_is_a_day() -> None:
    assert iso_day(today()) == today()
