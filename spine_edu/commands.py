"""The commands that answer without a notebook: `code`, `drg`, `look` and `check`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path as File
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from spine_edu import data
from spine_edu.days import iso_day, today
from spine_edu.errors import ClaimError, CodeError, OperationError, SpineEduError, WrittenError, together
from spine_edu.files.faults import told_once
from spine_edu.files.inputs import read_named
from spine_edu.spots import Spot
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

if TYPE_CHECKING:
    from spine_edu.cases import Case
    from spine_edu.coding.drg.grouper import Grouping
    from spine_edu.coding.full_answer import Answer

Found = TypeVar("Found")

_NOTHING = "The list is empty, so there is nothing to answer."


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
        print(_refusal(arguments.command, error), file=sys.stderr)
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


def _refusal(command: str, error: SpineEduError) -> str:
    """Say in a line what is wrong, or in a line each what is to be mended."""
    faults = [" ".join(line.split()) for line in str(error).splitlines()]
    if len(faults) == 1:
        return f"spine_edu {command}: {faults[0]}"
    example = " (--example prints a file that runs)" if command in ("code", "drg") else ""
    return "\n  ".join((f"spine_edu {command}: there is more than one thing to mend{example}.", *faults))


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
    code.set_defaults(run=_code)
    drg = commands.add_parser("drg", help="group a claim, or a list of claims, into its MS-DRG", **_told_as("claim"))
    drg.add_argument("file", nargs="*", help="files of claims, or - for standard input")
    drg.set_defaults(run=_drg)
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


def _told_as(of: str) -> dict[str, Any]:
    """Return how a parser tells, under its --help, what its files look like."""
    words = ", code --words every word" if of == "operation" else ""
    epilog = f"A file looks like this (--example prints it alone; docs/format.md has every field{words}):\n\n{example(of)}"
    return {"allow_abbrev": False, "epilog": epilog, "formatter_class": argparse.RawDescriptionHelpFormatter}


def example(of: str) -> str:
    """Return a commented file that runs: of an 'operation' or of a 'claim'."""
    return data.text_of(f"examples/{of}.yml")


def _code(arguments: argparse.Namespace) -> Any:
    """Answer `code`: the codes of every operation of a file, in words or as data; an error names file and operation."""
    from spine_edu.coding.engine import codes_for
    from spine_edu.operation import read_operation

    day = None if arguments.on is None else iso_day(arguments.on)

    def answer(entry: Any, spot: Spot) -> tuple[str, Answer]:
        title = ""
        if isinstance(entry, dict) and "operation" in entry:  # a case of data/cases, which holds an operation
            title = f"{entry.get('id')}: {entry.get('title')}\n"
            entry, spot = entry["operation"], Spot(f"{spot.words}, operation", (*spot.path, "operation"))
        if day and isinstance(entry, dict):
            entry = {**entry, "discharged": day}
        try:
            return title, codes_for(read_operation(entry, spot))
        except ClaimError as error:
            raise _inside(error, Spot(f"{spot.words}, diagnoses", (*spot.path, "diagnoses"))) from None

    def of_case(case: Case) -> tuple[str, Answer]:
        operation = case.operation.on(day) if day else case.operation
        return f"{case.id}: {case.title}\n", codes_for(operation)

    found = _each(arguments, "operation", answer, of_case)
    if arguments.json:
        return found.as_data(lambda answered: answered[1].as_dict())
    return _told(found.answers, arguments) or _NOTHING


def _case(name: str) -> Case | None:
    """Return the case of which this is the id, where no file is called so; raise UnknownCase where it is neither."""
    from spine_edu.cases import case_named

    is_an_id = "-" in name and name != "-" and not File(name).suffix and File(name).name == name
    return case_named(name) if is_an_id and not File(name).exists() else None


def _told(answers: Sequence[tuple[str, Answer]], arguments: argparse.Namespace) -> str:
    """Return answers in words, each under its title: all of them, or in short, with a line that says what else can be asked."""
    from spine_edu.coding.summary import Told, summary

    beyond = Told(arguments.why, arguments.icd9)
    texts = [f"{title}{found.explain().text() if arguments.all else summary(found, beyond)}" for title, found in answers]
    more = [f"{option} {what}" for option, what in _MORE.items() if not getattr(arguments, option.removeprefix("--"))]
    if answers and not arguments.all:
        texts.append(f"More: {', '.join(more)}.")
    return "\n\n".join(texts)


_MORE = {
    "--why": "gives the reasons and what is not coded",
    "--icd9": "ICD-9-CM with its reasons",
    "--all": "everything",
    "--json": "all of it as data",
}
"""What the short answer leaves out, by the option that asks for it."""


def _drg(arguments: argparse.Namespace) -> Any:
    """Answer `drg`: the MS-DRG of every claim of a file, in words or as data; an error names file and claim."""
    from spine_edu.coding.drg.claim import Claim, read_claim
    from spine_edu.coding.drg.grouper import group
    from spine_edu.coding.explain import class_lines
    from spine_edu.coding.summary import diagnosis_lines

    def answer(written: Any, spot: Spot) -> tuple[Any, Claim, Grouping]:
        try:
            return written, read_claim(written), group(written)
        except ClaimError as error:
            raise _inside(error, spot) from None

    found = _each(arguments, "claim", answer)
    if arguments.json:
        return found.as_data(lambda answered: answered[2].as_dict())
    told = (
        [*class_lines(grouping), *_day_told(written, claim.discharged), *diagnosis_lines(*claim[:3])]
        for written, claim, grouping in found.answers
    )
    return "\n\n".join(map("\n".join, told)) or _NOTHING


def _day_told(claim: dict[str, Any], day: str) -> list[str]:
    """Say which day was read out of one that is not written year-month-day."""
    return [] if tidy(claim["discharged"]) == day else [f"  {shown(claim['discharged'])} is read as {day}"]


@dataclass(frozen=True, slots=True)
class _Answered(Generic[Found]):
    """What the files that were named hold: an answer for each entry, None for one that cannot be read."""

    entries: Sequence[Found | None]
    several: bool

    @property
    def answers(self) -> list[Found]:
        return [entry for entry in self.entries if entry is not None]

    def as_data(self, plain: Callable[[Found], Any]) -> Any:
        """Return one answer as plain data, or a list of them, null in the place of an entry that cannot be read."""
        data = [None if entry is None else plain(entry) for entry in self.entries]
        return data if self.several else data[0]


def _each(
    arguments: argparse.Namespace,
    what: str,
    answer: Callable[[Any, Spot], Found],
    of_case: Callable[[Case], Found] | None = None,
) -> _Answered[Found]:
    """Answer each entry of the files that were named. What cannot be read is told on standard error, and hides no other answer.

    Raises all that is wrong, with its lines, where nothing can be answered.
    """
    entries: list[Found | None] = []
    faults: list[WrittenError] = []
    several = len(arguments.file) > 1
    for file in arguments.file:
        if of_case and (case := _case(file)):
            entries.append(of_case(case))
            continue
        held, wrong, is_list = _answered_in(file, what, answer)
        entries += held
        faults += wrong
        several = several or is_list
    if faults:
        if all(entry is None for entry in entries):
            raise together(faults)
        print(_refusal(arguments.command, together(faults)), file=sys.stderr)
        arguments.status = 1
    return _Answered(entries, several)


def _answered_in(
    file: str, what: str, answer: Callable[[Any, Spot], Found]
) -> tuple[list[Found | None], list[WrittenError], bool]:
    """Return the answers to the entries of one file, what is wrong in it, and whether it holds a list."""
    from spine_edu.operation.fields import parse

    text, name = read_named(file)
    written = parse(text, name)
    is_list = isinstance(written.content, list)
    entries: list[Found | None] = []
    faults: list[WrittenError] = []
    for place, entry in enumerate(written.content if is_list else [written.content]):
        try:
            entries.append(answer(entry, Spot(f"{name}, {what} {place + 1}", (place,)) if is_list else Spot(name)))
        except OperationError as error:
            entries.append(None)
            faults += error.faults
    return entries, told_once(faults, name, written.lines), is_list


def _inside(error: ClaimError, spot: Spot) -> OperationError:
    """Return the faults of a claim with the place of the claim in its file."""
    return together(
        [
            OperationError(
                fault.problem, Spot(", ".join(filter(None, (spot.words, fault.spot.words))), (*spot.path, *fault.spot.path))
            )
            for fault in error.faults
        ]
    )


def _look(arguments: argparse.Namespace) -> Any:
    """Answer `look`: what a code is, or each code of a list of pairs on standard input."""
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
    """Answer `check`: what is to be mended in the files named, or in all of ours, each kind of file by its own reviewer."""
    from spine_edu.practice.authors import to_mend
    from spine_edu.review.cases import holds_cases, review_case_file
    from spine_edu.review.draft import Finding
    from spine_edu.review.fairness import review_files
    from spine_edu.review.shelf import review_shelf_file, shelf_of

    ours = {(data.root() / name).resolve(): name for name in data.written()}
    given = {name: text for text, name in map(read_named, arguments.files)}
    asked = {File(file).resolve() for file in arguments.files}
    rest = {f"data/{name}": data.text_of(name) for path, name in ours.items() if path not in asked}
    texts, others = (given, rest) if arguments.files else (rest, {})
    findings, questions = [], {}
    for file, text in texts.items():
        if shelf := shelf_of(text):
            findings += review_shelf_file(text, file, shelf)
        elif (slips := to_mend(text, file)) is not None:
            findings += [Finding(file, one.line, "", one.place, one.text, one.fix) for one in slips]
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
