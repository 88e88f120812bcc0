"""The check of cases for authors: a fault planted in a good case is named with its line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from spine_edu import data
from spine_edu.commands import main
from spine_edu.review.cases import holds_cases, review_case_file

GOOD = data.text_of("cases/lumbar.yml")


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        pytest.param("DIAGNOSES: Nonunion", "DIAGNOSES: Non-union", "", "", id="nothing that decides"),
        pytest.param('phrase: "The same was done at L4-5"', 'phrase: "The same was done at L5-6"', "evidence 6, phrase", "word for word", id="a phrase not in the note"),
        pytest.param('phrase: "The same was done at L4-5"', 'phrase: "the disc at L5-S1 was cut"', "evidence 6, phrase", "overlaps", id="a phrase inside another"),
        pytest.param('S1], phrase: "The old screws and rods behind were not touched"', 'S1], phrase: "The old screws stayed"', "kept 1, phrase", "word for word", id="an old implant of which the note says nothing"),
        pytest.param("  title: From the other side", "  from_the_right: [L4-L5]\n  title: From the other side", "from_the_right 1", "not fused from behind", id="a way through a foramen that was not gone"),
        pytest.param('fusion: ["0SG00A0", "0SG30A0"]', 'fusion: ["0SG10A0"]', "expect, icd10pcs, fusion", "the program finds 0SG00A0, 0SG30A0", id="a wrong code"),
        pytest.param('fusion: ["81.06", "81.36"], count: "81.62"', 'fusion: ["81.06", "81.36"], count: "81.63"', "expect, icd9cm, count", "You expect 81.63", id="a wrong count"),
        pytest.param('    ms_drg: "448"\n    queries: []\n  trap: The second', '    ms_drg: null\n    queries: []\n  trap: The second', "expect, ms_drg", "You expect none", id="no class"),
        pytest.param("{joint: L4-L5, status: initial, column: anterior, direction: anterior", "{joint: L4-L5, status: refusion, column: anterior, direction: anterior", "operation, fusions 2", "was not fused before", id="a refusion without a history"),
        pytest.param("gutters.\", joints: [L5-S1]}", "gutters.\", joints: [L5-S1], cage: XLIF}", "events 1, cage", "XLIF", id="a cage of no kind"),
        pytest.param("gutters.\", joints: [L5-S1]}", "gutters.\", joints: [L5-S1], cage: TLIF}", "events", "anterior column is not fused then", id="a cage where no bone heals"),
        pytest.param('discharged: "2026-03-25"', 'discharged: "2026-09-25"', "operation, discharged", "is on 2026-03-02", id="a discharge half a year later"),
        pytest.param("  fictional: true\n  title: From the other side", "  title: From the other side", "fictional", "It must be true, as every case is invented", id="not said to be invented"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_named_with_its_line_and_field(old: str, new: str, field: str, says: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    findings = review_case_file(text, "x.yml")
    if not says:
        assert findings == []
        return
    assert findings, "nothing was found"
    first = next(finding for finding in findings if says in finding.text)
    assert first.field == field
    if field.startswith(("evidence", "operation, d")):
        assert first.line == line_of(text, new)
    assert first.id == "abdomen-after-back-l4-s1"


def test_all_that_keeps_a_case_from_being_read_is_told_at_once_in_the_order_of_the_file() -> None:
    slips = [
        ("difficulty: 2", "difficulty: 9"),
        ("kind: operation", "kind: surgery"),
        ("state: healing", "state: healed"),
        ("approach: open", "approach: opne"),
        ("local autograft", "autograft"),
    ]
    text = GOOD
    for old, new in slips:
        assert old in text
        text = text.replace(old, new, 1)
    found = review_case_file(text, "x.yml")
    assert {finding.line for finding in found} == {line_of(text, new) for _, new in slips}
    assert [finding.line for finding in found] == sorted(finding.line for finding in found)
    assert len(found) == len(slips)


def test_cases_and_questions_are_told_apart() -> None:
    assert all(holds_cases(data.text_of(f"cases/{path.name}")) for path in data.files("cases", "*.yml"))
    assert not any(holds_cases(data.text_of(f"questions/{path.name}")) for path in data.files("questions", "*.yml"))


@pytest.mark.parametrize("text", ["- {note: a, operation: b}", "note: a\noperation: b", "- 5", "- id: [a]", "- {}", "a: [b"])
def test_what_holds_no_case_is_a_finding_and_no_crash(text: str) -> None:
    assert review_case_file(text, "x.yml")


def test_the_command_checks_cases_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(GOOD, "utf-8")
    assert main(["check", str(file)]) == 0
    file.write_text(GOOD.replace('count: "81.62"', 'count: "81.64"', 1), "utf-8")
    capsys.readouterr()
    assert main(["check", str(file)]) == 1
    assert "expect, icd9cm, count: You expect 81.64, the program finds 81.62." in capsys.readouterr().out
