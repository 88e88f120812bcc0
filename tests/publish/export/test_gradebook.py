"""The gradebook of a class: first tries only, a row a learner, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from spine_edu.errors import ProgressError
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.publish.export import gradebook


def answer(day: int, question: str, score: float, number: int = 1) -> LoggedAnswer:
    return LoggedAnswer(f"2026-11-{day}T05:40:27.000000Z", question, "", "x", score, score == 1, number=number)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def test_the_first_try_counts_and_no_later_one(tmp_path):
    ada = tmp_path / "Ada" / "answers"
    ada.mkdir(parents=True)
    tries = [answer(24, "joints", 0.0), answer(24, "joints", 1.0, number=2), answer(25, "joints", 1.0), answer(24, "codes", 0.5)]
    (ada / "one.jsonl").write_bytes(b"".join(one.line() for one in tries[2:]))
    (ada / "two.jsonl").write_bytes(b"torn by a crash\n" + b"".join(one.line() for one in tries[:2]))
    (tmp_path / "Ben.jsonl").write_bytes(answer(24, "joints", 1.0).line())
    assert rows(gradebook.write(gradebook.read_class(tmp_path))) == [
        ["learner", "answered", "score", "codes", "joints"],
        ["Ada", "2", "0.5", "0.5", "0"],
        ["Ben", "1", "1", "", "1"],
    ]


@pytest.mark.parametrize("name", ["=HYPERLINK()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_that_anybody_wrote_is_a_formula(name):
    table = rows(gradebook.write({name: [answer(24, name, 1.0)]}))
    assert [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_an_empty_folder_is_told_what_it_should_hold(tmp_path):
    with pytest.raises(ProgressError, match=r"no log of a learner .* with the learner's name"):
        gradebook.read_class(tmp_path)
