"""An answer in short: what moves no code stands apart, and a diagnosis of another system is told in both directions."""

from __future__ import annotations

import pytest

from spine_edu.coding.engine import codes_for
from spine_edu.coding.summary import summary
from tests.coding.build import done, fused, operation


def test_a_question_that_moves_no_code_of_today_stands_under_its_own_line() -> None:
    silent = fused("L4-L5", status=None)
    today, old = (summary(codes_for(operation(day, silent))) for day in ("2026-01-14", "2014-01-14"))
    assert "Ask the surgeon" not in today
    assert "Documentation, moves no code in force" in today
    assert "Was L4-L5 fused before?" in today and "Was L4-L5 fused before?" in old
    assert "Ask the surgeon" in old and "Documentation" not in old


@pytest.mark.parametrize(
    ("day", "principal", "said"),
    [
        ("2014-06-02", "M43.16", True),
        ("2015-09-30", "M96.0", True),
        ("2014-06-02", "733.82", False),
        ("2024-06-02", "M43.16", False),
    ],
)
def test_a_diagnosis_of_the_other_system_is_told_to_be_none_on_the_day(day: str, principal: str, said: bool) -> None:
    assert (f"not valid on {day}" in summary(codes_for(operation(day, fused("L4-L5"), principal=principal)))) == said


def test_why_says_bones_in_words() -> None:
    raised = done("vertebral augmentation", of="kyphoplasty", vertebrae="T12")
    codes = codes_for(operation("2026-01-14", procedures=[raised])).pcs_companion
    because = [reason.because for code in codes for reason in code.reasons]
    assert any(said.startswith("T12: the vertebra was raised") for said in because)
