"""The check for authors: every planted fault is named with its line and field, and a fair question is left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from spine_edu import data
from spine_edu.commands.command import main
from spine_edu.review.draft import Finding, read_drafts
from spine_edu.review.fairness import at_least, review_files
from spine_edu.review.questions import CHECKS, review

FAULTY = Path(__file__).parent / "faulty_questions.yml"
TEXT = FAULTY.read_text("utf-8")
PLANTED = [
    (number, field, words)
    for number, line in enumerate(TEXT.splitlines(), 1)
    for field, words in re.findall(r"# FAULT ([^:]+): ([^#]+?)\s*(?=#|$)", line)
]
FOUND = review_files({"faulty.yml": TEXT})


def told(finding: Finding) -> str:
    return f"{finding.line} {finding.field or finding.id}: {finding.text}"


@pytest.mark.parametrize(("line", "field", "words"), PLANTED, ids=[f"line {line}, {words}" for line, _, words in PLANTED])
def test_a_planted_fault_is_named_with_its_line_and_field(line: int, field: str, words: str) -> None:
    mine = [told(finding) for finding in FOUND if finding.line == line]
    assert any(told.startswith(f"{line} {field}: ") and words in told for told in mine), f"line {line}: {mine}"


def test_nothing_is_found_that_was_not_planted() -> None:
    unplanned = [
        told(finding)
        for finding in FOUND
        if not any(
            (finding.field or finding.id) == field and finding.line == line and words in finding.text
            for line, field, words in PLANTED
        )
    ]
    assert not unplanned
    assert len(FOUND) == len(PLANTED)


def test_every_check_has_caught_something() -> None:
    drafts, _ = read_drafts(TEXT, "faulty.yml")
    idle = [check.__name__ for check in CHECKS if not any(list(check(draft)) for draft in drafts if draft.question)]
    assert idle == []


def test_every_finding_says_what_to_do() -> None:
    assert all(re.match(r"[A-Z]", finding.fix) and finding.fix.endswith(".") for finding in FOUND)
    assert all("\n" not in str(finding) for finding in FOUND)


@pytest.mark.parametrize(
    ("text", "line", "column", "help"),
    [
        pytest.param("- id: x\n  stem: Two things: one\n", 2, 19, "colon", id="a colon inside a text"),
        pytest.param("- id: x\n\tstem: why\n", 2, 1, "tab", id="a tab"),
        pytest.param('- id: x\n  stem: "why\n  verb: recall\n', 4, 1, "quote", id="a quote left open"),
        pytest.param("- id: x\n  hints: [one, two\n  verb: recall\n", 3, 7, "] or }", id="a bracket left open"),
        pytest.param("- id: x\n  verb: recall\n  verb: apply\n", 3, 3, "one of the two", id="a field given twice"),
        pytest.param("- id: x\n   stem: why\n  verb: recall\n", 2, 8, "colon", id="a field too far to the right"),
        pytest.param("- id: x\n  stem: why\n verb: recall\n", 3, 2, "spaces before this line", id="a field too far to the left"),
        pytest.param("- id: x\n  hints: [Why?, How?]\n", 2, 14, "question mark", id="a question mark in brackets"),
        pytest.param('- id: x\n  stem: "a\\qb"\n', 2, 11, "backslash", id="a backslash in double quotes"),
        pytest.param("- id: x\n  stem: *why\n", 2, 9, "in quotes", id="a star before a text"),
    ],
)
def test_a_file_that_is_no_yaml_says_where_and_what_to_look_for(text: str, line: int, column: int, help: str) -> None:
    (finding,) = review_files({"x.yml": text})
    assert (finding.line, finding.field) == (line, f"column {column}")
    assert help in finding.fix


@pytest.mark.parametrize("text", ["", "id: x", "just words", "- just words", "- [a]", "- 3", "- id: [a]", "- {}"])
def test_what_holds_no_question_is_a_finding_and_no_crash(text: str) -> None:
    findings = review_files({"x.yml": text})
    assert findings
    assert all(finding.line == 1 and finding.file == "x.yml" for finding in findings)


def single(n: int, lengths: list[int], key: int, verb: str = "apply") -> dict[str, Any]:
    """A question whose options are so many letters long; no two of these ask alike."""
    words = ["bridge", "column", "marrow", "artery", "muscle", "tendon", "lamina", "pedicle"]
    options = [
        {"text": "WXYZ"[place] * length, "why": f"Reason {place} is told in quite a few words."}
        | ({"correct": True} if place == key else {"misconception": "hardware-is-fusion"})
        for place, length in enumerate(lengths)
    ]
    return {
        "id": f"q{n}", "objective": "vertebra.parts", "verb": verb,
        "stem": f"{words[n % 8] * 8} {n}, what does {words[n * 3 % 8]} do?",
        "options": options, "sources": ["openstax-anatomy"], "reviewed": {"on": "2026-11-24", "against": "FY2027"},
    }  # fmt: skip


VERBS = ["apply", "analyse", "understand"]
EVEN = [single(n, [10, 10, 10, 10], n % 4, VERBS[n % 3]) for n in range(8)]


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        pytest.param([single(n, [12 if p == n % 4 else 10 for p in range(4)], n % 4, VERBS[n % 3]) for n in range(8)],
                     "the longest option is right", id="the longest is right"),
        pytest.param([single(n, [9 if p == n % 4 else 10 for p in range(4)], n % 4, VERBS[n % 3]) for n in range(8)],
                     "the shortest option is right", id="the shortest is right"),
        pytest.param([single(n, [10] * 4, 1, VERBS[n % 3]) for n in range(8)], "Option 2 is right in 8 of 8",
                     id="the second is right"),
        pytest.param([single(n, [10] * 4, n % 4, ["recall", "apply", "analyse"][n % 3] if n > 2 else "recall") for n in range(8)],
                     "5 of 8 questions ask only to recall", id="mostly recall"),
        pytest.param([single(n, [10] * 4, n % 4, "apply") for n in range(8)], "All questions ask to apply",
                     id="one way of asking"),
    ],
)  # fmt: skip
def test_a_rule_by_which_guessing_pays_is_found(questions: list[dict[str, Any]], says: str) -> None:
    found = [finding for finding in review_files({"x.yml": json.dumps(questions)}) if says in finding.text]
    assert len(found) == 1


def test_questions_that_leave_nothing_to_guess_are_left_alone() -> None:
    assert review_files({"x.yml": json.dumps(EVEN)}) == []


def test_a_question_is_compared_with_the_rest_of_the_bank() -> None:
    bank = {"bank.yml": json.dumps(EVEN)}
    again = json.dumps([{**EVEN[0], "id": "new"}])
    assert [finding.field for finding in review_files({"x.yml": again}, bank)] == ["stem"]


def test_the_arithmetic_of_chance_is_right() -> None:
    assert at_least(0, [0.5]) == 1
    assert at_least(2, [0.5, 0.5]) == 0.25
    assert round(at_least(1, [0.25] * 4), 4) == round(1 - 0.75**4, 4)


def test_the_command_names_what_to_mend_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(TEXT, "utf-8")
    assert main(["check", str(file)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(PLANTED)
    assert all(line.startswith(f"{file}:") for line in lines)
    assert main(["check", str(file), "--json"]) == 1
    assert {"file", "line", "id", "field", "text", "fix"} == set(json.loads(capsys.readouterr().out)[0])


@pytest.mark.thorough
def test_the_shipped_bank_needs_no_mending(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0, capsys.readouterr().out


def test_a_file_of_the_bank_is_not_compared_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(data.root() / "questions" / "refusion.yml")]) == 0, capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.yml"]) == 2
    assert "nowhere.yml cannot be read" in capsys.readouterr().err


def test_a_question_that_cannot_be_read_is_not_judged() -> None:
    (draft,), findings = read_drafts("- id: x\n", "x.yml")
    assert review(draft) == []
    assert {finding.id for finding in findings} == {"x"}


def test_all_that_keeps_a_question_from_being_read_is_told_at_once() -> None:
    text = (
        "- id: x\n  verb: know\n  objective: 5\n  hints: [a, b, c, d]\n"
        "  options:\n    - {text: a, why: b}\n    - {txt: c}\n    - {text: d}\n"
    )
    findings = review_files({"x.yml": text})
    assert [(finding.line, finding.field) for finding in findings if finding.line > 1] == [
        (2, "verb"), (4, "hints"), (6, "options 1, misconception"),
        (7, "options 2, txt"), (7, "options 2, text"), (7, "options 2, why"), (7, "options 2, misconception"),
        (8, "options 3, why"), (8, "options 3, misconception"),
    ]  # fmt: skip
    assert {finding.field for finding in findings if finding.line == 1} == {"stem", "sources", "reviewed"}
