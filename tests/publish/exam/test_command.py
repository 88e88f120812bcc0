"""The command `exam`: a page without key, paper with its key apart, and a folder of answers graded."""

from __future__ import annotations

import csv

import pytest

from spine_edu.__main__ import main
from spine_edu.classroom import items, read_class
from spine_edu.exam.forms import exam_form
from tests.exam.sat import handed, solved

FORM = exam_form(3, 8, lessons=[12])
OF = ["--questions", "8", "--lesson", "12"]


def test_a_form_is_stored_as_a_page_and_on_paper_with_its_key_apart(tmp_path, capsys):
    page, sheet = tmp_path / "out" / "form3.html", tmp_path / "out" / "paper.html"
    assert main(["exam", "--form", "3", *OF, "--page", str(page), "--paper", str(sheet)]) == 0
    assert sorted(path.name for path in page.parent.iterdir()) == ["form3.html", "paper-key.html", "paper.html"]
    said = capsys.readouterr().out
    assert f"stored: {page} (for students: it holds no key" in said
    assert "form 3: 8 questions, 12 minutes;" in said and "lesson 12: 8" in said
    assert "form 3" in sheet.read_text("utf-8")


def test_a_class_is_graded_from_a_folder_and_what_cannot_be_read_hides_nobody(tmp_path, capsys):
    folder = tmp_path / "class"
    right = solved(FORM)
    handed(folder / "ada.json", FORM, right)
    handed(folder / "ben.json", FORM, dict(list(right.items())[:2]), name="=HYPERLINK(1)", end="time is up", allowed=None)
    handed(folder / "ada-again.json", FORM, {}, end="")
    torn = handed(folder / "torn.json", FORM, right)
    torn.write_text(torn.read_text("utf-8")[:300], "utf-8")
    (folder / "notes.json").write_text("[]", "utf-8")
    table, pages, logs = tmp_path / "grades.csv", tmp_path / "back", tmp_path / "logs"
    asked = ["exam", "--grade", str(folder), "--to", str(table), "--feedback", str(pages), "--logs", str(logs)]
    assert main(asked) == 1
    said = capsys.readouterr().out
    assert "torn.json is torn" in said and "notes.json holds no answers" in said and "'Ada' handed in twice" in said
    rows = {row["learner"]: row for row in csv.DictReader(table.read_text("utf-8").splitlines())}
    assert sorted(rows) == ["'=HYPERLINK(1)", "Ada", "Ada (ada)"]
    assert (rows["Ada (ada)"]["percent"], rows["Ada (ada)"]["of"], rows["Ada (ada)"]["minutes"]) == ("100", "8", "31.5")
    ben = rows["'=HYPERLINK(1)"]
    assert (ben["percent"], ben["allowed"], ben["end"]) == ("25", "no clock", "time is up")
    assert rows["Ada"]["end"] == "not handed in"
    assert "You left this open." in (pages / "ben.html").read_text("utf-8")
    assert len(items(read_class(logs))) >= 8, "what was graded goes on to the report on a class"


def test_item_statistics_of_a_class_decide_how_hard_the_next_form_is(tmp_path, capsys):
    measured = tmp_path / "items.csv"
    rows = [f"{question.id},0.0,500" for question in FORM.questions]
    measured.write_text("\n".join(["question,right,learners", *rows]), "utf-8")
    assert main(["exam", *OF, "--measured", str(measured)]) == 0
    assert main(["exam", *OF]) == 0
    said = capsys.readouterr().out
    first, second = (line for line in said.splitlines() if line.startswith("form 1"))
    assert first != second
    assert "Nothing was stored: --page FILE.html makes" in said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(["--form", "0"], "The form is a whole number from 1 on", id="form 0"),
        pytest.param(["--lesson", "99"], "No question is left for this lesson", id="no such lesson"),
        pytest.param(["--paper", "exam.doc"], "exam.doc is neither .pdf nor .html", id="another format"),
        pytest.param(["--grade", "nowhere.json"], "there is no such file", id="no such file"),
        pytest.param(["--measured", "nowhere.csv"], "there is no such file", id="no such table"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(capsys, monkeypatch, tmp_path, asked, told):
    monkeypatch.chdir(tmp_path)
    assert main(["exam", *asked]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_says_what_belongs_into_it(tmp_path, capsys):
    assert main(["exam", "--grade", str(tmp_path)]) == 2
    assert "No file of answers was found" in capsys.readouterr().err


def test_the_feedback_shows_each_question_with_answer_verdict_and_the_right_one(tmp_path, capsys):
    question = next(question for question in FORM.questions if question.kind == "single")
    trap = next(option for option in question.options if option.misconception)
    handed(tmp_path / "ada.json", FORM, {**solved(FORM), question.id: trap.text}, name="Ada <b>")
    assert main(["exam", "--grade", str(tmp_path / "ada.json"), "--feedback", str(tmp_path)]) == 0
    told = (tmp_path / "ada.html").read_text("utf-8")
    assert "Ada &lt;b&gt;: 87.5 of 100 points; 7 of 8 right." in told
    asked = sum(len(one.parts) or 1 for one in FORM.questions)
    assert told.count("Your answer: ") == asked and told.count("≠ Not yet.") == 1
    assert "Ideas that led astray" in told
