"""Fields as people write them: each is read, or refused in a sentence that names file, entry, field, what was given and what is expected."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spine_edu.anatomy import Joint, joint_named, joints_in, position, vertebra_named, vertebrae_in
from spine_edu.days import iso_day
from spine_edu.errors import OperationError, SpineEduError, UnknownJoint, UnknownVertebra
from spine_edu.files.yaml_text import read_json, read_yaml
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import did_you_mean, shown
from spine_edu.text.typed import tidy
from spine_edu.vocabulary import ALIASES, LESSONS


def parse(text: str, name: str) -> Any:
    """Return the content of a YAML or JSON text; scalars of YAML stay text.

    Raises DataError where it is neither, OperationError where it is empty.
    """
    if text.lstrip()[:1] in ("{", "["):
        with contextlib.suppress(
            ValueError, RecursionError
        ):  # flow-style YAML starts like this too, and its reader names what is wrong
            return read_json(text, name)
    content = read_yaml(text, name).content
    if content is None:
        raise OperationError(f"{name} is empty: it has no field and no list, only blanks or comments.")
    return content


def fields_of(value: Any, where: Spot, known: Sequence[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise OperationError(f"{shown(value)} is no set of fields; expected {listed(known)}.", where)
    for field in value:
        if field not in known:
            raise OperationError(
                f"there is no field {shown(field)}{_hint(field, known, 'known fields:')} {', '.join(known)}.",
                Spot(where.words, (*where.path, field) if isinstance(field, str) else where.path),
            )
    return dict(value)


def entries_of(fields: Mapping[str, Any], field: str, where: Spot) -> Iterable[tuple[int, Any]]:
    given = fields.get(field)
    return enumerate([] if given is None else list_of(given, where.field(field)))


def list_of(value: Any, where: Spot) -> list[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    raise OperationError(f"{shown(value)} is no list; write [one, two], even for a single entry.", where)


def text_of(value: Any, where: Spot, example: str = "M96.0") -> str:
    if isinstance(value, str):
        return value.strip()
    raise OperationError(f'{shown(value)} is no text; put it in quotes, for example "{example}".', where)


def word_of(value: Any, known: Sequence[str], where: Spot) -> str:
    """Return the known word that was meant; case, blanks, '_' and '-' do not matter."""
    if not isinstance(value, str):
        raise OperationError(f"{shown(value)} is no text; expected {listed(known, 'or')}.", where)
    if value in known:
        return value
    spelt = _spelling(value)
    for word in known:
        if _spelling(word) in (spelt, _spelling(ALIASES.get(spelt, spelt))):
            return word
    lessons = LESSONS.get(tuple(known), {})
    lesson = lessons.get(spelt) or lessons.get(spelt.rpartition(" ")[2])
    if lesson:
        raise OperationError(f"{shown(value)} is not known here: {lesson}.", where)
    raise OperationError(f"{shown(value)} is not known here{_hint(value, known, 'expected')} {listed(known, 'or')}.", where)


def _spelling(text: str) -> str:
    return " ".join(tidy(text).lower().replace("_", " ").replace("-", " ").split())


def _hint(value: Any, known: Sequence[str], then: str) -> str:
    """Lead on to the list that follows, past the word that was likely meant."""
    meant = "" if _means_another(value, known) else did_you_mean(value, known)
    return f"; {meant} {then.capitalize()}" if meant else f"; {then}"


def _means_another(value: Any, known: Sequence[str]) -> bool:
    """Whether each word of a text is rightly spelt: what was written is then no slip, and the nearest word would mean something else.

    >>> _means_another("harvested allograft", ("harvested autograft", "allograft")), _means_another("harvsted autograft", ("harvested autograft",))
    (True, False)
    """
    words = {word for entry in known for word in entry.split()}
    return isinstance(value, str) and set(_spelling(value).split()) <= words


def joint_of(value: Any, where: Spot) -> Joint:
    if isinstance(value, Joint):
        return value
    try:
        return joint_named(text_of(value, where, "L4-L5"))
    except (UnknownJoint, UnknownVertebra) as error:
        raise OperationError(str(error), where) from error


def vertebrae_of(value: Any, where: Spot) -> tuple[str, ...]:
    """Read [L4, L5] or the span 'L4-S1' into vertebrae, cranial first."""
    try:
        if isinstance(value, str):
            try:
                return (vertebra_named(value),)
            except UnknownVertebra:
                if tidy(value).isalnum():
                    raise
                return vertebrae_in(joints_in(value))
        return tuple(sorted({vertebra_named(text_of(name, where, "L4")) for name in list_of(value, where)}, key=position))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error), where) from error


def number_of(value: Any, where: Spot) -> int:
    if (
        not isinstance(value, bool)
        and isinstance(value, int | str)
        and (number := shown(tidy(value) if isinstance(value, str) else value).strip("'")).isascii()
        and number.isdigit()
        and 0 < int(number) < 100
    ):
        return int(number)
    raise OperationError(f"{shown(value)} is no count; expected a whole number such as 2.", where)


def yes_or_no(value: Any, where: Spot) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and tidy(value).lower() in answers:
        return answers[tidy(value).lower()]
    raise OperationError(f"{shown(value)} is neither true nor false.", where)


def day_of(value: Any, where: Spot) -> str:
    try:
        return iso_day(text_of(str(value) if type(value).__name__ == "date" else value, where, "2026-01-14"))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error), where) from error
