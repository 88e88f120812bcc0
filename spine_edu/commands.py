"""The commands that answer without a notebook: `code`, `drg`, `look` and `check`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from spine_edu.days import iso_day, today
from spine_edu.errors import ClaimError, CodeError, OperationError, SpineEduError
from spine_edu.files.inputs import read_named

_NOTHING = "The list is empty, so there is nothing to answer."


def main(argv: Sequence[str]) -> int:
    """Run one command; return 0 with an answer on standard output, or 2 with one line on standard error.

    `check` answers with what is to be mended, and returns 1 while there is any.
    """
    arguments = _parser().parse_args(argv)
    try:
        answer = arguments.run(arguments)
    except SpineEduError as error:
        print(f"spine_edu {arguments.command}: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=1) if arguments.json else answer)
    if arguments.of_tables:
        _tell_of_the_end()
    return int(arguments.status)


def _tell_of_the_end() -> None:
    """Say beside the answer, never in it, that our tables end soon or have ended."""
    from spine_edu.coding import eras

    if said := eras.ending().said_on(today()):
        print(said, file=sys.stderr)


class _OneLine(argparse.ArgumentParser):
    """A parser that refuses in one line; --help tells the rest."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; --help tells how it is meant.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="spine_edu", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    code = commands.add_parser("code", help="code the operations of a file (YAML or JSON; one, or a list)", allow_abbrev=False)
    code.add_argument("file", help="the file, or - for standard input")
    code.add_argument("--on", metavar="DATE", help="discharge day to code for instead of the file's, such as 2026-01-14")
    code.set_defaults(run=_code)
    drg = commands.add_parser("drg", help="group a claim, or a list of claims, into its MS-DRG", allow_abbrev=False)
    drg.add_argument("file", help="the file, or - for standard input")
    drg.set_defaults(run=_drg)
    look = commands.add_parser("look", help="say what a code is and when it is valid", allow_abbrev=False)
    look.add_argument("code", help="the code, or - for a JSON list of [code, date] pairs on standard input")
    look.add_argument("--on", metavar="DATE", help="day to judge validity on; today unless given")
    look.set_defaults(run=_look)
    check = commands.add_parser(
        "check", help="say what is to be mended in what authors write: file, line, field and fix", allow_abbrev=False
    )
    check.add_argument(
        "files",
        nargs="*",
        help="files of questions, cases, words or sources, or - for standard input; all of ours if none is named",
    )
    check.set_defaults(run=_check)
    for command in (code, drg, look, check):
        command.add_argument("--json", action="store_true", help="answer as JSON")
        command.set_defaults(status=0, of_tables=command is not check)
    return parser


def _code(arguments: argparse.Namespace) -> Any:
    from spine_edu.coding.engine import codes_for
    from spine_edu.fields import parse
    from spine_edu.operation import read_operation

    day = None if arguments.on is None else iso_day(arguments.on)
    text, name = read_named(arguments.file)
    content = parse(text, name)
    several = isinstance(content, list)
    answers = []
    for number, entry in enumerate(content if several else [content], 1):
        if day and isinstance(entry, dict):
            entry = {**entry, "discharged": day}
        where = f"{name}, operation {number}" if several else name
        try:
            answers.append(codes_for(read_operation(entry, where)))
        except ClaimError as error:
            raise OperationError(f"{where}, diagnoses: {error}") from error
    if arguments.json:
        found = [answer.as_dict() for answer in answers]
        return found if several else found[0]
    return "\n\n".join(answer.explain().text() for answer in answers) or _NOTHING


def _drg(arguments: argparse.Namespace) -> Any:
    from spine_edu.coding.drg.grouper import group
    from spine_edu.fields import parse

    text, name = read_named(arguments.file)
    content = parse(text, name)
    claims = content if isinstance(content, list) else [content]
    groupings = []
    for number, claim in enumerate(claims, 1):
        try:
            groupings.append(group(claim))
        except ClaimError as error:
            raise ClaimError(f"{name}, claim {number}: {error}" if isinstance(content, list) else f"{name}: {error}") from error
    if arguments.json:
        found = [grouping.as_dict() for grouping in groupings]
        return found if isinstance(content, list) else found[0]
    told = ["\n".join((str(grouping), *(f"  {sentence}" for sentence in grouping.because))) for grouping in groupings]
    return "\n\n".join(told) or _NOTHING


def _look(arguments: argparse.Namespace) -> Any:
    from spine_edu.coding.reading.lookup import look
    from spine_edu.files.yaml_text import read_json

    asked = today() if arguments.on is None else iso_day(arguments.on)
    if arguments.code != "-":
        found = look(arguments.code, asked)
        return found.as_dict() if arguments.json else _aloud(found)
    text, name = read_named("-")
    try:
        pairs = read_json(text, name)
    except (ValueError, RecursionError) as error:
        raise CodeError(
            f'{name}: this is no JSON ({str(error)[:80]}); expected a list of pairs such as [["0SG00AJ", "2026-01-14"]].'
        ) from error
    if not isinstance(pairs, list):
        raise CodeError(f'{name}: expected a list of pairs such as [["0SG00AJ", "2026-01-14"]].')
    answers = []
    for number, pair in enumerate(pairs, 1):
        code, day = pair if isinstance(pair, list) and len(pair) == 2 else (pair, asked)
        if not isinstance(code, str) or not isinstance(day, str | None):
            raise CodeError(f'{name}, entry {number}: expected a code and a day in quotes, such as ["0SG00AJ", "2026-01-14"].')
        try:
            answers.append(look(code, day))
        except CodeError as error:
            raise CodeError(f"{name}, entry {number}: {error}") from error
    return [answer.as_dict() for answer in answers] if arguments.json else "\n\n".join(map(_aloud, answers)) or _NOTHING


def _check(arguments: argparse.Namespace) -> Any:
    from spine_edu import data
    from spine_edu.review.cases import holds_cases, review_case_file
    from spine_edu.review.fairness import review_files
    from spine_edu.review.shelf import review_shelf_file, shelf_of

    ours = {(data.root() / name).resolve(): name for name in data.written()}
    given = {name: text for text, name in map(read_named, arguments.files)}
    asked = {Path(file).resolve() for file in arguments.files}
    rest = {f"data/{name}": data.text_of(name) for path, name in ours.items() if path not in asked}
    texts, others = (given, rest) if arguments.files else (rest, {})
    findings, questions = [], {}
    for file, text in texts.items():
        if shelf := shelf_of(text):
            findings += review_shelf_file(text, file, shelf)
        elif holds_cases(text):
            findings += review_case_file(text, file)
        else:
            questions[file] = text
    findings += review_files(questions, {file: text for file, text in others.items() if file.startswith("data/questions/")})
    arguments.status = 1 if findings else 0
    if arguments.json:
        return [asdict(finding) for finding in findings]
    files = "1 file" if len(texts) == 1 else f"{len(texts)} files"
    return "\n".join(map(str, findings)) or f"Nothing to mend in {files}."


def _aloud(found: Any) -> str:
    """Say in lines what a code is: title and system, each character, validity."""
    lines = [f"{found.code}: {found.title or 'no title in our tables'}" + (f" ({found.system})" if found.system else "")]
    lines += [
        f"  character {c.position}, {c.axis.lower()}: {c.value}, {c.label or 'no meaning in our tables'}"
        for c in found.characters
    ]
    return "\n".join([*lines, *(f"  {sentence}" for sentence in found.said)])
