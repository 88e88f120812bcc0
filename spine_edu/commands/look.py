"""The command `look`: what a code is and when it is valid, or what each code of a list is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from spine_edu.commands.files import NOTHING
from spine_edu.days import iso_day, today
from spine_edu.errors import CodeError
from spine_edu.files.inputs import read_named

if TYPE_CHECKING:
    from spine_edu.coding.reading.found import Look


def looked_up(arguments: argparse.Namespace) -> object:
    """Answer `look`: what a code is, or each code of a list of pairs on standard input."""
    from spine_edu.coding.reading.lookup import look
    from spine_edu.files.json_text import read_json

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
    return [answer.as_dict() for answer in answers] if arguments.json else "\n\n".join(map(_aloud, answers)) or NOTHING


def _aloud(found: Look) -> str:
    """Say in lines what a code is: title and system, each character, validity."""
    lines = [f"{found.code}: {found.title or 'no title in our tables'}" + (f" ({found.system})" if found.system else "")]
    lines += [
        f"  character {c.position}, {c.axis.lower()}: {c.value}, {c.label or 'no meaning in our tables'}"
        for c in found.characters
    ]
    return "\n".join([*lines, *(f"  {sentence}" for sentence in found.said)])
