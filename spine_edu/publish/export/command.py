"""The command `export`: writes the bank for another program or for paper, and says what stayed behind."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from textwrap import shorten

from spine_edu.errors import SpineEduError
from spine_edu.publish.chromium import as_pdf
from spine_edu.publish.export import anki, gradebook, moodle, paper
from spine_edu.publish.export.qti import canvas
from spine_edu.publish.export.qti.older import QTI21
from spine_edu.publish.export.qti.package import package
from spine_edu.publish.export.scorm.manifest import SCORM12, SCORM2004, Scorm
from spine_edu.publish.export.scorm.package import of_lesson, of_questions
from spine_edu.publish.export.selection import Left, apart, items_of, simplified
from spine_edu.quiz import Question, question_named
from spine_edu.quiz.items import Arrange, Compose, Form, Item, Reckon, Relate, Write
from spine_edu.quiz.selection import about
from spine_edu.room.lesson_questions import title_of


@dataclass(frozen=True)
class Format:
    """A format for items: its writer, what it loses of every item, and what of some forms."""

    write: Callable[[Sequence[Item]], bytes]
    always: str
    loses: Mapping[type[Form], str] = field(default_factory=dict)


_WITHOUT_HINTS = "Nobody is asked how sure they are, and no hint is given."
_WITH_HINTS = "Nobody is asked how sure they are."
_JUDGED: Mapping[type[Form], str] = {
    Write: "A term counts only as it is listed, without a slip of the pen, and a code only as a whole.",
    Reckon: "A number is written without its unit.",
    Arrange: "An order is right or wrong as a whole.",
    Relate: "What a wrong partner betrays is not told.",
    Compose: "A person has to read what is written.",
}
"""What a program that judges cannot judge as this course does."""
_AS_PLACES = {**_JUDGED, Arrange: "An order is asked for as a place for each text, and each place earns a share."}
FORMATS = {
    "anki": Format(lambda items: anki.write(items, int(time.time())), f"The learner judges the answer. {_WITHOUT_HINTS}"),
    "qti3": Format(package, _WITHOUT_HINTS, _JUDGED),
    "qti21": Format(partial(package, version=QTI21), _WITHOUT_HINTS, _JUDGED),
    "canvas": Format(canvas.write, _WITHOUT_HINTS, {**_AS_PLACES, Reckon: "What a wrong number betrays is not told."}),
    "moodle": Format(moodle.write, _WITH_HINTS, _AS_PLACES),
}
PLATFORMS = {"scorm": SCORM12, "scorm2004": SCORM2004}
"""Packages in which our own page asks and judges, so that nothing is simplified."""


def main(argv: Sequence[str]) -> int:
    """Write what is asked for, and print what was stored, what was simplified and what was left out; return the exit status."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.to == "gradebook":
            if arguments.logs is None:
                raise SpineEduError("A gradebook needs --logs FOLDER, a folder with a folder of answers for each learner.")
            results = gradebook.read_class(arguments.logs)
            _store(arguments.out, gradebook.write(results).encode(), f"{len(results)} learners")
            return 0
        if arguments.page is not None:
            _store(arguments.out, of_lesson(arguments.page, _platform(arguments.to)), "the whole lesson")
            return 0
        questions, left = apart(about([] if arguments.lesson is None else [arguments.lesson], arguments.objective))
        if arguments.to == "paper":
            _store_paper(arguments.out, paper.write(questions, arguments.seed), len(questions))
        elif arguments.to in PLATFORMS:
            _store_package(arguments, questions)
        else:
            items, formless = items_of(questions)
            _store_items(arguments.out, FORMATS[arguments.to], items)
            left += formless
    except OSError as error:
        raise SpineEduError(f"{error.filename or arguments.out} cannot be written: {error.strerror or error}.") from error
    _tell_left(left)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spine_edu export", description="Write questions for another program, or for paper.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["export"], help=argparse.SUPPRESS)
    parser.add_argument("--to", required=True, choices=[*FORMATS, *PLATFORMS, "paper", "gradebook"], help="what it is for")
    parser.add_argument("--lesson", type=int, metavar="N", help="only what is taught in lesson N")
    parser.add_argument("--objective", metavar="NAME", help="only questions of this objective or family, such as refusion")
    parser.add_argument("--page", type=Path, metavar="NOTEBOOK", help="for scorm: a whole lesson in place of its questions")
    parser.add_argument("--seed", default="1", help="for paper: another seed, another order of the options")
    parser.add_argument(
        "--logs", type=Path, metavar="FOLDER", help="for a gradebook: a folder with a file or folder of answers for each learner"
    )
    parser.add_argument("out", type=Path, help="the file to write; for paper .pdf or .html, and the key is stored beside it")
    return parser


def _store_items(out: Path, format: Format, items: Sequence[Item]) -> None:
    _store(out, format.write(items), f"{len(items)} items")
    print(f"Simplified, all: {format.always}")
    for sentence, ids in simplified(items, format.loses).items():
        print(f"Simplified, {len(ids)}: {sentence}")


def _platform(to: str) -> Scorm:
    """Return the edition of a format in which a whole lesson can be stored."""
    if to not in PLATFORMS:
        raise SpineEduError(f"--page is for --to {' and --to '.join(PLATFORMS)}; a lesson as a file is `spine_edu page`.")
    return PLATFORMS[to]


def _store_package(arguments: argparse.Namespace, questions: Sequence[Question]) -> None:
    """Store questions for a learning platform, under what was chosen: by that the platform knows the same package again."""
    lesson = "" if arguments.lesson is None else f"lesson-{arguments.lesson}"
    title = title_of(f"{arguments.lesson:02}") if lesson else "Spinal fusion and how it is coded"
    name = "-".join(filter(None, ("questions", lesson, arguments.objective)))
    _store(arguments.out, of_questions(questions, name, title, PLATFORMS[arguments.to]), f"{len(questions)} questions")


def _store_paper(out: Path, pages: tuple[str, str], count: int) -> None:
    """Store the exam under the name given, and its key beside it."""
    for path, page in zip((out, out.with_stem(f"{out.stem}-key")), pages, strict=True):
        _store(path, as_pdf(page) if out.suffix == ".pdf" else page.encode(), f"{count} questions")


def _store(path: Path, content: bytes, what: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"stored: {path} ({what}, {len(content) / 1000:.0f} kB)")


def _tell_left(left: Sequence[Left]) -> None:
    """Name every question that stayed behind, with its first words, under the reason."""
    for why in dict.fromkeys(one.why for one in left):
        named = [f"  {one.id}: {shorten(question_named(one.id).stem, 80, placeholder=' …')}" for one in left if one.why == why]
        print(f"Left out, {len(named)}: {why}", *named, sep="\n")
