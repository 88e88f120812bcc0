"""The check of cases for authors: a fault planted in a good case is named with its line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from spine_edu import data
from spine_edu.coding.reading.diagnoses import below, newest
from spine_edu.commands.command import main
from spine_edu.review.cases import holds_cases, review_case_file
from spine_edu.review.conditions import conditions
from spine_edu.review.shelf import review_shelf_file, shelf_of

GOOD = data.text_of("cases/lumbar.yml")


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        pytest.param("DIAGNOSES: Nonunion", "DIAGNOSES: Non-union", "", "", id="nothing that decides"),
        pytest.param('phrase: "The same was done at L4-5"', 'phrase: "The same was done at L5-6"', "evidence 6, phrase",
                     "word for word", id="a phrase not in the note"),
        pytest.param('phrase: "The same was done at L4-5"', 'phrase: "the disc at L5-S1 was cut"', "evidence 6, phrase",
                     "overlaps", id="a phrase inside another"),
        pytest.param('S1], phrase: "The old screws and rods behind were not touched"', 'S1], phrase: "The old screws stayed"',
                     "kept 1, phrase", "word for word", id="an old implant of which the note says nothing"),
        pytest.param("  title: From the other side", "  from_the_right: [L4-L5]\n  title: From the other side",
                     "from_the_right 1", "not fused from behind", id="a way through a foramen that was not gone"),
        pytest.param('fusion: ["0SG00A0", "0SG30A0"]', 'fusion: ["0SG10A0"]', "expect, icd10pcs, fusion",
                     "the program finds 0SG00A0, 0SG30A0", id="a wrong code"),
        pytest.param('fusion: ["81.06", "81.36"], count: "81.62"', 'fusion: ["81.06", "81.36"], count: "81.63"',
                     "expect, icd9cm, count", "You expect 81.63", id="a wrong count"),
        pytest.param('    ms_drg: "448"\n    queries: []\n  trap: The second',
                     '    ms_drg: null\n    queries: []\n  trap: The second', "expect, ms_drg", "You expect none", id="no class"),
        pytest.param("{joint: L4-L5, status: initial, column: anterior, direction: anterior",
                     "{joint: L4-L5, status: refusion, column: anterior, direction: anterior", "operation, fusions 2",
                     "was not fused before", id="a refusion without a history"),
        pytest.param("gutters.\", joints: [L5-S1]}", "gutters.\", joints: [L5-S1], cage: XLIF}", "events 1, cage", "XLIF",
                     id="a cage of no kind"),
        pytest.param("gutters.\", joints: [L5-S1]}", "gutters.\", joints: [L5-S1], cage: TLIF}", "events",
                     "anterior column is not fused then", id="a cage where no bone heals"),
        pytest.param('discharged: "2026-03-25"', 'discharged: "2026-03-20"', "operation, discharged",
                     "is on 2026-03-23, the discharge on 2026-03-20", id="a discharge before the operation"),
        pytest.param('discharged: "2026-03-25"', 'discharged: "2026-04-15"', "operation, discharged",
                     "the discharge on 2026-04-15", id="a stay of three weeks"),
        pytest.param("  fictional: true\n  title: From the other side", "  title: From the other side", "fictional",
                     "It must be true, as every case is invented", id="not said to be invented"),
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
        ("local autograft", "bone of some kind"),
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


def one_case(case: str, *changes: tuple[str, str]) -> list[str]:
    """What `check` says of one of our cases with words changed in it."""
    text = next(t for path in data.files("cases", "*.yml") if f"- id: {case}\n" in (t := data.text_of(f"cases/{path.name}")))
    start = text.index(f"- id: {case}\n")
    end = text.find("\n- id: ", start + 1)
    text = text[start : end + 1 if end > 0 else None]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return [finding.text for finding in review_case_file(text, "x.yml")]


@pytest.mark.parametrize(
    ("case", "changes", "says"),
    [
        pytest.param("mixed-l3-l5", [], "", id="nothing"),
        pytest.param("mixed-l3-l5", [(', "T84.296A"', "")], "The note says 'halos', and no diagnosis says so",
                     id="loose screws without a diagnosis"),
        pytest.param("mixed-l3-l5", [('"T84.296A"', '"T84.226A"')], "", id="loose screws read as displaced"),
        pytest.param("mixed-l3-l5", [('"T84.296A"', '"T84.296A", "E66.01"')],
                     "E66.01 is among the diagnoses, and the note does not tell of it", id="obesity that no note tells of"),
        pytest.param("occiput-to-c2", [('"T84.216A", ', "")], "The note says 'broken'", id="broken wires without a diagnosis"),
        pytest.param("stabilization-c5-c7", [], "", id="a finding that is left out for a reason"),
        pytest.param("stabilization-c5-c7", [('{phrase: "two broken screws"', '{phrase: "three broken screws"')],
                     "does not stand in the note word for word", id="a reason for words that the note does not have"),
        pytest.param("made-for-her-l4-s1", [(', secondary: ["T84.328A"]', "")], "The note says 'subsided'",
                     id="a sunken cage without a diagnosis"),
        pytest.param("made-for-her-l4-s1",
                     [("with subsided cage", "with a cage in place"), ("The endplates", "Pus was found. The endplates")],
                     "The note says 'Pus'", id="an infection without a diagnosis"),
        pytest.param("myelopathy-c3-c6", [(', secondary: ["D62"]', "")], "The note says 'anemia'",
                     id="anemia without a diagnosis"),
        pytest.param("myelopathy-c3-c6", [("Acute blood loss anemia, two units transfused.", "Two units transfused.")],
                     "D62 is among the diagnoses", id="anemia that the note does not name"),
        pytest.param("one-joint-l4-l5", [], "", id="an infection that was only discussed"),
        pytest.param("long-rods-2013", [], "", id="a stay before ICD-10-CM"),
    ],
)  # fmt: skip
def test_note_and_diagnoses_are_held_together(case: str, changes: list[tuple[str, str]], says: str) -> None:
    found = one_case(case, *changes)
    assert any(says in text for text in found) if says else found == []


def test_every_condition_can_be_told_and_said() -> None:
    for condition in conditions():
        assert all(below(code) or newest(code) for code in condition.diagnoses), condition.name
        assert condition.diagnoses == tuple(sorted(condition.diagnoses)), condition.name


def test_a_condition_without_diagnoses_is_a_finding() -> None:
    text = "broken:\n  words: [broken]\n  diagnoses: T84.21\n"
    found = review_shelf_file(text, "x.yml", shelf_of(text))
    assert [(finding.line, finding.field) for finding in found] == [(3, "diagnoses")]
