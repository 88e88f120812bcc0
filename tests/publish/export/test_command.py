"""The command `export`: what it stores, what it says stayed behind, and what it refuses in words."""

from __future__ import annotations

import zipfile

import pytest

from spine_edu.__main__ import main
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.quiz import objective
from spine_edu.quiz.selection import about

FORMATS = {"anki": "apkg", "qti3": "zip", "qti21": "zip", "canvas": "zip", "moodle": "xml"}


@pytest.mark.parametrize("format", FORMATS)
def test_it_stores_a_file_and_names_all_that_stays_behind(tmp_path, capsys, format):
    file = tmp_path / "new" / f"bank.{FORMATS[format]}"
    assert main(["export", "--to", format, "--lesson", "12", "--objective", "refusion.define", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"stored: {file}" in said and file.stat().st_size > 1000
    assert format == "moodle" or zipfile.is_zipfile(file)
    assert "Simplified, all: " in said
    steps = [question.id for question in about([12], "refusion.define") if question.is_step]
    assert steps and all(id in said.split("Left out")[1] for id in steps)


def test_an_exam_and_its_key_are_two_files(tmp_path, capsys):
    assert main(["export", "--to", "paper", "--lesson", "2", str(tmp_path / "exam.html")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["exam-key.html", "exam.html"]


def test_a_machine_without_chromium_is_told_how_to_print(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SPINE_EDU_CHROMIUM", "no-browser-of-this-name")
    assert main(["export", "--to", "paper", "--lesson", "2", str(tmp_path / "exam.pdf")]) == 1
    assert "end in .html" in capsys.readouterr().err


def test_a_gradebook_is_made_of_the_logs_of_a_class(tmp_path, capsys):
    answer = LoggedAnswer("2026-11-24T05:40:27.000000Z", "joints", "", "x", 1.0, True)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "Ada.jsonl").write_bytes(answer.line())
    table = tmp_path / "grades.csv"
    assert main(["export", "--to", "gradebook", "--logs", str(tmp_path / "class"), str(table)]) == 0
    assert table.read_text("utf-8").splitlines() == ["learner,answered,score,joints", "Ada,1,1,1"]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param(["--lesson", "99"], "No question is left for this lesson. Lessons are 0 to 14", id="no such lesson"),
        pytest.param(["--objective", "refusin"], "No question is left for the objective 'refusin'", id="no such objective"),
    ],
)
def test_what_no_question_is_about_is_refused_with_what_there_is(tmp_path, capsys, asked, answer):
    assert main(["export", "--to", "anki", *asked, str(tmp_path / "bank.apkg")]) == 2
    assert answer in capsys.readouterr().err


def test_a_gradebook_without_logs_is_refused(tmp_path, capsys):
    assert main(["export", "--to", "gradebook", str(tmp_path / "grades.csv")]) == 2
    assert "--logs" in capsys.readouterr().err


def test_a_lesson_and_a_family_of_objectives_are_chosen_together():
    chosen = about([12], "refusion")
    assert {objective(question.objective).lesson for question in chosen} == {"12"}
    assert {question.objective.split(".")[0] for question in chosen} == {"refusion"}
