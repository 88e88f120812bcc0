"""The calendar: which system, year and MS-DRG version a day falls in, and where our knowledge ends."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.coding import eras
from spine_edu.errors import CodeError

DAYS = st.dates(datetime.date(1985, 10, 1), datetime.date(2035, 12, 31)).map(datetime.date.isoformat)


@pytest.mark.parametrize(
    ("day", "system", "year", "period", "version"),
    [
        pytest.param("2015-09-30", "ICD-9-CM", "FY2015", None, None, id="last day of ICD-9-CM"),
        pytest.param("2015-10-01", "ICD-10-PCS", "FY2016", "FY2016", None, id="first day of ICD-10-PCS"),
        pytest.param("2018-09-30", "ICD-10-PCS", "FY2018", "FY2018", None, id="day before MS-DRG v36"),
        pytest.param("2018-10-01", "ICD-10-PCS", "FY2019", "FY2019", "v36", id="first day of MS-DRG v36"),
        pytest.param("2021-12-31", "ICD-10-PCS", "FY2022", "FY2022", "v39", id="a day of v39"),
        pytest.param("2023-04-01", "ICD-10-PCS", "FY2023", "FY2023", "v40.1", id="April version of v40"),
        pytest.param("2025-03-31", "ICD-10-PCS", "FY2025", "FY2025", "v42", id="day before the April 2025 update"),
        pytest.param("2025-04-01", "ICD-10-PCS", "FY2025", "FY2025 (from April 2025)", "v42.1", id="April 2025 update"),
        pytest.param("2026-01-14", "ICD-10-PCS", "FY2026", "FY2026", "v43", id="a day of FY2026"),
        pytest.param("2026-04-01", "ICD-10-PCS", "FY2026", "FY2026 (from April 2026)", "v43.1", id="April 2026 update"),
        pytest.param("2026-10-01", "ICD-10-PCS", "FY2027", "FY2027", "v44", id="first day of FY2027"),
        pytest.param("2027-03-31", "ICD-10-PCS", "FY2027", "FY2027", "v44", id="last verified day"),
        pytest.param("2027-04-01", "ICD-10-PCS", "FY2027", None, None, id="day after the last verified day"),
    ],
)
def test_a_day_falls_in_one_system_year_and_version(day, system, year, period, version):
    found = (eras.system_on(day), eras.fiscal_year(day), eras.pcs_period(day), eras.ms_drg_version(day))
    assert found == (system, year, period, version), "see data/codes/eras.csv"


@given(DAYS)
def test_every_day_to_the_last_verified_one_has_exactly_one_procedure_system(day):
    has_pcs = eras.pcs_period(day) is not None
    assert has_pcs == (eras.LAST_ICD9_DAY < day <= eras.last_verified_day())
    assert (eras.system_on(day) == "ICD-9-CM") == (day <= eras.LAST_ICD9_DAY)
    assert has_pcs or eras.ms_drg_version(day) is None


@given(DAYS)
def test_the_fiscal_year_of_the_version_is_the_fiscal_year_of_the_day(day):
    version = eras.ms_drg_version(day)
    if version:
        assert eras.fiscal_year(day) == f"FY{1983 + int(version[1:3])}"


def test_eras_of_one_system_follow_each_other_without_gap_or_overlap():
    for system in ("ICD-10-PCS", "MS-DRG"):
        rows = eras.versions(system)
        for before, after in itertools.pairwise(rows):
            next_day = datetime.date.fromisoformat(before.valid_to) + datetime.timedelta(days=1)
            assert after.valid_from == next_day.isoformat(), f"{system} {after.version} in data/codes/eras.csv"


def test_a_discharge_past_the_last_verified_day_is_warned_about():
    (said,) = eras.warnings_for("2027-05-01")
    assert "2027-03-31" in said
    assert "2027-05-01" in said


def test_a_covered_day_needs_no_warning():
    assert eras.warnings_for("2009-06-01") == ()


@pytest.mark.parametrize(
    ("today", "told"),
    [
        pytest.param("2026-11-30", "", id="four months before"),
        pytest.param("2026-12-30", "", id="91 days before"),
        pytest.param("2026-12-31", "end on 2027-03-31", id="90 days before"),
        pytest.param("2027-03-31", "end on 2027-03-31", id="the last day"),
        pytest.param("2027-04-01", "ended on 2027-03-31", id="the day after"),
    ],
)
def test_a_reader_is_told_in_good_time_that_the_tables_end_and_afterwards_that_they_ended(today, told):
    said = eras.ending().said_on(today)
    assert bool(said) == bool(told)
    assert told in said
    assert not said or "not covered" in said


@pytest.mark.parametrize("day", ["14.1.2026", "2026-13-01", "2026-02-30", "", "20260114", "2026-1-4", None, 2026, ["2026-01-14"]])
@pytest.mark.parametrize("ask", [eras.system_on, eras.fiscal_year, eras.pcs_period, eras.ms_drg_version, eras.warnings_for])
def test_what_is_no_day_gets_a_lesson(ask, day):
    with pytest.raises(CodeError):
        ask(day)


def test_a_system_that_is_not_in_the_calendar_is_named():
    with pytest.raises(CodeError, match="SNOMED"):
        eras.era_on("SNOMED", "2026-01-14")
