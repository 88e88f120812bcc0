"""The command `code`: the codes of every operation of a file, in words or as data."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spine_edu.commands.files import NOTHING, each, inside
from spine_edu.days import iso_day
from spine_edu.errors import ClaimError
from spine_edu.spots import Spot

if TYPE_CHECKING:
    from spine_edu.cases import Case
    from spine_edu.coding.full_answer import Answer


def coded(arguments: argparse.Namespace) -> object:
    """Answer `code`: the codes of every operation of a file, in words or as data; an error names file and operation."""
    from spine_edu.coding.engine import codes_for
    from spine_edu.operation import read_operation

    day = None if arguments.on is None else iso_day(arguments.on)

    def answer(entry: object, spot: Spot) -> tuple[str, Answer]:
        title = ""
        if isinstance(entry, dict) and "operation" in entry:  # a case of data/cases, which holds an operation
            title = f"{entry.get('id')}: {entry.get('title')}\n"
            entry, spot = entry["operation"], Spot(f"{spot.words}, operation", (*spot.path, "operation"))
        if day and isinstance(entry, dict):
            entry = {**entry, "discharged": day}
        try:
            return title, codes_for(read_operation(entry, spot))
        except ClaimError as error:
            raise inside(error, Spot(f"{spot.words}, diagnoses", (*spot.path, "diagnoses"))) from None

    def of_case(case: Case) -> tuple[str, Answer]:
        operation = case.operation.on(day) if day else case.operation
        return f"{case.id}: {case.title}\n", codes_for(operation)

    found = each(arguments, "operation", answer, of_case)
    if arguments.json:
        return found.as_data(lambda answered: answered[1].as_dict())
    return _told(found.answers, arguments) or NOTHING


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
