"""One operation through the years: every day of a stretch has the answer shown for it, and no day is left out."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.cases import all_cases
from spine_edu.coding import eras
from spine_edu.coding.engine import codes_for
from spine_edu.coding.years import FIRST_DAY, places, stretches
from spine_edu.figures.answers_by_day import years_table
from spine_edu.operation import read_operation
from tests.conftest import examples

each_case = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
AGAIN = read_operation(
    {
        "discharged": "2026-01-14",
        "diagnoses": {"principal": "M96.0"},
        "fusions": [
            {"joint": "L4-L5", "status": "refusion", "column": "anterior", "direction": "posterior", "approach": "open",
             "materials": ["interbody cage", "local autograft"]}
        ],
    }
)  # fmt: skip
DAYS = (date.fromisoformat(eras.last_verified_day()) - date.fromisoformat(FIRST_DAY)).days


def day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def told(answer):
    grouping = answer.grouping
    return answer.codes, grouping and (grouping.drg, grouping.version, grouping.weight), [query.ask for query in answer.queries]


@each_case
def test_the_years_of_a_case_have_no_gap(case):
    found = stretches(case.operation)
    assert (found[0].first, found[-1].last) == (FIRST_DAY, eras.last_verified_day())
    assert [day_after(one.last) for one in found[:-1]] == [later.first for later in found[1:]]


@given(case=st.sampled_from(all_cases()), after=st.integers(0, DAYS))
@examples(120)
def test_on_every_day_the_codes_shown_are_those_of_the_engine(case, after):
    day = (date.fromisoformat(FIRST_DAY) + timedelta(days=after)).isoformat()
    (shown,) = (one for one in stretches(case.operation) if one.first <= day <= one.last)
    answer = codes_for(case.operation.on(day))
    asked = lambda asks, own: [ask.replace(own, "the day") for ask in asks]  # noqa: E731
    (codes, drg, asks), (shown_codes, shown_drg, shown_asks) = told(answer), told(shown.answer)
    assert (codes, drg, asked(asks, day)) == (shown_codes, shown_drg, asked(shown_asks, shown.first))
    assert shown.system == eras.system_on(day)
    assert (eras.pcs_period(day) or "ICD-9-CM") in shown.edition


@each_case
def test_the_first_and_last_day_of_every_stretch_agree(case):
    for one in stretches(case.operation):
        for day in (one.first, one.last):
            assert codes_for(case.operation.on(day)).codes == one.answer.codes, f"{case.id}, {day}"


def test_a_refusion_of_the_front_from_behind_crosses_from_81_38_to_0sg00aj():
    found = stretches(AGAIN)
    eve, morning = (
        next(n for n, one in enumerate(found) if one.first <= day <= one.last) for day in ("2015-09-30", "2015-10-01")
    )
    front = places(AGAIN, [one.answer for one in found])[0]
    assert front.what == "L4-L5, anterior column, refusion"
    assert (front.codes[eve], front.codes[morning]) == (("81.38",), ("0SG00AJ",))
    assert (found[eve].system, found[morning].system) == ("ICD-9-CM", "ICD-10-PCS")


@each_case
def test_every_code_to_report_stands_beside_some_part_of_the_operation(case):
    answers = [one.answer for one in stretches(case.operation)]
    rows = places(case.operation, answers)
    for n, answer in enumerate(answers):
        shown = {code for row in rows if row.kind != "drg" for code in row.codes[n]}
        assert shown == set(answer.codes), f"{case.id}, {answer.operation.discharged}"


@each_case
def test_a_part_is_shown_with_the_code_of_its_own_column(case):
    for one in stretches(case.operation):
        if one.system == "ICD-10-PCS":
            for row in places(case.operation, [one.answer]):
                for code in row.codes[0] if row.kind == "fusion" and "column" in row.what else ():
                    column = "posterior" if code[6] == "1" else "anterior"
                    assert f"{column} column" in row.what, f"{case.id}: {row}"


@each_case
def test_the_table_of_years_has_a_row_for_every_change_and_no_other(case):
    html = years_table(case.title, stretches(case.operation)).html
    rows = re.findall(
        r'<tr><th scope="row"[^>]*><span[^>]*>(\S+)</span> to <span[^>]*>(\S+)</span><small>[^<]+</small></th>(.*?)</tr>', html
    )
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row[2]) for row in rows]
    assert len(rows) == html.count('scope="row"') > 0
    assert all(one != later for one, later in itertools.pairwise(cells))
    assert [day_after(last) for _, last, _ in rows[:-1]] == [first for first, _, _ in rows[1:]]
