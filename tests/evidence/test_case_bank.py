"""The case bank as a table: computed from the cases, and what lesson 14 asks of it has the answers that it gives."""

from __future__ import annotations

import pytest

from spine_edu.cases import all_cases, case_named
from spine_edu.evidence import table
from spine_edu.evidence.case_bank import rows
from spine_edu.figures.charts.lab_charts import tally
from spine_edu.publish.notebooks import lessons
from spine_edu.quiz import question_named

BANK = rows()


def test_every_case_has_one_row() -> None:
    assert [row["case"] for row in BANK] == [case.id for case in all_cases()]


@pytest.mark.parametrize("row", BANK, ids=lambda row: row["case"])
def test_a_row_tells_what_was_fused(row: dict[str, object]) -> None:
    operation = case_named(str(row["case"])).operation
    assert str(row["joints"]).split() == [joint.name for joint in operation.joints]
    assert (row["kind"] == "not a fusion") == (not operation.fusions)
    if row["kind"] == "mixed":
        assert row["first"] and row["again"], "a mixed case holds both"
        assert {code[:4] for code in str(row["codes_2015"]).split()} == {"81.0", "81.3"}, "ICD-9-CM keeps the kinds apart"


def test_the_bank_holds_what_the_course_promises() -> None:
    kinds = [row["kind"] for row in BANK]
    assert kinds.count("mixed") >= 10 and kinds.count("query") >= 5 and kinds.count("not a fusion") >= 5
    assert sum(bool(row["again"]) for row in BANK) >= 20


def test_the_lesson_says_how_many_cases_there_are() -> None:
    """A case more changes the table: then the lesson, and the answers below, are to be read again."""
    lesson = next(path for path in lessons() if path.stem.startswith("14")).read_text(encoding="utf-8")
    assert f"The course holds {len(BANK)} cases" in lesson
    assert "Thirteen operations hold a refusion and a first fusion" in question_named("step-bank-one-code-for-both").stem
    assert sum(bool(row["again"] and row["first"]) for row in BANK) == 13


@pytest.mark.parametrize(
    ("question", "rows_that_answer"),
    [
        ("step-bank-again-alone", [row for row in BANK if row["again"] and not row["first"]]),
        ("step-bank-one-code-for-both", [row for row in BANK if row["again"] and row["first"] and row["shared"]]),
    ],
)
def test_a_question_about_the_table_has_the_answer_of_the_table(question: str, rows_that_answer: list[object]) -> None:
    assert str(question_named(question).answer) == str(len(rows_that_answer))


def test_no_class_of_the_table_is_kept_for_refusions_but_by_severity() -> None:
    """The claim that lesson 14 lets a learner refuse: 471 holds one case, a refusion, for its MCC."""
    held = [row for row in BANK if row["drg"] == "471"]
    assert [row["kind"] for row in held] == ["refusion"]
    assert {"first fusion", "refusion"} <= {row["kind"] for row in BANK if row["drg"] == "473"}


def test_the_table_opens_with_pandas_and_its_chart_says_its_numbers() -> None:
    bank = table("cases")
    assert len(bank) == len(BANK)
    assert f"mixed: {sum(row['kind'] == 'mixed' for row in BANK)} cases" in tally(bank, "kind", unit="cases").words
