"""The door of the commands: what was asked is read, answered by its module, printed, and a fault told in a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from spine_edu.commands.check import checked
from spine_edu.commands.code import coded
from spine_edu.commands.drg import grouped
from spine_edu.commands.files import example, refusal
from spine_edu.commands.look import looked_up
from spine_edu.days import today
from spine_edu.errors import SpineEduError


def main(argv: Sequence[str]) -> int:
    """Run one command; return 0 with an answer on standard output, or 2 with a line for each fault on standard error.

    `check` answers with what is to be mended, and returns 1 while there is any; so do `code` and `drg` where some of several
    entries cannot be read: these are told on standard error, beside the answers to the others.
    """
    arguments = _parser().parse_args(argv)
    try:
        if instead := _instead(arguments):
            print(instead)
            return 0
        answer = arguments.run(arguments)
    except SpineEduError as error:
        print(refusal(arguments.command, error), file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=1) if arguments.json else answer)
    if arguments.of_tables:
        _tell_of_the_end()
    return int(arguments.status)


def _instead(arguments: argparse.Namespace) -> str:
    """Return what is printed instead of an answer: an example, or the words of the format; '' where a file is to be answered."""
    if "of" not in arguments:
        return ""
    if arguments.example:
        return example(arguments.of).rstrip("\n")
    if arguments.words is not None:
        from spine_edu.operation.word_list import word_list

        return word_list(arguments.words)
    if not arguments.file:
        arguments.refuse("the following arguments are required: file")
    return ""


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
    """Return the parser of all four commands; each brings the function that answers it."""
    parser = _OneLine(prog="spine_edu", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    code = commands.add_parser(
        "code", help="code the operations of a file (YAML or JSON; one, or a list)", **_told_as("operation")
    )
    code.add_argument("file", nargs="*", help="files of operations or of cases, ids of cases, or - for standard input")
    code.add_argument("--on", metavar="DATE", help="discharge day to code for instead of the file's, such as 2026-01-14")
    code.add_argument("--why", action="store_true", help="give the reasons, and what is not coded")
    code.add_argument("--icd9", action="store_true", help="give the codes of ICD-9-CM for a later day, too, with their reasons")
    code.add_argument("--all", action="store_true", help="tell all there is to say")
    code.set_defaults(run=coded)
    drg = commands.add_parser("drg", help="group a claim, or a list of claims, into its MS-DRG", **_told_as("claim"))
    drg.add_argument("file", nargs="*", help="files of claims, or - for standard input")
    drg.set_defaults(run=grouped)
    code.add_argument(
        "--words", nargs="?", const="", metavar="FIELD", help="list the words of the format instead, of one field or of all"
    )
    drg.set_defaults(words=None)
    for command, of in ((code, "operation"), (drg, "claim")):
        command.add_argument("--example", action="store_true", help="print a file that runs, with comments, instead of answering")
        command.set_defaults(of=of, refuse=command.error)
    look = commands.add_parser("look", help="say what a code is and when it is valid", allow_abbrev=False)
    look.add_argument("code", help="the code, or - for a JSON list of [code, date] pairs on standard input")
    look.add_argument("--on", metavar="DATE", help="day to judge validity on; today unless given")
    look.set_defaults(run=looked_up)
    check = commands.add_parser(
        "check", help="say what is to be mended in what authors write: file, line, field and fix", allow_abbrev=False
    )
    check.add_argument(
        "files",
        nargs="*",
        help="files of questions, cases, words or sources, or - for standard input; all of ours if none is named",
    )
    check.set_defaults(run=checked)
    for command in (code, drg, look, check):
        command.add_argument("--json", action="store_true", help="answer as JSON")
        command.set_defaults(status=0, of_tables=command is not check)
    return parser


def _told_as(of: str) -> dict[str, Any]:
    """Return how a parser tells, under its --help, what its files look like."""
    words = ", code --words every word" if of == "operation" else ""
    epilog = f"A file looks like this (--example prints it alone; docs/format.md has every field{words}):\n\n{example(of)}"
    return {"allow_abbrev": False, "epilog": epilog, "formatter_class": argparse.RawDescriptionHelpFormatter}
