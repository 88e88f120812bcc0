"""The command `exam`: one form as a page or on paper, its key apart, and the answers of a class graded."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from spine_edu.errors import ExamError, SpineEduError
from spine_edu.exam.difficulty import read_measured
from spine_edu.exam.forms import ExamForm, exam_form
from spine_edu.exam.result import as_log_of_parts
from spine_edu.publish.chromium import as_pdf
from spine_edu.publish.exam.feedback import feedback
from spine_edu.publish.exam.grading import GradedClass, graded, grades, summary
from spine_edu.publish.exam.page import exam_page
from spine_edu.publish.export import paper
from spine_edu.quiz import objective


def main(argv: Sequence[str]) -> int:
    """Make an exam or grade one; return the exit status: 1 where some of several files could not be graded."""
    arguments = _parser().parse_args(argv)
    try:
        return _grade(arguments) if arguments.grade else _make(arguments)
    except OSError as error:
        raise SpineEduError(f"{error.filename} cannot be written: {error.strerror or error}.") from error


def _parser() -> argparse.ArgumentParser:
    """Return the parser: what is asked, what is made of it, and what came back."""
    parser = argparse.ArgumentParser(
        prog="spine_edu exam", description="Make an exam without its key, and grade what comes back.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["exam"], help=argparse.SUPPRESS)
    ask = parser.add_argument_group("what is asked")
    ask.add_argument(
        "--form", type=int, default=1, metavar="N", help="another form asks other questions, as hard; 1 unless given"
    )
    ask.add_argument("--questions", type=int, default=20, metavar="N", help="how many of the bank; 20 unless given")
    ask.add_argument("--cases", type=int, default=0, metavar="N", help="how many unseen notes to read and code")
    ask.add_argument("--lesson", type=int, action="append", metavar="N", help="only what this lesson teaches; may be repeated")
    ask.add_argument("--objective", metavar="NAME", help="only questions of this objective or family, such as refusion")
    ask.add_argument("--minutes", type=float, metavar="M", help="1.5 for a question and 8 for a case unless given; 0 has no end")
    ask.add_argument("--measured", type=Path, metavar="CSV", help="difficulty by the answers of a class: question,right,learners")
    make = parser.add_argument_group("what is made")
    make.add_argument("--page", type=Path, metavar="FILE.html", help="one file for students, without the key")
    make.add_argument("--paper", type=Path, metavar="FILE", help="the same on paper, .pdf or .html, its key beside it")
    grade = parser.add_argument_group("what came back")
    grade.add_argument("--grade", type=Path, nargs="+", metavar="FILE", help="files of answers, or folders of them")
    grade.add_argument("--to", type=Path, metavar="FILE.csv", help="the gradebook")
    grade.add_argument("--feedback", type=Path, metavar="FOLDER", help="a page for each student, with verdicts and reasons")
    grade.add_argument("--logs", type=Path, metavar="FOLDER", help="the answers as logs, for the report on a class")
    return parser


def _make(arguments: argparse.Namespace) -> int:
    """Store one form as it was asked for, and tell the teacher what is in it."""
    form = exam_form(
        arguments.form,
        arguments.questions,
        lessons=arguments.lesson or (),
        family=arguments.objective,
        cases=arguments.cases,
        minutes=arguments.minutes,
        measured=read_measured(arguments.measured) if arguments.measured else {},
    )
    if arguments.page:
        _store(arguments.page, exam_page(form).encode(), "for students: it holds no key")
    if arguments.paper:
        exam, key = paper.write(form.questions, form.seed, f"{paper.EXAM}, {form.title}")
        _print(arguments.paper, exam, "for students")
        _print(arguments.paper.with_stem(f"{arguments.paper.stem}-key"), key, "the key: keep it back")
    print(_told(form))
    if not (arguments.page or arguments.paper):
        print("Nothing was stored: --page FILE.html makes a file for students, --paper FILE.pdf one to print.")
    return 0


def _told(form: ExamForm) -> str:
    """Return in lines what a form asks, for the teacher: how much, how hard, and what of each lesson."""
    taught = [objective(question.objective).lesson for question in form.questions]
    lessons = ", ".join(f"lesson {int(lesson)}: {taught.count(lesson)}" for lesson in sorted(set(taught)))
    kinds = [question.kind for question in form.questions]
    counted = ", ".join(f"{kind}: {kinds.count(kind)}" for kind in sorted(set(kinds)))
    time = f"{form.minutes:g} minutes" if form.minutes else "no end of time"
    hard = f"{100 * form.expected:.0f} of 100 answers are expected to be right"
    return f"{form.title}: {len(form.questions)} questions, {time}; {hard}.\n  {lessons}\n  {counted}"


def _grade(arguments: argparse.Namespace) -> int:
    """Store what the class came to, and print it with all that is to be looked at."""
    found = graded(arguments.grade)
    if arguments.to:
        _store(arguments.to, grades(found).encode(), f"{len(found.results)} learners")
    if arguments.feedback:
        _feed_back(found, arguments.feedback)
    if arguments.logs:
        for name, result in found.results.items():
            lines = b"".join(answer.line() for answer in as_log_of_parts(result))
            _store(arguments.logs / f"{found.files[name].stem}.jsonl", lines, "a log for the report on a class")
    for name, result in found.results.items():
        print(f"  {result.percent:5.1f}  {name} ({result.handed.exam}, {result.answered} of {len(result.verdicts)} answered)")
    print(summary(found))
    for note in found.notes:
        print(f"Look at this: {note}")
    return int(bool(found.notes))


def _feed_back(found: GradedClass, folder: Path) -> None:
    for name, result in found.results.items():
        _store(folder / f"{found.files[name].stem}.html", feedback(name, result).encode(), f"for {name}")


def _print(path: Path, page: str, what: str) -> None:
    if path.suffix not in (".pdf", ".html"):
        raise ExamError(f"{path} is neither .pdf nor .html; paper is one or the other.")
    _store(path, as_pdf(page) if path.suffix == ".pdf" else page.encode(), what)


def _store(path: Path, content: bytes, what: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"stored: {path} ({what}, {len(content) / 1000:.0f} kB)")
