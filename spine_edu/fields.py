"""Fields as people write them: each is read, or refused in a sentence that names file, entry, field, what was given and what is expected."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spine_edu.anatomy import Joint, joint_named, joints_in, position, vertebra_named, vertebrae_in
from spine_edu.days import iso_day
from spine_edu.errors import OperationError, SpineEduError, UnknownJoint, UnknownVertebra
from spine_edu.typed import tidy
from spine_edu.vocabulary import ALIASES, LESSONS
from spine_edu.words import listed

_DEEPEST = 40


def parse(text: str, name: str) -> Any:
    """Return the content of a YAML or JSON text; scalars of YAML stay text.

    Raises DataError where it is neither, OperationError where it is empty.
    """
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text, object_pairs_hook=_once_each)
        except (ValueError, RecursionError):
            pass  # a flow-style YAML file starts like this too, and the YAML reader names what is wrong
    from spine_edu.data import parse_yaml

    _check_nesting(text, name)
    content = parse_yaml(text, name)
    if content is None:
        raise OperationError(f"{name} is empty: it has no field and no list, only blanks or comments.")
    return content


def _check_nesting(text: str, name: str) -> None:
    """Refuse a text that is nested beyond reason, which would bring the YAML reader down and Python with it."""
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise OperationError(f"{name} is nested more than {_DEEPEST} levels deep; an operation needs four.")
    except (yaml.YAMLError, ValueError):
        pass  # the reader itself says where and why


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a field stands twice")
    return fields


def fields_of(value: Any, where: str, known: Sequence[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise OperationError(f"{where}: {shown(value)} is no set of fields; expected {listed(known)}.")
    for field in value:
        if field not in known:
            raise OperationError(
                f"{where}: there is no field {shown(field)}{_hint(field, known, 'known fields:')} {', '.join(known)}."
            )
    return dict(value)


def entries_of(fields: Mapping[str, Any], field: str, name: str) -> Iterable[tuple[int, Any]]:
    given = fields.get(field)
    return enumerate([] if given is None else list_of(given, f"{name}, field '{field}'"), 1)


def list_of(value: Any, where: str) -> list[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    raise OperationError(f"{where}: {shown(value)} is no list; write [one, two], even for a single entry.")


def text_of(value: Any, where: str, example: str = "M96.0") -> str:
    if isinstance(value, str):
        return value.strip()
    raise OperationError(f'{where}: {shown(value)} is no text; put it in quotes, for example "{example}".')


def word_of(value: Any, known: Sequence[str], where: str) -> str:
    """Return the known word that was meant; case, blanks, '_' and '-' do not matter."""
    if not isinstance(value, str):
        raise OperationError(f"{where}: {shown(value)} is no text; expected {listed(known, 'or')}.")
    if value in known:
        return value
    spelt = _spelling(value)
    for word in known:
        if _spelling(word) in (spelt, _spelling(ALIASES.get(spelt, spelt))):
            return word
    lessons = LESSONS.get(tuple(known), {})
    lesson = lessons.get(spelt) or lessons.get(spelt.rpartition(" ")[2])
    if lesson:
        raise OperationError(f"{where}: {shown(value)} is not known here: {lesson}.")
    raise OperationError(f"{where}: {shown(value)} is not known here{_hint(value, known, 'expected')} {listed(known, 'or')}.")


def _spelling(text: str) -> str:
    return " ".join(tidy(text).lower().replace("_", " ").replace("-", " ").split())


def _hint(value: Any, known: Sequence[str], then: str) -> str:
    """Lead on to the list that follows, past the word that was likely meant."""
    close = difflib.get_close_matches(value[:60], known, 1, 0.6) if isinstance(value, str) else []
    return f"; did you mean {close[0]!r}? {then.capitalize()}" if close else f"; {then}"


def joint_of(value: Any, where: str) -> Joint:
    if isinstance(value, Joint):
        return value
    try:
        return joint_named(text_of(value, where, "L4-L5"))
    except (UnknownJoint, UnknownVertebra) as error:
        raise OperationError(f"{where}: {error}") from error


def vertebrae_of(value: Any, where: str) -> tuple[str, ...]:
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
        raise OperationError(f"{where}: {error}") from error


def number_of(value: Any, where: str) -> int:
    if (
        not isinstance(value, bool)
        and isinstance(value, int | str)
        and (number := shown(tidy(value) if isinstance(value, str) else value).strip("'")).isascii()
        and number.isdigit()
        and 0 < int(number) < 100
    ):
        return int(number)
    raise OperationError(f"{where}: {shown(value)} is no count; expected a whole number such as 2.")


def yes_or_no(value: Any, where: str) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and tidy(value).lower() in answers:
        return answers[tidy(value).lower()]
    raise OperationError(f"{where}: {shown(value)} is neither true nor false.")


def day_of(value: Any, where: str) -> str:
    try:
        return iso_day(text_of(str(value) if type(value).__name__ == "date" else value, where, "2026-01-14"))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(f"{where}: {error}") from error


def shown(value: Any) -> str:
    """Show what was given, in one short line: any object of any size has one."""
    if value is None:
        return "an empty entry"
    if isinstance(value, str):
        value = value[:80]
    elif isinstance(value, Mapping):
        return f"a set of {len(value)} {'field' if len(value) == 1 else 'fields'}"
    elif isinstance(value, list | tuple | set | frozenset):
        return f"a list of {len(value)}" if value else "an empty list"
    try:
        text = " ".join(repr(value).split())
    except Exception:  # a number of ten thousand digits, or an object that cannot show itself
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."
